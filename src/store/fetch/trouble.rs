//! What can go wrong while a document is fetched: each said in one line, with what to do next.

use std::{
    fmt::{self, Display},
    time::Duration,
};

use url::Url;

use super::address;

/// A document that did not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchError {
    /// The address that failed, fit to be shown.
    pub place: String,
    pub trouble: Trouble,
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Not an address that is asked.
    Address(String),
    HostUnknown,
    Refused,
    /// The connection ended before the document did.
    Interrupted,
    TimedOut(Stage, Duration),
    /// The other side could not prove who it is.
    Tls(String),
    Proxy(String),
    /// Not an answer in HTTP.
    NotHttp(String),
    Redirect(String),
    /// Not there: the registry's host says so with 403 as well as 404.
    NotPublished(u16),
    /// Asked to come back later, perhaps after a time it named.
    Busy(u16, Option<Duration>),
    /// The server failed.
    Server(u16),
    /// Any other answer that is no document.
    Status(u16),
    /// Packed in a way that was not asked for, or that cannot be unpacked.
    Encoding(String),
    /// Larger than so many bytes, packed or unpacked.
    TooLarge(u64),
    /// Nobody waits for it any more.
    CalledOff,
    Other(String),
}

/// What was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Connection,
    Bytes,
    Whole,
}

impl FetchError {
    pub fn at(url: &Url, trouble: Trouble) -> Self {
        Self {
            place: address::shown(url),
            trouble,
        }
    }

    /// Whether the server works, and what it sends is not taken.
    pub fn is_refusal(&self) -> bool {
        matches!(self.trouble, Trouble::TooLarge(_))
    }

    /// Whether the server works and just does not have the document.
    pub fn is_not_published(&self) -> bool {
        matches!(self.trouble, Trouble::NotPublished(_))
    }
}

impl Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.trouble)
    }
}

impl std::error::Error for FetchError {}

impl Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(why) => write!(f, "not fetched: {why}"),
            Self::HostUnknown => {
                f.write_str("no such host is known here; check the network and the proxy")
            }
            Self::Refused => f.write_str("the connection was refused; check the address"),
            Self::Interrupted => {
                f.write_str("the connection ended before the document did; try again")
            }
            Self::TimedOut(stage, after) => {
                write!(f, "{stage} within {}; try again later", Seconds(*after))
            }
            Self::Tls(why) => write!(f, "no safe connection: {why}"),
            Self::Proxy(why) => write!(f, "the proxy failed: {why}; check HTTPS_PROXY"),
            Self::NotHttp(why) => write!(f, "the answer is not HTTP: {why}; check the address"),
            Self::Redirect(why) => write!(f, "a redirect was not followed: {why}"),
            Self::NotPublished(status) => write!(f, "not published (status {status})"),
            Self::Busy(status, None) => {
                write!(f, "the server is busy (status {status}); try again later")
            }
            Self::Busy(status, Some(wait)) => {
                let wait = Seconds(*wait);
                write!(
                    f,
                    "the server is busy (status {status}); try again in {wait}"
                )
            }
            Self::Server(status) => {
                write!(f, "the server failed (status {status}); try again later")
            }
            Self::Status(status) => write!(f, "unexpected answer (status {status})"),
            Self::Encoding(why) => write!(f, "the document cannot be unpacked: {why}"),
            Self::TooLarge(cap) => write!(f, "larger than {} MiB, and not read", cap >> 20),
            Self::CalledOff => f.write_str("called off"),
            Self::Other(why) => f.write_str(why),
        }
    }
}

impl Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connection => "no connection",
            Self::Bytes => "no answer",
            Self::Whole => "not complete",
        })
    }
}

struct Seconds(Duration);

impl Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_secs() {
            secs @ 0..120 => write!(f, "{} s", secs.max(1)),
            secs @ 120..7200 => write!(f, "{} min", secs.div_ceil(60)),
            secs => write!(f, "{} h", secs.div_ceil(3600)),
        }
    }
}
