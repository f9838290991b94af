//! Parsing.

use std::ops::Range;

use vankho_model::{Filters, Kind};
use vankho_text::{fold_phrase, repair};

use super::chip::{Chip, ChipKind};
use super::field::{self, FieldName};
use super::groups::{Form, Group, MAX_WORDS};
use super::ordinals;
use super::token::{Token, tokens};
use super::{Named, Near, Query, Vocabulary};

/// The longest value of a field that is typed without quotes, in tokens.
const LONGEST_VALUE: usize = 12;
/// How many words may stand between two that are near, if the query does not say.
const NEAR: u32 = 10;

/// What stands between two groups.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Or,
    Near(u32),
}

enum Item<'t> {
    Group(Group),
    Operator(Operator),
    /// A word that may yet turn out to be the first half of a field's name.
    Word(Token<'t>),
}

/// Understands a query; `is_typing` takes a last word without a blank after it for one that is only begun.
pub(crate) fn parse(text: &str, vocabulary: &dyn Vocabulary, is_typing: bool) -> Query {
    let text = repair(text);
    let mut query = Query::default();
    let mut parser = Parser { text: &text, vocabulary, query: &mut query, items: Vec::new() };
    parser.read();
    let items = std::mem::take(&mut parser.items);
    parser.arrange(items);
    let is_begun = is_typing && text.ends_with(char::is_alphanumeric);
    if let Some(last) = query.groups.last_mut().filter(|last| is_begun && last.at.end == text.len())
        && last.single().is_some_and(|word| !word.terms.is_number())
    {
        last.form = Form::Prefix;
    }
    query.text = text;
    query
}

struct Parser<'t> {
    text: &'t str,
    vocabulary: &'t dyn Vocabulary,
    query: &'t mut Query,
    items: Vec<Item<'t>>,
}

