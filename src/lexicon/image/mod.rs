//! Goes in: a compiled [`Lexicon`] with its errors. Comes out: its image, one run of bytes, and from these bytes the same
//! lexicon, forty times as fast as from the tables. Never: reads a table, knows what a pattern is.
//!
//! The build script (`build.rs`) compiles `lexicons/` with the modules of this folder and writes the image; the library
//! embeds it. Each type writes and reads itself, so that both sides of its format stand side by side; there is no
//! version, because an image never leaves the program that it was built for.

mod bytes;
mod parts;

pub use bytes::{Reader, Writer};

use super::compile::Lexicon;
use super::issue::Issue;

/// What an image can hold.
pub trait Stored: Sized {
    /// Appends it to an image.
    fn write(&self, image: &mut Writer);
    /// Takes it from an image, where it was written.
    fn read(image: &mut Reader) -> Self;
}

/// The image of a lexicon and of the errors found in its tables.
pub fn write(lexicon: &Lexicon, errors: &[Issue]) -> Vec<u8> {
    let mut image = Writer::default();
    lexicon.write(&mut image);
    image.all(errors.iter());
    image.into_bytes()
}

/// What was written in an image.
pub fn read(image: &'static [u8]) -> (Lexicon, Vec<Issue>) {
    let mut image = Reader::new(image);
    let lexicon = Lexicon::read(&mut image);
    (lexicon, image.all())
}
