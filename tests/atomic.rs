//! Whatever happens to a run, its folder holds the report of before or the new one, whole, and the exit code tells which.
//! `docs/reliability.md` has what more was tried, and how to repeat it.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Instant;

const SAMPLE: &str = include_str!("../data/avis-exemple.csv");

/// A place to work, with two exports that give different reports.
struct Bench {
    folder: tempfile::TempDir,
    exports: [PathBuf; 2],
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let exports = ["novembre.csv", "decembre.csv"].map(|name| folder.path().join(name));
        fs::write(&exports[0], SAMPLE).unwrap();
        let half: Vec<&str> = SAMPLE.split_inclusive('\n').take(300).collect();
        fs::write(&exports[1], half.concat()).unwrap();
        Self { folder, exports }
    }

    fn place(&self) -> PathBuf {
        self.folder.path().join("rapport")
    }

    fn workspace(&self) -> PathBuf {
        self.folder.path().join(".rapport.verbatim")
    }

    fn run(&self, input: &Path) -> Command {
        let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
        run.arg("analyze").arg(input).arg("--out").arg(self.place()).arg("--quiet");
        run
    }

    /// Writes the report of an export, and gives its files.
    fn report(&self, export: usize) -> Files {
        assert!(self.run(&self.exports[export]).status().unwrap().success());
        files(&self.place())
    }

    /// A run that has its folder and waits for more of its input.
    fn waiting(&self) -> Child {
        let mut child =
            self.run(Path::new("-")).stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let rows = "id;commentaire\n".to_owned() + &"1;Accueil très agréable.\n".repeat(200_000);
        child.stdin.as_mut().unwrap().write_all(rows.as_bytes()).unwrap();
        while !self.workspace().join("nouveau").exists() {
            assert!(child.try_wait().unwrap().is_none(), "the run ended");
            thread::yield_now();
        }
        child
    }

    /// Nothing but the exports and the report: what a run needed is gone.
    fn assert_tidy(&self) {
        let names = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> =
            names.map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        assert_eq!(names, ["decembre.csv", "novembre.csv", "rapport"]);
    }
}

/// Files of a report by their path from it.
type Files = BTreeMap<PathBuf, Vec<u8>>;

fn files(root: &Path) -> Files {
    let (mut found, mut folders) = (Files::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// `VERBATIM_KILLS` asks for more of them than a suite has time for.
#[test]
fn a_run_killed_at_any_moment_leaves_the_old_report_or_the_new_one() {
    let n_kills = std::env::var("VERBATIM_KILLS").map_or(30, |n| n.parse().unwrap());
    let bench = Bench::new();
    let reports = [bench.report(0), bench.report(1)];
    assert_ne!(reports[0], reports[1]);
    let started = Instant::now();
    bench.report(1);
    let whole = started.elapsed();
    let mut random = fastrand::Rng::with_seed(20_261_128);
    let (mut n_killed, mut current) = (0, 1);
    let mut outcomes = [0; 3];
    // A run that ended before its kill does not count.
    for _ in 0..10 * n_kills {
        if n_killed == n_kills {
            break;
        }
        let next = 1 - current;
        let mut child = bench.run(&bench.exports[next]).spawn().unwrap();
        // The clock chooses the moment, and no moment changes what must hold.
        thread::sleep(whole.mul_f64(random.f64()));
        child.kill().unwrap();
        let status = child.wait().unwrap();
        n_killed += usize::from(status.signal() == Some(9));
        let found = files(&bench.place());
        let is_new = found == reports[next];
        assert!(is_new || found == reports[current], "neither report, after {status}");
        assert!(is_new || !status.success(), "a run that tells success has not put its report in place");
        outcomes[if !is_new { 0 } else { 1 + usize::from(status.success()) }] += 1;
        current = if is_new { next } else { current };
    }
    println!("{n_killed} killed; old, new by a killed run, new: {outcomes:?}; a run took {whole:?}");
    assert_eq!(n_killed, n_kills, "runs end before they are killed");
    bench.report(0);
    bench.assert_tidy();
}

#[test]
fn a_signal_stops_a_run_that_waits_and_says_what_is_kept() {
    for (signal, number, name) in [("-TERM", 15, "SIGTERM"), ("-INT", 2, "Ctrl-C")] {
        let bench = Bench::new();
        let before = bench.report(0);
        let mut child = bench.waiting();
        // Still open, so that the run waits.
        let stdin = child.stdin.take();
        assert!(Command::new("kill").arg(signal).arg(child.id().to_string()).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(output.status.signal(), Some(number));
        let told = stderr(&output);
        assert!(told.contains(name) && told.contains("what was there is as it was"), "{told}");
        assert_eq!(files(&bench.place()), before);
        bench.assert_tidy();
    }
}

#[test]
fn a_second_run_on_the_same_folder_is_refused_and_the_first_one_ends() {
    let bench = Bench::new();
    let before = bench.report(0);
    let mut first = bench.waiting();
    let second = bench.run(&bench.exports[1]).output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(stderr(&second).contains("another run is writing to"), "{}", stderr(&second));
    assert_eq!(files(&bench.place()), before);
    drop(first.stdin.take());
    assert!(first.wait().unwrap().success());
    assert_ne!(files(&bench.place()), before);
    bench.assert_tidy();
}

#[test]
fn of_many_runs_at_once_each_one_writes_all_or_nothing_and_tells() {
    let bench = Bench::new();
    let reports = [bench.report(0), bench.report(1)];
    let start = |n: usize| bench.run(&bench.exports[n % 2]).stderr(Stdio::piped()).spawn().unwrap();
    let runs: Vec<Child> = (0..8).map(start).collect();
    let ended: Vec<Output> = runs.into_iter().map(|run| run.wait_with_output().unwrap()).collect();
    for output in ended.iter().filter(|output| !output.status.success()) {
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(output).contains("another run is writing to"), "{}", stderr(output));
    }
    assert!(ended.iter().any(|output| output.status.success()));
    assert!(reports.contains(&files(&bench.place())));
    bench.assert_tidy();
}

/// A limit on the size of files stands for a disk that takes no more: a write fails half-way.
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_report() {
    let bench = Bench::new();
    let before = bench.report(0);
    let mut n_failed = 0;
    for blocks in (0..12).map(|power| (1 << power) - 1) {
        let mut run = Command::new("sh");
        run.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\""]).arg(blocks.to_string());
        run.arg(env!("CARGO_BIN_EXE_verbatim")).arg("analyze").arg(&bench.exports[1]);
        let output = run.arg("--out").arg(bench.place()).output().unwrap();
        if output.status.success() {
            break;
        }
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("what was there is as it was"), "{}", stderr(&output));
        assert!(files(&bench.place()) == before, "{blocks} blocks");
        bench.assert_tidy();
        n_failed += 1;
    }
    assert!((5..12).contains(&n_failed), "{n_failed} limits were too low");
}

