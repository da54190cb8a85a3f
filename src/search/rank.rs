//! How well a word hits a connector, best first.

/// The best of these that a word reaches over everything that names a connector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Tier {
    /// The name, the slug, the image or the id.
    Exact,
    /// The slug without its kind, what stands before or in parentheses, an earlier name or an alias.
    Tail,
    Prefix,
    WordStart,
    Substring,
    /// One slip of the finger away: only where nothing that is listed is hit better, and so are the others below. A word
    /// that stands within words only is also hit by a name of which it misses a letter, and that goes before them.
    Misspelt,
    /// Two slips away: only where nothing is one slip away.
    Mangled,
    /// Its letters in order.
    Subsequence,
}

impl Tier {
    pub const ALL: [Self; 8] = [
        Self::Exact,
        Self::Tail,
        Self::Prefix,
        Self::WordStart,
        Self::Substring,
        Self::Misspelt,
        Self::Mangled,
        Self::Subsequence,
    ];
}
