//! Irritants, delights and flags that leave their own past, at a touchpoint or over all.
//!
//! On each of the last days, the share of comments that mention it over the last [`WINDOWS`] days is compared with its
//! share over eight weeks that end three weeks before the reference, by Fisher's exact test on one side. The lowest
//! probability of a count, times the tests that were made of it, is that of the count; Benjamini and Hochberg's procedure
//! then keeps at most [`FALSE_SIGNALS`] of false ones a day.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::calendar::RECENT;
use super::chance::{Part, benjamini_hochberg, fisher};
use super::count::{EVERY_TOUCHPOINT, comments};
use super::{Calendar, Count, CountName, Counts, DailyCounts};

/// Days that are looked at together.
const WINDOWS: [u32; 6] = [1, 2, 3, 5, 7, 14];
/// Rate of false signals among those of a day.
const FALSE_SIGNALS: f64 = 0.01;
/// Comments of the past wanted before anything is told of a touchpoint.
const FEWEST_COMMENTS: u64 = 50;
/// Mentions wanted to tell a rise, and to have been expected to tell a fall.
const FEWEST_MENTIONS: f64 = 3.0;
const FEWEST_EXPECTED: f64 = 5.0;
/// How many times more, or less, is worth a line.
const RATIO: f64 = 2.0;
/// Days without a signal after which one is new.
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
    /// No run of the week before would have told it.
    pub is_new: bool,
}

/// What leaves its past on the reference day, the most certain first. `past` holds the counts of [`Calendar::past`].
pub fn signals(calendar: Calendar, daily: &DailyCounts, past: &Counts) -> Vec<Signal> {
    let watched = watched(calendar, daily, past);
    let mut found = told(calendar, &watched, 0);
    let earlier: Vec<Vec<Signal>> = (1..=QUIET).map(|ago| told(calendar, &watched, ago)).collect();
    for signal in &mut found {
        let same = |other: &Signal| other.name == signal.name && other.direction == signal.direction;
        signal.is_new = !earlier.iter().flatten().any(same);
    }
    // What one touchpoint explains is not told of all of them again.
    let parts: Vec<(CountName, Direction)> = found
        .iter()
        .filter(|signal| signal.name.touchpoint != EVERY_TOUCHPOINT)
        .map(|signal| {
            (CountName { touchpoint: EVERY_TOUCHPOINT.to_owned(), ..signal.name.clone() }, signal.direction)
        })
        .collect();
    found.retain(|signal| !parts.contains(&(signal.name.clone(), signal.direction)));
    found.sort_by(|a, b| a.p.total_cmp(&b.p).then_with(|| a.name.cmp(&b.name)));
    found
}

/// A count with the comments that it is a share of.
struct Watched<'c> {
    name: &'c CountName,
    /// By day, from the reference backwards: comments that mention it, and all.
    days: Vec<(u64, u64)>,
    past: Part,
}

fn watched<'c>(calendar: Calendar, daily: &'c DailyCounts, past: &'c Counts) -> Vec<Watched<'c>> {
    let mut names: Vec<&CountName> =
        daily.keys().chain(past.keys()).filter(|name| is_watched(name)).collect();
    names.sort_unstable();
    names.dedup();
    let all: BTreeMap<&str, Vec<u64>> = daily
        .keys()
        .filter(|name| name.facet == "verbatims")
        .map(|name| (name.touchpoint.as_str(), by_day(calendar, daily, name)))
        .collect();
    let watched = names.into_iter().filter_map(|name| {
        let total = |name: &CountName| past.get(name).map_or(0, Count::total);
        let (some, of) = (total(name), total(&comments(&name.touchpoint)));
        let everyone = all.get(name.touchpoint.as_str())?;
        let mentions = by_day(calendar, daily, name);
        let days = mentions.iter().zip(everyone).map(|(some, of)| (*some, (*of).max(*some))).collect();
        (of >= FEWEST_COMMENTS).then_some(Watched { name, days, past: Part { some: some.min(of), of } })
    });
    watched.collect()
}

impl Watched<'_> {
    /// Whether there is enough of it in all for a signal, however it were spread: what could tell nothing is not tested,
    /// so that it takes nothing away from the others.
    fn could_tell(&self, direction: Direction, ago: u32) -> bool {
        let longest = self.days.iter().skip(ago as usize).take(WINDOWS[WINDOWS.len() - 1] as usize);
        let (some, of) = longest.fold((0, 0), |(some, of), day| (some + day.0, of + day.1));
        match direction {
            Direction::Up => (some + self.past.some) as f64 >= FEWEST_MENTIONS,
            Direction::Down => self.past.some as f64 / self.past.of as f64 * of as f64 >= FEWEST_EXPECTED,
        }
    }
}

fn is_watched(name: &CountName) -> bool {
    ["irritant", "enthousiasmant", "drapeau"].contains(&name.facet.as_str())
}

fn by_day(calendar: Calendar, daily: &DailyCounts, name: &CountName) -> Vec<u64> {
    let days = daily.get(name);
    let day = |ago: u32| calendar.reference.checked_sub_days(Days::new(u64::from(ago)));
    (0..RECENT).map(|ago| day(ago).and_then(|day| days?.get(&day)).map_or(0, Count::total)).collect()
}

/// What a run of so many days before the reference tells.
fn told(calendar: Calendar, watched: &[Watched<'_>], ago: u32) -> Vec<Signal> {
    let mut found = Vec::new();
    for count in watched {
        for direction in [Direction::Up, Direction::Down] {
            found.extend(best(calendar, count, direction, ago));
        }
    }
    let p: Vec<f64> = found.iter().map(|signal| signal.p).collect();
    let mut kept = benjamini_hochberg(&p, FALSE_SIGNALS).into_iter();
    found.retain(|signal| kept.next() == Some(true) && is_large(signal));
    found
}

/// The window where a count leaves its past most surely; `None` where nothing could.
fn best(calendar: Calendar, count: &Watched<'_>, direction: Direction, ago: u32) -> Option<Signal> {
    if !count.could_tell(direction, ago) {
        return None;
    }
    let mut best: Option<Signal> = None;
    for days in WINDOWS {
        let window = count.days.get(ago as usize..(ago + days) as usize)?;
        let (some, of) = window.iter().fold((0, 0), |(some, of), day| (some + day.0, of + day.1));
        if of == 0 || some + count.past.some == 0 {
            continue;
        }
        let [more, fewer] = fisher(Part { some, of }, count.past);
        let p = if direction == Direction::Up { more } else { fewer };
        if best.as_ref().is_none_or(|best| p < best.p) {
            best = Some(Signal {
                name: count.name.clone(),
                direction,
                since: calendar.span(ago, days).first,
                recent: (some, of),
                past: (count.past.some, count.past.of),
                p,
                is_new: false,
            });
        }
    }
    // Every window in both directions is a test.
    best.map(|signal| Signal { p: (signal.p * 2.0 * WINDOWS.len() as f64).min(1.0), ..signal })
}

fn is_large(signal: &Signal) -> bool {
    let share = |(some, of): (u64, u64)| some as f64 / of.max(1) as f64;
    let (now, then) = (share(signal.recent), share(signal.past));
    match signal.direction {
        Direction::Up => signal.recent.0 as f64 >= FEWEST_MENTIONS && now >= RATIO * then,
        Direction::Down => then * signal.recent.1 as f64 >= FEWEST_EXPECTED && now * RATIO <= then,
    }
}
