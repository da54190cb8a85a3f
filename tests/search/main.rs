//! The search as a person meets it: the bundled catalog, asked through what `list` and the browser ask through.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod expected;
