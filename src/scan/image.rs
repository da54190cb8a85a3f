//! The name of a container image taken apart. Knows no file and no format.

use super::Pin;
pub(super) use crate::catalog::lookup::is_id;
use crate::{
    catalog::image::{Written, is_host},
    words::Kind,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Image {
    /// Without the registry's host, and without the folders of a mirror.
    pub repository: String,
    pub pin: Pin,
}

impl Image {
    pub(super) fn of(written: &str) -> Self {
        let Written { name, tag, digest } = Written::of(written);
        Self {
            repository: repository(name).to_owned(),
            pin: match (tag, digest) {
                (Some(tag), _) => tagged(tag),
                (None, Some(digest)) => Pin::Digest(digest.to_owned()),
                (None, None) => Pin::Missing,
            },
        }
    }

    /// Whether it is one of Airbyte's own, by its name.
    pub(super) fn is_airbyte(&self) -> bool {
        let slug = self.repository.strip_prefix("airbyte/");
        slug.is_some_and(is_slug)
    }
}

/// A tag as written, which a template may hide. A default that stands in the template is what runs.
pub(super) fn tagged(tag: &str) -> Pin {
    let written = tag.trim();
    let settled = defaulted(written);
    let tag = settled.as_deref().unwrap_or(written);
    if tag.is_empty() {
        Pin::Missing
    } else if tag.contains(['$', '{', '<', '%']) {
        Pin::Unsettled(written.to_owned())
    } else {
        Pin::At(tag.to_owned())
    }
}

/// A text with its `${NAME:-default}` replaced, inner ones first; nothing where there is none.
fn defaulted(text: &str) -> Option<String> {
    // As deep as anybody nests defaults.
    const DEPTH: usize = 4;
    let once = |text: &str| {
        let start = text.rfind("${")?;
        let end = start + text[start..].find('}')?;
        let inner = &text[start + 2..end];
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let name = inner.len() - inner.trim_start_matches(is_word).len();
        let rest = inner[name..].strip_prefix(':').unwrap_or(&inner[name..]);
        let default = rest.strip_prefix(['-', '=']).filter(|_| name > 0)?;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        default
            .chars()
            .all(plain)
            .then(|| format!("{}{default}{}", &text[..start], &text[end + 1..]))
    };
    std::iter::successors(once(text), |text| once(text))
        .take(DEPTH)
        .last()
}

fn repository(name: &str) -> &str {
    let host = name.split('/').next().unwrap_or_default();
    let path = if name.contains('/') && is_host(host) {
        &name[host.len() + 1..]
    } else {
        name
    };
    match path.rfind("airbyte/") {
        Some(at) if at > 0 && path[..at].ends_with('/') => &path[at..],
        _ => path,
    }
}

/// Whether a word has the form of a connector's slug.
pub(super) fn is_slug(word: &str) -> bool {
    Kind::split_slug(word).is_some_and(|(_, tail)| is_tail(tail))
}

/// Whether a word has the form of a connector's slug without its kind.
pub(super) fn is_tail(word: &str) -> bool {
    !word.is_empty()
        && word.len() <= 64
        && word
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        && !word.starts_with('-')
        && !word.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_is_taken_apart() {
        let at = |tag: &str| Pin::At(tag.to_owned());
        let table = [
            ("airbyte/source-x", "airbyte/source-x", Pin::Missing),
            ("airbyte/source-x:1.0.0", "airbyte/source-x", at("1.0.0")),
            ("docker.io/airbyte/source-x:1", "airbyte/source-x", at("1")),
            (
                "localhost:5000/airbyte/source-x",
                "airbyte/source-x",
                Pin::Missing,
            ),
            (
                "eu.gcr.io/corp/mirror/airbyte/source-x:2",
                "airbyte/source-x",
                at("2"),
            ),
            ("harbor/airbyte/source-x:2", "airbyte/source-x", at("2")),
            ("acme/source-x:2", "acme/source-x", at("2")),
            ("myairbyte/source-x", "myairbyte/source-x", Pin::Missing),
            ("airbyte/source-x:1@sha256:ab", "airbyte/source-x", at("1")),
            (
                "airbyte/source-x@sha256:ab",
                "airbyte/source-x",
                Pin::Digest("sha256:ab".to_owned()),
            ),
            (
                "airbyte/source-x:${TAG:-1.0}",
                "airbyte/source-x",
                at("1.0"),
            ),
            (
                "airbyte/source-x:{{ .Values.tag }}",
                "airbyte/source-x",
                Pin::Unsettled("{{ .Values.tag }}".to_owned()),
            ),
        ];
        for (written, repository, pin) in table {
            let image = Image::of(written);
            assert_eq!(
                (image.repository.as_str(), &image.pin),
                (repository, &pin),
                "{written}"
            );
        }
    }

    #[test]
    fn a_default_in_a_tag_is_what_runs() {
        let at = |tag: &str| Pin::At(tag.to_owned());
        let open = |tag: &str| Pin::Unsettled(tag.to_owned());
        let table = [
            ("${TAG:-1.0}", at("1.0")),
            ("${A:-${B-1.0}}", at("1.0")),
            ("v${A:=1}-b", at("v1-b")),
            ("${TAG:-}", Pin::Missing),
            ("${TAG:?none}", open("${TAG:?none}")),
            ("${TAG:-$OTHER}", open("${TAG:-$OTHER}")),
            ("${A:-1}.${B}", open("${A:-1}.${B}")),
        ];
        for (tag, expected) in table {
            assert_eq!(tagged(tag), expected, "{tag}");
        }
    }

    #[test]
    fn forms_are_told_apart() {
        for (word, slug, id) in [
            ("source-postgres", true, false),
            ("destination-s3", true, false),
            ("source-", false, false),
            ("source-A", false, false),
            ("decd338e-5647-4c0b-adf4-da0e75f5a750", false, true),
            ("DECD338E-5647-4C0B-ADF4-DA0E75F5A750", false, true),
            ("decd338e-5647-4c0b-adf4_da0e75f5a750", false, false),
        ] {
            assert_eq!((is_slug(word), is_id(word)), (slug, id), "{word}");
        }
        assert!(Image::of("ghcr.io/x/airbyte/source-a:1").is_airbyte());
        assert!(!Image::of("acme/source-a").is_airbyte());
        assert!(!Image::of("airbyte/worker").is_airbyte());
    }
}
