//! A word that is asked for, and how well it hits as it is written.

use std::cmp::Reverse;

use portolan::{
    catalog::Connector,
    search::{Pattern, Place, Tier},
    text::Word,
    words::Kind,
};

use super::{
    row::{Of, Row},
    weak::{Weak, is_meant},
};
use crate::plain::Plain;

const KINDS: [(Kind, &str); 2] = [(Kind::Source, "source"), (Kind::Destination, "destination")];

/// Where a word comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    Typed,
    /// Two words taken as one: it hits nothing within words.
    Together,
    /// Two words taken as one: it hits nothing but what is meant, and has the same letters.
    Nearly,
    /// A part of what is written together: it hits nothing within words.
    Part,
}

/// A word that is asked for.
pub(super) struct Asked {
    pub(super) written: String,
    pub(super) plain: Plain,
    pub(super) place: Place,
    /// Somebody has it as an address.
    pub(super) is_own: bool,
    pub(super) weak: Weak,
    pub(super) made: Made,
}

impl Asked {
    pub(super) fn of(pattern: &Pattern) -> Option<Self> {
        let plain = Plain::of(&pattern.needle);
        (!plain.letters.is_empty()).then(|| Self {
            written: pattern.needle.clone(),
            place: pattern.place,
            plain,
            is_own: false,
            weak: Weak::No,
            made: Made::Typed,
        })
    }

    fn kind(&self) -> Option<Kind> {
        let text = self.plain.text();
        let begun = KINDS
            .iter()
            .find(|(_, word)| text.len() >= 3 && word.starts_with(&text));
        let begun = begun.map(|(kind, _)| *kind);
        let named = begun.or_else(|| {
            Kind::ALL
                .iter()
                .copied()
                .find(|k| k.aliases().contains(&text.as_str()))
        });
        // One letter is missing, or two changed places.
        let is_jumbled = |word: &str| {
            let is_begun = text.len() == word.len() || text.chars().next() == word.chars().next();
            let (mut ours, mut theirs): (Vec<char>, Vec<char>) =
                (text.chars().collect(), word.chars().collect());
            ours.sort_unstable();
            theirs.sort_unstable();
            let is_shorter = ours.len() + 1 == theirs.len();
            text.len() >= 5
                && is_begun
                && (is_shorter || ours == theirs)
                && strsim::osa_distance(&text, word) == 1
        };
        named.or_else(|| {
            KINDS
                .iter()
                .find(|(_, word)| is_jumbled(word))
                .map(|(kind, _)| *kind)
        })
    }

    pub(super) fn is_kind_of(&self, row: &Row<'_>) -> bool {
        let kind = self.kind();
        kind.is_some() && (kind == Some(row.connector.kind) || kind == row.slug_kind())
    }

    fn in_spelling(&self, of: Of, spelling: &Plain) -> Option<Tier> {
        let count = self.plain.letters.len();
        let is_long = count >= 3;
        let tier = |at: usize| {
            let (starts, ends) = (at == 0, at + count == spelling.letters.len());
            let is_told = is_long || ends || spelling.gaps.contains(&(at + count));
            match of {
                Of::Name if starts && ends => Some(Tier::Exact),
                _ if starts && ends => Some(Tier::Tail),
                Of::Alias if !spelling.starts_word(at) => None,
                Of::Alias if is_told => Some(Tier::WordStart),
                Of::Alias => (!starts).then_some(Tier::Substring),
                Of::Name | Of::Bare | Of::Tail if starts => Some(Tier::Prefix),
                _ if spelling.starts_word(at) => Some(Tier::WordStart),
                _ => Some(Tier::Substring),
            }
        };
        spelling
            .places(&self.plain)
            .into_iter()
            .filter_map(tier)
            .min()
    }

    fn behind_kind(&self, row: &Row<'_>) -> Option<(Of, Tier)> {
        let text = self.plain.text();
        let (kind, word) = KINDS.iter().find(|(_, word)| text.starts_with(word))?;
        let tail: Vec<char> = text[word.len()..].chars().collect();
        if tail.is_empty() || row.slug_kind() != Some(*kind) {
            return None;
        }
        let hits = row
            .spellings
            .iter()
            .filter(|(_, spelling)| spelling.letters.starts_with(&tail));
        let tiers = hits.filter_map(|(of, spelling)| match (of, spelling.letters == tail) {
            (Of::Tail, true) => Some((*of, Tier::Exact)),
            (Of::Tail, false) => Some((*of, Tier::Prefix)),
            (Of::Alias, true) => Some((*of, Tier::Tail)),
            (Of::Alias, false) => Some((*of, Tier::WordStart)),
            _ => None,
        });
        tiers.min_by_key(|(_, tier)| *tier)
    }

