//! The letters of all spellings of all rows in one buffer. A mark stands before each spelling and says what it is; a
//! byte of its own tells no letter from it, because marks are control characters and letters never are.

use std::ops::Range;

use memchr::memmem::Finder;

use super::{
    ahead::{fetched, touch},
    bits::Bits,
    spelling::Spelling,
};

/// What a spelling is of a connector.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(in crate::search) enum Mark {
    /// The display name.
    Name = 1,
    /// The slug without its kind.
    Tail,
    /// Name and tail in one: they are the same letters.
    Both,
    /// The name without what stands in parentheses.
    Bare,
    /// What stands in parentheses.
    Acronym,
    /// A name that it had.
    Former,
    /// What people also type, and names of what it succeeded.
    Alias,
}

const MARKS: [Mark; 7] = [
    Mark::Name,
    Mark::Tail,
    Mark::Both,
    Mark::Bare,
    Mark::Acronym,
    Mark::Former,
    Mark::Alias,
];

/// So many letters most rows have, or fewer.
const LETTERS: usize = 32;
/// After the last spelling.
const END: u8 = 0;

impl Mark {
    fn of(byte: u8) -> Option<Self> {
        MARKS.get(usize::from(byte).checked_sub(1)?).copied()
    }
}

fn is_mark(byte: u8) -> bool {
    byte <= Mark::Alias as u8
}

/// All letters of all rows.
#[derive(Debug, Default)]
pub(in crate::search) struct Book {
    letters: String,
    /// Where rows start, and where the last one ends.
    rows: Vec<u32>,
    gaps: Bits,
    humps: Bits,
}

/// Books that are finished, and whose rows are counted on from each to the next.
#[derive(Default)]
pub(super) struct Volumes {
    books: Vec<Book>,
    /// The first row of each.
    firsts: Vec<u32>,
    rows: usize,
}

/// A place where letters were found.
#[derive(Debug, Clone, Copy)]
pub(in crate::search) struct Place {
    start: usize,
    end: usize,
}

impl Book {
    pub fn with_capacity(rows: usize) -> Self {
        Self {
            letters: String::with_capacity(rows * LETTERS),
            rows: Vec::with_capacity(rows + 1),
            gaps: Bits::with_capacity(rows * LETTERS),
            humps: Bits::with_capacity(rows * LETTERS),
        }
    }

    /// Adds a row. Offsets are 32 bits wide: what does not fit is left out, and found by nothing.
    pub(super) fn push(&mut self, spellings: &[(Mark, Spelling)]) {
        let start = u32::try_from(self.letters.len()).unwrap_or(u32::MAX);
        self.rows.push(start);
        for (mark, spelling) in spellings {
            self.letters.push(char::from(*mark as u8));
            let start = self.letters.len();
            self.letters.push_str(&spelling.text);
            if u32::try_from(self.letters.len()).is_err() {
                self.letters.truncate(start);
                continue;
            }
            let all = 0..spelling.text.len();
            let places = [
                (&mut self.gaps, &spelling.gaps),
                (&mut self.humps, &spelling.humps),
            ];
            for (bits, places) in places {
                bits.grow(self.letters.len());
                bits.copy(places, all.clone(), start);
            }
        }
    }

    pub fn finish(&mut self) {
        self.rows
            .push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.letters.push(char::from(END));
        self.letters.shrink_to_fit();
    }

    /// Adds a row of another book.
    fn copy(&mut self, other: &Self, range: Range<usize>) {
        let start = self.letters.len();
        self.rows.push(u32::try_from(start).unwrap_or(u32::MAX));
        self.letters.push_str(other.text(range.clone()));
        self.copy_bits(other, range, start);
    }

    fn copy_bits(&mut self, other: &Self, range: Range<usize>, start: usize) {
        let places = [
            (&mut self.gaps, &other.gaps),
            (&mut self.humps, &other.humps),
        ];
        for (bits, places) in places {
            bits.grow(self.letters.len());
            bits.copy(places, range.clone(), start);
        }
    }

    /// Adds all rows of another one; neither is finished.
    pub fn followed_by(mut self, other: &Self) -> Self {
        let start = self.letters.len();
        let rows = other.rows.iter().map(|row| *row as usize + start);
        let rows = rows.map(|row| u32::try_from(row).unwrap_or(u32::MAX));
        self.rows.extend(rows);
        self.letters.push_str(&other.letters);
        self.copy_bits(other, 0..other.letters.len(), start);
        self
    }

