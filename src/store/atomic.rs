//! Replacing a file whole: a reader sees the old contents or the new, never a part of either, whatever fails.
//! Knows nothing of what is in the file.

#[cfg(unix)]
use std::sync::Arc;
use std::{
    fs,
    io::{self, Write},
    path::Path,
    thread,
    time::{Duration, SystemTime},
};

use tempfile::NamedTempFile;

const PREFIX: &str = ".portolan-";
const SUFFIX: &str = ".tmp";
/// A leftover of this age has lost its writer, whoever that was.
const STALE: Duration = Duration::from_secs(60 * 60);
/// On Windows a virus scanner or a reader may hold the target for a moment.
const ATTEMPTS: u32 = if cfg!(windows) { 10 } else { 1 };
const FIRST_PAUSE: Duration = Duration::from_millis(10);

/// Who else may write the same file at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rivals {
    None,
    Possible,
}

/// Puts `bytes` at `target`, making its folder. A link there is replaced, not followed.
pub(super) fn replace(target: &Path, bytes: &[u8], rivals: Rivals) -> io::Result<()> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    make_private(folder)?;
    outlive_limits();
    let prefix = prefix(target);
    sweep(folder, Some(&*prefix).filter(|_| rivals == Rivals::None));
    let mut beside = tempfile::Builder::new()
        .prefix(&prefix)
        .suffix(SUFFIX)
        .tempfile_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    rename(beside, target, ATTEMPTS)?;
    settle(folder);
    Ok(())
}

/// A limit on the sizes of files shall fail a write as a full disk does, and not end the program in its middle.
fn outlive_limits() {
    #[cfg(unix)]
    {
        static ONCE: std::sync::Once = std::sync::Once::new();
        ONCE.call_once(|| {
            // Where it cannot be caught, it ends the program as before.
            let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
        });
    }
}

/// Makes a folder, and those above it, for this user alone. One that is there is left as it is.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn rename(mut beside: NamedTempFile, target: &Path, attempts: u32) -> io::Result<()> {
    let mut pause = FIRST_PAUSE;
    for _ in 1..attempts {
        match beside.persist(target) {
            Ok(_) => return Ok(()),
            Err(failed) if failed.error.kind() == io::ErrorKind::PermissionDenied => {
                beside = failed.file;
            }
            Err(failed) => return Err(failed.error),
        }
        thread::sleep(pause);
        pause *= 2;
    }
    beside.persist(target)?;
    Ok(())
}

