//! Goes in: a comment analysed. Comes out: its [`Entry`], and the names behind the keys in it. Never: touches a database.
//! One per worker.

use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::digest::digest;
use super::entry::{Complaint, Entry, Weight};
use super::identity::{Identity, storable};
use crate::aggregate::{Cell, Counted, Item, Names, each_cell};
use crate::annotate::{LabelId, Occurrence};
use crate::taxonomy::{Flag, Polarity, Qualification, Tag, Theme};

/// The names behind the keys of a run. Keys are fingerprints of names, so that those of all workers agree.
#[derive(Debug, Default)]
pub struct KeyNames {
    /// Facet, touchpoint, theme (or scale of a rating) and name of a count.
    pub cells: FxHashMap<i64, [String; 4]>,
    /// Key and first spelling of a term.
    pub terms: FxHashMap<i64, [Arc<str>; 2]>,
}

impl KeyNames {
    /// Adds other names to these.
    pub fn absorb(&mut self, other: Self) {
        self.cells.extend(other.cells);
        other.terms.iter().for_each(|(key, [term, form])| self.add_term(*key, term, form));
    }

    /// Of several spellings of a term, the first in alphabetical order stays, whoever met them.
    fn add_term(&mut self, key: i64, term: &Arc<str>, form: &Arc<str>) {
        let [_, known] = self.terms.entry(key).or_insert_with(|| [Arc::clone(term), Arc::clone(form)]);
        if form < known {
            *known = Arc::clone(form);
        }
    }
}

/// Makes entries, and remembers the names of their keys.
#[derive(Debug, Default)]
pub struct Recorder {
    names: KeyNames,
    /// Numbers of touchpoints.
    places: FxHashMap<String, u32>,
    /// Keys of counts, by [`mark`]: a fingerprint costs more than all that is counted.
    cells: FxHashMap<(u64, usize), i64>,
    /// By term of the worker's vocabulary.
    terms: Vec<Option<KnownTerm>>,
    n_comments: u64,
}

/// A comment as the worker knows it.
pub struct Analysed<'a, N> {
    /// Which row it is.
    pub identity: Identity,
    /// Its identifier as reports show it; empty without one.
    pub id: &'a str,
    /// Its site, shop or brand.
    pub entity: &'a str,
    /// Its customer, for the register.
    pub customer: &'a str,
    /// Its product, for the register.
    pub product: &'a str,
    /// The department that must answer, for the register; empty when nothing tells.
    pub recipient: &'a str,
    /// Its day, if its date is one.
    pub day: Option<NaiveDate>,
    /// What it adds to counts.
    pub counted: &'a Counted<'a>,
    /// Its text, masked.
    pub text: &'a str,
    /// Names of the worker's ids.
    pub names: &'a N,
}

impl Recorder {
    /// The entry of a comment.
    pub fn record<N: Names>(&mut self, comment: Analysed<'_, N>) -> Entry {
        let Analysed { counted, text, names, .. } = comment;
        let ann = counted.annotation;
        let is_complaint = ann.qualification == Qualification::Complaint;
        Entry {
            day: comment.day,
            id: storable(comment.id),
            entity: storable(comment.entity.trim()),
            touchpoints: storable(counted.touchpoints.join("|")),
            rating: counted.rated().map(|(_, rating)| rating),
            weight: Weight { tone: ann.tone, score: ann.score },
            qualification: ann.qualification,
            departs: ann.flags.contains(Flag::Departure),
            alerts: ann.flags.contains(Flag::Alert),
            cells: self.cells(counted, |label| names.label(label)),
            terms: self.terms(counted, names),
            text: storable(text),
            complaint: is_complaint.then(|| complaint(&comment)),
            identity: comment.identity,
        }
    }

    /// Forgets the ids of a vocabulary that starts afresh.
    pub fn forget_ids(&mut self) {
        self.terms.clear();
    }

    /// The names of all keys given.
    pub fn finish(self) -> KeyNames {
        self.names
    }

