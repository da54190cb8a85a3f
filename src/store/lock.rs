//! One writer at a time. Readers never lock, and the operating system frees the lock of a writer that died.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use super::atomic::{self, Rivals};

const POLL: Duration = Duration::from_millis(25);

/// Held until dropped. Empty where no lock can be had: a write is whole without it too.
#[derive(Debug)]
pub(super) struct Lock {
    file: Option<File>,
}

impl Lock {
    /// Who else may write what it guards.
    pub(super) fn rivals(&self) -> Rivals {
        match self.file {
            Some(_) => Rivals::None,
            None => Rivals::Possible,
        }
    }
}

/// Another program writes and went on doing so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

impl std::fmt::Display for Busy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("another refresh is running")
    }
}

impl std::error::Error for Busy {}

/// Takes the writers' lock of that name in a folder, waiting `patience` for another writer.
pub(super) fn acquire(folder: &Path, name: &str, patience: Duration) -> Result<Lock, Busy> {
    let Some(file) = open(folder, name) else {
        return Ok(Lock { file: None });
    };
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { file: Some(file) }),
            Err(TryLockError::Error(_)) => return Ok(Lock { file: None }),
            Err(TryLockError::WouldBlock) if start.elapsed() >= patience => return Err(Busy),
            Err(TryLockError::WouldBlock) => thread::sleep(POLL),
        }
    }
}

fn open(folder: &Path, name: &str) -> Option<File> {
    atomic::make_private(folder).ok()?;
    let path = folder.join(name);
    // Opening a pipe would wait for whoever reads it, and a link may lead anywhere.
    if fs::symlink_metadata(&path).is_ok_and(|seen| !seen.is_file()) {
        return None;
    }
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "any.lock";

    #[test]
    fn a_second_writer_waits_and_gives_up_or_follows() {
        let home = tempfile::tempdir().unwrap();
        let first = acquire(home.path(), NAME, Duration::ZERO).unwrap();
        assert_eq!(first.rivals(), Rivals::None);
        assert_eq!(
            acquire(home.path(), NAME, Duration::from_millis(60)).unwrap_err(),
            Busy
        );
        let second = thread::scope(|scope| {
            let second = scope.spawn(|| acquire(home.path(), NAME, Duration::from_secs(10)));
            drop(first);
            second.join().unwrap()
        });
        assert!(second.is_ok());
    }

    #[test]
    fn where_no_lock_can_be_had_the_writer_goes_on_without() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        File::create(&file).unwrap();
        let first = acquire(&file, NAME, Duration::ZERO).unwrap();
        assert_eq!(first.rivals(), Rivals::Possible);
        assert!(acquire(&file, NAME, Duration::ZERO).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_no_lock_and_nobody_waits_at_it() {
        let home = tempfile::tempdir().unwrap();
        let lock = home.path().join(NAME);
        let pipe = || {
            let made = std::process::Command::new("mkfifo").arg(&lock).status();
            assert!(made.unwrap().success());
        };
        let link = || std::os::unix::fs::symlink(home.path().join("elsewhere"), &lock).unwrap();
        for make in [&pipe as &dyn Fn(), &link] {
            make();
            let held = acquire(home.path(), NAME, Duration::ZERO).unwrap();
            assert_eq!(held.rivals(), Rivals::Possible);
            fs::remove_file(&lock).unwrap();
        }
        assert!(!home.path().join("elsewhere").exists());
    }
}
