//! Signals while a walk goes on: whoever waits for it looks whether one came. Where there are no signals, none comes.

#[cfg(not(unix))]
pub(super) use elsewhere::Watch;
#[cfg(unix)]
pub(super) use of_unix::Watch;

#[cfg(unix)]
mod of_unix {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    };

    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        flag,
    };

    /// Catches signals as long as it lives; afterwards they end the program again.
    pub(in super::super) struct Watch {
        caught: Arc<AtomicUsize>,
        is_over: Arc<AtomicBool>,
    }

    impl Watch {
        pub(in super::super) fn begin() -> Self {
            let watch = Self {
                caught: Arc::default(),
                is_over: Arc::default(),
            };
            for signal in [SIGHUP, SIGINT, SIGTERM] {
                // One that cannot be caught ends the program, as it does elsewhere.
                let ends = flag::register_conditional_default(signal, Arc::clone(&watch.is_over));
                if ends.is_ok() {
                    let number = usize::try_from(signal).unwrap_or_default();
                    let _ = flag::register_usize(signal, Arc::clone(&watch.caught), number);
                }
            }
            watch
        }

        pub(in super::super) fn caught(&self) -> Option<u8> {
            let signal = self.caught.load(Ordering::Relaxed);
            u8::try_from(signal).ok().filter(|signal| *signal > 0)
        }
    }

    impl Drop for Watch {
        fn drop(&mut self) {
            self.is_over.store(true, Ordering::Relaxed);
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    pub(in super::super) struct Watch;

    impl Watch {
        pub(in super::super) fn begin() -> Self {
            Self
        }

        pub(in super::super) fn caught(&self) -> Option<u8> {
            None
        }
    }
}
