//! Reads each page with the first engine and, where its text is in doubt, with the second; keeps the better.
//!
//! The first puts glyphs in order by position, as `layout` says. The second, the library's own plain reader, stands
//! up where the first panics. Where neither is good the page waits for recognition (OCR), and what there is stays.

use std::time::Instant;

use pdf_extract::{Document, ObjectId, OutputError, output_doc, output_doc_page};
use vankho_model::{Doubt, Engine, PageSource, Warning, WarningCode};
use vankho_text::Quality;

use super::layout::TextDevice;
use super::{fonts, guarded, shown};
use crate::encoding::Encodings;
use crate::pages::RawPage;
use crate::read::{Budget, on_page};

/// A page with fewer letters than this and a picture is taken for a scan: a stamp or a page number is no text.
const FEW_LETTERS: usize = 30;
/// With fewer words than this nothing is said of a page's language.
const FEW_WORDS: usize = 30;
/// In Vietnamese text, more loose letters for a word than this are syllables that came apart (good pages have at most
/// .013, pages that came apart .05 to .17).
const LOOSE: f64 = 0.03;
/// Vietnamese has marks on more than four words of five, and words of few letters: text with nearly as many marks and
/// as short words, of which this share or less are syllables, was Vietnamese and is read wrong.
const WRONG: f64 = 0.3;
const MARKED: f64 = 0.65;
const SHORT_WORDS: f64 = 4.5;

/// The pages of a document, each with how it was read.
pub(crate) struct ReadPages {
    pub(crate) pages: Vec<(RawPage, PageSource)>,
    pub(crate) warnings: Vec<Warning>,
    /// Set if time or room ran out before the last page.
    pub(crate) exhausted: bool,
}

/// Reads all pages.
pub(crate) fn read_pages(document: &Document, page_ids: &[ObjectId], budget: Budget) -> ReadPages {
    let first = first_engine(document, page_ids.len(), budget);
    let encodings = Encodings::decide(&first.pages.iter().collect::<Vec<_>>(), false);
    let mut read = ReadPages { pages: Vec::new(), warnings: Vec::new(), exhausted: first.exhausted };
    for (i, (page, stopped)) in first.pages.into_iter().zip(first.stopped).enumerate() {
        let chooser =
            Chooser { document, id: page_ids[i], number: i + 1, encodings, deadline: budget.deadline };
        let (page, source, warning) = chooser.choose(page, stopped);
        read.pages.push((page, source));
        read.warnings.extend(warning.map(|code| on_page(code, i + 1)));
    }
    read
}

struct FirstEngine {
    pages: Vec<RawPage>,
    /// Which pages it gave up on.
    stopped: Vec<bool>,
    exhausted: bool,
}

/// Reads all pages in one go; after a page that fails, goes on page by page.
fn first_engine(document: &Document, count: usize, budget: Budget) -> FirstEngine {
    let mut device = TextDevice::new(budget.text_bytes, budget.deadline);
    let mut stopped = vec![false; count];
    let mut done = run(&mut device, |device| output_doc(document, device));
    let mut page = if done { count } else { device.completed + 1 };
    while !device.exhausted && page <= count {
        // The failure may come before or after the page was begun.
        device.pages.resize(page, RawPage::default());
        stopped[page - 1] = !done;
        page += 1;
        if page <= count {
            let number = u32::try_from(page).unwrap_or(u32::MAX);
            done = run(&mut device, |device| output_doc_page(document, device, number));
        }
    }
    device.pages.truncate(count);
    FirstEngine { pages: device.pages, stopped, exhausted: device.exhausted }
}

/// Runs the parser into the device; whether it came to its end.
fn run(device: &mut TextDevice, work: impl FnOnce(&mut TextDevice) -> Result<(), OutputError>) -> bool {
    let done = guarded(|| work(device)).is_some_and(|result| result.is_ok());
    device.finish_page();
    done
}

/// What a page's text is worth.
struct Worth {
    letters: usize,
    syllables: usize,
    /// Whether it looks like text of some language.
    legible: bool,
    doubt: Option<Doubt>,
}

struct Chooser<'d> {
    document: &'d Document,
    id: ObjectId,
    /// Counted from 1.
    number: usize,
    encodings: Encodings,
    deadline: Instant,
}

