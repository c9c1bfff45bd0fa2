//! Goes in: what one comment adds. Comes out: the counts that it belongs to, by name, for tables that are kept day by day.
//! Never: adds anything up.

use smallvec::SmallVec;

use super::tally::{Counted, UNKNOWN_TOUCHPOINT};
use crate::annotate::LabelId;
use crate::config::EVERY_TOUCHPOINT;
use crate::scale::Scale;
use crate::taxonomy::{Step, Tag, TagSet, Theme};

/// What a count is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Comments.
    Comments,
    /// Comments by rating, on the scale of their file.
    Rating,
    /// Comments that mention an irritant; without a name when the theme alone is blamed.
    Irritant,
    /// The same of what delights.
    Delight,
    /// Comments about a theme, whatever is said of it.
    Theme,
    /// Comments about a theme, by what is said of it.
    Aspect,
    /// Comments by mode.
    Mode,
    /// Comments by qualification.
    Qualification,
    /// Comments by journey step.
    Step,
    /// Comments by channel.
    Channel,
    /// Comments by flag.
    Flag,
}

impl Facet {
    /// As tables name it.
    pub fn id(self) -> &'static str {
        [
            "verbatims",
            "note",
            "irritant",
            "enthousiasmant",
            "theme",
            "aspect",
            "mode",
            "qualification",
            "etape",
            "canal",
            "drapeau",
        ][self as usize]
    }
}

/// One count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell<'a> {
    /// What it is about.
    pub facet: Facet,
    /// A touchpoint as written in reports, or [`EVERY_TOUCHPOINT`].
    pub touchpoint: &'a str,
    /// The theme of an aspect or of a mention.
    pub theme: Option<Theme>,
    /// What is counted of the facet.
    pub item: Item,
}

/// What a cell counts of its facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// All of it.
    Whole,
    /// What has this rating of a scale, in thousandths.
    Rating(Scale, i32),
    /// What has this label.
    Label(LabelId),
    /// What has this tag.
    Tag(&'static str),
}

/// Tells each count that a comment belongs to, once.
pub fn each_cell<'a>(counted: &Counted<'a>, each: &mut dyn FnMut(&Cell<'a>)) {
    let ann = counted.annotation;
    for touchpoint in counted.touchpoints.iter().copied().chain([EVERY_TOUCHPOINT]) {
        each(&Cell { facet: Facet::Comments, touchpoint, theme: None, item: Item::Whole });
        if let Some((scale, rating)) = counted.rated() {
            each(&Cell { facet: Facet::Rating, touchpoint, theme: None, item: Item::Rating(scale, rating) });
        }
    }
    for (facet, mentions) in [(Facet::Irritant, &ann.irritants), (Facet::Delight, &ann.delights)] {
        let mut cells: SmallVec<[Cell<'a>; 8]> = SmallVec::new();
        for mention in mentions {
            let item = mention.label.map_or(Item::Whole, Item::Label);
            let cell = |touchpoint| Cell { facet, touchpoint, theme: Some(mention.theme), item };
            cells.push(cell(EVERY_TOUCHPOINT));
            cells.extend(places(counted, mention.step).iter().map(|place| cell(place)));
        }
        cells.sort_unstable();
        cells.dedup();
        cells.iter().for_each(&mut *each);
    }
    each_tag(counted, each);
}

/// Where a mention counts: at the step of its clause, or at the touchpoints of its comment.
fn places<'a>(counted: &Counted<'a>, step: Option<Step>) -> SmallVec<[&'a str; 4]> {
    if !counted.by_step {
        return SmallVec::from_slice(counted.touchpoints);
    }
    let step = step.or(counted.annotation.main_step);
    SmallVec::from_slice(&[step.map_or(UNKNOWN_TOUCHPOINT, |step| step.id())])
}

/// Tags count over all touchpoints only.
fn each_tag<'a>(counted: &Counted<'a>, each: &mut dyn FnMut(&Cell<'a>)) {
    let ann = counted.annotation;
    let mut all = |facet, theme, item| each(&Cell { facet, touchpoint: EVERY_TOUCHPOINT, theme, item });
    let mut themes: TagSet<Theme> = TagSet::EMPTY;
    for aspect in ann.aspects.iter() {
        themes.insert(aspect.theme);
        all(Facet::Aspect, Some(aspect.theme), Item::Tag(aspect.polarity.id()));
    }
    themes.iter().for_each(|theme| all(Facet::Theme, Some(theme), Item::Whole));
    ann.modes.iter().for_each(|mode| all(Facet::Mode, None, Item::Tag(mode.id())));
    all(Facet::Qualification, None, Item::Tag(ann.qualification.id()));
    ann.steps.iter().for_each(|step| all(Facet::Step, None, Item::Tag(step.id())));
    ann.channels.iter().for_each(|channel| all(Facet::Channel, None, Item::Tag(channel.id())));
    ann.flags.iter().for_each(|flag| all(Facet::Flag, None, Item::Tag(flag.id())));
}
