//! What one thread does with a batch: annotates, counts and formats its rows.

use std::sync::Arc;

use crate::aggregate::{Absorb, Counted, Names, Summary, Tally, UNKNOWN_TOUCHPOINT};
use crate::annotate::{Annotation, Annotator, LabelId, Mention, Occurrence, Vocabulary};
use crate::config::{Config, Dialect, Documents};
use crate::ingest::{Batch, Field, Row, parse_day, parse_rating};
use crate::lexicon::{LabelBook, Lexicon};
use crate::report::{VerbatimRow, write_reject_row, write_verbatim_row};
use crate::taxonomy::Tag;
use crate::text::Token;

use super::mask::Mask;

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
}

/// A task whose rows are ready to be written.
#[derive(Debug)]
pub struct Analysed(pub Task);

/// The caches and totals of one thread.
pub struct Worker<'r> {
    annotator: Annotator<'r>,
    labels: &'r LabelBook,
    dialect: Dialect,
    mask: Mask,
    documents: Documents,
    files: &'r [String],
    tally: Tally,
    summary: Summary,
    terms: Vec<Occurrence>,
}

impl<'r> Worker<'r> {
    /// A worker that has seen nothing.
    pub fn new(lexicon: &'r Lexicon, config: &Config, mask: Mask, files: &'r [String]) -> Self {
        Self {
            annotator: Annotator::new(lexicon),
            labels: &lexicon.labels,
            dialect: config.dialect,
            mask,
            documents: config.documents,
            files,
            tally: Tally::default(),
            summary: Summary::default(),
            terms: Vec::new(),
        }
    }

    /// Annotates, counts and formats a batch.
    pub fn analyse(&mut self, task: Task) -> Analysed {
        let Task { batch, mut verbatims, mut rejects } = task;
        verbatims.clear();
        verbatims.reserve(batch.buffer.len() * 3 / 2);
        for row in &batch.rows {
            self.row(&batch, row, &mut verbatims);
        }
        rejects.clear();
        for reject in &batch.rejects {
            let file = &self.files[reject.source as usize];
            let content = self.mask.rejected(&reject.content, reject.is_cut);
            write_reject_row(&mut rejects, self.dialect, file, reject, &content);
        }
        if self.annotator.vocabulary().is_full() {
            self.drain();
            self.annotator.vocabulary_mut().clear();
        }
        Analysed(Task { batch, verbatims, rejects })
    }

    /// Totals of all batches.
    pub fn finish(&mut self) -> Summary {
        self.drain();
        std::mem::take(&mut self.summary)
    }

    fn row(&mut self, batch: &Batch, row: &Row, out: &mut Vec<u8>) {
        let text = batch.field(row, Field::Text);
        let annotation = self.annotator.annotate(text);
        let hidden = self.mask.find(text);
        let is_hidden = |token: &Token| {
            let next = hidden.partition_point(|one| one.span.end <= token.start as usize);
            hidden.get(next).is_some_and(|one| one.span.start < token.end as usize)
        };
        self.annotator.terms(is_hidden, &mut self.terms);
        let named = self.mask.cell(batch.field(row, Field::Touchpoint));
        let touchpoints = touchpoints(&named, row, &annotation);
        let masked = self.mask.show(text, &hidden);
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
            id: &self.mask.id(batch.field(row, Field::Id)),
            date: &self.mask.value(batch.field(row, Field::Date)),
            touchpoints: &touchpoints,
            rating: &self.mask.value(batch.field(row, Field::Rating)),
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
    }

    fn drain(&mut self) {
        let names = WorkerNames { vocabulary: self.annotator.vocabulary(), labels: self.labels };
        self.summary.absorb(self.tally.drain(&names));
        self.summary.masked.absorb(self.mask.take_counts());
    }
}

/// Touchpoints of a row: those its export names, several between bars; else the step that its text speaks of most.
fn touchpoints<'a>(named: &'a str, row: &Row, annotation: &Annotation) -> Vec<&'a str> {
    if !row.has_touchpoint {
        return vec![annotation.main_step.map_or(UNKNOWN_TOUCHPOINT, |step| step.id())];
    }
    let mut all: Vec<&str> = Vec::new();
    for name in named.split('|').map(str::trim).filter(|name| !name.is_empty()) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    if all.is_empty() { vec![UNKNOWN_TOUCHPOINT] } else { all }
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
