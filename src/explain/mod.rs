//! Goes in: a comment and a lexicon. Comes out: a text that tells how the comment got its tags, in French.
//! Never: prints, or decides a tag.
//!
//! Personal data is shown as typed: what is explained is the very text that was given.

mod page;
mod words;

use crate::annotate::Annotator;
use crate::lexicon::Lexicon;
use crate::text::{Token, printable};

use page::Page;

/// Whether the text carries terminal colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Plain text.
    Plain,
    /// Headings in bold.
    Ansi,
}

/// Tells how a comment gets its tags.
///
/// ```
/// use verbatim::{explain::{Paint, explain}, lexicon};
/// let (lexicon, _) = lexicon::load(None).unwrap();
/// let told = explain("Personnel très aimable.", &lexicon, Paint::Plain);
/// assert!(told.contains("themes/relation.csv:"));
/// assert!(told.contains("relation:positif"));
/// ```
pub fn explain(text: &str, lexicon: &Lexicon, paint: Paint) -> String {
    let mut annotator = Annotator::new(lexicon);
    annotator.annotate(text);
    let (annotation, judged) = annotator.assemble();
    let mut page = Page {
        text,
        lexicon,
        reading: annotator.reading(),
        vocabulary: annotator.vocabulary(),
        paint,
        out: String::new(),
    };
    page.tokens();
    page.clauses();
    page.matches();
    page.findings();
    page.aspects(&judged);
    page.tags(&annotation);
    page.out
}

/// Text of a token, fit for a terminal.
fn shown(token: &Token, text: &str) -> String {
    printable(token.text(text))
}
