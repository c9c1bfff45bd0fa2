//! Goes in: the section `[routing]` and the blocks `[[alerts]]` of `verbatim.toml`, or the tables of the program.
//! Comes out: [`Routing`], which comment goes to which department and what raises an alert. Never: sees a comment.

use std::ops::Range;

use serde::Serialize;

use super::conditions::{Conditions, conditions, names};
use super::section::{Place, Section, number, text, whole};
use super::value::ValueError;

/// The routing and the alerts of the program, in the same words as those of a team.
pub(super) const DEFAULT: &str = include_str!("routing.toml");

/// Departments that a table may name: each has its file, open until the end of the run.
const MOST_DEPARTMENTS: usize = 50;

/// Where comments go, and what raises an alert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Routing {
    /// Lines of the table: the first one whose conditions a comment meets decides.
    pub rules: Vec<RoutingRule>,
    /// Department of a comment that no line takes.
    pub default: String,
    /// What raises an alert.
    pub alerts: Vec<AlertRule>,
    /// Whether someone asked for it, here or on the command line: it is then written whatever documents are asked for.
    #[serde(skip)]
    pub is_asked: bool,
    /// What an alert does to the exit code.
    #[serde(skip)]
    pub on_alert: OnAlert,
}

/// What an alert does to the exit code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnAlert {
    /// Nothing.
    #[default]
    Tell,
    /// It becomes 1.
    Fail,
}

/// A line of the routing table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoutingRule {
    /// What a comment must carry.
    pub when: Conditions,
    /// The department that gets it.
    pub to: String,
}

/// What raises one alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AlertRule {
    /// What the alert is called.
    pub name: String,
    /// Where the block stands.
    #[serde(skip)]
    pub place: Place,
    /// What is looked at.
    #[serde(flatten)]
    pub on: AlertOn,
}

/// What an alert looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum AlertOn {
    /// Comments that meet conditions.
    Comments {
        /// What they must carry.
        when: Conditions,
        /// How many of them raise it.
        at_least: u64,
        /// Which part of the run they must be, in millionths.
        #[serde(serialize_with = "units")]
        share: i64,
    },
    /// A column of a table of the report.
    Figure {
        /// File of the table.
        table: String,
        /// Where it is named.
        #[serde(skip)]
        table_at: Place,
        /// Column of the figure.
        column: String,
        /// Where it is named.
        #[serde(skip)]
        column_at: Place,
        /// Cells that a row must have; any row when there is none.
        row: Vec<String>,
        /// Raised above that, in millionths.
        #[serde(serialize_with = "maybe_units")]
        above: Option<i64>,
        /// Raised below that, in millionths.
        #[serde(serialize_with = "maybe_units")]
        below: Option<i64>,
        /// Rows of fewer comments are passed over, of fewer ratings in tables that count these alone.
        enough: u64,
    },
}

/// What a file says of routing; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoutingFile {
    /// Whether one of these sections is there, be it empty.
    pub is_asked: bool,
    /// `routing.default`.
    pub default: Option<String>,
    /// `routing.rules`.
    pub rules: Option<Vec<RoutingRule>>,
    /// `[[alerts]]`.
    pub alerts: Option<Vec<AlertRule>>,
}

impl Routing {
    /// What a file says, and what the program says where the file says nothing.
    pub fn resolve(file: RoutingFile, default: RoutingFile, on_alert: OnAlert) -> Self {
        let is_asked = file.is_asked || on_alert == OnAlert::Fail;
        Self {
            rules: file.rules.or(default.rules).unwrap_or_default(),
            default: file.default.or(default.default).unwrap_or_default(),
            alerts: file.alerts.or(default.alerts).unwrap_or_default(),
            is_asked,
            on_alert,
        }
    }

    /// Departments in the order of the table, the default one last.
    pub fn departments(&self) -> Vec<&str> {
        let mut all: Vec<&str> = Vec::new();
        let named = self.rules.iter().map(|rule| rule.to.as_str()).filter(|to| *to != self.default);
        for name in named.chain([self.default.as_str()]) {
            if !all.contains(&name) {
                all.push(name);
            }
        }
        all
    }
}

/// `[routing]` and `[[alerts]]`.
pub(super) fn read(root: &mut Section<'_, '_>) -> RoutingFile {
    let is_asked = root.has("routing") || root.has("alerts");
    let mut routing = root.section("routing");
    let rules = routing.has("rules").then(|| rules(&mut routing));
    let alerts = root.has("alerts").then(|| {
        let blocks = root.sections("alerts");
        blocks.into_iter().map(|(span, block)| alert(&span, block)).collect()
    });
    let default = routing.value("default", |value| Ok(named(text(value)?)?));
    RoutingFile { is_asked, default, rules, alerts }
}

