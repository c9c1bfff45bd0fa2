//! Goes in: the columns that the user named. Comes out: their places in the table. Never: guesses another.

use super::choice::Choice;
use super::{Name, Sketch, may_share};
use crate::config::{ColumnRef, Header, IngestOptions};
use crate::ingest::how::How;
use crate::ingest::{Field, IngestError};

/// Gives each field the column that the user named for it.
///
/// # Errors
/// All that is wrong: columns that the table lacks, or that are asked for twice.
pub(super) fn take(
    choice: &mut Choice<'_>,
    sketch: &Sketch<'_>,
    options: &IngestOptions,
) -> Result<(), IngestError> {
    let mut wrong = Vec::new();
    for (field, wanted) in &options.columns {
        match find(sketch, *field, wanted, options.header) {
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
    IngestError::all(wrong)
}

fn find(sketch: &Sketch<'_>, field: Field, wanted: &ColumnRef, header: Header) -> Result<usize, IngestError> {
    let found = match (wanted, sketch.headers) {
        (ColumnRef::Position(position), _) => {
            position.checked_sub(1).filter(|column| *column < sketch.n_columns())
        }
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
        headers: sketch.shown_headers(),
    })
}

fn describe(wanted: &ColumnRef) -> String {
    match wanted {
        ColumnRef::Name(name) => format!("\"{name}\""),
        ColumnRef::Position(position) => position.to_string(),
    }
}
