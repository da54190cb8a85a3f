//! What reading a file finds, and where it stands. Knows no format.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    sort,
    text::{Text, words},
    words::Kind,
};

use super::{folder::Shared, own::Own};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum What {
    /// A repository without its registry's host, tag or digest, such as `airbyte/source-postgres`.
    Image(String),
    /// A slug, such as `source-postgres`.
    Slug(String),
    /// A slug where other words may stand as well: a connector's only if the catalog knows it.
    AnySlug(String),
    /// A definition id where one is expected.
    Definition(String),
    /// An id anywhere: a connector's only if the catalog knows it.
    AnyId(String),
    /// A definition id next to another name for the same connector: it only counts where it is another one's.
    Beside(String, Box<Self>),
    /// A display name or a class name without its kind, such as `Linkedin Ads` or `LinkedinAds`.
    Name(Kind, String),
    /// A display name of whichever kind.
    AnyName(String),
    /// A connection, which only the instance can resolve.
    Connection(String),
    /// The slug that a build of one's own goes by: that of the connector it was made from, or a new one.
    Own(String),
    /// A name that stands elsewhere in the folder, such as `data.airbyte_connector_configuration.x`.
    Reference(String),
}

/// Which version is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    /// What the other files of the folder may settle.
    pub(super) shared: Shared,
}

impl Reading {
    /// Tells of bytes that were no text and became marks, where anything was found beside them.
    pub fn doubt(&mut self, text: &str) {
        if self.mentions.is_empty() {
            return;
        }
        let Some(at) = text.find(char::REPLACEMENT_CHARACTER) else {
            return;
        };
        let before = &text[..at];
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        self.faults.push(Fault {
            place: Some(Place {
                line: before.matches('\n').count() + 1,
                column: before[start..].chars().count() + 1,
            }),
            text: "this is no whole UTF-8: what is none was passed over, here first".to_owned(),
        });
    }
}

/// Collects what is found in one text.
pub(super) struct Finder<'t> {
    text: &'t str,
    own: &'t Own,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
    /// How many characters begin before each step of bytes, so that a column in a long line costs little.
    counts: Vec<usize>,
    /// What is explained already: a reader that knows less leaves it alone. Start to end, none touching another.
    claimed: BTreeMap<usize, usize>,
    /// Where each of the mentions stands, in bytes.
    ranges: Vec<Range<usize>>,
    reading: Reading,
}

/// So much of a line is shown.
const SHOWN: usize = 160;
/// Characters are counted ahead at every so many bytes.
const STEP: usize = 1024;

impl<'t> Finder<'t> {
    #[cfg(test)]
    pub(super) fn new(text: &'t str) -> Self {
        Self::knowing(Own::none(), text)
    }

    /// One that knows images of other owners.
    pub(super) fn knowing(own: &'t Own, text: &'t str) -> Self {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(after.map(|(at, _)| at + 1));
        let steps = text.as_bytes().chunks(STEP).scan(0, |count, step| {
            let before = *count;
            *count += begun(step);
            Some(before)
        });
        Self {
            text,
            own,
            lines: lines.collect(),
            counts: steps.collect(),
            claimed: BTreeMap::new(),
            ranges: Vec::new(),
            reading: Reading::default(),
        }
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn own(&self) -> &'t Own {
        self.own
    }

    /// Marks a part as explained, so that a reader that knows less leaves it alone.
    pub(super) fn claim(&mut self, at: Range<usize>) {
        if at.is_empty() {
            return;
        }
        let (mut start, mut end) = (at.start, at.end);
        while let Some((&other, &until)) = self.claimed.range(..=end).next_back() {
            if until < start {
                break;
            }
            self.claimed.remove(&other);
            (start, end) = (start.min(other), end.max(until));
        }
        self.claimed.insert(start, end);
    }

    pub(super) fn is_free(&self, at: &Range<usize>) -> bool {
        let before = self.claimed.range(..at.end).next_back();
        before.is_none_or(|(_, until)| *until <= at.start)
    }

    /// Adds what stands at a range of the text, and claims it.
    pub(super) fn add(&mut self, at: Range<usize>, tool: Tool, what: What, pin: Pin) {
        let mention = self.mention(&at, tool, what, pin);
        self.claim(at.clone());
        self.ranges.push(at);
        self.reading.mentions.push(mention);
    }

