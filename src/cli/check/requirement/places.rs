//! Where the tables of a policy hold: its patterns of paths, understood as seen from the folder of its file.

use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use crate::{
    sort,
    store::{diagnostic::Diagnostic, project::PathGlob},
};

/// A table of the policy, by its place among its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Table {
    For(usize),
    Except(usize),
}

/// The folders that paths are seen from.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    /// Where the user stands: a path that is not absolute begins here.
    pub(super) folder: PathBuf,
    /// The file that the patterns stand in.
    pub(super) file: PathBuf,
}

/// Which tables hold for a path.
#[derive(Debug, Default)]
pub(super) struct Bounds {
    folder: PathBuf,
    root: PathBuf,
    patterns: GlobSet,
    /// Whose each pattern is.
    owners: Vec<Table>,
    everywhere: Vec<Table>,
}

impl Bounds {
    /// Understands the patterns of each table; a table without any holds everywhere.
    pub(super) fn of<'t>(
        tables: impl Iterator<Item = (Table, &'t [PathGlob])>,
        base: Base,
    ) -> Result<Self, Diagnostic> {
        let mut places = Self::default();
        let mut patterns = GlobSetBuilder::new();
        for (table, globs) in tables {
            if globs.is_empty() {
                places.everywhere.push(table);
            }
            for written in globs {
                let fault = |why: &str| {
                    let text = format!("paths: \"{}\" {why}", written.glob);
                    let fault = Diagnostic::error(&text).in_file(&base.file);
                    fault.at(written.position)
                };
                for glob in understood(&written.glob).map_err(|why| fault(&why))? {
                    patterns.add(glob);
                    places.owners.push(table);
                }
            }
        }
        let too_many = |error: globset::Error| Diagnostic::error(&format!("paths: {error}"));
        places.patterns = patterns.build().map_err(too_many)?;
        let file = plain(&base.folder.join(&base.file));
        places.root = file.parent().map(Path::to_owned).unwrap_or_default();
        places.folder = base.folder;
        Ok(places)
    }

    /// The tables that hold for a path, or for what stands in no file; sorted, each once.
    pub(super) fn at(&self, path: Option<&str>) -> Vec<Table> {
        let mut tables = self.everywhere.clone();
        if let Some(below) = path.and_then(|path| self.below(path)) {
            let hits = self.patterns.matches(below);
            tables.extend(hits.into_iter().map(|at| self.owners[at]));
        }
        sort::plain(&mut tables);
        tables.dedup();
        tables
    }

    /// The path as seen from the folder of the policy; `None` for one outside of it.
    fn below(&self, path: &str) -> Option<String> {
        let path = plain(&self.folder.join(path));
        let below = path.strip_prefix(&self.root).ok()?;
        let parts = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        Some(parts.collect::<Vec<_>>().join("/"))
    }
}

/// A pattern is for what it names and for all that stands below that.
fn understood(written: &str) -> Result<Vec<Glob>, String> {
    let glob = written
        .trim()
        .trim_start_matches("./")
        .trim_end_matches('/');
    if written.trim().starts_with('/') || glob.split('/').any(|part| part == "..") {
        return Err("leads out of the folder of this file, and can match nothing".to_owned());
    }
    let glob = if matches!(glob, "" | ".") { "**" } else { glob };
    let below = format!("{glob}/**");
    let build = |glob: &str| {
        let built = GlobBuilder::new(glob).literal_separator(true).build();
        built.map_err(|error| format!("is no pattern: {}", error.kind()))
    };
    Ok(vec![build(glob)?, build(&below)?])
}

/// A path without `.` and `..`, by its words alone.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::diagnostic::Position;

    fn globs(globs: &[&str]) -> Vec<PathGlob> {
        let position = Position {
            line: 3,
            column: Some(9),
        };
        let written = globs.iter().map(|glob| PathGlob {
            glob: (*glob).to_owned(),
            position,
        });
        written.collect()
    }

    fn places(table: &[PathGlob]) -> Result<Bounds, Diagnostic> {
        let base = Base {
            folder: PathBuf::from("/repo/shop/etl"),
            file: PathBuf::from("../portolan.toml"),
        };
        Bounds::of([(Table::For(0), table)].into_iter(), base)
    }

    #[test]
    fn patterns_are_seen_from_the_folder_of_their_file() {
        let table = [
            (&["etl/prod/**"][..], "prod/a.tf", true),
            (&["etl/prod/**"], "prod/deep/a.tf", true),
            (&["etl/prod"], "prod/deep/a.tf", true),
            (&["etl/prod/"], "prod/a.tf", true),
            (&["./etl/prod/"], "./prod/../prod/a.tf", true),
            (&["etl/prod/**"], "production/a.tf", false),
            (&["etl/*.tf"], "a.tf", true),
            (&["etl/*.tf"], "prod/a.tf", false),
            (&["**/*.tf"], "prod/a.tf", true),
            (&["etl/{prod,stage}/**"], "stage/a.tf", true),
            (&["other", "infra/prod.tf"], "../infra/prod.tf", true),
            (&["infra/prod.tf"], "/repo/shop/infra/prod.tf", true),
            (&["infra/prod.tf"], "/repo/infra/prod.tf", false),
            (&["."], "a.tf", true),
            (&["**"], "/elsewhere/a.tf", false),
        ];
        for (patterns, path, is_held) in table {
            let places = places(&globs(patterns)).unwrap();
            let held = places.at(Some(path));
            assert_eq!(held == [Table::For(0)], is_held, "{patterns:?} {path}");
        }
        let bounded = places(&globs(&["**"])).unwrap();
        assert_eq!(bounded.at(None), [], "a name stands in no file");
        let everywhere = places(&[]).unwrap();
        assert_eq!(everywhere.at(None), [Table::For(0)]);
        assert_eq!(everywhere.at(Some("/elsewhere")), [Table::For(0)]);
    }

    #[test]
    fn a_pattern_that_cannot_match_is_told_with_its_place() {
        let table = [
            ("infra/[", "is no pattern: unclosed character class"),
            ("{a", "is no pattern: unclosed alternate group"),
            ("/etc/**", "leads out of the folder"),
            ("../x", "leads out of the folder"),
        ];
        for (glob, why) in table {
            let told = places(&globs(&[glob])).unwrap_err().to_string();
            let start = format!("../portolan.toml:3:9: paths: \"{glob}\" {why}");
            assert!(told.starts_with(&start), "{told}");
        }
    }
}
