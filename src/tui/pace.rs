//! When to draw: a frame waits a moment where what it would lack is about to come, and never longer. Knows no screen.

use std::time::{Duration, Instant};

/// So long a frame waits for the answer to a search. It is less than anybody sees, and more than most searches take.
const PATIENCE: Duration = Duration::from_micros(1500);

/// Since when the screen is not what it should be.
#[derive(Debug, Default)]
pub struct Pace {
    behind: Option<Instant>,
}

impl Pace {
    /// Something changed that is not drawn yet.
    pub fn behind(&mut self, now: Instant) {
        self.behind.get_or_insert(now);
    }

    /// Whether there is anything to draw; it is drawn now.
    pub fn caught_up(&mut self) -> bool {
        self.behind.take().is_some()
    }

    /// How long the frame may wait still: whatever comes meanwhile makes that no longer.
    pub fn patience(&self, now: Instant) -> Option<Duration> {
        let waited = now.saturating_duration_since(self.behind?);
        PATIENCE.checked_sub(waited).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_waits_a_moment_from_the_first_change_on() {
        let start = Instant::now();
        let mut pace = Pace::default();
        assert_eq!(pace.patience(start), None, "there is nothing to draw");
        assert!(!pace.caught_up());
        pace.behind(start);
        assert_eq!(pace.patience(start), Some(PATIENCE));
        let later = start + PATIENCE / 2;
        pace.behind(later);
        assert_eq!(pace.patience(later), Some(PATIENCE / 2), "a second key");
        assert_eq!(pace.patience(start + PATIENCE), None);
        assert_eq!(pace.patience(start + 2 * PATIENCE), None);
        assert!(pace.caught_up());
        assert!(!pace.caught_up());
        assert_eq!(pace.patience(later), None);
    }
}
