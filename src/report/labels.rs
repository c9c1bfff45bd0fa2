//! Display labels of tags, as the lexicons give them.

use std::collections::BTreeMap;

use crate::taxonomy::{Channel, Mode, Qualification, Step, Tag, Theme, Tone};

use super::wording::{Wording, wording};
use crate::aggregate::UNKNOWN_TOUCHPOINT;
use crate::config::Language;

/// Labels by identifier; a tag without one is shown by its identifier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    language: Language,
    common: BTreeMap<String, String>,
    themes: BTreeMap<String, String>,
}

impl Labels {
    /// From pairs of identifier and label: those of `reperes/libelles.csv`, then those of `reperes/themes.csv`, which
    /// stand apart because some themes and steps share an identifier.
    ///
    /// ```
    /// use verbatim::{report::Labels, taxonomy::{Step, Theme}};
    ///
    /// let labels = Labels::new([("livraison", "Livraison du colis")], [("livraison", "Livraison")]);
    /// assert_eq!(labels.theme(Theme::Delivery), "Livraison");
    /// assert_eq!(labels.step(Step::Delivery), "Livraison du colis");
    /// assert_eq!(labels.step(Step::Claim), "sinistre");
    /// ```
    pub fn new<I: Into<String>, L: Into<String>>(
        common: impl IntoIterator<Item = (I, L)>,
        themes: impl IntoIterator<Item = (I, L)>,
    ) -> Self {
        let own = |(id, label): (I, L)| (id.into(), label.into());
        Self {
            language: Language::French,
            common: common.into_iter().map(own).collect(),
            themes: themes.into_iter().map(own).collect(),
        }
    }

    /// The same labels, which are of that language.
    pub(super) fn told_in(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// What documents say around these labels.
    pub(super) fn wording(&self) -> &'static Wording {
        wording(self.language)
    }

    /// Label of a theme.
    pub fn theme(&self, theme: Theme) -> &str {
        self.themes.get(theme.id()).map_or(theme.id(), String::as_str)
    }
    /// Label of a journey step.
    pub fn step(&self, step: Step) -> &str {
        self.of(step.id())
    }
    /// Label of a channel.
    pub fn channel(&self, channel: Channel) -> &str {
        self.of(channel.id())
    }
    /// Label of a mode.
    pub fn mode(&self, mode: Mode) -> &str {
        self.of(mode.id())
    }
    /// Label of a qualification.
    pub fn qualification(&self, qualification: Qualification) -> &str {
        self.of(qualification.id())
    }
    /// Label of a tone.
    pub fn tone(&self, tone: Tone) -> &str {
        self.of(tone.id())
    }
    /// What a touchpoint is called in titles: a step by its label, any other as the export names it.
    pub fn touchpoint<'a>(&'a self, name: &'a str) -> &'a str {
        match Step::from_id(name) {
            Some(step) => self.step(step),
            None if name == UNKNOWN_TOUCHPOINT => self
                .common
                .get(UNKNOWN_TOUCHPOINT)
                .map_or_else(|| self.wording().say("unknown"), String::as_str),
            None => name,
        }
    }
    /// What a mention is called: its own label, else that of its theme, marked as such.
    pub fn mention(&self, theme: Theme, label: Option<&str>) -> String {
        let unnamed = || format!("{} {}", self.theme(theme), self.wording().say("unnamed"));
        label.map_or_else(unnamed, str::to_owned)
    }

    /// Whether a mention says more than its theme.
    pub(super) fn is_named(&self, theme: &str, label: &str) -> bool {
        Theme::from_id(theme).is_none_or(|theme| self.mention(theme, None) != label)
    }

    fn of<'a>(&'a self, id: &'a str) -> &'a str {
        self.common.get(id).map_or(id, String::as_str)
    }
}
