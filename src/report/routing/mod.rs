//! Goes in: where workers send each comment, row by row, and what routing added up. Comes out: `routage.csv`, the file of
//! each department, `departs.csv`, their totals, and alerts. Never: decides a department nor a priority.

mod alerts;
mod dispatch;
mod number;
mod record;
mod rule;
mod sorted;
mod tables;

use std::io;
use std::path::Path;

use super::{Labels, Output, View};
use crate::config::Routing;

pub use alerts::Alert;
pub use record::{ROUTES_FILE, Sending, write_route};
pub use rule::{RuleError, check_alerts};
pub(super) use tables::{DEPARTMENT_HEADER, departures};

/// Writes every file of routing into `dir`, and tells the alerts; `documents` has the labels of the language of documents.
pub(super) fn write(
    dir: &Path,
    view: &View<'_>,
    routing: &Routing,
    documents: &Labels,
    files: &[String],
) -> io::Result<(Vec<Output>, Vec<Alert>)> {
    let (mut outputs, departments) = dispatch::write(dir, view, routing)?;
    let totals = tables::Totals { departments: &departments, routing };
    for (name, table) in tables::TABLES {
        outputs.push(Output::write(dir, name, &table(view, &totals))?);
    }
    let raised = alerts::raised(view, &totals, documents, files)?;
    outputs.push(Output::write(dir, "alertes.csv", &alerts::table(view.dialect, &raised))?);
    outputs.push(Output::write(dir, "alertes.jsonl", &alerts::lines(&raised)?)?);
    Ok((outputs, raised))
}
