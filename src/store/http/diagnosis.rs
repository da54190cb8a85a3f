//! From what the client and the server said to what went wrong, in our own words.

use std::{io, time::SystemTime};

use ureq::{Error, Timeout};

use crate::{
    store::fetch::{Stage, Trouble},
    text::Text,
};

use super::{Response, Settings, header, patience};

/// What a failed handshake says, and what it means. The first that fits counts.
const TLS: &[(&str, &str)] = &[
    (
        "No CA certificates",
        "this machine has no certificates to check against; install them or set SSL_CERT_FILE",
    ),
    (
        "UnknownIssuer",
        "this machine does not trust who issued the certificate; a company's proxy needs its own in the system's store",
    ),
    (
        "not valid yet",
        "the certificate is not valid yet; check the clock",
    ),
    (
        "NotValidYet",
        "the certificate is not valid yet; check the clock",
    ),
    ("expired", "the certificate has expired; check the clock"),
    ("Expired", "the certificate has expired; check the clock"),
    ("not valid for name", "the certificate is for another name"),
    ("NotValidForName", "the certificate is for another name"),
    ("revoked", "the certificate was revoked"),
    ("Revoked", "the certificate was revoked"),
    ("corrupt message", "the other side does not speak TLS"),
];

/// An answer that is neither a document nor a redirect.
pub(super) fn of_status(response: &Response) -> Trouble {
    match response.status().as_u16() {
        status @ (403 | 404 | 410) => Trouble::NotPublished(status),
        status @ (429 | 503) => {
            let wait = header(response, "retry-after")
                .and_then(|value| patience::wait_named(value, SystemTime::now()));
            Trouble::Busy(status, wait)
        }
        status @ 500.. => Trouble::Server(status),
        status => Trouble::Status(status),
    }
}

/// A failure of the connection, or of unpacking what came through it.
pub(super) fn of(error: Error, settings: &Settings) -> Trouble {
    match error {
        Error::Timeout(which) => of_timeout(which, settings),
        Error::HostNotFound => Trouble::HostUnknown,
        Error::Io(error) => of_io(&error, settings),
        Error::Rustls(error) => Trouble::Tls(tls(&error.to_string())),
        Error::Tls(why) => Trouble::Tls(tls(why)),
        Error::Protocol(error) => Trouble::NotHttp(inert(&error.to_string())),
        Error::Http(error) => Trouble::NotHttp(inert(&error.to_string())),
        Error::LargeResponseHeader(..) => Trouble::NotHttp("its header has no end".into()),
        Error::Decompress(_, error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Trouble::Interrupted
        }
        Error::Decompress(..) => Trouble::Encoding("it is not the gzip it claims to be".into()),
        Error::BodyExceedsLimit(cap) => Trouble::TooLarge(cap),
        Error::ConnectProxyFailed(why) => Trouble::Proxy(inert(&why)),
        Error::InvalidProxyUrl => Trouble::Proxy("its address cannot be read".into()),
        other => Trouble::Other(inert(&other.to_string())),
    }
}

fn of_timeout(which: Timeout, settings: &Settings) -> Trouble {
    match which {
        Timeout::Resolve | Timeout::Connect => {
            Trouble::TimedOut(Stage::Connection, settings.connect)
        }
        Timeout::PerRead | Timeout::PerWrite => Trouble::TimedOut(Stage::Bytes, settings.read),
        _ => Trouble::TimedOut(Stage::Whole, settings.overall),
    }
}

fn of_io(error: &io::Error, settings: &Settings) -> Trouble {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::ConnectionRefused => Trouble::Refused,
        Kind::ConnectionReset
        | Kind::ConnectionAborted
        | Kind::BrokenPipe
        | Kind::NotConnected
        | Kind::UnexpectedEof => Trouble::Interrupted,
        Kind::TimedOut | Kind::WouldBlock => Trouble::TimedOut(Stage::Bytes, settings.read),
        _ if is_unknown_host(error) => Trouble::HostUnknown,
        // The TLS library speaks through input and output.
        Kind::InvalidData => Trouble::Tls(tls(&error.to_string())),
        _ => Trouble::Other(inert(&error.to_string())),
    }
}

/// The standard library has no kind for this.
fn is_unknown_host(error: &io::Error) -> bool {
    const WSAHOST_NOT_FOUND: i32 = 11001;
    error.to_string().starts_with("failed to lookup address")
        || cfg!(windows) && error.raw_os_error() == Some(WSAHOST_NOT_FOUND)
}

fn tls(said: &str) -> String {
    TLS.iter()
        .find(|(sign, _)| said.contains(sign))
        .map_or_else(|| inert(said), |(_, meaning)| (*meaning).to_owned())
}

fn inert(said: &str) -> String {
    Text::name(said).to_string()
}
