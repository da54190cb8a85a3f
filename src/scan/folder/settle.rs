//! Follows names to the values behind them, as far as the files of a folder tell. Each place has a budget, since a
//! name may stand for itself or for ever more of others.

use std::{borrow::Cow, cell::Cell};

use super::{Each, Named, Names, Naming, Pinning, Site, Step, Value};
use crate::scan::{Mention, Pin, What};

/// So many names are followed for one place.
const STEPS: usize = 2_000;
/// So deep may names stand for names.
const DEPTH: usize = 48;
/// A longer text is no name of a connector and no version.
const TEXT: usize = 1_024;
/// A collection with more elements is not settled.
const ELEMENTS: usize = 500;

/// What an expression comes to.
#[derive(Debug, Clone)]
enum Head<'v> {
    Null,
    Text(Cow<'v, str>),
    List(&'v [Value]),
    Map(&'v [(String, Value)]),
    Connector(What, Pin),
    /// The files do not say.
    Open,
}

/// What names stand for in one place only: `each.key`, or those of a `for`.
type Scope<'v> = Vec<(String, Head<'v>)>;

/// The elements of a collection with their keys.
type Elements<'v> = Vec<(Cow<'v, str>, Head<'v>)>;

pub(super) struct Settler<'v> {
    names: &'v Names,
    steps: Cell<usize>,
    depth: Cell<usize>,
}

impl<'v> Settler<'v> {
    pub(super) fn new(names: &'v Names) -> Self {
        Self {
            names,
            steps: Cell::new(0),
            depth: Cell::new(0),
        }
    }

    /// What a place mentions: one connector, or one for each element that it is repeated for.
    pub(super) fn mentions(&self, site: &'v Site) -> Vec<Mention> {
        self.steps.set(0);
        let filled = |(what, pin)| Mention {
            what,
            pin,
            ..site.mention.clone()
        };
        self.all(&site.naming, &site.mention.written)
            .into_iter()
            .map(filled)
            .collect()
    }

    fn all(&self, naming: &'v Naming, written: &str) -> Vec<(What, Pin)> {
        let elements = naming
            .each
            .as_ref()
            .and_then(|over| self.elements(over, &Vec::new()));
        let mut found: Vec<(What, Pin)> = Vec::new();
        for (key, value) in elements.unwrap_or_default() {
            let scope = vec![
                ("each.key".to_owned(), Head::Text(key)),
                ("each.value".to_owned(), value),
            ];
            let one = self.one(naming, written, &scope);
            if !found.contains(&one) {
                found.push(one);
            }
        }
        if found.is_empty() {
            found.push(self.one(naming, written, &Vec::new()));
        }
        found
    }

    fn one(&self, naming: &'v Naming, written: &str, scope: &Scope<'v>) -> (What, Pin) {
        let (what, told) = match &naming.name {
            Named::Fixed(what) => (what.clone(), None),
            Named::By(form, value) => match self.head(value, scope) {
                Head::Text(text) if !text.trim().is_empty() => form.read(&text),
                Head::Connector(what, pin) => (what, Some(pin)),
                Head::Null | Head::Text(_) | Head::List(_) | Head::Map(_) | Head::Open => {
                    (What::Reference(written.to_owned()), None)
                }
            },
        };
        let pin = match &naming.pin {
            Pinning::Impossible => told.unwrap_or(Pin::Impossible),
            Pinning::Missing => told.unwrap_or(Pin::Missing),
            Pinning::At(value, written) => match self.head(value, scope) {
                Head::Text(text) => crate::scan::image::tagged(&text),
                Head::Null => told.unwrap_or(Pin::Missing),
                Head::List(_) | Head::Map(_) | Head::Connector(..) | Head::Open => {
                    Pin::Unsettled(written.clone())
                }
            },
        };
        (what, pin)
    }

