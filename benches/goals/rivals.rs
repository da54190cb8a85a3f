//! How each program is started, and what its screen shows when it is ready.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use portable_pty::CommandBuilder;

use crate::{
    inputs::{Inputs, Size},
    roles,
};

/// The program that is measured.
pub(crate) const OURS: &str = env!("CARGO_BIN_EXE_portolan");

/// A program as it is started, typed into and looked at.
pub(crate) struct Rival {
    words: Vec<OsString>,
    stdin: Option<PathBuf>,
    home: PathBuf,
    /// What the screen shows when all of it is there.
    pub(crate) ready: Vec<String>,
    /// What is pressed before anything is typed.
    pub(crate) before: &'static str,
}

impl Rival {
    pub(crate) fn ours(inputs: &Inputs, size: Size) -> Self {
        Self::ours_on(inputs, inputs.catalogs(size))
    }

    pub(crate) fn ours_on(inputs: &Inputs, catalogs: Vec<PathBuf>) -> Self {
        let mut words = vec![OsString::from(OURS)];
        for file in catalogs {
            words.extend([OsString::from("--catalog"), file.into()]);
        }
        let ready = ["Filters", "Connectors", "1 of ", "Why"].map(str::to_owned);
        Self {
            words,
            stdin: None,
            home: inputs.home().to_owned(),
            ready: ready.to_vec(),
            before: "/",
        }
    }

    pub(crate) fn fzf(inputs: &Inputs, size: Size, tools: &Tools) -> Option<Self> {
        let lines = inputs.lines(size);
        let count = std::fs::read_to_string(&lines).ok()?.lines().count();
        Some(Self {
            words: vec![tools.fzf.clone()?.into()],
            stdin: Some(lines),
            home: inputs.home().to_owned(),
            ready: vec![format!("{count}/{count}")],
            before: "",
        })
    }

    /// What people do today: names out of the registry, and a preview of the whole entry.
    pub(crate) fn pipeline(inputs: &Inputs, tools: &Tools) -> Option<Self> {
        let (jq, fzf) = (tools.jq.as_ref()?, tools.fzf.as_ref()?);
        let (jq, fzf, file) = (jq.display(), fzf.display(), inputs.registry());
        let file = file.display();
        let script = format!(
            "{jq} -r '(.sources+.destinations)[].dockerRepository' '{file}' | {fzf} --preview \"{jq} -C \
             --arg n {{}} '(.sources+.destinations)[]|select(.dockerRepository==\\$n)|del(.spec)' '{file}'\""
        );
        let words = ["/bin/sh", "-c", &script].map(OsString::from);
        Some(Self {
            words: words.to_vec(),
            stdin: None,
            home: inputs.home().to_owned(),
            ready: vec!["559/559".to_owned(), "dockerImageTag".to_owned()],
            before: "",
        })
    }

    pub(crate) fn drawn_box(inputs: &Inputs) -> Self {
        Self {
            words: vec![env::current_exe().unwrap().into(), roles::BOX.into()],
            stdin: None,
            home: inputs.home().to_owned(),
            ready: vec![roles::BOXED.to_owned()],
            before: "",
        }
    }

    /// All are started by the same shell, for those that take a file as their input.
    pub(crate) fn command(&self) -> CommandBuilder {
        let mut words: Vec<OsString> = match &self.stdin {
            Some(file) => {
                let script = "input=$1; shift; exec \"$@\" < \"$input\"";
                ["/bin/sh", "-c", script, "sh"]
                    .map(OsString::from)
                    .into_iter()
                    .chain([file.into()])
                    .collect()
            }
            None => ["/bin/sh", "-c", "exec \"$@\"", "sh"]
                .map(OsString::from)
                .to_vec(),
        };
        words.extend(self.words.iter().cloned());
        let mut command = CommandBuilder::from_argv(words);
        command.env_clear();
        for (name, value) in surroundings(&self.home) {
            command.env(name, value);
        }
        command.cwd(&self.home);
        command
    }
}

/// A terminal with colours, and a home in which nothing is configured.
pub(crate) fn surroundings(home: &Path) -> [(&'static str, OsString); 4] {
    [
        ("HOME", home.into()),
        ("TERM", "xterm-256color".into()),
        ("LANG", "C.UTF-8".into()),
        ("PATH", "/usr/local/bin:/usr/bin:/bin".into()),
    ]
}

/// The tools of others, where they are installed.
pub(crate) struct Tools {
    pub(crate) fzf: Option<PathBuf>,
    pub(crate) jq: Option<PathBuf>,
    /// A Python that has PyAirbyte, named by `PYAIRBYTE_PYTHON`.
    pub(crate) pyairbyte: Option<PathBuf>,
}

impl Tools {
    pub(crate) fn find() -> Self {
        Self {
            fzf: found("fzf"),
            jq: found("jq"),
            pyairbyte: env::var_os("PYAIRBYTE_PYTHON").map(PathBuf::from),
        }
    }

    /// What the figures were taken with.
    pub(crate) fn versions(&self) -> String {
        let version = |name: &str, path: &Option<PathBuf>| {
            let told = path.as_ref().and_then(|path| told(path, "--version"));
            format!("{name} {}", told.as_deref().unwrap_or("is not installed"))
        };
        let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
        format!(
            "{}; {}; {}; {cores} cores",
            version("", &Some(PathBuf::from(OURS))).trim(),
            version("fzf", &self.fzf),
            version("jq", &self.jq).replace("jq jq-", "jq "),
        )
    }
}

fn found(name: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    let mut files = env::split_paths(&folders).map(|folder| folder.join(name));
    files.find(|file| file.is_file())
}

fn told(path: &Path, option: &str) -> Option<String> {
    let output = Command::new(path).arg(option).stdin(Stdio::null()).output();
    let text = String::from_utf8_lossy(&output.ok()?.stdout).into_owned();
    text.lines().next().map(str::to_owned)
}
