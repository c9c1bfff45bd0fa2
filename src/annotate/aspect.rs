//! Which theme is praised or blamed: judgements that carry a theme speak for it, bare ones for the nearest object.
//!
//! Order of precedence for an object: a judgement longer than it that holds it, else the nearest bare judgement of
//! its clause, else that of the neighbouring clause of its sentence, else nothing.

use super::LabelId;
use super::reading::{Finding, Reading};
use super::rules::{Rule, Rules};
use crate::lexicon::Match;
use crate::lexicon::Nature;
use crate::taxonomy::{Aspect, Polarity, Theme};
use crate::text::Kind;

/// One theme judged in one clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What and how.
    pub aspect: Aspect,
    /// Its name, if any.
    pub label: Option<LabelId>,
    /// Where.
    pub clause: u32,
    /// Strength, in hundredths.
    pub weight: i32,
    /// Words that name the theme.
    pub hit: Match,
    /// Words that judge it, when others do.
    pub by: Option<Match>,
}

/// Every theme judged, in the order of the text.
pub fn judge(reading: &Reading, rules: Rules) -> Vec<Judged> {
    let mut judged = Vec::new();
    let mut used = vec![false; reading.findings.len()];
    for object in reading.findings.iter().filter(|finding| finding.polarity.is_none()) {
        let said = attached(reading, object, rules).map(|(index, polarity)| {
            let by = &reading.findings[index];
            // « je recommande cet hôtel pour sa propreté » is of both.
            used[index] |= by.themes.is_empty() || by.distance(object) <= 2;
            (polarity, by)
        });
        if let Some((polarity, by)) = said {
            let said = |theme| Judged { weight: by.weight, by: Some(by.hit), ..of(object, theme, polarity) };
            judged.extend(object.themes.iter().map(said));
        }
    }
    for (finding, used) in reading.findings.iter().zip(&used) {
        if let Some(polarity) = finding.polarity
            && !(*used && is_at_large(finding))
        {
            judged.extend(finding.themes.iter().map(|theme| of(finding, theme, polarity)));
        }
    }
    let leaning = leaning(reading);
    for (finding, used) in reading.findings.iter().zip(&used) {
        if let Some(polarity) = finding.polarity
            && !*used
            && leaning != Some(polarity.reversed())
            && speaks_of_everything(reading, finding, polarity, &judged)
        {
            judged.push(of(finding, Theme::General, polarity));
        }
    }
    judged
}

/// « Une honte ! », « C'est parfait. »: a bare opinion is of everything when it is a sentence by itself, or when it is
/// all that a short comment says; in a story it is of what is told there.
fn speaks_of_everything(reading: &Reading, finding: &Finding, polarity: Polarity, judged: &[Judged]) -> bool {
    let drawn = reading.tokens[finding.hit.first as usize].kind == Kind::Emoji;
    let bare = finding.themes.is_empty() && finding.nature == Nature::Opinion && !finding.courtesy && !drawn;
    let answered = || judged.iter().any(|other| other.aspect.polarity == polarity);
    bare && finding.weight >= 180
        && polarity != Polarity::Neutral
        && (is_whole_sentence(reading, finding) || reading.tokens.len() <= SHORT && !answered())
}

/// The side that weighs more in the whole comment: « Magique ! » amid blame is irony, not satisfaction.
fn leaning(reading: &Reading) -> Option<Polarity> {
    let signed = |finding: &Finding| match finding.polarity {
        Some(Polarity::Positive) => finding.weight,
        Some(Polarity::Negative) => -finding.weight,
        _ => 0,
    };
    match reading.findings.iter().map(signed).sum::<i32>() {
        0 => None,
        sum if sum > 0 => Some(Polarity::Positive),
        _ => Some(Polarity::Negative),
    }
}

/// Tokens of a comment that says one thing.
const SHORT: usize = 25;

/// Tokens of a sentence that is nothing but its opinion, punctuation included.
const EXCLAMATION: u32 = 6;

/// Whether the sentence of a judgement is so short that it holds nothing else, and no theme.
fn is_whole_sentence(reading: &Reading, finding: &Finding) -> bool {
    let own = &reading.clauses[finding.clause as usize];
    let (mut first, mut last) = (finding.clause, finding.clause);
    let joins = |clause: u32| {
        reading.clauses.get(clause as usize).is_some_and(|other| other.sentence == own.sentence)
    };
    let length =
        |first: u32, last: u32| reading.clauses[last as usize].end - reading.clauses[first as usize].start;
    while length(first, last) <= EXCLAMATION && first > 0 && joins(first - 1) {
        first -= 1;
    }
    while length(first, last) <= EXCLAMATION && joins(last + 1) {
        last += 1;
    }
    let themed = |clause: u32| reading.in_clause(clause).any(|(_, other)| !other.themes.is_empty());
    length(first, last) <= EXCLAMATION && !own.asked && !(first..=last).any(themed)
}

/// Satisfaction or disappointment at large.
fn is_at_large(finding: &Finding) -> bool {
    finding.themes.len() == 1 && finding.themes.contains(Theme::General)
}

fn of(finding: &Finding, theme: Theme, polarity: Polarity) -> Judged {
    let label = finding.label.filter(|_| finding.polarity == Some(polarity));
    Judged {
        aspect: Aspect { theme, polarity },
        label,
        clause: finding.clause,
        weight: finding.weight,
        hit: finding.hit,
        by: None,
    }
}

/// The bare judgement that qualifies an object: nearest in its clause, then around it in the sentence.
fn attached(reading: &Reading, object: &Finding, rules: Rules) -> Option<(usize, Polarity)> {
    let near = |clause: u32| {
        reading
            .in_clause(clause)
            .filter(|(_, finding)| may_qualify(finding) && reaches(finding, object))
            .min_by_key(|(index, finding)| (finding.distance(object), *index))
            .map(|(index, finding)| (index, finding.polarity))
    };
    let own = near(object.clause);
    let (index, polarity) = own.or_else(|| {
        let sentence = reading.clauses[object.clause as usize].sentence;
        let beside = [object.clause.checked_add(1), object.clause.checked_sub(1)];
        let mut beside = beside.into_iter().flatten().filter(|clause| {
            reading
                .clauses
                .get(*clause as usize)
                .is_some_and(|other| other.sentence == sentence && other.opener.is_none())
                && !reading.in_clause(*clause).any(|(_, finding)| finding.polarity.is_none())
        });
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
fn is_circumstance(theme: Theme) -> bool {
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
