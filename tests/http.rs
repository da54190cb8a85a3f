//! Fetching from a server that misbehaves in every way we know of: what comes of it, how soon, and what is said.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "common/server.rs"]
mod server;
#[path = "common/tls.rs"]
mod tls;

use std::{
    cell::RefCell,
    io::Write,
    net::TcpListener,
    sync::Mutex,
    time::{Duration, Instant},
};

use portolan::{
    store::{
        fetch::{Fetch, FetchError, Fetched, Stage, Trouble, Validators, address},
        http::{HttpFetch, Proxy, Roots, Settings},
    },
    text::clean::is_hostile,
};
use server::{Server, Step, answer, head, redirect};

const BUDGET: Duration = Duration::from_millis(400);
/// What a busy machine may add.
const SLACK: Duration = Duration::from_secs(5);

fn settings() -> Settings {
    Settings {
        connect: Duration::from_secs(2),
        read: Duration::from_secs(2),
        overall: Duration::from_secs(10),
        pauses: vec![Duration::ZERO; 2],
        proxy: Proxy::Direct,
        sleep: |_| {},
        ..Settings::default()
    }
}

fn impatient() -> Settings {
    Settings {
        overall: BUDGET,
        ..settings()
    }
}

fn get_with(settings: Settings, url: &str) -> Result<Fetched, FetchError> {
    let url = address::parse(url)?;
    HttpFetch::new(settings).get(&url, &Validators::default(), &|_| {})
}

fn get(server: &Server, path: &str) -> Result<String, FetchError> {
    get_with(settings(), &server.url(path)).map(text)
}

fn text(fetched: Fetched) -> String {
    match fetched {
        Fetched::Document { bytes, .. } => String::from_utf8(bytes).unwrap(),
        Fetched::Unchanged => panic!("a document was expected"),
    }
}

