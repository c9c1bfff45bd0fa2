//! What one thread does with a batch: annotates, counts and formats its rows.

use std::borrow::Cow;
use std::sync::Arc;

use crate::aggregate::{Absorb, Counted, Names, Summary, Tally, UNKNOWN_TOUCHPOINT};
use crate::annotate::{Annotation, Annotator, LabelId, Mention, Occurrence, Vocabulary};
use crate::config::{Config, Dialect, Documents, Redaction};
use crate::history::{self, Entry, Identity, KeyNames, Recorder};
use crate::ingest::{Batch, Field, Row, parse_day, parse_rating};
use crate::lexicon::{LabelBook, Lexicon};
use crate::redact;
use crate::report::{VerbatimRow, write_reject_row, write_verbatim_row};
use crate::taxonomy::Tag;

/// Rows to analyse, and room for what comes of them. Its memory goes round: fresh memory would be cleared by the system
/// page by page, at a tenth of the whole time.
#[derive(Debug, Default)]
pub struct Task {
    /// The rows.
    pub batch: Batch,
    /// Lines of `verbatims.csv`.
    pub verbatims: Vec<u8>,
    /// Lines of `rejets.csv`.
    pub rejects: Vec<u8>,
    /// Which rows they are, by row; empty without a history.
    pub identities: Vec<Identity>,
    /// What the history keeps of them.
    pub entries: Vec<Entry>,
}

/// A task whose rows are ready to be written.
#[derive(Debug)]
pub struct Analysed(pub Task);

/// The caches and totals of one thread.
pub struct Worker<'r> {
    annotator: Annotator<'r>,
    labels: &'r LabelBook,
    dialect: Dialect,
    masks: bool,
    documents: Documents,
    files: &'r [String],
    tally: Tally,
    summary: Summary,
    terms: Vec<Occurrence>,
    recorder: Recorder,
}

impl<'r> Worker<'r> {
    /// A worker that has seen nothing.
    pub fn new(lexicon: &'r Lexicon, config: &Config, files: &'r [String]) -> Self {
        Self {
            annotator: Annotator::new(lexicon),
            labels: &lexicon.labels,
            dialect: config.dialect,
            masks: config.redaction == Redaction::Mask,
            documents: config.documents,
            files,
            tally: Tally::default(),
            summary: Summary::default(),
            terms: Vec::new(),
            recorder: Recorder::default(),
        }
    }

    /// Annotates, counts and formats a batch.
    pub fn analyse(&mut self, task: Task) -> Analysed {
        let Task { batch, mut verbatims, mut rejects, identities, mut entries } = task;
        entries.clear();
        verbatims.clear();
        verbatims.reserve(batch.buffer.len() * 3 / 2);
        for (at, row) in batch.rows.iter().enumerate() {
            let entry = self.row(&batch, row, identities.get(at), &mut verbatims);
            entries.extend(entry);
        }
        rejects.clear();
        for reject in &batch.rejects {
            let file = &self.files[reject.source as usize];
            write_reject_row(&mut rejects, self.dialect, file, reject, &shown(&reject.content, self.masks));
        }
        if self.annotator.vocabulary().is_full() {
            self.drain();
            self.annotator.vocabulary_mut().clear();
            self.recorder.forget_ids();
        }
        Analysed(Task { batch, verbatims, rejects, identities, entries })
    }

    /// Totals of all batches.
    pub fn finish(&mut self) -> (Summary, KeyNames) {
        self.drain();
        (std::mem::take(&mut self.summary), std::mem::take(&mut self.recorder).finish())
    }

    /// Also gives what the history keeps of the row, if there is one.
    fn row(
        &mut self,
        batch: &Batch,
        row: &Row,
        identity: Option<&Identity>,
        out: &mut Vec<u8>,
    ) -> Option<Entry> {
        let text = batch.field(row, Field::Text);
        let annotation = self.annotator.annotate(text);
        self.annotator.terms(&mut self.terms);
        let touchpoints = touchpoints(batch, row, &annotation);
        let masked = shown(text, self.masks);
        let counted = Counted {
            annotation: &annotation,
            touchpoints: &touchpoints,
            by_step: !row.has_touchpoint,
            rating: parse_rating(batch.field(row, Field::Rating)),
            terms: &self.terms,
            position: (row.source, row.line),
            length: text.chars().count() as u32,
        };
        // A quotation stands on one line of a table.
        self.tally.add(&counted, &mut || masked.replace(['\r', '\n'], " "));
        if self.documents == Documents::All
            && let Some(day) = parse_day(batch.field(row, Field::Date))
        {
            self.summary.days.entry(day).or_default().add(annotation.tone);
        }
        let cells = VerbatimRow {
            file: &self.files[row.source as usize],
            line: row.line,
            id: batch.field(row, Field::Id),
            date: batch.field(row, Field::Date),
            touchpoints: &touchpoints,
            rating: batch.field(row, Field::Rating),
            annotation: &annotation,
            text: &masked,
        };
        let named = |mention: &Mention| mention.label.map(|id| self.labels.label(id).name.as_str());
        write_verbatim_row(
            out,
            self.dialect,
            &cells,
            annotation.irritants.iter().filter_map(named),
            annotation.delights.iter().filter_map(named),
        );
        let names = WorkerNames { vocabulary: self.annotator.vocabulary(), labels: self.labels };
        let analysed = |identity| history::Analysed {
            batch,
            row,
            identity,
            counted: &counted,
            text: &masked,
            names: &names,
        };
        identity.map(|identity| self.recorder.record(&analysed(identity)))
    }

    fn drain(&mut self) {
        let names = WorkerNames { vocabulary: self.annotator.vocabulary(), labels: self.labels };
        self.summary.absorb(self.tally.drain(&names));
    }
}

/// A text as reports show it.
fn shown(text: &str, masks: bool) -> Cow<'_, str> {
    if masks { redact::masked(text) } else { Cow::Borrowed(text) }
}

/// Touchpoints of a row: those its export names, several between bars; else the step that its text speaks of most.
fn touchpoints<'a>(batch: &'a Batch, row: &Row, annotation: &Annotation) -> Vec<&'a str> {
    if !row.has_touchpoint {
        return vec![annotation.main_step.map_or(UNKNOWN_TOUCHPOINT, |step| step.id())];
    }
    let mut named: Vec<&str> = Vec::new();
    for name in batch.field(row, Field::Touchpoint).split('|').map(str::trim).filter(|name| !name.is_empty())
    {
        if !named.contains(&name) {
            named.push(name);
        }
    }
    if named.is_empty() { vec![UNKNOWN_TOUCHPOINT] } else { named }
}

struct WorkerNames<'a> {
    vocabulary: &'a Vocabulary,
    labels: &'a LabelBook,
}

impl Names for WorkerNames<'_> {
    fn term(&self, id: u32) -> &Arc<str> {
        &self.vocabulary.term_keys()[id as usize]
    }
    fn form(&self, id: u32) -> &Arc<str> {
        &self.vocabulary.lower_forms()[id as usize]
    }
    fn label(&self, id: LabelId) -> &str {
        &self.labels.label(id).name
    }
}
