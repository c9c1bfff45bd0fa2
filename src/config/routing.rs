//! Goes in: the section `[routing]` and the blocks `[[alerts]]` of `verbatim.toml`, or the tables of the program.
//! Comes out: [`Routing`], which comment goes to which department and what raises an alert. Never: sees a comment.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::conditions::{Conditions, ConditionsToml, OneOrMany};
use super::file::Text;
use super::value::{ConfigError, ValueError};

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
        /// Column of the figure.
        column: String,
        /// Cells that a row must have; any row when there is none.
        row: Vec<String>,
        /// Raised above that, in millionths.
        #[serde(serialize_with = "maybe_units")]
        above: Option<i64>,
        /// Raised below that, in millionths.
        #[serde(serialize_with = "maybe_units")]
        below: Option<i64>,
        /// Rows of fewer `verbatims` are passed over.
        enough: u64,
    },
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RoutingToml {
    default: Option<Spanned<String>>,
    rules: Option<Vec<RuleToml>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleToml {
    when: ConditionsToml,
    to: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AlertToml {
    name: Spanned<String>,
    when: Option<ConditionsToml>,
    at_least: Option<Spanned<i64>>,
    share: Option<Spanned<f64>>,
    table: Option<String>,
    column: Option<String>,
    row: Option<OneOrMany>,
    above: Option<Spanned<f64>>,
    below: Option<Spanned<f64>>,
    enough: Option<Spanned<i64>>,
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

pub(super) fn check(
    source: &Text<'_>,
    routing: Option<RoutingToml>,
    alerts: Option<Vec<AlertToml>>,
) -> Result<RoutingFile, ConfigError> {
    let is_asked = routing.is_some() || alerts.is_some();
    let routing = routing.unwrap_or_default();
    let default = source.check("routing.default", routing.default, department)?;
    let rules = routing.rules.map(|rules| {
        let mut departments: Vec<String> = Vec::new();
        let rule = |RuleToml { when, to }| {
            let when = when.check(source, "routing.rules.when")?;
            let to = source.check("routing.rules.to", Some(to), |to| {
                let to = department(to)?;
                if !departments.contains(&to) {
                    departments.push(to.clone());
                }
                match departments.len() > MOST_DEPARTMENTS {
                    true => Err(ValueError::new(to, "one of 50 departments: name no more")),
                    false => Ok(to),
                }
            })?;
            Ok(RoutingRule { when, to: to.unwrap_or_default() })
        };
        rules.into_iter().map(rule).collect::<Result<Vec<_>, ConfigError>>()
    });
    let alerts = alerts.map(|alerts| alerts.into_iter().map(|alert| alert.check(source)).collect());
    Ok(RoutingFile { is_asked, default, rules: rules.transpose()?, alerts: alerts.transpose()? })
}

impl AlertToml {
    fn check(self, source: &Text<'_>) -> Result<AlertRule, ConfigError> {
        let (on_comments, on_figure) = (self.when.is_some(), self.table.is_some() && self.column.is_some());
        let name = source.check("alerts.name", Some(self.name), |name| match on_comments == on_figure {
            true => Err(ValueError::new(
                name,
                "an alert on comments, with the key when, nor on a figure, with table and column: give one of both",
            )),
            false => department(name),
        })?;
        let count = |key: &str, n| {
            source.check(key, n, |n: i64| {
                u64::try_from(n).map_err(|_| ValueError::new(n, "a number of comments: 0 or more"))
            })
        };
        let number = |key: &str, n| source.check(key, n, millionths);
        let name = name.unwrap_or_default();
        let on = match (self.when, self.table, self.column) {
            (Some(when), ..) => AlertOn::Comments {
                when: when.check(source, "alerts.when")?,
                at_least: count("alerts.at_least", self.at_least)?.unwrap_or(1).max(1),
                share: source.check("alerts.share", self.share, share)?.unwrap_or(0),
            },
            (None, table, column) => {
                let (above, below) =
                    (number("alerts.above", self.above)?, number("alerts.below", self.below)?);
                AlertOn::Figure {
                    table: table.unwrap_or_default(),
                    column: column.unwrap_or_default(),
                    row: self.row.map(OneOrMany::names).unwrap_or_default(),
                    above,
                    below,
                    enough: count("alerts.enough", self.enough)?.unwrap_or(0),
                }
            }
        };
        Ok(AlertRule { name, on })
    }
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

fn department(name: String) -> Result<String, ValueError> {
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
