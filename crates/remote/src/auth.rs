//! Credentials, and the header that shows them.
//!
//! A name and password are shown only when the server asks for them, by the scheme it asks for: Digest before Basic,
//! so that a password is not sent in the clear to a server that can do without.

use std::fmt;
use std::sync::Mutex;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use digest_auth::{AuthContext, HttpMethod, WwwAuthenticateHeader};

/// Who asks. Its debug form hides secrets.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Nobody in particular.
    #[default]
    None,
    /// A name and a password, for Basic or Digest.
    Password {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
    /// A token, for Bearer.
    Token(String),
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Credentials::None => "None",
            Credentials::Password { .. } => "Password",
            Credentials::Token(_) => "Token",
        })
    }
}

/// The scheme that the server asked for.
enum Scheme {
    Basic,
    Digest(Box<WwwAuthenticateHeader>),
}

/// Credentials and what the server has asked for so far.
#[derive(Default)]
pub(crate) struct Authenticator {
    credentials: Credentials,
    scheme: Mutex<Option<Scheme>>,
}

impl Authenticator {
    pub(crate) fn new(credentials: Credentials) -> Self {
        Authenticator { credentials, scheme: Mutex::new(None) }
    }

    /// True where there is something to show.
    pub(crate) fn has_credentials(&self) -> bool {
        self.credentials != Credentials::None
    }

    /// The value of `Authorization`; `None` as long as the server has not asked. `path` is the URL's path and query.
    pub(crate) fn header(&self, method: &'static str, path: &str, body: &[u8]) -> Option<String> {
        let (user, password) = match &self.credentials {
            Credentials::None => return None,
            Credentials::Token(token) => return Some(format!("Bearer {token}")),
            Credentials::Password { user, password } => (user, password),
        };
        match self.scheme.lock().ok()?.as_mut()? {
            Scheme::Basic => Some(format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))),
            Scheme::Digest(challenge) => {
                let method = HttpMethod(method.into());
                let context = AuthContext::new_with_method(user, password, path, Some(body), method);
                Some(challenge.respond(&context).ok()?.to_header_string())
            }
        }
    }

    /// Takes in the challenges of a 401 or 403. True where a further try may fare better.
    pub(crate) fn challenged(&self, challenges: &[String]) -> bool {
        if !matches!(self.credentials, Credentials::Password { .. }) {
            return false;
        }
        let Ok(mut scheme) = self.scheme.lock() else { return false };
        let is = |challenge: &&String, name: &str| {
            challenge.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        let digest = challenges.iter().find(|c| is(c, "digest "));
        let (next, further) = match digest.and_then(|c| digest_auth::parse(c).ok()) {
            Some(challenge) => {
                // The same credentials fail again, unless only the nonce was too old.
                let further = challenge.stale || !matches!(*scheme, Some(Scheme::Digest(_)));
                (Scheme::Digest(Box::new(challenge)), further)
            }
            None => (Scheme::Basic, scheme.is_none()),
        };
        *scheme = Some(next);
        further
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_shown_by_the_best_scheme_asked_for() {
        let password = Credentials::Password { user: "ani".to_owned(), password: "rahasia".to_owned() };
        let digest = "Digest realm=\"SPARQL\", nonce=\"a1\", qop=\"auth\"".to_owned();
        let cases = [
            (vec![], "Basic YW5pOnJhaGFzaWE="),
            (vec!["Basic realm=\"x\"".to_owned()], "Basic YW5pOnJhaGFzaWE="),
            (vec!["Basic realm=\"x\"".to_owned(), digest.clone()], "Digest username=\"ani\""),
        ];
        for (challenges, expected) in cases {
            let auth = Authenticator::new(password.clone());
            assert_eq!(auth.header("PUT", "/store", b""), None, "not before it is asked for");
            assert!(auth.challenged(&challenges));
            let header = auth.header("PUT", "/store", b"").unwrap_or_default();
            assert!(header.starts_with(expected) && !header.contains("rahasia"), "{header}");
            assert!(!auth.challenged(&challenges), "the same again");
        }
        assert!(!format!("{password:?}").contains("rahasia"));
    }

    #[test]
    fn a_token_is_shown_at_once() {
        let auth = Authenticator::new(Credentials::Token("abc".to_owned()));
        assert_eq!(auth.header("GET", "/", b"").as_deref(), Some("Bearer abc"));
        assert!(!auth.challenged(&[]));
        assert_eq!(Authenticator::default().header("GET", "/", b""), None);
    }
}
