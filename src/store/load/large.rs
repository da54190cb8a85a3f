//! Files that take so long to read that it is felt: whoever has a screen shows it meanwhile, and reads them elsewhere.

use std::{fs, path::PathBuf};

use super::{LoadError, Loaded, Origin, Request, completed, named::Named};
use crate::{
    catalog::Connector,
    store::diagnostic::{Diagnostic, shown},
    text::clean,
};

/// So many bytes are read before somebody wonders.
const LARGE: u64 = 8 << 20;

/// A catalog that was asked for and is not read yet.
pub struct Large {
    named: Named,
    bytes: u64,
    own: Vec<Connector>,
    notices: Vec<Diagnostic>,
}

/// What [`super::load`] would read, if that is large. What cannot be read at all is not: reading it tells why.
pub fn large(request: &Request<'_>) -> Option<Large> {
    let mut notices = Vec::new();
    let named = Named::choose(request.named, request.environment, &mut notices).ok()??;
    let size = |file: &PathBuf| fs::metadata(file).ok().map(|seen| seen.len());
    let bytes = named.files().iter().map(size).sum::<Option<u64>>()?;
    (bytes > LARGE).then(|| Large {
        named,
        bytes,
        own: request.own.clone(),
        notices,
    })
}

impl Large {
    /// `registry.json (130 MB)`, `10 files (130 MB)`.
    pub fn label(&self) -> String {
        let files = match self.named.files() {
            [only] => {
                let name = only.file_name().map(PathBuf::from);
                clean::line(&shown(&name.unwrap_or_else(|| only.clone()))).into_owned()
            }
            several => format!("{} files", several.len()),
        };
        format!("{files} ({} MB)", self.bytes / 1_000_000)
    }

    pub fn origin(&self) -> Origin {
        Origin::File(self.named.files().to_vec())
    }

    pub fn read(self) -> Result<Loaded, LoadError> {
        let loaded = self.named.read()?;
        Ok(completed(loaded, self.own, self.notices))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{environment::tests::with, paths::Paths};

    fn label(sizes: &[u64]) -> Option<String> {
        let dir = tempfile::tempdir().unwrap();
        let file = |(at, size): (usize, &u64)| {
            let path = dir.path().join(format!("part-{at}.json"));
            fs::File::create(&path).unwrap().set_len(*size).unwrap();
            path
        };
        let named: Vec<PathBuf> = sizes.iter().enumerate().map(file).collect();
        let found = large(&Request {
            named: &named,
            environment: &with(&[]),
            paths: &Paths::default(),
            own: Vec::new(),
        });
        found.map(|large| large.label())
    }

    #[test]
    fn files_are_large_together() {
        assert_eq!(label(&[]), None);
        assert_eq!(label(&[LARGE]), None);
        assert_eq!(label(&[LARGE + 1]).as_deref(), Some("part-0.json (8 MB)"));
        let both = label(&[LARGE, 2_000_000]);
        assert_eq!(both.as_deref(), Some("2 files (10 MB)"));
    }

    #[test]
    fn what_is_not_there_is_not_large() {
        let found = large(&Request {
            named: &[PathBuf::from("none.json")],
            environment: &with(&[]),
            paths: &Paths::default(),
            own: Vec::new(),
        });
        assert!(found.is_none());
    }
}
