//! What one thread does with a batch: annotates, counts and formats its rows.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::aggregate::{Absorb, Answer, Contradiction, Counted, Names, Quoted, Summary, Tally};
use crate::annotate::{Annotator, LabelId, Mention, Occurrence, Vocabulary};
use crate::config::{Config, Dialect, Documents};
use crate::history::{self, Entry, Identity, KeyNames, Recorder};
use crate::ingest::{self, Batch, Field, Row, parse_day, parse_rating, read_answer};
use crate::lexicon::{LabelBook, Lexicon};
use crate::report::{
    VerbatimRow, write_contradiction_row, write_marks_row, write_reject_row, write_verbatim_row,
};
use crate::routing::Router;
use crate::taxonomy::Qualification;
use crate::text::{Token, blemishes};

use super::desk::{Desk, Letter};
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
            let content = self.mask.rejected(&reject.content, reject.is_cut);
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

    /// Also gives what the history keeps of the row, if there is one.
    fn row(
        &mut self,
        batch: &Batch,
        row: &Row,
        identity: Option<Identity>,
        lines: &mut Lines<'_>,
    ) -> Option<Entry> {
        let text = batch.field(row, Field::Text);
        let hidden = self.mask.find(text);
        let masked = self.mask.show(text, &hidden);
        let has_page = self.documents != Documents::Tables;
        let (annotation, evidence) = if has_page || self.desk.as_ref().is_some_and(Desk::writes) {
            self.annotator.traced(text)
        } else {
            (self.annotator.annotate(text), Vec::new())
        };
        if has_page {
            write_marks_row(lines.marks, text, &masked, &evidence, |id| self.labels.label(id).name.as_str());
        }
        let is_hidden = |token: &Token| {
            let next = hidden.partition_point(|one| one.span.end <= token.start as usize);
            hidden.get(next).is_some_and(|one| one.span.start < token.end as usize)
        };
        self.annotator.terms(is_hidden, &mut self.terms);
        let named = self.mask.cell(batch.field(row, Field::Touchpoint));
        let named = row.has_touchpoint.then_some(&*named);
        let places = self.folded_names.places(named, annotation.main_step);
        let answer = answer(batch, row);
        let file = self.files[row.source as usize].as_str();
        let day = || parse_day(batch.field(row, Field::Date), row.day_order);
        let cells = VerbatimRow {
            file,
            line: row.line,
            id: &self.mask.id(batch.field(row, Field::Id)),
            date: &self.mask.value(batch.field(row, Field::Date)),
            touchpoints: &places.written,
            rating: &self.mask.value(batch.field(row, Field::Rating)),
            annotation: &annotation,
            text: &masked,
        };
        let counted = Counted {
            annotation: &annotation,
            touchpoints: &places.counted,
            by_step: !row.has_touchpoint,
            rating: parse_rating(batch.field(row, Field::Rating)),
            answer,
            terms: &self.terms,
            position: (row.source, row.line),
            length: text.chars().count() as u32,
        };
        self.tally.add(&counted, &mut || quoted(&cells, day()));
        if has_page && let Some(day) = day() {
            self.summary.days.entry(day).or_default().add(annotation.tone);
        }
        let named = |mention: &Mention| mention.label.map(|id| self.labels.label(id).name.as_str());
        write_verbatim_row(
            lines.verbatims,
            self.dialect,
            &cells,
            annotation.irritants.iter().filter_map(named),
            annotation.delights.iter().filter_map(named),
        );
        if let Some(Answer { scale, rating: Some(rating) }) = answer
            && let Some(contradiction) =
                Contradiction::between(annotation.tone, annotation.score, scale, rating)
        {
            write_contradiction_row(lines.contradictions, self.dialect, &cells, &contradiction);
        }
        let customer = batch.field(row, Field::Customer);
        let shown_customer = &self.mask.id(customer);
        // Without tables of routes, only complaints are sent somewhere: the register says where.
        let route = self
            .desk
            .as_ref()
            .filter(|desk| desk.writes() || annotation.qualification == Qualification::Complaint);
        let route = route.map(|desk| (desk, desk.route(&annotation, &places.folded)));
        if let Some((desk, route)) = &route
            && desk.writes()
        {
            let letter = Letter {
                position: (row.source, row.line),
                touchpoints: &places.counted,
                customer,
                shown_customer,
                text,
                hidden: &hidden,
                evidence: &evidence,
            };
            let irritants = annotation.irritants.iter().filter_map(named);
            desk.send(lines.routes, &mut self.summary.routed, &cells, route, &letter, irritants);
        }
        let names = WorkerNames { vocabulary: self.annotator.vocabulary(), labels: self.labels };
        Some(self.recorder.record(history::Analysed {
            identity: identity?,
            id: if row.has_id { cells.id } else { "" },
            entity: &self.mask.cell(batch.field(row, Field::Entity)),
            customer: shown_customer,
            product: &self.mask.cell(batch.field(row, Field::Product)),
            recipient: route.as_ref().map_or("", |(desk, route)| desk.department(route)),
            day: day(),
            counted: &counted,
            text: &masked,
            names: &names,
        }))
    }

    fn drain(&mut self) {
        let names = WorkerNames { vocabulary: self.annotator.vocabulary(), labels: self.labels };
        self.summary.absorb(self.tally.drain(&names));
        self.summary.masked.absorb(self.mask.take_counts());
    }
}

/// What the row answers on the scale of its file.
fn answer(batch: &Batch, row: &Row) -> Option<Answer> {
    let scale = row.scale?;
    match read_answer(batch.field(row, Field::Rating), scale) {
        ingest::Answer::Missing => None,
        ingest::Answer::Rating(rating) => Some(Answer { scale, rating: Some(rating) }),
        ingest::Answer::OffScale => Some(Answer { scale, rating: None }),
    }
}

/// A comment as tables quote it.
fn quoted(cells: &VerbatimRow<'_>, day: Option<NaiveDate>) -> Quoted {
    Quoted {
        file: cells.file.to_owned(),
        line: cells.line,
        id: cells.id.to_owned(),
        rating: cells.rating.to_owned(),
        // A quotation stands on one line of a table.
        text: cells.text.replace(['\r', '\n'], " "),
        day,
        date: cells.date.to_owned(),
        blemishes: blemishes(cells.text),
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
