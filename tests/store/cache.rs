//! The cache on a real disk: whole or absent, whatever happens to it.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread::{self, ScopedJoinHandle},
    time::Duration,
};

use portolan::{
    catalog::{Catalog, Connector},
    store::cache::{self, Cached, Part},
    text::{Text, clean::is_hostile},
    words::{Kind, Level},
};

const PATIENCE: Duration = Duration::from_secs(10);

fn cached(slugs: &[&str]) -> Cached {
    let connectors = slugs.iter().map(|slug| {
        let mut connector = Connector::new(Text::name(slug), Kind::Source, Text::name("A source"));
        connector.id = Some(Text::name(&format!("id-of-{slug}")));
        connector.level = Level::Airbyte;
        connector
    });
    Cached {
        catalog: Catalog::of(connectors.collect()).0,
        fetched_at: "2026-11-20T08:00:00Z".parse().unwrap(),
        parts: vec![Part {
            url: "https://registry.example/composite_registry.json".into(),
            etag: Some("W/\"a\\b\"".into()),
            last_modified: None,
        }],
    }
}

fn write(dir: &Path, cached: Cached) {
    cache::writer(dir, PATIENCE).unwrap().write(cached).unwrap();
}

fn damage(path: &Path, bytes: &[u8]) {
    File::create(path).unwrap().write_all(bytes).unwrap();
}

#[test]
fn what_is_written_is_read_again() {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("cache/portolan");
    assert!(cache::read(&dir).unwrap().is_none());
    let before = cached(&["source-postgres", "source-s3"]);
    write(&dir, before.clone());
    let after = cache::read(&dir).unwrap().unwrap();
    assert_eq!(after.catalog, before.catalog);
    assert_eq!(
        (after.fetched_at, after.parts),
        (before.fetched_at, before.parts)
    );
}

#[test]
fn a_damaged_cache_is_a_message_and_never_a_catalog() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), cached(&["source-postgres"]));
    let path = cache::file(home.path());
    let good = fs::read(&path).unwrap();
    let refused = |bytes: &[u8], what: &str| {
        damage(&path, bytes);
        let fault = cache::read(home.path()).unwrap_err();
        assert!(
            !fault.message.is_empty() && !fault.message.contains('\n'),
            "{what}: {fault}"
        );
    };
    for end in 0..good.len() {
        refused(&good[..end], &format!("cut at {end}"));
    }
    let mut bytes = good.clone();
    for at in 0..bytes.len() {
        let bit = 1 << (at % 8);
        bytes[at] ^= bit;
        refused(&bytes, &format!("bit {bit} of byte {at}"));
        bytes[at] ^= bit;
    }
    refused(&[good.as_slice(), b"\0"].concat(), "more at the end");
    refused(&vec![0; good.len()], "nothing but zeroes");
    damage(&path, &good);
    assert!(cache::read(home.path()).is_ok());
}

#[test]
fn another_versions_file_is_neither_read_nor_touched() {
    let home = tempfile::tempdir().unwrap();
    let newer = home.path().join("catalog-v2.json");
    damage(&newer, b"from the future");
    assert!(cache::read(home.path()).unwrap().is_none());
    write(home.path(), cached(&["source-postgres"]));
    assert!(cache::read(home.path()).unwrap().is_some());
    assert_eq!(fs::read(&newer).unwrap(), b"from the future");
}

