//! Goes in: headers and rows as survey tools, forums and registers of complaints export them. Comes out: the right columns.

use verbatim::config::{ColumnRef, IngestOptions, Input, Wanted};
use verbatim::ingest::{DayOrder, Field, IngestError, open};

use super::workbooks::{text_cell, workbook};
use super::{Folder, Read, detected, read, read_all, read_bytes, with_columns};

#[test]
fn every_field_is_found_by_its_usual_header() {
    let read = read_bytes(
        "Identifiant;Date de l'avis;Étape du parcours;Canal;Note globale;Magasin;Votre commentaire\n\
         A1;2024-03-01;Livraison;web;4;Lyon;Colis arrivé abîmé\n",
    );
    let row: Vec<&str> = Field::ALL.iter().map(|field| read.column(*field)[0]).collect();
    assert_eq!(row, ["Colis arrivé abîmé", "A1", "2024-03-01", "Livraison", "web", "4", "Lyon", "", ""]);
}

#[test]
fn a_channel_column_is_no_touchpoint() {
    let read = read_bytes(
        "id,date,source,entity,product,channel,theme,rating,text\n1,2024-01-02,s,E,p,agence,t,5,Très bien\n",
    );
    let row: Vec<&str> = Field::ALL.iter().map(|field| read.column(*field)[0]).collect();
    assert_eq!(row, ["Très bien", "1", "2024-01-02", "", "agence", "5", "E", "", ""]);
}

/// A register of complaints asks for two columns more, after all others: it takes none away from them.
#[test]
fn customers_and_products_are_looked_for_when_a_register_wants_them() {
    let folder = Folder::new();
    let path = folder.file(
        "avis.csv",
        "id,date,source,N° client,product,channel,theme,rating,text\n1,2024-01-02,s,C7,auto,agence,t,5,Très bien\n",
    );
    let options = IngestOptions { wanted: Wanted::Customers, ..detected() };
    let mut reader = open(&[Input::File(path)], &options).unwrap();
    let batch = reader.next_batch().unwrap().unwrap();
    let row: Vec<&str> = Field::ALL.iter().map(|field| batch.field(&batch.rows[0], *field)).collect();
    assert_eq!(row, ["Très bien", "1", "2024-01-02", "", "agence", "5", "", "C7", "auto"]);
}

#[test]
fn a_name_that_the_cells_deny_gives_way() {
    let read = read_bytes("review,opinion du client\n5,Attente bien trop longue\n4,Bon accueil au guichet\n");
    assert_eq!(read.texts(), ["Attente bien trop longue", "Bon accueil au guichet"]);
}

#[test]
fn without_a_known_header_the_prose_is_the_text() {
    let read =
        read_bytes("c1,c2,c3\n12,Paris,Il a fallu attendre une heure\n13,Lyon,Rien à redire du tout\n");
    assert_eq!(read.texts()[0], "Il a fallu attendre une heure");
    assert_eq!(read.decisions[0].columns[0].how, "contenu des cellules");
}

#[test]
fn no_text_column_is_an_error_that_lists_headers() {
    let folder = Folder::new();
    let error = read(&folder.file("x.csv", "a;b\n1;2\n3;4\n"), &detected()).err().unwrap().to_string();
    assert!(error.contains("(columns: a, b): name it with --text COL"), "{error}");
}

#[test]
fn columns_are_forced_by_name_or_position() {
    let folder = Folder::new();
    let path = folder.file("x.csv", "Avis;Réf\nBien;7\n");
    let text_at_2 =
        with_columns(&[(Field::Text, ColumnRef::Position(2)), (Field::Id, ColumnRef::Name("avis".into()))]);
    assert_eq!(read(&path, &text_at_2).unwrap().texts(), ["7"]);
    let missing = with_columns(&[(Field::Rating, ColumnRef::Name("note".into()))]);
    let error = read(&path, &missing).err().unwrap().to_string();
    assert!(error.contains("no column \"note\" for --rating") && error.contains("Avis, Réf"), "{error}");
    let twice =
        with_columns(&[(Field::Text, ColumnRef::Position(1)), (Field::Id, ColumnRef::Name("avis".into()))]);
    assert!(matches!(read(&path, &twice), Err(IngestError::ColumnTwice { .. })));
}

