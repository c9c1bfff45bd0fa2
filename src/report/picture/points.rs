//! Touchpoints of `cartographie.csv`, read back.

use crate::report::source::Table;

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

/// Touchpoints of the table, which has a decimal point.
pub(super) fn points(table: &Table) -> Points {
    let mut points: Vec<Point> = table.rows.iter().filter_map(|row| point(table, row)).collect();
    points.sort_by_key(|point| std::cmp::Reverse(point.verbatims));
    let without_comment = table.rows.len() - points.len();
    let beyond = points.len().saturating_sub(MOST_POINTS);
    points.truncate(MOST_POINTS);
    Points { shown: points, without_comment, beyond }
}

fn point(table: &Table, row: &[String]) -> Option<Point> {
    let cell = |name: &str| row[table.column(name)].as_str();
    let score = |name: &str| cell(name).parse().ok().map(|score: f64| score.clamp(0.0, 10.0));
    Some(Point {
        name: cell("point_de_contact").to_owned(),
        verbatims: cell("verbatims").parse().ok().filter(|n| *n > 0)?,
        scores: [score("importance")?, score("satisfaction")?],
        is_declared: cell("importance_source") == "declaree",
        is_rated: cell("satisfaction_source") == "notes",
        zone: cell("zone").to_owned(),
    })
}

/// Whether some points have it and others have not: only then does a label say so.
pub(super) fn is_mixed(points: &[Point], has: impl Fn(&Point) -> bool) -> bool {
    points.iter().any(&has) && !points.iter().all(has)
}