fn rules(routing: &mut Section<'_, '_>) -> Vec<RoutingRule> {
    let mut departments: Vec<String> = Vec::new();
    let mut rules = Vec::new();
    for (span, mut line) in routing.sections("rules") {
        if !line.has("when") || !line.has("to") {
            let expected = "a line of the table: give each when and to";
            line.refuse(&span, if line.has("to") { "when" } else { "to" }, ValueError::new("", expected));
        }
        let to = line.value("to", |value| {
            let to = named(text(value)?)?;
            if !departments.contains(&to) {
                departments.push(to.clone());
            }
            match departments.len() > MOST_DEPARTMENTS {
                true => Err(ValueError::new(to, "one of 50 departments: name no more").into()),
                false => Ok(to),
            }
        });
        rules.push(RoutingRule { when: conditions(line.section("when")), to: to.unwrap_or_default() });
    }
    rules
}

fn alert(span: &Range<usize>, mut block: Section<'_, '_>) -> AlertRule {
    let (on_comments, on_figure) = (block.has("when"), block.has("table") && block.has("column"));
    if !block.has("name") {
        block.refuse(span, "name", ValueError::new("", "an alert: give each its name"));
    }
    if !on_comments && !on_figure {
        block.offer(&ON_COMMENTS);
    }
    let place = block.place(span);
    let name = block.value("name", |value| {
        let name = named(text(value)?)?;
        match on_comments == on_figure {
            true => Err(ValueError::new(
                name,
                "an alert on comments, with the key when, nor on a figure, with table and column: give one of both",
            )
            .into()),
            false => Ok(name),
        }
    });
    let on = if on_comments { on_comments_of(block) } else { on_figure_of(block) };
    AlertRule { name: name.unwrap_or_default(), place, on }
}

/// The keys of a rule on comments.
const ON_COMMENTS: [&str; 3] = ["when", "at_least", "share"];

fn on_comments_of(mut block: Section<'_, '_>) -> AlertOn {
    AlertOn::Comments {
        when: conditions(block.section("when")),
        at_least: count(&mut block, "at_least", 1).unwrap_or(1),
        share: block.value("share", |value| Ok(share(number(value)?)?)).unwrap_or(0),
    }
}

fn on_figure_of(mut block: Section<'_, '_>) -> AlertOn {
    let at = |key: &str| block.place_of(key).unwrap_or_default();
    let (table_at, column_at) = (at("table"), at("column"));
    AlertOn::Figure {
        table_at,
        column_at,
        table: block.value("table", text).unwrap_or_default(),
        column: block.value("column", text).unwrap_or_default(),
        row: block.value("row", names).unwrap_or_default(),
        above: block.value("above", |value| Ok(millionths(number(value)?)?)),
        below: block.value("below", |value| Ok(millionths(number(value)?)?)),
        enough: count(&mut block, "enough", 0).unwrap_or(0),
    }
}

/// A number of comments, `least` or more.
fn count(block: &mut Section<'_, '_>, key: &str, least: u64) -> Option<u64> {
    let expected =
        if least == 0 { "a number of comments: 0 or more" } else { "a number of comments: 1 or more" };
    block.value(key, |value| {
        let n = whole(value)?;
        let known = u64::try_from(n).ok().filter(|n| *n >= least);
        Ok(known.ok_or_else(|| ValueError::new(n, expected))?)
    })
}

/// A number in millionths, as the file has it.
fn units<S: serde::Serializer>(millionths: &i64, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(*millionths as f64 / 1e6)
}

fn maybe_units<S: serde::Serializer>(millionths: &Option<i64>, to: S) -> Result<S::Ok, S::Error> {
    match millionths {
        Some(millionths) => units(millionths, to),
        None => to.serialize_none(),
    }
}

fn named(name: String) -> Result<String, ValueError> {
    match name.trim() {
        "" => Err(ValueError::new(name, "a name: write one between quotes")),
        name => Ok(name.to_owned()),
    }
}

fn share(n: f64) -> Result<i64, ValueError> {
    match (0.0..=1.0).contains(&n) {
        true => millionths(n),
        false => Err(ValueError::new(n, "a share: write a number from 0 to 1, 0.05 for 5 %")),
    }
}

/// Figures of reports have at most four decimals: six are exact.
fn millionths(n: f64) -> Result<i64, ValueError> {
    match n.is_finite() && n.abs() < 1e12 {
        true => Ok((n * 1e6).round() as i64),
        false => Err(ValueError::new(n, "a number")),
    }
}
