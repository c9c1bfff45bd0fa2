//! The public vocabulary: every tag that a comment can carry, with the identifier used in files, lexicons and reports.
//!
//! Goes in: nothing. Comes out: enums and sets of them. Never: text, rules or display labels (those live in lexicons).

use std::fmt;
use std::marker::PhantomData;

/// A closed family of tags with stable identifiers.
pub trait Tag: Copy + Eq + Ord + fmt::Debug + 'static {
    /// Every tag, in the order of reports.
    const ALL: &'static [Self];
    /// Public identifier: French, ASCII, snake_case.
    fn id(self) -> &'static str;
    /// Position in [`Tag::ALL`].
    fn index(self) -> usize;
    /// The tag of that identifier.
    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|tag| tag.id() == id)
    }
}

/// Tone of a whole comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Clearly favourable.
    Positive,
    /// Clearly unfavourable.
    Negative,
    /// Real praise and real blame.
    Mixed,
    /// No evaluation.
    Neutral,
}

impl Tag for Tone {
    const ALL: &'static [Self] = &[Self::Positive, Self::Negative, Self::Mixed, Self::Neutral];
    fn id(self) -> &'static str {
        ["positif", "negatif", "mixte", "neutre"][self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// Polarity of one aspect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// Praise.
    Positive,
    /// Blame.
    Negative,
    /// Mentioned without judgement.
    Neutral,
}

impl Tag for Polarity {
    const ALL: &'static [Self] = &[Self::Positive, Self::Negative, Self::Neutral];
    fn id(self) -> &'static str {
        ["positif", "negatif", "neutre"][self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

impl Polarity {
    /// The opposite judgement; neutral stays neutral.
    pub fn reversed(self) -> Self {
        match self {
            Self::Positive => Self::Negative,
            Self::Negative => Self::Positive,
            Self::Neutral => Self::Neutral,
        }
    }
}

/// Mode of expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// A question that expects an answer.
    Question,
    /// What should be done or changed.
    Suggestion,
    /// Asks the company to act for this customer.
    Request,
    /// An evaluation or a feeling.
    Opinion,
    /// Reports facts or events.
    Statement,
}

impl Tag for Mode {
    const ALL: &'static [Self] =
        &[Self::Question, Self::Suggestion, Self::Request, Self::Opinion, Self::Statement];
    fn id(self) -> &'static str {
        ["question", "suggestion", "demande", "opinion", "affirmation"][self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// Qualification of a whole comment; the order is the precedence of the taxonomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualification {
    /// Dissatisfaction about something lived through.
    Complaint,
    /// Unfavourable judgement without a lived event.
    Criticism,
    /// Malfunction reported without judging.
    Incident,
    /// A proposal is the point.
    Suggestion,
    /// Favourable judgement or thanks.
    Compliment,
    /// None of these.
    Other,
}

impl Tag for Qualification {
    const ALL: &'static [Self] =
        &[Self::Complaint, Self::Criticism, Self::Incident, Self::Suggestion, Self::Compliment, Self::Other];
    fn id(self) -> &'static str {
        ["reclamation", "critique", "incident", "suggestion", "compliment", "autre"][self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// What an aspect is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Theme {
    Relation,
    Competence,
    Reachability,
    Delay,
    Information,
    Simplicity,
    Digital,
    Price,
    Billing,
    Refund,
    Delivery,
    Product,
    Ordering,
    Contract,
    Premises,
    Trust,
    Competition,
    General,
}

const THEME_IDS: [&str; 18] = [
    "relation",
    "competence",
    "joignabilite",
    "delai",
    "information",
    "simplicite",
    "numerique",
    "prix",
    "facturation",
    "remboursement",
    "livraison",
    "produit",
    "commande",
    "contrat",
    "locaux",
    "confiance",
    "concurrence",
    "general",
];

impl Tag for Theme {
    const ALL: &'static [Self] = &[
        Self::Relation,
        Self::Competence,
        Self::Reachability,
        Self::Delay,
        Self::Information,
        Self::Simplicity,
        Self::Digital,
        Self::Price,
        Self::Billing,
        Self::Refund,
        Self::Delivery,
        Self::Product,
        Self::Ordering,
        Self::Contract,
        Self::Premises,
        Self::Trust,
        Self::Competition,
        Self::General,
    ];
    fn id(self) -> &'static str {
        THEME_IDS[self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// Step of the customer journey, in the order of the journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Step {
    Information,
    Subscription,
    Payment,
    Delivery,
    Use,
    FollowUp,
    Claim,
    Refund,
    Complaint,
    Cancellation,
}

impl Tag for Step {
    const ALL: &'static [Self] = &[
        Self::Information,
        Self::Subscription,
        Self::Payment,
        Self::Delivery,
        Self::Use,
        Self::FollowUp,
        Self::Claim,
        Self::Refund,
        Self::Complaint,
        Self::Cancellation,
    ];
    fn id(self) -> &'static str {
        [
            "information",
            "souscription",
            "paiement",
            "livraison",
            "utilisation",
            "suivi",
            "sinistre",
            "remboursement",
            "reclamation",
            "resiliation",
        ][self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// Channel that the customer used or tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Channel {
    Phone,
    Online,
    App,
    Email,
    Post,
    Branch,
    Chat,
    SocialMedia,
}

impl Tag for Channel {
    const ALL: &'static [Self] = &[
        Self::Phone,
        Self::Online,
        Self::App,
        Self::Email,
        Self::Post,
        Self::Branch,
        Self::Chat,
        Self::SocialMedia,
    ];
    fn id(self) -> &'static str {
        ["telephone", "en_ligne", "application", "email", "courrier", "agence", "tchat", "reseaux_sociaux"]
            [self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// Early signs that a person must look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// The customer leaves, threatens to, or tells readers to flee.
    Departure,
    /// Legal threat, accusation of fraud, danger, distress.
    Alert,
}

impl Tag for Flag {
    const ALL: &'static [Self] = &[Self::Departure, Self::Alert];
    fn id(self) -> &'static str {
        ["depart", "alerte"][self.index()]
    }
    fn index(self) -> usize {
        self as usize
    }
}

/// A theme with the polarity said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Aspect {
    /// What it is about.
    pub theme: Theme,
    /// What is said of it.
    pub polarity: Polarity,
}

/// A set of tags of one family, at most 64, in one word.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TagSet<T>(u64, PhantomData<T>);

impl<T> Default for TagSet<T> {
    fn default() -> Self {
        Self(0, PhantomData)
    }
}

impl<T> TagSet<T> {
    /// Without any tag.
    pub const EMPTY: Self = Self(0, PhantomData);
}

impl<T: Tag> TagSet<T> {
    /// Adds a tag.
    pub fn insert(&mut self, tag: T) {
        self.0 |= 1 << tag.index();
    }
    /// Removes a tag.
    pub fn remove(&mut self, tag: T) {
        self.0 &= !(1 << tag.index());
    }
    /// Whether the tag is in.
    pub fn contains(self, tag: T) -> bool {
        self.0 & (1 << tag.index()) != 0
    }
    /// Whether no tag is in.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// How many tags are in.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }
    /// Adds every tag of another set.
    pub fn extend(&mut self, other: Self) {
        self.0 |= other.0;
    }
    /// The tags, in the order of [`Tag::ALL`].
    pub fn iter(self) -> impl Iterator<Item = T> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let tag = (left != 0).then(|| T::ALL[left.trailing_zeros() as usize])?;
            left &= left - 1;
            Some(tag)
        })
    }
    /// The tags that another set does not hold.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0, PhantomData)
    }
}

