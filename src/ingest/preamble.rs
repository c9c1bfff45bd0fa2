//! Goes in: the first rows of a table. Comes out: how many stand around its headers: a title above, what survey tools write
//! under. Never: takes a comment for one of these.

use std::collections::BTreeSet;

use super::Field;
use super::headers::known_field;

/// What survey tools write under the header of a question that is answered freely.
const FREE_ANSWERS: [&str; 4] = ["open-ended response", "réponse ouverte", "response", "réponse"];

/// What opens the cells of a line of keys under the headers.
const KEY: &str = "{\"ImportId\"";

/// Lines that may stand under the headers.
const MOST_UNDER: usize = 2;

/// Lines that may stand above the headers.
const MOST_ABOVE: usize = 10;

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

/// How many rows stand above the headers: a title, a date of extraction, each in a cell or two, over the first row that
/// names two fields or more. A title may be the name of a field itself (« Verbatims »).
pub(super) fn rows_above<'c, R>(rows: impl Iterator<Item = R>) -> usize
where
    R: Iterator<Item = &'c str>,
{
    for (at, row) in rows.take(MOST_ABOVE + 1).enumerate() {
        let cells: Vec<&str> = row.map(str::trim).filter(|cell| !cell.is_empty()).collect();
        let known: BTreeSet<Field> = cells.iter().filter_map(|cell| known_field(cell)).collect();
        match (known.len(), cells.len()) {
            (2.., _) => return at,
            (0, 0..=2) | (1, 1) => {}
            _ => return 0,
        }
    }
    0
}

/// Bytes that stand above the headers of a delimited text.
pub(super) fn bytes_above(sample: &str, delimiter: u8) -> usize {
    let lines = || sample.split_inclusive(['\n', '\r']);
    let cells =
        lines().map(|line| line.split(char::from(delimiter)).map(|cell| cell.trim().trim_matches('"')));
    let above: usize = lines().take(rows_above(cells)).map(str::len).sum();
    // A title whose quotes go on at the next line is more than this looks at.
    let is_whole = sample[..above].bytes().filter(|byte| *byte == b'"').count() % 2 == 0;
    if is_whole { above } else { 0 }
}

#[cfg(test)]
mod tests {
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
        let above = |title: &str| bytes_above(&format!("{title}{header}"), b';');
        for title in [
            "Verbatims\n",
            "Avis clients - octobre 2026\n",
            "Extraction du;01/11/2026;\r\n\r\n",
            "\"Enquête\";;\n;;\n",
        ] {
            assert_eq!(above(title), title.len(), "{title}");
        }
        for other in ["a;b;c\n", "Note;Rien;\n", "\"Avis\n", &"titre\n".repeat(MOST_ABOVE + 1)] {
            assert_eq!(above(other), 0, "{other}");
        }
        assert_eq!(bytes_above("Avis\nTrès bien\nNul\n", b';'), 0);
        assert_eq!(bytes_above("Avis\nMagasin, service\nNul\n", b','), 0);
    }
}
