//! How a run ends: exit codes, and the one line on stderr that says why.

use std::io;
use std::process::ExitCode;

use simpul_store::StoreError;

use crate::paint::clean;

/// What the shell is told. An interrupt (Ctrl-C) ends the process by its signal, which shells show as 130.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// All done.
    Done = 0,
    /// `--exit-status` and there is no result.
    Nothing = 1,
    /// The command line, a query or a seed file cannot be understood.
    Usage = 2,
    /// Some input could not be read; the rest was.
    Input = 3,
    /// The store is missing, locked, damaged or cannot be written.
    Store = 4,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> ExitCode {
        ExitCode::from(code as u8)
    }
}

/// An error that knows its exit code.
#[derive(Debug)]
struct Coded {
    code: Code,
    message: String,
}

impl std::fmt::Display for Coded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Coded {}

/// An error with that exit code.
pub(crate) fn fail(code: Code, message: impl Into<String>) -> anyhow::Error {
    Coded { code, message: message.into() }.into()
}

/// Runs the program and turns its error into one line and an exit code. A reader that went away (`| head`) is no
/// error.
pub(crate) fn report(run: impl FnOnce() -> anyhow::Result<Code>) -> ExitCode {
    let error = match run() {
        Ok(code) => return code.into(),
        Err(error) => error,
    };
    if is_broken_pipe(&error) {
        return Code::Done.into();
    }
    say(&format!("{error:#}"));
    code_of(&error).into()
}

/// Writes one message to stderr: `simpul: …`. Line breaks and control characters in it are replaced.
pub(crate) fn say(message: &str) {
    use io::Write;
    let message: Vec<&str> = message.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    // Nobody is left to be told when stderr is closed.
    let _ = writeln!(io::stderr().lock(), "simpul: {}", clean(&message.join("; ")));
}

fn code_of(error: &anyhow::Error) -> Code {
    if let Some(coded) = error.downcast_ref::<Coded>() {
        return coded.code;
    }
    match error.downcast_ref::<StoreError>() {
        Some(StoreError::Syntax { .. } | StoreError::Refused(_) | StoreError::Format(_)) => Code::Usage,
        Some(StoreError::Evaluation(_) | StoreError::Timeout(_)) => Code::Nothing,
        Some(StoreError::Ontology(_)) => Code::Usage,
        Some(_) => Code::Store,
        None => Code::Usage,
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| {
        let io = e.downcast_ref::<io::Error>();
        io.is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
    })
}
