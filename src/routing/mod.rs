//! Goes in: the tags of a comment, its touchpoints, and the rules of the configuration. Comes out: the department that
//! gets it, its priority with the reasons, and the alerts that it counts for. Never: reads the text, nor another comment:
//! that a customer complains again is known at the end of the run only, and adds [`Reason::Again`] then.

mod matcher;
mod priority;
mod router;

pub use priority::{COMPLAINTS_AGAIN, MOST, Reason, URGENT, is_complaint};
pub use router::{Route, Router, UnknownIrritant};
