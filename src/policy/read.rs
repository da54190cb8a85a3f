//! Reading the policy file: every word of a condition or conclusion is checked, every aspect compiled. Texts stay where
//! they are written; the glossary is left as it is until somebody asks for it.

use std::{borrow::Cow, ops::Range};

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::text::Word;

use super::{
    Aspect, Axis, Condition, Policy, PolicyError, Rule,
    cited::{Citation, Document, Documents},
    glossary::Glossary,
    pairs::Pairs,
    rule::{Conclusion, Words},
    table::{RuleAt, Table},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile<'a> {
    #[serde(borrow)]
    documents: Pairs<'a, Document<'a>>,
    #[serde(borrow)]
    aspects: AspectFiles<'a>,
    #[serde(borrow)]
    notes: Vec<RuleFile<'a>>,
    #[serde(borrow)]
    glossary: &'a RawValue,
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
    #[serde(default)]
    warn: bool,
    #[serde(borrow)]
    when: Pairs<'a>,
    #[serde(borrow, default)]
    then: Pairs<'a>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    source: Citation<'a>,
}

/// Reads a policy as far as it is judged by.
pub(super) fn policy(json: &'static str) -> Result<Policy, PolicyError> {
    let file: PolicyFile =
        serde_json::from_str(json).map_err(|e| PolicyError::Shape(e.to_string()))?;
    let mut reader = Reader {
        documents: &file.documents,
        rules: Vec::new(),
    };
    let aspects = file.aspects;
    Ok(Policy {
        level: reader.table(Aspect::Level, aspects.level)?,
        access: reader.table(Aspect::Access, aspects.access)?,
        stage: reader.table(Aspect::Stage, aspects.stage)?,
        support: reader.table(Aspect::Support, aspects.support)?,
        sla: reader.table(Aspect::Sla, aspects.sla)?,
        maintainer: reader.table(Aspect::Maintainer, aspects.maintainer)?,
        promise: reader.table(Aspect::Promise, aspects.promise)?,
        pin: reader.table(Aspect::Pin, aspects.pin)?,
        deadline: reader.table(Aspect::Deadline, aspects.deadline)?,
        scope: reader.table(Aspect::Scope, aspects.scope)?,
        notes: reader.notes(file.notes)?,
        rules: reader.rules,
        glossary: Glossary {
            documents: file.documents,
            entries: file.glossary,
        },
    })
}

struct Reader<'a> {
    documents: &'a Documents,
    rules: Vec<Rule>,
}

impl Reader<'_> {
    fn table<T: Conclusion>(
        &mut self,
        aspect: Aspect,
        file: AspectFile<'static>,
    ) -> Result<Table<T>, PolicyError> {
        let conclusions = self.rules(aspect, file.rules)?;
        Table::compile(aspect.name(), &file.reads, &self.rules, conclusions)
    }

    fn notes(&mut self, files: Vec<RuleFile<'static>>) -> Result<Range<RuleAt>, PolicyError> {
        let first = self.rules.len();
        let _: Vec<()> = self.rules(Aspect::Note, files)?;
        Ok(first..self.rules.len())
    }

    /// Keeps the rules; what each of them concludes is for the table.
    fn rules<T: Conclusion>(
        &mut self,
        aspect: Aspect,
        files: Vec<RuleFile<'static>>,
    ) -> Result<Vec<T>, PolicyError> {
        let mut conclusions = Vec::with_capacity(files.len());
        self.rules.reserve(files.len());
        for file in files {
            conclusions.push(conclusion(&file)?);
            self.rules.push(self.rule(aspect, file)?);
        }
        Ok(conclusions)
    }

    fn rule(&self, aspect: Aspect, file: RuleFile<'static>) -> Result<Rule, PolicyError> {
        Ok(Rule {
            id: file.id,
            aspect,
            when: condition(&file)?,
            then: file.then.0,
            text: file.text,
            cited: file.source.among(self.documents, file.id)?,
            is_quiet: file.quiet,
            is_warned_of: file.warn,
        })
    }
}

fn conclusion<T: Conclusion>(file: &RuleFile<'_>) -> Result<T, PolicyError> {
    let mut words = Words::of(file.id, &file.then.0);
    let conclusion = T::read(&mut words)?;
    words.finish()?;
    Ok(conclusion)
}

fn condition(file: &RuleFile<'_>) -> Result<Condition, PolicyError> {
    let mut condition = Condition::any();
    for (axis, list) in &file.when.0 {
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
