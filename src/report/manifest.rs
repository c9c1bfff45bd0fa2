//! Goes in: the files of a report as they are written, or a report folder. Comes out: the fingerprint of each file, which
//! `run.json` keeps; what a folder has against them. Never: decides what a file holds.
//!
//! The fingerprint is BLAKE3: a standard, as fast as memory on any processor, so that taking it shows in no run.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

/// Name of the file that lists the others. It is written last, so it cannot list itself.
pub const MANIFEST: &str = "run.json";

/// A file of a report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Output {
    /// Path from the report folder, with `/`.
    pub file: String,
    /// Its size.
    pub bytes: u64,
    /// Its fingerprint, in hexadecimal.
    pub blake3: String,
}

impl Output {
    /// A file of the report in `dir`, as it stands there.
    pub fn of(dir: &Path, name: &str) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(dir.join(name))?)?;
        Ok(Self::hashed(name.to_owned(), &hasher))
    }

    fn hashed(file: String, hasher: &blake3::Hasher) -> Self {
        Self { file, bytes: hasher.count(), blake3: hasher.finalize().to_hex().to_string() }
    }

    /// Writes a whole file of the report in `dir`.
    pub fn write(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<Self> {
        let mut file = OutputFile::create(dir, name)?;
        file.write_all(bytes)?;
        Ok(file.finish())
    }
}

/// A file of a report being written, whose fingerprint is taken on the way: nothing is read again.
#[derive(Debug)]
pub struct OutputFile {
    name: String,
    file: File,
    hasher: blake3::Hasher,
}

impl OutputFile {
    /// Creates a file of the report in `dir`.
    pub fn create(dir: &Path, name: &str) -> io::Result<Self> {
        let file = File::create(dir.join(name))?;
        Ok(Self { name: name.to_owned(), file, hasher: blake3::Hasher::new() })
    }

    /// Appends bytes.
    pub fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.hasher.update(bytes);
        Ok(())
    }

    /// The file is complete.
    pub fn finish(self) -> Output {
        Output::hashed(self.name, &self.hasher)
    }
}

/// What a report folder has against its manifest; names are in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Files as they were written.
    pub intact: u64,
    /// Listed, and not there.
    pub missing: Vec<String>,
    /// Listed, with other bytes.
    pub changed: Vec<String>,
    /// There, and not listed.
    pub extra: Vec<String>,
}

impl Verdict {
    /// Whether the folder is what the run wrote.
    pub fn is_intact(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.extra.is_empty()
    }
}

/// The part of `run.json` that tells what files there are.
#[derive(Deserialize)]
struct Manifest {
    outputs: Vec<Output>,
}

/// Compares a report folder with its manifest.
///
/// # Errors
/// When the folder has no manifest that can be read, or when a file cannot be read.
pub fn verify(dir: &Path) -> io::Result<Verdict> {
    let about = |name: &str, error: &dyn std::fmt::Display| io::Error::other(format!("{name}: {error}"));
    let manifest = fs::read(dir.join(MANIFEST)).map_err(|error| about(MANIFEST, &error))?;
    let manifest: Manifest = serde_json::from_slice(&manifest)
        .map_err(|error| about(MANIFEST, &format_args!("not as a run writes it ({error}); run again")))?;
    let mut found = BTreeSet::new();
    list(dir, "", &mut found)?;
    found.remove(MANIFEST);
    let mut verdict = Verdict::default();
    for output in manifest.outputs {
        if !found.remove(&output.file) {
            verdict.missing.push(output.file);
            continue;
        }
        let now = Output::of(dir, &output.file).map_err(|error| about(&output.file, &error))?;
        if now.blake3 == output.blake3 {
            verdict.intact += 1;
        } else {
            verdict.changed.push(output.file);
        }
    }
    verdict.extra = found.into_iter().collect();
    Ok(verdict)
}

/// Every file below `dir`, as manifests name them; links are not followed, and count as files.
pub(super) fn list(dir: &Path, prefix: &str, found: &mut BTreeSet<String>) -> io::Result<()> {
    for item in fs::read_dir(dir)? {
        let item = item?;
        let name = format!("{prefix}{}", item.file_name().to_string_lossy());
        if item.file_type()?.is_dir() {
            list(&item.path(), &format!("{name}/"), found)?;
        } else {
            found.insert(name);
        }
    }
    Ok(())
}
