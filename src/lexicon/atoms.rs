//! Atoms: the small integers that patterns are made of. A form of a word is resolved once to the atoms it satisfies.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::image::{Reader, Stored, Writer};
use super::normalizer::Normalizer;
use super::pattern::What;
use super::strings::StrMap;
use crate::text::{Kind, fold, lower, squeeze};

/// Something that a token may satisfy.
pub type Atom = u32;

/// Added to an atom that asks for a negation.
pub const NEGATED: Atom = 1 << 31;

/// Added to the width of a gap to make its pseudo-atom.
pub const GAP: Atom = 1 << 30;

/// Every atom that patterns use.
#[derive(Clone, Debug, Default)]
pub struct Atoms {
    /// Atoms of words as patterns write them: each is brought to its key once. Used only while patterns are compiled.
    words: StrMap,
    keys: StrMap,
    exact: StrMap,
    /// Exact forms without their accents, unless that is another word: see [`Atoms::strip_accents`].
    bare: StrMap,
    /// The place, among exact forms, of those that end as participles do, by their spelling without accents.
    participles: StrMap,
    prefixes: StrMap,
    classes: StrMap,
    /// Classes that a member atom belongs to.
    members: BTreeMap<Atom, Vec<Atom>>,
    count: Atom,
}

impl Atoms {
    /// The atom of an element, made on first use; gaps have none of their own.
    pub fn intern(&mut self, what: &What, normalizer: &Normalizer) -> Atom {
        let next = self.count;
        let atom = match what {
            What::Gap(width) => return GAP | Atom::from(*width),
            What::Word(word) => {
                return self.words.get(word).unwrap_or_else(|| {
                    let atom = self.intern_key(&normalizer.key(&lower(word)));
                    self.words.insert(word, atom);
                    atom
                });
            }
            What::Exact(form) => self.exact.get_or_insert(&plain_emoji(form), next),
            What::Class(name) => self.classes.get_or_insert(name, next),
            What::Prefix(start) => self.prefixes.get_or_insert(start, next),
        };
        self.count += Atom::from(atom == next);
        atom
    }

    /// The atom of a key, made on first use.
    pub fn intern_key(&mut self, key: &str) -> Atom {
        let atom = self.keys.get_or_insert(key, self.count);
        self.count += Atom::from(atom == self.count);
        atom
    }

    /// Puts whatever satisfies an atom in a class.
    pub fn add_member(&mut self, member: Atom, class: &str) {
        let next = self.count;
        let class = self.classes.get_or_insert(class, next);
        self.count += Atom::from(class == next);
        self.members.entry(member).or_default().push(class);
    }

    /// How many atoms there are.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// Lets « comblee » satisfy `<comblée>`, and « interet » `<intérêt>`.
    pub fn strip_accents(&mut self, normalizer: &Normalizer) {
        for (place, (form, atom)) in (0..).zip(self.exact.iter()) {
            let folded = fold(form);
            if folded == form || !folded.is_ascii() {
                continue;
            }
            // « style » is no « stylé ».
            if form.ends_with('é') || form.ends_with("és") {
                self.participles.get_or_insert(&folded, place);
            } else if !self.exact.contains(&folded) && !normalizer.is_spelled(&folded) {
                let mut several = numbered(&folded);
                if let Some(free) = several.find(|name| !self.bare.contains(name)) {
                    self.bare.insert(&free, atom);
                }
            }
        }
    }

    /// Atoms of exact forms, each with the atom of its word where patterns use one.
    pub fn exact_forms(&self, normalizer: &Normalizer) -> impl Iterator<Item = (Atom, Atom)> {
        self.exact.iter().filter_map(|(form, atom)| Some((atom, self.keys.get(&normalizer.key(form))?)))
    }

    /// Members with the classes that they belong to.
    pub fn members(&self) -> impl Iterator<Item = (Atom, &[Atom])> {
        self.members.iter().map(|(member, classes)| (*member, classes.as_slice()))
    }

