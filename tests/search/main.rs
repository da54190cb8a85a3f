//! The search as a person meets it: the bundled catalog, asked through what `list` and the browser ask through; and
//! the fast search beside a plain one.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod counted;
mod expected;
mod hostile;
mod made;
mod plain;
mod properties;
mod reference;
mod world;
