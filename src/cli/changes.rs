//! `changes`: what moved between two catalogs, or in the history of one.

use super::{
    Answer, Outcome, args,
    session::{self, Kept, Session},
};
use crate::{
    catalog::{
        Catalog,
        diff::{self, Change, What},
    },
    date::Date,
    text,
    view::{
        Role, changes,
        json::{ChangeJson, Envelope},
        layout::{Page, muted, plain, span},
    },
    words::Words,
};

const PARTIAL: &str = "not every new version is told: this catalog's history holds those alone \
                       that were seen beside another move";

#[derive(serde::Serialize)]
struct Body<'a> {
    changes: Vec<ChangeJson<'a>>,
}

pub(super) fn run(args: &args::Changes, session: &mut Session<'_>) -> Outcome {
    // The user's own connectors are in no published catalog: none of them is new, and none is missing.
    let mut loaded = Kept::into_inner(match &args.new {
        Some(new) => session.load_file(new)?,
        None => session.load_published()?,
    });
    loaded.catalog = published(loaded.catalog);
    let mut is_partial = false;
    let mut after = |catalog: &Catalog, day: Date| {
        is_partial = diff::is_without_versions(catalog, day);
        diff::since(catalog, day)
    };
    let (changes, scope) = match (&args.old, args.since) {
        (Some(old), _) => {
            let name = crate::store::diagnostic::shown(old);
            let old = published(Kept::into_inner(session.load_file(old)?).catalog);
            (
                diff::between(&old, &loaded.catalog),
                format!("from {name} to the {}", loaded.origin.word()),
            )
        }
        (None, Some(day)) => (after(&loaded.catalog, day), format!("after {day}")),
        (None, None) => latest(&loaded.catalog, after),
    };
    let policy = session::policy()?;
    let outlook = session.outlook(&loaded, &policy);
    let provenance = session.provenance(&loaded);
    if args.document.is_json() {
        let body = Body {
            changes: changes.iter().map(ChangeJson::from).collect(),
        };
        session.json(&Envelope::new(&outlook, &provenance, body))?;
    } else {
        let page = page(&changes, Detail::Everything, session.words.value);
        session.printer().page(&page)?;
        session.note(&format!(
            "{} {scope}; {}",
            text::count(changes.len(), "change", "changes"),
            provenance.phrase()
        ));
    }
    if is_partial {
        session.note(PARTIAL);
    }
    session.note_staleness(&provenance);
    Ok(Answer::Yes)
}

/// Without a day: what the last look at the catalog showed to have moved since the one before.
fn latest(
    catalog: &Catalog,
    after: impl FnOnce(&Catalog, Date) -> Vec<Change>,
) -> (Vec<Change>, String) {
    match catalog.look_before() {
        Some(day) => (
            after(catalog, day),
            format!("after {day}, the last look but one"),
        ),
        None => (
            Vec::new(),
            "known: this catalog carries no history".to_owned(),
        ),
    }
}

/// A snapshot that somebody wrote may hold own connectors as well.
fn published(catalog: Catalog) -> Catalog {
    let (as_of, snapshots) = (catalog.as_of, catalog.snapshots.clone());
    let connectors = catalog.into_connectors().into_iter();
    let (mut published, _) = Catalog::of(connectors.filter(|c| !c.is_own).collect());
    published.as_of = as_of;
    published.snapshots = snapshots;
    published
}

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    Everything,
    /// New versions are counted, not listed.
    WithoutVersions,
}

pub(super) fn page(changes: &[Change], detail: Detail, words: Words) -> Page {
    let mut page = Page::default();
    let is_told = |change: &&Change| {
        detail == Detail::Everything || !matches!(change.what, What::Version(..))
    };
    for change in changes.iter().filter(is_told) {
        page.paragraph(
            vec![
                span(change.slug.as_str(), Role::Strong),
                plain("  "),
                span(changes::phrase(&change.what, words), role(&change.what)),
                muted(format!("  {}", changes::when(change))),
            ],
            0,
            4,
        );
    }
    let counted = changes.len() - changes.iter().filter(is_told).count();
    if counted > 0 {
        let versions = text::count(counted, "new version", "new versions");
        page.paragraph(vec![muted(format!("{versions} (each with -v)"))], 0, 0);
    }
    page
}

fn role(what: &What) -> Role {
    match what {
        What::Level(..)
        | What::Removed
        | What::Forgotten
        | What::Breaking(_)
        | What::Deadline(..) => Role::Alert,
        What::New
        | What::Stage(..)
        | What::Availability(..)
        | What::Granted(..)
        | What::Slug(..)
        | What::Renamed(..)
        | What::Version(..) => Role::Plain,
    }
}
