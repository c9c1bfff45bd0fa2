//! Goes in: the section `[page]` of `verbatim.toml`. Comes out: how the page looks, each value checked. Never: knows
//! what a template must hold, which the page itself tells.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::file::Text;
use super::value::{ConfigError, ValueError, parse_top};

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

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PageToml {
    top: Option<Spanned<i64>>,
    template: Option<PathBuf>,
    colours: ColoursToml,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ColoursToml {
    accent: Option<Spanned<ColourToml>>,
    positif: Option<Spanned<ColourToml>>,
    negatif: Option<Spanned<ColourToml>>,
    mixte: Option<Spanned<ColourToml>>,
    neutre: Option<Spanned<ColourToml>>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a colour such as \"#1f5fa8\", or two: in the light and in the dark")]
enum ColourToml {
    Same(String),
    LightDark([String; 2]),
}

impl PageToml {
    pub(super) fn check(self, source: &Text<'_>, folder: &Path) -> Result<PageFile, ConfigError> {
        let ColoursToml { accent, positif, negatif, mixte, neutre } = self.colours;
        let mut colours = Vec::new();
        for (name, colour) in [
            ("accent", accent),
            ("positif", positif),
            ("negatif", negatif),
            ("mixte", mixte),
            ("neutre", neutre),
        ] {
            let colour = source.check(&format!("page.colours.{name}"), colour, |colour| {
                let pair = match colour {
                    ColourToml::Same(colour) => [colour.clone(), colour],
                    ColourToml::LightDark(pair) => pair,
                };
                pair.iter().try_for_each(|colour| parse_colour(colour)).map(|()| pair)
            })?;
            colours.extend(colour.map(|pair| (name, pair)));
        }
        let top = source.check("page.top", self.top, |n| parse_top(usize::try_from(n).unwrap_or(0)))?;
        Ok(PageFile { top, template: self.template.map(|path| folder.join(path)), colours })
    }
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
