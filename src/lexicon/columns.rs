//! Columns of pattern tables: cells become an [`Entry`], or issues with their address.

use super::entry::{Entry, Layer, Role};
use super::issue::{Issue, Severity};
use super::labels::LabelBook;
use super::table::{Cell, Line, Table};
use crate::taxonomy::{Polarity, Tag, TagSet, Theme};

/// A column of a pattern table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The pattern.
    Pattern,
    /// Judgement.
    Polarity,
    /// 1 to 3.
    Force,
    /// What the judgement rests on.
    Nature,
    /// Themes.
    Theme,
    /// Name of the grievance.
    Irritant,
    /// Name of the delight.
    Delight,
    /// Journey steps.
    Step,
    /// Channels.
    Channel,
    /// Modes of expression.
    Mode,
    /// Flags.
    Flag,
    /// Roles.
    Role,
    /// Word class.
    Class,
    /// Never used.
    Note,
}

impl Column {
    /// The layer in which a cell of that column speaks.
    fn layer(self) -> Option<Layer> {
        match self {
            Self::Polarity | Self::Theme => Some(Layer::Meaning),
            Self::Step => Some(Layer::Step),
            Self::Channel => Some(Layer::Channel),
            Self::Mode => Some(Layer::Mode),
            Self::Flag => Some(Layer::Flag),
            Self::Role => Some(Layer::Role),
            Self::Pattern
            | Self::Force
            | Self::Nature
            | Self::Irritant
            | Self::Delight
            | Self::Class
            | Self::Note => None,
        }
    }
}

const COLUMNS: [(&str, Column); 14] = [
    ("motif", Column::Pattern),
    ("polarite", Column::Polarity),
    ("force", Column::Force),
    ("nature", Column::Nature),
    ("theme", Column::Theme),
    ("irritant", Column::Irritant),
    ("enthousiasmant", Column::Delight),
    ("etape", Column::Step),
    ("canal", Column::Channel),
    ("mode", Column::Mode),
    ("drapeau", Column::Flag),
    ("role", Column::Role),
    ("classe", Column::Class),
    ("note", Column::Note),
];

/// In the column of polarities, says both at once.
const MIXED: &str = "mixte";

/// What the columns of a table are; unknown ones are reported.
pub fn read_header(table: &Table, issues: &mut Vec<Issue>) -> Vec<Option<Column>> {
    let column = |(place, cell): (usize, &Cell)| {
        let known = COLUMNS.iter().find(|(name, _)| *name == cell.text).map(|(_, column)| *column);
        let is_twice = table.header[..place].iter().any(|before| before.text == cell.text);
        let message = match known {
            None => {
                let names = COLUMNS.map(|(name, _)| name).join(", ");
                format!("unknown column '{}': expected one of {names}", cell.text)
            }
            Some(_) if is_twice => format!("column '{}' stands twice: keep one", cell.text),
            Some(_) => return known,
        };
        issues.push(table.issue(1, cell.column, Severity::Error, message));
        known
    };
    table.header.iter().enumerate().map(column).collect()
}

/// An entry and the class that its pattern joins, when it does.
pub struct Parsed {
    /// What the line says.
    pub entry: Entry,
    /// Class that the words join.
    pub class: Option<String>,
    /// Where the pattern starts.
    pub pattern: Cell,
}