#[test]
fn what_cannot_be_read_or_written_is_said_in_one_clean_line() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("a file\u{1b}[2J\nwith a name");
    damage(&file, b"kept");
    let below = file.join("cache");
    let unwritten = cache::writer(&below, PATIENCE)
        .unwrap()
        .write(cached(&["source-postgres"]))
        .unwrap_err();
    assert_eq!(fs::read(&file).unwrap(), b"kept");

    let folder = home.path().join("cache");
    fs::create_dir_all(cache::file(&folder)).unwrap();
    let unread = cache::read(&folder).unwrap_err();
    for fault in [unwritten, unread] {
        let said = fault.to_string();
        assert!(!said.chars().any(is_hostile), "{said:?}");
        assert!(said.contains(&*home.path().to_string_lossy()), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_caches_place_is_replaced_and_not_followed() {
    let home = tempfile::tempdir().unwrap();
    let victim = home.path().join("victim");
    damage(&victim, b"precious");
    let dir = home.path().join("cache");
    fs::create_dir(&dir).unwrap();
    std::os::unix::fs::symlink(&victim, cache::file(&dir)).unwrap();
    write(&dir, cached(&["source-postgres"]));
    assert_eq!(fs::read(&victim).unwrap(), b"precious");
    assert!(cache::read(&dir).unwrap().is_some());
}

/// Runs itself again on a disk of 64 KiB. Where none can be mounted, there is nothing to see.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_cache_and_no_leftover() {
    const DISK: &str = "PORTOLAN_TEST_DISK";
    const SCRIPT: &str = r#"mount -t tmpfs -o size=64k none "$1" && exec "$2" --exact "$3""#;
    if let Some(disk) = std::env::var_os(DISK) {
        return fill(Path::new(&disk));
    }
    let home = tempfile::tempdir().unwrap();
    let run = std::process::Command::new("unshare")
        .args(["-rm", "sh", "-c", SCRIPT, "sh"])
        .arg(home.path())
        .arg(std::env::current_exe().unwrap())
        .arg("cache::a_full_disk_leaves_the_old_cache_and_no_leftover")
        .env(DISK, home.path())
        .output();
    let Ok(run) = run else { return };
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success() || !said.contains("running 1 test"),
        "{said}"
    );
}

#[cfg(target_os = "linux")]
fn fill(disk: &Path) {
    write(disk, cached(&["source-postgres"]));
    let before = fs::read(cache::file(disk)).unwrap();
    let names: Vec<_> = (0..2000).map(|at| format!("source-{at}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let writer = cache::writer(disk, PATIENCE).unwrap();
    let fault = writer.write(cached(&names)).unwrap_err();
    assert!(fault.message.contains("No space left"), "{fault}");
    assert_eq!(fs::read(cache::file(disk)).unwrap(), before);
    let mut left: Vec<_> = fs::read_dir(disk)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["catalog-v1.json", "refresh.lock"]);
}

#[test]
fn one_writes_at_a_time_and_readers_never_wait() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), cached(&["source-postgres"]));
    let first = cache::writer(home.path(), PATIENCE).unwrap();
    let busy = cache::writer(home.path(), Duration::from_millis(50)).unwrap_err();
    assert_eq!(busy.to_string(), "another refresh is running");
    assert!(cache::read(home.path()).unwrap().is_some());
    drop(first);
    assert!(cache::writer(home.path(), Duration::ZERO).is_ok());
}

#[test]
fn two_writers_and_a_reader_never_meet_a_torn_cache() {
    const ROUNDS: usize = 50;
    let home = tempfile::tempdir().unwrap();
    let dir = home.path();
    let names: Vec<_> = (0..300).map(|at| format!("source-number-{at}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let versions = [cached(&names), cached(&names[..150])];
    write(dir, versions[0].clone());
    let running = AtomicBool::new(true);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            loop {
                let read = cache::read(dir).unwrap().unwrap();
                assert!(versions.iter().any(|one| one.catalog == read.catalog));
                if !running.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let writers: Vec<_> = versions
            .iter()
            .map(|version| {
                scope.spawn(move || (0..ROUNDS).for_each(|_| write(dir, version.clone())))
            })
            .collect();
        let writers: Vec<_> = writers.into_iter().map(ScopedJoinHandle::join).collect();
        running.store(false, Ordering::Relaxed);
        assert!(writers.iter().all(Result::is_ok));
        reader.join().unwrap();
    });
}
