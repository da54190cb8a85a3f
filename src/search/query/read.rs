//! From a text to the terms of a query: parts between blanks, fields with their values, alternatives.

use std::ops::Range;

use crate::{
    search::{Bound, Facet, Field, pattern::Pattern},
    text::nearest,
};

use super::{Condition, Problem, Query, Term};

/// Between alternatives, with blanks around it.
const OR: &str = "|";

enum Name {
    Facet(Facet),
    Field(Field),
}

pub(super) fn query(text: &str) -> Query {
    let mut query = Query::default();
    let mut start = 0;
    let mut is_alternative = false;
    for part in parts(text) {
        let written = &text[part.at.clone()];
        if written == OR {
            is_alternative = !query.terms.is_empty();
            continue;
        }
        let condition = condition(&part, &closed(written)).unwrap_or_else(|message| {
            let (part, at) = (part.text.clone(), part.at.clone());
            let condition = Condition::Text(Pattern::word(&part));
            query.problems.push(Problem { part, at, message });
            condition
        });
        let first = if is_alternative {
            query.terms.pop()
        } else {
            None
        };
        is_alternative = false;
        if first.is_none() {
            start = part.at.start;
        }
        query.terms.push(Term {
            written: closed(&text[start..part.at.end]),
            condition: match first {
                Some(first) => first.condition.or(condition),
                None => condition,
            },
        });
    }
    query
}

/// A quote that is still open would swallow what is written behind it.
fn closed(written: &str) -> String {
    let is_open = written.matches('"').count() % 2 == 1;
    format!("{written}{}", if is_open { "\"" } else { "" })
}

/// A blank-separated part, with its quotes removed.
#[derive(Debug, Default)]
struct Part {
    text: String,
    /// Where it stands in the query, quotes included.
    at: Range<usize>,
    /// The place in `text` of the colon that ends a field's name.
    colon: Option<usize>,
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = Part::default();
    let mut is_quoted = false;
    let mut was_quoted = false;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let is_end = at == text.len() || (c.is_whitespace() && !is_quoted);
        match c {
            _ if is_end => {
                part.at.end = at;
                if !part.text.trim().is_empty() {
                    parts.push(std::mem::take(&mut part));
                }
                part = Part {
                    at: at + c.len_utf8()..at,
                    ..Part::default()
                };
                was_quoted = false;
            }
            '"' => {
                is_quoted = !is_quoted;
                was_quoted = true;
            }
            ':' if part.colon.is_none() && !was_quoted => {
                part.colon = Some(part.text.len());
                part.text.push(c);
            }
            c => part.text.push(c),
        }
    }
    parts
}

fn condition(part: &Part, written: &str) -> Result<Condition, String> {
    let is_field = |at: &usize| *at > 0 && !written.starts_with(['\'', '^']);
    let Some(colon) = part.colon.filter(is_field) else {
        return Ok(Condition::Text(Pattern::read(written)));
    };
    let (field, value) = (&part.text[..colon], &part.text[colon + 1..]);
    let (is_negated, field) = match field.strip_prefix(['-', '!']) {
        Some(field) => (true, field),
        None => (false, field),
    };
    match name(field)? {
        Name::Field(field) => Ok(Condition::Bound {
            bound: Bound::parse(field, value)?,
            is_negated,
        }),
        Name::Facet(facet) => facet_condition(facet, value, is_negated),
    }
}

fn facet_condition(facet: Facet, value: &str, is_negated: bool) -> Result<Condition, String> {
    if let Some(bound) = facet.graded(value) {
        return Ok(Condition::Bound { bound, is_negated });
    }
    let values = value
        .split(',')
        .filter(|value| !value.is_empty())
        .map(|value| facet.value(value))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|unknown| unknown.0)?;
    if values.is_empty() {
        return Err(format!("{}: wants a value", facet.word()));
    }
    Ok(Condition::Facet {
        facet,
        values,
        is_negated,
    })
}

/// Finds a field by its name or any unique beginning of it.
fn name(given: &str) -> Result<Name, String> {
    let asked = given.to_ascii_lowercase();
    let all = || {
        let facets = Facet::ALL.iter().map(|f| (f.word(), Name::Facet(*f)));
        facets.chain(Field::ALL.iter().map(|f| (f.word(), Name::Field(*f))))
    };
    if let Some((_, exact)) = all().find(|(word, _)| *word == asked) {
        return Ok(exact);
    }
    let mut starting = all().filter(|(word, _)| word.starts_with(&asked));
    match (starting.next(), starting.next()) {
        (Some((_, one)), None) => Ok(one),
        (Some((first, _)), Some((second, _))) => {
            Err(format!("field \"{given}\" could be {first} or {second}"))
        }
        (None, _) => {
            let near = nearest::one(&asked, all().map(|(word, _)| word));
            let hint = near.map_or_else(String::new, |near| format!("; did you mean {near}:?"));
            Err(format!("unknown field \"{given}\"{hint}"))
        }
    }
}
