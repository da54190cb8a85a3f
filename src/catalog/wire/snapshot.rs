//! Reading our own format, which `encode` writes. Its words are ours, so nothing is derived anew.

mod line;
mod quick;
mod row;

use serde::de::IgnoredAny;

use crate::{
    catalog::{
        BreakingChange, Connector, Docs, Facts, Listing, Metrics, Own, Side, State, Version,
        identity::definition_id,
    },
    date::{self, Date},
    text::{Few, Text, Word},
    words::{DeadlineAction, Kind, Level, Stage},
};

use self::{
    line::Keep,
    row::{Change, Row, Seen},
};
use super::{
    Format, Parts, WireError, breaking,
    field::{List, Odd, Scalar, Value},
    list::{Lists, add},
    vocabulary,
    walker::Walker,
    warnings::{At, In, Lost, Spot, Warnings, firm},
};

/// The first key of the format, whose value is its version.
pub(super) const MARK: &str = "portolan_catalog";
pub(super) const VERSION: i64 = 1;

/// Whether a text is of our own format.
pub(super) fn is_ours(text: &str) -> bool {
    let inner = text
        .trim_ascii_start()
        .strip_prefix('{')
        .map(str::trim_ascii_start);
    let key = inner
        .and_then(|inner| inner.strip_prefix('"'))
        .and_then(|key| key.strip_prefix(MARK));
    key.is_some_and(|rest| rest.starts_with('"'))
}

/// Reads a snapshot, of which at most `cap` entries.
pub(super) fn read<'a>(
    text: &'a str,
    keep: Keep<'a>,
    (warnings, cap): (Warnings, usize),
) -> Result<Parts, WireError> {
    let quick = |text: &'a str, read: &mut Vec<_>| quick::connector(text, keep, read);
    let mut walker = Walker::new(text);
    let mut lists = Lists::new(warnings, cap);
    let (mut connectors, mut as_of, mut snapshots) = (Vec::new(), None, Vec::new());
    walker.object(|walker, key| match key {
        MARK => version_is_known(&walker.value()?),
        "as_of" => {
            as_of = day(&walker.value()?).ok().flatten();
            Ok(())
        }
        "snapshots" => {
            let days: List<Scalar> = walker.value()?;
            let days = days.list().ok().flatten();
            snapshots = days
                .into_iter()
                .flat_map(|days| &days.0)
                .filter_map(|d| day(d).ok()?)
                .collect();
            Ok(())
        }
        "connectors" => {
            let read = lists.read_quickly(walker, "connectors", &quick, connector)?;
            add(&mut connectors, read);
            Ok(())
        }
        _ => walker.value::<IgnoredAny>().map(drop),
    })?;
    walker.end()?;
    Ok(Parts {
        connectors,
        as_of,
        snapshots,
        format: Format::Snapshot,
        is_assumed: false,
        warnings: lists.finish(),
    })
}

fn version_is_known(version: &Scalar) -> Result<(), WireError> {
    match version.whole() {
        Ok(Some(VERSION)) => Ok(()),
        _ => Err(WireError {
            place: None,
            found: "a portolan snapshot of another version".to_owned(),
            expected: format!("version {VERSION}, the one that this program reads"),
        }),
    }
}

fn connector(row: &Row, spot: &mut Spot) -> Result<Connector, Lost> {
    let needed = |field: &str, value: &Scalar| match firm(field, value.verbatim())? {
        Some(text) => Ok(Text::name(text)),
        None => Err(Lost {
            field: field.to_owned(),
            message: "missing".to_owned(),
        }),
    };
    let name = needed("name", &row.name)?;
    spot.entry = Some(name.to_string());
    let Some(kind) = firm("kind", word::<Kind>(&row.kind))? else {
        return Err(Lost {
            field: "kind".to_owned(),
            message: "missing or unknown".to_owned(),
        });
    };
    let mut connector = Connector::new(needed("slug", &row.slug)?, kind, name);
    connector.id = firm("id", row.id.verbatim())?.map(definition_id);
    connector.image = firm("image", text(&row.image))?;
    connector.version = firm("version", version(&row.version))?;
    judge(row, &mut connector, spot)?;
    connector.stage = firm("stage", stage(&row.stage))?;
    connector.removed = firm("removed", day(&row.removed))?;
    connector.cloud = firm(
        "cloud",
        side([
            &row.cloud,
            &row.cloud_image,
            &row.cloud_version,
            &row.cloud_presumed,
        ]),
    )?;
    connector.oss = firm(
        "oss",
        side([
            &row.oss,
            &row.oss_image,
            &row.oss_version,
            &row.oss_presumed,
        ]),
    )?;
    describe(row, &mut connector, spot);
    remember(row, &mut connector, spot)?;
    connector.tighten();
    Ok(connector)
}

