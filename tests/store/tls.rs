//! A TLS server for one connection, with certificates that are good or bad in one way each.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use rustls::{
    ServerConfig, ServerConnection, Stream,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer},
};

use crate::server::Step;

pub(crate) const AUTHORITY: &[u8] = include_bytes!("tls/authority.der");
pub(crate) const GOOD: &[u8] = include_bytes!("tls/good.der");
pub(crate) const EXPIRED: &[u8] = include_bytes!("tls/expired.der");
pub(crate) const FUTURE: &[u8] = include_bytes!("tls/future.der");
pub(crate) const ELSEWHERE: &[u8] = include_bytes!("tls/elsewhere.der");
const KEY: &[u8] = include_bytes!("tls/key.der");

/// No server waits longer for its connection.
const STUCK: Duration = Duration::from_secs(5);

pub(crate) struct TlsServer {
    port: u16,
    thread: Option<JoinHandle<()>>,
}

impl TlsServer {
    pub(crate) fn url(&self, path: &str) -> String {
        format!("https://localhost:{}{path}", self.port)
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Answers one request under a certificate.
pub(crate) fn serve(certificate: &'static [u8], script: &[Step]) -> TlsServer {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from(certificate)],
            PrivateKeyDer::try_from(KEY).unwrap(),
        )
        .unwrap();
    let answer: Vec<u8> = script.iter().flat_map(bytes).copied().collect();
    one_connection(move |mut socket| {
        let mut connection = ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = Stream::new(&mut connection, &mut socket);
        // A client that does not trust us hangs up here.
        if stream.read(&mut [0; 4096]).is_ok_and(|count| count > 0) {
            let _ = stream.write_all(&answer);
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    })
}

/// Answers one request without any TLS.
pub(crate) fn serve_plain(answer: &'static [u8]) -> TlsServer {
    one_connection(move |mut socket| {
        let _ = socket.read(&mut [0; 4096]);
        let _ = socket.write_all(answer);
    })
}

fn one_connection(serve: impl FnOnce(TcpStream) + Send + 'static) -> TlsServer {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let thread = thread::spawn(move || {
        if let Some(socket) = accept(&listener) {
            serve(socket);
        }
    });
    TlsServer {
        port,
        thread: Some(thread),
    }
}

fn accept(listener: &TcpListener) -> Option<TcpStream> {
    listener.set_nonblocking(true).unwrap();
    let start = Instant::now();
    let socket = loop {
        match listener.accept() {
            Ok((socket, _)) => break socket,
            Err(_) if start.elapsed() > STUCK => return None,
            Err(_) => thread::sleep(Duration::from_millis(2)),
        }
    };
    socket.set_nonblocking(false).unwrap();
    socket.set_read_timeout(Some(STUCK)).unwrap();
    socket.set_write_timeout(Some(STUCK)).unwrap();
    Some(socket)
}

fn bytes(step: &Step) -> &[u8] {
    match step {
        Step::Send(bytes) => bytes,
        Step::Drip(..) | Step::Await(_) | Step::Reset => panic!("only whole answers come over TLS"),
    }
}
