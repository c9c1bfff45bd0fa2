//! Terms of a comment for word tables and clouds.

use super::reading::Reading;
use super::vocabulary::{TermId, Vocabulary};
use crate::lexicon::{Layer, Lexicon, Match};
use crate::text::{Kind, Token};

/// One occurrence of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// Its key.
    pub term: TermId,
    /// Its lower-case surface form.
    pub form: u32,
}

/// Appends the terms of a comment to `terms`, after clearing it; `is_hidden` says which tokens count for nothing. A word
/// of a multi-word term does not count alone.
pub fn terms(
    reading: &Reading,
    vocabulary: &mut Vocabulary,
    lexicon: &Lexicon,
    is_hidden: impl Fn(&Token) -> bool,
    terms: &mut Vec<Occurrence>,
) {
    terms.clear();
    let mut objects =
        reading.in_layer(Layer::Meaning).filter(|hit| is_whole_object(reading, hit, lexicon)).peekable();
    let mut at = 0;
    while at < reading.tokens.len() {
        if is_hidden(&reading.tokens[at]) {
            at += 1;
            continue;
        }
        while objects.next_if(|hit| (hit.first as usize) < at).is_some() {}
        if let Some(hit) = objects.next_if(|hit| hit.first as usize == at) {
            terms.push(join(reading, vocabulary, hit));
            at = hit.end() as usize;
            continue;
        }
        terms.extend(reading.terms[at]);
        at += 1;
    }
}

/// An object named by several words in a row: « service client ».
fn is_whole_object(reading: &Reading, hit: &Match, lexicon: &Lexicon) -> bool {
    let n_words = hit.words.count_ones();
    hit.tokens().all(|token| reading.tokens[token as usize].kind == Kind::Word)
        && n_words > 1
        && hit.words.trailing_ones() == n_words
        && lexicon.entry(hit.entry).is_object()
}

fn join(reading: &Reading, vocabulary: &mut Vocabulary, hit: &Match) -> Occurrence {
    let forms = &reading.forms[hit.first as usize..hit.end() as usize];
    if let Some(joined) = vocabulary.joined(forms) {
        return joined;
    }
    let (mut key, mut form) = (String::new(), String::new());
    for token in hit.tokens() {
        let known = *vocabulary.form(reading.forms[token as usize]);
        if !key.is_empty() {
            key.push(' ');
            if !form.ends_with('\'') {
                form.push(' ');
            }
        }
        key.push_str(&vocabulary.term_keys()[known.key as usize]);
        form.push_str(&vocabulary.lower_forms()[known.lower as usize]);
    }
    let joined = Occurrence { term: vocabulary.intern_term(&key), form: vocabulary.intern_lower(&form) };
    vocabulary.keep_joined(forms, joined);
    joined
}
