//! Holds the items of an aliases file against the gazetteer and one another, and makes [`Aliases`] of them.

use simpul_fact::{EntityKind, iri};
use simpul_rules::RuleError;
use simpul_rules::reader::Reader;

use super::parse::{EntityItem, MergeItem, RenameItem, SplitItem, Word, parse};
use super::{Aliases, Label, Meaning, Ruled, Scope, key};
use crate::gazetteer::{Entry, Gazetteer};

impl Aliases {
    /// Reads a file and adds the things that it names to the gazetteer. `file` is what reasons and errors call it.
    ///
    /// # Errors
    /// All of them at once, in the order of the file.
    pub(crate) fn load(file: &str, text: &str, gazetteer: &mut Gazetteer) -> Result<Aliases, Vec<RuleError>> {
        let (items, reader) = parse(file, text)?;
        let aliases = Aliases { file: file.to_owned(), ..Aliases::default() };
        let mut loader = Loader { reader, gazetteer, aliases };
        items.entities.iter().for_each(|i| loader.entity(i));
        items.merges.iter().for_each(|i| loader.merge(i));
        items.splits.iter().for_each(|i| loader.split(i));
        items.renames.iter().for_each(|i| loader.rename(i));
        let errors = loader.reader.into_errors();
        if errors.is_empty() { Ok(loader.aliases) } else { Err(errors) }
    }
}

struct Loader<'t, 'g> {
    reader: Reader<'t>,
    gazetteer: &'g mut Gazetteer,
    aliases: Aliases,
}

impl Loader<'_, '_> {
    fn ruled<T>(&self, says: T, at: usize, scope: &Scope) -> Ruled<T> {
        Ruled { says, line: self.reader.position(at).0, scope: scope.clone() }
    }

    fn entity(&mut self, item: &EntityItem) {
        let EntityItem { at, scope, name, kind, id, wikidata, aliases } = item;
        let by_id = id.as_ref().and_then(|id| self.gazetteer.by_id(&id.text));
        let by_item = wikidata.as_ref().and_then(|q| self.gazetteer.by_wikidata(&q.text));
        let by_name = || self.gazetteer.find(&name.text).find(|e| self.gazetteer.entry(*e).kind == *kind);
        let known = match (id, wikidata) {
            (None, None) => by_name(),
            (Some(_), _) => by_id,
            (None, Some(_)) => by_item,
        };
        if let (Some(id), Some(item), Some(wikidata)) = (id, by_item, wikidata)
            && Some(item) != by_id
        {
            let message = format!(
                "{} is {:?}; leave id out, or write that",
                wikidata.text,
                self.gazetteer.entry(item).id
            );
            self.reader.error(id.at, message);
            return;
        }
        if let Some(entry) = known.map(|e| self.gazetteer.entry(e)) {
            let place = id.as_ref().or(wikidata.as_ref()).map_or(*at, |w| w.at);
            let other = entry.wikidata.as_ref().zip(wikidata.as_ref()).filter(|(a, b)| **a != b.text);
            if entry.kind != *kind {
                let message = format!("{:?} is known as {}, not {kind}", entry.id, entry.kind);
                self.reader.error(place, message);
                return;
            }
            if let Some((known, _)) = other {
                self.reader.error(place, format!("{:?} is known as {known}; leave wikidata out", entry.id));
                return;
            }
        }
        let entry = known.or_else(|| self.add(name, *kind, id.as_ref(), wikidata.as_ref()));
        for name in std::iter::once(name).chain(aliases) {
            if let Some(entry) = entry {
                self.bind(name, entry, scope, false);
            }
        }
    }

    /// A new entry; `None`, with an error, where its id is taken.
    fn add(
        &mut self,
        name: &Word,
        kind: EntityKind,
        id: Option<&Word>,
        wikidata: Option<&Word>,
    ) -> Option<usize> {
        // as `own_id` names what no gazetteer knows, so that a thing keeps its IRI when it is written down
        let own = || format!("{}-{}", kind.name().to_lowercase(), iri::slug(&name.text));
        let id = id.map_or_else(own, |id| id.text.clone());
        if self.gazetteer.by_id(&id).is_some() {
            self.reader.error(name.at, format!("another entry has the id {id:?}; give this one an id"));
            return None;
        }
        let mut entry = Entry::new(id, kind);
        entry.label_id = Some(name.text.clone());
        entry.label_en = Some(name.text.clone());
        entry.wikidata = wikidata.map(|q| q.text.clone());
        Some(self.gazetteer.push(entry))
    }

