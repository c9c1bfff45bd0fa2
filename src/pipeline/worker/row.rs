//! What happens to one row, in order: it is read and tagged, counted, written, sent to a department, and remembered.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::super::desk::{Desk, Letter};
use super::super::places::Places;
use super::{Lines, Worker, WorkerNames};
use crate::aggregate::{Answer, Contradiction, Counted, Quoted};
use crate::annotate::{Annotation, Evidence, Mention, Occurrence};
use crate::config::Documents;
use crate::history::{self, Entry, Identity};
use crate::ingest::{self, Batch, Field, IdColumn, Row, is_nobody, parse_day, parse_rating, read_answer};
use crate::lexicon::LabelBook;
use crate::redact::Found;
use crate::report::{VerbatimRow, write_contradiction_row, write_marks_row, write_verbatim_row};
use crate::routing::Route;
use crate::taxonomy::Qualification;
use crate::text::{Token, blemishes};

/// A row with what was found in it.
struct Seen<'b> {
    batch: &'b Batch,
    row: &'b Row,
    text: &'b str,
    /// What must not be shown of the text.
    hidden: Vec<Found>,
    /// The text without it.
    masked: Cow<'b, str>,
    annotation: Annotation,
    /// Which words made which tags, where a document shows them.
    evidence: Vec<Evidence>,
    /// What it answers on the scale of its file.
    answer: Option<Answer>,
}

impl<'b> Seen<'b> {
    /// A cell as it came.
    fn field(&self, field: Field) -> &'b str {
        self.batch.field(self.row, field)
    }

    /// Its customer as it came; empty where the cell names none.
    fn customer(&self) -> &'b str {
        let customer = self.field(Field::Customer);
        if is_nobody(customer) { "" } else { customer }
    }

    /// Its day, if its date is one.
    fn day(&self) -> Option<NaiveDate> {
        parse_day(self.field(Field::Date), self.row.day_order)
    }

    /// Its rating, as its scale reads it where it does: in « 4 - Pas du tout satisfait », 4 is the worst.
    fn rating(&self) -> Option<i32> {
        let answered = self.answer.and_then(|answer| answer.rating);
        answered.or_else(|| parse_rating(self.field(Field::Rating)))
    }

    fn position(&self) -> (u32, u64) {
        (self.row.source, self.row.line)
    }
}

