//! Goes in: the tables of `lexicons/`. Comes out: `lexicon.image` in the output folder of cargo, which the library
//! embeds. Never: stops on an error of a table, which the program reports with its address when it starts.
//!
//! The rooms that compile tables are included as they are: see `src/lexicon/mod.rs`.

use std::path::{Path, PathBuf};
use std::{env, fs};

#[allow(dead_code, unused_imports)]
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[allow(dead_code)]
#[path = "src/taxonomy.rs"]
mod taxonomy;
#[allow(dead_code, unused_imports)]
#[path = "src/text/mod.rs"]
mod text;

use lexicon::{Severity, compile, image, read_folder};

fn main() {
    println!("cargo::rustc-cfg=embedded_lexicon");
    for source in ["lexicons", "src/lexicon", "src/taxonomy.rs", "src/text", "build.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let sources = read_folder(Path::new("lexicons")).expect("lexicons/ stands beside build.rs");
    let (lexicon, mut issues) = compile(&sources);
    issues.retain(|issue| issue.severity == Severity::Error);
    issues.iter().for_each(|error| println!("cargo::warning=lexicons/{error}"));
    let folder = PathBuf::from(env::var_os("OUT_DIR").expect("cargo gives an output folder"));
    fs::write(folder.join("lexicon.image"), image::write(&lexicon, &issues))
        .expect("the output folder takes the image");
}
