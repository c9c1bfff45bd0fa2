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

/// Likelihoods to recommend, from 0 to 10, over a row that is rejected.
#[test]
fn rows_that_are_no_customers_do_not_decide_the_scale() {
    let rows: String =
        (0..12).map(|n| format!("A{n};0{}/10/2026;{};Rien à redire {n} fois\n", n % 9 + 1, n % 11)).collect();
    for (last, expected) in [
        ("Moyenne;;7,0;", Some("nps")),
        ("Moyenne T4;;7,0;", Some("nps")),
        (";;7,0;", Some("nps")),
        ("Total;;84;12 réponses", Some("nps")),
        ("Réf;Date;Note;Commentaire", Some("nps")),
        // Who did not say why rated all the same.
        ("A12;12/10/2026;7,5;", Some("note_10")),
    ] {
        let read = read_bytes(format!("Réf;Date;Note;Commentaire\n{rows}{last}\n"));
        assert_eq!((read.decisions[0].scale, read.rejects().len()), (expected, 1), "{last}");
    }
    let words = "A;Très satisfait;Bien\nB;Insatisfait;Mal\nC;Satisfait;Assez bien\nMoyenne;3,2;\n";
    assert_eq!(read_bytes(format!("Réf;Satisfaction;Avis\n{words}")).decisions[0].scale, Some("niveaux"));
}

#[test]
fn ratings_of_customers_who_wrote_nothing_tell_the_scale() {
    let silent: String = (0..30).map(|n| format!("{};\n", n % 11)).collect();
    for (head, tail) in [("Note;Commentaire", "2;Trop long\n4;Un peu cher\n"), ("Note;Commentaire", "")] {
        assert_eq!(read_bytes(format!("{head}\n{silent}{tail}")).decisions[0].scale, Some("nps"), "{tail}");
    }
    let dated = "Date;Note;Avis\n01/10/2026;9;\n02/10/2026;5;Moyen\n03/10/2026;4;Un peu cher\n04/10/2026;2;Trop long\n";
    assert_eq!(read_bytes(dated).decisions[0].scale, Some("nps"));
}

#[test]
fn ratings_are_known_by_their_names_in_quebec_too() {
    for (head, answers, expected) in [
        ("Cote", ["8", "10", "2"], Some("nps")),
        ("Pointage", ["82", "64", "97"], Some("note_100")),
        ("Appréciation", ["Très satisfait", "Insatisfait", "Satisfait"], Some("niveaux")),
        ("Likelihood to recommend", ["4", "5", "3"], Some("nps")),
        // Prices, hours, and what was written.
        ("Cote", ["8 rue A", "Rive sud", "Nord"], None),
        ("Appréciation", ["Bon", "Mauvais", "Passable"], None),
    ] {
        let read = survey(&format!("{head};Vos remarques"), "@;Rien à redire # fois", &answers);
        assert_eq!(read.decisions[0].scale, expected, "{head}");
    }
}
