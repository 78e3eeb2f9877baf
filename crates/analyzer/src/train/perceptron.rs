//! The averaged perceptron: integer weights while it learns, averaged and rounded to i8 at the end.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::reader::write_leb128;
use crate::table::{LAST, MAX_LABELS, Scorer};

/// Weights that are being learned.
pub(crate) struct Perceptron {
    n_labels: usize,
    index: HashMap<u32, u32, BuildHasherDefault<KeyHasher>>,
    rows: Vec<Vec<Entry>>,
    step: i64,
}

#[derive(Clone, Copy)]
struct Entry {
    label: u8,
    weight: i32,
    /// Sum of the weight over all steps up to `since`.
    total: i64,
    since: i64,
}

/// Keys are hashes already.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _: &[u8]) {}
    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Perceptron {
    pub(crate) fn new(n_labels: usize) -> Self {
        debug_assert!(n_labels <= MAX_LABELS);
        Perceptron { n_labels, index: HashMap::default(), rows: Vec::new(), step: 0 }
    }

    /// Counts a decision; the average is over these.
    pub(crate) fn tick(&mut self) {
        self.step += 1;
    }

    /// Adds `change` to the weight of the label for each key.
    pub(crate) fn add(&mut self, keys: &[u32], label: usize, change: i32) {
        for key in keys {
            let next = self.rows.len() as u32;
            let row = *self.index.entry(*key).or_insert(next);
            if row == next {
                self.rows.push(Vec::new());
            }
            let row = &mut self.rows[row as usize];
            let label = label as u8;
            let at = match row.iter().position(|entry| entry.label >= label) {
                Some(at) if row[at].label == label => at,
                at => {
                    let at = at.unwrap_or(row.len());
                    row.insert(at, Entry { label, weight: 0, total: 0, since: self.step });
                    at
                }
            };
            let entry = &mut row[at];
            entry.total += i64::from(entry.weight) * (self.step - entry.since);
            entry.since = self.step;
            entry.weight += change;
        }
    }

    /// Moves weight from the label that was picked to the right one.
    pub(crate) fn correct(&mut self, keys: &[u32], right: usize, picked: usize) {
        self.add(keys, right, 1);
        self.add(keys, picked, -1);
    }

    /// The averaged weights times `scale`, rounded; those that round to less than `least` are left out.
    pub(crate) fn finish(&self, scale: f64, least: f64) -> Weights {
        let steps = self.step.max(1);
        let mut rows = Vec::new();
        let mut keys: Vec<(u32, u32)> = self.index.iter().map(|(key, row)| (*key, *row)).collect();
        keys.sort_unstable();
        for (key, row) in keys {
            let mut entries = Vec::new();
            for entry in &self.rows[row as usize] {
                let total = entry.total + i64::from(entry.weight) * (steps - entry.since);
                let average = total as f64 / steps as f64;
                let weight = (average * scale).round().clamp(-127.0, 127.0) as i8;
                if average.abs() >= least && weight != 0 {
                    entries.push((entry.label, weight));
                }
            }
            if !entries.is_empty() {
                rows.push((key, entries));
            }
        }
        Weights { n_labels: self.n_labels, rows }
    }
}

impl Scorer for Perceptron {
    fn score(&self, keys: &[u32], scores: &mut [i32]) {
        for key in keys {
            if let Some(row) = self.index.get(key) {
                for entry in &self.rows[*row as usize] {
                    scores[usize::from(entry.label)] += entry.weight;
                }
            }
        }
    }
}

/// Learned weights, in ascending order of keys and labels.
pub(crate) struct Weights {
    n_labels: usize,
    rows: Vec<(u32, Vec<(u8, i8)>)>,
}

impl Weights {
    /// Number of features and of weights.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.rows.len(), self.rows.iter().map(|(_, entries)| entries.len()).sum())
    }

    /// Writes the weights as `Table::read` reads them.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.push(self.n_labels as u8);
        out.extend((self.rows.len() as u32).to_le_bytes());
        let mut before = 0;
        for (key, entries) in &self.rows {
            write_leb128(key - before, out);
            for (i, (label, weight)) in entries.iter().enumerate() {
                let last = if i + 1 == entries.len() { LAST } else { 0 };
                out.extend([label | last, *weight as u8]);
            }
            before = *key;
        }
    }

    /// The same as a table.
    pub(crate) fn table(&self) -> crate::table::Table {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        crate::table::Table::read(&mut crate::reader::Reader::new(&bytes)).unwrap_or_default()
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Puts a list in another order (Fisher and Yates).
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            let j = self.next() % (i as u64 + 1);
            list.swap(i, j as usize);
        }
    }
}
