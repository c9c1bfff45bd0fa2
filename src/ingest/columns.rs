//! Goes in: the headers and a sample of rows. Comes out: which column holds which field, and why. Never: gives one column
//! to two fields, save the number of a customer, which headers often call an identifier.
//!
//! In order: the user's word, exact header names, headers that contain a known name, and for the text alone the look of
//! its cells; the text goes with the other columns that the same customer filled. A name gives way when the cells deny it
//! (a « review » column of numbers, a « note » column of prose), and an empty column to another that is named and filled.

use std::cmp::Reverse;

use super::headers::{Known, Name, names};
use super::how::{How, Plan};
use super::look::Look;
use super::parts::{Columns, TextColumn};
use super::{Field, IngestError};
use crate::config::{ColumnRef, Header, IngestOptions, Wanted};

/// What was decided of the columns of a table.
#[derive(Default)]
pub(super) struct Chosen {
    pub(super) plan: Plan,
    /// Columns of the text, in the order of their parts; the first is that of the plan.
    pub(super) texts: Vec<TextColumn>,
    /// Columns of prose that no field holds.
    pub(super) unread: Vec<usize>,
}

/// What is known of a table before its rows are read.
pub(super) struct Sketch<'a> {
    /// Input as the user named it.
    pub(super) file: &'a str,
    /// Headers, or `None` without a header line.
    pub(super) headers: Option<&'a [String]>,
    /// What the lines under the headers add to them; nothing for most tables.
    pub(super) subtitles: &'a [String],
    /// First rows.
    pub(super) rows: &'a [Vec<String>],
}

/// Chooses the columns of one table.
pub(super) fn choose(sketch: &Sketch<'_>, options: &IngestOptions) -> Result<Chosen, IngestError> {
    let n_columns = match sketch.headers {
        Some(headers) => headers.len(),
        None => sketch.rows.iter().map(Vec::len).max().unwrap_or(0),
    };
    let names = sketch.names();
    let mut choice = Choice {
        plan: [None; Field::ALL.len()],
        more_texts: Vec::new(),
        taken: vec![false; n_columns],
        of_replies: of_replies(names.as_deref().unwrap_or_default()),
    };
    let mut wrong = Vec::new();
    for (field, wanted) in &options.columns {
        match find_forced(sketch, *field, wanted, options.header, n_columns) {
            Err(error) => wrong.push(error),
            Ok(column) => match choice.field_of(column) {
                Some(first) if !may_share(first, *field) => {
                    let (file, wanted) = (sketch.file.to_owned(), describe(wanted));
                    wrong.push(IngestError::ColumnTwice { file, wanted, first, second: *field });
                }
                _ if *field == Field::Text && choice.plan[Field::Text as usize].is_some() => {
                    choice.more_texts.push((column, How::Asked));
                    choice.taken[column] = true;
                }
                _ => choice.give(*field, column, How::Asked),
            },
        }
    }
    IngestError::all(wrong)?;
    let looks: Vec<Look> = (0..n_columns).map(|column| Look::new(sketch.rows, column)).collect();
    if let Some(headers) = &names {
        choice.by_headers(headers, &looks, Cells::Filled);
        choice.by_headers(headers, &looks, Cells::Empty);
    }
    choice.date_by_content(names.as_deref(), &looks);
    if let Some(headers) = &names {
        // Rather the day of an answer than no day at all.
        choice.of_replies.clear();
        choice.by_exact_header(Field::Date, headers, &looks, Cells::Filled);
        choice.by_like_header(Field::Date, headers, &looks, Cells::Filled);
    }
    choice.text_by_content(names.as_deref(), &looks);
    if let Some(headers) = &names {
        // Rather words of one word than no text at all.
        choice.text_by_like_header(|_| true, headers, &looks, Look::denies, Cells::Filled);
        choice.text_by_like_header(|_| true, headers, &looks, Look::denies, Cells::Empty);
    }
    if let (Wanted::Customers, Some(headers)) = (options.wanted, &names) {
        choice.of_customers(headers, &looks);
    }
    if choice.plan[Field::Text as usize].is_none() {
        return Err(IngestError::NoTextColumn {
            file: sketch.file.to_owned(),
            headers: shown_headers(sketch, n_columns),
        });
    }
    // Who says which column to read knows the others.
    let is_asked = choice.plan[Field::Text as usize].is_some_and(|(_, how)| how == How::Asked);
    if let (false, Some(headers)) = (is_asked, &names) {
        choice.parts_of_the_text(&Columns { headers, looks: &looks, rows: sketch.rows });
    }
    let is_answer = |column: usize| names.as_ref().is_some_and(|names| names[column].is_of_company());
    let asks = |column: usize| names.as_ref().is_some_and(|names| names[column].asks_for_words());
    let is_unread = |column: &usize| {
        let look = &looks[*column];
        !is_asked && !is_answer(*column) && (look.is_prose() || asks(*column) && look.is_of_words())
    };
    let unread = choice.free().filter(is_unread).collect();
    let first = choice.plan[Field::Text as usize].into_iter();
    let texts = first.chain(choice.more_texts);
    let texts = texts.map(|(column, how)| {
        let asks_for = names.as_ref().and_then(|names| names[column].asks_for());
        TextColumn { column, how, asks_for }
    });
    Ok(Chosen { plan: choice.plan, texts: texts.collect(), unread })
}