/// The columns chosen, by their headers.
pub(super) fn chosen(read: &Read) -> Vec<(&str, &str)> {
    let columns = &read.decisions[0].columns;
    columns.iter().map(|column| (column.field, column.header.as_deref().unwrap_or_default())).collect()
}

/// Headers, then rows that differ: `#` stands for the number of the row.
pub(super) fn export(headers: &str, row: &str) -> String {
    let rows: Vec<String> = (1..=12).map(|n| row.replace('#', &n.to_string())).collect();
    format!("{headers}\n{}\n", rows.join("\n"))
}

#[test]
fn usual_exports_need_no_option() {
    type Columns = &'static [(&'static str, &'static str)];
    let cases: [(&str, &str, Columns); 12] = [
        (
            "Horodateur;Recommanderiez-vous notre banque ?;Pourquoi avez-vous donné cette note ?;Des suggestions ?",
            "#/10/2026 10:00;8;L'agence n° # est bien tenue, on y attend peu;Non, rien # fois",
            &[
                ("text", "Pourquoi avez-vous donné cette note ?"),
                ("text", "Des suggestions ?"),
                ("date", "Horodateur"),
                ("rating", "Recommanderiez-vous notre banque ?"),
            ],
        ),
        (
            "N° dossier;Date de naissance;Date de réclamation;Canal;Verbatim client;Réponse apportée;Conseiller",
            "D#;02/03/1970;#/10/2026;Mail;Dossier # perdu;Client rappelé # fois, geste accordé;MARTIN",
            &[
                ("text", "Verbatim client"),
                ("id", "N° dossier"),
                ("date", "Date de réclamation"),
                ("channel", "Canal"),
            ],
        ),
        (
            "name;rating;review_text;review_datetime_utc;place_id;owner_answer",
            "A#;4;Bon accueil # fois;2026-10-01 10:00;ChIJ7;Merci pour votre avis n° #, à bientôt chez nous",
            &[("text", "review_text"), ("date", "review_datetime_utc"), ("rating", "rating")],
        ),
        (
            "Date de visite;Musée;Note globale (sur 5);Avez-vous apprécié ?;Points à améliorer",
            "#/10/26;Beaux-Arts;4;Oui;Trop peu de bancs dans la salle #",
            &[
                ("text", "Points à améliorer"),
                ("date", "Date de visite"),
                ("rating", "Note globale (sur 5)"),
                ("entity", "Musée"),
            ],
        ),
        (
            "Comment nous avez-vous connus ?;Publié le;Qu'avez-vous le moins aimé ?",
            "Par un ami de longue date, le n° #;# mars 2026;L'attente, # minutes",
            &[("text", "Qu'avez-vous le moins aimé ?"), ("date", "Publié le")],
        ),
        (
            "Groupe NPS;Note NPS;Commentaire",
            "Détracteur;3;Trop cher # fois",
            &[("text", "Commentaire"), ("rating", "Note NPS")],
        ),
        ("Q1_NPS_GROUP;Q1_NPS;Avis", "Passif;7;Bien # fois", &[("text", "Avis"), ("rating", "Q1_NPS")]),
        (
            "Review Title;Review Content;Review Stars;Company Reply",
            "Titre # du jour;Colis # perdu;1;Bonjour, nous cherchons votre colis n° # et vous rappelons",
            &[("text", "Review Content"), ("rating", "Review Stars")],
        ),
        (
            "Description;Commentaire libre du client",
            "Une très longue description du produit n° # et de ce qui va avec;Trop petit # fois",
            &[("text", "Commentaire libre du client")],
        ),
        ("Suggestions", "Ouvrir le samedi # fois", &[("text", "Suggestions")]),
        (
            "Recommanderiez-vous notre hôtel ? - Groupe;Recommanderiez-vous notre hôtel ?;Pourquoi ?",
            "Promoteur;9;Le calme, # fois",
            &[("text", "Pourquoi ?"), ("rating", "Recommanderiez-vous notre hôtel ?")],
        ),
        (
            "Note propreté;Note générale;Commentaire général",
            "2;4;Bonne visite, # fois",
            &[("text", "Commentaire général"), ("rating", "Note générale")],
        ),
    ];
    for (headers, row, expected) in cases {
        assert_eq!(chosen(&read_bytes(export(headers, row))), expected, "{headers}");
    }
}

