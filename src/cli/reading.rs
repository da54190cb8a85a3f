//! Reading the user's files for the commands that ask about them: what was found, and what kept files from being read.

mod progress;

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    rc::Rc,
};

use super::{
    args,
    failure::{Failure, Kind},
    session::Session,
    status::StatusLine,
};
use crate::{
    catalog::{Catalog, Version},
    policy::Pinning,
    scan::{self, Docs, Mention, Pin, Reading, Tool, What},
    sort,
    store::walk::{self, Halt, Reader, Skipped, Walked, Why},
    text::{self, Word, clean},
    view::check::{Gravity, Report, Spot, Trouble},
};

/// What stands for standard input among paths.
pub(super) const STDIN: &str = scan::STANDARD_INPUT;

/// More of standard input than this is no list of names and no file that anybody wrote.
const INPUT: u64 = 64 << 20;

/// What files mention.
pub(super) struct Scan {
    /// In the order of their paths, those without mentions left out.
    pub files: Vec<Found>,
    pub report: Report,
}

/// What one file mentions, in the order of the places.
pub(super) struct Found {
    pub file: Rc<str>,
    pub mentions: Vec<Mention>,
}

/// How a connector is written down, wherever that stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Written {
    pub what: What,
    pub tool: Tool,
    pub pin: Pin,
}

/// Reads what is asked for.
pub(super) fn run(
    args: &args::Scan,
    catalog: &Catalog,
    session: &mut Session<'_>,
) -> Result<Scan, Failure> {
    let reader = scan::Reader::new(catalog);
    let docs = if args.include_docs {
        Docs::Included
    } else {
        Docs::Skipped
    };
    let (input, roots): (Vec<PathBuf>, Vec<PathBuf>) = args
        .paths
        .iter()
        .cloned()
        .partition(|path| path == Path::new(STDIN));
    let mut walked = walk(&roots, (reader.clone(), docs), session)?;
    if !input.is_empty() {
        let text = stdin(session)?;
        walked.read += 1;
        walked
            .kept
            .push((STDIN.to_owned(), reader.read(STDIN, &text, docs)));
    }
    let (read, skipped) = (walked.read, walked.skipped);
    let files = joined(walked.kept);
    Ok(Scan {
        report: Report {
            files: read,
            troubles: troubles(&skipped, &files),
        },
        files: files.into_iter().filter_map(found).collect(),
    })
}

fn walk(
    roots: &[PathBuf],
    (reader, docs): (scan::Reader, Docs),
    session: &mut Session<'_>,
) -> Result<Walked<Reading>, Failure> {
    // In a folder a .txt file is documentation. Who names one means what stands in it; a hook names every file of a
    // commit, so that other documentation stays out.
    let named: HashSet<String> = roots.iter().map(|path| walk::shown(path)).collect();
    let read = move |path: &str, text: &str| {
        let docs = if scan::is_plain_text(path) && named.contains(path) {
            Docs::Included
        } else {
            docs
        };
        let mut reading = reader.read(path, text, docs);
        reading.doubt(text);
        (reading != Reading::default()).then_some(reading)
    };
    let reader = Reader {
        wants: scan::is_of_interest,
        read,
    };
    let status = StatusLine::new(session.global.quiet, &mut session.host);
    let walked = walk::walk(roots, reader, &mut |progress| {
        if let Some(line) = progress::line(progress) {
            status.show(&line);
        }
    });
    drop(status);
    walked.map_err(|halt| match halt {
        Halt::Lost(path, why) => Failure::usage(format!("{path}: {why}")),
        Halt::Signal(number) => Failure::new(Kind::Signal(number), "interrupted"),
    })
}

/// All of standard input as text.
pub(super) fn stdin(session: &mut Session<'_>) -> Result<String, Failure> {
    walk::text(session.host.input, INPUT)
        .map_err(|why| Failure::usage(format!("standard input {why}")))
}

/// Follows the references between all files.
fn joined(mut files: Vec<(String, Reading)>) -> Vec<(String, Reading)> {
    scan::join(&mut files);
    sort::by(&mut files, |(a, _), (b, _)| a.cmp(b));
    files
}

