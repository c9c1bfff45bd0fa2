//! What routing adds up: departures by touchpoint, comments behind each alert, complaints of each customer, and, once
//! priorities are known, what each department gets.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Absorb;
use crate::routing::{MOST, URGENT};

/// Comments that an alert shows.
const SHOWN: usize = 5;
/// Customers who complain that are remembered, by a hash of their number: 24 MB at most.
const MOST_CUSTOMERS: usize = 1_000_000;

/// Totals of routing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Routed {
    /// Comments that announce a departure, by touchpoint.
    pub departures: BTreeMap<String, u64>,
    /// By the place of the rule among all alerts.
    pub alerts: BTreeMap<usize, Matched>,
    /// Complaints of each customer.
    pub customers: Customers,
}

/// Comments that meet the conditions of an alert.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// How many there are.
    pub verbatims: u64,
    /// The same by touchpoint.
    pub touchpoints: BTreeMap<String, u64>,
    /// The most urgent ones: priority, then input file and line.
    pub shown: BTreeSet<(Reverse<u32>, (u32, u64))>,
}

impl Matched {
    /// Counts a comment.
    pub fn add(&mut self, touchpoints: &[&str], priority: u32, position: (u32, u64)) {
        self.verbatims += 1;
        for name in touchpoints {
            match self.touchpoints.get_mut(*name) {
                Some(n) => *n += 1,
                None => drop(self.touchpoints.insert((*name).to_owned(), 1)),
            }
        }
        self.shown.insert((Reverse(priority), position));
        self.cut();
    }

    fn cut(&mut self) {
        while self.shown.len() > SHOWN {
            self.shown.pop_last();
        }
    }
}

impl Absorb for Matched {
    fn absorb(&mut self, other: Self) {
        self.verbatims += other.verbatims;
        self.touchpoints.absorb(other.touchpoints);
        self.shown.extend(other.shown);
        self.cut();
    }
}

/// How often each customer complains. Beyond a million, those of the lowest hashes are kept: who is kept at the
/// end was kept all along, so counts are exact, and the same in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customers(BTreeMap<u64, u64>);

impl Customers {
    /// Counts a complaint.
    pub fn add(&mut self, customer: u64) {
        *self.0.entry(customer).or_default() += 1;
        self.cut(MOST_CUSTOMERS);
    }

    /// Complaints of a customer; 0 for one who never complained or is not remembered.
    pub fn complaints(&self, customer: u64) -> u64 {
        self.0.get(&customer).copied().unwrap_or(0)
    }

    fn cut(&mut self, most: usize) {
        while self.0.len() > most {
            self.0.pop_last();
        }
    }
}

impl Absorb for Customers {
    fn absorb(&mut self, other: Self) {
        self.0.absorb(other.0);
        self.cut(MOST_CUSTOMERS);
    }
}

impl Absorb for Routed {
    fn absorb(&mut self, other: Self) {
        self.departures.absorb(other.departures);
        self.alerts.absorb(other.alerts);
        self.customers.absorb(other.customers);
    }
}

/// What one department gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentTotals {
    /// Comments.
    pub verbatims: u64,
    /// Of which urgent.
    pub urgent: u64,
    /// Of which announce a departure.
    pub departures: u64,
    /// Of which carry an alert.
    pub alerts: u64,
    /// Of which come from a customer who complains again.
    pub again: u64,
    /// Of which no line of the table took.
    pub unmatched: u64,
    /// Bytes of their rows, by priority.
    pub bytes: Vec<u64>,
}

impl Default for DepartmentTotals {
    fn default() -> Self {
        let bytes = vec![0; MOST as usize + 1];
        Self { verbatims: 0, urgent: 0, departures: 0, alerts: 0, again: 0, unmatched: 0, bytes }
    }
}

/// What is counted of a comment that a department gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// With every reason.
    pub priority: u32,
    /// Announces a departure.
    pub departs: bool,
    /// Carries an alert.
    pub alerts: bool,
    /// The customer complains again.
    pub again: bool,
    /// No line of the table took it.
    pub unmatched: bool,
    /// Bytes of its row.
    pub bytes: u64,
}

impl DepartmentTotals {
    /// Counts a comment.
    pub fn add(&mut self, sent: &Sent) {
        self.verbatims += 1;
        self.urgent += u64::from(sent.priority >= URGENT);
        self.departures += u64::from(sent.departs);
        self.alerts += u64::from(sent.alerts);
        self.again += u64::from(sent.again);
        self.unmatched += u64::from(sent.unmatched);
        self.bytes[sent.priority.min(MOST) as usize] += sent.bytes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn customers_of_the_lowest_hashes_keep_exact_counts_in_any_order() {
        let complaints = [9, 1, 5, 9, 3, 1, 7, 3, 9, 1, 2];
        let count = |of: &[u64]| {
            let mut customers = Customers::default();
            for customer in of {
                *customers.0.entry(*customer).or_default() += 1;
                customers.cut(3);
            }
            customers
        };
        let whole = count(&complaints);
        assert_eq!(whole.0, BTreeMap::from([(1, 3), (2, 1), (3, 2)]));
        for at in 0..=complaints.len() {
            let (first, second) = complaints.split_at(at);
            for (mut one, other) in [(count(first), count(second)), (count(second), count(first))] {
                one.0.absorb(other.0);
                one.cut(3);
                assert_eq!(one, whole);
            }
        }
    }

    #[test]
    fn an_alert_keeps_its_most_urgent_comments_whatever_the_order() {
        let comments: Vec<(u32, u64)> = (0..40).map(|i| (i * 7 % 13, u64::from(i))).collect();
        let count = |of: &mut dyn Iterator<Item = &(u32, u64)>| {
            let mut matched = Matched::default();
            of.for_each(|(priority, line)| matched.add(&["Caisse"], *priority, (0, *line)));
            matched
        };
        let whole = count(&mut comments.iter());
        let (mut late, early) = (count(&mut comments[20..].iter().rev()), count(&mut comments[..20].iter()));
        late.absorb(early);
        assert_eq!(late, whole);
        assert_eq!(whole.shown.first(), Some(&(Reverse(12), (0, 11))));
        assert_eq!((whole.shown.len(), whole.touchpoints["Caisse"]), (SHOWN, 40));
    }
}
