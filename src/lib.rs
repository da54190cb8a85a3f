//! portolan: Airbyte's connectors, who keeps each of them, and what it costs to be wrong about one.
//!
//! The folders are layers, and each knows only those to its left (`tests/layers.rs` holds them to it):
//!
//! ```text
//! text, date, sort ← words ← catalog, exemption ← policy, search, scan, store ← view ← launch ← cli, tui ← main
//! ```
//!
//! - [`text`] makes text safe to show; [`date`] counts days; `sort` puts short lists in order; [`words`] is the vocabulary.
//! - [`catalog`] holds facts, read tolerantly; [`exemption`] is what a user excuses; [`policy`] concludes from both;
//!   [`search`] finds; [`scan`] finds them in users' files.
//! - [`store`] alone touches files and the network.
//! - [`view`] is what a frontend may show; [`launch`] is what the one hands the other when a screen is wanted; [`cli`] is the frontend for scripts and people in a hurry, [`tui`] the
//!   one for people who look around. The two never see each other.
//!
//! The domain (everything but `store`, `launch`, `cli` and `tui`) knows no file, clock, environment, terminal or thread.

#![forbid(unsafe_code)]

pub mod catalog;
pub mod cli;
pub mod date;
pub mod exemption;
pub mod launch;
pub mod policy;
pub mod scan;
pub mod search;
mod sort;
pub mod store;
pub mod text;
pub mod tui;
pub mod view;
pub mod words;
