//! Goes in: a sheet of a workbook. Comes out: its columns and what was decided of it, before its first row; which other
//! sheets go on with it. Never: reads them.

use crate::config::{Header, IngestOptions};
use crate::ingest::IngestError;
use crate::ingest::columns::{Chosen, Sketch, choose};
use crate::ingest::decisions::{Dress, FileDecisions};
use crate::ingest::headers::Name;
use crate::ingest::how::How;
use crate::ingest::mojibake::mend_all;
use crate::ingest::preamble::{MOST_ABOVE, MOST_BELOW, Under, rows_above};
use crate::ingest::xlsx::{SheetRow, SheetRows, Workbooks};

/// Cells of a workbook that are looked at to choose its columns.
const SAMPLE_CELLS: usize = 200_000;

/// A sheet whose columns are chosen, before its first row.
pub(super) struct Sheet {
    pub(super) rows: SheetRows,
    pub(super) chosen: Chosen,
    /// As they are written.
    pub(super) headers: Option<Vec<String>>,
    pub(super) dress: Dress,
    pub(super) decisions: FileDecisions,
}

impl Sheet {
    /// `None` for a sheet without a cell; the inner error where no text can be told.
    pub(super) fn open(
        file: &str,
        mut rows: SheetRows,
        mut decisions: FileDecisions,
        options: &IngestOptions,
    ) -> Result<Option<Result<Self, IngestError>>, String> {
        let mut sample = rows.sample()?;
        let wants_header = options.header == Header::Present;
        let n_above = if wants_header { rows_above(&first_rows(&sample)) } else { 0 };
        sample.drain(..n_above);
        let n_columns = sample.iter().map(SheetRow::width).max().unwrap_or(0);
        if n_columns == 0 {
            return Ok(None);
        }
        let mut headers = wants_header.then(|| sample.remove(0).to_cells(n_columns));
        // A sheet as wide as Excel allows shows fewer rows.
        let shown = sample.iter().take(SAMPLE_CELLS / n_columns);
        let mut cells: Vec<Vec<String>> = shown.map(|row| row.to_cells(n_columns)).collect();
        let as_written = headers.clone();
        mend_all(headers.iter_mut().chain(&mut cells));
        let under = if wants_header { Under::new(&cells) } else { Under::default() };
        cells.drain(..under.n_rows);
        let subtitles = &under.subtitles;
        let sketch = Sketch { file, headers: headers.as_deref(), subtitles, rows: &cells };
        let chosen = match choose(&sketch, options) {
            Ok(chosen) => chosen,
            Err(error) => return Ok(Some(Err(error))),
        };
        for _ in 0..n_above + usize::from(wants_header) + under.n_rows {
            rows.next()?;
        }
        decisions.lines_above = n_above as u64;
        decisions.lines_under = under.n_rows as u64;
        let dress = decisions.set_columns(&sketch, &chosen, options);
        Ok(Some(Ok(Self { rows, chosen, headers: as_written, dress, decisions })))
    }

    /// How many columns its headers name.
    pub(super) fn n_named(&self) -> usize {
        let is_named = |(_, how): &&(usize, How)| *how != How::Content && *how != How::OnlyColumn;
        self.chosen.plan.iter().flatten().filter(is_named).count()
    }

    /// Says which other sheets go on with this one, as where each month has its own.
    pub(super) fn note_unread(&mut self, workbook: &Workbooks) {
        let used = written(self.headers.clone(), &self.decisions);
        let names = used.iter().map(|(_, header)| Name::new(header));
        let names: Vec<Name> = names.filter(|name| name.words().next().is_some()).collect();
        let is_other = |name: &&String| Some(*name) != self.decisions.sheet.as_ref();
        let others: Vec<String> = workbook.sheets().iter().filter(is_other).cloned().collect();
        if names.is_empty() || others.is_empty() {
            return;
        }
        let begun = workbook.beginnings(others, MOST_ABOVE + 1 + MOST_BELOW).into_iter();
        let alike = begun.filter(|(_, sample)| has_headers(sample, &names)).map(|(name, _)| name);
        self.decisions.unread_sheets = alike.collect();
    }
}

/// Whether a sheet that begins so has all these headers, over at least a row.
fn has_headers(sample: &[SheetRow], names: &[Name]) -> bool {
    let rows = first_rows(sample);
    let [headers, _, ..] = &rows[rows_above(&rows)..] else { return false };
    let headers: Vec<Name> = headers.iter().map(|header| Name::new(header)).collect();
    names.iter().all(|name| headers.iter().any(|header| header.is(name)))
}

/// The rows that tell where the headers are: a sheet as wide as Excel allows shows fewer.
fn first_rows(sample: &[SheetRow]) -> Vec<Vec<String>> {
    let n_columns = sample.iter().map(SheetRow::width).max().unwrap_or(0);
    let shown = (MOST_ABOVE + 1 + MOST_BELOW).min(SAMPLE_CELLS / n_columns.max(1));
    sample.iter().take(shown).map(|row| row.to_cells(n_columns)).collect()
}

/// The headers of the columns in use.
pub(super) fn written(headers: Option<Vec<String>>, decisions: &FileDecisions) -> Vec<(usize, String)> {
    let headers = headers.unwrap_or_default();
    let used = decisions.columns.iter().map(|used| used.position - 1);
    used.filter_map(|column| Some((column, headers.get(column)?.clone()))).collect()
}
