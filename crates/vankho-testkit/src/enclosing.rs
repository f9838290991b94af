//! Files that hold other files, written on the spot.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A ZIP archive of these files.
///
/// # Panics
/// If two have one name.
#[must_use]
pub fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a free name");
        zip.write_all(content).expect("memory is writable");
    }
    zip.finish().expect("memory is writable").into_inner()
}

/// Marks a file in an archive as locked with a password (APPNOTE.TXT 4.4.4, bit 0), in both its headers.
///
/// # Panics
/// If the archive has no such file.
pub fn lock(archive: &mut [u8], name: &str) {
    // From the signature of a header: where its flags are, and where its name is.
    for (signature, flags, at) in [(b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)] {
        let is_its = |start: &usize| {
            archive[*start..].starts_with(signature)
                && archive.get(start + at..start + at + name.len()) == Some(name.as_bytes())
        };
        let start = (0..archive.len()).find(is_its).expect("the file is there");
        archive[start + flags] |= 1;
    }
}

/// A letter with attachments, each with its name, media type and content.
#[must_use]
pub fn letter(subject: &str, body: &str, attachments: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let word = |text: &str| format!("=?utf-8?B?{}?=", base64(text.as_bytes()));
    let mut mail = format!(
        "From: {} <khue@example.vn>\r\nTo: van-thu@example.vn\r\nDate: Fri, 1 Jul 2016 08:30:00 +0700\r\n\
         Subject: {}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"part\"\r\n\r\n\
         --part\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
        word("Đỗ Minh Khuê"),
        word(subject),
        base64(body.as_bytes())
    );
    for (name, media_type, content) in attachments {
        let name = word(name);
        write!(
            mail,
            "--part\r\nContent-Type: {media_type}; name=\"{name}\"\r\n\
             Content-Disposition: attachment; filename=\"{name}\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64(content)
        )
        .expect("memory is writable");
    }
    mail.push_str("--part--\r\n");
    mail.into_bytes()
}

/// Base64 (RFC 4648) on one line.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let at = |place: usize| usize::from(three.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = char::from(DIGITS[bits >> (18 - 6 * place) & 63]);
            text.push(if place <= three.len() { digit } else { '=' });
        }
    }
    text
}
