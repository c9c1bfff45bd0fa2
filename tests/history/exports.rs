//! Goes in: rows and versions of them. Comes out: exports, with comments that were invented for these tests.

use std::fs;
use std::path::Path;

/// Comments of all tones, with what the register, the irritants and the masks look for.
const COMMENTS: [&str; 12] = [
    "Accueil charmant mais deux heures d'attente à la caisse.",
    "Colis jamais reçu, je demande un remboursement immédiat ! Appelez-moi au 06 12 34 56 78.",
    "Ravie de cette commande, livraison rapide et soignée.",
    "Le livreur était impoli et le carton est arrivé écrasé.",
    "Personnel aimable, je recommande ce magasin.",
    "Le site plante à chaque paiement, c'est inadmissible. Je résilie mon contrat.",
    "Pouvez-vous ouvrir le samedi matin ?",
    "Produit défectueux dès le premier jour, service client injoignable au téléphone.",
    "Rien à signaler.",
    "Vous devriez afficher les délais de livraison sur le site.",
    "C'est une arnaque, je vais porter plainte : trois semaines sans réponse.",
    "Facture incompréhensible, mais la conseillère a été patiente et efficace.",
];
const TOUCHPOINTS: [&str; 4] = ["Livraison", "Passage en caisse", "Commande en ligne|Livraison", ""];

/// A row in one of its versions; a version may change the comment, the rating, and now and then the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub id: usize,
    pub version: usize,
}

impl Row {
    /// Day of the quarter, from 0.
    fn day(self) -> usize {
        (self.id * 7 + if self.version == 2 { 31 } else { 0 }) % 90
    }

    fn cells(self, day: usize) -> String {
        let Self { id, version } = self;
        // Some rows have no date.
        let date = if id % 17 == 16 { String::new() } else { date(day) };
        let comment = COMMENTS[(id * 5 + version) % COMMENTS.len()];
        let touchpoint = TOUCHPOINTS[id % TOUCHPOINTS.len()];
        let rating = (id + version * 3) % 11;
        format!("{date};{touchpoint};{rating};C-{:03};Lampe {};\"{comment}\"\n", id % 50, id % 3)
    }
}

/// The scale is told by its header: what the cells of a few rows allow may differ from one export to the next.
const HEADER: &str = "Date;Point de contact;NPS;Client;Produit;Commentaire\n";

/// The day of that number, from April 2023 on.
pub fn date(day: usize) -> String {
    let (month, day) = (day / 30, day % 30);
    format!("{:02}/{:02}/2023", day + 1, month + 4)
}

/// Writes rows with their identifiers, each at its own day.
pub fn write(path: &Path, rows: impl IntoIterator<Item = Row>) {
    let line = |row: Row| format!("A-{:05};{}", row.id, row.cells(row.day()));
    fs::write(path, format!("Identifiant;{HEADER}") + &rows.into_iter().map(line).collect::<String>())
        .unwrap();
}

/// The rows of a night, all of that day.
pub fn write_night(path: &Path, night: usize, rows: impl IntoIterator<Item = Row>) {
    let line = |row: Row| format!("A-{:05};{}", row.id, row.cells(night));
    fs::write(path, format!("Identifiant;{HEADER}") + &rows.into_iter().map(line).collect::<String>())
        .unwrap();
}

/// The same without identifiers.
pub fn write_anonymous(path: &Path, rows: impl IntoIterator<Item = Row>) {
    fs::write(
        path,
        HEADER.to_owned() + &rows.into_iter().map(|row| row.cells(row.day())).collect::<String>(),
    )
    .unwrap();
}
