//! Rules that can be switched off one by one, to measure what each brings.

use crate::taxonomy::{Tag, TagSet};

/// A rule of the annotator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A misspelled word is brought to the word of the tables that was meant: « incompétant ».
    Repair,
    /// « pas aimable » is blame, « aucun souci » is praise.
    Negation,
    /// « très », « un peu », capitals, exclamation marks.
    Intensity,
    /// What follows « mais » weighs more, what follows « malgré » less.
    Contrast,
    /// Praise in a hypothesis is no praise.
    Hypothesis,
    /// « bravo » and « merci » amid blame are irony.
    Irony,
    /// Praise between quotation marks was announced, not found: « livraison "en 24 h" ».
    Quotation,
    /// A real question judges nothing: « La livraison est rapide ? ».
    Inquiry,
    /// What is proposed lacks: « Il faudrait un accueil plus chaleureux ».
    Proposal,
    /// Two times tell the delay: « rendez-vous à 14h, reçu à 15h30 ».
    Punctuality,
    /// A bare list of objects is praise: « L'emplacement, la déco, l'accueil ».
    BareList,
    /// An object that is said to lack is blame: « aucun suivi ».
    Lack,
    /// An opinion reaches objects of the neighbouring clause: « L'accueil, quelle honte ».
    Reach,
    /// What opens or closes a list judges every item: « satisfait de l'accueil, des conseils et du prix ».
    Enumeration,
    /// Where delivery is judged, speed is that of the parcel.
    Parcel,
    /// A story without praise is blame: « J'ai renvoyé mon dossier trois fois, on me demande encore une pièce ».
    Story,
    /// Person, tense, possessives and figures tell a lived story (« mon colis est arrivé ouvert ») from a general judgement.
    Traces,
    /// In the review of a film or a book, « trop long » is of the work, and who tells it in the past has suffered nothing.
    Work,
    /// A question mark amid blame asks nothing (« C'est qui les clients ? »).
    Rhetoric,
    /// Modes follow from tone and qualification: a complaint tells a fact, « Merci à toute l'équipe » is an opinion.
    Settle,
    /// Praise lost in a tale of woe is no praise of a theme: « on m'avait promis un suivi rapide ».
    Minority,
    /// What one weak word blames in a long complaint of something else is its setting, and no grievance.
    Passing,
    /// What a complaint names and hardly judges anything else is what it complains of: « Et mes prélèvements ? ».
    Topic,
    /// What was feared is no blame where something is praised beside it (« on m'avait prédit l'enfer »), and what was believed
    /// no praise.
    Fear,
    /// What is no more is no praise: « avant, il y avait un guichet ».
    Bygone,
    /// What went wrong weighs little once it is put right: « Colis égaré, remplacé le lendemain ».
    Setback,
    /// Who tells what was done for him does not complain: « on nous a prêté un parapluie ».
    Service,
    /// A polite request calms no fact that drags on: « Troisième relance. Merci de me rappeler. ».
    Dragging,
    /// Who calls in a mediator or a lawyer blames, though no word says so.
    Alert,
    /// A step told once beside another is a detail of the story; a cue beside the theme that goes with it tells more.
    Occasion,
}

impl Tag for Rule {
    const ALL: &'static [Self] = &[
        Self::Repair,
        Self::Negation,
        Self::Intensity,
        Self::Contrast,
        Self::Hypothesis,
        Self::Irony,
        Self::Quotation,
        Self::Inquiry,
        Self::Proposal,
        Self::Punctuality,
        Self::BareList,
        Self::Lack,
        Self::Reach,
        Self::Enumeration,
        Self::Parcel,
        Self::Story,
        Self::Traces,
        Self::Work,
        Self::Rhetoric,
        Self::Settle,
        Self::Minority,
        Self::Passing,
        Self::Topic,
        Self::Fear,
        Self::Bygone,
        Self::Setback,
        Self::Service,
        Self::Dragging,
        Self::Alert,
        Self::Occasion,
    ];
    fn id(self) -> &'static str {
        match self {
            Self::Repair => "repair",
            Self::Negation => "negation",
            Self::Intensity => "intensity",
            Self::Contrast => "contrast",
            Self::Hypothesis => "hypothesis",
            Self::Irony => "irony",
            Self::Quotation => "quotation",
            Self::Inquiry => "inquiry",
            Self::Proposal => "proposal",
            Self::Punctuality => "punctuality",
            Self::BareList => "bare_list",
            Self::Lack => "lack",
            Self::Reach => "reach",
            Self::Enumeration => "enumeration",
            Self::Parcel => "parcel",
            Self::Story => "story",
            Self::Traces => "traces",
            Self::Work => "work",
            Self::Rhetoric => "rhetoric",
            Self::Settle => "settle",
            Self::Minority => "minority",
            Self::Passing => "passing",
            Self::Topic => "topic",
            Self::Fear => "fear",
            Self::Bygone => "bygone",
            Self::Setback => "setback",
            Self::Service => "service",
            Self::Dragging => "dragging",
            Self::Alert => "alert",
            Self::Occasion => "occasion",
        }
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// Rules in force.
#[derive(Clone, Copy, Debug)]
pub struct Rules(TagSet<Rule>);

impl Rules {
    /// Every rule.
    pub fn all() -> Self {
        Self(Rule::ALL.iter().copied().collect())
    }
    /// Every rule but one.
    pub fn without(rule: Rule) -> Self {
        let mut rules = Self::all();
        rules.0.remove(rule);
        rules
    }
    /// Whether a rule is in force.
    pub fn has(self, rule: Rule) -> bool {
        self.0.contains(rule)
    }
}
