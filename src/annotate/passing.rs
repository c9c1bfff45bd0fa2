//! What a comment judges in passing. In: the themes judged; out: the same, without those that one weak word blames or
//! praises beside what the comment is about: they were the setting of a story more often than a grievance.

use super::aspect::Judged;
use super::reading::Reading;
use crate::lexicon::Nature;
use crate::taxonomy::{Aspect, Polarity, Tag, TagSet, Theme};

/// Tokens of a comment that tells a story: one word of it is no grievance.
const STORY: usize = 80;
/// Tokens of a comment that says more than one thing.
const LONG: usize = 25;
/// Weight of a slight judgement, in a clause that weighs more than others.
const SLIGHT: i32 = 120;
/// Weight of a plain judgement that something strengthens.
const STRESSED: i32 = 250;
/// Weight of a strong judgement.
const STRONG: i32 = 300;

/// Words of a clause beside those of a judgement that is all it says: an article, a verb.
const SPARE: u32 = 2;

/// What the whole comment shows of one aspect.
#[derive(Clone, Copy, Debug)]
struct Grounds {
    /// Its clause, if it has only one.
    alone: bool,
    clause: u32,
    weight: i32,
    first: bool,
    last: bool,
    /// One word each time.
    bare: bool,
    /// An event each time.
    fact: bool,
    labelled: bool,
    /// It is all that some clause says: « Trop de monde. ».
    whole: bool,
    /// Each of its clauses blames another theme too.
    shared: bool,
    /// Each of its clauses denies something.
    denied: bool,
    /// It stands under a heading: « À améliorer : le parking, l'attente ».
    listed: bool,
}

/// What a comment judges.
struct Overview {
    /// What is shown of each theme: of those blamed, then of those praised.
    grounds: [[Option<Grounds>; Theme::ALL.len()]; 2],
    /// Aspects of the comment.
    aspects: TagSet<Aspect>,
    tokens: usize,
}

/// Leaves out the aspects judged in passing.
pub(super) fn leave_out(judged: &mut Vec<Judged>, reading: &Reading) {
    let overview = Overview::of(judged, reading);
    judged.retain(|judged| !overview.in_passing(judged.aspect));
}

impl Overview {
    fn of(judged: &[Judged], reading: &Reading) -> Self {
        let mut overview = Self {
            grounds: [[None; Theme::ALL.len()]; 2],
            aspects: judged.iter().map(|judged| judged.aspect).collect(),
            tokens: reading.tokens.len(),
        };
        let mut blamed = vec![TagSet::<Theme>::default(); reading.clauses.len()];
        for judged in judged.iter().filter(|judged| judged.aspect.polarity == Polarity::Negative) {
            blamed[judged.clause as usize].insert(judged.aspect.theme);
        }
        let end = reading.clauses.last().map_or(0, |clause| clause.sentence);
        for judged in judged {
            let Some(side) = side(judged.aspect.polarity) else { continue };
            let clause = &reading.clauses[judged.clause as usize];
            let mut others = blamed[judged.clause as usize];
            others.remove(judged.aspect.theme);
            others.remove(Theme::General);
            let one = Grounds {
                alone: true,
                clause: judged.clause,
                weight: judged.weight,
                first: clause.sentence == 0,
                last: clause.sentence == end,
                bare: judged.hit.words.count_ones() == 1,
                fact: judged.nature == Nature::Fact,
                labelled: judged.label.is_some(),
                whole: is_whole(judged, reading),
                shared: !others.is_empty(),
                denied: clause.content.denied,
                listed: judged.listed,
            };
            let grounds = &mut overview.grounds[side][judged.aspect.theme.index()];
            *grounds = Some(grounds.map_or(one, |known: Grounds| known.with(one)));
        }
        overview
    }

    /// How many themes are judged so, but for satisfaction at large and for one of them.
    fn others(&self, but: Theme, polarity: Polarity) -> usize {
        let counts = |aspect: &Aspect| {
            aspect.polarity == polarity && aspect.theme != but && aspect.theme != Theme::General
        };
        self.aspects.iter().filter(counts).count()
    }

