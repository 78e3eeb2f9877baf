//! The lists of publishers and of places that datelines name.

use std::collections::BTreeMap;

use regex::Regex;
use simpul_seeds::Seeds;

use crate::seed::{RuleError, Seed};

/// Publishers and places.
pub(crate) struct Lists {
    outlets: Vec<String>,
    /// One group per outlet, in the order of `outlets`; fits at the start of the text only.
    outlet: Regex,
    domain: Regex,
    /// Usual name by name in lower case.
    places: BTreeMap<String, String>,
}

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
        let mut rows = Vec::new();
        for (at, row) in seed.rows() {
            let [name, pattern] = row[..] else {
                return Err(seed.error(at, "a row is a name, a tab, and a regular expression"));
            };
            seed.regex(at + name.len() + 1, pattern)?;
            rows.push((name, pattern));
        }
        let groups: Vec<String> = rows.iter().map(|(_, p)| format!("({p})")).collect();
        let outlet = seed.regex(0, &format!("^(?:{})", groups.join("|")))?;
        let outlets = rows.iter().map(|(name, _)| (*name).to_owned()).collect();

        let domain = r"^(?i:[a-z0-9][a-z0-9-]{0,40}(?:\.[a-z0-9-]{1,40}){0,3}?\.(?:com|co\.id|id|net|co|tv|news|org|or\.id|go\.id|ac\.id|info))\b";
        let domain = seed.regex(0, domain)?;

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
        Ok(Lists { outlets, outlet, domain, places })
    }

    /// The publisher that a text begins with: *KOMPAS.com - Petani* begins with Kompas.com.
    pub(crate) fn outlet_at(&self, text: &str) -> Option<OutletMatch> {
        let whole = |len: usize| !text[len..].starts_with(|c: char| c.is_alphanumeric() || c == '@');
        let domain = self.domain.find(text).filter(|m| whole(m.end()));
        if let Some(found) = self.outlet.captures(text) {
            let len = found.get(0).map_or(0, |m| m.end());
            let group = (1..found.len()).find(|g| found.get(*g).is_some());
            // "Antara" of "antara.example.com" is not Antara.
            let longer = domain.is_some_and(|d| d.end() > len);
            if let Some(name) = group.and_then(|g| self.outlets.get(g - 1)).filter(|_| whole(len) && !longer)
            {
                return Some(OutletMatch { len, name: name.clone(), listed: true });
            }
        }
        let domain = domain?.as_str();
        Some(OutletMatch { len: domain.len(), name: sentence_case(domain), listed: false })
    }

    /// The usual name of a place, if it is listed: *JAKARTA* is Jakarta.
    pub(crate) fn place(&self, name: &str) -> Option<&str> {
        let key = name.to_lowercase();
        self.places.get(&key).or_else(|| self.places.get(key.split('/').next()?)).map(String::as_str)
    }
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
            ("TRIBUN-MEDAN.com, SIANTAR", "Tribun"),
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
