//! Goes in: a comment. Comes out: its [`Token`]s, the folded form, the stem and the sound of a word.
//! Never: changes the text, knows a lexicon or a meaning.

mod class;
mod fold;
mod number;
mod printable;
mod prose;
mod sound;
mod stem;
mod symbol;
mod token;
mod tokenize;
mod word;

pub use fold::{fold, fold_name, lower, squeeze};
pub use printable::printable;
pub use prose::blemishes;
pub use sound::sound;
pub use stem::{STEMMER, stem};
pub use token::{Kind, Token};
pub use tokenize::tokenize;
