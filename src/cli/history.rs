//! `verbatim history`: what a history holds, as a table for a spreadsheet, and the deletion of old texts.

use std::process::ExitCode;

use super::args::{DialectArg, HistoryArgs, HistoryCommand, HistoryTable};
use crate::config::{Dialect, HistoryPlace};
use crate::history::Shown;
use crate::report::TableWriter;
use crate::text::printable;
use crate::{history, pipeline};

/// Shows a table of a history, or deletes its old texts.
///
/// # Errors
/// When the history cannot be opened.
pub fn run(args: &HistoryArgs) -> anyhow::Result<ExitCode> {
    let today = pipeline::now().date_naive();
    match &args.command {
        HistoryCommand::Show(show) => {
            let mut reader = history::open_to_read(&HistoryPlace::parse(&show.history))?;
            let dialect = show.dialect.map_or(Dialect::ExcelFr, DialectArg::dialect);
            let mut out = Vec::new();
            let mut each = |cells: &[String]| write_row(&mut out, dialect, cells);
            match show.table.shown() {
                Shown::Counts => history::each_count(&mut *reader, &mut each)?,
                shown => reader.each_row(shown, &mut each)?,
            }
            super::say(&out)?;
        }
        HistoryCommand::Prune(prune) => {
            let (_, mut ledger) = history::reopen(&HistoryPlace::parse(&prune.history), today)?;
            let deleted = ledger.keep_texts(prune.keep_texts)?;
            ledger.commit()?;
            super::say(format!("Textes supprimés : {deleted} ; les comptes restent.\n").as_bytes())?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The first row is the header.
fn write_row(out: &mut Vec<u8>, dialect: Dialect, cells: &[String]) {
    if out.is_empty() {
        let header: Vec<&str> = cells.iter().map(String::as_str).collect();
        TableWriter::start(out, dialect, &header);
        return;
    }
    let mut table = TableWriter::new(out, dialect);
    for cell in cells {
        table.text(&printable(cell));
    }
    table.end_row();
}

impl HistoryTable {
    fn shown(self) -> Shown {
        match self {
            Self::Executions => Shown::Runs,
            Self::Fichiers => Shown::Files,
            Self::Comptes => Shown::Counts,
            Self::Termes => Shown::Terms,
            Self::Registre => Shown::Register,
            Self::Verbatims => Shown::Comments,
        }
    }
}
