//! Goes in: exports whose first lines, empty columns, answers or totals mislead. Comes out: the columns that hold something.

use verbatim::ingest::{DayOrder, Field, parse_day};

use super::columns::{chosen, export, row};
use super::workbooks::{text_cell, workbook};
use super::{Folder, Read, detected, read, read_bytes};

const ROWS: &str = "K31;02/10/2026;4;Guichet fermé à midi\nK32;03/10/2026;9;Tout va bien\n";

#[track_caller]
fn check_titled(above: &str, headers: &str, n_above: u64) {
    let read = read_bytes(format!("{above}{headers}\n{ROWS}"));
    assert_eq!(read.texts(), ["Guichet fermé à midi", "Tout va bien"], "{above}{headers}");
    assert_eq!((read.decisions[0].lines_above, read.rejects().len()), (n_above, 0), "{above}{headers}");
    let first = above.matches('\n').count() as u64 + 2;
    assert_eq!(read.lines(), [first, first + 1], "{above}{headers}");
}

/// Headers that are all questions, or that no table knows.
#[test]
fn a_title_is_told_by_what_stands_below() {
    let unknown = "Clé du passage;Ouvert le;Score obtenu;En quelques mots";
    let questions =
        "Votre code ?;Venu le ?;De 0 à 10, nous recommanderiez-vous ?;Pourquoi avez-vous mis cette note ?";
    let twice = "Clé du passage;Remarque de quai;Remarque de quai;En quelques mots";
    for headers in [unknown, questions, twice] {
        check_titled("", headers, 0);
        check_titled("Baromètre des gares\n", headers, 1);
        check_titled("Baromètre des gares;;;\n;;;\n", headers, 2);
        check_titled("\"Baromètre\ndes gares\"\n\n", headers, 1);
        check_titled("Baromètre\nDu;01/10/2026;31/10/2026;\nGare;Nantes;;\n", headers, 3);
        check_titled("Passage;;Réponses;\n", headers, 1);
    }
}

#[test]
fn a_workbook_may_have_a_title_over_headers_that_no_table_knows() {
    let rows = [
        row(1, &["Passages avec remarque", "", "", ""]),
        row(2, &["Au 12/11/2026 10:32, par l'équipe qualité"]),
        row(5, &["Clé du passage", "Ouvert le", "Score obtenu", "En quelques mots"]),
        row(6, &["K31", "02/10/2026", "4", "Guichet fermé à midi"]),
        row(7, &["K32", "03/10/2026", "9", "Tout va bien, merci"]),
        row(9, &["Document interne, ne pas diffuser"]),
    ];
    let folder = Folder::new();
    let read = read(&folder.file("x.xlsx", workbook(&[("Avis", &rows.concat())])), &detected()).unwrap();
    assert_eq!(read.texts(), ["Guichet fermé à midi", "Tout va bien, merci"]);
    assert_eq!((read.lines(), read.decisions[0].lines_above), (vec![6, 7], 2));
}

/// Rows that could pass for headers, and stay rows.
#[test]
fn a_first_row_that_names_columns_is_the_header_even_where_it_lacks_a_name() {
    for export in [
        ";Avis\n0;Quai trop étroit\n1;Train propre et calme\n",
        "Avis;Ligne;\nQuai trop étroit;Nord;\nTrain propre et calme;Sud;12\n",
        "Avis;Ligne;\nQuai trop étroit;Nord;vu\nTrain propre et calme;Sud;vu\n",
        "Ligne;Avis;\nNord;Quai trop étroit;oui\nSud;Train propre et calme;12\n",
    ] {
        let read = read_bytes(export);
        assert_eq!(read.texts(), ["Quai trop étroit", "Train propre et calme"], "{export}");
        assert_eq!((read.decisions[0].lines_above, read.decisions[0].nameless_text), (0, false), "{export}");
    }
}

#[test]
fn a_text_without_a_header_is_told() {
    let read = read_bytes("Réf;\n1;Quai bien trop étroit ici\n2;Train propre et calme\n");
    assert!(read.decisions[0].nameless_text);
    let asked = super::with_columns(&[(Field::Text, verbatim::config::ColumnRef::Position(2))]);
    let folder = Folder::new();
    let read = super::read(&folder.file("x.csv", "Réf;\n1;Quai étroit\n"), &asked).unwrap();
    assert!(!read.decisions[0].nameless_text);
}

