//! `verbatim analyze`: decisions and closing summary on stdout, log and progress on stderr, where it is a terminal.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use tracing::{Level, debug, enabled, info};

use super::args::{AnalyzeArgs, SummaryFormat};
use super::decisions::{decided, note, previewed};
use super::signals;
use crate::config::{Config, Input, OnAlert};
use crate::pipeline::{self, Outcome, PastOutcome, Progress, Underway};
use crate::report::{self, Alert, Judged};
use crate::text::printable;

/// Runs the main job: 1 when a threshold is exceeded, the report being written all the same.
///
/// # Errors
/// When the run cannot be done.
pub fn run(args: AnalyzeArgs) -> anyhow::Result<ExitCode> {
    let (dry_run, format) = (args.dry_run, args.summary);
    let config = args.resolve()?;
    if dry_run {
        let files = pipeline::preview(&config)?;
        files.iter().for_each(note);
        if format == SummaryFormat::Json || !config.quiet {
            super::say(previewed(&files, &config, format).as_bytes())?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let (start, place) = (Instant::now(), config.out.display().to_string());
    info!(version = env!("CARGO_PKG_VERSION"), inputs = config.inputs.len(), report = place, "run started");
    let bar = Bar::new(&config);
    let underway = Arc::new(Underway::default());
    signals::watch(Arc::clone(&underway), config.out.clone())?;
    let outcome = pipeline::analyze(&config, &bar, &underway)?;
    bar.0.finish_and_clear();
    outcome.decisions.iter().for_each(note);
    let thresholds = report::judge(&config.thresholds, outcome.rows, &outcome.summary);
    match format {
        SummaryFormat::Text if config.quiet => {}
        SummaryFormat::Text => print(&told(&outcome, &config, &place)),
        SummaryFormat::Json => {
            let Outcome { rows, summary, labels, .. } = &outcome;
            print(&report::digest(summary, *rows, labels, &config.journey, &thresholds, &place));
        }
    }
    let exceeded: Vec<&Judged> = thresholds.iter().filter(|judged| judged.exceeded).collect();
    exceeded
        .iter()
        .for_each(|judged| super::complain(&format!("{}; the report is in '{place}'", judged.sentence())));
    let alerted = config.routing.on_alert == OnAlert::Fail && !outcome.alerts.is_empty();
    if alerted {
        let n_alerts = outcome.alerts.len();
        super::complain(&format!("{n_alerts} alert(s) raised; the report is in '{place}'"));
    }
    info!(
        rows = outcome.rows.read,
        seconds = start.elapsed().as_secs_f64(),
        report = place,
        "report written"
    );
    // The process ends: giving back the totals, word by word, would take 30 ms.
    std::mem::forget(outcome);
    Ok(ExitCode::from(u8::from(!exceeded.is_empty() || alerted)))
}

fn told(outcome: &Outcome, config: &Config, place: &str) -> String {
    let mut text = String::new();
    if let Some(origin) = &config.origin {
        text.push_str(&format!("Configuration : {}\n", origin.decision()));
    }
    outcome.decisions.iter().for_each(|file| text.push_str(&decided(file)));
    let Outcome { summary, rows, labels, spellings, .. } = outcome;
    text.push_str(&report::closing(summary, *rows, labels, (&config.journey, spellings), place));
    if config.routes() {
        text.push_str(&alerted(&outcome.alerts));
    }
    text.push_str(&outcome.past.map(stored).unwrap_or_default());
    text
}

/// What the history gained, and whether the report is that of an earlier run.
fn stored(past: PastOutcome) -> String {
    let PastOutcome { added, corrected, report_left } = past;
    let new = if added > 1 { "nouveaux verbatims" } else { "nouveau verbatim" };
    let mend = if corrected > 1 { "corrigés" } else { "corrigé" };
    let [added, corrected] = [added, corrected].map(report::grouped);
    let mut text = format!("Historique : {added} {new}, {corrected} {mend}\n");
    if report_left {
        text.push_str("Rien de nouveau : le rapport en place n'a pas été touché\n");
    }
    text
}

/// Alerts, one a line.
fn alerted(alerts: &[Alert]) -> String {
    let mut text = format!("Alertes : {}\n", alerts.len());
    for alert in alerts {
        text.push_str(&format!("  {} : {}\n", printable(&alert.alerte), printable(&alert.pourquoi)));
    }
    text
}

/// A closed pipe is no failure: the report is written.
fn print(text: &str) {
    drop(std::io::stdout().write_all(text.as_bytes()));
}

/// Rows and megabytes a second; hidden when quiet, when the log has its place, or away from a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new(config: &Config) -> Self {
        if config.quiet || enabled!(Level::INFO) || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let size = |input: &Input| match input {
            Input::File(path) => {
                std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|file| file.len())
            }
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
        debug!(rows, bytes, "batch written");
        self.0.inc(bytes);
        let so_far = self.0.message().parse::<u64>().unwrap_or(0) + rows;
        self.0.set_message(so_far.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_history_gains_is_told_as_rows_are() {
        let told = |added, corrected| stored(PastOutcome { added, corrected, report_left: false });
        assert_eq!(told(2750, 0), "Historique : 2 750 nouveaux verbatims, 0 corrigé\n");
        assert_eq!(told(1, 2), "Historique : 1 nouveau verbatim, 2 corrigés\n");
    }
}
