//! Getting the documents of a plan: choice by choice, until one is published and can be true.
//!
//! A host that cannot be reached ends the refresh, as all choices are on it. A document that is refused only ends
//! its choice: the next one goes through the same guards, and the refusal becomes a warning.

use std::path::Path;

use crate::{
    catalog::{
        Catalog, merge,
        wire::{self, Decoded, Warning},
    },
    date::Date,
    store::{
        cache::{Fault, Part},
        fetch::{FetchError, Fetched, Trouble, Validators, Watch},
        read::{self, Content},
        sides,
    },
    text::Word,
    words::Registry,
};

use super::{
    Care, Choice, Job, Known, Need, RefreshError, Refusal, Source, Why,
    guard::{self, not_a_catalog},
    still_wanted, warning,
};

/// The largest file that is read; what is fetched has its own cap.
const FILE_CAP: u64 = 64 << 20;

/// What the documents of one choice say together.
pub(super) struct Gathered {
    pub(super) news: News,
    pub(super) parts: Vec<Part>,
    pub(super) warnings: Vec<Warning>,
}

pub(super) enum News {
    /// Nothing has changed since the cache was written.
    None,
    /// A catalog, and the registries that it speaks of.
    Fresh(Catalog, Vec<Registry>),
}

/// One document's answer.
enum Answer {
    Unchanged(Part),
    /// With the day on which a file was written, which stands for the data's where these say none.
    Fresh(Part, Decoded, Option<Date>),
    NotPublished(FetchError),
}

/// The good answers of one choice.
#[derive(Default)]
struct Brought {
    parts: Vec<Part>,
    fresh: sides::Set,
    written: Vec<Date>,
}

impl Brought {
    /// Whether the side of one must be told by another, which was not sent as it has not changed.
    fn lacks_another_side(&self) -> bool {
        self.parts.len() > self.fresh.len()
            && self.fresh.iter().any(|(_, decoded)| decoded.is_assumed)
    }
}

pub(super) fn first_good(
    job: &Job<'_>,
    known: &Known,
    watch: &dyn Watch,
) -> Result<Gathered, RefreshError> {
    let mut missing: Option<FetchError> = None;
    let mut refused: Option<Refusal> = None;
    for choice in &job.plan.choices {
        match one_choice(job, choice, known, watch) {
            Ok(mut gathered) => {
                gathered
                    .warnings
                    .extend(refused.map(|refusal| warning(refusal.to_string())));
                return Ok(gathered);
            }
            Err(RefreshError::Network(error)) if error.is_not_published() => {
                missing.get_or_insert(error);
            }
            Err(RefreshError::Refused(refusal)) => {
                refused.get_or_insert(refusal);
            }
            Err(RefreshError::CalledOff) => return Err(RefreshError::CalledOff),
            Err(error) => return Err(refused.map_or(error, RefreshError::Refused)),
        }
    }
    match (refused, missing) {
        (Some(refusal), _) => Err(RefreshError::Refused(refusal)),
        (None, Some(error)) => Err(RefreshError::Network(error)),
        (None, None) => Err(nothing_asked()),
    }
}

fn nothing_asked() -> RefreshError {
    RefreshError::Refused(Refusal {
        place: "refresh".into(),
        why: Why::Empty,
    })
}

fn asked(
    job: &Job<'_>,
    choice: &Choice,
    known: &Known,
    watch: &dyn Watch,
) -> Result<(Brought, Vec<FetchError>), RefreshError> {
    let mut brought = Brought::default();
    let mut missing = Vec::new();
    for source in &choice.sources {
        match ask(job, source, known, watch)? {
            Answer::Unchanged(part) => brought.parts.push(part),
            Answer::Fresh(part, decoded, written) => {
                brought.fresh.push((part.url.clone(), decoded));
                brought.parts.push(part);
                brought.written.extend(written);
            }
            Answer::NotPublished(error) if choice.need == Need::All => {
                return Err(RefreshError::Network(error));
            }
            Answer::NotPublished(error) => missing.push(error),
        }
    }
    Ok((brought, missing))
}

fn one_choice(
    job: &Job<'_>,
    choice: &Choice,
    known: &Known,
    watch: &dyn Watch,
) -> Result<Gathered, RefreshError> {
    let (mut brought, mut missing) = asked(job, choice, known, watch)?;
    if brought.lacks_another_side() {
        let unmarked = Known {
            catalog: known.catalog.clone(),
            parts: Vec::new(),
        };
        (brought, missing) = asked(job, choice, &unmarked, watch)?;
    }
    match missing.into_iter().next() {
        Some(error) if brought.parts.is_empty() => Err(RefreshError::Network(error)),
        None if brought.parts.is_empty() => Err(nothing_asked()),
        missing => {
            let mut gathered = together(job.care, known, brought)?;
            gathered.warnings.extend(
                missing
                    .map(|error| warning(format!("{error}; what was known of that side is kept"))),
            );
            Ok(gathered)
        }
    }
}

