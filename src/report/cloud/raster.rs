//! Free and taken spots of a picture, in cells of two pixels, sixty-four of them in one word of memory.

use std::sync::LazyLock;

/// Side of a cell, in pixels.
pub(super) const CELL: f64 = 2.0;
const COLUMNS: usize = 1280;
const ROWS: usize = 640;
const WORDS: usize = COLUMNS / 64;
/// Cells between two places that are tried.
const STRIDE: usize = 2;
/// Half axes of the ellipse that places grow along.
const HALF_AXES: (f64, f64) = (750.0, 340.0);

/// Which cells are taken.
pub(super) struct Raster(Vec<[u64; WORDS]>);

/// The cells of one word, with air around its letters.
pub(super) struct Stamp {
    rows: Vec<Vec<u64>>,
    columns: usize,
    /// Where the pen stands in the stamp, in pixels.
    pen: (f64, f64),
}

impl Stamp {
    pub(super) fn new(inks: impl Iterator<Item = [f64; 4]>, size: f64) -> Self {
        // More air at the sides than above: two words side by side must not read as one.
        let (side, above) = (4.0 + size * 0.2, 3.0 + size * 0.04);
        let inks: Vec<[f64; 4]> =
            inks.map(|[l, t, r, b]| [l - side, t - above, r + side, b + above]).collect();
        let least = |i: usize| inks.iter().map(|ink| ink[i]).fold(f64::MAX, f64::min);
        let most = |i: usize| inks.iter().map(|ink| ink[i]).fold(f64::MIN, f64::max);
        let (left, top) = (least(0), least(1));
        let columns = ((most(2) - left) / CELL).ceil().max(1.0) as usize;
        let n_rows = ((most(3) - top) / CELL).ceil().max(1.0) as usize;
        let mut rows = vec![vec![0u64; columns.div_ceil(64)]; n_rows];
        for [l, t, r, b] in &inks {
            let cells = |from: f64, to: f64, n: usize| {
                ((from / CELL) as usize).min(n - 1)..((to / CELL).ceil() as usize).clamp(1, n)
            };
            for row in cells(t - top, b - top, n_rows) {
                for column in cells(l - left, r - left, columns) {
                    rows[row][column / 64] |= 1 << (column % 64);
                }
            }
        }
        Self { rows, columns, pen: (-left, -top) }
    }

    /// The pen, in pixels, when the first cell of the stamp is at that column and row.
    pub(super) fn pen(&self, column: usize, row: usize) -> (f64, f64) {
        (column as f64 * CELL + self.pen.0, row as f64 * CELL + self.pen.1)
    }
}

impl Raster {
    pub(super) fn new() -> Self {
        Self(vec![[0; WORDS]; ROWS])
    }

    pub(super) fn add(&mut self, stamp: &Stamp, column: usize, row: usize) {
        for (bits, taken) in stamp.rows.iter().zip(&mut self.0[row..]) {
            for (i, word) in bits.iter().enumerate() {
                let (at, shift) = (column / 64 + i, column % 64);
                taken[at] |= word << shift;
                if shift > 0 && at + 1 < WORDS {
                    taken[at + 1] |= word >> (64 - shift);
                }
            }
        }
    }

    fn is_free(&self, stamp: &Stamp, column: usize, row: usize) -> bool {
        let (first, shift) = (column / 64, column % 64);
        let row_is_free = |i: usize| {
            let taken = &self.0[row + i];
            stamp.rows[i].iter().enumerate().all(|(j, word)| {
                let low = taken[first + j] & (word << shift);
                let high = if shift > 0 && first + j + 1 < WORDS {
                    taken[first + j + 1] & (word >> (64 - shift))
                } else {
                    0
                };
                low | high == 0
            })
        };
        // The middle of letters collides most: it is looked at first.
        let middle = stamp.rows.len() / 2;
        row_is_free(middle) && (0..stamp.rows.len()).all(row_is_free)
    }
}

/// Places by growing distance from the centre.
pub(super) struct Spiral(Vec<(f32, u16, u16)>);

/// The same for every picture.
pub(super) fn spiral() -> &'static Spiral {
    static SPIRAL: LazyLock<Spiral> = LazyLock::new(|| {
        let places = (0..ROWS)
            .step_by(STRIDE)
            .flat_map(|row| (0..COLUMNS).step_by(STRIDE).map(move |column| (column, row)));
        let mut places: Vec<(f32, u16, u16)> = places
            .map(|(column, row)| {
                (distance(column as f64, row as f64, 0.0, 0.0) as f32, column as u16, row as u16)
            })
            .collect();
        places.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| (a.2, a.1).cmp(&(b.2, b.1))));
        Spiral(places)
    });
    &SPIRAL
}

impl Spiral {
    /// First cell of the free place whose farthest corner is nearest to the centre.
    pub(super) fn best(&self, raster: &Raster, stamp: &Stamp) -> Option<(usize, usize)> {
        let (half_columns, half_rows) = (stamp.columns as f64 / 2.0, stamp.rows.len() as f64 / 2.0);
        let mut best: Option<(f64, usize, usize)> = None;
        for (centre, column, row) in &self.0 {
            // A corner is farther than the centre: nothing better can follow.
            if best.is_some_and(|(best, ..)| f64::from(*centre) > best) {
                break;
            }
            let corner = distance(f64::from(*column), f64::from(*row), half_columns, half_rows);
            if best.is_some_and(|(best, ..)| corner >= best) {
                continue;
            }
            let Some(column) = usize::from(*column).checked_sub(stamp.columns / 2) else { continue };
            let Some(row) = usize::from(*row).checked_sub(stamp.rows.len() / 2) else { continue };
            let inside = column + stamp.columns <= COLUMNS && row + stamp.rows.len() <= ROWS;
            if inside && raster.is_free(stamp, column, row) {
                best = Some((corner, column, row));
            }
        }
        best.map(|(_, column, row)| (column, row))
    }
}

/// Squared distance to the centre of a point beside a place, in half axes of the ellipse.
fn distance(column: f64, row: f64, beside: f64, above: f64) -> f64 {
    let x = ((column - COLUMNS as f64 / 2.0).abs() + beside) * CELL / HALF_AXES.0;
    let y = ((row - ROWS as f64 / 2.0).abs() + above) * CELL / HALF_AXES.1;
    x * x + y * y
}