/// What was declared and what was seen.
fn remember(row: &Row, connector: &mut Connector, spot: &mut Spot) -> Result<(), Lost> {
    let declared = firm("breaking", row.breaking.list())?;
    let mut changes = Vec::new();
    for (at, change) in declared.iter().flat_map(|list| &list.0).enumerate() {
        let place = At("breaking", at);
        if let Some(change) = firm(place, change.object())? {
            let read = one_change(change, connector, place, spot)?;
            changes.push(read);
        }
    }
    breaking::sort(&mut changes);
    connector.breaking_changes = changes.into();
    let mut history = Vec::new();
    for (at, seen) in spot
        .soft("history", row.history.list())
        .iter()
        .flat_map(|l| &l.0)
        .enumerate()
    {
        let read = seen.object().and_then(|seen| seen.map(state).transpose());
        history.extend(spot.soft(At("history", at), read).flatten());
    }
    connector.history = history.into();
    Ok(())
}

/// A level that a later version of this program wrote is kept as its word: what is not known is not what is missing.
fn judge(row: &Row, connector: &mut Connector, spot: &mut Spot) -> Result<(), Lost> {
    let known = firm("level", word(&row.level))?;
    connector.level = known.unwrap_or(Level::Unknown);
    let usual = || vocabulary::usual_word(connector.level);
    connector.level_word = firm("level_word", row.level_word.or_usual(Text::name, usual))?;
    let written = firm("level", row.level.text())?.filter(|_| known.is_none());
    if let Some(written) = written.map(Text::name) {
        spot.note("level", format!("unknown level \"{written}\""));
        connector.level_word.get_or_insert(written);
    }
    Ok(())
}

