//! What a database must do to keep a history. Everything between opening and [`Engine::commit`] is one transaction.

use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::digest::digest;
use super::entry::{Entry, Former};
use super::movement::Movement;
use super::sums::Sums;
use super::{HistoryError, Shown};
use crate::trend::Span;

/// One of the two tables of counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// `comptes_par_jour`.
    ByDay,
    /// `termes`, by week: root and spelling.
    ByWeek,
}

impl Counts {
    /// As `sommes` calls its periods.
    pub fn id(self) -> &'static str {
        match self {
            Self::ByDay => "jour",
            Self::ByWeek => "semaine",
        }
    }
}

/// What a count gains or loses, with the names that stand beside it.
#[derive(Clone, Debug)]
pub struct Shift<'a> {
    /// Day, or Monday of a week, ISO; empty for comments without a date.
    pub period: String,
    /// Fingerprint of the names.
    pub key: i64,
    /// Root and spelling of a term; empty ones for a term that stands already.
    pub names: [&'a str; 2],
    /// What changes.
    pub movement: Movement,
}

/// A version of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// Fingerprint of its key.
    pub key: i64,
    /// Fingerprint of its content.
    pub content: i64,
}

impl Version {
    /// That of the row with a key.
    pub fn of(key: &str, content: i64) -> Self {
        Self { key: digest([key]), content }
    }
}

/// A file that was read, by this run or by an earlier one that found it elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileRead {
    /// Of its bytes and of the way they were read, in hexadecimal.
    pub print: String,
    /// Base name.
    pub name: String,
    /// Where it was, to know it again without reading it.
    pub path: String,
    /// Size as stored.
    pub bytes: i64,
    /// When it last changed, in nanoseconds since 1970.
    pub modified: i64,
    /// Rows read.
    pub rows: i64,
}

/// One run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunRecord {
    /// UTC day and time of its end.
    pub at: String,
    /// Version of the program.
    pub version: String,
    /// Fingerprint of the lexicons.
    pub lexicon: String,
    /// Rows of the inputs.
    pub read: i64,
    /// Rows that were analysed.
    pub analysed: i64,
    /// Rows that were rejected.
    pub rejected: i64,
    /// Rows that the history had already.
    pub known: i64,
    /// Of the rows analysed, those that the history had never seen.
    pub added: i64,
    /// Of the rows analysed, those that correct an older version.
    pub corrected: i64,
}

/// Takes a row, and says whether it wants another one.
pub type EachRow<'e> = &'e mut dyn FnMut(&[String]) -> ControlFlow<()>;

/// A comment read: its number, its day, its terms as stored.
pub type EachComment<'f> = &'f mut dyn FnMut(i64, NaiveDate, &[u8]);

/// Both sides of an open history.
pub type Sides = (Box<dyn Memory>, Box<dyn Engine>);

/// The side that reads, while the other one writes: what was committed before the run.
pub trait Memory: Send {
    /// Fingerprints of what is stored under keys.
    fn contents(&mut self, keys: &[&str]) -> Result<Vec<Option<i64>>, HistoryError>;
    /// Which versions of rows gave way to a later row of their file.
    fn are_replaced(&mut self, versions: &[Version]) -> Result<Vec<bool>, HistoryError>;
    /// How many rows a file had, if it was read.
    fn rows_of(&mut self, print: &str) -> Result<Option<i64>, HistoryError>;
    /// The fingerprint of the file that stood there with that size and time.
    fn print_at(&mut self, path: &str, bytes: i64, modified: i64) -> Result<Option<String>, HistoryError>;
    /// Whether a file of so many bytes was read.
    fn has_read(&mut self, bytes: i64) -> Result<bool, HistoryError>;
    /// The names of the columns, then the rows, all as text; one is held at a time, and none follows a break.
    fn each_row(&mut self, shown: Shown, each: EachRow<'_>) -> Result<(), HistoryError>;
}

/// The side that writes.
pub trait Engine: Send {
    /// Stores comments that are not there. `today` stands for the day of those without one, for retention alone.
    fn insert(&mut self, entries: &[Entry], today: NaiveDate) -> Result<(), HistoryError>;
    /// Takes out comments, and gives what was stored of them.
    fn take(&mut self, keys: &[&str]) -> Result<Vec<Former>, HistoryError>;
    /// Remembers versions of rows that gave way to a later row of their file.
    fn replace(&mut self, versions: &[Version]) -> Result<(), HistoryError>;
    /// Remembers facet, touchpoint, theme and name behind keys of counts by day.
    fn name(&mut self, named: &[(i64, &[String; 4])]) -> Result<(), HistoryError>;
    /// Moves counts; those that are down to nothing go.
    fn shift(&mut self, counts: Counts, shifts: &[Shift<'_>]) -> Result<(), HistoryError>;
    /// The last day that has a comment, up to some day.
    fn last_day(&mut self, until: NaiveDate) -> Result<Option<NaiveDate>, HistoryError>;
    /// Reads the sums of periods, by period.
    fn sums(&mut self, of: Counts, span: Span) -> Result<Vec<(NaiveDate, Sums)>, HistoryError>;
    /// Stores the sums of periods, in place of what they were.
    fn store_sums(&mut self, of: Counts, sums: &[(NaiveDate, Sums)]) -> Result<(), HistoryError>;
    /// The rows of a query that both databases understand, as text; nothing for NULL.
    fn rows(&mut self, query: &str) -> Result<Vec<Vec<String>>, HistoryError>;
    /// Reads the first comments of each day whose texts are kept, in order; a comment without a date has none.
    fn terms_of(
        &mut self,
        days: &[NaiveDate],
        at_most: u32,
        each: EachComment<'_>,
    ) -> Result<(), HistoryError>;
    /// Remembers a run and files: of one that is known by its bytes, the last place.
    fn record(&mut self, run: &RunRecord, files: &[FileRead]) -> Result<(), HistoryError>;
    /// Deletes texts and their terms before a day, and gives how many; counts stay.
    fn forget_before(&mut self, day: NaiveDate) -> Result<u64, HistoryError>;
    /// Gives the disk all that waits in memory, so that [`Engine::commit`] has next to nothing left for a full one to refuse.
    fn unload(&mut self) -> Result<(), HistoryError>;
    /// Makes everything since opening last.
    fn commit(&mut self) -> Result<(), HistoryError>;
}
