//! The comments behind counts, side by side: a link leads to rows that follow each other, since a link cannot filter.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::path::Path;

use csv::{Position, StringRecord};
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use super::by_mention::{Index, MOST, Mention, Side, lines};
use super::by_touchpoint::{Comments, TONES};
use super::cells::Telling;
use super::columns::named;
use super::style::Style;
use super::{EVERY_TOUCHPOINT, View, grid, head, print_first, set_up_page};
use crate::report::source::{Rows, place};

/// Rows of a sheet.
const N_ROWS: u32 = 1_048_576;
/// Row of the titles.
const TOP: u32 = 2;
const COLUMNS: [&str; 7] = ["point_de_contact", "ton", "date", "note", "texte", "id", "ligne"];
/// Before the name of a touchpoint, as those of [`Side`] before a motive.
const TOUCHPOINT: &str = "►";

type Failure = Box<dyn Error + Send + Sync>;

/// Ranges of rows by mention, by mention and touchpoint, by theme, and by touchpoint and tone: what links lead to.
pub(super) struct Ranges {
    sheet: &'static str,
    rows: BTreeMap<Key, (u32, u32)>,
    themes: BTreeMap<(Side, String), (u32, u32)>,
    /// By name, and by the places of tones.
    touchpoints: BTreeMap<String, [Option<(u32, u32)>; TONES.len()]>,
}

/// A side, a theme, a label, a touchpoint or all of them.
type Key = (Side, String, String, Option<String>);

impl Ranges {
    /// Adds a row, which follows those that the key has.
    fn extend(&mut self, mention: &Mention, touchpoint: Option<&str>, row: u32) {
        let key = (mention.side, mention.theme.clone(), mention.label.clone(), touchpoint.map(str::to_owned));
        self.rows.entry(key).and_modify(|range| range.1 = row).or_insert((row, row));
        let theme = (mention.side, mention.theme.clone());
        self.themes.entry(theme).and_modify(|range| range.1 = row).or_insert((row, row));
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
    /// their clause): then those of all touchpoints. Where these are too many to be listed, those here that are, if any.
    pub(super) fn at(&self, mention: (Side, &str, &str), touchpoint: &str, count: usize) -> Option<String> {
        let number = |(first, last): (u32, u32)| (last - first) as usize + 1;
        let all = self.rows(mention, None)?;
        if touchpoint == EVERY_TOUCHPOINT {
            return Some(self.url(all));
        }
        let here = self.rows(mention, Some(touchpoint));
        let is_listed = number(all) < MOST;
        let rows = if is_listed { here.filter(|rows| number(*rows) >= count).unwrap_or(all) } else { here? };
        Some(self.url(rows))
    }

    /// Where the comments of all mentions of a theme are.
    pub(super) fn theme(&self, side: Side, theme: &str) -> Option<String> {
        self.themes.get(&(side, theme.to_owned())).map(|rows| self.url(*rows))
    }

    /// Where the comments of a touchpoint with some tone are, or all of them.
    pub(super) fn touchpoint(&self, name: &str, tone: Option<&str>) -> Option<String> {
        let by_tone = self.touchpoints.get(name)?;
        let wanted = |place: &usize| tone.is_none_or(|tone| TONES[*place] == tone);
        let rows = || (0..TONES.len()).filter(wanted).filter_map(|place| by_tone[place]);
        Some(self.url((rows().next()?.0, rows().next_back()?.1)))
    }
}

/// A count that leads to its comments.
pub(super) fn linked(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    count: f64,
    url: String,
    style: &Style,
) -> Result<(), XlsxError> {
    sheet.write_url_with_format(row, column, Url::new(url), &style.link)?;
    // The number over the text of the link, which stays.
    sheet.write_number_with_format(row, column, count, &style.link)?;
    Ok(())
}

/// Writes the list and gives what to link to.
pub(super) fn write(
    sheet: &mut Worksheet,
    dir: &Path,
    (view, telling): (&View<'_>, &Telling<'_>),
    (mut index, comments): (Index, Comments),
    style: &Style,
) -> Result<Ranges, Failure> {
    start(sheet, style)?;
    let mut ranges = Ranges {
        sheet: style.words.say("sheet.by_mention"),
        rows: BTreeMap::new(),
        themes: BTreeMap::new(),
        touchpoints: BTreeMap::new(),
    };
    let is_flag = |mention: &&Mention| mention.side == Side::Flags;
    let flagged = index.mentions.iter().filter(is_flag).map(|mention| mention.comments.len()).sum();
    let mut rows = Lines::new(sheet, dir, (view, telling), style)?;
    for mention in &mut index.mentions {
        mention.comments.sort_by_key(|comment| comment.touchpoints.first().copied());
        let label = match mention.side {
            Side::Flags => style.shown(&mention.label),
            _ => &mention.label,
        };
        let motive = format!("{} {label}", mention.side.mark());
        let colour = match mention.side {
            Side::Flags => &style.watch,
            Side::Irritants => &style.bad,
            Side::Delights => &style.good,
        };
        for line in lines(mention) {
            let Some(row) = rows.push(&line.comment.place, &motive, colour)? else { break };
            if !line.is_again {
                ranges.extend(mention, None, row);
            }
            if let Some(touchpoint) = line.touchpoint {
                ranges.extend(mention, Some(&index.names[touchpoint]), row);
            }
        }
    }
    for (name, by_tone) in comments.lists() {
        let motive = format!("{TOUCHPOINT} {}", view.labels.touchpoint(name));
        let mut there = [None; TONES.len()];
        for (range, places) in there.iter_mut().zip(by_tone) {
            for place in places {
                let Some(row) = rows.push(place, &motive, &style.neutral)? else { break };
                *range = Some((range.map_or(row, |(first, _)| first), row));
            }
        }
        ranges.touchpoints.insert(name.to_owned(), there);
    }
    let end = rows.next;
    finish(sheet, end, flagged, style)?;
    Ok(ranges)
}

/// Rows on their way to the sheet, their texts read again.
struct Lines<'w> {
    sheet: &'w mut Worksheet,
    comments: Rows<File>,
    record: StringRecord,
    /// Of the columns of the sheet, in the table of comments.
    places: [usize; COLUMNS.len()],
    file: usize,
    telling: &'w Telling<'w>,
    style: &'w Style,
    next: u32,
}

