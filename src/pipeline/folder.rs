//! The report folder: built aside, then put in place whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::RunError;

/// A report being built beside the place where it will stand.
#[derive(Debug)]
pub struct Folder {
    place: PathBuf,
    staging: PathBuf,
}

impl Folder {
    /// Makes an empty staging folder beside `place`. A place that holds something else than a report is refused,
    /// unless `force`.
    pub fn stage(place: &Path, force: bool) -> Result<Self, RunError> {
        let folder = Self { place: place.to_owned(), staging: beside(place, "en-cours") };
        if place.exists() && !force && !is_replaceable(place) {
            return Err(RunError::NotAReport(place.display().to_string()));
        }
        let made = remove(&folder.staging).and_then(|()| fs::create_dir_all(&folder.staging));
        made.map_err(|source| folder.error(source))?;
        Ok(folder)
    }

    /// Whether a report stands there already.
    pub fn has_report(&self) -> bool {
        self.place.join("run.json").exists()
    }

    /// Where to write.
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// An error about this folder.
    pub fn error(&self, source: io::Error) -> RunError {
        RunError::Write { place: self.place.display().to_string(), source }
    }

    /// Puts the report in place of the old one.
    pub fn publish(self) -> Result<(), RunError> {
        let old = beside(&self.place, "ancien");
        let swap = || -> io::Result<()> {
            remove(&old)?;
            if self.place.exists() {
                fs::rename(&self.place, &old)?;
            }
            fs::rename(&self.staging, &self.place)?;
            remove(&old)
        };
        swap().map_err(|source| self.error(source))
    }
}

impl Drop for Folder {
    /// What was not published is thrown away; nothing can be done where that fails.
    fn drop(&mut self) {
        drop(remove(&self.staging));
    }
}

/// A hidden neighbour of `place`, on the same file system so that a rename is enough.
fn beside(place: &Path, what: &str) -> PathBuf {
    let name = place.file_name().map_or_else(|| "rapport".into(), |name| name.to_string_lossy());
    place.with_file_name(format!(".{name}.{what}"))
}

/// An empty folder, or a report of ours.
fn is_replaceable(place: &Path) -> bool {
    let ours =
        fs::read_to_string(place.join("run.json")).is_ok_and(|run| run.contains("\"program\": \"verbatim\""));
    ours || fs::read_dir(place).is_ok_and(|mut items| items.next().is_none())
}

fn remove(path: &Path) -> io::Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
