//! Tables become a [`Lexicon`]: keys, atoms, trie. Problems are gathered, never fatal here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::atoms::{Atom, Atoms, GLUED_DURATION, NEGATED};
use super::columns::{Column, Parsed, read_header, read_line};
use super::entry::{Entry, Role, Voice};
use super::issue::{Issue, Severity};
use super::labels::{Display, LabelBook, UsualStep, When};
use super::normalizer::{Normalizer, conjugate};
use super::pattern::{Piece, Variants, What, parse_variants};
use super::source::Source;
use super::table::{Line, Table};
use super::trie::{EntryId, Trie, TrieBuilder};
use crate::taxonomy::{Polarity, Step, Tag, TagSet, Theme};

/// Everything known of the language, ready to match.
#[derive(Debug)]
pub struct Lexicon {
    /// Keys of words.
    pub normalizer: Normalizer,
    /// What forms satisfy.
    pub atoms: Atoms,
    /// All patterns.
    pub trie: Trie,
    /// Lines, by the ids that matches carry.
    pub entries: Vec<Entry>,
    /// What each entry says to others, by its id.
    pub voices: Vec<Voice>,
    /// Sequences of words that the lines stand for.
    pub n_patterns: usize,
    /// Roles of single words, by atom, with their force.
    pub roles: BTreeMap<Atom, (TagSet<Role>, u8)>,
    /// Irritants and « enthousiasmants ».
    pub labels: LabelBook,
    /// French labels.
    pub display: Display,
    /// Paths of the tables, by the file index of entries.
    pub files: Vec<String>,
}

impl Lexicon {
    /// What an entry says to others.
    pub fn voice(&self, entry: EntryId) -> Voice {
        self.voices[entry as usize]
    }
}

/// Compiles tables; whatever cannot be used is left out and reported.
pub fn compile(sources: &[Source]) -> (Lexicon, Vec<Issue>) {
    let mut issues = Vec::new();
    let tables: Vec<Table> = sources.iter().map(|source| Table::parse(source, &mut issues)).collect();
    let mut display = Display::default();
    let normalizer = read_grammar(&tables, &mut display, &mut issues);
    let mut compiler = Compiler {
        abbreviations: FxHashMap::default(),
        lexicon: Lexicon {
            normalizer,
            atoms: Atoms::default(),
            trie: Trie::default(),
            entries: Vec::new(),
            voices: Vec::new(),
            n_patterns: 0,
            roles: BTreeMap::new(),
            labels: LabelBook::default(),
            display,
            files: sources.iter().map(|source| source.path.clone()).collect(),
        },
        trie: TrieBuilder::default(),
        said: Vec::new(),
        last_said: Vec::new(),
    };
    compiler.read_abbreviations();
    let headers: Vec<_> = tables.iter().map(|table| pattern_header(table, &mut issues)).collect();
    for (file, line) in canonical_lines(&tables, &headers) {
        compiler.add_line(file as u32, &tables[file], &headers[file], line, &mut issues);
    }
    issues.sort();
    (compiler.finish(), issues)
}

/// Columns of a table of patterns; none for any other table.
fn pattern_header(table: &Table, issues: &mut Vec<Issue>) -> Vec<Option<Column>> {
    if table.header.first().is_some_and(|cell| cell.text == "motif") {
        let header = read_header(table, issues);
        if header.contains(&Some(Column::Pattern)) {
            return header;
        }
    }
    Vec::new()
}

/// Lines of patterns in the order of what they say, so that the order of lines in files never changes a result: ids of
/// entries and atoms, and with them every tie, depend on contents alone. Files tell equals apart.
fn canonical_lines<'t>(tables: &'t [Table], headers: &[Vec<Option<Column>>]) -> Vec<(usize, &'t Line)> {
    let mut keyed = Vec::new();
    for (file, (table, header)) in tables.iter().zip(headers).enumerate() {
        for line in table.lines.iter().filter(|_| !header.is_empty()) {
            let cells = header.iter().zip(&line.cells).filter(|(_, cell)| !cell.text.is_empty());
            let mut key: Vec<(Column, &str)> = cells
                .filter_map(|(column, cell)| column.map(|column| (column, cell.text.as_str())))
                .filter(|(column, _)| *column != Column::Note)
                .collect();
            key.sort_unstable();
            keyed.push((key, file, line));
        }
    }
    keyed.sort_by(|a, b| (&a.0, a.1, a.2.number).cmp(&(&b.0, b.1, b.2.number)));
    keyed.into_iter().map(|(_, file, line)| (file, line)).collect()
}

/// Paradigm of verbs whose other forms Snowball brings to the stem of the infinitive.
const REGULAR: &str = "er_régulier";

