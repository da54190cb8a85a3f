//! Writing our own format: a header, then one connector a line in the catalog's order. What is absent or usual is left
//! out, so that a change in a connector is a change in one line.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    catalog::{BreakingChange, Catalog, Connector, Metrics, State},
    date::Date,
    text::{Text, json},
    words::{DeadlineAction, Registry, Stage},
};

use super::{
    breaking::default_guide,
    snapshot,
    vocabulary::{listing_word, usual_word},
};

/// Writes a catalog; what is written reads back as the same catalog.
pub fn encode(catalog: &Catalog) -> String {
    let mut text = compact(&Header(catalog));
    // The header stays open for the list.
    text.pop();
    text.push_str(",\"connectors\":[");
    for (at, connector) in catalog.connectors().iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&compact(&Line(connector)));
    }
    text.push_str("\n]}\n");
    text
}

fn compact(value: &impl Serialize) -> String {
    // Nothing below has keys that are no texts, so writing to memory cannot fail.
    json::compact(value).unwrap_or_default()
}

struct Header<'c>(&'c Catalog);
struct Line<'c>(&'c Connector);
struct Change<'c>(&'c BreakingChange, &'c Connector);
struct Measures<'c>(&'c Metrics);
struct Seen<'c>(&'c State);
struct Day(Date);

/// An object that is written field by field.
struct Fields<M>(M);

impl<M: SerializeMap> Fields<M> {
    fn put(
        &mut self,
        key: &'static str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), M::Error> {
        self.0.serialize_entry(key, value)
    }

    /// Nothing is written for what is absent.
    fn option(&mut self, key: &'static str, value: Option<impl Serialize>) -> Result<(), M::Error> {
        value.map_or(Ok(()), |value| self.put(key, &value))
    }

    fn day(&mut self, key: &'static str, day: Option<Date>) -> Result<(), M::Error> {
        self.option(key, day.map(Day))
    }

    /// Nothing is written for an empty list.
    fn list<T: Serialize>(&mut self, key: &'static str, list: &[T]) -> Result<(), M::Error> {
        self.option(key, Some(list).filter(|list| !list.is_empty()))
    }

    /// Nothing is written for the usual text, and null where there is none.
    fn unusual(
        &mut self,
        key: &'static str,
        told: Option<&Text>,
        usual: Option<&Text>,
    ) -> Result<(), M::Error> {
        self.option(key, (told != usual).then_some(told))
    }

    /// Nothing is written where no stage was published.
    fn stage(&mut self, stage: Stage) -> Result<(), M::Error> {
        self.option("stage", Some(stage).filter(|stage| *stage != Stage::None))
    }

    fn side(
        &mut self,
        keys: [&'static str; 4],
        connector: &Connector,
        registry: Registry,
    ) -> Result<(), M::Error> {
        let [listing, image, version, presumed] = keys;
        let side = connector.side(registry);
        self.option(listing, listing_word(side.listing))?;
        self.option(image, side.own.image.as_ref())?;
        self.option(version, side.own.version.as_ref())?;
        self.option(presumed, side.is_presumed.then_some(true))
    }
}

impl Serialize for Header<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut header = Fields(to.serialize_map(None)?);
        header.put(snapshot::MARK, &snapshot::VERSION)?;
        header.day("as_of", self.0.as_of)?;
        let days: Vec<Day> = self.0.snapshots.iter().copied().map(Day).collect();
        header.list("snapshots", &days)?;
        header.0.end()
    }
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let c = self.0;
        let mut line = Fields(to.serialize_map(None)?);
        line.put("slug", &c.slug)?;
        line.option("id", c.id.as_ref())?;
        line.put("kind", &c.kind)?;
        line.put("name", &c.name)?;
        line.option("image", c.image.as_ref())?;
        line.option("version", c.version.as_ref())?;
        line.put("level", &c.level)?;
        let usual = usual_word(c.level);
        line.unusual("level_word", c.level_word.as_ref(), usual.as_ref())?;
        line.stage(c.stage)?;
        line.day("removed", c.removed)?;
        line.side(
            ["cloud", "cloud_image", "cloud_version", "cloud_presumed"],
            c,
            Registry::Cloud,
        )?;
        line.side(
            ["oss", "oss_image", "oss_version", "oss_presumed"],
            c,
            Registry::Oss,
        )?;
        line.option("type", c.subtype.as_ref())?;
        line.option("license", c.license.as_ref())?;
        line.list("languages", &c.languages)?;
        line.option("docs", c.docs_url.as_ref())?;
        line.day("first_released", c.first_released)?;
        line.day("version_released", c.version_released)?;
        let changes: Vec<Change> = c
            .breaking_changes
            .iter()
            .map(|change| Change(change, c))
            .collect();
        line.list("breaking", &changes)?;
        line.list("candidates", &c.rare.release_candidates)?;
        line.option("metrics", c.metrics.as_ref().map(Measures))?;
        let states: Vec<Seen> = c.history.iter().map(Seen).collect();
        line.list("history", &states)?;
        line.option("hosts", c.allowed_hosts.as_deref())?;
        line.option("pypi", c.rare.pypi.as_ref())?;
        line.option("erd", c.rare.erd.as_ref())?;
        line.option("streams", c.rare.suggested_streams.as_deref())?;
        line.list("features", &c.rare.features)?;
        line.option("support_score", c.support_score)?;
        line.option("quality_score", c.quality_score)?;
        line.option("own", c.is_own.then_some(true))?;
        line.option("notes", c.rare.notes.as_ref())?;
        line.0.end()
    }
}

impl Serialize for Change<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(change, connector) = self;
        let mut fields = Fields(to.serialize_map(None)?);
        fields.put("version", &change.version)?;
        fields.day("deadline", change.deadline)?;
        fields.day("released", change.released)?;
        fields.option(
            "action",
            Some(change.action).filter(|action| *action != DeadlineAction::Unstated),
        )?;
        fields.list("streams", &change.streams)?;
        let usual = default_guide(connector.docs_url.as_ref(), &change.version);
        fields.unusual("guide", change.guide.as_ref(), usual.as_ref())?;
        fields.option("breaks", (!change.is_breaking).then_some(false))?;
        fields.option("safe_to_downgrade", change.safe_to_downgrade)?;
        fields.0.end()
    }
}

impl Serialize for Measures<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut fields = Fields(to.serialize_map(None)?);
        fields.option("usage", self.0.usage)?;
        fields.option("success", self.0.sync_success)?;
        fields.day("as_of", self.0.as_of)?;
        fields.0.end()
    }
}

impl Serialize for Seen<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let state = self.0;
        let mut fields = Fields(to.serialize_map(None)?);
        fields.put("as_of", &Day(state.as_of))?;
        fields.put("level", &state.level)?;
        fields.stage(state.stage)?;
        fields.option("cloud", state.cloud)?;
        fields.option("oss", state.oss)?;
        fields.option("version", state.version.as_ref())?;
        fields.option("name", state.name.as_ref())?;
        fields.0.end()
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}
