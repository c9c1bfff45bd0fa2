//! A history on a PostgreSQL server, in a schema of its own: rows come by COPY, counts move by one statement for all.

use std::io::Write;

use chrono::NaiveDate;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::ToSql;
use postgres::{Client, NoTls, SimpleQueryMessage};

use super::digest::pack;
use super::engine::{
    Counts, EachComment, EachRow, Engine, FileRead, Memory, RunRecord, Shift, Sides, Version,
};
use super::entry::{Entry, Former, Weight};
use super::sums::Sums;
use super::version::{readable, steps};
use super::{HistoryError, Shown, day_of, iso, read};
use crate::taxonomy::{Tag, Tone};
use crate::trend::Span;

/// Steps from one version of the tables to the next, as in `sqlite`.
const MIGRATIONS: [&str; 3] = [
    include_str!("schema/postgres.1.sql"),
    include_str!("schema/postgres.2.sql"),
    include_str!("schema/postgres.3.sql"),
];

/// The version of a history.
const VERSION: &str = "SELECT coalesce(max(numero), 0) FROM version";

/// The spelling of a term, as in `sqlite`.
const FIRST_SPELLING: &str =
    "mot = CASE excluded.mot WHEN '' THEN termes.mot ELSE least(termes.mot, excluded.mot) END, ";

/// Both sides of a history on a server.
pub fn open(url: &str) -> Result<Sides, HistoryError> {
    let mut writer = connect(url)?;
    migrate(&mut writer)?;
    let reader = connect(url)?;
    // Readers go on; a second run waits as long as it would for a file.
    writer.batch_execute("BEGIN; SET LOCAL lock_timeout = '10s'; LOCK TABLE version IN EXCLUSIVE MODE")?;
    let last_id = writer.query_one("SELECT coalesce(max(id), 0) FROM verbatims", &[])?.get(0);
    Ok((Box::new(PostgresMemory(reader)), Box::new(Postgres { client: writer, last_id })))
}

/// Whether a run could open it, or make it where there is none.
pub fn check(url: &str) -> Result<(), HistoryError> {
    let mut client = connect(url)?;
    if !client.query_one("SELECT to_regclass('verbatim.version') IS NOT NULL", &[])?.get::<_, bool>(0) {
        return Ok(());
    }
    steps(client.query_one(VERSION, &[])?.get(0), &MIGRATIONS).map(|_| ())
}

/// The side that reads of a history that exists.
pub fn open_to_read(url: &str) -> Result<Box<dyn Memory>, HistoryError> {
    let mut client = connect(url)?;
    readable(client.query_one(VERSION, &[])?.get(0), &MIGRATIONS)?;
    Ok(Box::new(PostgresMemory(client)))
}

fn connect(url: &str) -> Result<Client, HistoryError> {
    let mut client = Client::connect(url, NoTls)?;
    client.batch_execute("SET search_path TO verbatim; SET client_min_messages TO warning")?;
    Ok(client)
}

fn migrate(client: &mut Client) -> Result<(), HistoryError> {
    let mut transaction = client.transaction()?;
    // Two first runs at once: the second one finds the tables made.
    transaction.batch_execute(
        "SELECT pg_advisory_xact_lock(1447383618); CREATE SCHEMA IF NOT EXISTS verbatim; \
         CREATE TABLE IF NOT EXISTS version (numero BIGINT NOT NULL)",
    )?;
    let version: i64 = transaction.query_one(VERSION, &[])?.get(0);
    let known = MIGRATIONS.len() as i64;
    for step in steps(version, &MIGRATIONS)? {
        transaction.batch_execute(step)?;
    }
    if version < known {
        transaction.execute("INSERT INTO version VALUES ($1)", &[&known])?;
    }
    Ok(transaction.commit()?)
}

struct PostgresMemory(Client);

impl Memory for PostgresMemory {
    fn contents(&mut self, keys: &[&str]) -> Result<Vec<Option<i64>>, HistoryError> {
        let sql = "SELECT v.empreinte FROM unnest($1::text[]) WITH ORDINALITY AS k (cle, rang) \
                   LEFT JOIN verbatims v ON v.cle = k.cle COLLATE \"C\" ORDER BY k.rang";
        // Not prepared once for all: a plan made for a history that is empty reads the whole of it later.
        Ok(self.0.query(sql, &[&keys])?.iter().map(|row| row.get(0)).collect())
    }

    fn are_replaced(&mut self, versions: &[Version]) -> Result<Vec<bool>, HistoryError> {
        let sql = "SELECT r.cle IS NOT NULL FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY \
                   AS v (cle, empreinte, rang) LEFT JOIN remplacees r ON r.cle = v.cle \
                   AND r.empreinte = v.empreinte ORDER BY v.rang";
        let [keys, contents] = columns(versions);
        Ok(self.0.query(sql, &[&keys, &contents])?.iter().map(|row| row.get(0)).collect())
    }

