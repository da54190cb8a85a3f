//! The command line: its words, its help. Doc comments here are the help texts.

mod full;
mod scan;
mod screen;
mod texts;
mod writing;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    date::Date,
    words::{Answer, Deployment, FailOn, Level, Readiness, Words},
};

pub use super::facets::Facets;
use super::value::{WordParser, day, days};
pub use full::Full;
pub use scan::Scan;
pub use screen::{Looks, Pick};
use texts::{AFTER, EXAMPLES, QUERIES};
pub use writing::Writing;

/// Airbyte's connectors: who maintains each, how ready it is, and what an upgrade will ask of you.
#[derive(Debug, Parser)]
#[command(
    name = "portolan",
    bin_name = "portolan",
    version,
    override_usage = "portolan [OPTIONS] [QUERY]...\n       portolan [OPTIONS] <COMMAND>",
    after_help = EXAMPLES,
    after_long_help = format!("{EXAMPLES}\n\n{QUERIES}\n\n{AFTER}"),
    max_term_width = 100
)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub list: List,
    #[command(flatten)]
    pub looks: Looks,
}

#[derive(Debug, Args)]
pub struct Global {
    /// Read this catalog file instead of the cached or bundled one; give OSS and Cloud for both sides
    #[arg(long, value_name = "FILE", help_heading = "Catalog")]
    pub catalog: Vec<PathBuf>,
    /// Where Airbyte runs: cloud, powered, self_managed_enterprise or self_managed_community; on: in a query goes first
    #[arg(long = "on", visible_alias = "deployment", value_name = "DEPLOYMENT",
        value_parser = WordParser::<Deployment>::new(), hide_possible_values = true, help_heading = "Profile")]
    pub deployment: Option<Deployment>,
    /// Whether your contract includes Premium Support
    #[arg(long, value_name = "yes|no", value_parser = WordParser::<Answer>::new(),
        hide_possible_values = true, help_heading = "Profile")]
    pub premium_support: Option<Answer>,
    /// Whether you hold a licence for enterprise connectors
    #[arg(long, value_name = "yes|no", value_parser = WordParser::<Answer>::new(),
        hide_possible_values = true, help_heading = "Profile")]
    pub enterprise_license: Option<Answer>,
    /// Judge as of this day instead of today
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Profile")]
    pub as_of: Option<Date>,
    /// Level names: current (Airbyte, Marketplace) or legacy (Certified, Community)
    #[arg(long, value_name = "current|legacy", value_parser = WordParser::<Words>::new(),
        hide_possible_values = true, help_heading = "Output")]
    pub words: Option<Words>,
    /// When to colour
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Output"
    )]
    pub color: Color,
    /// Never touch the network
    #[arg(long, help_heading = "Catalog")]
    pub offline: bool,
    /// Read this configuration file
    #[arg(long, value_name = "FILE", help_heading = "Catalog")]
    pub config: Option<PathBuf>,
    /// No notes on standard error
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub quiet: bool,
    /// Every warning on standard error, and every note of a check and every new version of a refresh
    #[arg(short, long, help_heading = "Output")]
    pub verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

// Each is built only when it is asked for.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Command {
    /// List connectors, the best match first
    #[command(after_long_help = QUERIES)]
    List(Full<List>),
    /// Choose connectors on the screen and print what was chosen; exit 130 if nothing was
    #[command(after_long_help = QUERIES)]
    Pick(Full<Pick>),
    /// Everything about a connector, the verdict first
    Show(Full<Show>),
    /// Two to four connectors side by side, differing rows first
    Compare(Full<Compare>),
    /// Say whether connectors may go into a pipeline; exit 1 if one may not
    Check(Full<Check>),
    /// Which connectors must be upgraded, and by when
    Deadlines(Full<Deadlines>),
    /// What moved: level, stage, availability, versions, new and removed connectors
    Changes(Full<Changes>),
    /// The policy itself: what a word means, what a rule says, and where it is written
    Explain(Full<Explain>),
    /// Fetch the registries into the cache
    Refresh(Full<Refresh>),
    /// Every path in use, the catalog's origin and age, the profile and where each value comes from
    Info(Full<Info>),
    /// Write a shell's completions to standard output
    Completions(Full<Completions>),
    /// Write the man page to standard output
    Man(Full<Nothing>),
    /// Write what could be the last of these words, for the shells' completions
    #[command(name = "__complete", hide = true)]
    Candidates(Full<Candidates>),
    /// Write the catalog in use as a snapshot, as it is bundled (for maintainers)
    #[command(hide = true)]
    Snapshot(Full<Nothing>),
}

#[derive(Debug, Args, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// Words and field:value terms, all of which must hold: `postgres level:airbyte on:cloud`.
    /// Words may be marked: 'exact ^start end$ !not, and a | b
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    #[command(flatten)]
    pub facets: Facets,
    #[command(flatten)]
    pub writing: Writing<ListFormat>,
    /// Only these fields, in this order
    #[arg(long, value_name = "FIELD", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Sort by a field; `FIELD:desc` reverses
    #[arg(long, value_name = "FIELD[:desc]")]
    pub sort: Option<String>,
    /// At most this many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Archived, withdrawn and removed connectors too
    #[arg(long)]
    pub all: bool,
    /// No line of headings
    #[arg(long)]
    pub no_header: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    Table,
    Tsv,
    Json,
    Ndjson,
    Csv,
    Markdown,
}

