//! Goes in: touchpoints as exports spell them. Comes out: one name for all the spellings of one. Never: depends on the order
//! in which they come.
//!
//! Spellings that [`fold_name`] makes equal are one touchpoint. It has the name that the journey declares, else the spelling of
//! most comments, the first in the order of code points among equals.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::summary::{MentionKey, Summary};
use super::{Absorb, UNKNOWN_TOUCHPOINT};
use crate::config::EVERY_TOUCHPOINT;
use crate::text::fold_name;

/// The names that reports show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spellings {
    /// By folded name.
    names: BTreeMap<String, Arc<str>>,
    /// By spelling, where it is another than the name.
    others: FxHashMap<String, Arc<str>>,
    /// Spellings that comments have, by name, where there are several.
    united: BTreeMap<Arc<str>, BTreeSet<String>>,
}

impl Spellings {
    /// Names declared, and spellings counted, with their comments.
    pub fn new<'d, 'c>(
        declared: impl IntoIterator<Item = &'d str>,
        counted: impl IntoIterator<Item = (&'c str, u64)>,
    ) -> Self {
        let mut spellings = Self::default();
        spellings.names.insert(fold_name(UNKNOWN_TOUCHPOINT), UNKNOWN_TOUCHPOINT.into());
        for name in declared.into_iter().map(str::trim) {
            spellings.names.entry(fold_name(name)).or_insert_with(|| name.into());
        }
        spellings.and(counted)
    }

    /// With more spellings, which change no name that stands.
    pub fn and<'c>(mut self, counted: impl IntoIterator<Item = (&'c str, u64)>) -> Self {
        let mut all: FxHashMap<&str, u64> = FxHashMap::default();
        counted.into_iter().for_each(|(spelling, n)| *all.entry(spelling).or_default() += n);
        let mut all: Vec<_> =
            all.into_iter().map(|(spelling, n)| (fold_name(spelling), spelling, n)).collect();
        all.sort_unstable();
        for group in all.chunk_by(|(one, ..), (next, ..)| one == next) {
            // The first of equals, by code points.
            let usual = group.iter().min_by_key(|(.., n)| Reverse(*n));
            let (folded, usual, _) = usual.expect("a group has a spelling");
            let name = self.names.entry(folded.clone()).or_insert_with(|| (*usual).into());
            for (_, spelling, _) in group.iter().filter(|(_, spelling, _)| **spelling != **name) {
                self.others.insert((*spelling).to_owned(), Arc::clone(name));
            }
            let met: BTreeSet<String> = group
                .iter()
                .filter(|(.., n)| *n > 0)
                .map(|(_, spelling, _)| (*spelling).to_owned())
                .collect();
            if met.len() > 1 {
                self.united.insert(Arc::clone(name), met);
            }
        }
        self
    }

    /// The name of a spelling that was counted.
    pub fn name<'s>(&'s self, spelling: &'s str) -> &'s str {
        self.others.get(spelling).map_or(spelling, |name| name)
    }

    /// Whether some spelling is another than the name.
    pub fn changes(&self) -> bool {
        !self.others.is_empty()
    }

    /// A cell of several spellings with `|` between, as names, each once.
    pub fn cell<'s>(&'s self, cell: &'s str) -> Cow<'s, str> {
        if !cell.contains('|') {
            return Cow::Borrowed(self.name(cell));
        }
        // A spelling that always follows another one of its name was not counted: only its folded name is known.
        let mut names: Vec<(String, &str)> = Vec::new();
        for name in cell.split('|').map(|spelling| self.name(spelling)) {
            let folded = fold_name(name);
            if !names.iter().any(|(known, _)| *known == folded) {
                names.push((folded, name));
            }
        }
        Cow::Owned(names.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join("|"))
    }

    /// Names that stand for several spellings of comments, with these.
    pub fn united(&self) -> &BTreeMap<Arc<str>, BTreeSet<String>> {
        &self.united
    }
}

/// Totals under other keys.
fn renamed<K: Ord, V: Absorb>(totals: &mut BTreeMap<K, V>, other: impl Fn(K) -> K) {
    for (key, value) in std::mem::take(totals) {
        totals.absorb(BTreeMap::from([(other(key), value)]));
    }
}

/// Whether a name that somebody wrote is that of a touchpoint. All touchpoints together are none.
pub fn is_touchpoint(written: &str, name: &str) -> bool {
    let is_one = |name| name != EVERY_TOUCHPOINT;
    written == name || is_one(written) && is_one(name) && fold_name(written) == fold_name(name)
}

