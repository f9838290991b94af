//! The part of a file that a request asks for.

/// What an answer holds at most. Bodies are whole buffers, so this bounds the memory of one request.
pub const LARGEST_PIECE: u64 = 4 << 20;

/// The bytes to answer with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The whole file, which is no larger than a piece.
    Whole,
    /// `length` bytes from `start`.
    Part {
        /// The first byte.
        start: u64,
        /// How many; at least one.
        length: u64,
    },
    /// Nothing the file has, or more than one answer may hold.
    Unsatisfiable,
}

/// Reads a `Range` header (RFC 9110, section 14.2) for a file of `total` bytes. As that section asks, a header
/// that makes no sense, or names several ranges, counts as none.
pub fn piece(header: Option<&str>, total: u64) -> Piece {
    let Some((first, last)) = header.and_then(parse) else {
        return if total <= LARGEST_PIECE { Piece::Whole } else { Piece::Unsatisfiable };
    };
    let (start, end) = match (first, last) {
        (Some(first), Some(last)) => (first, last.saturating_add(1).min(total)),
        (Some(first), None) => (first, total),
        (None, Some(suffix)) => (total.saturating_sub(suffix), total),
        (None, None) => return Piece::Unsatisfiable,
    };
    if start >= end {
        return Piece::Unsatisfiable;
    }
    Piece::Part { start, length: (end - start).min(LARGEST_PIECE) }
}

fn parse(header: &str) -> Option<(Option<u64>, Option<u64>)> {
    let (first, last) = header.strip_prefix("bytes=")?.split_once('-')?;
    let (first, last) = (offset(first)?, offset(last)?);
    let is_backwards = matches!((first, last), (Some(first), Some(last)) if last < first);
    ((first.is_some() || last.is_some()) && !is_backwards).then_some((first, last))
}

/// The outer `None`: not a number. The inner one: left out.
fn offset(digits: &str) -> Option<Option<u64>> {
    let digits = digits.trim();
    if digits.is_empty() {
        return Some(None);
    }
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| Some(digits.parse().unwrap_or(u64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, total: u64, expected: Piece) {
        assert_eq!(piece(Some(header), total), expected, "{header} of {total}");
    }

    fn part(start: u64, length: u64) -> Piece {
        Piece::Part { start, length }
    }

    #[test]
    fn answers_one_range() {
        check("bytes=0-99", 1000, part(0, 100));
        check("bytes=900-", 1000, part(900, 100));
        check("bytes=-100", 1000, part(900, 100));
        check("bytes=-5000", 1000, part(0, 1000));
        check("bytes=990-5000", 1000, part(990, 10));
    }

    #[test]
    fn refuses_what_lies_outside() {
        check("bytes=1000-1001", 1000, Piece::Unsatisfiable);
        check("bytes=-0", 1000, Piece::Unsatisfiable);
        check("bytes=0-0", 0, Piece::Unsatisfiable);
        check("bytes=99999999999999999999-", 1000, Piece::Unsatisfiable);
    }

    #[test]
    fn ignores_what_makes_no_sense() {
        for header in ["bytes=5-1", "bytes=a-b", "bytes=0-1,4-5", "bytes=-", "items=0-1", "bytes=+1-2"] {
            check(header, 1000, Piece::Whole);
        }
    }

    #[test]
    fn never_gives_more_than_a_piece() {
        let total = 3 * LARGEST_PIECE;
        check("bytes=0-", total, part(0, LARGEST_PIECE));
        check("bytes=-9999999999", total, part(0, LARGEST_PIECE));
        assert_eq!(piece(None, total), Piece::Unsatisfiable, "a large file is given only in pieces");
        assert_eq!(piece(None, LARGEST_PIECE), Piece::Whole);
    }
}
