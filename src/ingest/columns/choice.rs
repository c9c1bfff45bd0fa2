//! Goes in: what is known of columns, and what was chosen so far. Comes out: one more choice, for each rule by which columns
//! are chosen. Never: takes a column back.

use super::{Chosen, may_share};
use crate::ingest::Field;
use crate::ingest::headers::{Known, Name, names};
use crate::ingest::how::{How, Plan};
use crate::ingest::look::Look;
use crate::ingest::parts::{Columns, TextColumn};

/// What was chosen so far.
pub(super) struct Choice<'a> {
    pub(super) columns: Columns<'a>,
    pub(super) plan: Plan,
    /// Columns of the text after the first.
    more_texts: Vec<(usize, How)>,
    pub(super) taken: Vec<bool>,
}

/// Which columns are looked at: those without a cell in the sample come after all others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Cells {
    Filled,
    Empty,
}

impl Cells {
    pub(super) fn are_those_of(self, look: &Look) -> bool {
        look.is_empty() == (self == Self::Empty)
    }
}

impl<'a> Choice<'a> {
    pub(super) fn new(columns: Columns<'a>) -> Self {
        let taken = vec![false; columns.looks.len()];
        Self { columns, plan: [None; Field::ALL.len()], more_texts: Vec::new(), taken }
    }

    /// Gives a column to a field; to the text, as one more part.
    pub(super) fn give(&mut self, field: Field, column: usize, how: How) {
        self.taken[column] = true;
        match &mut self.plan[field as usize] {
            Some(_) if field == Field::Text => self.more_texts.push((column, how)),
            held => *held = Some((column, how)),
        }
    }

    /// The field that a column was given to.
    pub(super) fn field_of(&self, column: usize) -> Option<Field> {
        if self.more_texts.iter().any(|(held, _)| *held == column) {
            return Some(Field::Text);
        }
        let holds = |field: &Field| self.plan[*field as usize].is_some_and(|(held, _)| held == column);
        Field::ALL.into_iter().find(holds)
    }

    /// Of the comment first what says « comment » and nothing else, of the other fields what names them exactly, then what
    /// a name is part of.
    pub(super) fn by_headers(&mut self, cells: Cells) {
        self.text_by_sure_name(cells);
        for field in others() {
            self.by_exact_header(field, cells);
        }
        self.text_by_any_name(cells);
        for field in others() {
            self.by_like_header(field, cells);
        }
    }

    pub(super) fn date_by_content(&mut self) {
        let is_date = |column: &usize| {
            let header = &self.columns.headers[*column];
            self.columns.looks[*column].is_of_days()
                && !header.is_not(Field::Date)
                && !self.columns.is_of_replies(*column)
        };
        let found = self.free().find(is_date);
        if self.lacks(Field::Date)
            && let Some(column) = found
        {
            self.give(Field::Date, column, How::Content);
        }
    }

