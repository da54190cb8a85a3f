//! Sentences that are made from data. The policy's own texts come from the policy.

use crate::{
    date::{self, Date},
    policy::{Pending, Source},
    text::{self, Text, Word},
    words::{DeadlineAction, Grade},
};

/// A phrase where sentences stand: with a capital, and a full stop behind it.
pub fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}

/// `Connector support levels › Production readiness (2025-05-15)`.
pub fn source(source: &Source) -> String {
    let mut text = source.document.to_string();
    if !source.section.is_empty() {
        text.push_str(" › ");
        text.push_str(&source.section);
    }
    if !source.date.is_empty() {
        text.push_str(" (");
        text.push_str(&source.date);
        text.push(')');
    }
    text
}

/// What was declared to happen at the deadline, if anything was.
pub fn action_word(action: DeadlineAction) -> Option<&'static str> {
    match action {
        DeadlineAction::AutoUpgrade | DeadlineAction::Disable => Some(action.word()),
        DeadlineAction::Unstated => None,
    }
}

/// `12 days left`, `today is the last day`, `passed 3 days ago`.
pub fn days_left(days: Option<i64>) -> String {
    match days {
        None => "no readable deadline".to_owned(),
        Some(0) => "today is the last day".to_owned(),
        Some(1) => "tomorrow is the last day".to_owned(),
        Some(days) if days > 0 => format!("{days} days left"),
        Some(-1) => "passed yesterday".to_owned(),
        Some(days) => format!("passed {} days ago", -days),
    }
}

/// The streams that a change touches.
pub fn streams(pending: &Pending) -> Option<String> {
    let streams: Vec<&str> = pending.change.streams.iter().map(Text::as_str).collect();
    match streams.len() {
        0 => None,
        1 => Some(format!("stream {} only", streams[0])),
        _ => Some(format!("streams {}", streams.join(", "))),
    }
}

/// `2026-02-28 (9 months ago)`.
pub fn dated(day: Date, today: Date) -> String {
    format!("{day} ({})", ago(date::days_between(day, today)))
}

fn ago(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=59 => format!("{days} days ago"),
        60..=729 => format!("{} months ago", days / 30),
        730.. => format!("{} years ago", days / 365),
        _ => format!("in {}", text::days(-days)),
    }
}

/// A measure that may be missing; a missing one is never a good one.
pub fn grade(grade: Option<Grade>) -> &'static str {
    grade.map_or("not measured", Word::label)
}

/// Texts one behind the other; nothing where there are none.
pub fn joined<T: AsRef<str>>(texts: &[T], separator: &str) -> String {
    let texts: Vec<&str> = texts.iter().map(AsRef::as_ref).collect();
    texts.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_people_say_them() {
        let table = [
            (None, "no readable deadline"),
            (Some(-2), "passed 2 days ago"),
            (Some(-1), "passed yesterday"),
            (Some(0), "today is the last day"),
            (Some(1), "tomorrow is the last day"),
            (Some(30), "30 days left"),
        ];
        for (days, expected) in table {
            assert_eq!(days_left(days), expected);
        }
        let ahead = [-1, -2, 0, 1].map(ago);
        assert_eq!(ahead, ["in 1 day", "in 2 days", "today", "yesterday"]);
    }
}