#[test]
fn an_empty_column_gives_way_to_another_of_its_kind() {
    for (headers, row, expected) in [
        ("Réf;Commentaire;Avis client", "#;;Quai # étroit", [("text", "Avis client"), ("id", "Réf")]),
        ("Avis;Référence;Numéro", "Quai # étroit;;#", [("text", "Avis"), ("id", "Numéro")]),
        ("Avis;Note;Note globale", "Quai # étroit;;4", [("text", "Avis"), ("rating", "Note globale")]),
        (
            "Avis;Date;Date de création",
            "Quai # étroit;;#/10/2026",
            [("text", "Avis"), ("date", "Date de création")],
        ),
        (
            "Avis;Point de contact;Étape du voyage",
            "Quai # étroit;;Quai",
            [("text", "Avis"), ("touchpoint", "Étape du voyage")],
        ),
        // No reason is a rating, be it empty.
        (
            "Avis;N° de dossier;Motif de la satisfaction",
            "Quai # étroit;#;",
            [("text", "Avis"), ("id", "N° de dossier")],
        ),
        // On a night without a comment, no other prose is one.
        ("Commentaire;Réf;Trajet", ";#;De Nantes à Redon, voie #", [("text", "Commentaire"), ("id", "Réf")]),
    ] {
        assert_eq!(chosen(&read_bytes(export(headers, row))), expected, "{headers}");
    }
}

#[test]
fn the_day_of_the_answer_is_not_that_of_the_comment() {
    let date = |headers: &str, row: &str| {
        let read = read_bytes(export(headers, row));
        chosen(&read).into_iter().find(|(field, _)| *field == "date").map(|(_, header)| header.to_owned())
    };
    for (headers, row, expected) in [
        (
            "Review Created (UTC);Review Content;Company Reply Date (UTC)",
            "2026-10-#;Quai # étroit;2026-11-#",
            Some("Review Created (UTC)"),
        ),
        (
            "Date de création;Avis;Réponse du responsable;Date de réponse",
            "#/10/2026 à 09:15;Quai # étroit;Merci # fois;#/11/2026",
            Some("Date de création"),
        ),
        ("Date de visite;Avis;Date de réponse", "#/10/2026;Quai # étroit;#/11/2026", Some("Date de réponse")),
        (
            "Avis;Réponse apportée;Date de réponse",
            "Quai # étroit;Merci # fois;#/11/2026",
            Some("Date de réponse"),
        ),
        ("Avis;Company Reply Date", "Quai # étroit;2026-11-#", None),
    ] {
        assert_eq!(date(headers, row).as_deref(), expected, "{headers}");
    }
}

/// Rows in which the same few answers come back.
fn repeated(headers: &str, answers: &[&str]) -> Read {
    let rows = (0..60).map(|n| format!("Quai n° {n} trop étroit;{}\n", answers[n % answers.len()]));
    read_bytes(format!("{headers}\n{}", rows.collect::<String>()))
}

#[test]
fn short_answers_are_read_where_the_header_asks_for_words() {
    for header in ["Points forts", "Que faudrait-il améliorer ?", "Vos suggestions ?"] {
        let read = repeated(&format!("Commentaire;{header}"), &["le quai", "RAS", "tout", "les horaires"]);
        let texts: Vec<&str> = chosen(&read).into_iter().map(|(_, header)| header).collect();
        assert_eq!(texts, ["Commentaire", header]);
    }
    for (header, answers) in [
        ("Avez-vous apprécié le trajet ?", ["Oui, tout à fait", "Plutôt oui", "Non"]),
        ("Points forts (de 1 à 5)", ["4", "5", "1"]),
    ] {
        let read = repeated(&format!("Commentaire;{header}"), &answers);
        assert_eq!(chosen(&read), [("text", "Commentaire")], "{header}");
        assert!(read.decisions[0].unread_texts.is_empty(), "{header}");
    }
}

#[test]
fn dates_are_no_prose() {
    for (cell, day) in [
        ("10/03/2026 09:15:22 AM", "2026-03-10"),
        ("Oct 03, 2026", "2026-10-03"),
        ("October 3, 2026 at 4:05 PM", "2026-10-03"),
        ("3 Feb 2026", "2026-02-03"),
        ("03/10/2026 à 09:15", "2026-10-03"),
        ("le 03/10/2026", "2026-10-03"),
        ("01-oct.-2026", "2026-10-01"),
        ("01-août-26", "2026-08-01"),
    ] {
        let read = parse_day(cell, DayOrder::DayFirst).map(|day| day.to_string());
        assert_eq!(read.as_deref(), Some(day), "{cell}");
    }
    for cell in ["oct-26", "Mardi 12 à 14 h, 3 quais", "12-15 minutes, 3 fois", "Juillet 2026"] {
        assert_eq!(parse_day(cell, DayOrder::DayFirst), None, "{cell}");
    }
    let read = read_bytes(export(
        "Avis;Start Date;End Date",
        "Quai # étroit;10/#/2026 09:15:22 AM;10/#/2026 09:25:22 AM",
    ));
    assert_eq!(chosen(&read), [("text", "Avis"), ("date", "Start Date")]);
    assert!(read.decisions[0].unread_texts.is_empty());
}

