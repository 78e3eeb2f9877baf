use simpul_fact::iri;

/// The prefixes that every query may use without declaring them, and that exports declare.
pub const PREFIXES: [(&str, &str); 19] = [
    ("ent", iri::ENT),
    ("rel", iri::REL),
    ("st", iri::STMT),
    ("sp", iri::NS),
    ("art", iri::ARTICLE),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("schema", "https://schema.org/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("wdt", "http://www.wikidata.org/prop/direct/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("void", "http://rdfs.org/ns/void#"),
];

/// An IRI for people: `https://simpul.example/rel/visits` as `rel:visits`, others in angle brackets. For show only;
/// what stands after the colon is not escaped.
pub(crate) fn compact(iri: &str) -> String {
    let short = PREFIXES.iter().find_map(|(prefix, namespace)| {
        let rest = iri.strip_prefix(namespace)?;
        (!rest.is_empty() && !rest.contains(['/', '#', '?'])).then(|| format!("{prefix}:{rest}"))
    });
    short.unwrap_or_else(|| format!("<{iri}>"))
}

/// A prefixed name as an IRI: `rel:visits`. `None` where the prefix is not one of [`PREFIXES`].
pub(crate) fn expand(name: &str) -> Option<String> {
    let (prefix, rest) = name.split_once(':')?;
    let (_, namespace) = PREFIXES.iter().find(|p| p.0 == prefix)?;
    Some(format!("{namespace}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_namespaces_are_shortened_and_back() {
        let cases = [
            ("https://simpul.example/rel/visits", "rel:visits"),
            ("https://simpul.example/ns#Actual", "sp:Actual"),
            ("https://simpul.example/article/a#char=1,2", "<https://simpul.example/article/a#char=1,2>"),
            ("http://www.wikidata.org/entity/Q423", "<http://www.wikidata.org/entity/Q423>"),
        ];
        for (iri, short) in cases {
            assert_eq!(compact(iri), short);
        }
        assert_eq!(expand("rel:visits").as_deref(), Some("https://simpul.example/rel/visits"));
        assert_eq!(expand("nope:visits"), None);
    }
}
