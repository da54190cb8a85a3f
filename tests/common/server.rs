//! A server on this machine that says exactly what it is told to, right or wrong, and never outlives its test.

use std::{
    collections::HashMap,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// No thread of a server is stuck for longer.
const STUCK: Duration = Duration::from_secs(5);
const TICK: Duration = Duration::from_millis(5);

/// One thing that a server does on a connection.
#[derive(Clone)]
pub(crate) enum Step {
    Send(Vec<u8>),
    /// Sends the same again and again, with a pause between, until nobody listens.
    Drip(Vec<u8>, Duration),
    /// Keeps the connection open and says nothing until it is let go on.
    Await(Arc<AtomicBool>),
    /// Drops the connection so that the other side sees a reset. Must be the only step.
    Reset,
}

type Script = Vec<Step>;
type Scripts = HashMap<String, Vec<Script>>;

pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    scripts: Mutex<Scripts>,
    requests: Mutex<Vec<String>>,
    stopped: AtomicBool,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let thread = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Self {
            address,
            shared,
            thread: Some(thread),
        }
    }

    /// What is answered on a path: the scripts in turn, the last one for ever. Unknown paths are a 404.
    pub(crate) fn on(&self, path: &str, scripts: impl IntoIterator<Item = Script>) -> &Self {
        let scripts = scripts.into_iter().collect();
        let mut all = self.shared.scripts.lock().unwrap();
        all.insert(path.to_owned(), scripts);
        self
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The heads of all requests so far, as they came.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// The paths of all requests so far.
    pub(crate) fn paths(&self) -> Vec<String> {
        let path = |head: &String| head.split(' ').nth(1).unwrap_or_default().to_owned();
        self.requests().iter().map(path).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// A whole, honest answer.
pub(crate) fn answer(status: &str, headers: &[&str], body: impl AsRef<[u8]>) -> Script {
    let body = body.as_ref();
    let length = format!("Content-Length: {}", body.len());
    let mut headers = headers.to_vec();
    headers.push(&length);
    vec![head(status, &headers), Step::Send(body.to_vec())]
}

/// The beginning of an answer, with no word on its length.
pub(crate) fn head(status: &str, headers: &[&str]) -> Step {
    let mut lines = vec![format!("HTTP/1.1 {status}"), "Connection: close".into()];
    lines.extend(headers.iter().map(|line| (*line).to_owned()));
    Step::Send(format!("{}\r\n\r\n", lines.join("\r\n")).into_bytes())
}

/// Nothing more, for ever.
pub(crate) fn hang() -> Step {
    Step::Await(Arc::default())
}

pub(crate) fn redirect(location: &str) -> Script {
    answer("302 Found", &[&format!("Location: {location}")], "")
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    let mut connections = Vec::new();
    for stream in listener.incoming() {
        if shared.stopped.load(Ordering::SeqCst) {
            break;
        }
        let Ok(stream) = stream else { continue };
        let shared = Arc::clone(shared);
        connections.push(thread::spawn(move || serve(stream, &shared)));
    }
    for connection in connections {
        let _ = connection.join();
    }
}

fn serve(mut stream: TcpStream, shared: &Shared) {
    stream.set_read_timeout(Some(STUCK)).unwrap();
    stream.set_write_timeout(Some(STUCK)).unwrap();
    let Some(request) = request(&mut stream) else {
        return;
    };
    let script = next_script(shared, &request);
    shared.requests.lock().unwrap().push(request);
    // What is left unread when a connection is dropped makes the system send a reset.
    let resets = matches!(script.first(), Some(Step::Reset));
    if !resets && stream.read_exact(&mut [0]).is_err() {
        return;
    }
    for step in script {
        let sent = match step {
            Step::Send(bytes) => stream.write_all(&bytes).is_ok(),
            Step::Drip(bytes, pause) => drip(&mut stream, &bytes, pause, shared),
            Step::Await(gate) => wait(&gate, shared),
            Step::Reset => false,
        };
        if !sent {
            return;
        }
    }
}

/// Reads the head up to its last byte.
fn request(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r") {
        stream.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    Some(String::from_utf8_lossy(&head).trim_end().to_owned())
}

fn next_script(shared: &Shared, request: &str) -> Script {
    let path = request.split(' ').nth(1).unwrap_or_default();
    let mut all = shared.scripts.lock().unwrap();
    match all.get_mut(path) {
        Some(scripts) if scripts.len() > 1 => scripts.remove(0),
        Some(scripts) => scripts.first().cloned().unwrap_or_default(),
        None => answer("404 Not Found", &[], ""),
    }
}

fn drip(stream: &mut TcpStream, bytes: &[u8], pause: Duration, shared: &Shared) -> bool {
    while !shared.stopped.load(Ordering::SeqCst) {
        if stream.write_all(bytes).is_err() {
            return false;
        }
        thread::sleep(pause);
    }
    false
}

/// Whether it was let go on, before the server is over.
fn wait(gate: &AtomicBool, shared: &Shared) -> bool {
    while !gate.load(Ordering::SeqCst) && !shared.stopped.load(Ordering::SeqCst) {
        thread::sleep(TICK);
    }
    gate.load(Ordering::SeqCst)
}
