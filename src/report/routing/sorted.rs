//! A table whose rows come in input order and stand by priority, the highest first: the bytes of each priority are known
//! before the first row, so that each row is written at its place and nothing is kept but the end of each run of rows.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes that wait for a place, by priority.
const WAITING: usize = 8 * 1024;

pub(super) struct SortedFile {
    file: File,
    /// By priority: where its next row goes, and its rows that wait.
    places: Vec<(u64, Vec<u8>)>,
}

impl SortedFile {
    /// `bytes` by priority, of all rows that will come.
    pub(super) fn create(path: &Path, header: &[u8], bytes: &[u64]) -> io::Result<Self> {
        let mut file = File::create(path)?;
        file.write_all(header)?;
        let mut next = header.len() as u64;
        let mut places: Vec<(u64, Vec<u8>)> = bytes.iter().map(|_| (0, Vec::new())).collect();
        for (place, bytes) in places.iter_mut().zip(bytes).rev() {
            place.0 = next;
            next += bytes;
        }
        Ok(Self { file, places })
    }

    pub(super) fn put(&mut self, priority: u32, row: &[u8]) -> io::Result<()> {
        let place = &mut self.places[priority as usize];
        place.1.extend_from_slice(row);
        if place.1.len() >= WAITING { flush(&mut self.file, place) } else { Ok(()) }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.places.iter_mut().try_for_each(|place| flush(&mut self.file, place))
    }
}

fn flush(file: &mut File, (next, waiting): &mut (u64, Vec<u8>)) -> io::Result<()> {
    if waiting.is_empty() {
        return Ok(());
    }
    file.seek(SeekFrom::Start(*next))?;
    file.write_all(waiting)?;
    *next += waiting.len() as u64;
    waiting.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_by_priority_then_in_the_order_they_came() {
        let rows: Vec<(u32, String)> =
            (0..3000_u32).map(|i| (i * 31 % 5, format!("{i};{}\r\n", "x".repeat(i as usize % 40)))).collect();
        let mut bytes = [0; 5];
        rows.iter().for_each(|(priority, row)| bytes[*priority as usize] += row.len() as u64);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("service.csv");
        let mut sorted = SortedFile::create(&path, b"titre\r\n", &bytes).unwrap();
        rows.iter().for_each(|(priority, row)| sorted.put(*priority, row.as_bytes()).unwrap());
        sorted.finish().unwrap();
        let mut expected = rows;
        expected.sort_by_key(|(priority, _)| std::cmp::Reverse(*priority));
        let expected: String = expected.into_iter().map(|(_, row)| row).collect();
        assert_eq!(std::fs::read_to_string(path).unwrap(), format!("titre\r\n{expected}"));
    }
}
