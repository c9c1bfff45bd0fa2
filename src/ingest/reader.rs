//! Goes in: inputs in order. Comes out: batches of rows in input order. Never: stops on a bad row, nor lets the machine
//! decide where a batch ends.

use super::blank::is_empty_text;
use super::bounds::{CELL_END, Place, shown};
use super::decisions::FileDecisions;
use super::ids::Ids;
use super::refusal::{HEADER_AGAIN, of_field};
use super::table::{Step, Table, full_name};
use super::{Batch, Field, IdColumn, IngestError, Reject, Row};
use crate::config::{IngestOptions, Input};

const BATCH_BYTES: usize = 256 * 1024;
const BATCH_ROWS: usize = 8_192;

/// Reads inputs one after the other.
pub struct Reader {
    inputs: Vec<Input>,
    options: IngestOptions,
    table: Option<Table>,
    ids: Ids,
    /// Index of the next input to open.
    next: usize,
    /// Of the inputs read to their end.
    decisions: Vec<FileDecisions>,
    sequence: u64,
    seed: [u8; 32],
}

/// Opens inputs. Columns of every ordinary file are checked at once, so that a night run fails at its start if it must, and
/// tells all that is wrong.
pub fn open(inputs: &[Input], options: &IngestOptions) -> Result<Reader, IngestError> {
    read_stdin_once(inputs)?;
    let mut wrong: Vec<IngestError> =
        inputs.iter().skip(1).filter_map(|input| check(input, options).err()).collect();
    let mut reader = Reader {
        inputs: inputs.to_vec(),
        options: options.clone(),
        table: None,
        ids: Ids::default(),
        next: 0,
        decisions: Vec::new(),
        sequence: 0,
        seed: [0; 32],
    };
    if let Err(first) = reader.open_next() {
        wrong.insert(0, first);
    }
    IngestError::all(wrong)?;
    reader.seed = reader.table.as_ref().map_or([0; 32], |table| table.seed);
    Ok(reader)
}

/// Whether standard input is given at most once.
///
/// # Errors
/// When it is not.
pub fn read_stdin_once(inputs: &[Input]) -> Result<(), IngestError> {
    match inputs.iter().filter(|input| **input == Input::Stdin).count() {
        0 | 1 => Ok(()),
        _ => Err(IngestError::StdinTwice),
    }
}

/// Opens and closes a file that can be opened again; a pipe cannot.
fn check(input: &Input, options: &IngestOptions) -> Result<(), IngestError> {
    let Input::File(path) = input else { return Ok(()) };
    let metadata = std::fs::metadata(path);
    let metadata = metadata.map_err(|cause| IngestError::Io { file: full_name(input), cause })?;
    if metadata.is_file() {
        Table::open(input, options)?;
    }
    Ok(())
}

impl Reader {
    /// The next rows in input order; `None` at the end.
    pub fn next_batch(&mut self) -> Result<Option<Batch>, IngestError> {
        let mut batch = Batch::default();
        Ok(self.fill(&mut batch)?.then_some(batch))
    }

    /// The next rows in input order, in place of what a batch held, whose memory serves again; `false` at the end.
    pub fn fill(&mut self, batch: &mut Batch) -> Result<bool, IngestError> {
        batch.clear();
        batch.sequence = self.sequence;
        batch.buffer.reserve(BATCH_BYTES + BATCH_BYTES / 16);
        while batch.buffer.len() < BATCH_BYTES && batch.rows.len() + batch.rejects.len() < BATCH_ROWS {
            let Some(table) = &mut self.table else { break };
            let before = table.bytes_read();
            let step = table.advance()?;
            let source = (self.next - 1) as u32;
            match step {
                Step::Row(place) => {
                    table.decisions.rows_read += 1;
                    let number = table.decisions.rows_read;
                    match push_row(table, batch, number) {
                        Ok(fields) => {
                            let id = &batch.buffer[as_usize(&fields[Field::Id as usize])];
                            let id_column = table.dress.id_column;
                            let repeats = count_id(table, &mut self.ids, id);
                            table.decisions.rows_analysed += 1;
                            let has_touchpoint = table.plan[Field::Touchpoint as usize].is_some();
                            batch.rows.push(Row {
                                source,
                                line: place.line,
                                byte: place.byte,
                                has_touchpoint,
                                id_column,
                                repeats_id: repeats && id_column == IdColumn::Keys,
                                scale: table.dress.scale,
                                asked_scale: self.options.scale.and(table.dress.scale),
                                day_order: table.dress.day_order,
                                fields,
                            });
                        }
                        Err(reason) => {
                            let content = table.content();
                            reject(table, batch, source, &place, reason, content);
                        }
                    }
                }
                Step::Unreadable(place, reason, content) => {
                    table.decisions.rows_read += 1;
                    reject(table, batch, source, &place, reason, content);
                }
                Step::End => {
                    table.finish()?;
                    batch.bytes_read += table.bytes_read() - before;
                    self.open_next()?;
                    continue;
                }
            }
            batch.bytes_read += table.bytes_read() - before;
        }
        if batch.rows.is_empty() && batch.rejects.is_empty() && self.table.is_none() {
            return Ok(false);
        }
        self.sequence += 1;
        Ok(true)
    }

