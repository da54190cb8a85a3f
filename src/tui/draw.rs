//! The screen as a pure function of the state.

pub mod footer;
pub mod menu;
pub mod prefix;
