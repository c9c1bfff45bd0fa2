//! Whether what stands around a match, or inside it, reverses what it says.
//!
//! Goes in: a match, the marks of its words, the matches that hold a negator. Comes out: yes or no. Never: weighs.

use super::reading::Reading;
use super::scope;
use crate::lexicon::{Layer, Lexicon, Match, Role};
use crate::taxonomy::Polarity;

/// Whether a negator outside the match reaches its last word, or its first; or whether it shares a word with an
/// expression that holds its own negator (« jamais déçue » beside « déçue par la livraison », « pas super » beside
/// « literie super »).
pub(super) fn is_reversed(reading: &Reading, lexicon: &Lexicon, hit: &Match) -> bool {
    if hit.asks_negation || holds_negator(reading, hit) {
        return false;
    }
    let praises = lexicon.entry(hit.entry).polarity == Some(Polarity::Positive);
    if praises && is_of_nobody(reading, hit) {
        return true;
    }
    // « Personne ne répond jamais » denies once.
    if !praises && hit.words != 1 && scope::is_denied_subject(reading, hit.first) {
        return false;
    }
    let (first, last) = ends(reading, hit);
    let denied = |at: &u32| reading.is_denied_outside(*at, hit);
    // « pas simple et rapide »: a negation ends at « et », and denies both.
    let added = |at: &u32| reading.shapes[*at as usize].and() && *at > hit.first && denied(&(at - 1));
    [hit.first, first, last, hit.end() - 1].iter().any(denied)
        || hit.tokens().any(|at| added(&at))
        || reading.negating_before(hit).any(|other| other.meets(hit) && !agrees(lexicon, other, hit))
        || is_opposed_inside(reading, lexicon, hit)
}

/// The first and the last of its words that a negation may deny: « fait » and « sentir » in « on ... fait sentir que ».
fn ends(reading: &Reading, hit: &Match) -> (u32, u32) {
    let empty = |at: &u32| reading.marks[*at as usize].transparent || reading.shapes[*at as usize].relative();
    let mut words = hit.tokens().filter(|at| !empty(at));
    let first = words.next().unwrap_or(hit.first);
    (first, words.last().unwrap_or(first))
}

/// Whether the negator stands among the words of the match, which skips it: « ne me prend pas de haut ».
pub(super) fn is_denied_inside(reading: &Reading, hit: &Match) -> bool {
    negator_of(reading, hit) > hit.first + 1
}

/// « jamais été aussi bien » says of « bien renseigné » what it says itself.
fn agrees(lexicon: &Lexicon, other: &Match, hit: &Match) -> bool {
    let polarity = |hit: &Match| lexicon.entry(hit.entry).polarity;
    polarity(other) == polarity(hit)
}

/// Whether an expression that holds its own negator starts inside the match, shares a word with it and judges the other
/// way: « peu fiable » inside « banque peu fiable »; but « rien de plus simple » does not oppose « site simple ».
fn is_opposed_inside(reading: &Reading, lexicon: &Lexicon, hit: &Match) -> bool {
    let polarity = |hit: &Match| lexicon.entry(hit.entry).polarity;
    let Some(opposite) = polarity(hit).map(Polarity::reversed) else { return false };
    let opposes = |other: &Match| polarity(other) == Some(opposite) && hit.meets(other);
    let inside = reading.negating.partition_point(|other| other.first <= hit.first);
    let mut denying = reading.negating[inside..].iter().take_while(|other| other.first < hit.end());
    if denying.any(opposes) {
        return true;
    }
    // Only a match that skips words has room for one.
    if hit.words.trailing_ones() == hit.words.count_ones() {
        return false;
    }
    reading.starting_in(hit.first + 1..hit.end()).any(|(other, layers)| {
        let lexical = reading.roles[other.first as usize].contains(Role::LexicalNegation);
        lexical && other.words != 1 && layers.contains(Layer::Meaning) && opposes(other)
    })
}

/// « Personne ne sourit » is no « personne souriante ».
fn is_of_nobody(reading: &Reading, hit: &Match) -> bool {
    let denies = |token: u32| reading.shapes[token as usize].ne();
    scope::is_denied_subject(reading, hit.first) && !hit.tokens().any(denies)
}

/// Whether a longer expression has a negator among its own words.
pub(super) fn holds_negator(reading: &Reading, hit: &Match) -> bool {
    hit.words.count_ones() > 1
        && hit.tokens().any(|token| reading.roles[token as usize].contains(Role::Negation))
}

/// Whether nothing but small words stands between the negator and the match: « aucun souci », « pas très cher ».
pub(super) fn is_denied_closely(reading: &Reading, hit: &Match) -> bool {
    let negator = negator_of(reading, hit);
    // Reversed by an expression that holds its own negator, or by what stands in it: nothing can be closer.
    if negator == 0 {
        return true;
    }
    // Of a match that skips its negator, what matters is how far its next word is.
    let Some(next) = hit.tokens().find(|token| *token >= negator) else { return false };
    let between = negator..next;
    let content = |at: &u32| !reading.marks[*at as usize].is_small() && !reading.shapes[*at as usize].brief();
    between.filter(content).count() == 0
}

/// The negator that reaches the first words of a match or the last, counted from 1; 0 when none does.
fn negator_of(reading: &Reading, hit: &Match) -> u32 {
    let (first, last) = ends(reading, hit);
    let negator = |at: u32| reading.marks[at as usize].negator;
    [hit.first, first, last, hit.end() - 1].into_iter().map(negator).max().unwrap_or(0)
}
