//! Goes in: what is known of columns, and what was chosen so far. Comes out: the columns of the comment. Never: takes what
//! the company answered.

use std::cmp::Reverse;

use super::choice::{Cells, Choice};
use crate::ingest::Field;
use crate::ingest::headers::{Known, Name, names};
use crate::ingest::how::How;
use crate::ingest::look::Look;

/// What is asked of a column that a name of the text is part of, from the most to the least.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// Customers wrote in it as they liked.
    Free,
    /// They wrote more than a word; the answers may be those of a closed question.
    Sentences,
    /// They wrote words.
    Words,
    /// Somebody wrote words: what an agent noted, rather than no text at all.
    Anyones,
}

/// Whose prose is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writer {
    Customer,
    /// Anyone but the company that answers.
    Anyone,
}

/// Names that say « comment » and nothing else.
fn is_sure(known: &Known) -> bool {
    !known.is_generic
}

fn is_any(_: &Known) -> bool {
    true
}

impl Choice<'_> {
    /// By a header that says « comment » and nothing else.
    pub(super) fn text_by_sure_name(&mut self, cells: Cells) {
        self.text_by_exact_header(is_sure, cells);
    }

    /// By a header that holds a name of the text. Names that say « comment » and nothing else come before those that may be
    /// of anything (« description »), and what customers wrote as they liked before the answers to a closed question.
    pub(super) fn text_by_any_name(&mut self, cells: Cells) {
        self.text_by_like_header(is_sure, Writing::Free, cells);
        self.text_by_exact_header(|known| known.is_generic, cells);
        self.text_by_like_header(is_any, Writing::Free, cells);
        self.text_by_like_header(is_sure, Writing::Sentences, cells);
        self.text_by_like_header(is_any, Writing::Sentences, cells);
    }

    /// By the look of the cells, where no header says enough; then by any that holds a name of the text.
    pub(super) fn text_by_content_or_any_name(&mut self) {
        if self.taken == [false] {
            return self.give(Field::Text, 0, How::OnlyColumn);
        }
        self.text_by_content(Writer::Customer);
        self.text_by_like_header(is_any, Writing::Words, Cells::Filled);
        self.text_by_like_header(is_any, Writing::Words, Cells::Empty);
        self.text_by_like_header(is_any, Writing::Anyones, Cells::Filled);
        self.text_by_content(Writer::Anyone);
    }

    /// Reads with the text what the same customer wrote in other columns, in the order of the file; parts under a heading
    /// come last, since a heading holds for all that follows it. Who says which column to read knows the others.
    pub(super) fn parts_of_the_text(&mut self) {
        let Some((text, how)) = self.plan[Field::Text as usize].filter(|(_, how)| *how != How::Asked) else {
            return;
        };
        let parts = self.free().filter(|column| self.columns.is_part(*column, text));
        let mut parts: Vec<(usize, How)> =
            parts.map(|column| (column, How::LikeHeader)).chain([(text, how)]).collect();
        parts.sort_by_key(|(column, _)| (self.columns.headers[*column].asks_for().is_some(), *column));
        self.plan[Field::Text as usize] = None;
        for (column, how) in parts {
            self.give(Field::Text, column, how);
        }
    }

    fn text_by_exact_header(&mut self, is_name: impl Fn(&Known) -> bool, cells: Cells) {
        let names = names(Field::Text).filter(|known| is_name(known));
        self.by_name(Field::Text, How::ExactHeader, names, |columns, column, name| {
            columns.names_exactly(column, name, Field::Text, cells)
        });
    }

    /// Of the columns that a name of the text is part of, the one where customers wrote most.
    fn text_by_like_header(&mut self, is_name: impl Fn(&Known) -> bool, writing: Writing, cells: Cells) {
        let names = || names(Field::Text).filter(|known| is_name(known) && !known.is_vague);
        let fits = |column: &usize| {
            let (header, look) = (&self.columns.headers[*column], &self.columns.looks[*column]);
            let named = || names().any(|known| header.contains(&known.name));
            cells.are_those_of(look) && named() && !header.is_not_text() && writing.is_that_of(header, look)
        };
        // Rather the comment than its translation.
        let best = |column: &usize| {
            let is_again = self.columns.headers[*column].is_of_the_comment_again();
            (is_again, Reverse(self.columns.looks[*column].n_chars()))
        };
        if self.lacks(Field::Text)
            && let Some(column) = self.free().filter(fits).min_by_key(best)
        {
            self.give(Field::Text, column, How::LikeHeader);
        }
    }

    fn text_by_content(&mut self, writer: Writer) {
        let fits = |column: &usize| {
            let (header, look) = (&self.columns.headers[*column], &self.columns.looks[*column]);
            let is_wanted = || match writer {
                Writer::Customer => !header.is_of_others(),
                Writer::Anyone => !header.is_of_company(),
            };
            look.is_prose() && is_wanted()
        };
        // `min` of the reverse, for the leftmost of equals.
        let longest = |column: &usize| Reverse(self.columns.looks[*column].mean_chars());
        if self.lacks(Field::Text)
            && let Some(column) = self.free().filter(fits).min_by_key(longest)
        {
            self.give(Field::Text, column, How::Content);
        }
    }
}

impl Writing {
    fn is_that_of(self, header: &Name, look: &Look) -> bool {
        let is_so = match self {
            Self::Free => {
                look.is_open() || header.names_words() && look.is_of_words() && !look.doubts(Field::Text)
            }
            Self::Sentences => !look.doubts(Field::Text),
            Self::Words | Self::Anyones => !look.denies(Field::Text),
        };
        is_so && (self == Self::Anyones || !header.is_of_others())
    }
}
