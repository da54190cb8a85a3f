//! Reading the policy file and proving it: every text, source and word is checked, every aspect compiled.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use serde::Deserialize;

use crate::text::{Text, Word};

use super::{
    Aspect, Axis, Condition, Policy, PolicyError, Rule, Source,
    glossary::{Entry, Topic},
    rule::{Conclusion, Words},
    sentence,
    table::{RuleAt, Table},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile<'a> {
    #[serde(borrow)]
    documents: BTreeMap<&'a str, DocumentFile<'a>>,
    #[serde(borrow)]
    aspects: AspectFiles<'a>,
    #[serde(borrow)]
    notes: Vec<RuleFile<'a>>,
    #[serde(borrow)]
    glossary: Vec<EntryFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentFile<'a> {
    #[serde(borrow)]
    title: Cow<'a, str>,
    date: &'a str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AspectFiles<'a> {
    #[serde(borrow)]
    level: AspectFile<'a>,
    #[serde(borrow)]
    access: AspectFile<'a>,
    #[serde(borrow)]
    stage: AspectFile<'a>,
    #[serde(borrow)]
    support: AspectFile<'a>,
    #[serde(borrow)]
    sla: AspectFile<'a>,
    #[serde(borrow)]
    maintainer: AspectFile<'a>,
    #[serde(borrow)]
    promise: AspectFile<'a>,
    #[serde(borrow)]
    pin: AspectFile<'a>,
    #[serde(borrow)]
    deadline: AspectFile<'a>,
    #[serde(borrow)]
    scope: AspectFile<'a>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AspectFile<'a> {
    reads: Vec<Axis>,
    #[serde(borrow)]
    rules: Vec<RuleFile<'a>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile<'a> {
    id: &'a str,
    #[serde(default)]
    quiet: bool,
    #[serde(borrow)]
    when: BTreeMap<&'a str, &'a str>,
    #[serde(borrow, default)]
    then: BTreeMap<&'a str, &'a str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    source: SourceFile<'a>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile<'a> {
    document: &'a str,
    #[serde(borrow)]
    section: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile<'a> {
    topic: &'a str,
    word: &'a str,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    source: SourceFile<'a>,
}

/// Reads a policy and proves it.
pub(super) fn policy(json: &str) -> Result<Policy, PolicyError> {
    let file: PolicyFile =
        serde_json::from_str(json).map_err(|e| PolicyError::Shape(e.to_string()))?;
    let mut reader = Reader {
        documents: &file.documents,
        rules: Vec::new(),
    };
    let aspects = &file.aspects;
    let policy = Policy {
        level: reader.table(Aspect::Level, &aspects.level)?,
        access: reader.table(Aspect::Access, &aspects.access)?,
        stage: reader.table(Aspect::Stage, &aspects.stage)?,
        support: reader.table(Aspect::Support, &aspects.support)?,
        sla: reader.table(Aspect::Sla, &aspects.sla)?,
        maintainer: reader.table(Aspect::Maintainer, &aspects.maintainer)?,
        promise: reader.table(Aspect::Promise, &aspects.promise)?,
        pin: reader.table(Aspect::Pin, &aspects.pin)?,
        deadline: reader.table(Aspect::Deadline, &aspects.deadline)?,
        scope: reader.table(Aspect::Scope, &aspects.scope)?,
        notes: reader.notes(&file.notes)?,
        glossary: reader.glossary(&file.glossary)?,
        rules: reader.rules,
    };
    check_unique(policy.rules.iter().map(|rule| &*rule.id))?;
    Ok(policy)
}

struct Reader<'a> {
    documents: &'a BTreeMap<&'a str, DocumentFile<'a>>,
    rules: Vec<Rule>,
}

impl Reader<'_> {
    fn table<T: Conclusion>(
        &mut self,
        aspect: Aspect,
        file: &AspectFile<'_>,
    ) -> Result<Table<T>, PolicyError> {
        let rules: Vec<(Rule, T)> = file
            .rules
            .iter()
            .map(|rule| self.rule(aspect, rule))
            .collect::<Result<_, _>>()?;
        let table = Table::compile(aspect.name(), &file.reads, &rules, self.rules.len())?;
        self.rules.extend(rules.into_iter().map(|(rule, _)| rule));
        Ok(table)
    }

    fn notes(&mut self, files: &[RuleFile<'_>]) -> Result<std::ops::Range<RuleAt>, PolicyError> {
        let first = self.rules.len();
        for file in files {
            let (rule, ()) = self.rule(Aspect::Note, file)?;
            self.rules.push(rule);
        }
        Ok(first..self.rules.len())
    }

    fn rule<T: Conclusion>(
        &self,
        aspect: Aspect,
        file: &RuleFile<'_>,
    ) -> Result<(Rule, T), PolicyError> {
        let mut words = Words::of(file.id, &file.then);
        let conclusion = T::read(&mut words)?;
        words.finish()?;
        if let Some(what) = sentence::fault(&file.text, aspect) {
            let rule = file.id.to_owned();
            return Err(PolicyError::Text { rule, what });
        }
        let then = file
            .then
            .iter()
            .map(|(name, word)| (Text::name(name), Text::name(word)));
        let rule = Rule {
            id: id(file.id)?,
            aspect,
            when: condition(file)?,
            then: then.collect(),
            text: file.text.clone().into_owned(),
            source: self.source(file.id, &file.source)?,
            is_quiet: file.quiet,
        };
        Ok((rule, conclusion))
    }

    fn glossary(&self, files: &[EntryFile<'_>]) -> Result<Vec<Entry>, PolicyError> {
        let entries: Vec<Entry> = files
            .iter()
            .map(|file| self.entry(file))
            .collect::<Result<_, _>>()?;
        let names = entries.iter().map(|entry| {
            let document = &entry.source.document;
            format!("{} {} ({document})", entry.topic, entry.word)
        });
        check_unique(names)?;
        Ok(entries)
    }

    fn entry(&self, file: &EntryFile<'_>) -> Result<Entry, PolicyError> {
        let name = format!("{} {}", file.topic, file.word);
        let topic =
            Topic::parse(file.topic).map_err(|unknown| PolicyError::word(&name, &unknown))?;
        let Some(word) = topic.words().find(|word| *word == file.word) else {
            let what = format!("no {topic} is called \"{}\"", file.word);
            return Err(PolicyError::Unknown { rule: name, what });
        };
        if file.text.trim().is_empty() {
            let what = "is empty".to_owned();
            return Err(PolicyError::Text { rule: name, what });
        }
        Ok(Entry {
            topic,
            word,
            text: file.text.clone().into_owned(),
            source: self.source(&name, &file.source)?,
        })
    }

    fn source(&self, rule: &str, file: &SourceFile<'_>) -> Result<Source, PolicyError> {
        let error = |what: &str| PolicyError::Source {
            rule: rule.to_owned(),
            what: what.to_owned(),
        };
        let Some(document) = self.documents.get(file.document) else {
            return Err(error(&format!(
                "names \"{}\", which is not among the documents",
                file.document
            )));
        };
        let parts = [&document.title, &file.section, document.date];
        if parts.iter().any(|part| part.trim().is_empty()) {
            return Err(error("lacks a title, section or date"));
        }
        Ok(Source {
            document: Text::name(&document.title),
            section: Text::name(&file.section),
            date: Text::name(document.date),
        })
    }
}

fn id(id: &str) -> Result<Text, PolicyError> {
    let is_kebab = !id.is_empty()
        && id
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()));
    if is_kebab {
        Ok(Text::name(id))
    } else {
        Err(PolicyError::Unknown {
            rule: id.to_owned(),
            what: "an id is words of small letters, joined by hyphens".to_owned(),
        })
    }
}

fn condition(file: &RuleFile<'_>) -> Result<Condition, PolicyError> {
    let mut condition = Condition::any();
    for (axis, list) in &file.when {
        let axis = Axis::parse(axis).map_err(|unknown| PolicyError::word(file.id, &unknown))?;
        condition
            .narrow(axis, list)
            .map_err(|what| PolicyError::Unknown {
                rule: file.id.to_owned(),
                what,
            })?;
    }
    Ok(condition)
}

fn check_unique<S: AsRef<str>>(names: impl Iterator<Item = S>) -> Result<(), PolicyError> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name.as_ref().to_owned()) {
            return Err(PolicyError::Duplicate(name.as_ref().to_owned()));
        }
    }
    Ok(())
}
