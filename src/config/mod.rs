//! Goes in: command-line arguments and `verbatim.toml`. Comes out: [`Config`], what the run means, valid as a whole.
//! Never: opens an input or writes anything.

mod charset;
mod conditions;
mod field;
mod file;
mod page;
mod routing;
mod section;
mod suggest;
mod target;
mod threshold;
mod value;

use std::path::{Path, PathBuf};

use crate::scale::Scale;

pub use charset::Charset;
pub use conditions::Conditions;
pub use field::Field;
pub use file::ConfigFile;
pub use page::PageFile;
pub use routing::{AlertOn, AlertRule, OnAlert, Routing, RoutingFile, RoutingRule};
pub use section::Place;
pub(crate) use suggest::nearest;
pub use target::{EVERY_TOUCHPOINT, Target};
pub use threshold::{Measure, Threshold};
pub use value::{
    ConfigError, ConfigErrors, ValueError, parse_delimiter, parse_encoding, parse_redact_key, parse_scale,
    parse_threads, parse_top, unkept,
};

/// Where comments come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file: CSV, TSV, either with `.gz`, or XLSX.
    File(PathBuf),
    /// Standard input, a CSV or TSV.
    Stdin,
}

/// A column named by its header, or by its position counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnRef {
    /// Header, compared without case, accents or outer spaces.
    Name(String),
    /// Position from 1.
    Position(usize),
}

/// How tables are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// UTF-8 with BOM, `;`, decimal comma, CRLF: opens in a French Excel by a double click.
    ExcelFr,
    /// UTF-8, `,`, decimal point, LF.
    Rfc4180,
}

/// Whether the first row of a table names its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// It does.
    Present,
    /// The first row is already a comment.
    Absent,
}

/// Which columns are looked for when none is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Those that the analysis uses.
    Analysis,
    /// Those of routing and of a register of complaints too: customer and product.
    Customers,
}

/// Where a history is kept.
#[derive(Clone, PartialEq, Eq)]
pub enum HistoryPlace {
    /// An SQLite file.
    File(PathBuf),
    /// A PostgreSQL server, by its URL.
    Server(String),
}

impl HistoryPlace {
    /// A URL of PostgreSQL is a server, anything else a file.
    pub fn parse(value: &Path) -> Self {
        match value.to_str() {
            Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
                Self::Server(url.to_owned())
            }
            _ => Self::File(value.to_owned()),
        }
    }
}

impl std::fmt::Debug for HistoryPlace {
    /// A URL may hold a password: it is never shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Server(_) => f.write_str("Server(..)"),
        }
    }
}

/// What is kept from one run to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Where.
    pub place: HistoryPlace,
    /// Days after which texts are deleted; `None` keeps them.
    pub keep_texts: Option<u32>,
    /// Days of a period that is compared with the one before.
    pub days: u32,
}

/// Days of a period when nothing else is asked for.
pub const PERIOD: u32 = 7;

/// What becomes of personal data in every output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redaction {
    /// Replaced by its kind.
    Mask,
    /// Replaced by its kind and a pseudonym made with this key, or with one drawn from the input when none is given.
    Pseudonym(Option<String>),
    /// Written as it came.
    Off,
}

/// Which documents are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Documents {
    /// Tables, run.json, the page, word clouds.
    All,
    /// Tables and run.json.
    Tables,
    /// Tables, run.json and the page.
    Page,
}

/// In which language documents speak; tables are in French.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Français.
    #[default]
    French,
    /// English.
    English,
}

impl Language {
    /// As users write it, and as a page names its language.
    pub const fn id(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }
}

/// How the page `rapport.html` is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOptions {
    /// Irritants shown at once.
    pub top: usize,
    /// The page of a team, in place of that of the program.
    pub template: Option<PageTemplate>,
    /// Colours by name of the style, in the light and in the dark.
    pub colours: Vec<(&'static str, [String; 2])>,
}

/// A page of one's own, to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageTemplate {
    /// Where it is kept.
    pub path: PathBuf,
    /// What it holds.
    pub html: String,
}

impl Default for PageOptions {
    fn default() -> Self {
        Self { top: 15, template: None, colours: Vec::new() }
    }
}

