//! `verbatim verify`: each file that is missing, changed or extra; 1 when there is one.

use std::process::ExitCode;

use anyhow::Context;

use super::args::VerifyArgs;
use crate::report::{Verdict, verify};

/// Checks a report folder against its `run.json`.
///
/// # Errors
/// When there is nothing to check it against.
pub fn run(args: &VerifyArgs) -> anyhow::Result<ExitCode> {
    let place = args.dir.display();
    let verdict = verify(&args.dir).with_context(|| format!("cannot verify '{place}'"))?;
    super::say(told(&verdict).as_bytes())?;
    Ok(ExitCode::from(u8::from(!verdict.is_intact())))
}

fn told(verdict: &Verdict) -> String {
    let mut text = String::new();
    for (what, names) in
        [("Absent", &verdict.missing), ("Modifié", &verdict.changed), ("En trop", &verdict.extra)]
    {
        // A name may hold anything that a file system allows, and a terminal must not obey it.
        names.iter().for_each(|name| text.push_str(&format!("{what} : {}\n", name.escape_debug())));
    }
    let Verdict { intact, missing, changed, extra } = verdict;
    text.push_str(&format!(
        "Fichiers intacts : {intact} ; absents : {} ; modifiés : {} ; en trop : {}\n",
        missing.len(),
        changed.len(),
        extra.len()
    ));
    text
}
