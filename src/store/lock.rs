//! One writer at a time. Readers never lock, and the operating system frees the lock of a writer that died.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::Path,
    thread,
    time::{Duration, Instant},
};

use super::atomic;

const POLL: Duration = Duration::from_millis(25);

/// Held until dropped. Empty where no lock can be had: a write is whole without it too.
#[derive(Debug)]
pub(super) struct Lock {
    _file: Option<File>,
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
        return Ok(Lock { _file: None });
    };
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { _file: Some(file) }),
            Err(TryLockError::Error(_)) => return Ok(Lock { _file: None }),
            Err(TryLockError::WouldBlock) if start.elapsed() >= patience => return Err(Busy),
            Err(TryLockError::WouldBlock) => thread::sleep(POLL),
        }
    }
}

fn open(folder: &Path, name: &str) -> Option<File> {
    atomic::make_private(folder).ok()?;
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(folder.join(name)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "any.lock";

    #[test]
    fn a_second_writer_waits_and_gives_up_or_follows() {
        let home = tempfile::tempdir().unwrap();
        let first = acquire(home.path(), NAME, Duration::ZERO).unwrap();
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
        let _first = acquire(&file, NAME, Duration::ZERO).unwrap();
        assert!(acquire(&file, NAME, Duration::ZERO).is_ok());
    }
}
