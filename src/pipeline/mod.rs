//! Goes in: a [`Config`]. Comes out: a report folder, and an [`Outcome`] to print. The only place that knows every
//! stage and the threads. Never: decides a tag, a total or a format.
//!
//! One thread reads batches, workers analyse them, one thread writes them in input order. At most `IN_FLIGHT` batches
//! per worker are under way, in memory that goes round, so that it does not grow with the input.

mod accounting;
mod desk;
mod emerging;
mod folder;
mod mask;
mod past;
mod places;
mod prepare;
mod sightings;
mod worker;
mod workspace;
mod writer;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};
use tracing::debug;

use crate::aggregate::{Spellings, Summary};
use crate::config::Config;
use crate::history::{Entry, HistoryError, Ledger, Sieve};
use crate::ingest::{self, FileDecisions, IngestError};
use crate::lexicon::{self, Issue, Lexicon};
use crate::report::{self, Alert, Labels, LexiconFacts, RowCounts, RunFacts};
use crate::routing::UnknownIrritant;

use accounting::balance;
use folder::Folder;
pub use folder::Underway;
use mask::Mask;
use past::Past;
pub use past::now;
pub use prepare::preview;
use prepare::{Prepared, prepare};
use worker::{Analysed, Task, Totals, Worker};
use writer::RowWriter;

/// Batches under way per worker.
const IN_FLIGHT: usize = 2;

/// Batches analysed that may wait for a history.
const WAITING: usize = 16;

