//! Files that are broken, huge or made to do harm: a warning says which and where, and the rest is read.

use std::{fs, time::Instant};

use crate::{
    program::{World, put},
    scan::{uses, world},
};

/// The good file beside each bad one.
const GOOD: &str = "image: airbyte/source-gone:1.0.0\n";

/// What a scan of a folder with one bad file and one good says, once the good one is seen to be read.
#[track_caller]
fn beside(name: &str, bytes: impl AsRef<[u8]>) -> (World, String) {
    let (world, file) = world();
    world.file("project/bad/good.yml", GOOD);
    world.file(&format!("project/bad/{name}"), bytes);
    let begun = Instant::now();
    let ran = world.on(&file, "check --scan bad --json").exits(1);
    assert!(
        begun.elapsed().as_secs() < 60,
        "{name} took {:?}",
        begun.elapsed()
    );
    assert!(
        uses(&ran).contains(&"bad/good.yml:1:8 source-gone".to_owned()),
        "{name}: {:?}",
        uses(&ran)
    );
    let err = ran.err;
    (world, err)
}

#[test]
fn what_is_broken_is_told_with_its_place_and_the_rest_is_read() {
    let deep = |open: &str, close: &str, count: usize| {
        format!(
            "airbyte: 1\nx: {}{}\n",
            open.repeat(count),
            close.repeat(count)
        )
    };
    let table = [
        (
            "a.tf",
            "resource \"airbyte_source_x\" \"a\" {\n  name = \"a\"\n".to_owned(),
            "bad/a.tf:",
        ),
        (
            "b.tf",
            format!("# airbyte\nx = {}1\n", "[".repeat(100_000)),
            "bad/b.tf:",
        ),
        ("a.yml", "airbyte: [1, 2\nb: 3\n".to_owned(), "bad/a.yml:"),
        ("b.yml", deep("[", "]", 100_000), "bad/b.yml:"),
        ("a.json", "{\"airbyte\": [1,\n".to_owned(), "bad/a.json:"),
        (
            "b.json",
            format!(
                "{{\"airbyte\": {}{}}}",
                "[".repeat(100_000),
                "]".repeat(100_000)
            ),
            "bad/b.json:",
        ),
    ];
    for (name, text, told) in table {
        let (_, err) = beside(name, text);
        assert!(
            err.lines()
                .any(|line| line.starts_with("portolan: warning: ") && line.contains(told)),
            "{name}: {err}"
        );
    }
}

#[test]
fn what_is_only_strange_hangs_nothing() {
    let mut laughs = "airbyte: &a0 [lol]
"
    .to_owned();
    for n in 1..30 {
        let many = vec![format!("*a{}", n - 1); 4].join(", ");
        laughs.extend([
            format!("a{n}: &a{n} ["),
            many,
            "]
"
            .to_owned(),
        ]);
    }
    let table: [(&str, Vec<u8>); 6] = [
        ("laughs.yml", laughs.into_bytes()),
        (
            "line.json",
            format!("{{\"airbyte\": \"{}\"}}", "a".repeat(7 << 20)).into_bytes(),
        ),
        (
            "images.txt",
            "airbyte/source-gone:1 ".repeat(20_000).into_bytes(),
        ),
        (
            "quotes.py",
            format!("import airbyte\nx = {}\n", "\"\"\"".repeat(20_001)).into_bytes(),
        ),
        (
            "parens.py",
            format!(
                "import airbyte as ab\nab.get_source{}\n",
                "(".repeat(50_000)
            )
            .into_bytes(),
        ),
        ("deep.md", "> ".repeat(50_000).into_bytes()),
    ];
    for (name, bytes) in table {
        beside(name, bytes);
    }
}

