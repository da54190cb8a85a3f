//! Drawing: state onto a buffer, and nothing else.

pub mod chart;
