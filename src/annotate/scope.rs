//! Scopes of negation: which tokens a negator reaches.
//!
//! Not handled: negation across clauses, but for the turns that `grammaire/negation.csv` lists (« je ne pense pas que ce
//! soit bien »); irony; questions that deny (« n'est-ce pas »).

use super::reading::Reading;
use super::shape::Shape;
use crate::lexicon::{Layer, Lexicon, Match, Role};
use crate::taxonomy::{Polarity, TagSet};
use crate::text::Kind;

/// Tokens that a negator reaches at most, small words included.
const FARTHEST: usize = 32;

/// Words that a negator may stand away from its « ne ».
const NE_DISTANCE: u32 = 8;

/// Words before « au moins » among which a wish is looked for.
const WISHED: u32 = 5;

/// Words that a subject that is nobody may stand away from its « ne ».
const NOBODY_DISTANCE: usize = 6;

/// Marks tokens with the single-word negators that reach them.
pub fn mark(reading: &mut Reading) {
    negate(reading, |_| false);
}

/// Reads negators again, less those that a longer expression has taken (« pas mal », « rien à redire », « un peu »),
/// plus expressions that negate (« manque de »); expressions of degree mark their last word.
pub fn refine(reading: &mut Reading, lexicon: &Lexicon) {
    let mut taken = Vec::new();
    let mut lexical = Vec::new();
    for hit in reading.matches.iter().filter(|hit| hit.words.count_ones() > 1) {
        let entry = lexicon.entry(hit.entry);
        if entry.roles.contains(Role::LexicalNegation) {
            lexical.push(*hit);
        } else if !hit.asks_negation
            && (entry.polarity.is_some() || entry.roles.iter().any(Role::takes_negator))
        {
            // « Personne ne sourit »: what praises a person does not praise nobody.
            let blames = matches!(entry.polarity, None | Some(Polarity::Negative));
            let negates = |token: &u32| {
                let roles = reading.roles[*token as usize];
                let is_free = !blames && is_denied_subject(reading, *token);
                reverses(roles) && !is_free
            };
            taken.extend(hit.tokens().filter(negates));
        }
    }
    for hit in reading.matches.iter().filter(|hit| lexicon.voice(hit.entry).layers.contains(Layer::Role)) {
        let entry = lexicon.entry(hit.entry);
        let degree = match (entry.roles.contains(Role::Intensifier), entry.roles.contains(Role::Diminisher)) {
            (true, _) => entry.force as i8,
            (_, true) => -1,
            _ => continue,
        };
        reading.marks[hit.end() as usize - 1].degree = degree;
    }
    if taken.is_empty() && lexical.is_empty() {
        return;
    }
    reading.marks.iter_mut().for_each(|mark| mark.negator = 0);
    taken.sort_unstable();
    negate(reading, |token| taken.binary_search(&token).is_ok());
    for hit in lexical {
        reach_right(reading, hit.end() - 1, 3);
    }
}

/// Drops what asks for a negation that a longer expression has taken: any of it where the expression denies nothing
/// (« sans doute compétent », « jamais cessé d'être aimable »), blame where it praises (« rien à redire site facile »,
/// « aucun souci envoi rapide » deny neither ease nor speed).
pub fn release(reading: &mut Reading, lexicon: &Lexicon) {
    if !reading.matches.iter().any(|hit| hit.asks_negation) {
        return;
    }
    let entry = |hit: &Match| lexicon.entry(hit.entry);
    let denies_nothing = |hit: &Match| entry(hit).roles.contains(Role::Restriction);
    let praises = |hit: &Match| entry(hit).polarity == Some(Polarity::Positive);
    let takes = |hit: &&Match| hit.words != 1 && !hit.asks_negation && (praises(hit) || denies_nothing(hit));
    let mut taken: Vec<(u32, Match)> = Vec::new();
    for hit in reading.matches.iter().filter(takes) {
        let negators = hit.tokens().filter(|token| is_negator(reading.roles[*token as usize]));
        taken.extend(negators.map(|negator| (negator, *hit)));
    }
    if taken.is_empty() {
        return;
    }
    taken.sort_unstable_by_key(|(negator, _)| *negator);
    let marks = &reading.marks;
    let frees = |negator: u32, hit: &Match| {
        let first = taken.partition_point(|(other, _)| *other < negator);
        let mut takers = taken[first..].iter().take_while(|(other, _)| *other == negator);
        let blames = entry(hit).polarity == Some(Polarity::Negative);
        takers.any(|(_, taker)| {
            let reaches = taker.end() <= hit.first || taker.first <= hit.first && taker.meets(hit);
            denies_nothing(taker) || blames && reaches
        })
    };
    let is_free = |hit: &Match| {
        let mut negators = hit.tokens().map(|token| marks[token as usize].negator).filter(|at| *at > 0);
        negators.all(|at| frees(at - 1, hit))
    };
    reading.matches.retain(|hit| !hit.asks_negation || !is_free(hit));
}

fn breaks_between(reading: &Reading, first: u32, last: u32) -> bool {
    reading.tokens[first as usize..last as usize].iter().any(|token| token.kind.is_break())
}

/// Whether a word of these roles, or « ne », has a part in a negation.
pub(super) fn denies(roles: TagSet<Role>, shape: Shape) -> bool {
    shape.ne() || reverses(roles)
}

/// Whether a word of these roles reverses what it reaches.
pub(super) fn reverses(roles: TagSet<Role>) -> bool {
    is_negator(roles) || roles.contains(Role::LexicalNegation)
}

fn is_negator(roles: TagSet<Role>) -> bool {
    roles.contains(Role::Negation) || roles.contains(Role::NegationWithNe)
}

