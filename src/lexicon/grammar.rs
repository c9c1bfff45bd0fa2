//! Goes in: the tables that hold no pattern. Comes out: the forms of words, and the labels of tags. Never: reads a pattern.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::issue::{Issue, Severity};
use super::labels::{Display, UsualStep, When};
use super::normalizer::{Normalizer, conjugate};
use super::table::Table;
use crate::taxonomy::{Step, Tag, Theme};
use crate::text::lower;

/// Paradigm of verbs whose other forms Snowball brings to the stem of the infinitive.
const REGULAR: &str = "er_régulier";

/// Reads the tables of words and of labels, which are told by their first column.
pub fn read_grammar(tables: &[Table], display: &mut Display, issues: &mut Vec<Issue>) -> Normalizer {
    let mut normalizer = Normalizer::default();
    for first in ["forme", "theme", "id"] {
        tell_contradictions(tables, first, issues);
    }
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

/// Reports the lines that give a word another lemma or spelling than a line before them does, or a tag another label: only
/// one of them is of use. A lemma with its final `!` is meant to outdo one without.
fn tell_contradictions(tables: &[Table], first: &str, issues: &mut Vec<Issue>) {
    let mut given = BTreeMap::new();
    for (table, line, cell) in rows(tables, first) {
        let kind = table.header.get(1).map(|header| header.text.as_str());
        let key = (kind, lower(cell(0)).into_owned(), cell(1).ends_with('!'));
        let (value, file, number) = *given.entry(key).or_insert((cell(1), table.file.as_str(), line));
        if value != cell(1) {
            let message = format!("'{}' is already '{value}' at {file}:{number}", cell(0));
            issues.push(table.issue(line, 1, Severity::Warning, message));
        }
    }
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

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use crate::lexicon::{Source, compile};

    fn issues(path: &str, table: &'static str) -> Vec<String> {
        let source = Source { path: path.into(), text: Cow::Borrowed(table) };
        compile(&[source]).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn two_lemmas_of_one_word_are_told_at_the_second() {
        let table = "forme;lemme\nquais;quai\nQuais;port\nquais;quai\nquais;port!\n";
        let told = "grammaire/essai.csv:3:1: warning: 'Quais' is already 'quai' at grammaire/essai.csv:2";
        assert_eq!(issues("grammaire/essai.csv", table), [told]);
    }

    #[test]
    fn two_labels_of_one_tag_are_told_at_the_second() {
        let told = "reperes/essai.csv:3:1: warning: 'mixte' is already 'Mixte' at reperes/essai.csv:2";
        assert_eq!(issues("reperes/essai.csv", "id;libelle\nmixte;Mixte\nmixte;Partagé\n"), [told]);
    }
}
