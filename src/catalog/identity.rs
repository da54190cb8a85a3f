//! What tells one connector from another. Knows no format and no day.

use crate::text::Text;

/// A definition id in its one spelling: ids are compared as text, and some tools write them in capitals.
pub(super) fn definition_id(raw: &str) -> Text {
    // Cleaned first: what cleaning writes has capitals of its own.
    Text::name(&Text::name(raw).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_the_same_however_often_it_is_read() {
        for raw in ["7B8B", "7b8b", " 7B8B\u{202e}", "\u{0}É"] {
            let id = definition_id(raw);
            assert_eq!(definition_id(&id), id, "{raw:?}");
        }
        assert_eq!(definition_id("7B8B-Ab"), "7b8b-ab");
    }
}
