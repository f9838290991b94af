//! Taking a query apart into words and phrases. Never fails: whatever is typed means something.

use vankho_text::repair;

use crate::analysis::{WordTerms, indexed_words};

/// More words than this are no question of a person; the rest is left out.
const MAX_WORDS: usize = 64;

/// Words that must stand next to each other: one word, a quoted phrase, or words glued by signs (`04-NQ/TU`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub words: Vec<WordTerms>,
}

/// A query as its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lexed {
    pub groups: Vec<Group>,
}

impl Lexed {
    /// All words in order.
    pub fn words(&self) -> impl Iterator<Item = &WordTerms> {
        self.groups.iter().flat_map(|group| &group.words)
    }

    /// Whether the person used an input method: then a word without marks is probably meant so.
    pub fn is_marked(&self) -> bool {
        self.words().any(|word| word.marked)
    }
}

/// Takes a query apart.
pub(crate) fn lex(query: &str) -> Lexed {
    let text = repair(query);
    let mut lexed = Lexed::default();
    let mut left = MAX_WORDS;
    let mut push = |stretch: &str| {
        let words: Vec<WordTerms> = indexed_words(stretch).take(left).map(WordTerms::of).collect();
        left -= words.len();
        if !words.is_empty() {
            lexed.groups.push(Group { words });
        }
    };
    for (i, part) in text.split(['"', '“', '”', '„']).enumerate() {
        let is_quoted = i % 2 == 1;
        if is_quoted {
            push(part);
        } else {
            part.split_whitespace().for_each(&mut push);
        }
    }
    lexed
}

#[cfg(test)]
mod tests {
    use super::lex;

    #[test]
    fn groups_quoted_and_glued_words() {
        let check = |query, expected: &[&str]| {
            let lexed = lex(query);
            let groups: Vec<String> = lexed
                .groups
                .iter()
                .map(|g| g.words.iter().map(|w| w.folded.as_str()).collect::<Vec<_>>().join("+"))
                .collect();
            assert_eq!(groups, expected, "{query}");
        };
        check("Nghị quyết 04-NQ/TU", &["nghi", "quyet", "4+nq+tu"]);
        check("\"cải cách\" hành", &["cai+cach", "hanh"]);
        check("“cải cách hành", &["cai+cach+hanh"]);
        check("  -- / ", &[]);
        check("", &[]);
    }
}
