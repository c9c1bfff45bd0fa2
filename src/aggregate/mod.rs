//! Goes in: annotations. Comes out: [`Summary`], the totals of a run. Never: divides, formats or reads text.

mod merge;
mod summary;
mod tally;

pub use merge::Merge;
pub use summary::{
    Example, MentionKey, MentionTotals, Summary, TagCounts, TermTotals, ToneCounts, TouchpointTotals,
};
pub use tally::{Counted, Names, Tally, UNKNOWN_TOUCHPOINT};
