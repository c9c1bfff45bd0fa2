//! Where each comment is sent, on its way out of a worker: decided by `routing`, counted by `aggregate`, written by
//! `report`.

use std::sync::Arc;

use crate::aggregate::Routed;
use crate::annotate::{Annotation, Evidence};
use crate::config::{Config, Dialect};
use crate::redact::Found;
use crate::report::{Sending, VerbatimRow, write_route};
use crate::routing::{Route, Router, is_complaint};
use crate::taxonomy::Flag;

/// Sends comments; one per worker.
#[derive(Clone, Debug)]
pub struct Desk<'r> {
    router: &'r Router,
    dialect: Dialect,
    departments: Vec<&'r str>,
    writes: bool,
}

/// What the desk looks at besides the row of a comment.
pub struct Letter<'a> {
    /// Input file, then line.
    pub position: (u32, u64),
    /// Where it counts.
    pub touchpoints: &'a [&'a str],
    /// As it came.
    pub customer: &'a str,
    /// As reports show it.
    pub shown_customer: &'a str,
    /// As it came.
    pub text: &'a str,
    /// What is hidden in it.
    pub hidden: &'a [Found],
    /// Which words made which tags.
    pub evidence: &'a [Evidence],
}

impl<'r> Desk<'r> {
    /// A desk for the rules of a run.
    pub fn new(router: &'r Router, config: &'r Config) -> Self {
        Self {
            router,
            dialect: config.dialect,
            departments: config.routing.departments(),
            writes: config.routes(),
        }
    }

    /// Whether routes are written: otherwise the history alone wants to know where complaints go.
    pub fn writes(&self) -> bool {
        self.writes
    }

    /// Where a comment goes; `touchpoints` are folded.
    pub fn route(&self, ann: &Annotation, touchpoints: &[Arc<str>]) -> Route {
        self.router.route(ann, touchpoints)
    }

    /// Name of the department at the end of a route.
    pub fn department(&self, route: &Route) -> &'r str {
        self.departments[route.department]
    }

    /// Counts a comment and writes its route.
    pub fn send<'a>(
        &self,
        out: &mut Vec<u8>,
        routed: &mut Routed,
        row: &VerbatimRow<'_>,
        route: &Route,
        letter: &Letter<'_>,
        irritants: impl Iterator<Item = &'a str> + Clone,
    ) {
        let ann = row.annotation;
        let hash = hash(letter.customer);
        if hash != 0 && is_complaint(ann.qualification) {
            routed.customers.add(hash);
        }
        if ann.flags.contains(Flag::Departure) {
            for name in letter.touchpoints {
                *routed.departures.entry((*name).to_owned()).or_default() += 1;
            }
        }
        for place in &route.alerts {
            let matched = routed.alerts.entry(*place).or_default();
            matched.add(letter.touchpoints, route.priority(), letter.position);
        }
        let sending = Sending {
            department: self.department(route),
            route,
            customer: letter.shown_customer,
            hash,
            text: (letter.text, letter.hidden),
            evidence: letter.evidence,
        };
        write_route(out, self.dialect, row, &sending, irritants);
    }
}

/// A customer as runs remember it: the same on every machine; 0 where none is told.
fn hash(customer: &str) -> u64 {
    let customer = customer.trim();
    if customer.is_empty() {
        return 0;
    }
    let hash = blake3::hash(customer.as_bytes());
    let first = hash.as_bytes()[..8].try_into().expect("a fingerprint has 32 bytes");
    u64::from_le_bytes(first).max(1)
}
