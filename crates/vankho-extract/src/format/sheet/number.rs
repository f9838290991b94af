//! Numbers as a Vietnamese reader sees them in a cell: dates day first, a comma before decimals.

use time::Date;

/// Decimals of numbers whose format sets none.
const MOST_DECIMALS: usize = 10;
/// Digits that a number is filled up to at most.
const MOST_DIGITS: usize = 30;
/// Beyond this a number has no decimals to show.
const LARGE: f64 = 1e15;
const SECONDS: f64 = 86_400.0;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    General,
    /// With this many decimals.
    Fixed(usize),
    /// Filled up with zeros to this many digits, as numbers of cards are.
    Padded(usize),
    Percent(usize),
    Date,
    Time,
    DateTime,
}

impl Kind {
    /// What one of the formats that files only number means (ECMA-376 part 1, 18.8.30).
    pub(super) fn of_number(number: u32) -> Self {
        match number {
            1 | 3 | 37 | 38 | 41 | 42 => Self::Fixed(0),
            2 | 4 | 39 | 40 | 43 | 44 => Self::Fixed(2),
            9 => Self::Percent(0),
            10 => Self::Percent(2),
            14..=17 | 27..=31 | 34..=36 | 50..=54 | 57 | 58 => Self::Date,
            18..=21 | 32 | 33 | 45..=47 | 55 | 56 => Self::Time,
            22 => Self::DateTime,
            _ => Self::General,
        }
    }

    /// What a format written out means: of its first section, what is neither quoted nor in brackets.
    pub(super) fn of_code(code: &str) -> Self {
        let code = bare(code);
        let has = |letters: &[char]| code.contains(letters);
        let decimals = || {
            let fraction = code.split_once('.').map_or("", |(_, fraction)| fraction);
            fraction.chars().take_while(|c| matches!(c, '0' | '#' | '?')).count().min(MOST_DECIMALS)
        };
        let is_zeros = code.len() > 1 && code.bytes().all(|byte| byte == b'0');
        if is_zeros {
            Self::Padded(code.len().min(MOST_DIGITS))
        } else if code.contains("general") || code.contains('@') {
            Self::General
        } else if has(&['y', 'd']) {
            if has(&['h', 's']) { Self::DateTime } else { Self::Date }
        } else if has(&['h', 's']) {
            Self::Time
        } else if has(&['m']) {
            Self::Date
        } else if has(&['%']) {
            Self::Percent(decimals())
        } else if has(&['0', '#']) && !has(&['e', '/']) {
            Self::Fixed(decimals())
        } else {
            Self::General
        }
    }
}

/// The first section of a format in small letters, without what it would print as it is.
fn bare(code: &str) -> String {
    let (mut out, mut chars) = (String::new(), code.chars());
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // Hours, minutes or seconds that go on beyond a day.
                if matches!(
                    inside.to_ascii_lowercase().trim_matches('0'),
                    "h" | "hh" | "m" | "mm" | "s" | "ss"
                ) {
                    out.push('h');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A number as its cell shows it. `since_1904` counts days from 1904 on, as old Macintosh files do.
pub(super) fn shown(value: f64, kind: Kind, since_1904: bool) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let date = || date(value, since_1904);
    match kind {
        Kind::General => decimal(value, MOST_DECIMALS, true),
        Kind::Fixed(decimals) => decimal(value, decimals, false),
        Kind::Padded(digits) => format!("{:0>digits$}", decimal(value, 0, false)),
        Kind::Percent(decimals) => format!("{}%", decimal(value * 100.0, decimals, false)),
        Kind::Date => date().unwrap_or_else(|| decimal(value, MOST_DECIMALS, true)),
        Kind::Time => clock(value),
        Kind::DateTime => match date() {
            Some(date) if value.fract() != 0.0 => format!("{date} {}", clock(value)),
            Some(date) => date,
            None => decimal(value, MOST_DECIMALS, true),
        },
    }
}

fn decimal(value: f64, decimals: usize, is_trimmed: bool) -> String {
    if value.abs() >= LARGE {
        return format!("{value:e}");
    }
    let mut text = format!("{value:.decimals$}");
    if is_trimmed && text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text.trim_matches(['-', '0', '.']).is_empty() {
        text = text.trim_start_matches('-').to_owned();
    }
    text.replace('.', ",")
}

/// The day of a serial number, which counts a 29th of February 1900 that never was.
#[allow(clippy::cast_possible_truncation)] // checked to be in range
fn date(value: f64, since_1904: bool) -> Option<String> {
    /// Julian days of the days before the first.
    const BEFORE_1900: i32 = 2_415_019;
    const BEFORE_1904: i32 = 2_416_481;
    let first = if since_1904 { 0.0 } else { 1.0 };
    if !(first..2_958_466.0).contains(&value) {
        return None;
    }
    let days = value.floor() as i32;
    let before = match since_1904 {
        true => BEFORE_1904,
        false if days < 60 => BEFORE_1900 + 1,
        false => BEFORE_1900,
    };
    let date = Date::from_julian_day(before + days).ok()?;
    Some(format!("{:02}/{:02}/{:04}", date.day(), u8::from(date.month()), date.year()))
}

#[allow(clippy::cast_possible_truncation)] // less than a day
fn clock(value: f64) -> String {
    let seconds = (value.rem_euclid(1.0) * SECONDS).round() as i64;
    let (hours, minutes, seconds) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    if seconds == 0 {
        format!("{hours:02}:{minutes:02}")
    } else {
        format!("{hours:02}:{minutes:02}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, shown};

    #[test]
    fn formats_tell_dates_from_numbers() {
        let check = |code, kind| assert_eq!(Kind::of_code(code), kind, "{code}");
        check("General", Kind::General);
        check("dd/mm/yyyy;@", Kind::Date);
        check("[$-42A]d \"tháng\" m yyyy", Kind::Date);
        check("mmm-yy", Kind::Date);
        check("yyyy-mm-dd hh:mm", Kind::DateTime);
        check("[h]:mm:ss", Kind::Time);
        check("#,##0.00_);[Red](#,##0.00)", Kind::Fixed(2));
        check("_(* #,##0_);_(* \"-\"_)", Kind::Fixed(0));
        check("0.0%", Kind::Percent(1));
        check("\"đồng\" 0", Kind::Fixed(0));
        check("@", Kind::General);
        check("0.00E+00", Kind::General);
        check("000000", Kind::Padded(6));
        check("[", Kind::General);
    }

    #[test]
    fn numbers_are_shown_as_read() {
        let check =
            |value, kind, expected| assert_eq!(shown(value, kind, false), expected, "{value} {kind:?}");
        check(137.0, Kind::General, "137");
        check(0.1 + 0.2, Kind::General, "0,3");
        check(-0.000_000_000_01, Kind::General, "0");
        check(1234.5, Kind::Fixed(0), "1234");
        check(1234.567, Kind::Fixed(2), "1234,57");
        check(137.0, Kind::Padded(6), "000137");
        check(0.125, Kind::Percent(1), "12,5%");
        check(29619.0, Kind::Date, "02/02/1981");
        check(1.0, Kind::Date, "01/01/1900");
        check(61.0, Kind::Date, "01/03/1900");
        check(43_661.354_166_666_7, Kind::DateTime, "15/07/2019 08:30");
        check(0.5, Kind::Time, "12:00");
        check(-3.0, Kind::Date, "-3");
        check(1e300, Kind::Date, "1e300");
        check(f64::NAN, Kind::General, "");
        assert_eq!(shown(0.0, Kind::Date, true), "01/01/1904");
    }
}
