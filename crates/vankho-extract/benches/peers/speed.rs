//! How long reading takes beside the programs that people use for it today, on the same files, one file at a time.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use vankho_model::Engine;

use crate::set::{Paper, missing};
use crate::{AnyError, NEVER, Readers};

/// Each side reads everything so often, by turns; the middle time counts. Seconds a file are long enough for once.
const ROUNDS: usize = 5;
const ROUNDS_OF_SECONDS: usize = 1;
/// Pages are drawn at this resolution, in dots per inch, for the screen.
const SCREEN_DPI: u32 = 100;
/// The width of an A4 page at that resolution, in pixels.
const SCREEN_WIDTH: u32 = 827;
/// What people are told to scan and recognise at.
const SCAN_DPI: &str = "300";

/// One job that two programs do.
struct Race<'r> {
    job: &'r str,
    peer: &'r str,
    papers: Vec<&'r Paper>,
    ours: &'r dyn Fn(&Path) -> Result<String, AnyError>,
    theirs: &'r dyn Fn(&Path) -> Result<String, AnyError>,
    /// Whether the result is text, to be held against the known one.
    gives_text: bool,
    rounds: usize,
}

/// Prints a table of times and their ratios.
pub fn print(readers: &Readers, papers: &[Paper]) -> Result<(), AnyError> {
    let of = |format: &str, variants: &[&str]| -> Vec<&Paper> {
        let is_meant = |paper: &&Paper| {
            paper.format == format && (variants.is_empty() || variants.contains(&paper.variant.as_str()))
        };
        papers.iter().filter(is_meant).collect()
    };
    let text = |path: &Path| Ok(readers.extract(path)?.map(|read| read.pages.join("\n")).unwrap_or_default());
    let races = [
        Race {
            job: "text of PDF",
            peer: "pdftotext",
            papers: of("pdf", &["plain", "weasy", "noto", "dejavu"]),
            ours: &text,
            theirs: &|path| output(Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(path).arg("-")),
            gives_text: true,
            rounds: ROUNDS,
        },
        Race {
            job: "text of DOC",
            peer: "antiword",
            papers: of("doc", &["plain"]),
            ours: &text,
            theirs: &|path| output(Command::new("antiword").args(["-m", "UTF-8.txt", "-w", "0"]).arg(path)),
            gives_text: true,
            rounds: ROUNDS,
        },
        Race {
            job: "picture of a page",
            peer: "pdftoppm",
            papers: of("pdf", &["plain", "weasy", "noto", "dejavu"]),
            ours: &|path| {
                let drawn = readers.extractor.page_image(File::open(path)?, 1, SCREEN_WIDTH, &NEVER)?;
                drawn.map(|_| String::new()).ok_or_else(|| "a page was not drawn".into())
            },
            theirs: &|path| {
                let resolution = SCREEN_DPI.to_string();
                let mut command = Command::new("pdftoppm");
                command.args(["-f", "1", "-l", "1", "-png", "-r", &resolution]).arg(path);
                output(&mut command).map(|_| String::new())
            },
            gives_text: false,
            rounds: ROUNDS,
        },
        Race {
            job: "recognition of scans",
            peer: "tesseract",
            papers: if readers.ocr.is_some() { of("scan", &["scan200", "scan300"]) } else { Vec::new() },
            ours: &|path| recognized(readers, path),
            theirs: &plain_tesseract,
            gives_text: true,
            rounds: ROUNDS_OF_SECONDS,
        },
    ];
    println!(
        "| job | peer | files | ours, ms a file | peer, ms a file | ratio | missing, ours | missing, peer |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|");
    races.iter().try_for_each(run)
}

fn run(race: &Race<'_>) -> Result<(), AnyError> {
    let Race { job, peer, papers, .. } = race;
    if papers.is_empty() || !is_installed(peer) {
        println!("| {job} | {peer}: not installed, or no such files | | | | | | |");
        return Ok(());
    }
    let (mut ours, mut theirs, mut lost) = (Vec::new(), Vec::new(), (0.0, 0.0));
    for _ in 0..race.rounds {
        let (time, missing) = pass(papers, race.ours)?;
        ours.push(time);
        lost.0 = missing;
        let (time, missing) = pass(papers, race.theirs)?;
        theirs.push(time);
        lost.1 = missing;
    }
    let (ours, theirs) = (middle(ours), middle(theirs));
    let files = u32::try_from(papers.len())?;
    let ms = |time: Duration| (time / files).as_secs_f64() * 1e3;
    let share = |missing: f64| if race.gives_text { format!("{missing:.4}") } else { String::new() };
    println!(
        "| {job} | {peer} | {files} | {:.0} | {:.0} | {:.2} | {} | {} |",
        ms(ours),
        ms(theirs),
        ours.as_secs_f64() / theirs.as_secs_f64(),
        share(lost.0),
        share(lost.1)
    );
    Ok(())
}

/// The time for all files, and the share of their syllables that is missing on average.
fn pass(
    papers: &[&Paper],
    read: &dyn Fn(&Path) -> Result<String, AnyError>,
) -> Result<(Duration, f64), AnyError> {
    let (mut time, mut lost) = (Duration::ZERO, 0.0);
    for paper in papers {
        let started = Instant::now();
        let text = read(&paper.path)?;
        time += started.elapsed();
        lost += missing(&paper.truth, &text);
    }
    #[allow(clippy::cast_precision_loss, reason = "a handful of documents")]
    let average = lost / papers.len() as f64;
    Ok((time, average))
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Every page of a scan by our own way, on one processor.
fn recognized(readers: &Readers, path: &Path) -> Result<String, AnyError> {
    let read = readers.extract(path)?.ok_or("a scan was refused")?;
    let waiting = read.sources.iter().enumerate().filter(|(_, source)| source.engine == Engine::Waiting);
    let texts = waiting.map(|(at, _)| readers.picture(path, u32::try_from(at + 1)?));
    Ok(texts.collect::<Result<Vec<_>, AnyError>>()?.join("\n"))
}

/// The same pages as a person would at a terminal: drawn, then recognised, on one processor.
fn plain_tesseract(path: &Path) -> Result<String, AnyError> {
    let folder = tempfile::tempdir()?;
    let mut draw = Command::new("pdftoppm");
    draw.args(["-r", SCAN_DPI, "-gray", "-png"]).arg(path).arg(folder.path().join("page"));
    output(&mut draw)?;
    let mut pages = std::fs::read_dir(folder.path())?
        .map(|page| Ok(page?.path()))
        .collect::<Result<Vec<_>, AnyError>>()?;
    pages.sort();
    let read = |page: &std::path::PathBuf| {
        let mut command = Command::new("tesseract");
        command.arg(page).args(["-", "-l", "vie"]).env("OMP_THREAD_LIMIT", "1");
        output(&mut command)
    };
    Ok(pages.iter().map(read).collect::<Result<Vec<_>, AnyError>>()?.join("\n"))
}

fn output(command: &mut Command) -> Result<String, AnyError> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output()?;
    if !output.status.success() {
        return Err(format!("{command:?} failed: {}", output.status).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn is_installed(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("-v").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}
