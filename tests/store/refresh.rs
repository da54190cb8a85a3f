//! A refresh from end to end: a real cache folder, a real server.

use std::{
    cell::Cell,
    fs::{self, File},
    io::Write,
    path::Path,
};

use jiff::Timestamp;
use portolan::{
    catalog::diff,
    store::{
        cache,
        fetch::{Fetch, FetchError, Fetched, Progress, Validators, Watch},
        refresh::{self, Care, Job, Mode, Plan, RefreshError, Source},
    },
    words::Registry,
};
use serde_json::json;

use crate::{
    bench::{
        self, Bench, CLOUD, COMPOSITE, FRIDAY, MONDAY, OSS, composite, entry, offered, plain,
        registry, said, with,
    },
    server::answer,
};

#[test]
fn the_composite_alone_makes_a_cache() {
    let bench = Bench::new();
    bench.serve(COMPOSITE, composite(3));
    let outcome = bench.run().unwrap();
    assert_eq!(bench.server.paths(), [COMPOSITE]);
    assert_eq!(outcome.fetched_from, [bench.server.url(COMPOSITE)]);
    assert_eq!(outcome.written, Some(cache::file(&bench.dir())));
    assert!(!outcome.unchanged);
    assert_eq!(said(&outcome), "");
    let cached = bench.cached();
    assert_eq!(cached.catalog, outcome.catalog);
    assert_eq!(cached.catalog.len(), 3);
    assert_eq!(cached.fetched_at, FRIDAY.parse::<Timestamp>().unwrap());
    assert_eq!(outcome.fetched_at, cached.confirmed_at());
    assert_eq!(outcome.fetched_at, Some(cached.fetched_at));
}

#[test]
fn without_the_composite_both_registries_are_fetched_and_joined() {
    for status in ["404 Not Found", "403 Forbidden"] {
        let bench = Bench::new();
        bench
            .fail(COMPOSITE, status)
            .serve(OSS, plain(4))
            .serve(CLOUD, plain(3));
        let outcome = bench.run().unwrap();
        assert_eq!(bench.server.paths(), [COMPOSITE, OSS, CLOUD]);
        assert_eq!(outcome.catalog.len(), 4);
        assert_eq!(offered(&outcome.catalog, Registry::Oss), 4);
        assert_eq!(offered(&outcome.catalog, Registry::Cloud), 3);
    }
}

#[test]
fn a_side_that_is_not_published_keeps_what_was_known() {
    let bench = Bench::new().known(4);
    bench.serve(OSS, plain(3));
    let outcome = bench.run().unwrap();
    assert_eq!(offered(&outcome.catalog, Registry::Cloud), 4);
    assert_eq!(offered(&outcome.catalog, Registry::Oss), 3);
    assert!(
        said(&outcome).contains("what was known of that side is kept"),
        "{outcome:?}"
    );
}

#[test]
fn an_unchanged_catalog_is_confirmed_and_not_sent_again() {
    let bench = Bench::new();
    let first = answer("200 OK", &["ETag: \"v1\""], composite(3));
    let again = answer("304 Not Modified", &[], "");
    bench.server.on(COMPOSITE, [first, again]);
    let plan = bench.published();
    bench.run_at(MONDAY, &plan, Mode::Write).unwrap();
    let before = bench.cached();

    let outcome = bench.run().unwrap();
    assert!(outcome.unchanged && outcome.changes.is_empty());
    let after = bench.cached();
    assert_eq!((after.catalog, after.parts), (before.catalog, before.parts));
    assert_eq!(after.fetched_at, FRIDAY.parse::<Timestamp>().unwrap());
    let asked = bench.server.requests()[1].to_lowercase();
    assert!(asked.contains("if-none-match: \"v1\""), "{asked}");
}

#[test]
fn a_cache_that_is_of_no_use_makes_the_whole_be_fetched() {
    for damage in [
        |path: &Path| File::create(path).map(|_| ()),
        |path: &Path| fs::remove_file(path),
    ] {
        let bench = Bench::new();
        let first = answer("200 OK", &["ETag: \"v1\""], composite(3));
        bench.server.on(COMPOSITE, [first]);
        bench.run().unwrap();
        damage(&cache::file(&bench.dir())).unwrap();
        let outcome = bench.run().unwrap();
        assert!(!outcome.unchanged);
        assert_eq!(bench.cached().catalog.len(), 3);
        let asked = bench.server.requests()[1].to_lowercase();
        assert!(!asked.contains("if-none-match"), "{asked}");
    }
}

