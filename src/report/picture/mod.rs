//! Goes in: the view of the run. Comes out: every picture of a report, as SVG and as PNG. Never: uses a font of the
//! machine, or leaves something out without a word.
//!
//! Letters are those of DejaVu Sans, subset to Latin (`fonts/LICENSE`): SVGs carry them compressed, PNGs are drawn with
//! them.

pub(super) mod canvas;
mod mapping;
pub(super) mod metrics;
mod pareto;
mod placing;
mod png;
mod points;

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::{Output, View, cloud};
use crate::config::Dialect;

/// Writes all pictures into the folder of the report, with the list of words that clouds leave out. Gives the files,
/// and the cloud of the whole run.
pub(super) fn write_all(view: &View<'_>, dir: &Path) -> io::Result<(Vec<Output>, String)> {
    for folder in cloud::FOLDERS {
        fs::create_dir_all(dir.join(folder))?;
    }
    let mut files = cloud::files(view);
    files.push(("pareto_irritants.svg".to_owned(), pareto::svg(view).into_bytes()));
    // With a decimal point, as pictures read numbers.
    let map = super::mapping::table(&View { dialect: Dialect::Rfc4180, ..*view });
    files.push((
        "cartographie.svg".to_owned(),
        mapping::svg(&map, |name| view.labels.touchpoint(name).to_owned()).into_bytes(),
    ));
    let written = files.par_iter().map(|(name, bytes)| write(dir, name, bytes));
    let written: Vec<Vec<Output>> = written.collect::<io::Result<_>>()?;
    let whole = String::from_utf8(files.swap_remove(0).1).expect("an SVG is text");
    Ok((written.concat(), whole))
}

/// A file, and the PNG of a picture beside it.
fn write(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<Vec<Output>> {
    let mut written = vec![Output::write(dir, name, bytes)?];
    if let Some(stem) = name.strip_suffix(".svg") {
        let svg = std::str::from_utf8(bytes).expect("an SVG is text");
        written.push(Output::write(dir, &format!("{stem}.png"), &png::png(svg))?);
    }
    Ok(written)
}