impl Sketch<'_> {
    /// Headers with what stands under them.
    fn names(&self) -> Option<Vec<Name>> {
        let named = |(column, header): (usize, &String)| match self.subtitles.get(column) {
            Some(subtitle) => Name::new(&format!("{header} {subtitle}")),
            None => Name::new(header),
        };
        Some(self.headers?.iter().enumerate().map(named).collect())
    }
}

struct Choice {
    plan: Plan,
    more_texts: Vec<(usize, How)>,
    taken: Vec<bool>,
    /// Columns whose dates are those of the company's answers.
    of_replies: Vec<bool>,
}

/// Which columns are looked at: those without a cell in the sample come after all others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cells {
    Filled,
    Empty,
}

impl Cells {
    fn are_those_of(self, look: &Look) -> bool {
        look.is_empty() == (self == Self::Empty)
    }
}

/// Which columns are of answers of the company, where one holds what it answered: « Date de réponse » is that of a survey
/// elsewhere.
fn of_replies(headers: &[Name]) -> Vec<bool> {
    let answers = headers.iter().any(Name::is_of_company);
    headers.iter().map(|header| header.is_of_company() || answers && header.is_of_answer()).collect()
}

impl Choice {
    fn give(&mut self, field: Field, column: usize, how: How) {
        self.plan[field as usize] = Some((column, how));
        self.taken[column] = true;
    }

    fn field_of(&self, column: usize) -> Option<Field> {
        if self.more_texts.iter().any(|(held, _)| *held == column) {
            return Some(Field::Text);
        }
        Field::ALL
            .into_iter()
            .find(|field| self.plan[*field as usize].is_some_and(|(held, _)| held == column))
    }

    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.taken.len()).filter(|column| !self.taken[*column])
    }

    /// After all others, so that they never take a column away from the analysis.
    fn of_customers(&mut self, headers: &[Name], looks: &[Look]) {
        for field in Field::OF_CUSTOMERS {
            self.by_exact_header(field, headers, looks, Cells::Filled);
            self.by_exact_header(field, headers, looks, Cells::Empty);
        }
    }

    /// Names that say « comment » and nothing else come before those that may be of anything (« description »).
    fn by_headers(&mut self, headers: &[Name], looks: &[Look], cells: Cells) {
        self.text_by_exact_header(false, headers, looks, cells);
        for field in others() {
            self.by_exact_header(field, headers, looks, cells);
        }
        self.text_by_like_header(|known| !known.is_generic, headers, looks, Look::doubts, cells);
        self.text_by_exact_header(true, headers, looks, cells);
        self.text_by_like_header(|_| true, headers, looks, Look::doubts, cells);
        for field in others() {
            self.by_like_header(field, headers, looks, cells);
        }
    }

    /// Reads with the text what the same customer wrote in other columns, in the order of the file; parts under a heading
    /// come last, since a heading holds for all that follows it.
    fn parts_of_the_text(&mut self, columns: &Columns<'_>) {
        let Some((text, how)) = self.plan[Field::Text as usize] else { return };
        let parts = self.free().filter(|column| columns.is_part(*column, text));
        let mut parts: Vec<(usize, How)> =
            parts.map(|column| (column, How::LikeHeader)).chain([(text, how)]).collect();
        parts.sort_by_key(|(column, _)| (columns.headers[*column].asks_for().is_some(), *column));
        for (column, _) in &parts {
            self.taken[*column] = true;
        }
        self.plan[Field::Text as usize] = Some(parts.remove(0));
        self.more_texts = parts;
    }

    fn text_by_exact_header(&mut self, generic: bool, headers: &[Name], looks: &[Look], cells: Cells) {
        let names = names(Field::Text).filter(|known| known.is_generic == generic);
        self.by_name(Field::Text, How::ExactHeader, names, |column, name| {
            let look = &looks[column];
            headers[column].is(name) && cells.are_those_of(look) && !look.denies(Field::Text)
        });
    }

    /// Of the columns that a name of the text is part of, the one where customers wrote most.
    fn text_by_like_header(
        &mut self,
        is_name: impl Fn(&Known) -> bool,
        headers: &[Name],
        looks: &[Look],
        refuses: impl Fn(&Look, Field) -> bool,
        cells: Cells,
    ) {
        if self.plan[Field::Text as usize].is_some() {
            return;
        }
        let names = || names(Field::Text).filter(|known| is_name(known) && !known.is_vague);
        let fits = |column: &usize| {
            let (header, look) = (&headers[*column], &looks[*column]);
            let named = cells.are_those_of(look) && names().any(|known| header.contains(&known.name));
            named && !header.is_not_text() && !refuses(look, Field::Text)
        };
        // Rather the comment than what an agent noted, or than its translation.
        let best = |column: &usize| (headers[*column].is_not_part(), Reverse(looks[*column].n_chars()));
        if let Some(column) = self.free().filter(fits).min_by_key(best) {
            self.give(Field::Text, column, How::LikeHeader);
        }
    }

    fn by_exact_header(&mut self, field: Field, headers: &[Name], looks: &[Look], cells: Cells) {
        self.by_name(field, How::ExactHeader, names(field), |column, name| {
            headers[column].is(name) && cells.are_those_of(&looks[column]) && !looks[column].denies(field)
        });
    }

    fn by_like_header(&mut self, field: Field, headers: &[Name], looks: &[Look], cells: Cells) {
        self.by_name(field, How::LikeHeader, names(field).filter(|known| !known.is_vague), |column, name| {
            let (header, look) = (&headers[column], &looks[column]);
            let fits = header.contains(name) && cells.are_those_of(look);
            fits && !header.is_not(field) && !look.doubts(field)
        });
    }

    /// Gives a field the first column that fits the best of its names.
    fn by_name(
        &mut self,
        field: Field,
        how: How,
        names: impl Iterator<Item = &'static Known>,
        fits: impl Fn(usize, &Name) -> bool,
    ) {
        if self.plan[field as usize].is_some() {
            return;
        }
        for known in names {
            let shared = self.plan[Field::Id as usize].filter(|_| may_share(Field::Id, field));
            let mut columns = self.free().chain(shared.map(|(column, _)| column));
            let is_reply =
                |column: &usize| field == Field::Date && self.of_replies.get(*column) == Some(&true);
            let found = columns.find(|column| !is_reply(column) && fits(*column, &known.name));
            drop(columns);
            if let Some(column) = found {
                return self.give(field, column, how);
            }
        }
    }

    fn date_by_content(&mut self, headers: Option<&[Name]>, looks: &[Look]) {
        if self.plan[Field::Date as usize].is_some() {
            return;
        }
        let is_other = |column: usize| headers.is_some_and(|headers| headers[column].is_not(Field::Date));
        let is_reply = |column: usize| self.of_replies.get(column) == Some(&true);
        let is_other = |column: usize| is_other(column) || is_reply(column);
        let mut days = self.free().filter(|column| looks[*column].is_of_days() && !is_other(*column));
        if let Some(column) = days.next() {
            drop(days);
            self.give(Field::Date, column, How::Content);
        }
    }

    fn text_by_content(&mut self, headers: Option<&[Name]>, looks: &[Look]) {
        if self.plan[Field::Text as usize].is_some() {
            return;
        }
        if self.taken == [false] {
            return self.give(Field::Text, 0, How::OnlyColumn);
        }
        let is_answer = |column: usize| headers.is_some_and(|headers| headers[column].is_of_company());
        let prose = self.free().filter(|column| looks[*column].is_prose() && !is_answer(*column));
        // `min` of the reverse, for the leftmost of equals.
        let longest = prose.min_by_key(|column| Reverse(looks[*column].mean_chars()));
        if let Some(column) = longest {
            self.give(Field::Text, column, How::Content);
        }
    }
}

