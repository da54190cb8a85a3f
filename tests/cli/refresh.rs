//! `refresh` from a server on this machine that does what servers do: right, wrong, and on purpose.

use std::{fs, io::Write, thread, time::Duration};

use serde_json::Value;

use crate::{
    json_shape::check_envelope,
    program::{Ran, World, bytes},
    registry::{Entry, large, registry},
    server::{Server, Step, answer, head, redirect},
};

/// As many as are bundled, so that none of it looks like half a registry.
const SIZE: usize = 700;
const PATH: &str = "/registry.json";

struct Net {
    world: World,
    server: Server,
}

impl Net {
    fn new() -> Self {
        Self {
            world: World::new(),
            server: Server::start(),
        }
    }

    fn serve(&self, body: impl AsRef<[u8]>) -> &Self {
        self.server
            .on(PATH, [answer("200 OK", &["ETag: \"v1\""], body)]);
        self
    }

    #[track_caller]
    fn refresh(&self, more: &str) -> Ran {
        let line = format!("refresh --from {} {more}", self.server.url(PATH));
        self.world.line(&line)
    }

    /// The refresh fails with a status and one line, and nothing changes.
    #[track_caller]
    fn fails(&self, status: i32, said: &str) {
        let before = bytes(&self.world.cache_file());
        let ran = self.refresh("").exits(status);
        assert_eq!(ran.out, "");
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
        assert_eq!(
            bytes(&self.world.cache_file()),
            before,
            "the cache is as it was"
        );
        self.assert_tidy();
    }

    /// No temporary file is left.
    #[track_caller]
    fn assert_tidy(&self) {
        let folder = self.world.path("home/.cache/portolan");
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        for file in files {
            let name = file.file_name().into_string().unwrap();
            assert!(
                ["catalog-v1.json", "catalog-v1.lock"].contains(&&*name) || name.ends_with(".lock"),
                "{name}"
            );
        }
    }

    fn origin(&self) -> Value {
        self.world.json("info --json")["catalog"]["origin"].clone()
    }
}

fn whole() -> String {
    registry(&large(SIZE))
}

#[test]
fn a_catalog_is_fetched_written_and_used() {
    let net = Net::new();
    net.serve(whole());
    let ran = net.refresh("").exits(0).says("the cache is written");
    assert!(ran.out.contains("source-made-000"), "what is new is told");
    let shown = net.world.json("show source-made-001 --json");
    assert_eq!(shown["catalog"]["origin"], "cache");
    assert!(
        shown["catalog"]["fetched_at"]
            .as_str()
            .unwrap()
            .ends_with('Z')
    );
    // What vanished is kept, and shown as removed.
    let kept = net.world.json("show source-postgres --json");
    assert!(
        kept["connector"]["removed"].is_string(),
        "{}",
        kept["connector"]["removed"]
    );
    assert_eq!(net.world.line("list source-postgres").exits(0).out, "");
    net.world
        .line("show source-postgres")
        .exits(0)
        .prints("removed");
    net.assert_tidy();
}

#[test]
fn json_tells_what_was_done() {
    let net = Net::new();
    net.serve(whole());
    let json = net.refresh("--json").exits(0).json();
    check_envelope(&json);
    assert_eq!(json["unchanged"], false);
    assert_eq!(json["catalog"]["origin"], "cache");
    assert!(
        json["written"]
            .as_str()
            .unwrap()
            .ends_with("catalog-v1.json")
    );
    assert!(json["changes"].as_array().unwrap().len() >= SIZE);
}

#[test]
fn check_only_looks() {
    let net = Net::new();
    net.serve(whole());
    net.refresh("--check").exits(0).says("nothing was written");
    assert_eq!(bytes(&net.world.cache_file()), None);
    assert!(!net.world.path("home/.cache").exists());
}

