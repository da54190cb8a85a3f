//! Fetching from a server that means well, is busy, or sends elsewhere.

use std::{cell::RefCell, sync::Mutex, time::Duration};

use portolan::store::{
    fetch::{Fetch, Fetched, Progress, Trouble, Validators, address},
    http::{HttpFetch, Proxy, Settings},
};

use crate::{
    client::{get, get_with, gzip, settings, text, trouble},
    server::{Server, Step, answer, redirect},
};

#[test]
fn a_document_comes_plain_or_packed_with_its_validators_and_its_progress() {
    let server = Server::start();
    let body = "{\"sources\":[]}".repeat(10_000);
    let validators = [
        "ETag: \"v1\"",
        "Last-Modified: Fri, 20 Nov 2026 08:00:00 GMT",
    ];
    server.on("/plain", [answer("200 OK", &validators, &body)]);
    let packed = answer("200 OK", &["Content-Encoding: gzip"], gzip(body.as_bytes()));
    server.on("/packed", [packed]);

    let url = address::parse(&server.url("/plain")).unwrap();
    let steps = RefCell::new(Vec::new());
    let fetched =
        HttpFetch::new(settings()).get(&url, &Validators::default(), &|progress: Progress<'_>| {
            assert_eq!(progress.source, url.as_str());
            steps.borrow_mut().push((progress.received, progress.total));
        });
    let expected = Validators {
        etag: Some("\"v1\"".into()),
        last_modified: Some("Fri, 20 Nov 2026 08:00:00 GMT".into()),
    };
    let Ok(Fetched::Document { bytes, validators }) = fetched else {
        panic!("{fetched:?}");
    };
    assert_eq!((bytes.as_slice(), validators), (body.as_bytes(), expected));
    let steps = steps.into_inner();
    let whole = body.len() as u64;
    assert_eq!(steps.last(), Some(&(whole, Some(whole))));
    assert!(steps.is_sorted());

    assert_eq!(get(&server, "/packed").unwrap(), body);
}

