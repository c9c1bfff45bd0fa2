//! « Le personnel est lamentable, les délais aussi », « l'accueil est bien, les horaires beaucoup moins »: names judged by
//! what was said of another.
//!
//! Goes in: clauses that hold a name and a word that takes up what was said, or denies it. Comes out: the name judged.
//! Never: looks further back than the sentence before, nor at a clause that has a verb or a judgement of its own.

use super::afterthought::ends;
use super::enumeration::is_verbal;
use super::reading::{Clause, DENIED, Finding, Reading};
use crate::lexicon::{Lexicon, Role};
use crate::taxonomy::{Polarity, TagSet};

/// Words of the longest clause that takes up what was said.
const LONGEST: u32 = 8;

/// Judges the names of each such clause.
pub fn apply(reading: &mut Reading, lexicon: &Lexicon) {
    for index in 1..reading.clauses.len() {
        let Some((polarity, weight)) = taken_up(reading, lexicon, index as u32) else { continue };
        for name in reading.in_clause_mut(index as u32) {
            (name.polarity, name.weight, name.label, name.lacking) = (Some(polarity), weight, None, false);
        }
    }
}

/// How a clause judges its names by what was said before it.
fn taken_up(reading: &Reading, lexicon: &Lexicon, index: u32) -> Option<(Polarity, i32)> {
    let clause = &reading.clauses[index as usize];
    if clause.asked || !(2..=LONGEST).contains(&clause.content.n_words) {
        return None;
    }
    let named = |finding: &Finding| finding.polarity.is_none() || finding.lacking;
    let mut own = reading.in_clause(index).map(|(_, finding)| finding).peekable();
    let told = |at: u32| is_verbal(reading, at) || reading.shapes[at as usize].finite();
    if own.peek().is_none() || !own.all(named) || (clause.start..clause.end).any(told) {
        return None;
    }
    let roles = cues(reading, lexicon, clause);
    let echoes = roles.contains(Role::Echo);
    if !echoes && !roles.contains(Role::Afterthought) {
        return None;
    }
    let opens = reading.clauses[index as usize - 1].sentence != clause.sentence;
    let from = clause.sentence - u32::from(opens && echoes);
    let before = reading.findings_of(from..clause.sentence + 1);
    let said = reading.findings[before]
        .iter()
        .rev()
        .find(|said| said.clause < index && said.weight > 0 && !said.courtesy)?;
    match said.polarity? {
        Polarity::Neutral => None,
        polarity if echoes => Some((polarity, said.weight)),
        Polarity::Positive => Some((Polarity::Negative, said.weight * DENIED / 100)),
        Polarity::Negative => None,
    }
}

/// What the words that open or end a clause do.
fn cues(reading: &Reading, lexicon: &Lexicon, clause: &Clause) -> TagSet<Role> {
    let small = |at: u32| reading.marks[at as usize].is_small();
    let at_edge = |first: u32, end: u32| (clause.start..first).all(small) || ends(reading, clause, end);
    let mut cues = TagSet::default();
    for at in clause.start..clause.end {
        if at_edge(at, at + 1) {
            cues.extend(reading.roles[at as usize]);
        }
    }
    for (hit, _) in reading.starting_in(clause.start..clause.end) {
        if hit.words != 1 && at_edge(hit.first, hit.end()) {
            cues.extend(lexicon.entry(hit.entry).roles);
        }
    }
    cues
}
