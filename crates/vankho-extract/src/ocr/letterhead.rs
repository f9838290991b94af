//! The number and the day of the letterhead, read again with what may stand there.
//!
//! Both are often written by hand into a printed line: `Số: __ /CT-UBND`, `ngày __ tháng 01 năm 2021`. Recognition
//! made for print guesses at handwriting, so a blank is filled only by what two further readings agree on: one of
//! the whole stretch, magnified, and one of the blank alone that knows nothing but digits. What they do not agree
//! on stays as it was read first, with a confidence that tells.

use vankho_model::DocumentNumber;
use vankho_text::fold;

use super::program::Mode;
use super::tsv::Token;
use super::{Recognized, joined};
use crate::process::extractor::ExtractError;
use crate::scan::{Area, Grey};

/// The letterhead is in this part of the first page.
const PART: f32 = 0.45;
/// What is told of digits that readings do not agree on, at most.
const DOUBTFUL: f32 = 25.0;
/// What is told of digits on which the further readings agree, and the first does not.
const AGREED: f32 = 75.0;
/// Words of the letterhead above the number, by their letters without marks.
const ABOVE: [(&str, &str); 3] = [("dang", "ĐẢNG"), ("tinh", "TỈNH"), ("uy", "ỦY")];
/// Words looked at between the two ends of a blank.
const REACH: usize = 4;

/// Reads number and day again, in place. Tells whether there is doubt about either.
pub(super) fn read_again(
    grey: &Grey,
    tokens: &mut Vec<Token>,
    recognize: &mut impl FnMut(&Grey, Mode) -> Recognized,
) -> Result<bool, ExtractError> {
    let bottom = grey.height() as f32 * PART;
    mend_words(tokens, bottom);
    let mut doubt = false;
    for what in [Blank::Number, Blank::Day] {
        if let Some(printed) = what.printed(tokens, bottom) {
            doubt |= check_printed(grey, &mut tokens[printed], recognize)?;
        } else if let Some(ends) = what.find(tokens, bottom) {
            doubt |= fill(what, grey, tokens, ends, recognize)?;
        }
    }
    Ok(doubt)
}

/// The upper and lower end of the line with the number, and the line with the date if that is near.
pub(super) fn lines(tokens: &[Token], height: f32) -> Option<(f32, f32)> {
    let number = &tokens[Blank::Number.label_in(tokens, height * PART)?].area;
    let line = number.bottom - number.top;
    let date = Blank::Day.label_in(tokens, height * PART).map(|index| tokens[index].area);
    let near = date.filter(|date| (date.top - number.top).abs() < 3.0 * line).unwrap_or(*number);
    Some((number.top.min(near.top), number.bottom.max(near.bottom)))
}

/// Sets right the words that have one meaning there: `Số`, and above it in capitals those of [`ABOVE`]. A line drawn
/// under them and a low resolution cost them their marks.
fn mend_words(tokens: &mut [Token], bottom: f32) {
    let Some(index) = Blank::Number.label_in(tokens, bottom) else { return };
    let label = tokens[index].text.find(|c: char| !c.is_alphabetic()).unwrap_or(tokens[index].text.len());
    tokens[index].text.replace_range(..label, "Số");
    let top = tokens[index].area.top;
    for token in tokens.iter_mut().filter(|token| token.area.bottom < top) {
        if token.text.chars().all(char::is_uppercase)
            && let Some((_, word)) = ABOVE.iter().find(|(folded, _)| *folded == fold(&token.text))
        {
            (*word).clone_into(&mut token.text);
        }
    }
}

/// What is missing in a printed line.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Blank {
    Number,
    Day,
}

impl Blank {
    /// A whole number printed after its label: its token.
    fn printed(self, tokens: &[Token], bottom: f32) -> Option<usize> {
        let label = (self == Self::Number).then(|| self.label_in(tokens, bottom)).flatten()?;
        let line = tokens[label].line;
        let mut after = tokens.iter().enumerate().skip(label + 1).take_while(|(_, token)| token.line == line);
        after.next().filter(|(_, token)| is_whole_number(&token.text)).map(|(index, _)| index)
    }

