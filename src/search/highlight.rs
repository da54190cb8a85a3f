//! Which letters of a text a query hit.

use std::{ops::Range, sync::Arc};

use super::{
    Bound, Condition, Pattern, Place, Query, Tier,
    ask::Asked,
    fuzzy,
    letters::Letters,
    needle::Needle,
    sweep::Way,
    typo::{self, Slip},
    weak::is_without_vowels,
    why::{Part, Why},
};
use crate::{
    catalog::Connector,
    sort,
    text::fold::{Folded, fold},
    words::Kind,
};

/// The parts of a query that are shown where they hit. A word is marked wherever it stands, through separators; the
/// letters of one that was only found in order, one by one; and of one that was misspelt, the word that was meant.
#[derive(Debug, Clone, Default)]
pub struct Marks(Vec<Hit>);

/// A part of a query that hits texts.
#[derive(Debug, Clone)]
pub(super) enum Hit {
    Word(Arc<Needle>, Way),
    /// A part of a name, as a field asks for it.
    Name(Pattern),
}

impl Marks {
    pub(super) fn of(asked: &Asked<'_>, query: &Query) -> Self {
        let wanted = asked.words.iter().filter(|word| !word.is_negated);
        let words = wanted.map(|word| Hit::Word(Arc::clone(&word.needle), word.swept.way));
        let terms = query.terms.iter();
        let conditions = terms.flat_map(|term| term.condition.alternatives());
        let bounds = conditions.filter_map(|condition| match condition {
            Condition::Bound {
                bound,
                is_negated: false,
            } => Some(bound),
            _ => None,
        });
        Self(words.chain(bounds.flat_map(named).map(Hit::Name)).collect())
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Hit> {
        self.0.iter()
    }

    /// The byte ranges of a text that were hit, in order, joined where they touch.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let letters = Letters::traced(text);
        joined(
            self.0
                .iter()
                .flat_map(|hit| hit.of(text, &letters))
                .collect(),
        )
    }

    /// Whether a word names a kind.
    pub fn says_kind(&self, kind: Kind) -> bool {
        self.0.iter().any(|hit| hit.says_kind(kind))
    }
}

/// The parts of names that a bound asks for.
fn named(bound: &Bound) -> Vec<Pattern> {
    match bound {
        Bound::Name(part) => vec![part.clone()],
        Bound::OneOf(bounds) => bounds.iter().flat_map(named).collect(),
        _ => Vec::new(),
    }
}

impl Hit {
    /// The byte ranges of a text that it hits.
    pub fn of(&self, text: &str, letters: &Letters) -> Vec<Range<usize>> {
        match self {
            Self::Word(needle, Way::AsWritten) => written(needle, letters),
            Self::Word(needle, Way::Weak) => weak(needle, text, letters),
            Self::Word(_, Way::Lost) => Vec::new(),
            Self::Name(part) => placed(part, text),
        }
    }

    pub fn is_kind(&self, kind: Kind) -> bool {
        matches!(self, Self::Word(needle, Way::AsWritten) if needle.is_kind(kind))
    }

    fn says_kind(&self, kind: Kind) -> bool {
        matches!(self, Self::Word(needle, Way::AsWritten) if needle.says_kind(kind))
    }

    /// What it hits that tells a connector from all others.
    pub fn addressed(&self, connector: &Connector) -> Option<Why> {
        match self {
            Self::Word(needle, _) => needle.addressed(connector),
            // With its kind, a slug is looked at whole.
            Self::Name(part) => {
                let hits = placed(part, &connector.slug);
                let is_tail = !placed(part, connector.tail()).is_empty();
                (!hits.is_empty() && !is_tail).then(|| Why {
                    part: Part::Slug,
                    text: connector.slug.to_string(),
                    hits,
                })
            }
        }
    }
}

/// Where a part of a name stands in a text, as its marks want it.
fn placed(part: &Pattern, text: &str) -> Vec<Range<usize>> {
    let is_there = |range: &Range<usize>| {
        let (starts, ends) = (range.start == 0, range.end == text.len());
        match part.place {
            Place::Anywhere | Place::Exact => true,
            Place::Start => starts,
            Place::End => ends,
            Place::Whole => starts && ends,
        }
    };
    let found = Folded::of(text).find(&fold(&part.needle));
    found.into_iter().filter(is_there).collect()
}

/// Wherever the letters stand; behind a kind, what is left of them.
fn written(needle: &Needle, letters: &Letters) -> Vec<Range<usize>> {
    let whole = found(&needle.letters.text, letters, &needle.letters.gaps);
    match needle.tail_text() {
        Some(tail) if whole.is_empty() => found(tail, letters, &[]),
        _ => whole,
    }
}

fn found(needle: &str, letters: &Letters, gaps: &[usize]) -> Vec<Range<usize>> {
    let is_hit = |range: &Range<usize>| {
        let is_start = range.start == 0
            || letters.gaps.contains(&range.start)
            || letters.humps.contains(&range.start);
        let mut within = letters
            .gaps
            .iter()
            .filter(|gap| range.start < **gap && **gap < range.end);
        is_start || within.all(|gap| gaps.contains(&(gap - range.start)))
    };
    let found = letters.text.match_indices(needle);
    found
        .map(|(at, hit)| at..at + hit.len())
        .filter(is_hit)
        .filter_map(|range| letters.origin(range))
        .collect()
}

