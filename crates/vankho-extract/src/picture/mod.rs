//! Pages as pictures: drawn from a PDF ([`pdf`]), decoded from JPEG, PNG and TIFF ([`raster`]), and made fit for
//! reading: seals lifted off ([`seal`]), lines made level ([`skew`]). All of it runs in the reading process.

mod pdf;
mod raster;
mod seal;
pub(crate) mod skew;
mod specks;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage, imageops};

pub(crate) use raster::tiff_pages;

use crate::scan::{Geometry, Scan};
use crate::sniff::{Format, Identified, identify};

/// The most pixels of a picture that is drawn: an A3 sheet at 400 dpi.
const DRAWN_PIXELS: f64 = 32e6;
/// The longest side of a picture that is drawn; some renderers count in 16 bits.
const DRAWN_SIDE: f64 = 16_000.0;
/// The widest page image that is given.
const MAX_WIDTH: u32 = 4000;

/// The longer side of a page is at least so many pixels when it is read: A4 at 220 dpi.
const LEAST_SIDE: usize = 2600;
/// The longer side of a scan is at most so many pixels when it is read: A4 at 360 dpi.
const MOST_SIDE: f64 = 4200.0;

/// How large to draw a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Size {
    /// So many pixels wide.
    Width(u32),
    /// As recognition likes it: a scan as it is, since mixing its pixels anew costs letters; all else at 300 dpi.
    Reading,
}

/// Draws a page as PNG, `width` pixels wide. `None`: there is no such page, or it cannot be drawn.
pub(crate) fn page_png(bytes: &[u8], page: u32, width: u32) -> Option<Vec<u8>> {
    let drawn = draw(bytes, page, Size::Width(width.clamp(1, MAX_WIDTH)))?;
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Adaptive);
    let (width, height) = drawn.dimensions();
    let written = if drawn.pixels().all(|pixel| pixel.0[0] == pixel.0[1] && pixel.0[1] == pixel.0[2]) {
        let grey: Vec<u8> = drawn.pixels().map(|pixel| pixel.0[0]).collect();
        encoder.write_image(&grey, width, height, ExtendedColorType::L8)
    } else {
        encoder.write_image(&drawn, width, height, ExtendedColorType::Rgb8)
    };
    written.ok().map(|()| png)
}

/// Draws a page for recognition: grey, without seals and dust, its lines level.
pub(crate) fn scan(bytes: &[u8], page: u32) -> Option<Scan> {
    let drawn = draw(bytes, page, Size::Reading)?;
    let clean = specks::without_specks(seal::without_seals(&drawn));
    let grey =
        if clean.width().max(clean.height()) < LEAST_SIDE { clean.enlarged(LEAST_SIDE) } else { clean };
    let angle = skew::estimate(&grey);
    let grey = if angle == 0.0 { grey } else { skew::level(&grey, angle) };
    let geometry = Geometry::new(grey.width(), grey.height(), angle);
    Some(Scan { grey, geometry })
}

fn draw(bytes: &[u8], page: u32, size: Size) -> Option<RgbImage> {
    let index = page.checked_sub(1)?;
    match identify(bytes) {
        Ok(Identified::Sound(Format::Pdf)) => pdf::draw(bytes, index, size),
        Ok(Identified::Sound(format @ (Format::Jpeg | Format::Png | Format::Tiff))) => {
            let picture = raster::decode(bytes, format, index)?;
            let (width, height) = raster::target(picture.dimensions(), size)?;
            if (width, height) == picture.dimensions() {
                return Some(picture);
            }
            Some(imageops::resize(&picture, width, height, imageops::FilterType::Triangle))
        }
        _ => None,
    }
}

/// Whole pixels for a page of `width` by `height` units drawn `scale` times as large, less if that is too much.
fn bounded((width, height): (f64, f64), scale: f64) -> Option<(u32, u32)> {
    if !(width > 0.0 && height > 0.0 && scale > 0.0 && (width * height).is_finite()) {
        return None;
    }
    let most = (DRAWN_PIXELS / (width * height)).sqrt().min(DRAWN_SIDE / width.max(height));
    let scale = scale.min(most);
    // Both are at most `DRAWN_SIDE`, so nothing is cut off.
    let pixels = |side: f64| ((side * scale).round() as u32).max(1);
    Some((pixels(width), pixels(height)))
}

#[cfg(test)]
mod tests {
    use super::bounded;

    #[test]
    fn drawn_sizes_are_bounded() {
        assert_eq!(bounded((595.0, 842.0), 2.0), Some((1190, 1684)));
        let check = |size: (f64, f64), scale| {
            let (width, height) = bounded(size, scale).expect("a size");
            assert!(width <= 16_000 && height <= 16_000 && width * height <= 33_000_000, "{width}x{height}");
        };
        check((14_400.0, 14_400.0), 4.0);
        check((1.0, 1e9), 800.0);
        check((1e-3, 1e-3), 1e9);
        assert_eq!(bounded((0.0, 842.0), 2.0), None);
        assert_eq!(bounded((f64::INFINITY, 842.0), 2.0), None);
        assert_eq!(bounded((f64::NAN, 842.0), 2.0), None);
    }
}
