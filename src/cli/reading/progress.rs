//! How far reading is, for the line on the terminal: nothing while it has not taken long.

use std::time::Duration;

use crate::store::walk::Progress;

/// What takes no longer is over before anybody has read that it goes on.
const PATIENCE: Duration = Duration::from_millis(300);

pub(super) fn line(progress: Progress) -> Option<String> {
    (progress.elapsed >= PATIENCE).then(|| {
        format!(
            "portolan: reading files: {}, {} with connectors",
            progress.read, progress.kept
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_walk_says_nothing() {
        let at = |elapsed| {
            line(Progress {
                elapsed: Duration::from_millis(elapsed),
                read: 1234,
                kept: 5,
            })
        };
        assert_eq!(at(299), None);
        let told = "portolan: reading files: 1234, 5 with connectors";
        assert_eq!(at(300).as_deref(), Some(told));
    }
}
