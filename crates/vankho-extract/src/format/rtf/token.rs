//! RTF as tokens (RTF 1.9.1, "RTF Syntax").

/// A token; every sequence of bytes is a sequence of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` with its number.
    Word(&'a [u8], Option<i32>),
    /// `\` and one character that is no letter.
    Symbol(u8),
    /// `\'hh`
    Byte(u8),
    /// Plain bytes, without line ends.
    Text(&'a [u8]),
}

/// Cuts bytes into tokens. Binary data (`\bin`) is passed over.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(length.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn take_while(&mut self, belongs: impl Fn(&u8) -> bool) -> &'a [u8] {
        let length = self.rest.iter().position(|byte| !belongs(byte)).unwrap_or(self.rest.len());
        self.take(length)
    }

    /// What follows a `\`.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if !first.is_ascii_alphabetic() {
            self.take(1);
            return Some(if first == b'\'' { self.byte() } else { Token::Symbol(first) });
        }
        let name = self.take_while(u8::is_ascii_alphabetic);
        let value = self.number();
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if name == b"bin" {
            self.take(value.and_then(|length| usize::try_from(length).ok()).unwrap_or(0));
        }
        Some(Token::Word(name, value))
    }

    fn number(&mut self) -> Option<i32> {
        let is_negative =
            self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        self.take(usize::from(is_negative));
        let digits = self.take_while(u8::is_ascii_digit);
        let add = |value: i32, digit: &u8| value.saturating_mul(10).saturating_add(i32::from(digit - b'0'));
        let value = digits.iter().fold(0, add);
        (!digits.is_empty()).then_some(if is_negative { -value } else { value })
    }

    /// The two digits after `\'`; as many as there are.
    fn byte(&mut self) -> Token<'a> {
        let length = self.rest.iter().take(2).take_while(|byte| byte.is_ascii_hexdigit()).count();
        let digits = self.take(length);
        let value = |digit: &u8| char::from(*digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        Token::Byte(digits.iter().filter_map(value).fold(0, |byte, digit| byte << 4 | digit))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.take_while(|byte| matches!(byte, b'\r' | b'\n' | 0));
        let token = match self.rest.first()? {
            b'{' => Token::Open,
            b'}' => Token::Close,
            b'\\' => {
                self.take(1);
                return self.control();
            }
            _ => return Some(Token::Text(self.take_while(|b| !b"{}\\\r\n\0".contains(b)))),
        };
        self.take(1);
        Some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn cuts_words_symbols_bytes_and_text() {
        let tokens: Vec<_> =
            Tokens::new(b"{\\rtf1\\ansi a b\r\n\\'ADc\\u-123 ?\\~\\bin3 }}}\\par}").collect();
        let expected = [
            Token::Open,
            Token::Word(b"rtf", Some(1)),
            Token::Word(b"ansi", None),
            Token::Text(b"a b"),
            Token::Byte(0xAD),
            Token::Text(b"c"),
            Token::Word(b"u", Some(-123)),
            Token::Text(b"?"),
            Token::Symbol(b'~'),
            Token::Word(b"bin", Some(3)),
            Token::Word(b"par", None),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn every_broken_end_ends() {
        for broken in
            [&b"\\"[..], b"\\'", b"\\'4", b"\\u", b"\\u-", b"\\bin99999999999 x", b"\\par1234567890123"]
        {
            assert!(Tokens::new(broken).count() <= 2, "{broken:?}");
        }
    }
}
