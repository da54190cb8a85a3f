//! The docs site's registry report: rows in which the OSS and the Cloud entry of a connector stand side by side,
//! their fields told apart by a suffix.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::{
    catalog::{Connector, Listing, merge},
    date::Date,
    words::{Kind, Registry},
};

use super::{
    Format, Parts, WireError,
    entry::Entry,
    field::{Members, Scalar},
    list::Lists,
    reading::{draft, slug_of},
    walker::Walker,
    warnings::{Lost, Spot, Warnings},
};

type Row<'a> = Members<'a, &'a RawValue>;

/// Reads a list of rows.
pub(super) fn read(text: &str, warnings: Warnings, cap: usize) -> Result<Parts, WireError> {
    let mut walker = Walker::new(text);
    let mut lists = Lists::new(warnings, cap);
    let mut as_of = None;
    let connectors = lists.read(&mut walker, "", |row: &Row, spot| {
        let (connector, generated) = connector(&Columns::of(row), spot)?;
        as_of = as_of.max(generated);
        Ok(connector)
    })?;
    walker.end()?;
    if connectors.is_empty() {
        return Err(WireError::no_catalog("a list without a connector in it"));
    }
    Ok(Parts {
        connectors,
        as_of,
        snapshots: Vec::new(),
        format: Format::Report,
        is_assumed: false,
        warnings: lists.finish(),
    })
}

/// A row by its column names.
struct Columns<'r>(BTreeMap<&'r str, &'r RawValue>);

impl<'r> Columns<'r> {
    fn of(row: &'r Row) -> Self {
        let cells = row.0.iter().filter_map(|(key, cell)| match key {
            Scalar::Text(key) => Some((key.as_ref(), *cell)),
            _ => None,
        });
        // Where one registry lacks a connector, its cells are empty.
        Self(cells.filter(|(_, cell)| cell.get() != "null").collect())
    }

    fn scalar(&self, column: &str) -> Scalar<'r> {
        let cell = self
            .0
            .get(column)
            .and_then(|cell| serde_json::from_str(cell.get()).ok());
        cell.unwrap_or_default()
    }

    /// Whether the row says that a registry lists the connector; `None` where it says nothing.
    fn lists(&self, registry: Registry) -> Option<bool> {
        let told = self.scalar(&format!("is_{registry}")).flag().ok().flatten();
        let is_filled = self.0.contains_key(format!("name_{registry}").as_str())
            || self
                .0
                .contains_key(format!("dockerRepository_{registry}").as_str());
        told.or(is_filled.then_some(true))
    }

    /// The entry of one registry: the cells with its suffix, and those without any.
    fn entry(&self, registry: Registry) -> String {
        let (own, other) = match registry {
            Registry::Oss => ("_oss", "_cloud"),
            Registry::Cloud => ("_cloud", "_oss"),
        };
        let shared = self
            .0
            .iter()
            .filter(|(key, _)| !key.ends_with(own) && !key.ends_with(other));
        let mut cells: BTreeMap<&str, &RawValue> =
            shared.map(|(key, cell)| (*key, *cell)).collect();
        cells.extend(
            self.0
                .iter()
                .filter_map(|(key, cell)| Some((key.strip_suffix(own)?, *cell))),
        );
        serde_json::to_string(&cells).unwrap_or_default()
    }

    fn kind(&self) -> Option<Kind> {
        let columns = ["connector_type", "connectorType"];
        let told = columns
            .iter()
            .find_map(|column| match self.scalar(column).text() {
                Ok(Some("source")) => Some(Kind::Source),
                Ok(Some("destination")) => Some(Kind::Destination),
                _ => None,
            });
        told.or_else(|| self.kind_of_id())
            .or_else(|| self.kind_of_image())
    }

    fn kind_of_id(&self) -> Option<Kind> {
        let has = |column: &str| self.0.keys().any(|key| key.starts_with(column));
        match (has("sourceDefinitionId"), has("destinationDefinitionId")) {
            (true, false) => Some(Kind::Source),
            (false, true) => Some(Kind::Destination),
            _ => None,
        }
    }

    fn kind_of_image(&self) -> Option<Kind> {
        let columns = [
            "dockerRepository_oss",
            "dockerRepository_cloud",
            "dockerRepository",
        ];
        columns.iter().find_map(|column| {
            let image = self.scalar(column);
            let slug = slug_of(image.text().ok()??);
            Some(Kind::split_slug(slug)?.0)
        })
    }
}

fn connector(columns: &Columns, spot: &mut Spot) -> Result<(Connector, Option<Date>), Lost> {
    let Some(kind) = columns.kind() else {
        let message = "neither a source nor a destination".to_owned();
        return Err(Lost {
            field: "connector_type".to_owned(),
            message,
        });
    };
    let mut half = |registry: Registry| -> Result<(Connector, Option<Date>), Lost> {
        let text = columns.entry(registry);
        let entry: Entry = serde_json::from_str(&text).map_err(|error| Lost {
            field: String::new(),
            message: super::walker::reason(&error),
        })?;
        let draft = draft(&entry, kind, spot)?;
        let mut connector = draft.connector;
        connector.side_mut(registry).listing = draft.listing;
        Ok((connector, draft.generated))
    };
    let (oss, cloud) = (columns.lists(Registry::Oss), columns.lists(Registry::Cloud));
    let (mut connector, generated) = match (oss, cloud) {
        (Some(true), Some(true)) => {
            let (mut own, generated) = half(Registry::Oss)?;
            let (other, later) = half(Registry::Cloud)?;
            merge::absorb(&mut own, &other);
            (own, generated.max(later))
        }
        (_, Some(true)) => half(Registry::Cloud)?,
        _ => half(Registry::Oss)?,
    };
    for (registry, listed) in [(Registry::Oss, oss), (Registry::Cloud, cloud)] {
        if listed != Some(true) {
            connector.side_mut(registry).listing = Listing::of(listed);
        }
    }
    Ok((connector, generated))
}
