//! The user's `config.toml`: read only, never written. What is wrong in it is told, and the rest holds.

mod browser;
pub(in crate::store) mod document;
pub(in crate::store) mod value;

use std::path::{Path, PathBuf};

use toml::de::DeTable;
use url::Url;

pub use self::browser::{Browser, KeyLine, View};
use self::document::{Presence, Reader, Shapes};
use super::{
    diagnostic::Vetted,
    environment::Variable,
    paths::Paths,
    profile::{self, Wishes},
    provenance::{Chosen, ChosenBy},
};
use crate::{text::Text, words::Words};

/// After so many days a catalog's age is warned about, unless the user said otherwise.
pub const MAX_AGE_DAYS: i64 = 30;

const SHAPES: Shapes = &[
    (
        "",
        &[
            "theme", "words", "max_age", "mouse", "motion", "profile", "refresh", "keys", "view",
        ],
    ),
    ("profile", profile::KEYS),
    ("view", browser::VIEW_KEYS),
    ("refresh", &["urls", "composite", "oss", "cloud", "report"]),
];

/// What the user settled once and for all; `None` where nothing was said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Config {
    pub theme: Option<Text>,
    pub words: Option<Words>,
    pub max_age_days: Option<i64>,
    pub profile: Wishes,
    pub refresh: RefreshUrls,
    pub browser: Browser,
}

/// Addresses to refresh from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefreshUrls {
    /// These and no others.
    pub urls: Option<Vec<Url>>,
    pub composite: Option<Url>,
    pub oss: Option<Url>,
    pub cloud: Option<Url>,
    pub report: Option<Url>,
}

impl Config {
    /// After how many days the catalog's age is warned about.
    pub fn max_age(&self) -> i64 {
        self.max_age_days.unwrap_or(MAX_AGE_DAYS)
    }
}

/// The configuration file to read: the one named on the command line, else where the paths say.
pub fn file(flag: Option<&Path>, paths: &Paths) -> Option<Chosen<PathBuf>> {
    flag.map(|file| Chosen::new(file.to_owned(), ChosenBy::Flag))
        .or_else(|| paths.config_file.clone())
}

/// Reads the configuration. A file that is not there is a mistake only where the user named it.
pub fn load(file: Option<&Chosen<PathBuf>>) -> Vetted<Config> {
    let Some(file) = file else {
        return Vetted::default();
    };
    let presence = match file.by {
        ChosenBy::Flag | ChosenBy::Variable(Variable::Config) => Presence::Required,
        ChosenBy::Variable(_)
        | ChosenBy::Project(_)
        | ChosenBy::Config(_)
        | ChosenBy::System
        | ChosenBy::Assumed => Presence::Optional,
    };
    document::open(&file.value, presence, SHAPES, take)
}

fn take(reader: &mut Reader, root: &DeTable) -> Config {
    Config {
        theme: reader.value(root, "theme", value::name),
        words: reader.value(root, "words", value::word),
        max_age_days: reader.value(root, "max_age", value::days),
        profile: profile::take(reader, root),
        refresh: reader
            .table(root, "refresh")
            .map(|refresh| take_refresh(reader, refresh))
            .unwrap_or_default(),
        browser: browser::take(reader, root),
    }
}

