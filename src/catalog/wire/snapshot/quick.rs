//! Reading a connector's line as it is nearly always: in the very form that `encode` writes. Anything else is declined
//! and left to the reader that takes everything; what is read here reads the same there.

use crate::{
    catalog::{
        BreakingChange, Connector, Docs, Listing, Metrics, Rare, Side, State, Version,
        identity::definition_id,
        wire::{breaking, vocabulary},
    },
    date::{self, Date},
    text::{Few, Text, joined},
    words::{DeadlineAction, Level, Stage},
};

use super::line::{Keep, Line, key};

/// Image and version of their own are told of few, and room is only made where they are.
macro_rules! side {
    ($line:ident, $key:literal) => {{
        let listing = $line.member(key!($key), listing)?;
        let mut side = Side::of(listing.unwrap_or(Listing::Unknown));
        if let Some(image) = $line.member(joined!("\"", $key, "_image\":"), name)? {
            side.own.image = Some(image);
        }
        if let Some(version) = $line.member(joined!("\"", $key, "_version\":"), version)? {
            side.own.version = Some(version);
        }
        let is_presumed = $line.member(joined!("\"", $key, "_presumed\":"), Line::flag)?;
        side.is_presumed = is_presumed.unwrap_or(false);
        side
    }};
}

/// Adds the connector that a text begins with, and answers how long it is. Of one that is declined a part may be left.
pub(super) fn connector<'a>(
    text: &'a str,
    keep: Keep<'a>,
    connectors: &mut Vec<Connector>,
) -> Option<usize> {
    let mut line = Line::new(text, keep);
    line.object(|line| members(line, connectors))?;
    Some(text.len() - line.rest().len())
}

fn members(line: &mut Line, connectors: &mut Vec<Connector>) -> Option<()> {
    let slug = line.member(key!("slug"), name)??;
    let id = line.member(key!("id"), id)?;
    let kind = line.member(key!("kind"), Line::word)??;
    let name = line.member(key!("name"), name)??;
    // Connectors are large: the rest of this one is put where it stays.
    connectors.push(Connector::new(slug, kind, name));
    let connector = connectors.last_mut()?;
    connector.id = id;
    judge(line, connector)?;
    describe(line, connector)?;
    remember(line, connector)
}

fn judge(line: &mut Line, connector: &mut Connector) -> Option<()> {
    connector.image = line.member(key!("image"), name)?;
    connector.version = line.member(key!("version"), version)?;
    connector.level = line.member(key!("level"), Line::word)??;
    let usual = || vocabulary::usual_word(connector.level);
    connector.level_word = or_usual(line, key!("level_word"), name, usual)?;
    connector.stage = line
        .member(key!("stage"), Line::word)?
        .unwrap_or(Stage::None);
    connector.removed = line.member(key!("removed"), day)?;
    connector.cloud = side!(line, "cloud");
    connector.oss = side!(line, "oss");
    Some(())
}

fn describe(line: &mut Line, connector: &mut Connector) -> Option<()> {
    connector.subtype = line.member(key!("type"), name)?;
    connector.license = line.member(key!("license"), name)?;
    connector.languages = line
        .member(key!("languages"), few_names)?
        .unwrap_or_default();
    connector.docs_url = line.member(key!("docs"), docs)?;
    connector.first_released = line.member(key!("first_released"), day)?;
    connector.version_released = line.member(key!("version_released"), day)?;
    Some(())
}

fn remember(line: &mut Line, connector: &mut Connector) -> Option<()> {
    let docs = connector.docs_url.as_ref();
    let changes = line.member(key!("breaking"), |line| {
        line.list(|line| change(line, docs))
    })?;
    if let Some(mut changes) = changes {
        breaking::sort(&mut changes);
        connector.breaking_changes = changes.into();
    }
    if let Some(candidates) = line.member(key!("candidates"), |line| line.list(version))? {
        connector.rare.release_candidates = candidates;
    }
    connector.metrics = line.member(key!("metrics"), metrics)?.flatten();
    if let Some(states) = line.member(key!("history"), |line| line.few(state))? {
        connector.history = states;
    }
    connector.allowed_hosts = line.member(key!("hosts"), few_names)?;
    rare(line, &mut connector.rare)?;
    connector.support_score = line.member(key!("support_score"), Line::whole)?;
    connector.quality_score = line.member(key!("quality_score"), Line::whole)?;
    connector.is_own = line.member(key!("own"), Line::flag)?.unwrap_or(false);
    if let Some(notes) = line.member(key!("notes"), address)? {
        connector.rare.notes = Some(notes);
    }
    connector.rare.tighten();
    Some(())
}

/// What few connectors have: room is only made where there is any of it.
fn rare(line: &mut Line, rare: &mut Rare) -> Option<()> {
    if let Some(pypi) = line.member(key!("pypi"), name)? {
        rare.pypi = Some(pypi);
    }
    if let Some(erd) = line.member(key!("erd"), address)? {
        rare.erd = Some(erd);
    }
    if let Some(streams) = line.member(key!("streams"), names)? {
        rare.suggested_streams = Some(streams);
    }
    if let Some(features) = line.member(key!("features"), names)? {
        rare.features = features;
    }
    Some(())
}

fn listing(line: &mut Line) -> Option<Listing> {
    line.one_of(&vocabulary::LISTINGS)
}

