//! Goes in: a number of things. Comes out: draws of their ranks, the thing of rank r as often as 1 / (r + 2).
//! Never: uses a float, whose last bit may differ from one machine to another.

use fastrand::Rng;

/// The law of Zipf, as sums of whole weights.
pub struct Ranks {
    sums: Vec<u64>,
}

impl Ranks {
    /// For `n` things, one at least.
    pub fn new(n: usize) -> Self {
        let weights = (0..n as u64).map(|rank| (1 << 32) / (rank + 2));
        let sums = weights.scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self { sums: sums.collect() }
    }

    /// A rank, from 0.
    pub fn draw(&self, rng: &mut Rng) -> usize {
        let total = self.sums.last().copied().expect("there is one thing at least");
        let place = rng.u64(..total);
        self.sums.partition_point(|sum| *sum <= place)
    }
}
