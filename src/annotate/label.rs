//! « Prix : élevés », « Accueil : 2/10 », « L'accueil ? Parfait. »: after a bare name, a colon says « is », and so does a
//! question mark before a word or two.
//!
//! Goes in: tokens and their forms. Comes out: the same, such marks made signs that patterns do not see. Never: joins what
//! follows a sentence, a verb or a denial.

use super::reading::Reading;
use super::scope::denies;
use super::vocabulary::{Form, Vocabulary};
use crate::lexicon::Role;
use crate::text::Kind;

/// Words of the longest name.
const LONGEST: usize = 3;

/// Words of the longest answer to a name followed by a question mark.
const BRIEF: usize = 3;

/// Joins names and what is said of them.
pub fn join(reading: &mut Reading, vocabulary: &Vocabulary, text: &str) {
    let joins = |at: usize| match reading.tokens[at].kind {
        Kind::Pause => reading.tokens[at].text(text) == ":",
        Kind::Stop => reading.tokens[at].text(text) == "?" && is_answer(reading, vocabulary, at + 1),
        _ => false,
    };
    let mut joints = Vec::new();
    for at in 1..reading.tokens.len().saturating_sub(1) {
        if joins(at) && qualifies(reading, vocabulary, at + 1) && names(reading, vocabulary, at) {
            joints.push(at);
        }
    }
    for at in joints {
        reading.tokens[at].kind = Kind::Sign;
        reading.forms[at] = vocabulary.sign();
    }
}

/// Whether nothing but a name stands between the last break and a token.
fn names(reading: &Reading, vocabulary: &Vocabulary, end: usize) -> bool {
    let before = || (0..end).rev().take_while(|at| !reading.tokens[*at].kind.is_break());
    let is_name = |at: usize| {
        let form = vocabulary.form(reading.forms[at]);
        reading.tokens[at].kind == Kind::Word && !tells(form)
    };
    let n_words = before().take(LONGEST + 1).count();
    (1..=LONGEST).contains(&n_words) && before().all(is_name)
}

/// Whether a few words that judge, and no thanks, stand between there and the next break.
fn is_answer(reading: &Reading, vocabulary: &Vocabulary, start: usize) -> bool {
    let answer = || (start..reading.tokens.len()).take_while(|at| !reading.tokens[*at].kind.is_break());
    let thanks = |at: usize| vocabulary.form(reading.forms[at]).is(Role::Courtesy);
    (1..=BRIEF).contains(&answer().take(BRIEF + 1).count()) && !answer().any(thanks)
}

/// Whether what starts there may be said of a name: it is no sentence of its own.
fn qualifies(reading: &Reading, vocabulary: &Vocabulary, at: usize) -> bool {
    let Form { shape, step, .. } = vocabulary.form(reading.forms[at]);
    !step.barrier && !shape.first_person() && !shape.third_person()
}

/// A word of a sentence rather than of a name.
fn tells(form: &Form) -> bool {
    let Form { shape, roles, step, .. } = form;
    step.barrier
        || denies(*roles, *shape)
        || shape.auxiliary()
        || shape.first_person()
        || shape.third_person()
        || shape.demonstrative()
}
