//! Which disagreements to look at first.
//!
//! The cost of a comment is the sum of its wrong labels (given and not expected, or expected and not given), each
//! weighted by what a reader of the report loses: a tone of the opposite sign 6 and any other wrong tone 3, a flag 4, a
//! qualification 3, a theme 2 (missed, or given for nothing), a theme with the wrong polarity 2, a mode, a step or a
//! channel 1.

use super::{Facet, Gold, Predicted, Tags};
use crate::taxonomy::{Tag, Tone};

/// A comment whose tags are not those expected.
#[derive(Clone, Copy, Debug)]
pub struct Disagreement<'a> {
    /// What was expected.
    pub gold: &'a Gold,
    /// What was given.
    pub predicted: &'a Predicted,
    /// What it costs.
    pub cost: usize,
}

/// Facets whose labels are shown and weighed; themes and irritants are read in aspects.
pub const FACETS: [Facet; 8] = [
    Facet::Tone,
    Facet::Qualification,
    Facet::Modes,
    Facet::Aspects,
    Facet::Steps,
    Facet::Channels,
    Facet::Departure,
    Facet::Alert,
];

/// The `n` dearest disagreements, the dearest first, in the order of the gold file among equals.
pub fn worst<'a>(gold: &'a [Gold], predicted: &'a [Predicted], n: usize) -> Vec<Disagreement<'a>> {
    let pairs = gold.iter().zip(predicted);
    let all = pairs.map(|(gold, predicted)| Disagreement {
        gold,
        predicted,
        cost: cost(&gold.tags, &predicted.tags),
    });
    let mut wrong: Vec<Disagreement<'a>> = all.filter(|one| one.cost > 0).collect();
    wrong.sort_by_key(|one| std::cmp::Reverse(one.cost));
    wrong.truncate(n);
    wrong
}

fn cost(expected: &Tags, got: &Tags) -> usize {
    let opposed = matches!(
        (expected.tone, got.tone),
        (Tone::Positive, Tone::Negative) | (Tone::Negative, Tone::Positive)
    );
    let tone = match (expected.tone == got.tone, opposed) {
        (true, _) => 0,
        (false, true) => 6,
        (false, false) => 3,
    };
    let differ = |facet: Facet| facet.labels(expected).symmetric_difference(&facet.labels(got)).count();
    // A theme on both sides with another polarity differs in aspects, never in themes.
    let themes = differ(Facet::Themes);
    let polarities = wrong_polarities(expected, got);
    tone + 4 * (differ(Facet::Departure) + differ(Facet::Alert))
        + 3 * usize::from(expected.qualification != got.qualification)
        + 2 * (themes + polarities)
        + differ(Facet::Modes)
        + differ(Facet::Steps)
        + differ(Facet::Channels)
}

fn wrong_polarities(expected: &Tags, got: &Tags) -> usize {
    let of = |tags: &Tags, theme: &str| -> Vec<String> {
        tags.aspects.iter().filter(|a| a.theme.id() == theme).map(|a| a.to_string()).collect()
    };
    let (ours, theirs) = (Facet::Themes.labels(expected), Facet::Themes.labels(got));
    ours.intersection(&theirs).filter(|theme| of(expected, theme) != of(got, theme)).count()
}