fn found((file, reading): (String, Reading)) -> Option<Found> {
    let file = if file == STDIN {
        Rc::from("<stdin>")
    } else {
        Rc::from(file)
    };
    let mentions = reading.mentions;
    (!mentions.is_empty()).then_some(Found { file, mentions })
}

/// Where a mention stands, and how it is written.
pub(super) fn taken_apart(file: &Rc<str>, mention: Mention) -> (Spot, Written) {
    let spot = Spot {
        file: Rc::clone(file),
        line: mention.place.line,
        column: mention.place.column,
        tool: Tool::word(mention.tool),
        written: mention.written,
        source: mention.source,
        indent: mention.indent,
    };
    let written = Written {
        what: mention.what,
        tool: mention.tool,
        pin: mention.pin,
    };
    (spot, written)
}

/// The version that a file asks for, and how it asks.
pub(super) fn asked(pin: &Pin) -> (Option<Version>, Pinning) {
    match pin {
        Pin::Impossible => (None, Pinning::Impossible),
        Pin::Missing => (None, Pinning::Missing),
        Pin::At(version) => (Some(Version::new(version)), Pinning::Fixed),
        Pin::Digest(_) => (None, Pinning::Digest),
        Pin::Unsettled(_) => (None, Pinning::Unsettled),
    }
}

fn troubles(skipped: &[Skipped], files: &[(String, Reading)]) -> Vec<Trouble> {
    let faults = files.iter().flat_map(|(file, reading)| {
        reading.faults.iter().map(move |fault| Trouble {
            file: file.clone(),
            place: fault.place.map(|place| (place.line, place.column)),
            text: clean::line(&fault.text).into_owned(),
            gravity: Gravity::Loss,
            is_failing: false,
        })
    });
    let mut troubles: Vec<Trouble> = skipped.iter().map(left_out).chain(faults).collect();
    sort::by(&mut troubles, |a, b| {
        (&a.file, a.place).cmp(&(&b.file, b.place))
    });
    troubles
}

fn left_out(skipped: &Skipped) -> Trouble {
    let (gravity, text) = match &skipped.why {
        Why::Binary => (Gravity::Expected, "left out: no text".to_owned()),
        Why::Link => (
            Gravity::Expected,
            "left out: a link; its name reads what it leads to".to_owned(),
        ),
        Why::Irregular => (
            Gravity::Expected,
            "left out: a pipe, a socket or a device".to_owned(),
        ),
        Why::Large { cap, is_named } => {
            let hint = if *is_named { "" } else { "; its name reads it" };
            let text = format!("left out: larger than {} MiB{hint}", cap >> 20);
            (Gravity::Loss, text)
        }
        Why::Unreadable(why) => (Gravity::Loss, why.clone()),
    };
    Trouble {
        file: skipped.path.clone(),
        place: None,
        text: clean::line(&text).into_owned(),
        gravity,
        is_failing: false,
    }
}

/// Says what was left out or not understood: each loss, and how much of the rest.
pub(super) fn tell(report: &Report, session: &mut Session<'_>) {
    const SHOWN: usize = 20;
    let is_wordy = session.global.verbose;
    let (losses, expected): (Vec<&Trouble>, Vec<&Trouble>) = report
        .troubles
        .iter()
        .partition(|trouble| trouble.gravity == Gravity::Loss);
    let shown = if is_wordy { losses.len() } else { SHOWN };
    for loss in losses.iter().take(shown) {
        session.note(&format!("warning: {loss}"));
    }
    if losses.len() > shown {
        let more = losses.len() - shown;
        session.note(&format!(
            "warning: {more} more about what was read (all with -v)"
        ));
    }
    if is_wordy {
        for trouble in &expected {
            session.note(&trouble.to_string());
        }
    } else if !expected.is_empty() {
        let files = text::count(expected.len(), "file", "files");
        session.note(&format!(
            "{files} left out: no text, or a link (each with -v)"
        ));
    }
}
