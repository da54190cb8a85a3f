//! The screen as text: keys in, frames out, through the real updates and the real drawing.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod arriving;
mod boxes;
mod empty;
mod large;
#[path = "../common/launch.rs"]
mod launch;
mod marked;
mod pointer;
#[path = "../common/provenance.rs"]
mod provenance;
mod screens;
mod scripts;
mod sizes;
mod stage;
mod storms;
mod strange;
mod typing;
