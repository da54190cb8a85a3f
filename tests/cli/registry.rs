//! Registries made by hand, small and in the shape that Airbyte publishes.

use serde_json::{Map, Value, json};

/// An entry of a registry; the kind follows from the slug.
#[derive(Clone)]
pub(crate) struct Entry(Map<String, Value>);

/// A definition id for a number.
pub(crate) fn id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

impl Entry {
    /// An Airbyte connector at GA, version 3.0.0, in both registries.
    pub(crate) fn new(slug: &str, number: usize) -> Self {
        let name = slug.split_once('-').map_or(slug, |(_, tail)| tail);
        let Value::Object(map) = json!({
            "name": name,
            "dockerRepository": format!("airbyte/{slug}"),
            "dockerImageTag": "3.0.0",
            "documentationUrl": format!("https://docs.airbyte.com/integrations/{slug}"),
            "supportLevel": "certified",
            "releaseStage": "generally_available",
            "tombstone": false, "public": true, "custom": false,
            "availability": ["cloud", "oss"],
        }) else {
            unreachable!("an object was written");
        };
        Self(map).identified(slug, number)
    }

    fn identified(self, slug: &str, number: usize) -> Self {
        let field = if slug.starts_with("source") {
            "sourceDefinitionId"
        } else {
            "destinationDefinitionId"
        };
        self.set(field, id(number))
    }

    /// Sets a field; null takes it away.
    pub(crate) fn set(mut self, field: &str, value: impl Into<Value>) -> Self {
        match value.into() {
            Value::Null => self.0.remove(field),
            value => self.0.insert(field.to_owned(), value),
        };
        self
    }

    pub(crate) fn level(self, word: &str) -> Self {
        self.set("supportLevel", word)
    }

    pub(crate) fn stage(self, word: &str) -> Self {
        self.set("releaseStage", word)
    }

    pub(crate) fn only_in(self, registries: &[&str]) -> Self {
        self.set("availability", json!(registries))
    }

    /// Declares a breaking change.
    pub(crate) fn breaks(mut self, version: &str, change: Value) -> Self {
        let releases = self.0.entry("releases").or_insert(json!({}));
        releases["breakingChanges"][version] = change;
        self
    }

    fn is_source(&self) -> bool {
        self.0.contains_key("sourceDefinitionId")
    }

    pub(crate) fn value(&self) -> Value {
        Value::Object(self.0.clone())
    }
}

/// A registry of both sides, if any entry says where it is offered; else one of either side.
pub(crate) fn registry(entries: &[Entry]) -> String {
    let of = |is_source| -> Vec<Value> {
        let kind = entries
            .iter()
            .filter(|entry| entry.is_source() == is_source);
        kind.map(Entry::value).collect()
    };
    json!({ "sources": of(true), "destinations": of(false) }).to_string()
}

/// As the two registries before the composite had it: without a word on where.
pub(crate) fn one_side(entries: &[Entry]) -> String {
    let silent: Vec<Entry> = entries
        .iter()
        .map(|entry| entry.clone().set("availability", Value::Null))
        .collect();
    registry(&silent)
}

/// A registry of the size of the real one.
pub(crate) fn large(size: usize) -> Vec<Entry> {
    let entry = |number| Entry::new(&format!("source-made-{number:03}"), number);
    (0..size).map(entry).collect()
}
