//! A table as text becomes cells with their address. Knows CSV, not what a column means.

use super::issue::{Issue, Severity};
use super::source::Source;

/// One cell, trimmed.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// Character of the line where it starts, from 1.
    pub column: u32,
}

/// One line of a table; a cell for each column of the header.
#[derive(Clone, Debug)]
pub struct Line {
    /// Line of the file, from 1.
    pub number: u32,
    /// Cells in the order of the header.
    pub cells: Vec<Cell>,
}

/// A table with its header.
#[derive(Clone, Debug)]
pub struct Table {
    /// Path inside the lexicon folder.
    pub file: String,
    /// Column names, lower case.
    pub header: Vec<Cell>,
    /// Lines, comments and blank ones left out.
    pub lines: Vec<Line>,
}

impl Table {
    /// Reads a table; separators are `;`, `,` or tab, whichever the header holds.
    pub fn parse(source: &Source, issues: &mut Vec<Issue>) -> Self {
        let mut table = Self { file: source.path.clone(), header: Vec::new(), lines: Vec::new() };
        let separator = separator(&source.text);
        for (index, line) in source.text.lines().enumerate() {
            let number = index as u32 + 1;
            let cells = split(line, separator);
            // A spreadsheet gives blank lines their separators, and quotes to comments that hold one.
            if cells.iter().all(|cell| cell.text.is_empty()) || cells[0].text.starts_with("#!") {
                continue;
            }
            if table.header.is_empty() {
                table.header = cells;
                table.header.iter_mut().for_each(|cell| cell.text = cell.text.to_lowercase());
                // It also writes the columns that it showed empty.
                while table.header.pop_if(|cell| cell.text.is_empty()).is_some() {}
                continue;
            }
            table.push(number, cells, issues);
        }
        table
    }

    fn push(&mut self, number: u32, mut cells: Vec<Cell>, issues: &mut Vec<Issue>) {
        if let Some(extra) = cells.iter().skip(self.header.len()).find(|cell| !cell.text.is_empty()) {
            let message = format!(
                "more cells than the header's {}: quote the cell that holds a separator",
                self.header.len()
            );
            issues.push(self.issue(number, extra.column, Severity::Error, message));
        }
        let end = cells.last().map_or(1, |cell| cell.column);
        cells.resize(self.header.len(), Cell { text: String::new(), column: end });
        self.lines.push(Line { number, cells });
    }

    /// A problem of this table.
    pub fn issue(&self, line: u32, column: u32, severity: Severity, message: String) -> Issue {
        Issue { file: self.file.clone(), line, column, severity, message }
    }
}

fn separator(text: &str) -> char {
    let header = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#!")).unwrap_or("");
    [';', '\t', ','].into_iter().find(|separator| header.contains(*separator)).unwrap_or(';')
}

/// Cells of one line; a cell may be quoted, quotes inside doubled. A line never goes on below.
fn split(line: &str, separator: char) -> Vec<Cell> {
    let mut cells = Vec::new();
    if !line.contains('"') {
        let mut column = 1;
        for piece in line.split(separator) {
            cells.push(Cell { text: piece.trim().to_owned(), column });
            column += piece.chars().count() as u32 + 1;
        }
        return cells;
    }
    let mut text = String::new();
    let (mut start, mut quoted) = (1, false);
    let mut chars = line.chars().zip(1u32..).peekable();
    while let Some((c, column)) = chars.next() {
        match c {
            '"' if quoted && chars.peek().is_some_and(|(next, _)| *next == '"') => {
                text.push('"');
                chars.next();
            }
            '"' if quoted || text.trim().is_empty() => quoted = !quoted,
            _ if c == separator && !quoted => {
                cells.push(Cell { text: text.trim().to_owned(), column: start });
                text.clear();
                start = column + 1;
            }
            _ => text.push(c),
        }
    }
    cells.push(Cell { text: text.trim().to_owned(), column: start });
    cells
}
