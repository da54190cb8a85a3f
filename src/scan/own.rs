//! The images of connectors that are not Airbyte's: a catalog knows them, and no form tells them from other images.
//! Knows no file and no format.

use crate::sort;
use memchr::memmem;

use super::image::{Image, is_slug};

/// Other owners' images, by their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    /// Without their registries' hosts.
    repositories: Vec<String>,
    /// The last parts of those that are not named like connectors, each after its slash.
    odd: Vec<String>,
}

#[cfg(test)]
static NONE: Own = Own {
    repositories: Vec::new(),
    odd: Vec::new(),
};

impl Own {
    #[cfg(test)]
    pub(super) const fn none() -> &'static Self {
        &NONE
    }

    pub(super) fn of<'a>(images: impl IntoIterator<Item = &'a str>) -> Self {
        let mut own = Self::default();
        for image in images.into_iter().map(Image::of) {
            if image.is_airbyte() || own.repositories.contains(&image.repository) {
                continue;
            }
            let last = last(&image.repository);
            if !is_slug(last) {
                own.odd.push(format!("/{last}"));
            }
            own.repositories.push(image.repository);
        }
        sort::plain(&mut own.odd);
        own.odd.dedup();
        own
    }

    /// What to look for beside what is named like a connector.
    pub(super) fn odd(&self) -> impl Iterator<Item = &str> {
        self.odd.iter().map(String::as_str)
    }

    /// Whether a text can name one of them, whatever else it says.
    pub(super) fn may_stand_in(&self, text: &str) -> bool {
        self.odd()
            .any(|needle| memmem::find(text.as_bytes(), needle.as_bytes()).is_some())
    }

    /// Whether a repository without its host is one of them. A registry of one's own may need no owner.
    pub(super) fn knows(&self, repository: &str) -> bool {
        self.repositories
            .iter()
            .any(|known| is_same(known, repository))
    }
}

fn last(repository: &str) -> &str {
    repository.rsplit('/').next().unwrap_or(repository)
}

/// Whether two repositories are one, as far as their owners are told.
fn is_same(a: &str, b: &str) -> bool {
    let has_no_owner = !a.contains('/') || !b.contains('/');
    a == b || has_no_owner && last(a) == last(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_known_by_owner_and_name() {
        let own = Own::of([
            "ghcr.io/acme/source-acme",
            "r.acme.example:5000/loader",
            "airbyte/source-x",
        ]);
        let table = [
            ("acme/source-acme", true),
            ("source-acme", true),
            ("other/source-acme", false),
            ("loader", true),
            ("acme/loader", true),
            ("airbyte/source-x", false),
            ("source-x", false),
        ];
        for (repository, expected) in table {
            assert_eq!(own.knows(repository), expected, "{repository}");
        }
        assert!(own.may_stand_in("image: r.acme.example:5000/loader:1"));
        assert!(!own.may_stand_in("image: acme/source-acme"));
    }
}
