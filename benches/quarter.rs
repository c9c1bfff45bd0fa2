//! Goes in: the program, a number of seeds. Comes out: how soon nightly runs tell what was planted in a quarter of invented
//! exports, how often they tell what was not, and whether the history is the one of a single run. Never: looks at what it
//! planted to decide what the program should see: it reads `signaux.csv` alone.
//!
//! `cargo run --release --example simulate-quarter -- target/release/verbatim 20` prints a row per seed. From night 60 on,
//! a new irritant comes at one touchpoint and an old one nearly goes at another; an export comes twice, another one late,
//! and a run is killed. Each seed is run again without any planted change.

mod corpus;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use corpus::Corpus;
use fastrand::Rng;
use rayon::prelude::*;

const NIGHTS: usize = 90;
/// Comments of a night, one in five more or less.
const COMMENTS: usize = 120;
const PLANTED: usize = 60;
/// Bytes of the generator that are enough for a quarter.
const BYTES: u64 = 5_000_000;

/// What is planted: at a touchpoint, so many of its comments of a thousand, before and from [`PLANTED`] on.
struct Plant {
    touchpoint: &'static str,
    irritant: &'static str,
    comments: &'static [&'static str],
    before: u32,
    after: u32,
}

const NEW: Plant = Plant {
    touchpoint: "Livraison",
    irritant: "rendez-vous impossible à obtenir",
    comments: &[
        "Impossible d'obtenir un rendez-vous de livraison.",
        "Aucun créneau de rendez-vous disponible avant un mois.",
        "Impossible de prendre rendez-vous pour la livraison.",
        "Impossible d'avoir un rendez-vous de livraison.",
    ],
    before: 0,
    after: 100,
};

const OLD: Plant = Plant {
    touchpoint: "Passage en caisse",
    irritant: "attente sur place",
    comments: &[
        "Une seule caisse ouverte, la file d'attente est interminable.",
        "La file d'attente en caisse va jusqu'au rayon luminaires.",
        "Une seule caisse ouverte sur six.",
        "On fait la queue une demi-heure en caisse.",
    ],
    before: 150,
    after: 15,
};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, seeds] = arguments.as_slice() else {
        return Err("usage: simulate-quarter PROGRAM SEEDS".into());
    };
    let program = fs::canonicalize(program)?;
    println!(
        "seed\tnew_irritant_days\timprovement_days\tfalse_signals\tfalse_signals_nothing_planted\tsame_as_one_run"
    );
    let rows = (1..=seeds.parse::<u64>()?).into_par_iter().map(|seed| row(&program, seed));
    for row in rows.collect::<Vec<_>>() {
        println!("{}", row?);
    }
    Ok(())
}

fn row(program: &Path, seed: u64) -> Outcome<String> {
    let (planted, plain) = (quarter(program, seed, true)?, quarter(program, seed, false)?);
    let days =
        |told: Option<usize>| told.map_or("never".to_owned(), |night| (night + 1 - PLANTED).to_string());
    let (new, old) = (days(planted.new), days(planted.old));
    let is_same = planted.is_same && plain.is_same;
    Ok(format!("{seed}\t{new}\t{old}\t{}\t{}\t{is_same}", planted.false_signals, plain.false_signals))
}

/// What ninety nights told.
#[derive(Default)]
struct Told {
    /// First night, from 0, that tells the new irritant.
    new: Option<usize>,
    /// First night that tells the improvement.
    old: Option<usize>,
    false_signals: usize,
    /// Whether the history is the one of a single run over all exports.
    is_same: bool,
}

fn quarter(program: &Path, seed: u64, is_planted: bool) -> Outcome<Told> {
    let folder = tempfile::tempdir()?;
    let (exports, out) = (folder.path().join("exports"), folder.path().join("rapport"));
    fs::create_dir(&exports)?;
    let history = folder.path().join("historique.sqlite");
    let nights = nights(seed, is_planted)?;
    let name = |night: usize| exports.join(format!("nuit-{night:02}.csv"));
    let mut told = Told::default();
    for (night, export) in nights.iter().enumerate() {
        match night {
            // The export of night 40 comes on night 47.
            40 => continue,
            47 => fs::write(name(40), &nights[40])?,
            30 => drop(fs::copy(name(29), exports.join("nuit-29-copie.csv"))?),
            _ => {}
        }
        fs::write(name(night), export)?;
        if night == 50 {
            kill(program, &exports, &out, &history)?;
        }
        analyze(program, &exports, &out, &history)?;
        tell(&out, night, is_planted, &mut told)?;
    }
    let (whole, all) = (folder.path().join("entier.sqlite"), folder.path().join("tout"));
    fs::create_dir(&all)?;
    fs::write(all.join("tout.csv"), joined(&nights))?;
    analyze(program, &all, &folder.path().join("rapport-entier"), &whole)?;
    told.is_same = content(program, &history)? == content(program, &whole)?;
    Ok(told)
}

