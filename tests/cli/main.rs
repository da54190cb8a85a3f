//! The contract of the commands, held against the built program: what it prints, where, and how it exits.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_catalogs;
mod browse;
mod cached;
mod changes;
mod check;
mod completion;
mod completion_zsh;
mod configuration;
mod deadlines;
mod disks;
mod gate;
mod generated;
mod hostile;
mod json_shape;
mod list;
mod matrix;
mod meant;
mod missing;
mod names;
mod net;
mod pick;
mod policy;
mod program;
mod query;
mod refresh;
mod registry;
mod scan;
mod scan_formats;
mod scan_hostile;
mod screens;
#[path = "../common/server.rs"]
#[expect(dead_code, reason = "the store's tests need more of it than these")]
mod server;
mod shape;
mod sides;
mod streams;
