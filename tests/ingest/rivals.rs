//! Goes in: exports in which several columns look like the comment, the rating or the date. Comes out: those of the customer.

use super::columns::{chosen, export};
use super::{Read, read_bytes};

/// The headers of the columns of a field.
fn headers(read: &Read, field: &str) -> Vec<String> {
    let columns = chosen(read).into_iter().filter(|(of, _)| *of == field);
    columns.map(|(_, header)| header.to_owned()).collect()
}

/// Rows that differ by their number, `#`, and by the answers to a closed question, `@`.
pub(super) fn survey(headers: &str, row: &str, answers: &[&str]) -> Read {
    let row = |n: usize| row.replace('#', &n.to_string()).replace('@', answers[n % answers.len()]) + "\n";
    read_bytes(format!("{headers}\n{}", (0..60).map(row).collect::<String>()))
}

/// Agents note what they think of the customer in a column that names a comment more plainly than « Description » does.
#[test]
fn what_agents_note_gives_way_to_what_customers_wrote() {
    for (head, row, expected) in [
        (
            "Case Number;Description;Internal Comments",
            "C#;Attente # fois trop longue;Client furieux et agressif, à rappeler le #",
            "Description",
        ),
        (
            "Requête;Ce que dit le client;Commentaires internes",
            "R#;Attente # fois trop longue;Client furieux et agressif, à rappeler le #",
            "Ce que dit le client",
        ),
        ("Requête;Commentaires internes", "R#;Client furieux, à rappeler le #", "Commentaires internes"),
    ] {
        assert_eq!(headers(&read_bytes(export(head, row)), "text"), [expected], "{head}");
    }
}

#[test]
fn answers_to_closed_questions_give_way_to_free_text() {
    for (head, answers, expected) in [
        (
            "Id;Que pensez-vous de l'accueil ?;Autres remarques",
            ["Très bien", "Pas très bien", "Assez bien"],
            "Autres remarques",
        ),
        (
            "Id;Avez-vous apprécié l'accueil ?;Si oui ou non, précisez",
            ["Non, pas du tout", "Plutôt oui", "Oui, tout à fait"],
            "Si oui ou non, précisez",
        ),
        (
            "Id;Que pensez-vous des démarches ? [Urbanisme];Précisez votre réponse",
            ["Très bien", "Pas bien du tout", "Assez bien"],
            "Précisez votre réponse",
        ),
        // Words are asked for: the same few may come back.
        (
            "Id;Commentaire satisfaction;Description",
            ["trop long", "pas clair", "très bien"],
            "Commentaire satisfaction",
        ),
    ] {
        let read = survey(head, "#;@;Le guichet n° # était fermé à midi", &answers);
        assert_eq!(headers(&read, "text"), [expected], "{head}");
    }
    let alone = survey("Id;Que pensez-vous de l'accueil ?", "#;@", &["Très bien", "Pas très bien"]);
    assert_eq!(headers(&alone, "text"), ["Que pensez-vous de l'accueil ?"]);
}

#[test]
fn what_the_company_answered_is_never_the_comment() {
    for reply in [
        "Property response",
        "Management response",
        "Hotel response",
        "Host response",
        "Response from management",
        "Response from the property",
        "Réponse marchand",
        "Réponse hôtel",
        "Réponse direction",
        "Réponse officielle",
        "Réponse de l'hôtelier",
    ] {
        let row = "7,5;Bien reçus # fois au restaurant;Nous regrettons sincèrement ce désagrément n° # et vos # nuits";
        let read = read_bytes(export(&format!("Score;What guests wrote;{reply}"), row));
        assert_eq!(headers(&read, "text"), ["What guests wrote"], "{reply}");
        assert!(read.decisions[0].unread_texts.is_empty(), "{reply}");
    }
    let halves = "What did you like?;What didn't you like?;Property response";
    let read =
        read_bytes(export(halves, "Le calme # fois;Chambre n° # trop bruyante;Merci # fois pour tout"));
    assert_eq!(headers(&read, "text"), ["What did you like?", "What didn't you like?"]);
    assert!(read.texts()[0].starts_with("Points positifs : Le calme 1 fois\nPoints négatifs : Chambre"));
}

