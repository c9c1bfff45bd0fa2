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

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::source::Table;
use super::{Output, View};
use crate::config::Dialect;

/// Writes all pictures into the folder of the report, with the files of the clouds, which are made already. Gives the
/// files.
pub(super) fn write_all(
    view: &View<'_>,
    clouds: &[(String, Vec<u8>)],
    dir: &Path,
) -> io::Result<Vec<Output>> {
    let folders: BTreeSet<&Path> = clouds.iter().filter_map(|(name, _)| Path::new(name).parent()).collect();
    folders.iter().try_for_each(|folder| fs::create_dir_all(dir.join(folder)))?;
    // With a decimal point, as pictures read numbers.
    let view = &View { dialect: Dialect::Rfc4180, ..*view };
    let map = Table::made(&super::mapping::table(view), view.dialect)?;
    let others = [
        ("pareto_irritants.svg".to_owned(), pareto::irritants(view).into_bytes()),
        ("pareto_themes.svg".to_owned(), pareto::themes(view).into_bytes()),
        ("cartographie.svg".to_owned(), mapping::svg(&map, view.labels).into_bytes()),
    ];
    let files = clouds.par_iter().chain(&others);
    let written: Vec<Vec<Output>> =
        files.map(|(name, bytes)| write(dir, name, bytes)).collect::<io::Result<_>>()?;
    Ok(written.concat())
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
