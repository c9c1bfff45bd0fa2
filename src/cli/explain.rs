//! `verbatim explain`.

use std::process::ExitCode;

use super::args::ExplainArgs;

/// Not written yet.
///
/// # Errors
/// Always.
pub fn run(_args: &ExplainArgs) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not written yet")
}
