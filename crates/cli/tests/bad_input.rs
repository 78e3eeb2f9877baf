//! Whatever is wrong with the input: one clear line, the right exit code, nothing lost.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use common::{own_articles, root, run, run_with, simpul, stderr, stdout};

/// Asserts an exit code and that stderr is one line that holds every one of `words`.
#[track_caller]
fn check(output: &std::process::Output, code: i32, words: &[&str]) {
    let stderr = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "not one line: {stderr}");
    assert!(stderr.starts_with("simpul: "), "{stderr}");
    for word in words {
        assert!(stderr.contains(word), "no {word:?} in: {stderr}");
    }
    assert!(!stderr.contains("panicked"), "{stderr}");
}

/// A store with one good article, and its export.
fn small_store(folder: &Path) -> String {
    fs::copy(&own_articles()[0], folder.join("good.txt")).unwrap();
    stdout(folder, &["build", "-q", "good.txt"]);
    stdout(folder, &["export", "--format", "nquads"])
}

#[test]
fn a_bad_article_is_one_line_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let before = small_store(folder);
    fs::create_dir(folder.join("none")).unwrap();
    let utf16: Vec<u8> = "\u{feff}Ia tiba.\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_be: Vec<u8> = "Ia tiba di Jakarta.\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    type Case<'a> = (&'a str, Option<&'a [u8]>, &'a [&'a str]);
    let cases: [Case<'_>; 9] = [
        ("missing.txt", None, &["missing.txt", "no such file"]),
        ("none", None, &["none", "no article", ".txt"]),
        ("empty.txt", Some(b""), &["empty.txt", "no text"]),
        ("blank.txt", Some(b" \n\t\n"), &["blank.txt", "no text"]),
        ("binary.txt", Some(b"\x7fELF\x02\x01\x01\x00\x03 Ia tiba."), &["binary.txt", "binary"]),
        ("utf16.txt", Some(&utf16), &["utf16.txt", "UTF-16", "iconv"]),
        ("utf16be.txt", Some(&utf16_be), &["utf16be.txt", "UTF-16", "iconv"]),
        ("latin1.txt", Some(b"Caf\xe9 itu dibuka di Jakarta."), &["latin1.txt", "UTF-8", "byte 3"]),
        ("cut.txt", Some(b"Ia tiba di Jakarta.\xe2\x80"), &["cut.txt", "UTF-8"]),
    ];
    for (name, bytes, words) in cases {
        if let Some(bytes) = bytes {
            fs::write(folder.join(name), bytes).unwrap();
        }
        let output = run(folder, &["build", "-q", name, "good.txt"]);
        check(&output, 3, words);
        let output = run(folder, &["build", "-q", "--fail-fast", name]);
        check(&output, 3, words);
        let output = run(folder, &["extract", "-q", name, "good.txt"]);
        check(&output, 3, words);
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            stdout(folder, &["extract", "good.txt"]),
            "{name}: the good article is not read"
        );
        assert_eq!(stdout(folder, &["export", "--format", "nquads"]), before, "{name} changed the store");
    }
}

#[test]
fn a_huge_line_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let before = small_store(folder);
    let mut file = fs::File::create(folder.join("huge.txt")).unwrap();
    let block = "Presiden Sukarno mengunjungi Bandung ".repeat(1 << 15);
    while file.metadata().unwrap().len() < 100 << 20 {
        file.write_all(block.as_bytes()).unwrap();
    }
    drop(file);
    let started = Instant::now();
    for command in ["build", "extract"] {
        check(&run(folder, &[command, "-q", "huge.txt"]), 3, &["huge.txt", "longer than", "split"]);
    }
    assert!(started.elapsed() < Duration::from_secs(10), "took {:?}", started.elapsed());
    assert_eq!(stdout(folder, &["export", "--format", "nquads"]), before);
}

#[test]
fn byte_order_marks_and_carriage_returns_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let path = &own_articles()[0];
    let text = fs::read_to_string(path).unwrap();
    let plain = stdout(folder, &["extract", path.to_str().unwrap()]);
    let triples = |lines: &str| -> Vec<[String; 3]> {
        let values = lines.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
        let triple = |v: serde_json::Value| {
            ["/subject/id", "/relation", "/object/id"]
                .map(|p| v.pointer(p).map_or(String::new(), ToString::to_string))
        };
        values.map(triple).collect()
    };
    for changed in [format!("\u{feff}{text}"), text.replace('\n', "\r\n")] {
        let name = path.file_name().unwrap();
        fs::write(folder.join(name), changed).unwrap();
        let output = run(folder, &["extract", name.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(triples(&String::from_utf8(output.stdout).unwrap()), triples(&plain));
    }
}

#[test]
fn one_name_for_two_articles_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["a", "b"] {
        fs::create_dir(folder.join(name)).unwrap();
        fs::copy(&own_articles()[0], folder.join(name).join("berita.txt")).unwrap();
    }
    check(&run(folder, &["build", "-q", "a", "b"]), 3, &["b/berita.txt", "already read from a/berita.txt"]);
    let twice = run(folder, &["build", "-q", "a", "a/berita.txt"]);
    assert_eq!(twice.status.code(), Some(0), "one file named twice is read once: {}", stderr(&twice));
}

