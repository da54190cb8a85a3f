//! Plain registries whose content does not tell the OSS side from the Cloud side.

use serde_json::{Value, json};

use crate::{
    net::{Net, SIZE},
    program::World,
    registry::{Entry, large, one_side},
    server::answer,
};

fn available(json: &Value) -> (bool, bool) {
    let of = |side: &str| json["connector"]["registries"][side]["available"] == true;
    (of("oss"), of("cloud"))
}

/// A registry of 650 that has a connector which only Cloud ever listed as a twin.
fn of_cloud() -> String {
    let mut entries = large(650);
    entries.push(
        Entry::new("source-mysql", 9000)
            .set("dockerRepository", "airbyte/source-mysql-strict-encrypt"),
    );
    one_side(&entries)
}

#[test]
fn the_key_of_the_configuration_states_the_side() {
    let net = Net::new();
    net.serve(one_side(&large(SIZE)));
    net.server
        .on("/b.json", [answer("200 OK", &[], one_side(&large(650)))]);
    net.world.config(&format!(
        "[refresh]\noss = '{}'\ncloud = '{}'\n",
        net.server.url(crate::net::PATH),
        net.server.url("/b.json")
    ));
    let ran = net.world.line("refresh").exits(0);
    assert!(!ran.err.contains("nothing in it tells"), "{}", ran.err);
    let show = |slug: &str| available(&net.world.json(&format!("show {slug} --json")));
    assert_eq!(show("source-made-660"), (true, false));
    assert_eq!(show("source-made-001"), (true, true));
}

#[test]
fn the_one_that_does_not_tell_is_the_other_side() {
    let world = World::new();
    let a = world.file("a.json", one_side(&large(SIZE)));
    let b = world.file("b.json", of_cloud());
    for files in [[&a, &b], [&b, &a]] {
        let line = format!("--catalog {} --catalog {}", files[0], files[1]);
        let ran = world.line(&format!("show source-made-660 --json {line}"));
        assert_eq!(available(&ran.json()), (true, false));
    }
    let teradata = Entry::new("source-teradata", 1)
        .set("sourceDefinitionId", "aa8ba6fd-4875-d94e-fc8d-4e1e09aa2503");
    let mut oss = large(SIZE);
    oss.push(teradata);
    let oss = world.file("c.json", one_side(&oss));
    let few = world.file("d.json", one_side(&large(650)));
    let line = format!("--catalog {oss} --catalog {few}");
    let ran = world.line(&format!("show source-made-660 --json {line}"));
    assert_eq!(available(&ran.json()), (true, false));
    let ran = world.line(&format!("list made-001 {line}")).exits(0);
    assert!(ran.err.contains("read as Cloud"), "{}", ran.err);
    world
        .line(&format!("refresh --force --from {oss} {few}"))
        .exits(0)
        .says("read as Cloud");
    let shown = world.json("show source-made-660 --json");
    assert_eq!(available(&shown), (true, false));
}

#[test]
fn several_of_which_none_tells_are_refused() {
    let world = World::new();
    let a = world.file("a.json", one_side(&large(SIZE)));
    let b = world.file("b.json", one_side(&large(650)));
    let ran = world
        .line(&format!("list --catalog {a} --catalog {b}"))
        .exits(2);
    assert_eq!((ran.out.as_str(), ran.err.lines().count()), ("", 1));
    for said in [a.as_str(), &b, "oss_registry.json", "[refresh] oss"] {
        assert!(ran.err.contains(said), "{said}: {}", ran.err);
    }
    for force in ["", "--force"] {
        let ran = world
            .line(&format!("refresh {force} --from {a} {b}"))
            .exits(5);
        for said in [a.as_str(), &b, "cloud_registry.json", "[refresh] oss"] {
            assert!(ran.err.contains(said), "{said}: {}", ran.err);
        }
        assert!(!world.cache_file().exists());
    }
    let alone = world.on(&a, "list made-001").exits(0);
    assert!(alone.err.contains("read as OSS"), "{}", alone.err);
}

fn unreadable(count: usize) -> String {
    let entries: Vec<Entry> = large(count)
        .into_iter()
        .map(|entry| entry.set("name", Value::Null))
        .collect();
    one_side(&entries)
}

#[test]
fn what_has_no_readable_entry_is_never_a_catalog() {
    let world = World::new();
    let none = json!({"sources": [], "destinations": []}).to_string();
    let own = r#"{"portolan_catalog":1,"as_of":"2024-01-01","snapshots":[],"connectors":[]}"#;
    for (name, text) in [
        ("lost.json", unreadable(119)),
        ("one.json", unreadable(1)),
        ("none.json", none),
        ("own.json", own.to_owned()),
    ] {
        let file = world.file(name, text);
        let ran = world.on(&file, "list --json").exits(2);
        assert_eq!((ran.out.as_str(), ran.err.lines().count()), ("", 1));
        assert!(ran.err.contains(&file) && ran.err.contains("expected"));
        let ran = world
            .line(&format!("refresh --force --from {file}"))
            .exits(5);
        assert!(!ran.err.contains("--force takes"), "{}", ran.err);
        assert!(!world.cache_file().exists(), "{name}");
    }
}

#[test]
fn a_lost_entry_is_named_by_whatever_names_it() {
    let world = World::new();
    let nameless = Entry::new("source-lost", 7777).set("name", Value::Null);
    let imageless = nameless.clone().set("dockerRepository", Value::Null);
    let long = nameless
        .clone()
        .set("name", "Long")
        .set("description", "x".repeat(3 << 20));
    let id = crate::registry::id(7777);
    for (entry, named) in [
        (nameless.clone(), "source-lost"),
        (nameless.clone().set("name", 5), "source-lost"),
        (imageless, id.as_str()),
        (nameless.set("name", "Known").set("public", "x"), "Known"),
        (long, "Long"),
    ] {
        let mut entries = large(30);
        entries.push(entry);
        let file = world.file("oss_registry.json", one_side(&entries));
        let json = world.on(&file, "list --json").exits(0).json();
        let lost: Vec<&Value> = json["catalog"]["warnings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|warning| warning["is_loss"] == true)
            .map(|warning| &warning["entry"])
            .collect();
        assert_eq!(lost, [named]);
    }
}

#[test]
fn a_side_told_by_the_other_file_stays_told_when_that_one_has_not_changed() {
    let net = Net::new();
    let teradata = Entry::new("source-teradata", 1)
        .set("sourceDefinitionId", "aa8ba6fd-4875-d94e-fc8d-4e1e09aa2503");
    let mut oss = large(SIZE);
    oss.push(teradata);
    let whole = answer("200 OK", &["ETag: \"v1\""], one_side(&oss));
    let unchanged = answer("304 Not Modified", &["ETag: \"v1\""], "");
    net.server
        .on(crate::net::PATH, [whole.clone(), unchanged, whole]);
    let few = |count| answer("200 OK", &[], one_side(&large(count)));
    net.server.on("/b.json", [few(650), few(640), few(640)]);
    let line = format!("--from {}", net.server.url("/b.json"));
    for _ in 0..2 {
        net.refresh(&line).exits(0).says("read as Cloud");
    }
    let shown = net.world.json("show source-made-645 --json");
    assert_eq!(available(&shown), (true, false));
}
