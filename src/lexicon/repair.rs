//! A word that no table holds is brought to the one word of the tables that was meant. In: an unknown word and its key;
//! out: a key that patterns use. Never: looks at the rest of the comment, chooses between two words, touches a word that
//! some table knows.
//!
//! There is no list of all French words to tell a mistake from a word that the tables lack (« infection » is no
//! « injection »), so the change itself must be one that no other word explains. Three are: accents alone; the same
//! sound, spelled nearly the same, from the first letter to the last; a slip of the fingers that leaves three letters in a
//! row that no known word has. What these take for a mistake and is none is listed in `grammaire/faux_amis.csv`.

use super::atoms::{Atom, Atoms};
use super::image::{Reader, Stored, Writer};
use super::normalizer::Normalizer;
use super::strings::StrMap;
use crate::text::{fold, lower, sound};

/// What repairs need to know of all known words.
#[derive(Clone, Debug, Default)]
pub struct Repairs {
    /// Keys that patterns use, by their sound: their place among them, or [`SEVERAL`].
    sounds: StrMap,
    /// A bit for each atom: whether a pattern that carries a theme or a judgement uses it.
    meant: Vec<u32>,
    /// A bit for each run of three letters: whether some known word has it.
    runs: Vec<u32>,
    /// Keys of the words that are what they are.
    false_friends: StrMap,
}

/// Several keys have that sound.
const SEVERAL: u32 = u32::MAX;

/// Letters of the shortest word that is repaired: a shorter one looks like too many others.
const LEAST: usize = 6;
/// The same where a slip of the fingers is mended.
const LEAST_SLIPPED: usize = 7;
/// Letters from which a word may be misspelled twice.
const LONG: usize = 9;

impl Repairs {
    /// From all that is known, once all patterns are; `meant` are the atoms worth a repair.
    pub fn new(atoms: &Atoms, normalizer: &Normalizer, meant: impl Iterator<Item = Atom>) -> Self {
        let mut repairs = Self {
            meant: vec![0; atoms.count().div_ceil(32)],
            runs: vec![0; N_RUNS.div_ceil(32)],
            ..Self::default()
        };
        meant.for_each(|atom| set(&mut repairs.meant, atom as usize));
        for (place, key) in (0..).zip(atoms.keys()) {
            let sound = sound(key);
            if repairs.sounds.get_or_insert(&sound, place) != place {
                repairs.sounds.insert(&sound, SEVERAL);
            }
        }
        for word in atoms.words().chain(normalizer.words()) {
            runs(fold(word).as_bytes()).flatten().for_each(|run| set(&mut repairs.runs, run));
        }
        repairs
    }

    /// Leaves a word and its inflections as they are.
    pub fn add_false_friend(&mut self, word: &str, normalizer: &Normalizer) {
        self.false_friends.get_or_insert(&normalizer.key(&lower(word)), 0);
    }

    /// The key of the word that an unknown one stands for, from its lower-case form and its own key.
    pub fn repair(&self, form: &str, key: &str, atoms: &Atoms, normalizer: &Normalizer) -> Option<String> {
        if form.len() < LEAST || normalizer.has_key(key) || self.false_friends.contains(key) {
            return None;
        }
        let folded = fold(form).into_owned();
        if folded.len() < LEAST || !folded.bytes().all(|letter| letter.is_ascii_lowercase()) {
            return None;
        }
        if let Some(word) =
            elided(form).map(|word| normalizer.key(word)).filter(|key| self.is_meant(key, atoms))
        {
            return Some(word);
        }
        let known = Self::accented(form, folded, normalizer).filter(|known| self.is_meant(known, atoms));
        known.or_else(|| {
            let known = self.heard(key, atoms).or_else(|| self.slipped(key, atoms))?;
            // « vivent » is a verb, and no « vivant ».
            let is_verb = form.ends_with("ent") && known.ends_with("ant");
            (!is_verb && self.is_meant(known, atoms)).then(|| known.to_owned())
        })
    }

    fn is_meant(&self, key: &str, atoms: &Atoms) -> bool {
        atoms.key(key).is_some_and(|atom| has(&self.meant, atom as usize))
    }

    /// « dégats », « prélevement »: accents alone are missing, superfluous or wrong. The last « é » stays, for « ouvrés »
    /// is no form of « ouvrir ».
    fn accented(form: &str, mut folded: String, normalizer: &Normalizer) -> Option<String> {
        if let Some(ending) = ["é", "ée", "és", "ées"].into_iter().find(|ending| form.ends_with(ending)) {
            folded.truncate(folded.len() + 1 - ending.len());
            folded.push_str(ending);
        }
        (folded != form).then(|| normalizer.key(&folded))
    }

