//! Which profile holds: for each of its three words the first that said one of command line, environment, project and
//! user configuration, and who that was. Concludes nothing from it.

use std::path::PathBuf;

use toml::de::DeTable;

use super::{
    config::{document::Reader, value},
    diagnostic::{Diagnostic, Vetted},
    environment::{Environment, Variable},
    provenance::{Chosen, ChosenBy},
};
use crate::{
    text::Word,
    words::{Answer, Deployment, Words},
};

/// The keys of a `[profile]` table.
pub(in crate::store) const KEYS: &[&str] = &["deployment", "premium_support", "enterprise_license"];

/// What one place says of the profile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wishes {
    pub deployment: Option<Deployment>,
    pub premium_support: Option<Answer>,
    pub enterprise_license: Option<Answer>,
}

/// The profile that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileChoice {
    pub deployment: Chosen<Deployment>,
    pub premium_support: Chosen<Answer>,
    pub enterprise_license: Chosen<Answer>,
}

/// What the files say, each with its place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Files<'a> {
    pub project: Option<(&'a PathBuf, Wishes)>,
    pub config: Option<(&'a PathBuf, Wishes)>,
}

/// Takes the `[profile]` table of a file.
pub(in crate::store) fn take(reader: &mut Reader, root: &DeTable) -> Wishes {
    let Some(table) = reader.table(root, "profile") else {
        return Wishes::default();
    };
    Wishes {
        deployment: reader.value(table, "deployment", value::word),
        premium_support: reader.value(table, "premium_support", value::answer),
        enterprise_license: reader.value(table, "enterprise_license", value::answer),
    }
}

/// Settles the profile. A variable with a word that is none is told, and passed over.
pub fn resolve(flags: Wishes, environment: &Environment, files: Files) -> Vetted<ProfileChoice> {
    let mut diagnostics = Vec::new();
    let mut variable = Asked {
        environment,
        diagnostics: &mut diagnostics,
    };
    let deployment = [Variable::Deployment, Variable::On];
    let deployment = [
        from_flag(flags.deployment),
        variable.word(&deployment),
        files.say(|wishes| wishes.deployment),
    ];
    let premium_support = [
        from_flag(flags.premium_support),
        variable.word(&[Variable::PremiumSupport]),
        files.say(|wishes| wishes.premium_support),
    ];
    let enterprise_license = [
        from_flag(flags.enterprise_license),
        variable.word(&[Variable::EnterpriseLicense]),
        files.say(|wishes| wishes.enterprise_license),
    ];
    Vetted {
        value: ProfileChoice {
            deployment: first(deployment, Deployment::Cloud),
            premium_support: first(premium_support, Answer::Unknown),
            enterprise_license: first(enterprise_license, Answer::Unknown),
        },
        diagnostics,
    }
}

/// Settles which generation of level names is displayed.
pub fn words(
    flag: Option<Words>,
    environment: &Environment,
    config: Option<(&PathBuf, Words)>,
) -> Vetted<Chosen<Words>> {
    let mut diagnostics = Vec::new();
    let mut variable = Asked {
        environment,
        diagnostics: &mut diagnostics,
    };
    let said = [
        from_flag(flag),
        variable.word(&[Variable::Words]),
        config.map(|(file, words)| Chosen::new(words, ChosenBy::Config(file.clone()))),
    ];
    Vetted {
        value: first(said, Words::Current),
        diagnostics,
    }
}

fn from_flag<T>(flag: Option<T>) -> Option<Chosen<T>> {
    flag.map(|value| Chosen::new(value, ChosenBy::Flag))
}

fn first<T>(said: [Option<Chosen<T>>; 3], otherwise: T) -> Chosen<T> {
    let said = said.into_iter().flatten().next();
    said.unwrap_or_else(|| Chosen::assumed(otherwise))
}

impl Files<'_> {
    fn say<T>(self, wish: impl Fn(Wishes) -> Option<T>) -> Option<Chosen<T>> {
        let said = |(file, wishes): (&PathBuf, Wishes)| Some((file.clone(), wish(wishes)?));
        let project = self.project.and_then(said);
        let config = self.config.and_then(said);
        project
            .map(|(file, value)| Chosen::new(value, ChosenBy::Project(file)))
            .or_else(|| config.map(|(file, value)| Chosen::new(value, ChosenBy::Config(file))))
    }
}

