//! A terminal for a program to run in: what was written to it, what it shows, and the keys to it.

use std::{
    io::{Read, Write},
    num::NonZero,
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// No test waits longer; a machine under load may need most of it.
const LONG: Duration = Duration::from_secs(30);
/// How often a process is asked whether it still runs.
const TICK: Duration = Duration::from_millis(2);

/// A program to be started in a terminal of its own, with a home that goes away with the test.
pub(crate) struct Program {
    words: Vec<String>,
    variables: Vec<(String, String)>,
    home: TempDir,
    size: (u16, u16),
}

/// A terminal with a program in it.
pub(crate) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Mutex<Option<Box<dyn Write + Send>>>,
    seen: Arc<Seen>,
    follower: Option<JoinHandle<()>>,
    home: TempDir,
    /// The settings of the line before the program was started.
    settings: String,
}

#[derive(Default)]
struct Seen {
    state: Mutex<State>,
    changed: Condvar,
    hearing: Arc<Mutex<()>>,
    /// Nothing more is read.
    is_leaving: AtomicBool,
}

#[derive(Default)]
struct State {
    paper: Option<vt100::Parser<Told>>,
    bytes: Vec<u8>,
    is_over: bool,
}

/// What is told besides the screen.
#[derive(Default)]
struct Told {
    title: String,
    /// A frame has begun and is not over.
    is_painting: bool,
}

impl vt100::Callbacks for Told {
    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.title = String::from_utf8_lossy(title).into_owned();
    }

    fn unhandled_csi(
        &mut self,
        _: &mut vt100::Screen,
        _: Option<u8>,
        _: Option<u8>,
        parameters: &[&[u16]],
        end: char,
    ) {
        if parameters == [[2026]] {
            self.is_painting = end == 'h';
        }
    }
}

impl Program {
    /// The built program.
    pub(crate) fn new(arguments: &[&str]) -> Self {
        Self::of(env!("CARGO_BIN_EXE_portolan"), arguments)
    }

    pub(crate) fn of(path: &str, arguments: &[&str]) -> Self {
        let words = [path].into_iter().chain(arguments.iter().copied());
        let home = tempfile::tempdir().unwrap();
        let place = home.path().display().to_string();
        let program = Self {
            words: words.map(str::to_owned).collect(),
            variables: Vec::new(),
            home,
            size: (100, 30),
        };
        program
            .with("HOME", &place)
            .with("TERM", "xterm-256color")
            .with("LANG", "en_GB.UTF-8")
            .with("PATH", "/usr/bin:/bin")
    }

    /// Sets a variable; the last word counts.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Started by a shell, whose script knows it as `"$@"`.
    pub(crate) fn by(mut self, script: &str) -> Self {
        let shell = ["/bin/sh", "-c", script, "sh"].map(str::to_owned);
        self.words.splice(0..0, shell);
        self
    }

    pub(crate) fn sized(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    /// A place in the home that it is started in.
    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.home.path().join(inside)
    }

    pub(crate) fn start(self) -> Pty {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(shape(columns, rows)).unwrap();
        let settings = settings(&*pair.master);
        let mut command = CommandBuilder::from_argv(self.words.iter().map(Into::into).collect());
        command.env_clear();
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command.cwd(self.home.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Seen::default());
        let (rows, columns) = (NonZero::new(rows.max(1)), NonZero::new(columns.max(1)));
        let paper =
            vt100::Parser::new_with_callbacks(rows.unwrap(), columns.unwrap(), 0, Told::default());
        seen.state.lock().unwrap().paper = Some(paper);
        let reader = pair.master.try_clone_reader().unwrap();
        let follower = thread::spawn({
            let seen = Arc::clone(&seen);
            move || seen.follow(reader)
        });
        Pty {
            child,
            follower: Some(follower),
            keys: Mutex::new(pair.master.take_writer().ok()),
            master: Some(pair.master),
            seen,
            home: self.home,
            settings,
        }
    }
}

impl Seen {
    fn follow(&self, mut reader: Box<dyn Read + Send>) {
        let mut chunk = vec![0; 1 << 16];
        loop {
            drop(self.hearing.lock().unwrap());
            let read = reader.read(&mut chunk).unwrap_or(0);
            let mut state = self.state.lock().unwrap();
            state.is_over = read == 0;
            state.bytes.extend_from_slice(&chunk[..read]);
            state.paper.as_mut().unwrap().process(&chunk[..read]);
            drop(state);
            self.changed.notify_all();
            if read == 0 || self.is_leaving.load(Ordering::SeqCst) {
                return;
            }
        }
    }

    fn until(&self, mut holds: impl FnMut(&State) -> bool) -> bool {
        let state = self.state.lock().unwrap();
        let waiting = |state: &mut State| !holds(state);
        let waited = self.changed.wait_timeout_while(state, LONG, waiting);
        !waited.unwrap().1.timed_out()
    }
}

impl State {
    fn screen(&self) -> &vt100::Screen {
        self.paper.as_ref().unwrap().screen()
    }

    fn is_painting(&self) -> bool {
        self.paper.as_ref().unwrap().callbacks().is_painting
    }
}

impl Pty {
    /// Waits until the screen is as wanted.
    #[track_caller]
    pub(crate) fn until(&self, wanted: impl Fn(&vt100::Screen) -> bool) -> &Self {
        let is_there = |state: &State| !state.is_painting() && wanted(state.screen());
        assert!(self.seen.until(is_there), "it never came:\n{}", self.text());
        self
    }

    #[track_caller]
    pub(crate) fn until_text(&self, wanted: &str) -> &Self {
        let is_there =
            |state: &State| !state.is_painting() && state.screen().contents().contains(wanted);
        assert!(
            self.seen.until(is_there),
            "«{wanted}» never came:\n{}",
            self.text()
        );
        self
    }

