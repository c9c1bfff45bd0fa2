//! Goes in: nothing. Comes out: the scales on which customers rate, what each holds, and what is good on it.
//! Never: reads a cell, counts.

/// What the best rating of a scale adds to satisfactions: the ranges of all scales divide it.
pub const BEST: i64 = 300_000;

/// A scale of ratings. Ratings are in thousandths everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// Likelihood to recommend, whole numbers from 0 to 10.
    Nps,
    /// One to five stars; half stars exist. Satisfaction in five words, with one in the middle, goes as far.
    Stars,
    /// Satisfaction in four words, from 1 (« pas du tout satisfait ») to 4 (« très satisfait »).
    Levels,
    /// Customer effort, 1 to 5: the less, the better.
    Effort,
    /// A mark out of 10 that is no likelihood to recommend.
    OutOf10,
    /// A mark out of 20.
    OutOf20,
    /// A mark out of 100.
    OutOf100,
}

/// What a rating says of the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// A detractor, where the scale is an NPS.
    Bad,
    /// A passive, where the scale is an NPS.
    Middling,
    /// A promoter, where the scale is an NPS.
    Good,
}

impl Scale {
    /// Every scale.
    pub const ALL: [Self; 7] =
        [Self::Nps, Self::Stars, Self::Levels, Self::Effort, Self::OutOf10, Self::OutOf20, Self::OutOf100];

    /// Name in options, configuration and tables.
    pub fn id(self) -> &'static str {
        ["nps", "etoiles", "niveaux", "ces", "note_10", "note_20", "note_100"][self as usize]
    }

    /// The scale of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scale| scale.id() == id)
    }

    /// Its two ends.
    pub fn ends(self) -> (i32, i32) {
        match self {
            Self::Nps | Self::OutOf10 => (0, 10_000),
            Self::Stars | Self::Effort => (1000, 5000),
            Self::Levels => (1000, 4000),
            Self::OutOf20 => (0, 20_000),
            Self::OutOf100 => (0, 100_000),
        }
    }

    /// Whether a rating is one of the scale.
    pub fn holds(self, rating: i32) -> bool {
        let (low, high) = self.ends();
        match self {
            // Half a star is the least that some sites let give.
            Self::Stars => (500..=high).contains(&rating),
            Self::Nps | Self::Levels | Self::Effort => (low..=high).contains(&rating) && rating % 1000 == 0,
            Self::OutOf10 | Self::OutOf20 | Self::OutOf100 => (low..=high).contains(&rating),
        }
    }

    /// What a rating of the scale says.
    pub fn verdict(self, rating: i32) -> Verdict {
        let (bad, good) = match self {
            Self::Nps => (6000, 9000),
            Self::Stars => (2000, 4000),
            Self::Levels => (2000, 4000),
            // Effort the other way round.
            Self::Effort => return Self::Stars.verdict(6000 - rating),
            Self::OutOf10 | Self::OutOf20 | Self::OutOf100 => {
                let fifth = self.ends().1 / 5;
                (2 * fifth, 4 * fifth)
            }
        };
        match rating {
            low if low <= bad => Verdict::Bad,
            high if high >= good => Verdict::Good,
            _ => Verdict::Middling,
        }
    }

    /// Whether a high rating is good news.
    pub fn rises_with_satisfaction(self) -> bool {
        self != Self::Effort
    }

    /// Satisfaction in thousandths, from 0 (worst) to 1000 (best), of a rating.
    pub fn satisfaction(self, rating: i32) -> i64 {
        (self.satisfied(i64::from(rating), 1) * 2000 + BEST) / (2 * BEST)
    }

    /// Satisfaction of `n` ratings that add up to `sum`, added up: [`BEST`] for each that is the best, whatever the scale,
    /// so that nothing is rounded before the division.
    pub fn satisfied(self, sum: i64, n: u64) -> i64 {
        let (low, high) = self.ends();
        let (n, range) = (n as i64, i64::from(high - low));
        let above = (sum - i64::from(low) * n).clamp(0, range * n);
        let above = if self.rises_with_satisfaction() { above } else { range * n - above };
        above * (BEST / range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_worst_and_best() {
        for scale in Scale::ALL {
            let (low, high) = scale.ends();
            let (worst, best) = if scale.rises_with_satisfaction() { (low, high) } else { (high, low) };
            assert_eq!(scale.satisfaction(worst), 0, "{scale:?}");
            assert_eq!(scale.satisfaction(best), 1000, "{scale:?}");
            assert_eq!(BEST % i64::from(high - low), 0, "{scale:?}");
            assert_eq!(
                (scale.verdict(worst), scale.verdict(best)),
                (Verdict::Bad, Verdict::Good),
                "{scale:?}"
            );
            assert!(scale.holds(low) && scale.holds(high) && !scale.holds(high + 1000), "{scale:?}");
            assert_eq!(Scale::from_id(scale.id()), Some(scale));
        }
    }

    #[test]
    fn satisfactions_add_up() {
        for scale in Scale::ALL {
            let (low, high) = scale.ends();
            let both = i64::from(low) + i64::from(high);
            assert_eq!(scale.satisfied(both, 2), BEST, "{scale:?}");
        }
        // Half a star, below the end of the scale.
        assert_eq!((Scale::Stars.satisfaction(500), Scale::Stars.satisfied(500, 1)), (0, 0));
    }

    #[test]
    fn a_better_rating_is_never_a_worse_verdict() {
        for scale in Scale::ALL {
            let mut ratings: Vec<i32> = (0..=100_000).step_by(500).filter(|r| scale.holds(*r)).collect();
            ratings.sort_by_key(|rating| scale.satisfaction(*rating));
            assert!(ratings.is_sorted_by_key(|rating| scale.verdict(*rating)), "{scale:?}");
        }
    }

    #[test]
    fn promoters_passives_and_detractors_are_those_of_the_method() {
        let verdicts: Vec<Verdict> = (0..=10).map(|rating| Scale::Nps.verdict(rating * 1000)).collect();
        assert!(verdicts[..7].iter().all(|verdict| *verdict == Verdict::Bad));
        assert_eq!(verdicts[7..9], [Verdict::Middling; 2]);
        assert_eq!(verdicts[9..], [Verdict::Good; 2]);
    }
}
