//! `routage.csv` in input order, and the same rows by priority: `departs.csv` and the file of each department. What
//! workers wrote is read twice, to know how long each run of rows is, then to write it.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::Path;

use super::record::{HEADER, ROUTES_FILE, Record};
use super::sorted::SortedFile;
use crate::aggregate::{Customers, DepartmentTotals, Sent};
use crate::config::{Dialect, Routing};
use crate::report::slug::Slugs;
use crate::report::{Output, OutputFile, TableWriter, View};
use crate::routing::{COMPLAINTS_AGAIN, MOST, Reason};

pub(super) const DEPARTURES: &str = "departs.csv";
const FOLDER: &str = "services";

/// A department, its file and its totals.
pub(super) struct Department {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) totals: DepartmentTotals,
}

/// Writes the tables of comments; what workers wrote goes.
pub(super) fn write(
    dir: &Path,
    view: &View<'_>,
    routing: &Routing,
) -> io::Result<(Vec<Output>, Vec<Department>)> {
    let mut slugs = Slugs::new(&[]);
    let mut department = |name: &str| {
        let file = format!("{FOLDER}/{}.csv", slugs.name(name));
        Department { name: name.to_owned(), file, totals: DepartmentTotals::default() }
    };
    let mut departments: Vec<Department> = routing.departments().into_iter().map(&mut department).collect();
    let mut departures = vec![0; 2 * (MOST as usize + 1)];
    let all = Comments { dir, dialect: view.dialect, customers: &view.summary.routed.customers };
    all.each(|comment, _| {
        departments[comment.department].totals.add(&comment.sent);
        if let Some(place) = comment.departure() {
            departures[place as usize] += comment.sent.bytes;
        }
        Ok(())
    })?;
    let mut header = Vec::new();
    TableWriter::start(&mut header, view.dialect, &HEADER);
    fs::create_dir(dir.join(FOLDER))?;
    let sorted = |name: &str, bytes: &[u64]| SortedFile::create(&dir.join(name), &header, bytes);
    let files = departments.iter().map(|department| sorted(&department.file, &department.totals.bytes));
    let mut files = files.collect::<io::Result<Vec<_>>>()?;
    let mut leaving = sorted(DEPARTURES, &departures)?;
    let mut whole = OutputFile::create(dir, "routage.csv")?;
    whole.write_all(&header)?;
    all.each(|comment, row| {
        files[comment.department].put(comment.sent.priority, row)?;
        if let Some(place) = comment.departure() {
            leaving.put(place, row)?;
        }
        whole.write_all(row)
    })?;
    files.into_iter().chain([leaving]).try_for_each(SortedFile::finish)?;
    fs::remove_file(dir.join(ROUTES_FILE))?;
    let names = departments.iter().map(|department| department.file.as_str()).chain([DEPARTURES]);
    let outputs = names.map(|name| Output::of(dir, name)).chain([Ok(whole.finish())]);
    Ok((outputs.collect::<io::Result<_>>()?, departments))
}

/// A comment with all its reasons.
struct Comment {
    department: usize,
    sent: Sent,
}

impl Comment {
    /// Its place in `departs.csv`, the highest first: who announces a departure before who complains again, then by
    /// priority.
    fn departure(&self) -> Option<u32> {
        match self.sent {
            Sent { departs: true, priority, .. } => Some(MOST + 1 + priority),
            Sent { again: true, priority, .. } => Some(priority),
            _ => None,
        }
    }
}

struct Comments<'a> {
    dir: &'a Path,
    dialect: Dialect,
    customers: &'a Customers,
}

impl Comments<'_> {
    /// Every comment in input order, with its row.
    fn each(&self, mut take: impl FnMut(&Comment, &[u8]) -> io::Result<()>) -> io::Result<()> {
        let mut from = BufReader::with_capacity(1 << 20, File::open(self.dir.join(ROUTES_FILE))?);
        let (mut record, mut line, mut row) = (Record::default(), String::new(), Vec::new());
        while record.read(&mut from, &mut line)? {
            row.clear();
            let comment = self.finish(&mut record, &mut row);
            take(&comment, &row)?;
        }
        Ok(())
    }

    /// Adds what the customer did elsewhere, and writes the row.
    fn finish(&self, record: &mut Record, row: &mut Vec<u8>) -> Comment {
        let complaints = (record.customer != 0).then(|| self.customers.complaints(record.customer));
        let again = record.complains && complaints >= Some(COMPLAINTS_AGAIN);
        if let Some(n) = complaints.filter(|_| again) {
            let reason = Reason::Again(n);
            record.priority += reason.points();
            record.reasons.push_str(&format!("|{reason}"));
            let separator = if record.signals.is_empty() { "" } else { "|" };
            record.signals.push_str(&format!("{separator}{n} réclamations"));
        }
        row.extend_from_slice(&record.head);
        TableWriter::resume(row, self.dialect)
            .count(u64::from(record.priority))
            .text(&record.reasons)
            .maybe_fixed(complaints.map(|n| n as i64), 0)
            .text(&record.signals)
            .written(&record.tail);
        let sent = Sent {
            priority: record.priority,
            departs: record.departs,
            alerts: record.alerts,
            again,
            unmatched: record.unmatched,
            bytes: row.len() as u64,
        };
        Comment { department: record.department, sent }
    }
}
