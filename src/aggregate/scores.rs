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
pub struct Contradiction {
    /// Scale of the rating.
    pub scale: Scale,
    /// Praise with a bad rating, else blame with a good one.
    pub praises: bool,
    /// Between the rating brought to -1 to 1 and the tone score, in thousandths.
    pub gap: i32,
}

/// The least gap that is worth a look: a detractor who gives 6 and says a kind word contradicts nothing.
const LEAST_GAP: i32 = 500;

impl Contradiction {
    /// Whether a tone contradicts a rating; what is mixed, neutral or middling contradicts nothing.
    pub fn between(tone: Tone, score: i32, scale: Scale, rating: i32) -> Option<Self> {
        let praises = match (tone, scale.verdict(rating)) {
            (Tone::Positive, Verdict::Bad) => true,
            (Tone::Negative, Verdict::Good) => false,
            _ => return None,
        };
        let rated = 2 * scale.satisfaction(rating) as i32 - 1000;
        let gap = (rated - score).abs();
        (gap >= LEAST_GAP).then_some(Self { scale, praises, gap })
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

    /// Counts so many equal ratings.
    pub fn add_times(&mut self, rating: i32, n: u64) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn praise_rated_low_and_blame_rated_high_contradict() {
        let found = |tone, score, scale, rating| {
            Contradiction::between(tone, score, scale, rating).map(|found| (found.praises, found.gap))
        };
        assert_eq!(found(Tone::Positive, 800, Scale::Nps, 0), Some((true, 1800)));
        assert_eq!(found(Tone::Negative, -500, Scale::Stars, 5000), Some((false, 1500)));
        assert_eq!(found(Tone::Negative, -500, Scale::Levels, 4000), Some((false, 1500)));
        // Little effort is good.
        assert_eq!(found(Tone::Negative, -500, Scale::Effort, 1000), Some((false, 1500)));
        assert_eq!(found(Tone::Positive, 500, Scale::Effort, 1000), None);
    }

    #[test]
    fn what_is_mild_mixed_or_middling_contradicts_nothing() {
        for (tone, score, scale, rating) in [
            (Tone::Positive, 300, Scale::Nps, 6000),
            (Tone::Positive, 900, Scale::Nps, 8000),
            (Tone::Mixed, 0, Scale::Nps, 0),
            (Tone::Neutral, 0, Scale::Stars, 1000),
            (Tone::Negative, -900, Scale::Stars, 3000),
        ] {
            assert_eq!(
                Contradiction::between(tone, score, scale, rating),
                None,
                "{tone:?} {scale:?} {rating}"
            );
        }
    }
}
