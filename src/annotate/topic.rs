//! What a comment is about without a word that judges it. In: the objects that no judgement reached and the themes
//! judged; out: the same themes, with those that the comment can only be judging: « Ma facture a doublé. Honteux ! ».

use super::aspect::{Judged, Sides};
use super::enumeration::is_at_large;
use super::reading::{Finding, Reading};
use crate::lexicon::Nature;
use crate::taxonomy::{Polarity, TagSet, Theme};

/// Tokens of a comment short enough for the subject of a clause to be what it praises.
const SHORT: usize = 40;
/// Tokens of a complaint short enough to be about one thing.
const BRIEF: usize = 80;
/// Tokens of a comment so short that it says in words all that it blames.
const CURT: usize = 15;
/// Weight of a judgement that no word gives: that of a slight one.
const IMPLIED: i32 = 100;

/// Adds the themes that a comment names and does not judge in words, where it leans to one side.
pub(super) fn add_named<'r>(
    judged: &mut Vec<Judged>,
    reading: &'r Reading,
    sides: &Sides,
    left: impl Iterator<Item = &'r Finding>,
) {
    let Some(polarity) = sides.heavier() else {
        judged.extend(asked_about(reading, judged));
        return;
    };
    let known: TagSet<Theme> = judged.iter().map(|judged| judged.aspect.theme).collect();
    let mut blamed: TagSet<Theme> = judged
        .iter()
        .filter(|judged| judged.aspect.polarity == Polarity::Negative)
        .map(|judged| judged.aspect.theme)
        .collect();
    blamed.remove(Theme::General);
    let single = blamed.len() < 2;
    let (mut once, mut added) = (TagSet::default(), TagSet::default());
    let mut before = None;
    for object in left {
        let again = before != Some(object.hit.first);
        before = Some(object.hit.first);
        for theme in object.themes.iter().filter(|theme| !known.contains(*theme)) {
            let repeated = again && once.contains(theme);
            once.insert(theme);
            let means = match polarity {
                Polarity::Negative => is_blamed(reading, object, theme, single, repeated),
                _ => is_offer(theme) && is_praised(reading, object, theme),
            };
            if means && !added.contains(theme) {
                added.insert(theme);
                judged.push(Judged { weight: IMPLIED, ..Judged::of(object, theme, polarity) });
            }
        }
    }
}

/// Whether a complaint blames the theme of an object: it blames little else, comes back to it, or names what is named
/// for what went wrong.
fn is_blamed(reading: &Reading, object: &Finding, theme: Theme, single: bool, repeated: bool) -> bool {
    let n_tokens = reading.tokens.len();
    // « on me prélève » amid a story is one of its facts.
    if theme == Theme::Billing && is_amid(reading, object) {
        return false;
    }
    match object.nature {
        // « remboursement », « résilier », « prélevé »: a complaint names them for what went wrong.
        Nature::Fact => n_tokens > CURT,
        // « fibre », « wifi »: a complaint about little else names them because they fail.
        Nature::Incident => n_tokens <= BRIEF && (single || theme != Theme::Product),
        Nature::Opinion => n_tokens > CURT && (single && is_grievance(theme) || repeated && is_burden(theme)),
    }
}

/// « Quel est le prix de l'abonnement ? »: a question where nothing is judged is about the offer that it names first;
/// who speaks of his own (« payer mon électricité ») asks about something else.
fn asked_about(reading: &Reading, judged: &[Judged]) -> Option<Judged> {
    if !judged.is_empty() || !reading.clauses.iter().any(|clause| clause.asked) {
        return None;
    }
    let object = reading.findings.iter().find(|object| object.polarity.is_none())?;
    let own = object.hit.first.checked_sub(1).is_some_and(|before| reading.shapes[before as usize].mine());
    let theme = object.themes.iter().find(|theme| is_offer(*theme) || is_around(*theme))?;
    (!own).then(|| Judged::of(object, theme, Polarity::Neutral))
}

/// What comes with an offer.
fn is_around(theme: Theme) -> bool {
    matches!(theme, Theme::Premises | Theme::Delivery | Theme::Ordering)
}

/// Whether an object is neither in the first sentence of a comment nor in the last.
fn is_amid(reading: &Reading, object: &Finding) -> bool {
    let sentence = reading.clauses[object.clause as usize].sentence;
    sentence > 0 && reading.clauses.last().is_some_and(|last| last.sentence != sentence)
}

/// Themes that a complaint about little else names because they went wrong: a direct debit, a site, a price.
fn is_grievance(theme: Theme) -> bool {
    matches!(
        theme,
        Theme::Billing | Theme::Digital | Theme::Information | Theme::Delay | Theme::Price | Theme::Trust
    )
}

/// Themes that a complaint comes back to because they weigh: papers, refunds, parcels.
fn is_burden(theme: Theme) -> bool {
    matches!(theme, Theme::Simplicity | Theme::Digital | Theme::Delivery | Theme::Refund)
}

/// Themes whose objects are what a short praise is of.
fn is_offer(theme: Theme) -> bool {
    matches!(theme, Theme::Product | Theme::Digital | Theme::Price)
}

/// Whether a praise is of an object too: it heads a clause of a short comment, and is not what another theme is praised
/// for there (« Le train est arrivé en avance »); or something is praised where a site or a price is named.
fn is_praised(reading: &Reading, object: &Finding, theme: Theme) -> bool {
    let beside = || reading.in_clause(object.clause).filter_map(|(_, other)| Some((other, other.polarity?)));
    let taken = |(other, _): (&Finding, Polarity)| {
        other.hit.first >= object.end() && !other.themes.is_empty() && !is_at_large(other)
    };
    let heads = object.hit.first - reading.clauses[object.clause as usize].start <= 2;
    reading.tokens.len() <= SHORT && heads && !beside().any(taken)
        || theme != Theme::Product && beside().any(|(_, polarity)| polarity == Polarity::Positive)
}
