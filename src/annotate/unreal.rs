//! « Si les locaux étaient propres, je reviendrais »: what is supposed against the facts is not so.
//!
//! Goes in: clauses, findings. Comes out: praise supposed so, made a lack; blame supposed so, hushed. Never: looks beyond a
//! sentence, or touches what is compared (« si tous étaient aussi aimables »).

use super::finding::LACKING;
use super::reading::Reading;
use crate::lexicon::Role;
use crate::taxonomy::Polarity;

/// Turns what each hypothesis supposes.
pub fn turn(reading: &mut Reading) {
    let unreal: Vec<u32> = (0..reading.clauses.len())
        .filter(|index| is_unreal(reading, *index))
        .map(|index| index as u32)
        .collect();
    for clause in unreal {
        let start = reading.clauses[clause as usize].start;
        // « Si c'était à refaire » is an expression that starts with the hypothesis.
        for finding in reading.in_clause_mut(clause).filter(|finding| finding.hit.first > start + 1) {
            if finding.blames() {
                finding.silence();
            } else if finding.praises() && !finding.courtesy {
                (finding.polarity, finding.weight, finding.label) = (Some(Polarity::Negative), LACKING, None);
            }
        }
    }
}

/// A hypothesis in the imperfect whose main clause is in the conditional, with nothing denied or compared.
fn is_unreal(reading: &Reading, index: usize) -> bool {
    let clause = &reading.clauses[index];
    if clause.opener != Some(Role::Condition) || !clause.content.shapes.past() || clause.content.denied {
        return false;
    }
    let compares = (clause.start + 1..clause.end).any(|at| reading.shapes[at as usize].equals());
    let own = clause.sentence..clause.sentence + 1;
    !compares && reading.clauses_of(own).any(|at| at != index && reading.clauses[at].conditional)
}
