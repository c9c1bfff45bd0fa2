//! Goes in: how many comments have each term in the last weeks and in those before, and the terms of comments of both.
//! Comes out: the terms that rise, of one word or several. Never: reads a text.
//!
//! A term of several words that a lexicon names is one term wherever terms are counted. Others are met here: words that
//! stand side by side are tested as words are, and a term that mostly comes with the same neighbour takes it in.

mod phrase;
mod select;
mod windows;

pub use select::{Rise, Said, rises};
pub use windows::{Windows, days};

/// Terms told at most.
const MOST_TERMS: usize = 50;

/// A term that rises, as reports show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Emerging {
    /// As comments write it.
    pub term: String,
    /// How much it rises.
    pub rise: Rise,
    /// Whether no line of the lexicons holds most of its words; `None` when no text could be read.
    pub is_unknown: Option<bool>,
    /// Favourable less unfavourable comments, of so many that have it.
    pub net_tone: Option<(i64, u64)>,
    /// The touchpoint where it is said most.
    pub touchpoint: String,
    /// What customers say, masked and cut around the term.
    pub examples: Vec<String>,
}
