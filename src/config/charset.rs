//! How the bytes of an export stand for its characters.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// An encoding of the web, or what spreadsheets still write as « CSV (MS-DOS) ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// One of the WHATWG standard.
    Web(&'static Encoding),
    /// Code page 850: western letters of DOS, which that standard leaves out.
    Dos,
}

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self::Web(UTF_8);

    /// From a label of the WHATWG standard, or a name of code page 850.
    pub fn of_label(label: &str) -> Option<Self> {
        let label = label.trim();
        if ["850", "cp850", "cp-850", "ibm850", "dos"].iter().any(|name| label.eq_ignore_ascii_case(name)) {
            return Some(Self::Dos);
        }
        Encoding::for_label_no_replacement(label.as_bytes()).map(Self::Web)
    }

    /// Its name: that of the WHATWG standard, where it has one.
    pub fn name(self) -> &'static str {
        match self {
            Self::Web(encoding) => encoding.name(),
            Self::Dos => "IBM850",
        }
    }

    /// Whether a character takes two bytes or more, the order of which a mark may tell.
    pub fn is_utf16(self) -> bool {
        self == Self::Web(UTF_16LE) || self == Self::Web(UTF_16BE)
    }
}
