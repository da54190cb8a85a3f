//! Fetching from a server that misbehaves in every way we know of: what comes of it, how soon, and what is said.

use std::{
    cell::RefCell,
    net::TcpListener,
    time::{Duration, Instant},
};

use portolan::store::{
    fetch::{Fetch, Progress, Stage, Trouble, Validators, address},
    http::{HttpFetch, Roots, Settings},
};

use crate::{
    client::{get_with, gzip, settings, text, trouble},
    server::{Server, Step, answer, hang, head, redirect},
    tls,
};

const BUDGET: Duration = Duration::from_millis(400);

/// What a busy machine may add.
const SLACK: Duration = Duration::from_secs(5);

fn impatient() -> Settings {
    Settings {
        overall: BUDGET,
        ..settings()
    }
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
    let refused =
        HttpFetch::new(tight).get(&url, &Validators::default(), &|progress: Progress<'_>| {
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
        .on("/hang", [vec![hang()]])
        .on(
            "/hang-body",
            [vec![head("200 OK", &["Content-Length: 9"]), hang()]],
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
    server.on("/hang", [vec![hang()]]);
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
