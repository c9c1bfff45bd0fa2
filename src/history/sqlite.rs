//! A history in one file. Readers are never stopped by a run (WAL); a run killed at any moment leaves the file as it was.

use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, ToSql, TransactionBehavior, params};

use super::digest::pack;
use super::engine::{
    Counts, EachComment, EachRow, Engine, FileRead, Memory, RunRecord, Shift, Sides, Version,
};
use super::entry::{Entry, Former, Weight};
use super::sums::Sums;
use super::version::{readable, steps};
use super::{HistoryError, Shown, day_of, iso};
use crate::taxonomy::{Tag, Tone};
use crate::trend::Span;

/// Steps from one version of the tables to the next; the version of a file is how many it has been through.
const MIGRATIONS: [&str; 3] = [
    include_str!("schema/sqlite.1.sql"),
    include_str!("schema/sqlite.2.sql"),
    include_str!("schema/sqlite.3.sql"),
];

/// Marks the file as a history of verbatim, for `file` and for whoever opens another database by mistake.
const APPLICATION_ID: i64 = 0x5645_5242;

/// Size of a page: a night reads and writes many that stand side by side.
const PAGE: i64 = 16_384;

/// Pages kept at hand, in KiB: those that a night touches.
const CACHE: i64 = 65_536;

/// The spelling of a term, when another run has one: the first in alphabetical order, whatever the order of runs.
const FIRST_SPELLING: &str = "mot = CASE excluded.mot WHEN '' THEN mot ELSE min(mot, excluded.mot) END, ";

/// Both sides of a history in a file.
pub fn open(path: &Path) -> Result<Sides, HistoryError> {
    let mut writer = connect(path)?;
    migrate(&mut writer)?;
    let reader = connect(path)?;
    writer.execute_batch("BEGIN IMMEDIATE")?;
    let next = writer.query_row("SELECT coalesce(max(id), 0) FROM verbatims", [], |row| row.get(0))?;
    Ok((Box::new(SqliteMemory(reader)), Box::new(Sqlite { connection: writer, last_id: next })))
}

/// The side that reads of a history that exists.
pub fn open_to_read(path: &Path) -> Result<Box<dyn Memory>, HistoryError> {
    exists(path)?;
    // Not for reading only: the last one out tidies the files that stand beside a history in use.
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "query_only", "ON")?;
    let application: i64 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION_ID {
        return Err(HistoryError::NotAHistory);
    }
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    readable(version, &MIGRATIONS)?;
    Ok(Box::new(SqliteMemory(connection)))
}

/// Whether a run could open it, or make it where nothing stands.
pub fn check(path: &Path) -> Result<(), HistoryError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !path.exists() && folder.is_dir() {
        return Ok(());
    }
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // An empty file is as good as none.
    if path.metadata().is_ok_and(|file| file.len() == 0) {
        return Ok(());
    }
    match open_to_read(path) {
        Ok(_) | Err(HistoryError::Older { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Says that there is nothing there, which opening would make.
pub fn exists(path: &Path) -> Result<(), HistoryError> {
    if path.exists() { Ok(()) } else { Err(HistoryError::Absent(path.display().to_string())) }
}

fn connect(path: &Path) -> Result<Connection, HistoryError> {
    let connection = Connection::open_with_flags(path, OpenFlags::default())?;
    connection.busy_timeout(Duration::from_secs(10))?;
    // What belongs to another program is left as it is, down to its journal.
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if pragma("application_id")? != APPLICATION_ID && pragma("schema_version")? != 0 {
        return Err(HistoryError::NotAHistory);
    }
    // Heeded by a new file alone, before all else.
    connection.pragma_update(None, "page_size", PAGE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // Nothing that a run said it stored is lost with the power.
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    // The older version of a corrected row is no more to be read than a deleted text.
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.set_prepared_statement_cache_capacity(32);
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), HistoryError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let known = MIGRATIONS.len();
    for step in steps(version, &MIGRATIONS)? {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known as i64)?;
    Ok(transaction.commit()?)
}

struct SqliteMemory(Connection);

impl Memory for SqliteMemory {
    fn contents(&mut self, keys: &[&str]) -> Result<Vec<Option<i64>>, HistoryError> {
        let mut find = self.0.prepare_cached("SELECT empreinte FROM verbatims WHERE cle = ?")?;
        let mut content = |key: &&str| find.query_row([key], |row| row.get(0)).optional();
        Ok(keys.iter().map(&mut content).collect::<Result<_, _>>()?)
    }

    fn are_replaced(&mut self, versions: &[Version]) -> Result<Vec<bool>, HistoryError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM remplacees WHERE cle = ? AND empreinte = ?)";
        let mut find = self.0.prepare_cached(sql)?;
        let mut is_replaced =
            |Version { key, content }: &Version| find.query_row([key, content], |row| row.get(0));
        Ok(versions.iter().map(&mut is_replaced).collect::<Result<_, _>>()?)
    }

    fn rows_of(&mut self, print: &str) -> Result<Option<i64>, HistoryError> {
        let sql = "SELECT lignes FROM fichiers WHERE empreinte = ?";
        Ok(self.0.query_row(sql, [print], |row| row.get(0)).optional()?)
    }

    fn print_at(&mut self, path: &str, bytes: i64, modified: i64) -> Result<Option<String>, HistoryError> {
        let sql = "SELECT empreinte FROM fichiers WHERE chemin = ? AND octets = ? AND modifie = ?";
        Ok(self.0.query_row(sql, params![path, bytes, modified], |row| row.get(0)).optional()?)
    }

    fn has_read(&mut self, bytes: i64) -> Result<bool, HistoryError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM fichiers WHERE octets = ?)";
        Ok(self.0.query_row(sql, [bytes], |row| row.get(0))?)
    }

    fn each_row(&mut self, shown: Shown, each: EachRow<'_>) -> Result<(), HistoryError> {
        let mut select = self.0.prepare(shown.query())?;
        let names: Vec<String> = select.column_names().iter().map(ToString::to_string).collect();
        let mut rows = select.query([])?;
        let mut wants = each(&names);
        while wants.is_continue()
            && let Some(row) = rows.next()?
        {
            let cell = |column| row.get_ref(column).map(cell_text);
            wants = each(&(0..names.len()).map(cell).collect::<Result<Vec<_>, _>>()?);
        }
        Ok(())
    }
}

