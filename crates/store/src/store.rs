use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

use simpul_fact::{Extraction, Relation, Source, Statement};

use crate::StoreError;
use crate::disk::{Disk, System};
use crate::folder::Folder;
use crate::rdf::Vocabulary;

/// The extractions of many articles, in memory or in a folder, and the graph that they make together.
///
/// Invariant: for a store in a folder, every extraction held is on disk, and nothing else is.
pub struct Store {
    extractions: BTreeMap<String, Extraction>,
    pub(crate) folder: Option<Folder>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) graph: OnceLock<oxigraph::store::Store>,
}

/// What [`Store::load`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The article is new.
    Added,
    /// The article was known and said something else.
    Replaced,
    /// The article was known with the same content; nothing was written.
    Unchanged,
}

/// What [`Store::merge`] does where an article is in both stores and differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflicts {
    /// Nothing at all, and says which.
    Refuse,
    /// Takes the one of the other store.
    Replace,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("folder", &self.folder)
            .field("articles", &self.len())
            .finish_non_exhaustive()
    }
}

impl Store {
    /// A store that ends with the process.
    pub fn in_memory() -> Result<Store, StoreError> {
        Ok(Store {
            extractions: BTreeMap::new(),
            folder: None,
            vocabulary: Vocabulary::default(),
            graph: OnceLock::new(),
        })
    }

    /// Opens the store in that folder for writing; makes it where there is no folder, or an empty one.
    ///
    /// Fails where another process writes to it ([`StoreError::Locked`]), where the folder holds other things
    /// ([`StoreError::NotAStore`]), and where a file is damaged ([`StoreError::Damaged`]).
    pub fn create_or_open(dir: &Path) -> Result<Store, StoreError> {
        Store::create_on(dir, Box::new(System))
    }

    /// The same on another disk.
    pub(crate) fn create_on(dir: &Path, disk: Box<dyn Disk>) -> Result<Store, StoreError> {
        Store::over(Folder::create_or_open(dir, disk)?)
    }

    /// Opens the store in that folder for writing; it must be there ([`StoreError::Missing`]).
    pub fn open(dir: &Path) -> Result<Store, StoreError> {
        Store::over(Folder::open(dir, Box::new(System))?)
    }

    /// Reads the store in that folder as it is now. Any number of readers may do so at a time, but none while a
    /// process writes ([`StoreError::Locked`]). Nothing in the folder is changed, so it may be write-protected.
    pub fn open_read_only(dir: &Path) -> Result<Store, StoreError> {
        Store::over(Folder::open_read_only(dir)?)
    }

    fn over(folder: Folder) -> Result<Store, StoreError> {
        let extractions = folder.read()?;
        Ok(Store { extractions, folder: Some(folder), ..Store::in_memory()? })
    }

    /// A store that answers over a graph of any content, for tests of the query layer.
    #[cfg(test)]
    pub(crate) fn over_graph(graph: OnceLock<oxigraph::store::Store>) -> Result<Store, StoreError> {
        Ok(Store { graph, ..Store::in_memory()? })
    }

    /// The same store with the words for its relations and classes: `relations` become properties with labels,
    /// `ontology` is Turtle and is added as it stands. Both show in queries and exports, in the default graph.
    ///
    /// Fails where the ontology is no Turtle or holds blank nodes, whose names would differ from run to run.
    pub fn with_vocabulary(mut self, relations: &[Relation], ontology: &str) -> Result<Store, StoreError> {
        self.vocabulary = Vocabulary::new(relations, ontology)?;
        self.graph = OnceLock::new();
        Ok(self)
    }

    /// Takes in what was read from one article, in place of what was read from it before. On return it is on disk
    /// (written to a temporary file, synchronised, renamed).
    pub fn load(&mut self, extraction: &Extraction) -> Result<Change, StoreError> {
        let changes = self.load_all(std::slice::from_ref(extraction))?;
        Ok(changes.first().copied().unwrap_or(Change::Unchanged))
    }