#[test]
fn one_side_may_be_unchanged_and_the_other_new() {
    let bench = Bench::new();
    let again = || answer("304 Not Modified", &[], "");
    bench
        .server
        .on(OSS, [answer("200 OK", &["ETag: \"o\""], plain(4)), again()]);
    bench.serve(CLOUD, plain(2));
    bench.run().unwrap();
    bench.serve(CLOUD, plain(3));
    let outcome = bench.run().unwrap();
    assert!(!outcome.unchanged);
    assert_eq!(offered(&outcome.catalog, Registry::Oss), 4);
    assert_eq!(offered(&outcome.catalog, Registry::Cloud), 3);
    let etags: Vec<_> = bench
        .cached()
        .parts
        .into_iter()
        .map(|part| part.etag)
        .collect();
    assert_eq!(etags, [Some("\"o\"".into()), None]);
}

#[test]
fn only_looking_makes_no_file_and_no_folder() {
    let bench = Bench::new();
    bench.serve(COMPOSITE, composite(3));
    let plan = bench.published();
    let outcome = bench.run_at(FRIDAY, &plan, Mode::CheckOnly).unwrap();
    assert_eq!((outcome.catalog.len(), outcome.written), (3, None));
    assert!(!bench.dir().exists());

    let bench = bench.known(3);
    bench.serve(COMPOSITE, composite(4));
    let (before, known) = (bench.bytes(), bench.cached().catalog);
    let plan = bench.published();
    let outcome = bench.run_at(FRIDAY, &plan, Mode::CheckOnly).unwrap();
    assert_eq!(outcome.catalog.len(), 4);
    assert_eq!(outcome.changes, diff::between(&known, &outcome.catalog));
    assert_eq!(bench.bytes(), before);
}

#[test]
fn a_connector_that_vanishes_is_kept_as_removed() {
    let bench = Bench::new().known(4);
    bench.serve(COMPOSITE, composite(3));
    bench.run().unwrap();
    let cached = bench.cached().catalog;
    assert_eq!(cached.len(), 4);
    let gone: Vec<_> = cached
        .connectors()
        .iter()
        .filter(|c| c.removed.is_some())
        .collect();
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0].slug, "source-3");
}

#[test]
fn a_catalog_older_than_what_is_known_is_taken_with_a_warning() {
    let dated = |day: &str| {
        let made =
            json!({"source_file_info": {"registry_entry_generated_at": format!("{day}T00:00:00")}});
        let entry = with(entry(0), "availability", json!(["cloud", "oss"]));
        registry([with(entry, "generated", made)])
    };
    let bench = Bench::new();
    bench.serve(COMPOSITE, dated("2026-11-10"));
    bench
        .run_at(MONDAY, &bench.published(), Mode::Write)
        .unwrap();
    bench.serve(COMPOSITE, dated("2026-11-01"));
    let outcome = bench.run().unwrap();
    assert!(said(&outcome).contains("2026-11-01"), "{outcome:?}");
}

#[test]
fn files_are_read_joined_and_told_apart_by_name() {
    let bench = Bench::new();
    let write = |name: &str, text: &str| {
        let path = bench.home.path().join(name);
        File::create(&path)
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        Source::parse(path.to_str().unwrap()).unwrap()
    };
    let sources = vec![
        write("my-oss.json", &plain(4)),
        write("my-cloud.json", &plain(3)),
    ];
    let outcome = bench
        .run_at(FRIDAY, &Plan::named(sources), Mode::Write)
        .unwrap();
    assert_eq!(offered(&outcome.catalog, Registry::Oss), 4);
    assert_eq!(offered(&outcome.catalog, Registry::Cloud), 3);
    assert!(bench.server.requests().is_empty());
    assert_eq!(
        (outcome.fetched_at, bench.cached().confirmed_at()),
        (None, None)
    );

    let missing = Plan::named(vec![Source::parse("no/such/file.json").unwrap()]);
    let error = bench.refused(&missing);
    assert!(matches!(error, RefreshError::Unreadable(_)), "{error:?}");
    assert!(error.to_string().contains("no/such/file.json"), "{error}");

    let page = Plan::named(vec![write("page.json", "<!doctype html>")]);
    assert!(matches!(bench.refused(&page), RefreshError::Refused(_)));

    let huge = bench.home.path().join("huge.json");
    File::create(&huge)
        .unwrap()
        .set_len((64 << 20) + 1)
        .unwrap();
    let huge = Plan::named(vec![Source::File(huge)]);
    let error = bench.refused(&huge);
    assert!(error.to_string().contains("larger than 64 MiB"), "{error}");
}

