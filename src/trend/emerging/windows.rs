//! Goes in: the last day of a history. Comes out: its last weeks, and those that they are held against. Never: asks a clock.

use chrono::{Days, NaiveDate, Weekday};

/// The week of the last day, and the three before it.
const RECENT_WEEKS: u64 = 4;

/// Half a year.
const PAST_WEEKS: u64 = 26;

/// What is recent, and what is held against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// Monday of the week of the last day.
    last_week: NaiveDate,
}

impl Windows {
    /// Those that end with the week of a day; `None` at the ends of the calendar.
    pub fn ending(last: NaiveDate) -> Option<Self> {
        let last_week = last.week(Weekday::Mon).checked_first_day()?;
        last_week.checked_sub_days(Days::new(7 * (RECENT_WEEKS + PAST_WEEKS)))?;
        last_week.checked_add_days(Days::new(7))?;
        Some(Self { last_week })
    }

    /// Mondays of the last weeks.
    pub fn recent_weeks(self) -> Vec<NaiveDate> {
        self.weeks(0..RECENT_WEEKS)
    }

    /// Mondays of the weeks before.
    pub fn past_weeks(self) -> Vec<NaiveDate> {
        self.weeks(RECENT_WEEKS..RECENT_WEEKS + PAST_WEEKS)
    }

    /// In order, from weeks counted backwards.
    fn weeks(self, ago: std::ops::Range<u64>) -> Vec<NaiveDate> {
        ago.rev().map(|weeks| self.last_week - Days::new(7 * weeks)).collect()
    }
}

/// The days of weeks, in order.
pub fn days(weeks: &[NaiveDate]) -> Vec<NaiveDate> {
    weeks.iter().flat_map(|monday| (0..7).map(|day| *monday + Days::new(day))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_weeks_follow_those_before_without_a_hole() {
        let sunday = NaiveDate::from_ymd_opt(2026, 11, 29).unwrap();
        let windows = Windows::ending(sunday).unwrap();
        let (past, recent) = (days(&windows.past_weeks()), days(&windows.recent_weeks()));
        assert_eq!((past.len(), recent.len()), (26 * 7, 4 * 7));
        assert_eq!(recent.last(), Some(&sunday));
        let all: Vec<NaiveDate> = past.into_iter().chain(recent).collect();
        assert!(all.windows(2).all(|pair| pair[1] - pair[0] == chrono::TimeDelta::days(1)));
        assert_eq!(Windows::ending(NaiveDate::MIN), None);
        assert_eq!(Windows::ending(NaiveDate::MAX), None);
    }
}
