//! The rules of a configuration, ready for comments.

use std::sync::Arc;

use super::matcher::Matcher;
pub use super::matcher::UnknownIrritant;
use super::priority::{Reason, reasons};
use crate::annotate::Annotation;
use crate::config::{AlertOn, Config, Routing};
use crate::lexicon::LabelBook;
use crate::text::fold_name;

/// Sends comments to departments; one per run.
#[derive(Clone, Debug)]
pub struct Router {
    /// In the order of the table: the first one that is met decides.
    rules: Vec<(Matcher, usize)>,
    default: usize,
    /// By the place of the rule among all alerts; alerts on figures are decided at the end of the run.
    alerts: Vec<(usize, Matcher)>,
    importances: Vec<(String, u8)>,
}

/// Where a comment goes and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Index in [`Routing::departments`].
    pub department: usize,
    /// What made the first line that is met decide; nothing where no line is.
    pub rule: Option<String>,
    /// Reasons of its priority, the first ones in the order of [`Reason`].
    pub reasons: Vec<Reason>,
    /// Rules of alerts that it counts for, by their place.
    pub alerts: Vec<usize>,
}

impl Route {
    /// Sum of the reasons known so far.
    pub fn priority(&self) -> u32 {
        self.reasons.iter().map(|reason| reason.points()).sum()
    }
}

impl Router {
    /// # Errors
    /// Every irritant that a rule of the user asks for and the lexicons lack; a rule of the program then takes nothing.
    pub fn new(config: &Config, labels: &LabelBook) -> Result<Self, Vec<UnknownIrritant>> {
        let Routing { rules, default, alerts, .. } = &config.routing;
        let departments = config.routing.departments();
        let place = |name: &String| departments.iter().position(|known| known == name).unwrap_or_default();
        let mut unknown = Vec::new();
        let mut matcher = |when| Matcher::new(when, labels, &mut unknown);
        let rules = rules.iter().map(|rule| (matcher(&rule.when), place(&rule.to))).collect();
        let on_comments = alerts.iter().enumerate().filter_map(|(i, alert)| match &alert.on {
            AlertOn::Comments { when, .. } => Some((i, when)),
            AlertOn::Figure { .. } => None,
        });
        let alerts = on_comments.map(|(i, when)| (i, matcher(when))).collect();
        let importances = config
            .journey
            .iter()
            .filter_map(|touchpoint| Some((fold_name(&touchpoint.name), touchpoint.importance?)));
        let router = Self { rules, default: place(default), alerts, importances: importances.collect() };
        if unknown.is_empty() || !config.routing.is_asked { Ok(router) } else { Err(unknown) }
    }

    /// Decides for one comment; `touchpoints` are folded.
    pub fn route(&self, ann: &Annotation, touchpoints: &[Arc<str>]) -> Route {
        let rule = self.rules.iter().find(|(matcher, _)| matcher.is_met(ann, touchpoints));
        let is_there = |asked: &str| touchpoints.iter().any(|name| **name == *asked);
        let importances = self.importances.iter().filter(|(name, _)| is_there(name));
        let met = self.alerts.iter().filter(|(_, matcher)| matcher.is_met(ann, touchpoints));
        Route {
            department: rule.map_or(self.default, |(_, department)| *department),
            rule: rule.map(|(matcher, _)| matcher.reason(ann, touchpoints)),
            reasons: reasons(ann, importances.map(|(_, importance)| *importance).max().unwrap_or(0)),
            alerts: met.map(|(place, _)| *place).collect(),
        }
    }
}
