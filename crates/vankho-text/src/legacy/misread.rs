//! UTF-8 that was read as Windows-1252: two or three characters where one letter was.

use super::tables::byte_of;

/// Puts such letters together again; what is no UTF-8 stays. A text misread twice takes two passes.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match sequence(c, rest.clone()) {
            Some((letter, length)) => {
                out.push(letter);
                rest.nth(length - 2);
            }
            None => out.push(c),
        }
    }
    out
}

/// The letter whose bytes were read as this character and those after it, and how many they are.
fn sequence(first: char, after: impl Iterator<Item = char>) -> Option<(char, usize)> {
    let lead = byte_of(first)?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for (byte, c) in bytes[1..length].iter_mut().zip(after) {
        *byte = byte_of(c)?;
    }
    let letter = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    Some((letter, length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::decode;

    /// The text as a reader of ISO 8859-1 sees its UTF-8.
    fn misread(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    #[test]
    fn letters_come_together_again() {
        assert_eq!(decode("Nghá»‹ quyáº¿t sá»‘ 04 cá»§a Tá»‰nh á»§y"), "Nghị quyết số 04 của Tỉnh ủy");
        assert_eq!(decode("été à Ã"), "été à Ã");
    }

    proptest! {
        #[test]
        fn undoes_a_misreading_and_a_double_one(text in "[a-zà-ỹĐđ ]{0,40}") {
            prop_assert_eq!(&decode(&misread(&text)), &text);
            prop_assert_eq!(&decode(&decode(&misread(&misread(&text)))), &text);
        }
    }
}
