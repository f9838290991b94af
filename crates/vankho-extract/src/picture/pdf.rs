//! Pages of a PDF, drawn by hayro: annotations and the page's own rotation included.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use image::RgbImage;

use super::{Size, bounded};

/// Points to an inch.
const POINTS: f64 = 72.0;
/// What recognition likes best, in dots to an inch.
const READING_DPI: f64 = 300.0;
/// Sheets are taken to be at least and at most so long, in points: a page's size is often a whim of its writer.
const SHEET: (f64, f64) = (400.0, 1200.0);

/// Draws the page with this index.
pub(super) fn draw(bytes: &[u8], index: u32, size: Size) -> Option<RgbImage> {
    let pdf = Pdf::new(bytes.to_vec()).ok()?;
    let page = pdf.pages().get(usize::try_from(index).ok()?)?;
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let scale = match size {
        Size::Width(pixels) => f64::from(pixels) / width,
        Size::Reading => READING_DPI / POINTS * within(width.max(height), SHEET),
    };
    let pixels = bounded((width, height), scale)?;
    Some(paint(page, (width, height), pixels))
}

/// What to multiply a length with to bring it between the ends.
fn within(length: f64, (least, most): (f64, f64)) -> f64 {
    length.clamp(least, most) / length
}

fn paint(page: &Page<'_>, (width, height): (f64, f64), pixels: (u32, u32)) -> RgbImage {
    let (columns, rows) = (pixels.0 as u16, pixels.1 as u16);
    let mut context = RenderContext::new(columns, rows);
    let scale = Affine::scale_non_uniform(f64::from(columns) / width, f64::from(rows) / height);
    let transform = scale * page.initial_transform(true).to_kurbo();
    let (cache, settings) = (RenderCache::new(), InterpreterSettings::default());
    render_into(page, &cache, &settings, &RenderSettings::default(), &mut context, transform);
    context.flush();
    let mut pixmap = Pixmap::new(columns, rows);
    let on_paper = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), on_paper);
    let mut picture = RgbImage::new(pixels.0, pixels.1);
    for (to, from) in picture.pixels_mut().zip(pixmap.data()) {
        to.0 = [from.r, from.g, from.b];
    }
    picture
}
