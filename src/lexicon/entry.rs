//! What a line of a table says of the text that its pattern matches.

use std::borrow::Cow;

use super::labels::LabelId;
use crate::taxonomy::{Channel, Flag, Mode, Polarity, Step, Tag, TagSet, Theme};

/// What a judgement rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// A judgement.
    #[default]
    Opinion,
    /// An event that the customer lived through.
    Fact,
    /// A malfunction that blames nobody by itself.
    Incident,
}

impl Tag for Nature {
    const ALL: &'static [Self] = &[Self::Opinion, Self::Fact, Self::Incident];
    fn id(self) -> &'static str {
        ["avis", "fait", "incident"][self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// What a word does to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reverses what follows: pas, jamais, aucun, sans.
    Negation,
    /// Reverses only beside « ne »: plus, personne, point.
    NegationWithNe,
    /// « ne ... que »: limits, does not reverse.
    Restriction,
    /// A word that reverses what it governs: manque de, loin de.
    LexicalNegation,
    /// Strengthens.
    Intensifier,
    /// Weakens.
    Diminisher,
    /// Opens a clause that weighs more than what stands before: mais.
    Contrast,
    /// Opens a clause that weighs less: malgré.
    Concession,
    /// Opens a clause that says why.
    Cause,
    /// Opens a clause that says what followed.
    Consequence,
    /// Opens a clause that says when.
    Time,
    /// Opens a hypothesis.
    Condition,
    /// Opens a clause that says what for.
    Purpose,
    /// Opens a clause that adds.
    Addition,
    /// Opens what escapes the judgement before it: sauf.
    Exception,
    /// Says what was promised: promettre, censé.
    Promise,
    /// May stand unseen inside a pattern.
    Transparent,
    /// Never shown in word clouds.
    StopWord,
    /// Opens a question that expects no answer.
    Rhetorical,
    /// Praise in form, turned to irony by the blame around it: bravo, merci.
    Courtesy,
    /// Praise that mocks as often, alone before what went wrong: génial, super.
    Mockery,
    /// Heads a list of what pleased: « points forts ».
    HeadsPraise,
    /// Heads a list of what displeased: « points faibles ».
    HeadsBlame,
    /// Denies what stands before it: « Compétente, non. ».
    Afterthought,
    /// Says of a name what was said before it: « idem pour les délais », « le repas aussi ».
    Echo,
    /// Brings what is announced or answered: dire, annoncer, mention.
    Speech,
    /// Answers a form that there is nothing to tell: néant.
    Nothing,
    /// Complains by being named: attente, foule.
    Nuisance,
    /// Says what was feared or expected: « je pensais », « on m'avait dit ».
    Fear,
    /// Says what is no more: autrefois, « avant il y avait ».
    Bygone,
    /// Repairs what went wrong: rembourser, réparer.
    Remedy,
    /// A service done to the customer: accueillir, guider.
    Service,
    /// Says that it is not the first time: relance, « trois fois que ».
    Insistence,
}

impl Tag for Role {
    const ALL: &'static [Self] = &[
        Self::Negation,
        Self::NegationWithNe,
        Self::Restriction,
        Self::LexicalNegation,
        Self::Intensifier,
        Self::Diminisher,
        Self::Contrast,
        Self::Concession,
        Self::Cause,
        Self::Consequence,
        Self::Time,
        Self::Condition,
        Self::Purpose,
        Self::Addition,
        Self::Exception,
        Self::Promise,
        Self::Transparent,
        Self::StopWord,
        Self::Rhetorical,
        Self::Courtesy,
        Self::Mockery,
        Self::HeadsPraise,
        Self::HeadsBlame,
        Self::Afterthought,
        Self::Echo,
        Self::Speech,
        Self::Nothing,
        Self::Nuisance,
        Self::Fear,
        Self::Bygone,
        Self::Remedy,
        Self::Service,
        Self::Insistence,
    ];
    fn id(self) -> &'static str {
        [
            "negation",
            "negation_ne",
            "restriction",
            "negation_lexicale",
            "intensif",
            "attenuation",
            "contraste",
            "concession",
            "cause",
            "consequence",
            "temps",
            "condition",
            "but",
            "addition",
            "exception",
            "promesse",
            "transparent",
            "vide",
            "rhetorique",
            "politesse",
            "raillerie",
            "annonce_eloges",
            "annonce_griefs",
            "negation_apres",
            "reprise",
            "parole",
            "neant",
            "desagrement",
            "crainte",
            "passe",
            "remede",
            "service",
            "insistance",
        ][self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

impl Role {
    /// Whether the word opens a new clause.
    pub fn opens_clause(self) -> bool {
        matches!(
            self,
            Self::Contrast
                | Self::Concession
                | Self::Cause
                | Self::Consequence
                | Self::Time
                | Self::Condition
                | Self::Purpose
                | Self::Addition
                | Self::Exception
        )
    }

    /// Whether a negator among the words of the expression denies nothing around it: « rien que », « sans doute »; those
    /// of « je n'ai pas aimé », which may head a list, and of « n'est-ce pas » deny as others do.
    pub fn takes_negator(self) -> bool {
        let leaves = matches!(
            self,
            Self::HeadsPraise
                | Self::HeadsBlame
                | Self::Rhetorical
                | Self::Afterthought
                | Self::Echo
                | Self::Speech
                | Self::Nothing
                | Self::Insistence
        );
        !leaves
    }
}

/// Families of meaning that do not hide each other when their matches overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Theme, polarity, irritant, « enthousiasmant ».
    Meaning,
    /// Journey step.
    Step,
    /// Channel.
    Channel,
    /// Mode of expression.
    Mode,
    /// Flag.
    Flag,
    /// Role.
    Role,
}

impl Tag for Layer {
    const ALL: &'static [Self] =
        &[Self::Meaning, Self::Step, Self::Channel, Self::Mode, Self::Flag, Self::Role];
    fn id(self) -> &'static str {
        ["sens", "etape", "canal", "mode", "drapeau", "role"][self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// A line of a table, compiled.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Index of its file among the sources.
    pub file: u32,
    /// Line of the file, from 1.
    pub line: u32,
    /// The pattern as written, for `explain`.
    pub pattern: Cow<'static, str>,
    /// Judgement carried.
    pub polarity: Option<Polarity>,
    /// The judgement is praise too: « avis mitigé », whose polarity is the negative one.
    pub mixed: bool,
    /// From 1 to 3.
    pub force: u8,
    /// What the judgement rests on.
    pub nature: Nature,
    /// What it is about.
    pub themes: TagSet<Theme>,
    /// The irritant or « enthousiasmant » that it names.
    pub label: Option<LabelId>,
    /// Journey steps.
    pub steps: TagSet<Step>,
    /// Channels.
    pub channels: TagSet<Channel>,
    /// Modes of expression.
    pub modes: TagSet<Mode>,
    /// Flags.
    pub flags: TagSet<Flag>,
    /// Roles.
    pub roles: TagSet<Role>,
    /// Layers in which it says nothing but hides shorter matches: a cell that says `aucun`.
    pub masks: TagSet<Layer>,
}

/// The layers of an entry, worked out once: matches are compared by them ten times per token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Voice {
    /// Layers that it speaks in.
    pub layers: TagSet<Layer>,
    /// Layers that it only silences.
    pub silences: TagSet<Layer>,
}

impl Voice {
    /// The voice of an entry.
    pub fn of(entry: &Entry) -> Self {
        Self { layers: entry.layers(), silences: entry.silences() }
    }
}

impl Entry {
    /// Layers that it speaks in.
    pub fn layers(&self) -> TagSet<Layer> {
        let says = [
            (Layer::Meaning, self.polarity.is_some() || !self.themes.is_empty()),
            (Layer::Step, !self.steps.is_empty()),
            (Layer::Channel, !self.channels.is_empty()),
            (Layer::Mode, !self.modes.is_empty()),
            (Layer::Flag, !self.flags.is_empty()),
            (Layer::Role, !self.roles.is_empty()),
        ];
        let mut layers: TagSet<Layer> =
            says.into_iter().filter(|(_, says)| *says).map(|(layer, _)| layer).collect();
        layers.extend(self.masks);
        layers
    }

    /// Layers that it only silences: cells that say `aucun`, and the meaning of a neutral line without theme.
    pub fn silences(&self) -> TagSet<Layer> {
        let mut layers = self.masks;
        if self.polarity == Some(Polarity::Neutral) && self.themes.is_empty() {
            layers.insert(Layer::Meaning);
        }
        layers
    }

    /// Whether it waits for an opinion beside it.
    pub fn is_object(&self) -> bool {
        self.polarity.is_none() && !self.themes.is_empty()
    }
}
