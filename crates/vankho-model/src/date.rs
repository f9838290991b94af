//! A date as papers give it: to the day, the month or only the year.

use std::fmt;
use std::str::FromStr;

/// A calendar date known to the year, the month or the day. Orders unknown parts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: u16,
    month: u8,
    day: u8,
}

impl PartialDate {
    /// Makes a date if it exists in the calendar: year 1800–2199, `month` and `day` from 1, 0 for unknown.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1800..2200).contains(&year)
            && month <= 12
            && if month == 0 { day == 0 } else { day <= days_in(year, month) };
        exists.then_some(Self { year, month, day })
    }

    /// The year, four digits.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month from 1 to 12, if known.
    #[must_use]
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day from 1, if known.
    #[must_use]
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The date as the integer `YYYYMMDD`, zeros for unknown parts: sorts as the date does.
    #[must_use]
    pub fn as_sort_key(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month) * 100 + u32::from(self.day)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Writes `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

/// Reads what `Display` writes; `None` is any other text.
impl FromStr for PartialDate {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split('-').map(|part| {
            let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
            if digits { part.parse::<u16>().map_err(|_| ()) } else { Err(()) }
        });
        let year = parts.next().ok_or(())??;
        let small = |part: Option<Result<u16, ()>>| match part {
            None => Ok(0),
            Some(value) => u8::try_from(value?).ok().filter(|v| *v > 0).ok_or(()),
        };
        let (month, day) = (small(parts.next())?, small(parts.next())?);
        if parts.next().is_some() {
            return Err(());
        }
        Self::new(year, month, day).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn reads_and_writes_each_precision() {
        for text in ["2016", "2016-07", "2016-07-01", "2024-02-29"] {
            assert_eq!(text.parse::<PartialDate>().map(|d| d.to_string()), Ok(text.into()));
        }
        for text in ["", "16", "2016-13", "2016-02-30", "2023-02-29", "2016-00-01", "2016-7-1-1", "2016-xx"] {
            assert_eq!(text.parse::<PartialDate>(), Err(()), "{text} is no date");
        }
    }

    #[test]
    fn orders_by_time() {
        let date = |text: &str| text.parse::<PartialDate>().expect("a date");
        assert!(date("2015-09-22") < date("2016-07-01") && date("2016") < date("2016-01-01"));
        assert_eq!(date("2016-07-01").as_sort_key(), 20_160_701);
    }
}
