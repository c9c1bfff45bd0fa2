//! `verbatim history`: what a history holds, as a table for a spreadsheet, and the deletion of old texts.

use std::io::{self, BufWriter, Write as _};
use std::ops::ControlFlow;
use std::process::ExitCode;

use super::args::{DialectArg, HistoryArgs, HistoryCommand, HistoryTable};
use crate::config::{Dialect, HistoryPlace};
use crate::history::{Memory, Shown};
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
            print(&mut *reader, show.table.shown(), dialect)?;
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

/// Each row as it is read: a table may be larger than the memory. The first one is the header.
fn print(memory: &mut dyn Memory, shown: Shown, dialect: Dialect) -> anyhow::Result<()> {
    let mut stdout = BufWriter::new(io::stdout().lock());
    let (mut line, mut written, mut is_header) = (Vec::new(), Ok(()), true);
    let mut each = |cells: &[String]| {
        line.clear();
        if std::mem::take(&mut is_header) {
            let header: Vec<&str> = cells.iter().map(String::as_str).collect();
            TableWriter::start(&mut line, dialect, &header);
        } else {
            write_row(&mut line, dialect, cells);
        }
        written = stdout.write_all(&line);
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    match shown {
        Shown::Counts => history::each_count(memory, &mut each)?,
        shown => memory.each_row(shown, &mut each)?,
    }
    super::said(written.and_then(|()| stdout.flush()))
}

fn write_row(out: &mut Vec<u8>, dialect: Dialect, cells: &[String]) {
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