    /// Takes in many articles at once: the same as one after the other, with fewer waits for the disk. On return they
    /// are all on disk; after an error some of them may be. Of two with one id the later counts.
    pub fn load_all(&mut self, extractions: &[Extraction]) -> Result<Vec<Change>, StoreError> {
        extractions.iter().try_for_each(check)?;
        let (mut changes, mut last) = (Vec::new(), BTreeMap::new());
        for extraction in extractions {
            let id = extraction.source.id.as_str();
            changes.push(match last.get(id).copied().or_else(|| self.extractions.get(id)) {
                Some(old) if old == extraction => Change::Unchanged,
                Some(_) => Change::Replaced,
                None => Change::Added,
            });
            last.insert(id, extraction);
        }
        last.retain(|id, extraction| self.extractions.get(*id) != Some(*extraction));
        if last.is_empty() {
            return Ok(changes);
        }
        if let Some(folder) = &self.folder {
            folder.write(last.values().copied())?;
        }
        let new: Vec<Extraction> = last.into_values().cloned().collect();
        self.extractions.extend(new.into_iter().map(|e| (e.source.id.clone(), e)));
        self.graph = OnceLock::new();
        Ok(changes)
    }

    /// Takes in the articles of another store. Where an article is in both and differs, `conflicts` decides; nothing is
    /// changed before all conflicts are known ([`StoreError::Conflict`]).
    pub fn merge(&mut self, other: &Store, conflicts: Conflicts) -> Result<Vec<Change>, StoreError> {
        if conflicts == Conflicts::Refuse {
            let differs = |e: &&Extraction| self.extraction(&e.source.id).is_some_and(|own| own != *e);
            if let Some(extraction) = other.extractions().find(differs) {
                return Err(StoreError::Conflict { article: extraction.source.id.clone() });
            }
        }
        let all: Vec<Extraction> = other.extractions().cloned().collect();
        self.load_all(&all)
    }

    /// Writes the store as it was when it was opened, and as this value has changed it since, to a new folder; gives
    /// the number of articles. The folder must not be there, or be empty ([`StoreError::Exists`]). A copy that is cut
    /// short is no store.
    pub fn backup(&self, to: &Path) -> Result<usize, StoreError> {
        Folder::fill(to, self.extractions())?;
        Ok(self.len())
    }

    /// Forgets one article and what only it said. False where there is no such article.
    pub fn remove(&mut self, article_id: &str) -> Result<bool, StoreError> {
        if !self.extractions.contains_key(article_id) {
            return Ok(false);
        }
        if let Some(folder) = &self.folder {
            folder.remove(article_id)?;
        }
        self.extractions.remove(article_id);
        self.graph = OnceLock::new();
        Ok(true)
    }

    /// Number of articles.
    pub fn len(&self) -> usize {
        self.extractions.len()
    }

    /// True for a store without articles.
    pub fn is_empty(&self) -> bool {
        self.extractions.is_empty()
    }

    /// The articles, sorted by their id.
    pub fn articles(&self) -> impl Iterator<Item = &Source> {
        self.extractions.values().map(|e| &e.source)
    }

    /// What was read from the articles, sorted by the article's id.
    pub fn extractions(&self) -> impl Iterator<Item = &Extraction> + Clone {
        self.extractions.values()
    }

    /// What was read from one article.
    pub fn extraction(&self, article_id: &str) -> Option<&Extraction> {
        self.extractions.get(article_id)
    }

    /// All statements, article by article, each as its article states it.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.extractions.values().flat_map(|e| &e.statements)
    }
}

/// Refuses what could not be read back or traced to its words.
fn check(extraction: &Extraction) -> Result<(), StoreError> {
    for statement in &extraction.statements {
        let why = if !statement.confidence.is_finite() {
            "the confidence is no number"
        } else if statement.evidence.is_empty() {
            "there is no evidence"
        } else {
            continue;
        };
        let (relation, subject) = (&statement.relation, &statement.subject.id);
        let why = format!("statement {relation} of {subject}: {why}");
        return Err(StoreError::Invalid { article: extraction.source.id.clone(), why });
    }
    Ok(())
}
