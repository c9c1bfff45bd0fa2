//! Lines that say the same of the same words, or opposite things, as issues with their address.

use rustc_hash::FxHashSet;

use super::compile::Lexicon;
use super::entry::Entry;
use super::issue::{Issue, Severity};
use super::table::Table;
use super::trie::EntryId;
use crate::taxonomy::Polarity;

/// What lines have said of each sequence of words so far.
#[derive(Debug, Default)]
pub struct Clashes {
    /// Lines that say something of a sequence: each with the place of the one before, from 1.
    said: Vec<(EntryId, u32)>,
    /// Place of the last of these lines, by the node of the sequence.
    last: Vec<u32>,
    /// Lines told of already, each with the one that it repeats or contradicts: once for all its variants.
    told: FxHashSet<(EntryId, EntryId)>,
}

impl Clashes {
    /// Notes that a line, whose pattern starts at `column`, speaks of the sequence that `node` stands for.
    pub fn say(
        &mut self,
        node: u32,
        id: EntryId,
        column: u32,
        lexicon: &Lexicon,
        tables: &[Table],
        issues: &mut Vec<Issue>,
    ) {
        let node = node as usize;
        if self.last.len() <= node {
            self.last.resize(node + 1, 0);
        }
        let last = self.last[node];
        let line_at = |place: u32| (place > 0).then(|| self.said[place as usize - 1]);
        let lines = std::iter::successors(line_at(last), |(_, before)| line_at(*before));
        let entry = lexicon.entry(id);
        let table = &tables[entry.file as usize];
        let mut told = Vec::new();
        let others = lines.map(|(other, _)| other).filter(|other| *other != id);
        for other_id in others.filter(|other| !self.told.contains(&(id, *other))) {
            let other = lexicon.entry(other_id);
            let address = || format!("{}:{}", lexicon.files[other.file as usize], other.line);
            if says_the_same(other, entry) {
                let message = format!("'{}' is already said at {}", shown(&entry.pattern), address());
                issues.push(table.issue(entry.line, column, Severity::Warning, message));
                told.push((id, other_id));
            } else if is_opposed(other, entry) {
                let message = format!("'{}' contradicts {}", shown(&entry.pattern), address());
                issues.push(table.issue(entry.line, column, Severity::Error, message));
                told.push((id, other_id));
            }
        }
        self.told.extend(told);
        if line_at(last).is_none_or(|(line, _)| line != id) {
            self.said.push((id, last));
            self.last[node] = self.said.len() as u32;
        }
    }
}

/// The beginning of a pattern, which may be pages long.
fn shown(pattern: &str) -> String {
    const SHOWN: usize = 60;
    let cut: String = pattern.chars().take(SHOWN).collect();
    if cut.len() < pattern.len() { cut + "…" } else { cut }
}

fn says_the_same(other: &Entry, entry: &Entry) -> bool {
    other.polarity == entry.polarity
        && other.themes == entry.themes
        && other.layers() == entry.layers()
        && other.label == entry.label
        && (other.steps, other.channels, other.modes, other.flags, other.roles)
            == (entry.steps, entry.channels, entry.modes, entry.flags, entry.roles)
}

fn is_opposed(other: &Entry, entry: &Entry) -> bool {
    let judges = |entry: &Entry| entry.polarity.filter(|polarity| *polarity != Polarity::Neutral);
    other.themes == entry.themes
        && judges(other).is_some()
        && judges(other) == judges(entry).map(Polarity::reversed)
}
