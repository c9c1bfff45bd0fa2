//! Where in the journey, through which channels, with which warning signs.

use smallvec::{SmallVec, smallvec};

use super::aspect::{Judged, Sides};
use super::occasion::{Named, Scene};
use super::reading::Reading;
use super::rules::{Rule, Rules};
use super::scope::reverses;
use crate::lexicon::{Entry, Layer, Lexicon, Match, When};
use crate::taxonomy::{Aspect, Channel, Flag, Polarity, Step, Tag, TagSet, Theme};

/// Steps told by the text, and the one that it speaks of most.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journey {
    /// Steps of the whole comment.
    pub steps: TagSet<Step>,
    /// The most told, the first of the journey among equals.
    pub main: Option<Step>,
    /// Step of each clause.
    pub of_clause: SmallVec<[Option<Step>; 32]>,
}

/// Number of steps.
pub(super) const STEPS: usize = Step::ALL.len();
/// Points that tell a step: those of one plain cue, of two hints, or of a theme that always speaks of it.
const TOLD: u32 = 2;
/// A step told this many times less than the main one is a detail of the story, not an occasion of it.
const DETAIL: u32 = 3;

/// Points that tell a background step, one that any comment presupposes, beside another step that is told.
const FOREGROUND: u32 = 4;

/// Says of an offer that it is worth its price.
const PRICE_PRAISED: Aspect = Aspect { theme: Theme::Price, polarity: Polarity::Positive };
/// Says of what is sold without a place that it was soon signed.
const EASED: [Aspect; 2] = [
    Aspect { theme: Theme::Simplicity, polarity: Polarity::Positive },
    Aspect { theme: Theme::Delay, polarity: Polarity::Positive },
];

/// What speaks for one step.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Support {
    /// Points of plain cues.
    pub cues: u32,
    /// Hints, and words of the themes that also name a step.
    pub hints: u32,
    /// It is the step of a theme judged that always speaks of it.
    always: bool,
    /// Themes judged whose usual step it is.
    usual: u32,
}

impl Support {
    /// Points of what the text says: a long story must not drown its other steps, hence the ceilings.
    fn points(self) -> u32 {
        self.cues.min(4) + self.hints.min(2) + if self.always { TOLD } else { 0 }
    }
}

/// Reads steps: from cues; from the usual step of the themes judged, where cues tell none or the theme always does; less
/// those that are details, plus those that a theme makes sure.
pub fn read_steps(reading: &Reading, lexicon: &Lexicon, judged: &[Judged], rules: Rules) -> Journey {
    let mut journey = Journey { of_clause: smallvec![None; reading.clauses.len()], ..Journey::default() };
    let mut supports = [Support::default(); STEPS];
    for hit in reading.in_layer(Layer::Step) {
        let entry = lexicon.entry(hit.entry);
        for step in entry.steps.iter() {
            let support = &mut supports[step.index()];
            // Themes name things (« facture », « sinistre ») that may be a detail of any occasion.
            if entry.force < 2 || !entry.themes.is_empty() {
                support.hints += 1;
            } else {
                support.cues += u32::from(entry.force);
            }
            journey.of_clause[reading.clause_of(hit.first) as usize].get_or_insert(step);
        }
    }
    add_usual(&mut supports, &mut journey, lexicon, judged);
    let named = set_scene(&mut supports, reading, lexicon, judged);
    let plotted = tells_a_story(reading, lexicon, Layer::Step);
    if plotted {
        // What happens in a plot happens to nobody; only the use of the work is told.
        let told = supports[Step::Use.index()];
        supports = [Support::default(); STEPS];
        supports[Step::Use.index()] = told;
    }
    let points = weigh(&supports);
    let most = points.iter().copied().max().unwrap_or(0);
    let kept = |step: &Step| points[step.index()] > 0 && points[step.index()] * DETAIL >= most;
    journey.steps = Step::ALL.iter().copied().filter(kept).collect();
    if rules.has(Rule::Occasion) && !plotted {
        let side = Sides::of(reading).heavier();
        let aspects = judged.iter().map(|judged| judged.aspect).collect();
        let scene = Scene { supports: &supports, aspects, named, side, tokens: reading.tokens.len() };
        journey.steps = scene.occasions(journey.steps);
    }
    // The first of those told most.
    journey.main = journey.steps.iter().min_by_key(|step| std::cmp::Reverse(points[step.index()]));
    journey
}

/// Adds the usual steps of the themes judged, each theme once.
fn add_usual(supports: &mut [Support; STEPS], journey: &mut Journey, lexicon: &Lexicon, judged: &[Judged]) {
    // A price that is praised judges the offer: what else is praised with it is no occasion either.
    let of_offer = judged.iter().any(|judged| judged.aspect == PRICE_PRAISED);
    let mut seen = TagSet::default();
    for judged in judged {
        let Some(usual) = lexicon.display.theme_steps.get(&judged.aspect.theme) else { continue };
        journey.of_clause[judged.clause as usize].get_or_insert(usual.step);
        let support = &mut supports[usual.step.index()];
        support.always |= usual.when == When::Always;
        let is_of_offer = of_offer && judged.aspect.polarity == Polarity::Positive;
        if !is_of_offer && !seen.contains(judged.aspect.theme) {
            seen.insert(judged.aspect.theme);
            support.usual += 1;
        }
    }
}

