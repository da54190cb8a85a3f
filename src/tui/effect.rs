//! What the world must do: the browser's only doors to it. Everything else in `tui` is state and drawing.

pub use crate::store::memory::Memory;

/// Tells a refresh from an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(pub u32);

/// Something for the world to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    Copy(String),
    /// An https address, checked by `view::links::https`.
    Open(String),
    Refresh(JobId),
    /// Keeps pins and recents.
    Remember(Memory),
    SetMouse(Mouse),
    Suspend,
    Redraw,
    Quit(crate::view::launch::Leaving),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    On,
    Off,
}
