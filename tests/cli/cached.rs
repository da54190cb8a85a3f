//! What a refresh leaves behind: written whole, confirmed, healed, shared by two at once.

use std::{
    process::Stdio,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use crate::{
    net::{Net, PATH, SIZE, whole},
    program::{World, bytes, put},
    registry::{Entry, large, registry},
    server::{Step, answer},
};

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
    put(&net.world.cache_file(), "rubbish");
    net.refresh("").exits(0);
    assert!(
        !net.server.requests()[2]
            .to_lowercase()
            .contains("if-none-match")
    );
    assert_eq!(net.origin(), "cache");
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
    let gate = Arc::new(AtomicBool::new(false));
    let mut held = answer("200 OK", &["ETag: \"v1\""], whole());
    held.insert(1, Step::Await(Arc::clone(&gate)));
    net.server.on(PATH, [held]);
    let line = ["refresh", "--from", &net.server.url(PATH)];
    let mut children: Vec<_> = (0..3)
        .map(|_| {
            let mut program = net.world.program(&line);
            program.stdout(Stdio::null()).stderr(Stdio::piped());
            program.spawn().unwrap()
        })
        .collect();
    // The first answer is held open until readers have been there.
    while net.server.requests().is_empty() {
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(net.origin(), "bundled");
    for child in &mut children {
        assert!(
            child.try_wait().unwrap().is_none(),
            "it waits for an answer"
        );
    }
    gate.store(true, Ordering::SeqCst);
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
        put(&net.world.cache_file(), &sound[..end]);
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
        put(&net.world.cache_file(), &flipped);
        net.world
            .line("list source-postgres")
            .exits(0)
            .prints("source-postgres");
    }
    // The next refresh heals it.
    net.refresh("").exits(0);
    assert_eq!(net.origin(), "cache");
}