/// Tables that hold no pattern are told by their first column.
fn read_grammar(tables: &[Table], display: &mut Display, issues: &mut Vec<Issue>) -> Normalizer {
    let mut normalizer = Normalizer::default();
    let paradigms: BTreeMap<&str, &str> =
        rows(tables, "paradigme").map(|(_, _, cell)| (cell(0), cell(1))).collect();
    for (table, line, cell) in rows(tables, "forme") {
        match table.header.get(1).map(|header| header.text.as_str()) {
            Some("lemme") => normalizer.add_lemma(cell(0), cell(1)),
            Some("correction") => normalizer.add_spelling(cell(0), cell(1)),
            _ => {
                issues.push(table.issue(line, 1, Severity::Error, "expected 'lemme' or 'correction'".into()))
            }
        }
    }
    for (table, line, cell) in rows(tables, "verbe") {
        if cell(2) == "formes" {
            normalizer.add_verb(cell(0), cell(1).split_whitespace().map(Cow::Borrowed), false);
            continue;
        }
        match paradigms.get(cell(2)) {
            Some(endings) => normalizer.add_verb(cell(0), conjugate(cell(1), endings), cell(2) == REGULAR),
            None => {
                issues.push(table.issue(line, 1, Severity::Error, format!("unknown paradigm '{}'", cell(2))))
            }
        }
    }
    for (table, line, cell) in rows(tables, "theme") {
        display.themes.insert(cell(0).to_owned(), cell(1).to_owned());
        match (Theme::from_id(cell(0)), Step::from_id(cell(2)), When::from_id(cell(3))) {
            (Some(theme), Some(step), Some(when)) => {
                display.theme_steps.insert(theme, UsualStep { step, when });
            }
            (Some(_), None, Some(_)) if cell(2).is_empty() => {}
            _ => issues.push(table.issue(line, 1, Severity::Error, "unknown theme, step or support".into())),
        }
    }
    for (_, _, cell) in rows(tables, "id") {
        display.tags.insert(cell(0).to_owned(), cell(1).to_owned());
    }
    normalizer
}

/// Lines of the tables whose first column has that name.
fn rows<'t>(
    tables: &'t [Table],
    first: &'t str,
) -> impl Iterator<Item = (&'t Table, u32, impl Fn(usize) -> &'t str)> {
    let named =
        tables.iter().filter(move |table| table.header.first().is_some_and(|cell| cell.text == first));
    named.flat_map(|table| {
        table.lines.iter().map(move |line| {
            let cell = move |i: usize| line.cells.get(i).map_or("", |cell| cell.text.as_str());
            (table, line.number, cell)
        })
    })
}

struct Compiler {
    lexicon: Lexicon,
    trie: TrieBuilder,
    /// By the first atom of the words it stands for: atom of an abbreviation, and the atoms of those words.
    abbreviations: FxHashMap<Atom, Vec<(Atom, Vec<Atom>)>>,
    /// Lines that say something of a sequence, to tell duplicates: each with the place of the one before, from 1.
    said: Vec<(EntryId, u32)>,
    /// Place of the last of these lines, by the node of the sequence.
    last_said: Vec<u32>,
}

impl Compiler {
    fn read_abbreviations(&mut self) {
        let Lexicon { normalizer, atoms, .. } = &mut self.lexicon;
        let several: Vec<(String, String)> = normalizer
            .abbreviations()
            .into_iter()
            .map(|(form, words)| (form.to_owned(), words.to_owned()))
            .collect();
        for (form, words) in several {
            let Ok(Variants { whats, sequences }) = parse_variants(&words) else { continue };
            let short = atoms.intern_key(&normalizer.key(&form));
            for sequence in sequences {
                let long: Vec<Atom> =
                    sequence.iter().map(|piece| atoms.intern(&whats[piece.what], normalizer)).collect();
                self.abbreviations.entry(long[0]).or_default().push((short, long));
            }
        }
        let glued = atoms.intern(&What::Class(GLUED_DURATION.into()), normalizer);
        let apart = ["nombre", "duree"].map(|name| atoms.intern(&What::Class(name.into()), normalizer));
        self.abbreviations.entry(apart[0]).or_default().push((glued, apart.to_vec()));
    }

    fn add_line(
        &mut self,
        file: u32,
        table: &Table,
        header: &[Option<Column>],
        line: &Line,
        issues: &mut Vec<Issue>,
    ) {
        let mut parsed = read_line(table, header, line, &mut self.lexicon.labels, issues);
        parsed.entry.file = file;
        match parse_variants(&parsed.pattern.text) {
            Ok(variants) => self.add_entry(table, parsed, variants, issues),
            Err(error) => {
                let column = parsed.pattern.column + error.offset as u32;
                issues.push(table.issue(line.number, column, Severity::Error, error.message));
            }
        }
    }

