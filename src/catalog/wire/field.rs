//! A JSON value as it was found, whatever was expected there: reading one never fails, judging it may.
//! Knows no field by name.

use std::{borrow::Cow, fmt, marker::PhantomData};

use serde::de::{
    Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
    value::{MapAccessDeserializer, SeqAccessDeserializer},
};

/// More elements than this in one list are not read; the longest published one has some hundred.
pub(super) const LIST_CAP: usize = 4096;

/// A value, with `L` read from a list and `O` from an object.
#[derive(Debug, Default)]
pub(super) enum Value<'a, L, O> {
    #[default]
    Absent,
    Text(Cow<'a, str>),
    Flag(bool),
    Number(f64),
    List(L),
    Object(O),
}

pub(super) type Scalar<'a> = Value<'a, IgnoredAny, IgnoredAny>;
pub(super) type List<'a, T> = Value<'a, Items<T>, IgnoredAny>;
pub(super) type Object<'a, T> = Value<'a, IgnoredAny, T>;

/// The elements of a list, up to the cap.
#[derive(Debug)]
pub(super) struct Items<T>(pub Vec<T>);

/// The members of an object in their order, up to the cap.
#[derive(Debug)]
pub(super) struct Members<'a, T>(pub Vec<(Scalar<'a>, T)>);

/// A value of another type than belongs there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Odd {
    expected: &'static str,
    found: &'static str,
}

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

impl<L, O> Value<'_, L, O> {
    /// A text that says something; a blank one says nothing.
    pub(super) fn text(&self) -> Result<Option<&str>, Odd> {
        let text = self.verbatim()?.map(trimmed);
        Ok(text.filter(|text| !text.is_empty()))
    }

    pub(super) fn verbatim(&self) -> Result<Option<&str>, Odd> {
        match self {
            Self::Absent => Ok(None),
            Self::Text(text) => Ok(Some(text)),
            _ => Err(self.odd("text")),
        }
    }

    /// What stands there in a few words, whatever it is.
    pub(super) fn told(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Flag(flag) => Cow::Owned(flag.to_string()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Absent | Self::List(_) | Self::Object(_) => Cow::Borrowed(self.found()),
        }
    }

    /// A yes or no; table tools write it as 1 and 0.
    pub(super) fn flag(&self) -> Result<Option<bool>, Odd> {
        match self {
            Self::Absent => Ok(None),
            Self::Flag(flag) => Ok(Some(*flag)),
            Self::Number(0.0) => Ok(Some(false)),
            Self::Number(1.0) => Ok(Some(true)),
            _ => Err(self.odd("true or false")),
        }
    }

    /// A whole number; table tools write it with a fraction of zero.
    pub(super) fn whole(&self) -> Result<Option<i64>, Odd> {
        match self {
            Self::Absent => Ok(None),
            #[expect(
                clippy::cast_possible_truncation,
                reason = "the guard keeps to whole numbers that fit"
            )]
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                Ok(Some(*number as i64))
            }
            _ => Err(self.odd("a whole number")),
        }
    }

    pub(super) fn list(&self) -> Result<Option<&L>, Odd> {
        match self {
            Self::Absent => Ok(None),
            Self::List(list) => Ok(Some(list)),
            _ => Err(self.odd("a list")),
        }
    }

    pub(super) fn object(&self) -> Result<Option<&O>, Odd> {
        match self {
            Self::Absent => Ok(None),
            Self::Object(object) => Ok(Some(object)),
            _ => Err(self.odd("an object")),
        }
    }

    /// That this is not what belongs there.
    pub(super) fn odd(&self, expected: &'static str) -> Odd {
        let found = self.found();
        Odd { expected, found }
    }

    fn found(&self) -> &'static str {
        match self {
            Self::Absent => "nothing",
            Self::Text(_) => "text",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Nearly all texts have no blanks around them, which their ends tell.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

impl<'de: 'a, 'a, L: Deserialize<'de>, O: Deserialize<'de>> Deserialize<'de> for Value<'a, L, O> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Anything::<Self>(PhantomData))
    }
}

struct Anything<V>(PhantomData<V>);

impl<'de: 'a, 'a, L: Deserialize<'de>, O: Deserialize<'de>> Visitor<'de>
    for Anything<Value<'a, L, O>>
{
    type Value = Value<'a, L, O>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Value::Absent)
    }
    fn visit_bool<E: Error>(self, flag: bool) -> Result<Self::Value, E> {
        Ok(Value::Flag(flag))
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "whole numbers beyond what a float holds are refused later"
    )]
    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Value::Number(number as f64))
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "whole numbers beyond what a float holds are refused later"
    )]
    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Value::Number(number as f64))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Value::Number(number))
    }
    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        L::deserialize(SeqAccessDeserializer::new(list)).map(Value::List)
    }
    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<Self::Value, A::Error> {
        O::deserialize(MapAccessDeserializer::new(object)).map(Value::Object)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Anything::<Self>(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Anything<Items<T>> {
    type Value = Items<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while items.len() < LIST_CAP {
            match list.next_element()? {
                Some(item) => items.push(item),
                None => return Ok(Items(items)),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Items(items))
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Members<'a, T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Anything::<Self>(PhantomData))
    }
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Visitor<'de> for Anything<Members<'a, T>> {
    type Value = Members<'a, T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while members.len() < LIST_CAP {
            match object.next_entry()? {
                Some(member) => members.push(member),
                None => return Ok(Members(members)),
            }
        }
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Scalar<'_> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn any_value_is_read_and_the_wrong_ones_are_named() {
        let table = [
            ("null", Ok(None)),
            ("\" a \"", Ok(Some("a"))),
            ("\"\"", Ok(None)),
            ("5", Err("expected text, found a number")),
            ("true", Err("expected text, found true or false")),
            ("[[[1]]]", Err("expected text, found a list")),
            ("{\"a\":{}}", Err("expected text, found an object")),
        ];
        for (json, expected) in table {
            let value = read(json);
            let text = value.text().map_err(|odd| odd.to_string());
            assert_eq!(
                text.as_ref().map_err(String::as_str),
                expected.as_ref().map_err(|e| *e),
                "{json}"
            );
        }
    }

    #[test]
    fn tables_write_flags_and_numbers_their_own_way() {
        assert_eq!(read("1.0").flag(), Ok(Some(true)));
        assert_eq!(read("0").flag(), Ok(Some(false)));
        assert!(read("2").flag().is_err());
        assert_eq!(read("200.0").whole(), Ok(Some(200)));
        assert!(read("0.5").whole().is_err());
        assert!(read("1e300").whole().is_err());
    }

    #[test]
    fn a_deep_value_where_text_belongs_does_not_fail() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(read(&deep).text().is_err());
    }

    #[test]
    fn lists_are_capped() {
        let long = serde_json::to_string(&vec![1; LIST_CAP + 7]).unwrap();
        let list: List<Scalar> = serde_json::from_str(&long).unwrap();
        assert_eq!(list.list().unwrap().unwrap().0.len(), LIST_CAP);
    }
}
