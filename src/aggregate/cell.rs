//! Goes in: what one comment adds. Comes out: the counts that it belongs to, by name, for tables that are kept day by day.
//! Never: adds anything up.

use smallvec::SmallVec;

use super::tally::{Counted, UNKNOWN_TOUCHPOINT};
use crate::annotate::LabelId;
use crate::taxonomy::{Step, Tag, TagSet, Theme};

/// What stands for all touchpoints together.
pub const EVERY_TOUCHPOINT: &str = "TOUS";

/// What a count is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Comments.
    Comments,
    /// Comments by rating, in thousandths.
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

/// One count, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell<'a> {
    /// What it is about.
    pub facet: Facet,
    /// A touchpoint as written in reports, or [`EVERY_TOUCHPOINT`].
    pub touchpoint: &'a str,
    /// Identifier of a theme, or nothing.
    pub theme: &'a str,
    /// A label, a tag or a rating, or nothing.
    pub name: &'a str,
}

/// Tells each count that a comment belongs to, once.
pub fn each_cell<'a>(
    counted: &Counted<'a>,
    label: impl Fn(LabelId) -> &'a str,
    each: &mut dyn FnMut(&Cell<'_>),
) {
    let ann = counted.annotation;
    let rating = counted.rating.map(|rating| rating.to_string());
    for touchpoint in counted.touchpoints.iter().copied().chain([EVERY_TOUCHPOINT]) {
        each(&Cell { facet: Facet::Comments, touchpoint, theme: "", name: "" });
        if let Some(name) = &rating {
            each(&Cell { facet: Facet::Rating, touchpoint, theme: "", name });
        }
    }
    for (facet, mentions) in [(Facet::Irritant, &ann.irritants), (Facet::Delight, &ann.delights)] {
        let mut cells: SmallVec<[Cell<'_>; 8]> = SmallVec::new();
        for mention in mentions {
            let name = mention.label.map_or("", &label);
            let cell = |touchpoint| Cell { facet, touchpoint, theme: mention.theme.id(), name };
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
fn each_tag(counted: &Counted<'_>, each: &mut dyn FnMut(&Cell<'_>)) {
    let ann = counted.annotation;
    let mut all = |facet, theme, name| each(&Cell { facet, touchpoint: EVERY_TOUCHPOINT, theme, name });
    let mut themes: TagSet<Theme> = TagSet::EMPTY;
    for aspect in ann.aspects.iter() {
        themes.insert(aspect.theme);
        all(Facet::Aspect, aspect.theme.id(), aspect.polarity.id());
    }
    themes.iter().for_each(|theme| all(Facet::Theme, theme.id(), ""));
    ann.modes.iter().for_each(|mode| all(Facet::Mode, "", mode.id()));
    all(Facet::Qualification, "", ann.qualification.id());
    ann.steps.iter().for_each(|step| all(Facet::Step, "", step.id()));
    ann.channels.iter().for_each(|channel| all(Facet::Channel, "", channel.id()));
    ann.flags.iter().for_each(|flag| all(Facet::Flag, "", flag.id()));
}
