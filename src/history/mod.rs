//! Goes in: rows as read, then the same annotated. Comes out: a database of counts by day, terms by week, comments and
//! the register of complaints, where no row counts twice. Never: decides a tag, nor writes a report.
//!
//! [`Sieve`] leaves out the rows that are known, a [`Recorder`] per worker makes an [`Entry`] of each other one, and the
//! [`Ledger`] stores entries in input order, all in one transaction. `sqlite` keeps a history in a file, `postgres` on a
//! server.

mod counts;
mod digest;
mod engine;
mod entry;
mod error;
mod identity;
mod ledger;
mod lookback;
mod movement;
#[cfg(feature = "postgres")]
mod postgres;
mod recorder;
mod shown;
mod sieve;
mod sqlite;
mod sums;
mod timeline;
mod version;

use std::str::FromStr;

use chrono::NaiveDate;

use crate::config::HistoryPlace;

pub use counts::each_count;
pub use digest::digest;
pub use engine::{EachRow, FileRead, Memory, RunRecord};
pub use entry::{Complaint, Entry, Weight};
pub use error::HistoryError;
pub use identity::Identity;
pub use ledger::Ledger;
pub use lookback::KeptComment;
pub use recorder::{Analysed, KeyNames, Recorder};
pub use shown::Shown;
pub use sieve::Sieve;

/// Opens a history, makes it if there is none, and keeps other runs away from it until the end. `today` serves retention,
/// and keeps dates to come from being the last day; nothing else depends on it.
pub fn open(place: &HistoryPlace, today: NaiveDate) -> Result<(Sieve, Ledger), HistoryError> {
    let (memory, engine) = match place {
        HistoryPlace::File(path) => sqlite::open(path)?,
        #[cfg(feature = "postgres")]
        HistoryPlace::Server(url) => postgres::open(url)?,
        #[cfg(not(feature = "postgres"))]
        HistoryPlace::Server(_) => return Err(HistoryError::NoServer),
    };
    Ok((Sieve::new(memory), Ledger::new(engine, today)))
}

/// The same, of a history that exists: a name that is mistyped makes no new one.
pub fn reopen(place: &HistoryPlace, today: NaiveDate) -> Result<(Sieve, Ledger), HistoryError> {
    if let HistoryPlace::File(path) = place {
        sqlite::exists(path)?;
    }
    open(place, today)
}

/// Whether a run could open a history, or make it where there is none; nothing is made nor changed.
pub fn check(place: &HistoryPlace) -> Result<(), HistoryError> {
    match place {
        HistoryPlace::File(path) => sqlite::check(path),
        #[cfg(feature = "postgres")]
        HistoryPlace::Server(url) => postgres::check(url),
        #[cfg(not(feature = "postgres"))]
        HistoryPlace::Server(_) => Err(HistoryError::NoServer),
    }
}

/// Opens a history to look at it; runs go on meanwhile.
pub fn open_to_read(place: &HistoryPlace) -> Result<Box<dyn Memory>, HistoryError> {
    match place {
        HistoryPlace::File(path) => sqlite::open_to_read(path),
        #[cfg(feature = "postgres")]
        HistoryPlace::Server(url) => postgres::open_to_read(url),
        #[cfg(not(feature = "postgres"))]
        HistoryPlace::Server(_) => Err(HistoryError::NoServer),
    }
}

/// A day as tables have it; nothing for none.
fn iso(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The day that [`iso`] wrote.
fn day_of(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// What a cell of a history says, where a run always writes a number or a day.
fn read<T: FromStr>(cell: &str) -> Result<T, HistoryError> {
    cell.parse().map_err(|_| HistoryError::Unsound)
}
