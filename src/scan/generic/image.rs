//! Container images anywhere in a text: `registry.example.com/airbyte/source-postgres:3.7.2@sha256:…`. What is an
//! address or a path is none.

use std::ops::Range;

use memchr::memmem;

use super::argument;
use crate::{
    catalog::image::is_host,
    scan::{
        expression,
        finder::{Finder, Pin, Tool, What},
        image::{self, Image, is_slug},
        own::Own,
    },
};

/// An image where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    at: Range<usize>,
    /// Without its registry's host.
    repository: String,
    pin: Pin,
}

/// How the names of images begin that may be connectors.
const NEEDLES: &[&str] = &[
    "/source-",
    "/destination-",
    "/airbyte-source-",
    "/airbyte-destination-",
];

pub(in crate::scan) fn read(finder: &mut Finder<'_>) {
    let text = finder.text();
    let own = finder.own();
    for needle in NEEDLES.iter().copied().chain(own.odd()) {
        for slash in memmem::find_iter(text.as_bytes(), needle) {
            if let Some(seen) = seen(text, slash, own)
                && finder.is_free(&seen.at)
            {
                finder.add(seen.at, Tool::Image, What::Image(seen.repository), seen.pin);
            }
        }
    }
}

fn seen(text: &str, slash: usize, own: &Own) -> Option<Seen> {
    let end = slash + 1 + name_length(&text[slash + 1..]);
    let name = &text[slash + 1..end];
    let follower = text.as_bytes().get(end).copied().unwrap_or(b' ');
    let is_odd = || own.odd().any(|odd| odd.strip_prefix('/') == Some(name));
    let is_named_so = is_slug(name.strip_prefix("airbyte-").unwrap_or(name)) || is_odd();
    if !is_named_so || follower.is_ascii_uppercase() || b"/\\_${<(%*[".contains(&follower) {
        return None;
    }
    let (start, is_mirrored) = start(text, slash)?;
    let path: Vec<&str> = text[start..end].split('/').collect();
    let is_hosted = path.len() > 2 && is_host(path[0]);
    let says_airbyte = path.iter().any(|part| part.contains("airbyte"));
    let name_end = end;
    let (pin, end) = pin(text, name_end);
    let before = &text[line_start(text, start)..start];
    let argued = match &pin {
        Pin::Unsettled(tag) => argument::settled(text, before, tag),
        _ => None,
    };
    let pin = argued.unwrap_or(pin);
    let evidence = Evidence {
        line: before.to_ascii_lowercase(),
        is_pinned: pin != Pin::Missing,
        is_hosted,
        is_bare: path.len() == 2 && !is_mirrored && !is_host(path[0]),
    };
    let image = Image::of(&text[start..name_end]);
    let is_believed = if SITES.contains(&path[0]) || path.contains(&"airbytehq") {
        false
    } else if image.is_airbyte() || own.knows(&image.repository) {
        evidence.speaks_for_airbytes()
    } else {
        says_airbyte && !STRANGERS.contains(&name) && evidence.speaks_for_others()
    };
    is_believed.then_some(Seen {
        at: start..end,
        repository: image.repository,
        pin,
    })
}

/// Sites that show sources and images, and serve none.
const SITES: &[&str] = &[
    "airbyte.com",
    "bitbucket.org",
    "connectors.airbyte.com",
    "docs.airbyte.com",
    "github.com",
    "gitlab.com",
    "hub.docker.com",
    "raw.githubusercontent.com",
    "www.github.com",
];

/// Images that are named like connectors and are none.
const STRANGERS: &[&str] = &[
    "source-code",
    "source-control",
    "source-controller",
    "source-map",
    "source-maps",
    "source-to-image",
    "source-watcher",
];

/// What speaks for a path being an image.
struct Evidence {
    /// What stands before it in its line, in lower case.
    line: String,
    is_pinned: bool,
    is_hosted: bool,
    /// Nothing but an owner and a name.
    is_bare: bool,
}

impl Evidence {
    /// Words before an image in files and on command lines.
    const WORDS: &'static [&'static str] = &[
        "image",
        "from ",
        "docker",
        "podman",
        "container",
        "repository",
        "skopeo",
        "crane",
    ];

    fn is_called_image(&self) -> bool {
        Self::WORDS.iter().any(|word| self.line.contains(word))
    }

    /// Airbyte's own are known by their names; folders before them may be a path.
    fn speaks_for_airbytes(&self) -> bool {
        let is_path = ["copy ", "add ", "cd "]
            .iter()
            .any(|word| self.line.trim_start().starts_with(word));
        !is_path && (self.is_bare || self.is_hosted || self.is_pinned || self.is_called_image())
    }

    fn speaks_for_others(&self) -> bool {
        let is_ordered = self.line.contains("image") || self.line.trim_start().starts_with("from ");
        is_ordered || self.is_pinned && self.is_called_image() && (self.is_bare || self.is_hosted)
    }
}

fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'/')
}

/// Longer paths are none; the bound also keeps long runs from being read over and over.
const LONGEST: usize = 255;

/// Where the path begins that holds a slash, and whether an expression stands for its host.
fn start(text: &str, slash: usize) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let run = run_before(bytes, slash, is_path_byte)?;
    let path = &text[run..slash];
    let before = run.checked_sub(1).map(|at| bytes[at]);
    let (start, is_mirrored) = match before {
        Some(b':') if path.starts_with("//") => {
            let is_image = ["docker", "oci"]
                .iter()
                .any(|scheme| text[..run - 1].ends_with(scheme));
            (is_image.then_some(run + 2)?, false)
        }
        Some(b':') if path.split('/').next().is_some_and(is_port) => {
            let host = run_before(bytes, run - 1, |byte| is_path_byte(byte) && byte != b'/')?;
            let is_address = text[..host].ends_with('/') && !text[..host].ends_with("docker://");
            ((!is_address && host < run - 1).then_some(host)?, false)
        }
        Some(b'}' | b')' | b'%' | b'>') if path.starts_with('/') => (run + 1, true),
        Some(b'$') => (run + path.find('/')? + 1, true),
        Some(b'@' | b'~' | b'\\') => return None,
        _ => (run, false),
    };
    let path = &text[start..slash];
    let is_relative = path.starts_with(['.', '-', '/']);
    let has_gaps = path.is_empty() || path.split('/').any(str::is_empty);
    (!is_relative && !has_gaps).then_some((start, is_mirrored))
}

fn is_port(part: &str) -> bool {
    !part.is_empty() && part.len() <= 5 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where a run of bytes begins that ends before `end`; nowhere if it is too long for a path.
fn run_before(bytes: &[u8], end: usize, belongs: impl Fn(u8) -> bool) -> Option<usize> {
    let length = bytes[..end]
        .iter()
        .rev()
        .take(LONGEST + 1)
        .take_while(|byte| belongs(**byte))
        .count();
    (length <= LONGEST).then_some(end - length)
}

/// Where the line begins, or the part of it that matters.
fn line_start(text: &str, at: usize) -> usize {
    let from = at.saturating_sub(LONGEST);
    let from = (from..=at)
        .find(|from| text.is_char_boundary(*from))
        .unwrap_or(at);
    text[from..at]
        .rfind('\n')
        .map_or(from, |line| from + line + 1)
}

/// How long a repository's name is; dots and dashes at its end belong to the sentence around it, unless more follows.
fn name_length(rest: &str) -> usize {
    let belongs = |byte: &u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'_')
    };
    let run = rest.bytes().take_while(belongs).count();
    rest[..run].trim_end_matches('.').len()
}

/// What pins the image whose name ends here, and where that ends.
fn pin(text: &str, name: usize) -> (Pin, usize) {
    let rest = &text[name..];
    let (tag, end) = match rest.strip_prefix(':') {
        Some(tag) => tagged(tag, name + 1),
        None => (Pin::Missing, name),
    };
    let digest = text[end..]
        .strip_prefix("@sha256:")
        .map(|digest| digest.bytes().take_while(u8::is_ascii_hexdigit).count());
    match (tag, digest) {
        (Pin::Missing, Some(length)) if length > 0 => {
            let end = end + "@sha256:".len() + length;
            (Pin::Digest(text[name + 1..end].to_owned()), end)
        }
        (tag, Some(length)) => (tag, end + "@sha256:".len() + length),
        (tag, None) => (tag, end),
    }
}

/// The tag that stands at `at`, which may hold expressions; `name` without its colon where there is none.
fn tagged(tag: &str, at: usize) -> (Pin, usize) {
    let (length, is_made) = expression::length(tag, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
    });
    let written = tag[..length].trim_end_matches('.');
    let end = at + written.len();
    match written {
        "" if tag.starts_with(['"', '\'']) && is_joined(&tag[1..]) => {
            let line = tag[1..].lines().next().unwrap_or_default();
            (
                Pin::Unsettled(line.chars().take(60).collect::<String>().trim().to_owned()),
                at - 1,
            )
        }
        "" => (Pin::Missing, at - 1),
        _ if is_made => (image::tagged(written), end),
        _ => (Pin::At(written.to_owned()), end),
    }
}

