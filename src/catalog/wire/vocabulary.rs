//! The registry's own words, as published, and what each means here. Not the words that people type: those have
//! aliases of their own.

use crate::{
    catalog::Listing,
    text::Text,
    words::{DeadlineAction, Grade, Level, Registry, Stage},
};

pub(super) const LEVELS: &[(&str, Level)] = &[
    ("certified", Level::Airbyte),
    ("airbyte", Level::Airbyte),
    ("community", Level::Marketplace),
    ("marketplace", Level::Marketplace),
    ("enterprise", Level::Enterprise),
    ("archived", Level::Archived),
    ("custom", Level::Custom),
    ("none", Level::Custom),
];

pub(super) const STAGES: &[(&str, Stage)] = &[
    ("alpha", Stage::Alpha),
    ("beta", Stage::Beta),
    ("generally_available", Stage::GenerallyAvailable),
    ("deprecated", Stage::Deprecated),
    // Marks a connector of the user's, which has no stage.
    ("custom", Stage::None),
    ("none", Stage::None),
];

pub(super) const GRADES: &[(&str, Grade)] = &[
    ("low", Grade::Low),
    ("medium", Grade::Medium),
    ("high", Grade::High),
];

pub(super) const ACTIONS: &[(&str, DeadlineAction)] = &[
    ("auto_upgrade", DeadlineAction::AutoUpgrade),
    ("disable", DeadlineAction::Disable),
];

pub(super) const REGISTRIES: &[(&str, Registry)] =
    &[("cloud", Registry::Cloud), ("oss", Registry::Oss)];

/// The words of our own format for a place in a registry; one that is unknown has none.
pub(super) const LISTINGS: [(&str, Listing); 4] = [
    ("listed", Listing::Listed),
    ("granted", Listing::Granted),
    ("absent", Listing::Absent),
    ("tombstoned", Listing::Tombstoned),
];

/// Licences that are published in several spellings.
const LICENSES: [&str; 2] = ["ELv2", "MIT"];

/// What a published word means, whatever its case.
pub(super) fn meaning<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(word))
        .map(|(_, value)| *value)
}

/// The word under which a level is usually published.
pub(super) fn usual_word(level: Level) -> Option<Text> {
    const CERTIFIED: Text = Text::literal("certified");
    const COMMUNITY: Text = Text::literal("community");
    const ARCHIVED: Text = Text::literal("archived");
    match level {
        Level::Airbyte => Some(CERTIFIED),
        Level::Marketplace => Some(COMMUNITY),
        Level::Archived => Some(ARCHIVED),
        Level::Enterprise | Level::Custom | Level::Unknown => None,
    }
}

/// The word for a place in a registry, unless nothing is known of it.
pub(super) fn listing_word(listing: Listing) -> Option<&'static str> {
    let mut known = LISTINGS.into_iter();
    known
        .find(|(_, known)| *known == listing)
        .map(|(word, _)| word)
}

/// A place in a registry that is told by such a word.
pub(super) fn listing(word: &str) -> Option<Listing> {
    let mut known = LISTINGS.into_iter();
    known
        .find(|(known, _)| *known == word)
        .map(|(_, listing)| listing)
}

/// The one spelling of a licence.
pub(super) fn license(published: &str) -> &str {
    LICENSES
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(published))
        .unwrap_or(published)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_as_published_and_not_as_typed() {
        assert_eq!(meaning(LEVELS, "Certified"), Some(Level::Airbyte));
        assert_eq!(
            meaning(LEVELS, "integration"),
            None,
            "what a person may type for Airbyte"
        );
        assert_eq!(meaning(STAGES, "ga"), None);
        assert_eq!(
            (license("Elv2"), license("Apache-2.0")),
            ("ELv2", "Apache-2.0")
        );
    }
}
