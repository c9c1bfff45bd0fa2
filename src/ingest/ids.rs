//! Goes in: the identifiers of a file, one by one. Comes out: whether each was there before. Never: grows with the rows of
//! an export whose identifiers are numbers that follow one another.

use std::hash::{DefaultHasher, Hasher};

use roaring::RoaringBitmap;
use rustc_hash::FxHashSet;

/// Series of numbered identifiers kept apart: « G0001 » and « G0002 » are one of four digits.
const MAX_SERIES: usize = 32;

/// Last digits that make a number; those before belong to the name of the series.
const DIGITS: usize = 9;

/// Longest name of a series, in bytes: hostile exports have identifiers of megabytes.
const MAX_NAME: usize = 64;

/// Other identifiers remembered, 8 bytes each plus the table: about 80 MB at most.
const MAX_OTHERS: usize = 5_000_000;

/// The identifiers of a file so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    series: Vec<Series>,
    /// Fingerprints of those that are no numbers, or of a series too many. Two of the same 64 bits among 5 million: less
    /// than one chance in a million.
    others: FxHashSet<u64>,
}

/// Identifiers that differ by their number alone, written with the same number of digits.
#[derive(Debug)]
struct Series {
    name: String,
    n_digits: usize,
    numbers: RoaringBitmap,
}

impl Ids {
    /// Whether an identifier is new; `None` when too many are remembered to tell.
    pub(super) fn insert(&mut self, id: &str) -> Option<bool> {
        if let Some((name, number)) = split(id)
            && let Ok(value) = number.parse()
        {
            let same = |series: &&mut Series| series.n_digits == number.len() && series.name == name;
            if let Some(series) = self.series.iter_mut().find(same) {
                return Some(series.numbers.insert(value));
            }
            if self.series.len() < MAX_SERIES {
                let numbers = RoaringBitmap::from_iter([value]);
                self.series.push(Series { name: name.to_owned(), n_digits: number.len(), numbers });
                return Some(true);
            }
        }
        let mut hasher = DefaultHasher::new();
        hasher.write(id.as_bytes());
        let print = hasher.finish();
        if self.others.len() < MAX_OTHERS {
            return Some(self.others.insert(print));
        }
        self.others.contains(&print).then_some(false)
    }
}

/// The name of the series and the number in it; `None` without a last digit, or where the name is too long.
fn split(id: &str) -> Option<(&str, &str)> {
    let n_digits = id.bytes().rev().take(DIGITS).take_while(u8::is_ascii_digit).count();
    (n_digits > 0 && id.len() - n_digits <= MAX_NAME).then(|| id.split_at(id.len() - n_digits))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ids_are_told_as_a_plain_set_tells_them(all in prop::collection::vec("[ab]{0,3}[0-2]{0,12}é?", 0..300)) {
            let (mut ids, mut set) = (Ids::default(), BTreeSet::new());
            for id in &all {
                prop_assert_eq!(ids.insert(id), Some(set.insert(id.clone())), "{}", id);
            }
        }
    }

    #[test]
    fn numbers_of_a_series_take_no_room() {
        let mut ids = Ids::default();
        assert!((0..200_000).all(|n| ids.insert(&format!("G{n:08}")) == Some(true)));
        assert!(ids.series.len() == 1 && ids.others.is_empty());
        assert!(ids.series[0].numbers.serialized_size() < 40_000);
        assert_eq!(ids.insert("G00000007"), Some(false));
        assert_eq!(ids.insert("G7"), Some(true));
        let endless = "x".repeat(1_000_000) + "1";
        assert_eq!([ids.insert(&endless), ids.insert(&endless)], [Some(true), Some(false)]);
        assert_eq!((ids.series.len(), ids.others.len()), (2, 1));
    }
}
