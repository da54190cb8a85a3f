//! From the parser's places, in characters, to bytes.

/// A place is noted at every so many characters.
const STEP: usize = 256;

pub(super) struct Places<'t> {
    text: &'t str,
    /// Where every so many characters begin; nothing where each is one byte.
    steps: Option<Vec<usize>>,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let steps = || {
            text.char_indices()
                .step_by(STEP)
                .map(|(at, _)| at)
                .collect()
        };
        Self {
            text,
            steps: (!text.is_ascii()).then(steps),
        }
    }

    pub(super) fn byte(&self, character: usize) -> usize {
        let Some(steps) = &self.steps else {
            return character.min(self.text.len());
        };
        let Some(start) = steps.get(character / STEP) else {
            return self.text.len();
        };
        let mut letters = self.text[*start..].char_indices();
        letters
            .nth(character % STEP)
            .map_or(self.text.len(), |(at, _)| start + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_found_in_bytes() {
        let text = format!("{}{}{}", "a".repeat(300), "é".repeat(300), "日".repeat(300));
        for text in [text.as_str(), "plain", ""] {
            let places = Places::of(text);
            for (character, (at, _)) in text.char_indices().enumerate() {
                assert_eq!(places.byte(character), at);
            }
            assert_eq!(places.byte(text.chars().count()), text.len());
            assert_eq!(places.byte(100_000), text.len());
        }
    }
}
