//! The browser in a real terminal: what it does to one, how it ends, and what it survives.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arriving;
mod bursts;
mod endings;
mod looks;
mod pauses;
mod pipes;
#[cfg(target_os = "linux")]
mod processor;
mod pty;
mod reading;
mod sizes;
mod stage;
mod start;
mod traffic;
