//! `refresh` from a server on this machine that does what servers do: right, wrong, and on purpose.

use std::io::Write;

use serde_json::{Value, json};

use crate::{
    net::{Net, PATH, SIZE, whole},
    program::{World, bytes},
    registry::{Entry, large, registry},
    server::{Server, Step, answer, head, redirect},
    shape::check_envelope,
};

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

fn dated(day: &str) -> String {
    let made =
        json!({ "source_file_info": { "registry_entry_generated_at": format!("{day}T00:00:00") } });
    let entries: Vec<Entry> = large(SIZE)
        .into_iter()
        .map(|entry| entry.set("generated", made.clone()))
        .collect();
    registry(&entries)
}

#[test]
fn a_file_confirms_nothing_and_shows_its_own_age() {
    let world = World::new();
    let file = world.file("composite.json", dated("2025-01-01"));
    let line = format!("refresh --from {file} --as-of 2026-03-01");
    let json = world.line(&format!("{line} --json")).exits(0).json();
    for catalog in [
        &json["catalog"],
        &world.json("info --json --as-of 2026-03-01")["catalog"],
    ] {
        assert_eq!(catalog["origin"], "cache");
        assert_eq!(catalog["as_of"], "2025-01-01");
        assert_eq!(catalog["fetched_at"], Value::Null);
        assert_eq!(catalog["age_days"], 424);
    }
    world
        .line("list postgres --as-of 2026-03-01")
        .exits(0)
        .says("catalog of 2025-01-01, 424 days old (cache")
        .says("older than 30 days");
}

#[test]
fn a_file_without_a_day_is_as_old_as_the_file() {
    let world = World::new();
    let file = world.file("composite.json", whole());
    let written = "2025-01-01T12:00:00Z".parse::<jiff::Timestamp>().unwrap();
    let opened = std::fs::File::options().write(true).open(&file).unwrap();
    opened.set_modified(written.into()).unwrap();
    world.line(&format!("refresh --from {file}")).exits(0);
    let catalog = &world.json("info --json --as-of 2026-03-01")["catalog"];
    assert_eq!(
        (&catalog["as_of"], &catalog["age_days"]),
        (&json!("2025-01-01"), &json!(424))
    );
}

#[test]
fn a_mirror_that_has_stopped_does_not_make_its_facts_young() {
    let net = Net::new();
    net.serve(dated("2025-01-01"));
    net.refresh("").exits(0);
    let catalog = &net.world.json("info --json --as-of 2026-03-01")["catalog"];
    assert!(catalog["fetched_at"].is_string(), "{catalog}");
    assert_eq!(catalog["age_days"], 424);
    let ran = net.world.line("list postgres --as-of 2026-03-01");
    ran.exits(0).says("catalog of 2025-01-01, fetched 2");
}

#[test]
fn what_was_only_looked_at_is_in_no_cache() {
    let net = Net::new();
    net.serve(whole());
    let fetched = net.refresh("--check --json").exits(0).json();
    let world = World::new();
    let file = world.file("composite.json", whole());
    let line = format!("refresh --from {file} --check --json");
    let read = world.line(&line).exits(0).json();
    for (json, origin, path) in [
        (fetched, "fetched", Value::Null),
        (read, "file", json!(file)),
    ] {
        check_envelope(&json);
        assert_eq!(json["written"], Value::Null);
        assert_eq!(json["catalog"]["origin"], origin);
        assert_eq!(json["catalog"]["path"], path);
        assert_eq!(json["catalog"]["fetched_at"], Value::Null);
    }
    let ran = net.refresh("--check").exits(0).says("(fetched)");
    assert!(!ran.err.contains("cache"), "{}", ran.err);
}

#[test]
fn a_304_that_nobody_asked_for_is_no_catalog() {
    let net = Net::new();
    net.server.on(PATH, [answer("304 Not Modified", &[], "")]);
    let ran = net.refresh("");
    assert_eq!(ran.status, 4, "{}", ran.err);
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
        packer.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = packer.finish().unwrap();
    net.server
        .on(PATH, [answer("200 OK", &["Content-Encoding: gzip"], bomb)]);
    let ran = net.refresh("");
    assert_eq!(ran.status, 5, "{}", ran.err);
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
fn addresses_of_the_configuration_are_asked() {
    let net = Net::new();
    net.serve(whole());
    net.world
        .config(&format!("[refresh]\nurls = ['{}']\n", net.server.url(PATH)));
    net.world.line("refresh").exits(0);
    assert_eq!(net.server.paths(), [PATH]);
}
