//! What moved, in words.

use crate::{
    catalog::diff::{Change, What},
    date::Date,
    text::Word,
    words::{Way, Words},
};

use super::Glyphs;

/// The old and the new value, where a change has them.
pub fn from_to(what: &What) -> (Option<String>, Option<String>) {
    let day = |day: &Option<Date>| day.map(|day| day.to_string());
    match what {
        What::New | What::Removed | What::Forgotten => (None, None),
        What::Level(from, to) => (Some(from.to_string()), Some(to.to_string())),
        What::Stage(from, to) => (Some(from.to_string()), Some(to.to_string())),
        What::Availability(_, from, to) => (Some(from.to_string()), Some(to.to_string())),
        What::Granted(_, is_now) => {
            let (open, granted) = ("listed".to_owned(), "granted".to_owned());
            if *is_now {
                (Some(open), Some(granted))
            } else {
                (Some(granted), Some(open))
            }
        }
        What::Renamed(from, to) | What::Slug(from, to) => {
            (Some(from.to_string()), Some(to.to_string()))
        }
        What::Version(from, to) => (
            from.as_ref().map(ToString::to_string),
            to.as_ref().map(ToString::to_string),
        ),
        What::Breaking(declared) => (None, day(&declared.deadline)),
        What::Deadline(_, from, to) => (day(from), day(to)),
    }
}

/// What moved, as a sentence without its subject.
pub fn phrase(what: &What, words: Words) -> String {
    let or_unknown = |value: Option<String>| value.unwrap_or_else(|| "unknown".to_owned());
    match what {
        What::New => "new in the catalog".to_owned(),
        What::Removed => "removed from the registries".to_owned(),
        What::Forgotten => "its metadata vanished; no registry offered it".to_owned(),
        What::Level(from, to) => {
            let way = match from.way_to(*to) {
                Some(Way::Up) => " up",
                Some(Way::Down) => " down",
                None => "",
            };
            format!(
                "level{}: {} to {}",
                way,
                from.name_in(words),
                to.name_in(words)
            )
        }
        What::Stage(from, to) => format!("stage: {} to {}", from.label(), to.label()),
        What::Availability(registry, _, true) => {
            format!("now in the {} registry", registry.label())
        }
        What::Availability(registry, _, false) => {
            format!("no longer in the {} registry", registry.label())
        }
        What::Granted(registry, true) => format!(
            "in the {} registry for granted workspaces only",
            registry.label()
        ),
        What::Granted(registry, false) => {
            format!("in the {} registry for everybody", registry.label())
        }
        What::Slug(from, _) => format!("slug changed; it was {from}"),
        What::Renamed(from, _) => format!("renamed; it was \"{from}\""),
        What::Version(from, to) => match (from, to) {
            (Some(from), Some(to)) => format!("version {from} to {to}"),
            (_, to) => format!(
                "version {}",
                or_unknown(to.as_ref().map(ToString::to_string))
            ),
        },
        What::Breaking(declared) => format!(
            "breaking change {}, upgrade by {}",
            declared.version,
            or_unknown(declared.deadline.map(|d| d.to_string()))
        ),
        What::Deadline(version, from, to) => format!(
            "deadline of {version} moved from {} to {}",
            or_unknown(from.map(|d| d.to_string())),
            or_unknown(to.map(|d| d.to_string()))
        ),
    }
}

/// The same where there is little room.
pub fn short(what: &What, words: Words, glyphs: Glyphs) -> String {
    let arrow = glyphs.arrow();
    match what {
        What::New => "new".to_owned(),
        What::Removed => "removed".to_owned(),
        What::Forgotten => "vanished".to_owned(),
        What::Level(from, to) => format!("{} {arrow} {}", from.name_in(words), to.name_in(words)),
        What::Stage(from, to) => format!("{} {arrow} {}", from.label(), to.label()),
        What::Availability(registry, _, true) => format!("now in {}", registry.label()),
        What::Availability(registry, _, false) => format!("not in {}", registry.label()),
        What::Granted(registry, true) => format!("by grant in {}", registry.label()),
        What::Granted(registry, false) => format!("open in {}", registry.label()),
        What::Renamed(..)
        | What::Slug(..)
        | What::Version(..)
        | What::Breaking(_)
        | What::Deadline(..) => phrase(what, words),
    }
}

/// When it moved: `between 2025-04-10 and 2025-09-03`, or a single day.
pub fn when(change: &Change) -> String {
    match (change.after, change.by) {
        (Some(after), Some(by)) if after != by => format!("between {after} and {by}"),
        (_, Some(by)) => by.to_string(),
        (Some(after), None) => format!("after {after}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Level;

    #[test]
    fn a_level_that_is_not_known_is_neither_up_nor_down() {
        use Level::{Airbyte, Marketplace, Unknown};
        let table = [
            (Marketplace, Airbyte, "level up: Marketplace to Airbyte"),
            (Airbyte, Marketplace, "level down: Airbyte to Marketplace"),
            (Marketplace, Unknown, "level: Marketplace to unknown"),
            (Unknown, Airbyte, "level: unknown to Airbyte"),
        ];
        for (from, to, told) in table {
            assert_eq!(phrase(&What::Level(from, to), Words::Current), told);
        }
    }
}
