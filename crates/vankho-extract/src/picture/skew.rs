//! Finding how far the lines of a scan lean, and making them level.
//!
//! The angle is the one at which rows of ink stand out most from the gaps between them (W. Postl, "Detection of
//! linear oblique structures and skew scan in digitized documents", ICPR 1986).

use crate::scan::Grey;
use crate::scan::source;

/// Scans lean less than this, in radians (5°): what leans more was laid that way.
const MOST: f32 = 0.0873;
/// Below this the recogniser levels lines well enough by itself (0.15°).
const LEAST: f32 = 0.0026;
/// The angle is measured on a picture about so many pixels wide.
const MEASURED_WIDTH: usize = 800;

/// The angle of the lines in radians, positive if they fall to the right; 0 if they are level or none stand out.
pub(crate) fn estimate(grey: &Grey) -> f32 {
    let points = ink(grey);
    if points.len() < 200 {
        return 0.0;
    }
    let best = |middle: f32, reach: f32, steps: i32| {
        let angles = (-steps..=steps).map(|step| middle + reach * step as f32 / steps as f32);
        let scored = angles.map(|angle| (contrast(&points, angle), angle));
        scored.fold((0.0_f64, 0.0_f32), |best, next| if next.0 > best.0 { next } else { best })
    };
    let coarse = best(0.0, MOST, 25);
    let (score, angle) = best(coarse.1, MOST / 25.0, 8);
    let stands_out = score > contrast(&points, 0.0) * 1.02;
    if stands_out && angle.abs() >= LEAST { angle } else { 0.0 }
}

/// The middle of each cell that holds ink, in cells.
fn ink(grey: &Grey) -> Vec<(f32, f32)> {
    let cell = (grey.width() / MEASURED_WIDTH).max(1);
    let (columns, rows) = (grey.width() / cell, grey.height() / cell);
    // The outer twentieth is the scanner's lid and the edge of the paper.
    let (margin_x, margin_y) = (columns / 20, rows / 20);
    let mut points = Vec::new();
    for row in margin_y..rows - margin_y {
        for column in margin_x..columns - margin_x {
            let dark = (0..cell).any(|y| (0..cell).any(|x| grey.at(column * cell + x, row * cell + y) < 110));
            if dark {
                points.push((column as f32, row as f32));
            }
        }
    }
    points
}

/// How much the rows at this angle differ from their neighbours: the sum of squared differences.
fn contrast(points: &[(f32, f32)], angle: f32) -> f64 {
    let slope = angle.tan();
    let height = |&(x, y): &(f32, f32)| y - x * slope;
    let lowest = points.iter().map(height).fold(f32::INFINITY, f32::min);
    let mut rows: Vec<u32> = Vec::new();
    for point in points {
        let row = (height(point) - lowest) as usize;
        if row >= rows.len() {
            rows.resize(row + 1, 0);
        }
        rows[row] += 1;
    }
    rows.windows(2).map(|pair| (f64::from(pair[0]) - f64::from(pair[1])).powi(2)).sum()
}

/// Rotates a picture about its middle so that lines leaning by `angle` become level.
pub(crate) fn level(grey: &Grey, angle: f32) -> Grey {
    let middle = (grey.width() as f32 / 2.0, grey.height() as f32 / 2.0);
    let (width, height) = (grey.width() as f32, grey.height() as f32);
    Grey::from_fn(grey.width(), grey.height(), |x, y| {
        let (x, y) = source((x as f32 + 0.5, y as f32 + 0.5), middle, angle);
        let inside = x >= 0.0 && y >= 0.0 && x < width && y < height;
        if inside { grey.between(x - 0.5, y - 0.5) } else { 255 }
    })
}

#[cfg(test)]
mod tests {
    use super::{estimate, level};
    use crate::scan::Grey;

    /// Dashed lines, as words make them.
    fn lines() -> Grey {
        Grey::from_fn(1600, 2000, |x, y| {
            let inside = (200..1400).contains(&x) && (200..1800).contains(&y);
            if inside && y % 40 < 14 && x % 60 < 45 { 20 } else { 250 }
        })
    }

    #[test]
    fn lines_that_lean_are_made_level() {
        assert_eq!(estimate(&lines()), 0.0);
        for angle in [0.01_f32, -0.035, 0.06] {
            let leaning = level(&lines(), -angle);
            let found = estimate(&leaning);
            assert!((found - angle).abs() < 0.002, "{angle} was taken for {found}");
            assert!(estimate(&level(&leaning, found)).abs() < 0.003);
        }
    }

    #[test]
    fn a_page_without_lines_is_left_alone() {
        assert_eq!(estimate(&Grey::from_fn(900, 900, |_, _| 255)), 0.0);
        assert_eq!(estimate(&Grey::from_fn(1, 1, |_, _| 0)), 0.0);
        assert_eq!(estimate(&Grey::from_fn(3, 20_000, |_, _| 0)), 0.0);
    }
}
