//! The lists of publishers and of places that datelines name.

use std::collections::BTreeMap;

use regex::Regex;
use simpul_seeds::Seeds;

use crate::seed::{RuleError, Seed};

/// Publishers and places.
pub(crate) struct Lists {
    outlets: Vec<(String, Regex)>,
    /// Fits where one of the outlets does.
    any_outlet: Regex,
    /// Usual name by name in lower case.
    places: BTreeMap<String, String>,
}

/// Endings of a domain name, the longer before the shorter that it ends with.
const DOMAINS: [&str; 12] =
    [".co.id", ".or.id", ".go.id", ".ac.id", ".com", ".net", ".org", ".news", ".info", ".id", ".co", ".tv"];

/// A publisher's name at some place of a text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OutletMatch {
    /// Length of what the text calls it, in bytes.
    pub(crate) len: usize,
    /// Its usual name.
    pub(crate) name: String,
    /// False where it is only known by its shape, a domain name.
    pub(crate) listed: bool,
}

impl Lists {
    pub(crate) fn from_seeds(seeds: &Seeds) -> Result<Self, RuleError> {
        let seed = Seed::open(seeds, "newsroom/outlets.tsv")?;
        let (mut outlets, mut patterns) = (Vec::new(), Vec::new());
        for (at, row) in seed.rows() {
            let [name, pattern] = row[..] else {
                return Err(seed.error(at, "a row is a name, a tab, and a regular expression"));
            };
            let regex = seed.regex(at + name.len() + 1, &format!("^(?:{pattern})"))?;
            outlets.push((name.to_owned(), regex));
            patterns.push(pattern);
        }
        let any_outlet = seed.regex(0, &format!("^(?:{})", patterns.join("|")))?;

        let seed = Seed::open(seeds, "newsroom/places.tsv")?;
        let mut places = BTreeMap::new();
        for (at, row) in seed.rows() {
            let (name, usual) = match row[..] {
                [name] => (name, name),
                [name, usual] => (name, usual),
                _ => return Err(seed.error(at, "a row is a place, and perhaps a tab and its usual name")),
            };
            places.insert(name.to_lowercase(), usual.to_owned());
        }
        Ok(Lists { outlets, any_outlet, places })
    }

    /// The publisher that a text begins with: *KOMPAS.com - Petani* begins with Kompas.com.
    pub(crate) fn outlet_at(&self, text: &str) -> Option<OutletMatch> {
        let domain = domain_len(text);
        if let Some(name) = self.any_outlet.find(text) {
            let len = name.end();
            let whole = !text[len..].starts_with(|c: char| c.is_alphanumeric() || c == '@');
            // "Antara" of "antara.example.com" is not Antara.
            let longer = domain.is_some_and(|d| d > len);
            let listed = || self.outlets.iter().find(|o| o.1.find(text).is_some_and(|m| m.end() == len));
            if let Some((usual, _)) = Some(()).filter(|()| whole && !longer).and_then(|()| listed()) {
                // "*": a family of publishers, each called as it is written
                let name =
                    if usual == "*" { title_case(&name.as_str().to_lowercase()) } else { usual.clone() };
                return Some(OutletMatch { len, name, listed: true });
            }
        }
        let len = domain?;
        Some(OutletMatch { len, name: sentence_case(&text[..len]), listed: false })
    }

    /// The usual name of a place, if it is listed: *JAKARTA* is Jakarta.
    pub(crate) fn place(&self, name: &str) -> Option<&str> {
        let key = name.to_lowercase();
        self.places.get(&key).or_else(|| self.places.get(key.split('/').next()?)).map(String::as_str)
    }
}

/// Length of the domain name at the start of a text: *hariandesa.co.id*.
fn domain_len(text: &str) -> Option<usize> {
    let run =
        text.bytes().take(80).take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
    let name = text[..run].trim_end_matches(['.', '-']);
    if text[run..].starts_with(|c: char| c.is_alphanumeric() || c == '@' || c == '_') {
        return None;
    }
    let ends = |end: &str| {
        let at = name.len().saturating_sub(end.len());
        at > 1 && name.as_bytes()[at..].eq_ignore_ascii_case(end.as_bytes())
    };
    DOMAINS.iter().any(|end| ends(end)).then_some(name.len())
}

/// *HARIANDESA.COM* becomes Hariandesa.com; a name with small letters stays.
fn sentence_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    title_case(&name.to_lowercase())
}

/// *TEL AVIV* becomes Tel Aviv; a name with small letters stays.
pub(crate) fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) && !name.starts_with(char::is_lowercase) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if start {
            out.extend(c.to_uppercase())
        } else {
            out.extend(c.to_lowercase())
        }
        start = !c.is_alphanumeric() && c != '.' && c != '\'';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishers_are_known_by_many_names() {
        let lists = Lists::from_seeds(&Seeds::bundled()).unwrap();
        for (text, name) in [
            ("KOMPAS.com - Petani", "Kompas.com"),
            ("TEMPO.CO, Jakarta", "Tempo.co"),
            ("CNN Indonesia --", "CNN Indonesia"),
            ("TRIBUN-MEDAN.com, SIANTAR", "Tribun-Medan.com"),
            ("jakarta.suaramerdeka.com -", "Suara Merdeka"),
            ("Hariandesa.co.id –", "Hariandesa.co.id"),
            ("HARIANDESA.COM –", "Hariandesa.com"),
        ] {
            assert_eq!(lists.outlet_at(text).unwrap().name, name, "{text}");
        }
        for text in ["Suara rakyat", "Merdeka -", "antara lain", "Presiden -", "VIVAT", "x"] {
            assert_eq!(lists.outlet_at(text), None, "{text}");
        }
        assert_eq!(lists.place("JAKARTA"), Some("Jakarta"));
        assert_eq!(lists.place("NEW YORK/LONDON"), Some("New York"));
        assert_eq!(lists.place("Presiden"), None);
        assert_eq!(title_case("TEL AVIV"), "Tel Aviv");
    }
}