impl<'t> Parser<'t> {
    fn read(&mut self) {
        let tokens = tokens(self.text);
        // A query in capitals says nothing by its ORs.
        let has_operators = self.text.chars().any(char::is_lowercase) || self.text.contains('"');
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if let Some(next) = self.field(&tokens, at) {
                at = next;
                continue;
            }
            at += 1;
            if token.is_quoted {
                self.quoted(token);
            } else if let Some(operator) = operator(token.text).filter(|_| has_operators && !token.is_negated)
            {
                self.items.extend(operator.map(Item::Operator));
            } else {
                self.items.push(Item::Word(token.clone()));
            }
        }
    }

    fn quoted(&mut self, token: &Token<'_>) {
        let form = Form::Phrase(token.slop);
        let Some(group) = Group::of(token.text, token.from, form, token.at.clone()) else { return };
        if token.is_negated {
            self.leave_out(token.text, group);
        } else {
            self.chip(ChipKind::Phrase, token.text.trim(), token.at.clone());
            self.items.push(Item::Group(group));
        }
    }

    fn leave_out(&mut self, words: &str, group: Group) {
        self.chip(ChipKind::Without, words.trim(), group.at.clone());
        self.query.without.push(group);
    }

    fn chip(&mut self, kind: ChipKind, value: impl Into<String>, at: Range<usize>) {
        self.query.chips.push(Chip::of(kind, value, self.text, at));
    }

    /// Reads a field that begins at a token; returns where to go on.
    fn field(&mut self, tokens: &[Token<'t>], at: usize) -> Option<usize> {
        let token = &tokens[at];
        let colon = token.text.find(':').filter(|_| !token.is_quoted)?;
        let name = &token.text[..colon];
        let mut start = token.at.start;
        let mut is_negated = token.is_negated;
        let two_words = match self.items.last() {
            // "cơ quan:" and "người ký:" are two words.
            Some(Item::Word(before)) => FieldName::parse(&format!("{} {name}", before.text))
                .map(|field| (field, before.at.start, before.is_negated)),
            _ => None,
        };
        let field = match two_words {
            Some((field, from, negated)) => {
                self.items.pop();
                (start, is_negated) = (from, negated);
                field
            }
            None => FieldName::parse(name)?,
        };
        let value_from = token.from + colon + 1;
        let mut pieces: Vec<(Range<usize>, usize)> = Vec::new();
        if value_from < token.at.end {
            pieces.push((value_from..token.at.end, token.at.end));
        }
        let following = tokens[at + 1..].iter().take(LONGEST_VALUE);
        if let (true, Some(quoted)) = (pieces.is_empty(), tokens.get(at + 1).filter(|next| next.is_quoted)) {
            pieces.push((quoted.from..quoted.from + quoted.text.len(), quoted.at.end));
        } else {
            let plain = following.take_while(|next| {
                !next.is_quoted
                    && !next.is_negated
                    && !next.text.contains(':')
                    && operator(next.text).is_none()
            });
            pieces.extend(plain.map(|next| (next.from..next.at.end, next.at.end)));
        }
        let taken = (1..=pieces.len()).rev().find_map(|len| {
            let value = &self.text[pieces[0].0.start..pieces[len - 1].0.end];
            let end = pieces[len - 1].1;
            self.value(field, value, is_negated, start..end).then_some(end)
        });
        let end = taken.unwrap_or(value_from);
        if taken.is_none() {
            // The name of the field goes, the words after it stay. "Số: 04-NQ/TU" is how papers print a number.
            if field != FieldName::Number {
                self.chip(ChipKind::AsWords, self.text[start..value_from].to_owned(), start..value_from);
            }
            if value_from < token.at.end {
                let rest = &self.text[value_from..token.at.end];
                let at = value_from..token.at.end;
                let (is_quoted, slop) = (false, 0);
                self.items.push(Item::Word(Token {
                    text: rest,
                    from: value_from,
                    at,
                    is_quoted,
                    is_negated,
                    slop,
                }));
            }
        }
        Some(at + 1 + tokens[at + 1..].iter().take_while(|next| next.at.start < end).count())
    }

    /// Takes a value in; `false` if it makes no sense for the field.
    fn value(&mut self, name: FieldName, value: &str, is_negated: bool, at: Range<usize>) -> bool {
        let filters = &mut self.query.filters;
        let (kind, shown) = match name {
            FieldName::Kind => {
                let Some(kinds) =
                    list(value, |part| Some(field::kinds(part)).filter(|kinds| !kinds.is_empty()))
                else {
                    return false;
                };
                let kinds: Vec<Kind> = kinds.into_iter().flatten().collect();
                let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
                let shown = names.join(", ");
                (if is_negated { &mut filters.without_kinds } else { &mut filters.kinds }).extend(kinds);
                (ChipKind::Kind, shown)
            }
            FieldName::Year => {
                let Some(ranges) =
                    list(value, |part| field::range(part).filter(|(from, to)| is_years(*from, *to)))
                else {
                    return false;
                };
                let years =
                    ranges.iter().flat_map(|(from, to)| *from..=*to).filter_map(|y| u16::try_from(y).ok());
                (if is_negated { &mut filters.without_years } else { &mut filters.years }).extend(years);
                let shown: Vec<String> = ranges.iter().map(|range| dashed(*range)).collect();
                (ChipKind::Year, shown.join(", "))
            }
            FieldName::Number => {
                let Some(range) = field::range(value).filter(|_| !is_negated) else { return false };
                filters.ordinals = Some(range);
                (ChipKind::Ordinals, dashed(range))
            }
            FieldName::From | FieldName::To => {
                let Some(date) = field::date(value).filter(|_| !is_negated) else { return false };
                let is_from = name == FieldName::From;
                *(if is_from { &mut filters.from } else { &mut filters.to }) = Some(date);
                (if is_from { ChipKind::From } else { ChipKind::To }, date.to_string())
            }
            FieldName::Scope => {
                let Some(in_subject) = field::is_subject(value).filter(|_| !is_negated) else { return false };
                self.query.in_subject = in_subject;
                (ChipKind::Scope, if in_subject { "subject" } else { "text" }.to_owned())
            }
            FieldName::Issuer => return self.named(Named::Issuer, value, is_negated, at),
            FieldName::Signer => return self.named(Named::Signer, value, is_negated, at),
            FieldName::Tag => return self.named(Named::Tag, value, is_negated, at),
        };
        self.chip(kind, shown, at);
        self.negate_last(is_negated);
        true
    }

    fn named(&mut self, field: Named, value: &str, is_negated: bool, at: Range<usize>) -> bool {
        let folded = fold_phrase(value);
        let values = if folded.is_empty() { Vec::new() } else { self.vocabulary.values_with(field, &folded) };
        if values.is_empty() {
            return false;
        }
        let Filters { issuers, without_issuers, signers, without_signers, tags, without_tags, .. } =
            &mut self.query.filters;
        let (kind, with, without) = match field {
            Named::Issuer => (ChipKind::Issuer, issuers, without_issuers),
            Named::Signer => (ChipKind::Signer, signers, without_signers),
            Named::Tag => (ChipKind::Tag, tags, without_tags),
        };
        let shown = match &values[..] {
            [only] => only.clone(),
            _ => value.trim().to_owned(),
        };
        (if is_negated { without } else { with }).extend(values);
        self.chip(kind, shown, at);
        self.negate_last(is_negated);
        true
    }

    fn negate_last(&mut self, is_negated: bool) {
        if let Some(chip) = self.query.chips.last_mut() {
            chip.negated = is_negated;
        }
    }

    /// Gives every word and group its place, joining those around an operator.
    fn arrange(&mut self, items: Vec<Item<'t>>) {
        let mut joined: Vec<(Group, Option<Operator>)> = Vec::new();
        for item in items {
            match item {
                Item::Group(group) => joined.push((group, None)),
                Item::Operator(operator) => {
                    if let Some((_, after)) = joined.last_mut() {
                        *after = Some(operator);
                    }
                }
                Item::Word(token) => {
                    let Some(group) = word_group(&token) else { continue };
                    if token.is_negated {
                        self.leave_out(token.text, group);
                    } else {
                        joined.push((group, None));
                    }
                }
            }
        }
        if let Some((_, last)) = joined.last_mut() {
            *last = None;
        }
        let joined = self.take_ordinals(joined);
        let mut left = MAX_WORDS;
        let mut rest = joined.into_iter().peekable();
        while let Some((group, operator)) = rest.next() {
            if group.words.len() > left {
                break;
            }
            left -= group.words.len();
            match operator {
                None => {
                    if group.form == Form::Prefix {
                        let shown = &self.text[group.at.clone()];
                        self.chip(ChipKind::Prefix, shown, group.at.clone());
                    }
                    self.query.groups.push(group);
                }
                Some(Operator::Or) => {
                    let mut any = vec![group];
                    let mut goes_on = true;
                    while let Some((next, after)) = rest.next_if(|_| goes_on && any.len() < MAX_WORDS) {
                        goes_on = after == Some(Operator::Or);
                        any.push(next);
                    }
                    let at = any[0].at.start..any[any.len() - 1].at.end;
                    let shown: Vec<&str> = any.iter().map(|group| &self.text[group.at.clone()]).collect();
                    self.chip(ChipKind::AnyOf, shown.join(" | "), at);
                    self.query.any_of.push(any);
                }
                Some(Operator::Near(between)) => {
                    let Some((other, _)) = rest.next() else { continue };
                    let at = group.at.start..other.at.end;
                    self.chip(ChipKind::Near, self.text[at.clone()].to_owned(), at);
                    self.query.near.push(Near { one: group, other, between });
                }
            }
        }
    }

    /// Takes "NQ từ 10 đến 20 năm 2016" out of the words and into the filters.
    fn take_ordinals(&mut self, joined: Vec<(Group, Option<Operator>)>) -> Vec<(Group, Option<Operator>)> {
        let single =
            |(group, operator): &(Group, Option<Operator>)| operator.is_none() && group.single().is_some();
        let run = joined.iter().take_while(|item| single(item)).count();
        let words: Vec<_> = joined[..run].iter().filter_map(|(group, _)| group.single()).collect();
        let Some(found) = ordinals::find(&words) else { return joined };
        let at = words[found.words.start].at.start..words[found.words.end - 1].at.end;
        let shown = self.text[at.clone()].to_owned();
        let filters = &mut self.query.filters;
        filters.ordinals = Some(found.ordinals);
        filters.kinds.extend(found.kinds);
        filters.years.extend(found.year);
        self.chip(ChipKind::Ordinals, shown, at);
        joined
            .into_iter()
            .enumerate()
            .filter(|(i, _)| !found.words.contains(i))
            .map(|(_, item)| item)
            .collect()
    }
}

