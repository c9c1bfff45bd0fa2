//! Goes in: gold labels or ratings, and what `annotate` says of the same comments. Comes out: precision, recall and F1
//! per facet and per tag, the worst disagreements, what each rule brings, and the words that no line of the lexicons
//! holds. Never: prints, or trains anything.
//!
//! The figures are those of the project's scorer, so that one number has one meaning: macro F1 is the mean over labels
//! with at least five gold cases, each rounded to hundredths first; single-valued facets take every class of the gold.

mod ablation;
mod cost;
mod gold;
mod predict;
mod rated;
mod render;
mod score;
mod uncovered;

pub use ablation::{Ablation, Share, ablate};
pub use cost::{Disagreement, worst};
pub use gold::{Gold, GoldError, read_gold};
pub use predict::{PredictError, Predicted, predict, reread};
pub use rated::{read_rated, score_rated};
pub use render::{render_ablation, render_disagreements, render_gaps, render_scores};
pub use score::{FacetScore, Labels, TagScore, score};
pub use uncovered::{Gap, Gaps, uncovered};

use std::collections::BTreeSet;

use crate::taxonomy::{Aspect, Channel, Flag, Mode, Qualification, Step, Tag, TagSet, Tone};

/// The tags of a comment that are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tags {
    /// Tone of the whole.
    pub tone: Tone,
    /// Modes of expression.
    pub modes: TagSet<Mode>,
    /// Exactly one.
    pub qualification: Qualification,
    /// Themes with their polarity.
    pub aspects: TagSet<Aspect>,
    /// Journey steps.
    pub steps: TagSet<Step>,
    /// Channels.
    pub channels: TagSet<Channel>,
    /// Departure, alert.
    pub flags: TagSet<Flag>,
}

/// A comment whose tone is known, by its label or by its rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// Its tone.
    pub tone: Tone,
    /// Its text.
    pub text: String,
}

/// A point of view on tags, scored by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Tone, one label.
    Tone,
    /// Qualification, one label.
    Qualification,
    /// Modes.
    Modes,
    /// Themes whatever their polarity.
    Themes,
    /// Themes with their polarity.
    Aspects,
    /// Negative aspects alone.
    Irritants,
    /// Journey steps.
    Steps,
    /// Channels.
    Channels,
    /// The departure flag.
    Departure,
    /// The alert flag.
    Alert,
}

impl Facet {
    /// Every facet, in the order of the figures.
    pub const ALL: [Self; 10] = [
        Self::Tone,
        Self::Qualification,
        Self::Modes,
        Self::Themes,
        Self::Aspects,
        Self::Irritants,
        Self::Steps,
        Self::Channels,
        Self::Departure,
        Self::Alert,
    ];

    /// Its name in figures.
    pub fn id(self) -> &'static str {
        [
            "ton",
            "qualification",
            "modes",
            "themes",
            "aspects",
            "irritants",
            "etapes",
            "canaux",
            "depart",
            "alerte",
        ][self as usize]
    }

    /// The labels of a comment.
    pub fn labels(self, tags: &Tags) -> BTreeSet<String> {
        let negative = |aspect: &Aspect| aspect.polarity == crate::taxonomy::Polarity::Negative;
        match self {
            Self::Tone => [tags.tone.id().to_owned()].into(),
            Self::Qualification => [tags.qualification.id().to_owned()].into(),
            Self::Modes => ids(tags.modes),
            Self::Themes => tags.aspects.iter().map(|aspect| aspect.theme.id().to_owned()).collect(),
            Self::Aspects => tags.aspects.iter().map(|aspect| aspect.to_string()).collect(),
            Self::Irritants => {
                tags.aspects.iter().filter(negative).map(|aspect| aspect.to_string()).collect()
            }
            Self::Steps => ids(tags.steps),
            Self::Channels => ids(tags.channels),
            Self::Departure => flag(tags, Flag::Departure),
            Self::Alert => flag(tags, Flag::Alert),
        }
    }
}

fn ids<T: Tag>(tags: TagSet<T>) -> BTreeSet<String> {
    tags.iter().map(|tag| tag.id().to_owned()).collect()
}

fn flag(tags: &Tags, flag: Flag) -> BTreeSet<String> {
    tags.flags.contains(flag).then(|| flag.id().to_owned()).into_iter().collect()
}
