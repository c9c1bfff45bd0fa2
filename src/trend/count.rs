//! Counts by name, of several days together or day by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Span;

/// What is counted, in the words of the history.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountName {
    /// `verbatims`, `irritant`...
    pub facet: String,
    /// A touchpoint, or `TOUS`.
    pub touchpoint: String,
    /// A theme, or nothing.
    pub theme: String,
    /// A label, a tag or a rating in thousandths, or nothing.
    pub name: String,
}

impl CountName {
    /// From facet, touchpoint, theme and name.
    pub fn of(names: [&str; 4]) -> Self {
        let [facet, touchpoint, theme, name] = names.map(str::to_owned);
        Self { facet, touchpoint, theme, name }
    }
}

/// Comments by tone: positive, negative, mixed, neutral.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count(pub [u64; 4]);

/// Counts of a span.
pub type Counts = BTreeMap<CountName, Count>;

/// The same, day by day.
pub type DailyCounts = BTreeMap<CountName, BTreeMap<NaiveDate, Count>>;

impl Count {
    /// Comments.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }

    /// Adds comments.
    pub fn add(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, theirs)| *mine += theirs);
    }
}

/// Sums over a span.
pub(super) fn within(daily: &DailyCounts, span: Span) -> Counts {
    let mut sums = Counts::new();
    for (name, days) in daily {
        for count in days.range(span.first..=span.last).map(|(_, count)| *count) {
            sums.entry(name.clone()).or_default().add(count);
        }
    }
    sums
}

/// Comments of a touchpoint, or of all.
pub(super) fn comments(touchpoint: &str) -> CountName {
    let (facet, touchpoint) = ("verbatims".to_owned(), touchpoint.to_owned());
    CountName { facet, touchpoint, theme: String::new(), name: String::new() }
}