/// A customer who writes « Oui » is better than no customer at all.
#[test]
fn a_text_of_single_words_is_a_text_where_there_is_no_other() {
    let read = read_bytes(export("Réf;Vos suggestions", "R#;Oui#"));
    assert_eq!(chosen(&read), [("text", "Vos suggestions"), ("id", "Réf")]);
}

#[test]
fn other_columns_of_prose_are_told() {
    let read = read_bytes(export(
        "Commentaire;Remarque du livreur;Réponse apportée",
        "Bien;Porte # fermée à clé;Merci à vous # fois",
    ));
    assert_eq!(read.decisions[0].unread_texts, ["Remarque du livreur"]);
}

/// A survey asks for words several times; a row counts where any of them is answered.
#[test]
fn all_that_a_customer_wrote_is_read() {
    let texts = |headers: &str, row: &str| -> Vec<String> {
        let read = read_bytes(export(headers, row));
        let texts = chosen(&read).into_iter().filter(|(field, _)| *field == "text");
        texts.map(|(_, header)| header.to_owned()).collect()
    };
    for (headers, row, expected) in [
        (
            "Commentaire accueil;Commentaires produits;Commentaire interne",
            "Bien reçu # fois;Trop chers # fois;Client connu # fois",
            &["Commentaire accueil", "Commentaires produits"] as &[_],
        ),
        (
            "Ce qui vous a plu;Commentaire",
            "Le calme # fois;Nous reviendrons à # avec plaisir",
            &["Commentaire", "Ce qui vous a plu"],
        ),
        (
            "Votre avis;Vos suggestions ? *;Quel produit avez-vous acheté ?",
            "Très bien # fois;Ouvrir le samedi # fois;Canapé d'angle # gris",
            &["Votre avis", "Vos suggestions ? *"],
        ),
        (
            "Commentaire du conseiller;Commentaire sur le conseiller;Commentaire",
            "Client calme au téléphone, # appels;Aimable # fois;Bien # fois",
            &["Commentaire sur le conseiller", "Commentaire"],
        ),
        // The same words again, and a translation.
        (
            "Commentaire;Commentaire court;Commentaire EN",
            "Le colis # est perdu depuis lundi;Le colis # est perdu;The parcel # is lost",
            &["Commentaire"],
        ),
        ("Avis;Titre de l'avis", "Le colis # est perdu;Très déçue # fois", &["Avis"]),
    ] {
        assert_eq!(texts(headers, row), expected, "{headers}");
    }
    let read = read_bytes(
        "Commentaire accueil;Commentaire prix\nBien reçu;\n;Trop cher ici\nFroid;Cher mais bon\n;\n",
    );
    assert_eq!(read.texts(), ["Bien reçu", "Trop cher ici", "Froid\nCher mais bon"]);
    assert_eq!(read.rejects().len(), 1);
}

#[test]
fn several_columns_of_text_are_one_comment() {
    let folder = Folder::new();
    let path = folder.file("x.csv", "id;Plu;Déplu\n1;Le calme;Le prix\n2;;Le bruit\n3;L'accueil;  \n4; ;\n");
    let both =
        with_columns(&[(Field::Text, ColumnRef::Name("plu".into())), (Field::Text, ColumnRef::Position(3))]);
    let read = read(&path, &both).unwrap();
    assert_eq!(
        read.texts(),
        [
            "Points positifs : Le calme\nPoints négatifs : Le prix",
            "Points négatifs : Le bruit",
            "Points positifs : L'accueil"
        ]
    );
    assert_eq!(read.rejects().len(), 1);
    assert_eq!(chosen(&read), [("text", "Plu"), ("text", "Déplu"), ("id", "id")]);
    let twice = with_columns(&[(Field::Text, ColumnRef::Position(2)), (Field::Text, ColumnRef::Position(2))]);
    assert!(matches!(super::read(&path, &twice), Err(IngestError::ColumnTwice { .. })));
}