#[test]
fn what_people_of_the_company_remark_is_no_part_of_the_comment() {
    for theirs in [
        "Commentaire marchand",
        "Commentaire SAV",
        "Commentaire de l'équipe",
        "Commentaire du professionnel",
        "Commentaire téléconseiller",
        "Commentaire chargé de clientèle",
        "Commentaire de clôture",
        "Commentaire traitement",
        "Commentaire back-office",
        "Commentaire du service qualité",
        "Commentaire de l'établissement",
        "Commentaire conseillère",
        "Commentaire de la directrice",
        "Commentaire vendeuse",
        "Commentaire technicienne",
        "Commentaire gérante",
        "Commentaire livreuse",
        "Commentaire opératrice",
        "Commentaire collaboratrice",
        "Commentaire téléconseillère",
        "Commentaire modératrice",
        "Commentaire superviseure",
        "Commentaire chargée de clientèle",
        "Commentaire téléopérateur",
        "Commentaire enquêteur",
        "Commentaire centre de contact",
        "Commentaire du siège",
        "Commentaire de la hotline",
        "Commentaire CRM",
        "Commentaire de relance",
        "Commentaire de rappel",
        "Commentaire privé",
        "Commentaire réponse",
    ] {
        let read = read_bytes(export(
            &format!("Commentaire;{theirs}"),
            "Trop petit # fois;Vu avec le client # fois",
        ));
        assert_eq!(chosen(&read), [("text", "Commentaire")], "{theirs}");
    }
    let read = read_bytes(export("Adresse;Verbatim livreur", "# rue de la Paix, 29200 Brest;Aimable # fois"));
    assert_eq!(headers(&read, "text"), ["Verbatim livreur"]);
    for customers in ["Commentaire produits", "Commentaires sur le SAV", "Votre commentaire sur l'équipe ?"]
    {
        let read =
            read_bytes(export(&format!("Commentaire;{customers}"), "Trop petit # fois;Bien vu # fois"));
        assert_eq!(headers(&read, "text"), ["Commentaire", customers], "{customers}");
    }
}

/// « Apportée » is said of help as well, and surveys ask what customers think of the answer.
#[test]
fn what_customers_think_of_an_answer_is_theirs() {
    let read = survey(
        "N°;Date d'entrée;Date de réponse;Quand vous aviez mal, comment avez-vous trouvé l'aide apportée ?;Remarques",
        "#;01/09/2026;01/10/2026;@;Rien à redire # fois",
        &["Bonne", "Moyenne"],
    );
    assert_eq!(chosen(&read), [("text", "Remarques"), ("id", "N°"), ("date", "Date de réponse")]);
    let read = survey(
        "N°;Satisfaction sur la réponse apportée;Commentaire sur la réponse apportée",
        "#;@;Réponse tardive # fois",
        &["4", "2", "5"],
    );
    let (text, rating) = ("Commentaire sur la réponse apportée", "Satisfaction sur la réponse apportée");
    assert_eq!(chosen(&read), [("text", text), ("id", "N°"), ("rating", rating)]);
    let asked = "Que pensez-vous de la réponse apportée à votre demande ?";
    assert_eq!(chosen(&survey(asked, "Elle est venue après # jours", &[""])), [("text", asked)]);
}

#[test]
fn the_average_of_a_place_is_no_rating_of_a_customer() {
    for (head, row, expected) in [
        ("name;rating;review_text;review_rating", "Musée;4.6;Bien # fois;@", "review_rating"),
        ("Note moyenne;Note de l'avis;Avis", "4,6;@;Bien # fois", "Note de l'avis"),
        // All customers may agree, where no other column says what they gave.
        ("Note;Note propreté;Avis", "5;@;Bien # fois", "Note"),
    ] {
        assert_eq!(headers(&survey(head, row, &["5", "1", "4"]), "rating"), [expected], "{head}");
    }
    let notes =
        survey("review_text;review_questions", "Bien # fois;@", &["{'Atmosphère': 4, 'Prix': 3}", ""]);
    assert_eq!(headers(&notes, "text"), ["review_text"]);
}

#[test]
fn counts_and_comments_are_neither_touchpoints_nor_entities() {
    let read = read_bytes(export(
        "Ticket ID;Agent interactions;Description;Commentaire de l'hôtel",
        "#;2;Rien ne marche # fois;Vu # fois",
    ));
    assert_eq!(chosen(&read), [("text", "Description"), ("id", "Ticket ID")]);
}

/// Some reviews were answered, and the day of that says nothing of the others.
#[test]
fn days_of_some_answers_are_no_dates() {
    let rows = |n: usize| {
        let reply =
            if n.is_multiple_of(4) { format!("Merci n° {n};{}/09/2026", n + 1) } else { ";".to_owned() };
        format!("Bien reçu {n} fois;il y a {n} mois;{reply}\n")
    };
    let head = "Texte de l'avis;Publié;Réponse du propriétaire;Date de la réponse";
    let read = read_bytes(format!("{head}\n{}", (0..20).map(rows).collect::<String>()));
    assert_eq!(headers(&read, "date"), [""; 0]);
}

#[test]
fn a_comma_may_follow_the_year() {
    let read =
        read_bytes(export("Id,Opened Date,Description", "#,\"9/#/2026, 10:12 AM\",Rien ne marche # fois"));
    assert_eq!(headers(&read, "date"), ["Opened Date"]);
    assert!(!read.decisions[0].doubtful_dates);
}

/// « Comment » is French in a question, and LimeSurvey says after it which column has the words.
#[test]
fn a_question_that_asks_how_may_have_a_column_of_comments() {
    let read = survey(
        "ID;Comment évaluez-vous l'accueil ? [Note];Comment évaluez-vous l'accueil ? [Commentaire]",
        "#;@;Rien à redire # fois",
        &["4", "2"],
    );
    assert_eq!(headers(&read, "text"), ["Comment évaluez-vous l'accueil ? [Commentaire]"]);
    assert_eq!(headers(&read, "rating"), ["Comment évaluez-vous l'accueil ? [Note]"]);
}
