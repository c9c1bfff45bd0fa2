//! Goes in: the column of the comment, and what is known of the others. Comes out: those that the same customer filled
//! too, and that are read with it. Never: a column that repeats the comment, or that somebody else wrote.

use std::collections::BTreeSet;

use super::Field;
use super::blank::is_empty_text;
use super::cell::{Odd, tidy};
use super::headers::Name;
use super::how::How;
use super::look::Look;
use crate::taxonomy::Polarity;

/// A column read as the comment, or as a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextColumn {
    /// From 0.
    pub(super) column: usize,
    pub(super) how: How,
    /// What its question asks for, where its header says so.
    pub(super) asks_for: Option<Polarity>,
}

impl TextColumn {
    /// What a customer would have written above the cell, in one field for all.
    pub(super) fn heading(&self) -> Option<&'static str> {
        match self.asks_for? {
            Polarity::Positive => Some("Points positifs"),
            Polarity::Negative => Some("Points négatifs"),
            Polarity::Neutral => None,
        }
    }
}

/// Appends the parts of a comment, a line each, those of a column that asks for what pleased or not under a heading; says
/// what was odd. `push_cell` appends the cell of a column.
pub(super) fn push_text(
    texts: &[TextColumn],
    out: &mut String,
    push_cell: impl Fn(usize, &mut String),
) -> Odd {
    let start = out.len();
    let mut odd = Odd::default();
    for text in texts {
        let end = out.len();
        if end > start {
            out.push('\n');
        }
        if let Some(heading) = text.heading() {
            out.extend([heading, " : "]);
        }
        let cell = out.len();
        push_cell(text.column, out);
        odd = odd.or(tidy(out, cell));
        if is_empty_text(&out[cell..]) {
            out.truncate(end);
        }
    }
    odd
}

/// Columns of a table, as far as they are known before its rows are read.
pub(super) struct Columns<'a> {
    pub(super) headers: &'a [Name],
    pub(super) looks: &'a [Look],
    /// First rows.
    pub(super) rows: &'a [Vec<String>],
    /// One of them holds what the company answered.
    has_answers: bool,
}

impl<'a> Columns<'a> {
    pub(super) fn new(headers: &'a [Name], looks: &'a [Look], rows: &'a [Vec<String>]) -> Self {
        let has_answers = headers.iter().any(Name::is_of_company);
        Self { headers, looks, rows, has_answers }
    }

    /// Whether a column tells of the company's answers, where one holds them: « Date de réponse » is that of a survey
    /// elsewhere.
    pub(super) fn is_of_replies(&self, column: usize) -> bool {
        let header = &self.headers[column];
        header.is_of_company() || self.has_answers && header.is_of_answer()
    }

    /// Whether the customer who filled the text filled this column too: what pleased or did not, another question to him
    /// (« Vos suggestions ? »), another of the same name (« Commentaire accueil », « Commentaire produits »).
    pub(super) fn is_part(&self, column: usize, text: usize) -> bool {
        let (header, look) = (&self.headers[column], &self.looks[column]);
        // « Points faibles » may hold « RAS », and « Points forts » the same few words, nearly everywhere.
        let is_half = header.asks_for().is_some() && self.headers[text].asks_for().is_some();
        let is_written = look.is_free()
            || is_half && !look.doubts(Field::Text)
            || header.asks_for_words() && look.is_of_words();
        let is_asked = header.asks_for().is_some()
            || header.asks_the_customer()
            || header.shares_a_name_of_text(&self.headers[text]);
        is_asked && is_written && !header.is_not_part() && !self.is_copy(column, text)
    }

    /// Whether most cells say in the same words what the other column says: a text cleaned, cut short or put right.
    fn is_copy(&self, column: usize, text: usize) -> bool {
        let cell =
            |row: &[String], column: usize| row.get(column).map(|cell| words(cell)).unwrap_or_default();
        let both = self.rows.iter().map(|row| (cell(row, column), cell(row, text)));
        let both: Vec<_> = both.filter(|(one, other)| !one.is_empty() && !other.is_empty()).collect();
        let same = |(one, other): &&(BTreeSet<String>, BTreeSet<String>)| {
            let shorter = one.len().min(other.len());
            one == other || shorter >= FEW && one.intersection(other).count() * 5 >= shorter * 3
        };
        !both.is_empty() && both.iter().filter(same).count() * 2 >= both.len()
    }
}

/// Words that two different answers may share.
const FEW: usize = 4;

fn words(cell: &str) -> BTreeSet<String> {
    cell.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
