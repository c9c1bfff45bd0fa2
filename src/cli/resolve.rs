//! Goes in: the arguments of a command. Comes out: [`Config`] once they are joined with `verbatim.toml`, or all that is
//! wrong in either. Never: opens an input. The command line wins over the file.

use std::path::Path;

use super::args::{AnalyzeArgs, DialectArg, EvaluateArgs, LanguageArg, OnlyArg, RedactArg};
use crate::config::{
    ColumnRef, Config, ConfigError, ConfigErrors, ConfigFile, ConfigOrigin, Dialect, Documents, Header,
    History, HistoryPlace, IngestOptions, Input, OnAlert, PERIOD, PageOptions, PageTemplate, Redaction,
    Routing, ValueError, Wanted, parse_delimiter, parse_encoding, parse_redact_key, parse_scale,
    parse_threads, parse_top, unkept,
};
use crate::ingest::Field;

impl AnalyzeArgs {
    /// What the run means, once joined with the configuration file.
    ///
    /// # Errors
    /// Everything that is wrong, in the file and on the command line.
    pub fn resolve(self) -> Result<Config, ConfigErrors> {
        let mut wrong = Vec::new();
        let inputs: Vec<Input> = self.inputs.iter().map(|path| input(path)).collect();
        let origin = match &self.config {
            Some(path) => Some(ConfigOrigin::Asked(path.clone())),
            None => ConfigOrigin::beside(&inputs),
        };
        let read =
            origin.as_ref().map_or_else(|| Ok(ConfigFile::default()), |at| ConfigFile::read(at.path()));
        let file = read.unwrap_or_else(|errors| {
            wrong.extend(errors.0);
            ConfigFile::default()
        });
        let place = self.history.as_deref().map(HistoryPlace::parse).or_else(|| file.history.clone());
        if place.is_none() {
            wrong.extend(self.keep_texts.map(|days| unkept(days).for_option("--keep-texts")));
            wrong.extend(file.unkept());
        }
        let keep_texts = self.keep_texts.or(file.keep_texts);
        let history = place.map(|place| History { place, keep_texts, days: file.period.unwrap_or(PERIOD) });
        let ingest = self.ingest_options(&file, &mut wrong);
        let threads = option("--threads", self.threads, parse_threads, &mut wrong);
        let dialect = self.dialect.map(DialectArg::dialect);
        let documents = self.only.map(|only| match only {
            OnlyArg::Tables => Documents::Tables,
            OnlyArg::Page => Documents::Page,
        });
        let page = self.page(&file, &mut wrong);
        let redaction = self.redaction(&file, &mut wrong);
        let fails = self.fail_on_alert || file.fail_on_alert == Some(true);
        let on_alert = if fails { OnAlert::Fail } else { OnAlert::Tell };
        let embedded = ConfigFile::embedded().routing;
        let routing = Routing::resolve(file.routing, embedded, on_alert);
        if !wrong.is_empty() {
            return Err(wrong.into());
        }
        let mut config = Config {
            inputs,
            out: self.out,
            ingest,
            lexicons: self.lexicons.or(file.lexicons),
            threads: threads.or(file.threads),
            dialect: dialect.or(file.dialect).unwrap_or(Dialect::ExcelFr),
            redaction,
            documents: documents.or(file.documents).unwrap_or(Documents::All),
            language: self.lang.map(LanguageArg::language).or(file.language).unwrap_or_default(),
            page,
            routing,
            quiet: self.quiet,
            force: self.force,
            thresholds: file.thresholds,
            journey: file.journey,
            targets: file.targets,
            history,
            origin,
        };
        if config.routes() || config.history.is_some() {
            config.ingest.wanted = Wanted::Customers;
        }
        Ok(config)
    }

    fn page(&self, file: &ConfigFile, wrong: &mut Vec<ConfigError>) -> PageOptions {
        let top = option("--top", self.top, parse_top, wrong);
        let path = self.template.clone().or_else(|| file.page.template.clone());
        let template = path.and_then(|path| match std::fs::read_to_string(&path) {
            Ok(html) => Some(PageTemplate { path, html }),
            Err(source) => {
                wrong.push(ConfigError::Template { path, source });
                None
            }
        });
        PageOptions {
            top: top.or(file.page.top).unwrap_or(PageOptions::default().top),
            template,
            colours: file.page.colours.clone(),
        }
    }