/// What pleased and what did not are one comment, which says which is which, in the order of the file.
#[test]
fn what_pleased_and_what_did_not_are_read_together() {
    let read = read_bytes(export(
        "Date;Qu'avez-vous aimé ?;Que pouvons-nous améliorer ?;Note",
        "#/10/2026;le calme n° #;Le parking, bien trop petit pour # voitures;4",
    ));
    let (pleased, improve) = ("Qu'avez-vous aimé ?", "Que pouvons-nous améliorer ?");
    assert_eq!(chosen(&read), [("text", pleased), ("text", improve), ("date", "Date"), ("rating", "Note")]);
    let headings: Vec<Option<&str>> = read.decisions[0].columns.iter().map(|column| column.heading).collect();
    assert_eq!(headings, [Some("Points positifs"), Some("Points négatifs"), None, None]);
    let first =
        "Points positifs : le calme n° 1\nPoints négatifs : Le parking, bien trop petit pour 1 voitures";
    assert_eq!(read.texts()[0], first);
    let nothing =
        read_bytes("Points forts;Points faibles\nLe calme de la rue;-\nn/a;Le prix du menu\nNULL; \n");
    assert_eq!(
        nothing.texts(),
        ["Points positifs : Le calme de la rue", "Points négatifs : Le prix du menu"]
    );
    assert_eq!(nothing.rejects().len(), 1);
    // Nearly all answers are the same.
    let same = read_bytes(export("Points forts;Points faibles", "Le calme du lieu n° #;Rien à dire"));
    assert_eq!(chosen(&same), [("text", "Points forts"), ("text", "Points faibles")]);
    let joined = read_bytes("Points forts;Points faibles\nLe calme;cher; loin; froid\n");
    assert_eq!(joined.texts(), ["Points positifs : Le calme\nPoints négatifs : cher; loin; froid"]);
}

/// Forms have a question in place of a header, and « Comment avez-vous connu le musée ? » names none.
#[test]
fn what_customers_thought_is_read_before_their_remarks() {
    let thought = "Qu'avez-vous pensé de l'exposition ?";
    let head = format!("Horodateur,{thought},Comment avez-vous connu le musée ?,Avez-vous des remarques ?");
    let read = read_bytes(format!(
        "{head}\n2026-10-03,Belle scénographie mais trop de monde,Affiche dans le métro,Des bancs\n\
         2026-10-04,Les enfants ont adoré,Par des amis,\n"
    ));
    let remarks = "Avez-vous des remarques ?";
    assert_eq!(chosen(&read), [("text", thought), ("text", remarks), ("date", "Horodateur")]);
    assert_eq!(read.texts(), ["Belle scénographie mais trop de monde\nDes bancs", "Les enfants ont adoré"]);
}

/// Help desks store messages as HTML.
#[test]
fn a_text_stored_as_html_is_read_as_it_was_seen() {
    let read = read_bytes("Réf;Message\n1;<p>Colis ab&icirc;m&eacute;<br>Merci</p>\n2;Merci <3\n3;<p></p>\n");
    assert_eq!(read.texts(), ["Colis abîmé\nMerci", "Merci <3"]);
    assert_eq!((read.decisions[0].html_texts, read.rejects().len()), (2, 1));
}

/// Help desks keep with an e-mail the message that it answers, which the company wrote.
#[test]
fn a_text_is_read_without_the_message_that_it_answers() {
    let read = read_bytes(
        "Réf;Message\n1;\"Merci, tout marche.\n\nLe lun. 5 oct. 2026 à 10:12, SAV <sav@exemple.fr> a écrit :\n\
         > Nous regrettons la panne.\n\"\n2;\"<p>Merci</p><p>-----Message d'origine-----<br>Panne</p>\"\n\
         3;\"-----Message d'origine-----\nPanne\"\n4;Merci\n",
    );
    assert_eq!(read.texts(), ["Merci, tout marche.", "Merci", "-----Message d'origine-----\nPanne", "Merci"]);
    assert_eq!((read.decisions[0].quoting_texts, read.decisions[0].html_texts), (2, 1));
}

