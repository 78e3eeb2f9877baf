//! Which row owns an `id` and a surface, so that no two rows share one.

use std::collections::BTreeMap;

use crate::source::SourceError;
use crate::table::Row;

/// Owners of ids and surfaces over all files built so far.
#[derive(Debug, Default)]
pub(crate) struct Names {
    ids: BTreeMap<String, &'static str>,
    surfaces: BTreeMap<String, String>,
    clashes: Vec<String>,
}

impl Names {
    /// The `id` of the row that owns this surface.
    pub(crate) fn owner(&self, surface: &str) -> Option<&str> {
        self.surfaces.get(surface).map(String::as_str)
    }

    /// Whether a row with this `id` exists.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.ids.contains_key(id)
    }

    /// Claims a hand-kept row; notes a clash when its `id` or a surface belongs to another row.
    pub(crate) fn claim(&mut self, file: &'static str, row: &Row) {
        if let Some(other) = self.ids.insert(row.id.clone(), file) {
            self.clashes.push(format!("{file}: id {} is taken by a row of {other}; add the place", row.id));
        }
        for surface in row.surfaces() {
            match self.surfaces.insert(surface.to_owned(), row.id.clone()) {
                Some(owner) if owner != row.id => {
                    let id = &row.id;
                    self.clashes.push(format!("{file}: {surface:?} of {id} already names {owner}; keep one"));
                }
                _ => {}
            }
        }
    }

    /// The clashes noted so far, one line each.
    ///
    /// # Errors
    ///
    /// There is a clash.
    pub(crate) fn check(&self) -> Result<(), SourceError> {
        if self.clashes.is_empty() { Ok(()) } else { Err(SourceError::Clashes(self.clashes.join("\n"))) }
    }

    /// Claims a row taken from data: drops the aliases that belong to other rows. Returns `None`, claiming
    /// nothing, when a label or the `id` is taken.
    pub(crate) fn claim_free(&mut self, file: &'static str, mut row: Row) -> Option<Row> {
        let taken = |names: &Self, surface: &str| names.owner(surface).is_some();
        if self.has_id(&row.id) || taken(self, &row.label_id) {
            return None;
        }
        if taken(self, &row.label_en) {
            row.label_en.clone_from(&row.label_id);
        }
        row.aliases.retain(|alias| !taken(self, alias));
        row.tidy();
        self.claim(file, &row);
        Some(row)
    }
}
