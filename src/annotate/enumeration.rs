//! Items of an enumeration: « satisfait de l'accueil, des conseils et du prix » praises all three, « accueil, service et
//! cuisine impeccables » too. In: an object that nothing judges in its clause; out: the judgement of its list.

use super::attach::is_circumstance;
use super::reading::{Finding, Reading};
use super::vocabulary::Vocabulary;
use crate::lexicon::Nature;
use crate::taxonomy::{Polarity, Theme};
use crate::text::Kind;

/// Tokens that a list may hold between its judgement and its last item.
const LONGEST: u32 = 32;

/// Findings among which the judgement of a list is looked for.
const NEIGHBOURS: usize = 10;

/// The judgement of the list that an object belongs to.
pub(super) fn judgement_of(reading: &Reading, vocabulary: &Vocabulary, at: usize) -> Option<usize> {
    // « ravi de ma commande »: what a comment goes through is no item that pleased.
    if reading.findings[at].themes.iter().all(is_circumstance) {
        return None;
    }
    opening(reading, at).or_else(|| closing(reading, vocabulary, at)).or_else(|| astride(reading, at))
}

/// Whether a judgement is followed by what it is of: « ravi de », « déçue par », « merci pour ».
pub(super) fn governs(reading: &Reading, judgement: &Finding) -> bool {
    let end = reading.clauses[judgement.clause as usize].end;
    let next = (judgement.end()..end).find(|at| !is_small(reading, *at));
    next.is_some_and(|at| {
        let shape = reading.shapes[at as usize];
        shape.de() || shape.by() || judgement.courtesy && shape.intent()
    })
}

/// Whether a judgement holds its link and its first item: « ravi de l'accueil », « manque d'information ».
fn holds_link(reading: &Reading, judgement: &Finding) -> bool {
    (judgement.hit.first + 1..judgement.end())
        .any(|at| reading.shapes[at as usize].de() || reading.shapes[at as usize].by())
}

/// The judgement that opens the list.
fn opening(reading: &Reading, at: usize) -> Option<usize> {
    let object = &reading.findings[at];
    if !is_item(reading, object) {
        return None;
    }
    let near = (at.saturating_sub(NEIGHBOURS)..at).rev();
    let mut side = None;
    for index in near {
        let finding = &reading.findings[index];
        if object.hit.first > finding.end() + LONGEST || !same_sentence(reading, finding, object) {
            return None;
        }
        let Some(polarity) = finding.polarity.filter(|polarity| *polarity != Polarity::Neutral) else {
            continue;
        };
        let complete = holds_link(reading, finding);
        if !finding.themes.is_empty() && !is_at_large(finding) && !complete {
            // Another item: « des conseils avisés » in a list of what pleased.
            if *side.get_or_insert(polarity) != polarity {
                return None;
            }
            continue;
        }
        let listed = finding.nature == Nature::Opinion
            && finding.end() <= object.hit.first
            && side.is_none_or(|side| side == polarity)
            && (complete || governs(reading, finding))
            && (finding.end()..object.hit.first).all(|at| is_nominal(reading, at));
        return listed.then_some(index);
    }
    None
}

/// The judgement that closes the list, after « et » and its last item.
fn closing(reading: &Reading, vocabulary: &Vocabulary, at: usize) -> Option<usize> {
    let object = &reading.findings[at];
    let own = &reading.clauses[object.clause as usize];
    let bare = (own.start..object.hit.first).all(|at| is_small(reading, at));
    let last = (object.end() + LONGEST).min(reading.tokens.len() as u32);
    let and = (object.end()..last).find(|at| reading.shapes[*at as usize].and())?;
    let listed = own.opener.is_none() && (object.end()..and).all(|at| is_nominal(reading, at));
    if !bare || !listed {
        return None;
    }
    let judged = |finding: &Finding| finding.polarity.is_some();
    let next =
        (at + 1..(at + NEIGHBOURS).min(reading.findings.len())).find(|at| judged(&reading.findings[*at]))?;
    let judgement = &reading.findings[next];
    let plain = (judgement.themes.is_empty() || agrees_with_all(reading, vocabulary, judgement))
        && judgement.nature == Nature::Opinion
        && !judgement.courtesy;
    let of_list = judgement.hit.first > and && reading.clause_of(and) == judgement.clause;
    let named = (and..judgement.hit.first).all(|at| {
        let shape = &reading.shapes[at as usize];
        !shape.first_person() && !shape.relative() && reading.marks[at as usize].negator == 0
    });
    (plain && of_list && named && same_sentence(reading, object, judgement)).then_some(next)
}

