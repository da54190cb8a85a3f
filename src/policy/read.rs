//! Reading the policy file and proving it: every text, source and word is checked, every aspect compiled.

use std::collections::{BTreeMap, BTreeSet};

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
struct PolicyFile {
    documents: BTreeMap<String, DocumentFile>,
    aspects: AspectFiles,
    notes: Vec<RuleFile>,
    glossary: Vec<EntryFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentFile {
    title: String,
    date: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AspectFiles {
    level: AspectFile,
    access: AspectFile,
    stage: AspectFile,
    support: AspectFile,
    sla: AspectFile,
    maintainer: AspectFile,
    promise: AspectFile,
    pin: AspectFile,
    deadline: AspectFile,
    scope: AspectFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AspectFile {
    reads: Vec<Axis>,
    rules: Vec<RuleFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    id: String,
    #[serde(default)]
    quiet: bool,
    when: BTreeMap<String, String>,
    #[serde(default)]
    then: BTreeMap<String, String>,
    text: String,
    source: SourceFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceFile {
    document: String,
    section: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryFile {
    topic: String,
    word: String,
    text: String,
    source: SourceFile,
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
    documents: &'a BTreeMap<String, DocumentFile>,
    rules: Vec<Rule>,
}

impl Reader<'_> {
    fn table<T: Conclusion>(
        &mut self,
        aspect: Aspect,
        file: &AspectFile,
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

    fn notes(&mut self, files: &[RuleFile]) -> Result<std::ops::Range<RuleAt>, PolicyError> {
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
        file: &RuleFile,
    ) -> Result<(Rule, T), PolicyError> {
        let mut words = Words::of(&file.id, &file.then);
        let conclusion = T::read(&mut words)?;
        words.finish()?;
        if let Some(what) = sentence::fault(&file.text, aspect) {
            let rule = file.id.clone();
            return Err(PolicyError::Text { rule, what });
        }
        let then = file
            .then
            .iter()
            .map(|(name, word)| (Text::name(name), Text::name(word)));
        let rule = Rule {
            id: id(&file.id)?,
            aspect,
            when: condition(file)?,
            then: then.collect(),
            text: file.text.clone(),
            source: self.source(&file.id, &file.source)?,
            is_quiet: file.quiet,
        };
        Ok((rule, conclusion))
    }

    fn glossary(&self, files: &[EntryFile]) -> Result<Vec<Entry>, PolicyError> {
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

    fn entry(&self, file: &EntryFile) -> Result<Entry, PolicyError> {
        let name = format!("{} {}", file.topic, file.word);
        let topic =
            Topic::parse(&file.topic).map_err(|unknown| PolicyError::word(&name, &unknown))?;
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
            text: file.text.clone(),
            source: self.source(&name, &file.source)?,
        })
    }

    fn source(&self, rule: &str, file: &SourceFile) -> Result<Source, PolicyError> {
        let error = |what: &str| PolicyError::Source {
            rule: rule.to_owned(),
            what: what.to_owned(),
        };
        let Some(document) = self.documents.get(&file.document) else {
            return Err(error(&format!(
                "names \"{}\", which is not among the documents",
                file.document
            )));
        };
        let parts = [&document.title, &file.section, &document.date];
        if parts.iter().any(|part| part.trim().is_empty()) {
            return Err(error("lacks a title, section or date"));
        }
        Ok(Source {
            document: Text::name(&document.title),
            section: Text::name(&file.section),
            date: Text::name(&document.date),
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

fn condition(file: &RuleFile) -> Result<Condition, PolicyError> {
    let mut condition = Condition::any();
    for (axis, list) in &file.when {
        let axis = Axis::parse(axis).map_err(|unknown| PolicyError::word(&file.id, &unknown))?;
        condition
            .narrow(axis, list)
            .map_err(|what| PolicyError::Unknown {
                rule: file.id.clone(),
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
