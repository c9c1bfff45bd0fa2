//! Goes in: exports with ratings in words and numbers. Comes out: the scale that header and cells tell.

use super::read_bytes;
use super::rivals::survey;

#[test]
fn questions_on_satisfaction_are_ratings_where_cells_rate() {
    for (head, answers, expected) in [
        (
            "Êtes-vous satisfait(e) de nos services ?",
            ["Très satisfait", "Satisfait", "Insatisfait"],
            Some("niveaux"),
        ),
        ("Sur une échelle de 1 à 5, êtes-vous satisfait de nous ?", ["5", "1", "4"], Some("etoiles")),
        ("rate", ["5", "1", "4"], Some("etoiles")),
        (
            "Quel est votre degré de satisfaction ?",
            ["Très satisfait", "Ni satisfait ni insatisfait", "Insatisfait"],
            Some("etoiles"),
        ),
        ("Êtes-vous satisfait de l'accueil ?", ["Oui", "Non", "Non"], None),
        ("Satisfaction globale", ["1 - Très satisfait", "4 - Pas du tout satisfait", "NSP"], Some("niveaux")),
    ] {
        let read = survey(&format!("{head};Vos remarques"), "@;Rien à redire # fois", &answers);
        assert_eq!(read.decisions[0].scale, expected, "{head}");
    }
}

/// Survey tools write a code above, the question under it.
#[test]
fn the_question_under_a_code_names_the_scale() {
    let scale = |question: &str, answers: &[&str]| {
        let keys = "\"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\"";
        let rows = (0..30).map(|n| format!("{},Rien à redire {n} fois\n", answers[n % answers.len()]));
        let read = read_bytes(format!("Q1,Q2\n{question},Pourquoi ?\n{keys}\n{}", rows.collect::<String>()));
        read.decisions[0].scale
    };
    assert_eq!(scale("Quel effort avez-vous dû fournir ?", &["1", "5", "2"]), Some("ces"));
    assert_eq!(scale("Votre note globale (sur 10) ?", &["8", "10", "2"]), Some("note_10"));
}
