//! Goes in: the version of a history. Comes out: the steps that bring it to the one that this program knows. Never: takes
//! one of them.

use super::HistoryError;

/// The steps that a history of some version has not been through; all of them for a new one.
pub fn steps<'s>(version: i64, all: &'s [&'static str]) -> Result<&'s [&'static str], HistoryError> {
    let newer = HistoryError::Newer { found: version, known: all.len() as i64 };
    usize::try_from(version).ok().and_then(|done| all.get(done..)).ok_or(newer)
}

/// Whether a history can be read as it is: who only looks at it changes nothing.
pub fn readable(version: i64, all: &[&'static str]) -> Result<(), HistoryError> {
    let older = HistoryError::Older { found: version, known: all.len() as i64 };
    if steps(version, all)?.is_empty() { Ok(()) } else { Err(older) }
}
