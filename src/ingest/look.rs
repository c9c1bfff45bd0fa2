//! Goes in: the cells of a column, in a sample. Comes out: what they look like, and which fields that denies. Never: reads
//! a header.

use std::collections::BTreeSet;

use super::Field;
use super::blank::is_empty_text;
use super::date::{DayOrder, parse_day};
use super::rating::{level, parse_rating};

/// What answers to a closed question open with: « Oui, tout à fait », « Plutôt non ».
const CLOSED: [&str; 8] =
    ["oui", "non", "plutôt", "tout à fait", "pas du tout", "ne sais pas", "ne sait pas", "sans opinion"];

/// Cells from which on an identifier that comes back is told: a few rows may be versions of one comment.
const FEWEST_IDS: usize = 10;

/// An answer that goes on after that says why, and is what the customer wrote.
const CLOSED_CHARS: usize = 25;

/// What the cells of a column look like.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    n_filled: usize,
    n_chars: usize,
    n_numeric: usize,
    n_with_space: usize,
    n_distinct: usize,
    n_days: usize,
    n_rated: usize,
    n_closed: usize,
    n_data: usize,
    n_codes: usize,
}

impl Look {
    pub(super) fn new(rows: &[Vec<String>], column: usize) -> Self {
        let mut look = Self::default();
        let mut distinct = BTreeSet::new();
        for cell in rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()) {
            if is_empty_text(cell) {
                continue;
            }
            let is_day = |order| parse_day(cell, order).is_some();
            look.n_filled += 1;
            look.n_chars += cell.chars().count();
            look.n_numeric += usize::from(!cell.chars().any(char::is_alphabetic));
            look.n_with_space += usize::from(cell.contains(char::is_whitespace));
            look.n_days += usize::from(is_day(DayOrder::DayFirst) || is_day(DayOrder::MonthFirst));
            look.n_rated += usize::from(parse_rating(cell).is_some() || level(cell).is_some());
            look.n_closed += usize::from(is_closed(cell));
            look.n_data += usize::from(is_data(cell));
            look.n_codes += usize::from(is_code(cell));
            distinct.insert(cell);
        }
        look.n_distinct = distinct.len();
        look
    }

    /// Whether no cell is filled.
    pub(super) fn is_empty(&self) -> bool {
        self.n_filled == 0
    }

    /// Whether nearly every row has a cell of it.
    pub(super) fn is_on_most_rows(&self, n_rows: usize) -> bool {
        self.n_filled > 0 && self.n_filled * 10 >= n_rows * 9
    }

    /// Characters of all cells.
    pub(super) fn n_chars(&self) -> usize {
        self.n_chars
    }

    pub(super) fn mean_chars(&self) -> usize {
        self.n_chars.checked_div(self.n_filled).unwrap_or(0)
    }

    /// Whether the cells deny that the column is that field; an empty column denies nothing.
    pub(super) fn denies(&self, field: Field) -> bool {
        match field {
            Field::Text => self.n_filled > 0 && (self.n_numeric + self.n_data) * 10 >= self.n_filled * 9,
            Field::Rating => self.mean_chars() > 25 && self.n_rated * 2 < self.n_filled,
            Field::Date | Field::Channel => self.mean_chars() > 60,
            // An identifier that comes back on most rows is that of something else.
            Field::Id if self.n_filled >= FEWEST_IDS && few_of(self.n_distinct, self.n_filled) => true,
            Field::Id | Field::Touchpoint | Field::Entity | Field::Customer | Field::Product => {
                self.mean_chars() > 120
            }
        }
    }

    /// The same where the header only looks like a name of the field: most cells have to be of its kind.
    pub(super) fn doubts(&self, field: Field) -> bool {
        let few = |n| few_of(n, self.n_filled);
        self.denies(field)
            || match field {
                Field::Rating => few(self.n_rated),
                Field::Date => few(self.n_days),
                // « Oui », « Non ».
                Field::Text => self.n_filled >= 5 && self.n_with_space * 5 < self.n_filled,
                Field::Id => few(self.n_distinct),
                _ => false,
            }
    }

    /// Whether the cells tell the field by themselves, as far as a header that may be of anything asks: codes that differ are
    /// identifiers.
    pub(super) fn tells(&self, field: Field) -> bool {
        let nearly_all = |n: usize| n * 10 >= self.n_filled * 9;
        let are_ids = || nearly_all(self.n_codes) && nearly_all(self.n_distinct) && !self.is_of_days();
        self.n_filled > 0 && !self.doubts(field) && (field != Field::Id || are_ids())
    }

    /// Whether nearly every cell is a day.
    pub(super) fn is_of_days(&self) -> bool {
        self.n_filled > 0 && self.n_days * 10 >= self.n_filled * 9
    }

    /// Whether every cell is the same, which the ratings of customers never are: that of a place, on the rows of its reviews.
    pub(super) fn is_constant(&self) -> bool {
        self.n_filled >= 5 && self.n_distinct == 1
    }

    /// Whether the cells may be what customers wrote, if the header says so: not the words of a scale, nor the same few again.
    pub(super) fn is_free(&self) -> bool {
        let varies = self.n_filled < 5 || self.n_distinct * 5 >= self.n_filled;
        varies && self.n_rated * 2 <= self.n_filled && !self.doubts(Field::Text)
    }

    /// Whether customers wrote as they liked: not the answers to a closed question, the words of a scale, nor the same few
    /// short words again.
    pub(super) fn is_open(&self) -> bool {
        let is_long = self.mean_chars() > CLOSED_CHARS;
        let most = |n: usize| n * 2 > self.n_filled;
        (self.is_free() || is_long)
            && !self.doubts(Field::Text)
            && !most(self.n_rated)
            && !most(self.n_closed)
    }

    /// Whether the cells are words that a customer may have chosen, if the header asks for them: the same few may come
    /// back (« le parking », « RAS »), but not as answers to a closed question, dates or marks.
    pub(super) fn is_of_words(&self) -> bool {
        let most = |n: usize| n * 2 > self.n_filled;
        self.n_filled > 0 && ![self.n_numeric, self.n_rated, self.n_days, self.n_closed].into_iter().any(most)
    }

    pub(super) fn is_prose(&self) -> bool {
        self.n_filled > 0
            && self.n_days * 2 < self.n_filled
            && (self.n_numeric + self.n_data) * 2 < self.n_filled
            && self.n_with_space * 10 >= self.n_filled * 4
            && self.mean_chars() >= 10
            && (self.n_filled < 5 || self.n_distinct * 5 >= self.n_filled)
    }
}

/// Less than half.
fn few_of(n: usize, all: usize) -> bool {
    n * 2 < all
}

fn is_closed(cell: &str) -> bool {
    cell.chars().count() <= CLOSED_CHARS && {
        let cell = cell.to_lowercase();
        CLOSED
            .iter()
            .any(|word| cell.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
    }
}

/// « 1042 », « C-10 », a token: what may be an identifier; not an amount nor a word.
fn is_code(cell: &str) -> bool {
    cell.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '#'))
        && cell.contains(|c: char| c.is_ascii_digit())
}

/// What a program wrote for another: `{'Atmosphère': 4, 'Restauration': 3}`.
fn is_data(cell: &str) -> bool {
    cell.starts_with('{') && cell.ends_with('}') && cell.contains(':')
}
