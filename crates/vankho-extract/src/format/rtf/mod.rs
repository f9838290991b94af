//! RTF (RTF 1.9.1): the text as it stands, with what its fonts say.

mod fonts;
mod token;

use vankho_model::{Engine, Hints, WarningCode};

use self::fonts::{Fonts, code_page};
use self::token::{Token, Tokens};
use crate::format::flow::{Flow, Mark, add_margin};
use crate::pages::{Pages, RawPage};
use crate::read::{Budget, Extracted, whole};
use crate::sniff::Format;

/// Open groups. Word stays below 50.
const DEPTH: usize = 2_000;
/// Boxes and notes inside one another.
const STORIES: usize = 16;
/// Headers and footers that are read: each is compared with those before.
const MARGINS: usize = 1_000;

/// Groups without `\*` that hold no text of the document.
const SKIPPED: [&[u8]; 24] = [
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"nonshppict",
    b"fldinst",
    b"shprslt",
    b"sp",
    b"xe",
    b"tc",
    b"txe",
    b"rxe",
    b"annotation",
    b"pntxta",
    b"pntxtb",
    b"listtable",
    b"listoverridetable",
    b"revtbl",
    b"filetbl",
    b"objdata",
    b"objclass",
    b"nonesttables",
    b"ftnsep",
    b"ftnsepc",
];
/// Groups with `\*` that hold some all the same.
const KEPT: [&[u8]; 4] = [b"shpinst", b"do", b"ud", b"nesttableprops"];

/// Reads an RTF as one page: headers that say something, the body, notes, footers.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let mut pages = Pages::new(budget.text_bytes);
    let mut reader = Reader::new(pages.room());
    let is_whole = Tokens::new(bytes).all(|token| reader.take(token)) && reader.groups.is_empty();
    reader.flush();
    pages.truncated = reader.flow().room() == 0;
    let warnings = (!is_whole && !reader.is_over && !pages.truncated).then(|| whole(WarningCode::Damaged));
    pages.push(reader.finish(), Engine::Format);
    pages.finish(Format::Rtf, warnings.into_iter().collect(), Hints::default())
}

/// Where a stretch of text stands beside the body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Story {
    Header,
    Note,
    Footer,
    /// A text box: part of the body.
    Box,
}

/// What a group holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Text,
    Fonts,
    Skipped,
}

/// What a group inherits from the one around it.
#[derive(Clone, Copy)]
struct Group {
    content: Content,
    font: Option<i32>,
    /// Characters after a `\u` that stand for it.
    fallback: usize,
    is_hidden: bool,
    is_deleted: bool,
    in_table: bool,
    /// The story that ends with this group.
    story: Option<Story>,
    /// Nothing has come in it yet: only here `\*` marks what may be passed over.
    is_fresh: bool,
    /// Whether `\*` stood at its start.
    is_starred: bool,
}

struct Reader {
    groups: Vec<Group>,
    group: Group,
    fonts: Fonts,
    /// The body, and the stories open inside it.
    flows: Vec<Flow>,
    headers: RawPage,
    notes: RawPage,
    footers: RawPage,
    margins: usize,
    /// Bytes of one font that wait for their decoding.
    bytes: Vec<u8>,
    /// The first half of a character beyond U+FFFF.
    surrogate: Option<u16>,
    /// Characters still to be passed over after a `\u`.
    passing: usize,
    /// The outermost group has ended: what follows is no RTF.
    is_over: bool,
}

impl Reader {
    fn new(room: usize) -> Self {
        let group = Group {
            content: Content::Text,
            font: None,
            fallback: 1,
            is_hidden: false,
            is_deleted: false,
            in_table: false,
            story: None,
            is_fresh: false,
            is_starred: false,
        };
        Self {
            groups: Vec::new(),
            group,
            fonts: Fonts::new(),
            flows: vec![Flow::new(room)],
            headers: RawPage::default(),
            notes: RawPage::default(),
            footers: RawPage::default(),
            margins: 0,
            bytes: Vec::new(),
            surrogate: None,
            passing: 0,
            is_over: false,
        }
    }