    /// What was decided and counted, for the inputs reached so far; complete once [`Reader::next_batch`] gave `None`.
    pub fn decisions(&self) -> Vec<FileDecisions> {
        let current = self.table.iter().map(Table::decisions);
        self.decisions.iter().cloned().chain(current).collect()
    }

    /// Drawn from the beginning of the first input, and known to none but those who have it.
    pub fn seed(&self) -> [u8; 32] {
        self.seed
    }

    fn open_next(&mut self) -> Result<(), IngestError> {
        if let Some(table) = self.table.take() {
            let decisions = table.decisions();
            let is_same =
                |earlier: &FileDecisions| earlier.sha256 == decisions.sha256 && decisions.rows_read > 0;
            let twice = self.decisions.iter().any(is_same);
            self.decisions.push(FileDecisions { twice, ..decisions });
        }
        self.ids = Ids::default();
        if let Some(input) = self.inputs.get(self.next) {
            self.table = Some(Table::open(input, &self.options)?);
            self.next += 1;
        }
        Ok(())
    }
}

fn as_usize(range: &std::ops::Range<u32>) -> std::ops::Range<usize> {
    range.start as usize..range.end as usize
}

/// Refuses a row, and counts it.
fn reject(
    table: &mut Table,
    batch: &mut Batch,
    source: u32,
    place: &Place,
    reason: &'static str,
    beginning: String,
) {
    table.decisions.rows_rejected += 1;
    let (content, is_cut) = shown(beginning);
    let Place { line, byte } = *place;
    let delimiter = table.decisions.delimiter.unwrap_or(CELL_END);
    batch.rejects.push(Reject { source, line, byte, reason, content, is_cut, delimiter });
}

/// Copies the fields of the row at hand to the batch, or says why it cannot be analysed.
fn push_row(
    table: &mut Table,
    batch: &mut Batch,
    number: u64,
) -> Result<[std::ops::Range<u32>; Field::ALL.len()], &'static str> {
    if table.repeats_header() {
        return Err(HEADER_AGAIN);
    }
    let start = batch.buffer.len();
    let mut fields = std::array::from_fn(|_| 0..0);
    for field in Field::ALL {
        let from = batch.buffer.len() as u32;
        match field {
            Field::Id if table.plan[field as usize].is_none() => batch.buffer.push_str(&number.to_string()),
            _ => table.push_field(field, &mut batch.buffer),
        }
        fields[field as usize] = from..batch.buffer.len() as u32;
        if let Some(reason) = of_field(field, &batch.buffer[from as usize..]) {
            batch.buffer.truncate(start);
            return Err(reason);
        }
    }
    Ok(fields)
}

/// Counts an identifier that an earlier row of the file has, and says whether it is one.
fn count_id(table: &mut Table, ids: &mut Ids, id: &str) -> bool {
    if is_empty_text(id) || table.plan[Field::Id as usize].is_none() {
        return false;
    }
    let is_new = ids.insert(id);
    table.decisions.duplicate_ids_capped |= is_new.is_none();
    table.decisions.duplicate_ids += u64::from(is_new == Some(false));
    is_new == Some(false)
}