/// Makes the new name survive a power cut. Some file systems cannot; the file itself is safe by now.
fn settle(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// What the names of the files beside a target begin with.
fn prefix(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default();
    format!("{PREFIX}{}-", name.to_string_lossy())
}

/// Removes what killed writers left behind: all that begins with `dead`, and what is old.
fn sweep(folder: &Path, dead: Option<&str>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_dead = dead.is_some_and(|dead| is_leftover(&name, dead));
        if is_dead || is_leftover(&name, PREFIX) && is_stale(&entry) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_leftover(name: &std::ffi::OsStr, prefix: &str) -> bool {
    name.to_str()
        .is_some_and(|name| name.starts_with(prefix) && name.ends_with(SUFFIX))
}

fn is_stale(entry: &fs::DirEntry) -> bool {
    let modified = entry
        .metadata()
        .ok()
        .filter(fs::Metadata::is_file)
        .and_then(|metadata| metadata.modified().ok());
    let age = modified.and_then(|at| SystemTime::now().duration_since(at).ok());
    age.is_some_and(|age| age > STALE)
}

#[cfg(test)]
mod tests {
    use std::{
        fs::File,
        sync::atomic::{AtomicBool, Ordering},
        thread::ScopedJoinHandle,
    };

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn aged(path: &Path, age: Duration) {
        let file = File::create(path).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
    }

    #[test]
    fn a_file_is_made_with_its_folders_and_replaced_without_leftovers() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("a/b");
        let target = folder.join("file");
        replace(&target, b"old", Rivals::Possible).unwrap();
        replace(&target, b"new", Rivals::Possible).unwrap();
        assert_eq!(fs::read(&target).unwrap(), b"new");
        assert_eq!(names(&folder), ["file"]);
    }

    #[cfg(unix)]
    #[test]
    fn file_and_folder_are_the_users_alone() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("cache");
        replace(&folder.join("file"), b"x", Rivals::Possible).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("file")), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_replaced_and_its_victim_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let victim = home.path().join("victim");
        replace(&victim, b"precious", Rivals::Possible).unwrap();
        let target = home.path().join("target");
        std::os::unix::fs::symlink(&victim, &target).unwrap();
        replace(&target, b"new", Rivals::Possible).unwrap();
        assert_eq!(fs::read(&victim).unwrap(), b"precious");
        assert!(!fs::symlink_metadata(&target).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"new");
    }

    #[test]
    fn only_old_leftovers_of_our_own_are_swept() {
        let home = tempfile::tempdir().unwrap();
        let old = STALE + Duration::from_secs(60);
        aged(&home.path().join(".portolan-dead.tmp"), old);
        aged(&home.path().join(".portolan-live.tmp"), Duration::ZERO);
        aged(&home.path().join(".other-dead.tmp"), old);
        aged(&home.path().join("catalog-v2.json"), old);
        replace(&home.path().join("file"), b"x", Rivals::Possible).unwrap();
        let expected = [
            ".other-dead.tmp",
            ".portolan-live.tmp",
            "catalog-v2.json",
            "file",
        ];
        assert_eq!(names(home.path()), expected);
    }

    #[test]
    fn a_writer_without_rivals_sweeps_what_others_left_of_its_own_file() {
        let home = tempfile::tempdir().unwrap();
        let leave = |name: &str| aged(&home.path().join(name), Duration::ZERO);
        leave(".portolan-file-dead.tmp");
        leave(".portolan-other-live.tmp");
        let target = home.path().join("file");
        replace(&target, b"x", Rivals::Possible).unwrap();
        let kept = [
            ".portolan-file-dead.tmp",
            ".portolan-other-live.tmp",
            "file",
        ];
        assert_eq!(names(home.path()), kept);
        replace(&target, b"x", Rivals::None).unwrap();
        assert_eq!(names(home.path()), kept[1..]);
    }

    #[test]
    fn a_failed_replacement_leaves_no_leftover_and_no_damage() {
        let home = tempfile::tempdir().unwrap();
        let occupied = home.path().join("occupied");
        fs::create_dir(&occupied).unwrap();
        assert!(
            replace(&occupied, b"x", Rivals::Possible).is_err(),
            "a folder is no file"
        );
        assert_eq!(names(home.path()), ["occupied"]);

        let file = home.path().join("file");
        replace(&file, b"kept", Rivals::Possible).unwrap();
        assert!(replace(&file.join("below"), b"x", Rivals::Possible).is_err());
        assert_eq!(fs::read(&file).unwrap(), b"kept");
    }

    #[test]
    fn persisting_gives_up_after_the_last_attempt() {
        let home = tempfile::tempdir().unwrap();
        let occupied = home.path().join("occupied");
        fs::create_dir(&occupied).unwrap();
        let beside = NamedTempFile::new_in(home.path()).unwrap();
        assert!(rename(beside, &occupied, 3).is_err());
        assert_eq!(names(home.path()), ["occupied"]);
    }

    /// How many of the reads made while two writers ran saw neither of the two contents.
    fn torn_reads(write: fn(&Path, &[u8])) -> usize {
        const ROUNDS: usize = 50;
        let home = tempfile::tempdir().unwrap();
        let target = home.path().join("file");
        let contents = [vec![b'a'; 1 << 20], vec![b'b'; (1 << 20) + 7]];
        write(&target, &contents[0]);
        let running = AtomicBool::new(true);
        thread::scope(|scope| {
            let reader = scope.spawn(|| {
                let mut torn = 0;
                while running.load(Ordering::Relaxed) {
                    let seen = fs::read(&target).unwrap_or_default();
                    torn += usize::from(!contents.contains(&seen));
                }
                torn
            });
            let writers: Vec<_> = contents
                .iter()
                .map(|bytes| {
                    let target = &target;
                    scope.spawn(move || (0..ROUNDS).for_each(|_| write(target, bytes)))
                })
                .collect();
            let written: Vec<_> = writers.into_iter().map(ScopedJoinHandle::join).collect();
            running.store(false, Ordering::Relaxed);
            assert!(written.iter().all(Result::is_ok));
            reader.join().unwrap()
        })
    }

    #[test]
    fn two_writers_never_tear_what_a_reader_sees() {
        assert_eq!(
            torn_reads(|target, bytes| replace(target, bytes, Rivals::Possible).unwrap()),
            0
        );
        let naive = |target: &Path, bytes: &[u8]| {
            File::create(target).unwrap().write_all(bytes).unwrap();
        };
        let is_seen = (0..5).any(|_| torn_reads(naive) > 0);
        assert!(is_seen, "this test would not notice a torn read");
    }
}
