//! Goes in: a name that nobody knows, and those that are known. Comes out: the one that was probably meant.
//! Never: takes it in place of what was written.

/// Similarity from which a name is worth suggesting, where 1 is the same name.
const ALIKE: f64 = 0.75;

/// The known name that looks most like `name`, case aside, if one does; the first of equals.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.trim().to_lowercase();
    let mut best = None;
    for candidate in known {
        let likeness = strsim::jaro_winkler(&name, &candidate.trim().to_lowercase());
        if likeness >= ALIKE && best.is_none_or(|(most, _)| likeness > most) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_was_probably_meant_is_suggested_and_nothing_else() {
        let known = ["text", "touchpoint", "rating", "columns", "delimiter"];
        for (written, meant) in [
            ("texte", Some("text")),
            ("colonnes", Some("columns")),
            ("Delimeter", Some("delimiter")),
            ("touch_point", Some("touchpoint")),
            ("zzz", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), meant, "{written}");
        }
    }
}
