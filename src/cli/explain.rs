//! `verbatim explain`: how one comment gets its tags, on stdout; headings in bold where it is a terminal.

use std::io::{IsTerminal, Read};
use std::process::ExitCode;

use anyhow::Context;

use super::args::ExplainArgs;
use crate::explain::{Paint, explain};
use crate::ingest::read_comment;
use crate::pipeline::load_lexicon;

/// Explains a comment.
///
/// # Errors
/// When the lexicons or the standard input cannot be read, or there is no text.
pub fn run(args: &ExplainArgs) -> anyhow::Result<ExitCode> {
    let text = match &args.text {
        Some(text) if text != "-" => text.clone(),
        _ => read_stdin().context("the standard input cannot be read")?,
    };
    let text = read_comment(&text);
    anyhow::ensure!(!text.trim().is_empty(), "there is no text: give one as argument or on standard input");
    let (lexicon, _) = load_lexicon(args.lexicons.as_deref())?;
    let paint = if std::io::stdout().is_terminal() { Paint::Ansi } else { Paint::Plain };
    super::say(explain(&text, &lexicon, paint).as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// UTF-8, else what a French Windows types.
fn read_stdin() -> std::io::Result<String> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    };
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
