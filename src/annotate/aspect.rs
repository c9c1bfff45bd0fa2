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
            used[index] = true;
            (polarity, &reading.findings[index])
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
    for (finding, used) in reading.findings.iter().zip(&used) {
        if let (Some(polarity), true, false) = (finding.polarity, finding.themes.is_empty(), *used)
            && finding.weight >= 180
            && !finding.courtesy
            && !judged.iter().any(|other: &Judged| other.aspect.polarity == polarity)
        {
            judged.push(of(finding, Theme::General, polarity));
        }
    }
    judged
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
        let judgements = reading.in_clause(clause).filter(|(_, finding)| {
            // Satisfaction at large does not cross a comma, and what happened says nothing of who was there.
            let own = clause == object.clause || finding.themes.is_empty();
            let tells = finding.nature != Nature::Opinion && object.themes.contains(Theme::Relation);
            may_qualify(finding) && own && !tells
        });
        judgements
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

/// Bare judgements, and satisfaction at large (« satisfait de l'accueil »).
fn may_qualify(finding: &Finding) -> bool {
    finding.polarity.is_some_and(|polarity| polarity != Polarity::Neutral)
        && (finding.themes.is_empty() || is_at_large(finding))
        && !finding.courtesy
}
