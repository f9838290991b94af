//! Fonts that tell the encoding of the text set in them (handbook §7.5).

/// What a font's name says about the encoding of text set in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FontHint {
    /// Nothing.
    #[default]
    Unknown,
    /// `.VnTime` and its like: TCVN3.
    Tcvn3,
    /// `.VnTimeH` and its like: TCVN3 whose small letters are drawn as capitals.
    Tcvn3Capitals,
    /// `VNI-Times` and its like.
    Vni,
}

impl FontHint {
    /// Reads the name of a font, with or without a PDF's subset tag (`ABCDEF+`) and style (`,Bold`).
    #[must_use]
    pub fn of_font(name: &str) -> Self {
        let name = name.rsplit('+').next().unwrap_or(name).trim();
        let family = name.split([',', '-']).next().unwrap_or(name).trim_end();
        let starts_with =
            |start: &str| name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        if starts_with("VNI-") {
            Self::Vni
        } else if !starts_with(".Vn") {
            Self::Unknown
        } else if family.ends_with('H') {
            Self::Tcvn3Capitals
        } else {
            Self::Tcvn3
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FontHint;

    #[test]
    fn fonts_tell_their_encoding() {
        let check = |name, expected| assert_eq!(FontHint::of_font(name), expected, "{name}");
        check(".VnTime", FontHint::Tcvn3);
        check("ABCDEF+.VnTimeH,Bold", FontHint::Tcvn3Capitals);
        check(".VnArialH", FontHint::Tcvn3Capitals);
        check("VNI-Times", FontHint::Vni);
        check("Times New Roman", FontHint::Unknown);
        check("", FontHint::Unknown);
    }
}