/// UTF-8 that a tool read as windows-1252, and encoded again.
#[test]
fn a_table_encoded_twice_is_read_as_it_was_meant() {
    let read = read_bytes(
        "RÃ©fÃ©rence;RÃ©ponse libre;Ã‰tape\n1;Je suis dÃ©Ã§u, lâ€™accueil est nul;SÃ©jour\n\
         RÃ©fÃ©rence;RÃ©ponse libre;Ã‰tape\n2;Rien;SÃ©jour\n",
    );
    assert_eq!(chosen(&read), [("text", "Réponse libre"), ("id", "Référence"), ("touchpoint", "Étape")]);
    assert_eq!(read.texts(), ["Je suis déçu, l’accueil est nul", "Rien"]);
    assert_eq!((read.decisions[0].twice_encoded, read.rejects().len()), (1, 1));
}

/// Exports put end to end hold their header again.
#[test]
fn a_header_that_comes_back_is_no_comment() {
    let read = read_bytes("Réf;Avis\n1;Bien\nRéf;Avis\n2;Avis\n");
    assert_eq!(read.texts(), ["Bien", "Avis"]);
    assert_eq!(read.rejects(), [(3, "en-tête répété", "Réf;Avis")]);
    // Each file brings its mark, before a quote too.
    for (header, again) in
        [("Réf;Avis", "\u{feff}Réf;Avis"), ("\"Réf\";\"Avis\"", "\u{feff}\"Réf\";\"Avis\"")]
    {
        let read = read_bytes(format!("\u{feff}{header}\n1;Bien\n{again}\n2;Avis\n\u{feff}Réf ; Avis\n"));
        assert_eq!((read.texts(), read.rejects().len()), (vec!["Bien", "Avis"], 2), "{again}");
    }
    let sheet = row(1, &["Réf", "Avis"]) + &row(2, &["1", "Bien"]) + &row(3, &["Réf", "Avis"]);
    let folder = Folder::new();
    let read = super::read(&folder.file("x.xlsx", workbook(&[("Avis", &sheet)])), &detected()).unwrap();
    assert_eq!((read.texts(), read.rejects().len()), (vec!["Bien"], 1));
}

#[test]
fn what_is_doubtful_is_told() {
    let decisions = |content: &str| read_bytes(content).decisions.remove(0);
    assert_eq!(decisions("Avis;Avis;Note\nBien;Mal;4\n").namesakes, 1);
    assert_eq!(decisions("Avis;Note\nBien;4\n").namesakes, 0);
    assert!(decisions("Avis;Date\nBien;46020\nMal;46021\nNul;02/10/2026\n").doubtful_dates);
    for dates in ["20261002\nMal;20261003", "02/10/2026\nMal;hier\nNul;", ";\nMal;"] {
        assert!(!decisions(&format!("Avis;Date\nBien;{dates}\n")).doubtful_dates, "{dates}");
    }
    let folder = Folder::new();
    let inputs = ["a.csv", "b.csv", "c.csv"].map(|name| {
        let rows = if name == "b.csv" { "Avis\nNul\n" } else { "Avis\nBien\n" };
        Input::File(folder.file(name, rows))
    });
    let read = read_all(open(&inputs, &detected()).unwrap()).unwrap();
    let twice: Vec<bool> = read.decisions.iter().map(|file| file.twice).collect();
    assert_eq!(twice, [false, false, true]);
}

#[test]
fn lines_around_the_headers_are_no_comments() {
    let titled = "Avis clients - octobre;;\nExtraction du;02/11/2026;\n;;\nRéf;Date;Verbatim\n1;02/10/2026;Bien\n2;03/10/2026;Nul\n";
    let read = read_bytes(titled);
    assert_eq!((read.texts(), read.lines()), (vec!["Bien", "Nul"], vec![5, 6]));
    assert_eq!((read.decisions[0].lines_above, read.decisions[0].lines_under), (3, 0));
    let kinds =
        "Respondent ID,Start Date,Votre avis\n,,Open-Ended Response\n7,2026-10-02,Bien\n8,2026-10-03,Nul\n";
    let read = read_bytes(kinds);
    assert_eq!((read.texts(), read.decisions[0].lines_under), (vec!["Bien", "Nul"], 1));
    let keys = "StartDate,Q1,Q2\nStart Date,Recommanderiez-vous la clinique ?,Pourquoi ?\n\"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",\"{\"\"ImportId\"\":\"\"c\"\"}\"\n2026-10-02,9,Bien\n2026-10-03,2,Nul\n";
    let read = read_bytes(keys);
    assert_eq!(
        (read.texts(), read.lines(), read.decisions[0].lines_under),
        (vec!["Bien", "Nul"], vec![4, 5], 2)
    );
    assert_eq!(chosen(&read), [("text", "Q2"), ("date", "StartDate"), ("rating", "Q1")]);
}

