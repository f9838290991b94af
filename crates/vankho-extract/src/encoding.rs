//! What the text of a document was written in: one answer for each kind of font, one for the rest.

use vankho_model::Encoding;
use vankho_text::{FontHint, Legacy, Quality, detect, guess, raise_capitals};

use crate::pages::RawPage;

/// So much text of a kind settles the matter.
const SAMPLE_BYTES: usize = 1 << 20;
/// A page of which this share of the marked words are syllables needs no decoding.
const SOUND: f64 = 0.6;
/// With fewer marked words a page is taken as the document is.
const FEWEST: usize = 5;

/// What a document's letters were written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Encodings {
    /// The encoding of text in fonts that say nothing; `None` is Unicode.
    rest: Option<Legacy>,
    /// Whether text in fonts for TCVN3, and for VNI, is what its fonts say.
    tcvn3: bool,
    vni: bool,
    /// Whether the pages tell their encodings apart: a document may be put together of several.
    page_by_page: bool,
    /// Set if the bytes had to be in some old encoding and none is sure.
    pub(crate) uncertain: bool,
}

impl Encodings {
    /// Decides by the text of all pages. `eight_bit` says that no reader knows the encoding of the bytes.
    pub(crate) fn decide(pages: &[&RawPage], eight_bit: bool) -> Self {
        let sample = |kind| sample(pages, kind);
        let says_so = |kind, legacy: Legacy| {
            let text = sample(kind);
            Quality::of(&legacy.decode(&text)).syllables >= Quality::of(&text).syllables
        };
        let rest = sample(Kind::Rest);
        let sure = detect(&rest);
        Self {
            rest: sure.or_else(|| guess(&rest).filter(|_| eight_bit)),
            tcvn3: says_so(Kind::Tcvn3, Legacy::Tcvn3),
            vni: says_so(Kind::Vni, Legacy::Vni),
            page_by_page: pages.len() > 1,
            uncertain: eight_bit && sure.is_none() && !rest.is_ascii(),
        }
    }

    /// The text of a page in Unicode, and what most of it was written in.
    pub(crate) fn decode(&self, page: &RawPage) -> (String, Encoding) {
        let rest = if self.page_by_page { self.of_page(page) } else { self.rest };
        let mut out = String::with_capacity(page.text().len());
        let mut converted = [0_usize; 3];
        for (kind, stretches) in groups(page) {
            let decoded = self.decode_group(kind, &stretches, rest);
            if decoded != joined(&stretches) {
                converted[kind as usize] += decoded.len();
            }
            out.push_str(&decoded);
        }
        let most =
            [Kind::Tcvn3, Kind::Vni, Kind::Rest].into_iter().max_by_key(|kind| converted[*kind as usize]);
        let encoding = match most.filter(|kind| converted[*kind as usize] > 0) {
            Some(Kind::Tcvn3) => Encoding::Tcvn3,
            Some(Kind::Vni) => Encoding::Vni,
            Some(Kind::Rest) => rest.map_or(Encoding::Unicode, encoding),
            None => Encoding::Unicode,
        };
        (out, encoding)
    }

    fn decode_group(&self, kind: Kind, stretches: &[Stretch<'_>], rest: Option<Legacy>) -> String {
        match kind {
            Kind::Tcvn3 => stretches.iter().map(|(text, hint)| self.read_tcvn3(text, *hint)).collect(),
            Kind::Vni => self.read_vni(&joined(stretches)),
            Kind::Rest => decode_rest(&joined(stretches), rest),
        }
    }

    /// A piece of text that stands by itself, such as a title.
    pub(crate) fn decode_piece(&self, text: &str, hint: FontHint) -> String {
        let mut page = RawPage::default();
        page.push(text, hint);
        Self { page_by_page: false, ..*self }.decode(&page).0
    }

    /// The encoding of a page of its own, where it has enough text to tell.
    fn of_page(&self, page: &RawPage) -> Option<Legacy> {
        let text = sample(&[page], Kind::Rest);
        if text.is_ascii() {
            return None;
        }
        let quality = Quality::of(&text);
        if quality.marked < FEWEST {
            self.rest
        } else {
            detect(&text).or(self.rest.filter(|_| quality.share() < SOUND))
        }
    }

    fn read_tcvn3(&self, text: &str, hint: FontHint) -> String {
        let capitals = hint == FontHint::Tcvn3Capitals;
        let decode = |line: &str| {
            let decoded = Legacy::Tcvn3.decode(line);
            if capitals { decoded.to_uppercase() } else { decoded }
        };
        if self.tcvn3 { by_line(text, decode) } else { text.to_owned() }
    }

    fn read_vni(&self, text: &str) -> String {
        if self.vni { by_line(text, |line| Legacy::Vni.decode(line)) } else { text.to_owned() }
    }
}

/// Decodes each line, except one that plainly is Unicode: fonts keep their names where text is pasted in.
fn by_line(text: &str, decode: impl Fn(&str) -> String) -> String {
    let one = |line: &str| {
        let decoded = decode(line);
        if Quality::of(line).syllables > Quality::of(&decoded).syllables { line.to_owned() } else { decoded }
    };
    text.split_inclusive('\n').map(one).collect()
}

fn decode_rest(text: &str, legacy: Option<Legacy>) -> String {
    match legacy {
        None => text.to_owned(),
        Some(legacy @ (Legacy::Tcvn3 | Legacy::Vps)) => raise_capitals(&legacy.decode(text)),
        Some(legacy) => legacy.decode(text),
    }
}

fn encoding(legacy: Legacy) -> Encoding {
    match legacy {
        Legacy::Tcvn3 => Encoding::Tcvn3,
        Legacy::Vni => Encoding::Vni,
        Legacy::Viscii => Encoding::Viscii,
        Legacy::Vps => Encoding::Vps,
        Legacy::Windows1258 => Encoding::Windows1258,
        Legacy::MisreadUtf8 => Encoding::MisreadUtf8,
    }
}

/// Text that shares one decision.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Tcvn3,
    Vni,
    Rest,
}

