//! Goes in: counts by day, as a history keeps them: one for each spelling of a touchpoint. Comes out: one for all of them.
//! Never: writes.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::engine::{EachRow, Memory};
use super::{HistoryError, Shown, read};
use crate::aggregate::{EVERY_TOUCHPOINT, Spellings};

/// Columns: day and facet, then touchpoint, theme and name, then figures.
const NAMES: usize = 2;
const FIGURES: usize = 5;

/// The columns, then the rows of counts, all as text, in order.
pub fn each_count(memory: &mut dyn Memory, each: EachRow<'_>) -> Result<(), HistoryError> {
    let mut met: Vec<(String, u64)> = Vec::new();
    memory.each_row(Shown::Touchpoints, &mut |row| {
        met.extend(row[1].parse().map(|n| (row[0].clone(), n)));
        ControlFlow::Continue(())
    })?;
    met.retain(|(name, _)| name != EVERY_TOUCHPOINT);
    let spellings = Spellings::new([], met.iter().map(|(name, n)| (name.as_str(), *n)));
    if !spellings.changes() {
        return memory.each_row(Shown::Counts, each);
    }
    let mut columns = true;
    let mut group = Group::default();
    let mut sound = Ok(());
    memory.each_row(Shown::Counts, &mut |row| {
        if std::mem::take(&mut columns) {
            return each(row);
        }
        if row[..NAMES] != group.of {
            group.tell(each)?;
            group.of = row[..NAMES].to_vec();
        }
        sound = group.add(row, &spellings);
        if sound.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    sound?;
    // Nothing is left of a group that was not wanted to its end.
    let _ = group.tell(each);
    Ok(())
}

/// Counts of one facet on one day, by name.
#[derive(Default)]
struct Group {
    of: Vec<String>,
    counts: BTreeMap<Vec<String>, Vec<i64>>,
}

impl Group {
    fn add(&mut self, row: &[String], spellings: &Spellings) -> Result<(), HistoryError> {
        let mut names = row[NAMES..FIGURES].to_vec();
        if names[0] != EVERY_TOUCHPOINT {
            names[0] = spellings.name(&names[0]).to_owned();
        }
        let figures = row[FIGURES..].iter().map(|cell| read::<i64>(cell)).collect::<Result<Vec<_>, _>>()?;
        let sums = self.counts.entry(names).or_insert_with(|| vec![0; figures.len()]);
        sums.iter_mut().zip(figures).for_each(|(sum, n)| *sum += n);
        Ok(())
    }

    fn tell(&mut self, each: EachRow<'_>) -> ControlFlow<()> {
        for (names, figures) in std::mem::take(&mut self.counts) {
            let figures = figures.iter().map(ToString::to_string);
            each(&self.of.iter().cloned().chain(names).chain(figures).collect::<Vec<_>>())?;
        }
        ControlFlow::Continue(())
    }
}
