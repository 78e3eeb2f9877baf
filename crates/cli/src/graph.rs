//! The graph of a store, as far as the flags want it.

use simpul_extractor::Knowledge;
use simpul_graph::{Graph, Options, Positions};
use simpul_store::Store;

use crate::args::graph::{Filter, StoreDir};
use crate::exit::{Code, fail};
use crate::pipeline;

/// The graph of what a filter lets through of the store that the flags name.
pub(crate) fn read(dir: &StoreDir, filter: &Filter, positions: Positions) -> anyhow::Result<Graph> {
    let store = Store::open_read_only(&dir.store)?;
    let knowledge = pipeline::knowledge(&pipeline::seeds(dir.seeds.as_deref())?)?;
    of(&store, &knowledge, filter, positions)
}

/// The graph of what a filter lets through of a store.
pub(crate) fn of(
    store: &Store,
    knowledge: &Knowledge,
    filter: &Filter,
    positions: Positions,
) -> anyhow::Result<Graph> {
    let relations = knowledge.relations();
    if let Some(name) = filter.relations.iter().find(|n| relations.iter().all(|r| r.name != **n)) {
        let message = format!("no relation is named {name:?}; simpul rules lists them");
        return Err(fail(Code::Usage, message));
    }
    let options = Options {
        relations,
        positions,
        min_confidence: filter.min_confidence,
        min_sources: filter.min_sources,
        only: filter.relations.clone(),
        since: filter.since,
        until: filter.until,
    };
    Ok(Graph::new(store.extractions(), &options))
}
