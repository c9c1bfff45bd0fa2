//! Cells of tables, as a workbook has them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_xlsxwriter::ExcelDateTime;
use serde_json::Value;

use super::columns::Kind;
use crate::aggregate::Spellings;
use crate::ingest::{Answer, DayOrder, parse_day, parse_rating, read_answer};
use crate::scale::Scale;

/// How the cells of comments, which are as their exports write them, are told.
pub(super) struct Telling<'c> {
    spellings: &'c Spellings,
    /// Files in whose dates months come first.
    month_first: BTreeSet<&'c str>,
}

impl<'c> Telling<'c> {
    /// `manifest` is what `run.json` holds.
    pub(super) fn new(spellings: &'c Spellings, manifest: &'c Value) -> Self {
        let files = manifest["inputs"].as_array().into_iter().flatten();
        let such = files.filter(|file| file["month_first"] == true);
        Self { spellings, month_first: such.filter_map(|file| file["file"].as_str()).collect() }
    }

    /// The text of a cell of a comment of that file: touchpoints by the names of the report, days in the order that sorts.
    pub(super) fn told(&self, cell: &'c str, kind: Kind, file: &str) -> Cow<'c, str> {
        let order = if self.month_first.contains(file) { DayOrder::MonthFirst } else { DayOrder::DayFirst };
        match kind {
            Kind::Place => self.spellings.cell(cell),
            Kind::Day => {
                parse_day(cell, order).map_or(Cow::Borrowed(cell), |day| Cow::Owned(day.to_string()))
            }
            _ => Cow::Borrowed(cell),
        }
    }
}

/// The number of a cell, whatever the decimal sign of its dialect.
pub(super) fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}

/// The day of a cell that has it in the order that sorts.
pub(super) fn day(cell: &str) -> Option<ExcelDateTime> {
    NaiveDate::parse_from_str(cell, "%Y-%m-%d").ok()?;
    ExcelDateTime::parse_from_str(cell).ok()
}

/// The number of a rating, however it is written: « 4/5 », « ★★★★ »; not of what has digits and is no rating.
pub(super) fn rating(cell: &str) -> Option<f64> {
    let read = parse_rating(cell)?;
    let is_one = |scale: &Scale| read_answer(cell, *scale) == Answer::Rating(read);
    Scale::ALL.iter().any(is_one).then(|| f64::from(read) / 1000.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_decimal_signs() {
        assert_eq!(["0,250", "-0.5", "12", ""].map(number), [Some(0.25), Some(-0.5), Some(12.0), None]);
    }

    #[test]
    fn days_are_those_that_the_run_reads() {
        let manifest = json!({ "inputs": [{ "file": "us.csv", "month_first": true }, { "file": "fr.csv" }] });
        let spellings = Spellings::default();
        let telling = Telling::new(&spellings, &manifest);
        let told = |cell: &'static str, file| telling.told(cell, Kind::Day, file);
        assert_eq!(["fr.csv", "us.csv"].map(|file| told("03/05/2024", file)), ["2024-05-03", "2024-03-05"]);
        assert_eq!(told("2024-05-03T10:20:00Z", "us.csv"), "2024-05-03");
        for cell in ["hier", "31/02/2024", ""] {
            assert_eq!(told(cell, "fr.csv"), cell);
            assert!(day(cell).is_none());
        }
        assert!(day("2024-05-03").is_some());
    }

    #[test]
    fn ratings_are_numbers_and_other_cells_are_not() {
        for (cell, read) in [("4,5", 4.5), ("8/10", 8.0), ("★★★☆☆", 3.0), ("9 - Très probable", 9.0)]
        {
            assert_eq!(rating(cell), Some(read), "{cell}");
        }
        for cell in ["", "Très satisfait", "10:30", "03/10/2024", "A", "-3", "[téléphone]"] {
            assert_eq!(rating(cell), None, "{cell}");
        }
    }
}
