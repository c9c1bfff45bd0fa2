//! Where tables come from: the ones embedded in the binary, and a folder that replaces or adds to them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lexicons");

/// One table, as text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path inside `lexicons/`, with `/` on every system.
    pub path: String,
    /// UTF-8 text, byte-order mark removed.
    pub text: Cow<'static, str>,
}

/// The embedded tables, replaced and completed by those of `folder`, sorted by path.
///
/// # Errors
/// When the folder cannot be read.
pub fn read_sources(folder: Option<&Path>) -> io::Result<Vec<Source>> {
    let mut texts = BTreeMap::new();
    embedded(&EMBEDDED, &mut texts);
    if let Some(folder) = folder {
        for path in tables_below(folder)? {
            let relative = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            texts.insert(relative, Cow::Owned(decode(&fs::read(&path)?)));
        }
    }
    Ok(texts.into_iter().map(|(path, text)| Source { path, text }).collect())
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

fn embedded(dir: &'static Dir<'static>, texts: &mut BTreeMap<String, Cow<'static, str>>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let (true, Some(text)) = (path.ends_with(".csv"), file.contents_utf8()) {
            texts.insert(path, Cow::Borrowed(text));
        }
    }
    dir.dirs().for_each(|below| embedded(below, texts));
}

fn tables_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder)? {
            let path = item?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Spreadsheets save UTF-8 with a byte-order mark, or Windows-1252.
fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned(),
    }
}
