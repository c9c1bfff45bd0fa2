//! Voice of the customer in French: from exported comments to irritants per touchpoint.
//!
//! One direction: `ingest -> text -> annotate -> aggregate -> report`, with `lexicon` beside `annotate` and
//! `pipeline` as the only place that knows all of them.

pub mod aggregate;
pub mod annotate;
pub mod cli;
pub mod config;
pub mod evaluate;
pub mod explain;
pub mod history;
pub mod ingest;
pub mod lexicon;
pub mod pipeline;
pub mod redact;
pub mod report;
pub mod routing;
pub mod scale;
pub mod specificity;
pub mod taxonomy;
pub mod text;
pub mod trend;
mod welch;