/// 2026-11-28: such a report was refused as the folder of somebody else, night after night.
#[test]
fn a_report_whose_files_a_power_cut_emptied_is_replaced_by_the_next_run() {
    let bench = Bench::new();
    let whole = bench.report(0);
    for size in [0, 4096] {
        for path in whole.keys() {
            fs::write(bench.place().join(path), vec![0; size]).unwrap();
        }
        assert_eq!(bench.report(0), whole);
    }
    let foreign = bench.place().join("run.json");
    fs::write(foreign, "{}").unwrap();
    assert_eq!(bench.run(&bench.exports[0]).status().unwrap().code(), Some(2));
}

#[test]
fn a_folder_where_nothing_can_be_written_keeps_its_report() {
    let bench = Bench::new();
    let before = bench.report(0);
    // No rights would stop the root user.
    fs::write(bench.workspace(), "").unwrap();
    let output = bench.run(&bench.exports[1]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot write the report"), "{}", stderr(&output));
    assert_eq!(files(&bench.place()), before);
    fs::remove_file(bench.workspace()).unwrap();
    bench.assert_tidy();
}

#[test]
fn closed_pipes_change_nothing_to_the_report_nor_to_the_exit_code() {
    let bench = Bench::new();
    let before = bench.report(0);
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.arg("analyze").arg(&bench.exports[1]).arg("--out").arg(bench.place());
    let mut child = run.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert!(child.wait().unwrap().success());
    assert_ne!(files(&bench.place()), before);

    let absent = bench.folder.path().join("absent.csv");
    let mut child = bench.run(&absent).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait().unwrap().code(), Some(2));
}

/// The run is held still while its export changes, so that it has begun to read and has not read all.
#[test]
fn an_export_that_grows_or_is_cut_while_it_is_read_leaves_the_old_report() {
    let bench = Bench::new();
    let before = bench.report(0);
    let export = bench.folder.path().join("decembre.csv");
    let rows = "id;commentaire\n".to_owned() + &"1;Accueil très agréable.\n".repeat(400_000);
    let changes: [fn(&fs::File); 2] =
        [|mut file| file.write_all(b"2;Et puis non.\n").unwrap(), |file| file.set_len(5_000_000).unwrap()];
    for change in changes {
        fs::write(&export, &rows).unwrap();
        let mut child = bench.run(&export).stderr(Stdio::piped()).spawn().unwrap();
        while !bench.workspace().join("nouveau").exists() {
            assert!(child.try_wait().unwrap().is_none(), "the run ended");
            thread::yield_now();
        }
        let signal =
            |name: &str| Command::new("kill").arg(name).arg(child.id().to_string()).status().unwrap();
        assert!(signal("-STOP").success());
        change(&fs::OpenOptions::new().append(true).open(&export).unwrap());
        assert!(signal("-CONT").success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("changed while it was read"), "{}", stderr(&output));
        assert_eq!(files(&bench.place()), before);
        bench.assert_tidy();
    }
}

