//! Goes in: terms with their counts. Comes out: a size and a place for each. Never: two inks on one spot, or chance.
//!
//! Words are set from the largest on, horizontally, each at the free place that keeps the whole nearest to an
//! ellipse: places are tried by growing distance from the centre, and a place is judged by the farthest corner of the
//! word, so that long words do not stick out. Collisions are those of letters, not of whole words: « pas » fits under
//! the bar of a large « t ». At the end everything is scaled at once to fill the frame, hence nothing can be clipped.
//! Only additions, products, divisions and square roots are used, which give the same bits on every machine.

use super::raster::{CELL, Raster, Stamp, spiral};
use super::select::CloudWord;
use crate::report::picture::metrics::{EM, glyph, width};

/// A rectangle in pixels: left, top, width, height.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A word with its place: the pen at its base line, and its font size, in pixels.
#[derive(Clone, Debug)]
pub(super) struct Placed<'w> {
    pub(super) word: &'w CloudWord<'w>,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

impl Placed<'_> {
    /// Ink of its letters: left, top, right, bottom.
    pub(super) fn boxes(&self) -> impl Iterator<Item = [f64; 4]> + '_ {
        inks(self.word, self.size).map(|[l, t, r, b]| [l + self.x, t + self.y, r + self.x, b + self.y])
    }
}

/// Size of the sign of a word, and how far it stands above the base line, for a word of size 1.
pub(super) const SIGN_SIZE: f64 = 0.5;
pub(super) const SIGN_RISE: f64 = 0.4;
/// Largest font size on the picture.
const LARGEST: f64 = 160.0;
/// A word is never smaller than this part of the largest one.
const LEAST_RATIO: f64 = 1.0 / 7.0;
/// Part of the frame that boxes of words should fill before the last scaling.
const FILL: f64 = 0.58;
/// From so many words on, the picture must be full even if one word rules it: the others grow.
const MANY_WORDS: usize = 25;
/// How far they may grow towards the largest.
const MOST_GROWTH: f64 = 0.2;
/// Words whose sizes differ by less are set long ones first: short ones fill the holes.
const SIZE_STEPS: f64 = 12.0;

