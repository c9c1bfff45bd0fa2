//! Goes in: the first rows of a table. Comes out: how many stand around its headers: a title above, what survey tools write
//! under. Never: takes a comment for one of these.
//!
//! Headers are told by their names, else by shape: the first row that names all columns that the rows below fill, where
//! these hold numbers or days and it holds none, and where what stands above fills less.

use std::collections::BTreeSet;

use super::Field;
use super::date::{DayOrder, parse_day};
use super::headers::known_field;

/// What survey tools write under the header of a question that is answered freely.
const FREE_ANSWERS: [&str; 4] = ["open-ended response", "réponse ouverte", "response", "réponse"];

/// What opens the cells of a line of keys under the headers.
const KEY: &str = "{\"ImportId\"";

/// Lines that may stand under the headers.
const MOST_UNDER: usize = 2;

/// Lines that may stand above the headers.
pub(super) const MOST_ABOVE: usize = 10;

/// Rows that tell what stands in the columns under a row.
pub(super) const MOST_BELOW: usize = 60;

/// Digits of a code that is no name of a question.
const CODE_DIGITS: usize = 3;

/// Rows under the headers that go on with them, in a sample of the rows after the headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Under {
    /// How many.
    pub(super) n_rows: usize,
    /// The questions that they spell out, by column; nothing where they spell none.
    pub(super) subtitles: Vec<String>,
}

impl Under {
    /// Reads the first rows.
    pub(super) fn new(rows: &[Vec<String>]) -> Self {
        let is_key = |row: &Vec<String>| row.iter().any(|cell| cell.trim_start().starts_with(KEY));
        if let Some(keys) = rows.iter().take(MOST_UNDER).position(is_key) {
            let subtitles = rows[..keys].first().cloned().unwrap_or_default();
            return Self { n_rows: keys + 1, subtitles };
        }
        let marks = rows.first().is_some_and(|row| tells_kinds(row));
        Self { n_rows: usize::from(marks), subtitles: Vec::new() }
    }
}

/// « Open-Ended Response » under each free question, and nothing under what is no question.
fn tells_kinds(row: &[String]) -> bool {
    let filled = row.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let are_kinds: Vec<bool> =
        filled.map(|cell| FREE_ANSWERS.contains(&cell.to_lowercase().as_str())).collect();
    let (any, all) = (are_kinds.contains(&true), !are_kinds.contains(&false));
    any && (all || row.first().is_some_and(|cell| cell.trim().is_empty()))
}

/// How many rows stand above the headers: a title, a date of extraction, a row of groups of columns.
pub(super) fn rows_above(rows: &[Vec<String>]) -> usize {
    by_names(rows).or_else(|| by_shape(rows)).unwrap_or(0)
}

/// The first row that names two fields or more, under rows of a cell or two. A title may be the name of a field itself
/// (« Verbatims »).
fn by_names(rows: &[Vec<String>]) -> Option<usize> {
    for (at, row) in rows.iter().take(MOST_ABOVE + 1).enumerate() {
        let cells: Vec<&str> = filled(row).map(|(_, cell)| cell).collect();
        let known: BTreeSet<Field> = cells.iter().filter_map(|cell| known_field(cell)).collect();
        match (known.len(), cells.len()) {
            (2.., _) => return Some(at),
            (0, 0..=2) | (1, 1) => {}
            _ => return None,
        }
    }
    None
}

/// The first row that could be headers, unless it is the very first or what stands above is no title.
fn by_shape(rows: &[Vec<String>]) -> Option<usize> {
    let candidates = 0..rows.len().saturating_sub(1).min(MOST_ABOVE + 1);
    let (at, below) = candidates.map(|at| (at, Below::new(&rows[at + 1..]))).find(|(at, below)| {
        let row = &rows[*at];
        below.are_named_by(row) && (*at == 0 || below.differ_from(row))
    })?;
    (at > 0 && rows[..at].iter().all(|row| below.have_as_title(row))).then_some(at)
}

/// What the rows under a row fill.
struct Below {
    columns: Vec<Filled>,
}

/// A column that enough of these rows fill.
struct Filled {
    column: usize,
    /// Nearly all cells are numbers, days or codes.
    is_of_figures: bool,
}

