//! What each column of the tables is called in French, how wide it is, and what its cells hold.

/// What the cells of a column hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Count,
    Share,
    Signed,
    Hundredths,
    /// A number with the decimals that it has.
    Measure,
    /// A word with a colour and a shape.
    Word,
}

/// A column as the reader sees it.
pub(super) struct Column {
    pub(super) title: &'static str,
    pub(super) width: f64,
    pub(super) kind: Kind,
}

const fn column(title: &'static str, width: f64, kind: Kind) -> Column {
    Column { title, width, kind }
}

/// The column of that name.
pub(super) fn named(name: &str) -> Column {
    use Kind::{Count, Hundredths, Measure, Share, Signed, Text, Word};
    match name {
        "point_de_contact" => column("Point de contact", 26.0, Text),
        "irritant" => column("Irritant", 38.0, Text),
        "enthousiasmant" => column("Enthousiasmant", 38.0, Text),
        "motif" => column("Motif", 38.0, Text),
        "theme" => column("Thème", 24.0, Text),
        "mode" => column("Mode", 20.0, Text),
        "qualification" => column("Qualification", 20.0, Text),
        "libelle" => column("Libellé", 38.0, Text),
        "verbatims" => column("Verbatims", 11.0, Count),
        "positif" => column("Positif ▲", 10.0, Count),
        "negatif" => column("Négatif ▼", 10.0, Count),
        "mixte" => column("Mixte ◆", 10.0, Count),
        "neutre" => column("Neutre ●", 10.0, Count),
        "aspects_positifs" => column("Loué", 10.0, Count),
        "aspects_negatifs" => column("Reproché", 10.0, Count),
        "aspects_neutres" => column("Sans avis", 10.0, Count),
        "part" => column("Part", 9.0, Share),
        "rang" => column("Rang", 7.0, Count),
        "terme" => column("Terme", 26.0, Text),
        "avant" => column("Verbatims avant", 11.0, Count),
        "part_avant" => column("Part avant", 9.0, Share),
        "rapport" => column("Fois plus qu'avant", 11.0, Hundredths),
        "premiere_date" => column("Première date", 13.0, Text),
        "hors_lexique" => column("Hors lexique", 10.0, Text),
        "exemple_1" => column("Exemple 1", 50.0, Text),
        "exemple_2" => column("Exemple 2", 50.0, Text),
        "exemple_3" => column("Exemple 3", 50.0, Text),
        "part_cumulee" => column("Part cumulée", 10.0, Share),
        "pour_100" => column("Pour 100 verbatims", 11.0, Hundredths),
        "ton_net" => column("Ton net", 10.0, Signed),
        "ton_moyen" => column("Ton moyen", 10.0, Signed),
        "ton_score" => column("Score de ton", 10.0, Signed),
        "note_moyenne" => column("Note moyenne", 10.0, Hundredths),
        "specificite" => column("Spécificité", 11.0, Hundredths),
        "specifique_de" => column("Spécifique de", 28.0, Text),
        "occurrences" => column("Occurrences", 12.0, Count),
        "mot" => column("Mot", 26.0, Text),
        "racine" => column("Racine", 22.0, Text),
        "exemple" => column("Exemple", 70.0, Text),
        "moment" => column("Moment", 17.0, Word),
        "zone" => column("Zone", 17.0, Word),
        "ton" => column("Ton", 12.0, Word),
        "phase" => column("Phase", 10.0, Word),
        "importance" => column("Importance (0 à 10)", 12.0, Measure),
        "importance_source" => column("Source de l'importance", 14.0, Text),
        "satisfaction" => column("Satisfaction (0 à 10)", 12.0, Measure),
        "satisfaction_source" => column("Source de la satisfaction", 14.0, Text),
        "notes" => column("Notes", 9.0, Count),
        "nps" => column("NPS", 8.0, Count),
        "fichier" => column("Fichier", 18.0, Text),
        "ligne" => column("Ligne", 8.0, Count),
        "id" => column("Identifiant", 14.0, Text),
        "date" => column("Date", 12.0, Text),
        "note" => column("Note", 7.0, Text),
        "modes" => column("Modes", 16.0, Text),
        "aspects" => column("Aspects", 28.0, Text),
        "etapes" => column("Étapes", 18.0, Text),
        "canaux" => column("Canaux", 14.0, Text),
        "depart" => column("Départ", 8.0, Count),
        "alerte" => column("Alerte", 8.0, Count),
        "irritants" => column("Irritants", 28.0, Text),
        "enthousiasmants" => column("Enthousiasmants", 28.0, Text),
        "texte" => column("Texte", 90.0, Text),
        _ => column("", 14.0, Text),
    }
}
