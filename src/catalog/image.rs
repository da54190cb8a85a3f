//! The name of a container image taken apart. Knows no connector and no file.

/// `name[:tag][@digest]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written<'a> {
    pub name: &'a str,
    pub tag: Option<&'a str>,
    pub digest: Option<&'a str>,
}

impl<'a> Written<'a> {
    pub fn of(written: &'a str) -> Self {
        let (rest, digest) = split(written.trim(), |written| written.find('@'));
        let (name, tag) = split(rest, tag_at);
        Self { name, tag, digest }
    }
}

/// What stands before and behind a sign.
fn split(text: &str, at: impl Fn(&str) -> Option<usize>) -> (&str, Option<&str>) {
    match at(text) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// Where the tag begins: at a colon after the last slash that is not a template's own, as in `${TAG:-1.0}`. A colon
/// before that belongs to a port.
fn tag_at(name: &str) -> Option<usize> {
    let template = name.find(['$', '{']).unwrap_or(name.len());
    let slash = name[..template].rfind('/').map_or(0, |at| at + 1);
    name[slash..].find(':').map(|at| slash + at)
}

/// Whether the first part of a name is the host that serves it, and no owner.
pub fn is_host(part: &str) -> bool {
    part.contains(['.', ':']) || part == "localhost"
}

/// The last part of a name: what it would be called as a connector.
pub fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_tag_and_digest_are_told_apart() {
        let table = [
            ("airbyte/source-x", "airbyte/source-x", None, None),
            ("source-x:1.0", "source-x", Some("1.0"), None),
            ("host:5000/a/x", "host:5000/a/x", None, None),
            (" host:5000/a/x:1 ", "host:5000/a/x", Some("1"), None),
            ("a/x@sha256:ab", "a/x", None, Some("sha256:ab")),
            ("a/x:1@sha256:ab", "a/x", Some("1"), Some("sha256:ab")),
            ("a/x:${TAG:-1/0}", "a/x", Some("${TAG:-1/0}"), None),
            ("a/x:", "a/x", Some(""), None),
            ("", "", None, None),
        ];
        for (written, name, tag, digest) in table {
            let expected = Written { name, tag, digest };
            assert_eq!(Written::of(written), expected, "{written}");
        }
    }

    #[test]
    fn a_host_has_a_dot_or_a_port() {
        for (part, expected) in [
            ("ghcr.io", true),
            ("registry:5000", true),
            ("localhost", true),
            ("airbyte", false),
            ("", false),
        ] {
            assert_eq!(is_host(part), expected, "{part}");
        }
    }
}
