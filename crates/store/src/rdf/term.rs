use oxigraph::model::vocab::xsd;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};
use simpul_fact::iri;
use simpul_text::{Date, Language};

/// Names of the vocabularies that the graph uses.
pub(super) mod name {
    use oxigraph::model::NamedNodeRef;

    macro_rules! names {
        ($($name:ident $iri:literal)*) => {
            $(pub(crate) const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked($iri);)*
        };
    }

    names! {
        STATEMENT "https://simpul.example/ns#Statement"
        MODALITY "https://simpul.example/ns#modality"
        POLARITY "https://simpul.example/ns#polarity"
        AFFIRMED "https://simpul.example/ns#Affirmed"
        NEGATED "https://simpul.example/ns#Negated"
        EVENT_DATE "https://simpul.example/ns#eventDate"
        PLACE "https://simpul.example/ns#place"
        ITEM "https://simpul.example/ns#item"
        FROM "https://simpul.example/ns#from"
        CLAIMED_BY "https://simpul.example/ns#claimedBy"
        CONFIDENCE "https://simpul.example/ns#confidence"
        HAS_EVIDENCE "https://simpul.example/ns#evidence"
        EVIDENCE "https://simpul.example/ns#Evidence"
        SENTENCE "https://simpul.example/ns#sentence"
        BYTE_START "https://simpul.example/ns#byteStart"
        BYTE_END "https://simpul.example/ns#byteEnd"
        RULE "https://simpul.example/ns#rule"
        SUBJECT_WORDS "https://simpul.example/ns#subjectWords"
        TRIGGER_WORDS "https://simpul.example/ns#triggerWords"
        OBJECT_WORDS "https://simpul.example/ns#objectWords"
        TEXT_DIGEST "https://simpul.example/ns#textDigest"
        DATELINE "https://simpul.example/ns#dateline"
        PLOVER "https://simpul.example/ns#Plover"
        CAMEO "https://simpul.example/ns#Cameo"
        REIFIES "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies"
        HAS_SOURCE "http://www.w3.org/ns/oa#hasSource"
        START "http://www.w3.org/ns/oa#start"
        END "http://www.w3.org/ns/oa#end"
        EXACT "http://www.w3.org/ns/oa#exact"
        DERIVED_FROM "http://www.w3.org/ns/prov#wasDerivedFrom"
        NEWS_ARTICLE "https://schema.org/NewsArticle"
        SCHEMA_NAME "https://schema.org/name"
        HEADLINE "https://schema.org/headline"
        IDENTIFIER "https://schema.org/identifier"
        PUBLISHED "https://schema.org/datePublished"
        IN_LANGUAGE "https://schema.org/inLanguage"
        PUBLISHER "https://schema.org/publisher"
        AUTHOR "https://schema.org/author"
        EDITOR "https://schema.org/editor"
        DOMAIN_INCLUDES "https://schema.org/domainIncludes"
        RANGE_INCLUDES "https://schema.org/rangeIncludes"
        PREF_LABEL "http://www.w3.org/2004/02/skos/core#prefLabel"
        ALT_LABEL "http://www.w3.org/2004/02/skos/core#altLabel"
        NOTATION "http://www.w3.org/2004/02/skos/core#notation"
        EXACT_MATCH "http://www.w3.org/2004/02/skos/core#exactMatch"
        SAME_AS "http://www.w3.org/2002/07/owl#sameAs"
        OBJECT_PROPERTY "http://www.w3.org/2002/07/owl#ObjectProperty"
        DATATYPE_PROPERTY "http://www.w3.org/2002/07/owl#DatatypeProperty"
        SYMMETRIC_PROPERTY "http://www.w3.org/2002/07/owl#SymmetricProperty"
        INVERSE_OF "http://www.w3.org/2002/07/owl#inverseOf"
        EQUIVALENT_PROPERTY "http://www.w3.org/2002/07/owl#equivalentProperty"
        CLOSE_MATCH "http://www.w3.org/2004/02/skos/core#closeMatch"
        NARROW_MATCH "http://www.w3.org/2004/02/skos/core#narrowMatch"
        AGENCY "https://simpul.example/ns#agency"
        AGENCY_CLASS "https://simpul.example/ns#Agency"
        ORIGIN "https://simpul.example/ns#origin"
        RUN_CLASS "https://simpul.example/ns#Run"
        SEEDS_DIGEST "https://simpul.example/ns#seedsDigest"
        MODEL_DIGEST "https://simpul.example/ns#modelDigest"
        GENERATED_BY "http://www.w3.org/ns/prov#wasGeneratedBy"
        ASSOCIATED_WITH "http://www.w3.org/ns/prov#wasAssociatedWith"
        SOFTWARE_AGENT "http://www.w3.org/ns/prov#SoftwareAgent"
        ACTIVITY "http://www.w3.org/ns/prov#Activity"
        SOFTWARE_VERSION "https://schema.org/softwareVersion"
        DATASET "http://rdfs.org/ns/void#Dataset"
        DCAT_DATASET "http://www.w3.org/ns/dcat#Dataset"
        TRIPLES "http://rdfs.org/ns/void#triples"
        DISTINCT_SUBJECTS "http://rdfs.org/ns/void#distinctSubjects"
        PROPERTIES "http://rdfs.org/ns/void#properties"
        ENTITIES "http://rdfs.org/ns/void#entities"
        DOCUMENTS "http://rdfs.org/ns/void#documents"
        URI_SPACE "http://rdfs.org/ns/void#uriSpace"
        VOCABULARY "http://rdfs.org/ns/void#vocabulary"
        TITLE "http://purl.org/dc/terms/title"
        DESCRIPTION "http://purl.org/dc/terms/description"
        LANGUAGE "http://purl.org/dc/terms/language"
        ISSUED "http://purl.org/dc/terms/issued"
        CONFORMS_TO "http://purl.org/dc/terms/conformsTo"
    }
}

