//! Goes in: the touchpoint cell of a row. Comes out: the touchpoints where its comment counts. Never: folds a name twice.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::aggregate::{EVERY_TOUCHPOINT, UNKNOWN_TOUCHPOINT};
use crate::ingest::is_empty_text;
use crate::taxonomy::{Step, Tag};
use crate::text::fold_name;

/// Names remembered by a worker: a column of identifiers mapped by mistake has as many as rows.
const MOST_NAMES: usize = 10_000;

/// Touchpoints of one comment.
pub struct Places<'a> {
    /// As its cell has them, each once.
    pub written: SmallVec<[&'a str; 2]>,
    /// Where it counts: the same, of several spellings of one name the first.
    pub counted: SmallVec<[&'a str; 2]>,
    /// Folded names of these.
    pub folded: SmallVec<[Arc<str>; 2]>,
}

/// Folded names; one for each worker.
#[derive(Debug, Default)]
pub struct FoldedNames(FxHashMap<String, Arc<str>>);

impl FoldedNames {
    /// Touchpoints of a row: those that its cell names, several between bars; without a column of touchpoints, the step
    /// that its text speaks of most. What all touchpoints together are called names none of them, nor does what tools write
    /// for nothing.
    pub fn places<'a>(&mut self, cell: Option<&'a str>, step: Option<Step>) -> Places<'a> {
        let mut places =
            Places { written: SmallVec::new(), counted: SmallVec::new(), folded: SmallVec::new() };
        let names = cell.into_iter().flat_map(|cell| cell.split('|')).map(str::trim);
        let names = names.filter(|name| !is_empty_text(name) && *name != EVERY_TOUCHPOINT);
        names.for_each(|name| self.add(name, &mut places));
        if places.written.is_empty() {
            let step = step.filter(|_| cell.is_none());
            self.add(step.map_or(UNKNOWN_TOUCHPOINT, |step| step.id()), &mut places);
        }
        places
    }

    fn add<'a>(&mut self, name: &'a str, places: &mut Places<'a>) {
        if places.written.contains(&name) {
            return;
        }
        places.written.push(name);
        let folded = self.fold(name);
        if !places.folded.contains(&folded) {
            places.counted.push(name);
            places.folded.push(folded);
        }
    }

    fn fold(&mut self, name: &str) -> Arc<str> {
        if let Some(folded) = self.0.get(name) {
            return Arc::clone(folded);
        }
        if self.0.len() >= MOST_NAMES {
            self.0.clear();
        }
        let folded: Arc<str> = fold_name(name).into();
        self.0.insert(name.to_owned(), Arc::clone(&folded));
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(cell: Option<&str>) -> [String; 3] {
        let mut names = FoldedNames::default();
        let Places { written, counted, folded } = names.places(cell, None);
        [written.join("|"), counted.join("|"), folded.join("|")]
    }

    #[test]
    fn two_spellings_in_one_cell_are_one_place() {
        assert_eq!(
            places(Some("Caisse| accueil |CAISSE|Caisse|Accueil")),
            ["Caisse|accueil|CAISSE|Accueil", "Caisse|accueil", "caisse|accueil"]
        );
    }

    #[test]
    fn nothing_named_is_no_known_place() {
        for cell in
            [Some(""), Some(" | "), Some("TOUS"), Some("TOUS | TOUS"), Some("N/A"), Some("null|-"), None]
        {
            assert_eq!(places(cell), ["non_precise"; 3]);
        }
        assert_eq!(places(Some("TOUS|Caisse")), ["Caisse", "Caisse", "caisse"]);
    }
}
