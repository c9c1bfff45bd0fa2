//! Goes in: a row as read. Comes out: where it starts, how long it may be, and what is shown of it when it is refused.
//! Never: reads one.

/// Where a row starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// From 1.
    pub(super) line: u64,
    /// In the decoded file, from 0; 0 in a workbook.
    pub(super) byte: u64,
}

/// A row of more bytes is no comment: it is rejected, and reading goes on with the next one.
pub(super) const MAX_ROW: usize = 8 * 1024 * 1024;

/// Why such a row is rejected.
pub(super) const TOO_LONG: &str = "ligne trop longue";

/// Characters of a rejected row that are shown.
const CONTENT_CHARS: usize = 500;

/// What stands between the cells of a workbook where a row of it is shown.
pub(super) const CELL_END: char = '\t';

/// As much of a row as is needed to show it when it is rejected, and to tell whether it was longer.
pub(super) fn beginning(row: &str) -> String {
    row.chars().take(CONTENT_CHARS + 1).collect()
}

/// What is shown of a rejected row, and whether there was more.
pub(super) fn shown(mut beginning: String) -> (String, bool) {
    let end = beginning.char_indices().nth(CONTENT_CHARS).map(|(at, _)| at);
    beginning.truncate(end.unwrap_or(beginning.len()));
    (beginning, end.is_some())
}
