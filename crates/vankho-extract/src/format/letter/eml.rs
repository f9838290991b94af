//! Mail as it travels (RFC 5322, MIME).

use std::borrow::Cow;
use std::io::{self, Write};

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use vankho_model::WarningCode;

use super::{Letter, Sent, decode, is_decoration, line, person, put};
use crate::format::html;
use crate::inside::{Room, UnpackFault};
use crate::process::frames::FrameWriter;
use crate::read::{Budget, Extracted, unread, whole};
use crate::sniff::Format;

/// Parts that serve the delivery of a letter and enclose nothing.
const NO_ENCLOSURES: [(&str, &str); 7] = [
    ("application", "pgp-signature"),
    ("application", "pkcs7-signature"),
    ("application", "x-pkcs7-signature"),
    ("message", "delivery-status"),
    ("message", "disposition-notification"),
    ("text", "rfc822-headers"),
    ("text", "calendar"),
];

/// Reads the head and the body as one page.
pub(crate) fn read(bytes: &[u8], budget: Budget) -> Extracted {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return unread(Format::Eml, whole(WarningCode::Damaged));
    };
    let letter = Letter {
        from: people(message.from()),
        to: people(message.to()),
        copies_to: people(message.cc()),
        sent: message.date().filter(|date| date.year > 0).map(|date| Sent {
            year: date.year,
            month: date.month,
            day: date.day,
            hour: date.hour,
            minute: date.minute,
        }),
        subject: line(message.subject().unwrap_or_default()),
        body: body(&message),
    };
    letter.into_extracted(Format::Eml, budget, Vec::new())
}

/// Writes out what is attached.
pub(crate) fn unpack(
    bytes: &[u8],
    mut room: Room,
    out: &mut FrameWriter<impl Write>,
) -> io::Result<Result<(), UnpackFault>> {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Ok(Err(UnpackFault::Damaged));
    };
    let html: String = message.html_bodies().filter_map(|part| part.text_contents()).collect();
    for (at, part) in message.attachments().enumerate() {
        if NO_ENCLOSURES.iter().any(|(kind, sub)| part.is_content_type(kind, sub)) {
            continue;
        }
        let content = content(&message, part);
        let media_type = part.content_type().map_or("", |kind| kind.ctype());
        if content.is_empty()
            || is_decoration(media_type, &content, part.content_id().unwrap_or_default(), &html)
        {
            continue;
        }
        if let Err(fault) = put(&name(part, at), &content, &mut room, out)? {
            return Ok(Err(fault));
        }
    }
    Ok(Ok(()))
}

fn people(addresses: Option<&Address<'_>>) -> String {
    let one = |address: &mail_parser::Addr<'_>| {
        person(address.name().unwrap_or_default(), address.address().unwrap_or_default())
    };
    let all = addresses.into_iter().flat_map(Address::iter).map(one);
    all.filter(|person| !person.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The plain text, or the web page where there is none.
fn body(message: &Message<'_>) -> String {
    let text = parts(message, &mut message.text_bodies());
    if text.trim().is_empty() { parts(message, &mut message.html_bodies()) } else { text }
}

fn parts<'m>(message: &Message<'_>, parts: &mut dyn Iterator<Item = &'m MessagePart<'m>>) -> String {
    let one = |part: &MessagePart<'_>| {
        let label = part.content_type().and_then(|kind| kind.attribute("charset"));
        let text = || decode(&raw_content(message, part), label);
        match &part.body {
            PartType::Text(_) => Some(text()),
            PartType::Html(_) => Some(html::whole_text(&text())),
            _ => None,
        }
    };
    parts.filter_map(one).collect::<Vec<_>>().join("\n")
}

/// The bytes that were attached.
fn content<'p>(message: &'p Message<'_>, part: &'p MessagePart<'_>) -> Cow<'p, [u8]> {
    match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Cow::Borrowed(bytes),
        PartType::Message(inner) if part.encoding != Encoding::None => Cow::Borrowed(inner.raw_message()),
        PartType::Message(_) | PartType::Text(_) | PartType::Html(_) => raw_content(message, part),
        PartType::Multipart(_) => Cow::Borrowed(b""),
    }
}

/// The bytes of a text before the parser made letters of them, which loses what it takes for wrong.
fn raw_content<'p>(message: &'p Message<'_>, part: &'p MessagePart<'_>) -> Cow<'p, [u8]> {
    let (start, end) = (part.raw_body_offset() as usize, part.raw_end_offset() as usize);
    let raw = message.raw_message().get(start..end).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => return Cow::Borrowed(raw),
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
    };
    decoded.map_or_else(|| Cow::Borrowed(part.contents()), Cow::Owned)
}

