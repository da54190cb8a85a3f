//! `refresh`: fetches the registries into the cache, and says what moved.

use super::{
    Answer, Outcome, args,
    changes::{self, Detail},
    failure::{Failure, Kind},
    renewal,
    session::{self, Session},
    status::StatusLine,
};
use crate::{
    store::{
        bundled,
        diagnostic::shown,
        fetch::Progress,
        http::{HttpFetch, Settings},
        refresh::{self, Care, Job, Mode, RefreshError, Refusal},
    },
    text,
    view::{
        Outlook,
        json::{ChangeJson, Envelope},
    },
};

#[derive(serde::Serialize)]
struct Body<'a> {
    /// Whether every server said that nothing had changed.
    unchanged: bool,
    fetched_from: &'a [String],
    written: Option<String>,
    changes: Vec<ChangeJson<'a>>,
}

pub(super) fn run(args: &args::Refresh, session: &mut Session<'_>) -> Outcome {
    let plan = renewal::plan(&args.from, session)?;
    renewal::allow(&plan, session)?;
    let bundled = bundled::read()
        .map_err(|error| Failure::new(Kind::Data, format!("the bundled catalog: {}", error.found)))?
        .catalog;
    let fetch = HttpFetch::new(Settings::default());
    let mode = if args.check {
        Mode::CheckOnly
    } else {
        Mode::Write
    };
    let job = Job {
        plan: &plan,
        fetch: &fetch,
        bundled: &bundled,
        dir: session
            .paths
            .cache
            .as_ref()
            .map(|folder| folder.value.as_path()),
        now: session.host.now,
        mode,
        care: if args.force {
            Care::Forced
        } else {
            Care::Usual
        },
    };
    let brought = {
        let status = StatusLine::new(session.global.quiet, &mut session.host);
        refresh::run(&job, &|progress: Progress<'_>| {
            status.show(&renewal::line(progress));
        })
    }
    .map_err(|error| failure(&error))?;
    report(args, &brought, session)?;
    Ok(Answer::Yes)
}

fn report(
    args: &args::Refresh,
    brought: &refresh::Outcome,
    session: &mut Session<'_>,
) -> Result<(), Failure> {
    let origin = (&brought.origin(), brought.fetched_at);
    let provenance = session.provenance_of(&brought.catalog, origin, &brought.warnings);
    session.tell_warnings(&brought.warnings);
    if args.document.is_json() {
        let policy = session::policy()?;
        let outlook = Outlook::new(
            &brought.catalog,
            &policy,
            session.profile(),
            session.today(),
        );
        let body = Body {
            unchanged: brought.unchanged,
            fetched_from: &brought.fetched_from,
            written: brought.written.as_deref().map(shown),
            changes: brought.changes.iter().map(ChangeJson::from).collect(),
        };
        return session.json(&Envelope::new(&outlook, &provenance, body));
    }
    let detail = if session.global.verbose {
        Detail::Everything
    } else {
        Detail::WithoutVersions
    };
    let page = changes::page(&brought.changes, detail, session.words.value);
    session.printer().page(&page)?;
    session.note(&summary(brought, args.check));
    session.note(&provenance.phrase());
    Ok(())
}

fn summary(brought: &refresh::Outcome, is_check: bool) -> String {
    let from = brought.fetched_from.join(", ");
    if brought.unchanged {
        return format!("nothing has changed at {from}");
    }
    let changes = text::count(brought.changes.len(), "change", "changes");
    let done = if is_check {
        "nothing was written (--check)"
    } else {
        "the cache is written"
    };
    format!("{changes} from {from}; {done}")
}

fn failure(error: &RefreshError) -> Failure {
    let kind = match error {
        RefreshError::Network(error) if error.is_refusal() => Kind::Refused,
        RefreshError::Network(_) => Kind::Network,
        RefreshError::Unreadable(_) => Kind::Data,
        RefreshError::Refused(_) => Kind::Refused,
        RefreshError::CacheWrite(_)
        | RefreshError::NoCache
        | RefreshError::Busy(_)
        | RefreshError::CalledOff => Kind::CacheWrite,
    };
    let failure =
        Failure::new(kind, error.to_string()).hinted("the catalog that was there is untouched");
    match error {
        RefreshError::Refused(Refusal { why, .. }) if why.is_pardonable() => {
            failure.hinted("--force takes it all the same")
        }
        RefreshError::Busy(_) => {
            failure.hinted("what that one fetches is there as soon as it is done")
        }
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::cache::Busy;

    #[test]
    fn a_refresh_that_is_shut_out_says_by_whom() {
        let failure = failure(&RefreshError::Busy(Busy));
        assert_eq!(failure.kind.status(), 6);
        assert_eq!(
            failure.message,
            "another refresh is running and has not ended within 10 seconds; this one wrote nothing"
        );
        let hints = failure.hints.join(" ");
        assert!(hints.contains("the catalog that was there"), "{hints}");
        assert!(hints.contains("what that one fetches"), "{hints}");
    }
}
