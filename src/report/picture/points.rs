//! Touchpoints of `cartographie.csv`, read back.

use csv::{ReaderBuilder, StringRecord};

use crate::report::table::unescaped;

/// Most touchpoints of a picture, those of most comments: beyond, discs hide each other.
const MOST_POINTS: usize = 100;

/// Touchpoints as a picture shows them.
#[derive(Clone, Debug)]
pub(super) struct Points {
    /// Those of most comments first, so that small discs lie on large ones.
    pub(super) shown: Vec<Point>,
    /// How many have no comment, hence no score to be placed by.
    pub(super) without_comment: usize,
    /// How many have too few comments to be among those shown.
    pub(super) beyond: usize,
}

/// A touchpoint as the table has it.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) name: String,
    pub(super) verbatims: u64,
    /// Importance and satisfaction, from 0 to 10.
    pub(super) scores: [f64; 2],
    pub(super) is_declared: bool,
    pub(super) is_rated: bool,
    pub(super) zone: String,
}

/// Touchpoints of the table.
pub(super) fn points(table: &[u8]) -> Points {
    let mut reader = ReaderBuilder::new().from_reader(table);
    let headers = reader.headers().cloned().unwrap_or_default();
    let records: Vec<StringRecord> = reader.records().map_while(Result::ok).collect();
    let mut points: Vec<Point> = records.iter().filter_map(|record| point(&headers, record)).collect();
    points.sort_by_key(|point| std::cmp::Reverse(point.verbatims));
    let without_comment = records.len() - points.len();
    let beyond = points.len().saturating_sub(MOST_POINTS);
    points.truncate(MOST_POINTS);
    Points { shown: points, without_comment, beyond }
}

fn point(headers: &StringRecord, record: &StringRecord) -> Option<Point> {
    let cell = |name: &str| headers.iter().position(|header| header == name).and_then(|i| record.get(i));
    let score = |name: &str| cell(name)?.parse().ok().map(|score: f64| score.clamp(0.0, 10.0));
    let text = cell("point_de_contact")?;
    Some(Point {
        name: unescaped(text).to_owned(),
        verbatims: cell("verbatims")?.parse().ok().filter(|n| *n > 0)?,
        scores: [score("importance")?, score("satisfaction")?],
        is_declared: cell("importance_source")? == "declaree",
        is_rated: cell("satisfaction_source")? == "notes",
        zone: cell("zone")?.to_owned(),
    })
}

/// Whether some points have it and others have not: only then does a label say so.
pub(super) fn is_mixed(points: &[Point], has: impl Fn(&Point) -> bool) -> bool {
    points.iter().any(&has) && !points.iter().all(has)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Dialect;
    use crate::report::TableWriter;

    #[test]
    fn a_name_is_that_of_the_export() {
        let names = ["'s-Hertogenbosch", "=Caisse", "Quai"];
        let mut out = Vec::new();
        let header = ["point_de_contact", "verbatims", "importance", "satisfaction"];
        let header = [&header[..], &["importance_source", "satisfaction_source", "zone"]].concat();
        let mut table = TableWriter::start(&mut out, Dialect::Rfc4180, &header);
        for name in names {
            table.text(name).count(3).count(5).count(5).text("effet").text("ton").text("force").end_row();
        }
        let points = points(&out);
        assert_eq!(points.shown.iter().map(|point| point.name.as_str()).collect::<Vec<_>>(), names);
    }
}
