//! Goes in: how many comments have each term in the last weeks and in those before, and the terms of comments of both.
//! Comes out: the terms that rise, of one word or several. Never: reads a text.
//!
//! A term of several words that a lexicon names is one term wherever terms are counted. Others are met here: words that
//! stand side by side are tested as words are, and a term that mostly comes with the same neighbour takes it in.

mod phrase;
mod select;
mod windows;

use chrono::NaiveDate;

pub use select::{Rise, Said, rises};
pub use windows::{Windows, days};

/// A term and how many comments have it, in the last weeks and in those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordCount {
    /// Fingerprint of its root.
    pub key: i64,
    /// Comments of the last weeks.
    pub recent: u64,
    /// Comments of the weeks before.
    pub past: u64,
    /// Monday of the first of all these weeks where it stands.
    pub first: NaiveDate,
}

/// The terms of a comment, each once, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermsRead {
    /// Number of the comment.
    pub id: i64,
    /// Its day.
    pub day: NaiveDate,
    /// Keys of its terms.
    pub terms: Vec<i64>,
}

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

#[cfg(test)]
mod tests {
    use chrono::{Days, NaiveDate};

    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 5).unwrap() + Days::new(number)
    }

    /// A past of 300 comments that say 1 or 2, and 100 recent ones, of which the first say something else.
    fn said(others: &[&[i64]]) -> Said {
        let comment = |number: u64, terms: &[i64]| TermsRead {
            id: number as i64,
            day: day(number / 10),
            terms: terms.to_vec(),
        };
        let usual = |number: u64| [1 + (number % 2) as i64];
        let past: Vec<TermsRead> = (0..300).map(|number| comment(number, &usual(number))).collect();
        let recent = (300..400).map(|number| match others.get(number as usize - 300) {
            Some(terms) => comment(number, terms),
            None => comment(number, &usual(number)),
        });
        let recent: Vec<TermsRead> = recent.collect();
        let with = |all: &[TermsRead], key| all.iter().filter(|one| one.terms.contains(&key)).count() as u64;
        let mut keys: Vec<i64> = recent.iter().flat_map(|one| one.terms.clone()).collect();
        keys.sort_unstable();
        keys.dedup();
        let word = |key| WordCount {
            key,
            recent: with(&recent, key),
            past: with(&past, key),
            first: if with(&past, key) > 0 { day(0) } else { day(28) },
        };
        Said { comments: [100, 300], words: keys.into_iter().map(word).collect(), recent, past }
    }

    fn found(said: &Said) -> Vec<Vec<i64>> {
        rises(said).into_iter().map(|rise| rise.keys).collect()
    }

    #[test]
    fn a_word_that_mostly_comes_with_another_takes_it_in() {
        let mut others: Vec<&[i64]> = vec![&[1, 7, 8]; 9];
        others.push(&[7, 2]);
        let rises = rises(&said(&others));
        assert_eq!(rises.len(), 1, "{rises:?}");
        assert_eq!((rises[0].keys.as_slice(), rises[0].with), ([1, 7, 8].as_slice(), [9, 0]));
        let shorter: Vec<(&[i64], [u64; 2])> =
            rises[0].shorter.iter().map(|rise| (rise.keys.as_slice(), rise.with)).collect();
        assert_eq!(shorter, [([1, 7].as_slice(), [9, 0]), ([7].as_slice(), [10, 0])]);
        assert_eq!(rises[0].first, day(30));
    }

    #[test]
    fn words_of_every_day_that_come_together_are_told_together() {
        // Each of them is said as often as ever; side by side they are new.
        let others: Vec<&[i64]> = vec![&[2, 1]; 20];
        assert_eq!(found(&said(&others)), [[2, 1]]);
    }

    #[test]
    fn nothing_is_told_without_a_past_or_under_five_comments() {
        let others: Vec<&[i64]> = vec![&[7]; 12];
        assert_eq!(found(&said(&others)), [[7]]);
        assert!(found(&Said { comments: [100, 199], ..said(&others) }).is_empty());
        assert!(found(&said(&others[..4])).is_empty());
        assert!(found(&said(&[])).is_empty());
        assert!(found(&Said::default()).is_empty());
    }
}
