//! Names known beforehand: `seeds/entities/*.tsv`.

use rustc_hash::FxHashMap;
use simpul_fact::EntityKind;

use crate::knowledge::KnowledgeError;

/// The known things and the names that they go by.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    entries: Vec<Entry>,
    by_name: FxHashMap<String, Vec<usize>>,
    by_id: FxHashMap<String, usize>,
    /// The country of an adjective or of its people: *Bolivian*, *Danes*.
    by_demonym: FxHashMap<String, usize>,
    /// First word of a name in lower case to the most words that such a name has.
    longest: FxHashMap<String, usize>,
}

/// A known thing.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) kind: EntityKind,
    pub(crate) label_id: Option<String>,
    pub(crate) label_en: Option<String>,
    pub(crate) wikidata: Option<String>,
    /// Id of the place that it lies in.
    pub(crate) within: Option<String>,
    /// What it is, in English: *Prime Minister of Kuwait*, *party*.
    pub(crate) note: Option<String>,
    /// `country`, `capital`, `city`, `province` …
    pub(crate) level: Option<String>,
    /// Short names in capitals, which are matched to the letter: *AS*, *DIY*.
    exact: Vec<String>,
}

impl Entry {
    /// A thing of which nothing more is known.
    pub(crate) fn new(id: String, kind: EntityKind) -> Entry {
        Entry {
            id,
            kind,
            label_id: None,
            label_en: None,
            wikidata: None,
            within: None,
            note: None,
            level: None,
            exact: Vec::new(),
        }
    }
}

impl Gazetteer {
    /// Adds a file; earlier files win where one name means two things.
    pub(crate) fn add(&mut self, file: &str, text: &str) -> Result<(), KnowledgeError> {
        let header: Vec<&str> = text.lines().next().unwrap_or_default().split('\t').collect();
        let column = |name: &str| header.iter().position(|h| *h == name);
        let required = |name: &str| {
            column(name)
                .ok_or_else(|| KnowledgeError::at(file, text, 0, &format!("the column {name:?} is missing")))
        };
        let (id, kind, aliases) = (required("id")?, required("type")?, required("aliases")?);
        let mut at = 0;
        for (n, line) in text.split('\n').enumerate() {
            let start = at;
            at += line.len() + 1;
            let fields: Vec<&str> = line.trim_end_matches('\r').split('\t').collect();
            if n == 0 || line.trim().is_empty() {
                continue;
            }
            if fields.len() != header.len() {
                let message = format!("{} fields where the header has {}", fields.len(), header.len());
                return Err(KnowledgeError::at(file, text, start, &message));
            }
            let kind =
                fields[kind].parse().map_err(|e| KnowledgeError::at(file, text, start, &format!("{e}")))?;
            let get = |name: &str| column(name).map(|c| fields[c]).filter(|f| *f != "-" && !f.is_empty());
            let owned = |name: &str| get(name).map(str::to_owned);
            let entry = Entry {
                id: fields[id].to_owned(),
                kind,
                label_id: owned("label_id"),
                label_en: owned("label_en"),
                wikidata: owned("wikidata"),
                within: owned("in"),
                note: owned("note"),
                level: owned("level"),
                exact: Vec::new(),
            };
            let names: Vec<String> = [get("label_id"), get("label_en")]
                .into_iter()
                .flatten()
                .chain(fields[aliases].split(';'))
                .map(str::trim)
                .filter(|a| !a.is_empty() && *a != "-")
                .map(str::to_owned)
                .collect();
            for demonym in get("demonyms").into_iter().flat_map(|d| d.split(';')) {
                self.by_demonym.entry(demonym.trim().to_owned()).or_insert(self.entries.len());
            }
            self.insert(entry, names);
        }
        Ok(())
    }

    /// Adds a thing without a name; returns its index.
    pub(crate) fn push(&mut self, entry: Entry) -> usize {
        let index = self.entries.len();
        self.by_id.entry(entry.id.clone()).or_insert(index);
        self.entries.push(entry);
        index
    }

    /// Lets names of that many words that begin so be looked for.
    pub(crate) fn expect(&mut self, name: &str) {
        let key = name.to_lowercase();
        let first = key.split(' ').next().unwrap_or_default().to_owned();
        let longest = self.longest.entry(first).or_default();
        *longest = key.split(' ').count().max(*longest);
    }

    fn insert(&mut self, mut entry: Entry, names: Vec<String>) {
        let index = self.entries.len();
        for name in names {
            if is_short(&name) {
                entry.exact.push(name.clone());
            }
            self.expect(&name);
            let known = self.by_name.entry(name.to_lowercase()).or_default();
            if known.last() != Some(&index) {
                known.push(index);
            }
        }
        self.push(entry);
    }

    /// Most words in a name that begins with that word; 0 where none does.
    pub(crate) fn longest(&self, first: &str) -> usize {
        self.longest.get(&first.to_lowercase()).copied().unwrap_or(0)
    }

    /// The things that go by that name, best first. The name must begin with a capital; a short name in capitals is
    /// matched to the letter.
    pub(crate) fn find(&self, name: &str) -> impl Iterator<Item = usize> + '_ {
        let capital = name.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let name = name.to_owned();
        let known = if capital { self.by_name.get(&name.to_lowercase()) } else { None };
        known.into_iter().flatten().copied().filter(move |e| {
            let entry = &self.entries[*e];
            let lower = name.to_lowercase();
            !entry.exact.iter().any(|x| x.to_lowercase() == lower) || entry.exact.contains(&name)
        })
    }

    /// The entry at an index given by [`Gazetteer::find`].
    pub(crate) fn entry(&self, index: usize) -> &Entry {
        &self.entries[index]
    }

    /// The entry with that id.
    pub(crate) fn by_id(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The entry with that Wikidata item.
    pub(crate) fn by_wikidata(&self, item: &str) -> Option<usize> {
        self.entries.iter().position(|e| e.wikidata.as_deref() == Some(item))
    }

    /// The country that an adjective or a name of its people tells: *Bolivian* is Bolivia. The word must be written
    /// with its capital.
    pub(crate) fn country_of_demonym(&self, word: &str) -> Option<usize> {
        self.by_demonym.get(word).copied()
    }

    /// The country that a capital stands for when it acts: *Moskow* for Russia.
    pub(crate) fn country_of_capital(&self, index: usize) -> Option<usize> {
        let entry = &self.entries[index];
        let country = self.by_id(entry.within.as_deref()?)?;
        (entry.level.as_deref() == Some("capital") && self.is_country(country)).then_some(country)
    }

    /// True for a state.
    pub(crate) fn is_country(&self, index: usize) -> bool {
        self.entries[index].level.as_deref() == Some("country")
    }
}

/// True for a short name in capitals.
pub(crate) fn is_short(name: &str) -> bool {
    name.chars().count() <= 5
        && name.chars().all(|c| !c.is_lowercase())
        && name.chars().any(char::is_uppercase)
}
