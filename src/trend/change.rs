//! A period beside the one before, and beside the same one a year ago.

use super::chance::{Part, benjamini_hochberg, counts_two_sided, fisher_two_sided};
use super::{CountName, Series, Timeline, Tones};
use crate::aggregate::{EVERY_TOUCHPOINT, Moments};
use crate::scale::Scale;
use crate::welch::{chance, mean};

/// Rate of false changes among those that are told.
const FALSE_CHANGES: f64 = 0.05;
/// Comments wanted in each period before a figure is compared.
const FEWEST_COMMENTS: u64 = 30;
/// Mentions wanted in both periods together.
const FEWEST_MENTIONS: u64 = 5;
/// What is told as a share of comments.
const SHARED: [&str; 4] = ["irritant", "enthousiasmant", "drapeau", "qualification"];

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
    /// What is counted, or nothing; the scale of a rating where there are several.
    pub name: String,
    /// The scale of a mean rating.
    pub scale: Option<Scale>,
    /// Comments behind the figure.
    pub n: u64,
    /// In millionths: comments, a mean from -1 to 1, a rating, or a share.
    pub value: Option<i64>,
    /// Against the period before.
    pub before: Comparison,
    /// Against the same period a year ago.
    pub year_ago: Comparison,
    /// Whether enough comments mention it for a line of the table of changes; a target may ask for it all the same.
    pub is_told: bool,
}

impl Change {
    /// Whether more of it is better; `None` where neither is.
    pub fn rises_for_good(&self) -> Option<bool> {
        if let Some(scale) = self.scale {
            return Some(scale.rises_with_satisfaction());
        }
        match (self.indicator.as_str(), self.name.as_str()) {
            ("ton_net" | "enthousiasmant", _) | ("qualification", "compliment") => Some(true),
            ("irritant" | "drapeau", _) | ("qualification", "reclamation" | "critique" | "incident") => {
                Some(false)
            }
            _ => None,
        }
    }
}

/// Every figure of the last period, key figures first.
pub fn changes(timeline: &Timeline) -> Vec<Change> {
    let figures = Figures { timeline, has_year_ago: timeline.has_year_ago() };
    let mut changes = Vec::new();
    let was_spoken_of = |comments: &&Series| comments.periods(timeline.calendar).iter().any(|n| *n > 0);
    for comments in timeline.of(&["verbatims"]).filter(was_spoken_of) {
        changes.extend(figures.volume(comments));
        changes.extend(figures.tone(comments));
        changes.extend(figures.ratings(comments));
    }
    name_scales(&mut changes);
    changes.extend(timeline.of(&SHARED).filter_map(|count| figures.share(count)));
    decide(&mut changes, |change| &mut change.before);
    decide(&mut changes, |change| &mut change.year_ago);
    changes.sort_by(|a, b| order(a).cmp(&order(b)));
    changes
}

/// A scale needs no name where all rate on the same.
fn name_scales(changes: &mut [Change]) {
    let mut scales: Vec<Scale> = changes.iter().filter_map(|change| change.scale).collect();
    scales.sort_unstable();
    scales.dedup();
    if scales.len() > 1 {
        for change in changes {
            change.name = change.scale.map_or("", Scale::id).to_owned();
        }
    }
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

struct Figures<'t> {
    timeline: &'t Timeline,
    has_year_ago: bool,
}

