//! Which table of a policy holds where, and what the later ones leave of the earlier.

use std::path::PathBuf;

use super::{written::up_to, *};
use crate::{
    date,
    store::{diagnostic::Position, project::PathGlob},
    words::{FailOn, Level, Readiness},
};

fn paths(globs: &[&str]) -> Vec<PathGlob> {
    let position = Position {
        line: 1,
        column: None,
    };
    let written = globs.iter().map(|glob| PathGlob {
        glob: (*glob).to_owned(),
        position,
    });
    written.collect()
}

/// A policy in `/work` of these tables for paths, and of exceptions for a connector in paths.
fn requirements(scopes: &[(&[&str], Demand)], exceptions: &[(&str, &[&str])]) -> Requirements {
    let bounds: Vec<Vec<PathGlob>> = scopes.iter().map(|(globs, _)| paths(globs)).collect();
    let excepted: Vec<Vec<PathGlob>> = exceptions.iter().map(|(_, globs)| paths(globs)).collect();
    let tables = bounds.iter().enumerate();
    let tables = tables.map(|(at, paths)| (Table::For(at), paths.as_slice()));
    let excused = excepted.iter().enumerate();
    let excused = excused.map(|(at, paths)| (Table::Except(at), paths.as_slice()));
    let base = Base {
        folder: PathBuf::from("/repo"),
        file: PathBuf::from("/repo/portolan.toml"),
    };
    let resolved = |connector: &str| Resolved {
        key: Key(Text::name(connector)),
        slug: Text::name(connector),
        exemption: Exemption {
            connector: Text::name(connector),
            reason: Text::name("agreed"),
            expires: date::parse("2026-12-31"),
            rule: None,
            require: None,
        },
        position: Position {
            line: 1,
            column: None,
        },
    };
    Requirements {
        base: Demand {
            require: Some(Readiness::Caution),
            levels: Some(vec![Level::Airbyte, Level::Marketplace]),
            within_days: Some(7),
            ..Demand::default()
        },
        scopes: scopes.iter().map(|(_, demand)| demand.clone()).collect(),
        exceptions: exceptions.iter().map(|(name, _)| resolved(name)).collect(),
        places: Bounds::of(tables.chain(excused), base).unwrap(),
        ..Requirements::default()
    }
}

#[test]
fn a_later_table_overrules_an_earlier_one_key_by_key() {
    let prod = Demand {
        require: Some(Readiness::Ready),
        require_pinned: Some(true),
        within_days: Some(30),
        ..Demand::default()
    };
    let lenient = Demand {
        require_pinned: Some(false),
        max_level: Some(Level::Custom),
        fail_on: Some(FailOn::Never),
        ..Demand::default()
    };
    let all = Demand {
        within_days: Some(14),
        ..Demand::default()
    };
    let asked = requirements(
        &[(&[], all), (&["prod"], prod), (&["**/sandbox/**"], lenient)],
        &[],
    );
    let two = vec![Level::Airbyte, Level::Marketplace];
    let four = up_to(Level::Custom);
    // The path; require, levels, within, whether pinned, what fails.
    let table = [
        (None, Readiness::Caution, &two, 14, false, FailOn::Error),
        (
            Some("a.tf"),
            Readiness::Caution,
            &two,
            14,
            false,
            FailOn::Error,
        ),
        (
            Some("prod/a.tf"),
            Readiness::Ready,
            &two,
            30,
            true,
            FailOn::Error,
        ),
        (
            Some("prod/sandbox/a.tf"),
            Readiness::Ready,
            &four,
            30,
            false,
            FailOn::Never,
        ),
        (
            Some("sandbox/a.tf"),
            Readiness::Caution,
            &four,
            14,
            false,
            FailOn::Never,
        ),
    ];
    for (path, require, levels, within, pinned, fail_on) in table {
        let found = asked.at(path);
        assert_eq!(found.require, require, "{path:?}");
        assert_eq!(found.levels.as_ref(), Some(levels), "{path:?}");
        assert_eq!(found.within_days, Some(within), "{path:?}");
        assert_eq!(
            (found.require_pinned, found.fail_on),
            (pinned, fail_on),
            "{path:?}"
        );
    }
    // Files under the same tables share what is asked of them.
    let [one, other] = ["prod/a.tf", "prod/deep/b.tf"].map(|path| asked.at(Some(path)));
    assert!(Rc::ptr_eq(&one, &other));
}

#[test]
fn the_command_line_stands_over_every_table() {
    let strict = Demand {
        require: Some(Readiness::Ready),
        levels: Some(vec![Level::Airbyte]),
        ..Demand::default()
    };
    let mut asked = requirements(&[(&["**"], strict)], &[]);
    asked.flags = Demand {
        require: Some(Readiness::Unknown),
        max_level: Some(Level::Marketplace),
        ..Demand::default()
    };
    let found = asked.at(Some("prod/a.tf"));
    assert_eq!(found.require, Readiness::Unknown);
    assert_eq!(found.levels, Some(up_to(Level::Marketplace)));
}

fn day(day: &str) -> Date {
    date::parse(day).unwrap()
}

#[test]
fn an_expired_exception_for_nothing_is_told_with_its_day() {
    let mut asked = requirements(&[], &[("source-a", &[]), ("source-b", &[])]);
    asked.exceptions[0].exemption.expires = Some(day("2026-02-01"));
    asked.exceptions[1].exemption.expires = Some(day("2026-03-01"));
    let (none, today) = (HashSet::new(), day("2026-03-01"));
    let lapsed = asked.lapsed(&none, today);
    assert_eq!(lapsed.len(), 1, "{lapsed:?}");
    assert!(lapsed[0].text.contains("has expired on 2026-02-01"));
    let idle = asked.idle(&none, today);
    assert_eq!(idle.len(), 1, "{idle:?}");
    assert!(idle[0].contains("\"source-b\""));
}

#[test]
fn an_exemption_holds_in_its_places_and_one_for_nothing_is_told() {
    let asked = requirements(
        &[],
        &[
            ("source-a", &["demo/**"]),
            ("source-b", &[]),
            ("source-c", &[]),
        ],
    );
    let held = |path| -> Vec<String> {
        let found = asked.at(path);
        let names = found.exemptions.iter().map(|(key, _)| key.0.to_string());
        names.collect()
    };
    assert_eq!(
        held(Some("demo/a.py")),
        ["source-a", "source-b", "source-c"]
    );
    assert_eq!(held(Some("a.py")), ["source-b", "source-c"]);
    assert_eq!(held(None), ["source-b", "source-c"]);
    let uses = [
        ("source-a", Some("prod/a.py")),
        ("source-b", Some("prod/a.py")),
    ];
    let idle = asked.idle(&uses.into(), day("2026-03-01"));
    assert_eq!(idle.len(), 2, "{idle:?}");
    assert!(idle[0].contains("\"source-a\" matches nothing that was found"));
    assert!(idle[1].contains("\"source-c\""));
    let uses = [
        ("source-a", Some("demo/a.py")),
        ("source-b", None),
        ("source-c", None),
    ];
    assert_eq!(asked.idle(&uses.into(), day("2026-03-01")), [""; 0]);
}
