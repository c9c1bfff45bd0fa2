//! Goes in: annotations. Comes out: [`Summary`], the totals of a run, and the [`Cell`]s of one comment. Never: divides, formats or reads text.

mod absorb;
mod by_name;
mod cell;
mod quotations;
mod routed;
mod scores;
mod spellings;
mod summary;
mod tally;

pub use crate::config::EVERY_TOUCHPOINT;
pub use absorb::Absorb;
pub use by_name::ByName;
pub use cell::{Cell, Facet, Item, each_cell};
pub use quotations::{Quotation, Quotations, Quoted, Rank};
pub use routed::{Customers, DepartmentTotals, Matched, Routed, Sent};
pub use scores::{Answer, Contradiction, Moments, ScoreTotals};
pub use spellings::{Spellings, is_touchpoint};
pub use summary::{
    Example, MentionKey, MentionTotals, Summary, TagCounts, TermAt, TermTotals, ToneCounts, TouchpointTotals,
};
pub use tally::{Counted, Names, Tally, UNKNOWN_TOUCHPOINT};
