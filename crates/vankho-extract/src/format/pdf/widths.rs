//! Writes the widths of composite fonts out glyph by glyph.
//!
//! The PDF parser passes over widths given for a range of glyphs (`36 38 722`: what Chromium prints), so that
//! such glyphs get the default width and their words fall apart at the seeming gaps. It also gives up on a page
//! over a default width or a glyph number that is no whole number, and over a list that is cut off.

use std::collections::BTreeSet;
use std::time::Instant;

use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// A font has no more glyphs than this.
const GLYPHS: i64 = 1 << 16;
/// No more widths than this are written out for a whole document: ranges can be made to fill the memory.
const MOST_WIDTHS: usize = 1 << 18;

/// Writes out the widths of all composite fonts, as far as there is time and room.
pub(crate) fn write_out(document: &mut Document, deadline: Instant) {
    let mut room = MOST_WIDTHS;
    for id in composite_fonts(document) {
        if Instant::now() >= deadline {
            return;
        }
        let Ok(font) = document.get_dictionary(id) else { continue };
        let default = number(document, font.get(b"DW").ok());
        let widths = array(document, font.get(b"W").ok()).map(|list| spelled_out(document, list, &mut room));
        let Ok(font) = document.get_object_mut(id).and_then(Object::as_dict_mut) else { continue };
        if let Some(default) = default {
            font.set("DW", whole(default));
        }
        if let Some(widths) = widths {
            font.set("W", widths);
        }
    }
}

fn composite_fonts(document: &Document) -> BTreeSet<ObjectId> {
    let is_one = |font: &Dictionary| {
        matches!(font.get(b"Subtype").and_then(Object::as_name), Ok(b"CIDFontType0" | b"CIDFontType2"))
    };
    let dictionaries = document.objects.iter().filter_map(|(id, object)| Some((id, object.as_dict().ok()?)));
    dictionaries.filter(|(_, font)| is_one(font)).map(|(id, _)| *id).collect()
}

/// The list with an entry `first [width …]` for each entry, of which `first last width` is the other form.
fn spelled_out(document: &Document, list: &[Object], room: &mut usize) -> Vec<Object> {
    let mut out = Vec::new();
    let mut rest = list;
    while let [first, second, after @ ..] = rest {
        let first = number(document, Some(first)).map(whole).filter(|first| (0..GLYPHS).contains(first));
        let Some(first) = first else { break };
        let widths: Vec<f32> = if let Some(each) = array(document, Some(second)) {
            rest = after;
            each.iter().take(*room).map(|width| number(document, Some(width)).unwrap_or(0.0)).collect()
        } else {
            let [width, after @ ..] = after else { break };
            let ends = (number(document, Some(second)).map(whole), number(document, Some(width)));
            let (Some(last), Some(width)) = ends else { break };
            rest = after;
            let count = last.min(GLYPHS).saturating_sub(first).saturating_add(1);
            vec![width; usize::try_from(count).unwrap_or(0).min(*room)]
        };
        *room -= widths.len();
        let widths = widths.into_iter().map(Object::Real).collect();
        out.extend([Object::Integer(first), Object::Array(widths)]);
    }
    out
}

/// The nearest whole number.
#[allow(clippy::cast_possible_truncation)]
fn whole(number: f32) -> i64 {
    number.round() as i64
}

fn number(document: &Document, object: Option<&Object>) -> Option<f32> {
    resolved(document, object?)?.as_float().ok()
}

