//! Where the blocks of the chart stand, as arithmetic: side by side where there is room, else one open and the others
//! folded to their titles.

use ratatui::layout::Rect;

/// A block of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    Heat,
    Deadlines,
    Moves,
}

impl Block {
    pub const ALL: [Self; 3] = [Self::Heat, Self::Deadlines, Self::Moves];

    /// The block so many further on, in a circle.
    #[must_use]
    pub fn step(self, by: usize) -> Self {
        Self::ALL[(self as usize + by) % Self::ALL.len()]
    }
}

/// How a block stands on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Frame {
    Boxed,
    /// A line of title over the content.
    Open,
    /// The title alone.
    #[default]
    Folded,
    /// Nothing but content, where there is a single line.
    Bare,
}

/// A block's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pane {
    pub rect: Rect,
    pub frame: Frame,
}

impl Pane {
    /// The place of the content.
    pub fn inner(&self) -> Rect {
        let Rect {
            x,
            y,
            width,
            height,
        } = self.rect;
        match self.frame {
            Frame::Boxed => Rect {
                x: x + 1.min(width),
                y: y + 1.min(height),
                width: width.saturating_sub(2),
                height: height.saturating_sub(2),
            },
            Frame::Open => Rect {
                y: y + 1.min(height),
                height: height.saturating_sub(1),
                ..self.rect
            },
            Frame::Folded => Rect {
                height: 0,
                ..self.rect
            },
            Frame::Bare => self.rect,
        }
    }
}

/// The least height of a boxed list that is worth its box.
const LIST: u16 = 9;
/// The least height of an open list below the heat map, its title with it.
const OPEN: u16 = 4;
/// From this width two lists stand side by side.
const BESIDE: u16 = 72;

/// The places of all blocks, in the order of `Block::ALL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Areas {
    panes: [Pane; 3],
}

impl Areas {
    /// Divides a screen; `heat` is the height that the whole heat map takes within its box.
    pub fn of(width: u16, height: u16, heat: u16, focus: Block) -> Self {
        let heat = heat.saturating_add(2);
        let rest = height.saturating_sub(heat);
        let boxed = |x, y, width, height| Pane {
            rect: Rect {
                x,
                y,
                width,
                height,
            },
            frame: Frame::Boxed,
        };
        let panes = if width >= BESIDE && rest >= LIST {
            let left = width / 2;
            [
                boxed(0, 0, width, heat),
                boxed(0, heat, left, rest),
                boxed(left, heat, width - left, rest),
            ]
        } else if width >= BESIDE / 2 && rest >= LIST * 2 {
            let upper = rest / 2;
            [
                boxed(0, 0, width, heat),
                boxed(0, heat, width, upper),
                boxed(0, heat + upper, width, rest - upper),
            ]
        } else {
            let open = heat - 1;
            if height >= open.saturating_add(OPEN + 1) {
                open_below(width, height, (open, focus))
            } else {
                folded(width, height, focus)
            }
        };
        Self { panes }
    }

    pub fn pane(&self, block: Block) -> Pane {
        self.panes[block as usize]
    }

    /// The block at a place.
    pub fn at(&self, column: u16, row: u16) -> Option<Block> {
        let is_there = |block: &Block| self.pane(*block).rect.contains((column, row).into());
        Block::ALL.into_iter().find(is_there)
    }
}

/// The heat map whole, and below it one list open and the other folded.
fn open_below(width: u16, height: u16, (heat, focus): (u16, Block)) -> [Pane; 3] {
    let left = height - heat - 1;
    let shown = if focus == Block::Moves {
        Block::Moves
    } else {
        Block::Deadlines
    };
    let mut y = 0;
    Block::ALL.map(|block| {
        let (height, frame) = match block {
            Block::Heat => (heat, Frame::Open),
            block if block == shown => (left, Frame::Open),
            Block::Deadlines | Block::Moves => (1, Frame::Folded),
        };
        let rect = Rect {
            x: 0,
            y,
            width,
            height,
        };
        y += height;
        Pane { rect, frame }
    })
}

fn folded(width: u16, height: u16, focus: Block) -> [Pane; 3] {
    let titles = if height > 4 { 2 } else { 0 };
    let open = height - titles;
    let mut y = 0;
    Block::ALL.map(|block| {
        let (height, frame) = if block == focus {
            let frame = if open > 1 { Frame::Open } else { Frame::Bare };
            (open, frame)
        } else {
            (titles / 2, Frame::Folded)
        };
        let rect = Rect {
            x: 0,
            y,
            width,
            height,
        };
        y += height;
        Pane { rect, frame }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn blocks_never_overlap_nor_leave_the_screen(
            width in 0u16..300, height in 0u16..120, heat in 0u16..40, focus in 0usize..3,
        ) {
            let focus = Block::ALL[focus];
            let areas = Areas::of(width, height, heat, focus);
            let screen = Rect { x: 0, y: 0, width, height };
            let rects = Block::ALL.map(|block| areas.pane(block).rect);
            let taken: u32 = rects.iter().map(|rect| rect.area()).sum();
            proptest::prop_assert!(taken <= screen.area());
            for (at, rect) in rects.iter().enumerate() {
                proptest::prop_assert_eq!(rect.intersection(screen), *rect);
                let inner = areas.pane(Block::ALL[at]).inner();
                proptest::prop_assert_eq!(inner.intersection(*rect), inner);
                for other in &rects[at + 1..] {
                    proptest::prop_assert!(rect.is_empty() || other.is_empty() || !rect.intersects(*other));
                }
            }
            let open = areas.pane(focus).rect;
            proptest::prop_assert!(height == 0 || open.height > 0);
        }
    }
}
