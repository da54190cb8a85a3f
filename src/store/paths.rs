//! Where files live: own variables, XDG variables on every system, then the system's usual places.
//! The only user of `directories`. Creates nothing.

use std::path::{Path, PathBuf};

use super::{
    environment::{Environment, Variable},
    provenance::{Chosen, ChosenBy},
};

const PROGRAM: &str = "portolan";

/// The places in use. `None` where the machine has no home: then nothing is kept there, and nothing fails.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paths {
    pub config: Option<Chosen<PathBuf>>,
    /// The configuration file; outside the folder when a variable names it.
    pub config_file: Option<Chosen<PathBuf>>,
    pub cache: Option<Chosen<PathBuf>>,
    pub state: Option<Chosen<PathBuf>>,
}

/// The usual folders of this program on this system.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Usual {
    config: Option<PathBuf>,
    cache: Option<PathBuf>,
    state: Option<PathBuf>,
}

impl Paths {
    pub fn find(environment: &Environment) -> Self {
        Self::among(environment, Usual::of_this_user)
    }

    fn among(environment: &Environment, usual: impl FnOnce() -> Usual) -> Self {
        let usual = usual();
        let folder = |variable, usual| xdg(environment, variable).or_else(|| from_system(usual));
        let config = folder(Variable::XdgConfigHome, usual.config);
        let in_folder = config
            .as_ref()
            .map(|folder| Chosen::new(folder.value.join("config.toml"), folder.by.clone()));
        Self {
            config_file: own(environment, Variable::Config).or(in_folder),
            config,
            cache: own(environment, Variable::CacheDir)
                .or_else(|| folder(Variable::XdgCacheHome, usual.cache)),
            state: folder(Variable::XdgStateHome, usual.state),
        }
    }

    /// The user's own connectors.
    pub fn custom_file(&self) -> Option<PathBuf> {
        Some(self.config.as_ref()?.value.join("custom.toml"))
    }
}

fn own(environment: &Environment, variable: Variable) -> Option<Chosen<PathBuf>> {
    let path = environment.path(variable)?;
    Some(Chosen::new(path, ChosenBy::Variable(variable)))
}

/// The XDG specification has relative folders ignored.
fn xdg(environment: &Environment, variable: Variable) -> Option<Chosen<PathBuf>> {
    let parent = own(environment, variable).filter(|parent| parent.value.is_absolute())?;
    Some(Chosen::new(parent.value.join(PROGRAM), parent.by))
}

fn from_system(usual: Option<PathBuf>) -> Option<Chosen<PathBuf>> {
    let path = usual.filter(|path| path.is_absolute())?;
    Some(Chosen::new(path, ChosenBy::System))
}

impl Usual {
    fn of_this_user() -> Self {
        let Some(dirs) = directories::ProjectDirs::from("", "", PROGRAM) else {
            return Self::default();
        };
        // On macOS people look for a terminal program's configuration where they have it on Linux.
        let config = if cfg!(target_os = "macos") {
            directories::BaseDirs::new().map(|base| base.home_dir().join(".config").join(PROGRAM))
        } else {
            Some(dirs.config_dir().to_owned())
        };
        Self {
            config,
            cache: Some(dirs.cache_dir().to_owned()),
            state: Some(dirs.state_dir().unwrap_or(dirs.data_local_dir()).to_owned()),
        }
    }
}

/// Whether something stands at a path.
pub fn is_there(path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::environment::tests::with;

    #[cfg(unix)]
    fn home(at: &str) -> Usual {
        let folder = |place: &str| Some(PathBuf::from(at).join(place).join(PROGRAM));
        Usual {
            config: folder(".config"),
            cache: folder(".cache"),
            state: folder(".local/state"),
        }
    }

    fn shown(paths: &Paths) -> Vec<String> {
        let all = [&paths.config_file, &paths.cache, &paths.state];
        all.map(|chosen| match chosen {
            Some(chosen) => format!("{} ({})", chosen.value.display(), chosen.by),
            None => "none".to_owned(),
        })
        .to_vec()
    }

    #[cfg(unix)]
    #[test]
    fn six_environments_each_have_their_places_or_none_and_never_fail() {
        let xdg = [
            ("XDG_CONFIG_HOME", "/x/c"),
            ("XDG_CACHE_HOME", "/x/k"),
            ("XDG_STATE_HOME", "/x/s"),
        ];
        let usual = [
            "/home/ada/.config/portolan/config.toml (system)",
            "/home/ada/.cache/portolan (system)",
            "/home/ada/.local/state/portolan (system)",
        ];
        let from_xdg = [
            "/x/c/portolan/config.toml (XDG_CONFIG_HOME)",
            "/x/k/portolan (XDG_CACHE_HOME)",
            "/x/s/portolan (XDG_STATE_HOME)",
        ];
        let nobody = [
            "/nonexistent/.config/portolan/config.toml (system)",
            "/nonexistent/.cache/portolan (system)",
            "/nonexistent/.local/state/portolan (system)",
        ];
        let relative = [
            ("XDG_CONFIG_HOME", "c"),
            ("XDG_CACHE_HOME", "./k"),
            ("XDG_STATE_HOME", ""),
        ];
        let ada = || home("/home/ada");
        let table = [
            ("a plain home", with(&[]), ada(), usual),
            (
                "no home, no passwd entry",
                with(&[]),
                Usual::default(),
                ["none"; 3],
            ),
            ("no home, but XDG", with(&xdg), Usual::default(), from_xdg),
            ("XDG before the home", with(&xdg), ada(), from_xdg),
            ("relative XDG is ignored", with(&relative), ada(), usual),
            ("nobody's home", with(&[]), home("/nonexistent"), nobody),
            (
                "a relative home is none",
                with(&[]),
                home("ada"),
                ["none"; 3],
            ),
        ];
        for (what, environment, usual, expected) in table {
            assert_eq!(
                shown(&Paths::among(&environment, || usual)),
                expected,
                "{what}"
            );
        }
    }

    #[test]
    fn own_variables_come_first() {
        let environment = with(&[
            ("PORTOLAN_CONFIG", "mine.toml"),
            ("PORTOLAN_CACHE_DIR", "kept"),
            ("XDG_CACHE_HOME", "/x/k"),
        ]);
        let paths = Paths::among(&environment, Usual::default);
        assert_eq!(
            shown(&paths),
            [
                "mine.toml (PORTOLAN_CONFIG)",
                "kept (PORTOLAN_CACHE_DIR)",
                "none"
            ]
        );
        assert_eq!(paths.custom_file(), None);
    }

    #[test]
    fn this_machine_has_places_or_none_without_failing() {
        let paths = Paths::find(&Environment::default());
        for place in [paths.config, paths.cache, paths.state]
            .into_iter()
            .flatten()
        {
            assert!(place.value.is_absolute(), "{place:?}");
        }
    }
}
