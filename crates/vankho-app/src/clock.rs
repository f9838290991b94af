//! The time, passed in so that tests can fix it.

use time::OffsetDateTime;
use time::macros::format_description;

/// Tells the time in UTC.
#[derive(Clone, Copy, Debug)]
pub struct Clock(fn() -> OffsetDateTime);

impl Clock {
    /// The computer's clock.
    #[must_use]
    pub fn system() -> Self {
        Self(OffsetDateTime::now_utc)
    }

    /// A clock that tests set.
    #[must_use]
    pub fn from_fn(now: fn() -> OffsetDateTime) -> Self {
        Self(now)
    }

    /// The time as the catalogue writes it: `YYYY-MM-DDThh:mm:ssZ`.
    #[must_use]
    pub fn now(self) -> String {
        let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
        (self.0)().format(format).expect("every time has these parts")
    }
}
