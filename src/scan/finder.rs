//! What reading a file finds, and where it stands. Knows no format.

use std::ops::Range;

use crate::{
    text::{Text, words},
    words::Kind,
};

words! {
    /// What wrote a connector down.
    pub enum Tool("tool") {
        Terraform = "terraform", "Terraform";
        Cdktf = "cdktf", "CDKTF";
        Pulumi = "pulumi", "Pulumi";
        Octavia = "octavia", "octavia";
        Pyairbyte = "pyairbyte", "PyAirbyte";
        Image = "image", "container image";
        Package = "package", "Python package";
        Api = "api", "Airbyte API";
        Dagster = "dagster", "Dagster";
        Airflow = "airflow", "Airflow";
        Prefect = "prefect", "Prefect";
        Kestra = "kestra", "Kestra";
        Meltano = "meltano", "Meltano";
        Definition = "definition", "definition id";
        Name = "name", "name";
    }
}

/// Where something stands; both count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

/// One place that names a connector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub place: Place,
    /// What stands there, cleaned and cut.
    pub written: Text,
    /// The line that it stands in, cleaned and cut so that `written` is in it.
    pub source: Text,
    /// How far into `source` it stands, in characters.
    pub indent: usize,
    pub tool: Tool,
    pub what: What,
    pub pin: Pin,
}

/// How a connector is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A repository without its registry's host, tag or digest, such as `airbyte/source-postgres`.
    Image(String),
    /// A slug, such as `source-postgres`.
    Slug(String),
    /// A definition id where one is expected.
    Definition(String),
    /// An id anywhere: a connector's only if the catalog knows it.
    AnyId(String),
    /// A display name or a class name without its kind, such as `Linkedin Ads` or `LinkedinAds`.
    Name(Kind, String),
    /// A display name of whichever kind.
    AnyName(String),
    /// A connection, which only the instance can resolve.
    Connection(String),
    /// A name that stands elsewhere in the folder, such as `data.airbyte_connector_configuration.x`.
    Reference(String),
}

/// Which version is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pin {
    /// The tool has no place for a version.
    Impossible,
    /// There is a place for a version, and none stands there.
    Missing,
    /// A version or a tag, as written.
    At(String),
    /// A digest, without a tag beside it.
    Digest(String),
    /// An expression that these files do not settle.
    Unsettled(String),
}

/// What keeps a file, or a part of it, from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub place: Option<Place>,
    pub text: String,
}

/// What was found in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// In the order of their places.
    pub mentions: Vec<Mention>,
    pub faults: Vec<Fault>,
}

/// Collects what is found in one text.
pub(super) struct Finder<'t> {
    text: &'t str,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    /// What is explained already: a reader that knows less leaves it alone.
    claimed: Vec<Range<usize>>,
    reading: Reading,
}

/// So much of a line is shown.
const SHOWN: usize = 160;

impl<'t> Finder<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(after.map(|(at, _)| at + 1));
        Self {
            text,
            lines: lines.collect(),
            claimed: Vec::new(),
            reading: Reading::default(),
        }
    }

    /// Marks a part as explained, so that a reader that knows less leaves it alone.
    pub(super) fn claim(&mut self, at: Range<usize>) {
        self.claimed.push(at);
    }

    pub(super) fn is_free(&self, at: &Range<usize>) -> bool {
        let overlaps = |claimed: &Range<usize>| claimed.start < at.end && at.start < claimed.end;
        !self.claimed.iter().any(overlaps)
    }

    /// Adds what stands at a range of the text, and claims it.
    pub(super) fn add(&mut self, at: Range<usize>, tool: Tool, what: What, pin: Pin) {
        self.claim(at.clone());
        let place = self.place(at.start);
        let start = self.lines[place.line - 1];
        let line = self.text[start..].lines().next().unwrap_or_default();
        let written: String = self.text[at].lines().next().unwrap_or_default().into();
        let before = line.chars().take(place.column - 1);
        let blank = before.clone().take_while(|c| c.is_whitespace()).count();
        let skipped = (place.column - 1)
            .saturating_sub(SHOWN / 2)
            .max(blank.min(place.column - 1));
        let source: String = line.chars().skip(skipped).take(SHOWN).collect();
        self.reading.mentions.push(Mention {
            place,
            written: Text::name(&written.chars().take(SHOWN).collect::<String>()),
            source: Text::name(&source),
            indent: place.column - 1 - skipped,
            tool,
            what,
            pin,
        });
    }

    /// Tells what could not be read.
    pub(super) fn fault(&mut self, at: Option<usize>, text: &str) {
        let place = at.map(|at| self.place(at));
        let text = text.to_owned();
        self.reading.faults.push(Fault { place, text });
    }

    pub(super) fn place(&self, at: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= at);
        let start = self.lines[line - 1];
        Place {
            line,
            column: self.text[start..at].chars().count() + 1,
        }
    }

    pub(super) fn reading(mut self) -> Reading {
        self.reading.mentions.sort_by_key(|mention| mention.place);
        self.reading
    }
}
