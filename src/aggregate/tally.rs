//! Counts of one worker, keyed by its own small integers; names are given back when it is drained.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::quotations::{Quotable, Quoted};
use super::summary::{MentionKey, MentionTotals, Summary, TermAt, TermTotals, ToneCounts, TouchpointTotals};
use super::{Answer, ByName};
use crate::annotate::{Annotation, LabelId, Mention, Occurrence};
use crate::scale::Scale;
use crate::taxonomy::{Tag, TagSet, Theme, Tone};

/// What one comment adds to the counts.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// Its tags.
    pub annotation: &'a Annotation,
    /// Its touchpoints, as written in reports; never empty.
    pub touchpoints: &'a [&'a str],
    /// Whether mentions go to the step of their clause rather than to the touchpoints of the comment.
    pub by_step: bool,
    /// Rating as written, in thousandths.
    pub rating: Option<i32>,
    /// The same on the scale of its file, where there is one.
    pub answer: Option<Answer>,
    /// Terms of its text.
    pub terms: &'a [Occurrence],
    /// Input file, then line.
    pub position: (u32, u64),
    /// Characters of its text.
    pub length: u32,
}

impl Counted<'_> {
    /// The scale of its file and its rating there, where both are known.
    pub fn rated(&self) -> Option<(Scale, i32)> {
        let Answer { scale, rating } = self.answer?;
        Some((scale, rating?))
    }
}

/// What gives names back to the ids of a worker.
pub trait Names {
    /// Key of a term.
    fn term(&self, id: u32) -> &Arc<str>;
    /// A lower-case surface form.
    fn form(&self, id: u32) -> &Arc<str>;
    /// Name of an irritant or « enthousiasmant ».
    fn label(&self, id: LabelId) -> &str;
}

/// Touchpoint of comments for which none is known.
pub const UNKNOWN_TOUCHPOINT: &str = "non_precise";

type TouchpointId = u32;

/// Touchpoints counted in vectors: the ten steps of the journey and a little more. Beyond, a vector by term for each
/// would waste memory.
const N_NEAR: usize = 12;

#[derive(Clone, Copy, Debug, Default)]
struct TermCounts {
    verbatims: u64,
    score_sum: i64,
    last: u64,
}

/// Counts of one worker.
#[derive(Debug, Default)]
pub struct Tally {
    totals: Summary,
    names: Vec<Arc<str>>,
    ids: FxHashMap<String, TouchpointId>,
    touchpoints: Vec<TouchpointTotals>,
    irritants: FxHashMap<(Option<TouchpointId>, Theme, Option<LabelId>), MentionTotals>,
    delights: FxHashMap<(Option<TouchpointId>, Theme, Option<LabelId>), MentionTotals>,
    terms: Vec<TermCounts>,
    /// By term: comments that hold it, by tone. None when no document wants them.
    term_tones: Option<Vec<ToneCounts>>,
    /// By form: a term, and how often the form stood for it.
    forms: Vec<(u32, u64)>,
    /// The same for the other terms of a form: there are hardly any.
    other_forms: FxHashMap<(u32, u32), u64>,
    /// By touchpoint, then by term: comments that hold the term there, and the sum of their scores.
    near_touchpoints: [Vec<TermAt>; N_NEAR],
    /// The same for the touchpoints beyond.
    far_touchpoints: FxHashMap<(u32, TouchpointId), TermAt>,
    n_comments: u64,
}

impl Tally {
    /// Counts terms by tone too, which documents want and tables do not.
    pub fn with_term_tones() -> Self {
        Self { term_tones: Some(Vec::new()), ..Self::default() }
    }

    /// Counts a comment; `quote` makes what reports quote of it, asked for only when it may be quoted.
    pub fn add(&mut self, counted: &Counted<'_>, quote: &mut dyn FnMut() -> Quoted) {
        self.n_comments += 1;
        let ann = counted.annotation;
        let score = i64::from(ann.score);
        self.add_tags(ann);
        let ids: SmallVec<[TouchpointId; 4]> =
            counted.touchpoints.iter().map(|name| self.touchpoint(name)).collect();
        for id in &ids {
            let totals = &mut self.touchpoints[*id as usize];
            totals.tones.add(ann.tone);
            totals.score_sum += score;
            if let Some(rating) = counted.rating {
                *totals.ratings.entry(rating).or_default() += 1;
            }
            if let Some(Answer { scale, rating }) = counted.answer {
                totals.scores.entry(scale).or_default().add(rating, ann.tone);
            }
        }
        self.add_score(counted);
        self.add_mentions(counted, &ids, quote);
        self.add_terms(counted, &ids, score);
    }

