//! The browser. Events become actions, actions change the state, the state is drawn, and effects alone reach the world.

pub mod action;
mod clipboard;
pub mod context;
pub mod effect;
pub mod event;
pub mod keymap;
mod opener;
mod outside;
pub mod part;
pub mod theme;
pub mod viewport;
pub mod world;