    /// Waits until the program wrote these bytes, whatever they show.
    #[track_caller]
    pub(crate) fn until_bytes(&self, wanted: &str) -> &Self {
        let came = self
            .seen
            .until(|state| contains(&state.bytes, wanted.as_bytes()));
        assert!(came, "{wanted:?} was never written:\n{}", self.text());
        self
    }

    pub(crate) fn text(&self) -> String {
        self.look(vt100::Screen::contents)
    }

    pub(crate) fn look<T>(&self, at: impl FnOnce(&vt100::Screen) -> T) -> T {
        at(self.seen.state.lock().unwrap().screen())
    }

    pub(crate) fn title(&self) -> String {
        let state = self.seen.state.lock().unwrap();
        state.paper.as_ref().unwrap().callbacks().title.clone()
    }

    /// Everything that was written so far.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.seen.state.lock().unwrap().bytes.clone()
    }

    /// Waits until a row of the list stands out.
    #[track_caller]
    pub(crate) fn until_browsing(&self) {
        self.until(|screen| screen.alternate_screen() && chosen(screen).is_some());
    }

    #[track_caller]
    pub(crate) fn until_chosen(&self, row: u16) {
        self.until(|screen| chosen(screen).is_some_and(|at| at.0 == row));
    }

    /// The row that stands out, and the column where it begins to.
    pub(crate) fn chosen(&self) -> (u16, u16) {
        self.look(chosen).unwrap()
    }

    /// Types; blocks while the terminal takes no more.
    pub(crate) fn type_in(&self, keys: impl AsRef<[u8]>) -> &Self {
        let mut to = self.keys.lock().unwrap();
        let to = to.as_mut().unwrap();
        // A program that ended takes none, and what it left behind is what the test looks at.
        let _ = to.write_all(keys.as_ref()).and_then(|()| to.flush());
        self
    }

    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let master = self.master.as_ref().unwrap();
        let mut state = self.seen.state.lock().unwrap();
        let (tall, wide) = (NonZero::new(rows.max(1)), NonZero::new(columns.max(1)));
        let paper = state.paper.as_mut().unwrap();
        paper.set_size(tall.unwrap(), wide.unwrap());
        drop(state);
        master.resize(shape(columns, rows)).unwrap();
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_raw(self.child.process_id().unwrap().cast_signed()).unwrap()
    }

    /// The job that has the terminal now.
    pub(crate) fn job(&self) -> Option<Pid> {
        let master = self.master.as_ref()?;
        master.process_group_leader().and_then(Pid::from_raw)
    }

    /// Whoever locks this makes the terminal take nothing more.
    pub(crate) fn hearing(&self) -> Arc<Mutex<()>> {
        Arc::clone(&self.seen.hearing)
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.home.path().join(inside)
    }

    /// Closes the terminal under the program, as if its window went away.
    pub(crate) fn hang_up(&mut self) {
        self.seen.is_leaving.store(true, Ordering::SeqCst);
        // Whoever reads has the terminal open too, and lets go when the frame for this size arrives.
        self.resize(61, 17);
        self.follower.take().unwrap().join().unwrap();
        *self.keys.lock().unwrap() = None;
        self.master = None;
    }

    /// Waits for the end of the program and of what it wrote.
    #[track_caller]
    pub(crate) fn ended(&mut self) -> u32 {
        let status = self.status();
        if self.master.is_some() {
            assert!(self.seen.until(|state| state.is_over));
        }
        status
    }

    /// Waits for the end of the program only.
    #[track_caller]
    pub(crate) fn status(&mut self) -> u32 {
        let status = poll(|| self.child.try_wait().unwrap());
        assert!(status.is_some(), "it never ended:\n{}", self.text());
        status.unwrap().exit_code()
    }

    /// What of the terminal is not as it was before the program.
    pub(crate) fn leftovers(&self) -> Vec<&'static str> {
        let mut left = self.look(|screen| {
            let has_mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
            vec![
                (screen.alternate_screen(), "alternate screen"),
                (screen.hide_cursor(), "hidden cursor"),
                (screen.bracketed_paste(), "bracketed paste"),
                (has_mouse, "mouse"),
            ]
        });
        let now = settings(&**self.master.as_ref().unwrap());
        left.push((now != self.settings, "settings of the line"));
        let left = left.into_iter().filter(|(is_left, _)| *is_left);
        left.map(|(_, what)| what).collect()
    }

    #[track_caller]
    pub(crate) fn assert_restored(&self) {
        let end = self.bytes();
        let end = String::from_utf8_lossy(&end[end.len().saturating_sub(200)..]).into_owned();
        assert_eq!(self.leftovers(), [""; 0], "after {end:?}");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // It has ended where the test went well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn chosen(screen: &vt100::Screen) -> Option<(u16, u16)> {
    let (rows, columns) = screen.size();
    let stands_out = |row, column| screen.cell(row, column).is_some_and(vt100::Cell::inverse);
    (0..rows.get()).find_map(|row| {
        let mut inverse = (0..columns.get()).filter(|&column| stands_out(row, column));
        let first = inverse.next()?;
        // A word or two may stand out elsewhere.
        (inverse.count() > 10).then_some((row, first))
    })
}

/// Asks again and again, for a long time.
pub(crate) fn poll<T>(mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let since = Instant::now();
    while since.elapsed() < LONG {
        if let Some(answer) = ask() {
            return Some(answer);
        }
        thread::sleep(TICK);
    }
    None
}

pub(crate) fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    count(bytes, wanted) > 0
}

pub(crate) fn count(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes
        .windows(wanted.len())
        .filter(|window| *window == wanted)
        .count()
}

fn shape(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
