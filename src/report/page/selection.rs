//! Goes in: the rows of `verbatims.csv`. Comes out: those that the page carries, in input order. Never: draws by
//! chance, nor holds more than a bounded number of rows.
//!
//! Up to [`MOST_COMMENTS`] rows, all of them. Beyond, a row has a rank, the fingerprint of its file, line and identifier,
//! and the page carries the [`PER_NAME`] lowest ranks of each irritant and of each touchpoint, then the lowest ranks of
//! each tone, in the proportions that tones have in the run. So the same export gives the same page, and a row that
//! comes twice in two exports keeps its chances.

use std::collections::{BTreeMap, BTreeSet};

use csv::StringRecord;
use sha2::{Digest, Sha256};

use crate::aggregate::Spellings;
use crate::report::source::place;

/// Comments that a page carries at most: some 4 MB, which a phone opens.
pub(super) const MOST_COMMENTS: usize = 5000;
/// Comments kept for each irritant and for each touchpoint, whatever their tone.
const PER_NAME: usize = 5;
/// Part of the page that names may take: a column of identifiers mapped by mistake has as many names as rows.
const MOST_NAMED: usize = MOST_COMMENTS / 2;

/// Columns of `verbatims.csv` that tell a row from others, and those that selection looks at.
const OWN: [&str; 3] = ["fichier", "ligne", "id"];
const SEEN: [&str; 3] = ["ton", "point_de_contact", "irritants"];

/// A row of the table: its rank, then its number in the table.
type Ranked = (u64, u64);

/// Sees every row once, then tells which to keep.
pub(super) struct Selection {
    /// Places of [`OWN`] and of [`SEEN`].
    own: [usize; 3],
    seen: [usize; 3],
    n_rows: u64,
    tones: BTreeMap<String, Lowest>,
    /// By column and name.
    names: BTreeMap<(usize, String), Lowest>,
}

/// The lowest ranks seen, and how many were.
#[derive(Default)]
struct Lowest {
    kept: BTreeSet<Ranked>,
    seen: u64,
}

impl Lowest {
    fn see(&mut self, row: Ranked, most: usize) {
        self.seen += 1;
        if self.kept.len() < most || self.kept.last().is_some_and(|last| row < *last) {
            self.kept.insert(row);
            if self.kept.len() > most {
                self.kept.pop_last();
            }
        }
    }
}

impl Selection {
    /// Nothing yet; `header` is that of the table.
    pub(super) fn new(header: &StringRecord) -> Self {
        let [own, seen] = [OWN, SEEN].map(|names| names.map(|name| place(header, name)));
        Self { own, seen, n_rows: 0, tones: BTreeMap::new(), names: BTreeMap::new() }
    }

    pub(super) fn see(&mut self, record: &StringRecord, spellings: &Spellings) {
        let row = (rank(self.own.map(|column| &record[column])), self.n_rows);
        self.n_rows += 1;
        let [tone, touchpoints, irritants] = self.seen;
        self.tones.entry(record[tone].to_owned()).or_default().see(row, MOST_COMMENTS);
        let cell = spellings.cell(&record[touchpoints]);
        for (column, cell) in [(touchpoints, &*cell), (irritants, &record[irritants])] {
            for name in cell.split('|').filter(|name| !name.is_empty()) {
                self.names.entry((column, name.to_owned())).or_default().see(row, PER_NAME);
            }
        }
    }

