//! Names shown in reports: irritants, « enthousiasmants », and the French label of every tag.

use std::collections::BTreeMap;

use crate::taxonomy::{Polarity, Step, Tag, Theme};

/// Index of a display label (an irritant or an « enthousiasmant ») in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LabelId(pub u32);

/// A named irritant or « enthousiasmant ».
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// As shown.
    pub name: String,
    /// Its only theme.
    pub theme: Theme,
    /// Negative for an irritant, positive for an « enthousiasmant ».
    pub polarity: Polarity,
}

/// All named irritants and « enthousiasmants ».
#[derive(Clone, Debug, Default)]
pub struct LabelBook {
    labels: Vec<Label>,
    by_name: BTreeMap<(Polarity, String), u32>,
}

impl LabelBook {
    /// The label of that name.
    ///
    /// # Errors
    /// When the name already belongs to another theme, or holds a sign of patterns, which nobody would read in a report.
    pub fn intern(&mut self, name: &str, theme: Theme, polarity: Polarity) -> Result<LabelId, String> {
        if let Some(sign) = name.chars().find(|c| "<>{}|#@".contains(*c)) {
            return Err(format!("'{name}' is shown as it stands: write it without '{sign}'"));
        }
        let next = self.labels.len() as u32;
        let id = *self.by_name.entry((polarity, name.to_owned())).or_insert(next);
        if id == next {
            self.labels.push(Label { name: name.to_owned(), theme, polarity });
        }
        match &self.labels[id as usize] {
            known if known.theme == theme => Ok(LabelId(id)),
            known => Err(format!("'{name}' already belongs to the theme {}", known.theme.id())),
        }
    }

    /// What an id stands for.
    pub fn label(&self, id: LabelId) -> &Label {
        &self.labels[id.0 as usize]
    }

    /// All labels, by id.
    pub fn all(&self) -> &[Label] {
        &self.labels
    }

    /// Gives ids in the order of names, so that the order of lines and files never shows.
    pub fn sorted(self) -> (Self, Vec<LabelId>) {
        let mut moved = vec![LabelId(0); self.labels.len()];
        let mut sorted = Self::default();
        for (key, old) in &self.by_name {
            moved[*old as usize] = LabelId(sorted.labels.len() as u32);
            sorted.by_name.insert(key.clone(), sorted.labels.len() as u32);
            sorted.labels.push(self.labels[*old as usize].clone());
        }
        (sorted, moved)
    }
}

/// The step that a theme speaks of, and when it may be taken from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UsualStep {
    /// The step.
    pub step: Step,
    /// When the theme alone tells it.
    pub when: When,
}

/// When a theme tells its usual step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Whatever the cues tell (`toujours`).
    Always,
    /// Where no cue tells a step (an empty cell).
    Untold,
}

impl When {
    /// Reads the cell `appui` of `reperes/themes.csv`.
    pub fn from_id(id: &str) -> Option<Self> {
        match id {
            "toujours" => Some(Self::Always),
            "" => Some(Self::Untold),
            _ => None,
        }
    }
}

/// French labels of tags, and the usual step of each theme.
#[derive(Clone, Debug, Default)]
pub struct Display {
    /// Label of a theme, by its identifier.
    pub themes: BTreeMap<String, String>,
    /// Step that a theme speaks of.
    pub theme_steps: BTreeMap<Theme, UsualStep>,
    /// Label of any other tag, by its identifier.
    pub tags: BTreeMap<String, String>,
}
