//! Goes in: the bytes of one input. Comes out: a sliding window of decoded text. Never: holds more than the caller asks.

use std::io::{self, Read};

use super::decode::Decoder;
use super::detect_encoding::{EncodingChoice, detect};
use super::source::Raw;
use crate::config::Charset;

/// Bytes looked at to tell encoding, delimiter and columns.
pub(super) const SNIFF_BYTES: usize = 256 * 1024;
const READ_BYTES: usize = 256 * 1024;

/// Decoded text of one input, a window at a time.
pub(super) struct TextReader {
    raw: Raw,
    decoder: Decoder,
    /// Bytes read but not decoded.
    held: Vec<u8>,
    scratch: Vec<u8>,
    text: String,
    start: usize,
    /// Offset of the window's first byte in the decoded file.
    offset: u64,
    at_end: bool,
}

/// Reads until `limit` bytes are held or the input ends; says whether it ended.
pub(super) fn read_prefix(raw: &mut Raw, limit: usize) -> io::Result<(Vec<u8>, bool)> {
    let mut prefix = Vec::with_capacity(limit);
    raw.by_ref().take(limit as u64).read_to_end(&mut prefix)?;
    let whole = prefix.len() < limit;
    Ok((prefix, whole))
}

impl TextReader {
    /// Starts after the byte order mark; for UTF-8, offsets are those of the file itself, mark included.
    pub(super) fn new(
        raw: Raw,
        prefix: Vec<u8>,
        whole: bool,
        forced: Option<Charset>,
    ) -> (Self, EncodingChoice) {
        let choice = detect(&prefix, whole, forced);
        let mut decoder = Decoder::new(choice.encoding);
        let mut text = String::new();
        let used = choice.bom + decoder.decode(&prefix[choice.bom..], whole, &mut text);
        let offset = if choice.encoding == Charset::UTF_8 { choice.bom as u64 } else { 0 };
        let held = prefix[used..].to_vec();
        let scratch = vec![0; READ_BYTES];
        (Self { raw, decoder, held, scratch, text, start: 0, offset, at_end: whole }, choice)
    }

    /// Text decoded and not consumed.
    pub(super) fn window(&self) -> &str {
        &self.text[self.start..]
    }

    /// Whether the window reaches the end of the input.
    pub(super) fn at_end(&self) -> bool {
        self.at_end
    }

    /// Offset of the window in the decoded file.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// Sequences that could not be decoded so far.
    pub(super) fn undecodable(&self) -> u64 {
        self.decoder.undecodable
    }

    /// The input underneath, to look at.
    pub(super) fn raw_ref(&self) -> &Raw {
        &self.raw
    }

    /// The input underneath.
    pub(super) fn raw(&mut self) -> &mut Raw {
        &mut self.raw
    }

    /// Moves the window forward, to a character boundary.
    pub(super) fn consume(&mut self, n_bytes: usize) {
        self.start += n_bytes;
        self.offset += n_bytes as u64;
    }

    /// Grows the window to at least that many bytes, or to the end of the input.
    pub(super) fn fill(&mut self, at_least: usize) -> io::Result<()> {
        if self.start > 0 {
            self.text.drain(..self.start);
            self.start = 0;
        }
        while self.text.len() < at_least && !self.at_end {
            let n = match self.raw.read(&mut self.scratch) {
                Ok(n) => n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.at_end = n == 0;
            if self.held.is_empty() {
                let used = self.decoder.decode(&self.scratch[..n], self.at_end, &mut self.text);
                self.held.extend_from_slice(&self.scratch[used..n]);
            } else {
                self.held.extend_from_slice(&self.scratch[..n]);
                let used = self.decoder.decode(&self.held, self.at_end, &mut self.text);
                self.held.drain(..used);
            }
        }
        Ok(())
    }
}
