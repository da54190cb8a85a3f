//! What could be the next word of a command line: asked by the shells' scripts, a candidate a line, with what it means
//! behind a tab. What the scripts know by themselves, such as options, is not told.

mod versions;

use clap::{Arg, Command};

use super::{
    Answer, Outcome,
    session::{self, Kept, Session},
};
use crate::{
    catalog::Connector,
    policy::{CheckRule, Topic},
    search::{self, Facet, Vocabulary},
    sort,
    text::{Word, clean},
    view::columns::Column,
};

/// A word, and what it means.
type Candidate = (String, String);

/// Writes the candidates for the last of the words; a catalog that cannot be read has none.
pub(super) fn run(words: &[String], session: &mut Session<'_>) -> Outcome {
    let Some((current, earlier)) = words.split_last() else {
        return Ok(Answer::Yes);
    };
    let root = naming(earlier);
    let line = Line::read(&root, earlier);
    session.global.quiet = true;
    session
        .global
        .catalog
        .extend(line.catalogs.iter().map(Into::into));
    let found = line.candidates(current, &mut || session.load().ok().map(Kept::into_inner));
    let mut found = found.unwrap_or_default();
    if found.len() > 1 {
        // A shell keeps what all have in common: of several only those that go on from what is typed.
        found.retain(|(word, _)| goes_on_from(word, current));
    }
    for (word, meaning) in found {
        let (word, meaning) = (clean::line(&word), clean::line(&meaning));
        writeln!(session.host.out, "{word}\t{meaning}")?;
    }
    Ok(Answer::Yes)
}

/// The command line with the options of the commands that are named.
fn naming(words: &[String]) -> Command {
    let mut root = super::command();
    for word in words {
        if let Some(named) = root.find_subcommand_mut(word) {
            named.build();
        }
    }
    root
}

