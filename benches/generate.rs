//! Goes in: a size, a place, a seed. Comes out: a CSV export of invented comments, the same for the same seed.
//! Never: draws anything that the seed does not decide.
//!
//! `cargo run --release --example generate-corpus -- 50 corpus.csv [SEED]` writes 50 MB; `-` is standard output.

mod corpus;

use std::fs::File;
use std::io::{self, Write};

const USAGE: &str = "usage: generate-corpus MEGABYTES FILE|- [SEED]";

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let bad = || io::Error::new(io::ErrorKind::InvalidInput, USAGE);
    let (megabytes, place) = (arguments.first().ok_or_else(bad)?, arguments.get(1).ok_or_else(bad)?);
    let n_bytes = megabytes.parse::<u64>().map_err(|_| bad())? * 1_000_000;
    let seed = arguments.get(2).map_or(Ok(1), |seed| seed.parse()).map_err(|_| bad())?;
    let out: Box<dyn Write> = match place.as_str() {
        "-" => Box::new(io::stdout().lock()),
        path => Box::new(File::create(path)?),
    };
    let n_rows = corpus::Corpus::new(seed)?.write(out, n_bytes)?;
    eprintln!("{n_rows} comments, seed {seed}");
    Ok(())
}
