//! Things go in, small numbers come out, the same for the same thing. A table holds numbers alone: a map that held the
//! things too would take four times the memory, which the system gives slowly. Never: forgets one.

use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

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
#[derive(Debug, Default)]
pub(super) struct Packed {
    texts: Vec<u128>,
    numbers: HashTable<u32>,
}

impl Packed {
    /// The number of a text.
    pub fn get(&self, packed: u128) -> Option<u32> {
        self.numbers.find(hash(&packed), |number| self.texts[*number as usize] == packed).copied()
    }

    /// Gives the next number to a text that has none; to none, which nobody finds.
    pub fn push(&mut self, packed: Option<u128>) {
        let Self { texts, numbers } = self;
        let number = texts.len() as u32;
        texts.push(packed.unwrap_or_default());
        if let Some(packed) = packed {
            numbers.insert_unique(hash(&packed), number, |number| hash(&texts[*number as usize]));
        }
    }
}
