//! `contradictions.csv`: comments whose tone and rating disagree. Written by workers, like `verbatims.csv`.

use crate::aggregate::Contradiction;
use crate::config::Dialect;
use crate::taxonomy::Tag;

use super::{TableWriter, VerbatimRow};

const HEADER: [&str; 12] = [
    "fichier",
    "ligne",
    "id",
    "date",
    "point_de_contact",
    "echelle",
    "note",
    "ton",
    "ton_score",
    "contradiction",
    "ecart",
    "texte",
];

/// Starts `contradictions.csv`.
pub fn write_contradiction_header(out: &mut Vec<u8>, dialect: Dialect) {
    TableWriter::start(out, dialect, &HEADER);
}

/// Appends one row.
pub fn write_contradiction_row(
    out: &mut Vec<u8>,
    dialect: Dialect,
    row: &VerbatimRow<'_>,
    contradiction: &Contradiction,
) {
    TableWriter::new(out, dialect)
        .text(row.file)
        .count(row.line)
        .text(row.id)
        .text(row.date)
        .pieces(row.touchpoints.iter().copied())
        .text(contradiction.scale.id())
        .text(row.rating)
        .text(row.annotation.tone.id())
        .fixed(i64::from(row.annotation.score.clamp(-1000, 1000)), 3)
        .text(if contradiction.praises {
            "texte positif, mauvaise note"
        } else {
            "texte négatif, bonne note"
        })
        .fixed(i64::from(contradiction.gap), 3)
        .text(row.text)
        .end_row();
}
