//! Goes in: a figure of a table, or a count. Comes out: the same, to be compared, written and told to programs. Never:
//! rounds: figures of reports have four decimals at most.

use serde::Serialize;

/// A number in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub(super) i64);

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 % 1_000_000 {
            0 => to.serialize_i64(self.0 / 1_000_000),
            _ => to.serialize_f64(self.0 as f64 / 1e6),
        }
    }
}

impl Number {
    pub(super) fn of(count: u64) -> Self {
        Self(i64::try_from(count).unwrap_or(i64::MAX).saturating_mul(1_000_000))
    }

    pub(super) fn read(cell: &str) -> Option<Self> {
        let n: f64 = cell.replace(',', ".").parse().ok()?;
        (n.is_finite() && n.abs() < 1e12).then(|| Self((n * 1e6).round() as i64))
    }

    /// Without useless zeros.
    pub(super) fn written(self, point: char) -> String {
        let (sign, n) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        let decimals = format!("{:06}", n % 1_000_000);
        let text = format!("{sign}{}{point}{}", n / 1_000_000, decimals.trim_end_matches('0'));
        text.trim_end_matches(point).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_both_dialects_and_written_short() {
        for (cell, written) in [("-0,610", "-0.61"), ("12", "12"), ("0.0250", "0.025"), ("-100", "-100")] {
            assert_eq!(Number::read(cell).unwrap().written('.'), written);
        }
        for cell in ["", "Livraison", "NaN", "inf", "1e300"] {
            assert_eq!(Number::read(cell), None, "{cell}");
        }
    }
}
