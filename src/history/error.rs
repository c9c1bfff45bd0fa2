//! Why a history cannot be read or written. An address of a server is never told: it may hold a password.

/// What went wrong with a history. Causes are told, and are no `source`, so that no chain of errors says them twice.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum HistoryError {
    #[error("the history cannot be read or written: {0}")]
    Sqlite(rusqlite::Error),
    #[error("there is no history at '{0}': give the file that --history names")]
    Absent(String),
    #[error("another run is writing to the history: start again when it is done")]
    Busy,
    #[error("the history is of version {found}, this program knows versions up to {known}: use a newer one")]
    Newer { found: i64, known: i64 },
    #[error("the history is of version {found}: the next run that writes to it brings it to version {known}")]
    Older { found: i64, known: i64 },
    #[error("the file is no history of verbatim: choose another one")]
    NotAHistory,
    #[error(
        "the history holds what no run writes there: take a copy of it from before, or start another one"
    )]
    Unsound,
    #[cfg(feature = "postgres")]
    #[error("the server of the history answers: {}", told(.0))]
    Postgres(postgres::Error),
    #[cfg(feature = "postgres")]
    #[error("the server of the history does not listen: {0}")]
    Sending(std::io::Error),
    #[cfg(not(feature = "postgres"))]
    #[error("this program was built without PostgreSQL: keep the history in a file")]
    NoServer,
}

impl From<rusqlite::Error> for HistoryError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::Busy,
            Some(rusqlite::ErrorCode::NotADatabase) => Self::NotAHistory,
            _ => Self::Sqlite(error),
        }
    }
}

#[cfg(feature = "postgres")]
impl From<postgres::Error> for HistoryError {
    fn from(error: postgres::Error) -> Self {
        match error.code() {
            Some(&postgres::error::SqlState::LOCK_NOT_AVAILABLE) => Self::Busy,
            _ => Self::Postgres(error),
        }
    }
}

#[cfg(feature = "postgres")]
impl From<std::io::Error> for HistoryError {
    fn from(error: std::io::Error) -> Self {
        // What was written went to the server.
        match error.downcast::<postgres::Error>() {
            Ok(error) => error.into(),
            Err(error) => Self::Sending(error),
        }
    }
}

/// What the server says rather than « db error », or why it cannot be asked.
#[cfg(feature = "postgres")]
fn told(error: &postgres::Error) -> String {
    let cause = || std::error::Error::source(error).map_or_else(String::new, |cause| format!(": {cause}"));
    error.as_db_error().map_or_else(|| format!("{error}{}", cause()), |error| error.message().to_owned())
}
