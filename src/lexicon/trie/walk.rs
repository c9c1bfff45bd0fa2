//! The walk from one anchor: to the right of it, then to the left.

use super::node::{Gap, NONE, Node, Sight, Slot, leaf};
use super::{EntryId, Horizon, Match, Step, Steps, Trie};

/// Transparent tokens that may stand in a row inside a pattern.
const MAX_TRANSPARENT: u32 = 4;

/// Tokens that a match may span: bits of [`Match::words`].
pub const SPAN: u32 = 64;

/// A root to visit.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// The anchor.
    at: u32,
    /// The node of the root, or [`NONE`] when nothing below it is at hand.
    place: u32,
    /// What asks for nothing but the anchor.
    entry: EntryId,
    denied: bool,
}

/// Fills `starts` with the roots that ask for nothing but their anchor, or for something that is at hand.
pub fn gather(trie: &Trie, steps: Steps<'_>, horizon: &Horizon, starts: &mut Vec<Start>) {
    starts.clear();
    for (step, at) in steps.steps.iter().zip(0..).filter(|(step, _)| step.roots.1 > 0) {
        let (ahead, behind) = (horizon.ahead[at as usize + 1], horizon.behind[at as usize]);
        for root in steps.roots(step).iter().filter(|root| step.negated || !root.denied) {
            let at_hand = root.ahead == Sight::ALL || root.ahead.meets(ahead) || root.behind.meets(behind);
            let goes_on = at_hand && leaf(root.place).is_none();
            if goes_on || root.entry != NONE {
                let place = if goes_on { root.place } else { NONE };
                starts.push(Start { at, place, entry: root.entry, denied: root.denied });
            }
        }
    }
    // Their nodes are read here all in a row: reads that do not wait for each other take the time of one.
    let places = starts.iter().filter(|start| start.place != NONE).map(|start| start.place);
    std::hint::black_box(places.fold(0, |fetched, place| fetched ^ trie.words[place as usize]));
}

/// Appends the matches found from the roots, by anchor.
pub fn walk(trie: &Trie, steps: Steps<'_>, horizon: &Horizon, starts: &[Start], found: &mut Vec<Match>) {
    for start in starts {
        let so_far = Match { first: start.at, words: 1, entry: start.entry, asks_negation: start.denied };
        if start.entry != NONE {
            found.push(so_far);
        }
        if start.place != NONE {
            let walk = Walk { trie, steps, horizon, known: found.len() };
            let node = trie.node(start.place);
            // An entry alone at the root is told with the root.
            if start.entry == NONE {
                walk.report_all(node, so_far, found);
            }
            walk.go_on::<RIGHT>(node, start.place, so_far, found);
        }
    }
}

/// Sides of the anchor, as the walk visits them.
const RIGHT: bool = true;
const LEFT: bool = false;

struct Walk<'w> {
    trie: &'w Trie,
    steps: Steps<'w>,
    horizon: &'w Horizon,
    /// Matches of other roots.
    known: usize,
}

impl Walk<'_> {
    /// Visits what an edge leads to, unless nothing ends there and no token at hand is asked for below.
    fn follow<const SIDE: bool>(&self, edge: Slot, so_far: Match, found: &mut Vec<Match>) {
        if let Some(entry) = edge.leaf() {
            return self.report(entry, so_far, found);
        }
        let behind = self.horizon.behind[so_far.first as usize];
        let ahead = || self.horizon.ahead[so_far.end() as usize];
        let beside = if SIDE == RIGHT { behind.or(ahead()) } else { behind };
        if edge.leads() && (edge.reach == Sight::ALL || edge.reach.meets(beside)) {
            self.visit::<SIDE>(edge.place, so_far, found);
        }
    }

    /// Reports what ends at a node, then goes on.
    fn visit<const SIDE: bool>(&self, place: u32, so_far: Match, found: &mut Vec<Match>) {
        let node = self.trie.node(place);
        self.report_all(node, so_far, found);
        self.go_on::<SIDE>(node, place, so_far, found);
    }

    fn report_all(&self, node: Node<'_>, so_far: Match, found: &mut Vec<Match>) {
        node.entries().iter().for_each(|entry| self.report(*entry, so_far, found));
    }

    /// Looks for what a node asks for, and to the left of the anchor where that may lead somewhere.
    fn go_on<const SIDE: bool>(&self, node: Node<'_>, place: u32, so_far: Match, found: &mut Vec<Match>) {
        let behind = self.horizon.behind[so_far.first as usize];
        let beside = if SIDE == RIGHT { self.horizon.ahead[so_far.end() as usize] } else { behind };
        if node.asks() & beside.near != 0 {
            self.advance::<SIDE>(Gap { asks: node.asks(), node: place, width: 0 }, so_far, found);
        }
        for gap in node.gaps().filter(|gap| gap.asks & beside.far != 0) {
            self.advance::<SIDE>(gap, so_far, found);
        }
        if let Some((turn, asks)) = node.turn()
            && asks.meets(behind)
        {
            self.go_on::<LEFT>(self.trie.node(turn), turn, so_far, found);
        }
    }

    fn report(&self, entry: EntryId, so_far: Match, found: &mut Vec<Match>) {
        let hit = Match { entry, ..so_far };
        let same = |known: &&mut Match| known.entry == entry && known.first == hit.first;
        match found[self.known..].iter_mut().find(same) {
            Some(known) if hit.rank() < known.rank() => *known = hit,
            Some(_) => {}
            None => found.push(hit),
        }
    }

    /// Looks for a child of a node on one side of what is matched, past transparent tokens and as many others as the gap
    /// lets stand.
    fn advance<const SIDE: bool>(&self, gap: Gap, so_far: Match, found: &mut Vec<Match>) {
        let (first, end) = (so_far.first, so_far.end());
        let mut beyond = if SIDE == RIGHT {
            end..(first + SPAN).min(self.steps.steps.len() as u32)
        } else {
            end.saturating_sub(SPAN)..first
        };
        let (mut transparent, mut others) = (0, 0);
        while let Some(at) = if SIDE == RIGHT { beyond.next() } else { beyond.next_back() } {
            let step = &self.steps.steps[at as usize];
            if gap.asks & step.bits != 0 {
                self.take::<SIDE>(gap.node, step, at, so_far, found);
            }
            if step.barrier {
                return;
            }
            if step.transparent && transparent < MAX_TRANSPARENT {
                transparent += 1;
            } else if others < gap.width {
                others += 1;
            } else {
                return;
            }
        }
    }

    /// Visits the children of a node that token `at` leads to.
    fn take<const SIDE: bool>(
        &self,
        place: u32,
        step: &Step,
        at: u32,
        so_far: Match,
        found: &mut Vec<Match>,
    ) {
        let so_far = if SIDE == RIGHT {
            Match { words: so_far.words | 1 << (at - so_far.first), ..so_far }
        } else {
            Match { first: at, words: so_far.words << (so_far.first - at) | 1, ..so_far }
        };
        let atoms = self.steps.atoms(step);
        self.trie.edges(self.trie.node(place), atoms, step.negated, |edge, denied| {
            let asks_negation = so_far.asks_negation || denied;
            self.follow::<SIDE>(edge, Match { asks_negation, ..so_far }, found);
        });
    }
}
