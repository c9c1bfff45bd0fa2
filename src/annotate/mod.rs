//! Goes in: a comment's text. Comes out: its [`Annotation`]. Never: reads a rating or any other column.
//!
//! Order of work: forms ([`Vocabulary`]), scopes, matches, clauses, findings; then expression, balance, aspects, journey,
//! tone, qualification and modes, each from what was seen and from the whole answers of those before it, assembled by
//! [`Annotator`] alone.

mod afterthought;
mod annotation;
mod annotator;
mod aspect;
mod attach;
mod balance;
mod clause;
mod company;
mod denied;
mod echo;
mod enumeration;
mod evidence;
mod expectation;
mod expression;
mod finding;
mod heading;
mod inquiry;
mod journey;
mod label;
mod leaning;
mod lived;
mod mockery;
mod numbering;
mod occasion;
mod parcel;
mod participle;
mod passing;
mod proposal;
mod punctuality;
mod quotation;
mod reading;
mod reversal;
mod rules;
mod scope;
mod select;
mod setback;
mod shape;
mod sighting;
mod sign;
mod term;
mod tone;
mod topic;
mod unreal;
mod vocabulary;
mod work;

pub use crate::lexicon::LabelId;
pub use annotation::{Annotation, Mention};
pub use annotator::Annotator;
pub use aspect::Judged;
pub use evidence::{Evidence, Made};
pub use reading::{Clause, Finding, Mark, Reading};
pub use rules::{Rule, Rules};
pub use shape::Shape;
pub use sighting::Sighting;
pub use term::Occurrence;
pub use vocabulary::{Form, FormId, TermId, Vocabulary};
