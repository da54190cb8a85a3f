//! The parts of the screen as state, each with its own verbs. No part knows another; the application mediates.

pub mod chart;
pub mod filters;
pub mod line;
pub mod list;
pub mod menu;
pub mod notice;
pub mod offer;
pub mod pages;
pub mod query;
pub mod text;
