//! The image of what a [`Lexicon`] is made of, but for the parts that keep their insides to themselves.

use std::borrow::Cow;

use super::{Reader, Stored, Writer};
use crate::lexicon::atoms::Atoms;
use crate::lexicon::compile::Lexicon;
use crate::lexicon::entry::{Entry, Voice};
use crate::lexicon::issue::{Issue, Severity};
use crate::lexicon::labels::{Display, LabelBook, LabelId, UsualStep, When};
use crate::lexicon::normalizer::Normalizer;
use crate::lexicon::repair::Repairs;
use crate::lexicon::trie::Trie;
use crate::taxonomy::{Tag, TagSet};

impl Stored for Lexicon {
    fn write(&self, image: &mut Writer) {
        self.normalizer.write(image);
        self.atoms.write(image);
        self.repairs.write(image);
        self.trie.write(image);
        write_entries(&self.entries, image);
        image.number(self.n_patterns as u32);
        image.records(self.roles.iter().map(|(atom, (roles, force))| {
            let [low, high] = halves(*roles);
            [*atom, low, high, (*force).into()]
        }));
        self.labels.write(image);
        self.display.write(image);
        image.all(self.files.iter());
        self.sha256.write(image);
    }

    fn read(image: &mut Reader) -> Self {
        let (normalizer, atoms) = (Normalizer::read(image), Atoms::read(image));
        let repairs = Repairs::read(image);
        let trie = Trie::read(image);
        let entries = read_entries(image);
        Self {
            normalizer,
            atoms,
            repairs,
            trie,
            voices: entries.iter().map(Voice::of).collect(),
            entries,
            n_patterns: image.number() as usize,
            roles: image
                .records()
                .map(|[atom, low, high, force]| (atom, (whole([low, high]), force as u8)))
                .collect(),
            labels: LabelBook::read(image),
            display: Display::read(image),
            files: image.all(),
            sha256: String::read(image),
        }
    }
}

/// The patterns of all entries end to end, then the rest of each.
fn write_entries(entries: &[Entry], image: &mut Writer) {
    image.text(&entries.iter().map(|entry| &*entry.pattern).collect::<String>());
    image.records(entries.iter().map(|entry| {
        let [roles_low, roles_high] = halves(entry.roles);
        [
            entry.pattern.len() as u32,
            entry.file,
            entry.line,
            entry.polarity.map_or(0, |polarity| polarity.index() as u32 + 1),
            entry.mixed.into(),
            entry.force.into(),
            entry.nature.index() as u32,
            entry.label.map_or(0, |label| label.0 + 1),
            bits(entry.themes),
            bits(entry.steps),
            bits(entry.channels),
            bits(entry.modes),
            bits(entry.flags),
            roles_low,
            roles_high,
            bits(entry.masks),
        ]
    }));
}

fn read_entries(image: &mut Reader) -> Vec<Entry> {
    let mut patterns = image.text();
    let entry = |record: [u32; 16]| {
        let [length, file, line, polarity, mixed, force, nature, label, sets @ ..] = record;
        let [themes, steps, channels, modes, flags, roles_low, roles_high, masks] = sets;
        let (pattern, rest) = patterns.split_at(length as usize);
        patterns = rest;
        Entry {
            file,
            line,
            pattern: Cow::Borrowed(pattern),
            polarity: polarity.checked_sub(1).map(tag),
            mixed: mixed != 0,
            force: force as u8,
            nature: tag(nature),
            themes: tags(themes),
            label: label.checked_sub(1).map(LabelId),
            steps: tags(steps),
            channels: tags(channels),
            modes: tags(modes),
            flags: tags(flags),
            roles: whole([roles_low, roles_high]),
            masks: tags(masks),
        }
    };
    image.records().map(entry).collect()
}

impl Stored for LabelBook {
    fn write(&self, image: &mut Writer) {
        image.number(self.all().len() as u32);
        for label in self.all() {
            image.text(&label.name);
            image.number(label.theme.index() as u32);
            image.number(label.polarity.index() as u32);
        }
    }

    fn read(image: &mut Reader) -> Self {
        let mut book = Self::default();
        for _ in 0..image.number() {
            let (name, theme, polarity) = (image.text(), image.number(), image.number());
            book.intern(name, tag(theme), tag(polarity)).expect("each name was written once");
        }
        book
    }
}

impl Stored for Display {
    fn write(&self, image: &mut Writer) {
        image.records(self.theme_steps.iter().map(|(theme, usual)| {
            [theme.index() as u32, usual.step.index() as u32, u32::from(usual.when == When::Always)]
        }));
        for names in [&self.themes, &self.tags] {
            image.all(names.keys());
            image.all(names.values());
        }
    }

    fn read(image: &mut Reader) -> Self {
        let usual = |step, always| {
            let when = if always == 0 { When::Untold } else { When::Always };
            UsualStep { step: tag(step), when }
        };
        let theme_steps =
            image.records().map(|[theme, step, always]| (tag(theme), usual(step, always))).collect();
        let mut names = || image.all::<String>().into_iter().zip(image.all::<String>()).collect();
        Self { theme_steps, themes: names(), tags: names() }
    }
}

impl Stored for Issue {
    fn write(&self, image: &mut Writer) {
        image.text(&self.file);
        image.text(&self.message);
        image.number(self.line);
        image.number(self.column);
        image.number(u32::from(self.severity == Severity::Warning));
    }

    fn read(image: &mut Reader) -> Self {
        Self {
            file: String::read(image),
            message: String::read(image),
            line: image.number(),
            column: image.number(),
            severity: if image.number() == 0 { Severity::Error } else { Severity::Warning },
        }
    }
}

/// One bit for each tag of a set of a family of 32 tags at most.
fn bits<T: Tag>(set: TagSet<T>) -> u32 {
    let [low, high] = halves(set);
    assert!(high == 0, "a family stored in one number holds 32 tags at most");
    low
}

/// The set of [`bits`].
fn tags<T: Tag>(bits: u32) -> TagSet<T> {
    whole([bits, 0])
}

/// One bit for each tag of a set, the first 32 tags first.
fn halves<T: Tag>(set: TagSet<T>) -> [u32; 2] {
    let all: u64 = set.iter().map(|tag| 1 << tag.index()).sum();
    [all as u32, (all >> 32) as u32]
}

/// The set of [`halves`].
fn whole<T: Tag>([low, high]: [u32; 2]) -> TagSet<T> {
    let mut left = u64::from(low) | u64::from(high) << 32;
    let mut set = TagSet::default();
    while left != 0 {
        set.insert(tag(left.trailing_zeros()));
        left &= left - 1;
    }
    set
}

/// The tag of an index.
fn tag<T: Tag>(index: u32) -> T {
    T::ALL[index as usize]
}
