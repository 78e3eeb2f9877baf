//! Running the program and finding articles, for all tests of the command line.
#![expect(dead_code, reason = "each test file uses its part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The program, told nothing by the environment.
pub(crate) fn simpul() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_simpul"));
    let secrets = ["SIMPUL_USER", "SIMPUL_PASSWORD", "SIMPUL_TOKEN"];
    let known =
        ["SIMPUL_STORE", "SIMPUL_SEEDS", "SIMPUL_ALIASES", "SIMPUL_BASE", "NO_COLOR", "CLICOLOR_FORCE"];
    for name in known.into_iter().chain(secrets) {
        command.env_remove(name);
    }
    command
}

/// Runs the program in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    simpul().current_dir(folder).args(arguments).stdin(Stdio::null()).output().unwrap()
}

/// Runs the program in a folder, asserts that it succeeded and gives its standard output.
pub(crate) fn stdout(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "simpul {arguments:?}: {}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// The same with a text on standard input.
pub(crate) fn stdout_of(folder: &Path, arguments: &[&str], input: &[u8]) -> String {
    let output = run_with(folder, arguments, input);
    assert!(output.status.success(), "simpul {arguments:?}: {}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// Runs the program with a text on standard input.
pub(crate) fn run_with(folder: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = simpul();
    command.current_dir(folder).args(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// What the program wrote to standard error.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The `*.txt` files of a folder, sorted.
pub(crate) fn texts(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths
}

/// The articles that come with the program.
pub(crate) fn own_articles() -> Vec<PathBuf> {
    let articles = texts(&root().join("seeds/articles"));
    assert!(articles.len() >= 5, "seeds/articles holds {} articles", articles.len());
    articles
}

/// The folders of `examples/`, sorted.
pub(crate) fn examples() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        std::fs::read_dir(root().join("examples")).unwrap().map(|e| e.unwrap().path()).collect();
    folders.retain(|p| p.is_dir());
    folders.sort();
    folders
}

/// A folder of `../shared`, which holds texts that are not ours and is not part of a clone. `None`, with a line on
/// stderr, where it is absent; with `CI=true` its absence fails the test.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "../shared/{folder} is required where CI=true");
    tell(&format!("SKIPPED: ../shared/{folder} is absent"));
    None
}

/// A line on stderr that shows whether or not the test passes.
pub(crate) fn tell(line: &str) {
    // Not through `eprintln`, which the test runner hides.
    let mut stderr = std::io::stderr().lock();
    stderr.write_all(format!("{line}\n").as_bytes()).unwrap();
}

/// A store of the stories of `examples/`, each under the name of its folder.
pub(crate) fn store_of_examples(folder: &Path) {
    for story in examples() {
        let id = story.file_name().unwrap().to_string_lossy().into_owned();
        let article = std::fs::read(story.join("article.txt")).unwrap();
        stdout_of(folder, &["build", "-q", "--id", &id, "-"], &article);
    }
}

/// The name and values of `$ who-met "person=Anwar Ibrahim"`.
fn words(line: &str) -> Vec<String> {
    let pieces = line.split('"').enumerate();
    let words = pieces.flat_map(|(i, piece)| match i % 2 {
        0 => piece.split_whitespace().map(str::to_owned).collect(),
        _ => vec![piece.to_owned()],
    });
    words.collect()
}

/// The questions of `questions.txt`: each with its line and the arguments of the program that ask it.
pub(crate) fn questions() -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string(root().join("crates/cli/tests/questions.txt")).unwrap();
    let arguments = |line: &str| {
        let mut words = words(line).into_iter();
        let mut arguments =
            vec!["query".to_owned(), words.next().unwrap(), "--format".to_owned(), "tsv".to_owned()];
        for word in words {
            if !word.starts_with("--") {
                arguments.push("--bind".to_owned());
            }
            arguments.push(word);
        }
        arguments
    };
    text.lines().filter_map(|l| l.strip_prefix("$ ")).map(|l| (l.to_owned(), arguments(l))).collect()
}
