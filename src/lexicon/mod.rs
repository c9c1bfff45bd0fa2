//! Goes in: the tables of `lexicons/`. Comes out: [`Lexicon`], keys of words and one trie of all patterns.
//! Never: sees a comment.

mod atoms;
mod clash;
mod columns;
mod compile;
mod entry;
mod issue;
mod labels;
mod normalizer;
mod pattern;
mod source;
mod table;
mod trie;

pub use atoms::{Atom, Atoms, GAP, NEGATED};
pub use compile::{Lexicon, compile};
pub use entry::{Entry, Layer, Nature, Role, Voice};
pub use issue::{Issue, Severity};
pub use labels::{Display, Label, LabelBook, LabelId, UsualStep, When};
pub use normalizer::Normalizer;
pub use pattern::{Element, MAX_VARIANTS, PatternError, What, parse_pattern};
pub use source::{Source, fingerprint, read_sources};
pub use trie::{EntryId, Horizon, Match, Root, Step, Steps, Trie, TrieBuilder, atom_bit};