impl Summary {
    /// Makes one touchpoint of all its spellings. At the very end: which one is usual is not known before.
    pub fn unite<'d>(&mut self, declared: impl IntoIterator<Item = &'d str>) -> Spellings {
        let counted = self.touchpoints.iter().map(|(name, totals)| (name.as_str(), totals.tones.total()));
        // No comment stands at the steps of some clauses.
        let mentioned = self.irritants.keys().chain(self.delights.keys()).map(|key| (&*key.touchpoint, 0));
        let spellings = Spellings::new(declared, counted.chain(mentioned));
        if spellings.changes() {
            let name = |spelling: String| spellings.name(&spelling).to_owned();
            let key = |key: MentionKey| MentionKey { touchpoint: name(key.touchpoint), ..key };
            renamed(&mut self.touchpoints, name);
            renamed(&mut self.irritants, key);
            renamed(&mut self.delights, key);
            renamed(&mut self.routed.departures, name);
            self.routed.alerts.values_mut().for_each(|matched| renamed(&mut matched.touchpoints, name));
            for term in self.terms.values_mut() {
                term.touchpoints.rename(|spelling| spellings.others.get(spelling));
            }
        }
        spellings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'s>(declared: &[&str], counted: &[(&'s str, u64)]) -> BTreeMap<&'s str, String> {
        let spellings = Spellings::new(declared.iter().copied(), counted.iter().copied());
        counted.iter().map(|(spelling, _)| (*spelling, spellings.name(spelling).to_owned())).collect()
    }

    #[test]
    fn what_readers_take_for_one_name_is_one() {
        let all = [
            "Réseaux sociaux",
            "Re\u{301}seaux sociaux",
            "Reseaux sociaux",
            "RÉSEAUX SOCIAUX",
            "Réseaux\u{a0}sociaux",
            "Réseaux \u{202f} sociaux",
            "Réseaux\tsociaux",
            "Ré\u{ad}seaux soci\u{200b}aux",
        ];
        let names = named(&["Réseaux sociaux"], &all.map(|spelling| (spelling, 1)));
        assert!(names.values().all(|name| name == "Réseaux sociaux"), "{names:?}");
        let one = [("L’accueil", 1), ("l'accueil", 2), ("Après‑vente", 1), ("apres-vente", 2)];
        assert_eq!(named(&[], &one).into_values().collect::<BTreeSet<_>>().len(), 2);
    }

    #[test]
    fn names_that_differ_by_a_letter_or_a_sign_stay_two() {
        for two in [["Caisse", "Caisses"], ["Accueil 1", "Accueil 2"], ["SAV", "S.A.V."], ["Hôtel", "Hotes"]]
        {
            let names = named(&[], &two.map(|spelling| (spelling, 1)));
            assert!(names.iter().all(|(spelling, name)| spelling == name), "{names:?}");
        }
    }

    #[test]
    fn the_declared_name_then_the_usual_spelling_then_the_first_is_shown() {
        let counted = [("magasin", 3), ("MAGASIN", 3), ("Magasin", 2)];
        assert_eq!(named(&[" Magasin "], &counted)["MAGASIN"], "Magasin");
        assert_eq!(named(&["Boutique"], &counted)["magasin"], "MAGASIN");
        assert_eq!(named(&[], &[("magasin", 4), ("MAGASIN", 3)])["MAGASIN"], "magasin");
        assert_eq!(named(&["NON_PRECISE"], &[("Non_Précisé", 9)])["Non_Précisé"], "non_precise");
    }

    #[test]
    fn spellings_met_later_change_no_name() {
        let spellings =
            Spellings::new([], [("magasin", 1)]).and([("Magasin", 9), ("Caisse", 1), ("CAISSE", 2)]);
        assert_eq!(
            ["Magasin", "Caisse", "Quai"].map(|name| spellings.name(name)),
            ["magasin", "CAISSE", "Quai"]
        );
    }

    #[test]
    fn a_cell_has_each_name_once() {
        let spellings = Spellings::new([], [("Caisse", 2), ("CAISSE", 1), ("Quai", 1)]);
        let cell = |cell| spellings.cell(cell).into_owned();
        assert_eq!(["CAISSE|Quai|Caisse", "CAISSE", ""].map(cell), ["Caisse|Quai", "Caisse", ""]);
        // Never first in a cell, so never counted.
        assert_eq!(cell("Quai|QUAI"), "Quai");
        let united: Vec<_> = spellings.united().iter().map(|(name, all)| (&**name, all.len())).collect();
        assert_eq!(united, [("Caisse", 2)], "what is written in one way is told of nobody");
    }

    #[test]
    fn all_touchpoints_together_are_no_touchpoint() {
        assert!(is_touchpoint("caisse", "Caisse") && is_touchpoint("TOUS", "TOUS"));
        assert!(!is_touchpoint("TOUS", "Tous") && !is_touchpoint("Tous", "TOUS"));
    }
}