/// A row of a sheet, from its first column on.
pub(super) fn row(n: usize, cells: &[&str]) -> String {
    let cells = cells.iter().zip('A'..).map(|(cell, column)| text_cell(&format!("{column}{n}"), cell));
    format!("<row r=\"{n}\">{}</row>", cells.collect::<String>())
}

#[test]
fn a_workbook_may_have_a_title() {
    let rows = [
        row(1, &["Avis clients - octobre"]),
        row(3, &["Réf", "Date", "Verbatim"]),
        row(4, &["1", "02/10/2026", "Bien"]),
    ];
    let folder = Folder::new();
    let read = read(&folder.file("x.xlsx", workbook(&[("Avis", &rows.concat())])), &detected()).unwrap();
    assert_eq!((read.texts(), read.lines(), read.decisions[0].lines_above), (vec!["Bien"], vec![4], 1));
}

/// « Lisez-moi » is prose, and names no comment.
#[test]
fn the_sheet_that_names_a_comment_is_read_before_one_that_only_holds_prose() {
    let notice = row(1, &["Ce classeur contient les avis"]) + &row(2, &["Ne pas le diffuser, merci"]);
    let export = row(1, &["Réf", "Avis"]) + &row(2, &["1", "Bien"]);
    let folder = Folder::new();
    let path = folder.file("x.xlsx", workbook(&[("Lisez-moi", &notice), ("Export", &export)]));
    let both = read(&path, &detected()).unwrap();
    assert_eq!((both.texts(), both.decisions[0].sheet.as_deref()), (vec!["Bien"], Some("Export")));
    let path = folder.file("y.xlsx", workbook(&[("Avis", &notice)]));
    assert_eq!(read(&path, &detected()).unwrap().texts(), ["Ne pas le diffuser, merci"]);
}

#[test]
fn months_come_first_where_cells_say_so() {
    let order = |cells: &[&str]| {
        let rows: String = cells.iter().map(|cell| format!("Bien;{cell}\n")).collect();
        let read = read_bytes(format!("Avis;Date\n{rows}"));
        let order = read.batches[0].rows[0].day_order;
        assert_eq!(read.decisions[0].month_first, order == DayOrder::MonthFirst);
        order
    };
    assert_eq!(order(&["10/28/2026", "10/05/2026"]), DayOrder::MonthFirst);
    assert_eq!(order(&["10/05/2026", "2026-10-28"]), DayOrder::DayFirst);
    assert_eq!(order(&["28/10/2026", "10/28/2026"]), DayOrder::DayFirst, "a slip decides nothing");
}

#[test]
fn numbers_of_cases_and_reviews_are_identifiers() {
    for header in [
        "No de dossier",
        "No. de dossier",
        "No de réclamation",
        "N° de réclamation",
        "№ de réclamation",
        "No de plainte",
        "Numéro de plainte",
        "No de commande",
        "Numéro d'avis",
        "N° d'avis",
        "Numéro d'incident",
        "N° réponse",
        "N° de réponse",
        "Numéro du questionnaire",
        "Numéro de réservation",
        "N° de sinistre",
        "Ticket",
        "#",
    ] {
        let read = read_bytes(export(&format!("{header};Commentaire"), "R-#;Rien à redire # fois"));
        assert_eq!(chosen(&read), [("text", "Commentaire"), ("id", header)], "{header}");
    }
    for (header, cell) in [("Ticket", "12,5#"), ("Ticket", "Panne de la caisse #"), ("#", "5")] {
        let read =
            read_bytes(export(&format!("{header};Commentaire"), &format!("{cell};Rien à redire # fois")));
        assert_ne!(chosen(&read).get(1), Some(&("id", header)), "{header} {cell}");
    }
    let read = read_bytes(export("Succursale;Commentaire", "Rimouski;Rien à redire # fois"));
    assert_eq!(chosen(&read), [("text", "Commentaire"), ("entity", "Succursale")]);
}