#[test]
fn a_line_of_ten_megabytes_is_left_out_of_a_folder_and_read_by_its_name() {
    let line = format!(
        "image: airbyte/source-stripe:1.9.0 # {}\n",
        "a".repeat(10 << 20)
    );
    let (world, err) = beside("long.yml", line);
    let told = "warning: bad/long.yml: left out: larger than 8 MiB; its name reads it";
    assert!(err.contains(told), "{err}");
    let catalog = world.path("composite.json").display().to_string();
    let ran = world.on(&catalog, "check --scan bad/long.yml --json");
    assert_eq!(uses(&ran), ["bad/long.yml:1:8 source-stripe"]);
    let source = ran.json()["results"][0]["source"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(source.chars().count() < 300, "{}", source.len());
}

#[test]
fn bytes_that_are_no_text_are_read_around_and_columns_stay_right() {
    let (world, file) = world();
    world.file(
        "project/x/latin.yml",
        b"note: caf\xe9\nimage: airbyte/source-gone:1.0.0 # \xff\xfe\n",
    );
    world.file(
        "project/x/mark.yml",
        b"\xef\xbb\xbfimage: airbyte/source-gone:1.0.0\n",
    );
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(GOOD.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    world.file("project/x/wide.yml", wide);
    world.file(
        "project/x/zeros.yml",
        b"image: airbyte/source-gone:1.0.0\n\0\0",
    );
    world.file("project/x/\u{1b}[2J\u{202e}.yml", GOOD);
    let ran = world.on(&file, "check --scan x --json").exits(1);
    assert_eq!(
        uses(&ran),
        [
            "x/latin.yml:2:8 source-gone",
            "x/mark.yml:1:8 source-gone",
            "x/wide.yml:1:8 source-gone",
            "x/␛[2J<U+202E>.yml:1:8 source-gone",
        ]
    );
    let ran = ran
        .says("1 file left out: no text, or a link (each with -v)")
        .says("x/latin.yml:1:10")
        .says("this is no whole UTF-8");
    let troubles = ran.json()["scan"]["troubles"].clone();
    let of = |file: &str| {
        let mut all = troubles.as_array().unwrap().iter();
        all.any(|trouble| trouble["file"] == file)
    };
    assert!(of("x/zeros.yml") && of("x/latin.yml") && !of("x/mark.yml"));
    world
        .on(&file, "check --scan x -v")
        .says("x/zeros.yml: left out: no text");
}

#[cfg(unix)]
#[test]
fn links_pipes_and_locked_files_hang_nothing_and_are_told() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let (world, file) = world();
    let at = |path: &str| world.path(&format!("project/x/{path}"));
    world.file("project/x/good.yml", GOOD);
    symlink(at(""), at("loop")).unwrap();
    symlink(at("a"), at("b")).unwrap();
    symlink(at("b"), at("a")).unwrap();
    let fifo = at("pipe.yml").display().to_string();
    let made = std::process::Command::new("mkfifo").arg(&fifo).status();
    assert!(made.unwrap().success());
    put(&at("locked.yml"), GOOD);
    fs::set_permissions(at("locked.yml"), fs::Permissions::from_mode(0o000)).unwrap();
    let ran = world.on(&file, "check --scan x -v").exits(1);
    for part in [
        "x/a: left out: a link",
        "x/b: left out",
        "x/loop: left out",
        "x/pipe.yml: left out: a pipe",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    // Root reads what nobody may.
    if fs::read(at("locked.yml")).is_err() {
        assert!(
            ran.err
                .contains("warning: x/locked.yml: cannot be read: permission denied"),
            "{}",
            ran.err
        );
    }
    let named = world.on(&file, "check --scan x/pipe.yml").exits(2);
    named.says("x/pipe.yml: is a pipe, a socket or a device");
    let ran = world.on(&file, "check --scan x/loop --json").exits(1);
    assert!(uses(&ran).contains(&"x/loop/good.yml:1:8 source-gone".to_owned()));
}

#[test]
fn what_stands_in_a_file_cannot_act_on_a_terminal_or_break_a_format() {
    let (world, file) = world();
    let evil = "image: airbyte/source-gone:\u{1b}]0;x\u{7}1 # ]]> <b> & \u{202e} ::error::x\n";
    world.file("project/x/a,b:c%d.yml", evil);
    for format in ["human", "json", "sarif", "junit", "github"] {
        // The run itself looks that nothing acts on a terminal.
        let ran = world
            .on(&file, &format!("check --scan x --format {format}"))
            .exits(1);
        assert!(!ran.out.is_empty());
    }
    let ran = world.on(&file, "check --scan x --format github");
    assert!(
        ran.out.contains("file=x/a%2Cb%3Ac%25d.yml,line=1,col=8,"),
        "{}",
        ran.out
    );
}
