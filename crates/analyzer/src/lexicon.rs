//! What is known of single words beside the treebanks: a likely tag, a class of words used alike.

use crate::ModelError;
use crate::reader::Reader;

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its usual tag in another tag set, from 1; 0 for none.
    pub(crate) tag: u8,
    /// Class of words used alike, from 1; 0 for none.
    pub(crate) cluster: u16,
}

/// From hashed lower-case forms to entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    /// In ascending order.
    keys: Vec<u32>,
    entries: Vec<Entry>,
}

impl Lexicon {
    /// What is known of the word with this hash.
    pub(crate) fn get(&self, form: u32) -> Entry {
        self.keys.binary_search(&form).map_or(Entry::default(), |i| self.entries[i])
    }

    /// Reads a lexicon: number of words (u32), then for each the distance of its key to the one before (LEB128),
    /// the tag (u8) and the cluster (LEB128).
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let n = reader.u32()?;
        let mut lexicon = Lexicon::default();
        let mut key = 0u32;
        for _ in 0..n {
            key = key.checked_add(reader.leb128()?).ok_or_else(|| reader.damaged())?;
            let tag = reader.u8()?;
            let cluster = u16::try_from(reader.leb128()?).map_err(|_| reader.damaged())?;
            lexicon.keys.push(key);
            lexicon.entries.push(Entry { tag, cluster });
        }
        Ok(lexicon)
    }

    /// A lexicon of these words.
    #[cfg(feature = "train")]
    pub(crate) fn new(words: &std::collections::BTreeMap<u32, Entry>) -> Self {
        let (keys, entries) = words.iter().map(|(key, entry)| (*key, *entry)).unzip();
        Lexicon { keys, entries }
    }

    /// Writes the lexicon as [`Lexicon::read`] reads it.
    #[cfg(feature = "train")]
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.keys.len() as u32).to_le_bytes());
        let mut before = 0;
        for (key, entry) in self.keys.iter().zip(&self.entries) {
            crate::reader::write_leb128(key - before, out);
            out.push(entry.tag);
            crate::reader::write_leb128(u32::from(entry.cluster), out);
            before = *key;
        }
    }
}
