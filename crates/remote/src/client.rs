//! HTTP: one request, its tries and its reply.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ureq::http::{self, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use crate::auth::Authenticator;
use crate::{Credentials, RemoteError};

/// Longest reply that is read, in bytes.
const MAX_REPLY: u64 = 1 << 30;
/// Longest message of a server that is repeated, in characters.
const SAID: usize = 200;
/// Longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How to connect.
#[derive(Clone, Debug)]
pub struct ClientOptions {
    /// Who asks.
    pub credentials: Credentials,
    /// Tries after the first, where a connection breaks or the server is busy (429, 500, 502, 503, 504).
    pub retries: u32,
    /// Pause before the second try; it doubles for each further one, up to 30 s.
    pub pause: Duration,
    /// Longest wait for a reply to begin.
    pub timeout: Duration,
}

impl Default for ClientOptions {
    fn default() -> Self {
        ClientOptions {
            credentials: Credentials::None,
            retries: 4,
            pause: Duration::from_millis(500),
            timeout: Duration::from_secs(300),
        }
    }
}

/// The methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Takes the place of a graph.
    Put,
    /// A query, an update, or more triples for a graph.
    Post,
    /// Removes a graph.
    Delete,
}

impl Method {
    fn name(self) -> &'static str {
        ["PUT", "POST", "DELETE"][self as usize]
    }
}

/// What to send. It must give the same when it is sent twice.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The method.
    pub method: Method,
    /// The URL, with its query.
    pub url: &'a str,
    /// Media type of `body`; empty without one.
    pub content_type: &'a str,
    /// Media types of the reply.
    pub accept: &'a str,
    /// What is sent, with its length told before.
    pub body: &'a [u8],
}

/// A reply with a status of success.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The media type, without parameters.
    pub content_type: String,
    /// What was sent.
    pub body: Vec<u8>,
}

/// Sends requests to one server, or to several with the same credentials.
pub struct Client {
    agent: ureq::Agent,
    auth: Authenticator,
    options: ClientOptions,
}

/// One try that is worth another.
enum Failure {
    /// The connection, and why.
    Connection(String),
    /// The server is busy or failed.
    Busy(RemoteError),
    /// No further try helps.
    Final(RemoteError),
}

impl Client {
    /// A client. Certificates of `https` are checked against those that the system trusts.
    pub fn new(options: ClientOptions) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        // Certificates that cannot be read are no reason to trust fewer of the others.
        let roots = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<Certificate<'static>> =
            roots.iter().map(|c| Certificate::from_der(c).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::from(roots))
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let agent = ureq::Agent::config_builder()
            .tls_config(tls)
            .proxy(None)
            .http_status_as_error(false)
            .max_redirects(0)
            .user_agent(concat!("simpul/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(Duration::from_secs(20)))
            .timeout_recv_response(Some(options.timeout))
            .build()
            .new_agent();
        Client { agent, auth: Authenticator::new(options.credentials.clone()), options }
    }

    /// Sends a request, again where that may help, and gives the reply.
    pub fn send(&self, request: &Request<'_>) -> Result<Reply, RemoteError> {
        let uri = uri(request.url)?;
        let mut pause = self.options.pause;
        let mut tries = 0;
        loop {
            tries += 1;
            let failure = match self.try_once(request, &uri) {
                Ok(reply) => return Ok(reply),
                Err(failure) => failure,
            };
            let last = tries > self.options.retries;
            match failure {
                Failure::Final(error) => return Err(error),
                Failure::Busy(error) if last => return Err(error),
                Failure::Connection(why) if last => {
                    return Err(RemoteError::Unreachable { url: request.url.to_owned(), why, tries });
                }
                Failure::Busy(_) | Failure::Connection(_) => {}
            }
            thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// One try, and where the server asks for credentials, one with them.
    fn try_once(&self, request: &Request<'_>, uri: &Uri) -> Result<Reply, Failure> {
        let path = uri.path_and_query().map_or("/", |p| p.as_str());
        loop {
            let header = self.auth.header(request.method.name(), path, request.body);
            let mut http = http::Request::builder()
                .method(request.method.name())
                .uri(uri.clone())
                .header("accept", request.accept);
            if !request.content_type.is_empty() {
                http = http.header("content-type", request.content_type);
            }
            if let Some(header) = &header {
                http = http.header("authorization", header);
            }
            let http = http.body(request.body).map_err(|e| {
                let why = format!("no request can be made of it: {e}");
                Failure::Final(RemoteError::Answer { url: request.url.to_owned(), why })
            })?;
            let mut reply = self.agent.run(http).map_err(|e| failure(request.url, &e))?;
            let status = reply.status().as_u16();
            let headers = reply.headers();
            let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
            let content_type =
                text("content-type").split(';').next().unwrap_or_default().trim().to_lowercase();
            let to = text("location").to_owned();
            let challenges = headers.get_all("www-authenticate");
            let challenges: Vec<String> =
                challenges.iter().filter_map(|v| v.to_str().ok()).map(str::to_owned).collect();
            let body = reply.body_mut().with_config().limit(MAX_REPLY).read_to_vec();
            let body = body.map_err(|e| failure(request.url, &e))?;
            let url = request.url.to_owned();
            match status {
                200..=299 => return Ok(Reply { content_type, body }),
                401 | 403 if self.auth.challenged(&challenges) => {}
                401 | 403 => {
                    let given = self.auth.has_credentials();
                    return Err(Failure::Final(RemoteError::Forbidden { url, status, given }));
                }
                300..=399 => return Err(Failure::Final(RemoteError::Moved { url, to })),
                429 | 500 | 502..=504 => {
                    return Err(Failure::Busy(RemoteError::Status { url, status, said: said(&body) }));
                }
                _ => return Err(Failure::Final(RemoteError::Status { url, status, said: said(&body) })),
            }
        }
    }
}

fn uri(url: &str) -> Result<Uri, RemoteError> {
    let failed = |why: &str| RemoteError::Url { url: url.to_owned(), why: why.to_owned() };
    let uri: Uri = url.parse().map_err(|e: http::uri::InvalidUri| failed(&e.to_string()))?;
    match uri.scheme_str() {
        Some("http" | "https") if uri.host().is_some() => {}
        _ => return Err(failed("no scheme or no host")),
    }
    if uri.authority().is_some_and(|a| a.as_str().contains('@')) {
        return Err(failed("a name or password in it would show in messages; use --user"));
    }
    Ok(uri)
}

/// Broken connections are worth a further try, and so is all that may be one.
fn failure(url: &str, error: &ureq::Error) -> Failure {
    let final_ = |why: String| Failure::Final(RemoteError::Answer { url: url.to_owned(), why });
    match error {
        ureq::Error::BodyExceedsLimit(limit) => final_(format!("its reply is longer than {limit} bytes")),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => final_(format!("no safe connection: {error}")),
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => final_(error.to_string()),
        error => Failure::Connection(error.to_string()),
    }
}

/// The beginning of a message on one line.
fn said(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().filter(|c| !c.is_control()).take(SAID).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}
