//! What is reached, what is not, and that two runs say the same.

use std::{
    path::Path,
    sync::{Mutex, mpsc},
};

use super::*;
use crate::store::tests::write;

/// Keeps every text whole.
fn all(roots: &[PathBuf]) -> Result<Walked<String>, Halt> {
    walk(roots, reader(|_, text| Some(text.to_owned())), &mut |_| {})
}

fn reader<T>(read: fn(&str, &str) -> Option<T>) -> Reader<fn(&str, &str) -> Option<T>> {
    let wants = |path: &str| !path.ends_with(".unwanted");
    Reader { wants, read }
}

fn names(dir: &Path, roots: &[&str]) -> Vec<String> {
    let roots: Vec<PathBuf> = roots.iter().map(|root| dir.join(root)).collect();
    let walked = all(&roots).unwrap();
    let below = format!("{}/", shown(dir));
    let kept = walked.kept.into_iter();
    kept.map(|(path, _)| path.strip_prefix(&below).unwrap().to_owned())
        .collect()
}

fn tree(files: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for file in files {
        write(&dir.path().join(file), "text");
    }
    dir
}

#[test]
fn what_is_ignored_or_vendored_is_read_only_by_its_name() {
    let dir = tree(&[
        ".github/workflows/ci.yml",
        ".gitlab-ci.yml",
        "a.tf",
        "build/out.tf",
        "deep/node_modules/x/index.js",
        "deep/z.tf",
        ".git/config",
        ".terraform/modules/m.tf",
        "secret.env",
        "a.unwanted",
    ]);
    write(&dir.path().join(".gitignore"), "build/\n");
    write(&dir.path().join(".ignore"), "*.env\n");
    let found = names(dir.path(), &[""]);
    let expected = [
        ".github/workflows/ci.yml",
        ".gitignore",
        ".gitlab-ci.yml",
        ".ignore",
        "a.tf",
        "deep/z.tf",
    ];
    assert_eq!(found, expected);
    let named = ["build", "deep/node_modules", "secret.env", "a.unwanted"];
    let expected = [
        "a.unwanted",
        "build/out.tf",
        "deep/node_modules/x/index.js",
        "secret.env",
    ];
    assert_eq!(names(dir.path(), &named), expected);
}

#[test]
fn a_file_that_is_reached_twice_is_read_once_and_goes_by_the_first_name() {
    let dir = tree(&["a/x.tf", "a/y.tf", "b.tf"]);
    let table = [
        (vec!["a", ""], vec!["a/x.tf", "a/y.tf", "b.tf"]),
        (vec!["a/x.tf", "a", "a/x.tf"], vec!["a/x.tf", "a/y.tf"]),
        (vec!["a/../b.tf", ""], vec!["a/../b.tf", "a/x.tf", "a/y.tf"]),
        (vec!["", "a/../a"], vec!["a/x.tf", "a/y.tf", "b.tf"]),
    ];
    for (roots, expected) in table {
        assert_eq!(names(dir.path(), &roots), expected, "{roots:?}");
    }
}

#[test]
fn the_order_is_that_of_the_paths_and_the_count_that_of_the_files() {
    let files: Vec<String> = (0..300)
        .map(|number| format!("{}/{}/f{number}.tf", number % 7, number % 3))
        .collect();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let dir = tree(&files);
    let walked = all(&[dir.path().to_owned()]).unwrap();
    assert_eq!((walked.read, walked.kept.len()), (300, 300));
    assert!(walked.kept.is_sorted_by(|(a, _), (b, _)| a < b));
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_read() {
    let dir = tree(&["a.tf"]);
    write(&dir.path().join("b.png"), b"\x89PNG\0");
    let large = usize::try_from(LARGE).unwrap() + 1;
    write(&dir.path().join("c.json"), vec![b' '; large]);
    let walked = all(&[dir.path().to_owned()]).unwrap();
    let whys: Vec<&Why> = walked.skipped.iter().map(|skipped| &skipped.why).collect();
    let is_named = false;
    assert_eq!(
        whys,
        [
            &Why::Binary,
            &Why::Large {
                cap: LARGE,
                is_named
            }
        ]
    );
    assert_eq!(walked.kept.len(), 1);
    let named = all(&[dir.path().join("c.json")]).unwrap();
    assert_eq!(
        (named.read, named.skipped),
        (1, vec![]),
        "its name reads it"
    );
}

#[test]
fn what_is_not_there_is_named() {
    let dir = tree(&["a.tf"]);
    let missing = dir.path().join("nowhere");
    let halt = all(&[dir.path().to_owned(), missing.clone()]).unwrap_err();
    let why = "there is no such file or folder".to_owned();
    assert_eq!(halt, Halt::Lost(shown(&missing), why));
}

#[test]
fn paths_are_told_from_where_one_stands() {
    let table = [
        ("./infra/main.tf", "infra/main.tf"),
        ("infra//main.tf", "infra//main.tf"),
        (".", "."),
        ("../x", "../x"),
        ("/abs/x", "/abs/x"),
        ("a\u{1b}[2J", "a␛[2J"),
    ];
    for (path, expected) in table {
        assert_eq!(shown(Path::new(path)), expected);
    }
}

#[cfg(unix)]
#[test]
fn links_are_followed_only_where_they_are_named_and_nothing_hangs() {
    use std::os::unix::{fs::symlink, net::UnixListener};

    let dir = tree(&["a/x.tf"]);
    let at = |path: &str| dir.path().join(path);
    symlink(at("a"), at("a/loop")).unwrap();
    symlink(at("a/x.tf"), at("to_x.tf")).unwrap();
    symlink(at("nowhere"), at("dangling")).unwrap();
    let _socket = UnixListener::bind(at("socket")).unwrap();
    let walked = all(&[dir.path().to_owned()]).unwrap();
    let skipped: Vec<&Why> = walked.skipped.iter().map(|skipped| &skipped.why).collect();
    let expected = [&Why::Link, &Why::Link, &Why::Irregular, &Why::Link];
    assert_eq!(skipped, expected, "a/loop, dangling, socket, to_x.tf");
    assert_eq!(names(dir.path(), &[""]), ["a/x.tf"]);
    assert_eq!(names(dir.path(), &["to_x.tf"]), ["to_x.tf"]);
    assert_eq!(names(dir.path(), &["a/loop"]), ["a/loop/x.tf"]);
    for (named, part) in [("dangling", "no such"), ("socket", "a socket")] {
        let Err(Halt::Lost(_, why)) = all(&[at(named)]) else {
            panic!("{named} was read");
        };
        assert!(why.contains(part), "{why}");
    }
}

#[test]
fn whoever_waits_is_told_how_far_it_is() {
    let dir = tree(&["a.tf", "b.tf"]);
    // The second is not read before it was told that the first is.
    let (tell, hear) = mpsc::channel();
    let hear = Mutex::new(hear);
    let wants = |_: &str| true;
    let read = move |path: &str, _: &str| {
        if path.ends_with("b.tf") {
            let heard = hear.lock().unwrap().recv_timeout(Duration::from_secs(30));
            heard.unwrap();
        }
        Some(())
    };
    let mut told = Vec::new();
    let roots = [dir.path().join("a.tf"), dir.path().join("b.tf")];
    let walked = walk(&roots, Reader { wants, read }, &mut |progress| {
        if progress.read > 0 {
            let _ = tell.send(());
        }
        told.push(progress);
    });
    assert_eq!(walked.unwrap().read, 2);
    assert!(told.iter().any(|progress| progress.read > 0));
    assert!(told.is_sorted_by_key(|progress| progress.elapsed));
}
