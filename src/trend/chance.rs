//! Tests of shares against chance, each named after the paper that gave it; means have theirs in `welch`.

use statrs::function::erf::erfc;
use statrs::function::factorial::ln_binomial;

/// So many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) some: u64,
    pub(super) of: u64,
}

impl Part {
    /// `None` of nothing.
    pub(super) fn share(self) -> Option<f64> {
        (self.of > 0).then(|| self.some as f64 / self.of as f64)
    }
}

/// R. A. Fisher's exact test (Statistical Methods for Research Workers, 1934): how likely that many or more of `a`, if `a`
/// and `b` were drawn from the same comments. What is likelier than `ceiling` is told as certain, which takes no time.
pub(super) fn fisher(a: Part, b: Part, ceiling: f64) -> f64 {
    tail(a, b, 1.0, ceiling)
}

/// The same with half of what was observed: H. O. Lancaster's mid-P (Journal of the American Statistical Association 56,
/// 1961). Where counts are small, the exact test keeps far fewer false ones than it is asked for, and true ones wait.
pub(super) fn fisher_mid(a: Part, b: Part, ceiling: f64) -> f64 {
    tail(a, b, 0.5, ceiling)
}

/// Both sides: twice the tail on the side of what was observed, which is the smaller one.
pub(super) fn fisher_two_sided(a: Part, b: Part) -> f64 {
    let (more, fewer) = if a.share() > b.share() { (a, b) } else { (b, a) };
    (2.0 * fisher(more, fewer, 0.5)).min(1.0)
}

/// How likely two counts over periods of one length are as far apart as these, on both sides: J. Przyborowski and
/// H. Wilenski (Biometrika 31, 1940), by the normal approximation, which is near enough from some thirty comments on.
pub(super) fn counts_two_sided(a: u64, b: u64) -> f64 {
    let all = a + b;
    if all == 0 { 1.0 } else { erfc(a.abs_diff(b) as f64 / (2.0 * all as f64).sqrt()) }
}

/// What lies within one standard deviation of what was expected is likelier than this: a test of ours holds it to that.
const NEAR: f64 = 0.05;

/// How likely more of `a`, with so much of how likely exactly as many.
fn tail(a: Part, b: Part, of_observed: f64, ceiling: f64) -> f64 {
    if ceiling <= NEAR && is_near(a, b) {
        return 1.0;
    }
    let (some, all) = (a.some + b.some, a.of + b.of);
    let ln = |k: u64, n: u64| ln_binomial(n, k);
    let mut term = (ln(a.some, a.of) + ln(b.some, b.of) - ln(some, all)).exp();
    let mut sum = of_observed * term;
    let (some, of, other) = (some as f64, a.of as f64, b.of as f64);
    let mut x = a.some as f64;
    while x != some.min(of) && term > sum * 1e-16 && sum <= ceiling {
        // Each probability gives the next one.
        term *= (some - x) * (of - x) / ((x + 1.0) * (other - some + x + 1.0));
        x += 1.0;
        sum += term;
    }
    if sum > ceiling { 1.0 } else { sum }
}

/// Whether `a` has no more than expected and a standard deviation of the hypergeometric distribution.
fn is_near(a: Part, b: Part) -> bool {
    let (of, all) = (a.of as f64, (a.of + b.of) as f64);
    let share = (a.some + b.some) as f64 / all;
    let variance = of * share * (1.0 - share) * b.of as f64 / (all - 1.0).max(1.0);
    a.some as f64 <= of * share + variance.sqrt()
}

/// R. J. Simes' procedure (An improved Bonferroni procedure for multiple tests of significance, Biometrika 73, 1986): how
/// likely are all of these together by chance, be they tests of the same thing: what several windows show is surer than
/// what one of them does.
pub(super) fn simes<const N: usize>(mut p: [f64; N]) -> f64 {
    p.sort_unstable_by(f64::total_cmp);
    (1..).zip(p).map(|(rank, p)| p * N as f64 / f64::from(rank)).fold(1.0, f64::min)
}

