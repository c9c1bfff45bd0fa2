//! Goes in: the blocks `[[targets]]` of `verbatim.toml`. Comes out: which figures are to be reached, how far and by when.
//! Never: knows where they stand.

use chrono::NaiveDate;

use super::section::{Refusal, Section, Value, number, text};
use super::value::ValueError;

/// Figures that have a better and a worse side, by the name of their column `indicateur`.
const INDICATORS: [&str; 5] = ["ton_net", "note", "irritant", "enthousiasmant", "drapeau"];

/// A figure to reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// As `tendances.csv` names it.
    pub indicator: String,
    /// A touchpoint, or `TOUS`.
    pub touchpoint: String,
    /// The irritant, the delight or the flag; empty for the others.
    pub name: String,
    /// In millionths.
    pub value: i64,
    /// The last day of it.
    pub by: NaiveDate,
}

pub(super) fn read(root: &mut Section<'_, '_>) -> Vec<Target> {
    let mut targets = Vec::new();
    for (span, mut block) in root.sections("targets") {
        for key in ["indicator", "value", "by"] {
            if !block.has(key) {
                block.refuse(&span, key, ValueError::new("", "a target: give each indicator, value and by"));
            }
        }
        let indicator = block.value("indicator", |value| {
            let name = text(value)?;
            match INDICATORS.contains(&name.as_str()) {
                true => Ok(name),
                false => Err(ValueError::new(
                    name,
                    "a figure: write ton_net, note, irritant, enthousiasmant or drapeau",
                )
                .into()),
            }
        });
        let value = block.value("value", |value| {
            let n = number(value)?;
            match n.is_finite() && n.abs() <= 1e6 {
                true => Ok((n * 1e6).round() as i64),
                false => Err(ValueError::new(n, "a figure: write 0.02 for 2 %").into()),
            }
        });
        targets.push(Target {
            indicator: indicator.unwrap_or_default(),
            touchpoint: block.value("touchpoint", text).unwrap_or_else(|| "TOUS".to_owned()),
            name: block.value("name", text).unwrap_or_default(),
            value: value.unwrap_or_default(),
            by: block.value("by", day).unwrap_or_default(),
        });
    }
    targets
}

/// A date of TOML, or the same between quotes.
fn day(value: Value<'_>) -> Result<NaiveDate, Refusal> {
    let written = match value {
        Value::Datetime(date) => date.to_string(),
        other => text(other)?,
    };
    let day = written.parse();
    Ok(day.map_err(|_| ValueError::new(written, "a day: write it as 2027-03-31"))?)
}
