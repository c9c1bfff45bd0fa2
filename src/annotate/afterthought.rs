//! « Gentille, oui. Compétente, non. », « les délais affichés, nettement moins »: what follows a comma and only denies turns
//! what stands before it.
//!
//! Goes in: clauses, findings, the matches that deny what stands before them. Comes out: judgements turned, names that lack.
//! Never: looks beyond a sentence.

use super::reading::{Clause, Reading};
use crate::lexicon::{Lexicon, Role};
use crate::taxonomy::Polarity;

/// Words of the longest clause that an afterthought turns.
const LONGEST: u32 = 6;

/// Words of the longest afterthought.
const BRIEF: u32 = 3;

/// Weight of a name that is denied: as much as one that a negator says to lack.
const LACKING: i32 = 150;

/// What is left of a judgement that is turned, in hundredths.
const TURNED: i32 = 85;

/// Turns what each afterthought is of.
pub fn apply(reading: &mut Reading, lexicon: &Lexicon) {
    for clause in turned(reading, lexicon) {
        let judged = reading.in_clause(clause).any(|(_, finding)| finding.weight > 0);
        for finding in reading.in_clause_mut(clause) {
            match finding.polarity {
                Some(Polarity::Neutral) => {}
                Some(polarity) => {
                    finding.polarity = Some(polarity.reversed());
                    finding.weight = finding.weight * TURNED / 100;
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

/// Clauses followed by one that only denies.
fn turned(reading: &Reading, lexicon: &Lexicon) -> Vec<u32> {
    let follows = |index: &usize| {
        let (before, clause) = (&reading.clauses[index - 1], &reading.clauses[*index]);
        before.sentence == clause.sentence
            && (1..=LONGEST).contains(&before.content.n_words)
            && !before.content.denied
            && only_denies(reading, lexicon, clause)
    };
    (1..reading.clauses.len()).filter(follows).map(|index| index as u32 - 1).collect()
}

/// Whether a clause holds nothing but « non », « pas du tout », « nettement moins ».
fn only_denies(reading: &Reading, lexicon: &Lexicon, clause: &Clause) -> bool {
    if clause.asked || clause.content.n_words > BRIEF {
        return false;
    }
    let ends = |end: u32| {
        (end..clause.end)
            .all(|at| reading.marks[at as usize].transparent || reading.tokens[at as usize].kind.is_break())
    };
    if reading.roles[clause.start as usize].contains(Role::Afterthought) && ends(clause.start + 1) {
        return true;
    }
    reading
        .starting_in(clause.start..clause.end)
        .any(|(hit, _)| lexicon.entry(hit.entry).roles.contains(Role::Afterthought) && ends(hit.end()))
}