#[test]
fn a_cut_archive_leaves_the_old_report() {
    let bench = Bench::new();
    let before = bench.report(0);
    let export = bench.folder.path().join("decembre.csv");
    let mut packed = flate2::read::GzEncoder::new(fs::File::open(&export).unwrap(), Default::default());
    let mut bytes = Vec::new();
    packed.read_to_end(&mut bytes).unwrap();
    fs::write(&export, &bytes[..bytes.len() - 9]).unwrap();
    let output = bench.run(&export).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(files(&bench.place()), before);
    bench.assert_tidy();
}

#[test]
fn an_export_inside_the_report_is_never_thrown_away_with_it() {
    let bench = Bench::new();
    bench.report(0);
    let inside = bench.place().join("avis.csv");
    fs::copy(&bench.exports[1], &inside).unwrap();
    let output = bench.run(&inside).arg("--force").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("choose another folder"), "{}", stderr(&output));
    assert!(inside.exists());
    bench.assert_tidy();
}

/// 2026-11-30: a history in the folder of the report was made, and thrown away with the old report by the next night.
#[test]
fn what_the_next_run_needs_is_never_kept_in_the_report() {
    let bench = Bench::new();
    let before = bench.report(0);
    let page = "{{policy}}{{style}}{{cloud}}{{data}}{{script}}";
    for (option, name) in [
        ("--history", "historique.sqlite"),
        ("--config", "verbatim.toml"),
        ("--lexicons", "lexiques"),
        ("--template", "gabarit.html"),
    ] {
        let inside = bench.place().join(name);
        match option {
            "--config" => fs::write(&inside, "").unwrap(),
            "--lexicons" => fs::create_dir(&inside).unwrap(),
            "--template" => fs::write(&inside, page).unwrap(),
            _ => {}
        }
        let output = bench.run(&bench.exports[1]).arg(option).arg(&inside).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("keep it in another folder"), "{}", stderr(&output));
        assert_eq!(inside.exists(), option != "--history", "{name}");
        let removed = if inside.is_dir() { fs::remove_dir(&inside) } else { fs::remove_file(&inside) };
        assert_eq!(removed.is_ok(), option != "--history", "{name}");
    }
    assert!(files(&bench.place()) == before);
    // Nor at its place, before there is one.
    let place = bench.folder.path().join("nouveau");
    let mut run = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    run.arg("analyze").arg(&bench.exports[0]).arg("--out").arg(&place).arg("--history").arg(&place);
    assert_eq!(run.output().unwrap().status.code(), Some(2));
    bench.assert_tidy();
}

/// 2026-11-30: the report had changed places when the history found the disk full, and the exit code was 2.
#[test]
fn a_disk_too_full_for_the_history_leaves_the_old_report() {
    let bench = Bench::new();
    let before = bench.report(0);
    let (mut n_failed, history) = (0, bench.folder.path().join("historique.sqlite"));
    for blocks in (400..).step_by(150) {
        let mut run = Command::new("sh");
        run.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\""]).arg(blocks.to_string());
        run.arg(env!("CARGO_BIN_EXE_verbatim")).arg("analyze").arg(&bench.exports[1]);
        run.args(["--only", "tables", "--history"]).arg(&history);
        let output = run.arg("--out").arg(bench.place()).output().unwrap();
        if output.status.success() {
            break;
        }
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("the history cannot be"), "{}", stderr(&output));
        assert!(files(&bench.place()) == before, "{blocks} blocks");
        n_failed += 1;
    }
    assert!(n_failed > 2, "{n_failed} limits were too low");
    assert!(files(&bench.place()) != before);
}

#[test]
fn a_link_to_the_folder_stays_a_link() {
    let bench = Bench::new();
    let elsewhere = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), bench.place()).unwrap();
    let report = bench.report(0);
    assert!(fs::symlink_metadata(bench.place()).unwrap().is_symlink());
    assert_eq!(files(elsewhere.path()), report);
    bench.assert_tidy();
}

#[test]
fn verify_tells_each_difference_and_an_exit_code() {
    let bench = Bench::new();
    let verify = || {
        let output =
            Command::new(env!("CARGO_BIN_EXE_verbatim")).arg("verify").arg(bench.place()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(verify().0, Some(2), "there is no report");
    let n_listed = bench.report(0).len() - 1;
    let (code, told) = verify();
    let intact = format!("Fichiers intacts : {n_listed} ; absents : 0 ; modifiés : 0 ; en trop : 0\n");
    assert_eq!((code, told.as_str()), (Some(0), intact.as_str()));

    let place = bench.place();
    fs::remove_file(place.join("modes.csv")).unwrap();
    fs::write(place.join("themes.csv"), "theme\n").unwrap();
    fs::write(place.join("nuages/\u{1b}[2Jnotes.txt"), "").unwrap();
    let (code, told) = verify();
    assert_eq!(code, Some(1));
    for line in ["Absent : modes.csv\n", "Modifié : themes.csv\n", "En trop : nuages/\\u{1b}[2Jnotes.txt\n"]
    {
        assert!(told.contains(line), "{told}");
    }
    fs::write(place.join("run.json"), "{").unwrap();
    assert_eq!(verify().0, Some(2));
}
