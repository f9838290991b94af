//! Safe HTML to look at: what is left has no script, style, form, link, vector drawing or remote address.

mod docx;

use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use self::docx::Html;
use crate::encoding::Encodings;
use crate::format::docx::styles::Styles;
use crate::format::docx::{self as docx_format, walk};
use crate::format::html;
use crate::read::Budget;
use crate::sniff::Format;
use crate::sniff::package::Package;
use crate::sniff::{Identified, identify};

const TAGS: [&str; 43] = [
    "article",
    "b",
    "blockquote",
    "br",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "section",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
];
const ALIGNED: [&str; 16] = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "td", "th", "tbody", "thead", "tfoot",
    "col",
];
/// Elements that go with all they hold.
const DROPPED: [&str; 16] = [
    "script", "style", "svg", "math", "template", "noscript", "iframe", "object", "embed", "applet",
    "textarea", "select", "option", "title", "audio", "video",
];
const RASTER_IMAGES: [&str; 4] = [
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/gif;base64,",
    "data:image/webp;base64,",
];

/// Renders a DOCX or HTML file as a fragment of safe HTML; `None` is another format, or one too broken or large.
pub(crate) fn render(bytes: &[u8], budget: Budget) -> Option<String> {
    let safe = match identify(bytes) {
        Ok(Identified::Sound(Format::Docx)) => clean(&docx_html(bytes, budget)?),
        Ok(Identified::Sound(Format::Html)) => decoded(clean(&html::decode(bytes).0)),
        _ => return None,
    };
    (safe.len() as u64 <= budget.text_bytes).then_some(safe)
}

/// The page without its old encoding. Letters of one are made of characters beyond ASCII and become such: no tag can
/// come of it.
fn decoded(page: String) -> String {
    match vankho_text::detect(&page) {
        Some(legacy) => legacy.decode(&page),
        None => page,
    }
}

fn docx_html(bytes: &[u8], budget: Budget) -> Option<String> {
    let mut package = Package::open(bytes).ok()?;
    let body = docx_format::body(&mut package)?;
    let xml = package.part(&body).ok().flatten()?;
    let styles = Styles::of(&mut package, &body);
    let room = usize::try_from(budget.text_bytes).unwrap_or(usize::MAX);
    let text = docx_format::raw_page(&mut package, &body, &styles, room).0;
    let mut html = Html::new(&styles, Encodings::decide(&[&text], false), budget.text_bytes);
    // What a broken part told before it broke is still worth a look.
    let _ = walk::walk(&xml, &mut html);
    Some(html.finish())
}

/// Also balances the tags, so nothing can reach outside the frame it is put in.
fn clean(raw: &str) -> String {
    let mut attributes: HashMap<&str, HashSet<&str>> =
        ALIGNED.iter().map(|tag| (*tag, HashSet::from(["align"]))).collect();
    for cell in ["td", "th"] {
        attributes.entry(cell).or_default().extend(["colspan", "rowspan", "valign"]);
    }
    attributes.insert("img", HashSet::from(["src", "alt", "width", "height"]));
    attributes.insert("ol", HashSet::from(["start", "type"]));
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(TAGS))
        .clean_content_tags(HashSet::from(DROPPED))
        .tag_attributes(attributes)
        .url_schemes(HashSet::from(["data"]))
        .url_relative(UrlRelative::Deny)
        .attribute_filter(|_, attribute, value| {
            let allowed = attribute != "src" || RASTER_IMAGES.iter().any(|start| value.starts_with(start));
            allowed.then(|| value.into())
        });
    builder.clean(raw).to_string()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::{clean, render};
    use crate::format::docx::tests::docx;
    use crate::read::Budget;

    fn preview(bytes: &[u8]) -> Option<String> {
        render(bytes, Budget { text_bytes: 100_000, deadline: Instant::now() })
    }

    #[test]
    fn nothing_active_or_remote_is_left() {
        let png = "data:image/png;base64,iVBORw0KGgo=";
        let page = format!(
            "<!DOCTYPE html><html><head><title>t</title><style>b{{}}</style><base href='http://evil/'>\
             <meta http-equiv=refresh content='0;url=http://evil'></head><body onload='x()'><p align='center' style='x' id='a'>Một \
             <a href='javascript:x()'>hai</a></p><img src='{png}'><img src='http://evil/a.png' onerror='x()'>\
             <img src='data:image/svg+xml;base64,PHN2Zz4='><img src='//evil/x'><svg><script>x()</script><a>v</a></svg>\
             <form action='/x'><input name=a><button>gửi</button></form><math><mtext><style><img src=x onerror=x()></style></math>\
             <iframe src='http://evil'></iframe><script>x()</script><link rel=stylesheet href='http://evil'></body></html>"
        );
        let safe = preview(page.as_bytes()).expect("a page");
        for bad in [
            "evil", "script", "style", "svg", "math", "form", "input", "button>", "href", "onerror",
            "onload", "id=", "iframe", "title", "x()",
        ] {
            assert!(!safe.contains(bad), "{bad} in {safe}");
        }
        assert!(safe.contains("<p align=\"center\">Một hai</p>") && safe.contains(png), "{safe}");
        assert_eq!(clean(&safe), safe, "cleaning twice changes nothing");
    }

    #[test]
    fn a_docx_keeps_its_look_in_outline() {
        let body = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>NGHỊ QUYẾT</w:t></w:r></w:p>\
            <w:p><w:pPr><w:jc w:val='center'/></w:pPr><w:r><w:rPr><w:b/><w:i w:val='0'/><w:u w:val='single'/></w:rPr>\
            <w:t>&lt;script&gt; &amp; đậm</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>\
            <w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
        let safe = preview(&docx(body, &[])).expect("a document");
        assert_eq!(
            safe,
            "<h1>NGHỊ QUYẾT</h1>\n<p align=\"center\"><b><u>&lt;script&gt; &amp; đậm</u></b></p>\n\
             <table><tbody><tr><td colspan=\"2\"><p>ô</p>\n</td></tr></tbody></table>\n"
        );
    }

    #[test]
    fn old_encodings_are_shown_decoded() {
        let fonts = "<w:rPr><w:rFonts w:hAnsi='.VnTimeH'/></w:rPr>";
        let body =
            format!("<w:p><w:r>{fonts}<w:t>nghÞ quyÕt &amp; sè</w:t></w:r><w:r><w:t> café</w:t></w:r></w:p>");
        assert_eq!(preview(&docx(&body, &[])).as_deref(), Some("<p>NGHỊ QUYẾT &amp; SỐ café</p>\n"));
        let page = b"<html><meta charset=windows-1252><p><b>Th\xB8ng 6</b>, c\xB8c c\xCAp \xF1y b\xB8o c\xB8o k\xD5t qu\xB6 tr&shy;\xEDc";
        let shown = preview(page).expect("a page");
        assert!(shown.contains("<p><b>Tháng 6</b>, các cấp ủy báo cáo kết quả trước</p>"), "{shown}");
    }

    #[test]
    fn other_formats_have_no_preview() {
        assert_eq!(preview(b"%PDF-1.4"), None);
        assert_eq!(preview("một tệp văn bản".as_bytes()), None);
    }
}
