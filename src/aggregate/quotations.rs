//! Which comments are quoted for an irritant: a stable rule, whatever the order in which they are met.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::NaiveDate;

use super::summary::{Example, MentionTotals};
use super::{Absorb, Counted};
use crate::annotate::Annotation;
use crate::taxonomy::Tone;

/// A comment whose tone is not that of the mention illustrates it badly.
const OFF_TONE: u32 = 500;

/// A quotation reads best at about that many characters.
const IDEAL_LENGTH: u32 = 140;

/// Nobody quotes a page, and three for each irritant would fill the memory.
const LONGEST: u32 = 3000;

/// How many comments are quoted for an irritant.
const QUOTED: usize = 3;

/// A comment as reports quote it, masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// Base name of its file.
    pub file: String,
    /// Line of the file where its row starts.
    pub line: u64,
    /// As it came.
    pub id: String,
    /// As it came.
    pub date: String,
    /// As it came.
    pub rating: String,
    /// The text, on one line.
    pub text: String,
    /// What `date` says.
    pub day: Option<NaiveDate>,
    /// How many things would embarrass who quotes it.
    pub blemishes: u32,
}

impl Quoted {
    /// Whether both say the same, however blanks stand in them.
    fn reads_as(&self, other: &Self) -> bool {
        self.text.split_whitespace().eq(other.text.split_whitespace())
    }
}

/// The place of a comment among those that could be quoted: the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// What speaks against it: small differences do not count.
    pub unfitness: u32,
    /// The most recent first; without a date, last.
    pub day: Reverse<Option<NaiveDate>>,
    /// Distance from the ideal length.
    pub off_length: u32,
    /// Input file, then line: no two comments are equals.
    pub position: (u32, u64),
}

/// A comment to quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Its place.
    pub rank: Rank,
    /// Tone of the whole comment.
    pub tone: Tone,
    /// The comment, shared by all that it mentions.
    pub comment: Arc<Quoted>,
}

/// The best comments met, in order, each text once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotations(Vec<Quotation>);

impl Quotations {
    /// Whether a comment of that unfitness at least could still be among them.
    fn may_take(&self, unfitness: u32) -> bool {
        self.0.len() < QUOTED || self.0.last().is_some_and(|last| unfitness <= last.rank.unfitness)
    }

    /// Keeps a comment if it is among the best.
    pub fn add(&mut self, new: Quotation) {
        if self.0.len() == QUOTED && self.0.last().is_some_and(|last| last.rank < new.rank) {
            return;
        }
        // Of two that read alike the better place stays, so that merging in any order gives the same.
        match self.0.iter().position(|known| known.comment.reads_as(&new.comment)) {
            Some(same) if self.0[same].rank < new.rank => return,
            Some(same) => drop(self.0.remove(same)),
            None => {}
        }
        let at = self.0.partition_point(|known| known.rank < new.rank);
        self.0.insert(at, new);
        self.0.truncate(QUOTED);
    }

    /// The best first.
    pub fn iter(&self) -> impl Iterator<Item = &Quotation> {
        self.0.iter()
    }
}

impl Absorb for Quotations {
    fn absorb(&mut self, other: Self) {
        other.0.into_iter().for_each(|quotation| self.add(quotation));
    }
}

/// A comment that may be quoted; its text is made once, and only if it is.
pub(super) struct Quotable<'a, 'q> {
    counted: &'a Counted<'a>,
    quote: &'q mut dyn FnMut() -> Quoted,
    /// As far as its text has no part in it.
    unfitness: u32,
    quoted: Option<Arc<Quoted>>,
}

impl<'a, 'q> Quotable<'a, 'q> {
    pub(super) fn new(counted: &'a Counted<'a>, quote: &'q mut dyn FnMut() -> Quoted) -> Self {
        let unfitness = unfitness(counted.annotation, counted.length);
        Self { counted, quote, unfitness, quoted: None }
    }

    /// Keeps it as the example of a mention, if none is better.
    pub(super) fn offer_example(&mut self, totals: &mut MentionTotals, tone: Tone) {
        let fits = self.counted.annotation.tone == tone;
        let unfitness = self.counted.length.abs_diff(IDEAL_LENGTH) + if fits { 0 } else { OFF_TONE };
        let position = self.counted.position;
        let known = totals.example.as_ref().map(|known| (known.unfitness, known.position));
        if known.is_none_or(|known| (unfitness, position) < known) {
            totals.example = Some(Example { unfitness, position, text: self.quoted().text.clone() });
        }
    }

    /// Keeps it among the quotations of a mention, if it is one of the best.
    pub(super) fn offer_quotation(&mut self, totals: &mut MentionTotals) {
        if self.counted.length > LONGEST || !totals.quotations.may_take(self.unfitness) {
            return;
        }
        let comment = Arc::clone(self.quoted());
        let rank = Rank {
            unfitness: self.unfitness + comment.blemishes,
            day: Reverse(comment.day),
            off_length: self.counted.length.abs_diff(IDEAL_LENGTH),
            position: self.counted.position,
        };
        totals.quotations.add(Quotation { rank, tone: self.counted.annotation.tone, comment });
    }

    fn quoted(&mut self) -> &Arc<Quoted> {
        self.quoted.get_or_insert_with(|| Arc::new((self.quote)()))
    }
}

/// What speaks against quoting a comment for an irritant, as far as its tags and its length tell.
fn unfitness(annotation: &Annotation, length: u32) -> u32 {
    let by_length = match length {
        60..=300 => 0,
        30..=500 => 1,
        15..=1000 => 2,
        _ => 4,
    };
    let by_tone = match annotation.tone {
        Tone::Negative => 0,
        Tone::Mixed => 1,
        Tone::Neutral => 2,
        Tone::Positive => 3,
    };
    // Sorted: the same irritant at several steps stands side by side. One that tells everything illustrates nothing.
    let named = annotation.irritants.chunk_by(|a, b| (a.theme, a.label) == (b.theme, b.label));
    let by_others = named.count().saturating_sub(2).min(2) as u32;
    by_length + by_tone + by_others
}
