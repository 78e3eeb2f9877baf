//! Prints how article files are read: `cargo run -p simpul-newsroom --example outline FILE …`

use std::io::Write;

use simpul_newsroom::{Newsroom, decode};
use simpul_seeds::Seeds;

#[path = "../tests/common/outline.rs"]
mod outline;

/// The seeds of this checkout, read anew at every start, so that a changed rule shows at once.
fn seeds() -> std::io::Result<Seeds> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let (mut folders, mut files) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if let (Ok(name), Ok(text)) = (path.strip_prefix(&root), std::fs::read_to_string(&path)) {
                files.push((name.to_string_lossy().into_owned(), text));
            }
        }
    }
    Ok(Seeds::from_files(files))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let newsroom = Newsroom::from_seeds(&seeds()?)?;
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        writeln!(out, "== {path}")?;
        match decode(std::fs::read(&path)?) {
            Ok(text) => {
                let article = newsroom.read(&path, text);
                out.write_all(outline::outline(&article, newsroom.anchor(&article)).as_bytes())?;
            }
            Err(error) => writeln!(out, "error: {error}")?,
        }
    }
    Ok(())
}