    fn in_passing(&self, aspect: Aspect) -> bool {
        let grounds = side(aspect.polarity).and_then(|side| self.grounds[side][aspect.theme.index()]);
        let Some(grounds) = grounds else { return false };
        match aspect.polarity {
            Polarity::Negative => self.is_detail(aspect.theme, grounds),
            Polarity::Positive => self.is_courtesy(aspect.theme, grounds),
            Polarity::Neutral => false,
        }
    }

    /// Whether a blame is a detail of a complaint about something else.
    fn is_detail(&self, theme: Theme, told: Grounds) -> bool {
        let n_blamed = self.others(theme, Polarity::Negative);
        let n_praised = self.aspects.iter().filter(|aspect| aspect.polarity == Polarity::Positive).count();
        let slight = told.alone && told.weight < STRESSED;
        match theme {
            // « Une honte » opens the comment that it sums up; further on it is of what was just told.
            Theme::General => !told.first && told.weight < STRONG && n_blamed > 0,
            // « produit », « cher », « commande » alone in a long story say where it happens.
            Theme::Product => self.is_scenery(told) || !told.labelled && !told.first && n_blamed >= 3,
            Theme::Price | Theme::Billing | Theme::Delivery => self.is_scenery(told),
            Theme::Ordering => self.is_scenery(told) || !told.labelled && n_blamed > 0 && self.tokens > LONG,
            // « deux pièces perdues, aucune réponse à mes mails »: what happened is told by the theme that it touches.
            Theme::Competence => told.fact && told.shared && told.weight < STRONG,
            // Among praise, « trois semaines plus tard » dates what went wrong, save where the comment opens or ends on it.
            Theme::Delay => {
                let meant = told.labelled && (told.first || told.last);
                n_praised >= 2 && n_blamed > 0 && !meant
            }
            // Those who blame the walls also say what they liked there, but for lists of wrongs.
            Theme::Premises => {
                let plain = told.labelled && told.whole;
                slight && !told.listed && !plain && n_praised == 0 && n_blamed > 0
            }
            // « le conseiller n'a pas pu »: what somebody did not do is no rudeness.
            Theme::Relation => !told.labelled && told.denied && n_blamed > 0,
            Theme::Simplicity => told.alone && told.weight < STRONG && n_blamed >= 3,
            _ => false,
        }
    }

    /// Whether a praise is said without being meant of the theme: what is signed and whom one trusts go without saying.
    fn is_courtesy(&self, theme: Theme, told: Grounds) -> bool {
        match theme {
            Theme::Contract => told.weight < STRESSED && self.aspects.len() > 1,
            Theme::Trust => self.tokens > LONG && !told.last,
            // « pas si cher », « prix correct » amid blame.
            Theme::Price => told.weight < SLIGHT && self.others(theme, Polarity::Negative) > 0,
            _ => false,
        }
    }

    fn is_scenery(&self, told: Grounds) -> bool {
        told.alone && told.bare && self.tokens > STORY
    }
}

impl Grounds {
    fn with(self, other: Self) -> Self {
        Self {
            alone: self.alone && self.clause == other.clause,
            clause: self.clause,
            weight: self.weight.max(other.weight),
            first: self.first || other.first,
            last: self.last || other.last,
            bare: self.bare && other.bare,
            fact: self.fact && other.fact,
            labelled: self.labelled || other.labelled,
            whole: self.whole || other.whole,
            shared: self.shared && other.shared,
            denied: self.denied && other.denied,
            listed: self.listed || other.listed,
        }
    }
}

/// Whether a clause says nothing but one judgement.
fn is_whole(judged: &Judged, reading: &Reading) -> bool {
    let clause = &reading.clauses[judged.clause as usize];
    let n_words = judged.hit.words.count_ones() + judged.by.map_or(0, |by| by.words.count_ones());
    let elsewhere = |token: u32| !judged.hit.holds(token) && !judged.by.is_some_and(|by| by.holds(token));
    let mut others = reading.in_clause(judged.clause).filter(|(_, other)| other.weight > 0);
    clause.content.n_words <= n_words + SPARE
        && judged.hit.end() <= clause.end
        && !others.any(|(_, other)| other.hit.tokens().all(elsewhere))
}

fn side(polarity: Polarity) -> Option<usize> {
    match polarity {
        Polarity::Negative => Some(0),
        Polarity::Positive => Some(1),
        Polarity::Neutral => None,
    }
}
