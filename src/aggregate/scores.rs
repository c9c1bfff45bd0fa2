//! Ratings counted: how they spread, and how they go with what comments mention.

use std::collections::BTreeMap;

use super::{Absorb, ToneCounts};
use crate::scale::{Scale, Verdict};
use crate::taxonomy::Tone;

/// What a comment answered on the scale of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Scale of its file.
    pub scale: Scale,
    /// In thousandths; `None` for something that is no rating of the scale.
    pub rating: Option<i32>,
}

/// A tone and a rating that disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Praise with a bad rating.
    PraiseRatedLow,
    /// Blame with a good rating.
    BlameRatedHigh,
}

impl Contradiction {
    /// Whether a tone contradicts a rating; what is mixed, neutral or middling contradicts nothing.
    pub fn between(tone: Tone, scale: Scale, rating: i32) -> Option<Self> {
        match (tone, scale.verdict(rating)) {
            (Tone::Positive, Verdict::Bad) => Some(Self::PraiseRatedLow),
            (Tone::Negative, Verdict::Good) => Some(Self::BlameRatedHigh),
            _ => None,
        }
    }
}

/// Ratings on one scale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoreTotals {
    /// Comments by rating in thousandths, by tone.
    pub ratings: BTreeMap<i32, ToneCounts>,
    /// Comments whose rating is not of the scale.
    pub off_scale: u64,
}

impl ScoreTotals {
    /// Counts one comment.
    pub fn add(&mut self, rating: Option<i32>, tone: Tone) {
        match rating {
            Some(rating) => self.ratings.entry(rating).or_default().add(tone),
            None => self.off_scale += 1,
        }
    }

    /// Sums of all ratings.
    pub fn moments(&self) -> Moments {
        let mut moments = Moments::default();
        self.ratings.iter().for_each(|(rating, tones)| moments.add_times(*rating, tones.total()));
        moments
    }
}

impl Absorb for ScoreTotals {
    fn absorb(&mut self, other: Self) {
        self.ratings.absorb(other.ratings);
        self.off_scale += other.off_scale;
    }
}

/// Enough of some ratings to know their mean and their variance, exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// How many ratings.
    pub n: u64,
    /// Their sum, in thousandths.
    pub sum: i64,
    /// Sum of their squares, in millionths.
    pub squares: u128,
}

impl Moments {
    /// Counts one rating.
    pub fn add(&mut self, rating: i32) {
        self.add_times(rating, 1);
    }

    fn add_times(&mut self, rating: i32, n: u64) {
        self.n += n;
        self.sum += i64::from(rating) * n as i64;
        self.squares += u128::from(rating.unsigned_abs()).pow(2) * u128::from(n);
    }

    /// Those of the ratings that are not among `part`, which are all among these.
    pub fn without(&self, part: &Self) -> Self {
        Self { n: self.n - part.n, sum: self.sum - part.sum, squares: self.squares - part.squares }
    }
}

impl Absorb for Moments {
    fn absorb(&mut self, other: Self) {
        self.n += other.n;
        self.sum += other.sum;
        self.squares += other.squares;
    }
}