    pub fn bytes(&self) -> usize {
        self.letters.len() + self.rows.len() * 4 + self.gaps.bytes() + self.humps.bytes()
    }

    fn range(&self, row: usize) -> Range<usize> {
        let at = |row: usize| self.rows.get(row).map_or(0, |at| *at as usize);
        at(row)..at(row + 1)
    }

    /// Where a needle stands in a row.
    pub fn find<'a>(&'a self, row: usize, needle: &'a Finder<'_>) -> impl Iterator<Item = Place> {
        let range = self.range(row);
        let bytes = self.letters.as_bytes();
        let length = needle.needle().len();
        let mut from = range.start;
        // The needle's own iterator would copy it for each row.
        std::iter::from_fn(move || {
            let start = from + needle.find(bytes.get(from..range.end)?)?;
            let end = start + length;
            from = end;
            Some(Place { start, end })
        })
    }

    /// The spellings of a row.
    pub fn spellings(&self, row: usize) -> impl Iterator<Item = (Mark, Range<usize>)> {
        let range = self.range(row);
        let bytes = self.letters.as_bytes();
        let starts = range.clone().filter(|at| is_mark(bytes[*at]));
        starts.filter_map(move |at| {
            let end = (at + 1..range.end).find(|at| is_mark(bytes[*at]));
            Some((Mark::of(bytes[at])?, at + 1..end.unwrap_or(range.end)))
        })
    }

    pub fn text(&self, range: Range<usize>) -> &str {
        self.letters.get(range).unwrap_or_default()
    }

    /// The words of a spelling.
    pub fn words(&self, spelling: Range<usize>) -> impl Iterator<Item = &str> {
        let mut start = spelling.start;
        let ends = (spelling.start + 1..=spelling.end)
            .filter(move |at| *at == spelling.end || self.gaps.has(*at));
        ends.map(move |end| {
            let word = self.text(start..end);
            start = end;
            word
        })
    }

    /// What the spelling around a place is.
    pub fn mark(&self, place: Place) -> Option<Mark> {
        let before = &self.letters.as_bytes()[..place.start];
        before
            .iter()
            .rev()
            .copied()
            .find(|b| is_mark(*b))
            .and_then(Mark::of)
    }

    pub fn is_start(&self, place: Place) -> bool {
        let before = place.start.checked_sub(1);
        before.is_some_and(|at| is_mark(self.letters.as_bytes()[at]))
    }

    pub fn is_end(&self, place: Place) -> bool {
        self.letters
            .as_bytes()
            .get(place.end)
            .is_none_or(|b| is_mark(*b))
    }

    pub fn is_word_start(&self, place: Place) -> bool {
        self.is_start_of_word(place.start)
    }

    pub fn is_start_of_word(&self, at: usize) -> bool {
        self.gaps.has(at) || self.humps.has(at)
    }

    pub fn is_word_end(&self, place: Place) -> bool {
        self.gaps.has(place.end) || self.is_end(place)
    }

    /// Whether words are separated within a place only where the needle's are, too.
    pub fn has_gaps_of(&self, place: Place, gaps: &[usize]) -> bool {
        let mut within = (place.start + 1..place.end).filter(|at| self.gaps.has(*at));
        within.all(|at| gaps.contains(&(at - place.start)))
    }
}

impl Volumes {
    pub fn push(&mut self, book: Book) {
        let first = u32::try_from(self.rows).unwrap_or(u32::MAX);
        self.firsts.push(first);
        self.rows += book.rows.len().saturating_sub(1);
        self.books.push(book);
    }

    /// These rows in this order, as a book that is not finished.
    pub fn copied(&self, order: &[u32]) -> Book {
        let mut book = Book::with_capacity(order.len());
        let place = |row: &u32| {
            let (book, range) = self.place(*row);
            (book, range.start)
        };
        let fetch = |some| {
            touch(some, |row| {
                let (book, start) = place(row);
                book.letters.as_bytes().get(start).copied()
            });
            touch(some, |row| {
                let (book, start) = place(row);
                book.gaps.word(start)
            });
            touch(some, |row| {
                let (book, start) = place(row);
                book.humps.word(start)
            });
        };
        for row in fetched(order, fetch) {
            let (other, range) = self.place(*row);
            book.copy(other, range);
        }
        book
    }

    fn place(&self, row: u32) -> (&Book, Range<usize>) {
        let at = self.firsts.partition_point(|first| *first <= row) - 1;
        let book = &self.books[at];
        (book, book.range((row - self.firsts[at]) as usize))
    }
}
