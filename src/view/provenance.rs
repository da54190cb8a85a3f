//! Where the catalog came from and how old it is: said with every answer.

use crate::{
    catalog::wire::Warning,
    date::{self, Date},
    text::Word,
    words::Answer,
};

/// The origin and age of the catalog, and what was assumed of the user.
#[derive(Debug, Clone)]
pub struct Provenance {
    /// `bundled`, `cache` or `file`.
    pub origin: &'static str,
    pub path: Option<String>,
    pub as_of: Option<Date>,
    /// When a server last confirmed it, as an ISO date-time.
    pub fetched_at: Option<String>,
    pub entries: usize,
    pub warnings: Vec<Warning>,
    pub today: Date,
    /// Older than this many days is said aloud.
    pub max_age: i64,
    /// Whether the user told where Airbyte runs.
    pub is_deployment_given: bool,
}

impl Provenance {
    /// Days since the facts were last known to hold; `None` where no day is known.
    pub fn age_days(&self) -> Option<i64> {
        let fetched = self.fetched_at.as_deref().and_then(date::parse);
        let day = self.as_of.into_iter().chain(fetched).max()?;
        Some(date::days_between(day, self.today).max(0))
    }

    pub fn is_old(&self) -> bool {
        self.age_days().is_none_or(|days| days > self.max_age)
    }

    /// `catalog of 2026-02-28, 265 days old (bundled)`.
    pub fn phrase(&self) -> String {
        let day = self
            .as_of
            .map_or_else(|| "of an unknown day".to_owned(), |day| format!("of {day}"));
        let age = match self.age_days() {
            None => "age unknown".to_owned(),
            Some(_) if self.as_of.is_some_and(|day| day > self.today) => {
                format!("younger than {}", self.today)
            }
            Some(0) => "today's".to_owned(),
            Some(1) => "1 day old".to_owned(),
            Some(days) => format!("{days} days old"),
        };
        let origin = match &self.path {
            Some(path) => format!("{}: {path}", self.origin),
            None => self.origin.to_owned(),
        };
        format!("catalog {day}, {age} ({origin})")
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

    #[test]
    fn a_confirmation_makes_the_catalog_young_again_and_no_day_is_old() {
        let mut of = Provenance {
            origin: "cache",
            path: None,
            as_of: date::parse("2026-02-28"),
            fetched_at: None,
            entries: 1,
            warnings: Vec::new(),
            today: date::parse("2026-03-30").unwrap(),
            max_age: 29,
            is_deployment_given: true,
        };
        assert_eq!(of.age_days(), Some(30));
        assert!(of.is_old());
        of.fetched_at = Some("2026-03-29T10:00:00Z".into());
        assert_eq!(of.age_days(), Some(1));
        assert_eq!(of.phrase(), "catalog of 2026-02-28, 1 day old (cache)");
        of.today = date::parse("2020-01-01").unwrap();
        assert_eq!(of.age_days(), Some(0));
        assert_eq!(
            of.phrase(),
            "catalog of 2026-02-28, younger than 2020-01-01 (cache)"
        );
        (of.as_of, of.fetched_at) = (None, None);
        assert!(of.is_old());
    }
}
