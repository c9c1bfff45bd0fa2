//! A period beside the one before, and beside the same one a year ago.

use std::collections::BTreeSet;

use super::chance::{Part, benjamini_hochberg, fisher_two_sided};
use super::count::{comments, within};
use super::{Calendar, Count, CountName, Counts, DailyCounts, Span};
use crate::aggregate::{EVERY_TOUCHPOINT, Moments};
use crate::welch::{chance, mean};

/// Rate of false changes among those that are told.
const FALSE_CHANGES: f64 = 0.05;
/// Comments wanted in each period before a figure is compared.
const FEWEST_COMMENTS: u64 = 30;
/// Mentions wanted in both periods together.
const FEWEST_MENTIONS: u64 = 5;

/// Where a figure goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It rises, and not by chance.
    Up,
    /// It falls, and not by chance.
    Down,
    /// What moves may be chance.
    Steady,
    /// Too few comments to tell.
    TooFew,
}

/// A figure against an earlier one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The earlier figure, in millionths; `None` where there was no comment.
    pub value: Option<i64>,
    /// Whether it changed.
    pub verdict: Verdict,
    /// How likely by chance; `None` where it was not tested.
    pub p: Option<f64>,
}

/// A figure over the last period.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// `verbatims`, `ton_net`, `note`, or the facet whose share it is: `irritant`, `qualification`...
    pub indicator: String,
    /// A touchpoint, or `TOUS`.
    pub touchpoint: String,
    /// A theme, or nothing.
    pub theme: String,
    /// What is counted, or nothing.
    pub name: String,
    /// Comments behind the figure.
    pub n: u64,
    /// In millionths: comments, a mean from -1 to 1, a rating, or a share.
    pub value: Option<i64>,
    /// Against the period before.
    pub before: Comparison,
    /// Against the same period a year ago.
    pub year_ago: Comparison,
}

impl Change {
    /// Whether more of it is better; `None` where neither is.
    pub fn rises_for_good(&self) -> Option<bool> {
        match (self.indicator.as_str(), self.name.as_str()) {
            ("ton_net" | "note" | "enthousiasmant", _) | ("qualification", "compliment") => Some(true),
            ("irritant" | "drapeau", _) | ("qualification", "reclamation" | "critique" | "incident") => {
                Some(false)
            }
            _ => None,
        }
    }
}

/// Every figure of the last period, key figures first; `year_ago` holds the counts of [`Calendar::year_ago`].
pub fn changes(calendar: Calendar, daily: &DailyCounts, year_ago: &Counts) -> Vec<Change> {
    let (last, before) = (calendar.last(), calendar.before());
    let [now, earlier] = [last, before].map(|span| within(daily, span));
    let all = Figures { daily, last, before, now: &now, earlier: &earlier, year_ago };
    let mut changes = Vec::new();
    for touchpoint in all.touchpoints() {
        changes.extend(all.volume(&touchpoint));
        changes.extend(all.tone(&touchpoint));
        changes.extend(all.rating(&touchpoint));
    }
    changes.extend(all.shares());
    decide(&mut changes, |change| &mut change.before);
    decide(&mut changes, |change| &mut change.year_ago);
    changes.sort_by(|a, b| order(a).cmp(&order(b)));
    changes
}

/// All touchpoints together first, then shares last and the most frequent of them first.
fn order(change: &Change) -> impl Ord + '_ {
    let kinds = ["verbatims", "ton_net", "note", "drapeau", "qualification", "irritant", "enthousiasmant"];
    let kind = kinds.iter().position(|kind| *kind == change.indicator);
    let is_share = kind > Some(2);
    let is_part = change.touchpoint != EVERY_TOUCHPOINT;
    let weight = if is_share { std::cmp::Reverse(change.value) } else { std::cmp::Reverse(None) };
    (is_share, is_part, kind, weight, &change.touchpoint, &change.theme, &change.name)
}

/// Which comparisons are changes, all of them being looked at together.
fn decide(changes: &mut [Change], of: impl Fn(&mut Change) -> &mut Comparison) {
    let p: Vec<f64> = changes.iter_mut().filter_map(|change| of(change).p).collect();
    let mut kept = benjamini_hochberg(&p, FALSE_CHANGES).into_iter();
    for change in changes {
        let value = change.value;
        let comparison = of(change);
        let rises = value > comparison.value;
        comparison.verdict = match comparison.p.map(|_| kept.next()) {
            None => Verdict::TooFew,
            Some(Some(true)) if rises => Verdict::Up,
            Some(Some(true)) => Verdict::Down,
            Some(_) => Verdict::Steady,
        };
    }
}

struct Figures<'c> {
    daily: &'c DailyCounts,
    last: Span,
    before: Span,
    now: &'c Counts,
    earlier: &'c Counts,
    year_ago: &'c Counts,
}