    fn head(&self, value: &'v Value, scope: &Scope<'v>) -> Head<'v> {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > STEPS || self.depth.get() > DEPTH {
            return Head::Open;
        }
        self.depth.set(self.depth.get() + 1);
        let head = match value {
            Value::Null => Head::Null,
            Value::Text(text) => Head::Text(text.into()),
            Value::List(items) => Head::List(items),
            Value::Map(entries) => Head::Map(entries),
            Value::Path(steps) => self.path(steps, scope),
            Value::Joined(parts) => self.joined(parts, scope),
            Value::Call(name, given) => self.call(name, given, scope),
            Value::Each(_) | Value::Other => Head::Open,
        };
        self.depth.set(self.depth.get() - 1);
        head
    }

    fn joined(&self, parts: &'v [Value], scope: &Scope<'v>) -> Head<'v> {
        if let [one] = parts {
            return self.head(one, scope);
        }
        let mut whole = String::new();
        for part in parts {
            match self.head(part, scope) {
                Head::Text(text) if whole.len() + text.len() <= TEXT => whole.push_str(&text),
                _ => return Head::Open,
            }
        }
        Head::Text(whole.into())
    }

    fn call(&self, name: &str, given: &'v [Value], scope: &Scope<'v>) -> Head<'v> {
        match (name, given) {
            (
                "toset" | "tolist" | "tomap" | "tostring" | "nonsensitive" | "sensitive"
                | "trimspace",
                [one],
            ) => self.head(one, scope),
            ("lower", [one]) => match self.head(one, scope) {
                Head::Text(text) => Head::Text(text.to_lowercase().into()),
                other => other,
            },
            ("replace", [text, Value::Text(from), Value::Text(to)]) => {
                match self.head(text, scope) {
                    Head::Text(text) if text.len() <= TEXT && to.len() <= TEXT => {
                        Head::Text(text.replace(from.as_str(), to).into())
                    }
                    _ => Head::Open,
                }
            }
            ("lookup", [map, key, rest @ ..]) => {
                match (self.step(&self.head(map, scope), key, scope), rest) {
                    (Head::Open, [otherwise]) => self.head(otherwise, scope),
                    (found, _) => found,
                }
            }
            ("try" | "coalesce", given) => {
                let mut heads = given.iter().map(|value| self.head(value, scope));
                let first = heads.find(|head| !matches!(head, Head::Open | Head::Null));
                first.unwrap_or(Head::Open)
            }
            _ => Head::Open,
        }
    }

    fn path(&self, steps: &'v [Step], scope: &Scope<'v>) -> Head<'v> {
        let (head, left) = self.root(steps, scope);
        let mut head = head;
        for step in left {
            head = match step {
                Step::Name(name) => {
                    member(&head, name).map_or(Head::Open, |value| self.head(value, &Vec::new()))
                }
                Step::At(index) => self.step(&head, index, scope),
            };
        }
        head
    }

    fn step(&self, head: &Head<'v>, index: &'v Value, scope: &Scope<'v>) -> Head<'v> {
        let Head::Text(index) = self.head(index, scope) else {
            return Head::Open;
        };
        member(head, &index).map_or(Head::Open, |value| self.head(value, &Vec::new()))
    }

    /// What the first names of a path stand for, and the steps that are left.
    fn root(&self, steps: &'v [Step], scope: &Scope<'v>) -> (Head<'v>, &'v [Step]) {
        let words: Vec<&str> = steps.iter().map_while(Step::name).take(3).collect();
        for length in 1..=words.len() {
            let name = words[..length].join(".");
            let left = &steps[length..];
            if let Some((_, head)) = scope.iter().find(|(bound, _)| *bound == name) {
                return (head.clone(), left);
            }
            if let Some(value) = self.names.values.get(&name) {
                return (self.head(value, &Vec::new()), left);
            }
            if let Some(naming) = self.names.namings.get(&name) {
                return (self.attribute(naming, left, scope), &[]);
            }
        }
        (Head::Open, &[])
    }

    /// An attribute of what tells a connector: its id leads to the connector itself.
    fn attribute(&self, naming: &'v Naming, left: &'v [Step], scope: &Scope<'v>) -> Head<'v> {
        let (bound, left) = match left {
            [Step::At(index), left @ ..] => (self.element(naming, index, scope), left),
            _ => (Vec::new(), left),
        };
        let [Step::Name(attribute)] = left else {
            return Head::Open;
        };
        match attribute.as_str() {
            "id" | "definition_id" | "source_definition_id" | "destination_definition_id" => {
                match self.one(naming, "", &bound) {
                    (What::Reference(_), _) => Head::Open,
                    (what, pin) => Head::Connector(what, pin),
                }
            }
            "connector_name" | "docker_repository" | "name" => match &naming.name {
                Named::By(_, value) => self.head(value, &bound),
                Named::Fixed(_) => Head::Open,
            },
            "connector_version" | "docker_image_tag" => match &naming.pin {
                Pinning::At(value, _) => self.head(value, &bound),
                Pinning::Impossible | Pinning::Missing => Head::Open,
            },
            _ => Head::Open,
        }
    }

    fn element(&self, naming: &'v Naming, index: &'v Value, scope: &Scope<'v>) -> Scope<'v> {
        let Head::Text(index) = self.head(index, scope) else {
            return Vec::new();
        };
        let elements = naming
            .each
            .as_ref()
            .and_then(|over| self.elements(over, &Vec::new()));
        let found = elements
            .unwrap_or_default()
            .into_iter()
            .find(|(key, _)| *key == index);
        found.map_or_else(Vec::new, |(key, value)| {
            vec![
                ("each.key".to_owned(), Head::Text(key)),
                ("each.value".to_owned(), value),
            ]
        })
    }

    /// The elements of a collection with their keys; a list's stand for themselves.
    fn elements(&self, over: &'v Value, scope: &Scope<'v>) -> Option<Elements<'v>> {
        self.steps.set(self.steps.get() + 1);
        if self.steps.get() > STEPS || self.depth.get() > DEPTH {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let elements = match over {
            Value::Call(name, given) => self.made(name, given, scope),
            Value::Each(each) => self.projected(each, scope),
            Value::Path(steps) => match self.alias(steps) {
                Some(value) => self.elements(value, &Vec::new()),
                None => self.plain(&self.path(steps, scope)),
            },
            _ => self.plain(&self.head(over, scope)),
        };
        self.depth.set(self.depth.get() - 1);
        elements.filter(|elements| elements.len() <= ELEMENTS)
    }

    fn plain(&self, head: &Head<'v>) -> Option<Elements<'v>> {
        match head {
            Head::List(items) if items.len() <= ELEMENTS => {
                let heads = items.iter().map(|item| self.head(item, &Vec::new()));
                let keyed = heads.enumerate().map(|(at, head)| match &head {
                    Head::Text(text) => (text.clone(), head),
                    _ => (at.to_string().into(), head),
                });
                Some(keyed.collect())
            }
            Head::Map(entries) if entries.len() <= ELEMENTS => {
                let heads = entries
                    .iter()
                    .map(|(key, value)| (key.into(), self.head(value, &Vec::new())));
                Some(heads.collect())
            }
            _ => None,
        }
    }

    fn made(&self, name: &str, given: &'v [Value], scope: &Scope<'v>) -> Option<Elements<'v>> {
        match (name, given) {
            (
                "toset" | "tolist" | "tomap" | "nonsensitive" | "values" | "distinct" | "compact",
                [one],
            ) => self.elements(one, scope),
            ("keys", [one]) => {
                let elements = self.elements(one, scope)?.into_iter();
                Some(
                    elements
                        .map(|(key, _)| (key.clone(), Head::Text(key)))
                        .collect(),
                )
            }
            ("merge" | "concat" | "setunion", given) => {
                let parts: Option<Vec<_>> =
                    given.iter().map(|one| self.elements(one, scope)).collect();
                Some(parts?.into_iter().flatten().collect())
            }
            _ => None,
        }
    }

    fn projected(&self, each: &'v Each, scope: &Scope<'v>) -> Option<Elements<'v>> {
        let elements = self.elements(&each.over, scope)?.into_iter();
        let bound = elements.enumerate().map(|(at, (key, item))| {
            let mut scope = scope.clone();
            scope.extend(each.key.clone().map(|name| (name, Head::Text(key))));
            scope.push((each.item.clone(), item));
            let name = match each.name.as_ref().map(|name| self.head(name, &scope)) {
                None => at.to_string().into(),
                Some(Head::Text(name)) => name,
                Some(_) => return None,
            };
            Some((name, self.head(&each.made, &scope)))
        });
        bound.collect()
    }

    /// The value behind a bare name, such as `local.connectors`.
    fn alias(&self, steps: &[Step]) -> Option<&'v Value> {
        let [Step::Name(first), Step::Name(second)] = steps else {
            return None;
        };
        self.names.values.get(&format!("{first}.{second}"))
    }
}

fn member<'v>(head: &Head<'v>, name: &str) -> Option<&'v Value> {
    match head {
        Head::Map(entries) => entries
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value),
        Head::List(items) => name.parse().ok().and_then(|at: usize| items.get(at)),
        Head::Null | Head::Text(_) | Head::Connector(..) | Head::Open => None,
    }
}

impl Step {
    fn name(&self) -> Option<&str> {
        match self {
            Self::Name(name) => Some(name),
            Self::At(_) => None,
        }
    }
}
