//! Which days are compared with which.

use chrono::{Days, NaiveDate};

/// Days between two, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

impl Span {
    /// How many days.
    pub fn n_days(&self) -> usize {
        (self.last - self.first).num_days() as usize + 1
    }
}

/// The days of a run, by the last one that has a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Last day that has a comment.
    pub reference: NaiveDate,
    /// Days of a period.
    pub days: u32,
    /// Last day that had a comment before the run, which told it; `None` in a new history.
    pub told: Option<NaiveDate>,
}

/// Weeks of one year ago: a period is compared with one of the same days of the week.
const DAYS_OF_A_YEAR: u64 = 364;
/// Days in which signals are looked for, one evaluation after the other.
pub(super) const RECENT: u32 = 21;
/// Days before them, which are the past that signals leave: eight weeks.
pub(super) const PAST: u32 = 56;

impl Calendar {
    /// The last period.
    pub fn last(&self) -> Span {
        self.span(0, self.days)
    }

    /// The period before it.
    pub fn before(&self) -> Span {
        self.span(self.days, self.days)
    }

    /// The same period a year ago, 52 weeks to the day.
    pub fn year_ago(&self) -> Span {
        let Span { first, last } = self.last();
        Span { first: back(first, DAYS_OF_A_YEAR), last: back(last, DAYS_OF_A_YEAR) }
    }

    /// Days that are wanted one by one: both periods, and those of signals.
    pub fn recent(&self) -> Span {
        self.span(0, RECENT.max(2 * self.days))
    }

    /// The past of signals.
    pub fn past(&self) -> Span {
        self.span(RECENT, PAST)
    }

    /// How many days ago the last run before this one may have been: those since then were told by none. The comments of a
    /// new history are told as if each day had had its run.
    pub(super) fn last_told(&self) -> u32 {
        let days = self.told.map_or(0, |told| (self.reference - told).num_days());
        u32::try_from(days).unwrap_or(0).max(1)
    }

    /// So many days that end so many days before the reference.
    pub(super) fn span(&self, ago: u32, days: u32) -> Span {
        let last = back(self.reference, u64::from(ago));
        Span { first: back(last, u64::from(days.max(1)) - 1), last }
    }
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}
