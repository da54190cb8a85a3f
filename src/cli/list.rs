//! `list`: connectors that a query finds, in the format that the reader wants.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    Answer, Outcome,
    args::{List, ListFormat},
    facets,
    failure::Failure,
    format::{json, rows},
    nothing,
    session::Session,
};
use crate::{
    catalog::Connector,
    policy::Judgement,
    search::Query,
    text::{self, Text, UnknownWord},
    view::{
        Outlook, Provenance,
        columns::{self, Column, Row},
        json::{ConnectorJson, Envelope, QueryJson},
        order::{Direction, Sort},
    },
    words::Kind,
};

type Hit<'a> = (&'a Connector, Judgement);

/// What the hits answer, and where they come from.
#[derive(Clone, Copy)]
struct Ground<'a> {
    query: &'a Query,
    outlook: &'a Outlook<'a>,
    provenance: &'a Provenance,
}

pub(super) fn run(args: &List, session: &mut Session<'_>) -> Outcome {
    find(args, session).map(|_| Answer::Yes)
}

/// Writes what a query finds, and tells how many that are.
pub(super) fn find(args: &List, session: &mut Session<'_>) -> Result<usize, Failure> {
    let loaded = session.load()?;
    let text = args.query.join(" ");
    let vocabulary = facets::vocabulary(&text, &args.facets, loaded.catalog.connectors());
    let mut query = Query::parse_in(&text, &vocabulary);
    session.heed(&query);
    for told in query.told() {
        session.note(&told);
    }
    facets::add(&args.facets, &vocabulary, &mut query)?;
    let policy = super::session::policy()?;
    let outlook = session.outlook(&loaded, &policy);
    let provenance = session.provenance(&loaded);
    let scope = args.scope();
    let mut hits = outlook.find(&query, scope);
    if let Some(sort) = &args.sort {
        sort_by(&mut hits, sort, &outlook)?;
    }
    let found = hits.len();
    hits.truncate(args.limit.unwrap_or(usize::MAX));
    let ground = Ground {
        query: &query,
        outlook: &outlook,
        provenance: &provenance,
    };
    write(args, &hits, ground, session)?;
    if found == 0 {
        nothing::tell((&query, scope), "--all", &outlook, session);
    }
    summarise(args, (hits.len(), found), &provenance, session);
    Ok(found)
}

