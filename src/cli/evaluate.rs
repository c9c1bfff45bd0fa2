//! `verbatim evaluate`.

use std::process::ExitCode;

use super::args::EvaluateArgs;

/// Not written yet.
///
/// # Errors
/// Always.
pub fn run(_args: &EvaluateArgs) -> anyhow::Result<ExitCode> {
    anyhow::bail!("not written yet")
}
