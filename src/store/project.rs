//! The project's `portolan.toml`: found by walking up from where one stands; profile, check policy, own connectors.

mod policy;

use std::path::{Path, PathBuf};

use toml::de::DeTable;

pub use self::policy::{CheckPolicy, Demand, Excepted, PathGlob, ScopedDemand};
use super::{
    config::document::{self, Presence, Reader, Shapes},
    custom,
    diagnostic::{Diagnostic, Vetted},
    profile::{self, Wishes},
};
use crate::catalog::Connector;

const FILE: &str = "portolan.toml";

const SHAPES: Shapes = &[
    ("", &["profile", "check", "connector"]),
    ("profile", profile::KEYS),
    ("check", policy::KEYS),
    ("check.for", policy::SCOPE_KEYS),
    ("check.except", policy::EXEMPTION_KEYS),
    ("connector", custom::KEYS),
];

/// What a project settled for all who work in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Project {
    pub profile: Wishes,
    /// `None` where the file has no `[check]`.
    pub check: Option<CheckPolicy>,
    pub connectors: Vec<Connector>,
}

/// The nearest project file at or above a folder. A repository is a world of its own: nothing above its root counts.
pub fn find(start: &Path) -> Option<PathBuf> {
    for folder in std::path::absolute(start).ok()?.ancestors() {
        let file = folder.join(FILE);
        if file.exists() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// Reads a project file.
pub fn load(file: &Path) -> Vetted<Project> {
    document::open(file, Presence::Required, SHAPES, take)
}

/// Reads the `[check]` table of the file that `--policy` names; the rest of that file does not matter here.
pub fn load_policy(file: &Path) -> Vetted<CheckPolicy> {
    let read = load(file);
    let mut diagnostics = read.diagnostics;
    if read.value.check.is_none() && !diagnostics.iter().any(Diagnostic::is_error) {
        diagnostics.push(Diagnostic::error("has no [check] table").in_file(file));
    }
    Vetted {
        value: read.value.check.unwrap_or_default(),
        diagnostics,
    }
}

fn take(reader: &mut Reader, root: &DeTable) -> Project {
    Project {
        profile: profile::take(reader, root),
        check: policy::take(reader, root),
        connectors: custom::take(reader, root),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        date,
        store::tests::write,
        text::Text,
        words::{Deployment, FailOn, Level, Readiness},
    };

    fn read(text: &str) -> Vetted<Project> {
        document::parse(Path::new("portolan.toml"), text, SHAPES, take)
    }

    #[test]
    fn the_nearest_file_up_to_the_repository_is_found() {
        let dir = tempfile::tempdir().unwrap();
        let at = |path: &str| dir.path().join(path);
        write(&at("portolan.toml"), "");
        write(&at("plain/deep/x"), "");
        write(&at("own/portolan.toml"), "");
        write(&at("own/deep/x"), "");
        write(&at("repo/.git/HEAD"), "");
        write(&at("repo/deep/x"), "");
        write(&at("tree/.git"), "gitdir: elsewhere");
        write(&at("tree/portolan.toml"), "");
        let table = [
            ("", Some("portolan.toml")),
            ("plain/deep", Some("portolan.toml")),
            ("own/deep", Some("own/portolan.toml")),
            ("repo/deep", None),
            ("tree", Some("tree/portolan.toml")),
            ("not/there", Some("portolan.toml")),
        ];
        for (start, expected) in table {
            assert_eq!(find(&at(start)), expected.map(at), "{start:?}");
        }
    }

    #[test]
    fn a_whole_project_is_read() {
        let read = read(
            "[profile]\ndeployment = 'sme'\n\
             [check]\nrequire = 'caveats'\nlevels = ['certified', 'enterprise']\nmax_level = 'marketplace'\nwithin = '30d'\n\
             require_pinned = true\nfail_on = 'warning'\n\
             [[check.for]]\npaths = ['prod/**', 'prod.tf']\nrequire = 'ready'\nrequire_pinned = false\n\
             [[check.for]]\nenvironment = ['stage', 'test']\nfail_on = 'never'\n\
             [[check.except]]\nconnector = 'source-x'\nreason = 'moves in May'\nexpires = 2026-12-31\n\
             rule = 'level-marketplace'\nrequire = 'caution'\npaths = 'demo'\n\
             [[connector]]\nslug = 'source-till'\n",
        );
        assert_eq!(read.diagnostics, []);
        let project = read.value;
        assert_eq!(
            project.profile.deployment,
            Some(Deployment::SelfManagedEnterprise)
        );
        assert_eq!(project.connectors.len(), 1);
        let check = project.check.unwrap();
        let asked = Demand {
            require: Some(Readiness::Caveats),
            max_level: Some(Level::Marketplace),
            levels: Some(vec![Level::Airbyte, Level::Enterprise]),
            within_days: Some(30),
            require_pinned: Some(true),
            fail_on: Some(FailOn::Warning),
        };
        assert_eq!(check.demand, asked);
        let [prod, stage] = &check.scopes[..] else {
            panic!("{:?}", check.scopes);
        };
        let globs = prod.paths.iter();
        let globs: Vec<_> = globs
            .map(|p| (p.glob.as_str(), p.position.to_string()))
            .collect();
        let [first, second] = ["11:10", "11:21"].map(str::to_owned);
        assert_eq!(globs, [("prod/**", first), ("prod.tf", second)]);
        assert_eq!(prod.demand.require, Some(Readiness::Ready));
        assert_eq!(prod.demand.require_pinned, Some(false));
        assert_eq!(
            stage.environments,
            [Text::name("stage"), Text::name("test")]
        );
        assert_eq!(stage.demand.fail_on, Some(FailOn::Never));
        let [excepted] = &check.exceptions[..] else {
            panic!("{:?}", check.exceptions);
        };
        let exemption = &excepted.exemption;
        assert_eq!(exemption.require, Some(Readiness::Caution));
        assert_eq!(excepted.paths[0].glob, "demo");
        let on = |day| exemption.is_expired(date::parse(day).unwrap());
        assert!(!on("2026-12-31"), "it holds on its last day");
        assert!(on("2027-01-01"));
    }

    #[test]
    fn an_exception_in_which_anything_is_wrong_lets_nothing_pass() {
        let table = [
            (
                "connector = 'a'",
                "portolan.toml:1:1: except: \"reason\" is missing",
                0,
            ),
            (
                "reason = 'a'",
                "portolan.toml:1:1: except: \"connector\" is missing",
                0,
            ),
            (
                "connector = 'a'\nreason = ' '",
                "portolan.toml:3:10: reason: expected a text, found none",
                0,
            ),
            (
                "connector = 'a'\nreason = 'b'\nexpires = 'May'",
                "portolan.toml:4:11: expires: expected a date, as in 2026-12-31, found \"May\"",
                0,
            ),
            (
                "connector = 'a'\nreason = 'b'\nexpires = 2026-01-01\nrequire = 'fine'",
                "portolan.toml:5:11: require: unknown readiness \"fine\" (one of: ready, caveats, caution, unknown, unavailable, avoid)",
                0,
            ),
            (
                "connector = 'a'\nreason = 'b'\nexpires = 2026-01-01\npaths = []",
                "portolan.toml:5:9: paths: expected at least one, found none",
                0,
            ),
            (
                "connector = 'a'\nreason = 'b'",
                "portolan.toml:1: the exception for \"a\" never expires; give it an \"expires\" date",
                1,
            ),
        ];
        for (text, expected, kept) in table {
            let read = read(&format!("[[check.except]]\n{text}\n"));
            let told: Vec<String> = read.diagnostics.iter().map(ToString::to_string).collect();
            assert_eq!(told, [expected]);
            assert_eq!(read.value.check.unwrap().exceptions.len(), kept, "{text}");
        }
    }

    #[test]
    fn a_table_for_some_places_says_which_and_what() {
        let table = [
            (
                "require = 'ready'",
                "portolan.toml:1:1: for: neither \"paths\" nor \"environment\" says where it holds; what holds everywhere stands in [check]",
            ),
            ("paths = 'a'", "portolan.toml:1: for: it asks for nothing"),
            (
                "require = 'ready'\npaths = ['a', 7]",
                "portolan.toml:3:9: paths: expected a string, found an integer",
            ),
            (
                "require = 'ready'\nenvironment = 'my prod'",
                "portolan.toml:3:15: environment: expected a name of letters, digits and hyphens, found \"my prod\"",
            ),
            (
                "paths = 'a'\nfail_on = 'errr'",
                "portolan.toml:3:11: fail_on: unknown severity to fail on \"errr\"; did you mean \"error\"?",
            ),
            (
                "paths = 'a'\nrequire_pined = true",
                "portolan.toml:3: unknown key \"require_pined\"; did you mean \"require_pinned\"?",
            ),
        ];
        for (text, expected) in table {
            let read = read(&format!("[[check.for]]\n{text}\n"));
            let told: Vec<String> = read.diagnostics.iter().map(ToString::to_string).collect();
            assert!(
                told.iter().any(|told| told.starts_with(expected)),
                "{told:?}"
            );
        }
    }

    const START: &str = include_str!("../../assets/portolan.toml");

    #[test]
    fn the_policy_to_start_from_holds_as_it_stands_and_with_every_line_of_it() {
        let plain = read(START);
        assert_eq!(plain.diagnostics, []);
        assert_eq!(
            plain.value.check.unwrap().demand.require,
            Some(Readiness::Caution)
        );
        let whole: Vec<&str> = START.lines().map(used).collect();
        let whole = read(&whole.join("\n"));
        assert_eq!(whole.diagnostics, []);
        let check = whole.value.check.unwrap();
        assert_eq!((check.scopes.len(), check.exceptions.len()), (2, 1));
        assert_eq!(whole.value.connectors.len(), 1);
        for (table, keys) in SHAPES {
            for key in *keys {
                let is_shown = |line: &str| used(line).starts_with(&format!("{key} = "));
                let is_table = |line: &str| used(line).contains(&format!("{key}]"));
                let is_told = START.lines().any(|line| is_shown(line) || is_table(line));
                assert!(
                    is_told || *table == "connector",
                    "{key} of [{table}] is not shown"
                );
            }
        }
    }

    #[test]
    fn the_policy_that_the_readme_shows_is_one() {
        let readme = include_str!("../../README.md");
        let blocks = readme.split("```toml\n").skip(1);
        let mut blocks = blocks.map(|block| block.split("```").next().unwrap());
        let shown = blocks.find(|block| block.contains("[check]")).unwrap();
        let shown = read(shown);
        assert_eq!(shown.diagnostics, []);
        assert_eq!(shown.value.check.unwrap().scopes.len(), 2);
    }

    /// A line as it reads once the example in it is used.
    fn used(line: &str) -> &str {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        let word = bare.split([' ', '.']).next().unwrap_or_default();
        let is_key = bare[word.len()..].starts_with(" = ");
        if bare.starts_with("[[") || is_key {
            bare
        } else {
            line
        }
    }

    #[test]
    fn a_misspelt_check_is_told() {
        let told = |text: &str| read(text).diagnostics[0].to_string();
        assert_eq!(
            told("[check]\nrequre = 'ready'"),
            "portolan.toml:2: unknown key \"requre\"; did you mean \"require\"?"
        );
        for doubtful in [
            "[check]\nrequre = 'ready'",
            "[check]\n[[check.except]]\nconnector = 'a'\nreason = 'b'\nexpire = 2026-01-01",
            "[chek]\nrequire = 'ready'",
            "[[check.exept]]\nconnector = 'a'",
            "[[check.for]]\npaths = 'a'\nrequire = 'ready'\nwithn = '3d'",
        ] {
            let doubts = read(doubtful).value.check.unwrap().doubts;
            assert_eq!(doubts.len(), 1, "{doubtful}");
        }
        let elsewhere = "[check]\n[profile]\ndeploymet = 'cloud'\n[colour]\n";
        assert_eq!(read(elsewhere).value.check.unwrap().doubts, []);
        assert_eq!(read("[profil]\n").value.check, None);
        assert_eq!(
            told("[check]\nexcept = 1"),
            "portolan.toml:2:10: except: expected tables, [[check.except]]"
        );
        assert_eq!(
            told("[check]\nlevels = []"),
            "portolan.toml:2:10: levels: expected at least one, found none"
        );
    }

    #[test]
    fn a_policy_file_must_be_there_and_hold_a_check() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("policy.toml");
        assert_eq!(
            load_policy(&file).diagnostics[0].message(),
            "there is no such file"
        );
        write(&file, "[profile]\n");
        assert_eq!(
            load_policy(&file).diagnostics[0].message(),
            "has no [check] table"
        );
        write(&file, "[check]\nrequire = 'ready'\n");
        let read = load_policy(&file);
        assert_eq!(read.diagnostics, []);
        assert_eq!(read.value.demand.require, Some(Readiness::Ready));
    }
}
