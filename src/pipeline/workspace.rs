//! The hidden neighbour of a report, `.rapport.verbatim` beside `rapport`: where a run builds, and what keeps another
//! run away.
//!
//! It holds `verrou`, locked as long as the run lives: the system unlocks it whatever the end of the process. So what
//! stands in a workspace that can be locked was left by a run that is dead, and is cleared. Only names of ours are, and
//! the workspace goes when nothing else is in it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

const LOCK: &str = "verrou";
/// The report being built.
const NEW: &str = "nouveau";
/// The report that was in place, while two renames put the new one there.
const OLD: &str = "ancien";
/// What is being thrown away.
const WASTE: &str = "rebut";
/// How often another run may tidy its workspace away just when this one comes in.
const ATTEMPTS: usize = 100;

/// A workspace that this run holds.
#[derive(Debug)]
pub struct Workspace {
    path: PathBuf,
    place: PathBuf,
    /// Folders above that this run made, the deepest first: a run that publishes nothing leaves none.
    made: Vec<PathBuf>,
    /// Open, and therefore locked.
    _lock: File,
}

impl Workspace {
    /// Takes the workspace of `place`, clears what a killed run left there, and puts back the report that it had taken
    /// away. `None` when another run is at work.
    pub fn take(place: &Path) -> io::Result<Option<Self>> {
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let path = place.with_file_name(format!(".{name}.verbatim"));
        let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let made = path.ancestors().skip(1).take_while(is_missing).map(Path::to_owned).collect();
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let Some(lock) = lock(&path)? else { return Ok(None) };
        let workspace = Self { path, place: place.to_owned(), made, _lock: lock };
        if workspace.old().exists() && !place.exists() {
            fs::rename(workspace.old(), place)?;
        }
        workspace.clear()?;
        fs::create_dir(workspace.staging())?;
        Ok(Some(workspace))
    }

    /// Where to build.
    pub fn staging(&self) -> PathBuf {
        self.path.join(NEW)
    }

    /// Puts what was built in place of the old report, which is then thrown away with the workspace.
    pub fn publish(self) -> io::Result<()> {
        self.swap(exchange)
    }

    fn old(&self) -> PathBuf {
        self.path.join(OLD)
    }

    /// One step where the system can exchange two folders: a reader, or the next run, finds the old report or the new
    /// one. Elsewhere two, between which the report is in the workspace: the next run puts it back.
    fn swap(&self, exchange: impl Fn(&Path, &Path) -> io::Result<()>) -> io::Result<()> {
        let (new, old) = (self.staging(), self.old());
        if fs::symlink_metadata(&self.place).is_err() {
            return fs::rename(&new, &self.place);
        }
        if exchange(&new, &self.place).is_ok() {
            return Ok(());
        }
        fs::rename(&self.place, &old)?;
        fs::rename(&new, &self.place).inspect_err(|_| drop(fs::rename(&old, &self.place)))
    }

    fn clear(&self) -> io::Result<()> {
        // Under another name first: a thread that still writes there fails, and does not fill a folder being emptied.
        drop(fs::rename(self.staging(), self.path.join(WASTE)));
        [WASTE, NEW, OLD].iter().try_for_each(|name| remove(&self.path.join(name)))
    }
}

impl Drop for Workspace {
    /// The lock goes last, while it is held. What cannot be removed is left to the next run.
    fn drop(&mut self) {
        if self.old().exists() && !self.place.exists() {
            return;
        }
        if self.clear().is_ok() {
            drop(fs::remove_file(self.path.join(LOCK)));
            drop(fs::remove_dir(&self.path));
            // Those that hold something, a report first of all, stay.
            drop(self.made.iter().try_for_each(fs::remove_dir));
        }
    }
}

