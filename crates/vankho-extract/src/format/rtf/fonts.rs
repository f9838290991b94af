//! The fonts of an RTF: what their bytes stand for.

use std::collections::HashMap;

use encoding_rs::Encoding;
use vankho_text::FontHint;

/// A font as the text needs it.
#[derive(Clone, Copy)]
pub(super) struct Font {
    pub(super) hint: FontHint,
    pub(super) encoding: &'static Encoding,
}

/// The font table, filled as it is read.
pub(super) struct Fonts {
    fonts: HashMap<i32, Font>,
    /// The font of text that names none.
    pub(super) default: i32,
    /// The encoding of fonts that leave it to the document.
    pub(super) encoding: &'static Encoding,
    number: i32,
    charset: Option<i32>,
    name: Vec<u8>,
}

impl Fonts {
    pub(super) fn new() -> Self {
        Self {
            fonts: HashMap::new(),
            default: 0,
            encoding: encoding_rs::WINDOWS_1252,
            number: 0,
            charset: None,
            name: Vec::new(),
        }
    }

    pub(super) fn get(&self, number: Option<i32>) -> Font {
        let usual = Font { hint: FontHint::Unknown, encoding: self.encoding };
        self.fonts.get(&number.unwrap_or(self.default)).copied().unwrap_or(usual)
    }

    /// Takes a control word inside the table.
    pub(super) fn word(&mut self, name: &[u8], value: Option<i32>) {
        match (name, value) {
            (b"f", Some(number)) => {
                (self.number, self.charset) = (number, None);
                self.name.clear();
            }
            (b"fcharset", charset) => self.charset = charset,
            _ => {}
        }
    }

    /// Takes a font's name, which ends with `;`.
    pub(super) fn text(&mut self, text: &[u8]) {
        for byte in text {
            if *byte == b';' {
                let name = String::from_utf8_lossy(&self.name);
                let font = self.font(name.trim());
                self.fonts.insert(self.number, font);
                self.name.clear();
            } else {
                self.name.push(*byte);
            }
        }
    }

    fn font(&self, name: &str) -> Font {
        let hint = FontHint::of_font(name);
        let encoding = match hint {
            FontHint::Unknown => self.charset.and_then(charset).unwrap_or(self.encoding),
            // Their bytes are letters of no Windows encoding, whatever the table says.
            _ => encoding_rs::WINDOWS_1252,
        };
        Font { hint, encoding }
    }
}

/// The encoding of a character set (RTF 1.9.1, `\fcharsetN`); `None` leaves it to the document.
fn charset(number: i32) -> Option<&'static Encoding> {
    code_page(match number {
        0 | 2 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

/// The encoding of a Windows code page.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        874 => "windows-874",
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        1250 => "windows-1250",
        1251 => "windows-1251",
        1252 => "windows-1252",
        1253 => "windows-1253",
        1254 => "windows-1254",
        1255 => "windows-1255",
        1256 => "windows-1256",
        1257 => "windows-1257",
        1258 => "windows-1258",
        10000 => "macintosh",
        65001 => "utf-8",
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}
