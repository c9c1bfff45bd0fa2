//! What one thread does with a batch: annotates, counts and formats its rows.

mod row;

use std::sync::Arc;

use crate::aggregate::{Absorb, Names, Summary, Tally};
use crate::annotate::{Annotator, LabelId, Occurrence, Vocabulary};
use crate::config::{Config, Dialect, Documents};
use crate::history::{Entry, Identity, KeyNames, Recorder};
use crate::ingest::Batch;
use crate::lexicon::{LabelBook, Lexicon};
use crate::report::write_reject_row;
use crate::routing::Router;

use super::desk::Desk;
use super::mask::Mask;
use super::places::FoldedNames;

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
    /// The words that made the tags of each comment, for the page.
    pub marks: Vec<u8>,
    /// Lines of `contradictions.csv`.
    pub contradictions: Vec<u8>,
    /// Where each comment goes, for the tables of routing.
    pub routes: Vec<u8>,
}

/// Where the lines of a row go.
struct Lines<'t> {
    verbatims: &'t mut Vec<u8>,
    contradictions: &'t mut Vec<u8>,
    marks: &'t mut Vec<u8>,
    routes: &'t mut Vec<u8>,
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
    folded_names: FoldedNames,
    recorder: Recorder,
    desk: Option<Desk<'r>>,
}

/// What workers leave.
#[derive(Default)]
pub struct Totals<'r> {
    /// What reports count.
    pub summary: Summary,
    /// The names behind the keys of a history.
    pub key_names: KeyNames,
    /// These know the words of the run: they read its texts again without learning any.
    pub annotators: Vec<Annotator<'r>>,
}

impl Totals<'_> {
    /// Adds other totals to these.
    pub fn absorb(&mut self, other: Self) {
        self.summary.absorb(other.summary);
        self.key_names.absorb(other.key_names);
        self.annotators.extend(other.annotators);
    }
}

impl<'r> Worker<'r> {
    /// A worker that has seen nothing.
    pub fn new(
        lexicon: &'r Lexicon,
        config: &'r Config,
        router: Option<&'r Router>,
        mask: Mask,
        files: &'r [String],
    ) -> Self {
        Self {
            annotator: Annotator::new(lexicon),
            labels: &lexicon.labels,
            dialect: config.dialect,
            mask,
            documents: config.documents,
            files,
            tally: match config.documents {
                Documents::All => Tally::with_term_tones(),
                Documents::Page | Documents::Tables => Tally::default(),
            },
            summary: Summary::default(),
            terms: Vec::new(),
            folded_names: FoldedNames::default(),
            recorder: Recorder::default(),
            desk: router.map(|router| Desk::new(router, config)),
        }
    }

    /// Annotates, counts and formats a batch.
    pub fn analyse(&mut self, task: Task) -> Analysed {
        let Task {
            batch,
            mut verbatims,
            mut rejects,
            mut contradictions,
            mut marks,
            mut routes,
            mut identities,
            mut entries,
        } = task;
        entries.clear();
        verbatims.clear();
        marks.clear();
        verbatims.reserve(batch.buffer.len() * 3 / 2);
        contradictions.clear();
        routes.clear();
        let lines = &mut Lines {
            verbatims: &mut verbatims,
            contradictions: &mut contradictions,
            marks: &mut marks,
            routes: &mut routes,
        };
        for (at, row) in batch.rows.iter().enumerate() {
            let identity = identities.get_mut(at).map(std::mem::take);
            entries.extend(self.row(&batch, row, identity, lines));
        }
        rejects.clear();
        for reject in &batch.rejects {
            let file = &self.files[reject.source as usize];
            let content = self.mask.rejected(reject);
            write_reject_row(&mut rejects, self.dialect, file, reject, &content);
        }
        if self.annotator.vocabulary().is_full() {
            self.drain();
            self.annotator.vocabulary_mut().clear();
            self.recorder.forget_ids();
        }
        Analysed(Task { batch, verbatims, rejects, contradictions, marks, routes, identities, entries })
    }

    /// Totals of all batches.
    pub fn finish(mut self) -> Totals<'r> {
        self.drain();
        let key_names = self.recorder.finish();
        Totals { summary: self.summary, key_names, annotators: vec![self.annotator] }
    }

    fn drain(&mut self) {
        let names = WorkerNames { vocabulary: self.annotator.vocabulary(), labels: self.labels };
        self.summary.absorb(self.tally.drain(&names));
        self.summary.masked.absorb(self.mask.take_counts());
    }
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