    fn flow(&mut self) -> &mut Flow {
        self.flows.last_mut().expect("the body is never closed")
    }

    fn finish(mut self) -> RawPage {
        while self.flows.len() > 1 {
            self.end_story(Story::Box);
        }
        let body = self.flows.pop().expect("the body is never closed").finish();
        let mut document = RawPage::default();
        add_margin(&mut document, &self.headers);
        document.append(&body);
        add_margin(&mut document, &self.notes);
        add_margin(&mut document, &self.footers);
        document.trim_end();
        document
    }

    /// Takes the next token; `false` ends the reading.
    fn take(&mut self, token: Token<'_>) -> bool {
        if !matches!(token, Token::Text(_) | Token::Byte(_)) {
            self.flush();
        }
        let is_fresh = std::mem::replace(&mut self.group.is_fresh, false);
        match token {
            Token::Open => return self.open(),
            Token::Close => return self.close(),
            Token::Text(text) => self.text(text),
            Token::Byte(byte) => self.text(&[byte]),
            Token::Symbol(b'*') => self.group.is_starred = is_fresh,
            Token::Symbol(symbol) if self.is_text() => self.symbol(symbol),
            Token::Word(name, value) => self.word(name, value),
            Token::Symbol(_) => {}
        }
        self.flow().room() > 0
    }

    fn is_text(&self) -> bool {
        self.group.content == Content::Text
    }

    fn open(&mut self) -> bool {
        self.passing = 0;
        self.groups.push(self.group);
        self.group.story = None;
        (self.group.is_fresh, self.group.is_starred) = (true, false);
        self.groups.len() < DEPTH
    }

    fn close(&mut self) -> bool {
        self.passing = 0;
        if let Some(story) = self.group.story {
            self.end_story(story);
        }
        if let Some(group) = self.groups.pop() {
            self.group = group;
        }
        self.is_over = self.groups.is_empty();
        !self.is_over
    }

    fn begin_story(&mut self, story: Story) {
        let is_margin = matches!(story, Story::Header | Story::Footer);
        self.margins += usize::from(is_margin);
        if self.flows.len() >= STORIES || (is_margin && self.margins > MARGINS) {
            self.group.content = Content::Skipped;
            return;
        }
        let room = self.flow().room();
        self.flows.push(Flow::new(room));
        self.group.story = Some(story);
        self.group.in_table = false;
    }

    fn end_story(&mut self, story: Story) {
        let Some(lines) = self.flows.pop().map(Flow::finish) else { return };
        match story {
            Story::Header => add_margin(&mut self.headers, &lines),
            Story::Note => self.notes.append(&lines),
            Story::Footer => add_margin(&mut self.footers, &lines),
            Story::Box => self.flow().insert(&lines),
        }
    }

    /// Takes bytes, without those that only stand for a `\u` before them.
    fn text(&mut self, text: &[u8]) {
        let passed = self.passing.min(text.len());
        self.passing -= passed;
        match self.group.content {
            Content::Text => self.bytes.extend_from_slice(&text[passed..]),
            Content::Fonts => self.fonts.text(text),
            Content::Skipped => {}
        }
    }

