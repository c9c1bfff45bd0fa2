//! Goes in: the tables that hold no pattern. Comes out: the forms of words, and the labels of tags. Never: reads a pattern.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::issue::{Issue, Severity};
use super::labels::{Display, UsualStep, When};
use super::normalizer::{Normalizer, conjugate};
use super::table::Table;
use crate::taxonomy::{Step, Tag, Theme};

/// Paradigm of verbs whose other forms Snowball brings to the stem of the infinitive.
const REGULAR: &str = "er_régulier";

/// Reads the tables of words and of labels, which are told by their first column.
pub fn read_grammar(tables: &[Table], display: &mut Display, issues: &mut Vec<Issue>) -> Normalizer {
    let mut normalizer = Normalizer::default();
    let paradigms: BTreeMap<&str, &str> =
        rows(tables, "paradigme").map(|(_, _, cell)| (cell(0), cell(1))).collect();
    for (table, line, cell) in rows(tables, "forme") {
        match table.header.get(1).map(|header| header.text.as_str()) {
            Some("lemme") => normalizer.add_lemma(cell(0), cell(1)),
            Some("correction") => normalizer.add_spelling(cell(0), cell(1)),
            _ => {
                issues.push(table.issue(line, 1, Severity::Error, "expected 'lemme' or 'correction'".into()))
            }
        }
    }
    for (table, line, cell) in rows(tables, "verbe") {
        if cell(2) == "formes" {
            normalizer.add_verb(cell(0), cell(1).split_whitespace().map(Cow::Borrowed), false);
            continue;
        }
        match paradigms.get(cell(2)) {
            Some(endings) => normalizer.add_verb(cell(0), conjugate(cell(1), endings), cell(2) == REGULAR),
            None => {
                issues.push(table.issue(line, 1, Severity::Error, format!("unknown paradigm '{}'", cell(2))))
            }
        }
    }
    for (table, line, cell) in rows(tables, "theme") {
        display.themes.insert(cell(0).to_owned(), cell(1).to_owned());
        match (Theme::from_id(cell(0)), Step::from_id(cell(2)), When::from_id(cell(3))) {
            (Some(theme), Some(step), Some(when)) => {
                display.theme_steps.insert(theme, UsualStep { step, when });
            }
            (Some(_), None, Some(_)) if cell(2).is_empty() => {}
            _ => issues.push(table.issue(line, 1, Severity::Error, "unknown theme, step or support".into())),
        }
    }
    for (_, _, cell) in rows(tables, "id") {
        display.tags.insert(cell(0).to_owned(), cell(1).to_owned());
    }
    normalizer
}

/// Lines of the tables whose first column has that name.
pub fn rows<'t>(
    tables: &'t [Table],
    first: &'t str,
) -> impl Iterator<Item = (&'t Table, u32, impl Fn(usize) -> &'t str)> {
    let named =
        tables.iter().filter(move |table| table.header.first().is_some_and(|cell| cell.text == first));
    named.flat_map(|table| {
        table.lines.iter().map(move |line| {
            let cell = move |i: usize| line.cells.get(i).map_or("", |cell| cell.text.as_str());
            (table, line.number, cell)
        })
    })
}
