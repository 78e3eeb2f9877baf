//! Articles on disk: from the arguments of a command to bytes. The only place that reads them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::exit::{Code, fail};

/// The most bytes that an article may have: 1 MiB, some 150,000 words, the length of a book.
pub(crate) const MAX_BYTES: u64 = 1 << 20;

/// One article to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// Name of the article: the file's name without folder and extension, or what `--id` says.
    pub(crate) id: String,
    /// Where it is; `None` for standard input.
    path: Option<PathBuf>,
}

/// What the arguments of a command name.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// Articles to read, sorted by name, so that the order of arguments does not show in any output.
    pub(crate) articles: Vec<Input>,
    /// Arguments that name no article, as messages.
    pub(crate) problems: Vec<String>,
}

/// Finds the articles that the arguments name: a file as it is, a folder's `*.txt` files, `-` for standard input
/// under the name `stdin_id`. A file that is named twice is read once.
pub(crate) fn gather(arguments: &[PathBuf], stdin_id: &str) -> Inputs {
    let mut inputs = Inputs::default();
    let mut files: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut stdin = false;
    let mut add = |path: PathBuf| {
        if seen.insert(fs::canonicalize(&path).unwrap_or_else(|_| path.clone())) {
            files.entry(name(&path)).or_default().push(path);
        }
    };
    for argument in arguments {
        if argument.as_os_str() == "-" {
            stdin = true;
        } else if argument.is_dir() {
            match texts_in(argument) {
                Ok(paths) if paths.is_empty() => inputs.problems.push(format!(
                    "{}: no article in this folder; an article is a file whose name ends in .txt",
                    argument.display()
                )),
                Ok(paths) => paths.into_iter().for_each(&mut add),
                Err(error) => inputs.problems.push(format!("{}: {error}", argument.display())),
            }
        } else if let Err(error) = fs::metadata(argument) {
            inputs.problems.push(format!("{}: {}", argument.display(), reason(&error)));
        } else {
            add(argument.clone());
        }
    }
    if stdin {
        inputs.articles.push(Input { id: stdin_id.to_owned(), path: None });
    }
    for (id, mut paths) in files {
        paths.sort();
        let first = paths.remove(0);
        for path in paths {
            let (first, path) = (first.display(), path.display());
            inputs.problems.push(format!("{path}: article {id:?} is already read from {first}; rename one"));
        }
        if stdin && id == stdin_id {
            inputs.problems.push(format!("{}: article {id:?} is already read from -", first.display()));
            continue;
        }
        inputs.articles.push(Input { id, path: Some(first) });
    }
    inputs.articles.sort_by(|a, b| a.id.cmp(&b.id));
    inputs
}

/// The one article that a path names; `-` is standard input.
pub(crate) fn one(path: &Path) -> anyhow::Result<Input> {
    let mut inputs = gather(&[path.to_owned()], "stdin");
    match (inputs.articles.pop(), inputs.articles.is_empty(), inputs.problems.pop()) {
        (Some(input), true, None) => Ok(input),
        (_, _, Some(problem)) => Err(fail(Code::Input, problem)),
        _ => Err(fail(Code::Usage, format!("{}: more than one article; name one file", path.display()))),
    }
}

impl Input {
    /// Where the article is, for messages: its path, or `-`.
    pub(crate) fn place(&self) -> String {
        self.path.as_ref().map_or_else(|| "-".to_owned(), |p| p.display().to_string())
    }

    /// The bytes of the article. The error is a message that names the article and says how to mend it.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, String> {
        let error = |what: String| format!("{}: {what}", self.place());
        let mut bytes = Vec::new();
        let read = match &self.path {
            Some(path) => {
                let file = fs::File::open(path).map_err(|e| error(reason(&e)))?;
                file.take(MAX_BYTES + 1).read_to_end(&mut bytes)
            }
            None => io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes),
        };
        read.map_err(|e| error(reason(&e)))?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(error(format!("longer than {MAX_BYTES} bytes; an article is one file, split it")));
        }
        Ok(bytes)
    }
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn texts_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "txt") && !path.is_dir() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// What the system says, without its error number.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