/// « livraison impeccables »: a plural beside a singular is of the whole list; so is what « sont » says of a singular.
fn agrees_with_all(reading: &Reading, vocabulary: &Vocabulary, judgement: &Finding) -> bool {
    let lower = |at: u32| vocabulary.lower(reading.forms[at as usize]);
    let plural = |at: u32| lower(at).ends_with(['s', 'x']);
    let first = judgement.hit.first;
    let are = || (first..judgement.end()).any(|at| COPULAS.contains(&lower(at)));
    plural(judgement.end() - 1) && (!plural(first) || are())
}

/// What a plural is.
const COPULAS: [&str; 4] = ["sont", "étaient", "etaient", "furent"];

/// The judgement of a name before « et », whose words stand on both sides of the object: « le vendeur et les tarifs sont
/// lamentables ».
fn astride(reading: &Reading, at: usize) -> Option<usize> {
    let object = &reading.findings[at];
    let clause = &reading.clauses[object.clause as usize];
    let mut before = (clause.start..object.hit.first).rev();
    let joint = before.find(|at| reading.shapes[*at as usize].and() || !is_small(reading, *at))?;
    if !reading.shapes[joint as usize].and() {
        return None;
    }
    (at.saturating_sub(NEIGHBOURS)..at).rev().find(|index| {
        let judgement = &reading.findings[*index];
        judgement.polarity.is_some_and(|polarity| polarity != Polarity::Neutral)
            && judgement.nature == Nature::Opinion
            && !judgement.courtesy
            && judgement.clause == object.clause
            && judgement.hit.first < joint
            && judgement.end() > object.end()
    })
}

/// Whether an object stands where items do: after « de », « et » or a comma, with nothing but small words between, and
/// is the subject of nothing.
fn is_item(reading: &Reading, object: &Finding) -> bool {
    let clause = &reading.clauses[object.clause as usize];
    if clause.opener.is_some() {
        return false;
    }
    let mut introduced = false;
    let mut heads = true;
    for at in (clause.start..object.hit.first).rev() {
        let shape = &reading.shapes[at as usize];
        let links = shape.de() || shape.by() || shape.intent();
        if shape.and() {
            break;
        }
        introduced |= links;
        if !links && !is_small(reading, at) {
            heads = introduced && ends_judgement(reading, object, at);
            break;
        }
    }
    let subject = || {
        (object.end()..clause.end)
            .take_while(|at| !reading.shapes[*at as usize].and() && !reading.shapes[*at as usize].relative())
            .any(|at| is_verbal(reading, at))
    };
    heads && (introduced || !subject())
}

/// Whether the judgement that stands before an object in its clause ends at that token.
fn ends_judgement(reading: &Reading, object: &Finding, at: u32) -> bool {
    let judges = |finding: &Finding| {
        finding.polarity.is_some()
            && (finding.themes.is_empty() || is_at_large(finding))
            && finding.hit.holds(at)
    };
    reading.in_clause(object.clause).any(|(_, finding)| judges(finding))
}

fn same_sentence(reading: &Reading, one: &Finding, other: &Finding) -> bool {
    let sentence = |finding: &Finding| reading.clauses[finding.clause as usize].sentence;
    sentence(one) == sentence(other)
}

/// What stands between the items of a list: names, small words and commas, no verb and no negation.
fn is_nominal(reading: &Reading, at: u32) -> bool {
    let at_break = reading.tokens[at as usize].kind == Kind::Stop;
    let shape = &reading.shapes[at as usize];
    !at_break && !is_verbal(reading, at) && !shape.relative() && reading.marks[at as usize].negator == 0
}

pub(super) fn is_verbal(reading: &Reading, at: u32) -> bool {
    let shape = &reading.shapes[at as usize];
    shape.auxiliary()
        || shape.first_person() && !shape.mine()
        || shape.third_person()
        || shape.past()
        || shape.conditional()
}

fn is_small(reading: &Reading, at: u32) -> bool {
    let mark = &reading.marks[at as usize];
    mark.is_small() && !is_verbal(reading, at)
}

/// Satisfaction or disappointment at large.
pub(super) fn is_at_large(finding: &Finding) -> bool {
    finding.themes.len() == 1 && finding.themes.contains(Theme::General)
}