/// A place that is named is visited; who speaks of a contract, an order or a network, and of no place, judges staff
/// and goods without a visit or a stay, and calls simple and quick the moment of signing.
/// Says what is named.
fn set_scene(
    supports: &mut [Support; STEPS],
    reading: &Reading,
    lexicon: &Lexicon,
    judged: &[Judged],
) -> Named {
    let mut named = Named::default();
    for hit in reading.in_layer(Layer::Channel) {
        let entry = lexicon.entry(hit.entry);
        named.place |= entry.channels.contains(Channel::Branch);
        named.called |= entry.channels.contains(Channel::Phone);
        named.remote |= names_remote(entry);
    }
    let used = &mut supports[Step::Use.index()];
    if named.place {
        used.usual = used.usual.max(1);
    } else if named.remote {
        used.usual = 0;
        if used.points() < TOLD {
            used.hints = 0;
        }
        let eased = judged.iter().any(|judged| EASED.contains(&judged.aspect));
        supports[Step::Subscription.index()].usual += u32::from(eased);
    }
    named
}

/// Points of the steps that the text tells; where it tells none, of those that it hints at most.
fn weigh(supports: &[Support; STEPS]) -> [u32; STEPS] {
    let mut told = supports.map(Support::points);
    if told.iter().any(|points| *points >= TOLD) {
        // What was bought was used, and whoever complains has called: neither is the occasion when said in passing.
        let passing = |step: Step| {
            let support = supports[step.index()];
            match step {
                Step::Use => !support.always && support.points() < FOREGROUND,
                Step::FollowUp => support.usual == 0 && support.points() < FOREGROUND - 1,
                _ => false,
            }
        };
        let foreground = Step::ALL.iter().any(|step| told[step.index()] >= TOLD && !passing(*step));
        for step in Step::ALL.iter().filter(|step| foreground && passing(**step)) {
            told[step.index()] = 0;
        }
        return told.map(|points| if points < TOLD { 0 } else { points });
    }
    let hinted = supports.map(|support| support.points() + support.usual);
    let most = hinted.iter().copied().max().unwrap_or(0);
    hinted.map(|points| if points < most { 0 } else { points })
}

/// Channels named by the text; hints (« accueil », « personnel ») count where nothing else names one, and a place hinted
/// at stands beside any other channel, unless the text speaks of what is sold without a place.
pub fn read_channels(reading: &Reading, lexicon: &Lexicon, rules: Rules) -> TagSet<Channel> {
    let (mut named, mut hinted, mut remote) = (TagSet::default(), TagSet::default(), false);
    for hit in reading.in_layer(Layer::Channel) {
        let entry = lexicon.entry(hit.entry);
        remote |= names_remote(entry);
        if entry.force < 2 && entry.themes.is_empty() {
            hinted.extend(entry.channels);
        } else {
            named.extend(entry.channels);
        }
    }
    // Who complains of what was done at a distance speaks of staff and of offices that he never saw.
    let distant = rules.has(Rule::Occasion)
        && [Channel::Online, Channel::App, Channel::Email].into_iter().any(|channel| named.contains(channel))
        && Sides::of(reading).heavier() == Some(Polarity::Negative);
    let place = hinted.contains(Channel::Branch) && !remote && !distant;
    if !place {
        hinted.remove(Channel::Branch);
    }
    let mut channels = if named.is_empty() { hinted } else { named };
    if place {
        channels.insert(Channel::Branch);
    }
    // The hotels and the telephones of a plot are no channels; a site where it is read or seen may be one.
    if tells_a_story(reading, lexicon, Layer::Channel) {
        channels =
            channels.iter().filter(|channel| matches!(channel, Channel::Online | Channel::App)).collect();
    }
    channels
}

/// Whether a mask of the least force names what is sold without a place: a contract, an order, a network.
fn names_remote(entry: &Entry) -> bool {
    entry.masks.contains(Layer::Channel) && entry.force < 2
}

/// Whether a work is reviewed whose plot may be told: some mask of that layer with the greatest force matches.
fn tells_a_story(reading: &Reading, lexicon: &Lexicon, layer: Layer) -> bool {
    reading.in_layer(layer).any(|hit| {
        let entry = lexicon.entry(hit.entry);
        entry.masks.contains(layer) && entry.force > 2
    })
}

/// Flags raised outside negations; where a work is reviewed, its thieves and its dangers are those of the story, and
/// only the strongest words accuse.
pub fn read_flags(reading: &Reading, lexicon: &Lexicon) -> TagSet<Flag> {
    let mut flags = TagSet::default();
    raised(reading, lexicon).for_each(|(_, raised)| flags.extend(raised));
    flags
}

/// The matches that raise flags, with those that each raises.
pub(super) fn raised<'a>(
    reading: &'a Reading,
    lexicon: &'a Lexicon,
) -> impl Iterator<Item = (&'a Match, TagSet<Flag>)> {
    let story = tells_a_story(reading, lexicon, Layer::Flag);
    reading.in_layer(Layer::Flag).filter_map(move |hit| {
        // « Non, je ne reviendrai pas » denies nothing: words that hold their own negator mean it.
        let negative = |token: u32| reverses(reading.roles[token as usize]);
        let denied = |token: u32| reading.is_denied_outside(token, hit);
        if !hit.asks_negation && hit.tokens().any(denied) && !hit.tokens().any(negative) {
            return None;
        }
        let entry = lexicon.entry(hit.entry);
        let mut raised = entry.flags;
        if story && entry.force < 3 {
            raised.remove(Flag::Alert);
        }
        Some((hit, raised))
    })
}