struct Sqlite {
    connection: Connection,
    last_id: i64,
}

impl Engine for Sqlite {
    fn insert(&mut self, entries: &[Entry], today: NaiveDate) -> Result<(), HistoryError> {
        let marks = ["?"; 23].join(", ");
        let sql = format!("INSERT INTO verbatims VALUES ({marks})");
        let mut insert = self.connection.prepare_cached(&sql)?;
        let (mut cells, mut terms) = (Vec::new(), Vec::new());
        for entry in entries {
            self.last_id += 1;
            cells.clear();
            terms.clear();
            pack(&entry.cells, &mut cells);
            pack(&entry.terms, &mut terms);
            let [customer, product, object, step, cause, recipient] = entry.register_line();
            insert.execute(params![
                self.last_id,
                entry.identity.key,
                entry.identity.content,
                entry.id,
                entry.entity,
                iso(entry.day),
                entry.touchpoints,
                entry.weight.tone.id(),
                entry.weight.score,
                entry.qualification.id(),
                entry.rating,
                entry.departs,
                entry.alerts,
                cells,
                iso(Some(entry.day.unwrap_or(today))),
                entry.text,
                terms,
                customer,
                product,
                object,
                step,
                cause,
                recipient,
            ])?;
        }
        Ok(())
    }

    fn take(&mut self, keys: &[&str]) -> Result<Vec<Former>, HistoryError> {
        let sql = "DELETE FROM verbatims WHERE cle = ? RETURNING cle, jour, ton, score, comptes, termes";
        let mut delete = self.connection.prepare_cached(sql)?;
        Ok(keys.iter().map(|key| delete.query_row([key], former)).collect::<Result<_, _>>()?)
    }

    fn replace(&mut self, versions: &[Version]) -> Result<(), HistoryError> {
        let mut insert = self.connection.prepare_cached("INSERT OR IGNORE INTO remplacees VALUES (?, ?)")?;
        for Version { key, content } in versions {
            insert.execute([key, content])?;
        }
        Ok(())
    }

    fn name(&mut self, named: &[(i64, &[String; 4])]) -> Result<(), HistoryError> {
        let mut insert = self.connection.prepare("INSERT OR IGNORE INTO noms VALUES (?, ?, ?, ?, ?)")?;
        for (key, [facet, touchpoint, theme, name]) in named {
            insert.execute(params![key, facet, touchpoint, theme, name])?;
        }
        Ok(())
    }