fn describe(row: &Row, connector: &mut Connector, spot: &mut Spot) {
    connector.subtype = spot.soft("type", text(&row.r#type));
    connector.license = spot.soft("license", text(&row.license));
    connector.languages = spot
        .soft("languages", texts(&row.languages))
        .map(Few::from)
        .unwrap_or_default();
    connector.docs_url = spot.soft("docs", url(&row.docs)).map(Docs::from);
    connector.first_released = spot.soft("first_released", day(&row.first_released));
    connector.version_released = spot.soft("version_released", day(&row.version_released));
    let candidates = spot
        .soft("candidates", texts(&row.candidates))
        .unwrap_or_default();
    let mut rare = Facts {
        release_candidates: candidates.iter().map(|text| Version::new(text)).collect(),
        ..Facts::default()
    };
    connector.metrics = spot
        .soft("metrics", row.metrics.object())
        .and_then(|measures| {
            Metrics::of(
                spot.soft("metrics.usage", word(&measures.usage)),
                spot.soft("metrics.success", word(&measures.success)),
                spot.soft("metrics.as_of", day(&measures.as_of)),
            )
        });
    connector.allowed_hosts = spot.soft("hosts", texts(&row.hosts)).map(Few::from);
    rare.pypi = spot.soft("pypi", text(&row.pypi));
    rare.erd = spot.soft("erd", url(&row.erd));
    rare.suggested_streams = spot.soft("streams", texts(&row.streams));
    rare.features = spot
        .soft("features", texts(&row.features))
        .unwrap_or_default();
    connector.support_score = spot.soft("support_score", row.support_score.whole());
    connector.quality_score = spot.soft("quality_score", row.quality_score.whole());
    connector.is_own = spot.soft("own", row.own.flag()).unwrap_or(false);
    rare.notes = spot.soft("notes", url(&row.notes));
    connector.rare = rare.into();
}

/// That a version breaks is what matters: a detail that cannot be read is as good as none.
fn one_change(
    change: &Change,
    connector: &Connector,
    place: At<&str>,
    spot: &mut Spot,
) -> Result<BreakingChange, Lost> {
    let field = |name| In(place, name);
    let version = firm(field("version"), required(&change.version))?;
    let usual = || breaking::default_guide(connector.docs_url.as_ref(), &version);
    let guide = change.guide.or_usual(Text::url, usual);
    Ok(BreakingChange {
        guide: spot.soft(field("guide"), guide),
        deadline: spot.soft(field("deadline"), day(&change.deadline)),
        released: spot.soft(field("released"), day(&change.released)),
        action: spot
            .soft(field("action"), word(&change.action))
            .unwrap_or(DeadlineAction::Unstated),
        streams: spot
            .soft(field("streams"), texts(&change.streams))
            .unwrap_or_default(),
        is_breaking: spot
            .soft(field("breaks"), change.breaks.flag())
            .unwrap_or(true),
        safe_to_downgrade: spot.soft(field("safe_to_downgrade"), change.safe_to_downgrade.flag()),
        version,
    })
}

fn required(value: &Scalar) -> Result<Version, Odd> {
    match version(value)? {
        Some(version) => Ok(version),
        None => Err(value.odd("a version")),
    }
}

/// `None` where the day is not told.
fn state(seen: &Seen) -> Result<Option<State>, Odd> {
    let Some(as_of) = day(&seen.as_of)? else {
        return Ok(None);
    };
    Ok(Some(State {
        as_of,
        level: word(&seen.level)?.unwrap_or(Level::Unknown),
        stage: stage(&seen.stage)?,
        cloud: seen.cloud.flag()?,
        oss: seen.oss.flag()?,
        version: version(&seen.version)?,
        name: text(&seen.name)?.map(Box::new),
    }))
}

fn text(value: &Scalar) -> Result<Option<Text>, Odd> {
    Ok(value.verbatim()?.map(Text::name))
}

fn url(value: &Scalar) -> Result<Option<Text>, Odd> {
    Ok(value.verbatim()?.map(Text::url))
}

fn texts(list: &List<Scalar>) -> Result<Option<Vec<Text>>, Odd> {
    list.list()?
        .map(|items| {
            items
                .0
                .iter()
                .filter_map(|item| text(item).transpose())
                .collect()
        })
        .transpose()
}

fn version(value: &Scalar) -> Result<Option<Version>, Odd> {
    Ok(value.verbatim()?.map(Version::new))
}

fn day(value: &Scalar) -> Result<Option<Date>, Odd> {
    let Some(text) = value.verbatim()? else {
        return Ok(None);
    };
    match date::parse(text) {
        Some(day) => Ok(Some(day)),
        None => Err(value.odd("a day")),
    }
}

/// Our own word; one of a later version of this program reads as none.
fn word<W: Word>(value: &Scalar) -> Result<Option<W>, Odd> {
    let Some(text) = value.verbatim()? else {
        return Ok(None);
    };
    Ok(W::ALL.iter().copied().find(|known| known.word() == text))
}

fn stage(value: &Scalar) -> Result<Stage, Odd> {
    match value {
        Value::Absent => Ok(Stage::None),
        told => Ok(word(told)?.unwrap_or(Stage::Unknown)),
    }
}

fn side([listing, image, side_version, presumed]: [&Scalar; 4]) -> Result<Side, Odd> {
    let listing = listing.verbatim()?.and_then(vocabulary::listing);
    Ok(Side {
        listing: listing.unwrap_or(Listing::Unknown),
        own: Own {
            image: text(image)?,
            version: version(side_version)?,
        }
        .into(),
        is_presumed: presumed.flag()?.unwrap_or(false),
    })
}
