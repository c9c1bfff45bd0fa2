//! Goes in: what was seen. Comes out: per clause, the traces of something that its author lived through: who speaks,
//! in what tense, with what figures. Never: weighs a judgement.

use smallvec::SmallVec;

use super::reading::{Clause, Content, Reading};
use super::shape::Shape;
use crate::lexicon::{Layer, Lexicon, Nature, Role};
use crate::taxonomy::{Mode, Polarity, TagSet};

/// What a clause shows of its author's own experience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traces {
    /// « j'ai écrit », « on m'a répondu »: the first person, an auxiliary and a participle in a row.
    pub event: bool,
    /// « le livreur a jeté le colis », « n'a pas été nettoyée »: the same of anybody.
    pub other_event: bool,
    /// « l'hôtel était », « il fallait »: the scene is set in the past.
    pub past: bool,
    /// « je », « nous », save where they only introduce a judgement (« je trouve que »).
    pub first: bool,
    /// « mon dossier », « nos factures ».
    pub mine: bool,
    /// « me », « moi ».
    pub object: bool,
    /// « ils », « vous »: the company at large.
    pub third: bool,
    /// A number, a price, a duration or a date.
    pub figure: bool,
}

impl Traces {
    /// Adds what another clause shows.
    pub fn add(&mut self, other: Self) {
        self.event |= other.event;
        self.other_event |= other.other_event;
        self.past |= other.past;
        self.first |= other.first;
        self.mine |= other.mine;
        self.object |= other.object;
        self.third |= other.third;
        self.figure |= other.figure;
    }

    /// How much they show, a thing told in the first person or in the past counting for three.
    pub fn weight(self) -> u32 {
        let marks = [
            (self.event, 3),
            (self.past, 3),
            (self.other_event, 2),
            (self.mine, 2),
            (self.figure, 2),
            (self.first, 1),
            (self.object, 1),
        ];
        marks.iter().filter(|(seen, _)| *seen).map(|(_, weight)| weight).sum()
    }
}

/// Traces of every clause, in one walk.
pub(super) fn trace(reading: &Reading, lexicon: &Lexicon) -> SmallVec<[Traces; 16]> {
    let mut stances =
        reading.in_layer(Layer::Mode).filter(|hit| lexicon.entry(hit.entry).modes.contains(Mode::Opinion));
    let mut stance = stances.next();
    let mut traces = SmallVec::with_capacity(reading.clauses.len());
    for clause in &reading.clauses {
        let Content { shapes, figure, .. } = clause.content;
        let mut spoken = shapes;
        while stance.is_some_and(|hit| hit.end() <= clause.start) {
            stance = stances.next();
        }
        if stance.is_some_and(|hit| hit.first < clause.end) {
            spoken = Shape::NONE;
            for at in clause.start..clause.end {
                while stance.is_some_and(|hit| hit.end() <= at) {
                    stance = stances.next();
                }
                if !stance.is_some_and(|hit| hit.holds(at)) {
                    spoken = spoken.or(reading.shapes[at as usize]);
                }
            }
        }
        let mut seen = Traces {
            first: spoken.subject(),
            mine: spoken.mine(),
            object: spoken.object(),
            third: shapes.third_person(),
            past: shapes.past(),
            figure,
            ..Traces::default()
        };
        // « on ma répondu » has its auxiliary in « ma ».
        if shapes.auxiliary() || shapes.mine() {
            tell(reading, lexicon, clause, &mut seen);
        }
        traces.push(seen);
    }
    traces
}

/// Looks for an auxiliary and its participle, with nothing but small words in between.
fn tell(reading: &Reading, lexicon: &Lexicon, clause: &Clause, seen: &mut Traces) {
    let mut person = None;
    let mut auxiliary: Option<(u32, bool)> = None;
    let mut before = Shape::default();
    let mut denied = false;
    for at in clause.start..clause.end {
        let (shape, roles) = (reading.shapes[at as usize], reading.roles[at as usize]);
        // « on ma répondu », « ils mon dit »: m'a and m'ont, as many write them.
        let fused = shape.mine() && (before.third_person() || before.anybody());
        before = shape;
        denied |= shape.ne();
        if shape.first_person() {
            person = Some(at);
        }
        if shape.auxiliary() || fused {
            let has = shape.has() || fused || auxiliary.is_some_and(|(_, has)| has);
            auxiliary = Some((at, has));
            continue;
        }
        let Some((place, has)) = auxiliary else { continue };
        let own = person.is_some_and(|person| at - person <= 6);
        // « je n'ai plus de chauffage »: a loss is suffered.
        seen.event |= own
            && has
            && denied
            && roles.contains(Role::NegationWithNe)
            && reading.shapes.get(at as usize + 1).is_some_and(|next| next.de());
        // « j'ai appeler »: the infinitive that sounds the same.
        let misspelt =
            own && has && place + 1 == at && shape.infinitive() && !roles.contains(Role::Transparent);
        if misspelt || shape.participle() && !roles.contains(Role::Intensifier) {
            let state = !has && is_judged(reading, lexicon, at);
            seen.event |= own && !state && !(has && is_liking(reading, lexicon, at));
            seen.other_event |= has && !own;
            auxiliary = None;
        } else if !passes(shape, roles) {
            auxiliary = None;
        }
    }
}

/// Small words that may stand between an auxiliary and its participle.
fn passes(shape: Shape, roles: TagSet<Role>) -> bool {
    let small = [Role::Transparent, Role::Negation, Role::NegationWithNe, Role::Intensifier];
    small.iter().any(|role| roles.contains(*role)) && !shape.article()
}

/// « je suis satisfait du prix »: a participle that judges is a state.
fn is_judged(reading: &Reading, lexicon: &Lexicon, at: u32) -> bool {
    reading.meanings_at(at).any(|hit| judges(lexicon, hit.entry))
}

/// « j'ai adoré », « j'ai été déçu »: a participle that is a whole judgement by itself.
fn is_liking(reading: &Reading, lexicon: &Lexicon, at: u32) -> bool {
    reading.meanings_at(at).any(|hit| hit.words == 1 && judges(lexicon, hit.entry))
}

fn judges(lexicon: &Lexicon, entry: u32) -> bool {
    let entry = lexicon.entry(entry);
    let judged = entry.polarity.is_some_and(|polarity| polarity != Polarity::Neutral);
    judged && entry.nature == Nature::Opinion
}