#[test]
fn unchanged_is_confirmed_and_a_broken_cache_asks_for_it_all() {
    let net = Net::new();
    let full = answer("200 OK", &["ETag: \"v1\""], whole());
    let same = answer("304 Not Modified", &["ETag: \"v1\""], "");
    net.server.on(PATH, [full.clone(), same, full]);
    net.refresh("").exits(0);
    let json = net.refresh("--json").exits(0).json();
    assert_eq!(json["unchanged"], true);
    assert!(
        net.server.requests()[1]
            .to_lowercase()
            .contains("if-none-match: \"v1\"")
    );
    fs::write(net.world.cache_file(), "rubbish").unwrap();
    net.refresh("").exits(0);
    assert!(
        !net.server.requests()[2]
            .to_lowercase()
            .contains("if-none-match")
    );
    assert_eq!(net.origin(), "cache");
}

#[test]
fn a_304_that_nobody_asked_for_is_no_catalog() {
    let net = Net::new();
    net.server.on(PATH, [answer("304 Not Modified", &[], "")]);
    let ran = net.refresh("");
    assert!(matches!(ran.status, 4 | 5), "{} {}", ran.status, ran.err);
    assert_eq!(bytes(&net.world.cache_file()), None);
}

#[test]
fn what_cannot_be_the_catalog_is_refused() {
    let net = Net::new();
    net.serve(whole());
    net.refresh("").exits(0);
    let text = whole();
    let bad_third = {
        let mut entries = large(SIZE);
        for entry in entries.iter_mut().take(SIZE / 3) {
            *entry = entry.clone().set("name", 5);
        }
        registry(&entries)
    };
    let table: Vec<(&str, Vec<u8>)> = vec![
        (
            "not a catalog",
            b"<!doctype html><title>Log in\x1b[2J</title>".to_vec(),
        ),
        ("not a catalog", b"{}".to_vec()),
        ("not a catalog", b"null".to_vec()),
        ("", b"[]".to_vec()),
        ("", b"".to_vec()),
        (
            "no connector",
            br#"{"sources":[],"destinations":[]}"#.to_vec(),
        ),
        ("only 200 connectors", registry(&large(200)).into()),
        ("not a catalog", text.as_bytes()[..text.len() / 2].to_vec()),
        ("not a catalog", text.repeat(2).into_bytes()),
        ("cannot be read", bad_third.into_bytes()),
    ];
    for (said, body) in table {
        net.serve(body);
        net.fails(5, said);
    }
    assert_eq!(net.origin(), "cache");
}

#[test]
fn one_bad_entry_is_no_reason_to_refuse() {
    let net = Net::new();
    let mut entries = large(SIZE);
    entries[3] = entries[3].clone().set("name", 5);
    net.serve(registry(&entries));
    net.refresh("").exits(0).says("entry lost");
}

#[test]
fn servers_that_fail_are_a_network_failure() {
    let net = Net::new();
    let body = whole();
    let half = body.as_bytes()[..body.len() / 2].to_vec();
    let declared = format!("Content-Length: {}", body.len());
    let table = [
        ("404", answer("404 Not Found", &[], "")),
        ("403", answer("403 Forbidden", &[], "")),
        (
            "",
            vec![head("200 OK", &[&declared]), Step::Send(half.clone())],
        ),
        (
            "",
            vec![
                head("200 OK", &["Transfer-Encoding: chunked"]),
                Step::Send(b"ffff\r\n".to_vec()),
                Step::Send(half),
            ],
        ),
        (
            "",
            answer("200 OK", &["Content-Encoding: br"], b"\x0b\x02\x80"),
        ),
        ("", answer("200 OK", &["Content-Encoding: gzip"], "no gzip")),
        ("", redirect("http://example.com/x")),
        ("", redirect("file:///etc/passwd")),
        ("", redirect(PATH)),
        ("", vec![Step::Send(b"garbage\r\n\r\n".to_vec())]),
        (
            "",
            answer("429 Too Many Requests", &["Retry-After: 99999999"], ""),
        ),
        ("", answer("204 No Content", &[], "")),
    ];
    for (said, script) in table {
        net.server.on(PATH, [script]);
        net.fails(4, said);
    }
}

#[test]
fn a_server_that_stumbles_is_asked_again() {
    let net = Net::new();
    net.server.on(
        PATH,
        [
            answer("500 Internal Server Error", &[], ""),
            answer("200 OK", &[], whole()),
        ],
    );
    net.refresh("").exits(0);
    assert_eq!(net.server.paths().len(), 2);
}