#[track_caller]
fn trouble(server: &Server, path: &str) -> Trouble {
    let error = get(server, path).unwrap_err();
    let said = error.to_string();
    assert!(!said.chars().any(is_hostile), "{said:?}");
    assert!(said.starts_with("http://127.0.0.1:"), "{said}");
    error.trouble
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

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
    let fetched = HttpFetch::new(settings()).get(&url, &Validators::default(), &|progress| {
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
    fetch.get(&url, &Validators::default(), &|_| {}).unwrap();
    assert_eq!(fetch.get(&url, &known, &|_| {}), Ok(Fetched::Unchanged));

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
fn a_document_cut_short_is_noticed_however_it_is_sent() {
    let server = Server::start();
    let packed = gzip("a long document ".repeat(1000).as_bytes());
    let half = &packed[..packed.len() / 2];
    let table = [
        (
            "/length",
            vec![
                head("200 OK", &["Content-Length: 1000"]),
                Step::Send(b"[1,2".to_vec()),
            ],
        ),
        (
            "/chunked",
            vec![
                head("200 OK", &["Transfer-Encoding: chunked"]),
                Step::Send(b"5\r\nhello\r\n".to_vec()),
            ],
        ),
        ("/gzip", answer("200 OK", &["Content-Encoding: gzip"], half)),
        (
            "/header",
            vec![Step::Send(b"HTTP/1.1 200 OK\r\nContent-Le".to_vec())],
        ),
        ("/nothing", vec![]),
        ("/reset", vec![Step::Reset]),
    ];
    for (path, script) in table {
        server.on(path, [script]);
        assert_eq!(trouble(&server, path), Trouble::Interrupted, "{path}");
        let asked = server.paths().iter().filter(|asked| *asked == path).count();
        assert_eq!(asked, 3, "{path} is tried again twice");
    }
}

#[test]
fn what_is_not_http_or_not_gzip_is_refused_at_once() {
    let server = Server::start();
    let body = "{\"sources\":[]}";
    let encoded = |name: &str| answer("200 OK", &[&format!("Content-Encoding: {name}")], body);
    let endless = format!("X: {}", "a".repeat(1 << 20));
    server
        .on(
            "/garbage",
            [vec![Step::Send(
                b"\x16\x03\x01 no http at all\r\n\r\n".to_vec(),
            )]],
        )
        .on("/header", [answer("200 OK", &[&endless], body)])
        .on("/br", [encoded("br")])
        .on("/both", [encoded("gzip, br")])
        .on("/hostile", [encoded("\u{9b}2J\u{202e}")])
        .on("/gzip", [encoded("gzip")]);
    for path in ["/garbage", "/header"] {
        let trouble = trouble(&server, path);
        assert!(
            matches!(trouble, Trouble::NotHttp(_)),
            "{path}: {trouble:?}"
        );
    }
    for path in ["/br", "/both", "/hostile", "/gzip"] {
        let trouble = trouble(&server, path);
        assert!(
            matches!(trouble, Trouble::Encoding(_)),
            "{path}: {trouble:?}"
        );
    }
    assert_eq!(server.requests().len(), 6, "none of them is tried again");
}

#[test]
fn a_bomb_is_not_unpacked_past_the_cap() {
    let server = Server::start();
    let bomb = gzip(&vec![b' '; (64 << 20) + 1]);
    assert!(bomb.len() < 100 << 10);
    server.on(
        "/bomb",
        [answer("200 OK", &["Content-Encoding: gzip"], &bomb)],
    );
    assert_eq!(trouble(&server, "/bomb"), Trouble::TooLarge(64 << 20));

    let tight = Settings {
        document_cap: 1 << 20,
        ..settings()
    };
    let url = address::parse(&server.url("/bomb")).unwrap();
    let most = RefCell::new(0);
    let refused = HttpFetch::new(tight).get(&url, &Validators::default(), &|progress| {
        *most.borrow_mut() = progress.received;
    });
    assert_eq!(refused.unwrap_err().trouble, Trouble::TooLarge(1 << 20));
    assert!(most.into_inner() <= 1 << 20, "read no further than the cap");
}

#[test]
fn an_endless_document_is_not_read_past_the_cap() {
    let server = Server::start();
    let endless = Step::Drip(vec![b'x'; 1 << 20], Duration::ZERO);
    server.on("/endless", [vec![head("200 OK", &[]), endless.clone()]]);
    server.on(
        "/liar",
        [vec![
            head("200 OK", &["Content-Length: 99999999999"]),
            endless,
        ]],
    );
    for path in ["/endless", "/liar"] {
        assert_eq!(
            trouble(&server, path),
            Trouble::TooLarge(16 << 20),
            "{path}"
        );
    }
}

#[test]
fn a_slow_or_silent_server_is_left_within_the_budget() {
    let server = Server::start();
    let drip = Step::Drip(b"x".to_vec(), Duration::from_millis(20));
    server
        .on(
            "/drip",
            [vec![
                head("200 OK", &["Content-Length: 1000"]),
                drip.clone(),
            ]],
        )
        .on(
            "/drip-head",
            [vec![Step::Send(b"HTTP/1.1 200 OK\r\nX: ".to_vec()), drip]],
        )
        .on("/hang", [vec![Step::Hang]])
        .on(
            "/hang-body",
            [vec![head("200 OK", &["Content-Length: 9"]), Step::Hang]],
        );
    for path in ["/drip", "/drip-head", "/hang", "/hang-body"] {
        let start = Instant::now();
        let error = get_with(impatient(), &server.url(path)).unwrap_err();
        assert_eq!(
            error.trouble,
            Trouble::TimedOut(Stage::Whole, BUDGET),
            "{path}"
        );
        let took = start.elapsed();
        assert!(
            (BUDGET..BUDGET + SLACK).contains(&took),
            "{path} took {took:?}"
        );
    }
    let silent = Settings {
        read: BUDGET,
        ..settings()
    };
    let error = get_with(silent, &server.url("/hang-body")).unwrap_err();
    assert_eq!(error.trouble, Trouble::TimedOut(Stage::Bytes, BUDGET));
}

#[test]
fn redirects_and_attempts_share_one_budget() {
    let server = Server::start();
    server.on("/start", [redirect("/hang")]);
    server.on("/hang", [vec![Step::Hang]]);
    let start = Instant::now();
    let error = get_with(impatient(), &server.url("/start")).unwrap_err();
    assert!(matches!(error.trouble, Trouble::TimedOut(..)), "{error}");
    assert!(start.elapsed() < BUDGET + SLACK);
    assert!(
        error.place.ends_with("/hang"),
        "the hop that hung is named: {error}"
    );

    server.on("/500", [answer("500 Internal Server Error", &[], "")]);
    let unhurried = Settings {
        pauses: vec![Duration::from_secs(3600)],
        sleep: |_| panic!("a pause longer than the budget"),
        ..settings()
    };
    let error = get_with(unhurried, &server.url("/500")).unwrap_err();
    assert_eq!(error.trouble, Trouble::Server(500));
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
fn a_port_where_nobody_listens_and_a_host_that_nobody_knows_are_named() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let error = get_with(settings(), &format!("http://127.0.0.1:{port}/x")).unwrap_err();
    assert_eq!(error.trouble, Trouble::Refused);

    // So long a name is no question for the network.
    let host = "x".repeat(64);
    let error = get_with(settings(), &format!("https://{host}.invalid/x")).unwrap_err();
    assert_eq!(error.trouble, Trouble::HostUnknown);
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

#[test]
fn a_safe_connection_is_made_or_it_is_said_why_not() {
    let trusting = |roots| Settings {
        roots,
        ..settings()
    };
    let authority = || Roots::Only(vec![tls::AUTHORITY.to_vec()]);
    let table = [
        (
            tls::GOOD,
            Roots::Only(Vec::new()),
            "does not trust who issued",
        ),
        (tls::EXPIRED, authority(), "has expired"),
        (tls::FUTURE, authority(), "is not valid yet"),
        (tls::ELSEWHERE, authority(), "is for another name"),
    ];
    for (certificate, roots, expected) in table {
        let server = tls::serve(certificate, &answer("200 OK", &[], "safe"));
        let error = get_with(trusting(roots), &server.url("/x")).unwrap_err();
        assert!(matches!(error.trouble, Trouble::Tls(_)), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}");
    }

    let server = tls::serve(tls::GOOD, &answer("200 OK", &[], "safe"));
    let fetched = get_with(trusting(authority()), &server.url("/x"));
    assert_eq!(fetched.map(text).unwrap(), "safe");

    let server = tls::serve(tls::GOOD, &answer("200 OK", &[], "safe"));
    let error = get_with(trusting(Roots::System), &server.url("/x")).unwrap_err();
    assert!(matches!(error.trouble, Trouble::Tls(_)), "{error:?}");

    let server = tls::serve_plain(b"HTTP/1.1 400 Bad Request\r\n\r\n");
    let error = get_with(trusting(authority()), &server.url("/x")).unwrap_err();
    assert!(
        error.to_string().contains("does not speak TLS"),
        "{error:?}"
    );
}

#[test]
fn https_is_left_for_http_on_this_machine_alone() {
    let plain = Server::start();
    plain.on("/x", [answer("200 OK", &[], "plain")]);
    let trusting = || Settings {
        roots: Roots::Only(vec![tls::AUTHORITY.to_vec()]),
        ..settings()
    };
    let server = tls::serve(tls::GOOD, &redirect(&plain.url("/x")));
    let fetched = get_with(trusting(), &server.url("/x"));
    assert_eq!(fetched.map(text).unwrap(), "plain");

    let server = tls::serve(tls::GOOD, &redirect("http://connectors.airbyte.com/x"));
    let error = get_with(trusting(), &server.url("/x")).unwrap_err();
    assert!(matches!(error.trouble, Trouble::Redirect(_)), "{error:?}");
}
