//! Scopes of negation: which tokens a negator reaches.
//!
//! Not handled: negation across clauses (« je ne pense pas que ce soit bien » reaches « pense » alone),
//! irony, questions that deny (« n'est-ce pas »).

use super::reading::{Mark, Reading};
use super::vocabulary::{Form, Vocabulary};
use crate::lexicon::{Lexicon, Role};
use crate::text::Kind;

/// Words that a negator may stand away from its « ne ».
const NE_DISTANCE: u32 = 8;

/// Marks tokens with their barriers and transparency, and with the single-word negators that reach them.
pub fn mark(reading: &mut Reading, vocabulary: &Vocabulary) {
    reading.marks.clear();
    for (token, form) in reading.tokens.iter().zip(&reading.forms) {
        let form = vocabulary.form(*form);
        reading.marks.push(Mark {
            negator: 0,
            degree: degree(form),
            barrier: token.kind.is_break() || form.opens_clause(),
            transparent: form.is(Role::Transparent) || token.kind == Kind::Sign,
        });
    }
    negate(reading, vocabulary, |_| false);
}

/// Reads negators again, less those that a longer expression has taken (« pas mal », « rien à redire », « un peu »),
/// plus expressions that negate (« manque de »); expressions of degree mark their last word.
pub fn refine(reading: &mut Reading, vocabulary: &Vocabulary, lexicon: &Lexicon) {
    let mut taken = Vec::new();
    let mut lexical = Vec::new();
    for hit in reading.matches.iter().filter(|hit| hit.words.count_ones() > 1) {
        let entry = &lexicon.entries[hit.entry as usize];
        if entry.roles.contains(Role::LexicalNegation) {
            lexical.push(*hit);
        } else if !hit.asks_negation && (entry.polarity.is_some() || !entry.roles.is_empty()) {
            let negates = |token: &u32| {
                let form = form_at(reading, vocabulary, *token);
                is_negator(form) || form.is(Role::LexicalNegation)
            };
            taken.extend(hit.tokens().filter(negates));
        }
    }
    for hit in &reading.matches {
        let entry = &lexicon.entries[hit.entry as usize];
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
    negate(reading, vocabulary, |token| taken.contains(&token));
    for hit in lexical {
        reach_right(reading, vocabulary, hit.end() - 1, 3);
    }
}

/// Strength of an intensifier, -1 for a diminisher.
fn degree(form: &Form) -> i8 {
    if form.is(Role::Diminisher) {
        -1
    } else if form.is(Role::Intensifier) {
        form.force.max(1) as i8
    } else {
        0
    }
}

fn form_at<'v>(reading: &Reading, vocabulary: &'v Vocabulary, token: u32) -> &'v Form {
    vocabulary.form(reading.forms[token as usize])
}

fn is_negator(form: &Form) -> bool {
    form.is(Role::Negation) || form.is(Role::NegationWithNe)
}

fn negate(reading: &mut Reading, vocabulary: &Vocabulary, taken: impl Fn(u32) -> bool) {
    let mut last_ne: Option<u32> = None;
    for token in 0..reading.tokens.len() as u32 {
        let form = form_at(reading, vocabulary, token);
        if form.shape.ne {
            last_ne = Some(token);
        } else if reading.tokens[token as usize].kind.is_break() {
            last_ne = None;
        } else if is_negator(form) && !taken(token) {
            let ne = last_ne.filter(|ne| token - ne <= NE_DISTANCE);
            apply(reading, vocabulary, token, ne, form);
        } else if form.is(Role::LexicalNegation) && !taken(token) {
            reach_right(reading, vocabulary, token, 2);
        }
    }
}

fn apply(reading: &mut Reading, vocabulary: &Vocabulary, token: u32, ne: Option<u32>, form: &Form) {
    let alone = form.is(Role::Negation);
    if !alone && ne.is_none() && !is_followed_by_lack(reading, vocabulary, token) {
        return;
    }
    let reach = form.shape.reach;
    reach_right(reading, vocabulary, token, u32::from(reach));
    match ne {
        Some(ne) => {
            for mark in &mut reading.marks[ne as usize + 1..token as usize] {
                mark.negator = token + 1;
            }
        }
        // « marche pas », « répond jamais »: the verb stands just before.
        None if reach >= 5 => {
            let stops = |at: u32| {
                reading.marks[at as usize].barrier || vocabulary.form(reading.forms[at as usize]).shape.and
            };
            let before = (0..token).rev().take_while(|at| !stops(*at));
            let verb = before.take(4).find(|at| !reading.marks[*at as usize].transparent);
            if let Some(verb) = verb {
                reading.marks[verb as usize].negator = token + 1;
            }
        }
        None => {}
    }
}

/// « plus de réseau », « plus rien », « plus personne » without « ne ».
fn is_followed_by_lack(reading: &Reading, vocabulary: &Vocabulary, token: u32) -> bool {
    let starts = token == 0 || reading.marks[token as usize - 1].barrier;
    let Some(next) = reading.forms.get(token as usize + 1).map(|form| vocabulary.form(*form)) else {
        return false;
    };
    next.is(Role::Negation) || next.is(Role::NegationWithNe) || (starts && next.shape.de)
}

/// Marks at most `reach` content words to the right of a negator.
fn reach_right(reading: &mut Reading, vocabulary: &Vocabulary, token: u32, reach: u32) {
    let mut left = reach;
    let mut at = token as usize + 1;
    while left > 0 && at < reading.tokens.len() {
        let form = vocabulary.form(reading.forms[at]);
        let mark = reading.marks[at];
        let joins = form.shape.and && !vocabulary_next_is_de(reading, vocabulary, at);
        if mark.barrier || form.shape.relative || joins || reading.tokens[at].kind == Kind::Emoji {
            return;
        }
        reading.marks[at].negator = token + 1;
        // A subject denied (« aucun conseiller ne répond ») reaches its verb.
        left = if form.shape.ne {
            left.max(6)
        } else {
            left - u32::from(!mark.transparent && !is_negator(form))
        };
        at += 1;
    }
}

fn vocabulary_next_is_de(reading: &Reading, vocabulary: &Vocabulary, at: usize) -> bool {
    reading.forms.get(at + 1).is_some_and(|form| vocabulary.form(*form).shape.de)
}
