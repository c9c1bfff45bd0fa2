//! « On m'avait prédit l'enfer », « avant, le guichet était ouvert »: what was feared, and what is no more.
//!
//! Goes in: clauses, findings, words of fear and of past times. Comes out: blame that praise belies and praise that was only
//! believed, hushed; praise of the past, hushed, or turned into blame where the present is told. Never: looks further than
//! the next sentence.

use super::reading::{Clause, Finding, Reading};
use super::rules::{Rule, Rules};
use crate::lexicon::{Layer, Lexicon, Match, Role};
use crate::taxonomy::Polarity;

/// Weight of a praise that belies a fear: more than a slight one dimmed.
const PLAIN: i32 = 100;

/// Clauses after a praise of the past among which the present is told.
const AFTER: usize = 3;

/// Hushes what was feared, hushes or turns what is no more.
pub fn settle(reading: &mut Reading, lexicon: &Lexicon, rules: Rules) {
    let (mut fears, mut bygone) = (Vec::new(), Vec::new());
    for hit in reading.in_layer(Layer::Role) {
        let roles = lexicon.entry(hit.entry).roles;
        if roles.contains(Role::Fear) && rules.has(Rule::Fear) {
            fears.push(*hit);
        }
        if roles.contains(Role::Bygone) && rules.has(Rule::Bygone) {
            bygone.push(*hit);
        }
    }
    for fear in &fears {
        hush_fear(reading, fear);
        hush_belief(reading, fear);
    }
    bygone.iter().for_each(|past| turn_bygone(reading, reading.clause_of(past.first) as usize));
    if rules.has(Rule::Bygone) {
        (0..reading.clauses.len()).for_each(|clause| tell_times(reading, clause));
    }
}

/// « On m'avait dit que c'était bien », « je croyais la livraison rapide »: the praise that was believed was not found; what
/// is told in the present, or after « et », is.
fn hush_belief(reading: &mut Reading, belief: &Match) {
    let clause = reading.clause_of(belief.first);
    let end = reading.clauses[clause as usize].end;
    let found = |at: &u32| {
        let shape = reading.shapes[*at as usize];
        shape.and() || shape.auxiliary() && !shape.past()
    };
    let until = (belief.end()..end).find(found).unwrap_or(end);
    let start = belief.end();
    let believed = |finding: &&mut Finding| {
        finding.praises() && !finding.courtesy && (start..until).contains(&finding.hit.first)
    };
    reading.in_clause_mut(clause).filter(believed).for_each(Finding::silence);
}

/// « Avant, le service était excellent », « Les délais étaient courts, maintenant ils sont longs »: the past told in a clause
/// of its own, apart from its adverb or against the present.
fn tell_times(reading: &mut Reading, clause: usize) {
    let Clause { content, sentence, .. } = reading.clauses[clause];
    let past = |other: Option<&Clause>| {
        other.is_some_and(|other| other.sentence == sentence && other.content.shapes.past())
    };
    if content.n_words == 1 && content.roles.contains(Role::Bygone) && past(reading.clauses.get(clause + 1)) {
        return turn_bygone(reading, clause + 1);
    }
    let Some(now) = present_after(reading, clause).filter(|_| content.shapes.past()) else { return };
    if reading.clauses[now as usize].sentence != sentence {
        return;
    }
    let says = |is: fn(&Finding) -> bool| reading.in_clause(now).any(|(_, finding)| is(finding));
    let (praised, blamed) = (says(Finding::praises), says(Finding::blames));
    let belied = |finding: &&mut Finding| {
        blamed && !praised && finding.praises() || praised && !blamed && finding.blames()
    };
    reading.in_clause_mut(clause as u32).filter(belied).for_each(Finding::silence);
}

/// Hushes the blame that follows a word of fear in its clause, or the one that this word is (« j'étais stressée »).
fn hush_fear(reading: &mut Reading, fear: &Match) {
    let clause = reading.clause_of(fear.first);
    let start = reading.clauses[clause as usize].start;
    let mut before = reading.shapes[start as usize..fear.first as usize].iter();
    // « moins bien que ce que j'imaginais » compares.
    if before.any(|shape| shape.links()) || !is_belied(reading, clause, fear) {
        return;
    }
    let is_feeling = |finding: &Finding| finding.blames() && finding.hit.within(fear);
    let felt = reading.in_clause(clause).any(|(_, finding)| is_feeling(finding));
    for finding in reading.in_clause_mut(clause) {
        let feared = !felt && finding.blames() && finding.hit.first >= fear.end();
        if feared || is_feeling(finding) {
            finding.silence();
        }
    }
}

/// Whether something is praised beside a fear, in its sentence or in one beside it.
fn is_belied(reading: &Reading, clause: u32, fear: &Match) -> bool {
    let sentence = reading.clauses[clause as usize].sentence;
    let near = reading.findings_of(sentence.saturating_sub(1)..sentence + 2);
    reading.findings[near].iter().any(|finding| {
        let apart = finding.clause != clause || finding.hit.first >= fear.end();
        apart && finding.praises() && !finding.courtesy && finding.weight >= PLAIN
    })
}

/// « Avant, c'était rapide. Aujourd'hui, trois semaines »: praise of what is no more is blame where the present is told,
/// save where the present is praised, and then the blame of the past is none.
fn turn_bygone(reading: &mut Reading, clause: usize) {
    let present = present_after(reading, clause);
    let praised = present.is_some_and(|now| reading.in_clause(now).any(|(_, finding)| finding.praises()));
    let mut turned = false;
    for finding in reading.in_clause_mut(clause as u32) {
        if finding.praises() && present.is_some() && !praised {
            finding.polarity = Some(Polarity::Negative);
            finding.label = None;
            turned = true;
        } else if finding.praises() || praised && finding.blames() {
            finding.silence();
        }
    }
    if let Some(now) = present.filter(|_| !praised && !turned) {
        reading.clauses[now as usize].implied = true;
    }
}

/// The clause that tells the present after one that tells the past, in the same sentence or the next one.
fn present_after(reading: &Reading, clause: usize) -> Option<u32> {
    let sentence = reading.clauses[clause].sentence;
    let mut after = (clause + 1..reading.clauses.len()).take(AFTER);
    let present = after.find(|at| {
        let next = &reading.clauses[*at];
        next.sentence <= sentence + 1 && next.content.shapes.now()
    });
    present.map(|at| at as u32)
}
