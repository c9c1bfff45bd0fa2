//! Goes in: what was decided and counted for each input. Comes out: what the terminal, the log and programs are told of it.
//! Never: a cell of the input, headers apart.

use serde::Serialize;
use tracing::{info, warn};

use super::args::SummaryFormat;
use crate::config::Config;
use crate::ingest::{ColumnDecision, Field, FileDecisions, shown};
use crate::text::printable;

/// One input, its dress and its columns, in a line or two.
pub fn decided(file: &FileDecisions) -> String {
    let mut dress = vec![file.format.to_owned()];
    dress.extend(file.sheet.iter().map(|sheet| format!("feuille « {sheet} »")));
    dress.extend(file.encoding.map(str::to_owned));
    dress.extend(file.delimiter.map(|delimiter| match delimiter {
        '\t' => "séparateur tabulation".to_owned(),
        sign => format!("séparateur « {sign} »"),
    }));
    let column = |column: &ColumnDecision| {
        let header = column
            .header
            .as_ref()
            .map_or_else(|| format!("n° {}", column.position), |name| format!("« {} »", shown(name)));
        let under = column.heading.map_or_else(String::new, |heading| format!(" (sous « {heading} »)"));
        format!("{} = {header}{under}", field_label(column.field))
    };
    let columns: Vec<String> = file.columns.iter().map(column).collect();
    let (name, dress, columns) = (printable(&file.file), dress.join(", "), columns.join(", "));
    if file.columns.is_empty() && file.rows_read > 0 && file.rows_known == Some(file.rows_read) {
        let rows = file.rows_read;
        return format!("{name} : déjà lu, {rows} ligne(s) comptée(s) par une exécution précédente\n");
    }
    let mut text = format!("Lecture de {name} : {dress}\n");
    if !file.columns.is_empty() {
        text.push_str(&format!("  Colonnes : {columns}\n"));
    }
    if file.columns.iter().any(|column| column.field == Field::Rating.id()) {
        let scale = file.scale.unwrap_or("aucune");
        text.push_str(&format!("  Échelle des notes : {scale} ({})\n", file.scale_reason));
    }
    if !file.unread_texts.is_empty() {
        let unread: Vec<String> =
            file.unread_texts.iter().map(|name| format!("« {} »", shown(name))).collect();
        text.push_str(&format!("  Texte non lu : {} (--text le choisirait)\n", unread.join(", ")));
    }
    let mut notes: Vec<String> =
        odd(file).iter().filter(|odd| odd.0 > 0).map(|(n, _, what)| format!("{n} {what}")).collect();
    notes.extend(unread_sheets(file));
    if !notes.is_empty() {
        text.push_str(&format!("  À noter : {}\n", notes.join(", ")));
    }
    text
}

/// Sheets that go on with the one that is read.
fn unread_sheets(file: &FileDecisions) -> Option<String> {
    let names: Vec<String> = file.unread_sheets.iter().map(|name| shown(name)).collect();
    let told = || format!("feuille(s) non lue(s) : {} (mêmes en-têtes)", names.join(", "));
    (!names.is_empty()).then(told)
}

fn field_label(field: &str) -> &str {
    match field {
        "text" => "texte",
        "id" => "identifiant",
        "touchpoint" => "point de contact",
        "channel" => "canal",
        "rating" => "note",
        "entity" => "entité",
        "customer" => "client",
        "product" => "produit",
        other => other,
    }
}

