//! Goes in: two megabytes of the generated corpus. Comes out: the time of each stage of the work, alone, on one thread.
//! Never: measures a whole run, which is `benches/compare`.
//!
//! `cargo bench` runs all; `cargo bench -- stem` those whose name holds « stem ».

// A bench has no reader of its documentation, and the macros of criterion write none.
#![allow(missing_docs)]

mod corpus;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use encoding_rs::WINDOWS_1252;
use tempfile::TempDir;
use verbatim::aggregate::{Answer, Counted, Names, Quoted, Summary, Tally};
use verbatim::annotate::{Annotation, Annotator, FormId, LabelId, Occurrence, Rules, Vocabulary};
use verbatim::config::{
    Charset, Config, Dialect, Documents, Header, IngestOptions, Input, Language, PageOptions, Redaction,
    Routing, Wanted,
};
use verbatim::ingest::{self, Field, FileDecisions};
use verbatim::lexicon::{self, Horizon, Lexicon, Step, Steps};
use verbatim::report::{self, Labels, RunFacts, VerbatimRow};
use verbatim::scale::Scale;
use verbatim::text::{Kind, Token, lower, stem, tokenize};

const N_BYTES: u64 = 2_000_000;
const SEED: u64 = 1;

/// The corpus, and what each stage leaves to the next.
struct Fixture {
    folder: TempDir,
    lexicon: Lexicon,
    texts: Vec<String>,
    tokens: Vec<Vec<Token>>,
}

impl Fixture {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let mut utf8 = Vec::new();
        corpus::Corpus::new(SEED).and_then(|mut corpus| corpus.write(&mut utf8, N_BYTES)).expect("a corpus");
        let text = String::from_utf8(utf8).expect("the corpus is UTF-8");
        fs::write(folder.path().join("utf-8.csv"), &text).expect("room for the corpus");
        let (latin, _, _) = WINDOWS_1252.encode(&text);
        fs::write(folder.path().join("windows-1252.csv"), latin).expect("room for the corpus");
        let (lexicon, _) = lexicon::load(None).expect("the embedded lexicons");
        let texts = read(&folder.path().join("utf-8.csv"), Charset::UTF_8);
        let tokens = texts.iter().map(|text| cut(text)).collect();
        Self { folder, lexicon, texts, tokens }
    }

    fn comments(&self) -> impl Iterator<Item = (&str, &[Token])> {
        self.texts.iter().map(String::as_str).zip(self.tokens.iter().map(Vec::as_slice))
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.comments().flat_map(|(text, tokens)| {
            tokens.iter().filter(|token| token.kind == Kind::Word).map(move |token| token.text(text))
        })
    }
}

fn options(encoding: Charset) -> IngestOptions {
    IngestOptions {
        columns: Vec::new(),
        delimiter: Some(b';'),
        encoding: Some(encoding),
        header: Header::Present,
        wanted: Wanted::Analysis,
        scale: None,
    }
}

fn read(path: &Path, encoding: Charset) -> Vec<String> {
    let mut reader =
        ingest::open(&[Input::File(path.to_owned())], &options(encoding)).expect("the corpus opens");
    let mut texts = Vec::new();
    while let Some(batch) = reader.next_batch().expect("the corpus is read") {
        texts.extend(batch.rows.iter().map(|row| batch.field(row, Field::Text).to_owned()));
    }
    texts
}

fn cut(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens
}

/// Reading what needs no decoding, and what does: the difference is the decoder.
fn reading(criterion: &mut Criterion, fixture: &Fixture) {
    for (name, file, encoding) in [
        ("read", "utf-8.csv", Charset::UTF_8),
        ("read and decode", "windows-1252.csv", Charset::Web(WINDOWS_1252)),
    ] {
        let input = [Input::File(fixture.folder.path().join(file))];
        let mut group = criterion.benchmark_group("ingest");
        group.throughput(Throughput::Bytes(N_BYTES));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut reader = ingest::open(&input, &options(encoding)).expect("the corpus opens");
                let mut batch = ingest::Batch::default();
                let mut n_rows = 0;
                while reader.fill(&mut batch).expect("the corpus is read") {
                    n_rows += batch.rows.len();
                }
                n_rows
            });
        });
    }
}

