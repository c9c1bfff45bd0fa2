//! Goes in: a comment's text. Comes out: its [`Annotation`]. Never: reads a rating or any other column.

mod annotation;

pub use annotation::{Annotation, LabelId, Mention};
