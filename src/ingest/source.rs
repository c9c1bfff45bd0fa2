//! Goes in: a file, a pipe or standard input. Comes out: its bytes, unpacked if gzip, with their fingerprint.
//! Never: seeks, nor tells gzip by the name of the file.

use std::fs::{File, Metadata};
use std::io::{self, Cursor, Read};
use std::time::SystemTime;

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

use crate::config::Input;

/// An export packs to a tenth of its size, a hundredth at best; what unpacks to more than this is a bomb.
const MOST_UNPACKED: u64 = 200;
/// A small file may repeat itself more: nothing is refused below.
const ALWAYS_UNPACKED: u64 = 64 * 1024 * 1024;

pub(super) const GZIP_MAGIC: &[u8] = &[0x1f, 0x8b];

/// Bytes of an input as stored, hashed as they pass.
pub(super) struct Source {
    inner: Box<dyn Read + Send>,
    hasher: Sha256,
    bytes: u64,
    watch: Option<Watch>,
}

/// A file as it was when it was opened: one that changes while it is read gives rows that were never together.
struct Watch {
    file: File,
    was: (u64, Option<SystemTime>),
}

impl Watch {
    /// Watches a file, and nothing that has no size, as a pipe.
    fn new(file: &File) -> io::Result<Option<Self>> {
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Ok(None);
        }
        Ok(Some(Self { file: file.try_clone()?, was: state(&metadata) }))
    }

    fn check(&self) -> io::Result<()> {
        if state(&self.file.metadata()?) == self.was {
            return Ok(());
        }
        Err(io::Error::other("it changed while it was read; run again once it is complete"))
    }
}

/// What a writer cannot leave as it was.
fn state(metadata: &Metadata) -> (u64, Option<SystemTime>) {
    (metadata.len(), metadata.modified().ok())
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..n]);
        self.bytes += n as u64;
        Ok(n)
    }
}

/// Bytes of an input once unpacked.
pub(super) enum Raw {
    Plain(Source),
    Gzip(Box<Gunzip>),
}

/// A gzip as it unpacks.
pub(super) struct Gunzip {
    decoder: MultiGzDecoder<Source>,
    unpacked: u64,
}

impl Read for Gunzip {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.decoder.read(buffer)?;
        self.unpacked += n as u64;
        if self.unpacked > ALWAYS_UNPACKED && self.unpacked / MOST_UNPACKED > self.decoder.get_ref().bytes {
            let message = format!(
                "it unpacks to more than {MOST_UNPACKED} times its size, as a decompression bomb does"
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(n)
    }
}

impl Raw {
    /// Opens an input and looks at its first two bytes.
    pub(super) fn open(input: &Input) -> io::Result<Self> {
        match input {
            Input::File(path) => {
                let file = File::open(path)?;
                let watch = Watch::new(&file)?;
                Self::new(Box::new(file), watch)
            }
            Input::Stdin => Self::new(Box::new(io::stdin()), None),
        }
    }

    fn new(mut reader: Box<dyn Read + Send>, watch: Option<Watch>) -> io::Result<Self> {
        let mut magic = Vec::new();
        reader.by_ref().take(GZIP_MAGIC.len() as u64).read_to_end(&mut magic)?;
        let is_gzip = magic == GZIP_MAGIC;
        let inner = Box::new(Cursor::new(magic).chain(reader));
        let source = Source { inner, hasher: Sha256::new(), bytes: 0, watch };
        Ok(if is_gzip {
            Self::Gzip(Box::new(Gunzip { decoder: MultiGzDecoder::new(source), unpacked: 0 }))
        } else {
            Self::Plain(source)
        })
    }

    pub(super) fn is_gzip(&self) -> bool {
        matches!(self, Self::Gzip(_))
    }

    /// Reads what is left, so that the fingerprint covers the whole file, and makes sure that the file is still what it
    /// was at first.
    pub(super) fn drain(&mut self) -> io::Result<()> {
        let source = match self {
            Self::Plain(source) => source,
            Self::Gzip(gunzip) => gunzip.decoder.get_mut(),
        };
        io::copy(source, &mut io::sink())?;
        source.watch.as_ref().map_or(Ok(()), Watch::check)
    }

    /// Bytes of the stored file seen so far.
    pub(super) fn n_bytes(&self) -> u64 {
        match self {
            Self::Plain(source) => source.bytes,
            Self::Gzip(gunzip) => gunzip.decoder.get_ref().bytes,
        }
    }

    /// Bytes of the stored file seen so far, and their SHA-256 in hexadecimal.
    pub(super) fn fingerprint(&self) -> (u64, String) {
        let source = match self {
            Self::Plain(source) => source,
            Self::Gzip(gunzip) => gunzip.decoder.get_ref(),
        };
        let hash = source.hasher.clone().finalize();
        (source.bytes, hash.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl Read for Raw {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(source) => source.read(buffer),
            Self::Gzip(gunzip) => gunzip.read(buffer),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs::OpenOptions;
    use std::io::Write;

    use super::*;

    /// Reads a file in which `change` happens once its beginning was read.
    fn read_while(change: impl FnOnce(&mut File)) -> io::Result<()> {
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(&b"1;Tout va bien.\n".repeat(10_000))?;
        let mut raw = Raw::open(&Input::File(file.path().to_owned()))?;
        raw.read_exact(&mut [0; 100])?;
        change(&mut OpenOptions::new().read(true).append(true).open(file.path())?);
        raw.drain()
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_no_input() {
        read_while(|_| {}).unwrap();
        let grown = read_while(|file| file.write_all(b"2;Et puis non.\n").unwrap()).unwrap_err();
        let cut = read_while(|file| file.set_len(50_000).unwrap()).unwrap_err();
        let touched = read_while(|file| file.set_modified(SystemTime::UNIX_EPOCH).unwrap()).unwrap_err();
        for error in [grown, cut, touched] {
            assert!(error.to_string().contains("changed while it was read"), "{error}");
        }
    }
}
