//! The time, passed in so that tests can fix it.

use time::macros::format_description;
use time::{Duration, OffsetDateTime, PrimitiveDateTime};

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
        self.days_ago(0)
    }

    /// The time so many days ago, the same way.
    #[must_use]
    pub fn days_ago(self, days: i64) -> String {
        written((self.0)() - Duration::days(days))
    }
}

fn written(time: OffsetDateTime) -> String {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
    time.format(format).expect("every time has these parts")
}

/// A time of the catalogue, so many days later; `None` if it is none.
pub(crate) fn days_after(at: &str, days: i64) -> Option<String> {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
    let time = PrimitiveDateTime::parse(at, format).ok()?.assume_utc();
    Some(written(time + Duration::days(days)))
}