fn sort_by(hits: &mut [Hit<'_>], wish: &str, outlook: &Outlook<'_>) -> Result<(), Failure> {
    let (field, direction) = wish.split_once(':').unwrap_or((wish, "asc"));
    let column: Column = field
        .parse()
        .map_err(|unknown: UnknownWord| Failure::usage(unknown.to_string()))?;
    let direction = match direction {
        "asc" => Direction::Ascending,
        "desc" => Direction::Descending,
        other => {
            return Err(Failure::usage(format!(
                "--sort: unknown direction \"{other}\" (one of: asc, desc)"
            )));
        }
    };
    let sort = Sort { column, direction };
    sort.arrange(hits, |(connector, judgement)| {
        column.key(&Row {
            connector,
            judgement,
            outlook,
        })
    });
    Ok(())
}

fn write(
    args: &List,
    hits: &[Hit<'_>],
    ground: Ground<'_>,
    session: &mut Session<'_>,
) -> Result<(), Failure> {
    let usual = if session.stdout().is_terminal {
        ListFormat::Table
    } else {
        ListFormat::Tsv
    };
    let outlook = ground.outlook;
    let rows: Vec<Row<'_>> = hits
        .iter()
        .map(|(connector, judgement)| Row {
            connector,
            judgement,
            outlook,
        })
        .collect();
    let columns = |usual: &[Column]| match args.fields.as_slice() {
        [] => Ok(usual.to_vec()),
        names => Column::list(names).map_err(|unknown| Failure::usage(unknown.to_string())),
    };
    match args.writing.wanted().unwrap_or(usual) {
        ListFormat::Json if args.fields.is_empty() => whole(&rows, ground, session),
        ListFormat::Json => {
            let connectors = objects(&rows, &args.fields, outlook)?;
            document(connectors, ground, session)
        }
        ListFormat::Ndjson => {
            let objects = objects(&rows, &args.fields, outlook)?;
            json::lines(&objects, session.host.out)
        }
        ListFormat::Tsv => rows::tsv(&rows, &columns(&columns::PIPED)?, session.host.out),
        ListFormat::Csv => rows::csv(
            &rows,
            &columns(&columns::PIPED)?,
            args.no_header,
            session.host.out,
        ),
        ListFormat::Markdown => rows::markdown(&rows, &columns(&columns::PIPED)?, session.host.out),
        ListFormat::Table => {
            let is_chosen = !args.fields.is_empty();
            let table = rows::Table {
                columns: columns(&columns::SHOWN)?,
                is_chosen,
                has_head: !args.no_header,
            };
            table.write(&rows, &mut session.printer())
        }
    }
}

#[derive(Serialize)]
struct Body<C> {
    query: QueryJson,
    connectors: Vec<C>,
}

fn document<C: Serialize>(
    connectors: Vec<C>,
    ground: Ground<'_>,
    session: &mut Session<'_>,
) -> Result<(), Failure> {
    let body = Body {
        query: QueryJson::new(ground.query),
        connectors,
    };
    session.json(&Envelope::new(ground.outlook, ground.provenance, body))
}

/// Every field of every row, in the order of the contract.
fn whole(rows: &[Row<'_>], ground: Ground<'_>, session: &mut Session<'_>) -> Result<(), Failure> {
    let connectors = rows
        .iter()
        .map(|row| ConnectorJson::new(row.connector, &ground.outlook.assess(row.connector)))
        .collect();
    document(connectors, ground, session)
}

/// The rows as JSON objects: whole, or of the wanted fields.
fn objects(
    rows: &[Row<'_>],
    fields: &[String],
    outlook: &Outlook<'_>,
) -> Result<Vec<Value>, Failure> {
    let parts = parts(fields, outlook)?;
    let objects = rows.iter().map(|row| {
        let whole = object(row.connector, outlook)?;
        Ok(if parts.is_empty() {
            whole
        } else {
            let wanted = parts.iter().map(|part| part.of(row, &whole));
            Value::Object(wanted.collect())
        })
    });
    objects.collect()
}

fn object(connector: &Connector, outlook: &Outlook<'_>) -> Result<Value, Failure> {
    let assessment = outlook.assess(connector);
    Ok(serde_json::to_value(ConnectorJson::new(
        connector,
        &assessment,
    ))?)
}

/// A wanted field of a row's object: one of its own, or what a column shows.
enum Part<'a> {
    Own(&'a str),
    Shown(&'a str, Column),
}

impl Part<'_> {
    fn of(&self, row: &Row<'_>, whole: &Value) -> (String, Value) {
        let (name, value) = match self {
            Self::Own(name) => (*name, whole.get(name).cloned()),
            Self::Shown(name, column) => {
                let cell = column.cell(row);
                let told = (!cell.is_empty()).then(|| Value::String(cell.into_owned()));
                (*name, told)
            }
        };
        (name.to_owned(), value.unwrap_or_default())
    }
}

/// The wanted fields, whether there are rows or not. All connectors have the same, also one of which nothing is known.
fn parts<'a>(fields: &'a [String], outlook: &Outlook<'_>) -> Result<Vec<Part<'a>>, Failure> {
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let blank = Connector::new(Text::name(""), Kind::Source, Text::name(""));
    let whole = object(&blank, outlook)?;
    let part = |name: &'a String| {
        if whole.get(name).is_some() {
            return Ok(Part::Own(name));
        }
        let column = name.parse().map_err(|unknown: UnknownWord| {
            let keys = whole.as_object().into_iter().flat_map(Map::keys);
            let keys: Vec<&str> = keys.map(String::as_str).collect();
            Failure::usage(unknown.to_string()).hinted(format!("in JSON also: {}", keys.join(", ")))
        })?;
        Ok(Part::Shown(name, column))
    };
    fields.iter().map(part).collect()
}

fn summarise(
    args: &List,
    (shown, found): (usize, usize),
    provenance: &Provenance,
    session: &mut Session<'_>,
) {
    // A document of JSON tells its basis itself.
    if args.writing.is_json() {
        session.note_staleness(provenance);
        return;
    }
    let count = if shown == found {
        text::count(found, "connector", "connectors")
    } else {
        format!(
            "{shown} of {}",
            text::count(found, "connector", "connectors")
        )
    };
    session.note_basis(&count, provenance);
}
