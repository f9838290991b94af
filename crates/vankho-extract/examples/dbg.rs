#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]
use pdf_extract::*;
struct D(usize);
impl OutputDev for D {
    fn begin_page(
        &mut self,
        n: u32,
        m: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        println!("PAGE {n} {m:?}");
        Ok(())
    }
    fn end_page(&mut self) -> Result<(), OutputError> {
        println!("END");
        Ok(())
    }
    fn output_character(
        &mut self,
        t: &Transform,
        w: f64,
        s: f64,
        f: f64,
        c: &str,
    ) -> Result<(), OutputError> {
        self.0 += 1;
        if self.0 < 400 {
            println!(
                "  {c:?} x={:.1} y={:.1} m=({:.2},{:.2},{:.2},{:.2}) w={w:.3} sp={s:.2} fs={f}",
                t.m31, t.m32, t.m11, t.m12, t.m21, t.m22
            );
        }
        Ok(())
    }
    fn begin_word(&mut self) -> Result<(), OutputError> {
        if self.0 < 400 {
            println!(" word");
        }
        Ok(())
    }
    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
fn main() {
    let p = std::env::args().nth(1).unwrap();
    let mut d = Document::load(&p).unwrap();
    println!("enc {} pages {}", d.is_encrypted(), d.get_pages().len());
    if d.is_encrypted() {
        println!("{:?}", d.decrypt(""));
    }
    if std::env::args().nth(2).is_some() {
        let mut s = String::new();
        println!("{:?}", output_doc(&d, &mut PlainTextOutput::new(&mut s)));
        println!("{s}");
    } else {
        let mut x = D(0);
        println!("{:?}", output_doc(&d, &mut x).map_err(|e| e.to_string()));
        println!("{}", x.0);
    }
}
