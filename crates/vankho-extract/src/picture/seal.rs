//! Lifting red seals off the text they were pressed on.
//!
//! Seen through red glass, red ink is as light as paper while black ink stays black: inside a seal only the red
//! of each pixel is looked at. Red words elsewhere (printed letterheads, stamps with a date) stay as dark as they
//! are, since a seal is told by its size.

use image::RgbImage;

use crate::scan::Grey;

/// Seals are looked for on a grid of cells of about half a millimetre on A4.
const CELLS_ACROSS: usize = 420;
/// Seals are 36 mm across; small ones, and halves of one cut by a line of text, are less. In cells.
const SEAL_CELLS: (usize, usize) = (24, 110);
/// Cells so near each other are one shape: seals are worn, and crossed by text.
const REACH: usize = 3;

/// The picture in grey, with red made paper where a seal lies.
pub(crate) fn without_seals(picture: &RgbImage) -> Grey {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let seals = seals(picture);
    let bytes = picture.as_raw();
    Grey::from_fn(width, height, |x, y| {
        let at = (y * width + x) * 3;
        let Some(&[red, green, blue]) = bytes.get(at..at + 3).and_then(|p| p.first_chunk()) else {
            return 255;
        };
        if is_red(red, green, blue) && seals.iter().any(|seal| seal.holds(x, y)) {
            // Red ink is at best as bright as the paper's shade: lift it the rest of the way.
            return red.saturating_add((255 - red) / 2);
        }
        luma([red, green, blue])
    })
}

/// ITU-R BT.601, in 1/256.
fn luma([red, green, blue]: [u8; 3]) -> u8 {
    ((77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue)) >> 8) as u8
}

fn is_red(red: u8, green: u8, blue: u8) -> bool {
    let other = green.max(blue);
    red > 100 && red.saturating_sub(other) > 35
}

/// Columns and rows of pixels, ends excluded.
#[derive(Clone, Copy)]
struct Seal {
    x: (usize, usize),
    y: (usize, usize),
}

impl Seal {
    fn holds(&self, x: usize, y: usize) -> bool {
        (self.x.0..self.x.1).contains(&x) && (self.y.0..self.y.1).contains(&y)
    }
}

/// Finds connected red shapes of a seal's size.
fn seals(picture: &RgbImage) -> Vec<Seal> {
    let cell = (picture.width() as usize / CELLS_ACROSS).max(1);
    let (columns, rows) = (picture.width() as usize / cell, picture.height() as usize / cell);
    let mut red = red_cells(picture, cell, columns, rows);
    let mut found = Vec::new();
    for start in 0..red.len() {
        let Some((x, y)) = connected(&mut red, columns, start) else { continue };
        let size = (x.1 - x.0 + 1, y.1 - y.0 + 1);
        let fits = |cells: usize| (SEAL_CELLS.0..=SEAL_CELLS.1).contains(&cells);
        if fits(size.0) && fits(size.1) && size.0 < size.1 * 3 && size.1 < size.0 * 3 {
            let pixels = |(from, to): (usize, usize)| (from.saturating_sub(2) * cell, (to + 3) * cell);
            found.push(Seal { x: pixels(x), y: pixels(y) });
        }
    }
    found
}

fn red_cells(picture: &RgbImage, cell: usize, columns: usize, rows: usize) -> Vec<bool> {
    let (width, bytes) = (picture.width() as usize, picture.as_raw());
    let is_red_at = |x: usize, y: usize| {
        let at = (y * width + x) * 3;
        bytes.get(at..at + 3).is_some_and(|pixel| is_red(pixel[0], pixel[1], pixel[2]))
    };
    let mut cells = Vec::with_capacity(columns * rows);
    for row in 0..rows {
        cells.extend((0..columns).map(|column| {
            let reds =
                (0..cell * cell).filter(|i| is_red_at(column * cell + i % cell, row * cell + i / cell));
            reds.take(cell).count() == cell
        }));
    }
    cells
}

type Ends = (usize, usize);

/// Clears the shape that holds cell `start` and gives its first and last column and row.
fn connected(cells: &mut [bool], columns: usize, start: usize) -> Option<(Ends, Ends)> {
    if !std::mem::take(cells.get_mut(start)?) {
        return None;
    }
    let (mut x, mut y) = ((usize::MAX, 0), (usize::MAX, 0));
    let mut open = vec![start];
    while let Some(at) = open.pop() {
        let (column, row) = (at % columns, at / columns);
        x = (x.0.min(column), x.1.max(column));
        y = (y.0.min(row), y.1.max(row));
        for near_row in row.saturating_sub(REACH)..=row + REACH {
            for near_column in column.saturating_sub(REACH)..=(column + REACH).min(columns - 1) {
                let near = near_row * columns + near_column;
                if cells.get_mut(near).is_some_and(std::mem::take) {
                    open.push(near);
                }
            }
        }
    }
    Some((x, y))
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::without_seals;

    const RED: Rgb<u8> = Rgb([210, 40, 50]);

    #[test]
    fn a_seal_goes_and_the_text_under_it_stays() {
        let mut page = RgbImage::from_pixel(840, 1188, Rgb([255, 255, 255]));
        for (x, y, pixel) in page.enumerate_pixels_mut() {
            let from_middle = f64::from(x as i32 - 500).hypot(f64::from(y as i32 - 800));
            if (62.0..70.0).contains(&from_middle) {
                *pixel = RED;
            }
            if (795..805).contains(&y) && (400..600).contains(&x) {
                *pixel = Rgb([30, 25, 30]);
            }
        }
        let grey = without_seals(&page);
        assert!(grey.at(500, 734) > 220, "the ring is paper");
        assert!(grey.at(434, 800) < 60 && grey.at(500, 800) < 60, "the text is ink");
    }

    #[test]
    fn red_words_stay() {
        let mut page = RgbImage::from_pixel(840, 1188, Rgb([255, 255, 255]));
        for x in 100..500 {
            for y in 100..116 {
                page.put_pixel(x, y, RED);
            }
        }
        assert!(without_seals(&page).at(200, 108) < 130);
    }
}