/// Makes the workspace if need be and locks it; `None` when another run has.
fn lock(path: &Path) -> io::Result<Option<File>> {
    let name = path.join(LOCK);
    for _ in 0..ATTEMPTS {
        match fs::create_dir(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        let file = match OpenOptions::new().create(true).append(true).open(&name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            opened => opened?,
        };
        match file.try_lock() {
            Ok(()) if is_at(&file, &name) => return Ok(Some(file)),
            // The run that had it removed it between our opening and our locking.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(None)
}

/// Whether an open file still has that name.
#[cfg(unix)]
fn is_at(file: &File, name: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let (open, named) = (file.metadata().map(id), fs::metadata(name).map(id));
    matches!((open, named), (Ok(open), Ok(named)) if open == named)
}

#[cfg(not(unix))]
fn is_at(_file: &File, name: &Path) -> bool {
    name.exists()
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn remove(path: &Path) -> io::Result<()> {
    let is_folder = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
    let removed = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder whose `rapport` holds one file.
    fn place_with(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("rapport");
        fs::create_dir(&place).unwrap();
        fs::write(place.join("texte"), text).unwrap();
        (folder, place)
    }

    fn build(place: &Path, text: &str) -> Workspace {
        let workspace = Workspace::take(place).unwrap().unwrap();
        fs::write(workspace.staging().join("texte"), text).unwrap();
        workspace
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|item| item.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort_unstable();
        names
    }

    fn unsupported(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    #[test]
    fn the_new_report_replaces_the_old_one_and_nothing_is_left_beside() {
        for exchange in [exchange, unsupported] {
            let (folder, place) = place_with("avant");
            let workspace = build(&place, "après");
            workspace.swap(exchange).unwrap();
            drop(workspace);
            assert_eq!(fs::read_to_string(place.join("texte")).unwrap(), "après");
            assert_eq!(names(folder.path()), ["rapport"]);
        }
    }

    #[test]
    fn a_workspace_dropped_before_it_is_published_leaves_the_old_report() {
        let (folder, place) = place_with("avant");
        drop(build(&place, "après"));
        assert_eq!(fs::read_to_string(place.join("texte")).unwrap(), "avant");
        assert_eq!(names(folder.path()), ["rapport"]);
    }

    #[test]
    fn folders_made_for_a_report_that_never_comes_go_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a/b/rapport");
        drop(build(&place, "jamais"));
        assert_eq!(names(folder.path()), Vec::<String>::new());
        fs::create_dir(folder.path().join("a")).unwrap();
        drop(build(&place, "jamais"));
        assert_eq!(names(folder.path()), ["a"]);
        let workspace = build(&place, "enfin");
        workspace.swap(exchange).unwrap();
        drop(workspace);
        assert_eq!(fs::read_to_string(place.join("texte")).unwrap(), "enfin");
    }

    #[test]
    fn a_run_killed_between_two_renames_gives_the_old_report_back_to_the_next_one() {
        let (folder, place) = place_with("avant");
        let workspace = build(&place, "après");
        fs::rename(&place, workspace.old()).unwrap();
        // A killed process drops nothing, but its lock goes.
        let Workspace { _lock: lock, .. } = &workspace;
        lock.unlock().unwrap();
        std::mem::forget(workspace);
        let next = Workspace::take(&place).unwrap().unwrap();
        assert_eq!(fs::read_to_string(place.join("texte")).unwrap(), "avant");
        assert_eq!(names(&next.staging()), Vec::<String>::new());
        drop(next);
        assert_eq!(names(folder.path()), ["rapport"]);
    }

    #[test]
    fn a_second_rename_that_fails_puts_the_old_report_back() {
        let (_folder, place) = place_with("avant");
        let workspace = build(&place, "après");
        fs::remove_dir_all(workspace.staging()).unwrap();
        workspace.swap(unsupported).unwrap_err();
        assert_eq!(fs::read_to_string(place.join("texte")).unwrap(), "avant");
    }

    #[test]
    fn a_workspace_is_held_by_one_run_at_a_time_and_keeps_what_is_not_ours() {
        let (folder, place) = place_with("avant");
        let workspace = build(&place, "après");
        assert!(Workspace::take(&place).unwrap().is_none());
        fs::write(workspace.path.join("note"), "à moi").unwrap();
        drop(workspace);
        assert_eq!(names(&folder.path().join(".rapport.verbatim")), ["note"]);
        assert!(Workspace::take(&place).unwrap().is_some());
    }

    #[test]
    fn many_runs_at_once_never_hold_the_same_workspace() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let (_folder, place) = place_with("avant");
        let (held, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        if let Some(workspace) = Workspace::take(&place).unwrap() {
                            assert_eq!(held.fetch_add(1, Ordering::SeqCst), 0, "two runs hold it");
                            taken.fetch_add(1, Ordering::SeqCst);
                            held.fetch_sub(1, Ordering::SeqCst);
                            drop(workspace);
                        }
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
    }
}
