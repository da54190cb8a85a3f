//! Other programs: found on the path, started with arguments and never through a shell, silent, and free to outlive us.

use std::{
    ffi::OsString,
    io::{self, Write},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// How often a program is asked whether it has ended.
const POLL: Duration = Duration::from_millis(5);

/// Where other programs are looked for.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// Instead of the path of the environment.
    pub path: Option<OsString>,
}

/// Why a program did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not there, or may not be started.
    Absent,
    Failed,
    /// It did not end in time.
    Stuck,
}

impl Outside {
    /// Starts a program, hands it a text, and waits for it to take it.
    pub fn feed(&self, argv: &[&str], text: &str, patience: Duration) -> Result<(), Fault> {
        let mut child = self.start(argv, Stdio::piped())?;
        if let Some(mut to) = child.stdin.take() {
            let text = text.to_owned();
            // One that does not read would hold us up.
            let writer = thread::Builder::new();
            let _ = writer.spawn(move || to.write_all(text.as_bytes()));
        }
        let is_done = ended_within(&mut child, patience).map_err(|_| Fault::Failed)?;
        match is_done {
            Some(true) => Ok(()),
            Some(false) => Err(Fault::Failed),
            None => {
                let _ = child.kill().and_then(|()| child.wait());
                Err(Fault::Stuck)
            }
        }
    }

    /// Starts a program and waits for its end, however long that takes.
    pub fn run(&self, argv: &[&str]) -> Result<(), Fault> {
        let mut child = self.start(argv, Stdio::null())?;
        match child.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(_) | Err(_) => Err(Fault::Failed),
        }
    }

    fn start(&self, argv: &[&str], stdin: Stdio) -> Result<Child, Fault> {
        let (program, arguments) = argv.split_first().ok_or(Fault::Absent)?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(stdin)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            // Openers take this one apart as if it were a shell's line.
            .env_remove("BROWSER");
        if let Some(path) = &self.path {
            command.env("PATH", path);
        }
        // What the terminal tells us, such as to go away, is not for them.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn().map_err(|_| Fault::Absent)
    }
}

/// Whether it ended well; `None` where it did not end in time.
fn ended_within(child: &mut Child, patience: Duration) -> io::Result<Option<bool>> {
    let begun = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) => return Ok(Some(status.success())),
            None if begun.elapsed() >= patience => return Ok(None),
            None => thread::sleep(POLL),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
pub(super) mod tests;
