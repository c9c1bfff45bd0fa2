//! What `run.json` holds, one value a row.

use rust_xlsxwriter::{Worksheet, XlsxError};
use serde_json::Value;

use super::style::Style;
use super::{grid, head, set_up_page};

/// Row of the titles.
const TOP: u32 = 2;

/// Parts of `run.json` in reading order, with their title.
const PARTS: [(&str, &str); 9] = [
    ("program", "Programme"),
    ("version", "Version"),
    ("rows", "Lignes"),
    ("tones", "Verbatims par ton"),
    ("thresholds", "Seuils"),
    ("inputs", "Fichiers lus"),
    ("options", "Options"),
    ("lexicon", "Lexiques"),
    ("outputs", "Autres fichiers du rapport"),
];

pub(super) fn write(sheet: &mut Worksheet, run: &Value, style: &Style) -> Result<(), XlsxError> {
    head(sheet, "Manifeste", "Ce que dit run.json : de quoi ce rapport est fait, et comment.", style)?;
    for (i, (title, width)) in (0..).zip([("Partie", 24.0), ("Clé", 40.0), ("Valeur", 90.0)]) {
        sheet.set_column_width(i, width)?;
        sheet.write_string_with_format(TOP, i, title, &style.header)?;
    }
    let mut row = TOP + 1;
    for (key, title) in PARTS {
        let mut lines = Vec::new();
        if let Some(part) = run.get(key) {
            flatten(String::new(), part, &mut lines);
        }
        for (path, value) in lines {
            sheet.write_string_with_format(row, 0, title, &style.text)?;
            sheet.write_string_with_format(row, 1, grid::fitting(&path), &style.text)?;
            sheet.write_string_with_format(row, 2, grid::fitting(&value), &style.text)?;
            row += 1;
        }
    }
    sheet.set_freeze_panes(TOP + 1, 0)?;
    set_up_page(sheet, Some((TOP, TOP)))
}

/// Leaves of a value with their path; items of a list are numbered from 1.
fn flatten(path: String, value: &Value, lines: &mut Vec<(String, String)>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(items) => items.iter().for_each(|(key, item)| flatten(below(key), item, lines)),
        Value::Array(items) => {
            (1..).zip(items).for_each(|(i, item): (usize, _)| flatten(below(&i.to_string()), item, lines));
        }
        Value::Null => lines.push((path, "(détecté ou sans objet)".to_owned())),
        Value::Bool(yes) => lines.push((path, if *yes { "oui" } else { "non" }.to_owned())),
        Value::String(text) => lines.push((path, text.clone())),
        Value::Number(number) => lines.push((path, number.to_string())),
    }
}