fn negate(reading: &mut Reading, taken: impl Fn(u32) -> bool) {
    let mut last_ne: Option<u32> = None;
    for at in 0..reading.negators.len() {
        let token = reading.negators[at];
        let roles = reading.roles[token as usize];
        if reading.shapes[token as usize].ne() {
            last_ne = Some(token);
        } else if is_negator(roles) && !taken(token) {
            let ne = last_ne.filter(|ne| token - ne <= NE_DISTANCE && !breaks_between(reading, *ne, token));
            apply(reading, token, ne);
        } else if roles.contains(Role::LexicalNegation) && !taken(token) && !is_measured(reading, token) {
            reach_right(reading, token, 2);
            // « Ils répondent rarement ».
            if reading.shapes[token as usize].never() {
                reach_verb(reading, token);
            }
        }
    }
}

/// « au moins », « plus ou moins », « à peu près »; but « ils pourraient au moins répondre ».
fn is_measured(reading: &Reading, token: u32) -> bool {
    let mut before = reading.shapes[token.saturating_sub(WISHED) as usize..token as usize].iter().rev();
    let measures = before.next().is_some_and(|shape| shape.measures());
    measures && !before.any(|shape| shape.conditional())
}

fn apply(reading: &mut Reading, token: u32, ne: Option<u32>) {
    if is_superlative(reading, token) {
        return;
    }
    let alone = reading.roles[token as usize].contains(Role::Negation);
    if !alone && ne.is_none() && !is_followed_by_lack(reading, token) && !is_denied_subject(reading, token) {
        return;
    }
    let reach = reading.shapes[token as usize].reach();
    reach_right(reading, token, reach);
    match ne {
        Some(ne) => {
            for mark in &mut reading.marks[ne as usize + 1..token as usize] {
                mark.negator = token + 1;
            }
        }
        None if reach >= 5 => reach_verb(reading, token),
        None => {}
    }
}

/// « marche pas », « répond jamais »: the verb stands just before.
fn reach_verb(reading: &mut Reading, token: u32) {
    let stops = |at: u32| reading.marks[at as usize].barrier || reading.shapes[at as usize].and();
    let before = (0..token).rev().take_while(|at| !stops(*at));
    let verb = before.take(4).find(|at| !reading.marks[*at as usize].transparent);
    if let Some(verb) = verb {
        reading.marks[verb as usize].negator = token + 1;
    }
}

/// « on ne peut plus agréable », but « on ne peut plus entrer ».
fn is_superlative(reading: &Reading, token: u32) -> bool {
    let at = token as usize;
    let says = |back: usize, is: fn(Shape) -> bool| at >= back && is(reading.shapes[at - back]);
    says(1, Shape::can)
        && says(2, Shape::ne)
        && says(3, Shape::anybody)
        && reading.tokens.get(at + 1).is_some_and(|next| next.kind == Kind::Word)
        && !reading.shapes[at + 1].infinitive()
        && !is_negator(reading.roles[at + 1])
}

/// « plus de réseau », « plus rien », « plus personne » without « ne ».
fn is_followed_by_lack(reading: &Reading, token: u32) -> bool {
    let starts = token == 0 || reading.marks[token as usize - 1].barrier;
    let next = token as usize + 1;
    reading.roles.get(next).is_some_and(|roles| is_negator(*roles) || (starts && reading.shapes[next].de()))
}

/// « Personne ne sourit », « nul n'est prophète », « personne à l'accueil n'est aimable »: the « ne » comes after; but not
/// « une personne n'a pas pu entrer ».
pub(super) fn is_denied_subject(reading: &Reading, token: u32) -> bool {
    let before = token.checked_sub(1).map(|before| reading.shapes[before as usize]).unwrap_or_default();
    if !reading.shapes[token as usize].nobody() || before.article() {
        return false;
    }
    let after = reading.shapes.iter().zip(&reading.marks).skip(token as usize + 1).take(NOBODY_DISTANCE);
    let mut after = after.take_while(|(shape, mark)| !mark.barrier && !shape.relative());
    after.any(|(shape, _)| Shape::ne(*shape))
}

/// « les locaux ne sont pas propres le personnel est aimable »: a determiner, a name and « est » start something else.
fn begins_anew(reading: &Reading, at: usize) -> bool {
    let is = |shape: Shape| shape.auxiliary() && !shape.has();
    reading.shapes[at].article() && reading.shapes.get(at + 2).copied().is_some_and(is)
}

/// Marks at most `reach` content words to the right of a negator.
fn reach_right(reading: &mut Reading, token: u32, reach: u32) {
    // « jamais été aussi bien reçu » compares with the past, and denies nothing.
    let compares = reading.shapes[token as usize].never();
    let mut left = reach;
    let mut at = token as usize + 1;
    let end = reading.tokens.len().min(at + FARTHEST);
    while left > 0 && at < end {
        let (shape, mark) = (reading.shapes[at], reading.marks[at]);
        let joins = shape.and() && !reading.shapes.get(at + 1).is_some_and(|next| next.de());
        let equals = compares && shape.equals();
        let ends = mark.barrier || shape.relative() || shape.exclamative() || joins || equals;
        if ends || reading.tokens[at].kind == Kind::Emoji || left < reach && begins_anew(reading, at) {
            return;
        }
        reading.marks[at].negator = token + 1;
        // A subject denied (« aucun conseiller ne répond ») reaches its verb.
        left = if shape.ne() {
            left.max(6)
        } else {
            left - u32::from(!mark.transparent && !is_negator(reading.roles[at]))
        };
        at += 1;
    }
}
