//! Formats: the same answers as rows, JSON, SARIF, JUnit or annotations.

pub(super) mod github;
pub(super) mod ics;
pub(super) mod json;
pub(super) mod junit;
pub(super) mod rows;
pub(super) mod sarif;
