//! Lines of a Pareto as they are shown: what has a name first, since it can be acted upon; then, in grey, what has none.

use super::source::{Table, number};
use super::{ALL_TOUCHPOINTS, View};

/// The lines of one touchpoint, each in the order of the table.
pub(super) struct Ordered {
    pub(super) named: Vec<Vec<String>>,
    pub(super) unnamed: Vec<Vec<String>>,
}

impl Ordered {
    /// Lines of a touchpoint; `name` is the column of what is mentioned.
    pub(super) fn of(view: &View<'_>, table: &Table, name: &str, touchpoint: &str) -> Self {
        let [at, theme, label] = ["point_de_contact", "theme", name].map(|name| table.column(name));
        let rows = table.rows.iter().filter(|row| row[at] == touchpoint).cloned();
        let (named, unnamed) = rows.partition(|row| view.labels.is_named(&row[theme], &row[label]));
        Self { named, unnamed }
    }

    /// Lines over all touchpoints, with the shares that add up in this order. A line sums up those without a name, whose
    /// own shares are parts of its own.
    pub(super) fn overall(view: &View<'_>, table: &Table, name: &str, rest: &str) -> Self {
        let mut lines = Self::of(view, table, name, ALL_TOUCHPOINTS);
        let [at, label, count, part, sum] =
            ["point_de_contact", name, "verbatims", "part", "part_cumulee"].map(|name| table.column(name));
        let counted = |row: &Vec<String>| number(&row[count]).unwrap_or(0.0);
        let unnamed: f64 = lines.unnamed.iter().map(counted).sum();
        let total = unnamed + lines.named.iter().map(counted).sum::<f64>();
        let mut before = 0.0;
        for row in &mut lines.named {
            before += counted(row);
            row[sum] = (before / total).to_string();
        }
        lines.unnamed.iter_mut().for_each(|row| row[sum].clear());
        if unnamed > 0.0 {
            let mut row = vec![String::new(); table.header.len()];
            row[at] = ALL_TOUCHPOINTS.to_owned();
            row[label] = rest.to_owned();
            row[count] = unnamed.to_string();
            row[part] = (unnamed / total).to_string();
            row[sum] = "1".to_owned();
            lines.unnamed.insert(0, row);
        }
        lines
    }
}
