//! Scrolling as arithmetic: a cursor among so many lines, seen through a window of some height.

/// A window onto a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Viewport {
    pub cursor: usize,
    pub offset: usize,
    pub height: usize,
    pub total: usize,
}

/// A way to go over lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    Lines(isize),
    Pages(isize),
    /// By halves of a page.
    Halves(isize),
    First,
    Last,
}

impl Motion {
    /// How many lines that is, where a page and half of one have so many; the ends are further than any list is long.
    pub fn lines(self, (page, half): (isize, isize)) -> isize {
        match self {
            Self::Lines(by) => by,
            Self::Pages(by) => by * page,
            Self::Halves(by) => by * half,
            Self::First => isize::MIN,
            Self::Last => isize::MAX,
        }
    }
}

/// Lines that stay visible around the cursor.
const MARGIN: usize = 2;

impl Viewport {
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.follow();
    }

    /// Another list is shown; the cursor stays where it can.
    pub fn recount(&mut self, total: usize) {
        self.total = total;
        self.cursor = self.cursor.min(total.saturating_sub(1));
        self.follow();
    }

    pub fn go(&mut self, to: usize) {
        self.cursor = to.min(self.total.saturating_sub(1));
        self.follow();
    }

    /// Moves the cursor; the ends are walls.
    pub fn step(&mut self, by: isize) {
        self.go(self.cursor.saturating_add_signed(by));
    }

    pub fn go_by(&mut self, motion: Motion) {
        self.step(self.lines(motion));
    }

    pub fn scroll_by(&mut self, motion: Motion) {
        self.scroll(self.lines(motion));
    }

    fn lines(&self, motion: Motion) -> isize {
        motion.lines((self.page(), self.half_page()))
    }

    /// Scrolls without a cursor, as a text does.
    pub fn scroll(&mut self, by: isize) {
        let last = self.total.saturating_sub(self.height);
        self.offset = self.offset.saturating_add_signed(by).min(last);
    }

    fn page(&self) -> isize {
        isize::try_from(self.height.saturating_sub(1).max(1)).unwrap_or(1)
    }

    pub fn half_page(&self) -> isize {
        isize::try_from((self.height / 2).max(1)).unwrap_or(1)
    }

    /// The lines in sight.
    pub fn range(&self) -> std::ops::Range<usize> {
        let end = self.offset.saturating_add(self.height).min(self.total);
        self.offset.min(end)..end
    }

    fn follow(&mut self) {
        let margin = MARGIN.min(self.height.saturating_sub(1) / 2);
        let lowest = self.cursor.saturating_sub(margin);
        let highest = (self.cursor + margin + 1).saturating_sub(self.height);
        self.offset = self.offset.min(lowest).max(highest);
        self.offset = self.offset.min(self.total.saturating_sub(self.height));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_is_always_in_sight() {
        let mut view = Viewport::default();
        view.recount(100);
        view.resize(10);
        for (step, cursor, offset) in [
            (5, 5, 0),
            (5, 10, 3),
            (-3, 7, 3),
            (-3, 4, 2),
            (1000, 99, 90),
            (-1000, 0, 0),
        ] {
            view.step(step);
            assert_eq!((view.cursor, view.offset), (cursor, offset), "after {step}");
        }
        view.go(50);
        view.recount(3);
        assert_eq!((view.cursor, view.offset, view.range()), (2, 0, 0..3));
        view.recount(0);
        view.resize(0);
        view.step(1);
        assert_eq!((view.cursor, view.range()), (0, 0..0));
    }

    #[test]
    fn a_text_scrolls_to_its_end_and_no_further() {
        let mut view = Viewport {
            total: 30,
            height: 10,
            ..Viewport::default()
        };
        view.scroll(100);
        assert_eq!(view.offset, 20);
        view.scroll(-5);
        assert_eq!(view.offset, 15);
    }
}
