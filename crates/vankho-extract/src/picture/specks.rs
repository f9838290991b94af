//! Taking the dust of photocopies and bad scanners off a picture.

use crate::scan::Grey;

/// Darker is ink.
const INK: u8 = 128;
/// Dust is at most so many pixels that touch; the dot of `ạ` is nine at 150 dpi.
const DUST: usize = 3;

/// Makes paper of ink that stands alone.
pub(super) fn without_specks(grey: Grey) -> Grey {
    let mut dust = Dust { width: grey.width(), height: grey.height(), seen: Vec::new(), shape: Vec::new() };
    let mut pixels = grey.into_pixels();
    dust.seen.resize(pixels.len(), false);
    for start in 0..pixels.len() {
        if dust.seen[start] || pixels[start] >= INK {
            continue;
        }
        dust.follow(&pixels, start);
        if dust.shape.len() <= DUST {
            for at in &dust.shape {
                pixels[*at] = 255;
            }
        }
    }
    Grey::of_width(dust.width, pixels)
}

/// A walk over the ink of a picture.
struct Dust {
    width: usize,
    height: usize,
    seen: Vec<bool>,
    /// The pixels of the shape at hand.
    shape: Vec<usize>,
}

impl Dust {
    /// Finds the pixels that touch `start`, corners included.
    fn follow(&mut self, pixels: &[u8], start: usize) {
        self.shape.clear();
        self.shape.push(start);
        self.seen[start] = true;
        let mut next = 0;
        while let Some(at) = self.shape.get(next).copied() {
            next += 1;
            let (x, y) = (at % self.width, at / self.width);
            for near_y in y.saturating_sub(1)..(y + 2).min(self.height) {
                for near_x in x.saturating_sub(1)..(x + 2).min(self.width) {
                    let near = near_y * self.width + near_x;
                    if pixels[near] < INK && !std::mem::replace(&mut self.seen[near], true) {
                        self.shape.push(near);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::without_specks;
    use crate::scan::Grey;

    #[test]
    fn dust_goes_and_dots_stay() {
        let page = Grey::from_fn(40, 40, |x, y| {
            let is_dust = (x, y) == (5, 5) || (x, y) == (6, 6) || (x, y) == (39, 39);
            let is_dot = (20..23).contains(&x) && (20..23).contains(&y);
            if is_dust || is_dot { 10 } else { 240 }
        });
        let clean = without_specks(page);
        assert!(clean.at(5, 5) > 200 && clean.at(6, 6) > 200 && clean.at(39, 39) > 200);
        assert!((20..23).all(|x| (20..23).all(|y| clean.at(x, y) == 10)));
    }
}