    fn redaction(&self, file: &ConfigFile, wrong: &mut Vec<ConfigError>) -> Redaction {
        let asked = self.redact.map(|mode| match mode {
            RedactArg::Off => Redaction::Off,
            RedactArg::Mask => Redaction::Mask,
            RedactArg::Pseudonym => Redaction::Pseudonym(None),
        });
        let asked = if self.no_redact { Some(Redaction::Off) } else { asked };
        match asked.or_else(|| file.redaction.clone()).unwrap_or(Redaction::Mask) {
            Redaction::Pseudonym(_) => {
                let key = option("--redact-key", self.redact_key.as_deref(), parse_redact_key, wrong);
                Redaction::Pseudonym(key)
            }
            other => other,
        }
    }

    fn ingest_options(&self, file: &ConfigFile, wrong: &mut Vec<ConfigError>) -> IngestOptions {
        let delimiter = option("--delimiter", self.delimiter.as_deref(), parse_delimiter, wrong);
        let encoding = option("--encoding", self.encoding.as_deref(), parse_encoding, wrong);
        let scale = option("--scale", self.scale.as_deref(), parse_scale, wrong);
        let header = self.no_header.then_some(Header::Absent).or(file.header).unwrap_or(Header::Present);
        IngestOptions {
            columns: self.columns(file, wrong),
            delimiter: delimiter.or(file.delimiter),
            encoding: encoding.or(file.encoding),
            header,
            wanted: Wanted::Analysis,
            scale: scale.or(file.scale),
        }
    }

    fn columns(&self, file: &ConfigFile, wrong: &mut Vec<ConfigError>) -> Vec<(Field, ColumnRef)> {
        let asked = |field| match field {
            Field::Text => self.text.as_slice(),
            Field::Id => self.id.as_slice(),
            Field::Date => self.date.as_slice(),
            Field::Touchpoint => self.touchpoint.as_slice(),
            Field::Channel => self.channel.as_slice(),
            Field::Rating => self.rating.as_slice(),
            Field::Entity => self.entity.as_slice(),
            Field::Customer => self.customer.as_slice(),
            Field::Product => self.product.as_slice(),
        };
        let mut columns = Vec::new();
        for field in Field::ALL {
            match asked(field) {
                [] => columns.extend(file.columns(field).cloned().map(|column| (field, column))),
                asked => {
                    let wanted = asked.iter().filter_map(|asked| column(field, Some(asked), wrong));
                    columns.extend(wanted.map(|column| (field, column)));
                }
            }
        }
        columns
    }
}

impl EvaluateArgs {
    /// How the export is read: detected, but for the columns that are named.
    pub fn ingest_options(&self) -> Result<IngestOptions, ConfigErrors> {
        let (mut columns, mut wrong) = (Vec::new(), Vec::new());
        for (field, asked) in
            [(Field::Text, &self.text), (Field::Id, &self.id), (Field::Rating, &self.rating)]
        {
            columns.extend(column(field, asked.as_deref(), &mut wrong).map(|column| (field, column)));
        }
        if !wrong.is_empty() {
            return Err(wrong.into());
        }
        Ok(IngestOptions {
            columns,
            delimiter: None,
            encoding: None,
            header: Header::Present,
            wanted: Wanted::Analysis,
            scale: None,
        })
    }
}

/// What an option means, if it is given and means something.
fn option<T, U>(
    name: &str,
    asked: Option<T>,
    parse: impl FnOnce(T) -> Result<U, ValueError>,
    wrong: &mut Vec<ConfigError>,
) -> Option<U> {
    parse(asked?).map_err(|error| wrong.push(error.for_option(name))).ok()
}

/// The column that an option names, if it is given.
fn column(field: Field, asked: Option<&str>, wrong: &mut Vec<ConfigError>) -> Option<ColumnRef> {
    option(&format!("--{}", field.id()), asked, ColumnRef::parse, wrong)
}

pub(super) fn input(path: &Path) -> Input {
    if path.as_os_str() == "-" { Input::Stdin } else { Input::File(path.to_owned()) }
}
