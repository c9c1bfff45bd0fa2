//! The key of a word: what makes « répondu », « REPONDRE » and « reponds » the same for a pattern.

use rustc_hash::FxHashMap;

use crate::text::{fold, lower, stem};

/// Spelling, lemmas and stems behind [`Normalizer::key`].
#[derive(Clone, Debug, Default)]
pub struct Normalizer {
    spelling: FxHashMap<String, String>,
    lemmas: FxHashMap<String, String>,
    folded_lemmas: FxHashMap<String, String>,
}

impl Normalizer {
    /// Adds a correction; several words stand for one written form (« sav »).
    pub fn add_spelling(&mut self, form: &str, correction: &str) {
        self.spelling.entry(lower(form)).or_insert_with(|| lower(correction));
    }

    /// Adds a form of a lemma; the first lemma given to a form stays.
    pub fn add_lemma(&mut self, form: &str, lemma: &str) {
        let (form, lemma) = (lower(form), lower(lemma));
        let folded = fold(&form);
        if folded != form {
            self.folded_lemmas.entry(folded).or_insert_with(|| lemma.clone());
        }
        self.lemmas.entry(form).or_insert(lemma);
    }

    /// The correct spelling of a lower-case form, when the tables know a better one; it may hold several words.
    pub fn spelling(&self, form: &str) -> Option<&str> {
        self.spelling.get(form).map(String::as_str)
    }

    /// Corrections of several words, sorted: the form, then the words it stands for.
    pub fn abbreviations(&self) -> Vec<(&str, &str)> {
        let several = self.spelling.iter().filter(|(_, correction)| correction.contains([' ', '\'']));
        let mut all: Vec<_> = several.map(|(form, words)| (form.as_str(), words.as_str())).collect();
        all.sort_unstable();
        all
    }

    /// Whether the form is written in a table.
    pub fn knows(&self, form: &str) -> bool {
        self.spelling.contains_key(form) || self.lemmas.contains_key(form)
    }

    /// Key of a lower-case form: corrected, brought to its lemma, stemmed, accents folded.
    ///
    /// A lemma written with a final `!` is the key itself: it keeps « conseiller » (who) from « conseil » (what).
    pub fn key(&self, form: &str) -> String {
        let form = bare(form);
        let form = match self.spelling.get(form) {
            Some(correction) if !correction.contains([' ', '\'']) => correction.as_str(),
            Some(_) => return fold(form),
            None => form,
        };
        match self.lemmas.get(form).or_else(|| self.folded_lemmas.get(form)) {
            Some(lemma) => lemma_key(lemma),
            None => fold(&stem(form)),
        }
    }
}

fn lemma_key(lemma: &str) -> String {
    match lemma.strip_suffix('!') {
        Some(whole) => format!("{}!", fold(whole)),
        None => fold(&stem(lemma)),
    }
}

/// Without the joints of an inversion: « -t-il » is « il ».
fn bare(form: &str) -> &str {
    match form.strip_prefix('-') {
        Some(rest) => rest.strip_prefix("t-").or_else(|| rest.strip_prefix("t'")).unwrap_or(rest),
        None => form,
    }
}

/// Every form that a paradigm gives: the radical with each ending, `-` for none.
pub fn conjugate<'a>(radical: &'a str, endings: &'a str) -> impl Iterator<Item = String> + 'a {
    endings.split_whitespace().map(move |ending| match ending {
        "-" => radical.to_owned(),
        _ => format!("{radical}{ending}"),
    })
}
