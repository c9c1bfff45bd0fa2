//! What a run is asked to watch, so that a job that nobody reads says when somebody should.

/// A figure of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Rows read: an export that came empty has too few.
    RowsMin,
    /// Rows rejected, of 100 read.
    RejectsPercent,
    /// Negative comments, of 100 analysed.
    NegativePercent,
    /// Comments with the flag `alerte`.
    Alerts,
    /// Comments with the flag `depart`.
    Departures,
}

impl Measure {
    /// Every measure.
    pub const ALL: [Self; 5] =
        [Self::RowsMin, Self::RejectsPercent, Self::NegativePercent, Self::Alerts, Self::Departures];

    /// Name of the key of `[thresholds]`.
    pub fn id(self) -> &'static str {
        ["rows_min", "rejects_percent", "negative_percent", "alerts", "departures"][self as usize]
    }

    /// Whether it is a number out of 100.
    pub fn is_share(self) -> bool {
        matches!(self, Self::RejectsPercent | Self::NegativePercent)
    }
}

/// A measure and how far it may go: the least for rows, the most for all else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    /// What is measured.
    pub measure: Measure,
    /// The last value that is fine.
    pub limit: f64,
}
