//! Goes in: the tables of `lexicons/`. Comes out: [`Lexicon`], keys of words and one trie of all patterns.
//! Never: sees a comment.
//!
//! The tables embedded in the program are compiled with it: `build.rs` includes this very folder, with `text` and
//! `taxonomy`, compiles `lexicons/` and writes an image of the result, see [`image`]. It leaves out what needs that
//! image, which waits for a `cfg` that the build script gives to the library alone. A crate of its own for these three
//! rooms would do the same, for the price of a second crate to version and publish.

mod atoms;
mod clash;
mod columns;
mod commonness;
mod compile;
#[cfg(embedded_lexicon)]
mod embedded;
mod entry;
mod grammar;
pub mod image;
mod issue;
mod labels;
mod normalizer;
mod pattern;
mod repair;
mod sequences;
mod source;
mod strings;
mod table;
mod trie;
mod turns;
mod variants;

pub use atoms::{Atom, Atoms, GAP, NEGATED};
pub use compile::{Lexicon, compile};
#[cfg(embedded_lexicon)]
pub use embedded::{load, read_sources};
pub use entry::{Entry, Layer, Nature, Role, Voice};
pub use issue::{Issue, Severity};
pub use labels::{Display, Label, LabelBook, LabelId, UsualStep, When};
pub use normalizer::Normalizer;
pub use pattern::{Element, MAX_VARIANTS, PatternError, What, parse_pattern};
pub use repair::Repairs;
pub use source::{Source, fingerprint, read_folder};
pub use trie::{Asked, EntryId, Horizon, Match, Root, SPAN, Step, Steps, Trie, TrieBuilder, bits};
