//! The environment as data: every variable that portolan reads, in one table, read once and handed in.

use std::{collections::BTreeMap, ffi::OsString, path::PathBuf};

use super::fetch::address;
use crate::text::{Word, words};

words! {
    /// A variable that portolan reads; the label says what it is for.
    pub enum Variable("variable") {
        XdgConfigHome = "XDG_CONFIG_HOME", "parent of the configuration folder";
        XdgCacheHome = "XDG_CACHE_HOME", "parent of the cache folder";
        XdgStateHome = "XDG_STATE_HOME", "parent of the state folder";
        Config = "PORTOLAN_CONFIG", "configuration file to read";
        CacheDir = "PORTOLAN_CACHE_DIR", "folder of the cached catalog";
        Catalog = "PORTOLAN_CATALOG", "catalog file to read";
        LocalRegistry = "AIRBYTE_LOCAL_REGISTRY", "registry file to read, as PyAirbyte reads it; 0 or false switches it off";
        OfflineMode = "AIRBYTE_OFFLINE_MODE", "never use the network";
        Deployment = "PORTOLAN_DEPLOYMENT", "where Airbyte runs";
        On = "PORTOLAN_ON", "the same as PORTOLAN_DEPLOYMENT";
        PremiumSupport = "PORTOLAN_PREMIUM_SUPPORT", "whether the contract includes Premium Support";
        EnterpriseLicense = "PORTOLAN_ENTERPRISE_LICENSE", "whether enterprise connectors are licensed";
        Words = "PORTOLAN_WORDS", "current or legacy level names";
        Theme = "PORTOLAN_THEME", "colours of the browser";
        Clipboard = "PORTOLAN_CLIPBOARD", "how the browser copies: auto, native, osc52 or off";
        NoMotion = "NO_MOTION", "nothing in the browser moves by itself";
        Env = "PORTOLAN_ENV", "environment that a check is for, as a policy names it";
        NoColor = "NO_COLOR", "no colours; it stands over the others on colours";
        CliColorForce = "CLICOLOR_FORCE", "colours in pipes, too, unless it is 0";
        ForceColor = "FORCE_COLOR", "the same as CLICOLOR_FORCE";
        CliColor = "CLICOLOR", "no colours where it is 0";
        Term = "TERM", "dumb tells of a terminal that can only print lines";
        Columns = "COLUMNS", "width of the terminal, over what the terminal itself says";
        LcAll = "LC_ALL", "locale; without UTF-8 in it, marks are plain ASCII";
        LcCtype = "LC_CTYPE", "the same where LC_ALL is not set";
        Lang = "LANG", "the same where neither is set";
        SshConnection = "SSH_CONNECTION", "tells that the screen is elsewhere: the browser opens no address, and copies through the terminal";
        SshTty = "SSH_TTY", "the same as SSH_CONNECTION";
        Browser = "BROWSER", "program that opens addresses";
        Display = "DISPLAY", "tells that there is a screen for what opens addresses";
        WaylandDisplay = "WAYLAND_DISPLAY", "the same as DISPLAY";
        WslDistro = "WSL_DISTRO_NAME", "the same as DISPLAY";
        Termux = "TERMUX_VERSION", "the same as DISPLAY";
        AllProxy = "ALL_PROXY", "proxy through which the network is reached";
        AllProxySmall = "all_proxy", "the same as ALL_PROXY";
        HttpsProxy = "HTTPS_PROXY", "the same as ALL_PROXY";
        HttpsProxySmall = "https_proxy", "the same as ALL_PROXY";
        HttpProxy = "HTTP_PROXY", "the same as ALL_PROXY";
        HttpProxySmall = "http_proxy", "the same as ALL_PROXY";
        NoProxy = "NO_PROXY", "hosts that are reached without a proxy";
        NoProxySmall = "no_proxy", "the same as NO_PROXY";
    }
}

