//! `citations.csv`: comments to quote for each irritant, in the order of `irritants.csv`.

use crate::taxonomy::Tag;

use super::View;
use super::mentions::{Ranked, overall, ranked};
use super::table::TableWriter;

const HEADER: [&str; 11] = [
    "point_de_contact",
    "irritant",
    "theme",
    "rang",
    "fichier",
    "ligne",
    "id",
    "date",
    "note",
    "ton",
    "texte",
];

pub(super) fn table(view: &View<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = TableWriter::start(&mut out, view.dialect, &HEADER);
    let summary = view.summary;
    let by_touchpoint = ranked(&summary.irritants, view.labels, view.journey);
    let all = overall(&summary.overall_irritants, view.labels);
    by_touchpoint.iter().chain(&all).for_each(|row| write_rows(&mut table, row));
    out
}

fn write_rows(table: &mut TableWriter<'_>, row: &Ranked<'_>) {
    for (place, quotation) in (1..).zip(row.totals.quotations.iter()) {
        let comment = &quotation.comment;
        table
            .text(row.touchpoint)
            .text(&row.label)
            .text(row.theme.id())
            .count(place)
            .text(&comment.file)
            .count(comment.line)
            .text(&comment.id)
            .text(&comment.date)
            .text(&comment.rating)
            .text(quotation.tone.id())
            .text(&comment.text)
            .end_row();
    }
}
