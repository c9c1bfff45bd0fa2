//! `contradictions.csv`: comments whose tone and rating disagree. Written by workers, like `verbatims.csv`.

use crate::aggregate::Contradiction;
use crate::config::Dialect;
use crate::scale::Scale;
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

/// Appends one row; the rating is in thousandths.
pub fn write_contradiction_row(
    out: &mut Vec<u8>,
    dialect: Dialect,
    row: &VerbatimRow<'_>,
    scale: Scale,
    rating: i32,
    contradiction: Contradiction,
) {
    let score = i64::from(row.annotation.score.clamp(-1000, 1000));
    // The rating from -1 to 1, like the tone score.
    let rated = 2 * scale.satisfaction(i64::from(rating)) - 1000;
    TableWriter::new(out, dialect)
        .text(row.file)
        .count(row.line)
        .text(row.id)
        .text(row.date)
        .pieces(row.touchpoints.iter().copied())
        .text(scale.id())
        .text(row.rating)
        .text(row.annotation.tone.id())
        .fixed(score, 3)
        .text(match contradiction {
            Contradiction::PraiseRatedLow => "texte positif, mauvaise note",
            Contradiction::BlameRatedHigh => "texte négatif, bonne note",
        })
        .fixed((rated - score).abs(), 3)
        .text(row.text)
        .end_row();
}
