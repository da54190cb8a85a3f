//! A word of a query made ready to be looked for, and how well it hits a row of the index.

use memchr::memmem::Finder;

use super::{
    Tier,
    address::Address,
    index::{Book, Index, Mark, Place as At},
    letters::{Letters, mask},
    pattern::{Pattern, Place},
    typo,
    why::Why,
};
use crate::{catalog::Connector, text::Word, words::Kind};

/// Shorter beginnings of an alias, or of a kind, are in too many other words.
const BEGINNING: usize = 3;

/// A word or phrase in the forms in which it is looked for.
#[derive(Debug)]
pub(super) struct Needle {
    pub letters: Letters,
    /// Nothing that is hit loosely counts.
    pub is_strict: bool,
    /// How many letters it has.
    pub count: usize,
    pub place: Place,
    mask: u64,
    finder: Finder<'static>,
    /// What is left of it behind a kind: `postgres` of `source-postgres`.
    tail: Option<Tail>,
    /// The kind whose name it begins.
    kind: Option<Kind>,
    address: Option<Address>,
}

#[derive(Debug)]
struct Tail {
    kind: Kind,
    mask: u64,
    finder: Finder<'static>,
}

impl Needle {
    /// `None` for a word that asks for nothing.
    pub fn of(pattern: &Pattern) -> Option<Self> {
        let letters = Letters::of(&pattern.needle);
        if letters.text.is_empty() {
            return None;
        }
        let finder = Finder::new(letters.text.as_bytes()).into_owned();
        Some(Self {
            mask: mask(&letters.text),
            tail: Tail::of(&letters.text),
            kind: kind(&letters.text),
            address: Address::of(&pattern.needle),
            count: letters.text.chars().count(),
            is_strict: pattern.is_negated || pattern.place != Place::Anywhere,
            place: pattern.place,
            finder,
            letters,
        })
    }

    /// The same where nothing that is hit loosely counts.
    pub fn strict(self) -> Self {
        let is_strict = true;
        Self { is_strict, ..self }
    }

    pub fn is_same(&self, other: &Self) -> bool {
        self.place == other.place && self.letters == other.letters && self.address == other.address
    }

    /// What is left of it behind a kind.
    pub fn tail_text(&self) -> Option<&str> {
        let tail = self.tail.as_ref()?;
        std::str::from_utf8(tail.finder.needle()).ok()
    }

    pub fn is_address(&self) -> bool {
        self.address.is_some()
    }

    /// The address that it is of a connector.
    pub fn addressed(&self, connector: &Connector) -> Option<Why> {
        self.address.as_ref()?.told(connector)
    }

    /// Whether it is nothing but a kind, or the beginning of one.
    pub fn is_kind(&self, kind: Kind) -> bool {
        self.kind == Some(kind)
    }

    /// Whether it names a kind, alone or before a tail.
    pub fn says_kind(&self, kind: Kind) -> bool {
        let tail = self.tail.as_ref().map(|tail| tail.kind);
        self.is_kind(kind) || tail == Some(kind)
    }

    /// Whether whatever this needle hits, the shorter one hits as well.
    pub fn narrows(&self, shorter: &Self) -> bool {
        let length = shorter.letters.text.len();
        let gaps = self.letters.gaps.iter().filter(|gap| **gap < length);
        self.place == Place::Anywhere
            && shorter.place == Place::Anywhere
            && shorter.letters.text.chars().count() >= BEGINNING
            && self.letters.text.starts_with(&shorter.letters.text)
            && (self.kind.is_none() || self.kind == shorter.kind)
            && gaps.eq(&shorter.letters.gaps)
    }

    /// Whether whatever this needle hits has the letters of the shorter one, one behind the other.
    pub fn has_within(&self, shorter: &Self) -> bool {
        self.place == Place::Anywhere
            && self.tail.is_none()
            && self.kind.is_none()
            && self.letters.text.contains(&shorter.letters.text)
    }

