//! What only a run decides, tried one way after the other: the same evaluation again, with another choice each time.

use std::cell::{Cell, RefCell};

/// So many ways are tried for one place.
const WAYS: usize = 24;

/// A choice: which side is taken, and of how many.
type Choice = (usize, usize);

#[derive(Debug, Default)]
pub(super) struct Choices {
    made: RefCell<Vec<Choice>>,
    /// How many choices this evaluation has met.
    met: Cell<usize>,
    tried: Cell<usize>,
    /// Whether choices are made at all; without, what only a run decides is open.
    is_on: Cell<bool>,
}

impl Choices {
    /// Begins with the first side of each choice.
    pub(super) fn begin(&self) {
        self.made.borrow_mut().clear();
        self.met.set(0);
        self.tried.set(0);
        self.is_on.set(true);
    }

    /// The side to take of so many.
    pub(super) fn choose(&self, sides: usize) -> Option<usize> {
        if !self.is_on.get() || sides == 0 {
            return None;
        }
        let at = self.met.replace(self.met.get() + 1);
        let mut made = self.made.borrow_mut();
        if at == made.len() {
            made.push((0, sides));
        }
        made.get(at).map(|(side, _)| *side)
    }

    /// Goes on to the next way, if there is one; choices are off after the last.
    pub(super) fn advance(&self) -> bool {
        self.met.set(0);
        self.tried.set(self.tried.get() + 1);
        let mut made = self.made.borrow_mut();
        while let Some((side, sides)) = made.pop() {
            if side + 1 < sides && self.tried.get() < WAYS {
                made.push((side + 1, sides));
                return true;
            }
        }
        self.is_on.set(false);
        false
    }

    pub(super) fn pause(&self) -> bool {
        self.is_on.replace(false)
    }

    pub(super) fn resume(&self, was_on: bool) {
        self.is_on.set(was_on);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_tried_once() {
        let choices = Choices::default();
        assert_eq!(choices.choose(2), None);
        choices.begin();
        let mut ways = Vec::new();
        loop {
            let first = choices.choose(2);
            // The second choice is met only on one side of the first.
            let second = first
                .filter(|side| *side == 1)
                .and_then(|_| choices.choose(3));
            ways.push((first, second));
            if !choices.advance() {
                break;
            }
        }
        let one = Some(1);
        assert_eq!(
            ways,
            [(Some(0), None), (one, Some(0)), (one, one), (one, Some(2))]
        );
        choices.begin();
        let mut count = 1;
        while choices.choose(1000).is_some() && choices.advance() {
            count += 1;
        }
        assert_eq!(count, WAYS);
    }
}
