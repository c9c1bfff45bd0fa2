//! `verbatim analyze`: decisions and closing summary on stdout, progress on stderr where it is a terminal.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use super::args::AnalyzeArgs;
use super::signals;
use crate::config::{Config, Input, OnAlert};
use crate::ingest::{Field, FileDecisions};
use crate::pipeline::{self, Progress, Underway};
use crate::report::{self, Alert};
use crate::text::printable;

/// Runs the main job.
///
/// # Errors
/// When the run cannot be done.
pub fn run(args: AnalyzeArgs) -> anyhow::Result<ExitCode> {
    let config = args.resolve()?;
    let bar = Bar::new(&config);
    let underway = Arc::new(Underway::default());
    signals::watch(Arc::clone(&underway), config.out.clone())?;
    let outcome = pipeline::analyze(&config, &bar, &underway)?;
    bar.0.finish_and_clear();
    if !config.quiet {
        let mut text = String::new();
        if let Some(origin) = &config.origin {
            text.push_str(&format!("Configuration : {}\n", origin.decision()));
        }
        outcome.decisions.iter().for_each(|file| text.push_str(&decided(file)));
        let place = config.out.display().to_string();
        text.push_str(&report::closing(
            &outcome.summary,
            outcome.rows,
            &outcome.labels,
            &config.journey,
            &place,
        ));
        if config.routes() {
            text.push_str(&alerted(&outcome.alerts));
        }
        // A closed pipe is no failure: the report is written.
        drop(std::io::stdout().write_all(text.as_bytes()));
    }
    let failed = config.routing.on_alert == OnAlert::Fail && !outcome.alerts.is_empty();
    // The process ends: giving back the totals, word by word, would take 30 ms.
    std::mem::forget(outcome);
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Alerts, one a line.
fn alerted(alerts: &[Alert]) -> String {
    let mut text = format!("Alertes : {}\n", alerts.len());
    for alert in alerts {
        text.push_str(&format!("  {} : {}\n", printable(&alert.alerte), printable(&alert.pourquoi)));
    }
    text
}

/// One input, its dress and its columns, in a line or two.
fn decided(file: &FileDecisions) -> String {
    let mut dress = vec![file.format.to_owned()];
    dress.extend(file.sheet.iter().map(|sheet| format!("feuille « {sheet} »")));
    dress.extend(file.encoding.map(str::to_owned));
    dress.extend(file.delimiter.map(|delimiter| match delimiter {
        '\t' => "séparateur tabulation".to_owned(),
        sign => format!("séparateur « {sign} »"),
    }));
    let column = |column: &crate::ingest::ColumnDecision| {
        let header = column
            .header
            .as_ref()
            .map_or_else(|| format!("n° {}", column.position), |name| format!("« {name} »"));
        format!("{} = {header}", field_label(column.field))
    };
    let columns: Vec<String> = file.columns.iter().map(column).collect();
    let mut text =
        format!("Lecture de {} : {}\n  Colonnes : {}\n", file.file, dress.join(", "), columns.join(", "));
    if file.columns.iter().any(|column| column.field == Field::Rating.id()) {
        let scale = file.scale.unwrap_or("aucune");
        text.push_str(&format!("  Échelle des notes : {scale} ({})\n", file.scale_reason));
    }
    let mut notes = Vec::new();
    let mut note = |n: u64, what: &str| {
        if n > 0 {
            notes.push(format!("{n} {what}"));
        }
    };
    note(file.duplicate_ids, "identifiant(s) en double");
    note(file.undecodable, "séquence(s) hors encodage");
    note(file.quotes_recovered, "guillemet(s) jamais refermé(s)");
    note(file.short_rows, "ligne(s) incomplète(s)");
    note(file.overlong_rows + file.joined_rows, "ligne(s) trop longue(s)");
    if !notes.is_empty() {
        text.push_str(&format!("  À noter : {}\n", notes.join(", ")));
    }
    text
}

fn field_label(field: &str) -> &str {
    match field {
        "text" => "texte",
        "id" => "identifiant",
        "touchpoint" => "point de contact",
        "channel" => "canal",
        "rating" => "note",
        "entity" => "entité",
        "customer" => "client",
        other => other,
    }
}

/// Rows and megabytes a second; hidden when quiet or away from a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new(config: &Config) -> Self {
        if config.quiet || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let size = |input: &Input| match input {
            Input::File(path) => std::fs::metadata(path).ok().map(|file| file.len()),
            Input::Stdin => None,
        };
        let total: Option<u64> = config.inputs.iter().map(size).sum();
        let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
        let style =
            "{spinner} {msg} lignes {bar:30} {binary_bytes}/{binary_total_bytes} {binary_bytes_per_sec}";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        Self(bar)
    }
}

impl Progress for Bar {
    fn advance(&self, rows: u64, bytes: u64) {
        self.0.inc(bytes);
        let so_far = self.0.message().parse::<u64>().unwrap_or(0) + rows;
        self.0.set_message(so_far.to_string());
    }
}