    /// Whether it is so short that it hits less than what has its letters, but not so short that nearly all has them.
    pub fn is_pair(&self) -> bool {
        self.count == 2 && self.place == Place::Anywhere
    }

    /// Whether a row has its letters one behind the other, and how well it hits the row.
    pub fn look(&self, index: &Index, row: u32) -> (bool, Option<Tier>) {
        let tier = self.tier(index, row);
        let has_mask = || self.mask & !index.mask(row) == 0;
        let is_within = || {
            index
                .book()
                .find(row as usize, &self.finder)
                .next()
                .is_some()
        };
        (tier.is_some() || (has_mask() && is_within()), tier)
    }

    /// The letters that a row has at least if anything of it is hit: all of one of these.
    pub fn needed(&self) -> [u64; 2] {
        let own = if self.kind.is_some() { 0 } else { self.mask };
        let tail = self.tail.as_ref();
        [own, tail.map_or(own, |tail| tail.mask)]
    }

    /// How many of its letters a row has not, at least.
    pub fn misses(&self, mask: u64) -> u32 {
        (self.mask & !mask).count_ones()
    }

    /// How well it hits the texts of a row.
    pub fn tier(&self, index: &Index, row: u32) -> Option<Tier> {
        if self.place != Place::Anywhere && !self.is_marked_hit(index, row) {
            return None;
        }
        if self.place == Place::Anywhere && self.tail.is_none() && self.kind.is_none() {
            return self.in_text(index, row);
        }
        let tiers = [
            self.in_text(index, row),
            self.behind_kind(index, row),
            self.as_kind(index, row),
        ];
        let tier = tiers.into_iter().flatten().min();
        match self.place {
            Place::Anywhere => tier,
            _ => Some(tier.unwrap_or(Tier::Substring)),
        }
    }

    fn in_text(&self, index: &Index, row: u32) -> Option<Tier> {
        if self.mask & !index.mask(row) != 0 {
            return None;
        }
        let book = index.book();
        let mut best: Option<Tier> = None;
        for at in book.find(row as usize, &self.finder) {
            let tier = if book.is_start(at) {
                self.tier_at_start(book, at)
            } else {
                self.tier_within(book, at, best)
            };
            best = [best, tier].into_iter().flatten().min();
            if best == Some(Tier::Exact) {
                break;
            }
        }
        best
    }

    fn tier_at_start(&self, book: &Book, at: At) -> Option<Tier> {
        match (book.mark(at)?, book.is_end(at)) {
            (Mark::Name | Mark::Both, true) => Some(Tier::Exact),
            (_, true) => Some(Tier::Tail),
            (Mark::Name | Mark::Both | Mark::Tail | Mark::Bare, false) => Some(Tier::Prefix),
            (Mark::Alias, false) => self.tier_in_alias(book, at, true),
            (Mark::Acronym | Mark::Former, false) => Some(Tier::WordStart),
        }
    }

    /// Behind the first letter of a spelling; nothing that is no better than what is known already.
    fn tier_within(&self, book: &Book, at: At, best: Option<Tier>) -> Option<Tier> {
        let is_word_start = book.is_word_start(at);
        let tier = if is_word_start {
            Tier::WordStart
        } else {
            Tier::Substring
        };
        if best.is_some_and(|best| best <= tier) {
            return None;
        }
        if book.mark(at)? == Mark::Alias {
            return self.tier_in_alias(book, at, false);
        }
        let is_hit = is_word_start || book.has_gaps_of(at, &self.letters.gaps);
        is_hit.then_some(tier)
    }

    /// Nothing within its words counts, and a few letters only behind another word of it.
    fn tier_in_alias(&self, book: &Book, at: At, is_start: bool) -> Option<Tier> {
        let is_told = book.is_word_end(at) || self.letters.text.chars().count() >= BEGINNING;
        match (is_start || book.is_word_start(at), is_told, is_start) {
            (true, true, _) => Some(Tier::WordStart),
            (true, false, false) => Some(Tier::Substring),
            _ => None,
        }
    }

