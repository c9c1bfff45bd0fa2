//! Goes in: the counts that a history keeps. Comes out: what changes, each change tested against chance. Never: reads a
//! database, a text or a tag, nor writes a report.
//!
//! The day of a run is the last one that has a comment: [`Calendar`] tells which days are compared with which. [`changes`]
//! sets the last period beside the one before and the same one a year ago; [`signals`] looks for the irritants, delights and
//! flags that leave their own past, so that a run can say so within days; [`rises`] looks for the terms that do.

mod calendar;
mod chance;
mod change;
mod count;
mod emerging;
mod signal;

pub use calendar::{Calendar, Span};
pub use chance::benjamini_hochberg;
pub use change::{Change, Comparison, Verdict, changes};
pub use count::{CountName, Series, Timeline, Tones};
pub use emerging::{Emerging, Rise, Said, TermsRead, Windows, WordCount, days, rises};
pub use signal::{Direction, Signal, signals};

/// What the history says at the end of a run.
#[derive(Clone, Debug)]
pub struct Evolution {
    /// Which days were compared.
    pub calendar: Calendar,
    /// Every figure, period against period.
    pub changes: Vec<Change>,
    /// What leaves its own past.
    pub signals: Vec<Signal>,
    /// Terms that rise against their own past, the most unlikely first.
    pub emerging: Vec<Emerging>,
}
