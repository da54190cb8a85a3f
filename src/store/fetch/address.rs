//! Which addresses are asked at all: https, or http to this very machine. Also how an address is shown.

use url::{Host, Url};

use crate::text::{Text, clean};

use super::{FetchError, Trouble};

/// The longest address that is asked.
const LONGEST: usize = 2048;

/// Reads an address that a user wrote.
pub fn parse(text: &str) -> Result<Url, FetchError> {
    let refused = |trouble| FetchError {
        place: redacted(text),
        trouble,
    };
    let url = Url::parse(text).map_err(|error| refused(Trouble::Address(error.to_string())))?;
    match check(&url) {
        Ok(()) => Ok(url),
        Err(error) => Err(refused(error.trouble)),
    }
}

/// Refuses what must not be asked.
pub fn check(url: &Url) -> Result<(), FetchError> {
    let why = if url.scheme() == "file" {
        "a file is given by its path alone"
    } else if !matches!(url.scheme(), "https" | "http") {
        "only https addresses are fetched"
    } else if !url.username().is_empty() || url.password().is_some() {
        "a name or password in an address is not accepted"
    } else if url.scheme() == "http" && !is_loopback(url) {
        "http is for this machine alone; use https"
    } else if url.as_str().len() > LONGEST {
        "the address is too long"
    } else {
        return Ok(());
    };
    Err(FetchError::at(url, Trouble::Address(why.into())))
}

/// Where a redirect leads, if it may be followed: never from the network to this machine, and never off https
/// but on this machine.
pub fn next(from: &Url, location: Option<&str>) -> Result<Url, FetchError> {
    let refused = |why: &str| FetchError::at(from, Trouble::Redirect(why.into()));
    let to = from
        .join(location.ok_or_else(|| refused("it names no address"))?)
        .map_err(|_| refused("to an address that cannot be read"))?;
    if check(&to).is_err() {
        return Err(refused("to an address that is not https"));
    }
    if is_loopback(&to) && !is_loopback(from) {
        return Err(refused("from the network to this machine"));
    }
    Ok(to)
}

/// Whether an address leads to this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// The address without what may be secret in it: credentials, query, fragment.
pub fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // These fail only where an address cannot have credentials.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_fragment(None);
    let query = url.query().map_or("", |_| "?…");
    url.set_query(None);
    format!("{}{query}", Text::url(url.as_str()))
}

/// The same for whatever a user set: a text with a scheme is taken for an address, any other is shown as it is.
pub fn shown_text(text: &str) -> String {
    if !text.contains("://") {
        return clean::line(text).into_owned();
    }
    Url::parse(text).map_or_else(|_| redacted(text), |url| shown(&url))
}

/// The same for a text that is no address: what stands before an `@` is dropped, as it may be a password.
fn redacted(text: &str) -> String {
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let kept = match (text.split_once("://"), text.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://{rest}"),
        (None, Some((_, rest))) => rest.to_owned(),
        (_, None) => text.to_owned(),
    };
    clean::line(&Text::url(&kept)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_and_this_machine_are_asked_and_nothing_else_is() {
        let table = [
            ("https://connectors.airbyte.com/files/x.json", true),
            ("https://10.0.0.7/x.json?token=1", true),
            ("http://127.0.0.1:8080/x", true),
            ("http://127.8.9.1/x", true),
            ("http://[::1]:80/x", true),
            ("http://localhost/x", true),
            ("http://LOCALHOST/x", true),
            ("http://2130706433/x", true),
            ("http://connectors.airbyte.com/x", false),
            ("http://localhost.example.com/x", false),
            ("http://127.0.0.1.example.com/x", false),
            ("http://0.0.0.0/x", false),
            ("http://10.0.0.7/x", false),
            ("http://[::ffff:127.0.0.1]/x", false),
            ("https://user@example.com/x", false),
            ("https://:secret@example.com/x", false),
            ("file:///etc/passwd", false),
            ("ftp://example.com/x", false),
            ("javascript:1", false),
            ("data:application/json,{}", false),
            ("https://", false),
            ("https://[::1", false),
            ("registry.json", false),
            ("", false),
        ];
        for (text, expected) in table {
            assert_eq!(parse(text).is_ok(), expected, "{text}");
        }
        let long = format!("https://example.com/{}", "x".repeat(3000));
        assert!(parse(&long).is_err());
    }

    #[test]
    fn redirects_stay_on_https_and_off_this_machine() {
        let table = [
            ("https://a.example/x", "/y", Some("https://a.example/y")),
            (
                "https://a.example/x",
                "https://b.example/",
                Some("https://b.example/"),
            ),
            ("https://a.example/x", "http://a.example/", None),
            ("https://a.example/x", "http://127.0.0.1/", None),
            ("https://a.example/x", "https://localhost/", None),
            ("https://a.example/x", "https://u:p@b.example/", None),
            ("https://a.example/x", "file:///etc/passwd", None),
            ("https://a.example/x", "https://[", None),
            (
                "https://localhost/x",
                "http://127.0.0.1/",
                Some("http://127.0.0.1/"),
            ),
            (
                "http://127.0.0.1/x",
                "https://a.example/",
                Some("https://a.example/"),
            ),
            ("http://127.0.0.1/x", "http://a.example/", None),
        ];
        for (from, location, expected) in table {
            let to = next(&Url::parse(from).unwrap(), Some(location)).ok();
            assert_eq!(
                to.as_ref().map(Url::as_str),
                expected,
                "{from} -> {location}"
            );
        }
    }

    #[test]
    fn no_secret_is_shown() {
        let table = [
            (
                "https://a.example/x?token=secret#secret",
                "https://a.example/x?…",
            ),
            ("https://name:secret@a.example/x", "https://a.example/x"),
            ("https://secret@a.example/x", "https://a.example/x"),
        ];
        for (text, expected) in table {
            assert_eq!(shown(&Url::parse(text).unwrap()), expected);
        }
        for text in [
            "https://name:secret@[/x",
            "https://name:secret@a.example:99999/?secret",
            "name:secret@a.example",
            "https://na@me:secret@[/",
            "https://name:secret@a.example/x",
        ] {
            let message = parse(text).unwrap_err().to_string();
            assert!(!message.contains("secret"), "{message}");
        }
    }

    #[test]
    fn a_setting_shows_no_secret_and_is_else_shown_as_it_is() {
        let table = [
            (
                "https://user:secret@a.example/x?token=secret",
                "https://a.example/x?…",
            ),
            ("HTTPS://user:secret@a.example/", "https://a.example/"),
            (
                "https://user:secret@a.example:99999/x?secret",
                "https://a.example:99999/x",
            ),
            ("https://a:secret@[", "https://["),
            (
                "file:///srv/oss registry.json",
                "file:///srv/oss%20registry.json",
            ),
            ("/srv/me@home/registry.json", "/srv/me@home/registry.json"),
            ("what?", "what?"),
            ("a\x1b[2Jb", "a␛[2Jb"),
        ];
        for (text, expected) in table {
            assert_eq!(shown_text(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_in_another_script_is_shown_as_what_is_asked() {
        let url = parse("https://аpple.example/").unwrap();
        assert!(shown(&url).starts_with("https://xn--"), "{url}");
    }

    #[test]
    fn a_redirect_to_nowhere_is_told_as_that() {
        let from = Url::parse("https://example.com/").unwrap();
        let error = next(&from, None).unwrap_err();
        assert!(
            error.to_string().ends_with("it names no address"),
            "{error}"
        );
    }
}
