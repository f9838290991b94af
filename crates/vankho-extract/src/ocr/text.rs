//! From recognised words to the text of a page and the places of its words.

use vankho_model::{WarningCode, WordBox};

use super::PictureReading;
use super::tsv::{self, Token};
use crate::scan::Geometry;

/// A page less sure than this, of 100, is marked.
const DOUBTFUL: f32 = 80.0;
/// Marks without a letter are kept from here on: below, they are dirt.
const SURE_MARK: f32 = 50.0;
/// Letters are kept from here on.
const SURE_WORD: f32 = 10.0;

/// Joins words to lines and lines to paragraphs, in the order of the recognition.
pub(crate) fn assemble(tokens: &[Token], geometry: &Geometry) -> PictureReading {
    let mut reading = PictureReading::default();
    let (mut at, mut before) = (0_u32, None::<[u32; 3]>);
    for token in tokens.iter().filter(|token| !is_dirt(token)) {
        let gap = match before {
            None => "",
            Some(line) if line == token.line => " ",
            Some(line) if line[..2] == token.line[..2] => "\n",
            Some(_) => "\n\n",
        };
        before = Some(token.line);
        reading.text.push_str(gap);
        reading.text.push_str(&token.text);
        let start = at.saturating_add(chars(gap));
        at = start.saturating_add(chars(&token.text));
        let [left, top, right, bottom] = geometry.on_page(token.area);
        let confidence = token.confidence.round() as u8;
        reading.words.push(WordBox { start, end: at, left, top, right, bottom, confidence });
    }
    if tsv::certainty(tokens) < DOUBTFUL {
        reading.warnings.push(WarningCode::ReadWithDoubt);
    }
    reading
}

fn is_dirt(token: &Token) -> bool {
    let has_letter = token.text.chars().any(char::is_alphanumeric);
    token.confidence < if has_letter { SURE_WORD } else { SURE_MARK }
}

fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use vankho_model::WarningCode;

    use super::assemble;
    use crate::ocr::Token;
    use crate::scan::{Area, Geometry};

    fn token(line: [u32; 3], text: &str, confidence: f32) -> Token {
        let area = Area { left: 10.0, top: 20.0, right: 50.0, bottom: 40.0 };
        Token { line, area, confidence, text: text.into() }
    }

    #[test]
    fn words_become_lines_and_know_their_place() {
        let tokens = [
            token([1, 1, 1], "TỈNH", 95.0),
            token([1, 1, 1], "ỦY", 90.0),
            token([1, 1, 1], "|", 20.0),
            token([1, 1, 2], "Số", 95.0),
            token([2, 1, 1], "ĐẢNG", 95.0),
        ];
        let reading = assemble(&tokens, &Geometry::new(100, 200, 0.0));
        assert_eq!(reading.text, "TỈNH ỦY\nSố\n\nĐẢNG");
        let chars: Vec<char> = reading.text.chars().collect();
        let words: Vec<String> =
            reading.words.iter().map(|w| chars[w.start as usize..w.end as usize].iter().collect()).collect();
        assert_eq!(words, ["TỈNH", "ỦY", "Số", "ĐẢNG"]);
        let first = reading.words[0];
        assert_eq!((first.left, first.top, first.right, first.bottom), (1000, 1000, 5000, 2000));
        assert_eq!((first.confidence, reading.warnings.as_slice()), (95, &[][..]));
    }

    #[test]
    fn a_page_read_badly_is_marked() {
        let reading = assemble(&[token([1, 1, 1], "TINH", 40.0)], &Geometry::new(100, 200, 0.0));
        assert_eq!(reading.warnings, [WarningCode::ReadWithDoubt]);
        assert_eq!(assemble(&[], &Geometry::new(1, 1, 0.0)).text, "");
    }
}
