//! Programs that tests start in place of the real ones, and what becomes of them.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::*;

/// A folder of programs, first on the path. One test at a time has one: a script that is being written while
/// another program is started cannot be started itself.
pub(in crate::tui) struct Programs {
    dir: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

static TURN: Mutex<()> = Mutex::new(());

impl Programs {
    pub(in crate::tui) fn new() -> Self {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        Self {
            dir: tempfile::tempdir().unwrap(),
            _turn: turn,
        }
    }

    /// Adds a program: lines for the shell, in which `$LOG` is where [`Self::logged`] reads.
    pub(in crate::tui) fn add(&self, name: &str, script: &str) {
        let program = self.dir.path().join(name);
        let log = self.log().display().to_string();
        let script = format!("#!/bin/sh\nLOG='{log}'\n{script}\n");
        crate::store::tests::write(&program, script);
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Only these programs, and the shell's own.
    pub(in crate::tui) fn outside(&self) -> Outside {
        let path = Some(self.dir.path().as_os_str().to_owned());
        Outside { path }
    }

    /// What the programs wrote to their log, once it ends with `.`.
    pub(in crate::tui) fn logged(&self) -> String {
        let begun = Instant::now();
        loop {
            let log = fs::read_to_string(self.log()).unwrap_or_default();
            if let Some(log) = log.strip_suffix('.') {
                return log.to_owned();
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "{log:?}");
            thread::sleep(POLL);
        }
    }

    fn log(&self) -> PathBuf {
        self.dir.path().join("log")
    }
}

#[test]
fn a_program_gets_its_arguments_and_text_as_they_are_and_its_end_is_told() {
    let programs = Programs::new();
    programs.add(
        "good",
        "printf '%s|' \"$@\" > \"$LOG\"; /bin/cat >> \"$LOG\"; printf . >> \"$LOG\"",
    );
    programs.add("bad", "exit 3");
    programs.add("stuck", "exec /bin/sleep 60");
    let outside = programs.outside();
    let patience = Duration::from_secs(10);
    let argv = ["good", "a b", "$(id)", "`id`", "-x", ""];
    assert_eq!(outside.feed(&argv, "text\n", patience), Ok(()));
    assert_eq!(programs.logged(), "a b|$(id)|`id`|-x||text\n");
    assert_eq!(outside.feed(&["bad"], "", patience), Err(Fault::Failed));
    assert_eq!(outside.run(&["bad"]), Err(Fault::Failed));
    assert_eq!(outside.run(&["not-there"]), Err(Fault::Absent));
    assert_eq!(outside.run(&[]), Err(Fault::Absent));
    let big = "x".repeat(1 << 20);
    let soon = Duration::from_millis(50);
    assert_eq!(outside.feed(&["stuck"], &big, soon), Err(Fault::Stuck));
}
