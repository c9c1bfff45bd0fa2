//! Goes in: the blocks `[[targets]]` of `verbatim.toml`. Comes out: which figures are to be reached, how far and by when.
//! Never: knows where they stand.

use chrono::NaiveDate;

use super::section::{Place, Refusal, Section, Value, number, text};
use super::value::ValueError;
use crate::scale::Scale;
use crate::taxonomy::{Flag, Tag};
use crate::text::fold_name;

/// Figures that have a better and a worse side, by the name of their column `indicateur`.
const INDICATORS: [&str; 5] = ["ton_net", "note", "irritant", "enthousiasmant", "drapeau"];

/// What stands for all touchpoints together, where tables have a touchpoint.
pub const EVERY_TOUCHPOINT: &str = "TOUS";

/// A figure to reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// As `tendances.csv` names it.
    pub indicator: String,
    /// A touchpoint, or [`EVERY_TOUCHPOINT`].
    pub touchpoint: String,
    /// The irritant, the delight or the flag; the scale of a rating where one is given; nothing for a net tone.
    pub name: String,
    /// Where it is named.
    pub name_at: Place,
    /// In millionths.
    pub value: i64,
    /// The last day of it.
    pub by: NaiveDate,
}

impl Target {
    /// Whether it is a share of comments, of something with a name.
    pub fn is_share(&self) -> bool {
        is_share(&self.indicator)
    }
}

fn is_share(indicator: &str) -> bool {
    matches!(indicator, "irritant" | "enthousiasmant" | "drapeau")
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
        let indicator = indicator.unwrap_or_default();
        if is_share(&indicator) && !block.has("name") {
            let expected = "a target: give the irritant, the enthousiasmant or the flag its name";
            block.refuse(&span, "name", ValueError::new("", expected));
        }
        let value = block.value("value", |value| Ok(to_reach(&indicator, number(value)?)?));
        let name_at = block.place_of("name").unwrap_or_default();
        let name = block.value("name", |value| Ok(name(&indicator, text(value)?)?));
        let touchpoint =
            block.value("touchpoint", |value| Ok(where_counted(&indicator, one_or_all(text(value)?)?)?));
        targets.push(Target {
            indicator,
            touchpoint: touchpoint.unwrap_or_else(|| EVERY_TOUCHPOINT.to_owned()),
            name: name.unwrap_or_default(),
            name_at,
            value: value.unwrap_or_default(),
            by: block.value("by", day).unwrap_or_default(),
        });
    }
    targets
}

/// Whether a name is that of all touchpoints together, however it is typed: no touchpoint has it.
pub(super) fn names_all(touchpoint: &str) -> bool {
    fold_name(touchpoint) == fold_name(EVERY_TOUCHPOINT)
}

fn one_or_all(name: String) -> Result<String, ValueError> {
    match name.trim() {
        EVERY_TOUCHPOINT => Ok(EVERY_TOUCHPOINT.to_owned()),
        "" => Err(ValueError::new(name, "a touchpoint: write its name, or TOUS for all of them")),
        other if names_all(other) => {
            Err(ValueError::new(name, "a touchpoint: write TOUS in capitals for all of them"))
        }
        _ => Ok(name),
    }
}

/// A history counts flags over all touchpoints alone.
fn where_counted(indicator: &str, touchpoint: String) -> Result<String, ValueError> {
    match indicator {
        "drapeau" if touchpoint != EVERY_TOUCHPOINT => Err(ValueError::new(
            touchpoint,
            "where flags are counted, which is over all touchpoints alone: leave it out",
        )),
        _ => Ok(touchpoint),
    }
}

/// A figure that the indicator can have, in millionths.
fn to_reach(indicator: &str, n: f64) -> Result<i64, ValueError> {
    let (range, expected) = match indicator {
        "ton_net" => (-1.0..=1.0, "a net tone: write a number from -1 to 1"),
        "note" => (0.0..=100.0, "a mean rating: write a number from 0 to 100"),
        _ => (0.0..=1.0, "a share: write a number from 0 to 1, 0.02 for 2 %"),
    };
    match range.contains(&n) {
        true => Ok((n * 1e6).round() as i64),
        false => Err(ValueError::new(n, expected)),
    }
}

/// Lexicons tell whether an irritant has that name.
fn name(indicator: &str, name: String) -> Result<String, ValueError> {
    match indicator {
        "drapeau" if Flag::from_id(&name).is_none() => {
            Err(ValueError::new(name, "a flag: write depart or alerte"))
        }
        "note" if Scale::from_id(&name).is_none() => Err(ValueError::new(
            name,
            "a scale: write nps, etoiles, niveaux, ces, note_10, note_20 or note_100",
        )),
        "ton_net" => Err(ValueError::new(name, "a name that this figure has: leave it out")),
        _ => Ok(name),
    }
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
