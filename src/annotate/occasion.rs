//! Which steps are the occasion of a comment, and which are details of its story. In: the steps told, what speaks for
//! each and the themes judged; out: the same steps, less the details, plus those that a theme makes sure.

use super::journey::{STEPS, Support};
use crate::taxonomy::{Aspect, Polarity, Step, Tag, TagSet, Theme};

/// Tokens of a comment that is a word in passing.
const BRIEF: usize = 12;
/// Tokens of a comment that says more than one thing.
const LONG: usize = 25;
/// Tokens of a comment whose author has bought already.
const TALE: usize = 40;
/// Tokens of a comment that tells a procedure from its first step.
const PROCEDURE: usize = 80;
/// What is judged by those who use it.
const USED: [Theme; 4] = [Theme::Product, Theme::Premises, Theme::Digital, Theme::Simplicity];
/// Points of one plain cue.
const ONCE: u32 = 2;

/// What a comment names that steps happen in or about.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named {
    /// A place.
    pub place: bool,
    /// What is sold without a place: a contract, an order, a network.
    pub remote: bool,
    /// A telephone.
    pub called: bool,
}

/// What a comment shows beside its steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    /// What speaks for each step.
    pub supports: &'a [Support; STEPS],
    /// Themes judged.
    pub aspects: TagSet<Aspect>,
    /// What it names around them.
    pub named: Named,
    /// Its praise and blame.
    pub side: Option<Polarity>,
    /// Its length.
    pub tokens: usize,
}

impl Scene<'_> {
    /// The steps told, less the details, plus the sure ones.
    pub fn occasions(&self, told: TagSet<Step>) -> TagSet<Step> {
        let mut steps: TagSet<Step> = told.iter().filter(|step| !self.is_detail(*step, told)).collect();
        steps.extend(Step::ALL.iter().copied().filter(|step| self.is_sure(*step, told)).collect());
        steps
    }

    fn is_detail(&self, step: Step, told: TagSet<Step>) -> bool {
        let support = self.supports[step.index()];
        let once = support.cues > 0 && support.cues <= ONCE;
        match step {
            // Who tells at length has done more than look around.
            Step::Information => self.tokens > TALE,
            // A file that is followed is no visit, unless something says so; nor is a word about people nobody knows where.
            Step::Use => {
                let used = USED.into_iter().any(|theme| self.speaks_of(theme));
                let nowhere = self.tokens < BRIEF && support.hints <= 1 && !self.named.place && !used;
                support.cues == 0 && (nowhere || told.contains(Step::FollowUp))
            }
            // « déclarer un sinistre » beside a subscription is what the contract is for, a lift that is broken is a
            // part of the visit.
            Step::Claim => {
                let visited = self.named.place && !self.named.remote;
                let on_site = visited && self.supports[Step::Use.index()].cues > 0;
                support.cues <= ONCE && (on_site || told.contains(Step::Subscription))
            }
            // « j'ai payé » beside a file that is followed is where the file comes from.
            Step::Payment => once && told.contains(Step::FollowUp),
            // « ma commande » beside a refund is what is paid back.
            Step::Subscription => once && told.contains(Step::Refund),
            Step::Delivery => once && support.hints == 0 && self.tokens > LONG,
            // « Prix corrects, équipe à l'écoute »: an offer is praised, and no file is followed.
            Step::FollowUp => {
                let offered = self.judges(Theme::Price, Polarity::Positive);
                support.cues == 0 && offered && self.side == Some(Polarity::Positive)
            }
            // Who speaks of a contract and tells no payment back speaks of his claim.
            Step::Refund => support.cues == 0 && support.hints == 0 && self.named.remote,
            _ => false,
        }
    }

    fn is_sure(&self, step: Step, told: TagSet<Step>) -> bool {
        let support = self.supports[step.index()];
        match step {
            // « trois semaines que j'appelle »: the wait is that of the file followed.
            Step::FollowUp => {
                (support.cues > 0 || self.named.called)
                    && self.side == Some(Polarity::Negative)
                    && self.judges(Theme::Delay, Polarity::Negative)
            }
            Step::Cancellation => support.hints > 0 && self.named.remote,
            Step::Subscription => self.tokens > PROCEDURE && self.speaks_of(Theme::Simplicity),
            Step::Payment => {
                told.len() <= 1 && self.speaks_of(Theme::Billing)
                    || support.hints > 0 && told.contains(Step::Cancellation)
            }
            _ => false,
        }
    }

    fn judges(&self, theme: Theme, polarity: Polarity) -> bool {
        self.aspects.contains(Aspect { theme, polarity })
    }

    fn speaks_of(&self, theme: Theme) -> bool {
        self.aspects.iter().any(|aspect| aspect.theme == theme)
    }
}
