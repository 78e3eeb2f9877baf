//! From an analysed article to its statements.
//!
//! One way, each stage a function from earlier values to a new one:
//! names and titles (`names`) → chains of names that mean one thing (`chain`) → reported speech (`speech`) →
//! statements by rule (`relate`), by title (`office`) and by names of places side by side (`places`) → one statement for all that say the same.
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

mod candidates;
mod chain;
mod contest;
mod describe;
mod gazetteer;
mod knowledge;
mod known;
mod lexicon;
mod mention;
mod modality;
mod names;
mod office;
mod places;
mod pronoun;
mod proof;
mod reading;
mod refer;
mod relate;
mod speech;
mod survey;
mod titles;
mod when;

pub use knowledge::{Knowledge, KnowledgeError};
pub use proof::{Proof, prove};
use reading::Reading;
use simpul_fact::{Extraction, Modality, Source, Statement, iri};
use simpul_text::{Analysis, Article, Field, Span};
pub use survey::{Named, Survey, Triggered, survey};

/// Reads the statements of an article. Cannot fail; an article that states nothing gives no statement.
///
/// The same article, analysis and knowledge give the same extraction, to the byte.
pub fn extract(article: &Article, analysis: &Analysis, knowledge: &Knowledge) -> Extraction {
    let lore = knowledge.lore(article.language);
    let knowledge = &lore;
    let mentions = names::name(article, analysis, knowledge);
    let chains = chain::chain(&mentions, knowledge);
    let reading = Reading::new(article, analysis, knowledge, &mentions, &chains);
    let speeches = speech::speech(&reading);
    let reading = reading.with_speeches(speeches);
    let mut statements = office::offices(&reading);
    statements.extend(places::places(&reading));
    let mut beside = candidates::candidates(&reading);
    beside.extend(contest::contests(&reading));
    statements.extend(beside.into_iter().map(|s| attribute(s, &reading)));
    statements.extend(relate::relate(&reading).into_iter().map(|s| attribute(s, &reading)));
    statements.extend(speech::says(&reading));
    let symmetric = |name: &str| knowledge.rulebook.relation(name).is_some_and(|r| r.relation.symmetric);
    Extraction { source: source(article), statements: relate::join(statements, symmetric) }
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
    }
}