    fn rows_of(&mut self, print: &str) -> Result<Option<i64>, HistoryError> {
        let row = self.0.query_opt("SELECT lignes FROM fichiers WHERE empreinte = $1", &[&print])?;
        Ok(row.map(|row| row.get(0)))
    }

    fn print_at(&mut self, path: &str, bytes: i64, modified: i64) -> Result<Option<String>, HistoryError> {
        let sql = "SELECT empreinte FROM fichiers WHERE chemin = $1 AND octets = $2 AND modifie = $3 LIMIT 1";
        Ok(self.0.query_opt(sql, &[&path, &bytes, &modified])?.map(|row| row.get(0)))
    }

    fn has_read(&mut self, bytes: i64) -> Result<bool, HistoryError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM fichiers WHERE octets = $1)";
        Ok(self.0.query_one(sql, &[&bytes])?.get(0))
    }

    fn each_row(&mut self, shown: Shown, each: EachRow<'_>) -> Result<(), HistoryError> {
        // The answer to a query stands in memory as a whole, that to a COPY does not.
        let copy = format!("COPY ({}) TO STDOUT WITH (FORMAT csv, HEADER)", shown.query());
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(self.0.copy_out(&copy)?);
        for row in rows.records() {
            let row = row.map_err(std::io::Error::from)?;
            if each(&row.iter().map(str::to_owned).collect::<Vec<_>>()).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// Keys and contents apart, as the server takes them.
fn columns(versions: &[Version]) -> [Vec<i64>; 2] {
    [|version: &Version| version.key, |version: &Version| version.content]
        .map(|part| versions.iter().map(part).collect())
}

struct Postgres {
    client: Client,
    last_id: i64,
}

/// Rows on their way to the server, as the binary form of COPY has them: a field is its length and its bytes.
struct Rows(Vec<u8>);

impl Rows {
    /// Signature, flags, and no extension.
    const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
    /// In the place of a number of fields.
    const END: [u8; 2] = (-1_i16).to_be_bytes();
    /// The length of NULL.
    const NULL: [u8; 4] = (-1_i32).to_be_bytes();
    /// Bytes sent at once: a message per row would wake the server up for each.
    const SENT: usize = 1 << 13;

    fn start(&mut self, n_fields: i16) {
        self.0.extend(n_fields.to_be_bytes());
    }

    fn put(&mut self, field: impl AsRef<[u8]>) {
        self.put_length(field.as_ref().len());
        self.0.extend(field.as_ref());
    }

    fn put_keys(&mut self, keys: &[i64]) {
        self.put_length(size_of_val(keys));
        pack(keys, &mut self.0);
    }

    fn put_length(&mut self, length: usize) {
        let length = i32::try_from(length).expect("no field of a comment takes 2 GB");
        self.0.extend(length.to_be_bytes());
    }

    fn put_if(&mut self, field: Option<impl AsRef<[u8]>>) {
        match field {
            Some(field) => self.put(field),
            None => self.0.extend(Self::NULL),
        }
    }
}

impl Engine for Postgres {
    fn insert(&mut self, entries: &[Entry], today: NaiveDate) -> Result<(), HistoryError> {
        let mut server = self.client.copy_in("COPY verbatims FROM STDIN (FORMAT binary)")?;
        let mut rows = Rows(Rows::HEADER.to_vec());
        let today = iso(Some(today));
        let (mut day, mut written) = (None, String::new());
        for entry in entries {
            // Most rows are of the day of the one before.
            if entry.day != day {
                (day, written) = (entry.day, iso(entry.day));
            }
            self.last_id += 1;
            rows.start(23);
            rows.put(self.last_id.to_be_bytes());
            rows.put(&entry.identity.key);
            rows.put(entry.identity.content.to_be_bytes());
            rows.put(&entry.id);
            rows.put(&entry.entity);
            rows.put(&written);
            rows.put(&entry.touchpoints);
            rows.put(entry.weight.tone.id());
            rows.put(entry.weight.score.to_be_bytes());
            rows.put(entry.qualification.id());
            rows.put_if(entry.rating.map(i32::to_be_bytes));
            rows.put(i32::from(entry.departs).to_be_bytes());
            rows.put(i32::from(entry.alerts).to_be_bytes());
            rows.put_keys(&entry.cells);
            rows.put(if day.is_some() { &written } else { &today });
            rows.put(&entry.text);
            rows.put_keys(&entry.terms);
            entry.register_line().into_iter().for_each(|field| rows.put_if(field));
            if rows.0.len() > Rows::SENT {
                server.write_all(&rows.0)?;
                rows.0.clear();
            }
        }
        rows.0.extend(Rows::END);
        server.write_all(&rows.0)?;
        server.finish()?;
        Ok(())
    }

    fn take(&mut self, keys: &[&str]) -> Result<Vec<Former>, HistoryError> {
        let sql = "DELETE FROM verbatims WHERE cle = ANY($1::text[]) \
                   RETURNING cle, jour, ton, score, comptes, termes";
        let former = |row: &postgres::Row| Former {
            key: row.get(0),
            day: day_of(row.get(1)),
            weight: Weight { tone: Tone::from_id(row.get(2)).unwrap_or(Tone::Neutral), score: row.get(3) },
            cells: row.get(4),
            terms: row.get(5),
        };
        Ok(self.client.query(sql, &[&keys])?.iter().map(former).collect())
    }

    fn replace(&mut self, versions: &[Version]) -> Result<(), HistoryError> {
        let sql =
            "INSERT INTO remplacees SELECT * FROM unnest($1::bigint[], $2::bigint[]) ON CONFLICT DO NOTHING";
        let [keys, contents] = columns(versions);
        self.client.execute(sql, &[&keys, &contents])?;
        Ok(())
    }

    fn name(&mut self, named: &[(i64, &[String; 4])]) -> Result<(), HistoryError> {
        let sql = "INSERT INTO noms SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[]) \
                   ON CONFLICT DO NOTHING";
        let keys: Vec<i64> = named.iter().map(|(key, _)| *key).collect();
        let [facets, touchpoints, themes, names] =
            [0, 1, 2, 3].map(|at| named.iter().map(|(_, names)| &*names[at]).collect::<Vec<&str>>());
        self.client.execute(sql, &[&keys, &facets, &touchpoints, &themes, &names])?;
        Ok(())
    }

    fn shift(&mut self, counts: Counts, shifts: &[Shift<'_>]) -> Result<(), HistoryError> {
        let (table, period, n_names, name) = match counts {
            Counts::ByDay => ("comptes_par_jour", "jour", 0, ""),
            Counts::ByWeek => ("termes", "semaine", 2, FIRST_SPELLING),
        };
        let periods: Vec<&str> = shifts.iter().map(|shift| shift.period.as_str()).collect();
        let keys: Vec<i64> = shifts.iter().map(|shift| shift.key).collect();
        let names: Vec<Vec<&str>> =
            (0..n_names).map(|at| shifts.iter().map(|shift| shift.names[at]).collect()).collect();
        let tones: Vec<Vec<i64>> =
            (0..4).map(|at| shifts.iter().map(|shift| shift.movement.tones[at]).collect()).collect();
        let scores: Vec<i64> = shifts.iter().map(|shift| shift.movement.score).collect();
        let mut columns: Vec<&(dyn ToSql + Sync)> = vec![&periods, &keys];
        columns.extend(names.iter().map(|column| column as &(dyn ToSql + Sync)));
        columns.extend(tones.iter().map(|column| column as &(dyn ToSql + Sync)));
        columns.push(&scores);
        // Period, key, names, then numbers.
        let is_text = |at: usize| at == 1 || (3..3 + n_names).contains(&at);
        let arrays = (1..=columns.len()).map(|at| match is_text(at) {
            true => format!("${at}::text[]"),
            false => format!("${at}::bigint[]"),
        });
        let arrays = arrays.collect::<Vec<_>>().join(", ");
        let added = ["positif", "negatif", "mixte", "neutre", "score"];
        let sums = added.map(|column| format!("{column} = {table}.{column} + excluded.{column}")).join(", ");
        let merge = format!(
            "INSERT INTO {table} SELECT * FROM unnest({arrays}) \
             ON CONFLICT ({period}, cle) DO UPDATE SET {name}{sums}"
        );
        self.client.execute(&merge, &columns)?;
        let losers = || shifts.iter().filter(|shift| shift.movement.has_loss);
        let periods: Vec<&str> = losers().map(|shift| shift.period.as_str()).collect();
        let keys: Vec<i64> = losers().map(|shift| shift.key).collect();
        let remove = format!(
            "DELETE FROM {table} c USING unnest($1::text[], $2::bigint[]) AS l (periode, cle) \
             WHERE c.{period} = l.periode COLLATE \"C\" AND c.cle = l.cle \
             AND c.positif + c.negatif + c.mixte + c.neutre = 0"
        );
        self.client.execute(&remove, &[&periods, &keys])?;
        Ok(())
    }

    fn last_day(&mut self, until: NaiveDate) -> Result<Option<NaiveDate>, HistoryError> {
        let sql = "SELECT max(jour) FROM comptes_par_jour WHERE jour <= $1";
        let day: Option<String> = self.client.query_one(sql, &[&iso(Some(until))])?.get(0);
        Ok(day.and_then(|day| day_of(&day)))
    }

    fn sums(&mut self, of: Counts, span: Span) -> Result<Vec<(NaiveDate, Sums)>, HistoryError> {
        let sql = "SELECT periode, sommes FROM sommes WHERE nature = $1 AND periode >= $2 AND periode <= $3 \
                   ORDER BY periode";
        let rows = self.client.query(sql, &[&of.id(), &iso(Some(span.first)), &iso(Some(span.last))])?;
        let sums =
            rows.iter().filter_map(|row| Some((day_of(row.get(0))?, Sums::from(row.get::<_, &[u8]>(1)))));
        Ok(sums.collect())
    }

    fn store_sums(&mut self, of: Counts, sums: &[(NaiveDate, Sums)]) -> Result<(), HistoryError> {
        let sql = "INSERT INTO sommes VALUES ($1, $2, $3) \
                   ON CONFLICT (nature, periode) DO UPDATE SET sommes = excluded.sommes";
        for (period, sums) in sums {
            self.client.execute(sql, &[&of.id(), &iso(Some(*period)), &sums.pack()])?;
        }
        Ok(())
    }

    fn rows(&mut self, query: &str) -> Result<Vec<Vec<String>>, HistoryError> {
        let messages = self.client.simple_query(query)?;
        let rows = messages.iter().filter_map(|message| match message {
            SimpleQueryMessage::Row(row) => {
                let cell = |column| row.get(column).unwrap_or_default().to_owned();
                Some((0..row.len()).map(cell).collect())
            }
            _ => None,
        });
        Ok(rows.collect())
    }

    fn terms_of(
        &mut self,
        days: &[NaiveDate],
        at_most: u32,
        each: EachComment<'_>,
    ) -> Result<(), HistoryError> {
        // One row per day: thousands of short ones would take both sides longer to send than to read.
        let sql = "SELECT d.jour, t.id, t.termes FROM unnest($1::text[]) WITH ORDINALITY AS d (jour, rang) \
                   CROSS JOIN LATERAL (SELECT array_agg(id) AS id, array_agg(termes) AS termes \
                   FROM (SELECT id, termes FROM verbatims WHERE texte IS NOT NULL AND garde_depuis = d.jour COLLATE \"C\" \
                   AND jour = garde_depuis ORDER BY id LIMIT $2) premiers) t WHERE t.id IS NOT NULL ORDER BY d.rang";
        let days: Vec<String> = days.iter().map(|day| iso(Some(*day))).collect();
        let parameters: [&(dyn ToSql + Sync); 2] = [&days, &i64::from(at_most)];
        let mut rows = self.client.query_raw(sql, parameters)?;
        while let Some(row) = rows.next()? {
            let (day, ids, terms): (_, Vec<i64>, Vec<&[u8]>) = (read(row.get(0))?, row.get(1), row.get(2));
            ids.iter().zip(terms).for_each(|(id, terms)| each(*id, day, terms));
        }
        Ok(())
    }

    fn record(&mut self, run: &RunRecord, files: &[FileRead]) -> Result<(), HistoryError> {
        let sql = "INSERT INTO executions (le, version, lexiques, lues, analysees, rejetees, deja_connues, nouvelles, \
                   corrigees) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
        let RunRecord { at, version, lexicon, read, analysed, rejected, known, added, corrected } = run;
        let values: [&(dyn ToSql + Sync); 9] =
            [at, version, lexicon, read, analysed, rejected, known, added, corrected];
        let id: i64 = self.client.query_one(sql, &values)?.get(0);
        // One that moved is looked for at its last place.
        let sql = "INSERT INTO fichiers VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (empreinte) DO UPDATE \
                   SET chemin = excluded.chemin, modifie = excluded.modifie";
        for FileRead { print, name, path, bytes, modified, rows } in files {
            self.client.execute(sql, &[print, name, path, bytes, modified, rows, &id])?;
        }
        Ok(())
    }

    fn forget_before(&mut self, day: NaiveDate) -> Result<u64, HistoryError> {
        let sql =
            "UPDATE verbatims SET texte = NULL, termes = NULL WHERE texte IS NOT NULL AND garde_depuis < $1";
        Ok(self.client.execute(sql, &[&iso(Some(day))])?)
    }

    /// The server has it all.
    fn unload(&mut self) -> Result<(), HistoryError> {
        Ok(())
    }

    fn commit(&mut self) -> Result<(), HistoryError> {
        Ok(self.client.batch_execute("COMMIT")?)
    }
}