impl From<FontHint> for Kind {
    fn from(hint: FontHint) -> Self {
        match hint {
            FontHint::Unknown => Self::Rest,
            FontHint::Tcvn3 | FontHint::Tcvn3Capitals => Self::Tcvn3,
            FontHint::Vni => Self::Vni,
        }
    }
}

type Stretch<'a> = (&'a str, FontHint);

/// The stretches of a page, neighbours of one kind together: a letter and its mark may be set in two runs.
fn groups(page: &RawPage) -> Vec<(Kind, Vec<Stretch<'_>>)> {
    let mut groups: Vec<(Kind, Vec<Stretch<'_>>)> = Vec::new();
    for (text, hint) in page.stretches() {
        match groups.last_mut() {
            Some((kind, group)) if *kind == hint.into() => group.push((text, hint)),
            _ => groups.push((hint.into(), vec![(text, hint)])),
        }
    }
    groups
}

fn joined(stretches: &[Stretch<'_>]) -> String {
    stretches.iter().map(|(text, _)| *text).collect()
}

/// The text of one kind from all pages, up to a limit, groups apart.
fn sample(pages: &[&RawPage], kind: Kind) -> String {
    let mut out = String::new();
    for (_, stretches) in pages.iter().flat_map(|page| groups(page)).filter(|(found, _)| *found == kind) {
        for (text, _) in stretches {
            let room = SAMPLE_BYTES.saturating_sub(out.len());
            out.push_str(&text[..text.floor_char_boundary(room)]);
        }
        out.push('\n');
        if out.len() >= SAMPLE_BYTES {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use vankho_model::Encoding;
    use vankho_text::FontHint;

    use super::Encodings;
    use crate::pages::RawPage;

    fn page(stretches: &[(&str, FontHint)]) -> RawPage {
        let mut page = RawPage::default();
        stretches.iter().for_each(|(text, hint)| page.push(text, *hint));
        page
    }

    fn decoded(pages: &[RawPage]) -> Vec<(String, Encoding)> {
        let all: Vec<&RawPage> = pages.iter().collect();
        let encodings = Encodings::decide(&all, false);
        all.iter().map(|page| encodings.decode(page)).collect()
    }

    const TCVN3: &str = "Thùc hiÖn NghÞ quyÕt §¹i héi §¶ng bé tØnh, Ban Th\u{AD}êng vô ®Ò nghÞ c¸c cÊp ñy";
    const UNICODE: &str = "Thực hiện Nghị quyết Đại hội Đảng bộ tỉnh, Ban Thường vụ đề nghị các cấp ủy";
    const FRENCH: &str = "Les élèves français étaient très gênés à l’école près de la forêt";

    #[test]
    fn fonts_are_believed_however_short_the_text() {
        let mixed = page(&[
            ("Sè 4 ", FontHint::Tcvn3),
            ("nghÞ quyÕt", FontHint::Tcvn3Capitals),
            ("\nNg", FontHint::Vni),
            ("hò quyeá", FontHint::Vni),
            ("t\n", FontHint::Vni),
            ("Été", FontHint::Unknown),
        ]);
        assert_eq!(decoded(&[mixed]), [("Số 4 NGHỊ QUYẾT\nNghị quyết\nÉté".to_owned(), Encoding::Tcvn3)]);
    }

    #[test]
    fn fonts_are_not_believed_against_the_text() {
        let pasted = page(&[(TCVN3, FontHint::Tcvn3), ("\n", FontHint::Tcvn3), (UNICODE, FontHint::Tcvn3)]);
        assert_eq!(decoded(&[pasted])[0].0, format!("{UNICODE}\n{UNICODE}"));
        let renamed = page(&[(UNICODE, FontHint::Tcvn3Capitals), ("\ntin", FontHint::Tcvn3Capitals)]);
        assert_eq!(decoded(&[renamed])[0], (format!("{UNICODE}\ntin"), Encoding::Unicode));
    }

    #[test]
    fn without_fonts_the_document_and_then_the_page_decides() {
        let pages = [TCVN3, "ñy", UNICODE, FRENCH].map(RawPage::from);
        let texts: Vec<_> = decoded(&pages);
        assert_eq!(texts[0], (UNICODE.to_owned(), Encoding::Tcvn3));
        assert_eq!(texts[2], (UNICODE.to_owned(), Encoding::Unicode));
        assert_eq!(decoded(&[FRENCH.into()])[0], (FRENCH.to_owned(), Encoding::Unicode));
    }
}
