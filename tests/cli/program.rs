//! The built program in a world of its own: an empty environment, a home that goes away with the test.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use portolan::text::clean::is_hostile;
use serde_json::Value;
use tempfile::TempDir;

/// A home, a cache folder in it, and a project to stand in.
pub(crate) struct World {
    dir: TempDir,
    variables: Vec<(String, String)>,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl World {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["home", "project/.git"] {
            fs::create_dir_all(dir.path().join(folder)).unwrap();
        }
        let home = dir.path().join("home").display().to_string();
        let variables = [("HOME", home.as_str()), ("LANG", "en_GB.UTF-8")];
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Self {
            dir,
            variables: variables.map(own).to_vec(),
        }
    }

    /// Sets a variable, or with an empty value takes it away.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.variables.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.dir.path().join(inside)
    }

    /// Writes a file, its folders included, and says where it is.
    pub(crate) fn file(&self, inside: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(inside);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        put(&path, bytes);
        path.display().to_string()
    }

    pub(crate) fn config(&self, text: &str) -> String {
        self.file("home/.config/portolan/config.toml", text)
    }

    pub(crate) fn project(&self, text: &str) -> String {
        self.file("project/portolan.toml", text)
    }

    pub(crate) fn cache_file(&self) -> PathBuf {
        self.path("home/.cache/portolan/catalog-v1.json")
    }

    /// The program, ready to be started.
    pub(crate) fn program<S: AsRef<str>>(&self, arguments: &[S]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_portolan"));
        program
            .args(arguments.iter().map(AsRef::as_ref))
            .env_clear()
            .envs(self.variables.iter().cloned())
            .current_dir(self.path("project"))
            .stdin(Stdio::null());
        program
    }

    /// Runs the program. Whatever it was asked, it must not panic and must print nothing that acts on a terminal.
    #[track_caller]
    pub(crate) fn run<S: AsRef<str>>(&self, arguments: &[S]) -> Ran {
        let output = assert_cmd::Command::from_std(self.program(arguments))
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let ran = Ran {
            status: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        };
        let shown: Vec<&str> = arguments.iter().map(AsRef::as_ref).collect();
        assert!(
            (0..=6).contains(&ran.status),
            "{shown:?} ended with {}: {}",
            ran.status,
            ran.err
        );
        for text in [&ran.out, &ran.err] {
            let is_inert = |c: char| matches!(c, '\n' | '\t') || !is_hostile(c);
            assert!(text.chars().all(is_inert), "{shown:?}: {text:?}");
        }
        ran
    }

    /// Runs a command line that is given in one string, without quotes.
    #[track_caller]
    pub(crate) fn line(&self, line: &str) -> Ran {
        self.run(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs the program on a catalog file.
    #[track_caller]
    pub(crate) fn on(&self, catalog: &str, line: &str) -> Ran {
        let catalog = ["--catalog", catalog];
        let arguments: Vec<&str> = line.split_whitespace().chain(catalog).collect();
        self.run(&arguments)
    }

    /// Reads the standard output of a command as the JSON that it must be.
    #[track_caller]
    pub(crate) fn json(&self, line: &str) -> Value {
        self.line(line).json()
    }
}

impl Ran {
    #[track_caller]
    pub(crate) fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("{error}: {:?} {}", self.out, self.err))
    }

    pub(crate) fn lines(&self) -> Vec<&str> {
        self.out.lines().collect()
    }

    #[track_caller]
    pub(crate) fn says(self, part: &str) -> Self {
        assert!(self.err.contains(part), "{part:?} is not in {:?}", self.err);
        self
    }

    #[track_caller]
    pub(crate) fn prints(self, part: &str) -> Self {
        assert!(self.out.contains(part), "{part:?} is not in {:?}", self.out);
        self
    }
}

/// Writes a file as it is, torn or not: no test needs more.
pub(crate) fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    File::create(path)
        .unwrap()
        .write_all(bytes.as_ref())
        .unwrap();
}

/// Whether the file is there and how it reads, byte for byte.
pub(crate) fn bytes(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}
