//! The folder `seeds/` as a value: every piece of human knowledge, as text files under a path.
//!
//! The files are embedded when the crate is compiled ([`Seeds::bundled`]), or handed in by whoever read them from
//! elsewhere ([`Seeds::from_files`]). Nothing is parsed here and no file is opened at run time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use include_dir::{Dir, DirEntry, include_dir};

static BUNDLED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../seeds");

/// Text files, each under its path relative to `seeds/`, parted by `/`: `relations/founded.toml`.
///
/// Invariant: paths are unique, start with no slash, and are given out in byte order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seeds {
    files: BTreeMap<Cow<'static, str>, Cow<'static, str>>,
}

impl Seeds {
    /// The files of the repository's `seeds/` as they were when the crate was compiled. Cheap: no text is copied.
    ///
    /// A file that is not UTF-8 is left out; a test of this crate makes sure that there is none.
    pub fn bundled() -> Self {
        let mut files = BTreeMap::new();
        collect(&BUNDLED, &mut |path, bytes| {
            if let (Some(path), Ok(text)) = (path.to_str(), std::str::from_utf8(bytes)) {
                files.insert(normal(path), Cow::Borrowed(text));
            }
        });
        Seeds { files }
    }

    /// The given files, as (path, text). Backslashes in a path count as slashes and slashes at its start are dropped;
    /// of two files with one path the later counts.
    pub fn from_files(files: Vec<(String, String)>) -> Self {
        let files = files.into_iter().map(|(path, text)| {
            let path = normal(&path).into_owned();
            (Cow::Owned(path), Cow::Owned(text))
        });
        Seeds { files: files.collect() }
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// All files in a folder and its subfolders as (path, text), sorted by path. The empty folder name means all files.
    pub fn files_under<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut prefix = folder.trim_matches('/').to_owned();
        if !prefix.is_empty() {
            prefix.push('/');
        }
        let from = Cow::<'static, str>::Owned(prefix.clone());
        let files = self.files.range(from..).map(|(path, text)| (path.as_ref(), text.as_ref()));
        files.take_while(move |(path, _)| path.starts_with(&prefix))
    }
}

/// A path in this crate's form: `\relations\founded.toml` is `relations/founded.toml`.
fn normal(path: &str) -> Cow<'_, str> {
    let path = path.trim_start_matches(['/', '\\']);
    if path.contains('\\') { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) }
}

fn collect(dir: &'static Dir<'static>, take: &mut impl FnMut(&'static std::path::Path, &'static [u8])) {
    for entry in dir.entries() {
        match entry {
            DirEntry::Dir(dir) => collect(dir, take),
            DirEntry::File(file) => take(file.path(), file.contents()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Seeds {
        let files =
            ["relations/b.toml", "relations-old/x", "/relations/a.toml", "top", "relations\\sub\\c.toml"];
        Seeds::from_files(files.into_iter().map(|p| (p.to_owned(), format!("text of {p}"))).collect())
    }

    #[test]
    fn a_folder_lists_its_own_files_sorted() {
        let seeds = some();
        let paths = |folder: &str| seeds.files_under(folder).map(|f| f.0.to_owned()).collect::<Vec<_>>();
        assert_eq!(paths("relations"), ["relations/a.toml", "relations/b.toml", "relations/sub/c.toml"]);
        assert_eq!(paths("relations/"), paths("relations"));
        assert_eq!(paths("relations/sub"), ["relations/sub/c.toml"]);
        assert_eq!(paths("").len(), 5);
        assert!(paths("none").is_empty());
    }

    #[test]
    fn the_later_of_two_files_counts() {
        let two = vec![("a".to_owned(), "1".to_owned()), ("/a".to_owned(), "2".to_owned())];
        assert_eq!(Seeds::from_files(two).get("a"), Some("2"));
        assert_eq!(some().get("b"), None);
    }

    #[test]
    fn every_bundled_file_is_text_and_is_found() {
        let seeds = Seeds::bundled();
        let mut n = 0;
        collect(&BUNDLED, &mut |path, bytes| {
            let path = path.to_str().unwrap().replace('\\', "/");
            assert_eq!(seeds.get(&path).map(str::as_bytes), Some(bytes), "{path} is not UTF-8");
            n += 1;
        });
        assert_eq!(seeds.files_under("").count(), n);
    }
}
