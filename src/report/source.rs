//! Goes in: a table as its exporter wrote it. Comes out: its rows and its columns by name, each cell as it was before it was
//! kept from starting a formula. Never: makes a number of a cell.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::{Position, ReaderBuilder, StringRecord};
use serde::Serialize;

use super::table::unescaped;
use crate::config::Dialect;

/// A table read row by row.
pub(super) struct Rows<R> {
    reader: csv::Reader<R>,
    header: StringRecord,
}

impl Rows<File> {
    pub(super) fn open(path: &Path, dialect: Dialect) -> io::Result<Self> {
        Self::of(File::open(path)?, dialect)
    }

    /// The next row is the one at that place.
    pub(super) fn seek(&mut self, place: &Position) -> io::Result<()> {
        Ok(self.reader.seek(place.clone())?)
    }
}

impl<R: Read> Rows<R> {
    pub(super) fn of(table: R, dialect: Dialect) -> io::Result<Self> {
        let delimiter = match dialect {
            Dialect::ExcelFr => b';',
            Dialect::Rfc4180 => b',',
        };
        let mut reader = ReaderBuilder::new().delimiter(delimiter).from_reader(table);
        let header = reader.headers()?.clone();
        Ok(Self { reader, header })
    }

    pub(super) const fn header(&self) -> &StringRecord {
        &self.header
    }

    /// Reads the next row, which keeps its place in the table; `false` after the last one.
    pub(super) fn next(&mut self, row: &mut StringRecord) -> io::Result<bool> {
        let is_read = self.reader.read_record(row)?;
        if row.iter().any(|cell| unescaped(cell) != cell) {
            let mut cells: StringRecord = row.iter().map(unescaped).collect();
            cells.set_position(row.position().cloned());
            *row = cells;
        }
        Ok(is_read)
    }
}

/// Place of a column; tables have the columns that their exporters give them.
pub(super) fn place(header: &StringRecord, name: &str) -> usize {
    header.iter().position(|column| column == name).expect("an exporter wrote that column")
}

/// A table of totals.
#[derive(Serialize)]
pub(super) struct Table {
    #[serde(rename = "columns")]
    pub(super) header: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// A table that the folder of the report has.
    pub(super) fn read(path: &Path, dialect: Dialect) -> io::Result<Self> {
        Self::all(Rows::open(path, dialect)?)
    }

    /// A table as its exporter makes it.
    pub(super) fn made(bytes: &[u8], dialect: Dialect) -> io::Result<Self> {
        Self::all(Rows::of(bytes, dialect)?)
    }

    fn all(mut table: Rows<impl Read>) -> io::Result<Self> {
        let (mut rows, mut row) = (Vec::new(), StringRecord::new());
        while table.next(&mut row)? {
            rows.push(row.iter().map(str::to_owned).collect());
        }
        Ok(Self { header: table.header.iter().map(str::to_owned).collect(), rows })
    }

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::TableWriter;

    #[test]
    fn a_cell_is_what_it_was_and_a_row_keeps_its_place() {
        for dialect in [Dialect::ExcelFr, Dialect::Rfc4180] {
            let names = ["'s-Hertogenbosch", "=Caisse", "Quai;\nnord", "@Home"];
            let mut out = Vec::new();
            let mut writer = TableWriter::start(&mut out, dialect, &["point_de_contact", "verbatims"]);
            names.iter().for_each(|name| writer.text(name).count(3).end_row());
            let table = Table::made(&out, dialect).unwrap();
            let at = table.column("point_de_contact");
            assert_eq!(table.rows.iter().map(|row| row[at].as_str()).collect::<Vec<_>>(), names);
            let folder = tempfile::tempdir().unwrap();
            std::fs::write(folder.path().join("table.csv"), &out).unwrap();
            let mut rows = Rows::open(&folder.path().join("table.csv"), dialect).unwrap();
            let (mut row, mut places) = (StringRecord::new(), Vec::new());
            while rows.next(&mut row).unwrap() {
                places.push(row.position().unwrap().clone());
            }
            for (place, name) in places.iter().zip(names).rev() {
                rows.seek(place).unwrap();
                assert!(rows.next(&mut row).unwrap() && &row[at] == name);
            }
        }
    }
}
