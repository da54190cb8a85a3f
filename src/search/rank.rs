//! How well a word hits a connector, best first.

/// The best of these that a word reaches over everything that names a connector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tier {
    /// The name, the slug, the image or the id.
    Exact,
    /// The slug without its kind, what stands in parentheses, an earlier name or an alias.
    Tail,
    Prefix,
    WordStart,
    Substring,
    /// Its letters in order: only where nothing in the catalog is hit better.
    Subsequence,
    /// One slip of the finger away: only where nothing is hit at all.
    Misspelt,
}

impl Tier {
    pub const ALL: [Self; 7] = [
        Self::Exact,
        Self::Tail,
        Self::Prefix,
        Self::WordStart,
        Self::Substring,
        Self::Subsequence,
        Self::Misspelt,
    ];
}
