//! Alternatives that say what other lines say already, and lines that say opposite things of the same words, as issues with
//! their address.

use rustc_hash::FxHashSet;

use super::compile::Lexicon;
use super::entry::Entry;
use super::issue::{Issue, Severity};
use super::sequences::{Gathered, Sequences};
use super::table::Table;
use super::trie::EntryId;
use super::variants::Alternative;
use crate::taxonomy::Polarity;

/// Reports them. `nodes` tells which sequences are the same: one for each sequence that a line writes, in their order.
pub fn find(
    gathered: &Sequences,
    nodes: &[u32],
    lexicon: &Lexicon,
    tables: &[Table],
    issues: &mut Vec<Issue>,
) {
    let mut clashes =
        Clashes { lexicon, tables, said: Vec::new(), last: Vec::new(), told: FxHashSet::default() };
    let mut nodes = nodes;
    for (id, line) in (0..).zip(gathered.lines()) {
        for (place, alternative) in (0..).zip(&line.alternatives) {
            let (own, others) = nodes.split_at(alternative.n);
            nodes = others;
            clashes.look(Saying { id, place }, line, *alternative, own, issues);
        }
    }
}

/// An alternative of a line, by its place among those of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Saying {
    id: EntryId,
    place: u32,
}

/// What lines have said of each sequence of words so far.
struct Clashes<'l> {
    lexicon: &'l Lexicon,
    tables: &'l [Table],
    /// Alternatives that say something of a sequence: each with the place of the one before, from 1.
    said: Vec<(Saying, u32)>,
    /// Place of the last of these, by the node of the sequence.
    last: Vec<u32>,
    /// Lines told of already, each with the one that it contradicts: once for all its variants.
    told: FxHashSet<(EntryId, EntryId)>,
}

impl Clashes<'_> {
    /// Looks at an alternative, which stands for the sequences of `nodes`. One that shares only some of them with other
    /// lines is no repetition: it says something of its own.
    fn look(
        &mut self,
        saying: Saying,
        line: &Gathered,
        alternative: Alternative,
        nodes: &[u32],
        issues: &mut Vec<Issue>,
    ) {
        let entry = self.lexicon.entry(saying.id);
        let table = &self.tables[entry.file as usize];
        let written: String =
            entry.pattern.chars().skip(alternative.start).take(alternative.end - alternative.start).collect();
        let column = line.column + alternative.start as u32 + leading_blanks(&written);
        let mut issue = |severity, message| issues.push(table.issue(entry.line, column, severity, message));
        for node in nodes {
            for other in self.others(*node, saying.id) {
                if is_opposed(self.lexicon.entry(other), entry) && self.told.insert((saying.id, other)) {
                    let message = format!("'{}' contradicts {}", shown(&written), self.address(other));
                    issue(Severity::Error, message);
                }
            }
        }
        let repeated: Option<Vec<Saying>> = nodes.iter().map(|node| self.same(*node, saying)).collect();
        if let Some([first, ..]) = repeated.as_deref().filter(|_| !line.joins_class) {
            let message = format!("'{}' is already said at {}", shown(&written), self.address(first.id));
            issue(Severity::Warning, message);
        }
        for node in nodes {
            self.note(*node, saying);
        }
    }

    /// Other lines that speak of a sequence.
    fn others(&self, node: u32, id: EntryId) -> Vec<EntryId> {
        self.sayings(node).map(|saying| saying.id).filter(|other| *other != id).collect()
    }

    /// What says the same of a sequence: another line, or the same one in another alternative.
    fn same(&self, node: u32, saying: Saying) -> Option<Saying> {
        let entry = self.lexicon.entry(saying.id);
        self.sayings(node).find(|other| {
            let is_own = other.id == saying.id;
            *other != saying && (is_own || says_the_same(self.lexicon.entry(other.id), entry))
        })
    }

    /// What speaks of a sequence, the last first.
    fn sayings(&self, node: u32) -> impl Iterator<Item = Saying> {
        let at = |place: u32| (place > 0).then(|| self.said[place as usize - 1]);
        let last = self.last.get(node as usize).copied().unwrap_or(0);
        std::iter::successors(at(last), move |(_, before)| at(*before)).map(|(saying, _)| saying)
    }

    fn note(&mut self, node: u32, saying: Saying) {
        if self.sayings(node).next() == Some(saying) {
            return;
        }
        let node = node as usize;
        if self.last.len() <= node {
            self.last.resize(node + 1, 0);
        }
        self.said.push((saying, self.last[node]));
        self.last[node] = self.said.len() as u32;
    }

    fn address(&self, id: EntryId) -> String {
        let entry = self.lexicon.entry(id);
        format!("{}:{}", self.lexicon.files[entry.file as usize], entry.line)
    }
}

fn leading_blanks(text: &str) -> u32 {
    text.chars().take_while(|c| c.is_whitespace()).count() as u32
}

/// The beginning of a pattern, which may be pages long.
fn shown(pattern: &str) -> String {
    const SHOWN: usize = 60;
    let pattern = pattern.trim();
    let cut: String = pattern.chars().take(SHOWN).collect();
    if cut.len() < pattern.len() { cut + "…" } else { cut }
}

fn says_the_same(other: &Entry, entry: &Entry) -> bool {
    (other.polarity, other.mixed) == (entry.polarity, entry.mixed)
        && (other.force, other.nature) == (entry.force, entry.nature)
        && other.themes == entry.themes
        && (other.layers(), other.masks) == (entry.layers(), entry.masks)
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

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use crate::lexicon::{Source, compile};

    /// The issues of a table of tone.
    fn issues(table: &'static str) -> Vec<String> {
        let source = Source { path: "ton/essai.csv".into(), text: Cow::Borrowed(table) };
        compile(&[source]).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_alternative_that_other_lines_say_whole_is_told_where_it_stands() {
        let table = "motif;polarite\nborne en rade | (porte|vitre) en panne;negatif\n\
                     porte en panne;negatif\nquai noir |  vitre en panne;negatif\n";
        let told = [
            "ton/essai.csv:3:1: warning: 'porte en panne' is already said at ton/essai.csv:2",
            "ton/essai.csv:4:14: warning: 'vitre en panne' is already said at ton/essai.csv:2",
        ];
        assert_eq!(issues(table), told);
    }

    #[test]
    fn an_alternative_is_told_once_on_its_own_line() {
        let told = "ton/essai.csv:2:18: warning: 'bornes cassées' is already said at ton/essai.csv:2";
        assert_eq!(issues("motif;polarite\nborne cassée   | bornes cassées;negatif\n"), [told]);
    }

    #[test]
    fn what_shares_some_words_or_says_more_or_less_is_no_repetition() {
        let table = "motif;polarite;force;classe\n(porte|vitre) cassée;negatif;;\n(vitre|borne) cassée;negatif;;\n\
                     porte cassée;negatif;3;\nbancal;negatif;;\nbancal;negatif;;siege\n";
        assert_eq!(issues(table), Vec::<String>::new());
    }

    #[test]
    fn lines_that_contradict_each_other_are_errors_at_the_second_one() {
        let table = "motif;polarite\nferme | chaise dure;negatif\nzone | chaise (dure|molle);positif\n";
        assert_eq!(
            issues(table),
            ["ton/essai.csv:3:8: error: 'chaise (dure|molle)' contradicts ton/essai.csv:2"]
        );
    }
}
