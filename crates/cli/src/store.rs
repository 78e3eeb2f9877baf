//! Opening the store that the flags name, with the words of the vocabulary.

use std::path::Path;

use simpul_extractor::Knowledge;
use simpul_seeds::Seeds;
use simpul_store::Store;

use crate::args::graph::StoreDir;
use crate::pipeline;

/// The store for reading, with labels for its relations and classes.
pub(crate) fn to_read(dir: &StoreDir) -> anyhow::Result<Store> {
    let store = Store::open_read_only(&dir.store)?;
    let seeds = pipeline::seeds(dir.seeds.as_deref())?;
    let knowledge = pipeline::knowledge(&seeds)?;
    with_words(store, &knowledge, &seeds)
}

/// An empty store in memory with the words of the vocabulary.
pub(crate) fn vocabulary(seeds: Option<&Path>) -> anyhow::Result<Store> {
    let seeds = pipeline::seeds(seeds)?;
    let knowledge = pipeline::knowledge(&seeds)?;
    with_words(Store::in_memory()?, &knowledge, &seeds)
}

/// The store for writing; made where there is none.
pub(crate) fn to_write(dir: &Path) -> anyhow::Result<Store> {
    Ok(Store::create_or_open(dir)?)
}

/// The store with labels for its relations and classes.
pub(crate) fn with_words(store: Store, knowledge: &Knowledge, seeds: &Seeds) -> anyhow::Result<Store> {
    let ontology = seeds.get("ontology.ttl").unwrap_or_default();
    Ok(store.with_vocabulary(&knowledge.relations(), ontology)?)
}
