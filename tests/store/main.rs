//! The store against a real disk and a real server, on this machine alone.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bench;
mod cache;
mod client;
mod faults;
mod fetch;
mod refresh;
mod refused;
#[path = "../common/server.rs"]
mod server;
mod tls;