fn words(criterion: &mut Criterion, fixture: &Fixture) {
    let mut group = criterion.benchmark_group("text");
    group.throughput(Throughput::Bytes(N_BYTES));
    let mut tokens = Vec::new();
    group.bench_function("tokenize", |bencher| {
        bencher.iter(|| {
            fixture.texts.iter().for_each(|text| {
                tokens.clear();
                tokenize(text, &mut tokens);
            });
            tokens.len()
        });
    });
    group.bench_function("stem without cache", |bencher| {
        bencher.iter(|| fixture.words().map(|word| stem(&lower(word)).len()).sum::<usize>());
    });
    // The cache gives the stem and everything else that depends on the form alone.
    let mut vocabulary = Vocabulary::default();
    group.bench_function("stem with cache", |bencher| bencher.iter(|| intern(fixture, &mut vocabulary)));
    group.bench_function("stem with an empty cache", |bencher| {
        bencher.iter_with_large_drop(|| {
            let mut vocabulary = Vocabulary::default();
            intern(fixture, &mut vocabulary);
            vocabulary
        });
    });
}

fn intern(fixture: &Fixture, vocabulary: &mut Vocabulary) -> usize {
    let mut forms = Vec::new();
    fixture.comments().for_each(|(text, tokens)| {
        vocabulary.intern_all(text, tokens, &fixture.lexicon, Rules::all(), &mut forms);
    });
    forms.len()
}

fn matching(criterion: &mut Criterion, fixture: &Fixture) {
    let mut vocabulary = Vocabulary::default();
    let mut forms: Vec<FormId> = Vec::new();
    let comments: Vec<Vec<Step>> = fixture
        .comments()
        .map(|(text, tokens)| {
            vocabulary.intern_all(text, tokens, &fixture.lexicon, Rules::all(), &mut forms);
            forms.iter().map(|form| vocabulary.form(*form).step).collect()
        })
        .collect();
    let mut group = criterion.benchmark_group("lexicon");
    group.throughput(Throughput::Bytes(N_BYTES));
    let (mut horizon, mut found) = (Horizon::default(), Vec::new());
    group.bench_function("match", |bencher| {
        bencher.iter(|| {
            for steps in &comments {
                found.clear();
                let steps = Steps { steps, atoms: vocabulary.atoms(), roots: vocabulary.roots() };
                fixture.lexicon.trie.find(steps, &mut horizon, &mut found);
            }
            found.len()
        });
    });
}

/// What annotating leaves to counting and writing.
struct Annotated<'f> {
    annotator: Annotator<'f>,
    rows: Vec<(Annotation, Vec<Occurrence>)>,
}

impl Names for Annotated<'_> {
    fn term(&self, id: u32) -> &Arc<str> {
        &self.annotator.vocabulary().term_keys()[id as usize]
    }
    fn form(&self, id: u32) -> &Arc<str> {
        &self.annotator.vocabulary().lower_forms()[id as usize]
    }
    fn label(&self, _: LabelId) -> &str {
        "motif"
    }
}

fn annotate(fixture: &Fixture) -> Annotated<'_> {
    let mut annotator = Annotator::new(&fixture.lexicon);
    let one = |text: &String| {
        let annotation = annotator.annotate(text);
        let mut terms = Vec::new();
        annotator.terms(|_| false, &mut terms);
        (annotation, terms)
    };
    let rows = fixture.texts.iter().map(one).collect();
    Annotated { annotator, rows }
}

fn annotating(criterion: &mut Criterion, fixture: &Fixture) {
    let mut group = criterion.benchmark_group("annotate");
    group.throughput(Throughput::Bytes(N_BYTES));
    let mut annotator = Annotator::new(&fixture.lexicon);
    group.bench_function("annotate", |bencher| {
        bencher.iter(|| fixture.texts.iter().for_each(|text| drop(black_box(annotator.annotate(text)))));
    });
}

const TOUCHPOINTS: [&str; 3] = ["Livraison", "Service après-vente", "Commande en ligne"];