    /// « imcompetent », « acompagnement »: the same sound as one key, and nearly the same letters.
    fn heard<'a>(&self, key: &str, atoms: &'a Atoms) -> Option<&'a str> {
        let place = self.sounds.get(&sound(key)).filter(|place| *place != SEVERAL)?;
        let known = atoms.key_at(place as usize);
        let (written, meant) = (key.as_bytes(), known.trim_end_matches('!').as_bytes());
        let first = |word: &[u8]| word.iter().copied().find(|letter| *letter != b'h');
        let changes = if key.len() < LONG { 1 } else { 2 };
        let near = key.len() >= LEAST
            && first(written) == first(meant)
            && written.last() == meant.last()
            && distance(written, meant) <= changes;
        near.then_some(known)
    }

    /// « satistfait », « docment », « hsitoire »: a letter too many, too few, or two in each other's place, which leave a
    /// run of letters that no known word has.
    fn slipped<'a>(&self, key: &str, atoms: &'a Atoms) -> Option<&'a str> {
        let letters = key.as_bytes();
        let odd = runs(letters).position(|run| run.is_some_and(|run| !has(&self.runs, run)))?;
        if key.len() < LEAST_SLIPPED {
            return None;
        }
        let (mut found, mut several) = (None, false);
        for_each_slip(letters, odd, |slip| {
            if let Some(known) = std::str::from_utf8(slip).ok().and_then(|slip| atoms.known_key(slip)) {
                several |= found.is_some_and(|other| other != known);
                found = Some(known);
            }
        });
        found.filter(|known| !several && known.as_bytes().last() == letters.last())
    }
}

/// « lhorreur », « navance », « quexcellent »: what follows an elided word whose apostrophe is missing. An accented
/// vowel is rather that of a prefix: « détroit ».
fn elided(form: &str) -> Option<&str> {
    let rest =
        form.strip_prefix("qu").or_else(|| form.strip_prefix(['l', 'd', 'n', 's', 'j', 'm', 'c', 't']))?;
    rest.starts_with(['a', 'e', 'i', 'o', 'u', 'h']).then_some(rest)
}

impl Stored for Repairs {
    fn write(&self, image: &mut Writer) {
        self.sounds.write(image);
        image.words(&self.meant);
        image.words(&self.runs);
        self.false_friends.write(image);
    }

    fn read(image: &mut Reader) -> Self {
        Self {
            sounds: StrMap::read(image),
            meant: image.words(),
            runs: image.words(),
            false_friends: StrMap::read(image),
        }
    }
}

/// Runs of three letters, each letter from 0.
const N_RUNS: usize = 26 * 26 * 26;

/// The number of every three letters in a row, none where something else stands among them.
fn runs(folded: &[u8]) -> impl Iterator<Item = Option<usize>> {
    let number = |number: usize, letter: &u8| {
        letter.is_ascii_lowercase().then(|| number * 26 + usize::from(letter - b'a'))
    };
    folded.windows(3).map(move |run| run.iter().try_fold(0, number))
}

fn set(bits: &mut [u32], bit: usize) {
    bits[bit / 32] |= 1 << (bit % 32);
}

fn has(bits: &[u32], bit: usize) -> bool {
    bits[bit / 32] >> (bit % 32) & 1 != 0
}

/// Every word that one slip of the fingers turns into this one, where it touches the run of letters at `odd`; the first
/// letter is always right.
fn for_each_slip(letters: &[u8], odd: usize, mut see: impl FnMut(&[u8])) {
    let mut word = letters.to_vec();
    for at in odd.max(1)..odd + 3 {
        let letter = word.remove(at);
        see(&word);
        word.insert(at, letter);
    }
    for at in odd + 1..odd + 3 {
        word.insert(at, b'a');
        for letter in b'a'..=b'z' {
            word[at] = letter;
            see(&word);
        }
        word.remove(at);
    }
    for at in odd.saturating_sub(1).max(1)..(odd + 3).min(letters.len() - 1) {
        word.swap(at, at + 1);
        see(&word);
        word.swap(at, at + 1);
    }
}

/// How many letters must be added, removed or replaced to make one word of another.
fn distance(from: &[u8], to: &[u8]) -> usize {
    let mut costs: Vec<usize> = (0..=to.len()).collect();
    for (row, letter) in (1..).zip(from) {
        let mut diagonal = std::mem::replace(&mut costs[0], row);
        for (column, other) in (1..).zip(to) {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = costs[column];
            costs[column] = replaced.min(diagonal + 1).min(costs[column - 1] + 1);
        }
    }
    costs[to.len()]
}
