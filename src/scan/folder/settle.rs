//! Follows names to the values behind them, as far as the files of a folder tell. Each place has a budget, since a
//! name may stand for itself or for ever more of others.

mod choices;
mod elements;
mod whole;

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::HashMap,
};

use super::{Each, Named, Names, Naming, Pinning, Step, Value};
use crate::scan::{Pin, What};
use choices::Choices;

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
pub(super) enum Head<'v> {
    Null,
    Text(Cow<'v, str>),
    List(&'v [Value]),
    Map(&'v [(String, Value)]),
    Connector(What, Pin),
    /// What tells a connector, and what it is told for where it is repeated.
    Block(&'v Naming, Scope<'v>),
    /// The files do not say.
    Open,
}

/// What names stand for in one place only: `each.key`, or those of a `for`.
pub(super) type Scope<'v> = Vec<(String, Head<'v>)>;

/// The elements of a collection with their keys.
pub(super) type Elements<'v> = Vec<(Cow<'v, str>, Head<'v>)>;

/// What a call gives: `var.x`, and `module.y` with its outputs.
pub(super) type Bound = HashMap<String, Value>;

/// What a place mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub what: What,
    pub pin: Pin,
    /// The given name that led to the connector, if one did.
    pub by: Option<String>,
}

pub(super) struct Settler<'v> {
    names: &'v Names,
    bound: &'v Bound,
    steps: Cell<usize>,
    depth: Cell<usize>,
    choices: Choices,
    /// The first given name that was asked for.
    by: RefCell<Option<String>>,
}

impl<'v> Settler<'v> {
    pub(super) fn new(names: &'v Names, bound: &'v Bound) -> Self {
        Self {
            names,
            bound,
            steps: Cell::new(0),
            depth: Cell::new(0),
            choices: Choices::default(),
            by: RefCell::default(),
        }
    }

    /// What a place mentions: one connector, or one for each element that it is repeated for.
    pub(super) fn all(&self, naming: &'v Naming, written: &str) -> Vec<Found> {
        self.steps.set(0);
        let elements = naming
            .each
            .as_ref()
            .and_then(|over| self.elements(over, &Vec::new()));
        let mut found: Vec<Found> = Vec::new();
        for (key, value) in elements.unwrap_or_default() {
            self.each_choice(naming, written, &each(key, value), &mut found);
        }
        if found.is_empty() {
            self.each_choice(naming, written, &Vec::new(), &mut found);
        }
        if found.iter().any(Found::is_settled) {
            found.retain(Found::is_settled);
        }
        found
    }

    /// What a place mentions whichever way a condition goes.
    fn each_choice(
        &self,
        naming: &'v Naming,
        written: &str,
        scope: &Scope<'v>,
        found: &mut Vec<Found>,
    ) {
        self.choices.begin();
        loop {
            self.by.take();
            let (what, pin) = self.one(naming, written, scope);
            let by = self.by.take();
            let one = Found { what, pin, by };
            if !found.contains(&one) {
                found.push(one);
            }
            if !self.choices.advance() {
                return;
            }
        }
    }