    /// Finds the two ends of the blank, as tokens of their own with all that was read between them.
    fn find(self, tokens: &mut Vec<Token>, bottom: f32) -> Option<(usize, usize)> {
        let start = self.label_in(tokens, bottom)?;
        let line = tokens[start].line;
        let within = start..tokens.len().min(start + REACH + 1);
        let end = within.take_while(|index| tokens[*index].line == line).find_map(|index| {
            let from = if index == start { self.label_len(&tokens[index].text)? } else { 0 };
            self.end_at(&tokens[index].text, from).map(|at| (index, at))
        });
        let (end, at) = end?;
        let mut end = end + split(tokens, end, at);
        if end > start {
            let label = self.label_len(&tokens[start].text)?;
            end += split(tokens, start, label);
        }
        Some((start, end))
    }

    fn label_in(self, tokens: &[Token], bottom: f32) -> Option<usize> {
        tokens.iter().position(|token| token.area.bottom < bottom && self.label_len(&token.text).is_some())
    }

    /// Bytes of the label that a word begins with: `Số:` of `Số:542`, `ngày` of `ngày/{5`.
    fn label_len(self, text: &str) -> Option<usize> {
        let word = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
        let (label, rest) = text.split_at(word);
        match self {
            Self::Number => {
                let colon = rest.len() - rest.trim_start_matches([':', '.']).len();
                (fold(label) == "so" && label.starts_with('S')).then_some(word + colon)
            }
            Self::Day => (fold(label).starts_with("ngay") && label.chars().count() >= 4)
                .then(|| text.char_indices().nth(4).map_or(text.len(), |(at, _)| at)),
        }
    }

    /// The byte at which the far end begins: the symbol `/CT-UBND`, or `tháng`.
    fn end_at(self, text: &str, from: usize) -> Option<usize> {
        match self {
            Self::Number => text.match_indices(['/', '-']).map(|(at, _)| at).find(|at| {
                let symbol = text[at + 1..].trim_start();
                *at >= from && symbol.chars().take(2).filter(|c| c.is_uppercase()).count() == 2
            }),
            Self::Day => text.find("tháng").filter(|at| *at >= from),
        }
    }

    fn may_be(self, digits: &str) -> bool {
        let value = digits.parse::<u32>().unwrap_or(0);
        match self {
            Self::Number => (1..=99_999).contains(&value) && digits.len() <= 5,
            Self::Day => (1..=31).contains(&value) && digits.len() <= 2,
        }
    }
}

/// Whether a word is a number with its symbol, `312-CV/VPTU`.
fn is_whole_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<DocumentNumber>().is_ok()
}

/// Splits a token before byte `at`, its box by the letters; returns how many tokens were added.
fn split(tokens: &mut Vec<Token>, index: usize, at: usize) -> usize {
    let token = &mut tokens[index];
    if at == 0 || at >= token.text.len() {
        return 0;
    }
    let letters = token.text.chars().count() as f32;
    let tail = token.text.split_off(at);
    let share = token.text.chars().count() as f32 / letters;
    let mut rest = Token { text: tail, ..token.clone() };
    token.area.right = token.area.left + (token.area.right - token.area.left) * share;
    rest.area.left = token.area.right;
    tokens.insert(index + 1, rest);
    1
}

/// Reads a blank again and fills it if the readings agree. Tells whether there is doubt.
fn fill(
    what: Blank,
    grey: &Grey,
    tokens: &mut Vec<Token>,
    (start, end): (usize, usize),
    recognize: &mut impl FnMut(&Grey, Mode) -> Recognized,
) -> Result<bool, ExtractError> {
    let (label, symbol) = (tokens[start].area, tokens[end].area);
    let height = symbol.bottom - symbol.top;
    let (top, bottom) =
        (label.top.min(symbol.top) - height / 2.0, label.bottom.max(symbol.bottom) + height / 3.0);
    let blank = Area { left: label.right + 2.0, right: symbol.left - 2.0, top, bottom };
    if blank.right - blank.left < height / 3.0 {
        // Nothing was filled in, or label and symbol lie over each other.
        return Ok(false);
    }
    let stretch = Area { left: label.left - 10.0, right: symbol.right + 10.0, top, bottom };
    let whole = joined(recognize(&magnified(grey, stretch), Mode::Line)?);
    let alone = joined(recognize(&magnified(grey, blank), Mode::Digits)?);
    let read_first: String = tokens[start + 1..end].iter().map(|token| token.text.as_str()).collect();
    let agreed = between(what, &whole).filter(|digits| *digits == alone && what.may_be(digits));
    for end in [start, end] {
        tokens[end].confidence = tokens[end].confidence.max(AGREED);
    }
    let Some(digits) = agreed.map(str::to_owned) else {
        for token in &mut tokens[start + 1..end] {
            token.confidence = token.confidence.min(DOUBTFUL);
        }
        return Ok(true);
    };
    let confirmed = digits == digits_of(&read_first);
    let first = tokens[start + 1..end].iter().map(|token| token.confidence).fold(100.0, f32::min);
    let confidence = if confirmed { first.max(AGREED) } else { AGREED };
    let filled = Token {
        line: tokens[start].line,
        area: blank_of_ink(blank, label, symbol),
        confidence,
        text: digits,
    };
    tokens.splice(start + 1..end, [filled]);
    Ok(false)
}

