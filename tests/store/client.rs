//! Asking the test server as the program asks the world, only with less patience.

use std::{io::Write, time::Duration};

use portolan::{
    store::{
        fetch::{Fetch, FetchError, Fetched, Progress, Trouble, Validators, address},
        http::{HttpFetch, Proxy, Settings},
    },
    text::clean::is_hostile,
};

use crate::server::Server;

pub(crate) fn settings() -> Settings {
    Settings {
        connect: Duration::from_secs(2),
        read: Duration::from_secs(2),
        overall: Duration::from_secs(10),
        pauses: vec![Duration::ZERO; 2],
        proxy: Proxy::Direct,
        sleep: |_| {},
        ..Settings::default()
    }
}

pub(crate) fn get_with(settings: Settings, url: &str) -> Result<Fetched, FetchError> {
    let url = address::parse(url)?;
    HttpFetch::new(settings).get(&url, &Validators::default(), &|_: Progress<'_>| {})
}

pub(crate) fn get(server: &Server, path: &str) -> Result<String, FetchError> {
    get_with(settings(), &server.url(path)).map(text)
}

pub(crate) fn text(fetched: Fetched) -> String {
    match fetched {
        Fetched::Document { bytes, .. } => String::from_utf8(bytes).unwrap(),
        Fetched::Unchanged => panic!("a document was expected"),
    }
}

#[track_caller]
pub(crate) fn trouble(server: &Server, path: &str) -> Trouble {
    let error = get(server, path).unwrap_err();
    let said = error.to_string();
    assert!(!said.chars().any(is_hostile), "{said:?}");
    assert!(said.starts_with("http://127.0.0.1:"), "{said}");
    error.trouble
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}
