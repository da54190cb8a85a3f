//! Why a query finds nothing: which of its terms stand in the way, and how many there are without them.

use super::{Condition, Ground, Hands, Memo, Query, Term, count};
use crate::{catalog::Connector, sort};

/// What can be dropped, and what is found then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// One term; or two, where no single one helps.
    pub without: Vec<String>,
    pub count: usize,
}

/// More terms than this are not tried one by one, and fewer in pairs: each try asks the whole catalog.
pub const TRIED: usize = 12;
const PAIRED: usize = 5;

/// The terms without which there would be hits, filters first; where no single one helps, the pair that leaves most.
/// Only for a query that finds nothing. Nothing if it was called off.
pub fn obstacles<H: Hands>(
    query: &Query,
    ground: &Ground<'_>,
    is_listed: impl Fn(&Connector, &Query) -> bool + Sync,
    (memo, hands): (&mut Memo, &H),
) -> Option<Vec<Obstacle>> {
    let terms = &query.terms;
    if !(2..=TRIED).contains(&terms.len()) {
        return Some(Vec::new());
    }
    let mut drop = |dropped: &[usize]| {
        let rest = Query {
            terms: without(terms, dropped),
            problems: Vec::new(),
        };
        let is_listed = |connector: &Connector| is_listed(connector, &rest);
        let count = count(&rest, ground, is_listed, (&mut *memo, hands))?;
        let written = |at: &usize| terms.get(*at).map(|term| term.written.clone());
        let without = dropped.iter().filter_map(written).collect();
        Some(Obstacle { without, count })
    };
    let mut order: Vec<usize> = (0..terms.len()).collect();
    sort::by_key(&mut order, |at| terms.get(*at).is_some_and(is_word));
    let single = order.iter().map(|at| drop(&[*at]));
    let mut single: Vec<Obstacle> = single.collect::<Option<_>>()?;
    single.retain(Obstacle::is_one);
    if !single.is_empty() || !(3..=PAIRED).contains(&terms.len()) {
        return Some(single);
    }
    let pairs = (0..terms.len()).flat_map(|a| (a + 1..terms.len()).map(move |b| [a, b]));
    let pairs: Vec<Obstacle> = pairs.map(|pair| drop(&pair)).collect::<Option<_>>()?;
    let pairs = pairs.into_iter().filter(Obstacle::is_one);
    Some(pairs.max_by_key(|pair| pair.count).into_iter().collect())
}

impl Obstacle {
    /// Whether anything is found without it.
    fn is_one(&self) -> bool {
        self.count > 0
    }
}

fn without(terms: &[Term], dropped: &[usize]) -> Vec<Term> {
    let kept = terms
        .iter()
        .enumerate()
        .filter(|(at, _)| !dropped.contains(at));
    kept.map(|(_, term)| term.clone()).collect()
}

fn is_word(term: &Term) -> bool {
    matches!(term.condition, Condition::Text(_))
}

/// What a person reads of them: "without level:enterprise there are 19, without google 11".
pub fn told(obstacles: &[Obstacle]) -> Option<String> {
    let part = |(at, Obstacle { without, count }): (usize, &Obstacle)| {
        let without = without.join(" and ");
        match (at, count) {
            (0, 1) => format!("without {without} there is 1"),
            (0, _) => format!("without {without} there are {count}"),
            _ => format!("without {without} {count}"),
        }
    };
    let parts: Vec<_> = obstacles.iter().enumerate().map(part).collect();
    let told = parts.join(", ");
    Some(told).filter(|told| !told.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_is_told_with_its_number() {
        let part = |without: &[&str], count| Obstacle {
            without: without.iter().map(|w| (*w).to_owned()).collect(),
            count,
        };
        let table = [
            (vec![], None),
            (vec![part(&["pg"], 1)], Some("without pg there is 1")),
            (
                vec![part(&["level:enterprise"], 19), part(&["google"], 1)],
                Some("without level:enterprise there are 19, without google 1"),
            ),
            (
                vec![part(&["a", "b"], 2)],
                Some("without a and b there are 2"),
            ),
        ];
        for (obstacles, expected) in table {
            assert_eq!(told(&obstacles).as_deref(), expected);
        }
    }
}
