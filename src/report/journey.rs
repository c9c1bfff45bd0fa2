//! Order of touchpoints: the declared journey, then journey steps, then other names; the unknown one is last.

use crate::aggregate::UNKNOWN_TOUCHPOINT;
use crate::config::Touchpoint;
use crate::taxonomy::{Step, Tag};
use crate::text::fold_name;

/// The declared journey, ready for look-ups.
pub(super) struct Journey<'a> {
    declared: Vec<(String, &'a Touchpoint)>,
}

/// Place of a touchpoint in reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Declared(usize),
    Step(usize),
    Other,
    Unknown,
}

impl<'a> Journey<'a> {
    pub(super) fn new(declared: &'a [Touchpoint]) -> Self {
        Self {
            declared: declared.iter().map(|touchpoint| (fold_name(&touchpoint.name), touchpoint)).collect(),
        }
    }

    /// The declared touchpoint of that name, without regard to case, accents or blanks.
    pub(super) fn declared(&self, name: &str) -> Option<&'a Touchpoint> {
        let name = fold_name(name);
        self.declared.iter().find(|(declared, _)| *declared == name).map(|(_, touchpoint)| *touchpoint)
    }

    pub(super) fn place(&self, name: &str) -> Place {
        if name == UNKNOWN_TOUCHPOINT {
            return Place::Unknown;
        }
        let key = fold_name(name);
        let declared = self.declared.iter().position(|(declared, _)| *declared == key);
        let step = || Step::from_id(name).map(|step| Place::Step(step.index()));
        declared.map(Place::Declared).or_else(step).unwrap_or(Place::Other)
    }

    /// Names in the order of reports; declared ones that nobody spoke of are added.
    pub(super) fn order<'n>(&self, names: impl Iterator<Item = &'n str>) -> Vec<&'n str>
    where
        'a: 'n,
    {
        let mut ordered: Vec<(Place, &'n str)> = names.map(|name| (self.place(name), name)).collect();
        for (i, (_, touchpoint)) in self.declared.iter().enumerate() {
            let place = self.place(&touchpoint.name);
            if place == Place::Declared(i) && !ordered.iter().any(|(known, _)| *known == place) {
                ordered.push((place, &touchpoint.name));
            }
        }
        ordered.sort_unstable();
        ordered.into_iter().map(|(_, name)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declared_then_steps_then_names_then_unknown() {
        let declared = ["Réception", "Accueil"].map(|name| Touchpoint {
            name: name.into(),
            phase: None,
            importance: None,
        });
        let journey = Journey::new(&declared);
        let names = ["Bar", "non_precise", "accueil ", "suivi", "paiement"];
        assert_eq!(
            journey.order(names.into_iter()),
            ["Réception", "accueil ", "paiement", "suivi", "Bar", "non_precise"]
        );
    }
}