    fn touchpoint(&mut self, name: &str) -> TouchpointId {
        if let Some(id) = self.ids.get(name) {
            return *id;
        }
        let id = self.names.len() as TouchpointId;
        self.names.push(name.into());
        self.ids.insert(name.to_owned(), id);
        self.touchpoints.push(TouchpointTotals::default());
        id
    }

    fn add_score(&mut self, counted: &Counted<'_>) {
        let Some(Answer { scale, rating }) = counted.answer else { return };
        let ann = counted.annotation;
        self.totals.scores.entry(scale).or_default().add(rating, ann.tone);
        let Some(rating) = rating else { return };
        let themes: TagSet<Theme> = ann.aspects.iter().map(|aspect| aspect.theme).collect();
        themes.iter().for_each(|theme| {
            self.totals.theme_scores.entry((scale, theme)).or_default().add(rating);
        });
    }

    fn add_tags(&mut self, ann: &Annotation) {
        let totals = &mut self.totals;
        totals.tones.add(ann.tone);
        totals.score_sum += i64::from(ann.score);
        let mut themes: TagSet<Theme> = TagSet::default();
        for aspect in ann.aspects.iter() {
            themes.insert(aspect.theme);
            *totals.aspects.entry(aspect).or_default() += 1;
        }
        themes.iter().for_each(|theme| totals.themes.entry(theme).or_default().add(ann.tone, ann.score));
        ann.modes.iter().for_each(|mode| totals.modes.entry(mode).or_default().add(ann.tone, ann.score));
        ann.steps.iter().for_each(|step| totals.steps.entry(step).or_default().add(ann.tone, ann.score));
        ann.channels
            .iter()
            .for_each(|channel| totals.channels.entry(channel).or_default().add(ann.tone, ann.score));
        ann.flags.iter().for_each(|flag| *totals.flags.entry(flag).or_default() += 1);
        totals.qualifications.entry(ann.qualification).or_default().add(ann.tone, ann.score);
    }

    fn add_mentions(
        &mut self,
        counted: &Counted<'_>,
        ids: &[TouchpointId],
        quote: &mut dyn FnMut() -> Quoted,
    ) {
        let ann = counted.annotation;
        let mut quotable = Quotable::new(counted, quote);
        for (mentions, negative) in [(&ann.irritants, true), (&ann.delights, false)] {
            let mut keys: Vec<(Option<TouchpointId>, Theme, Option<LabelId>)> = Vec::new();
            for Mention { theme, label, step } in mentions {
                keys.push((None, *theme, *label));
                if counted.by_step {
                    let name = step.or(ann.main_step).map_or(UNKNOWN_TOUCHPOINT, |step| step.id());
                    keys.push((Some(self.touchpoint(name)), *theme, *label));
                } else {
                    keys.extend(ids.iter().map(|id| (Some(*id), *theme, *label)));
                }
            }
            keys.sort_unstable();
            keys.dedup();
            let counts = if negative { &mut self.irritants } else { &mut self.delights };
            for key in keys {
                let totals = counts.entry(key).or_default();
                totals.verbatims += 1;
                quotable.offer_example(totals, if negative { Tone::Negative } else { Tone::Positive });
                if negative {
                    quotable.offer_quotation(totals);
                }
                if let (None, Some(Answer { scale, rating: Some(rating) })) = (key.0, counted.answer) {
                    totals.scores.entry(scale).or_default().add(rating);
                }
            }
        }
    }

    fn add_terms(&mut self, counted: &Counted<'_>, ids: &[TouchpointId], score: i64) {
        for Occurrence { term, form } in counted.terms {
            self.add_form(*term, *form);
            let index = *term as usize;
            let counts = at(&mut self.terms, index);
            if counts.last != self.n_comments {
                counts.last = self.n_comments;
                counts.verbatims += 1;
                counts.score_sum += score;
                if let Some(tones) = &mut self.term_tones {
                    at(tones, index).add(counted.annotation.tone);
                }
                for id in ids {
                    let counts = match self.near_touchpoints.get_mut(*id as usize) {
                        Some(near) => at(near, index),
                        None => self.far_touchpoints.entry((*term, *id)).or_default(),
                    };
                    counts.verbatims += 1;
                    counts.score_sum += score;
                }
            }
        }
    }

