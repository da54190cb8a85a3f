//! Where the catalog came from and how old it is: said with every answer.

use crate::{
    catalog::wire::Warning,
    date::{self, Date},
    text::{self, Word},
    words::Answer,
};

/// The origin and age of the catalog, and what was assumed of the user.
#[derive(Debug, Clone)]
pub struct Provenance {
    /// `bundled`, `cache` or `file`; `fetched` where it was not kept.
    pub origin: &'static str,
    pub path: Option<String>,
    pub as_of: Option<Date>,
    /// When servers last confirmed it, as an ISO date-time; a file confirms nothing.
    pub fetched_at: Option<String>,
    pub entries: usize,
    pub warnings: Vec<Warning>,
    /// The day that the user asks about.
    pub today: Date,
    /// The day that it is, as far as the clock knows.
    pub clock: Date,
    /// Older than this many days is said aloud.
    pub max_age: i64,
    /// Whether the user told where Airbyte runs.
    pub is_deployment_given: bool,
}

/// A server that sends facts of so many days ago says that nothing newer is published. One that sends older ones is a
/// mirror that has stopped, and confirms nothing.
const CONFIRMED_WITHIN: i64 = 7;

/// So many days another's clock may be ahead, wherever both stand.
const AHEAD: i64 = 1;

/// How old a catalog is, for whoever looks only now and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    Fresh,
    /// A part of the time has passed after which it is old: a week of a month.
    Ageing,
    /// Older than wanted, or nobody knows how old.
    Old,
}

/// A catalog ages from this part of its time on.
const AGEING_FROM: i64 = 4;

impl Provenance {
    /// Days since the facts were last known to hold; `None` where no day is known, or one that cannot be. This alone
    /// decides how old a catalog is.
    pub fn age_days(&self) -> Option<i64> {
        let day = self.known_day().filter(|day| !self.is_to_come(*day))?;
        Some(date::days_between(day, self.today).max(0))
    }

    /// The day that the facts speak of, or the one on which servers confirmed them.
    fn known_day(&self) -> Option<Date> {
        match (self.as_of, self.fetched()) {
            (Some(as_of), Some(fetched)) if self.is_confirmed() => Some(as_of.max(fetched)),
            (None, fetched) => fetched,
            (as_of, _) => as_of,
        }
    }

    /// Whether a day cannot be one of the past: some clock was wrong, and a catalog of it would never be old.
    fn is_to_come(&self, day: Date) -> bool {
        date::days_between(self.clock, day) > AHEAD
    }

    pub fn is_old(&self) -> bool {
        self.freshness() == Freshness::Old
    }

    /// How the age stands to the one that the user puts up with.
    pub fn freshness(&self) -> Freshness {
        match self.age_days() {
            Some(days) if days <= self.max_age / AGEING_FROM => Freshness::Fresh,
            Some(days) if days <= self.max_age => Freshness::Ageing,
            Some(_) | None => Freshness::Old,
        }
    }

    fn fetched(&self) -> Option<Date> {
        self.fetched_at.as_deref().and_then(date::parse)
    }

    /// Whether the day of the fetch says more than that of the facts.
    fn is_confirmed(&self) -> bool {
        match (self.as_of, self.fetched()) {
            (Some(as_of), Some(fetched)) => date::days_between(as_of, fetched) <= CONFIRMED_WITHIN,
            (None, fetched) => fetched.is_some(),
            (Some(_), None) => false,
        }
    }

    /// `catalog of 2026-02-28, confirmed 2026-03-05, 265 days old (bundled)`.
    pub fn phrase(&self) -> String {
        let day = self
            .as_of
            .map_or_else(|| "of an unknown day".to_owned(), |day| format!("of {day}"));
        let is_news = |day: &Date| self.as_of.is_none_or(|as_of| *day > as_of);
        let what = if self.is_confirmed() {
            "confirmed"
        } else {
            "fetched"
        };
        let fetched = self
            .fetched()
            .filter(is_news)
            .map_or_else(String::new, |day| format!(", {what} {day}"));
        let age = match self.age_days() {
            None if self.known_day().is_some() => "a day to come".to_owned(),
            None => "age unknown".to_owned(),
            Some(_) if self.as_of.is_some_and(|day| day > self.today) => {
                format!("newer than {}, the day asked about", self.today)
            }
            Some(0) if fetched.is_empty() => "today's".to_owned(),
            Some(days) => format!("{} old", text::days(days)),
        };
        let origin = match &self.path {
            Some(path) => format!("{}: {path}", self.origin),
            None => self.origin.to_owned(),
        };
        format!("catalog {day}{fetched}, {age} ({origin})")
    }
}

/// `with Premium Support`, `without …`, or nothing where it is not known.
pub fn premium_phrase(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "with Premium Support",
        Answer::No => "without Premium Support",
        Answer::Unknown => "",
    }
}