/// How commands with one document write it.
pub type Document = Writing<DocumentFormat>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocumentFormat {
    #[value(alias = "table", alias = "text")]
    Human,
    Json,
}

#[derive(Debug, Args)]
pub struct Show {
    /// A slug, image, definition id or display name
    #[arg(value_name = "NAME", required = true)]
    pub name: Vec<String>,
    #[command(flatten)]
    pub document: Document,
}

#[derive(Debug, Args)]
pub struct Compare {
    /// Two to four slugs, images, definition ids or display names
    #[arg(value_name = "NAME", num_args = 2..=4, required = true)]
    pub names: Vec<String>,
    #[command(flatten)]
    pub document: Document,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Connectors, each with the version that is pinned, if any; - reads them from standard input, one a line
    #[arg(value_name = "NAME[@VERSION]")]
    pub names: Vec<String>,
    /// The worst readiness that passes
    #[arg(long, value_name = "READINESS", value_parser = WordParser::<Readiness>::new(), hide_possible_values = true)]
    pub require: Option<Readiness>,
    /// The furthest level from Airbyte's own that passes: airbyte, enterprise, marketplace, custom, archived
    #[arg(long, value_name = "LEVEL", value_parser = WordParser::<Level>::new(), hide_possible_values = true)]
    pub max_level: Option<Level>,
    /// Fail when an upgrade deadline is this near: 30d, 4w
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub within: Option<i64>,
    /// Read the [check] policy from this file instead of the project's portolan.toml
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    /// The only streams that are synced: a breaking change of others does not count
    #[arg(long, value_name = "STREAM", value_delimiter = ',')]
    pub streams: Vec<String>,
    /// Tell what moved under each connector after this day, from the catalog's history
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub changed_since: Option<Date>,
    #[command(flatten)]
    pub scan: Scan,
    /// Fail where a version is left open, moves (latest, dev) or is a pre-release
    #[arg(long)]
    pub require_pinned: bool,
    /// What fails: error, warning (and errors), or never
    #[arg(long, value_name = "SEVERITY", value_parser = WordParser::<FailOn>::new(), hide_possible_values = true)]
    pub fail_on: Option<FailOn>,
    /// The environment whose [[check.for]] tables hold; PORTOLAN_ENV unless given
    #[arg(long, value_name = "NAME")]
    pub env: Option<String>,
    /// Print a policy to start from, with what each line is for
    #[arg(long)]
    pub init: bool,
    #[command(flatten)]
    pub facets: Facets,
    #[command(flatten)]
    pub writing: Writing<CheckFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    Human,
    Json,
    Sarif,
    Junit,
    Github,
}

#[derive(Debug, Args)]
pub struct Deadlines {
    /// How many days ahead to look: 30d, 4w; 90d unless given
    #[arg(long, value_name = "DAYS", value_parser = days, conflicts_with = "all")]
    pub within: Option<i64>,
    /// All of them, the passed ones too
    #[arg(long)]
    pub all: bool,
    /// The only streams that are synced: a breaking change of others does not count
    #[arg(long, value_name = "STREAM", value_delimiter = ',')]
    pub streams: Vec<String>,
    #[command(flatten)]
    pub scan: Scan,
    #[command(flatten)]
    pub facets: Facets,
    #[command(flatten)]
    pub writing: Writing<DeadlineFormat>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DeadlineFormat {
    Table,
    Tsv,
    Json,
    /// A calendar: every deadline a day-long event
    Ics,
}

#[derive(Debug, Args)]
pub struct Changes {
    /// A catalog file; what moved from it to NEW, or to the catalog in use
    #[arg(value_name = "OLD", conflicts_with = "since")]
    pub old: Option<PathBuf>,
    /// Another catalog file
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,
    /// What the catalog's history shows after this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    #[command(flatten)]
    pub document: Document,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// level, stage, deployment, footnote or rule; all without one
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,
    /// One word of the topic, or a rule's id
    #[arg(value_name = "WORD")]
    pub word: Option<String>,
    #[command(flatten)]
    pub document: Document,
}

#[derive(Debug, Args)]
pub struct Refresh {
    /// Fetch from these URLs or files instead
    #[arg(long, value_name = "URL|FILE", num_args = 1..)]
    pub from: Vec<String>,
    /// Take a catalog that is much smaller than the known one, such as a mirror of some connectors
    #[arg(long)]
    pub force: bool,
    /// Say what would change and write nothing
    #[arg(long)]
    pub check: bool,
    #[command(flatten)]
    pub document: Document,
}

#[derive(Debug, Args)]
pub struct Info {
    #[command(flatten)]
    pub document: Document,
}

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell; what the catalog knows completes in all of them but PowerShell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Candidates {
    /// The words of a command line, without the program's name
    #[arg(last = true)]
    pub line: Vec<String>,
}

/// A command without options of its own.
#[derive(Debug, Args)]
pub struct Nothing {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn global_options_may_stand_before_a_command() {
        let cli =
            Cli::try_parse_from(["portolan", "--catalog", "x.json", "-q", "show", "a"]).unwrap();
        assert!(matches!(cli.command, Some(Command::Show(_))));
        assert_eq!(cli.global.catalog, [PathBuf::from("x.json")]);
        assert_eq!(cli.list, List::default());
    }
}
