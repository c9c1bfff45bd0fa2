//! Whether a comment meets the conditions of a rule: names become keys once, so that a comment costs comparisons of
//! integers.

use std::sync::Arc;

use crate::annotate::{Annotation, LabelId};
use crate::config::{Conditions, Place};
use crate::lexicon::LabelBook;
use crate::taxonomy::{Polarity, Qualification, Tag, TagSet};
use crate::text::fold_name;

/// An irritant that no line of the lexicons names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{place}: a rule asks for the irritant \"{name}\", which no line of the lexicons names: see the column irritant of irritants.csv"
)]
pub struct UnknownIrritant {
    name: String,
    place: Place,
}

/// The conditions of a rule, ready to be met.
#[derive(Clone, Debug)]
pub(super) struct Matcher {
    when: Conditions,
    irritants: Vec<(LabelId, String)>,
    /// Folded, then as the rule has them.
    touchpoints: Vec<(String, String)>,
}

impl Matcher {
    pub(super) fn new(when: &Conditions, labels: &LabelBook, unknown: &mut Vec<UnknownIrritant>) -> Self {
        let mut irritants = Vec::new();
        for name in &when.irritants {
            let known = (0..).zip(labels.all());
            let mut known =
                known.filter(|(_, label)| label.polarity == Polarity::Negative && label.name == *name);
            match known.next() {
                Some((id, _)) => irritants.push((LabelId(id), name.clone())),
                None => {
                    unknown.push(UnknownIrritant { name: name.clone(), place: when.irritants_at.clone() });
                }
            }
        }
        let touchpoints = when.touchpoints.iter().map(|name| (fold_name(name), name.clone())).collect();
        Self { when: when.clone(), irritants, touchpoints }
    }

    /// `touchpoints` are folded.
    pub(super) fn is_met(&self, ann: &Annotation, touchpoints: &[Arc<str>]) -> bool {
        let when = &self.when;
        meets(when.aspects, ann.aspects)
            && meets(when.qualifications, qualified(ann))
            && meets(when.modes, ann.modes)
            && meets(when.flags, ann.flags)
            && (when.irritants.is_empty() || self.named(ann).next().is_some())
            && (self.touchpoints.is_empty() || self.there(touchpoints).next().is_some())
    }

    /// What of the comment meets the conditions.
    pub(super) fn reason(&self, ann: &Annotation, touchpoints: &[Arc<str>]) -> String {
        let when = &self.when;
        let mut met: Vec<String> = Vec::new();
        met.extend(both(when.flags, ann.flags).map(|tag| tag.id().to_owned()));
        met.extend(self.named(ann).map(str::to_owned));
        met.extend(both(when.aspects, ann.aspects).map(|aspect| aspect.to_string()));
        met.extend(both(when.qualifications, qualified(ann)).map(|tag| tag.id().to_owned()));
        met.extend(both(when.modes, ann.modes).map(|tag| tag.id().to_owned()));
        met.extend(self.there(touchpoints).map(str::to_owned));
        met.join("|")
    }

    /// Touchpoints asked for that are those of the comment.
    fn there(&self, touchpoints: &[Arc<str>]) -> impl Iterator<Item = &str> {
        let is_there = |asked: &str| touchpoints.iter().any(|name| **name == *asked);
        self.touchpoints.iter().filter(move |(asked, _)| is_there(asked)).map(|(_, name)| name.as_str())
    }

    /// Irritants asked for that the comment names.
    fn named(&self, ann: &Annotation) -> impl Iterator<Item = &str> {
        let there = |label: LabelId| ann.irritants.iter().any(|mention| mention.label == Some(label));
        self.irritants.iter().filter(move |(label, _)| there(*label)).map(|(_, name)| name.as_str())
    }
}

fn qualified(ann: &Annotation) -> TagSet<Qualification> {
    TagSet::from_iter([ann.qualification])
}

fn both<T: Tag>(asked: TagSet<T>, there: TagSet<T>) -> impl Iterator<Item = T> {
    asked.iter().filter(move |tag| there.contains(*tag))
}

/// Whether one of the tags asked for is there; none asked for is met.
fn meets<T: Tag>(asked: TagSet<T>, there: TagSet<T>) -> bool {
    asked.is_empty() || asked.without(there) != asked
}
