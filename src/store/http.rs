//! Fetching over HTTP, with every limit set. The only user of `ureq`.

mod body;
mod diagnosis;
mod patience;

use std::{
    thread,
    time::{Duration, Instant},
};

use url::Url;

use super::environment::Variable;
use super::fetch::{
    Fetch, FetchError, Fetched, Stage, Trouble, Validators, Watch,
    address::{self, is_loopback},
};
use patience::Patience;

const USER_AGENT: &str = concat!("portolan/", env!("CARGO_PKG_VERSION"));
const REDIRECTS: usize = 3;
type Response = ureq::http::Response<ureq::Body>;

/// How long is waited, how much is read, and through what.
#[derive(Debug, Clone)]
pub struct Settings {
    pub connect: Duration,
    /// Without a single byte.
    pub read: Duration,
    /// For one document in all, further attempts and pauses included.
    pub overall: Duration,
    /// Before the second attempt, the third, …
    pub pauses: Vec<Duration>,
    /// The longest pause that a server may ask for.
    pub longest_wait: Duration,
    /// Bytes that are taken from the wire.
    pub wire_cap: u64,
    /// Bytes after decompression.
    pub document_cap: u64,
    pub proxy: Proxy,
    pub roots: Roots,
    pub sleep: fn(Duration),
}

/// Through what the network is reached. Addresses of this machine never go through a proxy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proxy {
    /// As `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` say.
    Environment,
    Direct,
    Through(String),
}

/// Whose certificates are believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Roots {
    /// Those of the operating system, which knows a company's proxy.
    System,
    /// These alone, as DER.
    Only(Vec<Vec<u8>>),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(15),
            overall: Duration::from_secs(60),
            pauses: vec![Duration::from_millis(500), Duration::from_millis(1500)],
            longest_wait: Duration::from_secs(30),
            wire_cap: 16 << 20,
            document_cap: 64 << 20,
            proxy: Proxy::Environment,
            roots: Roots::System,
            sleep: thread::sleep,
        }
    }
}

/// Fetches over HTTP.
pub struct HttpFetch {
    agent: ureq::Agent,
    proxy: Result<Option<ureq::Proxy>, Trouble>,
    settings: Settings,
}

impl Default for HttpFetch {
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

impl HttpFetch {
    pub fn new(settings: Settings) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            // Redirects are followed here, where each hop is checked.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent(USER_AGENT)
            .accept("application/json")
            .accept_encoding("gzip")
            .timeout_connect(Some(settings.connect))
            .timeout_per_read(Some(settings.read))
            .timeout_per_write(Some(settings.read))
            .tls_config(tls(&settings.roots))
            .build();
        Self {
            agent: config.into(),
            proxy: proxy(&settings.proxy),
            settings,
        }
    }

    fn follow(&self, start: &Url, ask: &Ask<'_>) -> Result<Fetched, FetchError> {
        let mut url = start.clone();
        for _ in 0..=REDIRECTS {
            let response = self
                .call(&url, ask)
                .map_err(|trouble| FetchError::at(&url, trouble))?;
            match response.status().as_u16() {
                200 => return self.document(&url, response, ask),
                304 if !ask.validators.is_empty() => return Ok(Fetched::Unchanged),
                301 | 302 | 303 | 307 | 308 => {
                    url = address::next(&url, header(&response, "location"))?;
                }
                _ => return Err(FetchError::at(&url, diagnosis::of_status(&response))),
            }
        }
        let why = format!("more than {REDIRECTS} in a row");
        Err(FetchError::at(start, Trouble::Redirect(why)))
    }

    fn call(&self, url: &Url, ask: &Ask<'_>) -> Result<Response, Trouble> {
        let proxy = match &self.proxy {
            _ if is_loopback(url) => None,
            Ok(proxy) => proxy.clone(),
            Err(trouble) => return Err(trouble.clone()),
        };
        let left = ask.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Trouble::TimedOut(Stage::Whole, self.settings.overall));
        }
        let mut request = self
            .agent
            .get(url.as_str())
            .config()
            .timeout_global(Some(left))
            .proxy(proxy)
            .build();
        let validators = [
            ("if-none-match", &ask.validators.etag),
            ("if-modified-since", &ask.validators.last_modified),
        ];
        for (name, value) in validators {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        request
            .call()
            .map_err(|error| diagnosis::of(error, &self.settings))
    }

    fn document(
        &self,
        url: &Url,
        response: Response,
        ask: &Ask<'_>,
    ) -> Result<Fetched, FetchError> {
        let validators = Validators {
            etag: header(&response, "etag").map(str::to_owned),
            last_modified: header(&response, "last-modified").map(str::to_owned),
        };
        let bytes = body::read(response, &self.settings, ask)
            .map_err(|trouble| FetchError::at(url, trouble))?;
        Ok(Fetched::Document { bytes, validators })
    }
}

impl Fetch for HttpFetch {
    fn get(
        &self,
        url: &Url,
        validators: &Validators,
        watch: &dyn Watch,
    ) -> Result<Fetched, FetchError> {
        address::check(url)?;
        let ask = Ask {
            shown: address::shown(url),
            validators,
            watch,
            deadline: Instant::now() + self.settings.overall,
        };
        let mut patience = Patience::new(&self.settings);
        loop {
            let failed = match self.follow(url, &ask) {
                Ok(fetched) => return Ok(fetched),
                Err(failed) => failed,
            };
            let Some(pause) = patience.pause_after(&failed.trouble) else {
                return Err(failed);
            };
            if Instant::now() + pause >= ask.deadline {
                return Err(failed);
            }
            (self.settings.sleep)(pause);
        }
    }
}

/// One document that is asked for.
struct Ask<'a> {
    shown: String,
    validators: &'a Validators,
    watch: &'a dyn Watch,
    deadline: Instant,
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

fn tls(roots: &Roots) -> ureq::tls::TlsConfig {
    use ureq::tls::{Certificate, RootCerts, TlsConfig};
    let roots = match roots {
        Roots::System => RootCerts::PlatformVerifier,
        Roots::Only(ders) => {
            let certificates: Vec<_> = ders
                .iter()
                .map(|der| Certificate::from_der(der).to_owned())
                .collect();
            RootCerts::new_with_certs(&certificates)
        }
    };
    TlsConfig::builder().root_certs(roots).build()
}

fn proxy(proxy: &Proxy) -> Result<Option<ureq::Proxy>, Trouble> {
    match proxy {
        Proxy::Environment => match ureq::Proxy::try_from_env() {
            None if Variable::PROXIES.into_iter().any(is_set) => Err(unreadable()),
            proxy => Ok(proxy),
        },
        Proxy::Direct => Ok(None),
        Proxy::Through(setting) => ureq::Proxy::new(setting)
            .map(Some)
            .map_err(|_| unreadable()),
    }
}

/// Going round a proxy because its address has a slip in it would be wrong. The setting is not repeated: it may
/// hold a password.
fn unreadable() -> Trouble {
    Trouble::Proxy("its address cannot be read".into())
}

fn is_set(variable: Variable) -> bool {
    std::env::var_os(variable.name()).is_some_and(|value| !value.is_empty())
}
