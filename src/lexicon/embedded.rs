//! Goes in: nothing, or a folder that replaces and adds tables. Comes out: the tables, or the lexicon of them.
//! Never: compiles what the build script has compiled.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::compile::{Lexicon, compile};
use super::image;
use super::issue::{Issue, Severity};
use super::source::{Source, decode, is_table, read_folder};

/// The tables, for a folder to complete and for `lexicon check`.
static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lexicons");

/// What they compile to.
static IMAGE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.image"));

/// The lexicon, and the errors that it must not be used with: the embedded one as it was compiled with the program, or
/// the one of the embedded tables as `folder` replaces and completes them.
///
/// ```
/// let (lexicon, errors) = verbatim::lexicon::load(None).unwrap();
/// assert!(errors.is_empty() && lexicon.normalizer.key("répondu") == lexicon.normalizer.key("répondent"));
/// ```
///
/// # Errors
/// When the folder cannot be read.
pub fn load(folder: Option<&Path>) -> io::Result<(Lexicon, Vec<Issue>)> {
    if folder.is_none() {
        return Ok(image::read(IMAGE));
    }
    let (lexicon, mut issues) = compile(&read_sources(folder)?);
    issues.retain(|issue| issue.severity == Severity::Error);
    Ok((lexicon, issues))
}

/// The embedded tables, replaced and completed by those of `folder`, sorted by path.
///
/// # Errors
/// When the folder cannot be read.
pub fn read_sources(folder: Option<&Path>) -> io::Result<Vec<Source>> {
    let mut texts = BTreeMap::new();
    tables(&EMBEDDED, &mut texts);
    if let Some(folder) = folder {
        texts.extend(read_folder(folder)?.into_iter().map(|source| (source.path, source.text)));
    }
    Ok(texts.into_iter().map(|(path, text)| Source { path, text }).collect())
}

fn tables(dir: &'static Dir<'static>, texts: &mut BTreeMap<String, Cow<'static, str>>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if is_table(file.path()) {
            texts.insert(path, Cow::Owned(decode(file.contents())));
        }
    }
    dir.dirs().for_each(|below| tables(below, texts));
}
