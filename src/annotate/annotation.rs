//! What a comment is tagged with.

use crate::lexicon::LabelId;
use crate::taxonomy::{Aspect, Channel, Flag, Mode, Qualification, Step, TagSet, Theme, Tone};

/// A named irritant or « enthousiasmant », or a theme blamed or praised without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mention {
    /// Theme it belongs to.
    pub theme: Theme,
    /// Index of its label in the lexicon; `None` when nothing named it.
    pub label: Option<LabelId>,
    /// Journey step of its clause, when one is told.
    pub step: Option<Step>,
}

/// All the tags of one comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Tone of the whole.
    pub tone: Tone,
    /// Tone score in thousandths, from -1000 to 1000.
    pub score: i32,
    /// Modes of expression; never empty.
    pub modes: TagSet<Mode>,
    /// Exactly one.
    pub qualification: Qualification,
    /// Themes with their polarity.
    pub aspects: TagSet<Aspect>,
    /// Journey steps that the text speaks of.
    pub steps: TagSet<Step>,
    /// The step that the text speaks of most; its touchpoint when the export has none.
    pub main_step: Option<Step>,
    /// Channels used or tried.
    pub channels: TagSet<Channel>,
    /// Departure, alert.
    pub flags: TagSet<Flag>,
    /// Irritants, sorted, without duplicates.
    pub irritants: Vec<Mention>,
    /// « Enthousiasmants », sorted, without duplicates.
    pub delights: Vec<Mention>,
}