    /// Words as patterns write them, while the lexicon is compiled.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(word, _)| word)
    }

    /// Keys that patterns use, in the order of their places.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(key, _)| key)
    }

    /// A key that patterns use, as it is kept.
    pub fn known_key(&self, key: &str) -> Option<&str> {
        self.keys.kept(key)
    }

    /// The key at a place.
    pub fn key_at(&self, place: usize) -> &str {
        self.keys.key(place)
    }

    /// The atom of a key, if some pattern uses it.
    pub fn key(&self, key: &str) -> Option<Atom> {
        self.keys.get(key)
    }

    /// The participle that a form without accents stands for after « avoir », among those that patterns ask for.
    pub fn participle(&self, bare: &str) -> Option<&str> {
        self.participles.get(bare).map(|place| self.exact.key(place as usize))
    }

    /// Whether some pattern uses that class.
    pub fn class(&self, name: &str) -> Option<Atom> {
        self.classes.get(name)
    }

    /// Every atom that a lower-case form satisfies, sorted, and its key.
    pub fn resolve(&self, form: &str, kind: Kind, normalizer: &Normalizer) -> (Vec<Atom>, String) {
        let mut atoms = Vec::new();
        let mut key = String::new();
        match kind {
            Kind::Word => {
                key = normalizer.key(form);
                if !self.keys.contains(&key) && !normalizer.knows(form) {
                    key = self
                        .conjugated(form, normalizer)
                        .or_else(|| self.stretched(form, normalizer))
                        .unwrap_or(key);
                }
                self.word(form, &key, normalizer, &mut atoms);
            }
            Kind::Emoji => {
                atoms.extend(self.exact.get(&plain_emoji(form)));
                atoms.extend(self.classes.get("emoji"));
            }
            Kind::Number => {
                atoms.extend(self.keys.get(&normalizer.key(form)));
                atoms.extend(self.classes.get("nombre"));
                atoms.extend(mark_class(form).and_then(|class| self.classes.get(class)));
            }
            Kind::Price => atoms.extend(self.classes.get("prix")),
            Kind::Hour => atoms.extend(self.classes.get("heure")),
            Kind::Duration => {
                atoms.extend(self.keys.get(&normalizer.key(form)));
                atoms.extend(self.classes.get("heure"));
                atoms.extend(self.classes.get(GLUED_DURATION));
            }
            Kind::Date => atoms.extend(self.classes.get("date")),
            Kind::Url => atoms.extend(self.classes.get("url")),
            Kind::Email => atoms.extend(self.classes.get("email")),
            Kind::Handle | Kind::Stop | Kind::Pause | Kind::Sign => {}
        }
        self.add_classes(&mut atoms);
        (atoms, key)
    }

    /// The same for a word that is known by its key alone.
    pub fn of_key(&self, key: &str) -> Vec<Atom> {
        let mut atoms: Vec<Atom> = self.keys.get(key).into_iter().collect();
        self.add_classes(&mut atoms);
        atoms
    }

    fn add_classes(&self, atoms: &mut Vec<Atom>) {
        for at in 0..atoms.len() {
            let atom = atoms[at];
            atoms.extend(self.members.get(&atom).into_iter().flatten());
        }
        atoms.sort_unstable();
        atoms.dedup();
    }

    fn word(&self, form: &str, key: &str, normalizer: &Normalizer, atoms: &mut Vec<Atom>) {
        atoms.extend(self.keys.get(key));
        let spelled = || self.exact.get(normalizer.spelling(form)?);
        match self.exact.get(form).or_else(spelled) {
            Some(atom) => atoms.push(atom),
            None if form.len() <= 2 => atoms.extend(self.exact.get(&format!("{form}'"))),
            None if form.is_ascii() => {
                atoms.extend(numbered(form).map_while(|name| self.bare.get(&name)));
            }
            None => {}
        }
        // « rien a dire », « ou est mon colis »: small words whose accent is often left out.
        let accented = UNACCENTED.iter().find(|(bare, _)| *bare == form).map(|(_, accented)| *accented);
        atoms.extend(accented.and_then(|word| self.keys.get(&normalizer.key(word))));
        atoms.extend(self.classes.get("infinitif").filter(|_| ends_as_infinitive(form)));
        let folded = fold(form);
        // There are a dozen of them.
        let starts = self.prefixes.iter().filter(|(start, _)| folded.starts_with(start));
        atoms.extend(starts.map(|(_, atom)| atom));
    }

    /// « remboursent », « appelant »: endings of verbs that stems keep, tried when the stem is unknown.
    fn conjugated(&self, form: &str, normalizer: &Normalizer) -> Option<String> {
        let radical = form.strip_suffix("ent").or_else(|| form.strip_suffix("ant"))?;
        let key = normalizer.key(&format!("{radical}er"));
        (radical.len() >= 3 && self.keys.contains(&key)).then_some(key)
    }

    /// « nuuuul », « trèèès »: the key of the word with its stretched letters written once or twice.
    fn stretched(&self, form: &str, normalizer: &Normalizer) -> Option<String> {
        let tries = [squeeze(form, 1)?, squeeze(form, 2)?];
        let keys = tries.iter().map(|short| normalizer.key(short));
        keys.into_iter().find(|key| self.keys.contains(key))
    }
}

