//! Goes in: what a rule asks of a comment, as `verbatim.toml` writes it. Comes out: [`Conditions`], each tag known.
//! Never: sees a comment.

use serde::{Deserialize, Serialize, Serializer};
use toml::Spanned;

use super::file::Text;
use super::value::{ConfigError, ValueError};
use crate::taxonomy::{Aspect, Flag, Mode, Polarity, Qualification, Tag, TagSet, Theme};

/// What a comment must carry. A family that says nothing asks for nothing; one that says something asks for one of its
/// values; all families that say something are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Themes with their polarity.
    pub aspects: TagSet<Aspect>,
    /// Names of irritants, which the lexicons must have.
    pub irritants: Vec<String>,
    /// Qualifications.
    pub qualifications: TagSet<Qualification>,
    /// Modes of expression.
    pub modes: TagSet<Mode>,
    /// Flags.
    pub flags: TagSet<Flag>,
    /// Touchpoints, compared without case or accents.
    pub touchpoints: Vec<String>,
    /// The same as written, for reports.
    pub description: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ConditionsToml {
    theme: Option<Spanned<OneOrMany>>,
    irritant: Option<Spanned<OneOrMany>>,
    qualification: Option<Spanned<OneOrMany>>,
    mode: Option<Spanned<OneOrMany>>,
    flag: Option<Spanned<OneOrMany>>,
    touchpoint: Option<Spanned<OneOrMany>>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a name between quotes, or a list of them")]
pub(super) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(super) fn names(self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name],
            Self::Many(names) => names,
        }
    }
}

impl Serialize for Conditions {
    /// As reports write it.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.description)
    }
}

impl ConditionsToml {
    /// `key` is that of the rule, for messages.
    pub(super) fn check(self, source: &Text<'_>, key: &str) -> Result<Conditions, ConfigError> {
        let mut families = Families { source, key, written: Vec::new() };
        let theme = "a theme, such as facturation or facturation:negatif";
        let found = Conditions {
            flags: families.read("flag", self.flag, Flag::from_id, "a flag: write alerte or depart")?,
            irritants: families.read("irritant", self.irritant, a_name, "the name of an irritant")?,
            aspects: families
                .read::<_, Vec<_>>("theme", self.theme, aspects, theme)?
                .concat()
                .into_iter()
                .collect(),
            qualifications: families.read(
                "qualification",
                self.qualification,
                Qualification::from_id,
                "a qualification: write reclamation, critique, incident, suggestion, compliment or autre",
            )?,
            modes: families.read(
                "mode",
                self.mode,
                Mode::from_id,
                "a mode: write question, suggestion, demande, opinion or affirmation",
            )?,
            touchpoints: families.read("touchpoint", self.touchpoint, a_name, "the name of a touchpoint")?,
            description: String::new(),
        };
        Ok(Conditions { description: families.written.join(" + "), ..found })
    }
}

struct Families<'t> {
    source: &'t Text<'t>,
    key: &'t str,
    /// What each family that says something asks for.
    written: Vec<String>,
}

impl Families<'_> {
    fn read<T, C: FromIterator<T> + Default>(
        &mut self,
        name: &str,
        value: Option<Spanned<OneOrMany>>,
        parse: impl Fn(&str) -> Option<T>,
        expected: &'static str,
    ) -> Result<C, ConfigError> {
        let written = &mut self.written;
        let found = self.source.check(&format!("{}.{name}", self.key), value, |value| {
            let names = value.names();
            let read = |name: &String| parse(name).ok_or_else(|| ValueError::new(name, expected));
            let all = names.iter().map(read).collect::<Result<C, ValueError>>()?;
            if names.is_empty() {
                return Err(ValueError::new("[]", expected));
            }
            written.push(names.join(" ou "));
            Ok(all)
        })?;
        Ok(found.unwrap_or_default())
    }
}

/// A theme alone stands for whatever is said of it.
fn aspects(name: &str) -> Option<Vec<Aspect>> {
    match Theme::from_id(name) {
        Some(theme) => {
            Some(Polarity::ALL.iter().map(|polarity| Aspect { theme, polarity: *polarity }).collect())
        }
        None => Aspect::from_id(name).map(|aspect| vec![aspect]),
    }
}

fn a_name(name: &str) -> Option<String> {
    (!name.trim().is_empty()).then(|| name.trim().to_owned())
}
