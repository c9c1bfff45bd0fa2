//! Goes in: discs with their labels, and a frame. Comes out: where each label stands. Never: two texts on one spot, a
//! text on a disc or out of the frame, or chance.
//!
//! The label of the largest disc is set first, each at the first free place: beside its disc, else farther and farther
//! around it, tied to it by a line. One without a free place has none, and the picture says so.

use std::f64::consts::FRAC_1_SQRT_2 as DIAGONAL;

/// A rectangle in pixels: left, top, right, bottom.
pub(super) type Area = [f64; 4];

/// A disc in pixels, and the size of its label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disc {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) radius: f64,
    pub(super) label: [f64; 2],
}

/// Where a label stands, and where the line that ties it to its disc ends when it stands away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) area: Area,
    pub(super) line: Option<[f64; 4]>,
}

/// Air between a disc and its label, from near to far; beyond the first, a line ties them.
const GAPS: [f64; 8] = [5.0, 22.0, 44.0, 66.0, 92.0, 122.0, 156.0, 196.0];
/// Eight directions: right, left, above and below, then between. A sine would not give the same bits on every machine.
const WAYS: [(f64, f64); 16] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (DIAGONAL, -DIAGONAL),
    (DIAGONAL, DIAGONAL),
    (-DIAGONAL, -DIAGONAL),
    (-DIAGONAL, DIAGONAL),
    (0.9239, -0.3827),
    (0.9239, 0.3827),
    (-0.9239, -0.3827),
    (-0.9239, 0.3827),
    (0.3827, -0.9239),
    (0.3827, 0.9239),
    (-0.3827, -0.9239),
    (-0.3827, 0.9239),
];
/// Air kept around texts and lines.
const AIR: f64 = 3.0;

/// Places for labels, in the order of the discs. A label lies on one of the `lines` only where it has no other place.
pub(super) fn place(discs: &[Disc], frame: Area, lines: &[Area]) -> Vec<Option<Spot>> {
    let mut order: Vec<usize> = (0..discs.len()).collect();
    order.sort_by(|a, b| discs[*b].radius.total_cmp(&discs[*a].radius).then(a.cmp(b)));
    let mut taken: Vec<Area> = Vec::new();
    let mut spots = vec![None; discs.len()];
    for i in order {
        let mut free = candidates(&discs[i]).filter(|spot| is_free(spot, i, discs, &taken, frame)).peekable();
        let first = free.peek().copied();
        let free = free.find(|spot| lines.iter().all(|line| !overlap(spot.area, *line))).or(first);
        if let Some(spot) = free {
            taken.push(spot.area);
            taken.extend(spot.line.into_iter().flat_map(steps));
        }
        spots[i] = free;
    }
    spots
}

fn candidates(disc: &Disc) -> impl Iterator<Item = Spot> + '_ {
    GAPS.iter().enumerate().flat_map(move |(i, gap)| {
        WAYS.iter().map(move |(across, down)| {
            let [width, height] = disc.label;
            let reach = disc.radius + gap;
            let (x, y) = (disc.x + across * reach, disc.y + down * reach);
            // The nearest point of the label lies at (x, y): its side, its corner or the middle of its edge.
            let left = x + (across - 1.0) * width / 2.0;
            let top = y + (down - 1.0) * height / 2.0;
            let start = (disc.x + across * disc.radius, disc.y + down * disc.radius);
            let line = (i > 0).then_some([start.0, start.1, x, y]);
            Spot { area: [left, top, left + width, top + height], line }
        })
    })
}

fn is_free(spot: &Spot, own: usize, discs: &[Disc], taken: &[Area], frame: Area) -> bool {
    let [left, top, right, bottom] = spot.area;
    let inside = left >= frame[0] && top >= frame[1] && right <= frame[2] && bottom <= frame[3];
    let line: Vec<Area> = spot.line.into_iter().flat_map(steps).collect();
    inside
        && taken
            .iter()
            .all(|other| !overlap(spot.area, *other) && line.iter().all(|step| !overlap(*step, *other)))
        && discs.iter().enumerate().all(|(i, disc)| {
            !touches(disc, spot.area)
                && (i == own || meet(disc, &discs[own]) || line.iter().all(|step| !touches(disc, *step)))
        })
}

/// A line as small squares, for what must not lie on it.
fn steps([from_x, from_y, to_x, to_y]: [f64; 4]) -> impl Iterator<Item = Area> {
    (0..=16).map(move |i| {
        let part = f64::from(i) / 16.0;
        let (x, y) = (from_x + (to_x - from_x) * part, from_y + (to_y - from_y) * part);
        [x - 1.0, y - 1.0, x + 1.0, y + 1.0]
    })
}

pub(super) fn overlap(a: Area, b: Area) -> bool {
    a[0] < b[2] + AIR && b[0] < a[2] + AIR && a[1] < b[3] + AIR && b[1] < a[3] + AIR
}

/// A disc that another covers is reached through it.
fn meet(one: &Disc, other: &Disc) -> bool {
    let (x, y, reach) = (one.x - other.x, one.y - other.y, one.radius + other.radius);
    x * x + y * y < reach * reach
}

fn touches(disc: &Disc, area: Area) -> bool {
    let x = disc.x.clamp(area[0], area[2]) - disc.x;
    let y = disc.y.clamp(area[1], area[3]) - disc.y;
    x * x + y * y < disc.radius * disc.radius
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRAME: Area = [0.0, 0.0, 1400.0, 600.0];

    fn disc() -> impl Strategy<Value = Disc> {
        (40.0..1360.0, 40.0..560.0, 6.0..36.0, 30.0..300.0).prop_map(|(x, y, radius, width)| Disc {
            x,
            y,
            radius,
            label: [width, 22.0],
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn labels_touch_nothing_and_stay_inside(discs in prop::collection::vec(disc(), 0..60)) {
            let spots: Vec<Spot> = place(&discs, FRAME, &[]).into_iter().flatten().collect();
            for (i, spot) in spots.iter().enumerate() {
                let [left, top, right, bottom] = spot.area;
                prop_assert!(left >= 0.0 && top >= 0.0 && right <= FRAME[2] && bottom <= FRAME[3]);
                prop_assert!(spots[..i].iter().all(|other| !overlap(spot.area, other.area)));
                prop_assert!(discs.iter().all(|disc| !touches(disc, spot.area)));
            }
        }
    }

    #[test]
    fn a_label_avoids_lines_where_it_can() {
        let disc = Disc { x: 650.0, y: 300.0, radius: 12.0, label: [120.0, 22.0] };
        let spot = place(&[disc], FRAME, &[[700.0, 0.0, 700.0, 600.0]])[0].unwrap();
        assert!(spot.area[2] < 700.0);
        assert!(place(&[disc], FRAME, &[FRAME])[0].is_some());
    }

    #[test]
    fn a_disc_that_lies_on_another_has_its_label() {
        let label = [120.0, 22.0];
        let discs = [(700.0, 38.0), (705.0, 28.0)].map(|(x, radius)| Disc { x, y: 300.0, radius, label });
        assert!(place(&discs, FRAME, &[]).iter().all(Option::is_some));
    }

    #[test]
    fn points_on_one_spot_have_labels_of_their_own() {
        let discs = [Disc { x: 700.0, y: 300.0, radius: 12.0, label: [120.0, 22.0] }; 4];
        assert!(place(&discs, FRAME, &[]).iter().all(Option::is_some));
    }
}
