//! From an analysed article to its statements.
//!
//! One way, each stage a function from earlier values to a new one:
//! names and titles (`names`) → chains of names that mean one thing (`chain`) → reported speech (`speech`) →
//! statements by rule (`relate`), by title (`office`) and by names of places side by side (`places`) → one statement for all that say the same →
//! what is said of one happening holds wherever it is told (`happening`) →
//! how sure it is (`confidence`).
//!
//! ```
//! use simpul_analyzer::{Model, analyze};
//! use simpul_extractor::{Knowledge, extract};
//! use simpul_newsroom::Newsroom;
//! use simpul_seeds::Seeds;
//! use simpul_text::Language;
//!
//! let seeds = Seeds::bundled();
//! let knowledge = Knowledge::from_seeds(&seeds)?;
//! let text = "Penangkapan\n\nPolisi menangkap Ahmad Fauzi di Surabaya.".to_owned();
//! let article = Newsroom::from_seeds(&seeds)?.read("contoh", text);
//! let extraction = extract(&article, &analyze(&article, &Model::bundled(Language::Id)), &knowledge);
//! assert_eq!(extraction.statements[0].relation, "arrests");
//! assert_eq!(extraction.statements[0].evidence[0].trigger.text, "menangkap");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod aliases;
mod candidates;
mod chain;
mod confidence;
mod contest;
mod definite;
mod describe;
mod gazetteer;
mod happening;
mod holder;
mod homes;
mod implied;
mod kind;
mod knowledge;
mod known;
mod lexicon;
mod mention;
mod modality;
mod names;
mod namesake;
mod narrative;
mod notes;
mod noun;
mod office;
mod open;
mod origins;
mod place;
mod places;
mod pronoun;
mod proof;
mod quotation;
mod reading;
mod refer;
mod references;
mod relabel;
mod relate;
mod speaker;
mod speech;
mod steps;
mod title_body;
mod title_list;
mod title_words;
mod titles;
mod when;
mod words;

use knowledge::Lore;
pub use knowledge::{Knowledge, KnowledgeError};
pub use notes::{Misfit, Note};
pub use open::OPEN;
pub use proof::{Proof, prove};
use reading::Reading;
pub use references::{references, references_by};
use std::collections::BTreeSet;
pub use steps::{Step, Steps};

use simpul_fact::{Entity, Extraction, Identity, Modality, Sketch, Source, Statement, iri};
use simpul_text::{Analysis, Article, BlockKind, Field, Span};

/// Reads the statements of an article. Cannot fail; an article that states nothing gives no statement.
///
/// The same article, analysis and knowledge give the same extraction, to the byte.
pub fn extract(article: &Article, analysis: &Analysis, knowledge: &Knowledge) -> Extraction {
    in_reading(article, analysis, knowledge, |reading| closed(reading).0)
}

/// The same, with what is no statement since a name in it is of another kind than its relation takes, in text order.
pub fn extract_with_notes(
    article: &Article,
    analysis: &Analysis,
    knowledge: &Knowledge,
) -> (Extraction, Vec<Note>) {
    in_reading(article, analysis, knowledge, closed)
}

/// The same, with what verbs outside the list of relations say between named things of the article: statements with
/// relations such as `open:merangkul`, the verb as a dictionary cites it, in text order. A verb that is read for a
/// relation makes no open statement. Open statements are for looking at, not for the store. The notes are those of
/// [`extract_with_notes`].
pub fn extract_open(
    article: &Article,
    analysis: &Analysis,
    knowledge: &Knowledge,
) -> (Extraction, Vec<Statement>, Vec<Note>) {
    in_reading(article, analysis, knowledge, |reading| {
        let (extraction, notes) = closed(reading);
        let statements = open::open(reading, &extraction).into_iter();
        let statements = statements.map(|s| attribute(s, reading)).collect();
        let open = relate::join(statements, |_| false).into_iter();
        (extraction, open.map(|s| relabel::relabelled(s, reading.knowledge)).collect(), notes)
    })
}

/// The same, with the names of the article, each as the entity that it stands for and the number of its sentence, in text
/// order.
pub fn extract_with_names(
    article: &Article,
    analysis: &Analysis,
    knowledge: &Knowledge,
) -> (Extraction, Vec<(Entity, usize)>) {
    in_reading(article, analysis, knowledge, |reading| {
        let entity = |(i, m): (usize, &mention::Mention)| {
            let entity = reading.entities[reading.chains.of[i]].clone();
            (relabel::named(entity, reading.knowledge), m.sentence)
        };
        (closed(reading).0, reading.mentions.names.iter().enumerate().map(entity).collect())
    })
}

