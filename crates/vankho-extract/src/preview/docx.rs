//! DOCX as simple HTML: paragraphs, headings, alignment, bold, italic, underline and tables.

use crate::encoding::Encodings;
use crate::format::docx::styles::{Fonts, Styles};
use crate::format::docx::walk::{Piece, Sink};

/// Gathers the HTML. Every word of the document goes through `escape`; tags are only written here.
pub(crate) struct Html<'s> {
    done: String,
    open: Vec<Paragraph>,
    /// Whether each open cell has its tag written.
    cells: Vec<u32>,
    fonts: Fonts<'s>,
    encodings: Encodings,
    room: usize,
}

#[derive(Default)]
struct Paragraph {
    content: String,
    heading: Option<char>,
    alignment: Option<&'static str>,
    marks: Marks,
    /// Whether the tags of the marks stand open.
    marked: bool,
}

/// How the text of a run looks.
#[derive(Clone, Copy, Default)]
struct Marks {
    bold: bool,
    italic: bool,
    underline: bool,
}

impl Marks {
    fn tags(self) -> impl DoubleEndedIterator<Item = &'static str> {
        [(self.bold, "b"), (self.italic, "i"), (self.underline, "u")]
            .into_iter()
            .filter_map(|(on, tag)| on.then_some(tag))
    }
}

impl<'s> Html<'s> {
    pub(crate) fn new(styles: &'s Styles, encodings: Encodings, text_bytes: u64) -> Self {
        let room = usize::try_from(text_bytes).unwrap_or(usize::MAX);
        Self {
            done: String::new(),
            open: Vec::new(),
            cells: Vec::new(),
            fonts: Fonts::new(styles),
            encodings,
            room,
        }
    }

    /// The HTML so far; paragraphs that a broken part left open are ended.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.end_paragraph();
        }
        self.done
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        paragraph.end_run();
        self.begin_cell();
        let tag = paragraph.heading.map_or_else(|| "p".to_owned(), |level| format!("h{level}"));
        let align = paragraph.alignment.map(|side| format!(" align=\"{side}\"")).unwrap_or_default();
        let content = if paragraph.content.is_empty() { "<br>" } else { &paragraph.content };
        self.push(&format!("<{tag}{align}>{content}</{tag}>\n"));
    }

    /// The span of a cell is told after its start: its tag is written when its content comes.
    fn begin_cell(&mut self) {
        let Some(span) = self.cells.last_mut() else { return };
        let tag = match std::mem::take(span) {
            0 => return,
            1 => "<td>".to_owned(),
            columns => format!("<td colspan=\"{columns}\">"),
        };
        self.push(&tag);
    }

    fn text(&mut self, text: &str) {
        if self.fonts.is_hidden() {
            return;
        }
        let text = self.encodings.decode_piece(text, self.fonts.hint());
        let Some(paragraph) = self.open.last_mut() else { return };
        let start = paragraph.content.len();
        if !std::mem::replace(&mut paragraph.marked, true) {
            for tag in paragraph.marks.tags() {
                paragraph.content.extend(["<", tag, ">"]);
            }
        }
        escape(&text, &mut paragraph.content);
        self.room = self.room.saturating_sub(paragraph.content.len() - start);
    }

    fn push(&mut self, html: &str) {
        self.room = self.room.saturating_sub(html.len());
        self.done.push_str(html);
    }

    fn mark(&mut self, set: fn(&mut Marks)) {
        if let Some(paragraph) = self.open.last_mut() {
            set(&mut paragraph.marks);
        }
    }
}

impl Paragraph {
    fn end_run(&mut self) {
        let marks = std::mem::take(&mut self.marks);
        if std::mem::take(&mut self.marked) {
            for tag in marks.tags().rev() {
                self.content.extend(["</", tag, ">"]);
            }
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// The level of a heading style: Word and LibreOffice both keep the English id in every language they wrote it in.
fn heading(style: &str) -> Option<char> {
    if style == "Title" {
        return Some('1');
    }
    style.strip_prefix("Heading")?.chars().next().filter(|level| ('1'..='6').contains(level))
}

fn side(alignment: &str) -> Option<&'static str> {
    match alignment {
        "center" => Some("center"),
        "right" | "end" => Some("right"),
        "both" | "distribute" => Some("justify"),
        _ => None,
    }
}

impl Sink for Html<'_> {
    fn take(&mut self, piece: Piece<'_>) -> bool {
        self.fonts.follow(piece);
        match piece {
            Piece::ParagraphStart => self.open.push(Paragraph::default()),
            Piece::ParagraphEnd => self.end_paragraph(),
            Piece::Style(style) => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.heading = heading(style);
                }
            }
            Piece::Alignment(alignment) => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.alignment = side(alignment);
                }
            }
            Piece::RunStart | Piece::RunEnd => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.end_run();
                }
            }
            Piece::RunStyle(_) | Piece::Font(_) | Piece::Hidden => {}
            Piece::Bold => self.mark(|marks| marks.bold = true),
            Piece::Italic => self.mark(|marks| marks.italic = true),
            Piece::Underline => self.mark(|marks| marks.underline = true),
            Piece::Text(text) => self.text(text),
            Piece::Tab => self.text("\u{2003}"),
            Piece::LineBreak => {
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.content.push_str("<br>");
                }
            }
            Piece::TableStart => {
                self.begin_cell();
                self.push("<table>");
            }
            Piece::TableEnd => self.push("</table>\n"),
            Piece::RowStart => self.push("<tr>"),
            Piece::RowEnd => self.push("</tr>"),
            Piece::CellStart => self.cells.push(1),
            Piece::CellSpan(columns) => {
                if let Some(span) = self.cells.last_mut() {
                    *span = columns.clamp(1, 1000);
                }
            }
            Piece::CellEnd => {
                self.begin_cell();
                self.cells.pop();
                self.push("</td>");
            }
        }
        self.room > 0
    }
}
