//! Pages of a PDF, drawn by hayro: annotations and the page's own rotation included.

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{Affine, BezPath, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use image::RgbImage;

use super::{MOST_SIDE, Size, bounded};

/// Points to an inch.
const POINTS: f64 = 72.0;
/// What recognition likes best, in dots to an inch.
const READING_DPI: f64 = 300.0;
/// A page is a scan if one picture covers so much of it.
const SCAN_SHARE: f64 = 0.6;
/// A picture of fewer dots to an inch lies behind what is to be read, or is not worth sparing.
const COARSEST_SCAN: f64 = 140.0;
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
        Size::Reading => match scan_scale(page, (width, height)) {
            Some(scale) => scale.min(MOST_SIDE / width.max(height)),
            None => READING_DPI / POINTS * within(width.max(height), SHEET),
        },
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
    render_into(page, &cache, &settings, &settings_of_drawing(), &mut context, transform);
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

/// Scans keep their shades between pixels.
fn settings_of_drawing() -> RenderSettings {
    RenderSettings { force_image_interpolation: true, ..RenderSettings::default() }
}

/// The pixels to a point of the picture that covers most of a page: of the scan, if the page is one.
fn scan_scale(page: &Page<'_>, (width, height): (f64, f64)) -> Option<f64> {
    let (cache, settings) = (InterpreterCache::new(), InterpreterSettings::default());
    let area = Rect::new(0.0, 0.0, width, height);
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, area, &cache, page.xref(), settings);
    let mut largest = LargestPicture::default();
    interpret_page(page, &mut context, &mut largest);
    let is_scan = largest.area > SCAN_SHARE * width * height && largest.scale > COARSEST_SCAN / POINTS;
    is_scan.then_some(largest.scale)
}

/// A device that draws nothing and notes the largest picture.
#[derive(Default)]
struct LargestPicture {
    area: f64,
    scale: f64,
}

impl<'a> Device<'a> for LargestPicture {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let [a, b, c, d, _, _] = props.transform.as_coeffs();
        let (across, down) = (a.hypot(b), c.hypot(d));
        let area = across * f64::from(image.width()) * down * f64::from(image.height());
        if area > self.area && across > 0.0 && down > 0.0 {
            (self.area, self.scale) = (area, 1.0 / across.min(down));
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
