//! From an analysed article to its statements.
use simpul_fact::{Extraction, Relation, Source, iri};
use simpul_seeds::Seeds;
use simpul_text::{Analysis, Article};

/// Everything that people know and wrote down: names, titles, word classes, rules.
#[derive(Debug)]
pub struct Knowledge {}

/// A seed file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct KnowledgeError(pub String);

impl Knowledge {
    /// Reads and checks all seeds.
    pub fn from_seeds(_seeds: &Seeds) -> Result<Knowledge, KnowledgeError> {
        Ok(Knowledge {})
    }

    /// The relations of the vocabulary, by name.
    pub fn relations(&self) -> Vec<Relation> {
        Vec::new()
    }
}

/// Reads the statements of an article.
pub fn extract(article: &Article, _analysis: &Analysis, _knowledge: &Knowledge) -> Extraction {
    let metadata = &article.metadata;
    let value = |f: &Option<simpul_text::Field<String>>| f.as_ref().map(|f| f.value.clone());
    let values = |f: &[simpul_text::Field<String>]| f.iter().map(|f| f.value.clone()).collect();
    let source = Source {
        id: article.id.clone(),
        language: article.language,
        digest: iri::sha256(&article.text),
        title: value(&metadata.title),
        outlet: value(&metadata.outlet),
        place: value(&metadata.place),
        published: metadata.published.as_ref().map(|p| p.value),
        authors: values(&metadata.authors),
        editors: values(&metadata.editors),
    };
    Extraction { source, statements: Vec::new() }
}
