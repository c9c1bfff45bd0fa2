//! Everything that depends on a surface form alone, computed once per distinct form and kept by each thread.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::numbering::{Names, Packed, packed, packed_in};
use super::rules::{Rule, Rules};
use super::shape::Shape;
use super::term::Occurrence;
use super::work::GENRES;
use crate::lexicon::{Asked, Atom, Lexicon, Role, Root, Step, bits};
use crate::taxonomy::TagSet;
use crate::text::{Kind, Token, lower};

/// Distinct forms kept; beyond, the cache starts afresh. It is only a cache: results never depend on it.
pub const MAX_FORMS: usize = 400_000;

/// Bytes of the forms kept, ten times those of as many ordinary words: a column of endless tokens must not fill the
/// memory, which holds some three bytes for each of theirs.
pub const MAX_FORM_BYTES: usize = 32 << 20;

/// Index of a form in a [`Vocabulary`].
pub type FormId = u32;

/// What is known of a form, in one cache line.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
pub struct Form {
    /// What the trie sees of it; its atoms and roots stand among [`Vocabulary::atoms`] and [`Vocabulary::roots`].
    pub step: Step,
    /// Roles of the word.
    pub roles: TagSet<Role>,
    /// What the form tells by its shape.
    pub shape: Shape,
    /// Its key among [`Vocabulary::term_keys`]; that of an empty term where it is no word.
    pub key: TermId,
    /// Index of its lower-case form among [`Vocabulary::lower_forms`]; of an empty one where it is no word.
    pub lower: u32,
    /// Whether its key counts as a term in word tables.
    pub counts: bool,
    /// Whether it may be a participle without its accent, which patterns ask for: « aide », « casse ».
    pub bare_participle: bool,
    /// Whether its key is that of another word, which was meant.
    pub repaired: bool,
    /// Strength of an intensifier, -1 for a diminisher, 0 for neither.
    pub degree: i8,
}

/// Index of a term (a stem) in a [`Vocabulary`].
pub type TermId = u32;

/// Forms met so far.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Forms of at most 15 bytes, each packed in a number, for they are compared at once: 99 tokens in a hundred.
    short: Packed,
    long: FxHashMap<Box<str>, FormId>,
    /// Forms of the kinds of tokens whose text does not matter: one token in eight asks for no look-up.
    by_kind: [Option<FormId>; N_KINDS],
    forms: Vec<Form>,
    /// Bytes of the forms.
    n_bytes: usize,
    atoms: Vec<Asked>,
    roots: Vec<Root>,
    /// Classes of the words of [`GENRES`].
    genres: [Option<Atom>; 4],
    term_keys: Names,
    lower_forms: Names,
    /// Terms of several words, by the forms of these words, so that their names are spelled once.
    joined: FxHashMap<Box<[FormId]>, Occurrence>,
}

impl Vocabulary {
    /// The forms of the tokens of a comment, in place of what `forms` held. Forms met lately are looked for first, all in
    /// a row: reads that do not wait for each other take the time of one.
    pub fn intern_all(
        &mut self,
        comment: &str,
        tokens: &[Token],
        lexicon: &Lexicon,
        rules: Rules,
        forms: &mut Vec<FormId>,
    ) {
        if self.forms.is_empty() {
            self.genres = GENRES.map(|name| lexicon.atoms.class(name));
            for (kind, name) in UNSPELLED {
                let id = self.intern_text(name, packed(name), kind, lexicon, rules);
                self.by_kind[kind as usize] = Some(id);
            }
        }
        forms.clear();
        forms.extend(tokens.iter().map(|token| match self.by_kind[token.kind as usize] {
            Some(id) => id,
            None => {
                packed_in(comment, token).and_then(|packed| self.short.lately(packed)).unwrap_or(NOT_LATELY)
            }
        }));
        for (form, token) in forms.iter_mut().zip(tokens).filter(|(form, _)| **form == NOT_LATELY) {
            *form =
                self.intern_text(token.text(comment), packed_in(comment, token), token.kind, lexicon, rules);
        }
    }

    /// The form of a word that stands in no comment.
    pub(super) fn intern(&mut self, word: &str, lexicon: &Lexicon, rules: Rules) -> FormId {
        self.intern_text(word, packed(word), Kind::Word, lexicon, rules)
    }

    fn intern_text(
        &mut self,
        text: &str,
        packed: Option<u128>,
        kind: Kind,
        lexicon: &Lexicon,
        rules: Rules,
    ) -> FormId {
        let Some(packed) = packed else {
            let known = self.long.get(text).copied();
            return known.unwrap_or_else(|| self.learn(text, kind, lexicon, rules));
        };
        if let Some(id) = self.short.lately(packed) {
            return id;
        }
        let known = self.short.get(packed);
        let id = known.unwrap_or_else(|| self.learn(text, kind, lexicon, rules));
        self.short.keep_at_hand(packed, id);
        id
    }

    /// What is known of a form.
    pub fn form(&self, id: FormId) -> &Form {
        &self.forms[id as usize]
    }

    /// The form of every sign; there is one once a comment was read.
    pub fn sign(&self) -> FormId {
        self.by_kind[Kind::Sign as usize].unwrap_or_default()
    }

    /// Atoms of all forms that patterns ask for, those of one side by side: see [`Form::step`].
    pub fn atoms(&self) -> &[Asked] {
        &self.atoms
    }

    /// Patterns filed under the atoms of all forms, those of one side by side: see [`Form::step`].
    pub fn roots(&self) -> &[Root] {
        &self.roots
    }

    /// Keys of terms, by [`TermId`].
    pub fn term_keys(&self) -> &[Arc<str>] {
        self.term_keys.all()
    }

