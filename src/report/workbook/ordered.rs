//! Lines of a Pareto as they are shown: what has a name first, since it can be acted upon; then, in grey, what has none.

use super::cells::number;
use super::{EVERY_TOUCHPOINT, View};
use crate::report::source::Table;

/// The lines of one touchpoint, each in the order of the table.
pub(super) struct Ordered {
    pub(super) named: Vec<Vec<String>>,
    pub(super) unnamed: Vec<Vec<String>>,
}

impl Ordered {
    /// Those rows of the table; `name` is the column of what is mentioned.
    pub(super) fn of<'t>(
        view: &View<'_>,
        table: &Table,
        name: &str,
        rows: impl IntoIterator<Item = &'t [String]>,
    ) -> Self {
        let [theme, label] = ["theme", name].map(|name| table.column(name));
        let rows = rows.into_iter().map(<[String]>::to_vec);
        let (named, unnamed) = rows.partition(|row| view.labels.is_named(&row[theme], &row[label]));
        Self { named, unnamed }
    }

    /// Lines over all touchpoints, in the order of the table.
    pub(super) fn everywhere(view: &View<'_>, table: &Table, name: &str) -> Self {
        let at = table.column("point_de_contact");
        let rows = table.rows.iter().filter(|row| row[at] == EVERY_TOUCHPOINT);
        Self::of(view, table, name, rows.map(Vec::as_slice))
    }

    /// Lines over all touchpoints, with the shares that add up in this order. A line sums up those without a name, whose
    /// own shares are parts of its own.
    pub(super) fn overall(view: &View<'_>, table: &Table, name: &str, rest: &str) -> Self {
        let mut lines = Self::everywhere(view, table, name);
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
            row[at] = EVERY_TOUCHPOINT.to_owned();
            row[label] = rest.to_owned();
            row[count] = unnamed.to_string();
            row[part] = (unnamed / total).to_string();
            row[sum] = "1".to_owned();
            lines.unnamed.insert(0, row);
        }
        lines
    }
}
