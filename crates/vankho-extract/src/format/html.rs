//! Web pages: the main text of a news page without its menus, or all of a document saved as HTML.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, X_USER_DEFINED};
use vankho_model::{Engine, Hints};
use vankho_text::Legacy;

use crate::format::plain::{self, Coding};
use crate::pages::Pages;
use crate::read::{Budget, Extracted};
use crate::sniff::Format;
use crate::sniff::head::find;

/// Where a page must name its encoding (HTML standard, "prescan"), with room for careless ones.
const CHARSET_WITHIN: usize = 4096;
/// A page with less than this share of its letters in links has no menus: an office document saved as HTML.
const MENU_SHARE: f64 = 0.05;
/// A main text with fewer letters than this share of the page is not trusted to be the main text.
const MAIN_SHARE: f64 = 0.1;
/// A larger page takes longer to weigh than its reader may live: it is read whole.
const MAX_ELEMENTS: usize = 50_000;
/// A headline is looked for this far into the text, in characters.
const HEADLINE_WITHIN: usize = 500;

const OFFICE: [&str; 3] = ["LibreOffice", "OpenOffice", "Word"];
const INVISIBLE: &str = "script,style,noscript,template,svg,math,iframe,object,title,select,textarea";

/// Reads a page as one page of text.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let (source, is_named) = decode(bytes);
    let mut reader = readability(&source);
    let hints = hints(&reader);
    let text = text(&source, &mut reader);
    let mut pages = Pages::new(budget.text_bytes);
    pages.eight_bit = !is_named;
    pages.push(text, Engine::Format);
    pages.finish(Format::Html, Vec::new(), hints)
}

/// Decodes a page by its byte-order mark, its own word, or its bytes; and whether any of these names the encoding.
/// Old Vietnamese encodings come as Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> (String, bool) {
    let guessed = plain::guess(bytes);
    if let Some(coding @ (Coding::Utf16Le | Coding::Utf16Be)) = guessed {
        return (plain::decode(bytes, coding), true);
    }
    // Bytes that are UTF-8 are never anything else by chance, whatever the page says of itself.
    if guessed == Some(Coding::Utf8) {
        return (UTF_8.decode_with_bom_removal(bytes).0.into_owned(), true);
    }
    let read_in = |encoding: &'static Encoding| encoding.decode_with_bom_removal(bytes).0.into_owned();
    let named = charset(&bytes[..bytes.len().min(CHARSET_WITHIN)]);
    // Old Vietnamese pages name the user's own encoding: that of a font.
    let named = named.filter(|encoding| *encoding != X_USER_DEFINED && encoding.is_single_byte());
    let by_bytes = read_in(WINDOWS_1252);
    let is_wrong = || vankho_text::detect(&by_bytes).is_some_and(|found| found != Legacy::Windows1258);
    match named {
        Some(encoding) if encoding != WINDOWS_1252 && !is_wrong() => (read_in(encoding), true),
        _ => (by_bytes, named.is_some()),
    }
}

fn charset(head: &[u8]) -> Option<&'static Encoding> {
    let lower = head.to_ascii_lowercase();
    let value = &lower[find(&lower, b"charset=")? + b"charset=".len()..];
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:".contains(byte);
    let label: Vec<u8> =
        value.iter().copied().skip_while(|b| b"\"' ".contains(b)).take_while(is_label).collect();
    Encoding::for_label(&label)
}