    fn cells<'a>(&mut self, counted: &Counted<'a>, label: impl Fn(LabelId) -> &'a str) -> Vec<i64> {
        let mut keys = Vec::with_capacity(32);
        // Counts of a touchpoint come together.
        let mut last: Option<(&str, u32)> = None;
        each_cell(counted, &mut |cell| {
            let place = match last {
                Some((touchpoint, place)) if touchpoint == cell.touchpoint => place,
                _ => self.places.get(cell.touchpoint).copied().unwrap_or_else(|| {
                    let place = self.places.len() as u32;
                    self.places.insert(cell.touchpoint.to_owned(), place);
                    place
                }),
            };
            last = Some((cell.touchpoint, place));
            let key = self.cells.entry(mark(place, cell)).or_insert_with(|| {
                let rating;
                let name = match cell.item {
                    Item::Whole => "",
                    Item::Label(id) => label(id),
                    Item::Tag(tag) => tag,
                    Item::Rating(_, thousandths) => {
                        rating = thousandths.to_string();
                        &rating
                    }
                };
                let subject = match cell.item {
                    Item::Rating(scale, _) => scale.id(),
                    _ => cell.theme.map_or("", Theme::id),
                };
                let names = [cell.facet.id(), cell.touchpoint, subject, name];
                let key = digest(names);
                self.names.cells.insert(key, names.map(storable));
                key
            });
            keys.push(*key);
        });
        keys
    }

    /// Each term once.
    fn terms(&mut self, counted: &Counted<'_>, names: &impl Names) -> Vec<i64> {
        self.n_comments += 1;
        let mut keys = Vec::with_capacity(counted.terms.len());
        for Occurrence { term, form } in counted.terms.iter().copied() {
            let index = term as usize;
            if self.terms.len() <= index {
                self.terms.resize(index + 1, None);
            }
            let known = self.terms[index].get_or_insert_with(|| {
                let key = digest([&**names.term(term)]);
                self.names.add_term(key, names.term(term), names.form(form));
                KnownTerm { key, form, last: 0 }
            });
            if known.form != form && names.form(form) < names.form(known.form) {
                known.form = form;
                self.names.add_term(known.key, names.term(term), names.form(form));
            }
            if std::mem::replace(&mut known.last, self.n_comments) != self.n_comments {
                keys.push(known.key);
            }
        }
        keys
    }
}

/// Tells a count from all others of this run. Where a tag stands in the program says as much as its name.
fn mark(place: u32, cell: &Cell<'_>) -> (u64, usize) {
    let (kind, what) = match cell.item {
        Item::Whole => (0, 0),
        Item::Rating(_, thousandths) => (1, thousandths as usize),
        Item::Label(LabelId(id)) => (2, id as usize),
        Item::Tag(tag) => (3, tag.as_ptr() as usize),
    };
    let subject = match cell.item {
        Item::Rating(scale, _) => scale as u64,
        _ => cell.theme.map_or(0, |theme| 1 + theme as u64),
    };
    (u64::from(place) << 24 | (cell.facet as u64) << 16 | subject << 8 | kind, what)
}

/// A term of the worker's vocabulary.
#[derive(Clone, Copy, Debug)]
struct KnownTerm {
    key: i64,
    /// The first of its spellings in alphabetical order.
    form: u32,
    /// The last comment that held it: a comment of a million words is read in one walk.
    last: u64,
}

/// Objects are the themes that are blamed; causes, the irritants that have a name.
fn complaint<N: Names>(comment: &Analysed<'_, N>) -> Complaint {
    let Analysed { counted, names, .. } = comment;
    let ann = counted.annotation;
    let blamed = ann.aspects.iter().filter(|aspect| aspect.polarity == Polarity::Negative);
    let object: Vec<&str> = blamed.map(|aspect| aspect.theme.id()).collect();
    let mut cause: Vec<&str> =
        ann.irritants.iter().filter_map(|mention| mention.label).map(|label| names.label(label)).collect();
    cause.dedup();
    Complaint {
        customer: storable(comment.customer.trim()),
        product: storable(comment.product.trim()),
        object: object.join("|"),
        step: storable(counted.touchpoints.join("|")),
        cause: cause.join("|"),
        recipient: storable(comment.recipient),
    }
}
