//! « Gentille, oui. Compétente, non. », « pratique, le site ne l'est pas »: what follows a comma and only denies turns what
//! stands before it; so does what answers a name (« Délais : non »).
//!
//! Goes in: clauses, findings, the matches that deny what stands before them. Comes out: judgements turned, names that lack.
//! Never: looks beyond a sentence.

use super::finding::LACKING;
use super::reading::{Clause, DENIED, Finding, Reading};
use crate::lexicon::{Lexicon, Match, Role};
use crate::taxonomy::Polarity;
use crate::text::Kind;

/// Words of the longest clause that an afterthought turns.
const LONGEST: u32 = 10;

/// Words of the longest afterthought.
const BRIEF: u32 = 3;

/// Turns what each afterthought is of.
pub fn apply(reading: &mut Reading, lexicon: &Lexicon) {
    for (clause, until) in turned(reading, lexicon) {
        let before = |finding: &Finding| finding.end() <= until;
        let judged = reading.in_clause(clause).any(|(_, finding)| before(finding) && finding.weight > 0);
        for finding in reading.in_clause_mut(clause).filter(|finding| before(finding)) {
            match finding.polarity {
                Some(Polarity::Neutral) => {}
                Some(polarity) => {
                    finding.polarity = Some(polarity.reversed());
                    finding.weight = finding.weight * DENIED / 100;
                    finding.label = None;
                }
                None if !judged => {
                    finding.polarity = Some(Polarity::Negative);
                    finding.weight = LACKING;
                    finding.lacking = true;
                }
                None => {}
            }
        }
    }
}

/// Clauses that are denied, each with the token before which: those followed by a clause that only denies, and names that
/// are answered « non » (« Délais : non »).
fn turned(reading: &Reading, lexicon: &Lexicon) -> Vec<(u32, u32)> {
    let mut turned = Vec::new();
    for (index, clause) in (0u32..).zip(&reading.clauses) {
        if let Some(until) = answered(reading, lexicon, index) {
            turned.push((index, until));
        } else if let Some(before) = index.checked_sub(1)
            && precedes(&reading.clauses[before as usize], clause)
            && only_denies(reading, lexicon, clause)
        {
            turned.push((before, clause.start));
        }
    }
    turned
}

/// Whether an afterthought may turn the clause before it.
fn precedes(before: &Clause, clause: &Clause) -> bool {
    before.sentence == clause.sentence
        && (1..=LONGEST).contains(&before.content.n_words)
        && !before.content.denied
}

/// Whether a clause holds nothing but « non », « mais pas du tout », « c'est faux », or « la procédure ne l'est pas ».
fn only_denies(reading: &Reading, lexicon: &Lexicon, clause: &Clause) -> bool {
    if clause.asked {
        return false;
    }
    let links = |at: u32| reading.roles[at as usize].contains(Role::Contrast);
    let from = (clause.start..clause.end).find(|at| !links(*at)).unwrap_or(clause.start);
    if denies(reading, lexicon, clause, from) {
        return true;
    }
    // « l'accueil est bien, les délais beaucoup moins » is `echo`'s: only the delays are denied.
    let names = reading.in_clause(reading.clause_of(clause.start)).next().is_some();
    let brief = clause.content.n_words <= BRIEF && !names;
    let own = reading.starting_in(clause.start..clause.end);
    let mut denials = own.filter(|(hit, _)| lexicon.entry(hit.entry).roles.contains(Role::Afterthought));
    denials.any(|(hit, _)| {
        let echoes = reading.shapes[hit.first as usize].ne() && clause.content.n_words <= LONGEST;
        (brief || echoes) && ends(reading, clause, hit.end())
    })
}

/// Where the answer of a clause starts, when it says no more than « non » to a name before a sign.
fn answered(reading: &Reading, lexicon: &Lexicon, index: u32) -> Option<u32> {
    let clause = &reading.clauses[index as usize];
    let sign = |at: &u32| reading.tokens[*at as usize - 1].kind == Kind::Sign;
    let at = (clause.start + 1..clause.end).find(sign)?;
    // « Accueil : bof » judges by itself.
    let judges = |(_, finding): (usize, &Finding)| finding.weight > 0 && finding.hit.first >= at;
    (denies(reading, lexicon, clause, at) && !reading.in_clause(index).any(judges)).then_some(at)
}

/// Whether a denial starts at that token and ends the clause.
fn denies(reading: &Reading, lexicon: &Lexicon, clause: &Clause, at: u32) -> bool {
    let word = reading.roles[at as usize].contains(Role::Afterthought) && ends(reading, clause, at + 1);
    let is_denial = |hit: &Match| lexicon.entry(hit.entry).roles.contains(Role::Afterthought);
    word || reading.starting_in(at..at + 1).any(|(hit, _)| is_denial(hit) && ends(reading, clause, hit.end()))
}

/// Whether nothing but small words stands between a token and the end of a clause.
pub(super) fn ends(reading: &Reading, clause: &Clause, end: u32) -> bool {
    (end..clause.end)
        .all(|at| reading.marks[at as usize].transparent || reading.tokens[at as usize].kind.is_break())
}
