//! Goes in: the counts that a history keeps. Comes out: what changes, each change tested against chance. Never: reads a
//! database, a text or a tag, nor writes a report.

mod emerging;

pub use emerging::{Emerging, Rise, Said, Windows, days, rises};

/// What the history says at the end of a run.
#[derive(Clone, Debug, Default)]
pub struct Evolution {
    /// Terms that rise against their own past, the most unlikely first.
    pub emerging: Vec<Emerging>,
}
