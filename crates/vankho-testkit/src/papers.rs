//! Documents written on the spot.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// An invented resolution.
pub struct Paper {
    /// Its ordinal.
    pub seq: u32,
    /// What it is about.
    pub about: String,
}

impl Paper {
    /// Its page as plain text.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { seq, about } = self;
        format!(
            "TỈNH ỦY SÔNG THANH\n*\nSố {seq:02}-NQ/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n\
             Thanh An, ngày 01 tháng 7 năm 2016\nNGHỊ QUYẾT\nvề {about}\n-----\n\
             Tỉnh ủy quyết nghị về {about} trong giai đoạn 2016-2020 như sau.\n\
             T/M TỈNH ỦY\nBÍ THƯ\nĐỗ Minh Khuê\n"
        )
    }

    /// Writes it as TXT, HTML or DOCX, in turn by its ordinal, and returns where.
    ///
    /// # Panics
    /// If the folder can't be written.
    #[must_use]
    pub fn write_into(&self, folder: &Path) -> PathBuf {
        let text = self.text();
        let (extension, bytes) = match self.seq % 3 {
            0 => ("txt", text.into_bytes()),
            1 => (
                "html",
                format!("<html><body><p>{}</p></body></html>", text.replace('\n', "</p><p>")).into_bytes(),
            ),
            _ => ("docx", docx(&text)),
        };
        let path = folder.join(format!("nghi-quyet-{}.{extension}", self.seq));
        let mut file = std::fs::File::create(&path).expect("a writable folder");
        file.write_all(&bytes).expect("a writable file");
        path
    }
}

/// A minimal Word document with a paragraph a line.
///
/// # Panics
/// Never: it is written to memory.
#[must_use]
pub fn docx(text: &str) -> Vec<u8> {
    const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let paragraph = |line: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>");
    let body: String = text.lines().map(paragraph).collect();
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in
        [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document)]
    {
        zip.start_file(name, SimpleFileOptions::default()).expect("memory is writable");
        zip.write_all(part.as_bytes()).expect("memory is writable");
    }
    zip.finish().expect("memory is writable").into_inner()
}
