//! What the history of earlier runs changes for this one: files that are not read again, rows that are left out, and what
//! is stored at the end.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};

use super::emerging::emerging;
use super::{PastOutcome, RunError};
use crate::aggregate::Spellings;
use crate::annotate::Annotator;
use crate::config::{self, Charset, ColumnRef, Header, IngestOptions, Input, Wanted};
use crate::history::{self, FileRead, KeyNames, Ledger, RunRecord, Sieve};
use crate::ingest::{self, FileDecisions};
use crate::lexicon::Lexicon;
use crate::report::{RowCounts, RunFacts};
use crate::scale::Scale;
use crate::trend::{Evolution, changes, signals};

/// A history open for one run.
pub struct Past {
    /// Leaves out the rows that are known.
    pub sieve: Sieve,
    /// Stores the others.
    pub ledger: Ledger,
    now: DateTime<Utc>,
    keep_texts: Option<u32>,
    /// Days of a period.
    days: u32,
    /// Of each input.
    files: Vec<File>,
}

/// What is known of an input before it is read.
enum File {
    /// Read in an earlier run: how many rows it has, and its stamp if it stood elsewhere.
    Done { decisions: Box<FileDecisions>, moved: Option<ingest::Stamp> },
    /// To be read; its stamp, if it is an ordinary file.
    New(Option<ingest::Stamp>),
}

impl Past {
    /// Opens the history and tells the inputs that were read before from the others.
    pub fn open(
        asked: &config::History,
        inputs: &[Input],
        options: &IngestOptions,
    ) -> Result<Self, RunError> {
        let now = now();
        let (mut sieve, ledger) = history::open(&asked.place, now.date_naive())?;
        let how = way_of_reading(options);
        let files = inputs.iter().map(|input| recognize(&mut sieve, input, &how));
        let files = files.collect::<Result<_, RunError>>()?;
        Ok(Self { sieve, ledger, now, keep_texts: asked.keep_texts, days: asked.days, files })
    }

    /// The inputs that must be read.
    pub fn unread(&self, inputs: &[Input]) -> Vec<Input> {
        let new = inputs.iter().zip(&self.files).filter(|(_, file)| matches!(file, File::New(_)));
        new.map(|(input, _)| input.clone()).collect()
    }

    /// The decisions of all inputs: those that were read, with the rows left out, and the others.
    pub fn decisions(&self, read: Vec<FileDecisions>) -> Vec<FileDecisions> {
        let mut read = read.into_iter().zip(0..).map(|(mut file, source)| {
            let known = self.sieve.n_known(source);
            file.rows_analysed -= known;
            file.rows_known = Some(known);
            file
        });
        let decided = |file: &File| match file {
            File::Done { decisions, .. } => Some(FileDecisions::clone(decisions)),
            File::New(_) => read.next(),
        };
        self.files.iter().filter_map(decided).collect()
    }

    /// Stores what the run counted. Nothing lasts before [`Ledger::commit`].
    pub fn settle(
        &mut self,
        names: &KeyNames,
        facts: &RunFacts<FileDecisions>,
        options: &IngestOptions,
    ) -> Result<(), RunError> {
        let how = way_of_reading(options);
        let told = self.files.iter().zip(&facts.inputs).filter_map(|(file, decisions)| {
            let (File::New(stamp) | File::Done { moved: stamp, .. }) = file;
            let ingest::Stamp { path, bytes, modified } = stamp.clone()?;
            Some(FileRead {
                print: print_of(&decisions.sha256, &how),
                name: decisions.file.clone(),
                path,
                bytes,
                modified,
                rows: decisions.rows_read.cast_signed(),
            })
        });
        let told: Vec<FileRead> = told.collect();
        let run = self.run(facts.version, &facts.lexicon.sha256, facts.rows);
        self.ledger.settle(names, &run, &told)?;
        if let Some(days) = self.keep_texts {
            self.ledger.keep_texts(days)?;
        }
        Ok(())
    }