/// The statements of the relations, joined, and what was left out.
fn closed(reading: &Reading<'_>) -> (Extraction, Vec<Note>) {
    let mut statements = office::offices(reading);
    statements.extend(places::places(reading));
    let mut beside = candidates::candidates(reading);
    beside.extend(contest::contests(reading));
    statements.extend(beside.into_iter().map(|s| attribute(s, reading)));
    let (related, notes) = relate::relate(reading);
    statements.extend(related.into_iter().map(|s| attribute(s, reading)));
    statements.extend(origins::origins(reading, &statements));
    statements.extend(speech::says(reading));
    let relation = |name: &str| reading.knowledge.rulebook.relation(name);
    let symmetric = |name: &str| relation(name).is_some_and(|r| r.relation.symmetric);
    let statements = most_specific(relate::join(statements, symmetric));
    let statements = happening::spread(statements, reading);
    let weigh = |s| reading.knowledge.confidence.weigh(s);
    let statements: Vec<Statement> = statements.into_iter().map(weigh).collect();
    let identities = identities(&statements, reading);
    let extraction = Extraction { source: source(reading.article), statements, identities, run: None };
    (relabel::relabel(extraction, reading.knowledge), notes)
}

/// Without what a more specific relation of the same two says better: who leads a body is not also said to serve in it,
/// nor who serves a state to live there.
fn most_specific(statements: Vec<Statement>) -> Vec<Statement> {
    let ends = |s: &Statement| Some((s.subject.id.clone(), s.object.entity()?.id.clone()));
    let of = |relations: &[&str]| -> BTreeSet<(String, String)> {
        statements.iter().filter(|s| relations.contains(&s.relation.as_str())).filter_map(ends).collect()
    };
    let (led, served) = (of(&["leads", "memberOf"]), of(&["leads", "worksFor"]));
    let better = |s: &Statement| match s.relation.as_str() {
        "worksFor" => ends(s).is_some_and(|e| led.contains(&e)),
        "livesIn" => ends(s).is_some_and(|e| served.contains(&e)),
        _ => false,
    };
    let keep: Vec<bool> = statements.iter().map(|s| !better(s)).collect();
    statements.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(s, _)| s).collect()
}

/// Why the names of the entities in statements are one.
fn identities(statements: &[Statement], reading: &Reading<'_>) -> Vec<Identity> {
    let stated: BTreeSet<&str> =
        statements.iter().flat_map(Statement::entities).map(|e| e.id.as_str()).collect();
    let chains = reading.entities.iter().zip(&reading.chains.chains);
    let stated = chains.filter(|(entity, _)| stated.contains(entity.id.as_str()));
    stated.flat_map(|(entity, chain)| chain.identities(&entity.id)).collect()
}

/// Calls `ask` with the article in reading: its names, what they refer to and its reported speech.
fn in_reading<T>(
    article: &Article,
    analysis: &Analysis,
    knowledge: &Knowledge,
    ask: impl FnOnce(&Reading<'_>) -> T,
) -> T {
    in_lore(article, analysis, knowledge.lore(article), ask)
}

/// The same with what serves to read the article.
fn in_lore<T>(
    article: &Article,
    analysis: &Analysis,
    lore: Lore<'_>,
    ask: impl FnOnce(&Reading<'_>) -> T,
) -> T {
    let mentions = names::name(article, analysis, &lore);
    let chains = chain::chain(&mentions, analysis, &lore);
    let reading = Reading::new(article, analysis, &lore, &mentions, &chains);
    let speeches = speech::speech(&reading);
    ask(&reading.with_speeches(speeches))
}

/// Says whose claim a statement is, where its words stand in reported speech, and that it is only a claim where the
/// speaker accuses or suspects.
fn attribute(statement: Statement, reading: &Reading<'_>) -> Statement {
    let trigger = &statement.evidence[0].trigger;
    let Some(speech) = speech::reporting(&reading.speeches, Span::new(trigger.start, trigger.end)) else {
        return statement;
    };
    let by = Some(speech.speaker().clone()).filter(|s| s.id != statement.subject.id);
    let claimed = statement.modality == Modality::Actual && speech.doubts(reading);
    let modality = if claimed { Modality::Possible } else { statement.modality };
    Statement { by: statement.by.clone().or(by), modality, ..statement }
}

fn source(article: &Article) -> Source {
    let metadata = &article.metadata;
    let value = |f: &Option<Field<String>>| f.as_ref().map(|f| f.value.clone());
    let paragraphs = article.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let values = |f: &[Field<String>]| f.iter().map(|f| f.value.clone()).collect();
    Source {
        id: article.id.clone(),
        language: article.language,
        digest: iri::sha256(&article.text),
        title: value(&metadata.title),
        outlet: value(&metadata.outlet),
        place: value(&metadata.place),
        published: metadata.published.as_ref().map(|p| p.value),
        authors: values(&metadata.authors),
        editors: values(&metadata.editors),
        agency: value(&metadata.agency),
        sketch: Some(Sketch::of(paragraphs.map(|b| article.quote(b.span)))),
    }
}
