//! Reads back a table of the report, in the dialect in which it was written.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use super::columns::Kind;
use crate::aggregate::Spellings;
use crate::config::Dialect;
use crate::report::table::unescaped;

/// A table of totals.
pub(super) struct Table {
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// Place of a column; tables have the columns that their exporters give them.
    pub(super) fn column(&self, name: &str) -> usize {
        self.header.iter().position(|header| header == name).expect("an exporter wrote that column")
    }

    /// Rows by their touchpoint, each in the order of the table: an export may have as many touchpoints as rows.
    pub(super) fn by_touchpoint(&self) -> BTreeMap<&str, Vec<&[String]>> {
        let at = self.column("point_de_contact");
        let mut rows: BTreeMap<&str, Vec<&[String]>> = BTreeMap::new();
        self.rows.iter().for_each(|row| rows.entry(&row[at]).or_default().push(row));
        rows
    }

    /// The same columns with other rows.
    pub(super) fn with_rows(&self, rows: Vec<Vec<String>>) -> Self {
        Self { header: self.header.clone(), rows }
    }
}

/// Opens a table for reading row by row, its header included.
pub(super) fn open(path: &Path, dialect: Dialect) -> io::Result<csv::Reader<File>> {
    Ok(reader(dialect).from_reader(File::open(path)?))
}

fn reader(dialect: Dialect) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(match dialect {
        Dialect::ExcelFr => b';',
        Dialect::Rfc4180 => b',',
    });
    builder
}

pub(super) fn read(path: &Path, dialect: Dialect) -> io::Result<Table> {
    table(open(path, dialect)?)
}

/// A table as its exporter makes it.
pub(super) fn made(bytes: &[u8], dialect: Dialect) -> io::Result<Table> {
    table(reader(dialect).from_reader(bytes))
}

fn table(mut reader: csv::Reader<impl io::Read>) -> io::Result<Table> {
    let header = reader.headers()?.iter().map(str::to_owned).collect();
    let rows = reader
        .records()
        .map(|row| row.map(|row| row.iter().map(|cell| unescaped(cell).to_owned()).collect()));
    Ok(Table { header, rows: rows.collect::<Result<_, _>>()? })
}

/// The text of a cell: cells of a workbook have a type. Touchpoints by the names of the report, however the export spells them.
pub(super) fn told<'c>(cell: &'c str, kind: Kind, spellings: &'c Spellings) -> Cow<'c, str> {
    match kind {
        Kind::Place => spellings.cell(unescaped(cell)),
        _ => Cow::Borrowed(unescaped(cell)),
    }
}

/// The number of a cell, whatever the decimal sign of its dialect.
pub(super) fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_decimal_signs() {
        assert_eq!(["0,250", "-0.5", "12", ""].map(number), [Some(0.25), Some(-0.5), Some(12.0), None]);
    }
}
