//! Goes in: `documents.tsv` and `tags.tsv`, what documents say, a column for each language. Comes out: these words, with
//! their blanks filled. Never: a word of a table, of a lexicon or of a customer: those stay as they are.
//!
//! A cell may hold `{name}`, which is filled, and two forms, `one|many`, of which the number `n` chooses.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Labels;
use crate::config::Language;

const DOCUMENTS: &str = include_str!("documents.tsv");
/// French labels of tags are those of the lexicons.
const TAGS: &str = include_str!("tags.tsv");

/// What documents say in one language.
#[derive(Debug)]
pub(in crate::report) struct Wording {
    language: Language,
    words: BTreeMap<&'static str, &'static str>,
}

/// What documents say in that language.
pub(in crate::report) fn wording(language: Language) -> &'static Wording {
    static FRENCH: LazyLock<Wording> = LazyLock::new(|| Wording::read(Language::French));
    static ENGLISH: LazyLock<Wording> = LazyLock::new(|| Wording::read(Language::English));
    match language {
        Language::French => &FRENCH,
        Language::English => &ENGLISH,
    }
}

/// The cells of a table, its header first.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().map(|line| line.split('\t').collect())
}

/// Which column of a table holds a language.
fn column(table: &'static str, language: Language) -> Option<usize> {
    rows(table).next()?.iter().position(|title| *title == language.id())
}

impl Wording {
    fn read(language: Language) -> Self {
        let place = column(DOCUMENTS, language).expect("each language has its column");
        Self { language, words: rows(DOCUMENTS).skip(1).map(|row| (row[0], row[place])).collect() }
    }

    /// The words of that key.
    pub(in crate::report) fn say(&self, key: &str) -> &'static str {
        self.known(key).unwrap_or_else(|| panic!("\"{key}\" is no key of documents.tsv"))
    }

    /// The same, for a key that a table makes.
    pub(in crate::report) fn known(&self, key: &str) -> Option<&'static str> {
        self.words.get(key).copied()
    }

    /// The words of that key, their blanks filled.
    pub(in crate::report) fn fill(&self, key: &str, blanks: &[(&str, &str)]) -> String {
        filled(self.say(key), blanks)
    }

    /// The same for a number, which fills `{n}`.
    pub(in crate::report) fn counted(&self, key: &str, n: u64, blanks: &[(&str, &str)]) -> String {
        let (one, many) = self.say(key).split_once('|').unwrap_or((self.say(key), self.say(key)));
        let is_one = n == 1 || n == 0 && self.language == Language::French;
        let number = self.number(n);
        filled(if is_one { one } else { many }, &[&[("n", number.as_str())], blanks].concat())
    }

    /// « 1 234 567 » or “1,234,567”.
    pub(in crate::report) fn number(&self, n: u64) -> String {
        let grouped = super::closing::grouped(n);
        if self.language == Language::French { grouped } else { grouped.replace(' ', ",") }
    }

    /// A number that has a decimal point.
    pub(in crate::report) fn decimal(&self, number: &str) -> String {
        if self.language == Language::French { number.replace('.', ",") } else { number.to_owned() }
    }

    /// A text with `{{key}}` for each of its words; what is no key stays.
    pub(in crate::report) fn written(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            out.push_str(before);
            rest = after;
            match after.split_once("}}").and_then(|(key, after)| Some((self.known(key.trim())?, after))) {
                Some((word, after)) => {
                    out.push_str(word);
                    rest = after;
                }
                None => out.push_str("{{"),
            }
        }
        out + rest
    }

    /// Every key with its words.
    pub(in crate::report) const fn all(&self) -> &BTreeMap<&'static str, &'static str> {
        &self.words
    }

    /// Labels of tags in this language: those of the lexicons in French.
    pub(in crate::report) fn labels(&self, french: &Labels) -> Labels {
        let Some(place) = column(TAGS, self.language) else { return french.clone() };
        let of = |family| rows(TAGS).filter(move |row| row[0] == family).map(move |row| (row[1], row[place]));
        Labels::new(of("tag"), of("theme")).told_in(self.language)
    }
}

fn filled(words: &str, blanks: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(words.len() + 40);
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a blank is closed");
        let value = blanks.iter().find(|(known, _)| *known == name);
        out.push_str(before);
        out.push_str(value.unwrap_or_else(|| panic!("nothing fills {{{name}}} of \"{words}\"")).1);
        rest = after;
    }
    out + rest
}
