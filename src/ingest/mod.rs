//! Goes in: exports as other tools wrote them. Comes out: [`Batch`]es of rows in input order, and what was decided.
//! Never: looks at what a comment means, nor stops on a bad row.
//!
//! `source` (bytes) -> `text` (`detect_encoding`, `decode`) -> `delimited` (`delimiter`, `records`) or `xlsx` (`percent`) -> `table`
//! (`preamble`, `columns`, `headers`, `look`, `parts`, `cell` (`mojibake`, `markup`, `quoted`)) -> `reader`; `bounds` says where a row
//! starts and how long it may be, `blank` what says nothing, `refusal` which rows are no comments.

mod batch;
mod blank;
mod bounds;
mod cell;
mod columns;
mod date;
mod decisions;
mod decode;
mod delimited;
mod delimiter;
mod detect_encoding;
mod error;
mod folder;
mod headers;
mod how;
mod ids;
mod look;
mod markup;
mod mojibake;
mod parts;
mod percent;
mod preamble;
mod quoted;
mod rating;
mod reader;
mod records;
mod refusal;
mod scale;
mod source;
mod table;
mod text;
mod xlsx;

pub use crate::config::Field;
pub use batch::{Batch, IdColumn, Reject, Row};
pub use blank::{is_empty_text, is_nobody};
pub use cell::read_comment;
pub use date::{DayOrder, parse_day};
pub use decisions::{ColumnDecision, FileDecisions};
pub use error::{IngestError, shown};
pub use folder::{Stamp, expand, fingerprint, stamp};
pub use rating::{Answer, parse_rating, read_answer};
pub use reader::{Reader, open, read_stdin_once};
pub use table::base_name as display_name;