#[test]
fn what_may_be_secret_in_an_address_is_neither_shown_nor_kept() {
    let bench = Bench::new();
    let path = "/registry.json?token=secret";
    let scripts = [answer("200 OK", &["ETag: \"v1\""], composite(2))];
    bench.server.on(path, scripts);
    let plan = Plan::named(vec![Source::parse(&bench.server.url(path)).unwrap()]);
    let outcome = bench.run_at(MONDAY, &plan, Mode::Write).unwrap();
    assert!(!format!("{:?}", outcome.fetched_from).contains("secret"));
    assert!(!String::from_utf8(bench.bytes()).unwrap().contains("secret"));
    bench.run_at(FRIDAY, &plan, Mode::Write).unwrap();
    let asked = bench.server.requests()[1].to_lowercase();
    assert!(!asked.contains("if-none-match"), "{asked}");
}

/// Runs a whole other refresh while this one's document is under way.
struct Meanwhile<'a> {
    other: &'a dyn Fn(),
    document: String,
}

impl Fetch for Meanwhile<'_> {
    fn get(
        &self,
        _url: &url::Url,
        _validators: &Validators,
        _watch: &dyn Watch,
    ) -> Result<Fetched, FetchError> {
        (self.other)();
        Ok(Fetched::Document {
            bytes: self.document.clone().into_bytes(),
            validators: Validators::default(),
        })
    }
}

/// Calls a refresh off at the question after so many.
struct Leaving {
    after: usize,
    asked: Cell<usize>,
}

impl Watch for Leaving {
    fn tell(&self, _progress: Progress<'_>) {}

    fn is_called_off(&self) -> bool {
        self.asked.set(self.asked.get() + 1);
        self.asked.get() > self.after
    }
}

#[test]
fn a_refresh_that_is_called_off_at_any_moment_writes_nothing() {
    let bench = Bench::new().known(3);
    bench.serve(COMPOSITE, composite(4));
    let before = bench.bytes();
    let run = |after| {
        let job = Job {
            plan: &bench.published(),
            fetch: &bench::http(),
            bundled: &bench.bundled,
            dir: Some(&bench.dir()),
            now: FRIDAY.parse().unwrap(),
            mode: Mode::Write,
            care: Care::Usual,
        };
        let asked = Cell::new(0);
        refresh::run(&job, &Leaving { after, asked })
    };
    assert_eq!(run(0).unwrap_err(), RefreshError::CalledOff);
    assert_eq!(bench.server.paths(), [""; 0], "nothing is asked");
    let moments = (0..100).find(|after| match run(*after) {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error, RefreshError::CalledOff);
            assert_eq!(bench.bytes(), before, "at moment {after}");
            false
        }
    });
    // Before the document, in its midst and at its end, after it, and before the writing.
    assert!(moments.is_some_and(|moments| moments >= 5), "{moments:?}");
    assert_ne!(bench.bytes(), before);
}

#[test]
fn two_refreshes_at_once_lose_nothing_of_each_other() {
    let bench = Bench::new();
    bench.serve(CLOUD, plain(3));
    let source = |path: &str| Source::parse(&bench.server.url(path)).unwrap();
    let cloud = Plan::named(vec![source(CLOUD)]);
    let meanwhile = Meanwhile {
        other: &|| {
            bench.run_at(FRIDAY, &cloud, Mode::Write).unwrap();
        },
        document: plain(4),
    };
    let job = Job {
        plan: &Plan::named(vec![source(OSS)]),
        fetch: &meanwhile,
        bundled: &bench.bundled,
        dir: Some(&bench.dir()),
        now: FRIDAY.parse().unwrap(),
        mode: Mode::Write,
        care: Care::Usual,
    };
    refresh::run(&job, &|_: Progress<'_>| {}).unwrap();
    let cached = bench.cached().catalog;
    assert_eq!(offered(&cached, Registry::Oss), 4);
    assert_eq!(offered(&cached, Registry::Cloud), 3);
}
