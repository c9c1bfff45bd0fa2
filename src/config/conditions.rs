//! Goes in: what a rule asks of a comment, as `verbatim.toml` writes it. Comes out: [`Conditions`], each tag known.
//! Never: sees a comment.

use serde::{Serialize, Serializer};

use super::section::{Place, Refusal, Section, Value, text};
use super::target::names_all;
use super::value::ValueError;
use crate::taxonomy::{Aspect, Flag, Mode, Polarity, Qualification, Tag, TagSet, Theme};

/// What a comment must carry. A family that says nothing asks for nothing; one that says something asks for one of its
/// values; all families that say something are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Themes with their polarity.
    pub aspects: TagSet<Aspect>,
    /// Names of irritants, which the lexicons must have.
    pub irritants: Vec<String>,
    /// Where it names them.
    pub irritants_at: Place,
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

/// A name, or a list of them.
pub(super) fn names(value: Value<'_>) -> Result<Vec<String>, Refusal> {
    match value {
        Value::String(name) => Ok(vec![name.into_owned()]),
        Value::Array(names) => names.into_iter().map(|name| text(name.into_inner())).collect(),
        _ => Err(Refusal::Type("a name between quotes, or a list of them")),
    }
}

impl Serialize for Conditions {
    /// As reports write it.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.description)
    }
}

/// The keys of `when`.
pub(super) fn conditions(mut section: Section<'_, '_>) -> Conditions {
    let mut written = Vec::new();
    let irritants_at = section.place_of("irritant").unwrap_or_default();
    let mut families = Families { section: &mut section, written: &mut written };
    let found = Conditions {
        flags: families.read("flag", Flag::from_id, "a flag: write alerte or depart"),
        irritants_at,
        irritants: families.read("irritant", a_name, "the name of an irritant"),
        aspects: families
            .read::<_, Vec<_>>("theme", aspects, "a theme, such as facturation or facturation:negatif")
            .concat()
            .into_iter()
            .collect(),
        qualifications: families.read(
            "qualification",
            Qualification::from_id,
            "a qualification: write reclamation, critique, incident, suggestion, compliment or autre",
        ),
        modes: families.read(
            "mode",
            Mode::from_id,
            "a mode: write question, suggestion, demande, opinion or affirmation",
        ),
        touchpoints: families.read(
            "touchpoint",
            |name| a_name(name).filter(|name| !names_all(name)),
            "the name of a touchpoint: leave the key out for all of them",
        ),
        description: String::new(),
    };
    Conditions { description: written.join(" + "), ..found }
}

struct Families<'f, 's, 'i> {
    section: &'f mut Section<'s, 'i>,
    /// What each family that says something asks for.
    written: &'f mut Vec<String>,
}

impl Families<'_, '_, '_> {
    /// What a family asks for; nothing where it says nothing.
    fn read<T, C: FromIterator<T> + Default>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
        expected: &'static str,
    ) -> C {
        let written = &mut *self.written;
        let found = self.section.value(name, |value| {
            let names = names(value)?;
            let read = |name: &String| parse(name).ok_or_else(|| ValueError::new(name, expected));
            let all = names.iter().map(read).collect::<Result<C, ValueError>>()?;
            if names.is_empty() {
                return Err(ValueError::new("[]", expected).into());
            }
            written.push(names.join(" ou "));
            Ok(all)
        });
        found.unwrap_or_default()
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
