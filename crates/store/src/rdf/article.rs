use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphName, NamedNode, Quad};
use simpul_fact::{Evidence, Extraction, Origin, Quote, Run, Source, iri};
use simpul_text::Language;

use super::term::{About, date, name, node, number, text, words};

/// Writes the named graph of an article: what is known about the article, where its text comes from, and the evidence
/// found in it. `ids` are the ids of its statements.
pub(super) fn write(extraction: &Extraction, ids: &[String], origin: Option<&Origin>, quads: &mut Vec<Quad>) {
    let source = &extraction.source;
    let article = node(iri::article(&source.id));
    write_source(source, &article, origin, quads);
    let run = extraction.run.as_ref().map(|run| write_run(run, quads));
    for (statement, id) in extraction.statements.iter().zip(ids) {
        for evidence in &statement.evidence {
            let subject = evidence_node(&source.id, id, evidence);
            if let Some(run) = &run {
                let graph = article.clone().into();
                let mut about = About { subject: subject.clone(), graph, quads };
                about.add(name::GENERATED_BY, run.clone());
            }
            write_evidence(subject, evidence, &article, source.language, quads);
        }
    }
}

/// Writes what read the article, in the default graph: many articles have it in common.
fn write_run(run: &Run, quads: &mut Vec<Quad>) -> NamedNode {
    let (activity, software) = (node(iri::run(run)), node(iri::software(&run.version)));
    let graph = GraphName::DefaultGraph;
    let mut about = About { subject: activity.clone(), graph: graph.clone(), quads };
    about.add(rdf::TYPE, name::RUN_CLASS);
    about.add(rdf::TYPE, name::ACTIVITY);
    about.add(name::ASSOCIATED_WITH, software.clone());
    about.add(name::SEEDS_DIGEST, text(&format!("sha256:{}", run.seeds)));
    about.add(name::MODEL_DIGEST, text(&format!("sha256:{}", run.model)));
    let mut about = About { subject: software, graph, quads };
    about.add(rdf::TYPE, name::SOFTWARE_AGENT);
    about.add(name::SCHEMA_NAME, text("simpul"));
    about.add(name::SOFTWARE_VERSION, text(&run.version));
    activity
}

fn write_source(source: &Source, article: &NamedNode, origin: Option<&Origin>, quads: &mut Vec<Quad>) {
    if let Some(Origin::Agency(agency)) = origin {
        let subject = node(iri::agency(agency));
        let mut about = About { subject, graph: GraphName::DefaultGraph, quads };
        about.add(rdf::TYPE, name::AGENCY_CLASS);
        about.add(name::SCHEMA_NAME, text(agency));
    }
    let mut about = About { subject: article.clone(), graph: article.clone().into(), quads };
    about.add(rdf::TYPE, name::NEWS_ARTICLE);
    about.add(name::IDENTIFIER, text(&source.id));
    about.add(name::IN_LANGUAGE, text(source.language.tag()));
    about.add(name::TEXT_DIGEST, text(&format!("sha256:{}", source.digest)));
    about.add(name::SCHEMA_NAME, text(source.title.as_deref().unwrap_or(&source.id)));
    if let Some(title) = &source.title {
        about.add(name::HEADLINE, words(title, source.language));
    }
    if let Some(published) = source.published {
        about.add(name::PUBLISHED, date(published));
    }
    match origin {
        Some(Origin::Agency(agency)) => about.add(name::ORIGIN, node(iri::agency(agency))),
        Some(Origin::Article(id)) => about.add(name::ORIGIN, node(iri::article(id))),
        None => {}
    }
    let optional =
        [(name::PUBLISHER, &source.outlet), (name::DATELINE, &source.place), (name::AGENCY, &source.agency)];
    for (predicate, value) in optional {
        if let Some(value) = value {
            about.add(predicate, text(value));
        }
    }
    for (predicate, people) in [(name::AUTHOR, &source.authors), (name::EDITOR, &source.editors)] {
        for person in people {
            about.add(predicate, text(person));
        }
    }
}

fn write_evidence(
    subject: NamedNode,
    evidence: &Evidence,
    article: &NamedNode,
    language: Language,
    quads: &mut Vec<Quad>,
) {
    let graph = GraphName::from(article.clone());
    let mut about = About { subject: subject.clone(), graph: graph.clone(), quads };
    about.add(rdf::TYPE, name::EVIDENCE);
    about.add(name::HAS_SOURCE, article.clone());
    about.add(name::DERIVED_FROM, article.clone());
    about.add(name::SENTENCE, number(evidence.sentence_number));
    about.add(name::RULE, text(&evidence.rule));
    add_quote(&mut about, &evidence.sentence, language);
    about.add(name::BYTE_START, number(evidence.sentence.start));
    about.add(name::BYTE_END, number(evidence.sentence.end));
    let parts = [
        (name::SUBJECT_WORDS, &evidence.subject),
        (name::TRIGGER_WORDS, &evidence.trigger),
        (name::OBJECT_WORDS, &evidence.object),
    ];
    for (predicate, quote) in parts {
        let part = quote_node(article, quote);
        let mut about = About { subject: subject.clone(), graph: graph.clone(), quads };
        about.add(predicate, part.clone());
        let mut about = About { subject: part, graph: graph.clone(), quads };
        add_quote(&mut about, quote, language);
    }
}

fn add_quote(about: &mut About<'_>, quote: &Quote, language: Language) {
    about.add(name::START, number(quote.char_start));
    about.add(name::END, number(quote.char_end));
    about.add(name::EXACT, words(&quote.text, language));
}

/// The node of a piece of an article: the article's IRI with its code points as fragment, as RFC 5147 names the
/// parts of a plain text.
fn quote_node(article: &NamedNode, quote: &Quote) -> NamedNode {
    node(format!("{}#char={},{}", article.as_str(), quote.char_start, quote.char_end))
}

/// The node of a piece of evidence. Its IRI begins with that of its statement and is the same for the same words at
/// the same place of the same article, read by the same rule.
pub(super) fn evidence_node(article_id: &str, statement_id: &str, evidence: &Evidence) -> NamedNode {
    let Evidence { sentence, subject, trigger, object, rule, .. } = evidence;
    let place = format!(
        "{} {} {} {} {}",
        evidence.sentence_number, sentence.start, subject.start, trigger.start, object.start
    );
    let digest = iri::digest(&[article_id, &place, rule]);
    node(format!("{}-{digest}", iri::statement(statement_id)))
}