#[test]
fn nobody_there_is_a_network_failure() {
    let net = Net::new();
    let gone = Server::start().url(PATH);
    net.world
        .line(&format!("refresh --from {gone}"))
        .exits(4)
        .says("127.0.0.1");
}

#[test]
fn a_redirect_on_the_same_machine_is_followed() {
    let net = Net::new();
    net.server.on("/moved", [redirect(PATH)]);
    net.serve(whole());
    let line = format!("refresh --from {}", net.server.url("/moved"));
    net.world.line(&line).exits(0);
}

#[test]
fn a_decompression_bomb_is_stopped() {
    let net = Net::new();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(b"{\"sources\":[").unwrap();
    for _ in 0..80 {
        packer.write_all(&[b' '; 1 << 20]).unwrap();
    }
    let bomb = packer.finish().unwrap();
    net.server
        .on(PATH, [answer("200 OK", &["Content-Encoding: gzip"], bomb)]);
    let ran = net.refresh("");
    assert!(matches!(ran.status, 4 | 5), "{} {}", ran.status, ran.err);
    assert_eq!(bytes(&net.world.cache_file()), None);
    net.assert_tidy();
}

#[test]
fn a_gzipped_catalog_is_read() {
    let net = Net::new();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(whole().as_bytes()).unwrap();
    let body = packer.finish().unwrap();
    net.server
        .on(PATH, [answer("200 OK", &["Content-Encoding: gzip"], body)]);
    net.refresh("").exits(0);
}

#[test]
fn a_slow_server_is_waited_for() {
    let net = Net::new();
    let body = whole();
    let (start, rest) = body.split_at(body.len() - 20);
    let mut script = vec![head(
        "200 OK",
        &[&format!("Content-Length: {}", body.len())],
    )];
    script.push(Step::Send(start.into()));
    script.extend(rest.bytes().map(|byte| Step::Send(vec![byte])));
    net.server.on(PATH, [script]);
    net.refresh("").exits(0);
}

#[test]
fn files_are_read_in_place_of_addresses() {
    let world = World::new();
    let file = world.file("composite.json", whole());
    world.line(&format!("refresh --from {file}")).exits(0);
    world
        .line(&format!("refresh --from {file} --offline"))
        .exits(0);
    world
        .line("refresh --from nowhere.json")
        .exits(2)
        .says("nowhere.json");
    let html = world.file("portal.json", "<html>");
    world
        .line(&format!("refresh --from {html}"))
        .exits(5)
        .says("not a catalog");
    let silent = |entries: &[Entry]| crate::registry::one_side(entries);
    let oss = world.file("oss_registry.json", silent(&large(SIZE)));
    let cloud = world.file("cloud_registry.json", silent(&large(650)));
    let world = World::new();
    world
        .line(&format!("refresh --from {oss} {cloud}"))
        .exits(0);
    let shown = world.json("show source-made-660 --json");
    assert_eq!(
        shown["connector"]["registries"]["cloud"]["available"],
        false
    );
    assert_eq!(shown["connector"]["registries"]["oss"]["available"], true);
}

#[test]
fn what_is_no_address_to_ask_is_a_mistake() {
    let world = World::new();
    for from in [
        "http://example.com/x.json",
        "ftp://example.com/x",
        "https://user:secret@example.com/x",
        "file:///etc/passwd",
    ] {
        let ran = world.line(&format!("refresh --from {from}")).exits(2);
        assert!(!ran.err.contains("secret"), "{}", ran.err);
    }
    world.line("refresh --offline").exits(2).says("--offline");
    World::new()
        .with("AIRBYTE_OFFLINE_MODE", "1")
        .line("refresh")
        .exits(2);
}

#[test]
fn a_cache_that_cannot_be_written_is_told_apart() {
    let world = World::new();
    let file = world.file("composite.json", whole());
    let blocked = world.file("a-file", "");
    let stuck = World::new().with("PORTOLAN_CACHE_DIR", &blocked);
    stuck
        .line(&format!("refresh --from {file}"))
        .exits(6)
        .says("a-file");
    stuck.line("list postgres").exits(0);
    let homeless = World::new().with("HOME", "/dev/null/none");
    homeless.line(&format!("refresh --from {file}")).exits(6);
}

