//! What each rule brings: the figures with every rule, less those without it.

use super::FacetScore;
use crate::annotate::{Rule, Rules};
use crate::taxonomy::Tag;

/// What every rule brings to every figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Ablation {
    /// Names of the figures, in order.
    pub figures: Vec<&'static str>,
    /// The figures with every rule.
    pub whole: Vec<f64>,
    /// The rules, the one that brings most first.
    pub rules: Vec<Share>,
}

/// What one rule brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// The rule.
    pub rule: Rule,
    /// What each figure loses without it; below 0 where the rule does harm.
    pub brings: Vec<f64>,
}

impl Share {
    /// Mean of what the figures lose.
    pub fn mean(&self) -> f64 {
        self.brings.iter().sum::<f64>() / self.brings.len() as f64
    }
}

/// Themes are read in aspects: counting them as well would weigh them twice.
const LEFT_OUT: &str = "themes";

/// Scores with every rule, then without each; `score_under` reads the same comments under the rules it is given.
pub fn ablate(score_under: impl Fn(Rules) -> Vec<FacetScore>) -> Ablation {
    let figures = |rules| -> Vec<(&'static str, f64)> {
        let scores = score_under(rules);
        scores
            .iter()
            .filter(|facet| facet.name != LEFT_OUT)
            .map(|facet| (facet.name, facet.figure()))
            .collect()
    };
    let (names, whole): (Vec<_>, Vec<f64>) = figures(Rules::all()).into_iter().unzip();
    let share = |rule: &Rule| {
        let without = figures(Rules::without(*rule));
        let brings = whole.iter().zip(without).map(|(with, (_, without))| with - without).collect();
        Share { rule: *rule, brings }
    };
    let mut rules: Vec<Share> = Rule::ALL.iter().map(share).collect();
    rules.sort_by(|a, b| b.mean().total_cmp(&a.mean()));
    Ablation { figures: names, whole, rules }
}