fn array<'a>(document: &'a Document, object: Option<&'a Object>) -> Option<&'a [Object]> {
    resolved(document, object?)?.as_array().ok().map(Vec::as_slice)
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

    use super::{MOST_WIDTHS, write_out};
    use crate::format::pdf::tests::{read_pdf, saved};

    fn deadline() -> Instant {
        Instant::now() + Duration::from_secs(60)
    }

    /// A document with a composite font that has these widths, and the font.
    fn with_font(widths: Vec<Object>, default: f32) -> (Document, ObjectId) {
        let mut document = Document::with_version("1.4");
        let descriptor = document.add_object(dictionary! { "Type" => "FontDescriptor" });
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "CIDFontType2", "FontDescriptor" => descriptor, "DW" => default,
            "W" => widths,
        });
        (document, font)
    }

    /// The text of a page that shows `content` in that font, `F`; letters stand for themselves and 1 for Ủ.
    fn shown(mut document: Document, font: ObjectId, content: &str) -> String {
        let letters = "1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <1EE6> endbfchar \
                       1 beginbfrange <0020> <007E> <0020> endbfrange";
        let letters = document.add_object(Stream::new(Dictionary::new(), letters.as_bytes().to_vec()));
        let font = document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Tinos", "Encoding" => "Identity-H",
            "DescendantFonts" => vec![font.into()], "ToUnicode" => letters,
        });
        let bytes =
            saved(document, &[content.as_bytes()], &dictionary! { "Font" => dictionary! { "F" => font } });
        read_pdf(&bytes, 1000).pages.concat()
    }

    #[test]
    fn glyphs_placed_one_by_one_by_the_widths_of_a_range_stay_together() {
        // What Chromium prints: every glyph on its own, and its width from a range.
        let widths = [1, 1, 722, 32, 32, 250, 65, 90, 722].map(Object::from).to_vec();
        let (document, font) = with_font(widths, 500.5);
        let content = "BT /F 10 Tf 1 0 0 1 50 700 Tm <0001> Tj 7.22 0 Td <0059> Tj 7 0 Td <0020> Tj 2.5 0 Td <0056> Tj \
                       7.22 0 Td <0041> Tj 10.5 0 Td <004E> Tj 7.22 0 Td <0061> Tj ET";
        assert_eq!(shown(document, font, content), "ỦY VA Na");
    }

    #[test]
    fn spaced_letters_are_words() {
        let widths = [1, 1, 722, 32, 32, 250, 65, 90, 722].map(Object::from).to_vec();
        let (document, font) = with_font(widths, 500.0);
        let place = |letters: &str, step: f64| -> String {
            let tail = letters.bytes().map(|letter| match letter {
                b' ' => format!("<0020> Tj {} 0 Td ", step - 4.72),
                letter => format!("<{letter:04X}> Tj {step} 0 Td "),
            });
            tail.collect()
        };
        let content = format!(
            "BT /F 10 Tf 1 0 0 1 50 700 Tm {}1 0 0 1 50 650 Tm 3 Tc <004400490045> Tj 31 0 Td <004E> Tj ET",
            place("QUYET DINH", 9.0)
        );
        assert_eq!(shown(document, font, &content), "QUYET DINH\n\nDIEN");
    }

    #[test]
    fn lists_are_written_out_as_far_as_they_are_whole() {
        let (mut document, font) = with_font(Vec::new(), 277.8);
        let apart = document.add_object(vec![Object::Real(1.5), 2.into()]);
        let list: Vec<Object> = vec![3.into(), apart.into(), 7.into(), 8.into(), 9.into(), 10.into()];
        let list = document.add_object(list);
        let dictionary = |document: &mut Document| {
            document.get_object_mut(font).and_then(Object::as_dict_mut).expect("the font").clone()
        };
        document.get_object_mut(font).and_then(Object::as_dict_mut).expect("the font").set("W", list);
        write_out(&mut document, deadline());
        let written = dictionary(&mut document);
        let whole: Vec<Object> = vec![
            3.into(),
            vec![Object::Real(1.5), Object::Real(2.0)].into(),
            7.into(),
            vec![Object::Real(9.0); 2].into(),
        ];
        assert_eq!(written.get(b"W").and_then(Object::as_array).expect("a list"), &whole);
        assert_eq!(written.get(b"DW").and_then(Object::as_i64).expect("a number"), 278);
    }

    #[test]
    fn ranges_without_end_do_not_fill_the_memory() {
        let ranges: Vec<Object> = (0..300).map(|i| [0, i64::MAX, 500][i % 3].into()).collect();
        let (mut document, font) = with_font(ranges, 0.0);
        write_out(&mut document, deadline());
        let list = document.get_dictionary(font).and_then(|font| font.get(b"W")).and_then(Object::as_array);
        let widths = list.expect("a list").iter().filter_map(|entry| entry.as_array().ok()).map(Vec::len);
        assert_eq!(widths.sum::<usize>(), MOST_WIDTHS);
    }
}