/// What a letter calls an attachment; one without a name is numbered.
fn name(part: &MessagePart<'_>, at: usize) -> String {
    if let Some(name) = part.attachment_name().map(line).filter(|name| !name.is_empty()) {
        return name;
    }
    match &part.body {
        PartType::Message(inner) => format!("{}.eml", line(inner.subject().unwrap_or("letter"))),
        _ => format!("attachment-{}", at + 1),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::{read, unpack};
    use crate::format::letter::tests::{Taken, take_out};
    use crate::inside::{Room, UnpackFault};
    use crate::read::{Budget, Extracted};

    fn letter(bytes: &[u8]) -> Extracted {
        read(bytes, Budget { text_bytes: 100_000, deadline: Instant::now() })
    }

    const HEAD: &str = "From: =?utf-8?B?xJDhu5cgTWluaCBLaHXDqg==?= <khue@example.vn>\r\nTo: a@example.vn, \"B\" <b@example.vn>\r\n\
        Cc: c@example.vn\r\nDate: Fri, 1 Jul 2016 08:30:00 +0700\r\nSubject: =?utf-8?Q?G=E1=BB=ADi_c=C3=B4ng_v=C4=83n?=\r\n\
        Message-ID: <1@example.vn>\r\nMIME-Version: 1.0\r\n";

    #[test]
    fn a_letter_reads_as_a_person_reads_it() {
        let read = letter(
            format!("{HEAD}Content-Type: text/plain; charset=utf-8\r\n\r\nKính gửi các đồng chí.\r\n")
                .as_bytes(),
        );
        assert_eq!(
            read.pages,
            ["From: Đỗ Minh Khuê <khue@example.vn>\nTo: a@example.vn, B <b@example.vn>\nCc: c@example.vn\n\
              Date: 01/07/2016 08:30\nSubject: Gửi công văn\n\nKính gửi các đồng chí."]
        );
        assert!(read.hints.letter);
        assert_eq!(read.hints.title.as_deref(), Some("Gửi công văn"));
        assert_eq!(read.hints.published.as_deref(), Some("2016-07-01"));
        assert_eq!(read.warnings, []);
    }

    #[test]
    fn plain_text_is_preferred_to_the_page_and_the_page_to_nothing() {
        let both = format!(
            "{HEAD}Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nlời thường\r\n\
             --x\r\nContent-Type: text/html\r\n\r\n<p>lời trang</p>\r\n--x--\r\n"
        );
        let page = &letter(both.as_bytes()).pages[0];
        assert!(page.contains("lời thường") && !page.contains("lời trang"), "{page}");
        let only = format!(
            "{HEAD}Content-Type: text/html; charset=utf-8\r\n\r\n<style>p{{}}</style><p>lời <b>trang</b></p>"
        );
        let page = &letter(only.as_bytes()).pages[0];
        assert!(page.ends_with("\n\nlời trang"), "{page}");
    }

    #[test]
    fn bytes_of_an_old_encoding_are_not_lost() {
        let head = HEAD.as_bytes();
        let bytes = [head, b"Content-Type: text/plain; charset=us-ascii\r\n\r\nB\xB8o c\xB8o"].concat();
        assert!(!letter(&bytes).pages[0].contains('\u{FFFD}'));
    }

    fn attachments(bytes: &[u8], room: Room) -> Taken {
        take_out(|out| unpack(bytes, room, out))
    }

    #[test]
    fn attachments_come_out_with_the_bytes_they_went_in_with() {
        let bytes = [
            HEAD.as_bytes(),
            b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<img src=\"cid:logo\">\r\n\
              --x\r\nContent-Type: text/plain; charset=us-ascii; name=\"old.txt\"\r\nContent-Transfer-Encoding: base64\r\n\
              Content-Disposition: attachment; filename=\"old.txt\"\r\n\r\nQrhvIGO4bw==\r\n\
              --x\r\nContent-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\n\
              Content-Disposition: inline; filename=\"logo.png\"\r\n\r\niVBORw0KGgo=\r\n\
              --x\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nsignature\r\n\
              --x\r\nContent-Type: message/rfc822\r\n\r\nFrom: d@example.vn\r\nTo: e@example.vn\r\nSubject: inner\r\n\r\nlines\r\n\
              --x--\r\n",
        ]
        .concat();
        let (files, result) = attachments(&bytes, Room { files: 10, bytes: 1000 });
        assert_eq!(result, Ok(()));
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["old.txt", "inner.eml"]);
        assert_eq!(files[0].1, b"B\xB8o c\xB8o");
        assert!(
            files[1].1.starts_with(b"From: d@example.vn\r\n") && files[1].1.ends_with(b"lines"),
            "{:?}",
            String::from_utf8_lossy(&files[1].1)
        );
        let (files, result) = attachments(&bytes, Room { files: 1, bytes: 1000 });
        assert_eq!((files.len(), result), (1, Err(UnpackFault::TooLarge)));
    }

    #[test]
    fn a_broken_letter_keeps_what_can_be_read() {
        let whole = format!(
            "{HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nlời\r\n--x\r\n\
             Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--x--\r\n"
        );
        for cut in 0..whole.len() {
            let _ = letter(&whole.as_bytes()[..cut]);
            let _ = attachments(&whole.as_bytes()[..cut], Room { files: 10, bytes: 1000 });
        }
        let cut = whole.find("JVB").expect("there");
        assert!(letter(&whole.as_bytes()[..cut]).pages[0].contains("lời"));
    }
}
