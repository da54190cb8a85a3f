//! Where everything is on a screen of some size. Pure arithmetic: the same size and shape give the same areas.

use ratatui::layout::Rect;

/// What the user wants to see, as far as there is room.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    pub detail: Detail,
    pub filters: Filters,
    /// One pane takes all the room.
    pub is_zoomed: bool,
}

/// Where the detail pane goes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Detail {
    /// Beside the list where it fits, else below, else nowhere.
    #[default]
    Auto,
    Beside,
    Below,
    Hidden,
}

/// Whether the filters are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Filters {
    /// As a pane where it fits.
    #[default]
    Auto,
    /// Over the other panes.
    Over,
}

/// The areas of a screen; an empty one is not shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Areas {
    pub all: Rect,
    pub query: Rect,
    pub status: Rect,
    pub filters: Rect,
    pub list: Rect,
    pub detail: Rect,
    pub footer: Rect,
    /// The filters lie over the others.
    pub is_filters_over: bool,
    /// There is no room for anything but a few words.
    pub is_card: bool,
}

/// The smallest usable screen.
pub const LEAST: (u16, u16) = (40, 10);
/// Query and status share a line from this width on.
const ONE_LINE: u16 = 100;
const FILTERS_WIDTH: u16 = 24;
/// Three panes side by side need this much.
const THREE_PANES: u16 = 118;
const TWO_PANES: u16 = 84;
/// A detail pane below needs this much height in all.
const STACKED: u16 = 20;

impl Areas {
    pub fn of(size: Rect, shape: &Shape) -> Self {
        if size.width < LEAST.0 || size.height < LEAST.1 {
            return Self {
                all: size,
                is_card: true,
                ..Self::default()
            };
        }
        let mut areas = Self {
            all: size,
            ..Self::default()
        };
        let body = areas.frame(size);
        let body = areas.place_filters(body, *shape);
        areas.place_panes(body, *shape);
        areas
    }

    /// Cuts the head and the foot off.
    fn frame(&mut self, size: Rect) -> Rect {
        let row = |y: u16| Rect {
            y: size.y + y,
            height: 1,
            ..size
        };
        self.footer = row(size.height - 1);
        let head = if size.width >= ONE_LINE {
            let query = size.width / 5 * 2;
            self.query = Rect {
                width: query,
                ..row(0)
            };
            self.status = Rect {
                x: size.x + query,
                width: size.width - query,
                ..row(0)
            };
            1
        } else {
            self.query = row(0);
            self.status = row(1);
            2
        };
        Rect {
            y: size.y + head,
            height: size.height - head - 1,
            ..size
        }
    }

    fn place_filters(&mut self, body: Rect, shape: Shape) -> Rect {
        let fits = body.width >= THREE_PANES && !shape.is_zoomed;
        if fits {
            let (filters, rest) = cut_left(body, FILTERS_WIDTH);
            self.filters = filters;
            return rest;
        }
        if shape.filters == Filters::Over {
            self.is_filters_over = true;
            // On the right, where no names are: what is filtered stays in sight.
            let width = FILTERS_WIDTH.min(body.width);
            self.filters = Rect {
                x: body.right() - width,
                width,
                ..body
            };
        }
        body
    }

    fn place_panes(&mut self, body: Rect, shape: Shape) {
        if shape.is_zoomed {
            self.detail = body;
            return;
        }
        match place(body, shape.detail) {
            Detail::Beside => {
                let list = (body.width / 2).clamp(38, 76);
                (self.list, self.detail) = cut_left(body, list);
            }
            Detail::Below => {
                let list = (body.height * 45 / 100).max(5);
                self.list = Rect {
                    height: list,
                    ..body
                };
                self.detail = Rect {
                    y: body.y + list,
                    height: body.height - list,
                    ..body
                };
            }
            Detail::Auto | Detail::Hidden => self.list = body,
        }
    }
}

fn place(body: Rect, wish: Detail) -> Detail {
    let beside = body.width >= TWO_PANES;
    let below = body.height >= STACKED - 3;
    match wish {
        Detail::Below if below => Detail::Below,
        Detail::Auto | Detail::Beside | Detail::Below if beside => Detail::Beside,
        Detail::Auto | Detail::Beside if below => Detail::Below,
        Detail::Auto | Detail::Beside | Detail::Below | Detail::Hidden => Detail::Hidden,
    }
}

fn cut_left(area: Rect, width: u16) -> (Rect, Rect) {
    let width = width.min(area.width);
    let left = Rect { width, ..area };
    let right = Rect {
        x: area.x + width,
        width: area.width - width,
        ..area
    };
    (left, right)
}

/// The inside of a bordered pane.
pub fn inside(area: Rect) -> Rect {
    if area.width < 2 || area.height < 2 {
        return Rect {
            width: 0,
            height: 0,
            ..area
        };
    }
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width - 2,
        height: area.height - 2,
    }
}

/// The inside of a pane that holds text, with a blank on either side where there is room.
pub fn margin(area: Rect) -> Rect {
    let inner = inside(area);
    if inner.width < 20 {
        return inner;
    }
    Rect {
        x: inner.x + 1,
        width: inner.width - 2,
        ..inner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: u16, height: u16) -> Rect {
        Rect::new(0, 0, width, height)
    }

    #[test]
    fn panes_give_way_as_the_screen_shrinks() {
        let shown = |width, height| {
            let areas = Areas::of(size(width, height), &Shape::default());
            (
                !areas.filters.is_empty(),
                !areas.list.is_empty(),
                !areas.detail.is_empty(),
                areas.is_card,
            )
        };
        assert_eq!(shown(200, 60), (true, true, true, false));
        assert_eq!(shown(120, 36), (true, true, true, false));
        assert_eq!(shown(100, 30), (false, true, true, false));
        assert_eq!(shown(80, 24), (false, true, true, false));
        assert_eq!(shown(80, 12), (false, true, false, false));
        assert_eq!(shown(40, 10), (false, true, false, false));
        assert_eq!(shown(39, 10), (false, false, false, true));
        assert_eq!(shown(0, 0), (false, false, false, true));
    }

    proptest::proptest! {
        #[test]
        fn nothing_leaves_the_screen_and_nothing_overlaps(width in 0u16..300, height in 0u16..100, shape in 0u8..24) {
            let shape = Shape {
                detail: [Detail::Auto, Detail::Beside, Detail::Below, Detail::Hidden][usize::from(shape % 4)],
                filters: [Filters::Auto, Filters::Over][usize::from(shape / 4 % 2)],
                is_zoomed: shape >= 12,
            };
            let areas = Areas::of(size(width, height), &shape);
            let mut cells = 0u32;
            for area in [areas.query, areas.status, areas.list, areas.detail, areas.footer] {
                proptest::prop_assert_eq!(area.intersection(areas.all), area);
                cells += area.area();
            }
            if !areas.is_filters_over {
                cells += areas.filters.area();
            }
            proptest::prop_assert!(areas.is_card || cells == areas.all.area());
        }
    }
}
