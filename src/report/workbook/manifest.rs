//! What `run.json` holds, one value a row.

use rust_xlsxwriter::{Worksheet, XlsxError};
use serde_json::Value;

use super::style::Style;
use super::{grid, head, print_first, set_up_page};
use crate::report::wording::Wording;

/// Row of the titles.
const TOP: u32 = 2;

/// Parts of `run.json` in reading order; `run.` and the part is the key of its title.
const PARTS: [&str; 12] = [
    "program",
    "version",
    "rows",
    "tones",
    "thresholds",
    "masked",
    "inputs",
    "spellings",
    "options",
    "lexicon",
    "pictures",
    "outputs",
];

pub(super) fn write(sheet: &mut Worksheet, run: &Value, style: &Style) -> Result<(), XlsxError> {
    let words = style.words;
    head(sheet, words.say("sheet.manifest"), words.say("book.manifest.note"), style)?;
    for (i, (key, width)) in
        (0..).zip([("book.manifest.part", 24.0), ("book.manifest.key", 40.0), ("book.value", 90.0)])
    {
        sheet.set_column_width(i, width)?;
        sheet.write_string_with_format(TOP, i, words.say(key), &style.header)?;
    }
    let (mut row, mut n_printed) = (TOP + 1, 0);
    for key in PARTS {
        let mut lines = Vec::new();
        // The last part, a line or more for each file, is for the screen.
        n_printed = row - TOP - 1;
        if let Some(part) = run.get(key) {
            flatten(words, String::new(), part, &mut lines);
        }
        for (path, value) in lines {
            sheet.write_string_with_format(row, 0, words.say(&format!("run.{key}")), &style.text)?;
            sheet.write_string_with_format(row, 1, grid::fitting(&path, style), &style.text)?;
            sheet.write_string_with_format(row, 2, grid::fitting(&value, style), &style.text)?;
            row += 1;
        }
    }
    print_first(sheet, (TOP, 2), n_printed as usize, usize::MAX)?;
    sheet.set_freeze_panes(TOP + 1, 0)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}

/// Leaves of a value with their path; items of a list are numbered from 1.
fn flatten(words: &Wording, path: String, value: &Value, lines: &mut Vec<(String, String)>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(items) => items.iter().for_each(|(key, item)| flatten(words, below(key), item, lines)),
        Value::Array(items) => {
            (1..)
                .zip(items)
                .for_each(|(i, item): (usize, _)| flatten(words, below(&i.to_string()), item, lines));
        }
        Value::Null => lines.push((path, words.say("book.manifest.detected").to_owned())),
        Value::Bool(yes) => {
            lines.push((path, words.say(if *yes { "book.yes" } else { "book.no" }).to_owned()))
        }
        Value::String(text) => lines.push((path, text.clone())),
        Value::Number(number) => lines.push((path, number.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::Spellings;
    use crate::config::{Config, Dialect, Measure, Threshold};
    use crate::report::cloud::MOST_CLOUDS;
    use crate::report::tests::{config, facts, summary};
    use crate::report::{RowCounts, RunFacts, run};

    #[test]
    fn no_part_of_run_json_is_left_out() {
        let mut summary = summary();
        let touchpoint = summary.touchpoints.values().next().unwrap().clone();
        for n in 0..MOST_CLOUDS {
            summary.touchpoints.insert(format!("Point {n}"), touchpoint.clone());
        }
        let thresholds = vec![Threshold { measure: Measure::ALL[0], limit: 1.0 }];
        let config = Config { thresholds, ..config(Dialect::ExcelFr) };
        let spellings = Spellings::new([], [("Caisse", 2), ("caisse", 1)]);
        let rows = RowCounts { known: Some(0), ..facts().rows };
        let facts = RunFacts { spellings, rows, ..facts() };
        let json: Value =
            serde_json::from_slice(&run::json(&summary, &facts, &config, &[]).unwrap()).unwrap();
        let mut parts = PARTS;
        parts.sort_unstable();
        assert_eq!(json.as_object().unwrap().keys().collect::<Vec<_>>(), parts);
    }
}
