//! The comments behind the counts of each touchpoint, by tone. What is held is the places of comments; texts are read again
//! when they are written.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use csv::{Position, StringRecord};

use super::by_mention::MOST;
use crate::aggregate::Spellings;
use crate::report::source::{Table, place};

/// Tones in the order of reading: what has to be mended first.
pub(super) const TONES: [&str; 4] = ["negatif", "mixte", "neutre", "positif"];

/// Touchpoints whose comments are listed, those with most: an export may have as many touchpoints as rows.
const MOST_TOUCHPOINTS: usize = 100;

/// The first comments of each touchpoint, up to [`MOST`] of each tone.
pub(super) struct Comments {
    /// In the order of the journey.
    lists: Vec<(String, [Vec<Position>; TONES.len()])>,
    by_name: BTreeMap<String, usize>,
    /// Columns of `verbatims.csv`: touchpoints, tone.
    columns: [usize; 2],
}

impl Comments {
    /// Nothing yet; `touchpoints` is the table of the report, `header` that of its comments.
    pub(super) fn new(touchpoints: &Table, header: &StringRecord) -> Self {
        let [name, count] = ["point_de_contact", "verbatims"].map(|name| touchpoints.column(name));
        let mut listed: Vec<usize> = (0..touchpoints.rows.len()).collect();
        // Stable: of equals, the first ones of the journey.
        listed.sort_by_key(|row| Reverse(touchpoints.rows[*row][count].parse().unwrap_or(0_u64)));
        listed.truncate(MOST_TOUCHPOINTS);
        listed.sort_unstable();
        let names: Vec<String> = listed.into_iter().map(|row| touchpoints.rows[row][name].clone()).collect();
        Self {
            by_name: names.iter().cloned().zip(0..).collect(),
            lists: names.into_iter().map(|name| (name, Default::default())).collect(),
            columns: ["point_de_contact", "ton"].map(|name| place(header, name)),
        }
    }

    /// Notes where a comment stands under each of its touchpoints.
    pub(super) fn see(&mut self, record: &StringRecord, place: &Position, spellings: &Spellings) {
        let [at, tone] = self.columns;
        let Some(tone) = TONES.iter().position(|known| *known == &record[tone]) else { return };
        for name in spellings.cell(&record[at]).split('|') {
            let list = self.by_name.get(name).map(|list| &mut self.lists[*list].1[tone]);
            if let Some(list) = list.filter(|list| list.len() < MOST) {
                list.push(place.clone());
            }
        }
    }

    /// Each touchpoint with its comments by tone.
    pub(super) fn lists(&self) -> impl Iterator<Item = (&str, &[Vec<Position>; TONES.len()])> {
        self.lists.iter().map(|(name, by_tone)| (name.as_str(), by_tone))
    }
}
