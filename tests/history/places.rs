//! Where histories are kept while a scenario runs.

use std::path::PathBuf;

/// Gives new places for histories.
pub trait Places {
    /// A place where nothing is, as the command line names it.
    fn place(&mut self) -> String;
}

/// Files in folders of their own, removed at the end.
#[derive(Default)]
pub struct Files(Vec<tempfile::TempDir>);

impl Places for Files {
    fn place(&mut self) -> String {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("historique.sqlite");
        self.0.push(folder);
        path.to_str().unwrap().to_owned()
    }
}
