//! What a history keeps of one comment, so that its counts can be taken back.

use chrono::NaiveDate;

use super::Identity;
use crate::taxonomy::{Qualification, Tone};

/// A comment analysed, ready to be stored.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which row it is.
    pub identity: Identity,
    /// Where it counts; `None` when its date is no day.
    pub day: Option<NaiveDate>,
    /// Identifier of the export; empty without one.
    pub id: String,
    /// Its entity; empty without one.
    pub entity: String,
    /// Touchpoints as written in reports, with `|` between.
    pub touchpoints: String,
    /// Rating in thousandths, where its scale is known and holds it.
    pub rating: Option<i32>,
    /// What it weighs in every count that it belongs to.
    pub weight: Weight,
    /// One of six.
    pub qualification: Qualification,
    /// Departure flag.
    pub departs: bool,
    /// Alert flag.
    pub alerts: bool,
    /// Keys of the counts of its day.
    pub cells: Vec<i64>,
    /// Keys of the terms of its week.
    pub terms: Vec<i64>,
    /// The comment, masked.
    pub text: String,
    /// Its line of the register, for a complaint.
    pub complaint: Option<Complaint>,
}

impl Entry {
    /// Customer, product, object, step, cause and recipient of a complaint; nothing for any other comment.
    pub fn register_line(&self) -> [Option<&str>; 6] {
        let line = |of: fn(&Complaint) -> &String| self.complaint.as_ref().map(|line| of(line).as_str());
        [
            line(|line| &line.customer),
            line(|line| &line.product),
            line(|line| &line.object),
            line(|line| &line.step),
            line(|line| &line.cause),
            line(|line| &line.recipient),
        ]
    }
}

/// Tone and score of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Tone of the whole.
    pub tone: Tone,
    /// Score in thousandths.
    pub score: i32,
}

/// What the register of complaints says beside the comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaint {
    /// Customer, as the export names it.
    pub customer: String,
    /// Product, as the export names it.
    pub product: String,
    /// What is blamed: themes, with `|` between.
    pub object: String,
    /// Journey step, or touchpoint of the export.
    pub step: String,
    /// Named irritants, with `|` between.
    pub cause: String,
    /// Department that must answer; empty until something routes complaints.
    pub recipient: String,
}

/// What was stored of a comment and must be taken back.
#[derive(Clone, Debug)]
pub struct Former {
    /// Which row it is.
    pub key: String,
    /// Where it counted.
    pub day: Option<NaiveDate>,
    /// What it weighed.
    pub weight: Weight,
    /// Counts of its day.
    pub cells: Vec<u8>,
    /// Terms of its week; `None` once its text was deleted.
    pub terms: Option<Vec<u8>>,
}
