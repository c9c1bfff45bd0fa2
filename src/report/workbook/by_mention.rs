//! The comments behind each count of a Pareto. What is held is the places of comments; texts are read again when they
//! are written.

use std::collections::{BTreeMap, BTreeSet};

use csv::{Position, StringRecord};

use super::{EVERY_TOUCHPOINT, Tables, View};
use crate::aggregate::Spellings;
use crate::report::source::{Table, place};
use crate::taxonomy::{Flag, Tag};

/// Comments listed of one mention: beyond, a filter of the whole list serves better.
pub(super) const MOST: usize = 100;

/// What is listed: what a person must look at, what irritates, what delights.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Flags,
    Irritants,
    Delights,
}

impl Side {
    pub(super) const fn mark(self) -> &'static str {
        match self {
            Self::Flags => "■",
            Self::Irritants => "▼",
            Self::Delights => "▲",
        }
    }
}

/// A mention as a Pareto has it, with some of the comments that hold it.
pub(super) struct Mention {
    pub(super) side: Side,
    pub(super) theme: String,
    pub(super) label: String,
    pub(super) comments: Vec<Comment>,
}

/// A comment, with its touchpoints by their places in the journey, in the order of its cell.
pub(super) struct Comment {
    pub(super) touchpoints: Vec<usize>,
    pub(super) place: Position,
}

/// Mentions in the order of the Paretos, those of a theme side by side; found again in each comment.
pub(super) struct Index {
    pub(super) mentions: Vec<Mention>,
    /// By side and label; one name may be of several themes.
    by_label: BTreeMap<(Side, String), Vec<usize>>,
    /// Themes blamed, or praised, without a named motive.
    unnamed: BTreeMap<(Side, String), usize>,
    /// Column and mention of each flag.
    flags: Vec<(usize, usize)>,
    touchpoints: BTreeMap<String, usize>,
    /// Their names, by place.
    pub(super) names: Vec<String>,
    /// Columns of `verbatims.csv`: touchpoints, aspects, mentions of each side.
    columns: [usize; 4],
}

impl Index {
    pub(super) fn new(view: &View<'_>, tables: &Tables, header: &StringRecord) -> Self {
        let names: Vec<String> = tables.touchpoints.rows.iter().map(|row| row[0].clone()).collect();
        let mut index = Self {
            mentions: Vec::new(),
            by_label: BTreeMap::new(),
            unnamed: BTreeMap::new(),
            flags: Vec::new(),
            touchpoints: names.iter().cloned().zip(0..).collect(),
            names,
            columns: ["point_de_contact", "aspects", "irritants", "enthousiasmants"]
                .map(|name| place(header, name)),
        };
        for flag in Flag::ALL {
            index.flags.push((place(header, flag.id()), index.mentions.len()));
            index.push(Side::Flags, "", flag.id());
        }
        index.add(view, &tables.irritants, (Side::Irritants, "irritant"));
        index.add(view, &tables.delights, (Side::Delights, "enthousiasmant"));
        index
    }

    fn push(&mut self, side: Side, theme: &str, label: &str) {
        let (theme, label) = (theme.to_owned(), label.to_owned());
        self.mentions.push(Mention { side, theme, label, comments: Vec::new() });
    }

    fn add(&mut self, view: &View<'_>, table: &Table, (side, name): (Side, &str)) {
        let [at, label, theme] = ["point_de_contact", name, "theme"].map(|name| table.column(name));
        let mut rows: Vec<&Vec<String>> =
            table.rows.iter().filter(|row| row[at] == EVERY_TOUCHPOINT).collect();
        let mut themes: Vec<&String> = Vec::new();
        for row in &rows {
            if !themes.contains(&&row[theme]) {
                themes.push(&row[theme]);
            }
        }
        // Stable: lines of a theme stay in their order.
        rows.sort_by_key(|row| themes.iter().position(|known| **known == row[theme]));
        for row in rows {
            let (label, theme, i) = (&row[label], &row[theme], self.mentions.len());
            if view.labels.is_named(theme, label) {
                self.by_label.entry((side, label.clone())).or_default().push(i);
            } else {
                self.unnamed.insert((side, theme.clone()), i);
            }
            self.push(side, theme, label);
        }
    }

    /// Notes where a comment stands under each mention that it holds.
    pub(super) fn see(&mut self, record: &StringRecord, place: &Position, spellings: &Spellings) {
        let [at, aspects, irritants, delights] = self.columns;
        let flags = self.flags.iter().filter(|(column, _)| &record[*column] == "1");
        let mut found: Vec<usize> = flags.map(|(_, i)| *i).collect();
        found.extend(self.found((Side::Irritants, ":negatif"), &record[aspects], &record[irritants]));
        found.extend(self.found((Side::Delights, ":positif"), &record[aspects], &record[delights]));
        found.retain(|i| self.mentions[*i].comments.len() < MOST);
        if found.is_empty() {
            return;
        }
        let cell = spellings.cell(&record[at]);
        let touchpoints: Vec<usize> =
            cell.split('|').filter_map(|name| self.touchpoints.get(name).copied()).collect();
        for i in found {
            let comment = Comment { touchpoints: touchpoints.clone(), place: place.clone() };
            self.mentions[i].comments.push(comment);
        }
    }

    /// Mentions of a side in a comment. A theme without a named motive counts only where nothing of that theme is named,
    /// as the annotator has it.
    fn found(&self, (side, ending): (Side, &str), aspects: &str, labels: &str) -> Vec<usize> {
        let themes: Vec<&str> = aspects.split('|').filter_map(|aspect| aspect.strip_suffix(ending)).collect();
        let mut found: Vec<usize> = Vec::new();
        for label in labels.split('|').filter(|label| !label.is_empty()) {
            let known = self.by_label.get(&(side, label.to_owned())).into_iter().flatten();
            found.extend(known.filter(|i| themes.contains(&self.mentions[**i].theme.as_str())));
        }
        for theme in themes {
            if !found.iter().any(|i| self.mentions[*i].theme == theme) {
                found.extend(self.unnamed.get(&(side, theme.to_owned())));
            }
        }
        found
    }
}

/// A comment of a mention where it is listed.
pub(super) struct Line<'m> {
    pub(super) comment: &'m Comment,
    /// Whose rows it is one of.
    pub(super) touchpoint: Option<usize>,
    pub(super) is_again: bool,
}

/// Each comment once, by its first touchpoint. Then, of each touchpoint that stands second in some cells, all comments
/// again: a link leads to rows that follow each other. Flags have no touchpoint to lead to.
pub(super) fn lines(mention: &Mention) -> Vec<Line<'_>> {
    let comments = &mention.comments;
    let others = comments.iter().flat_map(|comment| comment.touchpoints.iter().skip(1).copied());
    let again: BTreeSet<usize> = others.filter(|_| mention.side != Side::Flags).collect();
    let mut lines: Vec<Line<'_>> = comments
        .iter()
        .map(|comment| {
            let touchpoint = comment.touchpoints.first().copied().filter(|first| !again.contains(first));
            Line { comment, touchpoint, is_again: false }
        })
        .collect();
    for touchpoint in again {
        let there = comments.iter().filter(|comment| comment.touchpoints.contains(&touchpoint));
        lines.extend(there.map(|comment| Line { comment, touchpoint: Some(touchpoint), is_again: true }));
    }
    lines
}
