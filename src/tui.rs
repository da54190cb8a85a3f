//! The browser. Events become actions, actions change the state, the state is drawn, and effects alone reach the world.

pub mod action;
pub mod context;
pub mod draw;
pub mod effect;
pub mod event;
pub mod keymap;
pub mod part;
pub mod theme;
pub mod viewport;
pub mod world;