fn together(care: Care, known: &Known, brought: Brought) -> Result<Gathered, RefreshError> {
    let Brought {
        parts,
        mut fresh,
        written,
    } = brought;
    if fresh.is_empty() {
        return Ok(Gathered {
            news: News::None,
            parts,
            warnings: Vec::new(),
        });
    }
    sides::settle(&mut fresh).map_err(|places| {
        RefreshError::Refused(Refusal {
            place: places.join(" + "),
            why: Why::Sideless,
        })
    })?;
    let fresh: Vec<_> = fresh.into_iter().map(|(_, decoded)| decoded).collect();
    let mut warnings: Vec<_> = fresh.iter().flat_map(|d| d.warnings.clone()).collect();
    let registries: Vec<_> = Registry::ALL
        .iter()
        .copied()
        .filter(|registry| fresh.iter().any(|d| d.speaks_of(*registry)))
        .collect();
    let mut fresh = merge::join(fresh);
    fresh.as_of = fresh.as_of.or(written.into_iter().min());
    let size = guard::size(&known.catalog, &fresh, &registries);
    guard::pardoned(size, care).map_err(|why| {
        let places: Vec<_> = parts.iter().map(|part| part.url.as_str()).collect();
        RefreshError::Refused(Refusal {
            place: places.join(" + "),
            why,
        })
    })?;
    warnings.extend(older(known, &fresh).map(warning));
    Ok(Gathered {
        news: News::Fresh(fresh, registries),
        parts,
        warnings,
    })
}

/// A mirror may serve what is older than what is known: good to know, not wrong.
fn older(known: &Known, fresh: &Catalog) -> Option<String> {
    let (known, fresh) = (known.catalog.as_of?, fresh.as_of?);
    (fresh < known)
        .then(|| format!("what was fetched is of {fresh}, and {known} was known already"))
}

fn ask(
    job: &Job<'_>,
    source: &Source,
    known: &Known,
    watch: &dyn Watch,
) -> Result<Answer, RefreshError> {
    let url = match source {
        Source::Url(url) | Source::Side(url, _) => url,
        Source::File(path) => {
            let content = read(path).map_err(RefreshError::Unreadable)?;
            let (part, decoded) = fresh(source, &content.bytes, Validators::default(), job.care)?;
            return Ok(Answer::Fresh(part, decoded, content.day()));
        }
    };
    // An address with a query is never found: what is kept of it is what may be shown.
    let before = known.parts.iter().find(|part| part.url == url.as_str());
    let validators = before.map_or_else(Validators::default, |part| Validators {
        etag: part.etag.clone(),
        last_modified: part.last_modified.clone(),
    });
    still_wanted(watch)?;
    let answer = job.fetch.get(url, &validators, watch);
    still_wanted(watch)?;
    match (answer, before) {
        (Ok(Fetched::Document { bytes, validators }), _) => {
            let (part, decoded) = fresh(source, &bytes, validators, job.care)?;
            Ok(Answer::Fresh(part, decoded, None))
        }
        (Ok(Fetched::Unchanged), Some(part)) => Ok(Answer::Unchanged(part.clone())),
        (Ok(Fetched::Unchanged), None) => {
            let error = FetchError::at(url, Trouble::Status(304));
            Err(RefreshError::Network(error))
        }
        (Err(error), _) if error.is_not_published() => Ok(Answer::NotPublished(error)),
        (Err(error), _) => Err(RefreshError::Network(error)),
    }
}

fn fresh(
    source: &Source,
    bytes: &[u8],
    validators: Validators,
    care: Care,
) -> Result<(Part, Decoded), RefreshError> {
    let place = source.shown();
    let part = Part {
        url: place.clone(),
        etag: validators.etag,
        last_modified: validators.last_modified,
    };
    match decode(source, bytes, care) {
        Ok(decoded) => Ok((part, decoded)),
        Err(why) => Err(RefreshError::Refused(Refusal { place, why })),
    }
}

fn decode(source: &Source, bytes: &[u8], care: Care) -> Result<Decoded, Why> {
    let decoded =
        wire::decode(bytes, source.hint()).map_err(|error| not_a_catalog(&error, bytes))?;
    guard::pardoned(guard::document(&decoded), care)?;
    Ok(decoded)
}

fn read(path: &Path) -> Result<Content, Fault> {
    read::whole(path, FILE_CAP).map_err(|unread| Fault::new(path, &unread.into_message()))
}
