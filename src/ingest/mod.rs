//! Goes in: exports as other tools wrote them. Comes out: [`Batch`]es of rows in input order, and what was decided.
//! Never: looks at what a comment means, nor stops on a bad row.

mod batch;

pub use batch::{Batch, Field, Reject, Row};
