//! The graph of a store, made from its extractions when it is first asked for.

use std::sync::mpsc;
use std::thread;

use oxigraph::store::{StorageError, Store as Graph};

use crate::{Store, StoreError, rdf};

/// Batches of quads that are made ahead of the loader.
const AHEAD: usize = 2;

impl Store {
    /// The graph, made when first asked for.
    pub(crate) fn graph(&self) -> Result<&Graph, StoreError> {
        if let Some(graph) = self.graph.get() {
            return Ok(graph);
        }
        let graph = self.make().map_err(|e| StoreError::Evaluation(e.to_string()))?;
        Ok(self.graph.get_or_init(|| graph))
    }

    fn make(&self) -> Result<Graph, StorageError> {
        let graph = Graph::new()?;
        self.fill(&graph)?;
        Ok(graph)
    }

    /// Loads all quads. They are made on a thread of their own, while the ones before them are loaded.
    fn fill(&self, graph: &Graph) -> Result<(), StorageError> {
        let mut loader = graph.bulk_loader();
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(AHEAD);
            let quads = rdf::batches(self.extractions(), &self.vocabulary, false);
            // The receiver only ends early where loading failed.
            scope.spawn(move || quads.map(|batch| sender.send(batch)).find(Result::is_err));
            receiver.into_iter().try_for_each(|batch| loader.load_quads(batch))
        })?;
        loader.commit()
    }
}
