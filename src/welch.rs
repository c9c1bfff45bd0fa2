//! How the means of two groups differ: the difference with its interval at 95 %, and how likely it is by chance.
//!
//! B. L. Welch, « The generalization of "Student's" problem when several different population variances are involved »,
//! Biometrika 34, 1947: the groups have neither the same size nor the same spread. Only operations that give the same
//! bits on every machine make the interval.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::aggregate::Moments;

/// Ratings needed on both sides: under that, an interval says nothing.
const FEWEST_RATINGS: u64 = 5;

/// A difference of means, in thousandths like the ratings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Difference {
    pub(crate) effect: f64,
    /// Ends of the interval; `None` where there are too few ratings, or where all are alike.
    pub(crate) interval: Option<(f64, f64)>,
}

/// Mean of some ratings minus mean of others; `None` when either are none.
pub(crate) fn difference(some: &Moments, others: &Moments) -> Option<Difference> {
    let effect = mean(some)? - mean(others)?;
    Some(Difference { effect, interval: half_width(some, others).map(|half| (effect - half, effect + half)) })
}

impl Difference {
    /// Whether the interval leaves 0 out.
    pub(crate) fn is_clear(&self) -> bool {
        self.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    }
}

/// How likely are means as far apart as these, on both sides; `None` under two measures in either group. Where no measure
/// of a group differs from another, two means are the same or are not.
pub(crate) fn chance(some: &Moments, others: &Moments) -> Option<f64> {
    if some.n.min(others.n) < 2 {
        return None;
    }
    let apart = (mean(some)? - mean(others)?).abs();
    let Some((error, freedom)) = error(some, others) else {
        return Some(if apart > 0.0 { 0.0 } else { 1.0 });
    };
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    let t = apart / error;
    Some((2.0 * student.sf(t)).min(1.0))
}

/// Mean of some measures; `None` of none.
pub(crate) fn mean(ratings: &Moments) -> Option<f64> {
    (ratings.n > 0).then(|| ratings.sum as f64 / ratings.n as f64)
}

fn half_width(some: &Moments, others: &Moments) -> Option<f64> {
    if some.n.min(others.n) < FEWEST_RATINGS {
        return None;
    }
    error(some, others).map(|(error, freedom)| student(freedom) * error)
}

/// Standard error of the difference, and its degrees of freedom by Welch and Satterthwaite; `None` where all are alike.
fn error(some: &Moments, others: &Moments) -> Option<(f64, f64)> {
    let (a, b) = (variance_of_mean(some), variance_of_mean(others));
    let sum = a + b;
    let freedom = sum * sum / (a * a / (some.n - 1) as f64 + b * b / (others.n - 1) as f64);
    (sum > 0.0).then(|| (sum.sqrt(), freedom))
}

/// Variance of the ratings over their number. The subtraction is exact, in integers.
fn variance_of_mean(ratings: &Moments) -> f64 {
    let (n, sum) = (u128::from(ratings.n), u128::from(ratings.sum.unsigned_abs()));
    let spread = n * ratings.squares - sum * sum;
    let n = ratings.n as f64;
    spread as f64 / (n * n * (n - 1.0))
}

/// Quantile 0.975 of Student's t: the expansion of Fisher and Cornish (Technometrics 2, 1960) around the normal one,
/// which is right to 0.001 from 4 degrees of freedom on, the least that [`FEWEST_RATINGS`] gives.
fn student(freedom: f64) -> f64 {
    const Z: f64 = 1.959_963_984_540_054;
    let z2 = Z * Z;
    let terms = [
        (z2 + 1.0) / 4.0,
        ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0,
        (((3.0 * z2 + 19.0) * z2 + 17.0) * z2 - 15.0) / 384.0,
        ((((79.0 * z2 + 776.0) * z2 + 1482.0) * z2 - 1920.0) * z2 - 945.0) / 92_160.0,
    ];
    let series = terms.iter().rev().fold(0.0, |sum, term| (sum + term) / freedom);
    Z * (1.0 + series)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ratings: &[i32]) -> Moments {
        let mut moments = Moments::default();
        ratings.iter().for_each(|rating| moments.add(rating * 1000));
        moments
    }

    #[test]
    fn quantiles_are_those_of_printed_tables() {
        for (freedom, quantile) in
            [(4.0, 2.776), (5.0, 2.571), (10.0, 2.228), (30.0, 2.042), (120.0, 1.980), (1e6, 1.960)]
        {
            assert!((student(freedom) - quantile).abs() < 0.0012, "{freedom}: {}", student(freedom));
        }
    }

    #[test]
    fn an_interval_computed_by_hand() {
        // Means 2 and 4; variances 1/2 and 1/2 over 5: 0.1 each; 0.2 in all, 8 degrees of freedom, t = 2.306.
        // Half width: 2.306 x sqrt(0.2) = 1.0313.
        let (low, high) = (of(&[1, 2, 2, 2, 3]), of(&[3, 4, 4, 4, 5]));
        let found = difference(&low, &high).unwrap();
        let (from, to) = found.interval.unwrap();
        assert_eq!(found.effect, -2000.0);
        assert!((from + 3031.3).abs() < 1.0 && (to + 968.7).abs() < 1.0, "{from} {to}");
        assert!(found.is_clear());
    }

    #[test]
    fn unequal_groups_take_the_freedom_of_satterthwaite() {
        // Means 1.2 and 3; variances 0.2 and 20/9, over n 0.04 and 0.2222.
        // Freedom: 0.2622^2 / (0.04^2 / 4 + 0.2222^2 / 9) = 11.68, where t = 2.1855.
        let a = of(&[1, 1, 1, 1, 2]);
        let b = of(&[1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
        let found = difference(&a, &b).unwrap();
        let (from, to) = found.interval.unwrap();
        let half = 2.1855 * (0.04f64 + 20.0 / 90.0).sqrt() * 1000.0;
        assert!((from - (-1800.0 - half)).abs() < 2.0 && (to - (-1800.0 + half)).abs() < 2.0, "{from} {to}");
    }

    #[test]
    fn a_probability_read_in_a_table() {
        // t = 2 / sqrt(0.2) = 4.472 with 8 degrees of freedom: 0.00208 on both sides.
        let p = chance(&of(&[1, 2, 2, 2, 3]), &of(&[3, 4, 4, 4, 5])).unwrap();
        assert!((p - 0.002_08).abs() < 2e-5, "{p}");
        assert_eq!(chance(&of(&[1, 1]), &of(&[1, 1])), Some(1.0));
        assert_eq!(chance(&of(&[1, 1]), &of(&[2, 2])), Some(0.0));
        assert_eq!(chance(&of(&[1]), &of(&[2, 3])), None);
    }

    #[test]
    fn few_or_equal_ratings_have_no_interval() {
        assert_eq!(difference(&of(&[]), &of(&[1])), None);
        assert_eq!(difference(&of(&[1, 2, 1, 2]), &of(&[3, 4, 5, 3, 4])).unwrap().interval, None);
        let alike = difference(&of(&[1; 6]), &of(&[5; 9])).unwrap();
        assert_eq!((alike.effect, alike.interval), (-4000.0, None));
    }
}
