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

use super::{View, cloud};
use crate::config::Dialect;

/// Writes all pictures into the folder of the report, with the list of words that clouds leave out. Gives the names of
/// the files, and the cloud of the whole run.
pub(super) fn write_all(view: &View<'_>, dir: &Path) -> io::Result<(Vec<String>, String)> {
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
    let names = files.par_iter().map(|(name, bytes)| write(dir, name, bytes));
    let names: Vec<Vec<String>> = names.collect::<io::Result<_>>()?;
    let whole = String::from_utf8(files.swap_remove(0).1).expect("an SVG is text");
    Ok((names.concat(), whole))
}

/// A file, and the PNG of a picture beside it.
fn write(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<Vec<String>> {
    fs::write(dir.join(name), bytes)?;
    let mut names = vec![name.to_owned()];
    if let Some(stem) = name.strip_suffix(".svg") {
        let svg = std::str::from_utf8(bytes).expect("an SVG is text");
        let png_name = format!("{stem}.png");
        fs::write(dir.join(&png_name), png::png(svg))?;
        names.push(png_name);
    }
    Ok(names)
}
