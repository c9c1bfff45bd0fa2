//! Goes in: what the user says, the header of the rating column, a sample of its cells. Comes out: the scale of the
//! column, and why. Never: takes a scale that the cells deny.

use super::headers::Name;
use super::rating::{Answer, Level, Numeric, is_no_answer, level, numeric, read_answer};
use crate::scale::Scale;

/// Words of headers that name a scale, by preference: « Effort (sur 5) » is no number of stars, « Recommandation (sur 5) »
/// no NPS.
const NAMED: [(Scale, &[&str]); 9] = [
    (Scale::Effort, &["ces", "effort", "score ces", "note ces"]),
    (Scale::Stars, &["sur 5", "a 5", "out of 5"]),
    (Scale::OutOf20, &["sur 20", "out of 20"]),
    (
        Scale::Nps,
        &[
            "nps",
            "net promoter",
            "recommandation",
            "recommander",
            "recommanderiez",
            "recommandiez",
            "recommandez",
            "likelihood to recommend",
            "likely to recommend",
        ],
    ),
    (Scale::Stars, &["etoile", "star", "note 5"]),
    (Scale::OutOf10, &["sur 10", "out of 10", "note 10"]),
    (Scale::OutOf20, &["note 20"]),
    (Scale::OutOf100, &["sur 100", "out of 100", "note 100", "pourcentage"]),
    (Scale::Levels, &["niveau de satisfaction"]),
];

/// Words of headers that ask how content the customer is: whole numbers up to 10 are then no likelihood to recommend.
const OF_SATISFACTION: [&str; 10] = [
    "satisfaction",
    "satisfait",
    "csat",
    "globale",
    "overall",
    "qualite",
    "review score",
    "review rating",
    "note du commentaire",
    "note de l avis",
];

/// Words after a number that make it no end of a range: « NPS à 30 jours ».
const SPANS: [&str; 9] = ["j", "jour", "h", "heure", "semaine", "moi", "mois", "an", "annee"];

const AMBIGUOUS: &str = "ambiguë : la dire avec --scale";

/// The scale of a rating column, and why, in French for run.json. What names the column is its header, then what stands
/// under it.
pub(super) fn decide<'t>(
    forced: Option<Scale>,
    titles: impl Iterator<Item = &'t str>,
    cells: &[&str],
) -> (Option<Scale>, &'static str) {
    if forced.is_some() {
        return (forced, "demandée");
    }
    let is_filled = |cell: &&str| !super::blank::is_empty_text(cell) && !is_no_answer(cell);
    let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(is_filled).collect();
    let titles: Vec<Name> = titles.map(Name::new).collect();
    if !filled.is_empty() && is_most(&filled, |cell| level(cell).is_some()) {
        return (Some(scale_of_words(&filled)), "mots des cellules");
    }
    let is_of_another_range = names_another_range(&titles);
    let named = named(&titles).filter(|_| !is_of_another_range);
    if let Some(scale) = named.filter(|scale| is_most(&filled, |cell| answers(cell, *scale))) {
        return (Some(scale), "en-tête");
    }
    if filled.is_empty() {
        return (None, "aucune note au début du fichier : la dire avec --scale");
    }
    let numbers: Vec<Numeric> = filled.iter().filter_map(|cell| numeric(cell)).collect();
    let is_of_satisfaction = OF_SATISFACTION.iter().any(|word| is_in(&titles, word));
    let say_range = numbers.iter().any(|number| number.out_of.is_some());
    if is_of_another_range && !say_range {
        return (None, AMBIGUOUS);
    }
    match by_numbers(&numbers, is_of_satisfaction)
        .filter(|scale| is_most(&filled, |cell| answers(cell, *scale)))
    {
        Some(scale) if say_range => (Some(scale), "barème des cellules"),
        Some(scale) => (Some(scale), "valeurs des cellules"),
        None => (None, AMBIGUOUS),
    }
}

/// Whether a header names ranges (« de 1 à 7 », « sur 7 »), and none that ends as a scale does.
fn names_another_range(titles: &[Name]) -> bool {
    let ends: Vec<i32> = titles.iter().flat_map(ends_of_ranges).collect();
    let is_known = |end: &i32| Scale::ALL.iter().any(|scale| scale.ends().1 == end.saturating_mul(1000));
    !ends.is_empty() && !ends.iter().any(is_known)
}

fn ends_of_ranges(title: &Name) -> Vec<i32> {
    let words: Vec<&str> = title.words().collect();
    let is_number = |word: &&str| word.parse::<i32>().is_ok();
    let end = |at: usize| {
        let is_led = match words[at - 1] {
            "sur" => true,
            "a" | "to" => words[..at - 1].iter().any(is_number),
            "of" => at > 1 && words[at - 2] == "out",
            _ => false,
        };
        let is_span = words.get(at + 1).is_some_and(|next| SPANS.contains(next));
        words[at].parse().ok().filter(|_| is_led && !is_span)
    };
    (1..words.len()).filter_map(end).collect()
}

