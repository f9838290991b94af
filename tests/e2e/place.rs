//! A computer of one's own for a journey: a fresh store, fresh settings, a folder of documents.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use tempfile::TempDir;

/// Where a journey happens; gone when it ends.
pub struct Place {
    folder: TempDir,
    program: PathBuf,
    screenshots: PathBuf,
}

impl Place {
    pub fn new() -> anyhow::Result<Self> {
        let program = std::env::var_os("VANKHO_PROGRAM").context("VANKHO_PROGRAM names the built desktop")?;
        let program = PathBuf::from(program);
        anyhow::ensure!(program.is_file(), "{} is not built", program.display());
        let screenshots = program.ancestors().nth(2).context("a program lies in target/debug")?.join("e2e");
        fs::create_dir_all(&screenshots)?;
        Ok(Self { folder: TempDir::new()?, program, screenshots })
    }

    pub fn program(&self) -> &Path {
        &self.program
    }

    pub fn screenshot(&self, name: &str) -> PathBuf {
        self.screenshots.join(name).with_extension("png")
    }

    pub fn store(&self) -> PathBuf {
        self.folder.path().join("Kho thử")
    }

    /// Whether a program still runs on the store; its path stands in the program's arguments.
    pub fn is_open(&self) -> bool {
        let store = self.store();
        let store = store.as_os_str().as_encoded_bytes();
        let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
        // Of a process that has ended nothing is left here, even if nobody took note of its end.
        let arguments = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
        arguments
            .into_iter()
            .any(|arguments| arguments.split(|byte| *byte == 0).any(|argument| argument == store))
    }

    /// What keeps the program away from the settings and the data of whoever runs the tests.
    pub fn environment(&self) -> [(&'static str, PathBuf); 3] {
        let below = |name| self.folder.path().join(name);
        [
            ("XDG_DATA_HOME", below("data")),
            ("XDG_CONFIG_HOME", below("config")),
            ("XDG_CACHE_HOME", below("cache")),
        ]
    }

    /// A folder with copies of the sample documents, and how many there are.
    pub fn documents(&self) -> anyhow::Result<(PathBuf, u64)> {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/samples");
        let folder = self.folder.path().join("Văn bản đến");
        fs::create_dir_all(&folder)?;
        let is_document = |path: &Path| {
            let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
            path.is_file() && ["pdf", "docx", "html", "txt"].contains(&extension)
        };
        let mut count = 0;
        for entry in fs::read_dir(samples)? {
            let entry = entry?;
            if is_document(&entry.path()) {
                fs::copy(entry.path(), folder.join(entry.file_name()))?;
                count += 1;
            }
        }
        anyhow::ensure!(count > 10, "there are sample documents");
        Ok((folder, count))
    }

    /// One more document, which the samples don't hold.
    pub fn letter(&self) -> anyhow::Result<PathBuf> {
        const TEXT: &[u8] =
            "TỈNH ỦY SÔNG THANH\nVĂN PHÒNG\n*\nSố 731-CV/VPTU\nThanh An, ngày 02 tháng 3 năm 2020\n\n\
            V/v chuẩn bị tủ đựng hồ sơ lưu trữ\n\nKính gửi: Phòng Lưu trữ.\n"
                .as_bytes();
        let path = self.folder.path().join("công văn 731.txt");
        std::io::Write::write_all(&mut fs::File::create(&path)?, TEXT)?;
        Ok(path)
    }
}
