//! Judgements that a denial beside them takes back, spares or reaches too.
//!
//! Goes in: findings, the scopes of negators. Comes out: praise hushed or denied, blame spared. Never: looks further than a
//! few findings away.

use super::reading::{Finding, Reading};
use super::reversal::holds_negator;
use super::vocabulary::Vocabulary;
use crate::taxonomy::Polarity;

/// Findings before a praise that may deny it.
const NEAR: usize = 4;

/// « aucun suivi correct », « ne répondent pas rapidement »: praise inside or just after a blame that holds its own
/// negator is what is denied; of people who lack, its theme is blamed (« peu d'agents compétents »).
pub fn drop_denied(findings: &mut [Finding], reading: &Reading) {
    for at in 1..findings.len() {
        let praise = &findings[at];
        if !praise.praises() || praise.reversed || praise.hit.words != 1 {
            continue;
        }
        let small = |token: u32| reading.marks[token as usize].is_small();
        let denies = |other: &Finding| {
            let negates = other.lacking || other.hit.asks_negation || holds_negator(reading, &other.hit);
            other.blames()
                && other.clause == praise.clause
                && other.hit.first < praise.hit.first
                && negates
                && (other.end()..praise.hit.first).all(small)
        };
        let mut denying = findings[at.saturating_sub(NEAR)..at].iter().filter(|other| denies(other));
        let Some(missing) = denying.next().map(|other| other.lacking) else { continue };
        if missing && !praise.themes.is_empty() {
            findings[at].deny();
        } else {
            findings[at].silence();
        }
    }
}

/// « Pas aimable et compétent », « loin d'être poli ou efficace »: what « et » adds to a praise denied is denied with it.
pub fn deny_added(findings: &mut [Finding], reading: &Reading) {
    for at in 1..findings.len() {
        let (before, praise) = (&findings[at - 1], &findings[at]);
        // « pas simple et rapide »: « et » may be a word of what it adds.
        let joint = before.end();
        let small = |token: u32| reading.marks[token as usize].is_small();
        let added = (before.reversed || before.hit.asks_negation)
            && before.blames()
            && praise.praises()
            && !praise.reversed
            && praise.clause == before.clause
            && joint <= praise.hit.first
            && reading.shapes[joint as usize].and()
            && !reading.shapes[joint as usize + 1].article()
            && (joint + 1..praise.hit.first).all(small);
        if added {
            findings[at].deny();
        }
    }
}

/// « Rien à redire sur les prix, ni sur l'accueil », « aucun souci de délai ni de suivi »: what « ni » adds to a blame
/// that is denied is spared too, not missed.
pub fn spare_added(findings: &mut [Finding], reading: &Reading, vocabulary: &Vocabulary) {
    let adds = |token: u32| vocabulary.lower(reading.forms[token as usize]) == "ni";
    for at in 1..findings.len() {
        let object = &findings[at];
        let negator = reading.marks[object.hit.first as usize].negator;
        let missed = object.lacking || object.hit.asks_negation;
        if !missed || negator == 0 || !adds(negator - 1) {
            continue;
        }
        let sentence = reading.clauses[object.clause as usize].sentence;
        let same = |other: &&Finding| reading.clauses[other.clause as usize].sentence == sentence;
        let mut before = findings[at.saturating_sub(NEAR)..at].iter().rev().take_while(same);
        let spares = before
            .find(|other| other.weight > 0)
            .is_some_and(|other| other.praises() && (other.reversed || holds_negator(reading, &other.hit)));
        if spares {
            let spared = &mut findings[at];
            (spared.polarity, spared.label, spared.lacking) = (Some(Polarity::Positive), None, false);
        }
    }
}

/// « des articles de qualité décevante », « ne m'ont remboursé que 5 € », « ça vous ferait mal d'être aimables »: praise
/// that has half of its words in a blame as strong is what this blame takes back.
pub fn drop_taken_back(findings: &mut [Finding], reading: &Reading) {
    let meant = |token: &u32| {
        !reading.marks[*token as usize].is_small() && !reading.shapes[*token as usize].article()
    };
    for at in 0..findings.len() {
        let praise = &findings[at];
        if !praise.praises() {
            continue;
        }
        let words = || praise.hit.tokens().filter(meant);
        let takes_back = |other: &Finding| {
            let shared = words().filter(|token| other.hit.holds(*token)).count();
            other.blames()
                && other.clause == praise.clause
                && other.weight >= praise.weight
                && shared > 0
                && shared * 2 >= words().count()
        };
        let around = at.saturating_sub(NEAR)..(at + NEAR + 1).min(findings.len());
        if findings[around].iter().any(takes_back) {
            findings[at].silence();
        }
    }
}
