//! The report folder: built aside, then put in place whole, unless the run is told to stop before.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::RunError;
use super::workspace::Workspace;
use crate::config::{Config, ConfigOrigin, HistoryPlace, Input};
use crate::report::MANIFEST;

/// How far a report is, shared with whoever may be told to stop the run.
#[derive(Debug, Default)]
pub struct Underway(Mutex<Stage>);

#[derive(Debug, Default)]
enum Stage {
    /// Nothing is written yet.
    #[default]
    Reading,
    Building(Workspace),
    /// The report is in place, or never will be.
    Over,
}

impl Underway {
    fn stage(&self) -> MutexGuard<'_, Stage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Throws away what is being built, then ends the process with `end`. The run can publish nothing meanwhile, nor
    /// tell of the errors that it meets. Once the report is in place, does nothing: the run is about to end by itself.
    pub fn abandon(&self, end: impl FnOnce()) {
        let mut stage = self.stage();
        if !matches!(*stage, Stage::Over) {
            *stage = Stage::Over;
            end();
        }
    }
}

/// A report being built beside the place where it will stand.
#[derive(Debug)]
pub struct Folder<'u> {
    /// As the user named it.
    name: PathBuf,
    staging: PathBuf,
    underway: &'u Underway,
}

impl<'u> Folder<'u> {
    /// Makes an empty staging folder beside the place of the report.
    pub fn stage(config: &Config, underway: &'u Underway) -> Result<Self, RunError> {
        let name = config.out.display().to_string();
        let place = place(config)?;
        let mut stage = underway.stage();
        let workspace = match Workspace::take(&place) {
            Ok(Some(workspace)) => workspace,
            Ok(None) => return Err(RunError::Busy(name)),
            Err(cause) => return Err(RunError::Write { place: name, cause }),
        };
        let folder = Self { name: config.out.clone(), staging: workspace.staging(), underway };
        *stage = Stage::Building(workspace);
        Ok(folder)
    }

    /// Whether a report stands there already.
    pub fn has_report(&self) -> bool {
        self.name.join(MANIFEST).exists()
    }

    /// Where to write.
    pub fn staging(&self) -> &Path {
        &self.staging
    }

    /// An error about this folder.
    pub fn error(&self, cause: io::Error) -> RunError {
        RunError::Write { place: self.name.display().to_string(), cause }
    }

    /// Puts the report in place of the old one.
    pub fn publish(self) -> Result<(), RunError> {
        let mut stage = self.underway.stage();
        match std::mem::replace(&mut *stage, Stage::Over) {
            Stage::Building(workspace) => workspace.publish().map_err(|cause| self.error(cause)),
            Stage::Reading | Stage::Over => unreachable!("a folder is staged once and published once"),
        }
    }
}

impl Drop for Folder<'_> {
    /// What was not published is thrown away.
    fn drop(&mut self) {
        *self.underway.stage() = Stage::Over;
    }
}

/// Where the report will stand. A place that holds something else than a report is refused, unless forced; one that holds
/// an input is refused always.
pub fn place(config: &Config) -> Result<PathBuf, RunError> {
    let name = config.out.display().to_string();
    // A link is followed, so that all names of a folder have one workspace, on the file system of the folder.
    let place = fs::canonicalize(&config.out).unwrap_or_else(|_| config.out.clone());
    if place.exists() && !config.force && !is_replaceable(&place) {
        return Err(RunError::NotAReport(name));
    }
    if place.ancestors().skip(1).find(|above| above.exists()).is_some_and(|above| !above.is_dir()) {
        return Err(RunError::Write { place: name, cause: io::ErrorKind::NotADirectory.into() });
    }
    if let Some(input) = config.inputs.iter().find(|input| is_inside(input, &place)) {
        return Err(RunError::InputInside { input: crate::ingest::display_name(input), place: name });
    }
    spare(config)?;
    Ok(place)
}

/// Refuses a place that holds what the next run needs: the old report goes with all that stands in its folder.
pub fn spare(config: &Config) -> Result<(), RunError> {
    let place = resolved(&config.out);
    let history = config.history.as_ref().and_then(|history| match &history.place {
        HistoryPlace::File(path) => Some(path.as_path()),
        HistoryPlace::Server(_) => None,
    });
    let origin = config.origin.as_ref().map(ConfigOrigin::path);
    let template = config.page.template.as_ref().map(|template| template.path.as_path());
    let lexicons = config.lexicons.as_deref();
    for (what, path) in
        [("history", history), ("configuration", origin), ("lexicons", lexicons), ("template", template)]
    {
        if let Some(path) = path.filter(|path| resolved(path).starts_with(&place)) {
            let (path, place) = (path.display().to_string(), config.out.display().to_string());
            return Err(RunError::Inside { what, path, place });
        }
    }
    Ok(())
}

/// A path without links, even where nothing stands yet.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = path.ancestors().find_map(|above| Some((fs::canonicalize(above).ok()?, above)));
    let below = known.and_then(|(known, above)| Some(known.join(path.strip_prefix(above).ok()?)));
    below.unwrap_or(path)
}

/// An empty folder, or a report of ours; one whose files a power cut emptied, or filled with zeros, is one of ours still.
fn is_replaceable(place: &Path) -> bool {
    let Ok(run) = fs::read(place.join(MANIFEST)) else {
        return fs::read_dir(place).is_ok_and(|mut items| items.next().is_none());
    };
    let is_lost = run.iter().all(|byte| *byte == 0) && place.join("verbatims.csv").exists();
    is_lost || String::from_utf8_lossy(&run).contains("\"program\": \"verbatim\"")
}

/// Whether replacing `place` would destroy an input.
fn is_inside(input: &Input, place: &Path) -> bool {
    match input {
        Input::File(path) => fs::canonicalize(path).is_ok_and(|path| path.starts_with(place)),
        Input::Stdin => false,
    }
}