impl Worker<'_> {
    /// Does all that is to be done with a row. Gives what the history keeps of it, if there is one.
    pub(super) fn row(
        &mut self,
        batch: &Batch,
        row: &Row,
        identity: Option<Identity>,
        lines: &mut Lines<'_>,
    ) -> Option<Entry> {
        let seen = self.see(batch, row);
        // Its memory goes from row to row.
        let mut terms = std::mem::take(&mut self.terms);
        self.find_terms(&seen.hidden, &mut terms);
        let touchpoint = self.mask.cell(seen.field(Field::Touchpoint));
        let touchpoint = row.has_touchpoint.then_some(&*touchpoint);
        let places = self.folded_names.places(touchpoint, seen.annotation.main_step);
        let cells = VerbatimRow {
            file: &self.files[row.source as usize],
            line: row.line,
            id: &self.mask.id(seen.field(Field::Id)),
            date: &self.mask.value(seen.field(Field::Date)),
            touchpoints: &places.written,
            rating: &self.mask.value(seen.field(Field::Rating)),
            annotation: &seen.annotation,
            text: &seen.masked,
        };
        let counted = Counted {
            annotation: &seen.annotation,
            touchpoints: &places.counted,
            by_step: !row.has_touchpoint,
            rating: seen.rating(),
            answer: seen.answer,
            terms: &terms,
            position: seen.position(),
            length: seen.text.chars().count() as u32,
        };
        self.count(&seen, &cells, &counted);
        self.write(&seen, &cells, lines);
        let customer = self.mask.id(seen.customer());
        let route = self.send(&seen, &cells, (&places, &customer), lines);
        let entry = identity
            .map(|identity| self.remember(identity, &seen, &cells, &counted, (&customer, route.as_ref())));
        self.terms = terms;
        entry
    }

    /// Reads a row: what is to be hidden in its text, and its tags.
    fn see<'b>(&mut self, batch: &'b Batch, row: &'b Row) -> Seen<'b> {
        let text = batch.field(row, Field::Text);
        let hidden = self.mask.find(text);
        let masked = self.mask.show(text, &hidden);
        let (annotation, evidence) = if self.has_page() || self.desk.as_ref().is_some_and(Desk::writes) {
            self.annotator.traced(text)
        } else {
            (self.annotator.annotate(text), Vec::new())
        };
        Seen { batch, row, text, hidden, masked, annotation, evidence, answer: answer(batch, row) }
    }

    fn has_page(&self) -> bool {
        self.documents != Documents::Tables
    }

    /// The terms of the text that was read last, but for what is hidden.
    fn find_terms(&mut self, hidden: &[Found], terms: &mut Vec<Occurrence>) {
        let is_hidden = |token: &Token| {
            let next = hidden.partition_point(|one| one.span.end <= token.start as usize);
            hidden.get(next).is_some_and(|one| one.span.start < token.end as usize)
        };
        self.annotator.terms(is_hidden, terms);
    }

    /// Adds a row to the totals.
    fn count(&mut self, seen: &Seen<'_>, cells: &VerbatimRow<'_>, counted: &Counted<'_>) {
        self.tally.add(counted, &mut || quoted(cells, seen.day()));
        if self.has_page()
            && let Some(day) = seen.day()
        {
            self.summary.days.entry(day).or_default().add(seen.annotation.tone);
        }
    }

    /// Writes the lines that a row has in tables of comments, and those that the page reads back.
    fn write(&self, seen: &Seen<'_>, cells: &VerbatimRow<'_>, lines: &mut Lines<'_>) {
        if self.has_page() {
            let name = |id| self.labels.label(id).name.as_str();
            write_marks_row(lines.marks, seen.text, &seen.masked, &seen.evidence, name);
        }
        let (ann, name) = (&seen.annotation, name(self.labels));
        let (irritants, delights) =
            (ann.irritants.iter().filter_map(name), ann.delights.iter().filter_map(name));
        write_verbatim_row(lines.verbatims, self.dialect, cells, irritants, delights);
        if let Some(Answer { scale, rating: Some(rating) }) = seen.answer
            && let Some(contradiction) = Contradiction::between(ann.tone, ann.score, scale, rating)
        {
            write_contradiction_row(lines.contradictions, self.dialect, cells, &contradiction);
        }
    }

    /// Sends a comment to a department. Without tables of routes, only complaints are sent somewhere: the register says
    /// where.
    fn send(
        &mut self,
        seen: &Seen<'_>,
        cells: &VerbatimRow<'_>,
        (places, customer): (&Places<'_>, &str),
        lines: &mut Lines<'_>,
    ) -> Option<Route> {
        let ann = &seen.annotation;
        let is_sent = |desk: &&Desk<'_>| desk.writes() || ann.qualification == Qualification::Complaint;
        let desk = self.desk.as_ref().filter(is_sent)?;
        let route = desk.route(ann, &places.folded);
        if desk.writes() {
            let letter = Letter {
                position: seen.position(),
                touchpoints: &places.counted,
                customer: seen.customer(),
                shown_customer: customer,
                text: seen.text,
                hidden: &seen.hidden,
                evidence: &seen.evidence,
            };
            let irritants = ann.irritants.iter().filter_map(name(self.labels));
            desk.send(lines.routes, &mut self.summary.routed, cells, &route, &letter, irritants);
        }
        Some(route)
    }

    /// What the history keeps of a row.
    fn remember(
        &mut self,
        identity: Identity,
        seen: &Seen<'_>,
        cells: &VerbatimRow<'_>,
        counted: &Counted<'_>,
        (customer, route): (&str, Option<&Route>),
    ) -> Entry {
        let names = WorkerNames { vocabulary: self.annotator.vocabulary(), labels: self.labels };
        let recipient = self.desk.as_ref().zip(route).map_or("", |(desk, route)| desk.department(route));
        self.recorder.record(history::Analysed {
            identity,
            id: if seen.row.id_column == IdColumn::Keys { cells.id } else { "" },
            entity: &self.mask.cell(seen.field(Field::Entity)),
            customer,
            product: &self.mask.cell(seen.field(Field::Product)),
            recipient,
            day: seen.day(),
            counted,
            text: &seen.masked,
            names: &names,
        })
    }
}

/// The name of a mention, where it has one.
fn name<'r>(labels: &'r LabelBook) -> impl Fn(&Mention) -> Option<&'r str> + Copy {
    move |mention| mention.label.map(|id| labels.label(id).name.as_str())
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
