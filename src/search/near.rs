//! What to offer where a query finds nothing: what the list hides, what it would find were it written as it is here,
//! what most of its words find, names like its words.

use super::{
    Condition, Ground, Hands, Memo, Query, Tier, alike,
    ask::{Asked, FEW, Means, Ranked},
    instead,
};
use crate::catalog::Connector;

/// How many connectors are named.
const NAMED: usize = 5;
/// Of hidden ones.
const HIDDEN: usize = 3;

/// The connectors that come near to a query without hits, by their slugs; what is archived says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Near {
    /// How many would be found among all, and the first of them.
    pub hidden: usize,
    first: Vec<String>,
    /// How the query is written here, if it finds anything then.
    pub instead: Option<String>,
    pub nearest: Vec<String>,
    /// Whether all names were compared: in a large catalog that takes too long.
    pub is_measured: bool,
}

impl Near {
    /// How many the list hides, and the first of them.
    pub fn told(&self) -> Option<String> {
        let more = if self.hidden > self.first.len() {
            ", …"
        } else {
            ""
        };
        let noun = if self.hidden == 1 { "one" } else { "ones" };
        let first = self.first.join(", ");
        (self.hidden > 0)
            .then(|| format!("{} archived or removed {noun}: {first}{more}", self.hidden))
    }
}

/// What comes near to a query that finds nothing; nothing if it was called off.
pub fn near<H: Hands>(
    query: &Query,
    ground: &Ground<'_>,
    (memo, hands): (&mut Memo, &H),
) -> Option<Near> {
    let hidden = hits(query, ground, (&mut *memo, hands))?;
    if !hidden.is_empty() {
        let first = hidden.iter().take(HIDDEN);
        let slug = |(_, row): &(i64, u32)| Some(ground.connector(*row)?.slug.to_string());
        return Some(Near {
            hidden: hidden.len(),
            first: first.filter_map(slug).collect(),
            ..Near::default()
        });
    }
    for (told, instead) in instead::ways(query) {
        let found = hits(&instead, ground, (&mut *memo, hands))?;
        let mut found = found.iter().filter_map(|(_, row)| ground.connector(*row));
        if found.any(|connector| !connector.is_gone()) {
            return Some(Near {
                instead: Some(format!("{told}: {instead}")),
                ..Near::default()
            });
        }
    }
    let mut found = in_parts(query, ground, (&mut *memo, hands))?;
    if found.is_empty() {
        let alike = alike::alike(query, ground);
        found = met(alike, query, ground, (memo, hands))?;
    }
    found.sort_by_key(|connector| connector.is_gone());
    Some(Near {
        nearest: found.into_iter().take(NAMED).map(named).collect(),
        is_measured: alike::is_measured(ground.connectors),
        ..Near::default()
    })
}

/// Those of connectors that meet what a query asks for besides its words.
fn met<'a, H: Hands>(
    connectors: Vec<&'a Connector>,
    query: &Query,
    ground: &Ground<'a>,
    means: Means<'_, H>,
) -> Option<Vec<&'a Connector>> {
    let others = query.terms.iter().filter(|term| !is_word(&term.condition));
    let rest = Query {
        terms: others.cloned().collect(),
        ..Query::default()
    };
    if connectors.is_empty() || rest.is_empty() {
        return Some(connectors);
    }
    let hits = hits(&rest, ground, means)?;
    let is_met = |connector: &&Connector| {
        let mut met = hits.iter().filter_map(|(_, row)| ground.connector(*row));
        met.any(|other| std::ptr::eq(other, *connector))
    };
    Some(connectors.into_iter().filter(is_met).collect())
}

fn named(connector: &Connector) -> String {
    let mark = if connector.is_gone() {
        " (archived)"
    } else {
        ""
    };
    format!("{}{mark}", connector.slug)
}

/// The hits among all, with the keys of their order.
fn hits<H: Hands>(
    query: &Query,
    ground: &Ground<'_>,
    (memo, hands): Means<'_, H>,
) -> Option<Vec<(i64, u32)>> {
    let asked = Asked::of(query, (ground, &|_| true), (memo, hands))?;
    let parts = asked.hits(|_| true, hands)?;
    let mut hits: Vec<(i64, u32)> = parts.iter().flat_map(Ranked::keyed).collect();
    hits.sort_unstable();
    Some(hits)
}

/// What the most of the words find that find anything together.
fn in_parts<'a, H: Hands>(
    query: &Query,
    ground: &Ground<'a>,
    (memo, hands): Means<'_, H>,
) -> Option<Vec<&'a Connector>> {
    let is_word = |at: &usize| is_word(&query.terms[*at].condition);
    let words: Vec<usize> = (0..query.terms.len()).filter(is_word).collect();
    if !(2..=FEW).contains(&words.len()) {
        return Some(Vec::new());
    }
    for kept in (1..words.len()).rev() {
        let mut found: Vec<(i64, u32)> = Vec::new();
        let choices = 0..1_usize << words.len();
        for choice in choices.filter(|choice| choice.count_ones() as usize == kept) {
            let part = part(query, &words, choice);
            let hits = hits(&part, ground, (&mut *memo, hands))?.into_iter();
            found.extend(hits.filter(|hit| alike::is_near((&part, query), *hit, ground)));
        }
        if !found.is_empty() {
            return Some(best(found, ground));
        }
    }
    Some(Vec::new())
}

/// The query with the chosen words only; what is no word stays.
fn part(query: &Query, words: &[usize], choice: usize) -> Query {
    let is_kept = |at: usize| {
        let word = words.iter().position(|word| *word == at);
        word.is_none_or(|word| choice >> word & 1 == 1)
    };
    let terms = query.terms.iter().enumerate();
    let terms = terms.filter(|(at, _)| is_kept(*at));
    Query {
        terms: terms.map(|(_, term)| term.clone()).collect(),
        problems: Vec::new(),
    }
}

/// The best of them, each once, without those that are much worse than the first.
fn best<'a>(mut found: Vec<(i64, u32)>, ground: &Ground<'a>) -> Vec<&'a Connector> {
    found.sort_unstable();
    let worst = found
        .first()
        .map_or(0, |(key, _)| key + ((Tier::Prefix as i64) << 32));
    let mut rows: Vec<u32> = Vec::new();
    for (_, row) in found.into_iter().filter(|(key, _)| *key <= worst) {
        if !rows.contains(&row) {
            rows.push(row);
        }
        if rows.len() == 2 * NAMED {
            break;
        }
    }
    rows.into_iter()
        .filter_map(|row| ground.connector(row))
        .collect()
}

fn is_word(condition: &Condition) -> bool {
    matches!(condition, Condition::Text(word) if !word.is_negated && !word.needle.is_empty())
}
