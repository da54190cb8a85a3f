//! Notices: said once, and gone after a while, without anything ticking.

use std::time::{Duration, Instant};

/// What is said to the user right now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notices {
    queue: Vec<Notice>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Notice {
    text: String,
    /// `None` until the loop has shown it.
    until: Option<Instant>,
    /// An answer to a key, which the next key may push aside.
    is_passing: bool,
}

/// A glance, and a little for every letter.
const GLANCE: Duration = Duration::from_secs(3);
const PER_LETTER: Duration = Duration::from_millis(40);
const LONGEST: Duration = Duration::from_secs(12);

impl Notices {
    pub fn say(&mut self, text: impl Into<String>) {
        let text = text.into();
        if self.queue.iter().all(|notice| notice.text != text) {
            self.queue.push(Notice {
                text,
                until: None,
                is_passing: false,
            });
        }
    }

    /// Says something at once, in place of what was said in passing; the others wait, and get their time anew.
    pub fn say_instead(&mut self, text: impl Into<String>) {
        self.queue.retain(|notice| !notice.is_passing);
        let notice = Notice {
            text: text.into(),
            until: None,
            is_passing: true,
        };
        for waiting in &mut self.queue {
            waiting.until = None;
        }
        self.queue.insert(0, notice);
    }

    pub fn current(&self) -> Option<&str> {
        self.queue.first().map(|notice| notice.text.as_str())
    }

    /// How many more wait.
    pub fn waiting(&self) -> usize {
        self.queue.len().saturating_sub(1)
    }

    pub fn dismiss(&mut self) {
        if !self.queue.is_empty() {
            self.queue.remove(0);
        }
    }

    /// What was said, told by how it begins, is not so any more.
    pub fn take_back(&mut self, start: &str) {
        self.queue.retain(|notice| !notice.text.starts_with(start));
    }

    /// The user goes on: what was only said in passing and has been seen makes room.
    pub fn pass(&mut self) {
        let is_seen = |notice: &Notice| notice.until.is_some() && notice.is_passing;
        if self.queue.first().is_some_and(is_seen) {
            self.dismiss();
        }
    }

    /// Starts the current notice's time, and tells when it is over.
    pub fn deadline(&mut self, now: Instant) -> Option<Instant> {
        let notice = self.queue.first_mut()?;
        let letters = u32::try_from(notice.text.chars().count()).unwrap_or(u32::MAX);
        let time = GLANCE
            .saturating_add(PER_LETTER.saturating_mul(letters))
            .min(LONGEST);
        Some(*notice.until.get_or_insert(now + time))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notices_wait_for_each_other() {
        let mut notices = Notices::default();
        notices.say("one");
        notices.say("two");
        notices.say("two");
        let now = Instant::now();
        let until = notices.deadline(now).unwrap();
        assert!(until > now);
        assert_eq!(notices.deadline(now + Duration::from_secs(1)), Some(until));
        assert_eq!((notices.current(), notices.waiting()), (Some("one"), 1));
        notices.dismiss();
        assert_eq!(notices.current(), Some("two"));
        notices.dismiss();
        notices.dismiss();
        assert_eq!(notices.deadline(now), None);
        assert_eq!(notices.current(), None);
    }

    #[test]
    fn an_answer_to_a_key_pushes_only_such_answers_aside() {
        let mut notices = Notices::default();
        notices.say("one");
        let now = Instant::now();
        notices.deadline(now);
        notices.say_instead("two");
        notices.say_instead("three");
        assert_eq!((notices.current(), notices.waiting()), (Some("three"), 1));
        notices.deadline(now);
        notices.pass();
        assert_eq!(notices.current(), Some("one"));
        let later = now + LONGEST;
        assert!(
            notices.deadline(later) > Some(later),
            "it has its time anew"
        );
        notices.pass();
        assert_eq!(notices.current(), Some("one"));
    }
}
