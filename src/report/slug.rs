//! Goes in: names of touchpoints and departments. Comes out: file names, of ASCII letters, digits and `_`. Never: leaves
//! its folder, nor gives a name twice.

use std::collections::BTreeSet;

use crate::text::fold_name;

const LONGEST: usize = 60;
/// Names that Windows keeps for devices.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// File names of one folder, each given once.
pub(super) struct Slugs(BTreeSet<String>);

impl Slugs {
    /// `taken` are names that nothing may have.
    pub(super) fn new(taken: &[&str]) -> Self {
        Self(taken.iter().map(|name| (*name).to_owned()).collect())
    }

    /// A file name for that one, with a number when another has it already.
    pub(super) fn name(&mut self, name: &str) -> String {
        let slug = slug(name);
        let numbered = (2..).map(|n| format!("{slug}_{n}"));
        let free = std::iter::once(slug.clone()).chain(numbered).find(|name| !self.0.contains(name));
        let free = free.expect("numbers do not end");
        self.0.insert(free.clone());
        free
    }
}

fn slug(name: &str) -> String {
    let opened = fold_name(name);
    let parts: Vec<&str> =
        opened.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut slug = parts.join("_");
    slug.truncate(LONGEST);
    let slug = slug.trim_end_matches('_').to_owned();
    let device = slug.trim_end_matches(|c: char| c.is_ascii_digit());
    match slug.as_str() {
        "" => "point".to_owned(),
        _ if RESERVED.contains(&device) => format!("{slug}_"),
        _ => slug,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_distinct() {
        let mut slugs = Slugs::new(&["ensemble"]);
        let names = [
            "Accueil & caisse",
            "accueil/caisse",
            "../../etc/passwd",
            "",
            "日本",
            "Ensemble",
            "CON",
            "Cœur d'été",
            "com1",
        ];
        assert_eq!(
            names.map(|name| slugs.name(name)),
            [
                "accueil_caisse",
                "accueil_caisse_2",
                "etc_passwd",
                "point",
                "point_2",
                "ensemble_2",
                "con_",
                "coeur_d_ete",
                "com1_"
            ]
        );
    }
}
