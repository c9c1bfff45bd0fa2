//! The proof, at the end of a run, that no row was lost: three threads counted, each on its own.

use super::RunError;
use crate::aggregate::Summary;
use crate::ingest::FileDecisions;
use crate::report::RowCounts;

/// Rows of the run, once what the reader met, what the writer wrote and what the workers counted say the same, of each
/// file and of all.
pub fn balance(
    files: &[FileDecisions],
    written: RowCounts,
    summary: &Summary,
) -> Result<RowCounts, RunError> {
    let sum = |count: fn(&FileDecisions) -> u64| files.iter().map(count).sum::<u64>();
    let known = sum(|file| file.rows_known.unwrap_or(0));
    let has_history = files.iter().any(|file| file.rows_known.is_some());
    let rows = RowCounts { read: sum(|file| file.rows_read), known: has_history.then_some(known), ..written };
    let every_file = files.iter().all(|file| file.complete && file.rows_read == accounted(file));
    let counted = summary.tones.total();
    let met = (sum(|file| file.rows_analysed), sum(|file| file.rows_rejected));
    if every_file && met == (written.analysed, written.rejected) && counted == written.analysed {
        return Ok(rows);
    }
    let RowCounts { read, analysed, rejected, .. } = rows;
    Err(RunError::Unbalanced { read, analysed, counted, rejected, known })
}

fn accounted(file: &FileDecisions) -> u64 {
    file.rows_analysed + file.rows_rejected + file.rows_known.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::ToneCounts;

    fn file(rows_read: u64, rows_analysed: u64, rows_rejected: u64) -> FileDecisions {
        FileDecisions { rows_read, rows_analysed, rows_rejected, complete: true, ..FileDecisions::default() }
    }

    fn of(
        files: &[FileDecisions],
        analysed: u64,
        rejected: u64,
        counted: u64,
    ) -> Result<RowCounts, RunError> {
        let summary = Summary { tones: ToneCounts([counted, 0, 0, 0]), ..Summary::default() };
        balance(files, RowCounts { analysed, rejected, ..RowCounts::default() }, &summary)
    }

    #[test]
    fn a_row_that_one_of_three_counts_lacks_is_seen() {
        let files = [file(5, 4, 1), file(3, 3, 0)];
        let rows = RowCounts { read: 8, analysed: 7, rejected: 1, known: None };
        assert_eq!(of(&files, 7, 1, 7).unwrap(), rows);
        for (analysed, rejected, counted) in [(6, 1, 7), (7, 0, 7), (7, 1, 6), (6, 2, 6), (8, 0, 8)] {
            of(&files, analysed, rejected, counted).unwrap_err();
        }
        of(&[file(5, 4, 0), file(3, 3, 1)], 7, 1, 7).unwrap_err();
        let with_known = [FileDecisions { rows_known: Some(2), ..file(7, 4, 1) }];
        assert_eq!(of(&with_known, 4, 1, 4).unwrap().known, Some(2));
        of(&[FileDecisions { rows_known: Some(1), ..file(7, 4, 1) }], 4, 1, 4).unwrap_err();
        of(&[FileDecisions { complete: false, ..file(5, 4, 1) }], 4, 1, 4).unwrap_err();
    }
}
