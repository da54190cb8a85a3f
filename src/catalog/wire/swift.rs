//! A value read without the parser, for those that ask for little of it: what they do not ask for is only stepped over.
//! Anything that could be wrong is declined and left to the parser, which knows what to say; what is read here reads
//! the same there.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any,
};

use super::skip::Skipper;

/// The object that a text begins with, and how long it is.
pub(super) fn object<'de, T: Deserialize<'de>>(text: &'de str) -> Option<(T, usize)> {
    if !text.starts_with('{') {
        return None;
    }
    let mut skipper = Skipper::new(text);
    let read = T::deserialize(Swift(&mut skipper)).ok()?;
    Some((read, skipper.place()))
}

/// That something is for the parser.
#[derive(Debug, Clone, Copy)]
struct Declined;

impl fmt::Display for Declined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("declined")
    }
}

impl std::error::Error for Declined {}

impl Error for Declined {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// The value that stands next.
struct Swift<'s, 'de>(&'s mut Skipper<'de>);

impl<'de> Deserializer<'de> for Swift<'_, 'de> {
    type Error = Declined;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Declined> {
        let skipper = self.0;
        match skipper.peek().ok_or(Declined)? {
            b'"' => match text(skipper)? {
                Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                Cow::Owned(text) => visitor.visit_str(&text),
            },
            b'{' => members(skipper, visitor),
            b'[' => elements(skipper, visitor),
            b't' => skipper
                .word(b"true")
                .ok_or(Declined)
                .and_then(|()| visitor.visit_bool(true)),
            b'f' => skipper
                .word(b"false")
                .ok_or(Declined)
                .and_then(|()| visitor.visit_bool(false)),
            b'n' => skipper
                .word(b"null")
                .ok_or(Declined)
                .and_then(|()| visitor.visit_unit()),
            _ => {
                let start = skipper.place();
                let number = skipper
                    .number()
                    .and_then(|()| skipper.between(start, skipper.place()));
                let mut number = serde_json::Deserializer::from_str(number.ok_or(Declined)?);
                number.deserialize_any(visitor).map_err(|_| Declined)
            }
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.0.value().ok_or(Declined)?;
        visitor.visit_unit()
    }

    /// Here the parser hands out texts of its own, as they stand.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: V,
    ) -> Result<V::Value, Declined> {
        Err(Declined)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Declined> {
        Err(Declined)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct identifier
    }
}

/// What a text says; the parser reads those with escapes.
fn text<'de>(skipper: &mut Skipper<'de>) -> Result<Cow<'de, str>, Declined> {
    let start = skipper.place();
    let is_escaped = skipper.string().ok_or(Declined)?;
    let end = skipper.place();
    if is_escaped {
        return unescaped(skipper.between(start, end));
    }
    let inner = skipper.between(start + 1, end - 1);
    inner.map(Cow::Borrowed).ok_or(Declined)
}

/// Few texts are escaped.
#[cold]
#[inline(never)]
fn unescaped(quoted: Option<&str>) -> Result<Cow<'_, str>, Declined> {
    let read = serde_json::from_str(quoted.ok_or(Declined)?);
    read.map(Cow::Owned).map_err(|_| Declined)
}

fn members<'de, V: Visitor<'de>>(
    skipper: &mut Skipper<'de>,
    visitor: V,
) -> Result<V::Value, Declined> {
    let mut inside = Inside::of(skipper, b'{', b'}')?;
    let read = visitor.visit_map(&mut inside)?;
    inside.is_over.then_some(read).ok_or(Declined)
}

fn elements<'de, V: Visitor<'de>>(
    skipper: &mut Skipper<'de>,
    visitor: V,
) -> Result<V::Value, Declined> {
    let mut inside = Inside::of(skipper, b'[', b']')?;
    let read = visitor.visit_seq(&mut inside)?;
    inside.is_over.then_some(read).ok_or(Declined)
}

/// A place between the members of an object or the elements of a list.
struct Inside<'s, 'de> {
    skipper: &'s mut Skipper<'de>,
    end: u8,
    is_first: bool,
    is_over: bool,
}

impl<'s, 'de> Inside<'s, 'de> {
    fn of(skipper: &'s mut Skipper<'de>, start: u8, end: u8) -> Result<Self, Declined> {
        skipper.take(start).ok_or(Declined)?;
        Ok(Self {
            skipper,
            end,
            is_first: true,
            is_over: false,
        })
    }

    /// Whether another one comes.
    fn comes(&mut self) -> Result<bool, Declined> {
        if self.is_over || self.skipper.accept(self.end) {
            self.is_over = true;
            return Ok(false);
        }
        if !self.is_first {
            self.skipper.take(b',').ok_or(Declined)?;
        }
        self.is_first = false;
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for &mut Inside<'_, 'de> {
    type Error = Declined;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Declined> {
        if !self.comes()? {
            return Ok(None);
        }
        seed.deserialize(Swift(self.skipper)).map(Some)
    }
}

impl<'de> MapAccess<'de> for &mut Inside<'_, 'de> {
    type Error = Declined;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Declined> {
        if !self.comes()? {
            return Ok(None);
        }
        seed.deserialize(Key(self.skipper)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Declined> {
        self.skipper.take(b':').ok_or(Declined)?;
        seed.deserialize(Swift(self.skipper))
    }
}

/// The key that stands next. One that is not asked for must be a text all the same.
struct Key<'s, 'de>(&'s mut Skipper<'de>);

impl<'de> Deserializer<'de> for Key<'_, 'de> {
    type Error = Declined;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Declined> {
        self.0.peek();
        match text(self.0)? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_str(&text),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests;
