//! Goes in: comments that come and go. Comes out: what each count gains or loses. Never: touches a database.

use chrono::{NaiveDate, Weekday};
use rustc_hash::FxHashMap;

use super::entry::Weight;
use crate::taxonomy::Tag;

/// What a count gains, or loses where it is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Movement {
    /// Comments, by tone.
    pub tones: [i64; 4],
    /// Sum of their scores, in thousandths.
    pub score: i64,
    /// Whether a comment left: the count may be down to nothing.
    pub has_loss: bool,
}

/// Movements by period and key.
#[derive(Debug, Default)]
pub struct Movements(FxHashMap<(Period, i64), Movement>);

/// A day, or the Monday of a week; `None` for comments without a date.
pub type Period = Option<NaiveDate>;

/// The Monday of the week of a day.
pub fn week_of(day: Period) -> Period {
    day.map(|day| day.week(Weekday::Mon).checked_first_day().unwrap_or(day))
}

impl Movements {
    /// A comment comes.
    pub fn gain(&mut self, period: Period, keys: impl IntoIterator<Item = i64>, weight: Weight) {
        self.shift(period, keys, weight, 1);
    }

    /// A comment goes.
    pub fn lose(&mut self, period: Period, keys: impl IntoIterator<Item = i64>, weight: Weight) {
        self.shift(period, keys, weight, -1);
    }

    fn shift(&mut self, period: Period, keys: impl IntoIterator<Item = i64>, weight: Weight, by: i64) {
        for key in keys {
            let movement = self.0.entry((period, key)).or_default();
            movement.tones[weight.tone.index()] += by;
            movement.score += by * i64::from(weight.score);
            movement.has_loss |= by < 0;
        }
    }

    /// Those that change something, in the order of tables, which writes each of their pages once.
    pub fn into_sorted(self) -> Vec<((Period, i64), Movement)> {
        let moves = |movement: &Movement| movement.score != 0 || movement.tones != [0; 4];
        let mut sorted: Vec<_> = self.0.into_iter().filter(|(_, movement)| moves(movement)).collect();
        sorted.sort_unstable_by_key(|(place, _)| *place);
        sorted
    }
}