/// What a token joins; `Some(None)` is an AND, which goes without saying.
fn operator(text: &str) -> Option<Option<Operator>> {
    let near = |rest: &str| match rest.strip_prefix(['/', '~']) {
        Some(digits) => digits.parse().ok().map(|n: u32| n.min(50)),
        None => rest.is_empty().then_some(NEAR),
    };
    match text {
        "OR" | "HOẶC" | "|" | "||" => Some(Some(Operator::Or)),
        "AND" | "VÀ" | "&" | "&&" => Some(None),
        _ => {
            let rest = text.strip_prefix("NEAR").or_else(|| text.strip_prefix("GẦN"))?;
            near(rest).map(|between| Some(Operator::Near(between)))
        }
    }
}

fn word_group(token: &Token<'_>) -> Option<Group> {
    let begun = token.text.strip_suffix('*');
    let group = Group::of(token.text, token.from, Form::Plain, token.at.clone())?;
    let is_prefix =
        begun.is_some_and(|begun| begun.ends_with(char::is_alphanumeric)) && group.words.len() == 1;
    Some(if is_prefix { Group { form: Form::Prefix, ..group } } else { group })
}

/// Every part between commas, if all make sense.
fn list<T>(value: &str, part: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let value = value.trim().trim_end_matches([',', ';', '.']);
    value.split(',').map(|one| part(one.trim())).collect()
}

