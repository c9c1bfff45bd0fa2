//! Irritants, delights and flags that leave their own past, at a touchpoint or over all.
//!
//! The share of comments that mention it over the last [`WINDOWS`] days is compared with its share over eight weeks that
//! end three weeks before the reference, by Fisher's exact test on one side, as mid-P for falls. Simes' procedure makes one
//! probability of those of all windows; Benjamini and Hochberg's then keeps at most [`FALSE_SIGNALS`] of false ones a day,
//! among rises and among falls.

use chrono::NaiveDate;

use super::calendar::RECENT;
use super::chance::{Part, benjamini_hochberg, fisher, fisher_mid, simes};
use super::{Calendar, CountName, Series, Timeline};
use crate::aggregate::EVERY_TOUCHPOINT;

/// Days that are looked at together.
const WINDOWS: [u32; 7] = [1, 2, 3, 5, 7, 10, 14];
/// Rate of false signals among the rises of a day, and among its falls: these wake nobody up.
const FALSE_SIGNALS: [f64; 2] = [0.01, 0.02];
/// Comments of the past wanted before anything is told of a touchpoint.
const FEWEST_COMMENTS: u64 = 50;
/// Mentions wanted to tell a rise, and to have been expected to tell a fall.
const FEWEST_MENTIONS: f64 = 3.0;
const FEWEST_EXPECTED: f64 = 5.0;
/// Mentions that the longest window must have been expected to have, for a fall to be looked for: under that, even none
/// would be no signal (R. E. Tarone, A modified Bonferroni method for discrete data, Biometrics 46, 1990).
const FEWEST_LOOKED_FOR: f64 = 9.0;
/// How many times more, or less, is worth a line.
const RATIO: f64 = 2.0;
/// Days without a signal after which one is new, of those that a run may have told.
const QUIET: u32 = 7;

/// Where a count goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// More of it.
    Up,
    /// Less of it.
    Down,
}

/// A count that leaves its own past.
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    /// What is counted.
    pub name: CountName,
    /// Where it goes.
    pub direction: Direction,
    /// First day of the window where it shows best.
    pub since: NaiveDate,
    /// Comments of that window that mention it, and all.
    pub recent: (u64, u64),
    /// The same of the past.
    pub past: (u64, u64),
    /// How likely by chance, all windows considered.
    pub p: f64,
    /// No run of the week before could have told it.
    pub is_new: bool,
}

/// What leaves its past on the reference day, the most certain first.
pub fn signals(timeline: &Timeline) -> Vec<Signal> {
    let watched = watched(timeline);
    let told = |direction| told(timeline.calendar, &watched, direction);
    let mut signals = told(Direction::Up);
    signals.extend(told(Direction::Down));
    drop_explained(&mut signals);
    signals.sort_by(|a, b| a.p.total_cmp(&b.p).then_with(|| a.name.cmp(&b.name)));
    signals
}

/// Rises, or falls: each is a family of its own, since falls can be told of the frequent few alone.
fn told(calendar: Calendar, watched: &[Watched<'_>], direction: Direction) -> Vec<Signal> {
    let (found, threshold) = look(watched, direction, 0);
    let found: Vec<_> = found.into_iter().filter(|found| found.is_told(threshold)).collect();
    // Quiet nights look at no other day.
    let days = if found.is_empty() { 0 } else { QUIET };
    let earlier: Vec<(u32, f64)> =
        (calendar.last_told()..=days).map(|ago| (ago, look(watched, direction, ago).1)).collect();
    let signals = found.into_iter().map(|Found { count, direction, best }| {
        let was_told = |(ago, threshold): &(u32, f64)| {
            let best = count.best(direction, *ago);
            best.is_some_and(|best| Found { count, direction, best }.is_told(*threshold))
        };
        Signal {
            name: count.name.clone(),
            direction,
            since: calendar.span(0, best.days).first,
            recent: (best.recent.some, best.recent.of),
            past: (count.past.some, count.past.of),
            p: best.p,
            is_new: !earlier.iter().any(was_told),
        }
    });
    signals.collect()
}

/// Every count in a direction as a run of so many days before the reference would see it, and the probability under
/// which it would tell.
fn look<'w>(watched: &'w [Watched<'w>], direction: Direction, ago: u32) -> (Vec<Found<'w>>, f64) {
    let seen = watched.iter().filter_map(|count| Some((count, count.best(direction, ago)?)));
    let found: Vec<Found<'_>> = seen.map(|(count, best)| Found { count, direction, best }).collect();
    let p: Vec<f64> = found.iter().map(|found| found.best.p).collect();
    let rate = FALSE_SIGNALS[direction as usize];
    let n_kept = benjamini_hochberg(&p, rate).into_iter().filter(|kept| *kept).count();
    // What the procedure keeps is what lies under this.
    (found, n_kept as f64 / p.len().max(1) as f64 * rate)
}

/// A count and the window where it leaves its past most surely.
struct Found<'w> {
    count: &'w Watched<'w>,
    direction: Direction,
    best: Best,
}

