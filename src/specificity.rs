//! Specificity of a term in a part of the comments, a touchpoint or some weeks: how unlikely its number of comments there
//! is, if terms fell at random.
//!
//! P. Lafon, « Sur la variabilité de la fréquence des formes dans un corpus », Mots 1, 1980: the hypergeometric tail,
//! exact at any size. Dunning's log-likelihood (1993) was not taken: it is asymptotic, and reports have small rows.

use std::sync::LazyLock;

/// Comments that hold a term, and comments in all, in a part and in the whole.
#[derive(Clone, Copy, Debug)]
pub struct Contingency {
    /// With the term, in the part.
    pub here: u64,
    /// With the term, everywhere.
    pub with_term: u64,
    /// In the part.
    pub in_part: u64,
    /// Everywhere.
    pub all: u64,
}

/// -log10 P(X >= here) when the term is over-represented, log10 P(X <= here) when it is not, in thousandths.
/// `None` when the counts cannot be those of one table.
pub fn specificity(counts: Contingency) -> Option<i64> {
    let Contingency { here, with_term, in_part, all } = counts;
    let possible =
        here <= with_term.min(in_part) && with_term.max(in_part) <= all && with_term + in_part <= all + here;
    if !possible {
        return None;
    }
    let over = u128::from(here) * u128::from(all) >= u128::from(with_term) * u128::from(in_part);
    let (f, t, n) = (with_term as f64, in_part as f64, all as f64);
    let up = |k: f64| (f - k) * (t - k) / ((k + 1.0) * (n - f - t + k + 1.0));
    let down = |k: f64| k * (n - f - t + k) / ((f - k + 1.0) * (t - k + 1.0));
    let (mut term, mut sum, mut k) = (1.0, 1.0, here as f64);
    loop {
        term *= if over { up(k) } else { down(k) };
        sum += term;
        k += if over { 1.0 } else { -1.0 };
        if term <= sum * 1e-12 {
            break;
        }
    }
    let log10 = (ln_probability(counts) + f64::ln(sum)) / std::f64::consts::LN_10;
    let log10 = log10.min(0.0);
    Some(((if over { -log10 } else { log10 }) * 1000.0).round() as i64)
}

/// Logarithm of P(X = here).
fn ln_probability(counts: Contingency) -> f64 {
    let Contingency { here, with_term, in_part, all } = counts;
    ln_choose(with_term, here) + ln_choose(all - with_term, in_part - here) - ln_choose(all, in_part)
}

fn ln_choose(n: u64, k: u64) -> f64 {
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// Stirling's series; its first omitted term is under 1e-15 from 64 on.
fn ln_factorial(n: u64) -> f64 {
    static SMALL: LazyLock<[f64; 64]> = LazyLock::new(|| {
        let mut sums = [0.0; 64];
        (2..64).for_each(|i| sums[i] = sums[i - 1] + (i as f64).ln());
        sums
    });
    if let Some(sum) = SMALL.get(n as usize) {
        return *sum;
    }
    let n = n as f64;
    let series = 1.0 / (12.0 * n) - 1.0 / (360.0 * n.powi(3)) + 1.0 / (1260.0 * n.powi(5));
    n * n.ln() - n + 0.5 * (2.0 * std::f64::consts::PI * n).ln() + series
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(here: u64, with_term: u64, in_part: u64, all: u64) -> Option<i64> {
        specificity(Contingency { here, with_term, in_part, all })
    }

    #[test]
    fn small_tables_give_the_exact_tail() {
        // All 5 of 5 among 5 of 10: 1 / C(10, 5) = 1/252.
        assert_eq!(of(5, 5, 5, 10), Some(2401));
        // None of 5: the same, on the other side.
        assert_eq!(of(0, 5, 5, 10), Some(-2401));
        // Everything is everywhere.
        assert_eq!(of(4, 10, 4, 10), Some(0));
    }

    #[test]
    fn impossible_counts_give_nothing() {
        assert_eq!(of(6, 5, 5, 10), None);
        assert_eq!(of(0, 8, 8, 10), None);
    }

    #[test]
    fn large_tables_stay_finite() {
        assert!(of(900_000, 1_000_000, 1_000_000, 10_000_000).is_some_and(|value| value > 100_000));
    }
}