fn readability(source: &str) -> Readability {
    let config =
        Config { text_mode: TextMode::Formatted, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    Readability::new(source, None, Some(config))
        .expect("only a document address can be wrong, and none is given")
}

fn hints(reader: &Readability) -> Hints {
    // What an office program writes about a file is about its template and its user.
    let made_with = reader.doc.select("meta[name='generator' i],meta[name='ProgId' i]");
    let made_with: Vec<_> = made_with.iter().filter_map(|meta| meta.attr("content")).collect();
    if made_with.iter().any(|program| OFFICE.iter().any(|office| program.contains(office))) {
        return Hints::default();
    }
    let found = reader.get_article_metadata(reader.parse_json_ld());
    let published = found.published_time.or_else(|| {
        const DATES: [(&str, &str); 4] = [
            ("meta[itemprop='datePublished']", "content"),
            ("meta[name='pubdate'],meta[name='date'],meta[name='dc.date']", "content"),
            ("[itemprop='datePublished'][datetime]", "datetime"),
            ("time[datetime]", "datetime"),
        ];
        DATES.iter().find_map(|(selector, name)| Some(reader.doc.select(selector).attr(name)?.to_string()))
    });
    Hints { title: Some(found.title), published, author: found.byline, ..Hints::default() }
}

/// The whole text of a page.
pub(crate) fn whole_text(source: &str) -> String {
    body_text(&visible(source))
}

/// The page without what is not shown as text.
fn visible(source: &str) -> Document {
    let page = Document::from(source);
    page.select(INVISIBLE).remove();
    // A cell is a line of its own: a letterhead is a table of two.
    page.select("td,th").append_html("<br>");
    page
}

fn text(source: &str, reader: &mut Readability) -> String {
    let page = visible(source);
    let all = body_text(&page);
    let letters_in_all = letters(&all);
    if letters(&page.select("a").text()) < MENU_SHARE * letters_in_all {
        return all;
    }
    let headline = page.select("h1").first().text().split_whitespace().collect::<Vec<_>>().join(" ");
    match reader.parse() {
        Ok(article) if letters(&article.text_content) >= MAIN_SHARE * letters_in_all => {
            with_headline(&headline, &article.text_content)
        }
        _ => all,
    }
}

fn body_text(page: &Document) -> String {
    page.body().map_or_else(|| page.formatted_text(), |body| body.formatted_text()).to_string()
}

#[allow(clippy::cast_precision_loss)]
fn letters(text: &str) -> f64 {
    text.chars().filter(|c| c.is_alphanumeric()).count() as f64
}

/// Readers of main text drop the headline, which they hand over as the title: it is put back.
fn with_headline(headline: &str, text: &str) -> String {
    let start: String = text.chars().take(HEADLINE_WITHIN).collect();
    if vankho_text::repair(&start).contains(&vankho_text::repair(headline)) {
        return text.to_owned();
    }
    format!("{headline}\n\n{text}")
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use vankho_model::WarningCode;

    use super::read;
    use crate::read::{Budget, Extracted};

    fn read_html(bytes: &[u8]) -> Extracted {
        read(bytes, Budget { text_bytes: 100_000, deadline: Instant::now() })
    }

    const PARAGRAPH: &str = "Sáu tháng đầu năm 2019, trong bối cảnh thời tiết nắng hạn kéo dài, Đảng bộ và nhân dân trong \
        tỉnh đã nỗ lực vượt qua khó khăn, đạt được nhiều kết quả đáng phấn khởi trên các lĩnh vực.";

    #[test]
    fn a_news_page_is_read_without_its_menus() {
        let menu: String = (0..20).map(|i| format!("<li><a href='/{i}'>Chuyên mục {i}</a></li>")).collect();
        let story: String = (0..6).map(|_| format!("<p>{PARAGRAPH}</p>")).collect();
        let page = format!(
            "<!DOCTYPE html><html><head><title>Kết quả nổi bật - Trang tin</title>\
             <meta property='og:title' content='Kết quả nổi bật'><meta name='author' content='Thanh Bình'>\
             <meta property='article:published_time' content='2019-07-15T08:00:00+07:00'></head><body><nav><ul>{menu}</ul></nav>\
             <h1>Kết quả nổi bật</h1><div class='content'>{story}</div><script>var lời = 1;</script>\
             <aside><a href='/x'>Tin liên quan</a></aside></body></html>"
        );
        let read = read_html(page.as_bytes());
        let text = &read.pages[0];
        assert!(text.starts_with("Kết quả nổi bật\n") && text.matches("nắng hạn kéo dài").count() == 6);
        assert!(!text.contains("Chuyên mục") && !text.contains("liên quan") && !text.contains("var"));
        assert_eq!(read.hints.title.as_deref(), Some("Kết quả nổi bật"));
        assert_eq!(read.hints.author.as_deref(), Some("Thanh Bình"));
        assert_eq!(read.hints.published.as_deref(), Some("2019-07-15T08:00:00+07:00"));
    }

    #[test]
    fn a_document_saved_as_html_is_read_whole() {
        let page = "<html><head><title>x</title><meta name='Generator' content='Microsoft Word 15'><style>p{}</style></head><body><table><tr><td>TỈNH ỦY<br>Số 04-NQ/TU</td>\
                    <td>ĐẢNG CỘNG SẢN</td></tr></table><p>Nơi nhận: Lưu&nbsp;VP</p></body></html>";
        let read = read_html(page.as_bytes());
        let (text, title) = (&read.pages[0], &read.hints.title);
        assert_eq!(*title, None, "a title for the file, not of the document");
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["TỈNH ỦY", "Số 04-NQ/TU", "ĐẢNG CỘNG SẢN", "Nơi nhận: Lưu VP"]);
    }

    #[test]
    fn the_encoding_is_named_or_warned_of() {
        let named = read_html(b"<html><meta charset=\"windows-1258\"><p>Ngh\x69\xF2 quy\xEA\xECt</p>");
        assert_eq!((named.pages[0].as_str(), named.warnings.len()), ("Nghị quyết", 0));
        let unnamed = read_html(b"<html><p>Ngh\x69\xF2 quy\xEA\xECt</p>");
        assert_eq!(unnamed.pages[0], "Nghị quyết");
        assert!(unnamed.warnings.iter().any(|warning| warning.code == WarningCode::EncodingUnknown));
        assert_eq!(read_html(b"<html><body></body>").warnings[0].code, WarningCode::Empty);
    }

    #[test]
    fn an_old_encoding_is_told_whatever_the_page_names() {
        let body = b"<title>B\xB8o c\xB8o</title><p>Th\xB8ng 6, c\xB8c c\xCAp \xF1y &reg;ang b&cedil;o c\xB8o k\xD5t qu\xB6 n\xA8m tr&shy;\xEDc";
        for name in ["x-user-defined", "windows-1258", "iso-8859-1", "utf-8", ""] {
            let page = [b"<html><meta charset=\"", name.as_bytes(), b"\">", body].concat();
            let read = read_html(&page);
            assert_eq!(read.pages, ["Tháng 6, các cấp ủy đang báo cáo kết quả năm trước"], "{name}");
            assert_eq!(read.hints.title.as_deref(), Some("Báo cáo"));
            assert_eq!(
                read.warnings.iter().map(|w| w.code).collect::<Vec<_>>(),
                [WarningCode::LegacyEncoding]
            );
        }
    }
}
