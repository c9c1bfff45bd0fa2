//! The key of a word: what makes « répondu », « REPONDRE » and « reponds » the same for a pattern.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::text::{fold, lower, stem};

/// Spelling, lemmas and stems behind [`Normalizer::key`].
#[derive(Clone, Debug, Default)]
pub struct Normalizer {
    spelling: FxHashMap<String, String>,
    lemmas: FxHashMap<String, Lemma>,
    folded_lemmas: FxHashMap<String, Lemma>,
}

/// What a listed form is brought to.
#[derive(Clone, Debug)]
enum Lemma {
    /// The key itself.
    Key(Arc<str>),
    /// Another form, to be looked up in turn.
    Form(Arc<str>),
}

impl Normalizer {
    /// Adds a correction; several words stand for one written form (« sav »).
    pub fn add_spelling(&mut self, form: &str, correction: &str) {
        self.spelling.entry(lower(form)).or_insert_with(|| lower(correction));
    }

    /// Adds a form of a noun, an adjective or a small word.
    ///
    /// A form that is its own lemma, or a lemma with a final `!`, is a key of its own, never stemmed: it keeps
    /// « conseiller » (who) from « conseil » (what).
    pub fn add_lemma(&mut self, form: &str, lemma: &str) {
        let (form, lemma) = (lower(form), lower(lemma));
        match lemma.strip_suffix('!') {
            Some(own) => {
                self.lemmas.insert(form, Lemma::Key(format!("{}!", fold(own)).into()));
            }
            None if form == lemma => self.add(form, Lemma::Key(fold(&lemma).into())),
            None => self.add(form, Lemma::Form(lemma.into())),
        }
    }

    /// Adds every conjugated form of a verb. A regular one keeps the key of its stem, which its noun may share.
    pub fn add_verb<'f>(
        &mut self,
        infinitive: &str,
        forms: impl Iterator<Item = Cow<'f, str>>,
        regular: bool,
    ) {
        let infinitive = lower(infinitive);
        let key: Arc<str> = if regular { fold(&stem(&infinitive)) } else { fold(&infinitive) }.into();
        for form in forms {
            self.add(lower(&form), Lemma::Key(Arc::clone(&key)));
        }
    }

    /// The first lemma given to a form stays.
    fn add(&mut self, form: String, lemma: Lemma) {
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
    pub fn key(&self, form: &str) -> String {
        let form = bare(form);
        let mut form = match self.spelling.get(form) {
            Some(correction) if !correction.contains([' ', '\'']) => correction.as_str(),
            Some(_) => return fold(form),
            None => form,
        };
        // A lemma is looked up in turn, a few times at most: tables may hold a loop.
        for _ in 0..4 {
            match self.lemmas.get(form).or_else(|| self.folded_lemmas.get(form)) {
                Some(Lemma::Key(key)) => return key.to_string(),
                Some(Lemma::Form(lemma)) => form = lemma,
                None => break,
            }
        }
        fold(&stem(&accented(form)))
    }
}

/// « remboursee », « premiere »: endings that no French word has without their accent, which the stemmer waits for.
fn accented(form: &str) -> Cow<'_, str> {
    let (singular, mark) = form.strip_suffix('s').map_or((form, ""), |singular| (singular, "s"));
    if let Some(radical) = singular.strip_suffix("iere") {
        Cow::Owned(format!("{radical}ière{mark}"))
    } else if let Some(radical) = singular.strip_suffix("ee").filter(|radical| radical.len() > 2) {
        Cow::Owned(format!("{radical}ée{mark}"))
    } else {
        Cow::Borrowed(form)
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
pub fn conjugate<'a>(radical: &'a str, endings: &'a str) -> impl Iterator<Item = Cow<'a, str>> {
    endings.split_whitespace().map(move |ending| match ending {
        "-" => Cow::Borrowed(radical),
        _ => Cow::Owned(format!("{radical}{ending}")),
    })
}
