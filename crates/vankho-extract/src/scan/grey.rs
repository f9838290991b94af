//! A grey picture: one byte a pixel, rows from the top.

/// Pixels from 0 (ink) to 255 (paper).
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Grey {
    width: usize,
    pixels: Vec<u8>,
}

impl Grey {
    /// `None` unless there are whole rows and at least one pixel.
    pub(crate) fn new(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let width = width as usize;
        let fits = width > 0 && height > 0 && width.checked_mul(height as usize) == Some(pixels.len());
        fits.then_some(Self { width, pixels })
    }

    /// Whole rows of `width` pixels.
    pub(crate) fn of_width(width: usize, pixels: Vec<u8>) -> Self {
        debug_assert!(width > 0 && !pixels.is_empty() && pixels.len().is_multiple_of(width));
        Self { width, pixels }
    }

    /// Computes every pixel from its column and row.
    pub(crate) fn from_fn(width: usize, height: usize, mut at: impl FnMut(usize, usize) -> u8) -> Self {
        let (width, height) = (width.max(1), height.max(1));
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            pixels.extend((0..width).map(|x| at(x, y)));
        }
        Self { width, pixels }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    pub(crate) fn into_pixels(self) -> Vec<u8> {
        self.pixels
    }

    /// Half as wide and high, each pixel the mean of four.
    pub(crate) fn halved(&self) -> Self {
        Self::from_fn(self.width / 2, self.height() / 2, |x, y| {
            let four = [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(dx, dy)| self.at(2 * x + dx, 2 * y + dy));
            (four.iter().map(|pixel| u16::from(*pixel)).sum::<u16>() / 4) as u8
        })
    }

    /// The pixel there, or paper outside.
    pub(crate) fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width { self.pixels.get(y * self.width + x).copied().unwrap_or(255) } else { 255 }
    }

    /// The pixel at a place between pixels, mixed of the four around it.
    pub(crate) fn between(&self, x: f32, y: f32) -> u8 {
        let (x, y) = (x.max(0.0), y.max(0.0));
        let (left, top) = (x as usize, y as usize);
        let (right, down) = (x - left as f32, y - top as f32);
        let mix = |a: u8, b: u8, share: f32| f32::from(a) * (1.0 - share) + f32::from(b) * share;
        let upper = mix(self.at(left, top), self.at(left + 1, top), right);
        let lower = mix(self.at(left, top + 1), self.at(left + 1, top + 1), right);
        (upper * (1.0 - down) + lower * down).round() as u8
    }

    /// The same picture, its longer side so many pixels.
    pub(crate) fn enlarged(&self, side: usize) -> Self {
        let scale = self.width.max(self.height()) as f32 / side as f32;
        let (width, height) = (self.width as f32 / scale, self.height() as f32 / scale);
        Self::from_fn(width.round() as usize, height.round() as usize, |x, y| {
            self.between((x as f32 + 0.5) * scale - 0.5, (y as f32 + 0.5) * scale - 0.5)
        })
    }

    /// As a file that recognition reads: PGM (netpbm, `P5`).
    pub(crate) fn to_pgm(&self) -> Vec<u8> {
        let mut file = format!("P5\n{} {}\n255\n", self.width, self.height()).into_bytes();
        file.extend_from_slice(&self.pixels);
        file
    }
}
