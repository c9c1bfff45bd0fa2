//! The comments behind each count of a Pareto, side by side: a link leads to rows that follow each other, since a
//! link cannot filter. What is held is the places of comments; texts are read again when they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use csv::{Position, StringRecord};
use rust_xlsxwriter::{Worksheet, XlsxError};

use super::columns::{Kind, named};
use super::source::{Table, open, told};
use super::style::Style;
use super::{EVERY_TOUCHPOINT, Tables, View, grid, head, print_first, set_up_page};
use crate::aggregate::Spellings;
use crate::report::table::unescaped;
use crate::taxonomy::{Flag, Tag};

/// Comments listed of one mention: beyond, a filter of the whole list serves better.
const MOST: usize = 100;
/// Rows of a sheet.
const N_ROWS: u32 = 1_048_576;
/// Row of the titles.
const TOP: u32 = 2;
const COLUMNS: [&str; 7] = ["point_de_contact", "ton", "date", "note", "texte", "id", "ligne"];

/// What is listed: what a person must look at, what irritates, what delights.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Flags,
    Irritants,
    Delights,
}

impl Side {
    const fn mark(self) -> &'static str {
        match self {
            Self::Flags => "■",
            Self::Irritants => "▼",
            Self::Delights => "▲",
        }
    }
}

/// A mention as a Pareto has it, with some of the comments that hold it.
struct Mention {
    side: Side,
    theme: String,
    label: String,
    comments: Vec<Comment>,
}

/// A comment, with its touchpoints by their places in the journey, in the order of its cell.
struct Comment {
    touchpoints: Vec<usize>,
    place: Position,
}

/// Mentions in the order of the Paretos, found again in each comment.
pub(super) struct Index {
    mentions: Vec<Mention>,
    /// By side and label; one name may be of several themes.
    by_label: BTreeMap<(Side, String), Vec<usize>>,
    /// Themes blamed, or praised, without a named motive.
    unnamed: BTreeMap<(Side, String), usize>,
    /// Column and mention of each flag.
    flags: Vec<(usize, usize)>,
    touchpoints: BTreeMap<String, usize>,
    /// Their names, by place.
    names: Vec<String>,
    /// Columns of `verbatims.csv`: touchpoints, aspects, mentions of each side.
    columns: [usize; 4],
}

