//! throw-away
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, clippy::disallowed_methods)]
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
fn main() -> ExitCode {
    let mut a = std::env::args_os().skip(1);
    if let Some(f) = a.next() {
        if f == vankho_extract::WORKER_ARGUMENT {
            return vankho_extract::run_worker(a);
        }
        let out = std::path::PathBuf::from(f);
        std::fs::create_dir_all(&out).unwrap();
        let x = vankho_extract::Extractor::new(
            std::env::current_exe().unwrap(),
            vankho_extract::Limits::default(),
        );
        for path in a {
            let t = std::time::Instant::now();
            let name = std::path::Path::new(&path).file_name().unwrap().to_string_lossy().into_owned();
            let r = x.extract(std::fs::File::open(&path).unwrap(), &AtomicBool::new(false));
            let el = t.elapsed().as_millis();
            let d = match &r {
                Ok(vankho_extract::Outcome::Document(e)) => {
                    std::fs::write(out.join(format!("{name}.txt")), e.pages.join("\n\u{c}\n")).unwrap();
                    let mut codes: Vec<_> = e.warnings.iter().map(|w| w.code.as_str()).collect();
                    codes.dedup();
                    format!(
                        "doc\t{}\tpages={}\tletters={}\t{}\t{:?}",
                        e.media_type,
                        e.pages.len(),
                        e.pages
                            .iter()
                            .map(|p| p.chars().filter(|c| c.is_alphabetic()).count())
                            .sum::<usize>(),
                        codes.join("+"),
                        (&e.hints.title, &e.hints.published, &e.hints.author)
                    )
                }
                Ok(vankho_extract::Outcome::Refused(r)) => format!("refused\t{}", r.as_str()),
                Err(e) => format!("ERR\t{e}"),
            };
            let p = x.preview_html(std::fs::File::open(&path).unwrap(), &AtomicBool::new(false)).unwrap();
            if let Some(p) = &p {
                std::fs::write(out.join(format!("{name}.html")), p).unwrap();
            }
            println!("{el}\t{name}\t{d}\tpreview={}", p.is_some());
        }
    }
    ExitCode::SUCCESS
}
