//! Goes in: the headers and a sample of rows. Comes out: which column holds which field, and why. Never: gives one column
//! to two fields, save the number of a customer, which headers often call an identifier.
//!
//! In order: the user's word, exact header names, headers that contain a known name, and for the text alone the look of
//! its cells; the text goes with the other columns that the same customer filled. A name gives way when the cells deny it
//! (a « review » column of numbers, a « note » column of prose), and an empty column to another that is named and filled.

mod choice;
mod forced;
mod text;

use self::choice::{Cells, Choice};
use super::headers::Name;
use super::how::Plan;
use super::look::Look;
use super::parts::{Columns, TextColumn};
use super::{Field, IngestError};
use crate::config::{IngestOptions, Wanted};

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
    let columns = 0..sketch.n_columns();
    let headers: Vec<Name> = columns.clone().map(|column| sketch.name(column)).collect();
    let looks: Vec<Look> = columns.map(|column| Look::new(sketch.rows, column)).collect();
    let mut choice = Choice::new(Columns::new(&headers, &looks, sketch.rows));
    forced::take(&mut choice, sketch, options)?;
    choice.by_headers(Cells::Filled);
    choice.by_headers(Cells::Empty);
    choice.date_by_content();
    choice.date_of_answers();
    choice.text_by_content_or_any_name();
    if options.wanted == Wanted::Customers {
        choice.of_customers();
    }
    choice.parts_of_the_text();
    choice.chosen().ok_or_else(|| IngestError::NoTextColumn {
        file: sketch.file.to_owned(),
        headers: sketch.shown_headers(),
    })
}

impl Sketch<'_> {
    fn n_columns(&self) -> usize {
        match self.headers {
            Some(headers) => headers.len(),
            None => self.rows.iter().map(Vec::len).max().unwrap_or(0),
        }
    }

    /// What names a column: its header, then what stands under it; nothing without a header line.
    pub(super) fn titles(&self, column: usize) -> impl Iterator<Item = &str> {
        let header = self.headers.and_then(|headers| headers.get(column));
        let under = header.and_then(|_| self.subtitles.get(column));
        header.into_iter().chain(under).map(String::as_str)
    }

    fn name(&self, column: usize) -> Name {
        Name::new(&self.titles(column).collect::<Vec<_>>().join(" "))
    }

    fn shown_headers(&self) -> Vec<String> {
        match self.headers {
            Some(headers) => headers.to_vec(),
            None => (1..=self.n_columns()).map(|position| position.to_string()).collect(),
        }
    }
}

/// Whether one column may be both: the number of a customer often stands where that of a comment is looked for.
fn may_share(one: Field, other: Field) -> bool {
    matches!((one, other), (Field::Id, Field::Customer) | (Field::Customer, Field::Id))
}
