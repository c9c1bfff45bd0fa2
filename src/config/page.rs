//! Goes in: the section `[page]` of `verbatim.toml`. Comes out: how the page looks, each value checked. Never: knows
//! what a template must hold, which the page itself tells.

use std::path::{Path, PathBuf};

use super::section::{Refusal, Section, Value, path, text, whole};
use super::value::{ValueError, parse_top};

/// What `[page]` says; `None` where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct PageFile {
    /// `page.top`.
    pub top: Option<usize>,
    /// `page.template`, relative to the file.
    pub template: Option<PathBuf>,
    /// `page.colours`.
    pub colours: Vec<(&'static str, [String; 2])>,
}

/// Names of colours.
const COLOURS: [&str; 5] = ["accent", "positif", "negatif", "mixte", "neutre"];

impl PageFile {
    pub(super) fn of(mut section: Section<'_, '_>, folder: &Path) -> Self {
        let mut colours = Vec::new();
        let mut named = section.section("colours");
        for name in COLOURS {
            colours.extend(named.value(name, parse_colours).map(|pair| (name, pair)));
        }
        Self {
            top: section.value("top", |value| Ok(parse_top(whole(value)?)?)),
            template: section.value("template", path).map(|path| folder.join(path)),
            colours,
        }
    }
}

/// One colour, or two: in the light and in the dark.
fn parse_colours(value: Value<'_>) -> Result<[String; 2], Refusal> {
    let expected = "a colour such as \"#1f5fa8\", or two: in the light and in the dark";
    let pair = match value {
        Value::String(colour) => [colour.to_string(), colour.into_owned()],
        Value::Array(pair) => {
            let pair: Vec<String> =
                pair.into_iter().map(|colour| text(colour.into_inner())).collect::<Result<_, _>>()?;
            pair.try_into().map_err(|_| Refusal::Type(expected))?
        }
        _ => return Err(Refusal::Type(expected)),
    };
    pair.iter().try_for_each(|colour| parse_colour(colour))?;
    Ok(pair)
}

/// Six hexadecimal digits, and nothing that could close a rule of style.
fn parse_colour(colour: &str) -> Result<(), ValueError> {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    match digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        true => Ok(()),
        false => {
            Err(ValueError::new(colour, "a colour: write # and six hexadecimal digits, such as #1f5fa8"))
        }
    }
}