impl Figures<'_> {
    fn touchpoints(&self) -> Vec<String> {
        let counted = [self.now, self.earlier, self.year_ago].into_iter().flat_map(Counts::keys);
        let comments = counted.filter(|name| name.facet == "verbatims");
        comments.map(|name| name.touchpoint.clone()).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn volume(&self, touchpoint: &str) -> Option<Change> {
        let name = comments(touchpoint);
        let total = |counts: &Counts| counts.get(&name).map_or(0, Count::total);
        let [now, before, year] = [self.now, self.earlier, self.year_ago].map(total);
        // Volumes are told day by day: they vary more than chance alone would have it.
        let by_day = |span: Span| {
            let days = self.daily.get(&name);
            let mut sums = Moments::default();
            for day in span.first.iter_days().take_while(|day| *day <= span.last) {
                let n = days.and_then(|days| days.get(&day)).map_or(0, Count::total);
                sums.add(i32::try_from(n).unwrap_or(i32::MAX));
            }
            sums
        };
        // Before the first export, there were comments that nobody has.
        let is_known = before > 0 && now + before >= FEWEST_COMMENTS;
        let p = chance(&by_day(self.last), &by_day(self.before)).filter(|_| is_known);
        let units = |n: u64| Some(n.cast_signed() * 1_000_000);
        let year = if self.year_ago.is_empty() { None } else { units(year) };
        Some(change("verbatims", &name, now, units(now), (units(before), p), (year, None)))
    }

    fn tone(&self, touchpoint: &str) -> Option<Change> {
        let name = comments(touchpoint);
        let net = |counts: &Counts| {
            let Count([positive, negative, mixed, neutral]) = counts.get(&name).copied().unwrap_or_default();
            let mut sums = Moments::default();
            for (value, n) in [(1, positive), (-1, negative), (0, mixed + neutral)] {
                sums.add_times(value, n);
            }
            sums
        };
        self.mean("ton_net", &name, net, 1e6)
    }

    fn rating(&self, touchpoint: &str) -> Option<Change> {
        let name = comments(touchpoint);
        let ratings = |counts: &Counts| {
            let mut sums = Moments::default();
            let rated =
                counts.iter().filter(|(name, _)| name.facet == "note" && name.touchpoint == touchpoint);
            for (name, count) in rated {
                if let Ok(rating) = name.name.parse() {
                    sums.add_times(rating, count.total());
                }
            }
            sums
        };
        // Ratings come in thousandths.
        self.mean("note", &name, ratings, 1e3)
    }

    fn mean(
        &self,
        indicator: &str,
        name: &CountName,
        sums: impl Fn(&Counts) -> Moments,
        scale: f64,
    ) -> Option<Change> {
        let [now, before, year] = [self.now, self.earlier, self.year_ago].map(sums);
        let value = |sums: &Moments| mean(sums).map(|mean| (mean * scale).round() as i64);
        let p = |other: &Moments| chance(&now, other).filter(|_| now.n.min(other.n) >= FEWEST_COMMENTS);
        let (before, year) = ((value(&before), p(&before)), (value(&year), p(&year)));
        (now.n > 0 || before.0.is_some()).then(|| change(indicator, name, now.n, value(&now), before, year))
    }

    fn shares(&self) -> Vec<Change> {
        const SHARED: [&str; 4] = ["irritant", "enthousiasmant", "drapeau", "qualification"];
        let counted = self.now.keys().chain(self.earlier.keys());
        let names: BTreeSet<&CountName> =
            counted.filter(|name| SHARED.contains(&name.facet.as_str())).collect();
        names.into_iter().filter_map(|name| self.share(name)).collect()
    }

    fn share(&self, name: &CountName) -> Option<Change> {
        let all = comments(&name.touchpoint);
        let part = |counts: &Counts| {
            let total = |name| counts.get(name).map_or(0, Count::total);
            let some = total(name);
            // A mention may count at the step of its clause, its comment at another.
            Part { some, of: total(&all).max(some) }
        };
        let [now, before, year] = [self.now, self.earlier, self.year_ago].map(part);
        let value = |part: Part| part.share().map(|share| (share * 1e6).round() as i64);
        let p = |other: Part| {
            let enough = now.of.min(other.of) >= FEWEST_COMMENTS && now.some + other.some >= FEWEST_MENTIONS;
            enough.then(|| fisher_two_sided(now, other))
        };
        let is_worth_a_line = now.some + before.some >= FEWEST_MENTIONS || name.facet == "drapeau";
        is_worth_a_line.then(|| {
            let (before, year) = ((value(before), p(before)), (value(year), p(year)));
            change(&name.facet, name, now.some, value(now), before, year)
        })
    }
}

fn change(
    indicator: &str,
    name: &CountName,
    n: u64,
    value: Option<i64>,
    before: (Option<i64>, Option<f64>),
    year_ago: (Option<i64>, Option<f64>),
) -> Change {
    let CountName { touchpoint, theme, name, .. } = name.clone();
    let comparison = |(value, p)| Comparison { value, verdict: Verdict::TooFew, p };
    let (before, year_ago) = (comparison(before), comparison(year_ago));
    Change { indicator: indicator.to_owned(), touchpoint, theme, name, n, value, before, year_ago }
}