    /// Lets a name mean an entry; an error where the file lets it mean another one in the same articles.
    fn bind(&mut self, name: &Word, entry: usize, scope: &Scope, by_merge: bool) {
        let ruled = self.ruled(entry, name.at, scope);
        let meanings = self.aliases.meanings.entry(key(&name.text)).or_default();
        match meanings.iter().find(|m| m.entry.scope == *scope && m.name == name.text) {
            Some(other) if other.entry.says != entry => {
                let message = format!(
                    "{:?} is a name of {:?} by line {}",
                    name.text,
                    self.gazetteer.entry(other.entry.says).id,
                    other.entry.line
                );
                self.reader.error(name.at, message);
            }
            Some(_) => {}
            None => {
                self.gazetteer.expect(&name.text);
                meanings.push(Meaning { name: name.text.clone(), entry: ruled, by_merge });
            }
        }
    }

    /// What a name means: by the file, for these articles or for all, else by the gazetteer.
    fn known(&self, name: &str, scope: &Scope) -> Option<usize> {
        self.by_file(name, scope).map(|m| m.entry.says).or_else(|| self.gazetteer.find(name).next())
    }

    fn by_file(&self, name: &str, scope: &Scope) -> Option<&Meaning> {
        let meanings = self.aliases.meanings.get(&key(name))?;
        let own = meanings.iter().find(|m| m.entry.scope == *scope);
        own.or_else(|| meanings.iter().find(|m| m.entry.scope.is_general()))
    }

    fn merge(&mut self, item: &MergeItem) {
        let MergeItem { at, scope, names, kind } = item;
        let known: Vec<(&Word, usize)> =
            names.iter().filter_map(|n| Some((n, self.known(&n.text, scope)?))).collect();
        let kind_of = |entry: usize| self.gazetteer.entry(entry).kind;
        let first = known.first().map(|(name, entry)| (format!("{:?} is", name.text), kind_of(*entry)));
        let Some((what, wanted)) = kind.map(|k| ("kind says".to_owned(), k)).or(first) else {
            if names.len() > 1 {
                self.reader.error(*at, "none of these names is known: write their kind");
            }
            return;
        };
        let other: Vec<_> = known.iter().filter(|(_, e)| kind_of(*e) != wanted).collect();
        for (name, entry) in &other {
            let kind = self.gazetteer.entry(*entry).kind;
            let message = format!("{:?} is {kind}, and {what} {wanted}: two kinds are never one", name.text);
            self.reader.error(name.at, message);
        }
        let Some(first) = names.first().filter(|_| other.is_empty()) else { return };
        let target = known.first().map(|(_, entry)| *entry).or_else(|| self.add(first, wanted, None, None));
        let Some(target) = target else { return };
        for name in names {
            let own = self.by_file(&name.text, scope).filter(|m| m.entry.scope == *scope);
            // a name that an [[entity]] gives follows its entity
            let given = own.is_some_and(|m| !m.by_merge);
            let entry = known.iter().find(|(n, _)| n.at == name.at).map(|(_, entry)| *entry);
            let moved = entry.filter(|e| *e != target && (given || own.is_none()));
            if let Some(entry) = moved {
                let ruled = self.ruled(target, name.at, scope);
                self.aliases.merged.entry(entry).or_default().push(ruled);
            }
            if !given {
                self.bind(name, target, scope, true);
            }
        }
    }

    fn split(&mut self, item: &SplitItem) {
        let SplitItem { scope, names, id, wikidata } = item;
        if let [name] = names.as_slice() {
            self.unlink(name, id.as_ref(), wikidata.as_ref(), scope);
            return;
        }
        for (i, name) in names.iter().enumerate() {
            for other in names.iter().skip(i + 1) {
                self.part(name, other, scope);
            }
        }
    }

