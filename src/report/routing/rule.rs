//! Rules on a figure that can never be met, told before anything is read: the figure has to be one that a report has.

use super::alerts::{bytes_of, of_totals, weight};
use super::tables::{self, Totals};
use crate::aggregate::Summary;
use crate::config::{AlertOn, AlertRule, Dialect, Place, Routing};
use crate::report::journey::Journey;
use crate::report::{Labels, View};

/// Columns of the tables made of totals whose cells are words, lists, quotations or days; all others hold numbers.
const WORDS: [&str; 49] = [
    "avertissement",
    "canal",
    "classe",
    "date",
    "depuis",
    "du",
    "au",
    "echeance",
    "echelle",
    "enthousiasmant",
    "enthousiasmant_principal",
    "etape",
    "etat",
    "exemple",
    "exemple_1",
    "exemple_2",
    "exemple_3",
    "facette",
    "famille",
    "fichier",
    "id",
    "importance_source",
    "indicateur",
    "irritant",
    "irritant_principal",
    "libelle",
    "liste",
    "mode",
    "moment",
    "mot",
    "nom",
    "phase",
    "point_de_contact",
    "premiere_date",
    "qualification",
    "racine",
    "satisfaction_source",
    "sens",
    "service",
    "situation",
    "specifique_de",
    "symbole",
    "tendance",
    "tendance_annee",
    "terme",
    "texte",
    "theme",
    "ton",
    "zone",
];

/// Why a rule on a figure can never be met.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: alert \"{alert}\"{why}")]
pub struct RuleError {
    place: Place,
    /// Name of the rule.
    alert: String,
    /// What it names, and what would do.
    why: String,
}

/// Rules whose figure does not exist, or that can never be met.
pub fn check_alerts(routing: &Routing) -> Vec<RuleError> {
    let summary = Summary::default();
    let none: [(&str, &str); 0] = [];
    let labels = Labels::new(none, none);
    let journey = Journey::new(&[]);
    let view = View::of_totals(&summary, &labels, &journey, Dialect::Rfc4180);
    let totals = Totals { departments: &[], routing };
    let columns = |table: &str| {
        let bytes = bytes_of(table, &view, &totals)?;
        let header = String::from_utf8_lossy(&bytes).lines().next().unwrap_or_default().to_owned();
        Some(header.split(',').map(str::to_owned).collect::<Vec<_>>())
    };
    routing.alerts.iter().filter_map(|rule| check(rule, columns)).collect()
}

/// `columns` gives those of a table made of totals.
fn check(rule: &AlertRule, columns: impl Fn(&str) -> Option<Vec<String>>) -> Option<RuleError> {
    let AlertOn::Figure { table, table_at, column, column_at, above, below, enough, .. } = &rule.on else {
        return None;
    };
    let wrong = |place: &Place, why| Some(RuleError { place: place.clone(), alert: rule.name.clone(), why });
    let Some(columns) = columns(table) else {
        let known = known_tables();
        return wrong(table_at, format!(": no table \"{table}\" is made of totals; name one of {known}"));
    };
    let is_number = |column: &&String| !WORDS.contains(&column.as_str());
    let numbers: Vec<&str> = columns.iter().filter(is_number).map(String::as_str).collect();
    let known = format!("those that hold numbers are {}", numbers.join(", "));
    if !columns.contains(column) {
        return wrong(column_at, format!(": {table} has no column \"{column}\"; {known}"));
    }
    if !numbers.contains(&column.as_str()) {
        return wrong(column_at, format!(": the column \"{column}\" of {table} holds words; {known}"));
    }
    if *enough > 0 && weight(columns.iter().map(String::as_str)).is_none() {
        let why = format!(" asks for enough, and {table} counts neither comments nor ratings: leave it out");
        return wrong(&rule.place, why);
    }
    match above.or(*below) {
        Some(_) => None,
        None => wrong(&rule.place, " has no threshold: give above or below".to_owned()),
    }
}

fn known_tables() -> String {
    of_totals()
        .map(|(name, _)| *name)
        .chain(tables::TABLES.iter().map(|(name, _)| *name))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_without_counts_refuses_to_pass_rows_over() {
        let rule = |enough| AlertRule {
            name: "x".to_owned(),
            place: Place::default(),
            on: AlertOn::Figure {
                table: "parts.csv".to_owned(),
                table_at: Place::default(),
                column: "part".to_owned(),
                column_at: Place::default(),
                row: Vec::new(),
                above: Some(0),
                below: None,
                enough,
            },
        };
        let columns = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(check(&rule(0), |_| columns(&["libelle", "part"])), None);
        assert_eq!(check(&rule(1), |_| columns(&["libelle", "part", "notes_avec"])), None);
        let told = check(&rule(1), |_| columns(&["libelle", "part"])).unwrap().to_string();
        assert!(told.contains("parts.csv counts neither") && told.lines().count() == 1, "{told}");
    }
}
