//! Goes in: annotations. Comes out: [`Summary`], the totals of a run. Never: divides, formats or reads text.

mod absorb;
mod few;
mod summary;
mod tally;

pub use absorb::Absorb;
pub use few::Few;
pub use summary::{
    Example, MentionKey, MentionTotals, Summary, TagCounts, TermTotals, ToneCounts, TouchpointTotals,
};
pub use tally::{Counted, Names, Tally, UNKNOWN_TOUCHPOINT};