    pub(super) fn address(&self, row: &Row<'_>) -> Option<Tier> {
        let asked = self.written.trim().to_ascii_lowercase();
        let told = |own: &str, asked: &str| match own.to_ascii_lowercase() {
            own if own == asked => Some(Tier::Exact),
            own => own.starts_with(asked).then_some(Tier::Prefix),
        };
        let digits = asked.replace(['-', '{', '}'], "");
        if digits.len() >= 8 && digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return told(&row.connector.id.as_ref()?.replace('-', ""), &digits);
        }
        let image = asked.split('@').next().unwrap();
        let image = image.strip_prefix("docker.io/").unwrap_or(image);
        let image = match image.rsplit_once(':') {
            Some((image, tag)) if !tag.contains('/') => image,
            _ => image,
        };
        if !image.contains('/') || image.starts_with('/') {
            return None;
        }
        let c = row.connector;
        let images = [&c.image, &c.cloud.own.image, &c.oss.own.image]
            .into_iter()
            .flatten();
        images.filter_map(|own| told(own, image)).min()
    }

    pub(super) fn anywhere(&self, row: &Row<'_>) -> Option<Tier> {
        let spelled = row
            .spellings
            .iter()
            .filter_map(|(of, spelling)| self.in_spelling(*of, spelling));
        let kind = self.is_kind_of(row).then_some(Tier::WordStart);
        spelled
            .chain(self.behind_kind(row).map(|(_, tier)| tier))
            .chain(kind)
            .min()
    }

    fn is_marked_hit(&self, row: &Row<'_>) -> bool {
        let count = self.plain.letters.len();
        let hit = |spelling: &Plain, holds: &dyn Fn(usize, bool) -> bool| {
            let all = spelling.letters.windows(count).enumerate();
            let mut all = all.filter(|(_, window)| *window == self.plain.letters.as_slice());
            all.any(|(at, _)| holds(at, at + count == spelling.letters.len()))
        };
        let behind = self
            .behind_kind(row)
            .filter(|(of, _)| *of == Of::Tail)
            .map(|(_, tier)| tier);
        let is_kind = self.kind().is_some() && self.kind() == row.slug_kind();
        match self.place {
            Place::Anywhere => unreachable!(),
            Place::Exact => {
                row.own().any(|(_, s)| !s.places(&self.plain).is_empty())
                    || behind.is_some()
                    || is_kind
            }
            Place::Start => {
                row.own().any(|(_, s)| hit(s, &|at, _| at == 0)) || behind.is_some() || is_kind
            }
            Place::End => {
                row.own().any(|(_, s)| hit(s, &|_, ends| ends)) || behind == Some(Tier::Exact)
            }
            Place::Whole => {
                row.own().any(|(_, s)| hit(s, &|at, ends| at == 0 && ends))
                    || behind == Some(Tier::Exact)
            }
        }
    }

    pub(super) fn as_written(&self, row: &Row<'_>) -> Option<Tier> {
        if self.is_own {
            return self.address(row).filter(|tier| *tier == Tier::Exact);
        }
        let tier = [self.anywhere(row), self.address(row)]
            .into_iter()
            .flatten()
            .min();
        match self.place {
            Place::Anywhere if self.made == Made::Together => {
                tier.filter(|tier| *tier < Tier::Substring)
            }
            Place::Anywhere => tier,
            _ if self.address(row).is_some() => tier,
            _ => self
                .is_marked_hit(row)
                .then(|| tier.unwrap_or(Tier::Substring)),
        }
    }

    pub(super) fn hit(&self, row: &Row<'_>) -> Option<(Tier, i64)> {
        let strong = self.as_written(row).map(|tier| (tier, 0));
        let weak = || {
            let weak = self.weakly(row);
            match self.weak {
                Weak::No => None,
                Weak::Besides => weak
                    .filter(|_| self.is_missing_one(row))
                    .map(|(_, score)| (Tier::Substring, score)),
                Weak::Meant => weak.filter(|(tier, _)| *tier == Tier::Misspelt),
                Weak::Near => weak.filter(|(tier, _)| *tier != Tier::Mangled),
                Weak::Any => weak,
            }
        };
        let best = |(tier, score): &(Tier, i64)| (*tier, Reverse(*score));
        let hit = strong.into_iter().chain(weak()).min_by_key(best)?;
        let is_jumbled = hit.0 == Tier::Misspelt && is_meant(hit.1) && hit.1 / 32 % 4 > 0;
        let is_taken = match self.made {
            Made::Typed | Made::Together => true,
            Made::Nearly => is_jumbled,
            Made::Part => hit.0 != Tier::Substring,
        };
        is_taken.then_some(hit)
    }

    pub(super) fn tier(&self, row: &Row<'_>) -> Option<Tier> {
        self.hit(row).map(|(tier, _)| tier)
    }

    /// The words that follow each other, taken as one.
    pub(super) fn made(words: [&Self; 2], rows: &[Row<'_>]) -> Option<Self> {
        let mut made = Self::joined(words)?;
        made.settle(rows, &|_| false);
        made.weak = Weak::No;
        made.made = Made::Together;
        Some(made)
    }

    /// The same where it is what something is called but for one slip.
    pub(super) fn nearly(
        words: [&Self; 2],
        rows: &[Row<'_>],
        is_listed: &dyn Fn(&Connector) -> bool,
    ) -> Option<Self> {
        let mut made = Self::joined(words)?;
        made.settle(rows, is_listed);
        made.made = Made::Nearly;
        Some(made)
    }

    fn joined(words: [&Self; 2]) -> Option<Self> {
        let is_single = |word: &&Self| word.place == Place::Anywhere && word.plain.gaps.is_empty();
        let [one, other] = words.map(|word| Some(word).filter(is_single));
        Self::of(&Pattern {
            needle: one?.plain.text() + &other?.plain.text(),
            place: Place::Anywhere,
            is_negated: false,
        })
    }
}
