//! The chart: the whole catalog at a glance.

use crate::{
    catalog::Key,
    tui::{action::Action, world::World},
};

pub struct ChartPart {}

pub enum Taken {
    Query(String),
    Connector(Key),
}

impl ChartPart {
    pub fn new(_world: &World) -> Self {
        Self {}
    }

    pub fn resize(&mut self, _width: u16, _height: u16) {}

    pub fn act(&mut self, _action: Action, _world: &World) -> Option<Taken> {
        None
    }

    pub fn click(&mut self, _column: u16, _row: u16, _world: &World) -> Option<Taken> {
        None
    }
}
