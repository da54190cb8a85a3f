//! Reading a connector's line as it is nearly always: in the very form that `encode` writes. Anything else is declined
//! and left to the reader that takes everything; what is read here reads the same there.

use crate::{
    catalog::{
        BreakingChange, Connector, Docs, Facts, Listing, Metrics, Own, Side, State, Version,
        identity::definition_id,
        wire::{breaking, vocabulary},
    },
    date::{self, Date},
    text::{Few, Text, Word},
    words::{DeadlineAction, Level, Stage},
};

use super::line::Line;

/// The connector that a text begins with, and how long it is.
pub(super) fn connector(text: &str) -> Option<(Connector, usize)> {
    let mut line = Line::new(text);
    let read = line.object(members)?;
    Some((read, line.place()))
}

fn members(line: &mut Line) -> Option<Connector> {
    let slug = line.member("slug", name)??;
    let id = line.member("id", Line::text)?.map(definition_id);
    let kind = line.member("kind", word)??;
    let mut connector = Connector::new(slug, kind, line.member("name", name)??);
    connector.id = id;
    connector.image = line.member("image", name)?;
    connector.version = line.member("version", version)?;
    connector.level = line.member("level", word)??;
    let usual = || vocabulary::usual_word(connector.level).map(Text::name);
    connector.level_word = or_usual(line, "level_word", name, usual)?;
    connector.stage = line.member("stage", word)?.unwrap_or(Stage::None);
    connector.removed = line.member("removed", day)?;
    connector.cloud = side(
        line,
        ["cloud", "cloud_image", "cloud_version", "cloud_presumed"],
    )?;
    connector.oss = side(line, ["oss", "oss_image", "oss_version", "oss_presumed"])?;
    describe(line, &mut connector)?;
    Some(connector)
}

fn describe(line: &mut Line, connector: &mut Connector) -> Option<()> {
    connector.subtype = line.member("type", name)?;
    connector.license = line.member("license", name)?;
    connector.languages = line.member("languages", few)?.unwrap_or_default();
    connector.docs_url = line.member("docs", address)?.map(Docs::from);
    connector.first_released = line.member("first_released", day)?;
    connector.version_released = line.member("version_released", day)?;
    let docs = connector.docs_url.as_ref();
    let changes = line.member("breaking", |line| line.list(|line| change(line, docs)))?;
    connector.breaking_changes = changes.unwrap_or_default();
    breaking::sort(&mut connector.breaking_changes);
    let candidates = line.member("candidates", |line| line.list(version))?;
    let mut rare = Facts {
        release_candidates: candidates.unwrap_or_default(),
        ..Facts::default()
    };
    connector.metrics = line.member("metrics", metrics)?.flatten();
    let states = line.member("history", |line| line.list(state))?;
    connector.history = states.unwrap_or_default();
    connector.allowed_hosts = line.member("hosts", few)?;
    rare.pypi = line.member("pypi", name)?;
    rare.erd = line.member("erd", address)?;
    rare.suggested_streams = line.member("streams", names)?;
    rare.features = line.member("features", names)?.unwrap_or_default();
    connector.support_score = line.member("support_score", Line::whole)?;
    connector.quality_score = line.member("quality_score", Line::whole)?;
    connector.is_own = line.member("own", Line::flag)?.unwrap_or(false);
    rare.notes = line.member("notes", address)?;
    connector.rare = rare.into();
    Some(())
}

fn side(line: &mut Line, [listing, image, side_version, presumed]: [&str; 4]) -> Option<Side> {
    let listing = line.member(listing, |line| match line.text()? {
        "listed" => Some(Listing::Listed),
        "granted" => Some(Listing::Granted),
        "absent" => Some(Listing::Absent),
        "tombstoned" => Some(Listing::Tombstoned),
        _ => None,
    })?;
    Some(Side {
        listing: listing.unwrap_or(Listing::Unknown),
        own: Own {
            image: line.member(image, name)?,
            version: line.member(side_version, version)?,
        }
        .into(),
        is_presumed: line.member(presumed, Line::flag)?.unwrap_or(false),
    })
}

fn change(line: &mut Line, docs: Option<&Docs>) -> Option<BreakingChange> {
    line.object(|line| {
        let version = line.member("version", version)??;
        Some(BreakingChange {
            deadline: line.member("deadline", day)?,
            released: line.member("released", day)?,
            action: line
                .member("action", word)?
                .unwrap_or(DeadlineAction::Unstated),
            streams: line.member("streams", names)?.unwrap_or_default(),
            guide: or_usual(line, "guide", address, || {
                breaking::default_guide(docs, &version)
            })?,
            is_breaking: line.member("breaks", Line::flag)?.unwrap_or(true),
            safe_to_downgrade: line.member("safe_to_downgrade", Line::flag)?,
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
            line.member("usage", word)?,
            line.member("success", word)?,
            line.member("as_of", day)?,
        ))
    })
}

fn state(line: &mut Line) -> Option<State> {
    line.object(|line| {
        Some(State {
            as_of: line.member("as_of", day)??,
            level: line.member("level", word)?.unwrap_or(Level::Unknown),
            stage: line.member("stage", word)?.unwrap_or(Stage::None),
            cloud: line.member("cloud", Line::flag)?,
            oss: line.member("oss", Line::flag)?,
            version: line.member("version", version)?,
            name: line.member("name", name)?.map(Box::new),
        })
    })
}

/// Absence means the usual text, and null means none.
#[expect(
    clippy::option_option,
    reason = "not to be read so, and read as absent, are two answers"
)]
fn or_usual(
    line: &mut Line,
    key: &str,
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
    line.text().map(Text::name)
}

fn names(line: &mut Line) -> Option<Vec<Text>> {
    line.list(name)
}

fn few(line: &mut Line) -> Option<Few> {
    names(line).map(Few::from)
}

fn address(line: &mut Line) -> Option<Text> {
    line.text().map(Text::url)
}

fn version(line: &mut Line) -> Option<Version> {
    line.text().map(Version::new)
}

fn day(line: &mut Line) -> Option<Date> {
    line.text().and_then(date::parse)
}

/// A word of a later version of this program is for the other reader, which knows what to say of it.
fn word<W: Word>(line: &mut Line) -> Option<W> {
    let text = line.text()?;
    W::ALL.iter().copied().find(|known| known.word() == text)
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
            let (read, length) = connector(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(length, line.len(), "{line}");
            assert_eq!(whole(line), Some((read, true)), "{line}");
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
            if let Some((read, length)) = connector(&damaged) {
                prop_assert_eq!(whole(&damaged[..length]), Some((read, true)), "{}", damaged);
            }
        }
    }
}