fn count(fixture: &Fixture, annotated: &Annotated<'_>) -> Summary {
    let mut tally = Tally::default();
    for (number, (text, (annotation, terms))) in fixture.texts.iter().zip(&annotated.rows).enumerate() {
        let counted = Counted {
            annotation,
            touchpoints: &TOUCHPOINTS[number % 3..=number % 3],
            by_step: false,
            rating: Some(number as i32 % 11 * 1000),
            answer: Some(Answer { scale: Scale::Nps, rating: Some(number as i32 % 11 * 1000) }),
            terms,
            position: (0, number as u64),
            length: text.len() as u32,
        };
        tally.add(&counted, &mut || Quoted { text: text.clone(), ..Quoted::default() });
    }
    tally.drain(annotated)
}

fn write(fixture: &Fixture, annotated: &Annotated<'_>, out: &mut Vec<u8>) {
    for (line, (text, (annotation, _))) in fixture.texts.iter().zip(&annotated.rows).enumerate() {
        let row = VerbatimRow {
            file: "avis.csv",
            line: line as u64,
            id: "G1",
            date: "01/01/2026",
            touchpoints: &TOUCHPOINTS[..1],
            rating: "7",
            annotation,
            text,
        };
        report::write_verbatim_row(out, Dialect::ExcelFr, &row, ["motif"].into_iter(), [].into_iter());
    }
}

fn config(out: PathBuf, documents: Documents) -> Config {
    Config {
        inputs: Vec::new(),
        out,
        ingest: options(Charset::UTF_8),
        lexicons: None,
        threads: Some(1),
        dialect: Dialect::ExcelFr,
        redaction: Redaction::Mask,
        documents,
        language: Language::French,
        page: PageOptions::default(),
        routing: Routing::default(),
        quiet: true,
        force: false,
        thresholds: Vec::new(),
        targets: Vec::new(),
        journey: Vec::new(),
        history: None,
        origin: None,
    }
}

fn closing(criterion: &mut Criterion, fixture: &Fixture) {
    let annotated = annotate(fixture);
    let mut group = criterion.benchmark_group("totals");
    group.throughput(Throughput::Bytes(N_BYTES));
    group.bench_function("aggregate", |bencher| {
        bencher.iter_with_large_drop(|| count(fixture, &annotated));
    });
    group.bench_function("write", |bencher| {
        let room = || Vec::with_capacity(2 * N_BYTES as usize);
        bencher.iter_batched_ref(room, |out| write(fixture, &annotated, out), BatchSize::LargeInput);
    });
    group.finish();
    let summary = count(fixture, &annotated);
    let display = &fixture.lexicon.display;
    let labels = Labels::new(display.tags.clone(), display.themes.clone());
    let facts = RunFacts::<FileDecisions>::default();
    for (name, documents) in [("tables", Documents::Tables), ("all documents", Documents::All)] {
        let config = config(fixture.folder.path().join(name), documents);
        criterion.bench_function(&format!("report/{name}"), |bencher| {
            // A report is written in a new folder, where stands what is written row by row.
            let rows = || stream(fixture, &annotated, &config.out);
            let report = |()| report::write_all(&config.out, &summary, &facts, &labels, &config, None);
            bencher.iter_batched(rows, |rows| report(rows).expect("a report"), BatchSize::PerIteration);
        });
    }
}

fn stream(fixture: &Fixture, annotated: &Annotated<'_>, folder: &Path) {
    // There is none before the first time.
    drop(fs::remove_dir_all(folder));
    fs::create_dir_all(folder).expect("room for a report");
    let (mut rows, mut marks) = (Vec::new(), Vec::new());
    report::write_verbatim_header(&mut rows, Dialect::ExcelFr);
    write(fixture, annotated, &mut rows);
    for text in &fixture.texts {
        report::write_marks_row(&mut marks, text, text, &[], |_| "motif");
    }
    fs::write(folder.join("verbatims.csv"), rows).expect("room for the rows");
    fs::write(folder.join(report::MARKS_FILE), marks).expect("room for the marks");
    // No comment is sent to a department.
    fs::write(folder.join(report::ROUTES_FILE), "").expect("room for the routes");
}

fn stages(criterion: &mut Criterion) {
    let fixture = Fixture::new();
    reading(criterion, &fixture);
    words(criterion, &fixture);
    matching(criterion, &fixture);
    annotating(criterion, &fixture);
    closing(criterion, &fixture);
}

criterion_group! {
    name = benches;
    // Ten runs of some hundredths of a second each say enough, and all stages end within two minutes.
    config = Criterion::default().sample_size(10);
    targets = stages
}
criterion_main!(benches);