#[test]
fn numbers_of_requests_are_identifiers() {
    for header in [
        "Numéro de la requête",
        "Nº de dossier",
        "N° du ticket",
        "Case Number",
        "Numéro de demande",
        "Ticket ID",
        "ID de la demande",
    ] {
        let read = read_bytes(export(&format!("{header};Avis"), "00#;Quai # étroit"));
        assert_eq!(chosen(&read), [("text", "Avis"), ("id", header)]);
    }
}

/// Whatever the header: with a history, its rows would be versions of a few comments.
#[test]
fn an_identifier_that_comes_back_on_most_rows_is_none() {
    let export = |n_ids: usize, n_rows: usize| {
        let line = |n: usize| format!("{};Quai numéro {n} trop étroit\n", n % n_ids);
        "id;Avis\n".to_owned() + &(0..n_rows).map(line).collect::<String>()
    };
    for (n_ids, n_rows, is_id) in [(6, 60, false), (30, 60, true), (1, 3, true)] {
        let read = read_bytes(export(n_ids, n_rows));
        let has_id = chosen(&read).contains(&("id", "id"));
        assert_eq!(has_id, is_id, "{n_ids} identifiers of {n_rows} rows");
    }
    // What stands for no identifier is none that comes back.
    let lines = (0..60).map(|n| match n % 3 {
        0 => format!("{n};Quai numéro {n} trop étroit\n"),
        _ => format!("N/A;Quai numéro {n} trop étroit\n"),
    });
    let read = read_bytes("id;Avis\n".to_owned() + &lines.collect::<String>());
    assert!(chosen(&read).contains(&("id", "id")));
}

#[test]
fn a_line_of_totals_is_no_comment() {
    let read = read_bytes(
        "Réf;Date;Note;Avis\n1;02/10/2026;4;Quai étroit\n2;03/10/2026;5;60 avis\nTotal;;4,5;2 avis\n",
    );
    assert_eq!(read.texts(), ["Quai étroit", "60 avis"]);
    assert_eq!(read.rejects(), [(4, "ligne de total", "Total;;4,5;2 avis")]);
    // A brand may have that name.
    let read = read_bytes("Enseigne;Avis\nTotal;Pompe en panne\nTotal;Bon accueil\n");
    assert_eq!(read.texts(), ["Pompe en panne", "Bon accueil"]);
}

#[test]
fn percentages_of_a_workbook_are_read_as_they_are_shown() {
    let data = |n: usize, day: usize, part: &str| {
        let cells = format!("<c r=\"A{n}\" s=\"1\"><v>{day}</v></c><c r=\"B{n}\" s=\"2\"><v>{part}</v></c>");
        format!("<row r=\"{n}\">{cells}{}</row>", text_cell(&format!("C{n}"), "Quai trop étroit"))
    };
    let rows = [row(1, &["Date", "Satisfaction", "Avis"]), data(2, 45360, "0.07"), data(3, 45361, "1")];
    let folder = Folder::new();
    let read = read(&folder.file("x.xlsx", workbook(&[("Avis", &rows.concat())])), &detected()).unwrap();
    assert_eq!(read.column(Field::Rating), ["7 %", "100 %"]);
    assert_eq!(read.column(Field::Date), ["2024-03-09", "2024-03-10"]);
    assert_eq!(read.decisions[0].scale, Some("note_100"));
}

/// 2026-12-01: the number of a row was taken for its identifier, which is another row in the next export.
#[test]
fn numbers_of_rows_are_told_from_identifiers() {
    use verbatim::ingest::IdColumn::{Keys, Numbers};
    for (ids, expected) in [
        (&["1", "2", "3"][..], Numbers),
        (&["1", "", "2", "Total"], Numbers),
        (&["0", "1", "2"], Keys),
        (&["1", "2", "4"], Keys),
        (&["3", "2", "1"], Keys),
        (&["A1", "A2", "A3"], Keys),
    ] {
        let rows = ids.iter().map(|id| format!("{id};Rien à redire, tout va bien\n"));
        let read = read_bytes(format!("N°;Commentaire\n{}", rows.collect::<String>()));
        assert!(read.batches[0].rows.iter().all(|row| row.id_column == expected), "{ids:?}");
    }
}
