//! The files that programs are given: the same names as lines and as catalogs.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use portolan::{
    catalog::{Catalog, Connector, wire},
    store::bundled,
};
use tempfile::TempDir;

use crate::common::{registry, synthetic};

/// What is fetched is read to this many entries in a file; what the user names may hold more.
pub(crate) const PER_FILE: usize = 10_000;

pub(crate) struct Inputs {
    folder: TempDir,
}

impl Inputs {
    /// Made by a process of its own: a small one starts others faster.
    pub(crate) fn make() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = Command::new(env::current_exe().unwrap())
            .arg("--make")
            .arg(folder.path())
            .status();
        assert!(made.unwrap().success(), "no inputs");
        Self { folder }
    }

    pub(crate) fn lines(&self, size: Size) -> PathBuf {
        lines(self.folder.path(), size)
    }

    /// Nothing for the bundled one, which needs no file.
    pub(crate) fn catalogs(&self, size: Size) -> Vec<PathBuf> {
        let files = 0..size.count() / PER_FILE;
        files
            .map(|at| catalog(self.folder.path(), size, at))
            .collect()
    }

    /// A made catalog whole.
    pub(crate) fn catalog(&self, size: Size) -> PathBuf {
        in_one(self.folder.path(), size)
    }

    pub(crate) fn registry(&self) -> PathBuf {
        self.folder.path().join("oss_registry.json")
    }

    /// A home in which nothing is configured.
    pub(crate) fn home(&self) -> &Path {
        self.folder.path()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    Bundled,
    Large,
    Huge,
}

impl Size {
    pub(crate) fn count(self) -> usize {
        match self {
            Self::Bundled => 0,
            Self::Large => 100_000,
            Self::Huge => 1_000_000,
        }
    }

    pub(crate) fn catalog(self) -> Catalog {
        match self {
            Self::Bundled => bundled::read().unwrap().catalog,
            Self::Large | Self::Huge => synthetic::catalog(self.count()),
        }
    }
}

fn lines(folder: &Path, size: Size) -> PathBuf {
    folder.join(format!("lines-{}", size.count()))
}

fn in_one(folder: &Path, size: Size) -> PathBuf {
    folder.join(format!("catalog-{}.json", size.count()))
}

fn catalog(folder: &Path, size: Size, at: usize) -> PathBuf {
    folder.join(format!("catalog-{}-{at}.json", size.count()))
}

/// What a list of lines shows of each connector.
pub(crate) fn rows(catalog: &Catalog) -> String {
    let line = |c: &Connector| format!("{} {}\n", c.name, c.slug);
    catalog.connectors().iter().map(line).collect()
}

/// Writes all of them into a folder.
pub(crate) fn write(folder: &Path) {
    let (entries, bytes) = registry::REAL;
    put(
        &folder.join("oss_registry.json"),
        &registry::registry(entries, bytes),
    );
    for size in [Size::Bundled, Size::Large, Size::Huge] {
        let whole = size.catalog();
        put(&lines(folder, size), &rows(&whole));
        if size == Size::Large {
            write_catalogs(folder, size, whole);
        }
    }
}

fn write_catalogs(folder: &Path, size: Size, whole: Catalog) {
    put(&in_one(folder, size), &wire::encode(&whole));
    let days = synthetic::of_its_days(&whole);
    for (at, some) in whole.into_connectors().chunks(PER_FILE).enumerate() {
        let (part, _) = days.clone().with_connectors(some.to_vec());
        put(&catalog(folder, size, at), &wire::encode(&part));
    }
}

#[expect(clippy::disallowed_methods, reason = "nobody keeps these files")]
pub(crate) fn put(file: &Path, text: &str) {
    std::fs::write(file, text).unwrap();
}
