//! Strings go in with a number each; comes out the number of a string. Flat arrays, so that a whole map is loaded from
//! the image as it lies, without a look at its strings. Never: forgets one, gives another order than that of arrival.

use std::borrow::Cow;

use super::image::{Reader, Stored, Writer};

/// A map from strings to numbers.
#[derive(Clone, Debug, Default)]
pub struct StrMap {
    /// All strings, end to end.
    text: Cow<'static, str>,
    /// Where each ends.
    ends: Vec<u32>,
    /// The number of each.
    values: Vec<u32>,
    /// Places of strings, from 1, by their hash, each with eight more bits of it above [`PLACE`], which tell most strings
    /// apart without a look at them; 0 where there is none. At most half full.
    slots: Vec<u32>,
}

impl StrMap {
    /// The number of a string.
    pub fn get(&self, key: &str) -> Option<u32> {
        self.find(key).ok().map(|place| self.values[place])
    }

    /// The string itself, as it is kept.
    pub fn kept(&self, key: &str) -> Option<&str> {
        self.find(key).ok().map(|place| self.key(place))
    }

    /// Whether the string is there.
    pub fn contains(&self, key: &str) -> bool {
        self.find(key).is_ok()
    }

    /// The number of a string, which is this one if it had none.
    pub fn get_or_insert(&mut self, key: &str, value: u32) -> u32 {
        match self.find(key) {
            Ok(place) => self.values[place],
            Err(slot) => {
                self.push(slot, key, value);
                value
            }
        }
    }

    /// Gives a number to a string, whatever it had.
    pub fn insert(&mut self, key: &str, value: u32) {
        match self.find(key) {
            Ok(place) => self.values[place] = value,
            Err(slot) => self.push(slot, key, value),
        }
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string that came at that place.
    pub fn key(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[place] as usize]
    }

    /// Strings and their numbers, in the order of arrival.
    pub fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        self.values.iter().enumerate().map(|(place, value)| (self.key(place), *value))
    }

    /// Where a string stands, or the slot that waits for it.
    fn find(&self, key: &str) -> Result<usize, usize> {
        let mask = self.slots.len().wrapping_sub(1);
        if self.slots.is_empty() {
            return Err(0);
        }
        let hash = hash(key);
        let mut slot = hash as usize & mask;
        loop {
            let known = self.slots[slot];
            let place = (known & PLACE) as usize;
            match known {
                0 => return Err(slot),
                _ if known & !PLACE == hash & !PLACE && self.key(place - 1) == key => return Ok(place - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    fn push(&mut self, slot: usize, key: &str, value: u32) {
        self.text.to_mut().push_str(key);
        self.ends.push(self.text.len() as u32);
        self.values.push(value);
        assert!(self.ends.len() < PLACE as usize, "a map of strings is too large");
        if self.ends.len() * 2 <= self.slots.len() {
            self.fill(slot, self.ends.len() - 1);
            return;
        }
        self.slots = vec![0; (self.slots.len() * 2).max(FEWEST)];
        for place in 0..self.ends.len() {
            let (Ok(slot) | Err(slot)) = self.find(self.key(place));
            self.fill(slot, place);
        }
    }

    fn fill(&mut self, slot: usize, place: usize) {
        self.slots[slot] = hash(self.key(place)) & !PLACE | (place as u32 + 1);
    }
}

/// Bits of a slot that tell a place.
const PLACE: u32 = (1 << 24) - 1;

/// Slots of the smallest map that holds anything.
const FEWEST: usize = 16;

/// The same on every machine: the image may be made on another one than it runs on.
fn hash(key: &str) -> u32 {
    let mut hash = key.len() as u64;
    for chunk in key.as_bytes().chunks(8) {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(bytes)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    (hash >> 32) as u32
}

impl Stored for StrMap {
    fn write(&self, image: &mut Writer) {
        image.text(&self.text);
        image.words(&self.ends);
        image.words(&self.values);
        image.words(&self.slots);
    }

    fn read(image: &mut Reader) -> Self {
        Self {
            text: Cow::Borrowed(image.text()),
            ends: image.words(),
            values: image.words(),
            slots: image.words(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_their_numbers_as_the_map_grows() {
        let mut map = StrMap::default();
        assert_eq!(map.get("un"), None);
        for n in 0..1000 {
            assert_eq!(map.get_or_insert(&format!("mot{n}"), n), n);
        }
        assert_eq!(map.get_or_insert("mot7", 70_000), 7);
        map.insert("mot8", 80_000);
        assert_eq!(map.len(), 1000);
        let known = |n: u32| if n == 8 { 80_000 } else { n };
        assert!((0..1000).all(|n| map.get(&format!("mot{n}")) == Some(known(n))));
        assert_eq!((map.get(""), map.get("mot1000"), map.key(8)), (None, None, "mot8"));
        assert!(map.iter().map(|(_, value)| value).eq((0..1000).map(known)));
    }
}