/// What was odd in an input: how often, its name for the log, and in French.
fn odd(file: &FileDecisions) -> [(u64, &'static str, &'static str); 18] {
    let is_empty = file.complete && file.rows_read == 0;
    [
        (u64::from(is_empty), "input without a row", "fichier sans une ligne"),
        (
            u64::from(file.twice),
            "same bytes as an earlier input",
            // A history knows its rows.
            match file.rows_known {
                Some(_) => "fichier identique à un précédent",
                None => "fichier identique à un précédent, dont les lignes comptent deux fois",
            },
        ),
        (file.namesakes, "columns in use that have a namesake", "colonne(s) dont une autre porte le nom"),
        (
            u64::from(file.doubtful_dates),
            "column of dates that cannot be read",
            "colonne de dates illisibles pour la plupart",
        ),
        (
            u64::from(file.doubtful_header),
            "header that looks like a row: --no-header would keep it",
            "en-tête qui ressemble à une ligne (--no-header la garderait)",
        ),
        (
            u64::from(file.nameless_text),
            "text column without a header: --text would confirm it",
            "colonne de texte sans en-tête (--text la confirmerait)",
        ),
        (
            u64::from(file.doubtful_encoding),
            "encoding asked for that the file belies",
            "encodage demandé que le fichier dément",
        ),
        (file.lines_above, "lines above the header", "ligne(s) de titre au-dessus de l'en-tête"),
        (file.lines_under, "lines under the header", "ligne(s) de l'outil d'enquête sous l'en-tête"),
        (
            u64::from(file.month_first),
            "dates with the month first",
            "colonne de dates à l'américaine, le mois d'abord",
        ),
        (file.duplicate_ids, "duplicate ids", "identifiant(s) en double"),
        (file.undecodable, "sequences that are not of the encoding", "séquence(s) hors encodage"),
        (file.twice_encoded, "texts encoded twice", "texte(s) encodé(s) deux fois (« Ã© »), réparé(s)"),
        (file.html_texts, "texts stored as HTML", "texte(s) en HTML, lu(s) sans balises"),
        (
            file.quoting_texts,
            "texts with quoted messages",
            "texte(s) lu(s) sans le message auquel ils répondent",
        ),
        (file.quotes_recovered, "quotes never closed", "guillemet(s) jamais refermé(s)"),
        (file.short_rows, "rows too short", "ligne(s) incomplète(s)"),
        (file.overlong_rows + file.joined_rows, "rows too long", "ligne(s) trop longue(s)"),
    ]
}

/// The same for the log.
pub fn note(file: &FileDecisions) {
    let FileDecisions { file: name, rows_read, rows_rejected, .. } = file;
    let delimiter = file.delimiter.map(|delimiter| delimiter.escape_default().to_string());
    let columns: Vec<String> =
        file.columns.iter().map(|column| format!("{}={}", column.field, column.position)).collect();
    info!(
        file = name,
        format = file.format,
        encoding = file.encoding,
        delimiter,
        columns = columns.join(","),
        rows = rows_read,
        rejected = rows_rejected,
        "input read"
    );
    let unread = (file.unread_sheets.len() as u64, "sheets with the same headers not read", "");
    let rejected = (*rows_rejected, "rows rejected", "");
    for (count, what, _) in odd(file).into_iter().chain([unread, rejected]).filter(|odd| odd.0 > 0) {
        warn!(file = name, count, "{what}");
    }
}

#[derive(Serialize)]
struct DryRun<'a> {
    program: &'static str,
    version: &'static str,
    dry_run: bool,
    report: String,
    inputs: &'a [FileDecisions],
}

/// What a dry run says; the counts are those of the first batch.
pub fn previewed(files: &[FileDecisions], config: &Config, format: SummaryFormat) -> String {
    let report = config.out.display().to_string();
    if format == SummaryFormat::Json {
        let version = env!("CARGO_PKG_VERSION");
        let told = DryRun { program: "verbatim", version, dry_run: true, report, inputs: files };
        return serde_json::to_string(&told).expect("decisions are always JSON") + "\n";
    }
    let mut text = String::new();
    if let Some(origin) = &config.origin {
        text.push_str(&format!("Configuration : {}\n", origin.decision()));
    }
    for file in files {
        let FileDecisions { rows_read, rows_analysed, rows_rejected, .. } = file;
        let what = if file.complete { "Fichier entier" } else { "Premier lot" };
        text.push_str(&decided(file));
        text.push_str(&format!(
            "  {what} : {rows_read} lignes lues, {rows_analysed} à analyser, {rows_rejected} à rejeter\n"
        ));
    }
    text.push_str(&format!("Rien n'a été écrit ; le rapport irait dans {report}\n"));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_that_are_not_read_are_named() {
        let unread_sheets = vec!["Février".to_owned(), "Mars".to_owned()];
        let file = FileDecisions { format: "xlsx", unread_sheets, ..FileDecisions::default() };
        let told = "  À noter : feuille(s) non lue(s) : Février, Mars (mêmes en-têtes)\n";
        assert!(decided(&file).ends_with(told), "{}", decided(&file));
    }
}
