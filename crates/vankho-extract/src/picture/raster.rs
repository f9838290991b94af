//! JPEG, PNG and TIFF, set upright as the camera or scanner says.

use std::collections::HashSet;
use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::tiff::TiffDecoder;
use image::{DynamicImage, ImageDecoder, Limits, RgbImage};

use super::{MOST_SIDE, Size, bounded};
use crate::sniff::Format;

/// What a decoder may allocate: an A3 sheet at 600 dpi in colour.
const DECODED_BYTES: u64 = 256 << 20;
/// The longest side that is decoded.
const DECODED_SIDE: u32 = 30_000;
/// Pages of a TIFF that are looked at.
const TIFF_PAGES: usize = 2000;

/// Decodes the page with this index; JPEG and PNG have one.
pub(super) fn decode(bytes: &[u8], format: Format, index: u32) -> Option<RgbImage> {
    match format {
        Format::Jpeg if index == 0 => upright(JpegDecoder::new(Cursor::new(bytes)).ok()?),
        Format::Png if index == 0 => upright(PngDecoder::with_limits(Cursor::new(bytes), limits()).ok()?),
        Format::Tiff => {
            let page = tiff_page(bytes, usize::try_from(index).ok()?)?;
            upright(TiffDecoder::new(Cursor::new(page)).ok()?)
        }
        _ => None,
    }
}

/// How large to make a picture of so many pixels.
pub(super) fn target((width, height): (u32, u32), size: Size) -> Option<(u32, u32)> {
    let sides = (f64::from(width), f64::from(height));
    let longer = sides.0.max(sides.1);
    let scale = match size {
        Size::Width(pixels) => f64::from(pixels) / sides.0,
        Size::Reading => (MOST_SIDE / longer).min(1.0),
    };
    bounded(sides, scale)
}

fn upright(mut decoder: impl ImageDecoder) -> Option<RgbImage> {
    decoder.set_limits(limits()).ok()?;
    // A decoder may not count its own output.
    if decoder.total_bytes() > DECODED_BYTES {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(orientation);
    Some(on_paper(picture))
}

/// Transparent pixels show paper.
fn on_paper(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut paper = RgbImage::new(picture.width(), picture.height());
    for (to, from) in paper.pixels_mut().zip(picture.pixels()) {
        let [red, green, blue, alpha] = from.0.map(u16::from);
        to.0 = [red, green, blue].map(|ink| ((ink * alpha + 255 * (255 - alpha)) / 255) as u8);
    }
    paper
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(DECODED_SIDE);
    limits.max_image_height = Some(DECODED_SIDE);
    limits.max_alloc = Some(DECODED_BYTES);
    limits
}

/// How many pages a TIFF has; directories that form a ring count once.
pub(crate) fn tiff_pages(bytes: &[u8]) -> usize {
    directories(bytes).count()
}

/// The same file with the page of this index as its first: the decoder knows no other.
fn tiff_page(bytes: &[u8], index: usize) -> Option<Vec<u8>> {
    let directory = directories(bytes).nth(index)?;
    let mut file = bytes.to_vec();
    let offset = if is_big_endian(bytes) { directory.to_be_bytes() } else { directory.to_le_bytes() };
    file.get_mut(4..8)?.copy_from_slice(&offset);
    Some(file)
}

fn is_big_endian(bytes: &[u8]) -> bool {
    bytes.starts_with(b"MM")
}

/// The offsets of the image file directories (TIFF 6.0, section 2): each is a count, entries of 12 bytes, and the
/// offset of the next or 0.
fn directories(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let number = |at: usize, len: usize| {
        let part = bytes.get(at..at.checked_add(len)?)?;
        let add = |value: u32, byte: &u8| value << 8 | u32::from(*byte);
        let big = is_big_endian(bytes);
        Some(if big { part.iter().fold(0, add) } else { part.iter().rev().fold(0, add) })
    };
    let mut seen = HashSet::new();
    let mut at = 4;
    std::iter::from_fn(move || {
        let directory = number(at, 4).filter(|offset| *offset != 0)?;
        let entries = number(directory as usize, 2)? as usize;
        at = (directory as usize).checked_add(2 + entries * 12)?;
        seen.insert(directory).then_some(directory)
    })
    .take(TIFF_PAGES)
}
