//! A small index of papers written for the tests.

#![allow(dead_code, reason = "each test program uses a part")]

use vankho_model::{Fields, Filters, Kind, Sort};
use vankho_search::{Found, IndexEntry, Question, SearchError, SearchIndex};

pub struct Shelf {
    pub index: SearchIndex,
    pub folder: tempfile::TempDir,
}

/// number, kind id, date, issuer, subject, text
pub type Paper<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a str);

pub const PAPERS: &[Paper<'_>] = &[
    (
        "04-NQ/TU",
        "nghi_quyet",
        "2016-07-01",
        "Tỉnh ủy",
        "về cải cách hành chính",
        "Tăng cường lãnh đạo cải cách hành chính. Khoá họp.",
    ),
    (
        "449/KH-CAT-PV11",
        "ke_hoach",
        "2015-09-22",
        "Công an tỉnh",
        "công tác cải cách",
        "Căn cứ Nghị quyết số 04-NQ/TU của Tỉnh uỷ",
    ),
    (
        "04-NQ/TW",
        "nghi_quyet",
        "2016-10-30",
        "Trung ương",
        "xây dựng Đảng",
        "Ngăn chặn suy thoái; điều 4, khoản 4.",
    ),
    (
        "",
        "ban_tin",
        "2019-09-05",
        "",
        "Kiểm tra Nghị quyết số 04-NQ/TU",
        "Đoàn kiểm tra Nghị quyết 04-NQ/TU và Kế hoạch 449/KH-CAT-PV11",
    ),
    (
        "33/2025/QĐ-TTg",
        "quyet_dinh",
        "2025-09-15",
        "Thủ tướng",
        "mạng truyền số liệu",
        "Quyết định này quy định mạng. Má, mà, ma.",
    ),
    ("12/UBND-VX", "cong_van", "2024-02-03", "UBND tỉnh", "", "Công văn về hoạt động khoa học"),
];

impl Shelf {
    pub fn new() -> Result<Self, SearchError> {
        let folder = tempfile::tempdir()?;
        let index = SearchIndex::create(folder.path())?;
        let mut writer = index.writer()?;
        for (i, paper) in PAPERS.iter().enumerate() {
            put(&mut writer, i as u64 + 1, paper)?;
        }
        writer.commit(PAPERS.len() as u64)?;
        writer.close()?;
        index.reload()?;
        Ok(Self { index, folder })
    }

    pub fn ask(&self, text: &str, filters: &Filters, sort: Sort) -> Result<Found, SearchError> {
        let filters = filters.clone();
        self.index.search(&Question { text, filters, sort, limit: 10, facets: true, ..Question::default() })
    }

    pub fn nos(&self, text: &str) -> Vec<u64> {
        let found = self.ask(text, &Filters::default(), Sort::Relevance).expect("a query is never an error");
        found.hits.iter().map(|hit| hit.no).collect()
    }
}

pub fn put(writer: &mut vankho_search::IndexWriter, no: u64, paper: &Paper<'_>) -> Result<(), SearchError> {
    let (number, kind, date, issuer, subject, text) = *paper;
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let fields = Fields {
        kind: Kind::from_id(kind).ok(),
        number: number.parse().ok(),
        issued_on: date.parse().ok(),
        issuer: some(issuer),
        subject: some(subject),
        signer: some(signer_of(no)),
        ..Fields::default()
    };
    writer.put(&IndexEntry {
        no,
        fields: &fields,
        tags: &tags_of(no),
        dossiers: &[],
        pages: &[text.to_owned()],
    })
}

fn signer_of(no: u64) -> &'static str {
    match no {
        1 | 2 => "Nguyễn Văn An",
        3 => "Trần Thị Bình",
        _ => "",
    }
}

fn tags_of(no: u64) -> Vec<String> {
    match no {
        1 => vec!["hỏa tốc".to_owned(), "lưu".to_owned()],
        2 => vec!["lưu".to_owned()],
        _ => Vec::new(),
    }
}
