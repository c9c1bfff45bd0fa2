//! Goes in: what counts gain or lose. Comes out: the comments of every count of a day, or of every term of a week, in one
//! piece: what is compared night after night is read at once, not row by row. Never: touches a database.

/// Comments by key, in the order of keys; none of nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums(Vec<(i64, u32)>);

/// A key takes 8 bytes, its comments 4.
const PACKED: usize = 12;

impl Sums {
    /// As they are stored.
    pub fn pack(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(PACKED * self.0.len());
        for (key, n) in &self.0 {
            bytes.extend_from_slice(&key.to_le_bytes());
            bytes.extend_from_slice(&n.to_le_bytes());
        }
        bytes
    }

    /// With what each key gains, or loses where it is negative; in the order of keys.
    pub fn moved(self, by: impl IntoIterator<Item = (i64, i64)>) -> Self {
        let mut all = Vec::with_capacity(self.0.len());
        let mut mine = self.0.into_iter().peekable();
        for (key, gain) in by {
            while let Some(other) = mine.next_if(|(other, _)| *other < key) {
                all.push(other);
            }
            let n = mine.next_if(|(other, _)| *other == key).map_or(0, |(_, n)| i64::from(n));
            // A key never loses comments that it has not.
            all.extend(u32::try_from(n + gain).ok().filter(|n| *n > 0).map(|n| (key, n)));
        }
        all.extend(mine);
        Self(all)
    }

    /// Every key and its comments.
    pub fn iter(&self) -> impl Iterator<Item = (i64, u64)> + '_ {
        self.0.iter().map(|(key, n)| (*key, u64::from(*n)))
    }
}

/// Those that [`Sums::pack`] stored.
impl From<&[u8]> for Sums {
    fn from(bytes: &[u8]) -> Self {
        let one = |bytes: &[u8]| {
            let (key, n) = bytes.split_at(8);
            let (key, n) = (key.try_into().expect("a key"), n.try_into().expect("comments"));
            (i64::from_le_bytes(key), u32::from_le_bytes(n))
        };
        Self(bytes.chunks_exact(PACKED).map(one).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn moves_add_up_as_in_a_map(moves in prop::collection::vec(prop::collection::btree_map(-5i64..5, 1i64..4, 0..6), 0..6)) {
            let mut sums = Sums::default();
            let mut map: BTreeMap<i64, i64> = BTreeMap::new();
            for by in &moves {
                by.iter().for_each(|(key, n)| *map.entry(*key).or_default() += n);
                sums = Sums::from(&*sums.moved(by.iter().map(|(key, n)| (*key, *n))).pack());
            }
            // All but the first are taken back.
            for by in moves.iter().skip(1) {
                by.iter().for_each(|(key, n)| *map.get_mut(key).unwrap() -= n);
                sums = sums.moved(by.iter().map(|(key, n)| (*key, -n)));
            }
            map.retain(|_, n| *n > 0);
            prop_assert_eq!(sums.iter().map(|(key, n)| (key, n as i64)).collect::<BTreeMap<_, _>>(), map);
        }
    }
}
