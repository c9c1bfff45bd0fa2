//! Goes in: annotations. Comes out: [`Summary`], the totals of a run. Never: divides, formats or reads text.

mod summary;

pub use summary::{
    Example, MentionKey, MentionTotals, Summary, TagCounts, TermTotals, ToneCounts, TouchpointTotals,
};
