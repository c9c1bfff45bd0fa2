//! Writes the rows of batches in input order, and hands them to the history, whatever the order in which
//! they were analysed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::mem::take;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use crossbeam_channel::{Receiver, Sender};

use super::Progress;
use super::worker::{Analysed, Task};
use crate::config::{Config, Documents};
use crate::history::Entry;
use crate::report::{
    MARKS_FILE, Output, OutputFile, ROUTES_FILE, RowCounts, write_contradiction_header, write_reject_header,
    write_verbatim_header,
};

/// `verbatims.csv`, `rejets.csv` and `contradictions.csv`, open, and what the page and routing alone read.
pub struct RowWriter {
    verbatims: OutputFile,
    rejects: OutputFile,
    contradictions: OutputFile,
    marks: Option<File>,
    routes: Option<File>,
}

impl RowWriter {
    /// Creates the files with their headers.
    pub fn create(folder: &Path, config: &Config) -> io::Result<Self> {
        let dialect = config.dialect;
        let marks = (config.documents != Documents::Tables).then(|| File::create(folder.join(MARKS_FILE)));
        let routes = config.routes().then(|| File::create(folder.join(ROUTES_FILE)));
        let mut writer = Self {
            verbatims: OutputFile::create(folder, "verbatims.csv")?,
            rejects: OutputFile::create(folder, "rejets.csv")?,
            contradictions: OutputFile::create(folder, "contradictions.csv")?,
            marks: marks.transpose()?,
            routes: routes.transpose()?,
        };
        let mut header = Vec::new();
        write_verbatim_header(&mut header, dialect);
        writer.verbatims.write_all(&header)?;
        header.clear();
        write_reject_header(&mut header, dialect);
        writer.rejects.write_all(&header)?;
        header.clear();
        write_contradiction_header(&mut header, dialect);
        writer.contradictions.write_all(&header)?;
        Ok(writer)
    }

    /// Writes batches as they become next in line, and gives a permit back for each. On an error the permits stop, and
    /// with them the reading.
    pub fn write_all(
        mut self,
        done: &Receiver<thread::Result<Analysed>>,
        permits: &Sender<Task>,
        progress: &dyn Progress,
        entries: &Sender<Vec<Entry>>,
    ) -> io::Result<(RowCounts, Vec<Output>)> {
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        let mut rows = RowCounts::default();
        for analysed in done {
            let Analysed(task) = analysed.unwrap_or_else(|panic| resume_unwind(panic));
            waiting.insert(task.batch.sequence, task);
            while let Some(mut task) = waiting.remove(&next) {
                self.verbatims.write_all(&task.verbatims)?;
                self.rejects.write_all(&task.rejects)?;
                self.contradictions.write_all(&task.contradictions)?;
                if let Some(marks) = &mut self.marks {
                    marks.write_all(&task.marks)?;
                }
                if let Some(routes) = &mut self.routes {
                    routes.write_all(&task.routes)?;
                }
                let (n_rows, n_rejects) = (task.batch.rows.len() as u64, task.batch.rejects.len() as u64);
                rows.analysed += n_rows;
                rows.rejected += n_rejects;
                progress.advance(n_rows + n_rejects, task.batch.bytes_read);
                next += 1;
                // When the history fails, the run stops here, and tells why.
                if !task.entries.is_empty() && entries.send(take(&mut task.entries)).is_err() {
                    return Ok(self.finish(rows));
                }
                // Nobody waits for a permit once everything is read.
                let _ = permits.send(task);
            }
        }
        Ok(self.finish(rows))
    }

    fn finish(self, rows: RowCounts) -> (RowCounts, Vec<Output>) {
        (rows, [self.verbatims, self.rejects, self.contradictions].map(OutputFile::finish).into())
    }
}