/// The environment while it is asked for words.
struct Asked<'a> {
    environment: &'a Environment,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Asked<'_> {
    /// The word in the first of these variables that is set.
    fn word<W: Word>(&mut self, variables: &[Variable]) -> Option<Chosen<W>> {
        let said = |variable: &Variable| Some((*variable, self.environment.text(*variable)?));
        let (variable, text) = variables.iter().find_map(said)?;
        match W::parse(&text) {
            Ok(word) => Some(Chosen::new(word, ChosenBy::Variable(variable))),
            Err(unknown) => {
                let message = format!("{}: {unknown}", variable.name());
                self.diagnostics.push(Diagnostic::error(&message));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::environment::tests::with;

    fn wish(deployment: Deployment) -> Wishes {
        Wishes {
            deployment: Some(deployment),
            ..Wishes::default()
        }
    }

    #[test]
    fn the_first_word_of_four_places_holds() {
        let (project, config) = (PathBuf::from("p.toml"), PathBuf::from("c.toml"));
        let both = Files {
            project: Some((&project, wish(Deployment::Powered))),
            config: Some((&config, wish(Deployment::SelfManagedCommunity))),
        };
        let only_config = Files {
            project: None,
            ..both
        };
        let flag = wish(Deployment::Cloud);
        let none = Wishes::default();
        let set: &[(&str, &str)] = &[("PORTOLAN_DEPLOYMENT", "sme")];
        let table = [
            (flag, set, both, "cloud by command line"),
            (
                none,
                set,
                both,
                "self_managed_enterprise by PORTOLAN_DEPLOYMENT",
            ),
            (
                none,
                &[("PORTOLAN_ON", "pba")][..],
                both,
                "powered by PORTOLAN_ON",
            ),
            (none, &[][..], both, "powered by p.toml"),
            (
                none,
                &[][..],
                only_config,
                "self_managed_community by c.toml",
            ),
            (none, &[][..], Files::default(), "cloud by assumed"),
        ];
        for (flags, environment, files, expected) in table {
            let chosen = resolve(flags, &with(environment), files).value.deployment;
            assert_eq!(format!("{} by {}", chosen.value, chosen.by), expected);
        }
    }

    #[test]
    fn each_word_is_settled_by_itself() {
        let project = PathBuf::from("p.toml");
        let files = Files {
            project: Some((&project, wish(Deployment::Powered))),
            config: None,
        };
        let environment = with(&[("PORTOLAN_PREMIUM_SUPPORT", "1")]);
        let choice = resolve(Wishes::default(), &environment, files).value;
        assert_eq!(choice.deployment.by, ChosenBy::Project(project.clone()));
        assert_eq!(choice.premium_support.value, Answer::Yes);
        assert!(choice.enterprise_license.is_assumed());
    }

    #[test]
    fn a_variable_with_no_word_in_it_is_told_and_passed_over() {
        let environment = with(&[("PORTOLAN_DEPLOYMENT", "clod"), ("PORTOLAN_WORDS", "old")]);
        let resolved = resolve(Wishes::default(), &environment, Files::default());
        assert!(resolved.value.deployment.is_assumed());
        assert!(resolved.diagnostics[0].is_error());
        let told = resolved.diagnostics[0].to_string();
        assert!(
            told.starts_with(
                "PORTOLAN_DEPLOYMENT: unknown deployment \"clod\"; did you mean \"cloud\"?"
            ),
            "{told}"
        );
        assert_eq!(words(None, &environment, None).diagnostics.len(), 1);
        let config = PathBuf::from("c.toml");
        let chosen = words(None, &with(&[]), Some((&config, Words::Legacy))).value;
        assert_eq!(chosen, Chosen::new(Words::Legacy, ChosenBy::Config(config)));
    }
}
