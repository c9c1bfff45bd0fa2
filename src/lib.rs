//! Voice of the customer in French: from exported comments to irritants per touchpoint.
//!
//! One direction: `ingest -> text -> annotate -> aggregate -> report`, with `lexicon` beside `annotate` and
//! `pipeline` as the only place that knows all of them.

pub mod aggregate;
pub mod annotate;
pub mod config;
pub mod ingest;
pub mod redact;
pub mod report;
pub mod taxonomy;