/// Place of a touchpoint around the purchase or visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Avant.
    Before,
    /// Pendant.
    During,
    /// Après.
    After,
}

impl Phase {
    /// In the order of the journey.
    pub const ALL: [Self; 3] = [Self::Before, Self::During, Self::After];

    /// As the configuration and tables name it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Before => "avant",
            Self::During => "pendant",
            Self::After => "apres",
        }
    }
}

/// One touchpoint of the declared journey, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touchpoint {
    /// Name as the export writes it, compared without case or accents.
    pub name: String,
    /// Before, during or after.
    pub phase: Option<Phase>,
    /// From 1 to 10.
    pub importance: Option<u8>,
}

/// How inputs are read; `None` means detected.
#[derive(Clone, Debug)]
pub struct IngestOptions {
    /// Columns forced by the user: one for each field, or several for the text.
    pub columns: Vec<(Field, ColumnRef)>,
    /// `,` `;` tab or `|`; another ASCII sign if the user says so.
    pub delimiter: Option<u8>,
    /// UTF-8, windows-1252, UTF-16...
    pub encoding: Option<Charset>,
    /// Header line or not.
    pub header: Header,
    /// Which columns are looked for.
    pub wanted: Wanted,
    /// Scale of the rating column.
    pub scale: Option<Scale>,
}

/// What an analysis means, once arguments and configuration file are resolved.
#[derive(Clone, Debug)]
pub struct Config {
    /// In the order given.
    pub inputs: Vec<Input>,
    /// Report folder.
    pub out: PathBuf,
    /// How to read.
    pub ingest: IngestOptions,
    /// Folder that replaces or extends the embedded lexicons.
    pub lexicons: Option<PathBuf>,
    /// Worker threads; `None` is one per core.
    pub threads: Option<usize>,
    /// How to write tables.
    pub dialect: Dialect,
    /// Personal data.
    pub redaction: Redaction,
    /// What to write.
    pub documents: Documents,
    /// In which language documents speak.
    pub language: Language,
    /// How the page looks.
    pub page: PageOptions,
    /// Where comments go, and what raises an alert.
    pub routing: Routing,
    /// No progress bar, no summary.
    pub quiet: bool,
    /// Replace a folder that is not a report of ours.
    pub force: bool,
    /// What ends a run with exit code 1, its report written.
    pub thresholds: Vec<Threshold>,
    /// Declared journey, empty when none.
    pub journey: Vec<Touchpoint>,
    /// Figures to reach, which a history follows.
    pub targets: Vec<Target>,
    /// Counts kept from run to run; `None` without a history.
    pub history: Option<History>,
    /// Configuration file in use, if any.
    pub origin: Option<ConfigOrigin>,
}

impl Config {
    /// Whether comments are sent to departments: with every report but one of tables alone, and then when asked for.
    pub fn routes(&self) -> bool {
        self.documents != Documents::Tables || self.routing.is_asked
    }
}

/// Where the configuration file comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigOrigin {
    /// Named with `--config`.
    Asked(PathBuf),
    /// Found beside the first input file.
    Beside(PathBuf),
}

impl ConfigOrigin {
    /// Name of the file that is looked for beside the first input.
    pub const FILE_NAME: &'static str = "verbatim.toml";

    /// The file beside the first input that is a file, or in it when it is a folder, if there is one.
    pub fn beside(inputs: &[Input]) -> Option<Self> {
        let first = inputs.iter().find_map(|input| match input {
            Input::File(path) => Some(path),
            Input::Stdin => None,
        })?;
        let folder = if first.is_dir() { first } else { first.parent().unwrap_or(Path::new("")) };
        let path = folder.join(Self::FILE_NAME);
        path.is_file().then_some(Self::Beside(path))
    }

    /// Path of the file; never written to outputs.
    pub fn path(&self) -> &Path {
        match self {
            Self::Asked(path) | Self::Beside(path) => path,
        }
    }

    /// In French, for run.json and the terminal: base name and why it was read.
    pub fn decision(&self) -> String {
        let name = self.path().file_name().unwrap_or_default().to_string_lossy();
        match self {
            Self::Asked(_) => format!("{name} (demandé par --config)"),
            Self::Beside(_) => format!("{name} (trouvé à côté du premier fichier)"),
        }
    }
}
