//! Cutting a query at blanks and quotes.

use std::ops::Range;

/// A stretch between blanks, or between quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    /// What stands in it, without quotes, sign and slop.
    pub text: &'t str,
    /// Where `text` begins, in bytes.
    pub from: usize,
    /// Where the token stands with all its signs, in bytes.
    pub at: Range<usize>,
    pub is_quoted: bool,
    /// `-` before it.
    pub is_negated: bool,
    /// `~N` after the closing quote.
    pub slop: u32,
}

const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// More words between two than this are no nearness.
const MOST_SLOP: u32 = 50;

/// Cuts a repaired query into tokens.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| !c.is_whitespace()).map(|blanks| at + blanks) {
        let after_minus = text[start..].strip_prefix(['-', '−']).map(|rest| text.len() - rest.len());
        let is_negated = after_minus.is_some_and(|from| {
            text[from..].starts_with(|c: char| c.is_alphanumeric() || QUOTES.contains(&c))
                && !continues_a_number(&tokens, &text[from..])
        });
        let from = after_minus.filter(|_| is_negated).unwrap_or(start);
        let token = if text[from..].starts_with(QUOTES) {
            quoted(text, start, from, is_negated)
        } else {
            let ends = |c: char| c.is_whitespace() || QUOTES.contains(&c);
            let end = text[from..].find(ends).map_or(text.len(), |len| from + len);
            Token { text: &text[from..end], from, at: start..end, is_quoted: false, is_negated, slop: 0 }
        };
        at = token.at.end;
        tokens.push(token);
    }
    tokens
}

/// `04 -NQ/TU` is a number with a blank too many, not 04 without NQ/TU.
fn continues_a_number(before: &[Token<'_>], rest: &str) -> bool {
    let symbol = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_ordinal = before.last().is_some_and(|token| token.text.ends_with(|c: char| c.is_ascii_digit()));
    is_ordinal && rest[symbol.len()..].starts_with(['/', '-'])
}

/// The quoted stretch whose opening quote stands at `open`; without a closing one it goes to the end.
fn quoted(text: &str, start: usize, open: usize, is_negated: bool) -> Token<'_> {
    let from = open + text[open..].chars().next().map_or(0, char::len_utf8);
    let close = text[from..].find(QUOTES).map_or(text.len(), |len| from + len);
    let after = close + text[close..].chars().next().map_or(0, char::len_utf8);
    let slop = text[after..].strip_prefix('~').unwrap_or_default();
    let digits = slop.len() - slop.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let end = if digits > 0 { after + 1 + digits } else { after };
    let slop =
        slop[..digits].parse().map_or(if digits > 0 { MOST_SLOP } else { 0 }, |n: u32| n.min(MOST_SLOP));
    Token { text: &text[from..close], from, at: start..end, is_quoted: true, is_negated, slop }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn cuts_at_blanks_and_quotes() {
        let check = |text: &str, expected: &[&str]| {
            let sign = |token: &super::Token<'_>| {
                let (minus, quote) =
                    (if token.is_negated { "-" } else { "" }, if token.is_quoted { "\"" } else { "" });
                format!(
                    "{minus}{quote}{}{quote}{}",
                    token.text,
                    if token.slop > 0 { token.slop.to_string() } else { String::new() }
                )
            };
            assert_eq!(tokens(text).iter().map(sign).collect::<Vec<_>>(), expected, "{text}");
        };
        check("nghị quyết -\"cải cách\" -thuế", &["nghị", "quyết", "-\"cải cách\"", "-thuế"]);
        check("“cải cách”~3 x", &["\"cải cách\"3", "x"]);
        check("loại:\"nghị quyết\"", &["loại:", "\"nghị quyết\""]);
        check("04 -NQ/TU", &["04", "-NQ/TU"]);
        check("04 - NQ", &["04", "-", "NQ"]);
        check("-- - \"", &["--", "-", "\"\""]);
        check("\"a", &["\"a\""]);
        check("\"a\"~99999999999", &["\"a\"50"]);
    }
}
