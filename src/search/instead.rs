//! How a query that finds nothing is written here, where its words are written as other programs want them: commas
//! between alternatives, signs for any letters. Asks nothing itself.

use super::{Condition, Place, Query, Term, written};

/// What stands between alternatives elsewhere.
const COMMAS: [char; 4] = [',', ';', '\u{ff0c}', '\u{3001}'];
/// What stands for any letters elsewhere.
const ANY: [char; 2] = ['*', '%'];

/// What is written in another way here, and how words that stand together are.
type Way = (&'static str, fn(&str) -> Option<String>);
const WAYS: [Way; 2] = [
    ("alternatives are parted by a bar", barred),
    ("the parts of a name are words", parted),
];

/// The query in each way that makes another one of it, with what the way is. Where something was misunderstood, that is
/// told.
pub(super) fn ways(query: &Query) -> impl Iterator<Item = (&'static str, Query)> {
    let ways = WAYS.iter().filter(|_| query.problems.is_empty());
    ways.filter_map(|(told, way)| Some((*told, rewritten(query, way)?)))
}

/// The query with its plain words written so; what else it asks for stays.
fn rewritten(query: &Query, way: impl Fn(&str) -> Option<String>) -> Option<Query> {
    let mut rewritten = Query::default();
    let mut is_another = false;
    let runs = query
        .terms
        .chunk_by(|one, other| is_plain(one) && is_plain(other));
    for run in runs {
        let together: Vec<&str> = run.iter().map(|term| term.written.as_str()).collect();
        let is_plain = run.first().is_some_and(is_plain);
        match way(&together.join(" ")).filter(|_| is_plain) {
            Some(written) => {
                is_another = true;
                rewritten.terms.extend(Query::parse(&written).terms);
            }
            None => rewritten.terms.extend_from_slice(run),
        }
    }
    is_another.then_some(rewritten)
}

/// Whether a term is a word without marks, quotes and what could be an address or a field.
fn is_plain(term: &Term) -> bool {
    let is_word = matches!(
        &term.condition,
        Condition::Text(word) if word.place == Place::Anywhere && !word.is_negated
    );
    is_word && !term.written.contains(['"', '\\', ':', '/', '@', '|'])
}

/// Alternatives between commas; several words of one stay together.
fn barred(words: &str) -> Option<String> {
    let pieces = words.split(COMMAS).map(str::trim);
    let pieces: Vec<String> = pieces
        .filter(|piece| !piece.is_empty())
        .map(|piece| {
            if piece.contains(char::is_whitespace) {
                written::quoted(piece)
            } else {
                piece.to_owned()
            }
        })
        .collect();
    (pieces.len() > 1).then(|| pieces.join(" | "))
}

/// The words around the signs for any letters, where such a sign parts any.
fn parted(words: &str) -> Option<String> {
    let count = words.split_whitespace().count();
    let pieces = words.split(|c: char| c.is_whitespace() || ANY.contains(&c));
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    (pieces.len() > count).then(|| pieces.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_they_are_here() {
        let table: [(&str, &[&str]); 17] = [
            ("mysql,mssql", &["mysql | mssql"]),
            ("mysql, mssql ,pg;", &["mysql | mssql | pg"]),
            ("mysql , mssql", &["mysql | mssql"]),
            ("google ads, stripe", &["\"google ads\" | stripe"]),
            (
                "level:airbyte a,b -c kind:source",
                &["level:airbyte a | b -c kind:source"],
            ),
            ("a, level:airbyte", &[]),
            ("a,", &[]),
            ("level:x,y", &[]),
            ("mysql OR mssql,pg", &[]),
            ("\"a,b\"", &[]),
            ("a\\,b", &[]),
            ("^a,b", &[]),
            ("airbyte/source-a,b", &[]),
            ("g*sheets", &["g sheets"]),
            ("%g%sheets% x*", &["g sheets x"]),
            ("postgres*", &[]),
            ("a*b,c", &["a*b | c", "a b,c"]),
        ];
        for (text, expected) in table {
            let ways: Vec<String> = ways(&Query::parse(text))
                .map(|(_, query)| query.to_string())
                .collect();
            assert_eq!(ways, expected, "{text}");
        }
    }
}