    /// Slugs are stored without their kind: `source-postgres` is looked for as `postgres`, in sources.
    fn behind_kind(&self, index: &Index, row: u32) -> Option<Tier> {
        let tail = self.tail.as_ref()?;
        if tail.mask & !index.mask(row) != 0 || index.kinds(row)?.of_slug != Some(tail.kind) {
            return None;
        }
        let book = index.book();
        let places = book.find(row as usize, &tail.finder);
        let starts = places.filter(|at| book.is_start(*at));
        let tiers = starts.filter_map(|at| match (book.mark(at)?, book.is_end(at)) {
            (Mark::Tail | Mark::Both, true) => Some(Tier::Exact),
            (Mark::Tail | Mark::Both, false) => Some(Tier::Prefix),
            (Mark::Alias, true) => Some(Tier::Tail),
            (Mark::Alias, false) => Some(Tier::WordStart),
            _ => None,
        });
        tiers.min()
    }

    fn as_kind(&self, index: &Index, row: u32) -> Option<Tier> {
        let kinds = index.kinds(row)?;
        let asked = self.kind?;
        let is_of_kind = kinds.own == asked || kinds.of_slug == Some(asked);
        is_of_kind.then_some(Tier::WordStart)
    }

    /// Whether it only says of which kind a row is.
    pub fn is_kind_of(&self, index: &Index, row: u32) -> bool {
        self.as_kind(index, row).is_some()
    }

    /// Whether name or slug are hit where the marks want it.
    fn is_marked_hit(&self, index: &Index, row: u32) -> bool {
        let book = index.book();
        let is_hit = |at: At| {
            let is_own = matches!(book.mark(at), Some(Mark::Name | Mark::Tail | Mark::Both));
            is_own && self.is_where_wanted(book, at)
        };
        let may_hit = self.mask & !index.mask(row) == 0;
        if may_hit && book.find(row as usize, &self.finder).any(is_hit) {
            return true;
        }
        let behind_kind = self.behind_kind(index, row);
        match self.place {
            Place::Anywhere | Place::Exact | Place::Start => {
                let of_slug = index.kinds(row).and_then(|kinds| kinds.of_slug);
                let is_kind = self.kind.is_some() && of_slug == self.kind;
                is_kind || matches!(behind_kind, Some(Tier::Exact | Tier::Prefix))
            }
            Place::End | Place::Whole => behind_kind == Some(Tier::Exact),
        }
    }

    fn is_where_wanted(&self, book: &Book, at: At) -> bool {
        match self.place {
            Place::Anywhere => true,
            Place::Exact => {
                book.is_word_start(at)
                    || book.is_start(at)
                    || book.has_gaps_of(at, &self.letters.gaps)
            }
            Place::Start => book.is_start(at),
            Place::End => book.is_end(at),
            Place::Whole => book.is_start(at) && book.is_end(at),
        }
    }

    /// How well it hits what tells a connector from all others.
    pub fn address_tier(&self, connector: &Connector) -> Option<Tier> {
        self.address.as_ref()?.tier(connector)
    }
}

impl Tail {
    fn of(letters: &str) -> Option<Self> {
        let mut kinds = Kind::ALL.iter().copied();
        let (kind, tail) = kinds.find_map(|kind| {
            let tail = letters.strip_prefix(kind.word())?;
            (!tail.is_empty()).then_some((kind, tail))
        })?;
        Some(Self {
            kind,
            mask: mask(tail),
            finder: Finder::new(tail.as_bytes()).into_owned(),
        })
    }
}

/// The kind that letters say, begin to say, or nearly say.
fn kind(letters: &str) -> Option<Kind> {
    let kinds = || Kind::EACH.into_iter();
    let is_begun = |kind: &Kind| letters.len() >= BEGINNING && kind.word().starts_with(letters);
    let begun = kinds().find(is_begun);
    let named = begun.or_else(|| kinds().find(|kind| kind.aliases().contains(&letters)));
    named.or_else(|| kinds().find(|kind| typo::is_jumbled(letters, kind.word())))
}
