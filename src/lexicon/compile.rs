//! Tables become a [`Lexicon`]: keys, atoms, trie. Problems are gathered, never fatal here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::atoms::{Atom, Atoms, GAP, GLUED_DURATION, NEGATED};
use super::clash;
use super::columns::{Column, Parsed, read_header, read_line};
use super::commonness::commonness;
use super::entry::{Entry, Layer, Role, Voice};
use super::grammar::{read_grammar, rows};
use super::issue::{Issue, Severity};
use super::labels::{Display, LabelBook};
use super::normalizer::Normalizer;
use super::pattern::{What, parse_variants};
use super::repair::Repairs;
use super::sequences::{Gathered, Sequences, Standing};
use super::source::{Source, fingerprint};
use super::table::{Line, Table};
use super::trie::{EntryId, Trie, TrieBuilder};
use super::turns::Turns;
use super::variants::{Piece, Variants};
use crate::taxonomy::TagSet;

/// Everything known of the language, ready to match.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// Keys of words.
    pub normalizer: Normalizer,
    /// What forms satisfy.
    pub atoms: Atoms,
    /// What words that no table holds stand for.
    pub repairs: Repairs,
    /// All patterns.
    pub trie: Trie,
    /// Lines, by the ids that matches carry.
    pub entries: Vec<Entry>,
    /// The layers of each entry, by its id.
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
    /// Fingerprint of the tables.
    pub sha256: String,
}

impl Lexicon {
    /// The line of an id.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id as usize]
    }

    /// The layers of an entry.
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
    let named = rows(&tables, "tournure").map(|(table, line, cell)| (table, line, cell(0), cell(1)));
    let turns = Turns::read(named, &mut issues);
    let mut compiler = Compiler {
        turns,
        abbreviations: FxHashMap::default(),
        lexicon: Lexicon {
            normalizer,
            display,
            files: sources.iter().map(|source| source.path.clone()).collect(),
            sha256: fingerprint(sources),
            ..Lexicon::default()
        },
        gathered: Sequences::default(),
    };
    compiler.read_abbreviations();
    let headers: Vec<_> = tables.iter().map(|table| pattern_header(table, &mut issues)).collect();
    for (file, line) in canonical_lines(&tables, &headers) {
        compiler.add_line(file as u32, &tables[file], &headers[file], line, &mut issues);
    }
    let lexicon = compiler.finish(&tables, &mut issues);
    issues.sort();
    (lexicon, issues)
}

/// First columns of the tables that hold no pattern.
const GRAMMAR: [[&str; 2]; 8] = [
    ["forme", "lemme"],
    ["forme", "correction"],
    ["verbe", "radical"],
    ["paradigme", "terminaisons"],
    ["tournure", "motif"],
    ["theme", "libelle"],
    ["id", "libelle"],
    ["mot", "pris_pour"],
];

