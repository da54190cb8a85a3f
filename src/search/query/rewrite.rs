//! Changing a query by a choice: one facet is written anew, and all else stays as it was typed.

use super::{Condition, Query, Term};
use crate::search::{Facet, Wanted, written::quoted};

/// How a value stands in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Included,
    Excluded,
    Free,
}

impl Query {
    /// Adds a facet as if it had been typed.
    pub fn and(&mut self, facet: Facet, values: Vec<Wanted>, is_negated: bool) {
        if values.is_empty() {
            return;
        }
        let written = written(facet, &values, is_negated);
        let condition = Condition::Facet {
            facet,
            values,
            is_negated,
        };
        self.terms.push(Term { written, condition });
    }

    /// The query with another standing of one value: all else stays as it was written.
    #[must_use]
    pub fn rewritten(&self, value: &Wanted, standing: Standing) -> String {
        let facet = value.facet();
        let mut wanted = self.values(facet, false);
        let mut unwanted = self.values(facet, true);
        wanted.retain(|known| known != value);
        unwanted.retain(|known| known != value);
        match standing {
            Standing::Included if facet.is_single() => wanted = vec![value.clone()],
            Standing::Included => wanted.push(value.clone()),
            Standing::Excluded => unwanted.push(value.clone()),
            Standing::Free => {}
        }
        self.with(facet, &wanted, &unwanted)
    }

    /// The query without a facet.
    #[must_use]
    pub fn without(&self, facet: Facet) -> String {
        self.with(facet, &[], &[])
    }

    fn with(&self, facet: Facet, wanted: &[Wanted], unwanted: &[Wanted]) -> String {
        let is_other = |term: &&Term| !matches!(&term.condition, Condition::Facet { facet: known, .. } if *known == facet);
        let others = self
            .terms
            .iter()
            .filter(is_other)
            .map(|term| term.written.clone());
        let own = [(wanted, false), (unwanted, true)]
            .into_iter()
            .filter(|(values, _)| !values.is_empty())
            .map(|(values, is_negated)| written(facet, values, is_negated));
        others.chain(own).collect::<Vec<_>>().join(" ")
    }
}

fn written(facet: Facet, values: &[Wanted], is_negated: bool) -> String {
    let sign = if is_negated { "-" } else { "" };
    let words: Vec<String> = values.iter().map(|value| quoted(value.word())).collect();
    format!("{sign}{}:{}", facet.word(), words.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Deployment, Level};

    #[test]
    fn a_choice_rewrites_its_facet_and_nothing_else() {
        let table = [
            (
                "Postgres lvl:x",
                Wanted::Level(Level::Airbyte),
                Standing::Included,
                "Postgres lvl:x level:airbyte",
            ),
            (
                "level:airbyte pg",
                Wanted::Level(Level::Enterprise),
                Standing::Included,
                "pg level:airbyte,enterprise",
            ),
            (
                "lev:certified",
                Wanted::Level(Level::Airbyte),
                Standing::Free,
                "",
            ),
            (
                "level:airbyte",
                Wanted::Level(Level::Airbyte),
                Standing::Excluded,
                "-level:airbyte",
            ),
            (
                "on:cloud \"two words\"",
                Wanted::On(Deployment::Powered),
                Standing::Included,
                "\"two words\" on:powered",
            ),
        ];
        for (text, value, standing, expected) in table {
            assert_eq!(
                Query::parse(text).rewritten(&value, standing),
                expected,
                "{text}"
            );
        }
        assert_eq!(
            Query::parse("a level:airbyte b").without(Facet::Level),
            "a b"
        );
    }

    #[test]
    fn a_value_among_alternatives_is_mentioned_and_left_alone_by_choices() {
        let query = Query::parse("level:archived | postgres");
        let archived = Wanted::Level(Level::Archived);
        assert!(query.mentions(&archived));
        assert!(!query.wants(&archived));
        assert!(!Query::parse("-level:archived | postgres").mentions(&archived));
        assert_eq!(
            query.rewritten(&archived, Standing::Excluded),
            "level:archived | postgres -level:archived"
        );
    }

    #[test]
    fn an_open_quote_swallows_nothing_that_is_added() {
        let query = Query::parse("\"two wo");
        assert_eq!(
            query.rewritten(&Wanted::Level(Level::Airbyte), Standing::Included),
            "\"two wo\" level:airbyte"
        );
    }
}