/// The box of what fills a blank: between its ends, as high as they are.
fn blank_of_ink(blank: Area, label: Area, symbol: Area) -> Area {
    Area { top: label.top.min(symbol.top), bottom: label.bottom.max(symbol.bottom), ..blank }
}

/// What a reading of the whole stretch has between label and far end, if that is digits and nothing else.
fn between(what: Blank, whole: &str) -> Option<&str> {
    let label = what.label_len(whole)?;
    let end = what.end_at(whole, label)?;
    let digits = digits_of(&whole[label..end]);
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// Without the line that the digits stand on and the dots that lead to them.
fn digits_of(text: &str) -> &str {
    text.trim_matches(['_', '.', ',', ':', '…'])
}

/// Reads a printed number again: what both readings say stands, what only one of them can mean is taken.
fn check_printed(
    grey: &Grey,
    token: &mut Token,
    recognize: &mut impl FnMut(&Grey, Mode) -> Recognized,
) -> Result<bool, ExtractError> {
    let height = (token.area.bottom - token.area.top) / 2.0;
    let Area { left, top, right, bottom } = token.area;
    let around = Area { left: left - 10.0, right: right + 10.0, top: top - height, bottom: bottom + height };
    let again = joined(recognize(&magnified(grey, around), Mode::Line)?);
    let parse = |text: &str| text.parse::<DocumentNumber>().ok().map(|number| number.to_string());
    let agree = match (parse(&token.text), parse(&again)) {
        (Some(first), Some(again)) => first == again,
        // The second reading was of a stretch cut out by the first one's box: it may have cut too much.
        (Some(_), None) => token.confidence >= AGREED,
        (None, _) => false,
    };
    if !agree {
        token.confidence = token.confidence.min(DOUBTFUL);
    }
    Ok(!agree)
}

/// A stretch of the picture, twice as large, with paper around it.
fn magnified(grey: &Grey, area: Area) -> Grey {
    const MARGIN: f32 = 20.0;
    let width = (area.right - area.left + 2.0 * MARGIN).clamp(1.0, grey.width() as f32 + 2.0 * MARGIN);
    let height = (area.bottom - area.top + 2.0 * MARGIN).clamp(1.0, grey.height() as f32 + 2.0 * MARGIN);
    Grey::from_fn(2 * width as usize, 2 * height as usize, |x, y| {
        let (x, y) = (area.left - MARGIN + x as f32 / 2.0, area.top - MARGIN + y as f32 / 2.0);
        let inside = x >= area.left && x <= area.right && y >= area.top && y <= area.bottom;
        if inside && x >= 0.0 && y >= 0.0 { grey.between(x, y) } else { 255 }
    })
}

#[cfg(test)]
mod tests {
    use super::{Blank, DOUBTFUL, read_again};
    use crate::ocr::{Mode, Token};
    use crate::scan::{Area, Grey};

    fn line(words: &[(&str, f32)]) -> Vec<Token> {
        let mut left = 100.0;
        let token = |&(text, confidence): &(&str, f32)| {
            let width = 20.0 * text.chars().count() as f32;
            let area = Area { left, top: 100.0, right: left + width, bottom: 140.0 };
            left += width + 20.0;
            Token { line: [1, 1, 1], area, confidence, text: text.into() }
        };
        words.iter().map(token).collect()
    }

    /// What becomes of a line if the whole of it and its blank are then read so.
    fn reread(words: &[(&str, f32)], whole: &str, alone: &str) -> (Vec<(String, f32)>, bool) {
        let grey = Grey::from_fn(1500, 2000, |_, _| 255);
        let mut tokens = line(words);
        let mut recognize = |_: &Grey, mode: Mode| {
            let text = if mode == Mode::Digits { alone } else { whole };
            Ok(Some(line(&[(text, 90.0)])))
        };
        let doubt = read_again(&grey, &mut tokens, &mut recognize).expect("nothing fails here");
        (tokens.into_iter().map(|token| (token.text, token.confidence)).collect(), doubt)
    }

    fn texts(tokens: &[(String, f32)]) -> String {
        tokens.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_blank_is_filled_by_what_the_readings_agree_on() {
        let (tokens, doubt) =
            reread(&[("Số:", 95.0), ("22", 60.0), ("/BC-UBND", 90.0)], "Số:23_/BC-UBND", "23");
        assert_eq!((texts(&tokens).as_str(), doubt), ("Số: 23 /BC-UBND", false));
        let (tokens, doubt) = reread(&[("Só:542", 26.0), ("/TB-UBND", 90.0)], "Số:542/TB-UBND", "542");
        assert_eq!((texts(&tokens).as_str(), doubt), ("Số: 542 /TB-UBND", false));
        let (tokens, doubt) = reread(&[("ngày", 95.0), ("04tháng", 70.0), ("02", 90.0)], "ngày04tháng", "04");
        assert_eq!((texts(&tokens).as_str(), doubt), ("ngày 04 tháng 02", false));
    }

    #[test]
    fn digits_without_agreement_are_in_doubt() {
        let (tokens, doubt) =
            reread(&[("Số:", 95.0), ("899", 90.0), ("/UBND-TTHC", 48.0)], "Số:892/UBND-TTHC", "92");
        assert!(doubt && tokens[1] == ("899".into(), DOUBTFUL), "{tokens:?}");
        let (tokens, doubt) = reread(&[("Số:8'†B", 4.0), ("/UBND-KTTH", 89.0)], "Số:2}/UBND-KTTH", "912");
        assert!(doubt && texts(&tokens) == "Số: 8'†B /UBND-KTTH" && tokens[0].1 >= 75.0, "{tokens:?}");
        let (tokens, doubt) = reread(&[("ngày4†tháng", 9.0), ("01", 90.0)], "ngày44tháng", "44");
        assert!(doubt && texts(&tokens) == "ngày 4† tháng 01", "no month has 44 days: {tokens:?}");
    }

    #[test]
    fn a_printed_number_is_confirmed_or_doubted() {
        let words = [("Số", 95.0), ("312-CV/VPTU", 90.0)];
        assert!(!reread(&words, "312-CV/VPTU", "").1);
        let (tokens, doubt) = reread(&words, "372-CV/VPTU", "");
        assert!(doubt && tokens[1].1 == DOUBTFUL);
    }

    #[test]
    fn words_of_the_letterhead_are_mended() {
        let mut tokens =
            line(&[("TĨNH", 60.0), ("UY", 60.0), ("QUANG", 60.0), ("Số", 90.0), ("1/QĐ-UBND", 90.0)]);
        for token in &mut tokens[3..] {
            (token.area.top, token.area.bottom) = (200.0, 240.0);
        }
        super::mend_words(&mut tokens, 900.0);
        let texts: Vec<_> = tokens.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(texts, ["TỈNH", "ỦY", "QUANG", "Số", "1/QĐ-UBND"]);
    }

    #[test]
    fn other_lines_are_left_alone() {
        for words in
            [&[("Sở", 90.0), ("Tài", 90.0)][..], &[("Số", 90.0)], &[("ngày", 90.0)], &[("hàng", 90.0)], &[]]
        {
            let (tokens, doubt) = reread(words, "Số:1/CT-UBND", "1");
            assert!(!doubt && tokens.len() == words.len());
        }
        assert_eq!(Blank::Number.label_len("số"), None);
    }
}
