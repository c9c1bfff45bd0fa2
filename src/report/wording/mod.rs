//! Goes in: `documents.tsv` and `tags.tsv`, what documents say, a column for each language. Comes out: these words, with
//! their blanks filled. Never: a word of a table, of a lexicon or of a customer: those stay as they are.
//!
//! A cell may hold `{name}`, which is filled, and two forms, `one|many`, of which the number `n` chooses. French is typed
//! with plain spaces and told with spaces that do not break where its typography wants them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Labels;
use crate::config::Language;

const DOCUMENTS: &str = include_str!("documents.tsv");
/// French labels of tags are those of the lexicons.
const TAGS: &str = include_str!("tags.tsv");
/// `DOCUMENTS` with the spaces of French.
static SPACED: LazyLock<String> = LazyLock::new(|| spaced(DOCUMENTS));

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
        let table = if language == Language::French { &SPACED } else { DOCUMENTS };
        let place = column(table, language).expect("each language has its column");
        Self { language, words: rows(table).skip(1).map(|row| (row[0], row[place])).collect() }
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
        let between = if self.language == Language::French { NO_BREAK } else { "," };
        super::closing::grouped(n).replace(' ', between)
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

/// The space of Word and Excel before high punctuation: every font has it, unlike the narrow one.
const NO_BREAK: &str = "\u{a0}";

/// The same words as tables and terminals write them.
pub(in crate::report) fn plain(words: &str) -> String {
    words.replace(NO_BREAK, " ")
}

/// French words of documents, whose lines never start with « : » nor end with « « ». Tables and terminals keep plain
/// spaces, and texts of customers their own.
fn spaced(words: &str) -> String {
    let before = [" :", " ;", " ?", " !", " %", " »"].into_iter();
    before
        .chain(["« ", "n° "])
        .fold(words.to_owned(), |out, mark| out.replace(mark, &mark.replace(' ', NO_BREAK)))
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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::taxonomy::{Channel, Mode, Qualification, Step, Tag, Theme, Tone};

    const LANGUAGES: [Language; 2] = [Language::French, Language::English];

    /// Blanks of a text, in order.
    fn blanks(words: &str) -> Vec<&str> {
        let mut blanks: Vec<&str> =
            words.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
        blanks.sort_unstable();
        blanks.dedup();
        blanks
    }

    #[test]
    fn every_language_says_everything_with_the_same_blanks() {
        let mut keys: Vec<&str> = rows(DOCUMENTS).map(|row| row[0]).collect();
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "a key comes twice");
        let n_columns = rows(DOCUMENTS).next().unwrap().len();
        for row in rows(DOCUMENTS).chain(rows(TAGS)) {
            assert_eq!(row.len(), n_columns, "{row:?}");
            assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
        }
        for row in rows(DOCUMENTS) {
            // Why a cloud leaves a word out is told by its table, in French.
            let [french, english] = [row[1], row[2]].map(blanks);
            let is_same = french == english || row[0] == "cloud.dropped" && english == ["n", "word"];
            assert!(is_same, "{}: {french:?} and {english:?}", row[0]);
            assert!(row.iter().all(|cell| !cell.contains(['<', '>', '&', '"'])), "{} is no text", row[0]);
        }
    }

    #[test]
    fn every_tag_has_a_label_in_every_language() {
        let french = Labels::default();
        let english = wording(Language::English).labels(&french);
        fn all<T: Tag>(mut label: impl FnMut(T) -> String) {
            T::ALL
                .iter()
                .for_each(|tag| assert!(label(*tag).starts_with(char::is_uppercase), "{}", tag.id()));
        }
        all(|theme: Theme| english.theme(theme).to_owned());
        all(|tone: Tone| english.tone(tone).to_owned());
        all(|step: Step| english.step(step).to_owned());
        all(|channel: Channel| english.channel(channel).to_owned());
        all(|mode: Mode| english.mode(mode).to_owned());
        all(|qualification: Qualification| english.qualification(qualification).to_owned());
        assert_eq!(wording(Language::French).labels(&french), french);
    }

    /// Keys written in the code as `say("key"`: the table has them all.
    #[test]
    fn every_key_that_the_code_names_is_in_the_table() {
        let mut n = 0;
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report")];
        while let Some(folder) = folders.pop() {
            for item in fs::read_dir(folder).unwrap().map(Result::unwrap) {
                if item.path().is_dir() {
                    folders.push(item.path());
                } else if let Ok(code) = fs::read_to_string(item.path()) {
                    for call in ["say(\"", "fill(\"", "counted(\"", "{{"] {
                        for rest in code.split(call).skip(1) {
                            let key = rest.split(['"', '}']).next().unwrap();
                            let is_key = key.contains('.')
                                && key.chars().all(|c| c.is_alphabetic() || ".:_".contains(c));
                            if is_key || call != "{{" && item.path().extension().is_some_and(|e| e == "js") {
                                n += 1;
                                let known = wording(Language::French).known(key);
                                assert!(known.is_some(), "{key:?} of {}", item.path().display());
                            }
                        }
                    }
                }
            }
        }
        assert!(n > 150, "{n}");
    }

    #[test]
    fn french_marks_keep_to_their_word() {
        assert_eq!(
            spaced("Où ? « Ici » : n° 3 ; 5 % !"),
            "Où\u{a0}? «\u{a0}Ici\u{a0}»\u{a0}: n°\u{a0}3\u{a0}; 5\u{a0}%\u{a0}!"
        );
        for (key, words) in wording(Language::French).all() {
            assert_eq!(*words, spaced(words), "{key}");
        }
        assert_eq!(wording(Language::French).say("percent"), "{n}\u{a0}%");
        assert_eq!(wording(Language::French).number(1_234_567), "1\u{a0}234\u{a0}567");
        let english = wording(Language::English).all().values();
        assert_eq!(english.filter(|words| words.contains('\u{a0}')).count(), 0);
        let quoted = wording(Language::French).fill("quoted", &[("name", "Gare : nord")]);
        assert_eq!(quoted, "«\u{a0}Gare : nord\u{a0}»", "a name of an export stays as it is");
    }

    #[test]
    fn blanks_are_filled_and_numbers_choose_a_form() {
        let said = |language, n| wording(language).counted("comments", n, &[]);
        assert_eq!([0, 1, 2].map(|n| said(LANGUAGES[0], n)), ["0 verbatim", "1 verbatim", "2 verbatims"]);
        assert_eq!(
            [0, 1, 1234].map(|n| said(LANGUAGES[1], n)),
            ["0 comments", "1 comment", "1,234 comments"]
        );
        let hostile = wording(Language::English).fill("quoted", &[("name", "{n}|{name}")]);
        assert_eq!(hostile, "“{n}|{name}”", "what fills a blank is not searched for others");
        assert_eq!(wording(Language::English).written("{{nav.words}} {{data}} {{"), "Words {{data}} {{");
    }
}
