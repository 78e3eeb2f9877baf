//! The IRIs of the graph. Content-derived: the same thing gets the same IRI in every run and on every machine, so
//! graphs built apart can be joined by concatenation.

use sha2::{Digest, Sha256};

use crate::Run;

/// Where all IRIs of the graph begin.
pub const BASE: &str = "https://simpul.example/";
/// Namespace of the vocabulary: classes, and properties of statements and evidence.
pub const NS: &str = "https://simpul.example/ns#";
/// Namespace of the relations.
pub const REL: &str = "https://simpul.example/rel/";
/// Namespace of the entities.
pub const ENT: &str = "https://simpul.example/ent/";
/// Namespace of the statements.
pub const STMT: &str = "https://simpul.example/stmt/";
/// Namespace of the articles, which are also the named graphs of their evidence.
pub const ARTICLE: &str = "https://simpul.example/article/";
/// Namespace of the agencies that articles credit.
pub const AGENCY: &str = "https://simpul.example/agency/";
/// Namespace of the runs of the program.
pub const RUN: &str = "https://simpul.example/run/";
/// Namespace of the versions of the program.
pub const SOFTWARE: &str = "https://simpul.example/software/";
/// The graph as a data set.
pub const DATASET: &str = "https://simpul.example/dataset";

/// IRI of the entity with that id.
pub fn entity(id: &str) -> String {
    format!("{ENT}{}", segment(id))
}

/// IRI of the relation with that name.
pub fn relation(name: &str) -> String {
    format!("{REL}{}", segment(name))
}

/// IRI of the statement with that id.
pub fn statement(id: &str) -> String {
    format!("{STMT}{}", segment(id))
}

/// IRI of the article with that id, and of its named graph.
pub fn article(id: &str) -> String {
    format!("{ARTICLE}{}", segment(id))
}

/// IRI of the agency with that name.
pub fn agency(name: &str) -> String {
    format!("{AGENCY}{}", slug(name))
}

/// IRI of a run, the same for the same program, seeds and model.
pub fn run(run: &Run) -> String {
    format!("{RUN}{}", digest(&[&run.version, &run.seeds, &run.model]))
}

/// IRI of that version of the program.
pub fn software(version: &str) -> String {
    format!("{SOFTWARE}simpul-{}", segment(version))
}

/// Any text as one segment of an IRI: letters and digits of any script and `-._~` stay, all else is percent-encoded
/// as UTF-8 (RFC 3987, `isegment` without sub-delims).
fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric()
            || "-._~".contains(c)
            || (!c.is_ascii() && c.is_alphanumeric() && c < '\u{e000}')
        {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// A name as a slug: letters and digits in lower case, words joined by `-`; `Kim Jong Un` gives `kim-jong-un`. A name
/// without a letter or digit gives its digest.
pub fn slug(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | '`') && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { digest(&[name]) } else { out.to_owned() }
}

/// The first 16 hexadecimal digits of the SHA-256 of the parts, each followed by a zero byte.
pub fn digest(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// SHA-256 of a text or of bytes, in hexadecimal.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    Sha256::digest(bytes.as_ref()).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_slugs() {
        let cases = [
            ("Kim Jong Un", "kim-jong-un"),
            ("Ma'ruf Amin", "maruf-amin"),
            ("PT X (Persero) Tbk.", "pt-x-persero-tbk"),
            ("Čapek", "čapek"),
        ];
        for (name, slug_) in cases {
            assert_eq!(slug(name), slug_);
        }
        assert_eq!(slug("?!").len(), 16);
    }

    #[test]
    fn hostile_ids_stay_one_segment() {
        assert_eq!(entity("a b/../<\">"), "https://simpul.example/ent/a%20b%2F..%2F%3C%22%3E");
    }

    #[test]
    fn digests_tell_parts_apart() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
        assert_eq!(digest(&[]), "e3b0c44298fc1c14");
    }
}