impl Found<'_> {
    fn is_told(&self, threshold: f64) -> bool {
        threshold > 0.0 && self.best.p <= threshold && self.best.is_large(self.direction)
    }
}

/// What one touchpoint explains is not told of all of them again.
fn drop_explained(signals: &mut Vec<Signal>) {
    let over_all = |signal: &Signal| {
        let touchpoint = EVERY_TOUCHPOINT.to_owned();
        (CountName { touchpoint, ..signal.name.clone() }, signal.direction)
    };
    let is_part = |signal: &&Signal| signal.name.touchpoint != EVERY_TOUCHPOINT;
    let explained: Vec<(CountName, Direction)> = signals.iter().filter(is_part).map(over_all).collect();
    signals.retain(|signal| is_part(&signal) || !explained.contains(&over_all(signal)));
}

/// A count with the comments that it is a share of.
struct Watched<'c> {
    name: &'c CountName,
    /// By day, from the reference backwards: comments that mention it, and all.
    days: Vec<(u64, u64)>,
    past: Part,
}

fn watched<'t>(timeline: &'t Timeline) -> Vec<Watched<'t>> {
    let watch = |count: &'t Series| {
        let all = timeline.comments(&count.name.touchpoint)?;
        let (some, of) = (count.past, all.past);
        let days = count.days.iter().zip(&all.days).take(RECENT as usize);
        let days = days.map(|(some, of)| (*some, (*of).max(*some))).collect();
        (of >= FEWEST_COMMENTS).then_some(Watched {
            name: &count.name,
            days,
            past: Part { some: some.min(of), of },
        })
    };
    timeline.of(&["irritant", "enthousiasmant", "drapeau"]).filter_map(watch).collect()
}

/// The window where a count leaves its past most surely.
struct Best {
    days: u32,
    recent: Part,
    past: Part,
    /// All windows considered.
    p: f64,
}

impl Watched<'_> {
    /// As a run of so many days before the reference would see it; `None` where nothing could be told.
    fn best(&self, direction: Direction, ago: u32) -> Option<Best> {
        if !self.could_tell(direction, ago) {
            return None;
        }
        let mut best: Option<Best> = None;
        let mut all = [1.0; WINDOWS.len()];
        for (days, p) in WINDOWS.into_iter().zip(&mut all) {
            let window = self.days.get(ago as usize..(ago + days) as usize)?;
            let (some, of) = window.iter().fold((0, 0), |(some, of), day| (some + day.0, of + day.1));
            let recent = Part { some, of };
            let Some(share) = recent.share() else { continue };
            let rises = Some(share) > self.past.share();
            // What goes the other way is likely enough, and so is what no procedure would keep.
            let ceiling = FALSE_SIGNALS[direction as usize];
            match direction {
                Direction::Up if rises => *p = fisher(recent, self.past, ceiling),
                Direction::Down if !rises => *p = fisher_mid(self.past, recent, ceiling),
                _ => {}
            }
            if best.as_ref().is_none_or(|best| *p < best.p) {
                best = Some(Best { days, recent, past: self.past, p: *p });
            }
        }
        best.map(|best| Best { p: simes(all), ..best })
    }

    /// Whether there is enough of it in all for a signal, however it were spread: what could tell nothing is not tested,
    /// so that it takes nothing away from the others.
    fn could_tell(&self, direction: Direction, ago: u32) -> bool {
        let longest = self.days.iter().skip(ago as usize).take(WINDOWS[WINDOWS.len() - 1] as usize);
        let (some, of) = longest.fold((0, 0), |(some, of), day| (some + day.0, of + day.1));
        match direction {
            Direction::Up => (some + self.past.some) as f64 >= FEWEST_MENTIONS,
            Direction::Down => self.past.some as f64 / self.past.of as f64 * of as f64 >= FEWEST_LOOKED_FOR,
        }
    }
}

impl Best {
    fn is_large(&self, direction: Direction) -> bool {
        let [now, then] = [self.recent, self.past].map(|part| part.share().unwrap_or_default());
        match direction {
            Direction::Up => self.recent.some as f64 >= FEWEST_MENTIONS && now >= RATIO * then,
            Direction::Down => then * self.recent.of as f64 >= FEWEST_EXPECTED && now * RATIO <= then,
        }
    }
}
