//! Reading pictures of pages, with a bar: what `import` does last and `reread` does alone.

use vankho_app::{Archive, Control, PictureEvent, Pictures};
use vankho_extract::Ocr;

use crate::progress;

/// Reads the pages that wait; tells of each, and how many were read.
pub fn read(
    archive: &Archive,
    ocr: &Ocr,
    which: Pictures<'_>,
    control: &Control,
    on_page: &mut dyn FnMut(PictureEvent),
) -> anyhow::Result<u64> {
    let readers = std::thread::available_parallelism().map_or(1, usize::from);
    let bar = progress::bar(archive.waiting()?.pages, "Đọc chữ trên ảnh");
    let read = archive.read_pictures(ocr, which, readers, control, &mut |event| {
        bar.inc(1);
        on_page(event);
    });
    bar.finish_and_clear();
    Ok(read?)
}
