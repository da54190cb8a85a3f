//! Python packages: `airbyte-source-faker==6.2.0` where packages are asked for. Only `==` pins a version; a range
//! leaves the choice to the day of the installation, so there it stands as missing.

use std::ops::Range;

use memchr::memmem;

use crate::scan::{
    expression,
    finder::{Finder, Pin, Tool, What},
    image::is_slug,
};

/// A package as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::scan) struct Package {
    /// With what pins it.
    pub(in crate::scan) at: Range<usize>,
    pub(in crate::scan) slug: String,
    pub(in crate::scan) pin: Pin,
}

/// Where packages are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scan) enum Where {
    /// The whole file asks for packages.
    Anywhere,
    /// Only what a command installs.
    Commands,
}

impl Package {
    /// From somewhere else than the package index it is a build of one's own.
    pub(in crate::scan) fn what(&self) -> What {
        named(&self.slug, &self.pin)
    }
}

/// How a package names its connector, where `pin` tells an expression or where it comes from.
pub(in crate::scan) fn named(slug: &str, pin: &Pin) -> What {
    match pin {
        Pin::Unsettled(from) if from.contains('/') => What::Own(slug.to_owned()),
        _ => What::Slug(slug.to_owned()),
    }
}

pub(in crate::scan) fn read(finder: &mut Finder<'_>, place: Where) {
    let text = finder.text();
    let bytes = text.as_bytes();
    let prefixes = memmem::find_iter(bytes, "irbyte").filter_map(|at| at.checked_sub(1));
    // Any other letter may be wider than its last byte.
    let starts = prefixes.filter(|start| bytes[*start].eq_ignore_ascii_case(&b'a'));
    // Where the last package ended, and whether a command installs it: it does so with all that it names.
    let mut last = (0, false);
    for start in starts {
        let Some(package) = package(text, start) else {
            continue;
        };
        let between = text.get(last.0.max(1)..start).unwrap_or("\n");
        let is_asked = match place {
            Where::Anywhere => !is_its_own_name(text, start),
            Where::Commands if between.contains(['\n', '&', ';', '|']) => is_installed(text, start),
            Where::Commands if last.0 == 0 => is_installed(text, start),
            Where::Commands => last.1,
        };
        last = (package.at.end, is_asked);
        if is_asked && finder.is_free(&package.at) {
            let what = package.what();
            finder.add(package.at, Tool::Package, what, package.pin);
        }
    }
}

/// What pins a package, where a text is nothing but one.
pub(in crate::scan) fn whole(text: &str) -> Option<Pin> {
    let text = text.trim();
    package(text, 0)
        .filter(|package| package.at.end == text.len() || package.pin == Pin::Missing)
        .map(|package| package.pin)
}

/// The package that begins at `start`, if one does.
pub(in crate::scan) fn package(text: &str, start: usize) -> Option<Package> {
    let bytes = text.as_bytes();
    let before = start.checked_sub(1).map_or(b' ', |at| bytes[at]);
    if before.is_ascii_alphanumeric() || b"/-_.@:#\\".contains(&before) {
        return None;
    }
    let belongs = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    let length = bytes[start..]
        .iter()
        .take_while(|byte| belongs(byte))
        .count();
    let written = text[start..start + length].trim_end_matches('.');
    let slug = slug(written)?;
    let name = start + written.len();
    let extras = extras(&text[name..]);
    let (pin, length) = pin(&text[name + extras..])?;
    Some(Package {
        at: start..name + extras + length,
        slug,
        pin,
    })
}

/// The slug behind a package's name, whatever its case and dashes.
pub(in crate::scan) fn slug(package: &str) -> Option<String> {
    let name = package.to_ascii_lowercase().replace(['_', '.'], "-");
    let slug = name.strip_prefix("airbyte-")?;
    is_slug(slug).then(|| slug.to_owned())
}

/// How long `[a, b]` is, if it stands here.
fn extras(rest: &str) -> usize {
    let line = rest.lines().next().unwrap_or_default();
    let line = line.get(..line.len().min(120)).unwrap_or_default();
    match line.find(']') {
        Some(end) if line.starts_with('[') => end + 1,
        _ => 0,
    }
}

/// What follows a package's name, and how long it is; `None` where the name is part of something else.
fn pin(rest: &str) -> Option<(Pin, usize)> {
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '(']).len();
    let spec = &rest[blanks..];
    if blanks == 0 && spec.starts_with(['/', ':', '\\', '$', '{', '*']) {
        return None;
    }
    let exact = spec.strip_prefix("===").or_else(|| spec.strip_prefix("=="));
    if let Some(version) = exact {
        let sign = spec.len() - version.len();
        return Some(exactly(version, blanks + sign));
    }
    if let Some(url) = spec.strip_prefix("@ ") {
        let url = url
            .split(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .next();
        let url = url.unwrap_or_default();
        return Some((Pin::Unsettled(url.to_owned()), blanks + 2 + url.len()));
    }
    let is_range = spec.starts_with(['<', '>', '~', '!']);
    let is_range_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"<>=~!.,*+".contains(&byte);
    let length = spec.bytes().take_while(|byte| is_range_sign(*byte)).count();
    Some((Pin::Missing, if is_range { blanks + length } else { 0 }))
}

fn exactly(version: &str, before: usize) -> (Pin, usize) {
    let blanks = version.len() - version.trim_start_matches(' ').len();
    let version = &version[blanks..];
    let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b".+!-_*".contains(&byte);
    let (length, is_made) = expression::length(version, belongs);
    let written = version[..length].to_owned();
    let pin = match &*written {
        _ if is_made => Pin::Unsettled(written),
        "" => Pin::Missing,
        wild if wild.contains('*') => Pin::Missing,
        _ => Pin::At(written),
    };
    (pin, before + blanks + length)
}

