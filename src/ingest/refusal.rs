//! Goes in: the cells of a row. Comes out: why it holds no comment, in French, and which rows of a sample are those of
//! customers. Never: looks at what a comment says.

use super::Field;
use super::blank::{is_empty_text, is_total};
use super::columns::{Chosen, Sketch};
use super::date::{DayOrder, parse_day};
use super::parts::push_text;

/// Why a row is refused that is the header again.
pub(super) const HEADER_AGAIN: &str = "en-tête répété";

/// Why a row is refused that holds this in a field.
pub(super) fn of_field(field: Field, content: &str) -> Option<&'static str> {
    match field {
        Field::Id | Field::Date if is_total(content) => Some("ligne de total"),
        Field::Text if is_empty_text(content) => Some("texte vide"),
        _ => None,
    }
}

/// Whether these cells are the headers beside them, as where exports were put end to end; each export may bring its
/// byte-order mark.
pub(super) fn is_header_again<'c>(
    mut cells: impl ExactSizeIterator<Item = (Option<&'c str>, &'c str)>,
) -> bool {
    cells.len() > 0 && cells.all(|(cell, header)| cell.is_some_and(|cell| bare(cell) == bare(header)))
}

/// A cell without what may stand around it. The mark of a file that starts with a quote makes that a character.
fn bare(cell: &str) -> &str {
    let trimmed = cell.trim_matches(|c: char| c.is_whitespace() || c == MARK);
    let quoted = || trimmed.strip_prefix('"')?.strip_suffix('"');
    cell.strip_prefix(MARK).and_then(|_| quoted()).unwrap_or(trimmed)
}

/// The byte-order mark.
const MARK: char = '\u{feff}';

/// The rows of a sample whose cells are those of customers. Nobody's are a total and the header again; a row without a
/// comment is somebody's where it has its day or its identifier, else where most rows have no comment either, as in a
/// survey that few answer in words.
pub(super) fn of_customers<'s>(
    sketch: &Sketch<'s>,
    chosen: &Chosen,
    day_order: DayOrder,
) -> Vec<&'s Vec<String>> {
    let sampled = |cells: &'s Vec<String>| Sampled { cells, chosen };
    let rows = sketch.rows.iter().map(sampled).filter(|row| !row.repeats_header(sketch) && !row.is_total());
    let (mut theirs, others): (Vec<_>, Vec<_>) =
        rows.partition(|row| row.has_comment() || row.is_signed(day_order));
    if others.len() > theirs.len() {
        theirs.extend(others);
    }
    theirs.into_iter().map(|row| row.cells).collect()
}

/// A row of the sample.
struct Sampled<'s, 'c> {
    cells: &'s Vec<String>,
    chosen: &'c Chosen,
}

impl<'s> Sampled<'s, '_> {
    fn cell(&self, column: usize) -> &'s str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// The cell of a field that has a column.
    fn field(&self, field: Field) -> Option<&'s str> {
        self.chosen.plan[field as usize].map(|(column, _)| self.cell(column))
    }

    fn repeats_header(&self, sketch: &Sketch<'_>) -> bool {
        let Some(headers) = sketch.headers else { return false };
        let fields = self.chosen.plan.iter().flatten().map(|(column, _)| *column);
        let used: Vec<usize> = fields.chain(self.chosen.texts.iter().map(|text| text.column)).collect();
        is_header_again(used.iter().map(|column| {
            let header = headers.get(*column).map_or("", String::as_str);
            (Some(self.cell(*column)), header)
        }))
    }

    fn is_total(&self) -> bool {
        let keys = [Field::Id, Field::Date].into_iter();
        keys.filter_map(|field| of_field(field, self.field(field)?)).next().is_some()
    }

    fn has_comment(&self) -> bool {
        let mut text = String::new();
        push_text(&self.chosen.texts, &mut text, |column, out| out.push_str(self.cell(column)));
        of_field(Field::Text, &text).is_none()
    }

    /// Whether it has a day, or an identifier in a table without days: a label may stand where an identifier should.
    fn is_signed(&self, day_order: DayOrder) -> bool {
        match self.field(Field::Date) {
            Some(day) => parse_day(day, day_order).is_some(),
            None => self.field(Field::Id).is_some_and(|id| !is_empty_text(id)),
        }
    }
}
