//! How urgent a comment is: a sum of points, each with its reason; all of them together make 100.

use crate::annotate::Annotation;
use crate::taxonomy::{Flag, Mode, Qualification, Tone};

/// Highest priority.
pub const MOST: u32 = 100;
/// Priority from which a comment is urgent: a harsh complaint with an alert, or one that several other reasons make
/// worse.
pub const URGENT: u32 = 60;
/// Complaints of one customer from which each of them is a complaint again.
pub const COMPLAINTS_AGAIN: u64 = 2;

/// Tone scores, in thousandths, up to which a tone is harsh, then clearly negative.
const HARSH: i32 = -600;
const CLEAR: i32 = -300;
/// Named irritants from which grievances are several.
const SEVERAL: usize = 3;
/// Declared importance (1 to 10) from which a touchpoint is a moment of truth, then important.
const MOMENT_OF_TRUTH: u8 = 9;
const IMPORTANT: u8 = 7;

/// Why a comment is more urgent than another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// What it is, where that calls for an answer.
    Qualified(Qualification),
    /// A tone score that is negative, of a comment that is not neutral.
    Tone(i32),
    /// The alert flag.
    Alert,
    /// The departure flag.
    Departure,
    /// It asks the company to act.
    Request,
    /// Its named irritants, where they are several.
    Grievances(usize),
    /// The declared importance of its touchpoint.
    Touchpoint(u8),
    /// The customer complained that many times in the run.
    Again(u64),
}

impl Reason {
    /// Points that it adds.
    pub fn points(self) -> u32 {
        match self {
            Self::Qualified(Qualification::Complaint) => 25,
            Self::Qualified(Qualification::Incident) => 20,
            Self::Qualified(Qualification::Criticism) => 15,
            Self::Qualified(Qualification::Suggestion) => 5,
            Self::Qualified(Qualification::Compliment | Qualification::Other) => 0,
            Self::Tone(..=HARSH) => 15,
            Self::Tone(..=CLEAR) => 10,
            Self::Tone(..0) => 5,
            Self::Tone(_) => 0,
            Self::Alert => 20,
            Self::Departure => 10,
            Self::Request => 5,
            Self::Grievances(SEVERAL..) => 5,
            Self::Grievances(_) => 0,
            Self::Touchpoint(MOMENT_OF_TRUTH..) => 10,
            Self::Touchpoint(IMPORTANT..) => 5,
            Self::Touchpoint(_) => 0,
            Self::Again(COMPLAINTS_AGAIN..) => 10,
            Self::Again(_) => 0,
        }
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Qualified(Qualification::Complaint) => write!(f, "réclamation")?,
            Self::Qualified(Qualification::Incident) => write!(f, "incident")?,
            Self::Qualified(Qualification::Criticism) => write!(f, "critique")?,
            Self::Qualified(Qualification::Suggestion) => write!(f, "suggestion")?,
            Self::Qualified(Qualification::Compliment) => write!(f, "compliment")?,
            Self::Qualified(Qualification::Other) => write!(f, "autre")?,
            Self::Tone(..=HARSH) => write!(f, "ton très négatif")?,
            Self::Tone(..=CLEAR) => write!(f, "ton négatif")?,
            Self::Tone(_) => write!(f, "ton plutôt négatif")?,
            Self::Alert => write!(f, "alerte")?,
            Self::Departure => write!(f, "départ")?,
            Self::Request => write!(f, "demande une action")?,
            Self::Grievances(n) => write!(f, "{n} griefs")?,
            Self::Touchpoint(MOMENT_OF_TRUTH..) => write!(f, "moment de vérité")?,
            Self::Touchpoint(_) => write!(f, "point de contact important")?,
            Self::Again(n) => write!(f, "{n} réclamations du même client")?,
        }
        write!(f, " +{}", self.points())
    }
}

/// Whether someone must answer for what happened.
pub fn is_complaint(qualification: Qualification) -> bool {
    matches!(qualification, Qualification::Complaint | Qualification::Incident)
}

/// Reasons of a comment that add something; `importance` is the highest of its touchpoints.
pub(super) fn reasons(ann: &Annotation, importance: u8) -> Vec<Reason> {
    let flag = |flag, reason| ann.flags.contains(flag).then_some(reason);
    let mut named: Vec<_> = ann.irritants.iter().filter_map(|mention| mention.label).collect();
    named.sort_unstable();
    named.dedup();
    let all = [
        Some(Reason::Qualified(ann.qualification)),
        // What leans without a judgement is no reason.
        (ann.tone != Tone::Neutral).then_some(Reason::Tone(ann.score)),
        flag(Flag::Alert, Reason::Alert),
        flag(Flag::Departure, Reason::Departure),
        ann.modes.contains(Mode::Request).then_some(Reason::Request),
        Some(Reason::Grievances(named.len())),
        Some(Reason::Touchpoint(importance)),
    ];
    all.into_iter().flatten().filter(|reason| reason.points() > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_of_each_kind_makes_the_highest_priority() {
        let worst = [
            Reason::Qualified(Qualification::Complaint),
            Reason::Tone(-1000),
            Reason::Alert,
            Reason::Departure,
            Reason::Request,
            Reason::Grievances(4),
            Reason::Touchpoint(10),
            Reason::Again(7),
        ];
        assert_eq!(worst.iter().map(|reason| reason.points()).sum::<u32>(), MOST);
        assert_eq!(worst[7].to_string(), "7 réclamations du même client +10");
    }
}