/// Whether it is a project that tells its own name: `name = "airbyte-source-x"`.
fn is_its_own_name(text: &str, start: usize) -> bool {
    let line = line_before(text, start);
    let line = line.trim_end_matches(['"', '\'', ' ']);
    let key = line.strip_suffix(['=', ':']).map(str::trim_end);
    key.is_some_and(|key| key.ends_with("name"))
}

/// Commands that install packages.
const COMMANDS: &[&str] = &[
    "pip install",
    "pip3 install",
    "pip download",
    "uv add",
    "uv tool install",
    "uvx",
    "pipx install",
    "pipx run",
    "poetry add",
    "pdm add",
    "conda install",
    "pip_install(",
    "PIP_ADDITIONAL_REQUIREMENTS",
];

/// So much before a package is looked at for the command that installs it.
const REACH: usize = 1000;

/// Whether a command that goes before installs it; a line that ends with a backslash goes on in the next.
fn is_installed(text: &str, start: usize) -> bool {
    let from = start.saturating_sub(REACH);
    let from = (from..start).find(|from| text.is_char_boundary(*from));
    let before = &text[from.unwrap_or(start)..start];
    let mut lines: Vec<&str> = Vec::new();
    for line in before.split('\n').rev() {
        let goes_on = line.trim_end().ends_with('\\');
        if !lines.is_empty() && !goes_on {
            break;
        }
        lines.push(line);
    }
    // A program passes the command in pieces: `["pip", "install", …]`.
    let is_between = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',');
    let words = lines.iter().rev().flat_map(|line| line.split(is_between));
    let command = words.filter(|word| !word.is_empty());
    let command = command.collect::<Vec<_>>().join(" ");
    let last = command.rsplit(['&', ';', '|']).next().unwrap_or_default();
    COMMANDS.iter().any(|known| last.contains(known))
}

fn line_before(text: &str, at: usize) -> &str {
    let from = at.saturating_sub(REACH);
    let from = (from..at)
        .find(|from| text.is_char_boundary(*from))
        .unwrap_or(at);
    text[from..at].rsplit('\n').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packages(text: &str, place: Where) -> Vec<(String, String, Pin)> {
        let mut finder = Finder::new(text);
        read(&mut finder, place);
        let finds = finder.finds().map(|(at, find)| {
            let (What::Slug(slug) | What::Own(slug)) = find.what else {
                panic!("{text}")
            };
            (text[at].to_owned(), slug, find.pin)
        });
        finds.collect()
    }

    #[test]
    fn requirements_are_read_with_what_pins_them() {
        let at = |version: &str| Pin::At(version.into());
        let open = |text: &str| Pin::Unsettled(text.into());
        let table = [
            (
                "airbyte-source-x==6.2.0",
                "airbyte-source-x==6.2.0",
                at("6.2.0"),
            ),
            (
                "Airbyte_Source.x == 6.2 ; python_version",
                "Airbyte_Source.x == 6.2",
                at("6.2"),
            ),
            (
                "airbyte-source-x[a,b]===1.0+b\\",
                "airbyte-source-x[a,b]===1.0+b",
                at("1.0+b"),
            ),
            (
                "'airbyte-source-x>=1,<2'",
                "airbyte-source-x>=1,<2",
                Pin::Missing,
            ),
            (
                "airbyte-source-x ~= 1.2",
                "airbyte-source-x ~=",
                Pin::Missing,
            ),
            (
                "airbyte-source-x==1.*",
                "airbyte-source-x==1.*",
                Pin::Missing,
            ),
            ("airbyte-source-x\n==2", "airbyte-source-x", Pin::Missing),
            (
                "airbyte-source-x==${V}",
                "airbyte-source-x==${V}",
                open("${V}"),
            ),
            (
                "airbyte-source-x @ git+https://x.y/z",
                "airbyte-source-x @ git+https://x.y/z",
                open("git+https://x.y/z"),
            ),
        ];
        for (text, written, pin) in table {
            let expected = (written.to_owned(), "source-x".to_owned(), pin);
            assert_eq!(packages(text, Where::Anywhere), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_package_is_none() {
        let table = [
            "my-airbyte-source-x==1",
            "/airbyte-source-x",
            "airbyte-source-x/main.py",
            "airbyte-source-x:1.0",
            "airbyte-source-$X",
            "airbyte-cdk==1",
            "airbyte-source-",
            "name = \"airbyte-source-x\"",
            "Ňirbyte-source-x==1",
            "🙂irbyte-source-x==1",
            "irbyte-source-x==1",
        ];
        for text in table {
            assert_eq!(packages(text, Where::Anywhere), Vec::new(), "{text}");
        }
    }

    #[test]
    fn commands_install_packages() {
        let table = [
            ("RUN pip install airbyte-source-x==1", 1),
            ("pip install \\\n  airbyte \\\n  airbyte-source-x", 1),
            ("pip install a && docker run airbyte-source-x", 0),
            ("pip install a\nairbyte-source-x", 0),
            ("kubectl logs airbyte-source-x", 0),
            ("%pip  install 'airbyte-source-x'", 1),
            ("run([\"pip\", \"install\", \"airbyte-source-x\"])", 1),
            ("image.pip_install(\"airbyte\", \"airbyte-source-x==1\")", 1),
        ];
        for (text, count) in table {
            assert_eq!(packages(text, Where::Commands).len(), count, "{text}");
        }
    }

    #[test]
    fn a_whole_text_may_be_a_package() {
        assert_eq!(whole("airbyte-source-x==1.2"), Some(Pin::At("1.2".into())));
        assert_eq!(whole("airbyte-source-x"), Some(Pin::Missing));
        assert_eq!(whole("git+https://x.y/airbyte-source-x"), None);
    }
}