    fn add_entry(&mut self, table: &Table, parsed: Parsed, variants: Variants, issues: &mut Vec<Issue>) {
        let Parsed { mut entry, class, pattern } = parsed;
        let line = entry.line;
        let id = self.lexicon.entries.len() as u32;
        entry.pattern = pattern.text;
        let says_nothing = entry.layers().is_empty() && class.is_none();
        if says_nothing {
            let message = "the line says nothing: fill a column beside 'motif'".to_owned();
            issues.push(table.issue(line, pattern.column, Severity::Warning, message));
        }
        self.lexicon.n_patterns += variants.sequences.len();
        let says_something = !says_nothing && !entry.layers().is_empty();
        let mut known = vec![None; variants.whats.len()];
        let mut sequence = Vec::new();
        for pieces in &variants.sequences {
            self.atoms(pieces, &variants.whats, &mut known, &mut sequence);
            if let Some(class) = &class {
                match sequence.as_slice() {
                    [atom] => self.lexicon.atoms.add_member(*atom, class),
                    // The other spelling of a hyphenated member.
                    _ if entry.pattern.contains('-') => {}
                    _ => {
                        let message = "a class takes patterns of one word".to_owned();
                        issues.push(table.issue(line, pattern.column, Severity::Error, message));
                    }
                }
            }
            if !says_something {
                continue;
            }
            self.report_clash(table, &sequence, &entry, id, pattern.column, issues);
            self.insert(&sequence, &entry, id);
        }
        self.lexicon.entries.push(entry);
    }

    /// The atoms of a sequence; `known` keeps those of the words of its pattern.
    fn atoms(
        &mut self,
        pieces: &[Piece],
        whats: &[What],
        known: &mut [Option<Atom>],
        sequence: &mut Vec<Atom>,
    ) {
        let Lexicon { normalizer, atoms, .. } = &mut self.lexicon;
        sequence.clear();
        sequence.extend(pieces.iter().map(|piece| {
            let what = &whats[piece.what];
            let atom = *known[piece.what].get_or_insert_with(|| atoms.intern(what, normalizer));
            if piece.negated && !matches!(what, What::Gap(_)) { atom | NEGATED } else { atom }
        }));
    }

    /// Single words with a role only are roles of the form; all the rest goes to the trie.
    fn insert(&mut self, sequence: &[Atom], entry: &Entry, id: u32) {
        if let [atom] = sequence
            && !entry.roles.is_empty()
        {
            let (roles, force) = self.lexicon.roles.entry(*atom).or_default();
            roles.extend(entry.roles);
            *force = (*force).max(entry.force);
            if entry.layers().len() == 1 {
                return;
            }
        }
        self.trie.insert(sequence, id);
        for (at, first) in sequence.iter().enumerate() {
            for (short, long) in self.abbreviations.get(first).into_iter().flatten() {
                if sequence[at..].starts_with(long) {
                    let mut shortened = sequence.to_vec();
                    shortened.splice(at..at + long.len(), [*short]);
                    self.trie.insert(&shortened, id);
                }
            }
        }
    }

    /// Two lines of the same table say the same of the same words, or opposite things.
    fn report_clash(
        &mut self,
        table: &Table,
        sequence: &[Atom],
        entry: &Entry,
        id: u32,
        column: u32,
        issues: &mut Vec<Issue>,
    ) {
        let node = self.trie.node(sequence) as usize;
        if self.last_said.len() <= node {
            self.last_said.resize(node + 1, 0);
        }
        let last = self.last_said[node];
        let line_at = |place: u32| (place > 0).then(|| self.said[place as usize - 1]);
        let lines = std::iter::successors(line_at(last), |(_, before)| line_at(*before));
        for (other, _) in lines.filter(|(other, _)| *other != id) {
            let other = &self.lexicon.entries[other as usize];
            let address = || format!("{}:{}", self.lexicon.files[other.file as usize], other.line);
            let same = other.polarity == entry.polarity
                && other.themes == entry.themes
                && other.layers() == entry.layers()
                && other.label == entry.label
                && (other.steps, other.channels, other.modes, other.flags, other.roles)
                    == (entry.steps, entry.channels, entry.modes, entry.flags, entry.roles);
            let judges = |entry: &Entry| entry.polarity.filter(|polarity| *polarity != Polarity::Neutral);
            let opposed = judges(other).is_some() && judges(other) == judges(entry).map(Polarity::reversed);
            if same {
                let message = format!("'{}' is already said at {}", entry.pattern, address());
                issues.push(table.issue(entry.line, column, Severity::Warning, message));
            } else if opposed && other.themes == entry.themes {
                let message = format!("'{}' contradicts {}", entry.pattern, address());
                issues.push(table.issue(entry.line, column, Severity::Error, message));
            }
        }
        if line_at(last).is_none_or(|(line, _)| line != id) {
            self.said.push((id, last));
            self.last_said[node] = self.said.len() as u32;
        }
    }

    fn finish(self) -> Lexicon {
        let Self { mut lexicon, trie, .. } = self;
        let voice = |entry: &Entry| Voice { layers: entry.layers(), silences: entry.silences() };
        lexicon.voices = lexicon.entries.iter().map(voice).collect();
        let (labels, moved) = lexicon.labels.sorted();
        lexicon.labels = labels;
        for entry in &mut lexicon.entries {
            entry.label = entry.label.map(|id| moved[id.0 as usize]);
        }
        lexicon.trie = trie.build(lexicon.atoms.len());
        lexicon
    }
}
