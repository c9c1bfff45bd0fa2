//! Goes in: a row as read. Comes out: how long it may be, and what is shown of it when it is refused. Never: reads one.

/// A row of more bytes is no comment: it is rejected, and reading goes on with the next one.
pub(super) const MAX_ROW: usize = 8 * 1024 * 1024;

/// Why such a row is rejected.
pub(super) const TOO_LONG: &str = "ligne trop longue";

/// Characters of a rejected row that are kept.
pub(super) const CONTENT_CHARS: usize = 500;

/// As much of a row as is kept when it is rejected.
pub(super) fn beginning(row: &str) -> String {
    row.chars().take(CONTENT_CHARS).collect()
}