/// Places for words, largest first, and those for which there was none.
pub(super) fn layout<'w>(
    words: &'w [CloudWord<'w>],
    frame: Frame,
) -> (Vec<Placed<'w>>, Vec<&'w CloudWord<'w>>) {
    let mut raster = Raster::new();
    let (mut placed, mut dropped): (Vec<Placed<'w>>, Vec<&'w CloudWord<'w>>) = Default::default();
    for (word, size) in in_setting_order(words, frame) {
        let stamp = Stamp::new(inks(word, size), size);
        match spiral().best(&raster, &stamp) {
            Some((column, row)) => {
                raster.add(&stamp, column, row);
                let (x, y) = stamp.pen(column, row);
                placed.push(Placed { word, x, y, size });
            }
            None => dropped.push(word),
        }
    }
    fill(&mut placed, frame);
    (placed, dropped)
}

/// Words with their sizes, large ones first.
fn in_setting_order<'w>(words: &'w [CloudWord<'w>], frame: Frame) -> Vec<(&'w CloudWord<'w>, f64)> {
    let sizes = sizes(words, frame);
    let largest = sizes.iter().copied().fold(1.0, f64::max);
    let mut order: Vec<(&CloudWord<'_>, f64)> = words.iter().zip(sizes).collect();
    order.sort_by_key(|(word, size)| {
        let step = (size / largest * SIZE_STEPS) as i64;
        std::cmp::Reverse((step, width(word.label)))
    });
    order
}

/// The surface of a word goes with its weight, within readable limits.
fn sizes(words: &[CloudWord<'_>], frame: Frame) -> Vec<f64> {
    let most = words.iter().map(|word| word.weight).max().unwrap_or(1).max(1) as f64;
    let ratios: Vec<f64> =
        words.iter().map(|word| (word.weight as f64 / most).sqrt().max(LEAST_RATIO)).collect();
    let largest = |growth: f64| {
        let surface: f64 = words
            .iter()
            .zip(&ratios)
            .map(|(word, ratio)| em_surface(word) * grown(*ratio, growth).powi(2))
            .sum();
        (frame.width * frame.height * FILL / surface.max(0.01)).sqrt()
    };
    let steps = (0..=10).map(|step| f64::from(step) / 10.0 * MOST_GROWTH);
    let growth = if words.len() < MANY_WORDS {
        0.0
    } else {
        steps.into_iter().find(|growth| largest(*growth) <= LARGEST).unwrap_or(MOST_GROWTH)
    };
    let largest = largest(growth).min(LARGEST);
    ratios.into_iter().map(|ratio| (grown(ratio, growth) * largest).max(CELL)).collect()
}

/// Order is kept: the larger of two words stays the larger.
fn grown(ratio: f64, growth: f64) -> f64 {
    ratio + (1.0 - ratio) * growth
}

/// Where the pen stands for the sign of a word of size 1: where its last letter ends.
pub(super) fn sign_left(word: &CloudWord<'_>) -> f64 {
    label_width(word) - 0.04
}

/// Width of the letters of a word of size 1.
pub(super) fn label_width(word: &CloudWord<'_>) -> f64 {
    em(word.label)
}

fn em(text: &str) -> f64 {
    width(text) as f64 / EM as f64
}

/// Surface of a word of size 1.
fn em_surface(word: &CloudWord<'_>) -> f64 {
    let sign = word.sign().map_or(0.0, |sign| sign_left(word) - label_width(word) + em(sign) * SIGN_SIZE);
    (label_width(word) + sign) * 0.95
}

/// Ink of each letter of a word, and of its sign.
fn inks<'w>(word: &'w CloudWord<'_>, size: f64) -> impl Iterator<Item = [f64; 4]> + 'w {
    let [x, y] = [sign_left(word) * size, -SIGN_RISE * size];
    let sign = word.sign().into_iter().flat_map(move |sign| {
        letters(sign, SIGN_SIZE * size).map(move |[l, t, r, b]| [l + x, t + y, r + x, b + y])
    });
    letters(word.label, size).chain(sign)
}

/// Ink of each letter of a text whose pen starts at the origin: left, top, right, bottom, `y` downwards.
fn letters(label: &str, size: f64) -> impl Iterator<Item = [f64; 4]> + '_ {
    let scale = size / EM as f64;
    let mut pen = 0;
    label.chars().filter_map(glyph).map(move |glyph| {
        let [left, bottom, right, top] = glyph.ink;
        let at = pen;
        pen += glyph.advance;
        // The blank of a long term is kept free of small words, as high as an x.
        let [left, bottom, right, top] =
            if left == right { [0, 0, glyph.advance, EM * 11 / 20] } else { [left, bottom, right, top] };
        [(at + left) as f64, -top as f64, (at + right) as f64, -bottom as f64].map(|v| v * scale)
    })
}

/// Moves and scales everything to the middle of the frame, as large as it can be.
fn fill(placed: &mut [Placed<'_>], frame: Frame) {
    let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    for [left, top, right, bottom] in placed.iter().flat_map(|word| word.boxes().collect::<Vec<_>>()) {
        bounds = [bounds[0].min(left), bounds[1].min(top), bounds[2].max(right), bounds[3].max(bottom)];
    }
    let [left, top, right, bottom] = bounds;
    let largest = placed.iter().map(|word| word.size).fold(1.0, f64::max);
    let scale = (frame.width / (right - left)).min(frame.height / (bottom - top)).min(LARGEST / largest);
    let (middle_x, middle_y) = (frame.left + frame.width / 2.0, frame.top + frame.height / 2.0);
    for word in placed {
        word.x = middle_x + (word.x - (left + right) / 2.0) * scale;
        word.y = middle_y + (word.y - (top + bottom) / 2.0) * scale;
        word.size *= scale;
    }
}