/// Whether one column may be both: the number of a customer often stands where that of a comment is looked for.
fn may_share(one: Field, other: Field) -> bool {
    matches!((one, other), (Field::Id, Field::Customer) | (Field::Customer, Field::Id))
}

/// Fields of the analysis beside the text.
fn others() -> impl Iterator<Item = Field> {
    let is_other = |field: &Field| *field != Field::Text && !Field::OF_CUSTOMERS.contains(field);
    Field::ALL.into_iter().filter(is_other)
}

fn find_forced(
    sketch: &Sketch<'_>,
    field: Field,
    wanted: &ColumnRef,
    header: Header,
    n_columns: usize,
) -> Result<usize, IngestError> {
    let found = match (wanted, sketch.headers) {
        (ColumnRef::Position(position), _) => position.checked_sub(1).filter(|column| *column < n_columns),
        (ColumnRef::Name(name), Some(headers)) => {
            let (same, alike) = (name.trim(), Name::new(name));
            let same = headers.iter().position(|header| header.trim() == same);
            same.or_else(|| headers.iter().position(|header| Name::new(header).is(&alike)))
        }
        (ColumnRef::Name(_), None) if header == Header::Absent => {
            let (file, wanted) = (sketch.file.to_owned(), describe(wanted));
            return Err(IngestError::NameWithoutHeader { file, field, wanted });
        }
        (ColumnRef::Name(_), None) => None,
    };
    found.ok_or_else(|| IngestError::UnknownColumn {
        file: sketch.file.to_owned(),
        field,
        wanted: describe(wanted),
        headers: shown_headers(sketch, n_columns),
    })
}

fn describe(wanted: &ColumnRef) -> String {
    match wanted {
        ColumnRef::Name(name) => format!("\"{name}\""),
        ColumnRef::Position(position) => position.to_string(),
    }
}

fn shown_headers(sketch: &Sketch<'_>, n_columns: usize) -> Vec<String> {
    match sketch.headers {
        Some(headers) => headers.to_vec(),
        None => (1..=n_columns).map(|position| position.to_string()).collect(),
    }
}
