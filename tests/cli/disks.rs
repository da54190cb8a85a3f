//! A cache on a disk that is full, limited, somebody else's or strange, and a refresh that is killed at any moment: the
//! old catalog or the new one, whole, and nothing beside it.

use std::{
    fs,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::{
    net::{Net, PATH, SIZE, whole},
    program::{World, bytes, put},
    registry::{Entry, large, registry},
    server::answer,
};

/// What another refresh finds.
fn newer() -> String {
    let tagged = |entry: Entry| entry.set("dockerImageTag", "4.0.0");
    registry(&large(SIZE).into_iter().map(tagged).collect::<Vec<_>>())
}

/// A world with a cache, and a server that has news.
fn stocked() -> Net {
    let net = Net::new();
    net.serve(whole());
    net.refresh("").exits(0);
    net.server
        .on(PATH, [answer("200 OK", &["ETag: \"v2\""], newer())]);
    net
}

#[test]
fn a_refresh_killed_at_any_moment_leaves_the_old_or_the_new_and_the_next_one_tidies_up() {
    let net = stocked();
    let old = bytes(&net.world.cache_file()).unwrap();
    let line = ["refresh", "--from", &net.server.url(PATH)];
    let start = || {
        let mut program = net.world.program(&line);
        program.stdout(Stdio::null()).stderr(Stdio::null());
        (Instant::now(), program.spawn().unwrap())
    };
    let (since, mut undisturbed) = start();
    assert!(undisturbed.wait().unwrap().success());
    let whole_run = since.elapsed();
    for turn in 1..=16 {
        put(&net.world.cache_file(), &old);
        let (_, mut child) = start();
        thread::sleep(whole_run * turn / 16);
        let _ = child.kill();
        child.wait().unwrap();
        let json = net
            .world
            .line("show source-made-000 --json")
            .exits(0)
            .json();
        assert_eq!(json["catalog"]["origin"], "cache", "turn {turn}");
        let version = &json["connector"]["version"];
        assert!(version == "3.0.0" || version == "4.0.0", "{version}");
    }
    let left = ".cache/portolan/.portolan-catalog-v1.json-dead.tmp";
    net.world.file(&format!("home/{left}"), "half a cata");
    net.refresh("").exits(0);
    net.assert_tidy();
}

#[cfg(unix)]
#[test]
fn a_limit_on_the_sizes_of_files_is_told_and_leaves_the_old() {
    let net = stocked();
    let before = bytes(&net.world.cache_file());
    let refresh = net
        .world
        .program(&["refresh", "--from", &net.server.url(PATH)]);
    let mut limited = Command::new("/bin/sh");
    limited.args(["-c", "ulimit -f 20; exec \"$@\"", "sh"]);
    limited.arg(refresh.get_program()).args(refresh.get_args());
    limited.env_clear();
    let variables = refresh.get_envs();
    limited.envs(variables.filter_map(|(name, value)| Some((name, value?))));
    let output = limited.output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(6), "{:?} {err}", output.status);
    assert!(err.contains("File too large"), "{err}");
    assert_eq!(bytes(&net.world.cache_file()), before);
    net.assert_tidy();
}

#[cfg(unix)]
#[test]
fn what_stands_strangely_in_the_cache_folder_hangs_nothing() {
    let net = stocked();
    let folder = net.world.path("home/.cache/portolan");
    let pipe = |name: &str| {
        let path = folder.join(name);
        fs::remove_file(&path).unwrap();
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
    };
    pipe("refresh.lock");
    pipe("catalog-v1.json");
    let since = Instant::now();
    net.world
        .line("list")
        .exits(0)
        .says("is a pipe or a device, not a file; the bundled catalog is used instead");
    net.refresh("")
        .exits(0)
        .says("was of no use and is replaced");
    assert!(since.elapsed() < Duration::from_secs(60));
    assert_eq!(net.origin(), "cache");

    let looped = World::new();
    let cache = looped.path("home/.cache");
    std::os::unix::fs::symlink(&cache, &cache).unwrap();
    looped.line("list postgres").exits(0);
    let file = looped.file("composite.json", whole());
    looped.line(&format!("refresh --from {file}")).exits(6);
}