/// Reads a line; cells that mean nothing are reported and skipped.
pub fn read_line(
    table: &Table,
    header: &[Option<Column>],
    line: &Line,
    labels: &mut LabelBook,
    issues: &mut Vec<Issue>,
) -> Parsed {
    let mut entry =
        Entry { line: line.number, force: 2, themes: implied_theme(&table.file), ..Entry::default() };
    let mut class = None;
    let mut pattern = Cell { text: String::new(), column: 1 };
    let mut label: Option<(&Cell, Polarity)> = None;
    // Of several themes, the first one written is that of the name.
    let mut first_theme = entry.themes.iter().next();
    let mut cells = CellReader { table, line: line.number, issues };
    for (column, cell) in header.iter().zip(&line.cells) {
        if cell.text.is_empty() {
            continue;
        }
        if cell.text == "aucun"
            && let Some(layer) = column.and_then(Column::layer)
        {
            entry.masks.insert(layer);
            continue;
        }
        match column {
            Some(Column::Pattern) => pattern = cell.clone(),
            Some(Column::Polarity) if cell.text == MIXED => {
                (entry.polarity, entry.mixed) = (Some(Polarity::Negative), true);
            }
            Some(Column::Polarity) => entry.polarity = cells.tags(cell).iter().next(),
            Some(Column::Force) => entry.force = cells.force(cell),
            Some(Column::Nature) => entry.nature = cells.tags(cell).iter().next().unwrap_or_default(),
            Some(Column::Theme) => {
                entry.themes = cells.tags(cell);
                first_theme = cell.text.split('|').next().and_then(|first| Theme::from_id(first.trim()));
            }
            Some(Column::Irritant | Column::Delight) if label.is_some() => {
                cells.refuse(cell, "an irritant and an « enthousiasmant » in one line: keep one".to_owned());
            }
            Some(Column::Irritant) => label = Some((cell, Polarity::Negative)),
            Some(Column::Delight) => label = Some((cell, Polarity::Positive)),
            Some(Column::Step) => entry.steps = cells.tags(cell),
            Some(Column::Channel) => entry.channels = cells.tags(cell),
            Some(Column::Mode) => entry.modes = cells.tags(cell),
            Some(Column::Flag) => entry.flags = cells.tags(cell),
            Some(Column::Role) => entry.roles = cells.tags::<Role>(cell),
            Some(Column::Class) => class = Some(cell.text.clone()),
            Some(Column::Note) | None => {}
        }
    }
    if let Some((cell, polarity)) = label {
        if entry.polarity.is_some_and(|said| said != polarity) {
            cells.refuse(cell, format!("'{}' contradicts the polarity of its line", cell.text));
        }
        entry.polarity = Some(polarity);
        match first_theme {
            Some(theme) => match labels.intern(&cell.text, theme, polarity) {
                Ok(id) => entry.label = Some(id),
                Err(message) => cells.refuse(cell, message),
            },
            None => cells.refuse(cell, format!("'{}' needs a theme", cell.text)),
        }
    }
    Parsed { entry, class, pattern }
}

/// The theme of `themes/X.csv`.
fn implied_theme(file: &str) -> TagSet<Theme> {
    let name = file.strip_prefix("themes/").and_then(|rest| rest.strip_suffix(".csv"));
    name.and_then(Theme::from_id).into_iter().collect()
}

struct CellReader<'a> {
    table: &'a Table,
    line: u32,
    issues: &'a mut Vec<Issue>,
}

impl CellReader<'_> {
    fn refuse(&mut self, cell: &Cell, message: String) {
        self.issues.push(self.table.issue(self.line, cell.column, Severity::Error, message));
    }

    /// Tags separated by `|`.
    fn tags<T: Tag>(&mut self, cell: &Cell) -> TagSet<T> {
        let mut tags = TagSet::default();
        for id in cell.text.split('|').map(str::trim) {
            match T::from_id(id) {
                Some(tag) => tags.insert(tag),
                None => {
                    let known: Vec<&str> = T::ALL.iter().map(|tag| tag.id()).collect();
                    self.refuse(cell, format!("unknown tag '{id}': expected one of {}", known.join(", ")));
                }
            }
        }
        tags
    }

    fn force(&mut self, cell: &Cell) -> u8 {
        match cell.text.parse() {
            Ok(force @ 1..=3) => force,
            _ => {
                self.refuse(cell, format!("force '{}' is not 1, 2 or 3", cell.text));
                2
            }
        }
    }
}
