//! Which judgement an object takes. In: the objects and judgements of a comment; out: for an object, the bare judgement
//! that qualifies it. Never: what a judgement that names its theme is of.

use super::enumeration::{self, is_at_large};
use super::reading::{Finding, Reading};
use super::rules::{Rule, Rules};
use super::vocabulary::Vocabulary;
use crate::lexicon::Nature;
use crate::taxonomy::{Polarity, Theme};

/// The bare judgement that qualifies an object: nearest in its clause, then around it in the sentence.
pub(super) fn attached(
    reading: &Reading,
    vocabulary: &Vocabulary,
    at: usize,
    rules: Rules,
) -> Option<(usize, Polarity)> {
    let object = &reading.findings[at];
    let near = |clause: u32| {
        reading
            .in_clause(clause)
            .filter(|(_, finding)| may_qualify(finding) && reaches(finding, object))
            .min_by_key(|(index, finding)| (finding.distance(object), *index))
            .map(|(index, finding)| (index, finding.polarity))
    };
    let listed = || {
        let index =
            enumeration::judgement_of(reading, vocabulary, at).filter(|_| rules.has(Rule::Enumeration))?;
        Some((index, reading.findings[index].polarity))
    };
    let clause = &reading.clauses[object.clause as usize];
    let beside = [object.clause.checked_add(1), object.clause.checked_sub(1)];
    let mut beside = beside.into_iter().flatten().filter(|at| {
        let other = reading.clauses.get(*at as usize);
        other.is_some_and(|other| other.sentence == clause.sentence && other.opener.is_none())
    });
    let own = near(object.clause).or_else(listed);
    if own.is_none() && rules.has(Rule::Contrast) && clause.names_exception(&reading.shapes) {
        // « À part le prix, tout est parfait »: what is excepted is not so.
        let at_large = |clause| reading.in_clause(clause).find(|(_, finding)| may_qualify(finding));
        let (index, judgement) = beside.find_map(at_large)?;
        return Some((index, judgement.polarity?.reversed()));
    }
    let (index, polarity) = own.or_else(|| {
        let names = |clause: &u32| reading.in_clause(*clause).any(|(_, finding)| finding.polarity.is_none());
        let mut beside = beside.filter(|clause| !names(clause));
        if rules.has(Rule::Reach) { beside.find_map(near) } else { None }
    })?;
    Some((index, polarity?))
}

/// Whether a judgement is close enough to an object to be of it.
fn reaches(judgement: &Finding, object: &Finding) -> bool {
    let (same, distance) = (judgement.clause == object.clause, judgement.distance(object));
    if object.themes.iter().all(is_circumstance) {
        // « Le contrat », « la commande » date a story more often than they are what pleased.
        return same && distance <= 2 && judgement.nature == Nature::Opinion && judgement.themes.is_empty();
    }
    if object.themes.contains(Theme::Relation) {
        // People stand everywhere in a story: they are praised by what follows them, or stands against them; what
        // happened says nothing of who was there.
        let follows = judgement.hit.first >= object.hit.first;
        return same && judgement.nature == Nature::Opinion && (follows || distance <= 2);
    }
    // Satisfaction at large does not cross a comma, nor do events.
    let own = judgement.themes.is_empty() && judgement.nature == Nature::Opinion;
    own || same && distance <= 5
}

/// Themes whose objects are what a comment goes through rather than what it judges.
pub(super) fn is_circumstance(theme: Theme) -> bool {
    matches!(
        theme,
        Theme::Ordering
            | Theme::Contract
            | Theme::Billing
            | Theme::Reachability
            | Theme::Competition
            | Theme::Simplicity
    )
}

/// Bare judgements, and satisfaction at large (« satisfait de l'accueil »).
fn may_qualify(finding: &Finding) -> bool {
    finding.polarity.is_some_and(|polarity| polarity != Polarity::Neutral)
        && (finding.themes.is_empty() || is_at_large(finding))
        && !finding.courtesy
}
