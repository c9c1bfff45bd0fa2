//! Counts by name, over the days that are compared.

use super::Calendar;

/// What is counted, in the words of the history.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountName {
    /// `verbatims`, `irritant`...
    pub facet: String,
    /// A touchpoint, or `TOUS`.
    pub touchpoint: String,
    /// A theme, the scale of a rating, or nothing.
    pub theme: String,
    /// A label, a tag or a rating in thousandths, or nothing.
    pub name: String,
}

/// Comments by tone: positive, negative, mixed, neutral.
pub type Tones = [u64; 4];

/// One count, in each of the spans of a [`Calendar`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What is counted.
    pub name: CountName,
    /// Comments of each day of [`Calendar::recent`], from the reference backwards.
    pub days: Vec<u64>,
    /// Comments of [`Calendar::past`].
    pub past: u64,
    /// Comments of [`Calendar::year_ago`].
    pub year_ago: u64,
    /// Tones of the last period, of the one before and of the year ago; known of `verbatims` alone.
    pub tones: [Tones; 3],
}

impl Series {
    /// A count of nothing.
    pub fn new(name: CountName, calendar: Calendar) -> Self {
        Self { name, days: vec![0; calendar.recent().n_days()], past: 0, year_ago: 0, tones: [[0; 4]; 3] }
    }

    /// Adds what another count has.
    pub fn add(&mut self, other: &Self) {
        self.days.iter_mut().zip(&other.days).for_each(|(n, more)| *n += more);
        self.past += other.past;
        self.year_ago += other.year_ago;
        let tones = self.tones.as_flattened_mut().iter_mut().zip(other.tones.as_flattened());
        tones.for_each(|(n, more)| *n += more);
    }

    /// Comments of all days; those of two spans count twice.
    pub fn total(&self) -> u64 {
        self.days.iter().sum::<u64>() + self.past + self.year_ago
    }

    /// Comments of the last period, of the one before, and of that of a year ago.
    pub(super) fn periods(&self, calendar: Calendar) -> [u64; 3] {
        let mut recent = self.days.chunks(calendar.last().n_days()).map(|days| days.iter().sum());
        [recent.next().unwrap_or(0), recent.next().unwrap_or(0), self.year_ago]
    }

    fn is_of_nothing(&self) -> bool {
        self.total() == 0
    }
}

/// Every count that is not of nothing.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// Which days they are of.
    pub calendar: Calendar,
    /// By name.
    series: Vec<Series>,
}

impl Timeline {
    /// Of counts in any order, each name once.
    pub fn new(calendar: Calendar, series: impl IntoIterator<Item = Series>) -> Self {
        let mut series: Vec<Series> = series.into_iter().filter(|series| !series.is_of_nothing()).collect();
        series.sort_unstable_by(|a, b| a.name.cmp(&b.name));
        Self { calendar, series }
    }

    /// Whether anything was counted a year ago.
    pub(super) fn has_year_ago(&self) -> bool {
        self.series.iter().any(|series| series.year_ago > 0)
    }

    /// All of some facets.
    pub(super) fn of<'t>(&'t self, facets: &'t [&str]) -> impl Iterator<Item = &'t Series> {
        self.series.iter().filter(|series| facets.contains(&series.name.facet.as_str()))
    }

    /// All of one facet at a touchpoint.
    pub(super) fn at(&self, facet: &str, touchpoint: &str) -> &[Series] {
        let place =
            |series: &Series| (&*series.name.facet, &*series.name.touchpoint).cmp(&(facet, touchpoint));
        let from = self.series.partition_point(|series| place(series).is_lt());
        let len = self.series[from..].partition_point(|series| place(series).is_eq());
        &self.series[from..from + len]
    }

    /// Comments of a touchpoint, or of all.
    pub(super) fn comments(&self, touchpoint: &str) -> Option<&Series> {
        self.at("verbatims", touchpoint).first()
    }
}
