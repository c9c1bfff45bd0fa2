//! Goes in: what happens while a command works. Comes out: lines on standard error, as text or as JSON.
//! Never: anything of a comment.

use std::fmt;

use tracing::level_filters::LevelFilter;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use super::args::{LogArgs, LogFormat, LogLevel};

/// From here on, events of that level go to standard error. A closed one changes nothing to the run.
pub fn start(args: LogArgs) {
    let level = match args.level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let log = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .log_internal_errors(false);
    match args.format {
        LogFormat::Text => log.event_format(Line).init(),
        LogFormat::Json => {
            log.json()
                .flatten_event(true)
                .with_target(false)
                .with_current_span(false)
                .with_span_list(false)
                .init();
        }
    }
}

/// `verbatim: message key=value`, with the level where it is no error.
struct Line;

impl<S, N> FormatEvent<S, N> for Line
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let level = match *event.metadata().level() {
            Level::ERROR => "",
            Level::WARN => "warning: ",
            Level::INFO => "info: ",
            _ => "debug: ",
        };
        write!(writer, "verbatim: {level}")?;
        context.format_fields(writer.by_ref(), event)?;
        writeln!(writer)
    }
}
