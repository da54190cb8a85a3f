//! The policy's sentences: finding their placeholders, and filling them.

use crate::text::{Word, words};

words! {
    /// What a sentence may leave open.
    pub(super) enum Slot("placeholder") {
        Deployment = "deployment", "deployment";
        Registry = "registry", "registry";
        Removed = "removed", "the days between which it vanished";
        LevelWord = "level_word", "the level as published";
        Between = "between", "the days between which its level changed";
        Left = "left", "the days between which it left the registry";
        Usage = "usage", "usage";
        Success = "success", "sync success";
        Measured = "measured", "the day of the figures";
        Version = "version", "the pinned version";
        Latest = "latest", "the latest version";
        Crossed = "crossed", "the breaking changes in between";
        Deadline = "deadline", "the deadline";
        Days = "days", "the days left";
        Streams = "streams", "the streams touched";
    }
}

/// Fills every placeholder.
pub(super) fn fill(template: &str, values: &[(Slot, String)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, name, after)) = next_slot(rest) {
        out.push_str(before);
        let value = values.iter().find(|(slot, _)| slot.word() == name);
        out.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Parts a template at its first placeholder.
pub(super) fn next_slot(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// Names in a row, the first few of them: `a, b and c`, `a, b, c and 4 more`.
pub(super) fn row<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 3;
    let count = names.len();
    let mut names: Vec<String> = names.take(SHOWN).map(str::to_owned).collect();
    if count > SHOWN {
        names.push(format!("{} more", count - SHOWN));
    }
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_filled() {
        let values = [
            (Slot::Deployment, "Cloud".to_owned()),
            (Slot::Days, "3 days".to_owned()),
        ];
        let filled = fill("on {deployment}: {days}.", &values);
        assert_eq!(filled, "on Cloud: 3 days.");
    }

    #[test]
    fn rows_are_cut() {
        let of = |names: &[&str]| row(names.iter().copied());
        assert_eq!(of(&[]), "");
        assert_eq!(of(&["a"]), "a");
        assert_eq!(of(&["a", "b", "c"]), "a, b and c");
        assert_eq!(of(&["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
    }
}
