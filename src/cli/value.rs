//! Reading values of options: words of the vocabulary with their aliases, days, durations.

use std::marker::PhantomData;

use clap::{
    Arg, Command, Error,
    builder::{PossibleValue, StringValueParser, TypedValueParser},
    error::ErrorKind,
};

use crate::{
    date::{self, Date},
    text::Word,
};

/// Reads a word or any alias of it, and offers the words to completions.
#[derive(Debug)]
pub struct WordParser<W>(PhantomData<W>);

impl<W> WordParser<W> {
    pub fn new() -> Self {
        Self(PhantomData)
    }
}

impl<W> Clone for WordParser<W> {
    fn clone(&self) -> Self {
        Self::new()
    }
}

impl<W: Word + Send + Sync> TypedValueParser for WordParser<W> {
    type Value = W;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<W, Error> {
        W::parse(&value.to_string_lossy()).map_err(|unknown| {
            let option = arg.map_or_else(String::new, |arg| format!(" for {arg}"));
            Error::raw(ErrorKind::InvalidValue, format!("{unknown}{option}\n")).with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(W::ALL.iter().map(|word| {
            PossibleValue::new(word.word()).aliases(word.aliases())
        })))
    }
}

/// Takes any word, and offers those of a vocabulary: what is no word of it is told later, where the answer is.
#[derive(Debug, Clone)]
pub struct Offering<W>(WordParser<W>);

impl<W> Offering<W> {
    pub fn new() -> Self {
        Self(WordParser::new())
    }
}

impl<W: Word + Send + Sync> TypedValueParser for Offering<W> {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        self.0.possible_values()
    }
}

/// Reads a day.
pub fn day(text: &str) -> Result<Date, String> {
    match date::parse(text) {
        Some(day) if text.len() == 10 => Ok(day),
        _ => Err("wanted a day as YYYY-MM-DD, such as 2026-03-31".to_owned()),
    }
}

/// Reads a number of days.
pub fn days(text: &str) -> Result<i64, String> {
    date::span(text).ok_or_else(|| "wanted a number of days, such as 30d, 4w or 24h".to_owned())
}

/// Reads how many.
pub fn count(text: &str) -> Result<usize, String> {
    let count = text.parse();
    count.map_err(|_| "wanted a whole number, such as 10".to_owned())
}