fn goes_on_from(word: &str, typed: &str) -> bool {
    let start = word.get(..typed.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

/// The long options whose values only the program knows.
pub(super) fn asked_options(root: &Command) -> Vec<String> {
    let all = root.get_subcommands().chain([root]);
    let longs = all.flat_map(Command::get_arguments);
    let asked = longs.filter(|arg| facet(arg).is_some() || is_of_columns(arg));
    let mut asked: Vec<String> = asked
        .flat_map(|arg| arg.get_long_and_visible_aliases().unwrap_or_default())
        .map(str::to_owned)
        .collect();
    sort::plain(&mut asked);
    asked.dedup();
    asked
}

type Loaded = crate::store::load::Loaded;

/// What stands before the word that is completed.
struct Line<'a> {
    root: &'a Command,
    command: &'a Command,
    /// How many words stand there that are no options.
    given: Vec<String>,
    /// The option that wants the word as its value.
    option: Option<&'a Arg>,
    catalogs: Vec<String>,
    /// Behind `--` nothing is an option.
    is_raw: bool,
}

impl<'a> Line<'a> {
    fn read(root: &'a Command, words: &[String]) -> Self {
        let mut line = Self {
            root,
            command: root,
            given: Vec::new(),
            option: None,
            catalogs: Vec::new(),
            is_raw: false,
        };
        for word in words {
            line.take(word);
        }
        line
    }

    fn take(&mut self, word: &str) {
        if let Some(option) = self.option.take() {
            self.heed(option, word);
        } else if self.is_raw || !word.starts_with('-') {
            match self.root.find_subcommand(word) {
                Some(command) if self.is_first() => self.command = command,
                _ => self.given.push(word.to_owned()),
            }
        } else if word == "--" {
            self.is_raw = true;
        } else if let Some(long) = word.strip_prefix("--") {
            match long.split_once('=') {
                Some((long, value)) => {
                    if let Some(option) = self.find(long) {
                        self.heed(option, value);
                    }
                }
                None => self.option = self.find(long).filter(|arg| takes_value(arg)),
            }
        }
    }

    fn heed(&mut self, option: &Arg, value: &str) {
        if option.get_id() == "catalog" {
            self.catalogs.push(value.to_owned());
        }
    }

    /// Whether a command may stand here.
    fn is_first(&self) -> bool {
        self.given.is_empty() && std::ptr::eq(self.root, self.command)
    }

    /// Whether the next word is a command that help is asked for; clap makes that command itself.
    fn asks_for_help(&self) -> bool {
        let first = self.given.first().filter(|_| !self.is_raw);
        std::ptr::eq(self.root, self.command) && first.is_some_and(|word| word == "help")
    }

    fn find(&self, long: &str) -> Option<&'a Arg> {
        let all = self
            .command
            .get_arguments()
            .chain(self.root.get_arguments());
        let mut named = all.filter(|arg| {
            let longs = arg.get_long_and_visible_aliases().unwrap_or_default();
            longs.contains(&long)
        });
        named.next()
    }

    fn candidates(
        &self,
        current: &str,
        load: &mut dyn FnMut() -> Option<Loaded>,
    ) -> Option<Vec<Candidate>> {
        if let Some(option) = self.option {
            return values(option, current, load);
        }
        if let Some((long, value)) = current.strip_prefix("--").and_then(|c| c.split_once('=')) {
            let option = self.find(long).filter(|arg| takes_value(arg))?;
            let found = values(option, value, load)?;
            return Some(prefixed(&format!("--{long}="), found));
        }
        match self.command.get_name() {
            _ if self.asks_for_help() => {
                Some(commands(self.root, current)).filter(|_| self.given.len() == 1)
            }
            "check" if current.contains('@') => versions::of(current, &load()?.catalog),
            "show" | "compare" | "check" => {
                (!current.starts_with('-')).then(|| connectors(current, load))?
            }
            "explain" => Some(topics(&self.given, current)),
            "list" | "pick" => terms(current, load),
            _ if self.is_first() => {
                let mut found = commands(self.root, current);
                let wants_all = current.is_empty() || current == "-";
                if !wants_all {
                    found.extend(terms(current, load)?);
                }
                Some(found).filter(|_| !wants_all)
            }
            _ if std::ptr::eq(self.root, self.command) => terms(current, load),
            _ => None,
        }
    }
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

fn facet(arg: &Arg) -> Option<Facet> {
    let long = arg.get_long()?;
    Facet::ALL.into_iter().find(|facet| facet.word() == long)
}

fn is_of_columns(arg: &Arg) -> bool {
    matches!(arg.get_long(), Some("fields" | "sort"))
}

/// The values of an option, aliases included; of a list the last is completed, with one that is not in it yet.
fn values(
    option: &Arg,
    current: &str,
    load: &mut dyn FnMut() -> Option<Loaded>,
) -> Option<Vec<Candidate>> {
    let start = current.rfind(',').map_or(0, |comma| comma + 1);
    let (before, typed) = current.split_at(start);
    if let Some(facet) = facet(option) {
        let sign = if typed.starts_with('!') { "!" } else { "" };
        let loaded = load()?;
        let vocabulary = Vocabulary::of(loaded.catalog.connectors());
        let found = search::values(facet, &typed[sign.len()..], &vocabulary);
        let found = prefixed(sign, found);
        return Some(prefixed(before, besides(before, found)));
    }
    let known: Vec<Candidate> = if is_of_columns(option) {
        let columns = Column::ALL.iter();
        columns
            .map(|column| (column.word().to_owned(), column.label().to_owned()))
            .collect()
    } else {
        let possible = option.get_possible_values();
        let words = possible
            .iter()
            .flat_map(clap::builder::PossibleValue::get_name_and_aliases);
        words.map(|word| (word.to_owned(), String::new())).collect()
    };
    Some(prefixed(before, besides(before, starting(known, typed))))
}

/// Those that are not among the values that stand before.
fn besides(before: &str, mut known: Vec<Candidate>) -> Vec<Candidate> {
    known.retain(|(word, _)| !before.split(',').any(|given| given == word));
    known
}

fn starting(known: Vec<Candidate>, typed: &str) -> Vec<Candidate> {
    let is_start = |(word, _): &Candidate| word.starts_with(typed);
    known.into_iter().filter(is_start).collect()
}

fn prefixed(prefix: &str, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let put = |(word, meaning)| (format!("{prefix}{word}"), meaning);
    candidates.into_iter().map(put).collect()
}

fn commands(root: &Command, current: &str) -> Vec<Candidate> {
    let shown = root
        .get_subcommands()
        .filter(|command| !command.is_hide_set());
    let told = shown.map(|command| {
        let about = command.get_about().map(ToString::to_string);
        (command.get_name().to_owned(), about.unwrap_or_default())
    });
    starting(told.collect(), current)
}

/// Terms of a query; a word alone says too little to be one.
fn terms(current: &str, load: &mut dyn FnMut() -> Option<Loaded>) -> Option<Vec<Candidate>> {
    if current == "-" || current.starts_with("--") {
        return None;
    }
    let loaded = load()?;
    let connectors = loaded.catalog.connectors();
    let known = search::Known {
        vocabulary: &Vocabulary::of(connectors),
        connectors,
    };
    let found = search::complete(current, current.len(), known);
    let whole = |completion: search::Completion| {
        let before = current.get(..completion.replace.start).unwrap_or_default();
        (format!("{before}{}", completion.text), completion.hint)
    };
    Some(found.into_iter().map(whole).collect())
}

/// Slugs that begin so; without one, the only connector whose name behind the kind does.
fn connectors(current: &str, load: &mut dyn FnMut() -> Option<Loaded>) -> Option<Vec<Candidate>> {
    let loaded = load()?;
    let all = loaded.catalog.connectors();
    let told = |connector: &Connector| (connector.slug.to_string(), connector.name.to_string());
    let by_slug = all.iter().filter(|c| c.slug.starts_with(current));
    let by_slug: Vec<Candidate> = by_slug.map(told).collect();
    if !by_slug.is_empty() {
        return Some(by_slug);
    }
    let by_tail = all.iter().filter(|c| c.tail().starts_with(current));
    let by_tail: Vec<Candidate> = by_tail.map(told).collect();
    Some(by_tail).filter(|found| found.len() == 1)
}

/// The topics of `explain`, and the words of each.
fn topics(given: &[String], current: &str) -> Vec<Candidate> {
    let bare = |word: &str| (word.to_owned(), String::new());
    let known: Vec<Candidate> = match given {
        [] => {
            let topics = Topic::ALL.iter().map(|topic| topic.word());
            topics.chain(["rule"]).map(bare).collect()
        }
        [topic] if topic == "rule" || topic == "rules" => {
            let policy = session::policy();
            let of_policy = policy.iter().flat_map(|policy| policy.rules());
            let own = CheckRule::ALL.iter();
            of_policy
                .map(|rule| bare(rule.id))
                .chain(own.map(|rule| (rule.word().to_owned(), rule.label().to_owned())))
                .collect()
        }
        [topic] => {
            let topic = Topic::parse(topic);
            topic.map_or_else(|_| Vec::new(), |topic| topic.words().map(bare).collect())
        }
        _ => Vec::new(),
    };
    starting(known, current)
}
