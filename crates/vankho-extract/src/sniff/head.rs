//! Telling formats apart by their first bytes: comparisons only, safe to run outside the reading process.

use crate::format::plain::{self, Coding};
use crate::read::Refusal;
use crate::sniff::Format;

/// How much of a file [`sniff`] wants to see.
pub(crate) const HEAD_BYTES: usize = 8192;

const MAGIC: [(&[u8], Format); 8] = [
    (b"PK\x03\x04", Format::Zip),
    // An archive of nothing.
    (b"PK\x05\x06", Format::Zip),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Ole),
    (b"{\\rtf", Format::Rtf),
    (b"\xFF\xD8\xFF", Format::Jpeg),
    (b"\x89PNG\r\n\x1A\n", Format::Png),
    (b"II*\0", Format::Tiff),
    (b"MM\0*", Format::Tiff),
];

/// Writers put junk before a PDF's header; readers look this far (ISO 32000-1, annex H, note 13).
const PDF_HEADER_WITHIN: usize = 1024;

/// Tells the format by the head of a file. `Zip` and `Ole` are containers: what is in them, a look inside says.
pub(crate) fn sniff(head: &[u8]) -> Result<Format, Refusal> {
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    let known = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, format)| *format);
    if let Some(format) = known {
        return Ok(format);
    }
    if contains(&head[..head.len().min(PDF_HEADER_WITHIN)], b"%PDF-") {
        return Ok(Format::Pdf);
    }
    sniff_text(head).ok_or(Refusal::NotADocument)
}

fn sniff_text(head: &[u8]) -> Option<Format> {
    let coding = plain::guess(head)?;
    let text = match coding {
        Coding::Utf16Le | Coding::Utf16Be => plain::decode(head, coding).into_bytes(),
        Coding::Utf8 | Coding::EightBit => head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).to_vec(),
    };
    let text = text.trim_ascii_start();
    // PostScript is a program that draws: its text would be noise.
    if text.starts_with(b"%!") {
        None
    } else if is_html(text) {
        Some(Format::Html)
    } else if is_mail(text) {
        Some(Format::Eml)
    } else {
        Some(Format::Text)
    }
}

fn is_html(text: &[u8]) -> bool {
    const STARTS: [&[u8]; 6] = [b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<meta"];
    let starts = |text: &[u8], start: &[u8]| {
        text.len() > start.len()
            && text[..start.len()].eq_ignore_ascii_case(start)
            && !text[start.len()].is_ascii_alphanumeric()
    };
    let text = skip_prologue(text);
    STARTS.iter().any(|start| starts(text, start))
}

/// Skips an XML declaration and comments, which may stand before the first tag of a page.
fn skip_prologue(mut text: &[u8]) -> &[u8] {
    loop {
        let end: &[u8] = match text {
            _ if text.starts_with(b"<!--") => b"-->",
            _ if text.starts_with(b"<?xml") => b"?>",
            _ => return text,
        };
        let Some(at) = find(text, end) else { return text };
        text = text[at + end.len()..].trim_ascii_start();
    }
}

/// A mail starts with header lines, three of them usual ones: letters that merely quote "From:" do not.
fn is_mail(text: &[u8]) -> bool {
    const USUAL: [&str; 14] = [
        "received",
        "return-path",
        "delivered-to",
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
        "x-mailer",
        "reply-to",
        "dkim-signature",
    ];
    let mut usual = 0;
    for line in text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end) {
        if line.is_empty() {
            break;
        }
        if line[0] == b' ' || line[0] == b'\t' {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { return false };
        let name = String::from_utf8_lossy(&line[..colon]).to_ascii_lowercase();
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') || name.is_empty() {
            return false;
        }
        usual += usize::from(USUAL.contains(&name.as_str()));
    }
    usual >= 3
}

/// Where `needle` first stands in `haystack`.
pub(crate) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

/// Whether `needle` stands anywhere in `haystack`.
pub(crate) fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    find(haystack, needle).is_some()
}

#[cfg(test)]
mod tests {
    use super::sniff;
    use crate::read::Refusal;
    use crate::sniff::Format;

    #[test]
    fn tells_documents_by_their_bytes() {
        let check =
            |head: &[u8], format| assert_eq!(sniff(head), Ok(format), "{:?}", String::from_utf8_lossy(head));
        check(b"%PDF-1.4\n%\xE2\xE3", Format::Pdf);
        check(b"\n\n%PDF-1.7", Format::Pdf);
        check(b"PK\x03\x04....", Format::Zip);
        check(b"{\\rtf1\\ansi", Format::Rtf);
        check(b"\xFF\xD8\xFF\xE0", Format::Jpeg);
        check(b"II*\0abc", Format::Tiff);
        check(b"<!DOCTYPE html><p>x", Format::Html);
        check(b"\xEF\xBB\xBF <!-- saved -->\r\n<HTML lang=vi>", Format::Html);
        check(b"<?xml version=\"1.0\"?><html xmlns=\"x\">", Format::Html);
        check("Số 04-NQ/TU".as_bytes(), Format::Text);
        check(b"<header>of a text", Format::Text);
        check(b"Received: by x\r\n\tid 1\r\nFrom: a@b\r\nSubject: hi\r\n\r\nbody", Format::Eml);
        check("Kính gửi: Tỉnh ủy\nFrom: x\n\n".as_bytes(), Format::Text);
    }

    #[test]
    fn refuses_what_is_no_document() {
        assert_eq!(sniff(b""), Err(Refusal::Empty));
        let binaries: [&[u8]; 5] = [
            b"\x7FELF\x02\x01\x01\0\0",
            b"MZ\x90\0\x03\0",
            b"SQLite format 3\0\x10",
            b"\0\x01\0\0\0\x0F",
            b"%!PS-Adobe",
        ];
        for binary in binaries {
            assert_eq!(sniff(binary), Err(Refusal::NotADocument));
        }
    }
}