impl Variable {
    /// Where the client looks for a proxy, the first that is set first.
    pub const PROXIES: [Self; 6] = [
        Self::AllProxy,
        Self::AllProxySmall,
        Self::HttpsProxy,
        Self::HttpsProxySmall,
        Self::HttpProxy,
        Self::HttpProxySmall,
    ];

    pub fn name(self) -> &'static str {
        self.word()
    }

    /// What it is for, as the man page says it.
    pub fn purpose(self) -> &'static str {
        self.label()
    }
}

/// The values of all variables that are set and not empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment(BTreeMap<Variable, OsString>);

impl Environment {
    /// Asks once for every variable; `&|name| std::env::var_os(name)` in the program, anything in a test.
    pub fn of(ask: &dyn Fn(&str) -> Option<OsString>) -> Self {
        let asked = Variable::ALL
            .iter()
            .map(|variable| (*variable, ask(variable.name())));
        Self(
            asked
                .filter_map(|(variable, value)| Some((variable, value?)))
                .filter(|(_, value)| !value.is_empty())
                .collect(),
        )
    }

    pub fn path(&self, variable: Variable) -> Option<PathBuf> {
        self.0.get(&variable).map(PathBuf::from)
    }

    pub fn is_set(&self, variable: Variable) -> bool {
        self.0.contains_key(&variable)
    }

    /// The value as text, not yet cleaned.
    pub fn text(&self, variable: Variable) -> Option<String> {
        let value = self.0.get(&variable)?;
        Some(value.to_string_lossy().trim().to_owned())
    }

    /// Whether `AIRBYTE_OFFLINE_MODE` forbids the network; the words that mean no are those of
    /// Airbyte's Python client.
    pub fn is_offline(&self) -> bool {
        self.text(Variable::OfflineMode)
            .is_some_and(|word| !is_off(&word))
    }

    /// Whether `NO_MOTION` asks that nothing moves by itself.
    pub fn is_still(&self) -> bool {
        self.text(Variable::NoMotion)
            .is_some_and(|word| !is_off(&word))
    }

    /// The file or address in `AIRBYTE_LOCAL_REGISTRY`, unless it is switched off.
    pub fn local_registry(&self) -> Option<PathBuf> {
        self.text(Variable::LocalRegistry)
            .filter(|word| !is_off(word))?;
        self.path(Variable::LocalRegistry)
    }

    /// The variables that are set, with their values fit to be shown: credentials in addresses are left out.
    pub fn set(&self) -> impl Iterator<Item = (Variable, String)> {
        let texts = |(variable, value): (&Variable, &OsString)| {
            (*variable, address::shown_text(&value.to_string_lossy()))
        };
        self.0.iter().map(texts)
    }
}

fn is_off(word: &str) -> bool {
    let off = ["", "0", "f", "false", "n", "no", "off"];
    off.iter().any(|known| word.eq_ignore_ascii_case(known))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An environment of these variables only.
    pub(crate) fn with(values: &[(&str, &str)]) -> Environment {
        Environment::of(&|name| {
            let found = values.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn every_variable_has_its_own_name() {
        let names: std::collections::BTreeSet<&str> =
            Variable::ALL.iter().map(|v| v.name()).collect();
        assert_eq!(names.len(), Variable::ALL.len());
    }

    #[test]
    fn an_empty_value_counts_as_unset_and_switches_follow_pyairbyte() {
        let table = [
            ("", false, false),
            ("0", false, false),
            ("False", false, false),
            (" ", false, false),
            ("1", true, true),
            ("/srv/oss_registry.json", true, true),
        ];
        for (value, is_offline, has_registry) in table {
            let environment = with(&[
                ("AIRBYTE_OFFLINE_MODE", value),
                ("AIRBYTE_LOCAL_REGISTRY", value),
            ]);
            assert_eq!(environment.is_offline(), is_offline, "{value:?}");
            assert_eq!(
                environment.local_registry().is_some(),
                has_registry,
                "{value:?}"
            );
        }
        assert_eq!(with(&[("PORTOLAN_WORDS", "")]).set().count(), 0);
    }
}