/// The scale that a header names.
fn named(titles: &[Name]) -> Option<Scale> {
    // « Ces » is « these » in any longer header.
    let names = |words: &&str| match *words {
        "ces" => titles.iter().any(|title| title.is(&Name::new(words))),
        _ => is_in(titles, words),
    };
    NAMED.into_iter().find(|(_, words)| words.iter().any(names)).map(|(scale, _)| scale)
}

fn is_in(titles: &[Name], words: &str) -> bool {
    let words = Name::new(words);
    titles.iter().any(|title| title.contains(&words))
}

/// Satisfaction has as many words as stars where one of them stands in the middle, or is numbered 5.
fn scale_of_words(cells: &[&str]) -> Scale {
    let is_of_five = |cell: &&str| {
        let numbered = numeric(cell).is_some_and(|number| number.rating == Scale::Stars.ends().1);
        numbered || level(cell) == Some(Level::Middle)
    };
    if cells.iter().any(is_of_five) { Scale::Stars } else { Scale::Levels }
}

/// The narrowest scale that holds the numbers; none for those that stop at 5 and are no stars, since a 0 would make a mark
/// out of 5 one out of 10, and customers who are content detractors.
fn by_numbers(numbers: &[Numeric], is_of_satisfaction: bool) -> Option<Scale> {
    let most = |so: &dyn Fn(&&Numeric) -> bool| numbers.iter().filter(so).count() * 20 >= numbers.len() * 19;
    let stops_at_5 = most(&|number| number.out_of.is_none() && number.rating <= Scale::Stars.ends().1);
    let fits = |scale: &Scale| {
        let top = scale.ends().1;
        let on = |number: &&Numeric| {
            number.out_of.is_none_or(|out_of| out_of * 1000 == top) && scale.holds(number.rating)
        };
        most(&on)
    };
    let has_decimals = numbers.iter().any(|number| number.has_decimals);
    // Where the header does not tell, only whole numbers tell an NPS from a mark out of 10.
    [Scale::Stars, Scale::Nps, Scale::OutOf10, Scale::OutOf20, Scale::OutOf100]
        .into_iter()
        .filter(|scale| *scale == Scale::Stars || !stops_at_5)
        .filter(|scale| *scale != Scale::Nps || !is_of_satisfaction && !has_decimals)
        .find(fits)
}

fn answers(cell: &str, scale: Scale) -> bool {
    matches!(read_answer(cell, scale), Answer::Rating(_))
}