#[test]
fn a_request_says_who_asks_and_what_is_known() {
    let server = Server::start();
    server.on(
        "/x",
        [
            answer("200 OK", &[], "{}"),
            answer("304 Not Modified", &[], ""),
        ],
    );
    let url = address::parse(&server.url("/x")).unwrap();
    let fetch = HttpFetch::new(settings());
    let known = Validators {
        etag: Some("W/\"v1\"".into()),
        last_modified: Some("Fri, 20 Nov 2026 08:00:00 GMT".into()),
    };
    fetch
        .get(&url, &Validators::default(), &|_: Progress<'_>| {})
        .unwrap();
    assert_eq!(
        fetch.get(&url, &known, &|_: Progress<'_>| {}),
        Ok(Fetched::Unchanged)
    );

    let requests = server.requests();
    let [first, second] = requests.as_slice() else {
        panic!("{requests:?}");
    };
    let first = first.to_lowercase();
    let agent = concat!("user-agent: portolan/", env!("CARGO_PKG_VERSION"));
    assert!(first.contains(agent), "{first}");
    assert!(first.contains("accept-encoding: gzip\r\n"), "{first}");
    assert!(!first.contains("if-none-match"), "{first}");
    assert!(!first.contains("if-modified-since"), "{first}");
    assert!(!first.contains("cookie"), "{first}");
    let second = second.to_lowercase();
    assert!(second.contains("if-none-match: w/\"v1\""), "{second}");
    assert!(
        second.contains("if-modified-since: fri, 20 nov 2026 08:00:00 gmt"),
        "{second}"
    );
}

#[test]
fn every_other_status_is_a_trouble_of_its_own() {
    let server = Server::start();
    let table = [
        ("204 No Content", Trouble::Status(204)),
        ("206 Partial Content", Trouble::Status(206)),
        ("304 Not Modified", Trouble::Status(304)),
        ("400 Bad Request", Trouble::Status(400)),
        ("401 Unauthorized", Trouble::Status(401)),
        ("403 Forbidden", Trouble::NotPublished(403)),
        ("404 Not Found", Trouble::NotPublished(404)),
        ("410 Gone", Trouble::NotPublished(410)),
    ];
    for (status, expected) in &table {
        server.on("/x", [answer(status, &[], "")]);
        assert_eq!(&trouble(&server, "/x"), expected, "{status}");
    }
    assert_eq!(
        server.requests().len(),
        table.len(),
        "none of them is tried again"
    );
}

#[test]
fn three_redirects_are_followed_and_the_fourth_is_not() {
    let server = Server::start();
    for hop in 1..=4 {
        server.on(&format!("/{hop}"), [redirect(&format!("/{}", hop - 1))]);
    }
    server.on("/0", [answer("200 OK", &[], "here")]);
    assert_eq!(get(&server, "/3").unwrap(), "here");
    assert!(matches!(trouble(&server, "/4"), Trouble::Redirect(_)));

    server.on("/loop", [redirect("/loop")]);
    assert!(matches!(trouble(&server, "/loop"), Trouble::Redirect(_)));
}

#[test]
fn a_redirect_to_what_must_not_be_asked_is_not_followed() {
    let server = Server::start();
    for to in [
        "file:///etc/passwd",
        "http://connectors.airbyte.com/x",
        "http://10.0.0.1/x",
        "ftp://127.0.0.1/x",
        "http://name:secret@127.0.0.1/x",
        "http://[",
    ] {
        server.on("/x", [redirect(to)]);
        let error = get(&server, "/x").unwrap_err();
        assert!(
            matches!(error.trouble, Trouble::Redirect(_)),
            "{to}: {error}"
        );
        assert!(!error.to_string().contains("secret"), "{error}");
    }
    server.on("/x", [answer("302 Found", &[], "")]);
    assert!(
        matches!(trouble(&server, "/x"), Trouble::Redirect(_)),
        "to nowhere"
    );
}

#[test]
fn a_server_that_recovers_is_forgiven_twice() {
    let server = Server::start();
    let failed = || answer("500 Internal Server Error", &[], "");
    let good = || answer("200 OK", &[], "good");
    server.on("/once", [failed(), good()]);
    server.on("/mixed", [vec![Step::Reset], failed(), good()]);
    server.on("/thrice", [failed(), failed(), failed(), good()]);
    assert_eq!(get(&server, "/once").unwrap(), "good");
    assert_eq!(get(&server, "/mixed").unwrap(), "good");
    assert_eq!(trouble(&server, "/thrice"), Trouble::Server(500));
}

static SLEPT: Mutex<Vec<Duration>> = Mutex::new(Vec::new());

#[test]
fn a_wait_that_is_asked_for_is_granted_once_if_short() {
    let server = Server::start();
    let busy = |after: &str| {
        answer(
            "429 Too Many Requests",
            &[&format!("Retry-After: {after}")],
            "",
        )
    };
    let good = || answer("200 OK", &[], "good");
    let noting = || Settings {
        overall: Duration::from_secs(60),
        pauses: Vec::new(),
        sleep: |pause| SLEPT.lock().unwrap().push(pause),
        ..settings()
    };
    let secs = Duration::from_secs;
    let table = [
        ("7", vec![secs(7)], None),
        ("30", vec![secs(30)], None),
        ("31", vec![], Some(Trouble::Busy(429, Some(secs(31))))),
        (
            "99999999",
            vec![],
            Some(Trouble::Busy(429, Some(secs(99_999_999)))),
        ),
        ("Fri, 20 Nov 2020 08:00:00 GMT", vec![secs(0)], None),
        ("-1", vec![], Some(Trouble::Busy(429, None))),
        ("soon", vec![], Some(Trouble::Busy(429, None))),
    ];
    for (after, slept, expected) in table {
        server.on("/x", [busy(after), good()]);
        let fetched = get_with(noting(), &server.url("/x"));
        assert_eq!(
            fetched.err().map(|error| error.trouble),
            expected,
            "{after}"
        );
        assert_eq!(
            std::mem::take(&mut *SLEPT.lock().unwrap()),
            slept,
            "{after}"
        );
    }
    server.on("/x", [busy("1"), busy("1"), good()]);
    let error = get_with(noting(), &server.url("/x")).unwrap_err();
    assert_eq!(
        error.trouble,
        Trouble::Busy(429, Some(secs(1))),
        "only once"
    );

    server.on("/x", [busy("3600"), good()]);
    let said = get_with(noting(), &server.url("/x"))
        .unwrap_err()
        .to_string();
    assert!(said.contains("try again in 60 min"), "{said}");
}

#[test]
fn the_network_is_reached_through_the_proxy_and_this_machine_is_not() {
    let proxy = Server::start();
    proxy.on(
        "registry.invalid:443",
        [answer("407 Proxy Authentication Required", &[], "")],
    );
    let through = |settings: Settings| Settings {
        proxy: Proxy::Through(format!("http://name:secret@{}", proxy.address())),
        ..settings
    };
    let error = get_with(through(settings()), "https://registry.invalid/x").unwrap_err();
    assert!(matches!(error.trouble, Trouble::Proxy(_)), "{error:?}");
    let said = format!("{error} {error:?}");
    assert!(
        said.contains("407") && !said.contains("secret") && !said.contains("name:"),
        "{said}"
    );
    let requests = proxy.requests();
    assert_eq!(requests.len(), 1, "a proxy that refuses is not asked again");
    assert!(
        requests[0].starts_with("CONNECT registry.invalid:443"),
        "{requests:?}"
    );

    let server = Server::start();
    server.on("/x", [answer("200 OK", &[], "direct")]);
    let fetched = get_with(through(settings()), &server.url("/x"));
    assert_eq!(fetched.map(text).unwrap(), "direct");
    assert_eq!(proxy.requests().len(), 1);

    let broken = Settings {
        proxy: Proxy::Through("name:secret@[proxy".into()),
        ..settings()
    };
    let said = get_with(broken, "https://registry.invalid/x")
        .unwrap_err()
        .to_string();
    assert!(said.contains("proxy") && !said.contains("secret"), "{said}");
}