/// Whether something is added to the string that ended here.
fn is_joined(after: &str) -> bool {
    after
        .trim_start_matches(' ')
        .starts_with(['+', '.', '%', '$'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `written = repository @ pin` for each image.
    fn images(text: &str) -> Vec<String> {
        let own = Own::of(["ghcr.io/acme/source-acme", "acme/load-crm"]);
        let mut finder = Finder::knowing(&own, text);
        read(&mut finder);
        let finds = finder.finds().map(|(at, find)| {
            let What::Image(repository) = find.what else {
                panic!("{text}")
            };
            let pin = match find.pin {
                Pin::At(tag) => tag,
                Pin::Unsettled(expression) => format!("?{expression}"),
                Pin::Digest(digest) => format!("={digest}"),
                other => format!("{other:?}"),
            };
            format!("{} = {repository} @ {pin}", &text[at])
        });
        finds.collect()
    }

    /// A text, what is written there, its repository, and its pin.
    const IMAGES: &str = "\
image: airbyte/source-x:1.0.2      | airbyte/source-x:1.0.2 = airbyte/source-x @ 1.0.2
a airbyte/source-x.                | airbyte/source-x = airbyte/source-x @ Missing
pull airbyte/source-x:1.2.         | airbyte/source-x:1.2 = airbyte/source-x @ 1.2
FROM r.io:5000/m/airbyte/source-x:1 | r.io:5000/m/airbyte/source-x:1 = airbyte/source-x @ 1
'localhost:5000/airbyte/source-x:1' | localhost:5000/airbyte/source-x:1 = airbyte/source-x @ 1
docker://docker.io/airbyte/source-x:1 | docker.io/airbyte/source-x:1 = airbyte/source-x @ 1
=airbyte/source-x@sha256:0f z      | airbyte/source-x@sha256:0f = airbyte/source-x @ =sha256:0f
=airbyte/source-x:1@sha256:0f z    | airbyte/source-x:1@sha256:0f = airbyte/source-x @ 1
airbyte/source-x:${TAG:-1.0} z     | airbyte/source-x:${TAG:-1.0} = airbyte/source-x @ 1.0
airbyte/source-x:{{ tag }}'        | airbyte/source-x:{{ tag }} = airbyte/source-x @ ?{{ tag }}
airbyte/source-x:1-$REV z          | airbyte/source-x:1-$REV = airbyte/source-x @ ?1-$REV
'airbyte/source-x:' + tag          | airbyte/source-x = airbyte/source-x @ ?+ tag
{'airbyte/source-x': 1}            | airbyte/source-x = airbyte/source-x @ Missing
${REG}/airbyte/source-x:1          | airbyte/source-x:1 = airbyte/source-x @ 1
docker pull $REG/airbyte/source-x  | airbyte/source-x = airbyte/source-x @ Missing
image: {{ r }}/airbyte/source-x    | airbyte/source-x = airbyte/source-x @ Missing
image: ghcr.io/acme-airbyte/source-x:1 | ghcr.io/acme-airbyte/source-x:1 = acme-airbyte/source-x @ 1
image: acme/airbyte-source-x:1     | acme/airbyte-source-x:1 = acme/airbyte-source-x @ 1
FROM ghcr.io/acme/source-acme:1.2  | ghcr.io/acme/source-acme:1.2 = acme/source-acme @ 1.2
image: r.acme.example/source-acme:1 | r.acme.example/source-acme:1 = source-acme @ 1
docker pull acme/load-crm:2        | acme/load-crm:2 = acme/load-crm @ 2";

    #[test]
    fn images_are_found_with_what_pins_them() {
        for row in IMAGES.lines() {
            let (text, expected) = row.split_once(" | ").unwrap();
            assert_eq!(images(text.trim_end()), [expected], "{text}");
        }
    }

    #[test]
    fn addresses_paths_and_patterns_are_no_images() {
        let table = [
            "https://hub.docker.com/r/airbyte/source-x",
            "hub.docker.com/r/airbyte/source-x:1",
            "https://example.com:443/airbyte/source-x:1",
            "./connectors/airbyte/source-x:/x",
            "/opt/airbyte/source-x",
            "./x:/opt/airbyte/source-x",
            "connectors/airbyte/source-x",
            "airbyte/source-x/spec.json",
            "airbyte/source-x.json",
            "airbyte/source-${NAME}:1",
            "airbyte/source-{name}",
            "airbyte/source-*",
            "airbyte/source-",
            "airbyte/source_x",
            "@airbyte/source-x",
            "x@airbyte/source-x@sha256:0f",
            "github.com/airbytehq/airbyte/source-x",
            "import x from './airbyte/source-x'",
            "airbyte: image: fluxcd/source-controller:v1",
            "airbyte: git checkout acme/source-x",
            "image: acme/source-x:1",
            "airbyte image: ghcr.io/acme/source-x:1",
            "airbyte image: gcr.io/knative/source-adapter:v1",
            "airbyte image: myorg/destination-rule-checker:latest",
            "cd repos.d/source-acme",
            "image: other/load-crm:2",
            "packages/airbyte-source-x",
        ];
        for text in table {
            assert!(images(text).is_empty(), "{text}");
        }
    }
}
