//! Cells of tables, as a workbook has them.

use std::borrow::Cow;

use super::columns::Kind;
use crate::aggregate::Spellings;

/// The text of a cell: touchpoints by the names of the report, however the export spells them.
pub(super) fn told<'c>(cell: &'c str, kind: Kind, spellings: &'c Spellings) -> Cow<'c, str> {
    match kind {
        Kind::Place => spellings.cell(cell),
        _ => Cow::Borrowed(cell),
    }
}

/// The number of a cell, whatever the decimal sign of its dialect.
pub(super) fn number(cell: &str) -> Option<f64> {
    cell.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_decimal_signs() {
        assert_eq!(["0,250", "-0.5", "12", ""].map(number), [Some(0.25), Some(-0.5), Some(12.0), None]);
    }
}