    /// Keeps two names apart.
    fn part(&mut self, name: &Word, other: &Word, scope: &Scope) {
        let target = |word: &Word| {
            let meaning = self.by_file(&word.text, scope).filter(|m| m.entry.scope == *scope)?;
            let asked = self.aliases.merged.get(&meaning.entry.says);
            let merged = asked.into_iter().flatten().find(|r| r.scope == *scope);
            Some((merged.map_or(meaning.entry.says, |r| r.says), meaning.entry.line))
        };
        if let (Some((a, line)), Some((b, _))) = (target(name), target(other))
            && a == b
        {
            let message = format!("{:?} and {:?} are one by line {line}", name.text, other.text);
            self.reader.error(other.at, message);
            return;
        }
        let known = self.known(&name.text, scope);
        if known.is_none() && iri::slug(&name.text) == iri::slug(&other.text) {
            let message = format!(
                "{:?} gets the id of {:?}: give one of them an [[entity]] with an id",
                other.text, name.text
            );
            self.reader.error(other.at, message);
            return;
        }
        for (one, two) in [(name, other), (other, name)] {
            let ruled = self.ruled(two.text.clone(), other.at, scope);
            self.aliases.apart.entry(key(&one.text)).or_default().push(ruled);
        }
        if let Some(entry) = known {
            let ruled = self.ruled(Some(entry), other.at, scope);
            self.aliases.denied.entry(key(&other.text)).or_default().push(ruled);
        }
    }

    /// Keeps a name from a known thing, or from all of them.
    fn unlink(&mut self, name: &Word, id: Option<&Word>, wikidata: Option<&Word>, scope: &Scope) {
        let by_id = id.map(|w| (w, self.gazetteer.by_id(&w.text)));
        let by_item = || wikidata.map(|w| (w, self.gazetteer.by_wikidata(&w.text)));
        let thing = match by_id.or_else(by_item) {
            Some((word, None)) => {
                self.reader.error(word.at, format!("nothing known is {:?}", word.text));
                return;
            }
            Some((_, entry)) => entry,
            None => None,
        };
        let of_file = self.by_file(&name.text, scope);
        let known: Vec<usize> =
            of_file.map(|m| m.entry.says).into_iter().chain(self.gazetteer.find(&name.text)).collect();
        let fits = |e: &usize| thing.is_none_or(|t| t == *e);
        if !known.iter().any(fits) {
            let what =
                thing.map_or("anything known".to_owned(), |t| format!("{:?}", self.gazetteer.entry(t).id));
            self.reader
                .error(name.at, format!("{:?} is no name of {what}: there is nothing to split", name.text));
            return;
        }
        if let Some(meaning) = of_file.filter(|m| m.entry.scope == *scope && fits(&m.entry.says)) {
            let message =
                format!("{:?} is said to be a name of it by line {}", name.text, meaning.entry.line);
            self.reader.error(name.at, message);
            return;
        }
        let ruled = self.ruled(thing, name.at, scope);
        self.aliases.denied.entry(key(&name.text)).or_default().push(ruled);
    }

    fn rename(&mut self, item: &RenameItem) {
        let RenameItem { at, scope, name, label, label_id, label_en } = item;
        let text = |word: &Option<Word>| word.as_ref().map(|w| w.text.clone());
        let label = Label { both: text(label), id: text(label_id), en: text(label_en) };
        let ruled = self.ruled(label, *at, scope);
        let known = self.known(&name.text, scope).map(|e| self.gazetteer.entry(e).id.clone());
        let of_name = match known {
            Some(id) => self.aliases.renamed_ids.entry(id).or_default(),
            None => self.aliases.renamed.entry(key(&name.text)).or_default(),
        };
        match of_name.iter().find(|r| r.scope == *scope).map(|r| r.line) {
            Some(line) => {
                self.reader.error(name.at, format!("{:?} is renamed by line {line} already", name.text));
            }
            None => of_name.push(ruled),
        }
    }
}
