//! Which theme is praised or blamed: judgements that carry a theme speak for it, bare ones for the nearest object.
//!
//! Order of precedence for an object: a judgement longer than it that holds it, else the nearest bare judgement of
//! its clause, else that of its list, else that of the neighbouring clause of its sentence, else nothing, unless the comment is about it.

use std::cmp::Ordering;

use smallvec::{SmallVec, smallvec};

use super::LabelId;
use super::attach::attached;
use super::enumeration::{self, is_at_large};
use super::finding::is_exclaimed;
use super::parcel;
use super::passing;
use super::reading::{Finding, Reading};
use super::rules::{Rule, Rules};
use super::topic;
use super::vocabulary::Vocabulary;
use crate::lexicon::{Match, Nature, Role};
use crate::taxonomy::{Aspect, Polarity, TagSet, Theme};
use crate::text::Kind;

/// One theme judged in one clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What and how.
    pub aspect: Aspect,
    /// Its name, if any.
    pub label: Option<LabelId>,
    /// Where.
    pub clause: u32,
    /// Strength, in hundredths.
    pub weight: i32,
    /// Words that name the theme.
    pub hit: Match,
    /// Words that judge it, when others do.
    pub by: Option<Match>,
    /// What it rests on.
    pub nature: Nature,
    /// A heading judges it.
    pub listed: bool,
}

impl Judged {
    /// What a finding says of a theme.
    pub(super) fn of(finding: &Finding, theme: Theme, polarity: Polarity) -> Self {
        // Of the themes that a line speaks of, its name is that of one.
        let named = finding.label.filter(|(of, _)| *of == theme && finding.polarity == Some(polarity));
        Self {
            aspect: Aspect { theme, polarity },
            label: named.map(|(_, label)| label),
            clause: finding.clause,
            weight: finding.weight,
            hit: finding.hit,
            by: None,
            nature: finding.nature,
            listed: finding.listed,
        }
    }
}

/// Every theme judged: objects first, then judgements that name their theme, then those of everything, then what is only
/// named and judged nowhere; those of one match stand side by side.
pub fn judge(reading: &Reading, vocabulary: &Vocabulary, rules: Rules) -> Vec<Judged> {
    let sides = Sides::of(reading);
    let credible = |finding: &Finding, polarity: Polarity| {
        !rules.has(Rule::Minority) || polarity != Polarity::Positive || sides.credits(reading, finding)
    };
    let mut judged = Vec::new();
    let mut used: SmallVec<[bool; 64]> = smallvec![false; reading.findings.len()];
    let mut reached: SmallVec<[bool; 64]> = smallvec![false; reading.findings.len()];
    for (at, object) in reading.findings.iter().enumerate().filter(|(_, finding)| finding.polarity.is_none())
    {
        let Some((index, polarity)) = attached(reading, vocabulary, at, rules) else { continue };
        let by = &reading.findings[index];
        // « satisfait de l'accueil » is of it alone, « je recommande cet hôtel pour sa propreté » is of everything too.
        used[index] |= by.themes.is_empty() || enumeration::governs(reading, by);
        if credible(by, polarity) {
            let said =
                |theme| Judged { weight: by.weight, by: Some(by.hit), ..Judged::of(object, theme, polarity) };
            judged.extend(object.themes.iter().map(said));
            reached[at] = true;
        }
    }
    for (index, finding) in reading.findings.iter().enumerate() {
        if let Some(polarity) = finding.polarity
            && !(used[index] && is_at_large(finding))
            && credible(finding, polarity)
            && (sides.agrees(finding) || !rules.has(Rule::Minority))
            && !is_part(reading, index)
        {
            let told = finding.themes.iter().filter(|theme| !finding.lacking || is_missed(*theme));
            judged.extend(told.map(|theme| Judged::of(finding, theme, polarity)));
        }
    }
    for (finding, used) in reading.findings.iter().zip(&used) {
        if let Some(polarity) = finding.polarity
            && !*used
            && sides.heavier() != Some(polarity.reversed())
            && (polarity == Polarity::Positive || sides.blames_clearly())
            && speaks_of_everything(reading, finding, polarity, &judged)
        {
            judged.push(Judged::of(finding, Theme::General, polarity));
        }
    }
    if rules.has(Rule::Parcel) {
        parcel::leave_to_delivery(&mut judged);
    }
    if rules.has(Rule::Passing) && !reading.of_work {
        passing::leave_out(&mut judged, reading);
    }
    if rules.has(Rule::Topic) && !reading.of_work {
        let left = reading
            .findings
            .iter()
            .zip(&reached)
            .filter(|(object, reached)| object.polarity.is_none() && !**reached);
        topic::add_named(&mut judged, reading, &sides, left.map(|(object, _)| object));
    }
    let is_judged = |judged: &&Judged| judged.aspect.polarity != Polarity::Neutral;
    let themes: TagSet<Theme> = judged.iter().filter(is_judged).map(|judged| judged.aspect.theme).collect();
    judged.retain(|judged| is_judged(&judged) || !themes.contains(judged.aspect.theme));
    judged
}

