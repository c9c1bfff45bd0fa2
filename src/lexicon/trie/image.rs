//! The image of a [`Trie`]: its arrays, one after the other.

use super::node::{Sight, Slot};
use super::{Root, Trie};
use crate::lexicon::image::{Reader, Stored, Writer};

impl Stored for Trie {
    fn write(&self, image: &mut Writer) {
        image.number(self.roots.len() as u32);
        let roots: Vec<_> =
            (0..).zip(&self.roots).flat_map(|(atom, roots)| root_words(atom, roots)).collect();
        image.records(roots.into_iter());
        image.words(&self.asked);
        image.words(&self.words);
        image.records(self.slots.iter().map(slot_words));
    }

    fn read(image: &mut Reader) -> Self {
        let mut roots = vec![[None; 2]; image.number() as usize];
        for [atom, denied, place, entry, sights @ ..] in image.records::<12>() {
            let [a, b, c, d, e, f, g, h] = sights;
            let (ahead, behind) = (Sight::of([a, b, c, d]), Sight::of([e, f, g, h]));
            let root = Root { place, entry, denied: denied != 0, ahead, behind };
            roots[atom as usize][denied as usize] = Some(root);
        }
        Self { roots, asked: image.words(), words: image.words(), slots: image.records().map(slot).collect() }
    }
}

/// The patterns filed under an atom, and under the atom denied.
fn root_words(atom: u32, roots: &[Option<Root>; 2]) -> impl Iterator<Item = [u32; 12]> {
    roots.iter().flatten().map(move |root| {
        let ([a, b, c, d], [e, f, g, h]) = (root.ahead.words(), root.behind.words());
        [atom, root.denied.into(), root.place, root.entry, a, b, c, d, e, f, g, h]
    })
}

fn slot_words(slot: &Slot) -> [u32; 6] {
    let [a, b, c, d] = slot.reach.words();
    [slot.atom, slot.place, a, b, c, d]
}

fn slot([atom, place, reach @ ..]: [u32; 6]) -> Slot {
    Slot { atom, place, reach: Sight::of(reach) }
}