    fn shift(&mut self, counts: Counts, shifts: &[Shift<'_>]) -> Result<(), HistoryError> {
        let (table, period, names, name) = match counts {
            Counts::ByDay => ("comptes_par_jour", "jour", 0, ""),
            Counts::ByWeek => ("termes", "semaine", 2, FIRST_SPELLING),
        };
        let added = ["positif", "negatif", "mixte", "neutre", "score"];
        let sums = added.map(|column| format!("{column} = {column} + excluded.{column}")).join(", ");
        let marks = vec!["?"; names + 7].join(", ");
        let mut upsert = self.connection.prepare(&format!(
            "INSERT INTO {table} VALUES ({marks}) ON CONFLICT ({period}, cle) DO UPDATE SET {name}{sums}"
        ))?;
        let mut remove = self.connection.prepare(&format!(
            "DELETE FROM {table} WHERE {period} = ? AND cle = ? AND positif + negatif + mixte + neutre = 0"
        ))?;
        for shift in shifts {
            let Shift { period, key, movement, .. } = shift;
            let mut values: Vec<&dyn ToSql> = vec![period, key];
            values.extend(shift.names[..names].iter().map(|name| name as &dyn ToSql));
            values.extend(movement.tones.iter().map(|tone| tone as &dyn ToSql));
            values.push(&movement.score);
            upsert.execute(&values[..])?;
            if movement.has_loss {
                remove.execute(params![period, key])?;
            }
        }
        Ok(())
    }

    fn last_day(&mut self, until: NaiveDate) -> Result<Option<NaiveDate>, HistoryError> {
        let sql = "SELECT max(jour) FROM comptes_par_jour WHERE jour <= ?";
        let day: Option<String> = self.connection.query_row(sql, [iso(Some(until))], |row| row.get(0))?;
        Ok(day.and_then(|day| day_of(&day)))
    }

    fn sums(&mut self, of: Counts, span: Span) -> Result<Vec<(NaiveDate, Sums)>, HistoryError> {
        let sql = "SELECT periode, sommes FROM sommes WHERE nature = ? AND periode >= ? AND periode <= ? ORDER BY periode";
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query(params![of.id(), iso(Some(span.first)), iso(Some(span.last))])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let period = day_of(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
            let sums = Sums::from(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?);
            found.extend(period.map(|period| (period, sums)));
        }
        Ok(found)
    }

    fn store_sums(&mut self, of: Counts, sums: &[(NaiveDate, Sums)]) -> Result<(), HistoryError> {
        let mut store = self.connection.prepare("INSERT OR REPLACE INTO sommes VALUES (?, ?, ?)")?;
        for (period, sums) in sums {
            store.execute(params![of.id(), iso(Some(*period)), sums.pack()])?;
        }
        Ok(())
    }

    fn rows(&mut self, query: &str) -> Result<Vec<Vec<String>>, HistoryError> {
        let mut select = self.connection.prepare(query)?;
        let n_columns = select.column_count();
        let cells = |row: &Row<'_>| (0..n_columns).map(|column| row.get_ref(column).map(cell_text)).collect();
        Ok(select.query_map([], cells)?.collect::<Result<_, _>>()?)
    }

    fn terms_of(
        &mut self,
        days: &[NaiveDate],
        at_most: u32,
        each: EachComment<'_>,
    ) -> Result<(), HistoryError> {
        let sql = "SELECT id, termes FROM verbatims \
                   WHERE texte IS NOT NULL AND garde_depuis = ? AND jour = garde_depuis ORDER BY id LIMIT ?";
        let mut select = self.connection.prepare_cached(sql)?;
        for day in days {
            let mut rows = select.query(params![iso(Some(*day)), at_most])?;
            while let Some(row) = rows.next()? {
                each(row.get(0)?, *day, row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?);
            }
        }
        Ok(())
    }

    fn record(&mut self, run: &RunRecord, files: &[FileRead]) -> Result<(), HistoryError> {
        let RunRecord { at, version, lexicon, read, analysed, rejected, known, added, corrected } = run;
        self.connection.execute(
            "INSERT INTO executions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![at, version, lexicon, read, analysed, rejected, known, added, corrected],
        )?;
        let id = self.connection.last_insert_rowid();
        // One that moved is looked for at its last place.
        let sql = "INSERT INTO fichiers VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (empreinte) DO UPDATE \
                   SET chemin = excluded.chemin, modifie = excluded.modifie";
        let mut insert = self.connection.prepare(sql)?;
        for file in files {
            let FileRead { print, name, path, bytes, modified, rows } = file;
            insert.execute(params![print, name, path, bytes, modified, rows, id])?;
        }
        Ok(())
    }

    fn forget_before(&mut self, day: NaiveDate) -> Result<u64, HistoryError> {
        // Overwritten where it stands, then let go: moved first, a text could still be read in the free part of a page.
        let old = "WHERE texte IS NOT NULL AND garde_depuis < ?";
        let blank = format!(
            "UPDATE verbatims SET texte = CAST(zeroblob(length(CAST(texte AS BLOB))) AS TEXT), \
             termes = zeroblob(length(termes)) {old}"
        );
        self.connection.execute(&blank, [iso(Some(day))])?;
        let forget = format!("UPDATE verbatims SET texte = NULL, termes = NULL {old}");
        Ok(self.connection.execute(&forget, [iso(Some(day))])? as u64)
    }

    fn unload(&mut self) -> Result<(), HistoryError> {
        Ok(self.connection.cache_flush()?)
    }

    fn commit(&mut self) -> Result<(), HistoryError> {
        Ok(self.connection.execute_batch("COMMIT")?)
    }
}

fn former(row: &Row<'_>) -> rusqlite::Result<Former> {
    let tone: String = row.get(2)?;
    let weight = Weight { tone: Tone::from_id(&tone).unwrap_or(Tone::Neutral), score: row.get(3)? };
    let day = day_of(&row.get::<_, String>(1)?);
    Ok(Former { key: row.get(0)?, day, weight, cells: row.get(4)?, terms: row.get(5)? })
}

fn cell_text(value: rusqlite::types::ValueRef<'_>) -> String {
    use rusqlite::types::ValueRef;
    match value {
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null | ValueRef::Blob(_) => String::new(),
    }
}