impl Chooser<'_> {
    /// The page as it is kept, how it was read, and what to warn of.
    fn choose(&self, page: RawPage, stopped: bool) -> (RawPage, PageSource, Option<WarningCode>) {
        let mut worth = self.worth(&page);
        if stopped {
            worth.doubt = Some(Doubt::Stopped);
        }
        let Some(doubt) = worth.doubt else { return (page, Engine::PdfExtract.into(), None) };
        if let Some((second, better)) = self.second_engine().map(|page| (self.worth(&page), page))
            && second.is_better_than(&worth)
        {
            let source = PageSource { instead_because: Some(doubt), ..Engine::PdfSecond.into() };
            let few = stopped && second.letters < FEW_LETTERS;
            return (better, source, few.then_some(WarningCode::ReaderStopped));
        }
        let waiting = PageSource { instead_because: Some(doubt), ..Engine::Waiting.into() };
        let shows_more = worth.letters < FEW_LETTERS
            && guarded(|| shown::shows_more(self.document, self.id, worth.letters)).unwrap_or(false);
        match doubt {
            Doubt::Fragments | Doubt::NotVietnamese => (page, waiting, Some(WarningCode::NoTextLayer)),
            _ if shows_more => (page, waiting, Some(WarningCode::NoTextLayer)),
            Doubt::Stopped if worth.letters < FEW_LETTERS => {
                (page, Engine::PdfExtract.into(), Some(WarningCode::ReaderStopped))
            }
            _ => (page, Engine::PdfExtract.into(), None),
        }
    }

    fn worth(&self, page: &RawPage) -> Worth {
        let text = self.encodings.decode(page).0;
        let quality = Quality::of(&text);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let doubt = doubt(&text, letters, quality);
        Worth { letters, syllables: quality.syllables, legible: is_legible(&text, letters), doubt }
    }

    /// The second engine's text, if it may have any to find. A page without text is no matter of engines.
    fn second_engine(&self) -> Option<RawPage> {
        if Instant::now() >= self.deadline || !guarded(|| shown::draws_text(self.document, self.id))? {
            return None;
        }
        let number = u32::try_from(self.number).ok()?;
        let text = guarded(|| self.document.extract_text(&[number]))?.ok()?;
        let mut page = RawPage::default();
        for (c, hint) in text.chars().map(fonts::reveal) {
            page.push(c.encode_utf8(&mut [0; 4]), hint);
        }
        Some(page)
    }
}

impl Worth {
    fn is_better_than(&self, first: &Self) -> bool {
        match first.doubt {
            Some(Doubt::Stopped) => self.letters > first.letters,
            Some(Doubt::NoText) => self.doubt.is_none() && self.legible,
            _ => self.doubt.is_none() && self.syllables * 5 >= first.syllables * 4,
        }
    }
}

/// Whether most signs are letters and a fair part of them vowels. Codes of glyphs that are taken for letters look like
/// `*UXSD5R]`.
fn is_legible(text: &str, letters: usize) -> bool {
    let signs = text.chars().filter(|c| !c.is_whitespace()).count();
    let folded = vankho_text::fold(text);
    let vowels = folded.chars().filter(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')).count();
    letters * 4 >= signs * 3 && vowels * 4 >= letters
}

/// What speaks against a page's text. Only of Vietnamese is anything known: other languages are never in doubt.
#[allow(clippy::cast_precision_loss)]
fn doubt(text: &str, letters: usize, quality: Quality) -> Option<Doubt> {
    let is_latin = |c: char| c < '\u{2100}' && !matches!(c, '\u{370}'..='\u{1DFF}');
    let marked = quality.marked as f64 / quality.words.max(1) as f64;
    let is_short = letters as f64 <= quality.words as f64 * SHORT_WORDS;
    if letters < FEW_LETTERS {
        Some(Doubt::NoText)
    } else if quality.words < FEW_WORDS || marked < 0.5 {
        None
    } else if quality.share() > WRONG {
        (quality.loose_share() > LOOSE).then_some(Doubt::Fragments)
    } else {
        (marked >= MARKED && is_short && text.chars().all(is_latin)).then_some(Doubt::NotVietnamese)
    }
}

#[cfg(test)]
mod tests {
    use vankho_model::Doubt;
    use vankho_text::Quality;

    use super::{doubt, is_legible};

    fn doubt_of(text: &str) -> Option<Doubt> {
        let text = text.repeat(10);
        doubt(&text, text.chars().filter(|c| c.is_alphabetic()).count(), Quality::of(&text))
    }

    #[test]
    fn only_vietnamese_is_ever_in_doubt() {
        for sound in [
            "Các phương tiện vận tải phải hoạt động trên tuyến đường; điểm b khoản 2, ở a) b) c). ",
            "Les élèves français sont allés à la plage où ils étaient très gênés. ",
            "The quick brown fox: a b c d e f g, x = y, vitamin C and I. ",
            "Příliš žluťoučký kůň úpěl ďábelské ódy a křičel. ",
            "Хэт их ус тэр бол мөн. Тэд нар яв. ",
            "Tổng số\nX\nX\nX\nX\nX\nX\nViệt Nam\n",
        ] {
            assert_eq!(doubt_of(sound), None, "{sound}");
        }
    }

    #[test]
    fn codes_of_glyphs_are_no_text() {
        let is_legible = |text: &str| is_legible(text, text.chars().filter(|c| c.is_alphabetic()).count());
        assert!(is_legible("Điều 2. Định nghĩa các thuật ngữ") && is_legible("Lorem ipsum dolor sit amet"));
        assert!(
            !is_legible("3/$1B/$72BB *UXSD5R]N DG,,%VWDF,,JRVW,0:3")
                && !is_legible("WKH TXLFN EURZQ IRA MXPSV RYHU WKH ODCB GRJ")
        );
    }

    #[test]
    fn syllables_apart_and_letters_gone_wrong_are_seen() {
        assert_eq!(
            doubt_of("Các phương tiệ n vận tả i phải hoạ t động trên tuyến đư ờng "),
            Some(Doubt::Fragments)
        );
        assert_eq!(doubt_of("Ngh¤ quy¥t sŸ cüa Tþnh žy v© phát trªn "), Some(Doubt::NotVietnamese));
        assert_eq!(doubt("", 0, Quality::default()), Some(Doubt::NoText));
    }
}
