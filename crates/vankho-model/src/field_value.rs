//! Fields one by one, as people type and read them.

use crate::{DocumentNumber, Field, Fields, Kind, PartialDate, Secrecy, Urgency};

/// A text that a field can't hold: no date, no kind of the table, no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no value for the field {}", .0.as_str())]
pub struct InvalidValue(pub Field);

impl Fields {
    /// The values of a field as text: none if it is empty, several only for a list. A kind is its id, a date
    /// `YYYY-MM-DD`.
    #[must_use]
    pub fn values(&self, field: Field) -> Vec<String> {
        let one = |value: Option<String>| value.into_iter().collect();
        match field {
            Field::Kind => one(self.kind.map(|kind| kind.id().to_owned())),
            Field::Number => one(self.number.as_ref().map(ToString::to_string)),
            Field::IssuedOn => one(self.issued_on.map(|date| date.to_string())),
            Field::PublishedOn => one(self.published_on.map(|date| date.to_string())),
            Field::Place => one(self.place.clone()),
            Field::Issuer => one(self.issuer.clone()),
            Field::ParentBody => one(self.parent_body.clone()),
            Field::Subject => one(self.subject.clone()),
            Field::Signer => one(self.signer.clone()),
            Field::SignerPosition => one(self.signer_position.clone()),
            Field::SignerAuthority => one(self.signer_authority.clone()),
            Field::Author => one(self.author.clone()),
            Field::Addressees => self.addressees.clone(),
            Field::Recipients => self.recipients.clone(),
            Field::Secrecy => one(self.has(field).then(|| self.secrecy.as_str().to_owned())),
            Field::Urgency => one(self.has(field).then(|| self.urgency.as_str().to_owned())),
        }
    }

    /// Sets a field as a person typed it; nothing but blanks empties it. Reads what [`Fields::values`] gives, and
    /// also a kind's name and a date as `dd/MM/yyyy`. Texts are repaired (`vankho_text::repair`).
    ///
    /// # Errors
    /// If the field can't hold it; it stays as it was then.
    pub fn set_values(&mut self, field: Field, values: &[String]) -> Result<(), InvalidValue> {
        let clean =
            |text: &String| vankho_text::repair(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut values: Vec<String> = values.iter().map(clean).filter(|text| !text.is_empty()).collect();
        if let Field::Addressees | Field::Recipients = field {
            *(if field == Field::Addressees { &mut self.addressees } else { &mut self.recipients }) = values;
            return Ok(());
        }
        let value = values.pop().filter(|_| values.is_empty());
        if value.is_none() && !values.is_empty() {
            return Err(InvalidValue(field));
        }
        let invalid = || InvalidValue(field);
        let text = value.as_deref();
        match field {
            Field::Kind => {
                let kind =
                    |text| Kind::from_id(text).ok().or_else(|| Kind::from_name(text)).ok_or_else(invalid);
                self.kind = text.map(kind).transpose()?;
            }
            Field::Number => {
                let number = |text| DocumentNumber::as_written(text).ok_or_else(invalid);
                self.number = text.map(number).transpose()?;
            }
            Field::IssuedOn => {
                self.issued_on = text.map(|text| date(text).ok_or_else(invalid)).transpose()?;
            }
            Field::PublishedOn => {
                self.published_on = text.map(|text| date(text).ok_or_else(invalid)).transpose()?;
            }
            Field::Place => self.place = value,
            Field::Issuer => self.issuer = value,
            Field::ParentBody => self.parent_body = value,
            Field::Subject => self.subject = value,
            Field::Signer => self.signer = value,
            Field::SignerPosition => self.signer_position = value,
            Field::SignerAuthority => self.signer_authority = value,
            Field::Author => self.author = value,
            Field::Secrecy => {
                let level = |text| Secrecy::from_code(text).ok_or_else(invalid);
                self.secrecy = text.map(level).transpose()?.unwrap_or_default();
            }
            Field::Urgency => {
                let level = |text| Urgency::from_code(text).ok_or_else(invalid);
                self.urgency = text.map(level).transpose()?.unwrap_or_default();
            }
            Field::Addressees | Field::Recipients => {}
        }
        Ok(())
    }
}

/// Reads `YYYY[-MM[-DD]]`, `dd/MM/yyyy`, `MM/yyyy`.
fn date(text: &str) -> Option<PartialDate> {
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let number = |text: &str| text.parse::<u16>().ok();
    let small = |text: &str| text.parse::<u8>().ok();
    match parts[..] {
        [day, month, year] if year.len() == 4 => PartialDate::new(number(year)?, small(month)?, small(day)?),
        [month, year] if year.len() == 4 => PartialDate::new(number(year)?, small(month)?, 0),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Field, Fields};

    fn set(field: Field, text: &str) -> Result<Vec<String>, super::InvalidValue> {
        let mut fields = Fields::default();
        fields.set_values(field, &[text.to_owned()])?;
        Ok(fields.values(field))
    }

    #[test]
    fn what_people_type_is_read() {
        let check = |field, text: &str, expected: &str| {
            assert_eq!(set(field, text).unwrap_or_default(), [expected], "{text}");
        };
        check(Field::Kind, "nghi quyet", "nghi_quyet");
        check(Field::Kind, "Kế hoạch", "ke_hoach");
        check(Field::Number, " 04 - NQ/TU", "04-NQ/TU");
        check(Field::IssuedOn, "1/7/2016", "2016-07-01");
        check(Field::IssuedOn, "7/2016", "2016-07");
        check(Field::IssuedOn, "2016", "2016");
        check(Field::Issuer, "  Tỉnh  ủy\u{A0}Ninh Thuận ", "Tỉnh ủy Ninh Thuận");
        check(Field::Secrecy, "mat", "mat");
    }

    #[test]
    fn what_a_field_cannot_hold_changes_nothing() {
        for (field, text) in [
            (Field::Kind, "thư tình"),
            (Field::IssuedOn, "32/1/2016"),
            (Field::IssuedOn, "hôm qua"),
            (Field::Number, "không số"),
            (Field::Secrecy, "rất mật"),
        ] {
            assert!(set(field, text).is_err(), "{text}");
        }
        let mut fields = Fields { issuer: Some("Tỉnh ủy".into()), ..Fields::default() };
        assert!(fields.set_values(Field::Issuer, &["a".into(), "b".into()]).is_err());
        assert_eq!(fields.issuer.as_deref(), Some("Tỉnh ủy"));
    }

    #[test]
    fn every_field_gives_back_what_was_set() {
        for field in Field::ALL {
            let text = match field {
                Field::Kind => "chi_thi",
                Field::Number => "04-NQ/TU",
                Field::IssuedOn | Field::PublishedOn => "2016-07-01",
                Field::Secrecy => "toi_mat",
                Field::Urgency => "hoa_toc",
                _ => "Một điều",
            };
            assert_eq!(set(field, text), Ok(vec![text.to_owned()]));
            assert_eq!(set(field, " "), Ok(Vec::new()), "blank empties it");
        }
    }
}
