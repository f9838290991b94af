//! Letters, which is what mail is: a head of lines that a person reads, the body, and what is attached.

pub(crate) mod eml;
pub(crate) mod msg;

use std::io::{self, Write};

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use vankho_model::{Engine, Hints, Warning};
use vankho_text::FontHint;

use crate::inside::{Room, UnpackFault};
use crate::pages::{Pages, RawPage};
use crate::process::frames::FrameWriter;
use crate::read::{Budget, Extracted};
use crate::sniff::Format;

/// A picture that the text shows is a logo or a smile up to this size; a larger one may be a scanned page.
const LOGO_BYTES: usize = 100 << 10;

/// A letter as both formats give it.
#[derive(Default)]
struct Letter {
    from: String,
    to: String,
    copies_to: String,
    sent: Option<Sent>,
    subject: String,
    body: String,
}

/// When a letter was sent, by the clock of its sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sent {
    year: u16,
    month: u8,
    day: u8,
    hour: u8,
    minute: u8,
}

impl Letter {
    /// The letter as one page: its head in lines, an empty line, its body. The names of the lines are those of
    /// the mail itself (RFC 5322), in plain ASCII, so that they don't speak for the encoding of the body.
    fn into_extracted(self, format: Format, budget: Budget, warnings: Vec<Warning>) -> Extracted {
        let date = self
            .sent
            .map(|s| format!("{:02}/{:02}/{} {:02}:{:02}", s.day, s.month, s.year, s.hour, s.minute));
        let mut page = RawPage::default();
        for (label, value) in [
            ("From", self.from.as_str()),
            ("To", &self.to),
            ("Cc", &self.copies_to),
            ("Date", date.as_deref().unwrap_or_default()),
            ("Subject", &self.subject),
        ] {
            if !value.is_empty() {
                page.push(&format!("{label}: {value}\n"), FontHint::Unknown);
            }
        }
        page.push("\n", FontHint::Unknown);
        page.push(self.body.trim(), FontHint::Unknown);
        let some = |text: String| (!text.is_empty()).then(|| vankho_text::repair(&text));
        let hints = Hints {
            letter: true,
            title: some(self.subject),
            published: self.sent.map(|s| format!("{:04}-{:02}-{:02}", s.year, s.month, s.day)),
            author: some(self.from),
        };
        let mut pages = Pages::new(budget.text_bytes);
        pages.push(page, Engine::Format);
        pages.finish(format, warnings, hints)
    }
}

/// One line: a head can't begin the body.
fn line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A name and an address as they are usually written.
fn person(name: &str, address: &str) -> String {
    let (name, address) = (line(name), line(address));
    match (name.is_empty(), address.is_empty() || name == address) {
        (true, _) => address,
        (_, true) => name,
        _ => format!("{name} <{address}>"),
    }
}

/// Text of eight-bit letters: UTF-8 where it is that, else what `label` says; a Western label or none is what
/// letters in old Vietnamese fonts were sent under.
fn decode(bytes: &[u8], label: Option<&str>) -> String {
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    if !bytes.contains(&0)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return text.strip_prefix('\u{FEFF}').unwrap_or(text).to_owned();
    }
    let encoding = named.filter(|encoding| *encoding != UTF_8).unwrap_or(WINDOWS_1252);
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// Whether an attached picture only decorates the text: shown in it by its content id, and small.
fn is_decoration(media_type: &str, bytes: &[u8], content_id: &str, html: &str) -> bool {
    let id = content_id.trim().trim_start_matches('<').trim_end_matches('>');
    media_type.starts_with("image")
        && bytes.len() <= LOGO_BYTES
        && !id.is_empty()
        && html.contains(&format!("cid:{id}"))
}

/// Writes out one attachment, as far as there is room.
fn put(
    name: &str,
    bytes: &[u8],
    room: &mut Room,
    out: &mut FrameWriter<impl Write>,
) -> io::Result<Result<(), UnpackFault>> {
    let enough = room.files.checked_sub(1).zip(room.bytes.checked_sub(bytes.len() as u64));
    let Some((files, bytes_left)) = enough else { return Ok(Err(UnpackFault::TooLarge)) };
    *room = Room { files, bytes: bytes_left };
    out.file(name)?;
    out.bytes(bytes)?;
    out.end(Ok(()))?;
    Ok(Ok(()))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::{self, Read};

    use super::{decode, is_decoration, person};
    use crate::inside::UnpackFault;
    use crate::process::frames::{FrameReader, FrameWriter};

    /// What came out of a letter, names and contents, and how it ended.
    pub(crate) type Taken = (Vec<(String, Vec<u8>)>, Result<(), UnpackFault>);

    /// Every file that `unpack` writes.
    pub(crate) fn take_out(
        unpack: impl FnOnce(&mut FrameWriter<&mut Vec<u8>>) -> io::Result<Result<(), UnpackFault>>,
    ) -> Taken {
        let mut bytes = Vec::new();
        let mut out = FrameWriter::new(&mut bytes);
        let result = unpack(&mut out).expect("memory");
        out.done(Ok(())).expect("memory");
        let mut frames = FrameReader::new(&bytes[..]);
        let mut files = Vec::new();
        while let Ok(Some(name)) = frames.next() {
            let mut content = Vec::new();
            frames.read_to_end(&mut content).expect("whole");
            files.push((name, content));
        }
        (files, result)
    }

    #[test]
    fn eight_bit_text_is_decoded_as_it_was_meant() {
        assert_eq!(decode("Kính gửi".as_bytes(), Some("us-ascii")), "Kính gửi");
        assert_eq!(decode(b"Ngh\x69\xF2", Some("windows-1258")), "Nghi\u{323}");
        assert_eq!(decode(b"B\xB8o c\xB8o", None), "B¸o c¸o", "TCVN3, to be converted with the rest");
        assert_eq!(decode(b"B\xB8o", Some("utf-8")), "B¸o", "a wrong label");
    }

    #[test]
    fn people_are_written_once() {
        assert_eq!(person("Đỗ Minh Khuê", "khue@example.vn"), "Đỗ Minh Khuê <khue@example.vn>");
        assert_eq!(person("a@b.vn", "a@b.vn"), "a@b.vn");
        assert_eq!(person("", "a@b.vn\r\nBcc: x"), "a@b.vn Bcc: x");
    }

    #[test]
    fn a_logo_is_no_enclosure_and_a_scan_is() {
        let html = "<img src=\"cid:logo@1\">";
        assert!(is_decoration("image/png", &[0; 10], "<logo@1>", html));
        assert!(!is_decoration("image/png", &[0; 200_000], "<logo@1>", html), "large");
        assert!(!is_decoration("image/png", &[0; 10], "<other@1>", html), "not shown");
        assert!(!is_decoration("application/pdf", &[0; 10], "<logo@1>", html));
    }
}