    fn add_form(&mut self, term: u32, form: u32) {
        let (known, count) = at(&mut self.forms, form as usize);
        if *count == 0 || *known == term {
            *known = term;
            *count += 1;
        } else {
            *self.other_forms.entry((term, form)).or_default() += 1;
        }
    }

    /// Gives the counts with their names and starts afresh.
    pub fn drain(&mut self, names: &impl Names) -> Summary {
        let afresh = Self { term_tones: self.term_tones.as_ref().map(|_| Vec::new()), ..Self::default() };
        let tally = std::mem::replace(self, afresh);
        let mut summary = tally.totals;
        let touchpoint = |id: TouchpointId| tally.names[id as usize].to_string();
        for (id, totals) in tally.touchpoints.into_iter().enumerate() {
            // Steps of clauses are known by their mentions alone: no comment stands there.
            if totals.tones.total() > 0 {
                summary.touchpoints.insert(touchpoint(id as u32), totals);
            }
        }
        let named = |label: Option<LabelId>| label.map(|id| names.label(id).to_owned());
        let mut place = |counts: FxHashMap<(Option<TouchpointId>, Theme, Option<LabelId>), MentionTotals>,
                         negative: bool| {
            for ((id, theme, label), totals) in counts {
                let label = named(label);
                match (id, negative) {
                    (Some(id), true) => drop(
                        summary
                            .irritants
                            .insert(MentionKey { touchpoint: touchpoint(id), theme, label }, totals),
                    ),
                    (Some(id), false) => drop(
                        summary
                            .delights
                            .insert(MentionKey { touchpoint: touchpoint(id), theme, label }, totals),
                    ),
                    (None, true) => drop(summary.overall_irritants.insert((theme, label), totals)),
                    (None, false) => drop(summary.overall_delights.insert((theme, label), totals)),
                }
            }
        };
        place(tally.irritants, true);
        place(tally.delights, false);
        // By id, then into the map all at once: a look-up by name for each form would cost 17 comparisons of strings.
        let totals = |counts: TermCounts| TermTotals {
            verbatims: counts.verbatims,
            score_sum: counts.score_sum,
            ..TermTotals::default()
        };
        let mut terms: Vec<TermTotals> = tally.terms.into_iter().map(totals).collect();
        let forms = tally.forms.into_iter().zip(0..).map(|((term, count), form)| ((term, form), count));
        for ((term, form), count) in forms.filter(|(_, count)| *count > 0).chain(tally.other_forms) {
            terms[term as usize].forms.add(names.form(form), count);
        }
        let near = tally.near_touchpoints.into_iter().zip(0..).flat_map(|(terms, id)| {
            terms.into_iter().zip(0..).map(move |(counts, term)| ((term, id), counts))
        });
        let near = near.filter(|(_, counts)| counts.verbatims > 0);
        // By name, so that each is added at the end.
        let mut far: Vec<_> = tally.far_touchpoints.into_iter().collect();
        far.sort_unstable_by_key(|((term, id), _)| (*term, &tally.names[*id as usize]));
        for ((term, id), counts) in near.chain(far) {
            terms[term as usize].touchpoints.add(&tally.names[id as usize], counts);
        }
        let counted = (0..terms.len() as u32).filter(|id| terms[*id as usize].verbatims > 0);
        let mut order: Vec<(u64, u32)> = counted.map(|id| (opening(names.term(id)), id)).collect();
        order.sort_unstable_by(|(opening, id), (other, other_id)| {
            opening.cmp(other).then_with(|| names.term(*id).cmp(names.term(*other_id)))
        });
        let named =
            |(_, id): (u64, u32)| (Arc::clone(names.term(id)), std::mem::take(&mut terms[id as usize]));
        if let Some(tones) = tally.term_tones {
            let toned = |(_, id): &(u64, u32)| (Arc::clone(names.term(*id)), tones[*id as usize]);
            summary.term_tones = ByName::from_sorted(order.iter().map(toned).collect());
        }
        summary.terms = ByName::from_sorted(order.into_iter().map(named).collect());
        summary
    }
}

/// The first bytes of a name, in an order that is that of names: they tell most of them apart.
fn opening(name: &str) -> u64 {
    let mut bytes = [0; 8];
    let length = name.len().min(8);
    bytes[..length].copy_from_slice(&name.as_bytes()[..length]);
    u64::from_be_bytes(bytes)
}

/// The count at an index, made on first use.
fn at<T: Copy + Default>(counts: &mut Vec<T>, index: usize) -> &mut T {
    if counts.len() <= index {
        counts.resize(index + 1, T::default());
    }
    &mut counts[index]
}