    /// Numbers of the rows to keep.
    /// Also tells whether every name has a row.
    pub(super) fn chosen(self) -> (BTreeSet<u64>, bool) {
        if self.n_rows <= MOST_COMMENTS as u64 {
            return ((0..self.n_rows).collect(), true);
        }
        // In turns: every name has its first row before any has its second.
        let turns = self.names.into_values().flat_map(|lowest| (0..).zip(lowest.kept));
        let mut turns: Vec<(usize, Ranked)> = turns.collect();
        turns.sort_unstable();
        let mut chosen = BTreeSet::new();
        let mut names_all = true;
        for (turn, (_, row)) in turns {
            if chosen.len() < MOST_NAMED {
                chosen.insert(row);
            } else {
                names_all = turn > 0;
                break;
            }
        }
        let room = (MOST_COMMENTS - chosen.len()) as u64;
        for lowest in self.tones.into_values() {
            let quota = (room * lowest.seen / self.n_rows) as usize;
            let fresh: Vec<u64> =
                lowest.kept.into_iter().map(|(_, row)| row).filter(|row| !chosen.contains(row)).collect();
            chosen.extend(fresh.into_iter().take(quota));
        }
        (chosen, names_all)
    }
}

fn rank(own: [&str; 3]) -> u64 {
    let mut hash = Sha256::new();
    for cell in own {
        hash.update(cell);
        hash.update([0]);
    }
    let first = hash.finalize()[..8].try_into().expect("a fingerprint has 32 bytes");
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOUCHPOINTS: usize = 4;

    fn row(n: u64, touchpoint: &str, tone: &str, irritants: &str) -> StringRecord {
        StringRecord::from(vec!["", &n.to_string(), "", tone, touchpoint, irritants])
    }

    fn selection() -> Selection {
        Selection::new(&StringRecord::from([OWN, SEEN].concat()))
    }

    fn chosen(rows: &[StringRecord]) -> BTreeSet<u64> {
        let mut selection = selection();
        rows.iter().for_each(|row| selection.see(row, &Spellings::default()));
        let (chosen, names_all) = selection.chosen();
        let names: BTreeSet<&str> = rows.iter().map(|row| &row[TOUCHPOINTS]).collect();
        let shown: BTreeSet<&str> = chosen.iter().map(|n| &rows[*n as usize][TOUCHPOINTS]).collect();
        assert!(!names_all || shown == names, "every name is there when it is said so");
        chosen
    }

    #[test]
    fn a_small_run_is_carried_whole() {
        let rows: Vec<_> = (0..MOST_COMMENTS as u64).map(|n| row(n, "Caisse", "neutre", "")).collect();
        assert_eq!(chosen(&rows).len(), MOST_COMMENTS);
    }

    #[test]
    fn a_large_run_keeps_rare_names_and_the_proportions_of_tones() {
        let tone = |n| if n % 4 == 0 { "positif" } else { "negatif" };
        let mut rows: Vec<_> = (0..30_000).map(|n| row(n, "Caisse", tone(n), "attente")).collect();
        rows[777] = row(777, "Quai|Caisse", "mixte", "colis abîmé|attente");
        let kept = chosen(&rows);
        assert!(kept.contains(&777) && kept.len() <= MOST_COMMENTS && kept.len() > MOST_COMMENTS - 10);
        let n_positive = kept.iter().filter(|n| *n % 4 == 0).count();
        assert!(n_positive.abs_diff(MOST_COMMENTS / 4) < 20, "{n_positive}");
        assert_eq!(kept, chosen(&rows));
    }

    #[test]
    fn every_name_is_there_before_any_comes_back() {
        let rows: Vec<_> = (0..20_000).map(|n| row(n, &(n % 2_000).to_string(), "neutre", "")).collect();
        let mut selection = selection();
        rows.iter().for_each(|row| selection.see(row, &Spellings::default()));
        assert!(selection.chosen().1);
        let names: BTreeSet<u64> = chosen(&rows).into_iter().map(|n| n % 2_000).collect();
        assert_eq!(names.len(), 2_000);
    }

    #[test]
    fn as_many_names_as_rows_do_not_fill_the_page() {
        let rows: Vec<_> = (0..20_000).map(|n| row(n, &n.to_string(), "neutre", "")).collect();
        let mut selection = selection();
        rows.iter().for_each(|row| selection.see(row, &Spellings::default()));
        assert!(!selection.chosen().1, "not every name has a row, and it is said");
        let n = chosen(&rows).len();
        assert!(n <= MOST_COMMENTS && n > MOST_NAMED);
    }
}
