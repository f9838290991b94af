//! Opening the archive, exit codes, and wording of errors.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use vankho_app::{AppError, Archive, Clock, Mode, default_root};
use vankho_extract::{Extractor, Limits};
use vankho_model::{Kind, Relation};

use crate::arguments::Arguments;

/// How the program ends, as `docs/cli.md` fixes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Done, but some items failed.
    SomeFailed,
    /// Wrong usage.
    Usage,
    /// The store can't be opened.
    NoStore,
    /// `check` found damage.
    Damage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::SomeFailed => 1,
            Exit::Usage => 2,
            Exit::NoStore => 3,
            Exit::Damage => 4,
        })
    }
}

impl Exit {
    /// Done, unless something failed.
    pub fn unless_failed(failed: u64) -> Self {
        if failed == 0 { Self::Done } else { Self::SomeFailed }
    }

    /// How to end after an error.
    pub fn of(error: &anyhow::Error) -> Self {
        match error.downcast_ref::<AppError>() {
            Some(AppError::NoArchive | AppError::Busy | AppError::Store(_)) => Self::NoStore,
            Some(_) => Self::SomeFailed,
            None if error.is::<WrongUsage>() => Self::Usage,
            None => Self::SomeFailed,
        }
    }
}

/// What was typed makes no sense, beyond what the argument parser can see.
#[derive(Debug)]
pub struct WrongUsage(pub String);

impl std::fmt::Display for WrongUsage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongUsage {}

/// The kind that was typed, by id or by name.
pub fn kind(text: &str) -> Result<Kind, WrongUsage> {
    let kind = Kind::from_id(text).ok().or_else(|| Kind::from_name(text));
    kind.ok_or_else(|| WrongUsage(format!("không có loại văn bản {text:?}")))
}

/// The relation that was typed.
pub fn relation(code: &str) -> Result<Relation, WrongUsage> {
    Relation::from_code(code).ok_or_else(|| {
        let all = Relation::ALL.map(Relation::as_str).join(" ");
        WrongUsage(format!("không có quan hệ {code}; có: {all}"))
    })
}

/// Says in Vietnamese what happened and what to do.
pub fn explain(error: &anyhow::Error) -> String {
    match error.downcast_ref::<AppError>() {
        Some(AppError::NoArchive) => {
            "không có kho ở thư mục này. Tạo bằng `vankho init`, hoặc chỉ đúng thư mục bằng --store.".into()
        }
        Some(AppError::Busy) => {
            "kho đang được chương trình khác ghi. Đóng chương trình đó rồi làm lại; dữ liệu vẫn an toàn."
                .into()
        }
        Some(AppError::InvalidValue(field)) => {
            format!("trường {} không nhận giá trị này; chưa có gì thay đổi.", field.as_str())
        }
        Some(AppError::InvalidName) => "nhãn hoặc tiêu đề trống hay quá dài; chưa có gì thay đổi.".into(),
        Some(AppError::NoDossier) => "không có hồ sơ nào mang mã hoặc số này.".into(),
        Some(AppError::DossierClosed(_)) => "hồ sơ đã đóng; mở lại rồi hãy đưa vào, lấy ra.".into(),
        Some(AppError::DossierCodeTaken(_)) => "đã có hồ sơ khác mang số, ký hiệu này.".into(),
        Some(AppError::NotFound) => "không có văn bản nào mang mã hoặc số này.".into(),
        Some(AppError::Ambiguous(ids)) => {
            let list: Vec<String> = ids.iter().map(|id| format!("  {id}")).collect();
            format!("có {} văn bản mang số này, hãy chọn theo mã:\n{}", ids.len(), list.join("\n"))
        }
        _ => format!("{error:#}"),
    }
}

/// What reads foreign files: this program itself, started again.
pub fn extractor() -> anyhow::Result<Extractor> {
    let program = std::env::current_exe().context("không tìm thấy tệp chương trình")?;
    Ok(Extractor::new(program, Limits::default()))
}

/// The folder of the archive.
pub fn store_folder(arguments: &Arguments) -> anyhow::Result<PathBuf> {
    arguments
        .store
        .clone()
        .or_else(default_root)
        .ok_or_else(|| WrongUsage("không biết kho ở đâu: dùng --store THƯ_MỤC".into()).into())
}

/// Opens the archive.
pub fn open(arguments: &Arguments, mode: Mode) -> anyhow::Result<Archive> {
    Ok(Archive::open(&store_folder(arguments)?, mode, extractor()?, Clock::system())?)
}
