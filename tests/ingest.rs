//! Goes in: exports in every usual dress. Comes out: the same rows. Never: a text from a real customer.

#[path = "ingest/columns.rs"]
mod columns;
#[path = "ingest/rivals.rs"]
mod rivals;
#[path = "ingest/scales.rs"]
mod scales;
#[path = "ingest/shapes.rs"]
mod shapes;
#[path = "ingest/workbooks.rs"]
mod workbooks;

use std::io::Write;
use std::path::{Path, PathBuf};

use encoding_rs::WINDOWS_1252;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use verbatim::config::{Charset, ColumnRef, Header, IngestOptions, Input, Wanted};
use verbatim::ingest::{Batch, Field, FileDecisions, IngestError, Reader, open};
use yore::code_pages::CP850;

fn detected() -> IngestOptions {
    IngestOptions {
        columns: Vec::new(),
        delimiter: None,
        encoding: None,
        header: Header::Present,
        wanted: Wanted::Analysis,
        scale: None,
    }
}

fn with_columns(columns: &[(Field, ColumnRef)]) -> IngestOptions {
    IngestOptions { columns: columns.to_vec(), ..detected() }
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

struct Read {
    batches: Vec<Batch>,
    decisions: Vec<FileDecisions>,
}

impl Read {
    fn column(&self, field: Field) -> Vec<&str> {
        self.batches.iter().flat_map(|b| b.rows.iter().map(move |row| b.field(row, field))).collect()
    }
    fn texts(&self) -> Vec<&str> {
        self.column(Field::Text)
    }
    fn rejects(&self) -> Vec<(u64, &str, &str)> {
        let rejects = self.batches.iter().flat_map(|batch| &batch.rejects);
        rejects.map(|reject| (reject.line, reject.reason, reject.content.as_str())).collect()
    }
    fn lines(&self) -> Vec<u64> {
        self.batches.iter().flat_map(|batch| batch.rows.iter().map(|row| row.line)).collect()
    }
}

fn read_all(mut reader: Reader) -> Result<Read, IngestError> {
    let mut batches = Vec::new();
    while let Some(batch) = reader.next_batch()? {
        assert_eq!(batch.sequence, batches.len() as u64);
        batches.push(batch);
    }
    let decisions = reader.decisions();
    let (rows, rejects) = (
        batches.iter().map(|batch| batch.rows.len() as u64).sum::<u64>(),
        batches.iter().map(|batch| batch.rejects.len() as u64).sum::<u64>(),
    );
    assert!(decisions.iter().all(|file| file.complete));
    assert_eq!(decisions.iter().map(|file| file.rows_read).sum::<u64>(), rows + rejects);
    assert_eq!(decisions.iter().map(|file| file.rows_analysed).sum::<u64>(), rows);
    assert_eq!(decisions.iter().map(|file| file.rows_rejected).sum::<u64>(), rejects);
    Ok(Read { batches, decisions })
}

fn read(path: &Path, options: &IngestOptions) -> Result<Read, IngestError> {
    read_all(open(&[Input::File(path.to_owned())], options)?)
}

fn read_bytes(bytes: impl AsRef<[u8]>) -> Read {
    let folder = Folder::new();
    read(&folder.file("export.csv", bytes), &detected()).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_reader_can_go_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Reader>();
}

#[test]
fn without_a_header_the_first_row_is_a_row_and_ids_are_row_numbers() {
    let folder = Folder::new();
    let path = folder.file("x.csv", "Très bon accueil;5\nUne heure d'attente;1\n");
    let options = IngestOptions { header: Header::Absent, ..detected() };
    let read = read(&path, &options).unwrap();
    assert_eq!(read.texts(), ["Très bon accueil", "Une heure d'attente"]);
    assert_eq!(read.column(Field::Id), ["1", "2"]);
}

#[test]
fn one_column_of_prose_needs_nothing() {
    let read = read_bytes("verbatim\nBien, merci\n\nLent; cher; nul\n");
    assert_eq!(read.texts(), ["Bien, merci", "Lent; cher; nul"]);
    assert_eq!((read.decisions[0].delimiter, read.lines()), (None, vec![2, 4]));
}

#[test]
fn rows_without_a_comment_are_rejected_and_counted() {
    let read = read_bytes("id;avis\n1;Bien\n2;\n3;  \n4;NULL\n5;n/a\n6;-\n7;Nul\n");
    assert_eq!(read.texts(), ["Bien", "Nul"]);
    assert_eq!(read.rejects()[0], (3, "texte vide", "2;"));
    assert_eq!(read.rejects().len(), 5);
}

#[test]
fn duplicate_ids_are_kept_and_counted() {
    let read = read_bytes("id;avis\n1;a b\n1;c d\n2;e f\n1;g h\n");
    assert_eq!((read.texts().len(), read.decisions[0].duplicate_ids), (4, 2));
}

#[test]
fn short_rows_are_completed_and_bare_delimiters_go_back_to_a_last_text() {
    let read =
        read_bytes("id,note,commentaire\n1,5,\"Bien, oui\"\n2,4,Lent, cher, mais bon\n3,2\n4,1,nul,,\n");
    assert_eq!(read.texts(), ["Bien, oui", "Lent, cher, mais bon", "nul"]);
    assert_eq!(read.rejects(), [(4, "texte vide", "3,2")]);
    let file = &read.decisions[0];
    assert_eq!((file.short_rows, file.joined_rows, file.overlong_rows), (1, 1, 0));
}

#[test]
fn stray_quotes_swallow_no_row() {
    let mut export = "id;avis;note\n".to_owned();
    for id in 0..500 {
        let text = ["\"Un délai", "Écran 24\" livré", "Il dit \"non", "\"Nul\" vraiment", "Bien"][id % 5];
        export.push_str(&format!("{id};{text};3\n"));
    }
    let read = read_bytes(&export);
    assert_eq!(read.column(Field::Id), (0..500).map(|id| id.to_string()).collect::<Vec<_>>());
}

#[test]
fn a_row_longer_than_any_comment_is_rejected_and_reading_goes_on() {
    let mut export = "id;avis\n1;Bien\n2;".to_owned();
    export.push_str(&"mot ".repeat(3 * 1024 * 1024));
    export.push_str("\n3;Fin\n");
    let read = read_bytes(&export);
    assert_eq!((read.texts(), read.lines()), (vec!["Bien", "Fin"], vec![2, 4]));
    let (line, reason, content) = read.rejects()[0];
    assert_eq!((line, reason, content.len()), (3, "ligne trop longue", 500));
}

#[test]
fn a_rejected_row_of_exactly_500_characters_is_whole_and_the_next_one_is_cut() {
    let (whole, longer) = (format!("{};", "é".repeat(499)), format!("{};", "é".repeat(500)));
    let read = read_bytes(format!("id;avis\n1;Bien\n{whole}\n{longer}\n2;Fin\n"));
    let rejects: Vec<_> = read.batches.iter().flat_map(|batch| &batch.rejects).collect();
    let shown: Vec<_> = rejects.iter().map(|reject| (reject.content.as_str(), reject.is_cut)).collect();
    assert_eq!(shown, [(whole.as_str(), false), (longer.trim_end_matches(';'), true)]);
}

#[test]
fn an_invalid_byte_after_the_sample_is_windows_1252_and_counted() {
    let mut export = b"id;avis\n".to_vec();
    for id in 0..20_000 {
        export.extend_from_slice(format!("{id};Tout va bien ici\n").as_bytes());
    }
    export.extend_from_slice(b"x;D\xe9lai tr\xe8s long\n");
    let read = read_bytes(&export);
    assert_eq!(*read.texts().last().unwrap(), "Délai très long");
    assert_eq!(read.decisions[0].undecodable, 2);
}

#[test]
fn lines_and_bytes_say_where_a_row_starts() {
    let export = "id;avis\n1;\"Sur\r\ndeux lignes\"\n\n2;Après\r\n3;Fin";
    let read = read_bytes(export);
    assert_eq!(read.lines(), [2, 5, 6]);
    for (row, start) in read.batches[0].rows.iter().zip(["1;", "2;", "3;"]) {
        assert!(export[row.byte as usize..].starts_with(start));
    }
}

#[test]
fn empty_and_header_only_files_have_no_rows() {
    for export in ["", "\n\n", "\u{feff}", "id;avis\n", "id;avis"] {
        assert!(read_bytes(export).batches.is_empty(), "{export:?}");
    }
}

#[test]
fn other_formats_are_named() {
    let folder = Folder::new();
    let mut tar = vec![0; 512];
    tar[257..262].copy_from_slice(b"ustar");
    let sheet = b"PK\x03\x04________________zip_______mimetypeapplication/vnd.oasis.opendocument.spreadsheet";
    let wide = "id;commentaire\n1;bien\n".encode_utf16().flat_map(|unit| [unit as u8, 0, 0, 0]);
    let wide: Vec<u8> = [0xff, 0xfe, 0, 0].into_iter().chain(wide).collect();
    for (bytes, named) in [
        (&b"%PDF-1.7 ..."[..], "a PDF"),
        (b"\xef\xbb\xbf\r\n<HTML><body>\n<table>\n<tr><td>id</td>\n", "a page of HTML, whatever its name"),
        (b"<table border=1>\n<tr>\n<td>Tr\xe8s lent\n", "a page of HTML, whatever its name"),
        (b"<?xml version=\"1.0\"?>\n<Workbook>\n", "an XML file"),
        ("{\"id\": 1, \"commentaire\": \"très lent\"}\n".as_bytes(), "a JSON file"),
        (b"[\n  {\n    \"id\": 1\n", "a JSON file"),
        (sheet, "an OpenDocument sheet (.ods)"),
        (&tar, "a tar archive"),
        (&wide, "a text in UTF-32"),
        (&gzip(&gzip(b"id;commentaire\n1;bien\n")), "a gzip inside a gzip"),
    ] {
        let error = read(&folder.file("x.csv", bytes), &detected()).err().unwrap().to_string();
        assert!(error.ends_with(&format!("is {named}: save it as CSV or XLSX")), "{error}");
    }
    // Signs that a header or a comment may begin with.
    let first_column = with_columns(&[(Field::Text, ColumnRef::Position(1))]);
    for first in ["<3 ce magasin", "{texte}", "[Livraison] avis", "<br>Commentaire"] {
        let text = format!("{first}\nTrès bien accueilli, merci.\n");
        read(&folder.file("y.csv", text), &first_column).unwrap();
    }
}

#[test]
fn a_header_as_long_as_a_file_is_told_by_its_beginning() {
    let folder = Folder::new();
    let error = read(&folder.file("x.csv", b"x".repeat(200_000)), &detected());
    let error = error.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(error.len() < 500, "{} bytes", error.len());
}

#[test]
fn files_follow_each_other_and_only_base_names_are_told() {
    let folder = Folder::new();
    let inputs = [folder.file("a.csv", "avis\nBien\n"), folder.file("b.csv", "x;Commentaire\n1;Lent\n")];
    let read = read_all(open(&inputs.map(Input::File), &detected()).unwrap()).unwrap();
    assert_eq!(read.texts(), ["Bien", "Lent"]);
    let sources: Vec<u32> =
        read.batches.iter().flat_map(|batch| batch.rows.iter().map(|row| row.source)).collect();
    assert_eq!(sources, [0, 1]);
    assert_eq!(read.decisions.iter().map(|file| file.file.as_str()).collect::<Vec<_>>(), ["a.csv", "b.csv"]);
}

#[test]
fn a_file_that_cannot_be_read_fails_before_the_first_is_read() {
    let folder = Folder::new();
    let inputs = [folder.file("a.csv", "avis\nBien\n"), folder.file("b.csv", "x;y\n1;2\n")];
    assert!(matches!(open(&inputs.map(Input::File), &detected()), Err(IngestError::NoTextColumn { .. })));
}

#[test]
fn batches_are_full_but_the_last_and_the_fingerprint_is_of_the_file() {
    let mut export = "id;avis\n".to_owned();
    (0..20_000).for_each(|id| export.push_str(&format!("{id};Bon accueil\n")));
    let read = read_bytes(&export);
    let sizes: Vec<usize> = read.batches.iter().map(|batch| batch.rows.len()).collect();
    assert_eq!(sizes, [8192, 8192, 3616]);
    assert_eq!(read.batches.iter().map(|batch| batch.bytes_read).sum::<u64>(), export.len() as u64);
    assert_eq!(read.decisions[0].bytes, export.len() as u64);
    let hash = <sha2::Sha256 as sha2::Digest>::digest(export.as_bytes());
    assert_eq!(read.decisions[0].sha256, hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
}

#[test]
fn gzip_members_follow_each_other_and_a_truncated_one_is_an_error() {
    let folder = Folder::new();
    let (first, second) = (gzip(b"avis\nBien\n"), gzip(b"Lent et cher\n"));
    let path = folder.file("x.csv", [first.clone(), second].concat());
    let both = read(&path, &detected()).unwrap();
    assert_eq!((both.texts(), both.decisions[0].format), (vec!["Bien", "Lent et cher"], "csv.gz"));
    let cut = folder.file("cut.gz", &first[..first.len() - 4]);
    assert!(matches!(read(&cut, &detected()), Err(IngestError::Io { .. })));
}

#[derive(Clone, Copy, Debug)]
enum Dress {
    Utf8,
    Utf8Bom,
    Windows1252,
    Utf16Le,
    Utf16LeBom,
    Utf16Be,
    Dos,
}

fn encode(text: &str, dress: Dress) -> Vec<u8> {
    match dress {
        Dress::Utf8 => text.as_bytes().to_vec(),
        Dress::Utf8Bom => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        Dress::Windows1252 => WINDOWS_1252.encode(text).0.into_owned(),
        Dress::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Dress::Utf16LeBom => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Dress::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        // What that page has no sign for is typed as on the machines that write it.
        Dress::Dos => {
            let typed = text.replace('’', "'").replace('€', "EUR");
            CP850.encode(&typed).unwrap().into_owned()
        }
    }
}

fn any_dress() -> impl Strategy<Value = Dress> {
    use Dress::{Dos, Utf8, Utf8Bom, Utf16Be, Utf16Le, Utf16LeBom, Windows1252};
    proptest::sample::select(vec![Utf8, Utf8Bom, Windows1252, Utf16Le, Utf16LeBom, Utf16Be, Dos])
}

fn any_comment() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "délai",
        "très",
        "long",
        "\"cher\"",
        "colis,",
        "reçu;",
        "à",
        "l’accueil",
        "\n",
        "\r\n",
        "|",
        "\t",
        "déçu",
        "€",
    ]);
    proptest::collection::vec(word, 1..12).prop_map(|words| format!("Avis {}", words.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_table_in_any_dress_reads_back_the_same(
        comments in proptest::collection::vec(any_comment(), 1..20),
        delimiter in proptest::sample::select(b",;\t|".to_vec()),
        is_crlf in any::<bool>(),
        is_gzip in any::<bool>(),
        dress in any_dress(),
    ) {
        let terminator = if is_crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
        writer.write_record(["id", "note", "verbatim", "réponse"]).unwrap();
        for (n, comment) in comments.iter().enumerate() {
            writer.write_record([format!("n{n}").as_str(), "3", comment, "Nous vous répondons à l’instant"]).unwrap();
        }
        let bytes = encode(&String::from_utf8(writer.into_inner().unwrap()).unwrap(), dress);
        let read = read_bytes(if is_gzip { gzip(&bytes) } else { bytes });
        let typed = |comment: &String| match dress {
            Dress::Dos => comment.replace('’', "'").replace('€', "EUR"),
            _ => comment.clone(),
        };
        prop_assert_eq!(read.texts(), comments.iter().map(typed).collect::<Vec<_>>());
        let ids: Vec<String> = (0..comments.len()).map(|n| format!("n{n}")).collect();
        prop_assert_eq!(read.column(Field::Id), ids);
        prop_assert_eq!(read.decisions[0].undecodable, 0);
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_panic(
        start in proptest::sample::select(vec![
            "", "avis\n", "id;avis\n", "id,avis,note\n\"", "\u{feff}id\tavis\r\n", "sep=;\n", "PK\u{3}\u{4}", "a|b|c\r",
        ]),
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(b"\",;\n\r\t|\0 ".to_vec())], 0..400),
        is_absent in any::<bool>(),
        is_utf16 in any::<bool>(),
    ) {
        let folder = Folder::new();
        let header = if is_absent { Header::Absent } else { Header::Present };
        let encoding = is_utf16.then_some(Charset::Web(encoding_rs::UTF_16BE));
        let options = IngestOptions { header, encoding, ..detected() };
        let path = folder.file("x", [start.as_bytes(), &bytes].concat());
        // `read` checks that rows read are rows plus rejects.
        let _ = read(&path, &options);
    }
}
