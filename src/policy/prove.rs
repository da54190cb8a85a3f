//! What a policy file must be beyond what is needed to judge by it: its texts, names, sources and words.

use super::{Policy, PolicyError, Rule, sentence};
use crate::sort;

/// Proves what reading and compiling do not.
pub(super) fn policy(policy: &Policy) -> Result<(), PolicyError> {
    for rule in policy.rules() {
        check_id(rule.id)?;
        check_text(rule)?;
        rule.cited.check(rule.id)?;
    }
    check_unique(policy.rules().iter().map(|rule| rule.id).collect())?;
    let entries = policy.glossary()?;
    let names = entries.iter().map(|entry| {
        let document = &entry.source.document;
        format!("{} {} ({document})", entry.topic, entry.word)
    });
    check_unique(names.collect())
}

fn check_text(rule: &Rule) -> Result<(), PolicyError> {
    match sentence::fault(&rule.text, rule.aspect) {
        None => Ok(()),
        Some(what) => Err(PolicyError::Text {
            rule: rule.id.to_owned(),
            what,
        }),
    }
}

fn check_id(id: &str) -> Result<(), PolicyError> {
    let is_kebab = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase());
    if id.split('-').all(is_kebab) {
        Ok(())
    } else {
        Err(PolicyError::Unknown {
            rule: id.to_owned(),
            what: "an id is words of small letters, joined by hyphens".to_owned(),
        })
    }
}

fn check_unique<S: Ord + ToString>(mut names: Vec<S>) -> Result<(), PolicyError> {
    sort::plain(&mut names);
    let mut neighbours = names.windows(2);
    match neighbours.find(|two| two[0] == two[1]) {
        Some(two) => Err(PolicyError::Duplicate(two[0].to_string())),
        None => Ok(()),
    }
}