/// Praise and blame of the whole comment.
pub(super) struct Sides {
    praise: i64,
    blame: i64,
}

impl Sides {
    pub(super) fn of(reading: &Reading) -> Self {
        let sum = |polarity| {
            let side = reading.findings.iter().filter(|finding| finding.polarity == Some(polarity));
            side.map(|finding| i64::from(finding.weight)).sum()
        };
        Self { praise: sum(Polarity::Positive), blame: sum(Polarity::Negative) }
    }

    /// The side that weighs more.
    pub(super) fn heavier(&self) -> Option<Polarity> {
        match self.praise.cmp(&self.blame) {
            Ordering::Greater => Some(Polarity::Positive),
            Ordering::Less => Some(Polarity::Negative),
            Ordering::Equal => None,
        }
    }

    /// Whether satisfaction or disappointment at large goes the way of the comment: « seul bémol » amid praise and
    /// « ravi de l'accueil » amid blame are of something, not of everything. Where praise and blame are close, who says
    /// that he is satisfied means it (« satisfait du service, mais les prix sont élevés »), and who is disappointed is so
    /// by something.
    fn agrees(&self, judgement: &Finding) -> bool {
        !is_at_large(judgement)
            || match judgement.polarity {
                Some(Polarity::Positive) => !self.blames_clearly(),
                Some(Polarity::Negative) => self.blames_clearly(),
                _ => true,
            }
    }

    /// Whether a praise is meant. In a comment that clearly blames, it is so when it is set against what follows it
    /// (« accueil charmant mais... ») or said in so many words (« Personnel aimable. »); what is left is irony,
    /// promises of the company, and tales of what should have been. A blame denied praises no theme unless the
    /// comment does.
    fn credits(&self, reading: &Reading, praise: &Finding) -> bool {
        let clause = &reading.clauses[praise.clause as usize];
        let doubtful = praise.reversed || clause.asked || is_exclaimed(reading, &praise.hit);
        if praise.reversed && clause.asked || self.blame > self.praise && doubtful {
            return false;
        }
        // « Bien que le repas soit délicieux, le vendeur est impoli »: a short comment means what it grants.
        let granted = clause.opener != Some(Role::Concession) || reading.tokens.len() <= SHORT;
        let opposed = clause.weight < 100 && granted;
        let plain = clause.end - clause.start <= PLAIN && clause.opener.is_none() && praise.weight >= 150;
        !self.blames_clearly() || opposed || plain
    }

    /// Whether blame is ahead by a fifth of all that is said, and by more where little is said.
    fn blames_clearly(&self) -> bool {
        (self.blame - self.praise) * 5 > self.praise + self.blame + 200
    }
}

/// Tokens of a clause that praises in so many words.
const PLAIN: u32 = 7;

/// Themes whose objects are missed when they are not there; « pas de conseiller », « pas d'application », « pas ma facture » only tell
/// where a story takes place.
fn is_missed(theme: Theme) -> bool {
    !matches!(
        theme,
        Theme::Relation
            | Theme::Competence
            | Theme::Digital
            | Theme::Billing
            | Theme::Refund
            | Theme::Simplicity
    )
}

