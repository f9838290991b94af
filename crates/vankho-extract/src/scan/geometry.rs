//! From places on the picture that was read back to places on the page.

use serde::{Deserialize, Serialize};

use super::Grey;

/// Quarter turns, clockwise, that set a picture upright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Quarter {
    #[default]
    None,
    Right,
    Half,
    Left,
}

impl Quarter {
    /// Turns a picture.
    pub(crate) fn turn(self, grey: &Grey) -> Grey {
        let (width, height) = (grey.width(), grey.height());
        match self {
            Self::None => grey.clone(),
            Self::Right => Grey::from_fn(height, width, |x, y| grey.at(y, height - 1 - x)),
            Self::Half => Grey::from_fn(width, height, |x, y| grey.at(width - 1 - x, height - 1 - y)),
            Self::Left => Grey::from_fn(height, width, |x, y| grey.at(width - 1 - y, x)),
        }
    }
}

/// A box in pixels, edges between pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
}

/// How the picture that was read lies on the page: the page was rotated by `angle` about its middle, then turned.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Geometry {
    width: f32,
    height: f32,
    /// Radians; positive if the page's lines fall to the right.
    angle: f32,
    #[serde(skip)]
    quarter: Quarter,
}

impl Geometry {
    /// Of a page of so many pixels, levelled by `angle`.
    pub(crate) fn new(width: usize, height: usize, angle: f32) -> Self {
        Self { width: width as f32, height: height as f32, angle, quarter: Quarter::None }
    }

    /// The same page, turned after it was levelled.
    pub(crate) fn turned(self, quarter: Quarter) -> Self {
        Self { quarter, ..self }
    }

    /// The box on the page around a box of the picture: left, top, right, bottom in ten-thousandths.
    pub(crate) fn on_page(&self, area: Area) -> [u16; 4] {
        let corners = [
            (area.left, area.top),
            (area.right, area.top),
            (area.left, area.bottom),
            (area.right, area.bottom),
        ]
        .map(|(x, y)| self.point(x, y));
        let part = |value: f32, whole: f32| (value / whole * 10_000.0).round().clamp(0.0, 10_000.0) as u16;
        let least = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::INFINITY, f32::min);
        let most = |of: fn(&(f32, f32)) -> f32| corners.iter().map(of).fold(f32::NEG_INFINITY, f32::max);
        [
            part(least(|corner| corner.0), self.width),
            part(least(|corner| corner.1), self.height),
            part(most(|corner| corner.0), self.width),
            part(most(|corner| corner.1), self.height),
        ]
    }

    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = match self.quarter {
            Quarter::None => (x, y),
            Quarter::Right => (y, self.height - x),
            Quarter::Half => (self.width - x, self.height - y),
            Quarter::Left => (self.width - y, x),
        };
        source((x, y), (self.width / 2.0, self.height / 2.0), self.angle)
    }
}

/// Where a point of the level picture lies on the leaning one.
pub(crate) fn source((x, y): (f32, f32), middle: (f32, f32), angle: f32) -> (f32, f32) {
    let (sin, cos) = angle.sin_cos();
    let (x, y) = (x - middle.0, y - middle.1);
    (middle.0 + x * cos - y * sin, middle.1 + x * sin + y * cos)
}

#[cfg(test)]
mod tests {
    use super::{Area, Geometry, Quarter};
    use crate::picture::skew;
    use crate::scan::Grey;

    /// A page with one dark spot, and where the spot is in ten-thousandths.
    fn spot() -> (Grey, [f32; 2]) {
        let grey =
            Grey::from_fn(
                400,
                600,
                |x, y| {
                    if (300..310).contains(&x) && (100..110).contains(&y) { 0 } else { 255 }
                },
            );
        (grey, [305.0 / 400.0, 105.0 / 600.0])
    }

    fn found(grey: &Grey) -> Area {
        let mut area = Area { left: f32::INFINITY, top: f32::INFINITY, right: 0.0, bottom: 0.0 };
        for y in 0..grey.height() {
            for x in (0..grey.width()).filter(|x| grey.at(*x, y) < 128) {
                area.left = area.left.min(x as f32);
                area.top = area.top.min(y as f32);
                area.right = area.right.max(x as f32 + 1.0);
                area.bottom = area.bottom.max(y as f32 + 1.0);
            }
        }
        area
    }

    #[test]
    fn boxes_come_back_to_the_page() {
        for quarter in [Quarter::None, Quarter::Right, Quarter::Half, Quarter::Left] {
            for angle in [0.0_f32, 0.03, -0.05] {
                let (page, at) = spot();
                let read = quarter.turn(&skew::level(&page, angle));
                let [left, top, right, bottom] =
                    Geometry::new(400, 600, angle).turned(quarter).on_page(found(&read)).map(f32::from);
                let middle = [(left + right) / 2.0, (top + bottom) / 2.0].map(|part| part / 10_000.0);
                assert!((middle[0] - at[0]).abs() < 0.005, "{quarter:?} {angle} {middle:?}");
                assert!((middle[1] - at[1]).abs() < 0.005, "{quarter:?} {angle} {middle:?}");
            }
        }
    }

    #[test]
    fn boxes_stay_on_the_page() {
        let area = Area { left: -50.0, top: -1.0, right: 1e9, bottom: f32::NAN };
        let [left, top, right, _] = Geometry::new(400, 600, 0.02).on_page(area);
        assert!(left <= right && right <= 10_000 && top <= 10_000);
    }
}
