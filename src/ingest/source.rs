//! Goes in: a file, a pipe or standard input. Comes out: its bytes, unpacked if gzip, with their fingerprint.
//! Never: seeks, nor tells gzip by the name of the file.

use std::fs::File;
use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;
use sha2::{Digest, Sha256};

use crate::config::Input;

/// An export packs to a tenth of its size, a hundredth at best; what unpacks to more than this is a bomb.
const MOST_UNPACKED: u64 = 200;
/// A small file may repeat itself more: nothing is refused below.
const ALWAYS_UNPACKED: u64 = 64 * 1024 * 1024;

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// Bytes of an input as stored, hashed as they pass.
pub(super) struct Source {
    inner: Box<dyn Read + Send>,
    hasher: Sha256,
    bytes: u64,
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
        let reader: Box<dyn Read + Send> = match input {
            Input::File(path) => Box::new(File::open(path)?),
            Input::Stdin => Box::new(io::stdin()),
        };
        Self::new(reader)
    }

    pub(super) fn new(mut reader: Box<dyn Read + Send>) -> io::Result<Self> {
        let mut magic = Vec::new();
        reader.by_ref().take(GZIP_MAGIC.len() as u64).read_to_end(&mut magic)?;
        let is_gzip = magic == GZIP_MAGIC;
        let inner = Box::new(Cursor::new(magic).chain(reader));
        let source = Source { inner, hasher: Sha256::new(), bytes: 0 };
        Ok(if is_gzip {
            Self::Gzip(Box::new(Gunzip { decoder: MultiGzDecoder::new(source), unpacked: 0 }))
        } else {
            Self::Plain(source)
        })
    }

    pub(super) fn is_gzip(&self) -> bool {
        matches!(self, Self::Gzip(_))
    }

    /// Reads what is left, so that the fingerprint covers the whole file.
    pub(super) fn drain(&mut self) -> io::Result<()> {
        let source = match self {
            Self::Plain(source) => source,
            Self::Gzip(gunzip) => gunzip.decoder.get_mut(),
        };
        io::copy(source, &mut io::sink()).map(|_| ())
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
