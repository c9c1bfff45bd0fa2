//! Goes in: the headers and a sample of rows. Comes out: which column holds which field, and why. Never: gives one column
//! to two fields, save the number of a customer, which headers often call an identifier.
//!
//! In order: the user's word, exact header names, headers that contain a known name, and for the text alone the look of
//! its cells. A name gives way when the cells deny it (a « review » column of numbers, a « note » column of prose).

use std::cmp::Reverse;

use super::headers::{Name, names};
use super::{Field, IngestError};
use crate::config::{ColumnRef, Header, IngestOptions, Wanted};

/// How a column was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Asked,
    ExactHeader,
    LikeHeader,
    Content,
    OnlyColumn,
}

impl How {
    /// In French, for run.json.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Asked => "demandée",
            Self::ExactHeader => "en-tête connu",
            Self::LikeHeader => "en-tête approchant",
            Self::Content => "contenu des cellules",
            Self::OnlyColumn => "seule colonne",
        }
    }
}

/// Column of each field, from 0, by [`Field`].
pub(super) type Plan = [Option<(usize, How)>; Field::ALL.len()];

/// What is known of a table before its rows are read.
pub(super) struct Sketch<'a> {
    /// Input as the user named it.
    pub(super) file: &'a str,
    /// Headers, or `None` without a header line.
    pub(super) headers: Option<&'a [String]>,
    /// First rows.
    pub(super) rows: &'a [Vec<String>],
}

/// What the cells of a column look like.
#[derive(Clone, Debug, Default)]
struct Look {
    n_filled: usize,
    n_chars: usize,
    n_numeric: usize,
    n_with_space: usize,
    n_distinct: usize,
}

impl Look {
    fn new(rows: &[Vec<String>], column: usize) -> Self {
        let mut look = Self::default();
        let mut distinct = std::collections::BTreeSet::new();
        for cell in rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()) {
            if cell.is_empty() {
                continue;
            }
            look.n_filled += 1;
            look.n_chars += cell.chars().count();
            look.n_numeric += usize::from(!cell.chars().any(char::is_alphabetic));
            look.n_with_space += usize::from(cell.contains(char::is_whitespace));
            distinct.insert(cell);
        }
        look.n_distinct = distinct.len();
        look
    }

    fn mean_chars(&self) -> usize {
        self.n_chars.checked_div(self.n_filled).unwrap_or(0)
    }

    /// Whether the cells deny that the column is that field; an empty column denies nothing.
    fn denies(&self, field: Field) -> bool {
        match field {
            Field::Text => self.n_filled > 0 && self.n_numeric * 10 >= self.n_filled * 9,
            Field::Rating => self.mean_chars() > 25,
            Field::Date | Field::Channel => self.mean_chars() > 60,
            Field::Id | Field::Touchpoint | Field::Entity | Field::Customer | Field::Product => {
                self.mean_chars() > 120
            }
        }
    }

    fn is_prose(&self) -> bool {
        self.n_filled > 0
            && self.n_numeric * 2 < self.n_filled
            && self.n_with_space * 10 >= self.n_filled * 4
            && self.mean_chars() >= 10
            && (self.n_filled < 5 || self.n_distinct * 5 >= self.n_filled)
    }
}

/// Chooses the columns of one table.
pub(super) fn choose(sketch: &Sketch<'_>, options: &IngestOptions) -> Result<Plan, IngestError> {
    let n_columns = match sketch.headers {
        Some(headers) => headers.len(),
        None => sketch.rows.iter().map(Vec::len).max().unwrap_or(0),
    };
    let mut choice = Choice { plan: [None; Field::ALL.len()], taken: vec![false; n_columns] };
    let mut wrong = Vec::new();
    for (field, wanted) in &options.columns {
        match find_forced(sketch, *field, wanted, options.header, n_columns) {
            Err(error) => wrong.push(error),
            Ok(column) => match choice.field_of(column) {
                Some(first) if !may_share(first, *field) => {
                    let (file, wanted) = (sketch.file.to_owned(), describe(wanted));
                    wrong.push(IngestError::ColumnTwice { file, wanted, first, second: *field });
                }
                _ => choice.give(*field, column, How::Asked),
            },
        }
    }
    IngestError::all(wrong)?;
    let looks: Vec<Look> = (0..n_columns).map(|column| Look::new(sketch.rows, column)).collect();
    if let Some(headers) = sketch.headers {
        let headers: Vec<Name> = headers.iter().map(|header| Name::new(header)).collect();
        choice.by_exact_header(&headers, &looks);
        choice.by_like_header(&headers, &looks);
    }
    choice.text_by_content(&looks);
    if let (Wanted::Customers, Some(headers)) = (options.wanted, sketch.headers) {
        choice.of_customers(headers, &looks);
    }
    if choice.plan[Field::Text as usize].is_none() {
        return Err(IngestError::NoTextColumn {
            file: sketch.file.to_owned(),
            headers: shown_headers(sketch, n_columns),
        });
    }
    Ok(choice.plan)
}

struct Choice {
    plan: Plan,
    taken: Vec<bool>,
}

impl Choice {
    fn give(&mut self, field: Field, column: usize, how: How) {
        self.plan[field as usize] = Some((column, how));
        self.taken[column] = true;
    }

    fn field_of(&self, column: usize) -> Option<Field> {
        Field::ALL
            .into_iter()
            .find(|field| self.plan[*field as usize].is_some_and(|(held, _)| held == column))
    }

    fn free(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.taken.len()).filter(|column| !self.taken[*column])
    }

    /// After all others, so that they never take a column away from the analysis.
    fn of_customers(&mut self, headers: &[String], looks: &[Look]) {
        let headers: Vec<Name> = headers.iter().map(|header| Name::new(header)).collect();
        for field in Field::OF_CUSTOMERS {
            self.by_header(field, How::ExactHeader, looks, |column, known| headers[column].is(known));
        }
    }

    fn by_exact_header(&mut self, headers: &[Name], looks: &[Look]) {
        for field in of_analysis() {
            self.by_header(field, How::ExactHeader, looks, |column, known| headers[column].is(known));
        }
    }

    fn by_like_header(&mut self, headers: &[Name], looks: &[Look]) {
        for field in of_analysis() {
            self.by_header(field, How::LikeHeader, looks, |column, known| {
                headers[column].contains(known) && !(field == Field::Text && headers[column].is_not_text())
            });
        }
    }

    fn by_header(&mut self, field: Field, how: How, looks: &[Look], matches: impl Fn(usize, &Name) -> bool) {
        if self.plan[field as usize].is_some() {
            return;
        }
        for known in names(field).filter(|known| how == How::ExactHeader || !known.is_vague) {
            let shared = self.plan[Field::Id as usize].filter(|_| may_share(Field::Id, field));
            let mut columns = self.free().chain(shared.map(|(column, _)| column));
            let found = columns.find(|column| matches(*column, &known.name) && !looks[*column].denies(field));
            drop(columns);
            if let Some(column) = found {
                return self.give(field, column, how);
            }
        }
    }

    fn text_by_content(&mut self, looks: &[Look]) {
        if self.plan[Field::Text as usize].is_some() {
            return;
        }
        if self.taken == [false] {
            return self.give(Field::Text, 0, How::OnlyColumn);
        }
        let prose = self.free().filter(|column| looks[*column].is_prose());
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

fn of_analysis() -> impl Iterator<Item = Field> {
    Field::ALL.into_iter().filter(|field| !Field::OF_CUSTOMERS.contains(field))
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
