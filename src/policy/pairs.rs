//! Names with something behind each, as a policy file writes conditions, conclusions and documents. Knows none of them.

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};

/// In the order of the names. They are few, so they are looked through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pairs<'a, V = &'a str>(pub(super) Vec<(&'a str, V)>);

impl<V> Default for Pairs<'_, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> Pairs<'_, V> {
    pub(super) fn get(&self, name: &str) -> Option<&V> {
        let mut pairs = self.0.iter();
        let found = pairs.find(|(known, _)| *known == name);
        found.map(|(_, behind)| behind)
    }
}

impl<'de: 'a, 'a, V: Deserialize<'de>> Deserialize<'de> for Pairs<'a, V> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Reading(PhantomData))
    }
}

struct Reading<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for Reading<V> {
    type Value = Pairs<'de, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("names with something behind each")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs: Vec<(&'de str, V)> = Vec::new();
        while let Some((name, behind)) = map.next_entry()? {
            match pairs.binary_search_by(|(known, _)| known.cmp(&name)) {
                Ok(_) => return Err(A::Error::custom(format!("\"{name}\" is there twice"))),
                Err(place) => pairs.insert(place, (name, behind)),
            }
        }
        Ok(Pairs(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_order_and_none_twice() {
        let read = |json| serde_json::from_str::<Pairs<'_>>(json);
        let pairs = read(r#"{"b": "2", "c": "3", "a": "1"}"#).unwrap();
        assert_eq!(pairs.0, [("a", "1"), ("b", "2"), ("c", "3")]);
        assert_eq!((pairs.get("c"), pairs.get("d")), (Some(&"3"), None));
        let twice = read(r#"{"a": "1", "a": "1"}"#).unwrap_err().to_string();
        assert!(twice.starts_with("\"a\" is there twice"), "{twice}");
        assert!(read("[]").is_err());
    }
}
