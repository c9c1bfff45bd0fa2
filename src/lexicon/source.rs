//! Tables as text, from a folder, with their fingerprint. Never: knows which of them are embedded.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest, Sha256};

/// One table, as text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path inside `lexicons/`, with `/` on every system.
    pub path: String,
    /// UTF-8 text, byte-order mark removed.
    pub text: Cow<'static, str>,
}

/// The tables of a folder, sorted by path.
///
/// # Errors
/// When the folder cannot be read, or holds no table.
pub fn read_folder(folder: &Path) -> io::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in tables_below(folder)? {
        let relative = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&path).map_err(|error| at(&path, error))?;
        sources.push(Source { path: relative, text: Cow::Owned(decode(&bytes)) });
    }
    if sources.is_empty() {
        let none = "it holds no table: files whose names end in .csv are read";
        return Err(at(folder, io::Error::new(io::ErrorKind::NotFound, none)));
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

/// SHA-256 of all tables with their paths, in hexadecimal.
pub fn fingerprint(sources: &[Source]) -> String {
    let mut hash = Sha256::new();
    for source in sources {
        for part in [source.path.as_str(), &source.text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn tables_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(&folder).map_err(|error| at(&folder, error))? {
            let path = item.map_err(|error| at(&folder, error))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if is_table(&path) {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// The same error, with what it is about.
fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("\"{}\": {error}", path.display()))
}

/// Whether a file is a table, by its name.
pub(super) fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"))
}

/// Spreadsheets save UTF-8 with a byte-order mark, or Windows-1252.
pub(super) fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
