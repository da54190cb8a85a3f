//! Names on the command line, or on standard input one a line: each a connector, with a version behind it perhaps.

use std::{path::Path, rc::Rc};

use crate::{
    catalog::{
        Catalog, Version,
        image::Written,
        lookup::{self, Found},
    },
    cli::{
        failure::Failure,
        named,
        reading::{self, STDIN},
        session::Session,
    },
    store::walk,
    text::clean,
    view::{
        check::{Checked, Said},
        outlook::Scope,
    },
    words::Kind,
};

use super::judge::Judge;

/// The names that are given, those of standard input in the place of its mark.
pub(super) fn given(names: &[String], session: &mut Session<'_>) -> Result<Vec<String>, Failure> {
    let mut given = Vec::with_capacity(names.len());
    for name in names {
        if name == STDIN {
            let text = reading::stdin(session)?;
            let lines = text.lines().map(str::trim);
            let meant = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
            given.extend(meant.map(str::to_owned));
        } else {
            given.push(name.clone());
        }
    }
    Ok(given)
}

/// A path that is no name of a connector was meant to be read, and not judged. A slug stays one: the folder in which a
/// connector is made is called as it is.
pub(super) fn refuse_paths(
    names: &[String],
    session: &Session<'_>,
    catalog: &Catalog,
) -> Result<(), Failure> {
    let folder = session.host.folder.as_deref().unwrap_or(Path::new(""));
    let is_path = |name: &&String| {
        let is_unknown = || matches!(lookup::find(catalog, name), Found::Nothing(_));
        !name.trim().is_empty()
            && **name != STDIN
            && Kind::split_slug(name).is_none()
            && walk::is_there(&folder.join(name))
            && is_unknown()
    };
    let Some(path) = names.iter().find(is_path) else {
        return Ok(());
    };
    let path = clean::line(path);
    let failure = Failure::usage(format!(
        "\"{path}\" is a path, and no connector is called so"
    ));
    Err(failure.hinted(format!(
        "`portolan check --scan {path}` finds the connectors in it"
    )))
}

/// Checks each name.
pub(super) fn all(names: &[String], judge: &Judge<'_>) -> Result<Vec<Checked>, Failure> {
    names.iter().map(|name| one(name, judge)).collect()
}

/// Checks what the facet options choose.
pub(super) fn chosen(judge: &Judge<'_>) -> Result<Vec<Checked>, Failure> {
    let hits = judge.outlook.find(&judge.query, Scope::Offered);
    if hits.is_empty() {
        return Err(Failure::usage(format!(
            "nothing to check: no connector on offer is {}",
            judge.query
        )));
    }
    let checked = hits
        .iter()
        .map(|(connector, _)| bare(&connector.slug, judge.known(connector, &judge.bare(None))));
    Ok(checked.collect())
}

fn one(input: &str, judge: &Judge<'_>) -> Result<Checked, Failure> {
    let (name, version) = split(input)?;
    let asked = judge.bare(version);
    let said = match lookup::find(judge.outlook.catalog, name) {
        found if is_runner(name, &found) => judge.custom(&asked, (name, Kind::Source), RUNNER),
        Found::One(connector) => judge.known(connector, &asked),
        Found::Nothing(_) => judge.unknown(&asked, name),
        Found::Many(candidates) => match judge.meant(&candidates).as_slice() {
            [connector] => judge.known(connector, &asked),
            [] => return Err(named::ambiguous(name, &candidates)),
            chosen => return Err(named::ambiguous(name, chosen)),
        },
    };
    Ok(bare(input, said))
}

const RUNNER: &str = "a runner for connectors made in the Builder";

/// The runner is in registries too, but what it runs is somebody's own.
fn is_runner(name: &str, found: &Found<'_>) -> bool {
    let is_own = matches!(found, Found::One(connector) if connector.is_own);
    !is_own && lookup::is_builder_runner(name)
}

fn bare(input: &str, said: Said) -> Checked {
    Checked {
        input: clean::line(input).into_owned(),
        spot: None,
        said: Rc::new(said),
    }
}

/// `NAME`, `NAME@VERSION` or `image:tag`, the last also with a digest, which is no version.
fn split(input: &str) -> Result<(&str, Option<Version>), Failure> {
    let input = input.trim();
    let (name, version) = match input.rsplit_once('@') {
        Some((name, digest)) if digest.starts_with("sha256:") => return split(name),
        Some((name, version)) => (name, Some(version)),
        None => match Written::of(input) {
            image if image.name.contains('/') => (image.name, image.tag),
            _ => (input, None),
        },
    };
    if name.trim().is_empty() {
        return Err(Failure::usage(
            "an empty name; wanted a connector, such as source-postgres or source-postgres@3.6.0",
        ));
    }
    let Some(written) = version else {
        return Ok((name, None));
    };
    let version = Version::new(written);
    if version.is_version() || MOVING_TAGS.contains(&written) {
        return Ok((name, Some(version)));
    }
    let written = clean::line(written);
    Err(Failure::usage(format!(
        "\"{written}\" is no version; wanted one like 3.7.2, 4.0.0-rc.1, or a tag ({})",
        MOVING_TAGS.join(", ")
    )))
}

/// Tags that stand for no one version.
const MOVING_TAGS: [&str; 3] = ["latest", "dev", "nightly"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_versions_are_told_apart() {
        let table = [
            ("source-postgres", "source-postgres", None),
            ("source-postgres@3.7.2", "source-postgres", Some("3.7.2")),
            ("airbyte/source-x:1.0.0", "airbyte/source-x", Some("1.0.0")),
            (
                "host:5000/airbyte/source-x",
                "host:5000/airbyte/source-x",
                None,
            ),
            (
                "airbyte/source-x:1.0.0@sha256:ab",
                "airbyte/source-x",
                Some("1.0.0"),
            ),
            ("source-x@latest", "source-x", Some("latest")),
        ];
        for (input, name, version) in table {
            let (read, pinned) = split(input).unwrap();
            assert_eq!(
                (read, pinned.as_ref().map(Version::as_str)),
                (name, version),
                "{input}"
            );
        }
        for wrong in ["source-x@banana", "", " ", "@1.0.0", "@", "@sha256:ab"] {
            assert!(split(wrong).is_err(), "{wrong:?}");
        }
    }
}
