//! `verbatims.csv`: one row per comment, in input order. Written by workers, batch by batch, hence without allocation.

use crate::annotate::Annotation;
use crate::config::Dialect;
use crate::taxonomy::{Aspect, Flag, Polarity, Tag, Theme};

use super::TableWriter;

const HEADER: [&str; 18] = [
    "fichier",
    "ligne",
    "id",
    "date",
    "point_de_contact",
    "note",
    "ton",
    "ton_score",
    "modes",
    "qualification",
    "aspects",
    "etapes",
    "canaux",
    "depart",
    "alerte",
    "irritants",
    "enthousiasmants",
    "texte",
];

/// What a comment brings besides its tags; every text is already masked where it must be.
#[derive(Clone, Copy, Debug)]
pub struct VerbatimRow<'a> {
    /// Base name of its file.
    pub file: &'a str,
    /// Line of the file where the row starts.
    pub line: u64,
    /// As it came.
    pub id: &'a str,
    /// As it came.
    pub date: &'a str,
    /// As written in reports; several are joined with `|`.
    pub touchpoints: &'a [&'a str],
    /// As it came.
    pub rating: &'a str,
    /// Its tags.
    pub annotation: &'a Annotation,
    /// The comment.
    pub text: &'a str,
}

/// Starts `verbatims.csv`.
pub fn write_verbatim_header(out: &mut Vec<u8>, dialect: Dialect) {
    TableWriter::start(out, dialect, &HEADER);
}

/// Appends one row; labels given twice (for two steps) are written once.
pub fn write_verbatim_row<'a>(
    out: &mut Vec<u8>,
    dialect: Dialect,
    row: &VerbatimRow<'_>,
    irritants: impl Iterator<Item = &'a str> + Clone,
    delights: impl Iterator<Item = &'a str> + Clone,
) {
    let ann = row.annotation;
    let flag = |flag| u64::from(ann.flags.contains(flag));
    TableWriter::new(out, dialect)
        .text(row.file)
        .count(row.line)
        .text(row.id)
        .text(row.date)
        .pieces(row.touchpoints.iter().copied())
        .text(row.rating)
        .text(ann.tone.id())
        .fixed(i64::from(ann.score.clamp(-1000, 1000)), 3)
        .pieces(ann.modes.iter().map(Tag::id))
        .text(ann.qualification.id())
        .pieces(ann.aspects.iter().map(aspect_id))
        .pieces(ann.steps.iter().map(Tag::id))
        .pieces(ann.channels.iter().map(Tag::id))
        .count(flag(Flag::Departure))
        .count(flag(Flag::Alert))
        .pieces(distinct(irritants))
        .pieces(distinct(delights))
        .text(row.text)
        .end_row();
}

/// Each label once, where it comes first.
pub(super) fn distinct<'a>(labels: impl Iterator<Item = &'a str> + Clone) -> impl Iterator<Item = &'a str> {
    let all = labels.clone();
    labels
        .enumerate()
        .filter(move |(i, label)| !all.clone().take(*i).any(|known| known == *label))
        .map(|(_, label)| label)
}

/// `theme:polarite` without building it: the table of all of them is made once.
fn aspect_id(aspect: Aspect) -> &'static str {
    static IDS: std::sync::LazyLock<Vec<String>> =
        std::sync::LazyLock::new(|| Aspect::ALL.iter().map(Aspect::to_string).collect());
    debug_assert_eq!(IDS.len(), Theme::ALL.len() * Polarity::ALL.len());
    &IDS[aspect.index()]
}
