//! `info`: every path in use, the catalog's origin and age, the profile and where each value comes from.

use serde_json::{Map, Value, json};

use super::{
    Answer, Outcome, args,
    session::{self, Session},
};
use crate::{
    store::{cache, diagnostic::shown, environment::Variable, paths, provenance::Chosen},
    text::{self, Word, clean},
    view::{
        Role,
        json::Envelope,
        layout::{Page, muted, plain, span},
    },
};

/// A value, and what gave it.
struct Entry {
    key: &'static str,
    label: &'static str,
    value: Option<String>,
    by: String,
}

pub(super) fn run(args: &args::Info, session: &mut Session<'_>) -> Outcome {
    let loaded = session.load()?;
    let policy = session::policy()?;
    let outlook = session.outlook(&loaded, &policy);
    let provenance = session.provenance(&loaded);
    let paths = paths(session);
    let profile = profile(session);
    let variables: Vec<(Variable, String)> = session.host.environment.set().collect();
    if args.document.is_json() {
        let variables: Map<String, Value> = variables
            .iter()
            .map(|(variable, value)| (variable.name().to_owned(), json!(clean::line(value))))
            .collect();
        let body = json!({
            "version": env!("CARGO_PKG_VERSION"),
            "paths": object(&paths),
            "profile_origins": object(&profile),
            "catalog_chosen_by": loaded.by.to_string(),
            "environment": variables,
        });
        session.json(&Envelope::new(&outlook, &provenance, body))?;
        return Ok(Answer::Yes);
    }
    let mut page = Page::default();
    page.paragraph(
        vec![span(
            concat!("portolan ", env!("CARGO_PKG_VERSION")),
            Role::Title,
        )],
        0,
        0,
    );
    page.heading("Catalog");
    page.paragraph(vec![plain(provenance.phrase())], 2, 4);
    page.paragraph(
        vec![plain(format!(
            "{}; chosen by: {}",
            text::count(provenance.entries, "entry", "entries"),
            loaded.by
        ))],
        2,
        4,
    );
    section("Profile", &profile, &mut page);
    section("Paths", &paths, &mut page);
    page.heading("Environment");
    if variables.is_empty() {
        page.paragraph(vec![muted("no variable that portolan reads is set")], 2, 4);
    }
    for (variable, value) in variables {
        page.labelled(variable.name(), plain(clean::line(&value)), COLUMN + 10);
    }
    session.printer().page(&page)?;
    session.note_staleness(&provenance);
    Ok(Answer::Yes)
}

const COLUMN: usize = 22;

fn section(title: &str, entries: &[Entry], page: &mut Page) {
    page.heading(title);
    for entry in entries {
        let value = entry.value.as_deref().unwrap_or("none");
        page.labelled(
            entry.label,
            plain(format!("{value}  ({})", entry.by)),
            COLUMN,
        );
    }
}

fn object(entries: &[Entry]) -> Map<String, Value> {
    entries
        .iter()
        .map(|entry| {
            (
                entry.key.to_owned(),
                json!({ "value": entry.value, "by": entry.by }),
            )
        })
        .collect()
}

fn profile(session: &Session<'_>) -> Vec<Entry> {
    fn entry<W: Word>(key: &'static str, label: &'static str, chosen: &Chosen<W>) -> Entry {
        Entry {
            key,
            label,
            value: Some(chosen.value.word().to_owned()),
            by: chosen.by.to_string(),
        }
    }
    let profile = &session.profile;
    vec![
        entry("deployment", "Deployment", &profile.deployment),
        entry(
            "premium_support",
            "Premium Support",
            &profile.premium_support,
        ),
        entry(
            "enterprise_license",
            "Enterprise licence",
            &profile.enterprise_license,
        ),
        entry("words", "Level names", &session.words),
    ]
}

fn paths(session: &Session<'_>) -> Vec<Entry> {
    type Place = Chosen<std::path::PathBuf>;
    let place = |key, label, chosen: Option<&Place>| Entry {
        key,
        label,
        value: chosen.map(|chosen| shown(&chosen.value)),
        by: chosen.map_or_else(
            || "this machine has no home folder".to_owned(),
            |c| c.by.to_string(),
        ),
    };
    let file = |key, label, path: Option<std::path::PathBuf>| {
        let by = match &path {
            Some(path) if paths::is_there(path) => "in use",
            Some(_) => "not there",
            None => "none found",
        };
        Entry {
            key,
            label,
            value: path.map(|path| shown(&path)),
            by: by.to_owned(),
        }
    };
    let cache_file = session
        .paths
        .cache
        .as_ref()
        .map(|folder| cache::file(&folder.value));
    vec![
        place("config", "Config folder", session.paths.config.as_ref()),
        file(
            "config_file",
            "Config file",
            session.config_file.as_ref().map(|f| f.value.clone()),
        ),
        file(
            "custom_file",
            "Custom connectors",
            session.paths.custom_file(),
        ),
        file("project_file", "Project file", session.project_file.clone()),
        place("cache", "Cache folder", session.paths.cache.as_ref()),
        file("cache_file", "Cached catalog", cache_file),
        place("state", "State folder", session.paths.state.as_ref()),
    ]
}
