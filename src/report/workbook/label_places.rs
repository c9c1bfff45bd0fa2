//! On which side of its point each label of the mapping stands, so that no two overlap where a side is free.

use rust_xlsxwriter::ChartDataLabelPosition as Side;

/// Pixels that a unit of each axis takes, on the chart as it is inserted.
const UNIT: [f64; 2] = [100.0, 44.0];
/// Width of a letter and height of a line; what a marker takes around its middle.
const LETTER: f64 = 6.5;
const LINE: f64 = 17.0;
const MARKER: f64 = 8.0;

/// Left, top, right, bottom.
type Area = [f64; 4];

fn area(side: Side, [x, y]: [f64; 2], width: f64) -> Area {
    let (left, top) = match side {
        Side::Left => (x - MARKER - width, y - LINE / 2.0),
        Side::Above => (x - width / 2.0, y - MARKER - LINE),
        Side::Below => (x - width / 2.0, y + MARKER),
        _ => (x + MARKER, y - LINE / 2.0),
    };
    [left, top, left + width, top + LINE]
}

fn meet(a: Area, b: Area) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Sides for points from 0 to 10 with their names, the first ones first served; the right, where no side is free. Points
/// without a name have no side, and hide under no name where that can be.
///
/// Each name is held against each point: who calls gives a name to so many at most.
pub(super) fn sides(points: &[([f64; 2], Option<String>)]) -> Vec<Option<Side>> {
    let at = |[x, y]: [f64; 2]| [x * UNIT[0], (10.0 - y) * UNIT[1]];
    let markers: Vec<Area> = points
        .iter()
        .map(|(point, _)| {
            let [x, y] = at(*point);
            [x - MARKER, y - MARKER, x + MARKER, y + MARKER]
        })
        .collect();
    // The axes, which cross in the middle.
    let (middle, right, bottom) = (at([5.0, 5.0]), 10.0 * UNIT[0], 10.0 * UNIT[1]);
    let mut taken: Vec<Area> =
        vec![[middle[0] - 1.0, 0.0, middle[0] + 1.0, bottom], [0.0, middle[1] - 1.0, right, middle[1] + 1.0]];
    let mut chosen = Vec::with_capacity(points.len());
    for (i, (point, name)) in points.iter().enumerate() {
        let Some(name) = name else {
            chosen.push(None);
            continue;
        };
        let width = name.chars().count() as f64 * LETTER;
        let is_free = |area: Area| {
            let others = markers.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, marker)| marker);
            area[0] >= 0.0
                && area[2] <= right
                && area[1] >= -LINE
                && !others.chain(&taken).any(|other| meet(area, *other))
        };
        let sides = [Side::Right, Side::Left, Side::Above, Side::Below];
        let side = sides.into_iter().find(|side| is_free(area(*side, at(*point), width)));
        let side = side.unwrap_or(Side::Right);
        taken.push(area(side, at(*point), width));
        chosen.push(Some(side));
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_take_different_sides_and_the_edge_is_kept() {
        let points = [
            ([3.0, 7.0], "Livraison"),
            ([3.1, 7.05], "Paiement"),
            ([4.8, 2.0], "Caisse"),
            ([9.9, 2.0], "Service après-vente"),
        ]
        .map(|(point, name)| (point, Some(name.to_owned())));
        let sides = sides(&points);
        assert!(sides[0] != Some(Side::Right), "the marker of its neighbour is there");
        assert!(sides[2] == Some(Side::Left), "a label crosses no axis");
        assert!(sides[0] != sides[1] && sides[3] == Some(Side::Left));
    }

    #[test]
    fn a_point_without_a_name_has_no_side_and_its_marker_is_left_free() {
        let points = [([3.0, 7.0], Some("Livraison".to_owned())), ([3.1, 7.05], None)];
        let sides = sides(&points);
        assert!(sides[0] != Some(Side::Right) && sides[1].is_none());
    }
}
