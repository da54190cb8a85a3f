//! The browser. Events become actions, actions change the state, the state is drawn, and effects alone reach the world.

pub mod action;
pub mod context;
pub mod effect;
pub mod event;
pub mod input;
pub mod keymap;
pub mod part;
mod signals;
pub mod terminal;
pub mod theme;
pub mod viewport;
pub mod world;
