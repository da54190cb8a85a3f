//! When a failed fetch is tried again, and after what pause. Every failure has an end.

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    slice,
    time::{Duration, SystemTime},
};

use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};

use crate::store::fetch::Trouble;

use super::Settings;

/// What is left of the willingness to try again.
pub(super) struct Patience<'a> {
    pauses: slice::Iter<'a, Duration>,
    /// The longest wait that a server may name; granted once.
    longest_wait: Option<Duration>,
}

impl<'a> Patience<'a> {
    pub(super) fn new(settings: &'a Settings) -> Self {
        Self {
            pauses: settings.pauses.iter(),
            longest_wait: Some(settings.longest_wait),
        }
    }

    /// The pause before another attempt; `None` when there is to be none.
    pub(super) fn pause_after(&mut self, trouble: &Trouble) -> Option<Duration> {
        match trouble {
            Trouble::Busy(_, Some(wait)) => {
                let longest = self.longest_wait.take()?;
                (*wait <= longest).then_some(*wait)
            }
            Trouble::Busy(_, None)
            | Trouble::Server(_)
            | Trouble::Interrupted
            | Trouble::Refused
            | Trouble::HostUnknown => self.pauses.next().copied().map(jittered),
            Trouble::Address(_)
            | Trouble::TimedOut(..)
            | Trouble::Tls(_)
            | Trouble::Proxy(_)
            | Trouble::NotHttp(_)
            | Trouble::Redirect(_)
            | Trouble::NotPublished(_)
            | Trouble::Status(_)
            | Trouble::Encoding(_)
            | Trouble::TooLarge(_)
            | Trouble::CalledOff
            | Trouble::Other(_) => None,
        }
    }
}

/// A quarter more or less, so that a crowd does not come back at once.
fn jittered(pause: Duration) -> Duration {
    // A hasher's seed is the randomness that the standard library has.
    let percent = 75 + RandomState::new().build_hasher().finish() % 51;
    pause * u32::try_from(percent).unwrap_or(100) / 100
}

/// The wait that a `Retry-After` header names, in seconds or as a date.
pub(super) fn wait_named(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = DateTimeParser::new().parse_timestamp(value).ok()?;
    let now = Timestamp::try_from(now).ok()?;
    Some(Duration::try_from(now.duration_until(at)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_wait_is_seconds_or_a_date_and_anything_else_is_none() {
        let now = SystemTime::from(Timestamp::new(1_700_000_000, 0).unwrap());
        let seconds = |value| wait_named(value, now).map(|wait| wait.as_secs());
        let table = [
            ("7", Some(7)),
            (" 0 ", Some(0)),
            ("99999999", Some(99_999_999)),
            ("Tue, 14 Nov 2023 22:13:40 GMT", Some(20)),
            ("Tue, 14 Nov 2023 22:13:00 GMT", Some(0)),
            ("-1", None),
            ("soon", None),
            ("", None),
            ("99999999999999999999999", None),
        ];
        for (value, expected) in table {
            assert_eq!(seconds(value), expected, "{value}");
        }
    }

    #[test]
    fn every_failure_has_an_end() {
        let settings = Settings::default();
        let wait = |secs| Some(Duration::from_secs(secs));
        let table = [
            (Trouble::Server(500), 2),
            (Trouble::Interrupted, 2),
            (Trouble::Refused, 2),
            (Trouble::Busy(429, None), 2),
            (Trouble::Busy(429, wait(30)), 1),
            (Trouble::Busy(503, wait(31)), 0),
            (Trouble::NotPublished(404), 0),
            (Trouble::TooLarge(1), 0),
            (Trouble::Tls(String::new()), 0),
        ];
        for (trouble, expected) in table {
            let mut patience = Patience::new(&settings);
            let mut pauses = 0;
            while patience.pause_after(&trouble).is_some() {
                pauses += 1;
                assert!(pauses < 10, "{trouble:?} is tried for ever");
            }
            assert_eq!(pauses, expected, "{trouble:?}");
        }
    }

    #[test]
    fn pauses_vary_by_a_quarter_at_most() {
        let pause = Duration::from_secs(1);
        for _ in 0..200 {
            let millis = jittered(pause).as_millis();
            assert!((750..=1250).contains(&millis), "{millis}");
        }
    }
}
