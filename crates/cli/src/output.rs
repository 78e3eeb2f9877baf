//! Where results go: stdout, or a file that appears only when it is complete.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::exit::{Code, fail};
use crate::paint::clean_lines;

/// A place for results. Nothing is seen at its place before [`Output::finish`], where that place is a file.
#[derive(Debug)]
pub(crate) enum Output {
    /// Standard output that is read by another program.
    Pipe(BufWriter<io::Stdout>),
    /// Standard output that is a terminal: control characters are made visible, line by line.
    Terminal(io::Stdout, Vec<u8>),
    /// A file in the making.
    File { temporary: BufWriter<NamedTempFile>, path: PathBuf, force: bool },
}

impl Output {
    /// Standard output.
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout();
        if stdout.is_terminal() {
            Output::Terminal(stdout, Vec::new())
        } else {
            Output::Pipe(BufWriter::new(stdout))
        }
    }

    /// A file, or standard output for `None` and `-`. Refuses to replace a file unless `force` is set.
    pub(crate) fn new(path: Option<&Path>, force: bool) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|p| p.as_os_str() != "-") else { return Ok(Output::stdout()) };
        if !force && path.exists() {
            return Err(exists(path));
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let temporary = tempfile::Builder::new().prefix(".simpul-").tempfile_in(folder);
        let temporary = temporary.map_err(|e| cannot_write(path, &e))?;
        Ok(Output::File { temporary: BufWriter::new(temporary), path: path.to_owned(), force })
    }

    /// True for standard output that is a terminal.
    pub(crate) fn is_terminal(&self) -> bool {
        matches!(self, Output::Terminal(..))
    }

    /// Writes text that was cleaned and may hold colour.
    pub(crate) fn styled(&mut self, text: &str) -> io::Result<()> {
        self.flush()?;
        match self {
            Output::Terminal(out, _) => out.write_all(text.as_bytes()),
            _ => self.write_all(text.as_bytes()),
        }
    }

    /// Puts the file in its place; flushes standard output.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        self.flush()?;
        match self {
            Output::Pipe(_) | Output::Terminal(..) => {}
            Output::File { temporary, path, force } => {
                let temporary = temporary.into_inner().map_err(|e| cannot_write(&path, e.error()))?;
                make_readable(&temporary, &path)?;
                temporary.as_file().sync_all().map_err(|e| cannot_write(&path, &e))?;
                if force {
                    temporary.persist(&path).map_err(|e| cannot_write(&path, &e.error))?;
                } else {
                    temporary.persist_noclobber(&path).map_err(|e| match e.error.kind() {
                        io::ErrorKind::AlreadyExists => exists(&path),
                        _ => cannot_write(&path, &e.error),
                    })?;
                }
            }
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Output::Pipe(out) => out.write(bytes),
            Output::Terminal(out, line) => {
                line.extend_from_slice(bytes);
                if let Some(end) = line.iter().rposition(|b| *b == b'\n') {
                    let lines: Vec<u8> = line.drain(..=end).collect();
                    out.write_all(clean_lines(&String::from_utf8_lossy(&lines)).as_bytes())?;
                }
                Ok(bytes.len())
            }
            Output::File { temporary, .. } => temporary.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Pipe(out) => out.flush(),
            Output::Terminal(out, line) => {
                out.write_all(clean_lines(&String::from_utf8_lossy(line)).as_bytes())?;
                line.clear();
                out.flush()
            }
            Output::File { temporary, .. } => temporary.flush(),
        }
    }
}

/// A temporary file is for its owner alone; a result is for everybody, as a file made in the usual way.
#[cfg(unix)]
fn make_readable(temporary: &NamedTempFile, path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = std::fs::Permissions::from_mode(0o644);
    temporary.as_file().set_permissions(permissions).map_err(|e| cannot_write(path, &e))
}

#[cfg(not(unix))]
fn make_readable(_: &NamedTempFile, _: &Path) -> anyhow::Result<()> {
    Ok(())
}

fn exists(path: &Path) -> anyhow::Error {
    fail(Code::Usage, format!("{}: file exists; name another, or add --force to replace it", path.display()))
}

fn cannot_write(path: &Path, error: &io::Error) -> anyhow::Error {
    fail(Code::Usage, format!("{}: cannot write: {error}", path.display()))
}
