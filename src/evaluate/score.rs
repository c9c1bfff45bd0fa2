//! Precision, recall and F1. Counts are integers; only the last division is a float.

use std::collections::{BTreeMap, BTreeSet};

use super::{Facet, Gold, Predicted};
use crate::taxonomy::{Qualification, Tag, Tone};

/// Right, wrong and missed labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagScore {
    /// Expected and given.
    pub right: u64,
    /// Given, not expected.
    pub wrong: u64,
    /// Expected, not given.
    pub missed: u64,
}

impl TagScore {
    /// Gold cases.
    pub fn n(self) -> u64 {
        self.right + self.missed
    }
    /// Share of what was given that was expected; 0 when nothing was given, as the scorer has it.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }
    /// Share of what was expected that was given.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.n())
    }
    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn ratio(part: u64, whole: u64) -> f64 {
    if part == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The figures of a facet.
#[derive(Clone, Debug, PartialEq)]
pub struct FacetScore {
    /// Its name: that of a [`Facet`], `ton.clear`, or `signe` against ratings.
    pub name: &'static str,
    /// All labels together.
    pub micro: TagScore,
    /// Mean F1 of labels; none for a facet of one label.
    pub macro_f1: Option<f64>,
    /// Each label.
    pub tags: Vec<(String, TagScore)>,
    /// How many labels a comment has.
    pub labels: Labels,
}

/// How many labels a comment has in a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Labels {
    /// Exactly one.
    One,
    /// Any number.
    Any,
}

impl FacetScore {
    /// The one figure that stands for the facet: the mean over classes where a comment has one label, F1 of all labels
    /// together elsewhere.
    pub fn figure(&self) -> f64 {
        match self.labels {
            Labels::One => self.macro_f1.unwrap_or_default(),
            Labels::Any => self.micro.f1(),
        }
    }
}

/// Labels with fewer gold cases are left out of a macro mean.
const LEAST: u64 = 5;

/// Figures of every facet, and of `ton.clear`: the sign of the score where the gold is plainly positive or negative.
pub fn score(gold: &[Gold], predicted: &[Predicted]) -> Vec<FacetScore> {
    let mut scores = Vec::new();
    for facet in Facet::ALL {
        let pairs = gold.iter().zip(predicted).map(|(g, p)| (facet.labels(&g.tags), facet.labels(&p.tags)));
        let counts = count(pairs);
        scores.push(match facet {
            Facet::Tone => single(facet.id(), counts, &Tone::ALL.iter().map(|t| t.id()).collect::<Vec<_>>()),
            Facet::Qualification => {
                single(facet.id(), counts, &Qualification::ALL.iter().map(|q| q.id()).collect::<Vec<_>>())
            }
            _ => several(facet.id(), counts),
        });
        if facet == Facet::Tone {
            scores.push(clear(gold, predicted));
        }
    }
    scores
}

fn clear(gold: &[Gold], predicted: &[Predicted]) -> FacetScore {
    let plain =
        gold.iter().zip(predicted).filter(|(g, _)| matches!(g.tags.tone, Tone::Positive | Tone::Negative));
    score_signs("ton.clear", plain.map(|(g, p)| (g.tags.tone, p.score)))
}

/// Figures of the sign of scores against plain tones; a score of 0 is on the negative side, as the scorer has it.
pub(super) fn score_signs(name: &'static str, signs: impl Iterator<Item = (Tone, i32)>) -> FacetScore {
    let label = |positive: bool| {
        let tone = if positive { Tone::Positive } else { Tone::Negative };
        BTreeSet::from([tone.id().to_owned()])
    };
    let pairs = signs.map(|(tone, score)| (label(tone == Tone::Positive), label(score > 0)));
    single(name, count(pairs), &[Tone::Positive.id(), Tone::Negative.id()])
}

type Names = BTreeSet<String>;

fn count(pairs: impl Iterator<Item = (Names, Names)>) -> BTreeMap<String, TagScore> {
    let mut counts: BTreeMap<String, TagScore> = BTreeMap::new();
    for (expected, got) in pairs {
        for label in expected.union(&got) {
            let tag = counts.entry(label.clone()).or_default();
            match (expected.contains(label), got.contains(label)) {
                (true, true) => tag.right += 1,
                (false, _) => tag.wrong += 1,
                (true, false) => tag.missed += 1,
            }
        }
    }
    counts
}

fn micro<'t>(tags: impl Iterator<Item = &'t TagScore>) -> TagScore {
    let add = |a: TagScore, b: &TagScore| TagScore {
        right: a.right + b.right,
        wrong: a.wrong + b.wrong,
        missed: a.missed + b.missed,
    };
    tags.fold(TagScore::default(), add)
}

/// One label a comment: every class that the gold has counts in the mean.
fn single(name: &'static str, counts: BTreeMap<String, TagScore>, order: &[&str]) -> FacetScore {
    let tags: Vec<(String, TagScore)> =
        order.iter().filter_map(|id| counts.get(*id).map(|tag| ((*id).to_owned(), *tag))).collect();
    let seen: Vec<f64> = tags.iter().filter(|(_, tag)| tag.n() > 0).map(|(_, tag)| tag.f1()).collect();
    FacetScore { name, micro: micro(counts.values()), macro_f1: mean(&seen), tags, labels: Labels::One }
}

/// Any number of labels a comment: labels with few gold cases are left out, F1 is rounded before the mean.
fn several(name: &'static str, counts: BTreeMap<String, TagScore>) -> FacetScore {
    let often = counts.values().filter(|tag| tag.n() >= LEAST);
    let seen: Vec<f64> = often.map(|tag| hundredths(tag.f1())).collect();
    let macro_f1 = if counts.len() > 1 { mean(&seen) } else { None };
    FacetScore {
        name,
        micro: micro(counts.values()),
        macro_f1,
        tags: counts.into_iter().collect(),
        labels: Labels::Any,
    }
}

/// Rounded as the scorer does: the nearest hundredth to the double, the even one when it stands half-way.
fn hundredths(f1: f64) -> f64 {
    let scaled = f1 * 100.0;
    let floor = scaled.floor();
    // Eighths alone are doubles half-way between hundredths; other ratios are told apart by their exact decimals.
    if f1 * 8.0 == (f1 * 8.0).floor() && scaled - floor == 0.5 {
        return (if floor % 2.0 == 0.0 { floor } else { floor + 1.0 }) / 100.0;
    }
    format!("{f1:.2}").parse().expect("a formatted float is a float")
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
