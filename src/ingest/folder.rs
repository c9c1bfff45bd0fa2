//! Goes in: inputs as the user named them. Comes out: files, and what tells a file from another. Never: reads a table.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use sha2::{Digest, Sha256};

use super::IngestError;
use crate::config::Input;

/// How the names of exports end.
const EXPORTS: [&str; 4] = ["csv", "tsv", "gz", "xlsx"];

/// Replaces each folder by the exports in it, by name. Hidden files are left: tools write them on the way to another name.
pub fn expand(inputs: &[Input]) -> Result<Vec<Input>, IngestError> {
    let mut files = Vec::new();
    for input in inputs {
        match input {
            Input::File(path) if path.is_dir() => files.extend(exports(path)?.into_iter().map(Input::File)),
            other => files.push(other.clone()),
        }
    }
    Ok(files)
}

fn exports(folder: &Path) -> Result<Vec<PathBuf>, IngestError> {
    let error = |cause| IngestError::Io { file: folder.display().to_string(), cause };
    let items = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let paths = items.map_err(error)?.into_iter().map(|item| item.path());
    let mut exports: Vec<PathBuf> = paths.filter(|path| is_export(path) && path.is_file()).collect();
    exports.sort_unstable();
    if exports.is_empty() {
        return Err(IngestError::NoExport { folder: folder.display().to_string() });
    }
    Ok(exports)
}

fn is_export(path: &Path) -> bool {
    // « ~$avis.xlsx » is what Excel leaves beside a workbook that is open.
    let is_hidden = path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with('.') || name.starts_with("~$")
    });
    let end = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    !is_hidden && EXPORTS.contains(&end.as_str())
}

/// What the system says of a file, without reading it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its only absolute path.
    pub path: String,
    /// Its size as stored.
    pub bytes: i64,
    /// When it last changed, in nanoseconds since 1970; 0 when the system does not know.
    pub modified: i64,
}

/// The stamp of a file; `None` for what is no ordinary file, such as a pipe.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let facts = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let since = facts.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Some(Stamp {
        path: fs::canonicalize(path).ok()?.to_string_lossy().into_owned(),
        bytes: i64::try_from(facts.len()).ok()?,
        modified: since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0),
    })
}

/// The SHA-256 of a file as stored, in hexadecimal.
pub fn fingerprint(path: &Path) -> Result<String, IngestError> {
    let mut hasher = Sha256::new();
    let hashed = File::open(path).and_then(|mut file| io::copy(&mut file, &mut hasher));
    hashed.map_err(|cause| IngestError::Io { file: path.display().to_string(), cause })?;
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_systems_and_excel_leave_beside_exports_is_none() {
        for (name, export) in
            [("avis.xlsx", true), ("avis.CSV", true), ("~$avis.xlsx", false), ("._avis.csv", false)]
        {
            assert_eq!(is_export(Path::new(name)), export, "{name}");
        }
    }
}