/// « Une honte ! », « C'est parfait. »: a bare opinion is of everything when it is a sentence by itself, or when it is
/// all that a short comment says; in a story it is of what is told there.
fn speaks_of_everything(reading: &Reading, finding: &Finding, polarity: Polarity, judged: &[Judged]) -> bool {
    let drawn = reading.tokens[finding.hit.first as usize].kind == Kind::Emoji;
    let bare = finding.themes.is_empty() && finding.nature == Nature::Opinion && !finding.courtesy && !drawn;
    let answered = || judged.iter().any(|other| other.aspect.polarity == polarity);
    // « Parfait » sums up where it opens; further on, « Super » is of what was just told.
    let sums_up = polarity != Polarity::Positive
        || finding.weight >= 300
        || reading.clauses[finding.clause as usize].sentence == 0;
    // « Très moyen. », « Bof »: slight, and all that is said.
    let alone =
        || reading.tokens.len() as u32 <= EXCLAMATION && judged.is_empty() && finding.weight >= SLIGHT;
    // « C'est scandaleux » after what is told is of that.
    let blames = polarity == Polarity::Negative;
    bare && sums_up
        && (finding.weight >= 180 || alone())
        && (is_whole_sentence(reading, finding) && !(blames && answered())
            || opens_strongly(reading, finding)
            || reading.tokens.len() <= SHORT && !answered())
}

/// Tokens of a comment that says one thing.
const SHORT: usize = 20;

/// Weight of a slight judgement, softened or not.
const SLIGHT: i32 = 60;

/// Tokens of a sentence that is nothing but its opinion, punctuation included.
const EXCLAMATION: u32 = 6;

/// « Une honte, trois mois pour un rendez-vous »: a strong opinion alone in the clause that opens a sentence.
fn opens_strongly(reading: &Reading, finding: &Finding) -> bool {
    let clause = &reading.clauses[finding.clause as usize];
    let before = finding.clause.checked_sub(1).map(|before| &reading.clauses[before as usize]);
    let opens = before.is_none_or(|before| before.sentence != clause.sentence);
    opens && finding.weight >= 300 && clause.end - clause.start <= 4 && !clause.asked
}

/// Whether the sentence of a judgement is so short that it holds nothing else, and no theme.
fn is_whole_sentence(reading: &Reading, finding: &Finding) -> bool {
    let own = &reading.clauses[finding.clause as usize];
    let (mut first, mut last) = (finding.clause, finding.clause);
    let joins = |clause: u32| {
        reading.clauses.get(clause as usize).is_some_and(|other| other.sentence == own.sentence)
    };
    let length =
        |first: u32, last: u32| reading.clauses[last as usize].end - reading.clauses[first as usize].start;
    while length(first, last) <= EXCLAMATION && first > 0 && joins(first - 1) {
        first -= 1;
    }
    while length(first, last) <= EXCLAMATION && joins(last + 1) {
        last += 1;
    }
    let themed = |clause: u32| reading.in_clause(clause).any(|(_, other)| !other.themes.is_empty());
    length(first, last) <= EXCLAMATION && !own.asked && !(first..=last).any(themed)
}

/// Findings on each side among which a longer one is looked for.
const NEIGHBOURS: usize = 8;

/// Whether all that a judgement says but its degree is said by a longer one of another theme: « très rapidement » in
/// « reçu très rapidement », « trop long » in « délai de livraison beaucoup trop long ».
fn is_part(reading: &Reading, index: usize) -> bool {
    let finding = &reading.findings[index];
    let content = |token: &u32| !reading.marks[*token as usize].is_small();
    let (n_words, n_content) = (finding.hit.tokens().count(), finding.hit.tokens().filter(content).count());
    if n_words < 2 || n_content == 0 || n_content == n_words {
        return false;
    }
    let near = index.saturating_sub(NEIGHBOURS)..(index + NEIGHBOURS + 1).min(reading.findings.len());
    near.filter(|other| *other != index).any(|other| {
        let other = &reading.findings[other];
        other.polarity == finding.polarity
            && !other.themes.is_empty()
            && other.themes != finding.themes
            && finding.hit.tokens().filter(content).all(|token| other.hit.holds(token))
            && other.hit.tokens().filter(content).count() > n_content
    })
}