    /// What stands at a range of the text, for a reader that adds it later.
    pub(super) fn mention(&self, at: &Range<usize>, tool: Tool, what: What, pin: Pin) -> Mention {
        let place = self.place(at.start);
        let before = &self.text[self.lines[place.line - 1]..at.start];
        let shown = before.char_indices().rev().take(SHOWN / 2).last();
        let before = &before[shown.map_or(before.len(), |(from, _)| from)..];
        let before = before.trim_start();
        let cut = |text: &str| -> String {
            let line = text.chars().take_while(|c| !matches!(c, '\n' | '\r'));
            line.take(SHOWN).collect()
        };
        Mention {
            place,
            written: Text::name(&cut(&self.text[at.clone()])),
            source: Text::name(&cut(&self.text[at.start - before.len()..])),
            indent: before.chars().count(),
            tool,
            what,
            pin,
        }
    }

    /// What the other files of the folder may settle.
    pub(super) fn shared(&mut self) -> &mut Shared {
        &mut self.reading.shared
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
            column: self.characters(at) - self.characters(start) + 1,
        }
    }

    /// How many characters stand before a byte.
    fn characters(&self, at: usize) -> usize {
        let step = (at / STEP).min(self.counts.len().saturating_sub(1));
        let before = self.counts.get(step).copied().unwrap_or_default();
        before + begun(&self.text.as_bytes()[(step * STEP).min(at)..at])
    }

    /// What was found, and where in bytes: for a text that is a part of another.
    pub(super) fn finds(self) -> impl Iterator<Item = (Range<usize>, Mention)> {
        self.ranges.into_iter().zip(self.reading.mentions)
    }

    pub(super) fn reading(mut self) -> Reading {
        self.reading.settle_alone();
        sort::by_key(&mut self.reading.mentions, |mention| mention.place);
        self.reading
    }
}

/// How many characters begin in these bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_claimed_is_not_free() {
        let text = "0123456789";
        let mut finder = Finder::new(text);
        for claim in [2..4, 6..8, 3..3, 7..8] {
            finder.claim(claim);
        }
        let free = |finder: &Finder<'_>| -> String {
            let is_free = |at: &usize| finder.is_free(&(*at..at + 1));
            (0..10).filter(is_free).map(|at| at.to_string()).collect()
        };
        assert_eq!(free(&finder), "014589");
        assert!(finder.is_free(&(4..6)) && !finder.is_free(&(0..3)) && !finder.is_free(&(1..9)));
        finder.claim(1..7);
        assert_eq!(free(&finder), "089");
        assert_eq!(finder.claimed.len(), 1);
    }

    #[test]
    fn places_count_characters_and_the_shown_line_holds_what_was_written() {
        let long = format!("é{}X tail", "ä".repeat(3000));
        let blank = format!("{}X", " ".repeat(200));
        // The text, what is looked for, its line, its column, and how far into the shown line it stands.
        let table = [
            ("abc", "b", 1, 2, 1),
            ("\n  äöX\r\n", "X", 2, 5, 2),
            (long.as_str(), "X", 1, 3002, 80),
            (blank.as_str(), "X", 1, 201, 0),
        ];
        for (text, written, line, column, indent) in table {
            let at = text.find(written).unwrap();
            let mut finder = Finder::new(text);
            let what = What::Slug(written.to_owned());
            finder.add(at..at + written.len(), Tool::Name, what, Pin::Missing);
            let reading = finder.reading();
            let mention = &reading.mentions[0];
            assert_eq!(mention.place, Place { line, column });
            assert_eq!((&*mention.written, mention.indent), (written, indent));
            let shown: String = mention.source.chars().skip(indent).take(1).collect();
            assert_eq!(shown, written, "{:?}", mention.source);
        }
    }

    #[test]
    fn many_mentions_in_one_long_line_cost_little() {
        let text = "ä x ".repeat(100_000);
        let mut finder = Finder::new(&text);
        for at in (0..text.len()).step_by(5).take(20_000) {
            let at = at + 3;
            finder.add(
                at..at + 1,
                Tool::Name,
                What::Slug("x".to_owned()),
                Pin::Missing,
            );
        }
        let reading = finder.reading();
        assert_eq!(reading.mentions.len(), 20_000);
        assert_eq!(reading.mentions[19_999].place.column, 4 * 19_999 + 3);
    }
}