/// What can stop a run.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum RunError {
    #[error(transparent)]
    Ingest(#[from] IngestError),
    #[error(transparent)]
    History(#[from] HistoryError),
    #[error(transparent)]
    Template(#[from] report::TemplateError),
    #[error(transparent)]
    Alert(#[from] report::RuleError),
    #[error(transparent)]
    Irritant(#[from] UnknownIrritant),
    #[error(transparent)]
    Target(#[from] report::UnknownName),
    #[error("the lexicons cannot be read: {0}")]
    LexiconIo(std::io::Error),
    #[error("the lexicons hold errors:\n{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Lexicon(Vec<Issue>),
    #[error(
        "'{0}' exists and is no report of verbatim: choose another folder, or pass --force to replace it"
    )]
    NotAReport(String),
    #[error("another run is writing to '{0}': wait for its end, or choose another folder")]
    Busy(String),
    #[error("input '{input}' is in '{place}', which the report would replace: choose another folder")]
    InputInside { input: String, place: String },
    #[error("the {what} '{path}' is in '{place}', which every report replaces: keep it in another folder")]
    Inside { what: &'static str, path: String, place: String },
    // The cause is told here, and is no `source`, so that no chain of errors says it twice.
    #[error("cannot write the report to '{place}': {cause}; what was there is as it was")]
    Write { place: String, cause: std::io::Error },
    #[error("the report is in '{place}', but the history does not hold it: {cause}; start again")]
    Unstored { place: String, cause: HistoryError },
    #[error("cannot start the worker threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    #[error(
        "rows read ({read}) are not rows analysed ({analysed}, of which {counted} counted) plus rows rejected ({rejected}) and known ({known}): the report was not replaced; please report this"
    )]
    Unbalanced { read: u64, analysed: u64, counted: u64, rejected: u64, known: u64 },
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Several(Vec<RunError>),
}

/// What a run did.
#[derive(Debug)]
pub struct Outcome {
    /// What was decided for each input.
    pub decisions: Vec<FileDecisions>,
    /// Rows.
    pub rows: RowCounts,
    /// Totals.
    pub summary: Summary,
    /// Touchpoints that are written in several ways.
    pub spellings: Spellings,
    /// Display labels.
    pub labels: Labels,
    /// Rules that the run meets.
    pub alerts: Vec<Alert>,
    /// What a history gained.
    pub past: Option<PastOutcome>,
}

/// What a run changed in a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastOutcome {
    /// Comments that it had never seen.
    pub added: u64,
    /// Comments whose older version was replaced.
    pub corrected: u64,
    /// Whether the report of an earlier run was left in place, since nothing was new.
    pub report_left: bool,
}

/// Told of progress, a batch at a time, in input order.
pub trait Progress: Sync {
    /// A batch was written.
    fn advance(&self, rows: u64, bytes: u64);
}

/// Loads the lexicons that a configuration asks for.
///
/// # Errors
/// When they cannot be read, or hold errors.
pub fn load_lexicon(folder: Option<&std::path::Path>) -> Result<(Lexicon, LexiconFacts), RunError> {
    let (lexicon, errors) = lexicon::load(folder).map_err(RunError::LexiconIo)?;
    if !errors.is_empty() {
        return Err(RunError::Lexicon(errors));
    }
    let facts = LexiconFacts {
        sha256: lexicon.sha256.clone(),
        files: lexicon.files.len() as u64,
        entries: lexicon.entries.len() as u64,
    };
    Ok((lexicon, facts))
}

/// Analyses the inputs and writes the report. Until it is in place, `underway` can throw it away.
///
/// # Errors
/// On configuration, lexicons and input/output; never on a row.
pub fn analyze(config: &Config, progress: &dyn Progress, underway: &Underway) -> Result<Outcome, RunError> {
    let inputs = ingest::expand(&config.inputs)?;
    // Before a history is opened, which makes it.
    folder::spare(config)?;
    let mut past =
        config.history.as_ref().map(|asked| Past::open(asked, &inputs, &config.ingest)).transpose()?;
    let unread = past.as_ref().map_or_else(|| inputs.clone(), |past| past.unread(&inputs));
    let Prepared { lexicon, lexicon_facts, router, mut reader } = prepare(config, &unread)?;
    debug!(lexicon_lines = lexicon_facts.entries, "inputs open");
    let mask = Mask::new(&config.redaction, &reader.seed());
    let folder = Folder::stage(config, underway)?;
    let threads = config.threads.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    let names: Vec<String> = unread.iter().map(ingest::display_name).collect();

    let (permit_out, permit_in) = bounded(IN_FLIGHT * threads);
    let (task_out, task_in) = bounded(IN_FLIGHT * threads);
    let (done_out, done_in) = bounded(IN_FLIGHT * threads);
    (0..IN_FLIGHT * threads)
        .for_each(|_| permit_out.send(Task::default()).expect("the channel has room for every permit"));
    let writer = RowWriter::create(folder.staging(), config).map_err(|cause| folder.error(cause))?;

    let (entry_out, entry_in) = bounded(WAITING);
    let has_past = past.is_some();
    let (sieve, ledger) = past.as_mut().map(|past| (&mut past.sieve, &mut past.ledger)).unzip();
    let workers = || Worker::new(&lexicon, config, router.as_ref(), mask.clone(), &names);
    let (read, written, stored, totals) = thread::scope(|scope| {
        let read = scope.spawn(|| read_all(&mut reader, sieve, &permit_in, task_out));
        // The writer owns its ends: should it fail, the others see it and stop.
        let written = scope.spawn(move || writer.write_all(&done_in, &permit_out, progress, &entry_out));
        let stored = scope.spawn(move || ledger.map_or(Ok(()), |ledger| store_all(ledger, entry_in)));
        let totals = analyse_all(&pool, &workers, &task_in, done_out, has_past);
        drop(task_in);
        (read.join(), written.join(), stored.join(), totals)
    });
    read.unwrap_or_else(|panic| std::panic::resume_unwind(panic)).map_err(|error| match error {
        RunError::Ingest(error) => mask.error(error).into(),
        other => other,
    })?;
    stored.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    let (written, streamed) = written
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        .map_err(|cause| folder.error(cause))?;
    let Totals { mut summary, key_names, mut annotators } = totals;
    let spellings = summary.unite(config.journey.iter().map(|touchpoint| touchpoint.name.as_str()));

    let read = mask.decisions(reader.decisions());
    let decisions = past.as_ref().map_or_else(|| read.clone(), |past| past.decisions(read.clone()));
    let rows = balance(&decisions, written, &summary)?;
    debug!(rows = rows.read, "rows analysed");
    let labels = Labels::new(lexicon.display.tags.clone(), lexicon.display.themes.clone());
    let facts = RunFacts {
        version: env!("CARGO_PKG_VERSION"),
        inputs: decisions,
        files: names.clone(),
        lexicon: lexicon_facts,
        rows,
        streamed,
        spellings,
    };
    // A report is worth more than one of nothing, which a second run over the same exports would give.
    let is_idle = past.is_some() && rows.read > 0 && rows.analysed + rows.rejected == 0;
    let report_left = is_idle && folder.has_report();
    let evolution = match &mut past {
        Some(past) => {
            past.settle(&key_names, &facts, &config.ingest)?;
            debug!("history settled");
            pool.install(|| past.evolution(&facts.spellings, &lexicon, &mut annotators))?
        }
        None => None,
    };
    let alerts = if report_left {
        Vec::new()
    } else {
        // Pictures are drawn in parallel, on as many threads as were asked for.
        let evolution = evolution.as_ref();
        pool.install(|| report::write_all(folder.staging(), &summary, &facts, &labels, config, evolution))
            .map_err(|cause| folder.error(cause))?
    };
    debug!("files written");
    if !report_left {
        // A disk too full for the history says so before the report changes places.
        past.as_mut().map_or(Ok(()), |past| past.ledger.unload())?;
        folder.publish()?;
    }
    // Killed between the two, a run leaves its report and a history without it: the next one does both again.
    let past = past.map(|past| past.commit(report_left)).transpose().map_err(|error| match error {
        RunError::History(cause) if !report_left => {
            RunError::Unstored { place: config.out.display().to_string(), cause }
        }
        other => other,
    })?;
    let RunFacts { inputs: decisions, spellings, .. } = facts;
    Ok(Outcome { decisions, rows, summary, spellings, labels, alerts, past })
}

/// Reads batches as permits allow, until the end or until nobody listens any more.
fn read_all(
    reader: &mut ingest::Reader,
    mut sieve: Option<&mut Sieve>,
    permits: &Receiver<Task>,
    tasks: Sender<Task>,
) -> Result<(), RunError> {
    while let Ok(mut task) = permits.recv() {
        if !reader.fill(&mut task.batch)? {
            break;
        }
        if let Some(sieve) = &mut sieve {
            sieve.sift(&mut task.batch, &mut task.identities)?;
        }
        if tasks.send(task).is_err() {
            break;
        }
    }
    Ok(())
}

/// Stores what the writer hands over, while it writes on: a database answers when it can.
fn store_all(ledger: &mut Ledger, entries: Receiver<Vec<Entry>>) -> Result<(), HistoryError> {
    entries.iter().try_for_each(|batch| ledger.add(batch))?;
    ledger.flush()
}

/// Runs one worker per thread; their totals add up in any order. Unless some text is to be read again, they forget what
/// they know of words.
fn analyse_all<'w>(
    pool: &rayon::ThreadPool,
    workers: &(dyn Fn() -> Worker<'w> + Sync),
    tasks: &Receiver<Task>,
    done: Sender<thread::Result<Analysed>>,
    reads_again: bool,
) -> Totals<'w> {
    let (totals_out, totals_in) = bounded(pool.current_num_threads());
    let mut all = Totals::default();
    pool.in_place_scope(|scope| {
        for _ in 0..pool.current_num_threads() {
            let (done, totals_out) = (done.clone(), totals_out.clone());
            scope.spawn(move |_| {
                let mut worker = workers();
                while let Ok(task) = tasks.recv() {
                    // A batch that never comes would leave the writer waiting, and all others with it.
                    let analysed = catch_unwind(AssertUnwindSafe(|| worker.analyse(task)));
                    let failed = analysed.is_err();
                    if done.send(analysed).is_err() || failed {
                        return;
                    }
                }
                let mut totals = worker.finish();
                if !reads_again {
                    totals.annotators.clear();
                }
                drop(totals_out.send(totals));
            });
        }
        drop((done, totals_out));
        totals_in.iter().for_each(|totals| all.absorb(totals));
    });
    all
}