    /// Lower-case forms, by [`Form::lower`].
    pub fn lower_forms(&self) -> &[Arc<str>] {
        self.lower_forms.all()
    }

    /// A form in lower case.
    pub fn lower(&self, form: FormId) -> &str {
        &self.lower_forms.all()[self.form(form).lower as usize]
    }

    /// The term of a key that is no single word (« service client »).
    pub fn intern_term(&mut self, key: &str) -> TermId {
        self.term_keys.number(key)
    }

    /// The index of a lower-case form.
    pub fn intern_lower(&mut self, form: &str) -> u32 {
        self.lower_forms.number(form)
    }

    /// The term that forms in a row were joined to.
    pub fn joined(&self, forms: &[FormId]) -> Option<Occurrence> {
        self.joined.get(forms).copied()
    }

    /// Keeps the term that forms in a row are joined to.
    pub fn keep_joined(&mut self, forms: &[FormId], joined: Occurrence) {
        self.joined.insert(forms.into(), joined);
    }

    /// Whether it holds as many forms as it may, or as many bytes.
    pub fn is_full(&self) -> bool {
        self.forms.len() >= MAX_FORMS || self.n_bytes >= MAX_FORM_BYTES
    }

    /// Forgets every form.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn learn(&mut self, text: &str, kind: Kind, lexicon: &Lexicon, rules: Rules) -> FormId {
        let low = lower(text);
        let (mut atoms, mut key) = lexicon.atoms.resolve(&low, kind, &lexicon.normalizer);
        let unknown = kind == Kind::Word && atoms.is_empty() && rules.has(Rule::Repair) && !is_name(text);
        let repair = || lexicon.repairs.repair(&low, &key, &lexicon.atoms, &lexicon.normalizer);
        let repaired = unknown.then(repair).flatten();
        let is_repaired = repaired.is_some();
        if let Some(meant) = repaired {
            atoms = lexicon.atoms.of_key(&meant);
            key = meant;
        }
        let (mut roles, mut force) = (TagSet::EMPTY, 0);
        for atom in &atoms {
            if let Some((more, strength)) = lexicon.roles.get(atom) {
                roles.extend(*more);
                force = force.max(*strength);
            }
        }
        let (first_atom, first_root) = (self.atoms.len(), self.roots.len());
        self.atoms.extend(atoms.iter().filter_map(|atom| lexicon.trie.asked(*atom)));
        self.roots.extend(atoms.iter().flat_map(|atom| lexicon.trie.roots(*atom)));
        let step = Step {
            atoms: (first_atom as u32, (self.atoms.len() - first_atom) as u16),
            roots: (first_root as u32, (self.roots.len() - first_root) as u16),
            transparent: roles.contains(Role::Transparent) || kind == Kind::Sign,
            barrier: kind.is_break() || roles.iter().any(Role::opens_clause),
            negated: false,
            bits: bits(&self.atoms[first_atom..]),
        };
        let is_of = |class: Option<Atom>| class.is_some_and(|class| atoms.binary_search(&class).is_ok());
        let shape = Shape::of(text, &low, kind, &lexicon.normalizer).of_genres(self.genres.map(is_of));
        let mut form = Form {
            step,
            roles,
            shape,
            repaired: is_repaired,
            degree: degree(roles, force),
            ..Form::default()
        };
        // What is no word has an empty name, and not that of the first word that was met.
        let named = if kind == Kind::Word { (&*key, &*low) } else { ("", "") };
        form.key = self.intern_term(named.0);
        form.lower = self.intern_lower(named.1);
        if kind == Kind::Word {
            form.bare_participle = lexicon.atoms.participle(&low).is_some();
            form.counts = is_term(&low) && !roles.contains(Role::StopWord);
        }
        let id = self.forms.len() as FormId;
        self.forms.push(form);
        self.n_bytes += text.len();
        let packed = packed(text);
        self.short.push(packed);
        if packed.is_none() {
            self.long.insert(text.into(), id);
        }
        id
    }
}

/// Says that a form is not among those met lately.
const NOT_LATELY: FormId = FormId::MAX;

/// Kinds of tokens whose text does not matter, with what stands for it.
const UNSPELLED: [(Kind, &str); 9] = [
    (Kind::Price, "\u{1}prix"),
    (Kind::Hour, "\u{1}heure"),
    (Kind::Date, "\u{1}date"),
    (Kind::Url, "\u{1}url"),
    (Kind::Email, "\u{1}email"),
    (Kind::Handle, "\u{1}renvoi"),
    (Kind::Sign, "\u{1}signe"),
    (Kind::Stop, "\u{1}pause"),
    (Kind::Pause, "\u{1}pause"),
];

/// Kinds of tokens.
const N_KINDS: usize = Kind::Sign as usize + 1;

/// Longer runs of letters are no words: they would fill the tables of words.
const MAX_TERM_BYTES: usize = 60;

fn is_term(low: &str) -> bool {
    low.len() <= MAX_TERM_BYTES
        && !low.starts_with('-')
        && low.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// « Bayern », « Colin »: a capital and small letters may be a name, which is never repaired.
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.contains(char::is_lowercase)
}

impl Form {
    /// Whether the word has that role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(role)
    }
    /// What it counts for in word tables.
    pub fn term(&self) -> Option<Occurrence> {
        self.counts.then_some(Occurrence { term: self.key, form: self.lower })
    }
}

/// Strength of an intensifier, from 1 to 3, -1 for a diminisher, 0 for neither.
fn degree(roles: TagSet<Role>, force: u8) -> i8 {
    if roles.contains(Role::Diminisher) {
        -1
    } else if roles.contains(Role::Intensifier) {
        force.max(1) as i8
    } else {
        0
    }
}