/// The profile in a few words: `Cloud (assumed), without Premium Support`.
pub fn profile_phrase(profile: &crate::policy::Profile, is_given: bool) -> String {
    let mut phrase = profile.deployment.label().to_owned();
    if !is_given {
        phrase.push_str(" (assumed)");
    }
    let premium = premium_phrase(profile.premium_support);
    if !premium.is_empty() {
        phrase.push_str(", ");
        phrase.push_str(premium);
    }
    match profile.enterprise_license {
        Answer::Yes => phrase.push_str(", with an enterprise licence"),
        Answer::No => phrase.push_str(", without an enterprise licence"),
        Answer::Unknown => {}
    }
    phrase
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(as_of: Option<&str>, fetched: Option<&str>, today: &str) -> Provenance {
        Provenance {
            origin: "cache",
            path: None,
            as_of: as_of.and_then(date::parse),
            fetched_at: fetched.map(|day| format!("{day}T10:00:00Z")),
            entries: 1,
            warnings: Vec::new(),
            today: date::parse(today).unwrap(),
            clock: date::parse("2026-04-01").unwrap(),
            max_age: 29,
            is_deployment_given: true,
        }
    }

    #[test]
    fn a_day_to_come_makes_nothing_young() {
        let table = [
            (Some("2026-04-02"), None, Some(0)),
            (Some("2026-04-03"), None, None),
            (Some("9999-12-31"), Some("2026-04-01"), None),
            (None, Some("2027-04-01"), None),
            (Some("2026-03-30"), Some("2026-04-04"), None),
            // Not soon after the facts, so that their own day counts.
            (Some("2026-03-02"), Some("2027-04-01"), Some(30)),
        ];
        for (as_of, fetched, age) in table {
            let provenance = of(as_of, fetched, "2026-04-01");
            assert_eq!(provenance.age_days(), age, "{as_of:?} {fetched:?}");
            assert_eq!(provenance.is_old(), age != Some(0));
            assert_eq!(provenance.phrase().contains("a day to come"), age.is_none());
        }
    }

    #[test]
    fn age_counts_from_the_facts_unless_a_server_confirmed_them_soon_after() {
        let facts = Some("2026-02-28");
        let table = [
            (facts, None, "2026-03-30", "of 2026-02-28, 30 days old"),
            (facts, None, "2026-02-28", "of 2026-02-28, today's"),
            (
                facts,
                Some("2026-02-28"),
                "2026-03-01",
                "of 2026-02-28, 1 day old",
            ),
            (
                facts,
                Some("2026-03-07"),
                "2026-03-30",
                "of 2026-02-28, confirmed 2026-03-07, 23 days old",
            ),
            (
                facts,
                Some("2026-03-07"),
                "2026-03-07",
                "of 2026-02-28, confirmed 2026-03-07, 0 days old",
            ),
            // A mirror that has stopped.
            (
                facts,
                Some("2026-03-08"),
                "2026-03-08",
                "of 2026-02-28, fetched 2026-03-08, 8 days old",
            ),
            // A clock that was behind.
            (
                facts,
                Some("2026-02-01"),
                "2026-03-01",
                "of 2026-02-28, 1 day old",
            ),
            (
                None,
                Some("2026-03-08"),
                "2026-03-09",
                "of an unknown day, confirmed 2026-03-08, 1 day old",
            ),
            (None, None, "2026-03-09", "of an unknown day, age unknown"),
            (
                facts,
                Some("2026-03-01"),
                "2020-01-01",
                "of 2026-02-28, confirmed 2026-03-01, newer than 2020-01-01, the day asked about",
            ),
        ];
        for (as_of, fetched, today, expected) in table {
            let phrase = of(as_of, fetched, today).phrase();
            assert_eq!(phrase, format!("catalog {expected} (cache)"));
        }
    }

    #[test]
    fn what_is_older_than_wanted_or_of_no_known_day_is_old() {
        let facts = Some("2026-02-28");
        for (as_of, fetched, today, expected) in [
            (facts, None, "2026-03-29", false),
            (facts, None, "2026-03-30", true),
            (facts, Some("2026-03-01"), "2026-03-30", false),
            (facts, Some("2026-03-30"), "2026-03-30", true),
            (None, None, "2026-03-30", true),
        ] {
            assert_eq!(of(as_of, fetched, today).is_old(), expected, "{fetched:?}");
        }
    }

    #[test]
    fn it_ages_before_it_is_old() {
        for (max_age, today, expected) in [
            (30, "2026-03-07", Freshness::Fresh),
            (30, "2026-03-08", Freshness::Ageing),
            (30, "2026-03-30", Freshness::Ageing),
            (30, "2026-03-31", Freshness::Old),
            (2, "2026-02-28", Freshness::Fresh),
            (2, "2026-03-01", Freshness::Ageing),
            (0, "2026-02-28", Freshness::Fresh),
            (0, "2026-03-01", Freshness::Old),
        ] {
            let provenance = Provenance {
                max_age,
                ..of(Some("2026-02-28"), None, today)
            };
            assert_eq!(provenance.freshness(), expected, "{max_age} {today}");
        }
    }
}