fn is_years(from: u32, to: u32) -> bool {
    (1900..2100).contains(&from) && (1900..2100).contains(&to)
}

fn dashed((from, to): (u32, u32)) -> String {
    if from == to { from.to_string() } else { format!("{from}–{to}") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Form, Named, Query, Vocabulary};
    use super::parse;

    struct Names;

    impl Vocabulary for Names {
        fn values_with(&self, field: Named, folded: &str) -> Vec<String> {
            let all: &[&str] = match field {
                Named::Issuer => &["Tỉnh ủy Thanh An", "UBND tỉnh"],
                Named::Signer => &["Nguyễn Văn An"],
                Named::Tag => &["hỏa tốc"],
            };
            let holds = |value: &&&str| {
                format!(" {} ", vankho_text::fold_phrase(value)).contains(&format!(" {folded} "))
            };
            all.iter().filter(holds).map(|value| (*value).to_owned()).collect()
        }
    }

    fn ask(text: &str) -> Query {
        parse(text, &Names, false)
    }

    fn words(query: &Query) -> String {
        query.words().map(|word| word.terms.folded.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn groups_quoted_and_glued_words() {
        let check = |text: &str, expected: &[&str]| {
            let query = ask(text);
            let joined = |g: &super::Group| {
                g.words.iter().map(|w| w.terms.folded.as_str()).collect::<Vec<_>>().join("+")
            };
            assert_eq!(query.groups.iter().map(joined).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Nghị quyết 04-NQ/TU", &["nghi", "quyet", "4+nq+tu"]);
        check("Số: 04-NQ/TU", &["4+nq+tu"]);
        check("\"cải cách\" hành", &["cai+cach", "hanh"]);
        check("“cải cách hành", &["cai+cach+hanh"]);
        check("04 -NQ/TU", &["4", "nq+tu"]);
        check("  -- / ", &[]);
        check("", &[]);
    }

    #[test]
    fn reads_fields_in_both_languages() {
        let query = ask("cải cách loại:nq năm:2016-2018 từ:1/7/2016 đến: 12/2016 số:10-20");
        let filters = &query.filters;
        assert_eq!(words(&query), "cai cach");
        assert_eq!(filters.kinds[0].id(), "nghi_quyet");
        assert_eq!((&filters.years[..], filters.ordinals), (&[2016, 2017, 2018][..], Some((10, 20))));
        assert_eq!(filters.from.map(|d| d.to_string()).as_deref(), Some("2016-07-01"));
        assert_eq!(filters.to.map(|d| d.to_string()).as_deref(), Some("2016-12"));
        let same = ask("cải cách kind:nq year:2016-2018 from:1/7/2016 to: 12/2016 number:10-20");
        assert!(same.filters == *filters);
        assert!(ask("trong:trích yếu thuế").in_subject && ask("in:subject thuế").in_subject);
    }

    #[test]
    fn names_end_where_the_archive_says() {
        let query = ask("cơ quan:tỉnh ủy thanh an cải cách người ký: Văn An nhãn:\"hỏa tốc\" -issuer:ubnd");
        assert_eq!(words(&query), "cai cach");
        assert_eq!(query.filters.issuers, ["Tỉnh ủy Thanh An"]);
        assert_eq!(
            (&query.filters.signers[..], &query.filters.tags[..]),
            (&["Nguyễn Văn An".to_owned()][..], &["hỏa tốc".to_owned()][..])
        );
        assert_eq!(query.filters.without_issuers, ["UBND tỉnh"]);
    }

    #[test]
    fn what_is_not_understood_is_words_and_says_so() {
        for (text, expected) in [
            ("loại:xyz abc", "xyz abc"),
            ("kính gửi: ban tổ chức", "kinh gui ban to chuc"),
            ("từ: đâu", "dau"),
            ("cơ quan:không có", "khong co"),
            ("năm: con chó", "con cho"),
            ("a:b", "a b"),
        ] {
            assert_eq!(words(&ask(text)), expected, "{text}");
        }
        assert_eq!(ask("loại:xyz").chips[0].kind.as_str(), "as_words");
    }

    #[test]
    fn reads_operators() {
        let query = ask("thuế OR phí OR \"lệ phí\" -đất -\"xây dựng\" cải cá* a GẦN/3 b");
        let any: Vec<usize> = query.any_of.iter().map(Vec::len).collect();
        assert_eq!((any, query.without.len(), query.near.len()), (vec![3], 2, 1));
        assert_eq!(query.near[0].between, 3);
        assert!(query.groups.iter().any(|group| group.form == Form::Prefix));
        assert_eq!(words(&ask("THUẾ OR PHÍ")), "thue or phi", "in capitals OR is a word");
        assert_eq!(words(&ask("OR thuế OR")), "thue");
    }

    #[test]
    fn reads_ranges_of_ordinals() {
        let query = ask("NQ từ 10 đến 20 năm 2016");
        assert_eq!((query.filters.ordinals, &query.filters.years[..]), (Some((10, 20)), &[2016][..]));
        assert_eq!((query.filters.kinds.len(), words(&query).as_str()), (1, ""));
        assert!(ask("nghi quyet so tu 10 den 20").filters.ordinals.is_some());
        assert!(ask("tăng từ 10 đến 20 triệu").filters.ordinals.is_none(), "only words");
    }

    #[test]
    fn chips_can_be_taken_out() {
        let query = ask("cải cách loại:nq \"hành chính\" -thuế");
        let rests: Vec<&str> = query.chips.iter().map(|chip| chip.rest.as_str()).collect();
        assert_eq!(
            rests,
            ["cải cách \"hành chính\" -thuế", "cải cách loại:nq -thuế", "cải cách loại:nq \"hành chính\""]
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = parse(&text, &Names, true);
        }

        #[test]
        fn never_panics_on_its_own_signs(text in "([a-zđế0-9\"“:*~|-]|OR |GẦN |từ|đến|loại:|cơ quan:|năm:|số:|,| ){0,30}") {
            for chip in parse(&text, &Names, true).chips {
                let _ = parse(&chip.rest, &Names, false);
            }
        }
    }
}
