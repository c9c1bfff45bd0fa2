//! Texts go in, small numbers come out, the same for the same text. Hash tables hold the numbers alone: one that held the
//! texts too would take four times the memory. Never: forgets one.

use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::text::Token;

fn hash<T: Hash + ?Sized>(thing: &T) -> u64 {
    FxBuildHasher.hash_one(thing)
}

/// Strings by their numbers, from 0 in the order of arrival.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: Vec<Arc<str>>,
    numbers: HashTable<u32>,
}

impl Names {
    /// The number of a name, given on first sight.
    pub fn number(&mut self, name: &str) -> u32 {
        let hashed = hash(name);
        let Self { names, numbers } = self;
        if let Some(number) = numbers.find(hashed, |number| *names[*number as usize] == *name) {
            return *number;
        }
        let number = names.len() as u32;
        names.push(name.into());
        numbers.insert_unique(hashed, number, |number| hash(&*names[*number as usize]));
        number
    }

    /// All names, by number.
    pub fn all(&self) -> &[Arc<str>] {
        &self.names
    }
}

/// Short texts, packed, by their numbers.
#[derive(Debug)]
pub(super) struct Packed {
    texts: Vec<u128>,
    numbers: HashTable<u32>,
    /// Texts met last and their numbers, by a hash: most are found here, in 640 KB, without a look at the whole table.
    recent: Vec<u128>,
    recent_numbers: Vec<u32>,
}

impl Default for Packed {
    fn default() -> Self {
        Self {
            texts: Vec::new(),
            numbers: HashTable::new(),
            recent: vec![0; 1 << RECENT_BITS],
            recent_numbers: vec![0; 1 << RECENT_BITS],
        }
    }
}

impl Packed {
    /// The number of a text, if it is one of those met last.
    pub fn lately(&self, packed: u128) -> Option<u32> {
        let place = place_of(packed);
        (self.recent[place] == packed).then(|| self.recent_numbers[place])
    }

    /// The number of a text.
    pub fn get(&self, packed: u128) -> Option<u32> {
        self.numbers.find(hash(&packed), |number| self.texts[*number as usize] == packed).copied()
    }

    /// Puts a text among those met last.
    pub fn keep_at_hand(&mut self, packed: u128, number: u32) {
        let place = place_of(packed);
        self.recent[place] = packed;
        self.recent_numbers[place] = number;
    }

    /// Gives the next number to a text that has none; `None` takes a number too, and is never found.
    pub fn push(&mut self, packed: Option<u128>) {
        let Self { texts, numbers, .. } = self;
        let number = texts.len() as u32;
        texts.push(packed.unwrap_or_default());
        if let Some(packed) = packed {
            numbers.insert_unique(hash(&packed), number, |number| hash(&texts[*number as usize]));
        }
    }
}

/// Places of the texts met last: 32,768 of them.
const RECENT_BITS: u32 = 15;

/// Where a text stands among those met last.
fn place_of(packed: u128) -> usize {
    let folded = (packed as u64) ^ ((packed >> 64) as u64).rotate_left(29);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - RECENT_BITS)) as usize
}

/// The bytes of a short text and their number, as one number.
pub(super) fn packed(text: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes[..15].get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    bytes[15] = text.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

/// As [`packed`], read at once where the comment goes on long enough after the token.
pub(super) fn packed_in(comment: &str, token: &Token) -> Option<u128> {
    let (start, length) = (token.start as usize, (token.end - token.start) as usize);
    match comment.as_bytes().get(start..start + 16) {
        Some(bytes) if length <= 15 => {
            let bytes = u128::from_le_bytes(bytes.try_into().expect("16 bytes were taken"));
            Some(bytes & ((1 << (8 * length)) - 1) | (length as u128) << 120)
        }
        _ => packed(token.text(comment)),
    }
}