fn change(line: &mut Line, docs: Option<&Docs>) -> Option<BreakingChange> {
    line.object(|line| {
        let version = line.member(key!("version"), version)??;
        Some(BreakingChange {
            deadline: line.member(key!("deadline"), day)?,
            released: line.member(key!("released"), day)?,
            action: line
                .member(key!("action"), Line::word)?
                .unwrap_or(DeadlineAction::Unstated),
            streams: line.member(key!("streams"), names)?.unwrap_or_default(),
            guide: or_usual(line, key!("guide"), address, || {
                breaking::default_guide(docs, &version)
            })?,
            is_breaking: line.member(key!("breaks"), Line::flag)?.unwrap_or(true),
            safe_to_downgrade: line.member(key!("safe_to_downgrade"), Line::flag)?,
            version,
        })
    })
}

#[expect(
    clippy::option_option,
    reason = "not to be read so, and read as absent, are two answers"
)]
fn metrics(line: &mut Line) -> Option<Option<Metrics>> {
    line.object(|line| {
        Some(Metrics::of(
            line.member(key!("usage"), Line::word)?,
            line.member(key!("success"), Line::word)?,
            line.member(key!("as_of"), day)?,
        ))
    })
}

fn state(line: &mut Line) -> Option<State> {
    line.object(|line| {
        Some(State {
            as_of: line.member(key!("as_of"), day)??,
            level: line
                .member(key!("level"), Line::word)?
                .unwrap_or(Level::Unknown),
            stage: line
                .member(key!("stage"), Line::word)?
                .unwrap_or(Stage::None),
            cloud: line.member(key!("cloud"), Line::flag)?,
            oss: line.member(key!("oss"), Line::flag)?,
            version: line.member(key!("version"), version)?,
            name: line.member(key!("name"), name)?.map(Box::new),
        })
    })
}

/// Absence means the usual text, and null means none.
#[inline(always)]
#[expect(
    clippy::inline_always,
    reason = "a key that is known when this is built is compared in a few steps"
)]
#[expect(
    clippy::option_option,
    reason = "not to be read so, and read as absent, are two answers"
)]
fn or_usual<const LENGTH: usize>(
    line: &mut Line,
    key: &[u8; LENGTH],
    clean: fn(&mut Line) -> Option<Text>,
    usual: impl FnOnce() -> Option<Text>,
) -> Option<Option<Text>> {
    let told = line.member(key, |line| match line.null() {
        Some(()) => Some(None),
        None => clean(line).map(Some),
    })?;
    Some(told.unwrap_or_else(usual))
}

fn name(line: &mut Line) -> Option<Text> {
    line.cleaned(Text::name)
}

fn names(line: &mut Line) -> Option<Vec<Text>> {
    line.list(name)
}

fn few_names(line: &mut Line) -> Option<Few> {
    line.few(name)
}

fn address(line: &mut Line) -> Option<Text> {
    line.cleaned(Text::url)
}

fn id(line: &mut Line) -> Option<Text> {
    match line.plain() {
        Some(plain) if !plain.has_capitals() => Some(line.kept(plain)),
        Some(plain) => Some(definition_id(plain.as_str())),
        None => line.text().map(definition_id),
    }
}

fn docs(line: &mut Line) -> Option<Docs> {
    match line.plain() {
        Some(plain) => Some(plain.into()),
        None => line.text().map(Docs::new),
    }
}

fn version(line: &mut Line) -> Option<Version> {
    match line.plain() {
        Some(plain) => Some(plain.into()),
        None => line.text().map(Version::new),
    }
}

fn day(line: &mut Line) -> Option<Date> {
    line.exactly().and_then(date::civil)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::wire::{
        snapshot::{self, row::Row},
        warnings::{Spot, Warnings},
    };

    const BUNDLE: &str = include_str!("../../../../assets/catalog.json");

    fn lines() -> Vec<&'static str> {
        let lines = BUNDLE.lines().filter(|line| line.starts_with("{\"slug\""));
        lines.map(|line| line.trim_end_matches(',')).collect()
    }

    /// What the reader that takes everything makes of a line, and whether it has anything to say of it.
    fn whole(line: &str) -> Option<(Connector, bool)> {
        let row: Row = serde_json::from_str(line).ok()?;
        let mut warnings = Warnings::default();
        let mut spot = Spot {
            warnings: &mut warnings,
            list: "connectors",
            index: 0,
            entry: None,
        };
        let read = snapshot::connector(&row, &mut spot).ok()?;
        Some((read, warnings.into_vec().is_empty()))
    }

    #[test]
    fn every_bundled_line_is_read_and_as_the_other_reader_does() {
        let lines = lines();
        assert!(lines.len() > 600, "{}", lines.len());
        for line in lines {
            let mut read = Vec::new();
            assert_eq!(
                connector(line, Text::lasting, &mut read),
                Some(line.len()),
                "{line}"
            );
            assert_eq!(whole(line), read.pop().zip(Some(true)), "{line}");
        }
    }

    proptest! {
        #[test]
        fn a_damaged_line_is_declined_or_reads_the_same(
            line in proptest::sample::select(lines()),
            place in any::<proptest::sample::Index>(),
            put in proptest::sample::select(vec!["", "\"", "\\", ",", "}", "]", "0", "a", " ", "\u{202e}", "\n", "null", "\\u0041"]),
            taken in 0..3_usize,
        ) {
            let at = place.index(line.len());
            let end = (at + taken).min(line.len());
            prop_assume!(line.is_char_boundary(at) && line.is_char_boundary(end));
            let damaged = format!("{}{put}{}", &line[..at], &line[end..]);
            let mut read = Vec::new();
            if let Some(length) = connector(&damaged, Text::from, &mut read) {
                prop_assert_eq!(whole(&damaged[..length]), read.pop().zip(Some(true)), "{}", damaged);
            }
        }
    }
}