    /// Decodes the bytes that wait.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.fonts.get(self.group.font).encoding;
        self.push(&encoding.decode_without_bom_handling(&bytes).0);
    }

    fn push(&mut self, text: &str) {
        if self.is_text() && !self.group.is_hidden && !self.group.is_deleted {
            let hint = self.fonts.get(self.group.font).hint;
            self.flow().text(text, hint);
        }
    }

    fn symbol(&mut self, symbol: u8) {
        if self.passing > 0 {
            self.passing -= 1;
            return;
        }
        match symbol {
            b'{' | b'}' | b'\\' => self.bytes.push(symbol),
            b'~' => self.push("\u{A0}"),
            // The optional hyphen, which is a letter of TCVN3.
            b'-' => self.push("\u{AD}"),
            b'_' => self.push("-"),
            b'\t' => self.push("\t"),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let in_table = self.group.in_table;
        self.flow().mark(Mark::Paragraph { in_table });
    }

    fn word(&mut self, name: &[u8], value: Option<i32>) {
        if std::mem::take(&mut self.group.is_starred) && !KEPT.contains(&name) {
            self.group.content = Content::Skipped;
        }
        match self.group.content {
            Content::Skipped => {}
            Content::Fonts => self.fonts.word(name, value),
            Content::Text if self.passing > 0 && name != b"u" => self.passing -= 1,
            Content::Text => {
                if !self.destination(name) && !self.property(name, value) {
                    self.content(name, value);
                }
            }
        }
    }

    /// Takes a word that says what its group is.
    fn destination(&mut self, name: &[u8]) -> bool {
        match name {
            b"fonttbl" => self.group.content = Content::Fonts,
            b"header" | b"headerl" | b"headerr" | b"headerf" => self.begin_story(Story::Header),
            b"footer" | b"footerl" | b"footerr" | b"footerf" => self.begin_story(Story::Footer),
            b"footnote" => self.begin_story(Story::Note),
            b"shptxt" | b"dptxbxtext" => self.begin_story(Story::Box),
            _ if SKIPPED.contains(&name) => self.group.content = Content::Skipped,
            _ => return false,
        }
        true
    }

    /// Takes a word that says how text looks or is coded.
    fn property(&mut self, name: &[u8], value: Option<i32>) -> bool {
        let is_on = value != Some(0);
        match name {
            b"f" => self.group.font = value,
            b"plain" => {
                (self.group.font, self.group.is_hidden, self.group.is_deleted) = (None, false, false);
            }
            b"v" => self.group.is_hidden = is_on,
            b"deleted" => self.group.is_deleted = is_on,
            b"pard" => self.group.in_table = false,
            b"intbl" => self.group.in_table = is_on,
            b"uc" => self.group.fallback = value.and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
            b"deff" => self.fonts.default = value.unwrap_or(0),
            b"ansicpg" => {
                self.fonts.encoding = value.and_then(code_page).unwrap_or(encoding_rs::WINDOWS_1252);
            }
            b"mac" => self.fonts.encoding = encoding_rs::MACINTOSH,
            _ => return false,
        }
        true
    }

    /// Takes a word that is part of the text.
    fn content(&mut self, name: &[u8], value: Option<i32>) {
        match name {
            b"u" => value.into_iter().for_each(|unit| self.unicode(unit)),
            b"par" | b"sect" => self.end_paragraph(),
            b"cell" => self.flow().mark(Mark::Cell),
            b"row" => self.flow().mark(Mark::Row),
            b"line" | b"page" | b"column" | b"nestrow" => self.push("\n"),
            b"tab" | b"nestcell" => self.push("\t"),
            b"emdash" => self.push("—"),
            b"endash" => self.push("–"),
            b"lquote" => self.push("‘"),
            b"rquote" => self.push("’"),
            b"ldblquote" => self.push("“"),
            b"rdblquote" => self.push("”"),
            b"bullet" => self.push("•"),
            b"emspace" | b"enspace" | b"qmspace" => self.push(" "),
            _ => {}
        }
    }

    /// Takes a UTF-16 unit, written as a signed number.
    fn unicode(&mut self, value: i32) {
        self.passing = self.group.fallback;
        let unit = (value & 0xFFFF) as u16;
        let units = self.surrogate.take().into_iter().chain([unit]);
        let text: String = char::decode_utf16(units).flatten().collect();
        if text.is_empty() {
            self.surrogate = Some(unit);
        }
        self.push(&text);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use vankho_model::WarningCode;
    use vankho_text::FontHint;

    use super::{Reader, Tokens, read};
    use crate::pages::RawPage;
    use crate::read::{Budget, Extracted};

    fn read_rtf(body: &str) -> Extracted {
        read(rtf(body).as_bytes(), Budget { text_bytes: 10_000, deadline: Instant::now() })
    }

    fn rtf(body: &str) -> String {
        format!(
            "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fcharset0 Times New Roman;}}{{\\f1\\fcharset163 \
             Arial{{\\*\\falt x}};}}{{\\f2\\fcharset163 .VnTimeH;}}}}{{\\stylesheet{{\\s0 Normal;}}}}{{\\info{{\\title x}}}}{body}}}"
        )
    }

    fn check(body: &str, expected: &str) {
        let read = read_rtf(body);
        assert_eq!((read.pages, read.warnings), (vec![expected.to_owned()], vec![]), "{body}");
    }

    #[test]
    fn reads_letters_however_they_are_coded() {
        check("Ngh\\u7883?\\uc0 \\u234 \\u769 {\\uc2\\u7879\\'41\\'42}x", "Nghịế\u{1EC7}x");
        check("{\\f1 Ngh\\'69\\'f2 quy\\'ea\\'ect}", "Nghị quyết");
        check("a\\~b\\_c\\-d \\{\\}\\\\ \\ldblquote x\\rdblquote\\endash", "a b-cd {}\\ “x”–");
        check("a\\u-10179?\\u-8704?", "a\u{1F600}");
        check("một\\u\r\nhai", "má»™thai");
    }

    #[test]
    fn old_fonts_are_told_and_their_bytes_kept() {
        let bytes = rtf("\\f2 s\\'e8 t\\-\\'ad {\\f0 04}");
        let mut reader = Reader::new(1000);
        Tokens::new(bytes.as_bytes()).all(|token| reader.take(token));
        let mut expected = RawPage::default();
        expected.push("s\u{E8} t\u{AD}\u{AD} ", FontHint::Tcvn3Capitals);
        expected.push("04", FontHint::Unknown);
        expected.push("\n", FontHint::Unknown);
        expected.trim_end();
        assert!(reader.finish() == expected);
    }

    #[test]
    fn shows_the_text_as_it_stands() {
        check(
            "mot{\\deleted cu}{\\v an}\\v kin\\v0{\\*\\bkmkstart b}{\\pict\\bin4 }}}}}{\\*\\shppict{\\pict 00}} \
             {\\field{\\*\\fldinst PAGE}{\\fldrslt 3}} hai\\par",
            "mot 3 hai",
        );
        check(
            "truoc {\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt MAT\\par}}{\\shprslt x}}sau\\par",
            "MAT\ntruoc sau",
        );
    }

    #[test]
    fn tables_keep_rows_and_margins_are_not_lost() {
        check(
            "{\\header VAN PHONG\\par}{\\footer cuoi\\par}\\trowd\\intbl TT\\cell Ten\\cell Noi\\cell\\row\
             \\intbl 1\\cell A\\cell B\\cell\\row\\pard het{\\footnote ghi chu}.\\par{\\headerf 2}",
            "VAN PHONG\nTT\tTen\tNoi\n1\tA\tB\nhet.\nghi chu\ncuoi",
        );
        check("\\trowd\\intbl TINH UY\\par So 04\\cell DANG\\cell\\row\\pard x", "TINH UY\nSo 04\nDANG\nx");
    }

    #[test]
    fn a_broken_file_keeps_what_was_read() {
        let code = |bytes: &str| {
            let read = read(bytes.as_bytes(), Budget { text_bytes: 100, deadline: Instant::now() });
            (read.pages.concat(), read.warnings.first().map(|warning| warning.code))
        };
        assert_eq!(code("{\\rtf1 mot \\par ha"), ("mot\nha".to_owned(), Some(WarningCode::Damaged)));
        assert_eq!(code(&"{".repeat(5000)), (String::new(), Some(WarningCode::Damaged)));
        assert_eq!(code("{\\rtf1 mot}}}}x"), ("mot".to_owned(), None));
        assert_eq!(code("{\\rtf1}").1, Some(WarningCode::Empty));
        let cut = code(&format!("{{\\rtf1 {}}}", "x".repeat(200)));
        assert_eq!(cut.1, Some(WarningCode::TextTruncated));
    }
}
