//! The connection to a server that the flags name.

use std::net::IpAddr;
use std::time::Duration;

use simpul_remote::{Client, ClientOptions, Credentials, RemoteError};

use crate::args::remote::Connection;
use crate::commands::Talk;
use crate::exit::{Code, fail};

/// A client with the credentials of the flags and the environment.
pub(crate) fn client(connection: &Connection) -> Client {
    let password = || connection.password.clone().unwrap_or_default();
    let credentials = match (&connection.token, &connection.user) {
        (Some(token), _) => Credentials::Token(token.clone()),
        (None, Some(user)) => Credentials::Password { user: user.clone(), password: password() },
        (None, None) => Credentials::None,
    };
    Client::new(ClientOptions {
        credentials,
        retries: connection.retries,
        timeout: Duration::from_secs(connection.timeout),
        ..ClientOptions::default()
    })
}

/// Says where credentials would be sent to another machine without encryption.
pub(crate) fn warn_of_plain_text(connection: &Connection, url: &str, talk: Talk) {
    let Some(rest) = url.strip_prefix("http://") else { return };
    let host = rest.split(['/', '?']).next().unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let address: Option<IpAddr> = name.trim_matches(['[', ']']).parse().ok();
    let here = name == "localhost" || address.is_some_and(|a| a.is_loopback());
    if !here && (connection.token.is_some() || connection.user.is_some()) {
        talk.notice(Some(&format!(
            "credentials for {host} are sent without encryption; use https where it can"
        )));
    }
}

/// The error with its exit code.
pub(crate) fn failed(error: RemoteError) -> anyhow::Error {
    match error {
        RemoteError::Store(error) => error.into(),
        RemoteError::Url { .. } => fail(Code::Usage, error.to_string()),
        error => fail(Code::Store, error.to_string()),
    }
}