impl<'w> Lines<'w> {
    fn new(
        sheet: &'w mut Worksheet,
        dir: &Path,
        (view, telling): (&View<'_>, &'w Telling<'w>),
        style: &'w Style,
    ) -> Result<Self, Failure> {
        let comments = Rows::open(&dir.join("verbatims.csv"), view.dialect)?;
        let places = COLUMNS.map(|name| place(comments.header(), name));
        let file = place(comments.header(), "fichier");
        let record = StringRecord::new();
        Ok(Self { sheet, comments, record, places, file, telling, style, next: TOP + 1 })
    }

    /// Adds the comment that stands at a place, and gives its row, unless the sheet is full.
    fn push(&mut self, place: &Position, motive: &str, colour: &Format) -> Result<Option<u32>, Failure> {
        let row = self.next;
        if row == N_ROWS {
            return Ok(None);
        }
        self.comments.seek(place)?;
        self.comments.next(&mut self.record)?;
        let told = |(place, name): (usize, &'static str)| {
            let cell = self.telling.told(&self.record[place], named(name).kind, &self.record[self.file]);
            (cell, name)
        };
        let cells: Vec<_> = self.places.into_iter().zip(COLUMNS).map(told).collect();
        let lines = cells.iter().map(|(cell, name)| (&**cell, *name)).chain([(motive, "motif")]);
        grid::set_height(self.sheet, row, lines)?;
        self.sheet.write_string_with_format(row, 0, motive, colour)?;
        for (column, (cell, name)) in (1..).zip(&cells) {
            grid::cell(self.sheet, (row, column), cell, named(name).kind, self.style)?;
        }
        self.next += 1;
        Ok(Some(row))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// It led to the comments of other touchpoints.
    #[test]
    fn of_a_list_that_is_cut_a_count_leads_to_its_own_touchpoint_or_nowhere() {
        let (mut rows, mention) = (TOP + 1.., (Side::Irritants, "prix", "trop cher"));
        let mut ranges = Ranges {
            sheet: "Liste",
            rows: BTreeMap::new(),
            themes: BTreeMap::new(),
            touchpoints: BTreeMap::new(),
        };
        let mut list = |ranges: &mut Ranges, n: usize| {
            let (side, theme, label) = (mention.0, mention.1.to_owned(), mention.2.to_owned());
            let listed = Mention { side, theme, label, comments: Vec::new() };
            for row in rows.by_ref().take(n) {
                ranges.extend(&listed, None, row);
                ranges.extend(&listed, Some("Caisse"), row);
            }
        };
        list(&mut ranges, MOST - 1);
        assert_eq!(ranges.at(mention, "Quai", 2), ranges.everywhere(mention), "all are listed");
        list(&mut ranges, 1);
        assert_eq!(ranges.at(mention, "Quai", 2), None);
        assert_eq!(ranges.at(mention, "Caisse", 300), ranges.everywhere(mention));
        assert_eq!(ranges.at(mention, EVERY_TOUCHPOINT, 300), ranges.everywhere(mention));
    }
}
