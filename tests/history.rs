//! Goes in: exports, night after night, with all that goes wrong. Comes out: the history that one run over the final rows
//! gives. Never: a text from a real customer.
//!
//! Each scenario runs on a file, and on a PostgreSQL server that the test starts where Debian's package is installed.

#[path = "history/age.rs"]
mod age;
#[path = "history/exports.rs"]
mod exports;
#[path = "history/files.rs"]
mod files;
#[path = "history/keys.rs"]
mod keys;
#[path = "history/places.rs"]
mod places;
#[path = "history/scenarios.rs"]
mod scenarios;
#[cfg(feature = "postgres")]
#[path = "history/server.rs"]
mod server;

use places::Files;

macro_rules! on_a_file {
    ($($module:ident: $($scenario:ident),+;)+) => {
        $($(#[test]
        fn $scenario() {
            $module::$scenario(&mut Files::default());
        })+)+
    };
}

on_a_file!(
    scenarios:
        a_quarter_of_nights_is_one_run_over_everything,
        any_sequence_of_exports_gives_the_last_version_of_each_row,
        a_run_killed_at_any_point_and_done_again_counts_once,
        rows_without_identifier_count_once_and_twice_when_they_are_two,
        rows_whose_identifier_is_a_placeholder_are_each_their_own,
        a_night_without_news_leaves_the_report,
        the_register_tells_complaints_and_forgets_their_texts,
        hostile_rows_are_kept_as_they_are,
        a_table_is_read_no_further_than_it_is_wanted;
    files:
        a_file_that_moved_is_known_where_it_stands_now;
    keys:
        numbers_of_rows_are_no_identifiers,
        an_identifier_that_stands_twice_is_corrected_once,
        a_row_written_otherwise_is_the_same,
        a_scale_that_is_asked_for_later_counts_again;
    age:
        a_history_of_an_older_version_goes_on;
);

/// What a folder of exports, a file that is no history and a wrong folder say.
#[test]
fn what_cannot_be_opened_says_what_to_do() {
    scenarios::what_cannot_be_opened_says_what_to_do();
}

/// Not even in the pages that it leaves free.
#[test]
fn a_text_that_was_deleted_is_in_the_file_no_more() {
    age::a_text_that_was_deleted_is_in_the_file_no_more();
}

/// The same scenarios, one after the other on one server.
#[cfg(feature = "postgres")]
#[test]
fn a_server_keeps_the_same_history_as_a_file() {
    let Some(mut server) = server::Server::start() else {
        println!("skipped: no PostgreSQL server is installed (apt-get install postgresql)");
        return;
    };
    for scenario in scenarios::SCENARIOS {
        scenario(&mut server);
    }
}
