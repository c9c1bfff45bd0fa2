//! « Vol annulé, remboursé en trois jours », « ils ont débloqué un dossier qui traînait »: what went wrong and was put
//! right.
//!
//! Goes in: findings, the verbs that repair. Comes out: the facts that a praised repair follows, made light. Never: touches
//! a judgement outside of what the repair is of.

use super::reading::{Finding, Reading};
use crate::lexicon::{Nature, Role};

/// Weight of a praise that tells of a repair well done: that of a plain judgement.
const PLAIN: i32 = 200;

/// What a set-back weighs once put right: twice that, as malfunctions weigh beside praise, is still a slight reservation.
const REPAIRED: i32 = 45;

/// Makes light of what was put right.
pub fn lighten(reading: &mut Reading) {
    for at in 0..reading.findings.len() {
        if repairs(reading, &reading.findings[at]) {
            lighten_before(reading, at);
        }
    }
}

/// Whether a praise tells of a repair.
fn repairs(reading: &Reading, praise: &Finding) -> bool {
    let remedy = |token: u32| reading.roles[token as usize].contains(Role::Remedy);
    praise.praises()
        && !praise.reversed
        && !praise.courtesy
        && praise.weight >= PLAIN
        && reading.clauses[praise.clause as usize].content.roles.contains(Role::Remedy)
        && praise.hit.tokens().any(remedy)
}

/// The facts before the repair, in its sentence and in the one before, and what its object is said to have been.
fn lighten_before(reading: &mut Reading, at: usize) {
    let (clause, end) = (reading.findings[at].clause, reading.findings[at].end());
    let sentence = reading.clauses[clause as usize].sentence;
    let near = reading.findings_of(sentence.saturating_sub(1)..sentence + 1);
    let Reading { findings, shapes, .. } = reading;
    for (index, other) in near.clone().zip(&mut findings[near]).filter(|(_, other)| other.blames()) {
        let before = index < at && other.nature != Nature::Opinion;
        let linked = other.clause == clause
            && other.end() > end
            && shapes[end as usize..other.end() as usize].iter().any(|shape| shape.links());
        if before || linked {
            other.weight = other.weight.min(REPAIRED);
        }
    }
}
