//! What the system knows of a process and its children. Nothing where it keeps no such files.

use std::fs;

/// A process with all that it started.
#[derive(Clone, Copy)]
pub(crate) struct Tree(pub(crate) u32);

/// What was used up to now.
#[derive(Clone, Copy, Default)]
pub(crate) struct Used {
    /// Milliseconds of processor time.
    pub(crate) cpu: f64,
    /// How often a thread was woken or put aside.
    pub(crate) wakeups: f64,
}

impl Tree {
    pub(crate) fn used(self) -> Used {
        let mut used = Used::default();
        for pid in self.all() {
            for task in tasks(pid) {
                used.cpu += first_number(&format!("{task}/schedstat")) / 1e6;
                used.wakeups += fields(&format!("{task}/status"), "ctxt_switches");
            }
        }
        used
    }

    /// The most memory that was ever resident at once, in MiB, of the largest process.
    pub(crate) fn peak(self) -> f64 {
        let peaks = self.all().into_iter();
        peaks
            .map(|pid| fields(&format!("/proc/{pid}/status"), "VmHWM") / 1024.0)
            .fold(0.0, f64::max)
    }

    fn all(self) -> Vec<u32> {
        let mut all = vec![self.0];
        let mut at = 0;
        while let Some(pid) = all.get(at).copied() {
            for task in tasks(pid) {
                let children = read(&format!("{task}/children"));
                all.extend(
                    children
                        .split_whitespace()
                        .filter_map(|pid| pid.parse::<u32>().ok()),
                );
            }
            at += 1;
        }
        all
    }
}

fn tasks(pid: u32) -> Vec<String> {
    let Ok(tasks) = fs::read_dir(format!("/proc/{pid}/task")) else {
        return Vec::new();
    };
    let tasks = tasks.flatten();
    tasks
        .map(|task| task.path().display().to_string())
        .collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

fn number(word: &str) -> f64 {
    word.parse().unwrap_or(0.0)
}

fn first_number(path: &str) -> f64 {
    read(path).split_whitespace().next().map_or(0.0, number)
}

/// The sum of all fields with this in their name.
fn fields(path: &str, name: &str) -> f64 {
    let text = read(path);
    let lines = text.lines().filter_map(|line| line.split_once(':'));
    let wanted = lines.filter(|(field, _)| field.contains(name));
    wanted
        .filter_map(|(_, value)| value.split_whitespace().next())
        .map(number)
        .sum()
}