#[test]
fn a_bad_query_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let before = small_store(folder);
    let deep = format!("SELECT * {}{}", "{".repeat(3000), "}".repeat(3000));
    let cases: [(&str, &[&str]); 6] = [
        ("SELECT * WHERE { ?s ?p }", &["line 1"]),
        ("DROP ALL", &["query"]),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", &["SERVICE"]),
        ("no-such-question", &["no question", "who-visited-whom"]),
        (&deep, &["query"]),
        ("", &["query"]),
    ];
    for (query, words) in cases {
        check(&run(folder, &["query", query]), 2, words);
    }
    check(&run(folder, &["query", "-f", "none.rq"]), 2, &["none.rq", "no such file"]);
    check(&run(folder, &["query", "who-visited-whom", "--bind", "who"]), 2, &["--bind", "NAME=VALUE"]);
    assert_eq!(stdout(folder, &["export", "--format", "nquads"]), before);
}

#[test]
fn a_missing_or_foreign_store_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for command in [&["query", "who-visited-whom"][..], &["export"], &["dot"], &["stats"], &["remove", "x"]] {
        check(&run(folder, command), 4, &[".simpul", "no such store"]);
    }
    assert!(!folder.join(".simpul").exists(), "reading made a store");
    fs::create_dir(folder.join("photos")).unwrap();
    fs::write(folder.join("photos/cat.jpg"), "meow").unwrap();
    let article = own_articles()[0].display().to_string();
    check(
        &run(folder, &["build", "-q", &article, "--store", "photos"]),
        4,
        &["photos", "not a simpul store"],
    );
    assert_eq!(fs::read_dir(folder.join("photos")).unwrap().count(), 1);
}

/// A process that holds the store open for writing and waits for its input.
struct Holder(Child);

impl Holder {
    fn of(folder: &Path) -> Self {
        let mut command = simpul();
        command.current_dir(folder).args(["build", "-q", "-", "--id", "late"]);
        Holder(command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap())
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn a_locked_store_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let before = small_store(folder);
    let mut holder = Holder::of(folder);
    let started = Instant::now();
    let output = loop {
        // It ends where it finds the store locked by the build below.
        if holder.0.try_wait().unwrap().is_some() {
            holder = Holder::of(folder);
        }
        let output = run(folder, &["build", "-q", "good.txt"]);
        if output.status.code() != Some(0) {
            break output;
        }
        assert!(started.elapsed() < Duration::from_secs(60), "the store is never locked");
        std::thread::sleep(Duration::from_millis(50));
    };
    check(&output, 4, &[".simpul", "locked"]);
    drop(holder);
    assert_eq!(stdout(folder, &["export", "--format", "nquads"]), before);
    stdout(folder, &["build", "-q", "good.txt"]);
}

#[test]
fn a_damaged_store_is_named_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    small_store(folder);
    let files = files_under(&folder.join(".simpul"));
    let article =
        files.iter().find(|f| f.to_string_lossy().contains("good")).expect("a file for the article");
    let whole = fs::read(article).unwrap();
    for damage in [&whole[..whole.len() / 2], b"", b"{}", b"\xff\xfe\x00"] {
        fs::write(article, damage).unwrap();
        for command in
            [&["stats"][..], &["export"], &["query", "who-visited-whom"], &["build", "-q", "good.txt"]]
        {
            check(&run(folder, command), 4, &["damaged"]);
        }
        assert_eq!(fs::read(article).unwrap(), damage, "a damaged file was touched");
    }
    fs::write(article, whole).unwrap();
    stdout(folder, &["stats"]);
}

fn files_under(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(files_under(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

#[test]
fn bad_seeds_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let article = own_articles()[0].display().to_string();
    check(&run(folder, &["extract", &article, "--seeds", "none"]), 2, &["none", "no such file"]);
    fs::create_dir_all(folder.join("seeds/relations")).unwrap();
    copy_folder(&root().join("seeds"), &folder.join("seeds"));
    stdout(folder, &["extract", &article, "--seeds", "seeds"]);
    fs::write(folder.join("seeds/relations/visits.toml"), "[relation]\nnmae = 1\n").unwrap();
    let output = run(folder, &["extract", &article, "--seeds", "seeds"]);
    check(&output, 2, &["visits.toml"]);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn results_never_replace_a_file_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    small_store(folder);
    fs::write(folder.join("mine.ttl"), "mine").unwrap();
    check(&run(folder, &["export", "-o", "mine.ttl"]), 2, &["mine.ttl", "exists", "--force"]);
    assert_eq!(fs::read_to_string(folder.join("mine.ttl")).unwrap(), "mine");
    stdout(folder, &["export", "-o", "mine.ttl", "--force"]);
    assert!(fs::read_to_string(folder.join("mine.ttl")).unwrap().contains("@prefix"));
    check(&run(folder, &["export", "-o", "no/such/folder.ttl"]), 2, &["no/such/folder.ttl"]);
    let left: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|n| !n.to_string_lossy().starts_with(".simpul-")), "{left:?}");
}

#[test]
fn control_characters_never_reach_stderr() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), &["extract", "-q", "evil\u{1b}[2J\nname.txt"]);
    check(&output, 3, &["evil"]);
    assert!(!output.stderr.contains(&0x1b));
    let output = run_with(folder.path(), &["extract", "-q", "-"], b"");
    check(&output, 3, &["-: "]);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = simpul();
    command.current_dir(folder.path()).arg("rules").stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}