/// Whether nineteen cells in twenty are so: an export has its slips.
fn is_most(cells: &[&str], so: impl Fn(&str) -> bool) -> bool {
    cells.iter().filter(|cell| so(cell)).count() * 20 >= cells.len() * 19
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(header: &str, cells: &[&str]) -> (Option<Scale>, &'static str) {
        decide(None, [header].into_iter(), cells)
    }

    #[test]
    fn each_kind_of_column_is_told() {
        for (header, cells, scale, why) in [
            ("Note", vec!["10", "0", "7", "N/A"], Scale::Nps, "valeurs des cellules"),
            ("Note globale", vec!["10", "0", "7"], Scale::OutOf10, "valeurs des cellules"),
            ("Satisfaction", vec!["5", "1", "4"], Scale::Stars, "valeurs des cellules"),
            ("Note", vec!["5", "1", "4,5"], Scale::Stars, "valeurs des cellules"),
            ("Note", vec!["8,5", "0", "9"], Scale::OutOf10, "valeurs des cellules"),
            ("Note", vec!["12", "18", "7,5"], Scale::OutOf20, "valeurs des cellules"),
            ("Évaluation", vec!["★★★★☆", "★★"], Scale::Stars, "barème des cellules"),
            ("Évaluation", vec!["4/5", "2/5"], Scale::Stars, "barème des cellules"),
            ("Évaluation", vec!["4/10", "2/10"], Scale::Nps, "barème des cellules"),
            ("Satisfaction", vec!["5 %", "10%"], Scale::OutOf100, "barème des cellules"),
            (
                "Satisfaction",
                vec!["Très satisfaite", "Pas du tout satisfait"],
                Scale::Levels,
                "mots des cellules",
            ),
            ("Recommanderiez-vous notre enseigne ?", vec!["3", "2"], Scale::Nps, "en-tête"),
            (
                "Satisfaction globale",
                vec!["1 - Très satisfait", "4 - Pas du tout satisfait", "NSP", "NSP"],
                Scale::Levels,
                "mots des cellules",
            ),
            (
                "Satisfaction",
                vec!["Très satisfait", "Ni satisfait ni insatisfait", "Insatisfait"],
                Scale::Stars,
                "mots des cellules",
            ),
            ("Satisfaction", vec!["5 - Très satisfait", "4 - Satisfait"], Scale::Stars, "mots des cellules"),
            ("Note", vec!["8,0", "10,0", "5,0"], Scale::OutOf10, "valeurs des cellules"),
            ("Review score", vec!["8", "10", "5"], Scale::OutOf10, "valeurs des cellules"),
            ("Score NPS", vec!["8.0", "10.0", "5.0"], Scale::Nps, "en-tête"),
            ("Score NPS", vec![], Scale::Nps, "en-tête"),
            ("Effort client", vec!["1", "5"], Scale::Effort, "en-tête"),
            ("CES", vec!["1", "5"], Scale::Effort, "en-tête"),
            ("Que pensez-vous de ces services ?", vec!["1", "5"], Scale::Stars, "valeurs des cellules"),
            ("Nombre d'étoiles", vec!["1", "5"], Scale::Stars, "en-tête"),
            ("Note sur 20", vec!["4", "5"], Scale::OutOf20, "en-tête"),
            ("Note /10", vec!["10", "0", "7"], Scale::OutOf10, "en-tête"),
            ("De 0 à 10, recommanderiez-vous ?", vec!["10", "0", "7"], Scale::Nps, "en-tête"),
            ("Recommandation (sur 5)", vec!["5", "4", "2"], Scale::Stars, "en-tête"),
            ("De 1 à 5, recommanderiez-vous ?", vec!["5", "4", "2"], Scale::Stars, "en-tête"),
            ("Effort (de 1 à 5)", vec!["5", "4", "2"], Scale::Effort, "en-tête"),
            ("Effort sur 5", vec!["5", "4", "2"], Scale::Effort, "en-tête"),
            ("Recommandation (sur 10)", vec!["10", "9", "2"], Scale::Nps, "en-tête"),
        ] {
            assert_eq!(told(header, &cells), (Some(scale), why), "{header} {cells:?}");
        }
    }

    #[test]
    fn cells_deny_a_header_and_the_user_is_always_right() {
        assert_eq!(told("Étoiles", &["9", "10", "7"]).0, Some(Scale::Nps));
        assert_eq!(
            decide(Some(Scale::Effort), ["NPS"].into_iter(), &["9"]),
            (Some(Scale::Effort), "demandée")
        );
    }

    #[test]
    fn a_slip_in_twenty_is_forgiven_and_no_more() {
        let mut cells = vec!["5"; 19];
        cells.push("11");
        assert_eq!(told("Note", &cells).0, Some(Scale::Stars));
        cells.push("oui");
        assert_eq!(told("Note", &cells).0, None);
    }

    #[test]
    fn marks_from_0_to_5_are_no_likelihood_to_recommend() {
        for header in ["Note (0 à 5)", "Note", "Satisfaction"] {
            let told = told(header, &["0", "5", "4", "1", "5", "3"]);
            assert_eq!(told, (None, "ambiguë : la dire avec --scale"), "{header}");
        }
        assert_eq!(told("NPS", &["0", "5", "4"]).0, Some(Scale::Nps));
    }

    /// An effort from 1 to 7 became an NPS, one that no customer found above 5 an effort from 1 to 5.
    #[test]
    fn a_header_that_names_a_range_of_no_scale_tells_none() {
        for header in [
            "Effort client (1 à 7)",
            "Note de 1 à 7",
            "Effort (sur 7)",
            "De 1 (pas du tout) à 7 (tout à fait), êtes-vous satisfait ?",
            "Rating (1 to 7)",
            "NPS (out of 7)",
        ] {
            for cells in [["7", "1", "6"], ["5", "1", "4"]] {
                assert_eq!(told(header, &cells), (None, AMBIGUOUS), "{header} {cells:?}");
            }
            assert_eq!(told(header, &[]).0, None, "{header}");
        }
        assert_eq!(told("NPS à 30 jours", &["10", "0"]).0, Some(Scale::Nps));
        assert_eq!(told("Note sur 12 mois", &["4/5", "2/5"]).0, Some(Scale::Stars));
        assert_eq!(told("Satisfaction (1 à 7)", &["Très satisfait", "Peu satisfait"]).1, "mots des cellules");
    }

    #[test]
    fn what_says_nothing_is_said_to() {
        assert_eq!(told("Note", &["N/A", ""]).0, None);
        assert_eq!(told("Note", &["A", "B"]), (None, "ambiguë : la dire avec --scale"));
        assert_eq!(told("Note", &["4/7", "2/7"]).0, None);
    }
}
