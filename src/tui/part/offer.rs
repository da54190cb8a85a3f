//! What is offered at the cursor of the search line while it is typed. Knows no key and no place on the screen.

use super::line::Line;
use crate::search::{Completion, Known, complete};

/// Completions, and the one that stands in the line already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Offer {
    pub completions: Vec<Completion>,
    pub taken: Option<usize>,
    /// Somebody asked for it, and wants to choose.
    pub is_asked: bool,
    /// It is out of sight until the text changes.
    pub is_closed: bool,
}

/// A shorter beginning of a field is a word like any other: whoever searches must not be disturbed.
const FIELD_FROM: usize = 3;

impl Offer {
    /// What is worth offering unasked: the values of a field, and a field that alone begins so.
    pub fn unasked(line: &Line, known: Known<'_>) -> Self {
        let offer = Self::asked(line, known);
        match offer.completions.as_slice() {
            [first, rest @ ..] if first.is_field() => {
                let typed = line.cursor().saturating_sub(first.replace.start);
                let is_clear = rest.is_empty() && typed >= FIELD_FROM;
                if is_clear { offer } else { Self::default() }
            }
            _ => offer,
        }
    }

    /// Everything that could be written here.
    pub fn asked(line: &Line, known: Known<'_>) -> Self {
        Self {
            completions: complete(line.text(), line.cursor(), known),
            ..Self::default()
        }
    }

    pub fn is_empty(&self) -> bool {
        self.completions.is_empty()
    }

    /// Whether there is more to see than the letters behind the cursor.
    pub fn has_box(&self) -> bool {
        let is_ghost_enough = matches!(self.completions.as_slice(), [only] if only.is_field());
        !self.is_empty() && !self.is_closed && !is_ghost_enough
    }

    /// Whether the keys that go up and down go about in it.
    pub fn is_chosen_from(&self) -> bool {
        self.has_box() && (self.is_asked || self.taken.is_some())
    }

    /// The only value that what is typed can become.
    pub fn only(&self, line: &Line) -> Option<&str> {
        match self.completions.as_slice() {
            [only] if !only.is_field() && self.is_begun(line) => Some(&only.text),
            _ => None,
        }
    }

    /// Makes the one before the marked one, or after it, the one that is taken next.
    pub fn turn(&mut self, is_back: bool) {
        let count = self.completions.len().max(1);
        let marked = self.taken.unwrap_or(0);
        let wanted = if is_back {
            marked + count - 1
        } else {
            marked + 1
        };
        self.taken = (wanted % count).checked_sub(1);
    }

    /// The one that is taken next.
    pub fn next(&self) -> usize {
        let after = self.taken.map_or(0, |taken| taken + 1);
        after % self.completions.len().max(1)
    }

    /// Where in the line the letters begin that are completed.
    pub fn start(&self) -> Option<usize> {
        self.completions.first().map(|first| first.replace.start)
    }

    /// Whether what is typed is the beginning of what is offered, and not only like it.
    pub fn is_begun(&self, line: &Line) -> bool {
        let rest = self.completions.first().and_then(|next| rest(next, line));
        self.taken.is_none() && rest.is_some()
    }

    /// The letters that the next completion would add behind the end of the line.
    pub fn ghost(&self, line: &Line) -> Option<&str> {
        let is_end = line.cursor() == line.text().len();
        let next = self.completions.first();
        next.filter(|_| is_end && self.taken.is_none())
            .and_then(|next| rest(next, line))
    }

    /// Puts the next completion into the line; `false` where it has no room.
    pub fn take(&mut self, line: &mut Line) -> bool {
        let next = self.next();
        let text = self.completions.get(next).map(|next| next.text.as_str());
        let (Some(start), Some(text)) = (self.start(), text) else {
            return false;
        };
        let has_room = line.replace_back(start, text);
        if has_room {
            self.taken = Some(next);
        }
        has_room
    }
}

/// What a completion adds to the letters that are typed, if it begins with them.
fn rest<'a>(completion: &'a Completion, line: &Line) -> Option<&'a str> {
    let typed = line.text().get(completion.replace.start..line.cursor())?;
    let (start, rest) = completion.text.split_at_checked(typed.len())?;
    start.eq_ignore_ascii_case(typed).then_some(rest)
}