#[test]
fn changes_between_two_refreshes_are_told_and_kept() {
    let net = Net::new();
    net.serve(whole());
    net.refresh("").exits(0);
    let mut entries = large(SIZE);
    entries[0] = entries[0].clone().level("community");
    entries[1] = entries[1].clone().stage("alpha");
    entries[2] = entries[2].clone().only_in(&["cloud"]);
    entries[3] = entries[3].clone().set("dockerImageTag", "4.0.0");
    entries.remove(4);
    entries.push(Entry::new("source-newcomer", 9999));
    net.serve(registry(&entries));
    let json = net.refresh("--json --as-of 2026-03-01").exits(0).json();
    let told: Vec<(String, String)> = json["changes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            (
                change["slug"].as_str().unwrap().to_owned(),
                change["change"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    for (slug, what) in [
        ("source-made-000", "level"),
        ("source-made-001", "stage"),
        ("source-made-002", "availability"),
        ("source-made-003", "version"),
        ("source-made-004", "removed"),
        ("source-newcomer", "new"),
    ] {
        assert!(
            told.contains(&(slug.to_owned(), what.to_owned())),
            "{slug} {what}: {told:?}"
        );
    }
    assert_eq!(told.len(), 6, "{told:?}");
    let shown = net.world.json("show source-made-000 --json");
    let history = shown["connector"]["history"].as_array().unwrap();
    let levels: Vec<&str> = history
        .iter()
        .map(|state| state["level"].as_str().unwrap())
        .collect();
    assert_eq!(levels.last(), Some(&"marketplace"), "{levels:?}");
}

#[test]
fn two_at_once_both_end_well_and_readers_see_whole_catalogs() {
    let net = Net::new();
    net.serve(whole());
    let line = ["refresh", "--from", &net.server.url(PATH)];
    let mut children: Vec<_> = (0..3)
        .map(|_| {
            let mut program = net.world.program(&line);
            program
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::piped());
            program.spawn().unwrap()
        })
        .collect();
    while children
        .iter_mut()
        .any(|child| child.try_wait().unwrap().is_none())
    {
        let seen = net.origin();
        assert!(seen == "bundled" || seen == "cache", "{seen}");
        let info = net.world.line("info").exits(0);
        assert!(!info.err.contains("checksum"), "{}", info.err);
        thread::sleep(Duration::from_millis(1));
    }
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(net.origin(), "cache");
    net.assert_tidy();
}

#[test]
fn a_cache_that_is_cut_or_flipped_anywhere_is_a_warning_and_a_fallback() {
    let net = Net::new();
    net.serve(whole());
    net.refresh("").exits(0);
    let sound = bytes(&net.world.cache_file()).unwrap();
    let ends = (0..400)
        .step_by(13)
        .chain((400..sound.len()).step_by(sound.len() / 12))
        .chain([sound.len() - 1]);
    for end in ends {
        fs::write(net.world.cache_file(), &sound[..end]).unwrap();
        let ran = net
            .world
            .line("list source-postgres")
            .exits(0)
            .says("warning");
        assert!(
            ran.out.contains("source-postgres"),
            "cut at {end}: the bundled one serves"
        );
    }
    for at in (0..400)
        .step_by(17)
        .chain((400..sound.len()).step_by(sound.len() / 10))
    {
        let mut flipped = sound.clone();
        flipped[at] ^= 1;
        fs::write(net.world.cache_file(), &flipped).unwrap();
        net.world
            .line("list source-postgres")
            .exits(0)
            .prints("source-postgres");
    }
    // The next refresh heals it.
    net.refresh("").exits(0);
    assert_eq!(net.origin(), "cache");
}

#[test]
fn addresses_of_the_configuration_are_asked() {
    let net = Net::new();
    net.serve(whole());
    net.world
        .config(&format!("[refresh]\nurls = ['{}']\n", net.server.url(PATH)));
    net.world.line("refresh").exits(0);
    assert_eq!(net.server.paths(), [PATH]);
}
