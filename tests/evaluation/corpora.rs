//! Goes in: the evaluation folder, beside the project. Comes out: exports of it, none where it is absent. Never: a text
//! of it in a message.

use std::path::{Path, PathBuf};

/// Exports of three trades; what lacks is said and skipped.
pub fn corpora() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let names = ["services_publics_plus", "assurance_opinion", "showroomprive_trustpilot"];
    let paths = names.map(|name| folder.join(format!("{name}.csv")));
    let (there, missing): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|path| path.exists());
    for path in missing {
        println!(
            "skipped: {} is not in the evaluation folder",
            path.file_name().unwrap_or_default().display()
        );
    }
    there
}