impl Figures<'_> {
    fn volume(&self, comments: &Series) -> Option<Change> {
        let [now, before, year] = comments.periods(self.timeline.calendar);
        // Volumes are told day by day: they vary more than chance alone would have it.
        let mut periods = comments.days.chunks(self.timeline.calendar.last().n_days()).map(|days| {
            let mut sums = Moments::default();
            days.iter().for_each(|n| sums.add(i32::try_from(*n).unwrap_or(i32::MAX)));
            sums
        });
        let (by_day, by_day_before) = (periods.next()?, periods.next()?);
        // Before the first export, there were comments that nobody has.
        let is_known = before > 0 && now + before >= FEWEST_COMMENTS;
        // Days that are nearly alike vary less than chance would have it, and would make a change of anything.
        let p = chance(&by_day, &by_day_before)
            .filter(|_| is_known)
            .map(|p| p.max(counts_two_sided(now, before)));
        let units = |n: u64| Some(n.cast_signed() * 1_000_000);
        let year = if self.has_year_ago { units(year) } else { None };
        Some(change("verbatims", &comments.name, now, units(now), (units(before), p), (year, None)))
    }

    fn tone(&self, comments: &Series) -> Option<Change> {
        let net = |[positive, negative, mixed, neutral]: Tones| {
            let mut sums = Moments::default();
            for (value, n) in [(1, positive), (-1, negative), (0, mixed + neutral)] {
                sums.add_times(value, n);
            }
            sums
        };
        mean_of("ton_net", &comments.name, comments.tones.map(net), 1e6)
    }

    /// A mean for each scale: none is compared with another.
    fn ratings(&self, comments: &Series) -> impl Iterator<Item = Change> {
        let counts = self.timeline.at("note", &comments.name.touchpoint);
        counts.chunk_by(|one, next| one.name.theme == next.name.theme).filter_map(|counts| {
            // The first histories kept ratings without their scale.
            let scale = Scale::from_id(&counts[0].name.theme)?;
            let mut sums = [Moments::default(); 3];
            for count in counts {
                let Ok(rating) = count.name.name.parse() else { continue };
                let periods = count.periods(self.timeline.calendar);
                sums.iter_mut().zip(periods).for_each(|(sums, n)| sums.add_times(rating, n));
            }
            // Ratings come in thousandths.
            let change = mean_of("note", &comments.name, sums, 1e3)?;
            Some(Change { scale: Some(scale), ..change })
        })
    }

    fn share(&self, count: &Series) -> Option<Change> {
        let periods = |count: &Series| count.periods(self.timeline.calendar);
        let all = self.timeline.comments(&count.name.touchpoint).map(periods).unwrap_or_default();
        let some = periods(count);
        let [now, before, year] = [0, 1, 2].map(|period| {
            // A mention may count at the step of its clause, its comment at another.
            Part { some: some[period], of: all[period].max(some[period]) }
        });
        let value = |part: Part| part.share().map(|share| (share * 1e6).round() as i64);
        let p = |other: Part| {
            let enough = now.of.min(other.of) >= FEWEST_COMMENTS && now.some + other.some >= FEWEST_MENTIONS;
            enough.then(|| fisher_two_sided(now, other))
        };
        let n = now.some + before.some;
        (n > 0).then(|| {
            let (before, year) = ((value(before), p(before)), (value(year), p(year)));
            let is_told = n >= FEWEST_MENTIONS || count.name.facet == "drapeau";
            let change = change(&count.name.facet, &count.name, now.some, value(now), before, year);
            Change { is_told, ..change }
        })
    }
}

/// A mean of the last period, of the one before and of that of a year ago.
fn mean_of(indicator: &str, name: &CountName, sums: [Moments; 3], scale: f64) -> Option<Change> {
    let [now, before, year] = sums;
    let value = |sums: &Moments| mean(sums).map(|mean| (mean * scale).round() as i64);
    let p = |other: &Moments| chance(&now, other).filter(|_| now.n.min(other.n) >= FEWEST_COMMENTS);
    let (before, year) = ((value(&before), p(&before)), (value(&year), p(&year)));
    (now.n > 0 || before.0.is_some()).then(|| change(indicator, name, now.n, value(&now), before, year))
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
    Change {
        indicator: indicator.to_owned(),
        touchpoint,
        theme,
        name,
        scale: None,
        n,
        value,
        before,
        year_ago,
        is_told: true,
    }
}