/// Y. Benjamini and Y. Hochberg's procedure (Journal of the Royal Statistical Society B 57, 1995): which of these
/// probabilities are low enough that at most this rate of those kept is due to chance.
pub fn benjamini_hochberg(p: &[f64], rate: f64) -> Vec<bool> {
    let mut sorted = p.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let n = p.len() as f64;
    let last = (1..=p.len()).rev().find(|rank| sorted[rank - 1] <= *rank as f64 / n * rate);
    let most = last.map_or(-1.0, |rank| sorted[rank - 1]);
    p.iter().map(|p| *p <= most).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-9 * b.abs().max(1e-9)
    }

    #[test]
    fn counts_are_compared_as_tables_of_the_normal_law_have_it() {
        // z = 20 / sqrt(100) = 2: 0.0455 on both sides.
        assert!((counts_two_sided(60, 40) - 0.0455).abs() < 1e-4);
        assert_eq!((counts_two_sided(30, 30), counts_two_sided(0, 0)), (1.0, 1.0));
    }

    #[test]
    fn the_lady_tasting_tea() {
        // Fisher's own example: three cups of four told right by chance, 17 times of 70; all four, once.
        let right = |some| fisher(Part { some, of: 4 }, Part { some: 4 - some, of: 4 }, 1.0);
        assert!(near(right(3), 17.0 / 70.0) && near(right(4), 1.0 / 70.0), "{} {}", right(3), right(4));
    }

    #[test]
    fn one_window_of_four_counts_four_times_and_all_alike_count_once() {
        assert!(near(simes([0.01, 0.9, 0.8, 1.0]), 0.04) && near(simes([0.02; 4]), 0.02));
        assert!(near(simes([0.03, 0.01, 1.0, 0.02]), 0.04) && near(simes([1.0; 4]), 1.0));
    }

    #[test]
    fn the_example_of_benjamini_and_hochberg() {
        // The fifteen probabilities of their paper, of which four are kept at 5 %.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        assert_eq!(benjamini_hochberg(&p, 0.05).iter().filter(|kept| **kept).count(), 4);
        assert!(benjamini_hochberg(&[], 0.05).is_empty());
    }

    proptest! {
        #[test]
        fn tails_are_those_of_a_plain_sum(a in 0u64..30, na in 0u64..30, b in 0u64..40, nb in 0u64..40) {
            let (a, b) = (Part { some: a.min(na), of: na }, Part { some: b.min(nb), of: nb });
            let (some, all) = (a.some + b.some, a.of + b.of);
            let p = |x: u64| {
                if x > a.of || x > some || some - x > b.of { return 0.0 }
                (ln_binomial(a.of, x) + ln_binomial(b.of, some - x) - ln_binomial(all, some)).exp()
            };
            let (more, fewer) = ((a.some..=some).map(p).sum::<f64>(), (0..=a.some).map(p).sum::<f64>());
            let [high, low] = [fisher(a, b, 1.1), fisher(b, a, 1.1)];
            prop_assert!(near(high, more) && near(low, fewer), "{high} {more} {low} {fewer}");
            let mid = fisher_mid(a, b, 1.1) + p(a.some) / 2.0;
            prop_assert!(near(mid, more), "{mid} {more}");
            prop_assert!(near(fisher_two_sided(a, b), (2.0 * more.min(fewer)).min(1.0)));
            let cut = fisher(a, b, NEAR);
            prop_assert!(if more <= NEAR { near(cut, more) } else { cut == 1.0 }, "{cut} {more}");
        }

        #[test]
        fn what_is_near_is_likely(na in 1u64..3_000, nb in 50u64..30_000, share in 0.0..1.0_f64) {
            // Shares of all sizes, the smallest ones as often as the others.
            let b = Part { some: (nb as f64 * share.powi(4)) as u64, of: nb };
            let near = (0..=na).map(|some| Part { some, of: na }).take_while(|a| is_near(*a, b));
            // The most that is near is the least likely.
            let Some(a) = near.last() else { return Ok(()) };
            prop_assert!(fisher_mid(a, b, 1.0) > NEAR, "{a:?} {b:?}");
        }
    }
}
