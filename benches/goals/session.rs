//! One program, started, typed into and left alone; and several of them in turns.

use std::time::{Duration, Instant};

use crate::{
    figures::{Figures, millis, number},
    process::Used,
    pty::{Answers, Piece, Pty, QUIET, paper, shows},
    rivals::Rival,
};

/// What is typed: a word, some of it taken back, and typed anew.
const TYPED: [&str; 11] = [
    "p", "o", "s", "t", "g", "\x7f", "\x7f", "\x7f", "s", "t", "g",
];
/// Long enough for a timer to show.
const IDLE: Duration = Duration::from_secs(2);

/// What a run is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plan {
    Start(Answers),
    Type,
    Idle,
}

/// What several runs of a program told.
#[derive(Default)]
pub(crate) struct Told {
    start: Vec<f64>,
    frames: Vec<f64>,
    bytes: Vec<f64>,
    cpu: Vec<f64>,
    peak: Vec<f64>,
    idle_cpu: Vec<f64>,
    wakeups: Vec<f64>,
    pub(crate) failures: usize,
}

impl Told {
    /// From exec to the whole screen, in milliseconds.
    pub(crate) fn start(&self) -> Figures {
        Figures::of(self.start.iter().copied())
    }

    /// From a key to the frame that stays, in milliseconds.
    pub(crate) fn frames(&self) -> Figures {
        Figures::of(self.frames.iter().copied())
    }

    /// Bytes for a key, in the mean: most keys write little, and some write a screen.
    pub(crate) fn mean_bytes(&self) -> Option<f64> {
        let is_any = !self.bytes.is_empty();
        is_any.then(|| self.bytes.iter().sum::<f64>() / number(self.bytes.len()))
    }

    /// Processor time for a key, in milliseconds.
    pub(crate) fn cpu(&self) -> Figures {
        Figures::of(self.cpu.iter().copied())
    }

    /// MiB.
    pub(crate) fn peak(&self) -> Figures {
        Figures::of(self.peak.iter().copied())
    }

    /// Bytes for one connector of 100,000, with all that the program takes besides.
    pub(crate) fn peak_of_one(&self) -> Option<f64> {
        self.peak().median().map(|peak| peak * 1_048_576.0 / 1e5)
    }

    /// Processor time in a second without keys, in milliseconds.
    pub(crate) fn idle_cpu(&self) -> Figures {
        Figures::of(self.idle_cpu.iter().copied())
    }

    /// Wake-ups in a second without keys.
    pub(crate) fn wakeups(&self) -> Figures {
        Figures::of(self.wakeups.iter().copied())
    }
}

/// Runs them in turns, once for nothing and then as often as asked.
pub(crate) fn in_turns(rivals: &[&Rival], plan: Plan, runs: usize) -> Vec<Told> {
    let mut told: Vec<Told> = rivals.iter().map(|_| Told::default()).collect();
    for round in 0..=runs {
        for (rival, told) in rivals.iter().zip(&mut told) {
            let mut once = Told::default();
            let is_whole = run(rival, plan, &mut once);
            if round > 0 {
                told.failures += usize::from(!is_whole);
                told.join(once);
            }
        }
    }
    told
}

impl Told {
    fn join(&mut self, once: Self) {
        self.start.extend(once.start);
        self.frames.extend(once.frames);
        self.bytes.extend(once.bytes);
        self.cpu.extend(once.cpu);
        self.peak.extend(once.peak);
        self.idle_cpu.extend(once.idle_cpu);
        self.wakeups.extend(once.wakeups);
    }
}

/// Whether it came as far as the screen that is wanted.
fn run(rival: &Rival, plan: Plan, told: &mut Told) -> bool {
    let answers = match plan {
        Plan::Start(answers) => answers,
        Plan::Type | Plan::Idle => Answers::Together,
    };
    let mut pty = Pty::start(rival.command(), answers);
    let ready: Vec<&str> = rival.ready.iter().map(String::as_str).collect();
    if !pty.until(&ready) {
        return false;
    }
    told.start.extend(shown_at(&pty, &ready));
    match plan {
        Plan::Start(_) => {}
        Plan::Idle => rest(&mut pty, told),
        Plan::Type => {
            pty.press(rival.before.as_bytes());
            pty.hear(QUIET);
            for key in TYPED {
                press(&mut pty, key, told);
            }
        }
    }
    told.peak.push(pty.tree().peak());
    true
}

/// The first piece of output after which the screen is as wanted.
fn shown_at(pty: &Pty, wanted: &[&str]) -> Option<f64> {
    let mut paper = paper();
    let mut pieces = pty.log.iter();
    let shown = pieces.find(|(_, piece)| {
        paper.process(piece);
        shows(&paper, wanted)
    });
    shown.map(|(at, _)| millis(at.duration_since(pty.since)))
}

fn rest(pty: &mut Pty, told: &mut Told) {
    pty.hear(Duration::from_millis(300));
    let before = pty.tree().used();
    std::thread::sleep(IDLE);
    let after = pty.tree().used();
    let seconds = IDLE.as_secs_f64();
    told.idle_cpu.push((after.cpu - before.cpu) / seconds);
    told.wakeups
        .push((after.wakeups - before.wakeups) / seconds);
}

fn press(pty: &mut Pty, key: &str, told: &mut Told) {
    let heard = pty.log.len();
    let Used { cpu, .. } = pty.tree().used();
    let since = Instant::now();
    pty.press(key.as_bytes());
    pty.hear(QUIET);
    told.cpu.push(pty.tree().used().cpu - cpu);
    let bytes: usize = pty.log[heard..].iter().map(|(_, piece)| piece.len()).sum();
    told.bytes.push(number(bytes));
    let (before, after) = pty.log.split_at(heard);
    told.frames
        .extend(settled_at(before, after).map(|at| millis(at.duration_since(since))));
}

/// When the screen was first what it then stayed.
fn settled_at(before: &[Piece], after: &[Piece]) -> Option<Instant> {
    let mut paper = paper();
    for (_, piece) in before {
        paper.process(piece);
    }
    let looks = after.iter().map(|(at, piece)| {
        paper.process(piece);
        (*at, paper.screen().contents_formatted())
    });
    let looks: Vec<(Instant, String)> = looks.collect();
    let (_, last) = looks.last()?;
    let first = looks.iter().find(|(_, look)| look == last);
    first.map(|(at, _)| *at)
}
