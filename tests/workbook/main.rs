//! `rapport.xlsx` says what the tables say, runs no formula, has the same bytes twice and opens in LibreOffice.

#[path = "../evaluation/corpora.rs"]
mod corpora;
mod counts;
mod document;
mod figures;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::{Data, Range};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/avis-exemple.csv");

fn report(input: &Path, out: &Path, options: &[&str]) {
    Command::cargo_bin("verbatim")
        .unwrap()
        .arg("analyze")
        .arg(input)
        .arg("--out")
        .arg(out)
        .arg("--quiet")
        .args(options)
        .assert()
        .success();
}

/// Rows of a table with its header.
fn table(path: PathBuf, delimiter: u8) -> (Vec<String>, Vec<Vec<String>>) {
    let text = fs::read_to_string(path).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (header, rows.collect())
}

/// The first row below the one whose cell of column `at` holds that title.
fn below(range: &Range<Data>, title: &str, at: u32) -> u32 {
    let end = range.end().unwrap().0;
    let is_title =
        |row: &u32| matches!(range.get_value((*row, at)), Some(Data::String(text)) if text == title);
    (0..=end).find(is_title).unwrap_or_else(|| panic!("no title {title}")) + 1
}