/// An IRI that the project mints: its free parts are percent-encoded by [`simpul_fact::iri`], so it is valid.
pub(super) fn node(iri: String) -> NamedNode {
    NamedNode::new_unchecked(iri)
}

/// A name of simpul's own vocabulary.
pub(super) fn sp(name: &str) -> NamedNode {
    node(format!("{}{name}", iri::NS))
}

/// A text as a plain literal.
pub(super) fn text(text: &str) -> Literal {
    Literal::new_simple_literal(clean(text))
}

/// A text with its language.
pub(super) fn words(text: &str, language: Language) -> Literal {
    Literal::new_language_tagged_literal_unchecked(clean(text), language.tag())
}

/// A count or offset.
pub(super) fn number(n: usize) -> Literal {
    Literal::new_typed_literal(n.to_string(), xsd::INTEGER)
}

/// A date with the datatype that fits its precision: `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`.
pub(super) fn date(date: Date) -> Literal {
    let datatype = match date.parts() {
        (_, Some(_), Some(_)) => xsd::DATE,
        (_, Some(_), None) => xsd::G_YEAR_MONTH,
        _ => xsd::G_YEAR,
    };
    Literal::new_typed_literal(date.to_string(), datatype)
}

/// A confidence as `xsd:decimal` with at most three places, within 0 and 1: `0.9`.
pub(super) fn decimal(value: f32) -> Literal {
    let text = format!("{:.3}", value.clamp(0.0, 1.0));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    Literal::new_typed_literal(text, xsd::DECIMAL)
}

/// The text without the characters that XML 1.0 cannot hold: each is replaced by U+FFFD, so that lengths and offsets
/// in code points stay.
fn clean(text: &str) -> String {
    let bad = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if text.contains(bad) { text.replace(bad, "\u{fffd}") } else { text.to_owned() }
}

/// Adds quads about one subject in one graph.
pub(super) struct About<'a> {
    pub(super) subject: NamedNode,
    pub(super) graph: GraphName,
    pub(super) quads: &'a mut Vec<Quad>,
}

impl About<'_> {
    pub(super) fn add(&mut self, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.quads.push(Quad::new(self.subject.clone(), predicate, object, self.graph.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_have_the_form_of_their_datatype() {
        let day = |t: &str| date(t.parse().unwrap()).to_string();
        assert_eq!(day("2024"), "\"2024\"^^<http://www.w3.org/2001/XMLSchema#gYear>");
        assert_eq!(day("2024-06"), "\"2024-06\"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>");
        assert_eq!(day("2024-06-19"), "\"2024-06-19\"^^<http://www.w3.org/2001/XMLSchema#date>");
        for (value, text) in [(0.9, "0.9"), (1.0, "1"), (0.0, "0"), (-3.0, "0"), (0.123_456, "0.123")] {
            assert_eq!(decimal(value).value(), text);
        }
    }

    #[test]
    fn control_characters_are_replaced_one_for_one() {
        assert_eq!(text("a\0b\u{1b}[31m\t\n\r\u{ffff}é").value(), "a\u{fffd}b\u{fffd}[31m\t\n\r\u{fffd}é");
    }
}
