//! Weights of a linear classifier: from feature keys to rows of (label, weight).
//!
//! Layout in a file, all integers little endian: number of labels (u8), number of features (u32), then for each
//! feature in ascending key order the distance to the key before (LEB128) and its entries, at least one: label and
//! weight (u8, i8), the top bit of the label set in the last entry.

use crate::ModelError;
use crate::reader::Reader;

/// What scores the labels given the keys of the features that are on.
pub(crate) trait Scorer {
    /// Adds the weights of the features to `scores`, one per label.
    fn score(&self, keys: &[u32], scores: &mut [i32]);
}

/// A read-only table with open addressing. Keys are hashes, so the home of a key is its value scaled to the
/// number of slots; keys are entered in ascending order, which keeps the slots sorted and building it fast.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    n_labels: usize,
    slots: Vec<Slot>,
    homes: u64,
    /// Rows of entries, as in the file.
    rows: Vec<[u8; 2]>,
}

/// The most labels that a table can have.
#[cfg(feature = "train")]
pub(crate) const MAX_LABELS: usize = 127;
/// Marks the last entry of a row.
pub(crate) const LAST: u8 = 0x80;

/// `row` is 0 where the slot is free; the first entry of `rows` is not used.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u32,
    row: u32,
}

impl Table {
    /// Reads a table.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let n_labels = usize::from(reader.u8()?);
        let n_features = reader.u32()? as usize;
        if n_features > reader.left() {
            return Err(reader.damaged());
        }
        let homes = n_features as u64 * 3 / 2 + 1;
        let mut slots = vec![Slot::default(); homes as usize + 64];
        let mut rows = Vec::with_capacity(3 * n_features);
        rows.push([LAST, 0]);
        let (mut key, mut next) = (0u32, 0usize);
        for _ in 0..n_features {
            key = key.checked_add(reader.leb128()?).ok_or_else(|| reader.damaged())?;
            let row = u32::try_from(rows.len()).map_err(|_| reader.damaged())?;
            loop {
                let entry = reader.pair()?;
                if usize::from(entry[0] & !LAST) >= n_labels {
                    return Err(reader.damaged());
                }
                rows.push(entry);
                if entry[0] & LAST != 0 {
                    break;
                }
            }
            let at = next.max(home(key, homes));
            if at >= slots.len() {
                slots.resize(at + 1, Slot::default());
            }
            slots[at] = Slot { key, row };
            next = at + 1;
        }
        slots.push(Slot::default()); // so that every search ends
        Ok(Table { n_labels, slots, homes, rows })
    }

    /// Number of labels.
    pub(crate) fn n_labels(&self) -> usize {
        self.n_labels
    }

    /// Where the entries of a key begin, given what stands in its home slot; 0 where there are none.
    #[inline]
    fn row(&self, key: u32, home: usize, first: Slot) -> usize {
        let (mut at, mut slot) = (home, first);
        while slot.row != 0 && slot.key < key {
            at += 1;
            slot = self.slots.get(at).copied().unwrap_or_default();
        }
        if slot.key == key { slot.row as usize } else { 0 }
    }
}

/// How many features are looked up together, so that the waits for memory overlap.
const BATCH: usize = 32;

#[inline]
fn home(key: u32, homes: u64) -> usize {
    ((u64::from(key) * homes) >> 32) as usize
}

impl Scorer for Table {
    fn score(&self, keys: &[u32], scores: &mut [i32]) {
        if self.slots.is_empty() {
            return;
        }
        let mut homes = [0; BATCH];
        let mut slots = [Slot::default(); BATCH];
        let mut rows = [(0, [0; 2]); BATCH];
        for keys in keys.chunks(BATCH) {
            for (at, key) in homes.iter_mut().zip(keys) {
                *at = home(*key, self.homes);
            }
            for (slot, at) in slots.iter_mut().zip(&homes[..keys.len()]) {
                *slot = self.slots[*at];
            }
            let mut n = 0;
            for (i, key) in keys.iter().enumerate() {
                let row = self.row(*key, homes[i], slots[i]);
                rows[n].0 = row;
                n += usize::from(row != 0);
            }
            for (row, first) in &mut rows[..n] {
                *first = self.rows[*row];
            }
            for (row, first) in &rows[..n] {
                let (mut entry, mut at) = (*first, *row);
                loop {
                    scores[usize::from(entry[0] & !LAST)] += i32::from(entry[1] as i8);
                    if entry[0] & LAST != 0 {
                        break;
                    }
                    at += 1;
                    entry = self.rows[at];
                }
            }
        }
    }
}

/// Index of the highest score among the labels that `allowed` lets pass; the lower index wins a tie.
pub(crate) fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None::<usize>;
    for (label, score) in scores.iter().enumerate() {
        if allowed(label) && best.is_none_or(|b| *score > scores[b]) {
            best = Some(label);
        }
    }
    best.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_finds_what_it_was_given() {
        let keys = [0u32, 1, 2, 300, 0x8000_0000, u32::MAX - 1, u32::MAX];
        let mut bytes = vec![3u8];
        bytes.extend((keys.len() as u32).to_le_bytes());
        let mut before = 0;
        for (i, key) in keys.iter().enumerate() {
            crate::reader::write_leb128(key - before, &mut bytes);
            before = *key;
            bytes.extend([(i % 3) as u8 | LAST, (i as i8 - 3) as u8]);
        }
        let table = Table::read(&mut Reader::new(&bytes)).unwrap();
        for (i, key) in keys.iter().enumerate() {
            let mut scores = [0; 3];
            table.score(&[*key], &mut scores);
            assert_eq!(scores[i % 3], i as i32 - 3, "{key}");
        }
        let mut scores = [0; 3];
        table.score(&[5, 299, 301, 0x7FFF_FFFF], &mut scores);
        assert_eq!(scores, [0; 3]);
        for cut in 0..bytes.len() {
            assert!(Table::read(&mut Reader::new(&bytes[..cut])).is_err(), "{cut}");
        }
    }
}
