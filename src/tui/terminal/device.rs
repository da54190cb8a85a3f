//! The ways to the terminal that no lock of the standard streams can block: the command line holds those while the
//! browser runs.

use std::io::{self, Write};

#[cfg(unix)]
pub use of_unix::{input, is_gone, output, stderr};

#[cfg(not(unix))]
pub fn output() -> io::Result<Box<dyn Write + Send>> {
    // Asking switches it on.
    #[cfg(windows)]
    if !crossterm::ansi_support::supports_ansi() {
        return Err(io::Error::other("this console understands no sequences"));
    }
    Ok(Box::new(io::stdout()))
}

#[cfg(not(unix))]
pub fn stderr() -> io::Result<Box<dyn Write + Send>> {
    Ok(Box::new(io::stderr()))
}

#[cfg(not(unix))]
pub fn is_gone(_error: &io::Error) -> bool {
    false
}

#[cfg(unix)]
mod of_unix {
    use std::{
        fs::File,
        io::IsTerminal,
        os::fd::{AsFd, OwnedFd},
    };

    use rustix::{
        event::{PollFd, PollFlags, poll},
        io::Errno,
    };

    use super::{Write, io};

    /// Standard output where it is a terminal, so that a choice can go down a pipe while the screen is seen.
    pub fn output() -> io::Result<Box<dyn Write + Send>> {
        let stdout = io::stdout();
        let file = if stdout.is_terminal() {
            File::from(stdout.as_fd().try_clone_to_owned()?)
        } else {
            File::options().write(true).open("/dev/tty")?
        };
        Ok(Box::new(Patient(file)))
    }

    /// Where keys come from, by the same rule as crossterm's.
    pub fn input() -> io::Result<OwnedFd> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            stdin.as_fd().try_clone_to_owned()
        } else {
            Ok(File::open("/dev/tty")?.into())
        }
    }

    /// Whether an error means that the other end of the terminal is closed.
    pub fn is_gone(error: &io::Error) -> bool {
        let gone = [Errno::IO, Errno::NXIO].map(Errno::raw_os_error);
        error
            .raw_os_error()
            .is_some_and(|code| gone.contains(&code))
    }

    pub fn stderr() -> io::Result<Box<dyn Write + Send>> {
        let file = File::from(io::stderr().as_fd().try_clone_to_owned()?);
        Ok(Box::new(Patient(file)))
    }

    /// Waits where another program made the terminal non-blocking for all that share it.
    struct Patient(File);

    impl Write for Patient {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            loop {
                match self.0.write(bytes) {
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        let mut waiting = [PollFd::new(&self.0, PollFlags::OUT)];
                        match poll(&mut waiting, None) {
                            Ok(_) | Err(Errno::INTR) => {}
                            Err(errno) => return Err(errno.into()),
                        }
                    }
                    done => return done,
                }
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0.flush()
        }
    }
}