impl Stored for Atoms {
    fn write(&self, image: &mut Writer) {
        [&self.keys, &self.exact, &self.bare, &self.participles, &self.prefixes, &self.classes]
            .iter()
            .for_each(|map| map.write(image));
        image.number(self.count);
        let pairs =
            self.members().flat_map(|(member, classes)| classes.iter().map(move |class| [member, *class]));
        image.records(pairs.collect::<Vec<_>>().into_iter());
    }

    fn read(image: &mut Reader) -> Self {
        let [keys, exact, bare, participles, prefixes, classes] = [(); 6].map(|()| StrMap::read(image));
        let count = image.number();
        let mut members = BTreeMap::<Atom, Vec<Atom>>::new();
        for [member, class] in image.records() {
            members.entry(member).or_default().push(class);
        }
        Self { words: StrMap::default(), keys, exact, bare, participles, prefixes, classes, members, count }
    }
}

/// A form, then with a number, for the few accented forms that one without accents may stand for.
fn numbered(form: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let more = (1..4).map(move |number| Cow::Owned(format!("{form}{number}")));
    std::iter::once(Cow::Borrowed(form)).chain(more)
}

/// Class of a number glued to its unit (`48h`), which stands for `#nombre #duree`.
pub const GLUED_DURATION: &str = "duree_chiffree";

/// Verbs and a few others (« hier »): patterns ask for what stands after « vous devriez ».
fn ends_as_infinitive(form: &str) -> bool {
    form.len() > 3 && ["er", "ir", "re"].iter().any(|end| form.ends_with(end))
}

/// Small words whose accent is often left out, with what they may stand for.
const UNACCENTED: [(&str, &str); 2] = [("a", "à"), ("ou", "où")];

/// « 9/10 » is praise, « 2/10 » blame: the class of a mark out of 5, 10 or 20.
fn mark_class(form: &str) -> Option<&'static str> {
    let (mark, scale) = form.split_once('/')?;
    let mark: f32 = mark.replace(',', ".").parse().ok()?;
    let scale: f32 = match scale {
        "5" => 5.0,
        "10" => 10.0,
        "20" => 20.0,
        _ => return None,
    };
    match mark / scale {
        share if !(0.0..=1.0).contains(&share) => None,
        share if share >= 0.75 => Some("note_haute"),
        share if share <= 0.45 => Some("note_basse"),
        _ => Some("note_moyenne"),
    }
}

/// Without skin tones and variation selectors, a smiley without its nose.
fn plain_emoji(form: &str) -> String {
    let keep = |c: &char| !matches!(c, '\u{FE0F}' | '\u{FE0E}' | '\u{1F3FB}'..='\u{1F3FF}');
    let plain: String = form.chars().filter(keep).collect();
    if !plain.is_ascii() {
        return plain;
    }
    let mut short: Vec<char> = plain.chars().collect();
    if short.len() > 2 && short[1] == '-' && matches!(short[0], ':' | ';' | '=') {
        short.remove(1);
    }
    short.dedup_by(|b, a| a == b && matches!(a, ')' | '(' | 'D'));
    short.into_iter().collect()
}