fn scattered(needle: &str, text: &str) -> Vec<Range<usize>> {
    let mut letters = text.char_indices();
    let mut next = 0;
    let places = fuzzy::places(text, needle).into_iter();
    // Folding may change how many letters there are; then nothing is marked.
    let is_counted = text.is_ascii() || fuzzy::is_as_long(text);
    let ranges = places.filter_map(|place| {
        let (at, c) = letters.nth(place.checked_sub(next)?)?;
        next = place + 1;
        Some(at..at + c.len_utf8())
    });
    ranges.take_while(|_| is_counted).collect()
}

/// The word that was meant where it is not written so, else the letters in order.
fn weak(needle: &Needle, text: &str, letters: &Letters) -> Vec<Range<usize>> {
    let ways: [&dyn Fn() -> Vec<Range<usize>>; 4] = [
        &|| written(needle, letters),
        &|| misspelt(needle, letters),
        &|| scattered(&needle.letters.text, text),
        &|| abbreviated(&needle.letters.text, letters),
    ];
    let mut found = ways.iter().map(|way| way());
    found.find(|ranges| !ranges.is_empty()).unwrap_or_default()
}

/// The letters of a word without its vowels.
fn abbreviated(needle: &str, letters: &Letters) -> Vec<Range<usize>> {
    let mut words = letters.words();
    let word = words.find(|word| is_without_vowels(needle, &letters.text[word.clone()]));
    let Some(word) = word else {
        return Vec::new();
    };
    let mut rest = letters.text[word.clone()].char_indices();
    let places = needle.chars().filter_map(|wanted| {
        let (at, c) = rest.find(|(_, c)| *c == wanted)?;
        let start = word.start + at;
        letters.origin(start..start + c.len_utf8())
    });
    places.collect()
}

fn misspelt(needle: &Needle, letters: &Letters) -> Vec<Range<usize>> {
    let whole = 0..letters.text.len();
    let spelled = std::iter::once(whole).chain(letters.words());
    let slip = |range: Range<usize>| {
        let slip = typo::slip(
            &needle.letters.text,
            needle.count,
            &letters.text[range.clone()],
        )?;
        // A word rather than what a longer one begins with.
        let rank = (slip.tier(), slip == Slip::Beginning);
        Some((rank, letters.origin(range)?))
    };
    let found: Vec<((Tier, bool), Range<usize>)> = spelled.filter_map(slip).collect();
    let best = found.iter().map(|(rank, _)| *rank).min();
    let found = found.into_iter().filter(|(rank, _)| Some(*rank) == best);
    found.map(|(_, range)| range).collect()
}

pub(super) fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    sort::by_key(&mut ranges, |range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalog::Connector,
        date,
        search::{Alone, Ground, Index, Memo, Query},
        text::Text,
        words::Kind,
    };

    fn marks(query: &str, text: &str) -> Marks {
        let connectors = [Connector::new(
            Text::name(&format!("source-{}", text.to_lowercase())),
            Kind::Source,
            Text::name(text),
        )];
        let index = Index::of(&connectors);
        let ground = Ground {
            index: &index,
            connectors: &connectors,
            judgements: &[],
            today: date::parse("2026-03-01").unwrap(),
        };
        let query = Query::parse(query);
        let asked = Asked::of(&query, (&ground, &|_| true), (&mut Memo::default(), &Alone));
        Marks::of(&asked.unwrap(), &query)
    }

    #[test]
    fn what_was_hit_is_marked_in_every_tier() {
        let table = [
            ("post", "Postgres", vec!["Post"]),
            ("sheets goog", "Google Sheets", vec!["Goog", "Sheets"]),
            ("googlesh", "Google Sheets", vec!["Google Sh"]),
            ("\"gle sh\"", "Google Sheets", vec!["gle Sh"]),
            ("new-york", "New York Times", vec!["New York"]),
            ("luma", "lu.ma", vec!["lu.ma"]),
            ("ga4", "Google Analytics 4 (GA4)", vec!["GA4"]),
            ("cafe", "Café Olé", vec!["Café"]),
            ("cafol", "Cafétéria Olé", vec!["Caf", "Ol"]),
            ("og go", "Google", vec!["Goog"]),
            ("gogle", "Google", vec!["Google"]),
            ("snwofl", "Snowflake", vec!["Snowflake"]),
            ("salesfroec", "Salesforce", vec!["Salesforce"]),
            ("hubsopt", "The HubSpot", vec!["HubSpot"]),
            ("source-hub", "HubSpot", vec!["Hub"]),
            ("name:goo", "Google", vec!["Goo"]),
            ("name:^\"ogl\",gle$", "The Google", vec!["gle"]),
            ("name:café", "Café Olé", vec!["Café"]),
            ("mxpnl", "Mixpanel", vec!["M", "xp", "n", "l"]),
            ("ntion", "Notion", vec!["Notion"]),
            ("-name:goo", "Google", vec![]),
            ("!post", "Postgres", vec![]),
            ("level:airbyte", "Airbyte", vec![]),
            ("zzzz", "Airbyte", vec![]),
        ];
        for (query, text, expected) in table {
            let found = marks(query, text).hits(text).into_iter();
            let found: Vec<&str> = found.map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{query} in {text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn ranges_lie_at_the_edges_of_letters(query in ".{0,6}", text in ".{0,30}") {
            for range in marks(&query, &text).hits(&text) {
                proptest::prop_assert!(text.get(range).is_some());
            }
        }
    }
}
