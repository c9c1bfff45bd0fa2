//! Numbers, texts and arrays become bytes, and bytes become them again. Never: checks, for lack of another writer.
//!
//! Every number is 32 bits, the least first, on every machine; arrays are copied in one go.

use super::Stored;

/// An image being written.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Appends a number.
    pub fn number(&mut self, number: u32) {
        self.bytes.extend(number.to_le_bytes());
    }

    /// Appends a number of things.
    fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).expect("an image is smaller than 4 GiB"));
    }

    /// Appends a text.
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend(text.as_bytes());
    }

    /// Appends an array.
    pub fn words(&mut self, words: &[u32]) {
        self.records(words.iter().map(|word| [*word]));
    }

    /// Appends things that are a few numbers each.
    pub fn records<const N: usize>(&mut self, records: impl ExactSizeIterator<Item = [u32; N]>) {
        self.count(records.len());
        records.flatten().for_each(|word| self.number(word));
    }

    /// Appends things of any size.
    pub fn all<'s, T: Stored + 's>(&mut self, all: impl ExactSizeIterator<Item = &'s T>) {
        self.count(all.len());
        all.for_each(|one| one.write(self));
    }

    /// The image.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// An image being read.
#[derive(Debug)]
pub struct Reader {
    bytes: &'static [u8],
}

/// Why nothing can be missing.
const WHOLE: &str = "the image was written by the same modules";

impl Reader {
    /// From the start of an image.
    pub fn new(bytes: &'static [u8]) -> Self {
        Self { bytes }
    }

    fn take(&mut self, n: usize) -> &'static [u8] {
        let (taken, rest) = self.bytes.split_at(n);
        self.bytes = rest;
        taken
    }

    /// Takes a number.
    pub fn number(&mut self) -> u32 {
        let (number, rest) = self.bytes.split_first_chunk().expect(WHOLE);
        self.bytes = rest;
        u32::from_le_bytes(*number)
    }

    /// Takes a text, which stays where it is.
    pub fn text(&mut self) -> &'static str {
        let length = self.number() as usize;
        std::str::from_utf8(self.take(length)).expect(WHOLE)
    }

    /// Takes an array.
    pub fn words(&mut self) -> Vec<u32> {
        let count = self.number() as usize;
        let (words, _) = self.take(count * 4).as_chunks();
        words.iter().map(|word| u32::from_le_bytes(*word)).collect()
    }

    /// Takes things that are a few numbers each.
    pub fn records<const N: usize>(&mut self) -> impl ExactSizeIterator<Item = [u32; N]> + use<N> {
        let count = self.number() as usize;
        let (words, _) = self.take(count * N * 4).as_chunks::<4>();
        let (records, _) = words.as_chunks::<N>();
        records.iter().map(|record| {
            let mut numbers = [0; N];
            numbers.iter_mut().zip(record).for_each(|(number, bytes)| *number = u32::from_le_bytes(*bytes));
            numbers
        })
    }

    /// Takes things of any size.
    pub fn all<T: Stored>(&mut self) -> Vec<T> {
        (0..self.number()).map(|_| T::read(self)).collect()
    }
}

impl Stored for String {
    fn write(&self, image: &mut Writer) {
        image.text(self);
    }
    fn read(image: &mut Reader) -> Self {
        image.text().to_owned()
    }
}
