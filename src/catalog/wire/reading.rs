//! From a registry entry to a connector. Facts that a verdict rests on must be readable or the entry is lost;
//! of the others only themselves are lost. Does not know in which registry the entry stood.

use std::borrow::Cow;

use crate::{
    catalog::{
        Connector, Docs, Facts, Listing, Metrics, Version, enterprise::Signs,
        identity::definition_id, image::last_part, twin,
    },
    date::{self, Date},
    text::{Few, Text},
    words::{Grade, Kind, Level, Registry, Stage},
};

use super::{
    breaking,
    entry::{Entry, FileInfo, Generated, Internal},
    field::Scalar,
    vocabulary::{self, GRADES, LEVELS, REGISTRIES, STAGES, meaning},
    warnings::{Lost, Spot, firm},
};

/// A connector whose places in the registries are still to be told.
#[derive(Debug)]
pub(super) struct Draft {
    pub connector: Connector,
    /// In the composite registry: the registries that list it.
    pub availability: Option<Vec<Registry>>,
    /// How it is offered where it is.
    pub listing: Listing,
    pub generated: Option<Date>,
}

/// The last part of an image's name, without what marks a twin.
pub(super) fn slug_of(image: &str) -> &str {
    last_part(twin::folded(image))
}

/// Reads one entry.
pub(super) fn draft(entry: &Entry, kind: Kind, spot: &mut Spot) -> Result<Draft, Lost> {
    let name = required("name", firm("name", entry.name.text())?)?;
    let name = Text::name(name);
    spot.entry = Some(name.to_string());
    let image = required(
        "dockerRepository",
        firm("dockerRepository", entry.docker_repository.text())?,
    )?;
    let mut connector = Connector::new(Text::name(slug_of(image)), kind, name);
    connector.image = Some(Text::name(image));
    connector.id = id(entry, kind)?;
    connector.version = firm("dockerImageTag", entry.docker_image_tag.text())?.map(Version::new);
    describe(entry, &mut connector, spot);
    judge(entry, &mut connector, spot)?;
    let generated = generate(entry, &mut connector, spot);
    breaking::read(entry, &mut connector, spot)?;
    let listing = listing(entry)?;
    let availability = availability(entry)?;
    connector.tighten();
    Ok(Draft {
        connector,
        availability,
        listing,
        generated,
    })
}

fn required<'e>(field: &str, text: Option<&'e str>) -> Result<&'e str, Lost> {
    text.ok_or_else(|| Lost {
        field: field.to_owned(),
        message: "missing".to_owned(),
    })
}

fn id(entry: &Entry, kind: Kind) -> Result<Option<Text>, Lost> {
    let (field, own) = match kind {
        Kind::Source => ("sourceDefinitionId", &entry.source_definition_id),
        Kind::Destination => ("destinationDefinitionId", &entry.destination_definition_id),
    };
    let id = match firm(field, own.text())? {
        Some(id) => Some(id),
        None => firm("definitionId", entry.definition_id.text())?,
    };
    Ok(id.map(definition_id))
}

fn describe(entry: &Entry, connector: &mut Connector, spot: &mut Spot) {
    let name = |text: Option<&str>| text.map(Text::name);
    connector.docs_url = spot
        .soft("documentationUrl", entry.documentation_url.text())
        .map(Docs::new);
    connector.license = name(
        spot.soft("license", entry.license.text())
            .map(vocabulary::license),
    );
    connector.languages = languages(entry, spot);
    let subtype = spot.soft("connectorSubtype", entry.connector_subtype.text());
    connector.subtype = name(subtype.or_else(|| spot.soft("sourceType", entry.source_type.text())));
    connector.first_released = spot
        .soft("releaseDate", entry.release_date.text())
        .and_then(date::parse);
    connector.rare = rare(entry, connector, spot).into();
}

/// What few connectors have, and the hosts, of which is to be said what is odd in between.
fn rare(entry: &Entry, connector: &mut Connector, spot: &mut Spot) -> Facts {
    let mut rare = Facts {
        erd: spot.soft("erdUrl", entry.erd_url.text()).map(Text::url),
        ..Facts::default()
    };
    for (feature, declared) in entry.features() {
        if spot.soft(feature, declared.flag()) == Some(true) {
            rare.features.push(Text::name(feature));
        }
    }
    if let Some(hosts) = spot.soft("allowedHosts", entry.allowed_hosts.object()) {
        let hosts = spot.texts("allowedHosts.hosts", &hosts.hosts);
        connector.allowed_hosts = hosts.map(named);
    }
    if let Some(suggested) = spot.soft("suggestedStreams", entry.suggested_streams.object()) {
        let streams = spot.texts("suggestedStreams.streams", &suggested.streams);
        rare.suggested_streams = streams.map(named);
    }
    rare.pypi = pypi(entry, spot).map(Text::name);
    rare
}

fn named<T: FromIterator<Text>>(texts: Vec<&str>) -> T {
    texts.into_iter().map(Text::name).collect()
}

fn languages(entry: &Entry, spot: &mut Spot) -> Few {
    if let Some(language) = spot
        .soft("language", entry.language.text())
        .filter(|l| *l != "unknown")
    {
        return [language].map(Text::name).into_iter().collect();
    }
    let tags = spot.texts("tags", &entry.tags).unwrap_or_default();
    let languages = tags
        .into_iter()
        .filter_map(|tag| tag.strip_prefix("language:"));
    named(
        languages
            .filter(|language| *language != "unknown")
            .collect(),
    )
}

