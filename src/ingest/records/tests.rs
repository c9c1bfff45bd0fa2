//! Goes in: small tables, right and wrong. Comes out: what the splitter must make of them.

use proptest::prelude::*;

use super::*;

fn split_all(text: &str, delimiter: Option<u8>) -> Vec<Vec<String>> {
    split_windows(text, delimiter, usize::MAX, Memory::Kept)
}

#[derive(PartialEq)]
enum Memory {
    Kept,
    Lost,
}

/// Splits with windows that grow by `step` bytes, as a slow pipe would give them.
fn split_windows(text: &str, delimiter: Option<u8>, step: usize, memory: Memory) -> Vec<Vec<String>> {
    let (mut splitter, mut record) = (Splitter::new(delimiter), Record::default());
    let (mut rows, mut rest, mut offset) = (Vec::new(), text, 0);
    while !rest.is_empty() {
        if memory == Memory::Lost {
            splitter.barren = Barren::default();
        }
        let mut cut = step.min(rest.len());
        while splitter.split(&rest.as_bytes()[..cut], cut == rest.len(), offset, &mut record)
            == Split::NeedMore
        {
            cut = cut.saturating_add(step).min(rest.len());
        }
        rows.push(super::super::delimiter::cells(&record, rest));
        splitter.expected.get_or_insert(record.n_fields());
        rest = &rest[record.next..];
        offset += record.next as u64;
    }
    rows
}

macro_rules! cases {
    ($($name:ident: $text:expr => $rows:expr;)*) => {$(
        #[test]
        fn $name() {
            let rows: Vec<Vec<&str>> = $rows.iter().map(|row: &&[&str]| row.to_vec()).collect();
            assert_eq!(split_all($text, Some(b',')), rows);
        }
    )*};
}

cases! {
    plain_rows: "id,avis\n1,Bien\n" => [&["id", "avis"][..], &["1", "Bien"]];
    the_three_line_ends_mix: "a,b\r\n1,2\r3,4\n5,6" => [&["a", "b"][..], &["1", "2"], &["3", "4"], &["5", "6"]];
    a_quoted_field_holds_delimiters_quotes_and_line_breaks:
        "a,b\n1,\"Oui, \"\"très\"\" bien\r\nMerci\"\n2,x\n"
        => [&["a", "b"][..], &["1", "Oui, \"très\" bien\r\nMerci"], &["2", "x"]];
    an_empty_quoted_field_is_empty: "a,b\n\"\",\"\"\n" => [&["a", "b"][..], &["", ""]];
    a_quote_inside_a_bare_field_is_a_character:
        "a,b\n1,écran 5\" top\n2,il dit \"non\n3,x\n"
        => [&["a", "b"][..], &["1", "écran 5\" top"], &["2", "il dit \"non"], &["3", "x"]];
    text_after_a_closing_quote_stays: "a,b\n\"Super\" dit-il,5\n" => [&["a", "b"][..], &["Super dit-il", "5"]];
    an_undoubled_quote_inside_quotes_is_a_character:
        "a,b\n1,\"Il a dit \"bonjour\" hier\"\n2,x\n"
        => [&["a", "b"][..], &["1", "Il a dit \"bonjour\" hier"], &["2", "x"]];
    undoubled_quotes_on_a_later_line_of_a_text_are_characters:
        "a,b,c\n1,\"Bonjour\nil a dit \"non\" et\npuis rien\",5\n2,x,y\n"
        => [&["a", "b", "c"][..], &["1", "Bonjour\nil a dit \"non\" et\npuis rien", "5"], &["2", "x", "y"]];
    an_unterminated_quote_does_not_eat_a_quoted_row:
        "a,b\n1,\"abc\n2,\"def, ghi\"\n3,x\n"
        => [&["a", "b"][..], &["1", "\"abc"], &["2", "def, ghi"], &["3", "x"]];
    an_unterminated_quote_does_not_eat_a_row_with_inches:
        "a,b,c\n1,\"abc,5\n2,écran 5\" top,3\n3,x,y\n"
        => [&["a", "b", "c"][..], &["1", "\"abc", "5"], &["2", "écran 5\" top", "3"], &["3", "x", "y"]];
    an_unterminated_quote_does_not_eat_the_file:
        "a,b\n1,\"abc\n2,def\n3,ghi\n"
        => [&["a", "b"][..], &["1", "\"abc"], &["2", "def"], &["3", "ghi"]];
    a_last_empty_field_is_a_field: "a,b\n1,\n2," => [&["a", "b"][..], &["1", ""], &["2", ""]];
    nul_bytes_are_characters: "a,b\n1,x\0y\n" => [&["a", "b"][..], &["1", "x\0y"]];
}

#[test]
fn a_quoted_field_over_the_limit_is_read_as_bare() {
    let text = format!("a,b\n1,\"{}\n2,x\n", "mot\n".repeat(QUOTE_LIMIT / 4 + 10));
    let rows = split_all(&text, Some(b','));
    assert_eq!(rows[1], ["1", "\"mot"]);
    assert_eq!(rows.last().unwrap(), &["2", "x"]);
}

#[test]
fn quotes_that_never_close_cost_time_linear_in_the_file() {
    // Each row would be sought to the end of the file if failures were not remembered: hours instead of a second.
    let text = "a,b\n".to_owned() + &"\"x\"\"y\n".repeat(200_000);
    assert_eq!(split_all(&text, Some(b',')).len(), 200_001);
    // 2026-11-30: the same where it was a stray quote of the last row that said so.
    let text = "a,b,c\n".to_owned() + &"\"x\n".repeat(200_000) + "9,\"y,z\n";
    let rows = split_all(&text, Some(b','));
    assert_eq!((rows.len(), &rows[200_001]), (200_002, &["9", "\"y", "z"].map(str::to_owned).to_vec()));
}

fn messy_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\""),
        Just("\""),
        Just("\"\""),
        Just(","),
        Just(","),
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("é"),
        Just("mot "),
        Just("x"),
        Just("\",\"")
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_answer_does_not_depend_on_where_windows_are_cut(text in messy_text(), step in 1..9usize) {
        prop_assert_eq!(split_windows(&text, Some(b','), step, Memory::Kept), split_all(&text, Some(b',')));
        prop_assert_eq!(split_windows(&text, None, step, Memory::Kept), split_all(&text, None));
    }

    #[test]
    fn remembering_quotes_that_never_close_changes_nothing(text in messy_text()) {
        let forgetful = split_windows(&text, Some(b','), usize::MAX, Memory::Lost);
        prop_assert_eq!(forgetful, split_all(&text, Some(b',')));
    }

    #[test]
    fn well_formed_tables_are_read_as_the_csv_crate_reads_them(
        rows in proptest::collection::vec(proptest::collection::vec("[a\", \n\ré;-]{0,8}", 3), 1..8)
    ) {
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        prop_assert_eq!(split_all(&text, Some(b',')), rows);
    }
}