/// The exports of the nights.
fn nights(seed: u64, is_planted: bool) -> Outcome<Vec<String>> {
    let mut bytes = Vec::new();
    Corpus::new(seed)?.write(&mut bytes, BYTES)?;
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes.as_slice());
    let header = reader.headers()?.clone();
    let mut rows = reader.records();
    let mut rng = Rng::with_seed(seed ^ 0x51D3);
    let mut nights = Vec::new();
    let first = chrono::NaiveDate::from_ymd_opt(2026, 1, 5).ok_or("a day that is none")?;
    for (night, day) in (0..NIGHTS).zip(first.iter_days()) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        writer.write_record(&header)?;
        for _ in 0..rng.usize(COMMENTS * 4 / 5..=COMMENTS * 6 / 5) {
            let row = rows.next().ok_or("the generator is short of comments")??;
            let mut cells: Vec<String> = row.iter().map(str::to_owned).collect();
            cells[1] = day.format("%d/%m/%Y").to_string();
            for plant in [NEW, OLD] {
                let rate = if night >= PLANTED && is_planted { plant.after } else { plant.before };
                if cells[2] == plant.touchpoint && rng.u32(..1000) < rate {
                    cells[5] = plant.comments[rng.usize(..plant.comments.len())].to_owned();
                }
            }
            writer.write_record(&cells)?;
        }
        nights.push(String::from_utf8(writer.into_inner()?)?);
    }
    Ok(nights)
}

fn joined(nights: &[String]) -> String {
    let mut all = String::new();
    for night in nights {
        let start = if all.is_empty() { 0 } else { night.find('\n').map_or(0, |end| end + 1) };
        all.push_str(&night[start..]);
    }
    all
}

fn command(program: &Path, exports: &Path, out: &Path, history: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("analyze").arg(exports).arg("--out").arg(out).arg("--history").arg(history);
    command.args(["--only", "tables", "--quiet", "--dialect", "rfc4180", "--threads", "1"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn analyze(program: &Path, exports: &Path, out: &Path, history: &Path) -> Outcome<()> {
    let status = command(program, exports, out, history).status()?;
    if status.success() { Ok(()) } else { Err(format!("a run ended with {status}").into()) }
}

/// A run that is killed on its way.
fn kill(program: &Path, exports: &Path, out: &Path, history: &Path) -> Outcome<()> {
    let mut child = command(program, exports, out, history).spawn()?;
    std::thread::sleep(Duration::from_millis(30));
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// Reads the signals that this night tells for the first time.
fn tell(out: &Path, night: usize, is_planted: bool, told: &mut Told) -> Outcome<()> {
    let mut reader = csv::Reader::from_path(out.join("signaux.csv"))?;
    let header = reader.headers()?.clone();
    let place = |name: &str| header.iter().position(|column| column == name).ok_or("a column is missing");
    let [touchpoint, name, direction, state] =
        [place("point_de_contact")?, place("nom")?, place("tendance")?, place("etat")?];
    for row in reader.records() {
        let row = row?;
        let is = |plant: &Plant, way: &str| {
            // A comment that is planted takes the place of another: what is told of all touchpoints is the same change.
            [plant.touchpoint, "TOUS"].contains(&&row[touchpoint])
                && &row[name] == plant.irritant
                && &row[direction] == way
        };
        let is_late = is_planted && night >= PLANTED;
        if is_late && is(&NEW, "hausse") {
            told.new.get_or_insert(night);
        } else if is_late && is(&OLD, "baisse") {
            told.old.get_or_insert(night);
        } else if &row[state] == "nouveau" {
            told.false_signals += 1;
            eprintln!("night {night}: {row:?}");
        }
    }
    Ok(())
}

/// All that must be the same however the rows came.
fn content(program: &Path, history: &Path) -> Outcome<String> {
    let mut all = String::new();
    for table in ["verbatims", "comptes", "registre"] {
        let mut show = Command::new(program);
        show.args(["history", "show"]).arg(history).args(["--table", table]);
        all.push_str(&String::from_utf8(show.output()?.stdout)?);
    }
    Ok(all)
}
