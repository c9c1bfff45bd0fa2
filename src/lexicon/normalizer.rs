//! The key of a word: what makes « répondu », « REPONDRE » and « reponds » the same for a pattern.

use std::borrow::Cow;

use super::image::{Reader, Stored, Writer};
use super::strings::StrMap;
use crate::text::{fold, lower, stem};

/// Spelling, lemmas and stems behind [`Normalizer::key`].
#[derive(Clone, Debug, Default)]
pub struct Normalizer {
    /// What forms are brought to: keys, lemmas and corrections, each with its place.
    targets: StrMap,
    /// The correction of a form, by its place.
    spelling: StrMap,
    /// The [`Lemma`] of a form, and of the folded form where it is written without its accents.
    lemmas: StrMap,
    folded_lemmas: StrMap,
}

/// What a listed form is brought to: the place of a text, and this where the text is the key itself; else it is another
/// form, to be looked up in turn.
type Lemma = u32;
const KEY: Lemma = 1 << 31;

impl Normalizer {
    /// Adds a correction; several words stand for one written form (« sav »).
    pub fn add_spelling(&mut self, form: &str, correction: &str) {
        let correction = self.target(&lower(correction));
        self.spelling.get_or_insert(&lower(form), correction);
    }

    /// Adds a form of a noun, an adjective or a small word.
    ///
    /// A form that is its own lemma, or a lemma with a final `!`, is a key of its own, never stemmed: it keeps
    /// « conseiller » (who) from « conseil » (what).
    pub fn add_lemma(&mut self, form: &str, lemma: &str) {
        let (form, lemma) = (lower(form), lower(lemma));
        match lemma.strip_suffix('!') {
            Some(own) => {
                let key = self.target(&format!("{}!", fold(own)));
                self.lemmas.insert(&form, KEY | key);
            }
            None if form == lemma => {
                let key = self.target(&fold(&lemma));
                self.add(&form, KEY | key);
            }
            None => {
                let lemma = self.target(&lemma);
                self.add(&form, lemma);
            }
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
        let kept = if regular { stem(&infinitive) } else { infinitive.as_ref().into() };
        let key = self.target(&fold(&kept));
        forms.for_each(|form| self.add(&lower(&form), KEY | key));
    }

    /// The place of a text among those that forms are brought to.
    fn target(&mut self, text: &str) -> u32 {
        self.targets.get_or_insert(text, self.targets.len() as u32)
    }

    /// The first lemma given to a form stays.
    fn add(&mut self, form: &str, lemma: Lemma) {
        let folded = fold(form);
        if folded != form {
            self.folded_lemmas.get_or_insert(&folded, lemma);
        }
        self.lemmas.get_or_insert(form, lemma);
    }

    /// The correct spelling of a lower-case form, when the tables know a better one; it may hold several words.
    pub fn spelling(&self, form: &str) -> Option<&str> {
        self.spelling.get(form).map(|correction| self.targets.key(correction as usize))
    }

    /// Corrections of several words, sorted: the form, then the words it stands for.
    pub fn abbreviations(&self) -> Vec<(&str, &str)> {
        let corrections = self.spelling.iter().map(|(form, words)| (form, self.targets.key(words as usize)));
        let mut all: Vec<_> = corrections.filter(|(_, words)| words.contains([' ', '\''])).collect();
        all.sort_unstable();
        all
    }

    /// Whether the form is written in a table.
    pub fn knows(&self, form: &str) -> bool {
        self.spelling.contains(form) || self.lemmas.contains(form)
    }

    /// Whether the form is a word of the tables, spelled as it should.
    pub fn is_spelled(&self, form: &str) -> bool {
        self.lemmas.contains(form)
    }

    /// Whether the form is a word of the tables, its accents written or not.
    pub fn has_form(&self, form: &str) -> bool {
        self.lemmas.contains(form) || self.folded_lemmas.contains(form)
    }

    /// Whether the tables bring some form to that key, or to that text.
    pub fn has_key(&self, key: &str) -> bool {
        self.targets.contains(key)
    }

    /// Every well-spelled word of the tables of forms.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.lemmas.iter().chain(self.targets.iter()).map(|(word, _)| word)
    }

    /// Key of a lower-case form: corrected, brought to its lemma, stemmed, accents folded.
    pub fn key(&self, form: &str) -> String {
        let form = bare(form);
        let mut form = match self.spelling(form) {
            Some(correction) if !correction.contains([' ', '\'']) => correction,
            Some(_) => return fold(form).into_owned(),
            None => form,
        };
        // A lemma is looked up in turn, a few times at most: tables may hold a loop.
        for _ in 0..4 {
            let Some(lemma) = self.lemmas.get(form).or_else(|| self.folded_lemmas.get(form)) else { break };
            form = self.targets.key((lemma & !KEY) as usize);
            if lemma & KEY != 0 {
                return form.to_owned();
            }
        }
        let form = accented(form);
        let stem = stem(&form);
        match fold(&stem) {
            Cow::Owned(folded) => folded,
            Cow::Borrowed(_) => stem.into_owned(),
        }
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

impl Stored for Normalizer {
    fn write(&self, image: &mut Writer) {
        let maps = [&self.targets, &self.spelling, &self.lemmas, &self.folded_lemmas];
        maps.iter().for_each(|map| map.write(image));
    }

    fn read(image: &mut Reader) -> Self {
        let [targets, spelling, lemmas, folded_lemmas] = [(); 4].map(|()| StrMap::read(image));
        Self { targets, spelling, lemmas, folded_lemmas }
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
