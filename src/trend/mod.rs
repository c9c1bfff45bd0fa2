//! Goes in: the counts that a history keeps. Comes out: what changes, each change tested against chance. Never: reads a
//! database, a text or a tag, nor writes a report.

/// What the history says at the end of a run.
#[derive(Clone, Debug, Default)]
pub struct Evolution {}