impl Index {
    pub(super) fn new(view: &View<'_>, tables: &Tables, header: &StringRecord) -> Self {
        let place = |name: &str| header.iter().position(|column| column == name).unwrap_or(0);
        let names: Vec<String> = tables.touchpoints.rows.iter().map(|row| row[0].clone()).collect();
        let mut index = Self {
            mentions: Vec::new(),
            by_label: BTreeMap::new(),
            unnamed: BTreeMap::new(),
            flags: Vec::new(),
            touchpoints: names.iter().cloned().zip(0..).collect(),
            names,
            columns: ["point_de_contact", "aspects", "irritants", "enthousiasmants"].map(place),
        };
        for flag in Flag::ALL {
            index.flags.push((place(flag.id()), index.mentions.len()));
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
        for row in table.rows.iter().filter(|row| row[at] == EVERY_TOUCHPOINT) {
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
        found.extend(self.found(
            (Side::Irritants, ":negatif"),
            &record[aspects],
            unescaped(&record[irritants]),
        ));
        found.extend(self.found(
            (Side::Delights, ":positif"),
            &record[aspects],
            unescaped(&record[delights]),
        ));
        found.retain(|i| self.mentions[*i].comments.len() < MOST);
        if found.is_empty() {
            return;
        }
        let cell = told(&record[at], Kind::Place, spellings);
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

/// Ranges of rows by mention, and by mention and touchpoint: what links lead to.
pub(super) struct Ranges {
    sheet: &'static str,
    rows: BTreeMap<Key, (u32, u32)>,
}

/// A side, a theme, a label, a touchpoint or all of them.
type Key = (Side, String, String, Option<String>);

impl Ranges {
    /// Adds a row, which follows those that the key has.
    fn extend(&mut self, mention: &Mention, touchpoint: Option<&str>, row: u32) {
        let key = (mention.side, mention.theme.clone(), mention.label.clone(), touchpoint.map(str::to_owned));
        self.rows.entry(key).and_modify(|range| range.1 = row).or_insert((row, row));
    }

    fn rows(&self, (side, theme, label): (Side, &str, &str), touchpoint: Option<&str>) -> Option<(u32, u32)> {
        let key = (side, theme.to_owned(), label.to_owned(), touchpoint.map(str::to_owned));
        self.rows.get(&key).copied()
    }

    fn url(&self, (first, last): (u32, u32)) -> String {
        format!("internal:'{}'!A{}:H{}", self.sheet, first + 1, last + 1)
    }

    /// Where the comments of a mention are, over all touchpoints.
    pub(super) fn everywhere(&self, mention: (Side, &str, &str)) -> Option<String> {
        self.rows(mention, None).map(|rows| self.url(rows))
    }

    /// Where the `count` comments of a mention at a touchpoint are. Some may have another one as a whole (it is that of
    /// their clause): then those of all touchpoints, unless these are too many to be listed.
    pub(super) fn at(&self, mention: (Side, &str, &str), touchpoint: &str, count: usize) -> Option<String> {
        let number = |(first, last): (u32, u32)| (last - first) as usize + 1;
        let all = self.rows(mention, None)?;
        let here = self.rows(mention, Some(touchpoint));
        let here = here.filter(|rows| number(*rows) >= count || number(all) >= MOST);
        Some(self.url(here.unwrap_or(all)))
    }
}

/// Writes the list and gives what to link to.
pub(super) fn write(
    sheet: &mut Worksheet,
    dir: &Path,
    view: &View<'_>,
    mut index: Index,
    style: &Style,
) -> Result<Ranges, Box<dyn Error + Send + Sync>> {
    start(sheet, style)?;
    let mut reader = open(&dir.join("verbatims.csv"), view.dialect)?;
    let header = reader.headers()?.clone();
    let places = COLUMNS.map(|name| header.iter().position(|column| column == name).unwrap_or(0));
    let mut ranges = Ranges { sheet: style.words.say("sheet.by_mention"), rows: BTreeMap::new() };
    let (mut row, mut record) = (TOP + 1, StringRecord::new());
    let is_flag = |mention: &&Mention| mention.side == Side::Flags;
    let flagged = index.mentions.iter().filter(is_flag).map(|mention| mention.comments.len()).sum();
    for mention in &mut index.mentions {
        mention.comments.sort_by_key(|comment| comment.touchpoints.first().copied());
        let label = match mention.side {
            Side::Flags => style.shown(&mention.label),
            _ => &mention.label,
        };
        let motive = format!("{} {label}", mention.side.mark());
        let colour = match mention.side {
            Side::Flags => &style.mixed,
            Side::Irritants => &style.bad,
            Side::Delights => &style.good,
        };
        for line in lines(mention).into_iter().take((N_ROWS - row) as usize) {
            reader.seek(line.comment.place.clone())?;
            reader.read_record(&mut record)?;
            let cells = places.iter().map(|place| &record[*place]).zip(COLUMNS);
            grid::set_height(sheet, row, cells.chain([(motive.as_str(), "motif")]))?;
            sheet.write_string_with_format(row, 0, &motive, colour)?;
            for ((column, place), name) in (1..).zip(places).zip(COLUMNS) {
                let kind = named(name).kind;
                grid::cell(sheet, (row, column), &told(&record[place], kind, view.spellings), kind, style)?;
            }
            if !line.is_again {
                ranges.extend(mention, None, row);
            }
            if let Some(touchpoint) = line.touchpoint {
                ranges.extend(mention, Some(&index.names[touchpoint]), row);
            }
            row += 1;
        }
    }
    finish(sheet, row, flagged, style)?;
    Ok(ranges)
}

/// A comment of a mention where it is listed.
struct Line<'m> {
    comment: &'m Comment,
    /// Whose rows it is one of.
    touchpoint: Option<usize>,
    is_again: bool,
}

/// Each comment once, by its first touchpoint. Then, of each touchpoint that stands second in some cells, all comments
/// again: a link leads to rows that follow each other. Flags have no touchpoint to lead to.
fn lines(mention: &Mention) -> Vec<Line<'_>> {
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

fn start(sheet: &mut Worksheet, style: &Style) -> Result<(), XlsxError> {
    let note = style.words.counted("book.by_mention.note", MOST as u64, &[]);
    head(sheet, style.words.say("book.by_mention"), &note, style)?;
    grid::header(sheet, &[&["motif"], COLUMNS.as_slice()].concat(), TOP, style)
}

fn finish(sheet: &mut Worksheet, end: u32, flagged: usize, style: &Style) -> Result<(), XlsxError> {
    sheet.autofilter(TOP, 0, end.saturating_sub(1).max(TOP), COLUMNS.len() as u16)?;
    // What must be read one by one; the rest is for whoever follows a link.
    print_first(sheet, (TOP, COLUMNS.len() as u16 - 2), flagged, flagged)?;
    sheet.set_freeze_panes(TOP + 1, 1)?;
    set_up_page(sheet, Some((TOP, TOP)), style)
}
