//! The names and the hosts of a catalog that begin with what is typed. Knows no query.

use std::collections::BTreeMap;

use super::normal;
use crate::{catalog::Connector, search::Field, text::fold::fold};

/// More are no help: more has to be typed.
const MOST: usize = 100;

/// What is on offer of them, in order, with what it means; nothing before a letter is typed.
pub(super) fn begun(field: Field, typed: &str, connectors: &[Connector]) -> Vec<(String, String)> {
    let asked = normal(&fold(typed.trim()));
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    for connector in connectors.iter().filter(|c| !c.is_gone()) {
        match field {
            Field::Name => found.extend(name(connector, &asked)),
            Field::Host => {
                let hosts = connector.allowed_hosts.iter().flatten();
                let begun = hosts.filter(|host| is_begun(host, &asked));
                found.extend(begun.map(|host| (host.as_str(), connector.name.as_str())));
            }
            Field::Due | Field::Updated | Field::Changed => {}
        }
        if asked.is_empty() || found.len() > MOST {
            return Vec::new();
        }
    }
    let found = found.into_iter();
    let owned = found.map(|(word, meaning)| (word.to_owned(), meaning.to_owned()));
    owned.collect()
}

/// The slug without its kind, which is easier to write than the name; else the name.
fn name<'c>(connector: &'c Connector, asked: &str) -> Option<(&'c str, &'c str)> {
    let (tail, name) = (connector.tail(), connector.name.as_str());
    if is_begun(tail, asked) {
        Some((tail, name))
    } else {
        is_begun(name, asked).then_some((name, tail))
    }
}

/// Most begin with another letter, and are not looked at further.
fn is_begun(text: &str, asked: &str) -> bool {
    let first = |text: &str| text.bytes().next().unwrap_or(0);
    let (ours, theirs) = (first(asked), first(text));
    let is_other =
        ours.is_ascii_alphanumeric() && theirs.is_ascii() && !ours.eq_ignore_ascii_case(&theirs);
    !is_other && normal(&fold(text)).starts_with(asked)
}
