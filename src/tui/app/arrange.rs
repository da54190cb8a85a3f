//! How the parts take their room: after another size or shape everything is settled before it is drawn.

use ratatui::layout::Rect;

use super::{App, Focus, Screen};
use crate::tui::layout::{Areas, inside, margin};

impl App {
    pub fn resize(&mut self, width: u16, height: u16) {
        self.areas.all = Rect::new(0, 0, width, height);
        self.arrange();
    }

    /// Settles the areas after another size or shape.
    pub fn arrange(&mut self) {
        self.areas = Areas::of(self.areas.all, &self.shape);
        let areas = self.areas;
        self.list
            .view
            .resize(usize::from(inside(areas.list).height));
        self.filters
            .view
            .resize(usize::from(inside(areas.filters).height));
        let detail = margin(areas.detail);
        self.detail
            .resize(usize::from(detail.width), usize::from(detail.height));
        let room = self.body();
        let body = margin(room);
        match &mut self.screen {
            Screen::Browse => {}
            Screen::Chart(chart) => chart.resize(room.width, room.height),
            Screen::Compare(text) | Screen::Check(text) => {
                text.resize(usize::from(body.width), usize::from(body.height));
            }
        }
        self.settle_focus();
    }

    /// The room between head and foot.
    pub fn body(&self) -> Rect {
        let Areas {
            all,
            status,
            footer,
            is_card,
            ..
        } = self.areas;
        if is_card {
            return Rect::default();
        }
        let top = status.y + 1;
        Rect {
            y: top,
            height: footer.y.saturating_sub(top),
            ..all
        }
    }

    /// A pane that is not shown has no focus.
    fn settle_focus(&mut self) {
        let is_gone = match self.focus {
            Focus::Filters => self.areas.filters.is_empty(),
            Focus::Detail => self.areas.detail.is_empty(),
            Focus::List => self.areas.list.is_empty() && !self.areas.is_card,
            Focus::Query => false,
        };
        if is_gone {
            self.focus = if self.areas.list.is_empty() && !self.areas.detail.is_empty() {
                Focus::Detail
            } else {
                Focus::List
            };
        }
    }
}