impl<T: Tag> FromIterator<T> for TagSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(tags: I) -> Self {
        let mut set = Self::default();
        for tag in tags {
            set.insert(tag);
        }
        set
    }
}

impl<T: Tag> fmt::Debug for TagSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|tag| tag.id())).finish()
    }
}

const N_POLARITIES: usize = 3;

impl Tag for Aspect {
    const ALL: &'static [Self] = &ALL_ASPECTS;
    /// The identifier of the theme alone: write an aspect as `theme:polarite`, with [`Aspect`]'s `Display`.
    fn id(self) -> &'static str {
        self.theme.id()
    }
    fn index(self) -> usize {
        self.theme.index() * N_POLARITIES + self.polarity.index()
    }
    fn from_id(id: &str) -> Option<Self> {
        let (theme, polarity) = id.split_once(':')?;
        Some(Self { theme: Theme::from_id(theme)?, polarity: Polarity::from_id(polarity)? })
    }
}

const ALL_ASPECTS: [Aspect; THEME_IDS.len() * N_POLARITIES] = {
    let mut all =
        [Aspect { theme: Theme::Relation, polarity: Polarity::Positive }; THEME_IDS.len() * N_POLARITIES];
    let mut i = 0;
    while i < all.len() {
        all[i] = Aspect { theme: Theme::ALL[i / N_POLARITIES], polarity: Polarity::ALL[i % N_POLARITIES] };
        i += 1;
    }
    all
};

impl fmt::Display for Aspect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.theme.id(), self.polarity.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip<T: Tag>() {
        for (i, tag) in T::ALL.iter().enumerate() {
            assert_eq!(tag.index(), i, "{tag:?} stands elsewhere in ALL than in its enum");
        }
    }

    #[test]
    fn every_tag_stands_at_its_index() {
        round_trip::<Tone>();
        round_trip::<Polarity>();
        round_trip::<Mode>();
        round_trip::<Qualification>();
        round_trip::<Theme>();
        round_trip::<Step>();
        round_trip::<Channel>();
        round_trip::<Flag>();
        round_trip::<Aspect>();
    }

    #[test]
    fn an_aspect_is_read_back_from_what_it_writes() {
        for aspect in Aspect::ALL {
            assert_eq!(Aspect::from_id(&aspect.to_string()), Some(*aspect));
        }
    }
}
