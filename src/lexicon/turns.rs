//! Goes in: the turns of phrase that `grammaire/tournures.csv` names. Comes out: what `@nom` stands for in a pattern.
//! Never: a turn inside a turn.

use std::collections::BTreeMap;

use super::issue::{Issue, Severity};
use super::pattern::parse_variants;
use super::table::Table;

/// Turns of phrase, by name.
#[derive(Clone, Debug, Default)]
pub struct Turns(BTreeMap<String, String>);

impl Turns {
    /// Reads lines of a name and a pattern; several lines of a name are alternatives, in an order that is not theirs.
    pub(super) fn read<'t>(
        lines: impl Iterator<Item = (&'t Table, u32, &'t str, &'t str)>,
        issues: &mut Vec<Issue>,
    ) -> Self {
        let mut patterns: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (table, line, name, pattern) in lines {
            let wrong = match parse_variants(pattern, &Self::default()) {
                Ok(_) if name.is_empty() => Some("a turn needs a name".to_owned()),
                Ok(_) => None,
                Err(error) => Some(error.message),
            };
            match wrong {
                Some(message) => issues.push(table.issue(line, 1, Severity::Error, message)),
                None => patterns.entry(name.to_owned()).or_default().push(pattern),
            }
        }
        let joined = patterns.into_iter().map(|(name, mut alternatives)| {
            alternatives.sort_unstable();
            alternatives.dedup();
            (name, alternatives.join(" | "))
        });
        Self(joined.collect())
    }

    /// The pattern of that name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}