/// Columns of a table of patterns; none for any other table. One that is neither would be left out in silence.
fn pattern_header(table: &Table, issues: &mut Vec<Issue>) -> Vec<Option<Column>> {
    let names: Vec<&str> = table.header.iter().map(|cell| cell.text.as_str()).collect();
    match names.first() {
        Some(&"motif") => return read_header(table, issues),
        Some(first) if !GRAMMAR.iter().any(|known| names.starts_with(known)) => {
            let message = format!("the first column is '{first}': expected 'motif'");
            issues.push(table.issue(1, 1, Severity::Error, message));
        }
        _ => {}
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

struct Compiler {
    turns: Turns,
    lexicon: Lexicon,
    gathered: Sequences,
    /// By the first atom of the words it stands for: atom of an abbreviation, and the atoms of those words.
    abbreviations: FxHashMap<Atom, Vec<(Atom, Vec<Atom>)>>,
}

impl Compiler {
    fn read_abbreviations(&mut self) {
        let Lexicon { normalizer, atoms, .. } = &mut self.lexicon;
        for (form, words) in normalizer.abbreviations() {
            let Ok(variants) = parse_variants(words, &Turns::default()) else { continue };
            let short = atoms.intern_key(&normalizer.key(form));
            for sequence in variants.sequences() {
                let atom = |piece: &Piece| atoms.intern(&variants.whats[piece.what], normalizer);
                let long: Vec<Atom> = sequence.iter().map(atom).collect();
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
        match parse_variants(&parsed.pattern.text, &self.turns) {
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
        entry.pattern = Cow::Owned(pattern.text);
        let speaks = !entry.layers().is_empty();
        if !speaks && class.is_none() {
            let message = "the line says nothing: fill a column beside 'motif'".to_owned();
            issues.push(table.issue(line, pattern.column, Severity::Warning, message));
        }
        self.lexicon.n_patterns += variants.len();
        let mut known = vec![None; variants.whats.len()];
        let mut sequence = Vec::new();
        for pieces in variants.sequences() {
            self.atoms(pieces, &variants.whats, &mut known, &mut sequence);
            if let Some(class) = &class {
                match sequence.as_slice() {
                    [atom] if atom & NEGATED == 0 => self.lexicon.atoms.add_member(*atom, class),
                    // The other spelling of a hyphenated member.
                    _ if entry.pattern.contains('-') => {}
                    _ => {
                        let message = "a class takes patterns of one word, without '!'".to_owned();
                        issues.push(table.issue(line, pattern.column, Severity::Error, message));
                    }
                }
            }
            if speaks {
                self.gather(&sequence, &entry, id);
            }
        }
        let alternatives = if speaks { variants.alternatives } else { Vec::new() };
        self.gathered.end_line(Gathered {
            column: pattern.column,
            alternatives,
            joins_class: class.is_some(),
        });
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

    /// Single words with a role only are roles of the form; all the rest goes to the trie, and so does a word inside a
    /// negation, which no form tells.
    fn gather(&mut self, sequence: &[Atom], entry: &Entry, id: u32) {
        let mut matched = true;
        if let [atom] = sequence
            && atom & NEGATED == 0
            && !entry.roles.is_empty()
        {
            let (roles, force) = self.lexicon.roles.entry(*atom).or_default();
            roles.extend(entry.roles);
            *force = (*force).max(entry.force);
            matched = entry.layers().len() > 1;
        }
        self.gathered.push(sequence, id, if matched { Standing::Written } else { Standing::Role });
        for (at, first) in sequence.iter().enumerate().filter(|_| matched) {
            for (short, long) in self.abbreviations.get(first).into_iter().flatten() {
                if sequence[at..].starts_with(long) {
                    let mut shortened = sequence.to_vec();
                    shortened.splice(at..at + long.len(), [*short]);
                    self.gathered.push(&shortened, id, Standing::Abbreviated);
                }
            }
        }
    }

    fn finish(self, tables: &[Table], issues: &mut Vec<Issue>) -> Lexicon {
        let Self { mut lexicon, gathered, .. } = self;
        let mut trie = TrieBuilder::new(commonness(&lexicon, gathered.iter().map(|(sequence, ..)| sequence)));
        let mut written = Vec::new();
        for (sequence, id, standing) in gathered.iter() {
            let node = match standing {
                Standing::Role => trie.node(sequence),
                Standing::Written | Standing::Abbreviated => trie.insert(sequence, id),
            };
            if standing != Standing::Abbreviated {
                written.push(node);
            }
        }
        clash::find(&gathered, &written, &lexicon, tables, issues);
        lexicon.voices = lexicon.entries.iter().map(Voice::of).collect();
        lexicon.atoms.strip_accents(&lexicon.normalizer);
        lexicon.repairs = repairs(&lexicon, &gathered, tables);
        let (labels, moved) = lexicon.labels.sorted();
        lexicon.labels = labels;
        for entry in &mut lexicon.entries {
            entry.label = entry.label.map(|id| moved[id.0 as usize]);
        }
        lexicon.trie = trie.build(lexicon.atoms.count());
        lexicon
    }
}

/// Words are repaired to those that carry a theme or a judgement, alone or among others.
fn repairs(lexicon: &Lexicon, gathered: &Sequences, tables: &[Table]) -> Repairs {
    let meant = gathered.iter().filter(|(_, id, _)| lexicon.voice(*id).layers.contains(Layer::Meaning));
    let words = meant.flat_map(|(sequence, ..)| sequence).filter(|atom| **atom & GAP == 0);
    let mut repairs = Repairs::new(&lexicon.atoms, &lexicon.normalizer, words.map(|atom| atom & !NEGATED));
    for (_, _, cell) in rows(tables, "mot") {
        repairs.add_false_friend(cell(0), &lexicon.normalizer);
    }
    repairs
}