fn pypi<'e>(entry: &'e Entry, spot: &mut Spot) -> Option<&'e str> {
    let remote = spot.soft("remoteRegistries", entry.remote_registries.object())?;
    let pypi = spot.soft("remoteRegistries.pypi", remote.pypi.object())?;
    spot.soft("remoteRegistries.pypi.enabled", pypi.enabled.flag())
        .filter(|enabled| *enabled)?;
    spot.soft(
        "remoteRegistries.pypi.packageName",
        pypi.package_name.text(),
    )
}

/// Level and stage.
fn judge(entry: &Entry, connector: &mut Connector, spot: &mut Spot) -> Result<(), Lost> {
    let none = Internal::default();
    let internal = spot
        .soft("ab_internal", entry.internal.object())
        .unwrap_or(&none);
    connector.support_score = spot.soft("ab_internal.sl", internal.sl.whole());
    connector.quality_score = spot.soft("ab_internal.ql", internal.ql.whole());
    let docs_url = connector.docs_url.as_ref().map(Docs::whole);
    let signs = Signs {
        id: connector.id.as_deref(),
        image: connector.image.as_deref().unwrap_or_default(),
        docs_url: docs_url.as_deref(),
        license: connector.license.as_deref(),
        is_flagged: firm("ab_internal.isEnterprise", internal.is_enterprise.flag())? == Some(true),
    };
    let is_custom = firm("custom", entry.custom.flag())? == Some(true);
    let decided = signs.level().or(is_custom.then_some(Level::Custom));
    let word = word(&entry.support_level);
    connector.level = decided.unwrap_or_else(|| match &word {
        None => Level::Unknown,
        Some(word) => meaning(LEVELS, word).unwrap_or_else(|| {
            spot.note(
                "supportLevel",
                format!("unknown level \"{}\"", Text::name(word)),
            );
            Level::Unknown
        }),
    });
    connector.level_word = word.as_deref().map(Text::name);
    if let Some(word) = self::word(&entry.release_stage) {
        connector.stage = meaning(STAGES, &word).unwrap_or_else(|| {
            spot.note(
                "releaseStage",
                format!("unknown stage \"{}\"", Text::name(&word)),
            );
            Stage::Unknown
        });
    }
    Ok(())
}

/// A word as published; what is no text stands there as a word that nobody knows, and is not the same as nothing.
fn word<'e>(published: &'e Scalar<'_>) -> Option<Cow<'e, str>> {
    match published.text() {
        Ok(word) => word.map(Cow::Borrowed),
        Err(_) => Some(published.told()),
    }
}

/// What Airbyte's own jobs add to an entry. Answers the day on which they made it.
fn generate(entry: &Entry, connector: &mut Connector, spot: &mut Spot) -> Option<Date> {
    let generated = spot.soft("generated", entry.generated.object())?;
    let none = FileInfo::default();
    let info = spot
        .soft(
            "generated.source_file_info",
            generated.source_file_info.object(),
        )
        .unwrap_or(&none);
    let made_field = "generated.source_file_info.registry_entry_generated_at";
    let made = spot.soft(made_field, info.registry_entry_generated_at.text());
    let changed_field = "generated.source_file_info.metadata_last_modified";
    let changed = spot.soft(changed_field, info.metadata_last_modified.text());
    // Registries of 2026 write the moment of generation into both, which says nothing of the version.
    let is_told = second(changed) != second(made);
    connector.version_released = changed.filter(|_| is_told).and_then(date::parse);
    let day = made.and_then(date::parse);
    connector.metrics = metrics(generated, day, spot);
    day
}

fn second(moment: Option<&str>) -> Option<&str> {
    moment.map(|moment| moment.get(..19).unwrap_or(moment))
}

/// Each measure from the first view that has it.
fn metrics(generated: &Generated, day: Option<Date>, spot: &mut Spot) -> Option<Metrics> {
    let metrics = spot.soft("generated.metrics", generated.metrics.object())?;
    let views = [
        ("generated.metrics.all", &metrics.all),
        ("generated.metrics.cloud", &metrics.cloud),
        ("generated.metrics.oss", &metrics.oss),
    ];
    let (mut usage, mut success) = (None, None);
    for (field, measures) in views {
        let Some(measures) = spot.soft(field, measures.object()) else {
            continue;
        };
        usage = usage.or_else(|| grade(field, &measures.usage, spot));
        success = success.or_else(|| grade(field, &measures.sync_success_rate, spot));
    }
    Metrics::of(usage, success, day)
}

fn grade(field: &str, measure: &Scalar, spot: &mut Spot) -> Option<Grade> {
    let word = spot.soft(field, measure.text())?;
    let grade = meaning(GRADES, word);
    if grade.is_none() {
        spot.note(field, format!("unknown measure \"{}\"", Text::name(word)));
    }
    grade
}

fn listing(entry: &Entry) -> Result<Listing, Lost> {
    let is_buried = firm("tombstone", entry.tombstone.flag())? == Some(true);
    let is_hidden = firm("public", entry.public.flag())? == Some(false);
    Ok(match (is_buried, is_hidden) {
        (true, _) => Listing::Tombstoned,
        (false, true) => Listing::Granted,
        (false, false) => Listing::Listed,
    })
}

fn availability(entry: &Entry) -> Result<Option<Vec<Registry>>, Lost> {
    let Some(words) = firm("availability", entry.availability.list())? else {
        return Ok(None);
    };
    let mut registries = Vec::new();
    for word in &words.0 {
        let word = firm("availability", word.text())?.unwrap_or_default();
        registries.extend(meaning(REGISTRIES, word));
    }
    Ok(Some(registries))
}
