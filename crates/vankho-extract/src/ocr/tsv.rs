//! Tesseract's table of words (`tessedit_create_tsv`): a row for each page, block, paragraph, line and word, twelve
//! columns parted by tabs: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.

use vankho_text::repair;

use crate::scan::Area;

/// The level of a row that is a word.
const WORD: &str = "5";
/// Rows that are looked at; a full newspaper page has some 5,000.
const MOST_WORDS: usize = 50_000;

/// One word as recognised, in pixels of the picture.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    /// Block, paragraph and line that it is in.
    pub(crate) line: [u32; 3],
    pub(crate) area: Area,
    /// 0 to 100.
    pub(crate) confidence: f32,
    /// Repaired, not empty, without blanks.
    pub(crate) text: String,
}

/// Reads the rows of words and skips all others; `None` without the head of the table, which stands even over an
/// empty one: the program failed.
pub(crate) fn parse(table: &str) -> Option<Vec<Token>> {
    let rows = table.strip_prefix("level\t")?.lines();
    Some(rows.filter_map(token).take(MOST_WORDS).collect())
}

fn token(row: &str) -> Option<Token> {
    let columns: Vec<&str> = row.splitn(12, '\t').collect();
    let [WORD, _page, block, paragraph, line, _word, left, top, width, height, confidence, text] =
        columns[..]
    else {
        return None;
    };
    let number = |text: &str| text.parse::<f32>().ok().filter(|number| number.is_finite());
    let (left, top) = (number(left)?, number(top)?);
    // It sees two letters in one: both are Đ to people.
    let text = text.replace("ĐÐ", "Đ").replace("ÐĐ", "Đ");
    let text: String = repair(&text).split_whitespace().collect();
    (!text.is_empty()).then_some(Token {
        line: [block.parse().ok()?, paragraph.parse().ok()?, line.parse().ok()?],
        area: Area { left, top, right: left + number(width)?, bottom: top + number(height)? },
        confidence: number(confidence)?.clamp(0.0, 100.0),
        text,
    })
}

/// How sure the recognition is on average, a word counting by its letters; 100 if there is no word.
pub(crate) fn certainty(tokens: &[Token]) -> f32 {
    let letters: f32 = tokens.iter().map(letters).sum();
    if letters == 0.0 { 100.0 } else { sure_letters(tokens) / letters * 100.0 }
}

/// Letters and digits, each counting by how sure its word is.
pub(crate) fn sure_letters(tokens: &[Token]) -> f32 {
    tokens.iter().map(|token| letters(token) * token.confidence / 100.0).sum()
}

fn letters(token: &Token) -> f32 {
    token.text.chars().filter(|c| c.is_alphanumeric()).count() as f32
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_letter_seen_twice_is_one() {
        let table = "level\t\n5\t1\t1\t1\t1\t1\t0\t0\t1\t1\t90\t/Q\u{110}\u{D0}-UBND\n";
        assert_eq!(parse(table).expect("it has its head")[0].text, "/QĐ-UBND");
    }

    #[test]
    fn rows_of_words_are_read_and_others_skipped() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     4\t1\t1\t1\t1\t0\t10\t20\t300\t40\t-1\t\n\
                     5\t1\t1\t1\t2\t1\t10\t20\t30\t40\t96.5\tNghi\u{323}\n\
                     5\t1\t1\t1\t2\t2\t50\t20\t30\t40\t95\t \n\
                     5\t1\t1\t1\t2\t3\t90\t20\t30\t40\tnan\tx\n\
                     5\t1\t1\t1\t2\n\
                     5\t1\t2\t1\t1\t1\t90\t20\t30\t40\t150\ta\tb\n";
        let tokens = parse(table).expect("it has its head");
        assert_eq!(parse(""), None);
        let texts: Vec<_> = tokens.iter().map(|token| (token.text.as_str(), token.line)).collect();
        assert_eq!(texts, [("Nghị", [1, 1, 2]), ("ab", [2, 1, 1])]);
        assert_eq!((tokens[0].area.right, tokens[0].area.bottom), (40.0, 60.0));
        assert_eq!((tokens[0].confidence, tokens[1].confidence), (96.5, 100.0));
    }
}