    fn one(&self, naming: &'v Naming, written: &str, scope: &Scope<'v>) -> (What, Pin) {
        let (what, told) = match &naming.name {
            Named::Fixed(what) => (what.clone(), None),
            Named::By(form, value) => match self.head(value, scope) {
                Head::Text(text) if !text.trim().is_empty() => form.read(&text),
                Head::Connector(what, pin) => (what, Some(pin)),
                Head::Null
                | Head::Text(_)
                | Head::List(_)
                | Head::Map(_)
                | Head::Block(..)
                | Head::Open => (What::Reference(written.to_owned()), None),
            },
        };
        // Which name led to the connector is known by now, and a version is one or none.
        let by = self.by.take();
        let chosen = self.choices.pause();
        let pin = match &naming.pin {
            Pinning::Impossible => told.unwrap_or(Pin::Impossible),
            Pinning::Missing => told.unwrap_or(Pin::Missing),
            Pinning::At(value, written) => match self.head(value, scope) {
                Head::Text(text) => crate::scan::image::tagged(&text),
                Head::Null => told.unwrap_or(Pin::Missing),
                Head::List(_)
                | Head::Map(_)
                | Head::Connector(..)
                | Head::Block(..)
                | Head::Open => Pin::Unsettled(written.clone()),
            },
        };
        self.choices.resume(chosen);
        self.by.replace(by);
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
            Value::Either(sides) => match self.choices.choose(sides.len()) {
                Some(side) => self.head(&sides[side], scope),
                None => Head::Open,
            },
            Value::Connector(what, pin) => Head::Connector(what.clone(), pin.clone()),
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
            ("lower" | "upper", [one]) => match self.head(one, scope) {
                Head::Text(text) if name == "upper" => Head::Text(text.to_uppercase().into()),
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
            ("element", [list, index]) => self.step(&self.head(list, scope), index, scope),
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
        let (mut head, left) = self.root(steps, scope);
        for step in left {
            head = match (step, &head) {
                (Step::Name(name), Head::Block(naming, bound)) => {
                    self.attribute(naming, name, bound)
                }
                (Step::Name(name), _) => {
                    member(&head, name).map_or(Head::Open, |value| self.head(value, &Vec::new()))
                }
                (Step::At(index), _) => self.step(&head, index, scope),
            };
        }
        head
    }

    fn step(&self, head: &Head<'v>, index: &'v Value, scope: &Scope<'v>) -> Head<'v> {
        let index = match (self.head(index, scope), head) {
            (Head::Text(index), _) => index,
            // Every element has its turn.
            (_, Head::List(items)) if is_count(index) => {
                return match self.choices.choose(items.len()) {
                    Some(at) => self.head(&items[at], &Vec::new()),
                    None => Head::Open,
                };
            }
            _ => return Head::Open,
        };
        match head {
            Head::Block(naming, _) => Head::Block(naming, self.element(naming, &index)),
            _ => member(head, &index).map_or(Head::Open, |value| self.head(value, &Vec::new())),
        }
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
            if let Some(value) = self.value(&name) {
                return (self.head(value, &Vec::new()), left);
            }
            if let Some(naming) = self.names.namings.get(&name) {
                return (Head::Block(naming, Vec::new()), left);
            }
        }
        (Head::Open, &[])
    }

    /// What stands behind a name: what a call gives goes before what the folder itself has.
    fn value(&self, name: &str) -> Option<&'v Value> {
        let Some(given) = self.bound.get(name) else {
            return self.names.values.get(name);
        };
        let mut by = self.by.borrow_mut();
        by.get_or_insert_with(|| name.to_owned());
        Some(given)
    }

    /// An attribute of what tells a connector: its id leads to the connector itself.
    fn attribute(&self, naming: &'v Naming, name: &str, bound: &Scope<'v>) -> Head<'v> {
        match name {
            "id" | "definition_id" | "source_definition_id" | "destination_definition_id" => {
                match self.one(naming, "", bound) {
                    (What::Reference(_), _) => Head::Open,
                    (what, pin) => Head::Connector(what, pin),
                }
            }
            "connector_name" | "docker_repository" | "name" => match &naming.name {
                Named::By(_, value) => self.head(value, bound),
                Named::Fixed(_) => Head::Open,
            },
            "connector_version" | "docker_image_tag" => match &naming.pin {
                Pinning::At(value, _) => self.head(value, bound),
                Pinning::Impossible | Pinning::Missing => Head::Open,
            },
            _ => Head::Open,
        }
    }

    fn element(&self, naming: &'v Naming, index: &str) -> Scope<'v> {
        let elements = naming
            .each
            .as_ref()
            .and_then(|over| self.elements(over, &Vec::new()));
        let found = elements
            .unwrap_or_default()
            .into_iter()
            .find(|(key, _)| *key == index);
        found.map_or_else(Vec::new, |(key, value)| each(key, value))
    }

    /// The value behind a bare name, such as `local.connectors`.
    fn alias(&self, steps: &[Step]) -> Option<&'v Value> {
        let [Step::Name(first), Step::Name(second)] = steps else {
            return None;
        };
        self.value(&format!("{first}.{second}"))
    }
}

impl Found {
    fn is_settled(&self) -> bool {
        !matches!(self.what, What::Reference(_))
    }
}

/// What stands for one element while it has its turn.
pub(super) fn each<'v>(key: Cow<'v, str>, value: Head<'v>) -> Scope<'v> {
    vec![
        ("each.key".to_owned(), Head::Text(key)),
        ("each.value".to_owned(), value),
    ]
}

/// Whether it is `count.index`.
fn is_count(index: &Value) -> bool {
    let Value::Path(steps) = index else {
        return false;
    };
    steps.iter().filter_map(Step::name).eq(["count", "index"])
}

fn member<'v>(head: &Head<'v>, name: &str) -> Option<&'v Value> {
    match head {
        Head::Map(entries) => entries
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value),
        Head::List(items) => name.parse().ok().and_then(|at: usize| items.get(at)),
        Head::Null | Head::Text(_) | Head::Connector(..) | Head::Block(..) | Head::Open => None,
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