    /// Rather the day of an answer than no day at all, where every row has one: a register tells when it answered, and
    /// some answers to reviews have a day that says nothing of the other reviews.
    pub(super) fn date_of_answers(&mut self) {
        let fits = |columns: &Columns<'_>, column: usize| {
            let look = &columns.looks[column];
            look.is_on_most_rows(columns.rows.len()) && !look.doubts(Field::Date)
        };
        self.by_name(Field::Date, How::ExactHeader, names(Field::Date), |columns, column, name| {
            columns.headers[column].is(name) && fits(columns, column)
        });
        let sure = names(Field::Date).filter(|known| !known.is_vague);
        self.by_name(Field::Date, How::LikeHeader, sure, |columns, column, name| {
            let header = &columns.headers[column];
            header.contains(name) && !header.is_not(Field::Date) && fits(columns, column)
        });
    }

    /// After all others, so that they never take a column away from the analysis.
    pub(super) fn of_customers(&mut self) {
        for field in Field::OF_CUSTOMERS {
            self.by_exact_header(field, Cells::Filled);
            self.by_exact_header(field, Cells::Empty);
        }
    }

    /// What was chosen, and which columns of prose were not; `None` without a text.
    pub(super) fn chosen(self) -> Option<Chosen> {
        let first = self.plan[Field::Text as usize]?;
        let is_unread = |column: &usize| {
            let (header, look) = (&self.columns.headers[*column], &self.columns.looks[*column]);
            let is_text = look.is_prose() || header.asks_for_words() && look.is_of_words();
            first.1 != How::Asked && is_text && !header.is_of_company()
        };
        let unread = self.free().filter(is_unread).collect();
        let texts = [first].into_iter().chain(self.more_texts.iter().copied());
        let texts = texts.map(|(column, how)| {
            let asks_for = self.columns.headers[column].asks_for();
            TextColumn { column, how, asks_for }
        });
        Some(Chosen { plan: self.plan, texts: texts.collect(), unread })
    }

    pub(super) fn lacks(&self, field: Field) -> bool {
        self.plan[field as usize].is_none()
    }

    pub(super) fn free(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.taken.len()).filter(|column| !self.taken[*column])
    }

    fn by_exact_header(&mut self, field: Field, cells: Cells) {
        let fits = |columns: &Columns<'_>, column: usize, name: &Name| {
            columns.names_exactly(column, name, field, cells) && !columns.is_of_replies_for(column, field)
        };
        self.by_telling_name(field, How::ExactHeader, || names(field), fits);
    }

    fn by_like_header(&mut self, field: Field, cells: Cells) {
        let fits = |columns: &Columns<'_>, column: usize, name: &Name| {
            let (header, look) = (&columns.headers[column], &columns.looks[column]);
            let named = header.contains(name) && cells.are_those_of(look);
            named && !header.is_not(field) && !look.doubts(field) && !columns.is_of_replies_for(column, field)
        };
        self.by_telling_name(field, How::LikeHeader, || names(field).filter(|known| !known.is_vague), fits);
    }

    /// Gives a field the first column that fits the best of its names; a rating that never varies gives way.
    fn by_telling_name<N: Iterator<Item = &'static Known>>(
        &mut self,
        field: Field,
        how: How,
        names: impl Fn() -> N,
        fits: impl Fn(&Columns<'_>, usize, &Name) -> bool,
    ) {
        if field == Field::Rating {
            self.by_name(field, how, names(), |columns, column, name| {
                !columns.looks[column].is_constant() && fits(columns, column, name)
            });
        }
        self.by_name(field, how, names(), fits);
    }

    /// Gives a field the first column that fits the best of its names.
    pub(super) fn by_name(
        &mut self,
        field: Field,
        how: How,
        names: impl Iterator<Item = &'static Known>,
        fits: impl Fn(&Columns<'_>, usize, &Name) -> bool,
    ) {
        if !self.lacks(field) {
            return;
        }
        for known in names {
            let shared = self.plan[Field::Id as usize].filter(|_| may_share(Field::Id, field));
            let mut columns = self.free().chain(shared.map(|(column, _)| column));
            let found = columns.find(|column| fits(&self.columns, *column, &known.name));
            drop(columns);
            if let Some(column) = found {
                return self.give(field, column, how);
            }
        }
    }
}

impl Columns<'_> {
    /// Whether the header of a column is this name of the field, and the cells are asked for and do not deny it; where the
    /// name may be of anything, whether they tell it.
    pub(super) fn names_exactly(&self, column: usize, name: &Name, field: Field, cells: Cells) -> bool {
        let look = &self.looks[column];
        let is_told = || !name.is_unsure() || look.tells(field);
        self.headers[column].is(name) && cells.are_those_of(look) && !look.denies(field) && is_told()
    }

    /// Whether the field is the date, and the column has those of the company's answers.
    fn is_of_replies_for(&self, column: usize, field: Field) -> bool {
        field == Field::Date && self.is_of_replies(column)
    }
}

/// Fields of the analysis beside the text.
fn others() -> impl Iterator<Item = Field> {
    let is_other = |field: &Field| *field != Field::Text && !Field::OF_CUSTOMERS.contains(field);
    Field::ALL.into_iter().filter(is_other)
}
