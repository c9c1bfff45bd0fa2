//! « Gentille, oui. Compétente, non. », « les délais affichés, nettement moins »: what follows a comma and only denies turns
//! what stands before it.
//!
//! Goes in: clauses, findings, the matches that deny what stands before them. Comes out: judgements turned, names that lack.
//! Never: looks beyond a sentence.

use super::reading::Reading;
use crate::lexicon::{Layer, Lexicon, Role};
use crate::taxonomy::Polarity;

/// Words of the longest clause that an afterthought turns.
const LONGEST: u32 = 6;

/// Weight of a name that is denied.
const LACKING: i32 = 150;

/// What is left of a judgement that is turned, in hundredths.
const TURNED: i32 = 85;

/// Turns what each afterthought is of.
pub fn apply(reading: &mut Reading, lexicon: &Lexicon) {
    for clause in turned(reading, lexicon) {
        let first = reading.findings.partition_point(|finding| finding.clause < clause);
        let judged = reading.in_clause(clause).any(|(_, finding)| finding.weight > 0);
        for finding in reading.findings[first..].iter_mut().take_while(|finding| finding.clause == clause) {
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
    let denies = |index: usize| {
        let clause = &reading.clauses[index];
        let whole = |first: u32, end: u32| {
            let small = |at: u32| {
                reading.marks[at as usize].transparent || reading.tokens[at as usize].kind.is_break()
            };
            first - clause.start <= 2 && (end..clause.end).all(small)
        };
        let single = || {
            let at = clause.start;
            reading.roles[at as usize].contains(Role::Afterthought) && whole(at, at + 1)
        };
        let several = || {
            let expressions = reading
                .in_layer(Layer::Role)
                .filter(|hit| hit.first >= clause.start && hit.end() <= clause.end);
            expressions.into_iter().any(|hit| {
                lexicon.entries[hit.entry as usize].roles.contains(Role::Afterthought)
                    && whole(hit.first, hit.end())
            })
        };
        clause.content.n_words <= 3 && !clause.asked && (single() || several())
    };
    let follows = |index: &usize| {
        let (before, clause) = (&reading.clauses[index - 1], &reading.clauses[*index]);
        before.sentence == clause.sentence
            && (1..=LONGEST).contains(&before.content.n_words)
            && !before.content.denied
            && denies(*index)
    };
    (1..reading.clauses.len()).filter(follows).map(|index| index as u32 - 1).collect()
}