impl Below {
    fn new(rows: &[Vec<String>]) -> Self {
        let rows = &rows[..rows.len().min(MOST_BELOW)];
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let (mut n_filled, mut n_figures) = (vec![0; width], vec![0; width]);
        for (column, cell) in rows.iter().flat_map(|row| filled(row)) {
            n_filled[column] += 1;
            n_figures[column] += usize::from(is_figure(cell));
        }
        // A note at the bottom, a stray cell make no column.
        let counts = n_filled.into_iter().zip(n_figures).enumerate();
        let enough = counts.filter(|(_, (n, _))| n * 5 >= rows.len() && *n > 0);
        let columns = enough
            .map(|(column, (n, figures))| Filled { column, is_of_figures: figures * 10 >= n * 9 })
            .collect();
        Self { columns }
    }

    /// Whether the row has a cell over each of at least two columns, most of them different.
    fn are_named_by(&self, row: &[String]) -> bool {
        let cell = |filled: &Filled| row.get(filled.column).map(|cell| cell.trim()).unwrap_or_default();
        let names: BTreeSet<&str> = self.columns.iter().map(cell).collect();
        self.columns.len() > 1 && names.len() * 2 > self.columns.len() && !names.contains("")
    }

    /// Whether the row is of another kind: words over figures, and no figure at all.
    fn differ_from(&self, row: &[String]) -> bool {
        self.columns.iter().any(|filled| filled.is_of_figures)
            && !filled(row).any(|(_, cell)| is_figure(cell))
    }

    /// Whether the row may be a title: it names a column in two at most, or holds figures (« Période ; 01/10 ; 31/10 »).
    fn have_as_title(&self, row: &[String]) -> bool {
        let is_over = |column| self.columns.iter().any(|filled| filled.column == column);
        let n_over = filled(row).filter(|(column, _)| is_over(*column)).count();
        let has_figures = filled(row).any(|(_, cell)| is_figure(cell));
        n_over * 2 <= self.columns.len() || has_figures && n_over < self.columns.len()
    }
}

/// Cells that hold something, with their column.
fn filled(row: &[String]) -> impl Iterator<Item = (usize, &str)> {
    row.iter().map(|cell| cell.trim()).enumerate().filter(|(_, cell)| !cell.is_empty())
}

/// A number, a day or a code (« EL7000 ») of more digits than « Q12 » has.
fn is_figure(cell: &str) -> bool {
    let has_letters = cell.chars().any(char::is_alphabetic);
    let n_digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let is_code = || n_digits >= CODE_DIGITS && !cell.contains(char::is_whitespace);
    let is_day = || parse_day(cell, DayOrder::DayFirst).or(parse_day(cell, DayOrder::MonthFirst)).is_some();
    n_digits > 0 && (!has_letters || is_code() || is_day())
}

#[cfg(test)]
mod tests {
    use super::super::delimiter::bytes_above;
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn lines_of_survey_tools_are_told_from_answers() {
        let keys: &[&str] = &["{\"ImportId\":\"a\"}", "{\"ImportId\":\"b\"}"];
        let asked: &[&str] = &["Note", "Pourquoi ?"];
        let under = |sample: &[&[&str]]| Under::new(&rows(sample));
        assert_eq!(under(&[asked, keys, &["4", "Parfait"]]).n_rows, 2);
        assert_eq!(under(&[asked, keys]).subtitles, asked);
        assert_eq!(under(&[keys, &["4", "Parfait"]]).n_rows, 1);
        assert_eq!(under(&[&["", "Response", "Open-Ended Response"]]).n_rows, 1);
        assert_eq!(under(&[&["", "Très bien", "Réponse ouverte"]]).n_rows, 1);
        for row in [&["1", "Réponse"][..], &["1", "Pas de réponse"], &["", "Réponse reçue"], &["", ""], &[]]
        {
            assert_eq!(under(&[row]).n_rows, 0, "{row:?}");
        }
    }

    #[test]
    fn a_title_stands_above_the_names_of_fields() {
        let header = "Date;Canal;Commentaire\n01/02/2026;Mail;Bien";
        let above = |title: &str| bytes_above(&format!("{title}{header}"), true, b';').0;
        for title in [
            "Verbatims\n",
            "Avis clients - octobre 2026\n",
            "Extraction du;01/11/2026;\r\n\r\n",
            "\"Enquête\";;\n;;\n",
            "\"Enquête\nde nuit\"\n",
            "\"Avis\n",
        ] {
            assert_eq!(above(title), title.len(), "{title}");
        }
        for other in ["a;b;c\n", "Note;Rien;\n", &"titre\n".repeat(MOST_ABOVE + 1)] {
            assert_eq!(above(other), 0, "{other}");
        }
        assert_eq!(bytes_above("Avis\nTrès bien\nNul\n", true, b';').0, 0);
        assert_eq!(bytes_above("Avis\nMagasin, service\nNul\n", true, b',').0, 0);
    }
}