    /// What changes from earlier days to the last ones, this run included.
    pub fn evolution(
        &mut self,
        spellings: &Spellings,
        lexicon: &Lexicon,
        annotators: &mut [Annotator<'_>],
    ) -> Result<Option<Evolution>, RunError> {
        let Some((timeline, spellings)) = self.ledger.timeline(self.days, spellings)? else {
            return Ok(None);
        };
        let calendar = timeline.calendar;
        let ((changes, signals), emerging) = rayon::join(
            || rayon::join(|| changes(&timeline), || signals(&timeline)),
            || emerging(&mut self.ledger, lexicon, annotators, (calendar.reference, &spellings)),
        );
        Ok(Some(Evolution { calendar, changes, signals, emerging: emerging? }))
    }

    /// Makes the run last, and tells what changed.
    pub fn commit(mut self, report_left: bool) -> Result<PastOutcome, RunError> {
        self.ledger.commit()?;
        let (added, corrected) = self.ledger.counts();
        Ok(PastOutcome { added, corrected, report_left })
    }

    fn run(&self, version: &str, lexicon: &str, rows: RowCounts) -> RunRecord {
        let (added, corrected) = self.ledger.counts();
        RunRecord {
            at: self.now.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            version: version.to_owned(),
            lexicon: lexicon.to_owned(),
            read: rows.read.cast_signed(),
            analysed: rows.analysed.cast_signed(),
            rejected: rows.rejected.cast_signed(),
            known: rows.known.unwrap_or(0).cast_signed(),
            added: added.cast_signed(),
            corrected: corrected.cast_signed(),
        }
    }
}

/// Looks a file up by its place, size and time, and if that does not tell, by its bytes: the exports of a whole quarter
/// are not read every night. One of a size that was never read is new.
fn recognize(sieve: &mut Sieve, input: &Input, how: &str) -> Result<File, RunError> {
    let Input::File(path) = input else { return Ok(File::New(None)) };
    let Some(stamp) = ingest::stamp(path) else { return Ok(File::New(None)) };
    let seen = sieve.print_at(&stamp.path, stamp.bytes, stamp.modified)?;
    let (sha256, is_in_place) = match seen.as_deref().and_then(|print| print.split_once('-')) {
        Some((sha256, same)) if same == how => (sha256.to_owned(), true),
        _ if !sieve.has_read(stamp.bytes)? => return Ok(File::New(Some(stamp))),
        _ => (ingest::fingerprint(path)?, false),
    };
    Ok(match sieve.rows_of(&print_of(&sha256, how))? {
        Some(rows) => {
            let decisions = Box::new(done(path, &stamp, sha256, rows));
            File::Done { decisions, moved: (!is_in_place).then_some(stamp) }
        }
        None => File::New(Some(stamp)),
    })
}

fn done(path: &Path, stamp: &ingest::Stamp, sha256: String, rows: u64) -> FileDecisions {
    FileDecisions {
        file: ingest::display_name(&Input::File(path.to_owned())),
        sha256,
        bytes: stamp.bytes.cast_unsigned(),
        format: "déjà lu",
        rows_read: rows,
        rows_known: Some(rows),
        complete: true,
        ..FileDecisions::default()
    }
}

fn print_of(sha256: &str, how: &str) -> String {
    format!("{sha256}-{how}")
}

/// A file read with other columns is another file. By names that stay from one version of the program to the next.
fn way_of_reading(options: &IngestOptions) -> String {
    let IngestOptions { columns, delimiter, encoding, header, wanted, scale } = options;
    let mut parts = vec![
        delimiter.map_or_else(String::new, |delimiter| char::from(delimiter).to_string()),
        encoding.map_or("", Charset::name).to_owned(),
        if *header == Header::Present { "header" } else { "" }.to_owned(),
        if *wanted == Wanted::Customers { "customers" } else { "" }.to_owned(),
        scale.map_or("", Scale::id).to_owned(),
    ];
    parts.extend(columns.iter().map(|(field, column)| match column {
        ColumnRef::Name(name) => format!("{}={name}", field.id()),
        ColumnRef::Position(position) => format!("{}#{position}", field.id()),
    }));
    format!("{:016x}", history::digest(parts.iter().map(String::as_str)))
}

/// The day and time of the run are told to the history alone, never to a report.
pub fn now() -> DateTime<Utc> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    DateTime::from_timestamp(seconds.cast_signed(), 0).unwrap_or_default()
}
