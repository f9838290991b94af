//! Whether what is given with a confidence is right as often as that says.

/// The lower bounds of the bins.
const BINS: [f32; 6] = [0.95, 0.9, 0.8, 0.7, 0.5, 0.0];
/// The share that must be right in the first bin.
const SURE: f64 = 0.99;

/// How many values were given in each bin of confidence, and how many of them are right.
#[derive(Debug, Default)]
pub struct Reliability {
    bins: [(u32, u32); BINS.len()],
}

impl Reliability {
    /// Counts a value.
    pub fn count(&mut self, confidence: f32, is_right: bool) {
        let bin = BINS.iter().position(|low| confidence >= *low).unwrap_or(BINS.len() - 1);
        self.bins[bin].0 += 1;
        self.bins[bin].1 += u32::from(is_right);
    }

    /// Prints the table.
    ///
    /// # Panics
    /// If what is given as sure is not.
    pub fn print_and_hold(&self, what: &str) {
        println!("{what}: confidence from, values, share right");
        let share = |(given, right): (u32, u32)| f64::from(right) / f64::from(given.max(1));
        for (low, bin) in BINS.iter().zip(self.bins).filter(|(_, bin)| bin.0 > 0) {
            println!("  {low:.2} {:6} {:.4}", bin.0, share(bin));
        }
        let sure = self.bins[0];
        assert!(sure.0 == 0 || share(sure) >= SURE, "{what} given as sure are right in {:.4}", share(sure));
    }
}