fn take_refresh(reader: &mut Reader, refresh: &DeTable) -> RefreshUrls {
    let urls = reader.value(refresh, "urls", value::some(value::address));
    if urls.is_some() {
        for key in refresh.keys().filter(|key| key.get_ref() != "urls") {
            let message = format!("\"{}\" has no effect beside \"urls\"", key.get_ref());
            reader.warn(key.span().start, &message);
        }
    }
    RefreshUrls {
        urls,
        composite: reader.value(refresh, "composite", value::address),
        oss: reader.value(refresh, "oss", value::address),
        cloud: reader.value(refresh, "cloud", value::address),
        report: reader.value(refresh, "report", value::address),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        store::{diagnostic::Diagnostic, tests::write},
        words::{Answer, Deployment},
    };

    fn read(text: &str) -> Vetted<Config> {
        document::parse(Path::new("config.toml"), text, SHAPES, take)
    }

    fn told(text: &str) -> Vec<String> {
        let diagnostics = read(text).diagnostics;
        diagnostics.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_key_is_read() {
        let read = read(
            "theme = 'auto'\nwords = 'legacy'\nmax_age = '2w'\n\
             [profile]\ndeployment = 'oss'\npremium_support = true\nenterprise_license = 'no'\n\
             [refresh]\nurls = ['https://mirror.example.com/a.json']\n",
        );
        assert_eq!(read.diagnostics, []);
        let config = read.value;
        assert_eq!(config.theme.as_deref(), Some("auto"));
        assert_eq!(config.words, Some(Words::Legacy));
        assert_eq!(config.max_age(), 14);
        assert_eq!(
            config.profile,
            Wishes {
                deployment: Some(Deployment::SelfManagedCommunity),
                premium_support: Some(Answer::Yes),
                enterprise_license: Some(Answer::No),
            }
        );
        assert_eq!(config.refresh.urls.map(|urls| urls.len()), Some(1));
    }

    #[test]
    fn slips_are_told_with_their_lines_and_the_rest_holds() {
        let text = "# mine\nthem = 'dark'\nwords = 'legacy'\nmax_age = 'soon'\n\
                    [profile]\ndeploymet = 'cloud'\npremium_support = 'maybe'\n\
                    [refresh]\nurls = ['http://example.com/x']\noss = 'https://example.com/y'\n";
        assert_eq!(
            told(text),
            [
                "config.toml:2: unknown key \"them\"; did you mean \"theme\"?",
                "config.toml:4:11: max_age: expected days, as in \"30d\", found \"soon\"",
                "config.toml:6: unknown key \"deploymet\"; did you mean \"deployment\"?",
                "config.toml:7:19: premium_support: unknown answer \"maybe\" (one of: yes, no, unknown)",
                "config.toml:9:8: urls: expected an https:// address, found \"http://example.com/x\"",
            ]
        );
        assert_eq!(read(text).value.words, Some(Words::Legacy));
        assert_eq!(read(text).value.max_age(), MAX_AGE_DAYS);
        let severities: Vec<bool> = read(text)
            .diagnostics
            .iter()
            .map(Diagnostic::is_error)
            .collect();
        assert_eq!(severities, [false, true, false, true, true]);
    }

    #[test]
    fn one_address_beside_all_is_told_to_have_no_effect() {
        let text = "[refresh]\nurls = 'https://a.example'\noss = 'https://b.example'";
        assert_eq!(
            told(text),
            ["config.toml:3: \"oss\" has no effect beside \"urls\""]
        );
    }

    #[test]
    fn broken_syntax_is_an_error_with_its_place_and_what_is_right_is_kept() {
        let read = read("words = 'legacy'\ntheme = \n");
        assert_eq!(read.value.words, Some(Words::Legacy));
        assert!(read.diagnostics[0].is_error());
        assert_eq!(read.diagnostics[0].position.map(|at| at.line), Some(2));
    }

    #[test]
    fn a_file_must_be_there_only_if_it_was_named() {
        let dir = tempfile::tempdir().unwrap();
        let loaded = |name: &str, by: ChosenBy| {
            let read = load(Some(&Chosen::new(dir.path().join(name), by)));
            read.diagnostics.first().map(|d| d.message().to_owned())
        };
        let variable = || ChosenBy::Variable(Variable::Config);
        let xdg = || ChosenBy::Variable(Variable::XdgConfigHome);
        write(&dir.path().join("latin1.toml"), b"theme = '\xe9'");
        write(&dir.path().join("good.toml"), "");
        let table = [
            ("none.toml", ChosenBy::System, None),
            ("none.toml", xdg(), None),
            ("good.toml/below.toml", ChosenBy::System, None),
            ("none.toml", variable(), Some("there is no such file")),
            ("none.toml", ChosenBy::Flag, Some("there is no such file")),
            ("good.toml", ChosenBy::Flag, None),
            (".", ChosenBy::System, Some("is a folder, not a file")),
            ("latin1.toml", ChosenBy::System, Some("is not UTF-8 text")),
        ];
        for (name, by, expected) in table {
            assert_eq!(
                loaded(name, by.clone()).as_deref(),
                expected,
                "{name} by {by}"
            );
        }
        assert_eq!(load(None), Vetted::default());
    }

    #[test]
    fn a_huge_file_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("config.toml");
        write(&file, "#".repeat((1 << 20) + 1));
        let read = load(Some(&Chosen::new(file, ChosenBy::System)));
        assert_eq!(read.diagnostics[0].message(), "is larger than 1 MiB");
    }

    #[cfg(unix)]
    #[test]
    fn the_null_device_is_an_empty_configuration() {
        let null = Chosen::new(PathBuf::from("/dev/null"), ChosenBy::Flag);
        assert_eq!(load(Some(&null)), Vetted::default());
    }
}
