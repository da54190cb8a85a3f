//! A refresh that must not be: the old cache stays as it was, and one line says why.

use std::fs::File;

use portolan::store::{
    fetch::{Progress, Trouble},
    refresh::{self, Care, Job, Mode, Plan, RefreshError, Source, Why},
};
use serde_json::json;

use crate::{
    bench::{
        Bench, CLOUD, COMPOSITE, FRIDAY, OSS, REPORT, composite, entry, http, plain, registry,
        said, with,
    },
    server::{Step, answer, head},
};

#[test]
fn a_host_that_fails_ends_the_refresh() {
    let bench = Bench::new().known(2);
    let scripts = [
        answer("500 Internal Server Error", &[], ""),
        answer("429 Too Many Requests", &["Retry-After: 3600"], ""),
        vec![Step::Reset],
        vec![
            head("200 OK", &["Content-Length: 1000"]),
            Step::Send(b"{".to_vec()),
        ],
    ];
    bench.serve(OSS, plain(2)).serve(CLOUD, plain(2));
    for script in scripts {
        bench.server.on(COMPOSITE, [script]);
        let error = bench.refused(&bench.published());
        assert!(matches!(error, RefreshError::Network(_)), "{error:?}");
    }
    assert!(bench.server.paths().iter().all(|path| path == COMPOSITE));
}

#[test]
fn what_is_no_catalog_is_refused_and_quoted() {
    let bench = Bench::new().known(2);
    let whole = composite(2);
    let half = &whole[..whole.len() * 3 / 5];
    let trailing = format!("{whole}\0");
    for body in [
        "<!doctype html><title>\u{1b}[2JSign in</title>",
        "",
        "   \n",
        "{}",
        "[]",
        "null",
        "\"text\"",
        "{\"sources\":[],\"destinations\":[]}",
        half,
        &trailing,
    ] {
        bench.serve(COMPOSITE, body);
        let error = bench.refused(&bench.published());
        assert!(
            matches!(error, RefreshError::Refused(_)),
            "{body:.40}: {error:?}"
        );
    }
    bench.serve(COMPOSITE, "<!doctype html><title>Sign in</title>");
    let said = bench.refused(&bench.published()).to_string();
    assert!(
        said.contains("<!doctype html><title>Sign in</title>"),
        "{said}"
    );
    assert!(said.contains("not a catalog"), "{said}");
}

#[test]
fn a_refused_composite_is_made_up_for_by_the_others_with_a_warning() {
    let bench = Bench::new().known(2);
    bench
        .serve(COMPOSITE, "<!doctype html>")
        .serve(OSS, plain(3))
        .serve(CLOUD, plain(3));
    let outcome = bench.run().unwrap();
    assert_eq!(outcome.catalog.len(), 3);
    assert!(
        said(&outcome).contains("composite_registry.json: not a catalog"),
        "{outcome:?}"
    );
}

#[test]
fn half_a_catalog_is_taken_and_less_is_refused() {
    let bench = Bench::new().known(10);
    bench.serve(COMPOSITE, composite(4));
    let error = bench.refused(&bench.published());
    let RefreshError::Refused(refusal) = &error else {
        panic!("{error:?}");
    };
    assert!(
        matches!(
            refusal.why,
            Why::Shrunk {
                known: 10,
                fetched: 4,
                ..
            }
        ),
        "{refusal:?}"
    );
    assert!(error.to_string().contains("only 4 connectors"), "{error}");

    bench.serve(COMPOSITE, composite(5));
    bench.run().unwrap();
}

#[test]
fn a_user_who_insists_gets_less_than_half_and_never_what_is_no_catalog() {
    let bench = Bench::new().known(10);
    bench.serve(COMPOSITE, composite(4));
    let insisting = |plan: &Plan| {
        let job = Job {
            plan,
            fetch: &http(),
            bundled: &bench.bundled,
            dir: Some(&bench.dir()),
            now: FRIDAY.parse().unwrap(),
            mode: Mode::Write,
            care: Care::Forced,
        };
        refresh::run(&job, &|_: Progress<'_>| {})
    };
    let outcome = insisting(&bench.published()).unwrap();
    let live = outcome
        .catalog
        .connectors()
        .iter()
        .filter(|c| c.removed.is_none());
    assert_eq!(live.count(), 4);
    bench.serve(COMPOSITE, "<html>");
    assert!(matches!(
        insisting(&bench.published()),
        Err(RefreshError::Refused(_))
    ));
}

#[test]
fn one_bad_entry_is_lost_and_many_refuse_the_catalog() {
    let bench = Bench::new().known(10);
    let broken = |bad: usize| {
        registry((0..10).map(|at| {
            let entry = with(entry(at), "availability", json!(["cloud", "oss"]));
            if at < bad {
                with(entry, "name", json!(5))
            } else {
                entry
            }
        }))
    };
    bench.serve(COMPOSITE, broken(2));
    let error = bench.refused(&bench.published());
    let RefreshError::Refused(refusal) = &error else {
        panic!("{error:?}");
    };
    assert!(
        matches!(
            refusal.why,
            Why::Lossy {
                lost: 2,
                of: 10,
                ..
            }
        ),
        "{refusal:?}"
    );
    assert!(error.to_string().contains("sources[0]"), "{error}");

    bench.serve(COMPOSITE, broken(1));
    let outcome = bench.run().unwrap();
    assert!(outcome.warnings.iter().any(|warning| warning.is_loss));
}

#[test]
fn all_that_the_user_names_must_be_there() {
    let bench = Bench::new().known(2);
    bench.serve(OSS, plain(2));
    let source = |path: &str| Source::parse(&bench.server.url(path)).unwrap();
    let plan = Plan::named(vec![source(OSS), source(CLOUD)]);
    let error = bench.refused(&plan);
    assert!(matches!(error, RefreshError::Network(_)), "{error:?}");
}

#[test]
fn a_cache_that_cannot_be_written_is_said_so() {
    let bench = Bench::new();
    File::create(bench.dir()).unwrap();
    bench.serve(COMPOSITE, composite(2));
    let error = bench.run().unwrap_err();
    assert!(matches!(error, RefreshError::CacheWrite(_)), "{error:?}");

    let job = Job {
        plan: &bench.published(),
        fetch: &http(),
        bundled: &bench.bundled,
        dir: None,
        now: FRIDAY.parse().unwrap(),
        mode: Mode::Write,
        care: Care::Usual,
    };
    let asked = bench.server.requests().len();
    assert_eq!(
        refresh::run(&job, &|_: Progress<'_>| {}).unwrap_err(),
        RefreshError::NoCache
    );
    assert_eq!(
        bench.server.requests().len(),
        asked,
        "nothing is fetched for nothing"
    );
}

#[test]
fn the_report_is_the_last_resort_and_after_it_there_is_nothing() {
    let bench = Bench::new().known(1);
    let error = bench.refused(&bench.published());
    let RefreshError::Network(error) = error else {
        panic!("{error:?}");
    };
    assert_eq!(error.trouble, Trouble::NotPublished(404));
    assert_eq!(bench.server.paths(), [COMPOSITE, OSS, CLOUD, REPORT]);
}

#[test]
fn a_plan_with_nothing_in_it_confirms_nothing() {
    let bench = Bench::new().known(2);
    for plan in [
        Plan::named(Vec::new()),
        Plan {
            choices: Vec::new(),
        },
    ] {
        let error = bench.refused(&plan);
        assert!(matches!(error, RefreshError::Refused(_)), "{error:?}");
    }
}
