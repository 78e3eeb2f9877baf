//! Weights of a linear classifier: from feature keys to rows of (label, weight).
//!
//! Layout in a file, all integers little endian: number of labels (u8), number of features (u32), then for each
//! feature in ascending key order the distance to the key before (LEB128) and its entries, at least one: label and
//! weight (u8, i8), the top bit of the label set in the last entry.

mod lookup;

use arrayvec::ArrayVec;

use self::lookup::Lookup;
use crate::ModelError;
use crate::reader::Reader;

/// What scores the labels given the keys of the features that are on.
pub(crate) trait Scorer {
    /// Adds the weights of the features to `scores`, one per label.
    fn score(&self, keys: &[u32], scores: &mut [i32]);
}

/// A read-only table of weights, laid out for the cache, for wide additions and for few guesses of the processor.
///
/// The weights of a key lie, by their number, in the look-up itself, in a group of four or eight entries, or in an
/// array with a place for each label. Sums of integers: their order does not matter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    n_labels: usize,
    lookup: Lookup,
    fours: Vec<[Entry; 4]>,
    eights: Vec<[Entry; 8]>,
    dense: Vec<[i8; LANES]>,
    /// Number of groups of [`LANES`] labels in a row of `dense`.
    stride: usize,
}

/// A label and its weight.
type Entry = [u8; 2];

/// The most labels that a table can have.
#[cfg(feature = "train")]
pub(crate) const MAX_LABELS: usize = 127;
/// Marks the last entry of a row.
pub(crate) const LAST: u8 = 0x80;

/// Where a row is: a kind of row in the top three bits, its index below; 0 for no row. From [`kind::HERE`] on, the
/// other 31 bits are the row itself, two entries.
mod kind {
    pub(super) const FOUR: usize = 1;
    pub(super) const EIGHT: usize = 2;
    pub(super) const DENSE: usize = 3;
    pub(super) const HERE: usize = 4;
    /// Bits of the index.
    pub(super) const BITS: u32 = 29;
}

/// Labels that are added together.
const LANES: usize = 16;
/// Labels that fit in seven bits.
const WIDTH: usize = 128;
/// Keys looked up before their rows are added: so few that their weights, of 8 bits, add up in 16.
const BATCH: usize = 128;
/// Fewer keys than this are looked up one by one.
const FEW: usize = 6;

impl Table {
    /// Reads a table.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, ModelError> {
        let n_labels = usize::from(reader.u8()?);
        let n_features = reader.u32()? as usize;
        if n_features > reader.left() {
            return Err(reader.damaged());
        }
        let stride = n_labels.min(WIDTH).div_ceil(LANES);
        let mut table = Table { n_labels, stride, lookup: Lookup::new(n_features), ..Table::default() };
        let mut key = 0u32;
        let mut entries = [[0, 0]; WIDTH];
        for i in 0..n_features {
            let distance = reader.leb128()?;
            if distance == 0 && i > 0 {
                return Err(reader.damaged());
            }
            key = key.checked_add(distance).ok_or_else(|| reader.damaged())?;
            let mut n = 0;
            for entry in &mut entries {
                let [label, weight] = reader.pair()?;
                *entry = [label & !LAST, weight];
                if usize::from(entry[0]) >= n_labels {
                    return Err(reader.damaged());
                }
                n += 1;
                if label & LAST != 0 {
                    break;
                }
            }
            let row = match entries[..n] {
                [[a, b]] => u32::from_le_bytes([b, a, 0, LAST]),
                [[a, b], [c, d]] => u32::from_le_bytes([b, a, d, c | LAST]),
                _ => table.enter(&entries[..n]).ok_or_else(|| reader.damaged())?,
            };
            table.lookup.enter(key, row);
        }
        table.lookup.finish();
        Ok(table)
    }

    /// Enters a row of three entries or more and tells where it is; `None` where there are too many.
    fn enter(&mut self, entries: &[Entry]) -> Option<u32> {
        // what stands in for a missing entry changes nothing
        let entry = |i: usize| entries.get(i).copied().unwrap_or([0, 0]);
        let narrow = self.stride <= 2;
        let (kind, index) = match entries.len() {
            ..=4 if !narrow => {
                self.fours.push(std::array::from_fn(entry));
                (kind::FOUR, self.fours.len() - 1)
            }
            ..=8 if !narrow => {
                self.eights.push(std::array::from_fn(entry));
                (kind::EIGHT, self.eights.len() - 1)
            }
            _ => {
                let start = self.dense.len();
                self.dense.resize(start + self.stride, [0; LANES]);
                let row = self.dense[start..].as_flattened_mut();
                for [label, weight] in entries {
                    row[usize::from(*label)] = *weight as i8;
                }
                (kind::DENSE, start / self.stride)
            }
        };
        let index = u32::try_from(index).ok().filter(|index| *index < 1 << kind::BITS)?;
        Some((kind as u32) << kind::BITS | index)
    }

    /// Adds the weights of one row.
    fn add(&self, row: u32, scores: &mut [i32]) {
        let mut add = |entries: &[Entry]| {
            for [label, weight] in entries {
                scores[usize::from(*label)] += i32::from(*weight as i8);
            }
        };
        match (row >> kind::BITS) as usize {
            0 => {}
            kind::FOUR => add(&self.fours[index(row)]),
            kind::EIGHT => add(&self.eights[index(row)]),
            kind::DENSE => {
                for (score, weight) in scores.iter_mut().zip(self.dense(row).as_flattened()) {
                    *score += i32::from(*weight);
                }
            }
            _ => add(&here(row)),
        }
    }

    /// The weights of a row for all labels.
    #[inline]
    fn dense(&self, row: u32) -> &[[i8; LANES]] {
        let start = index(row) * self.stride;
        &self.dense[start..start + self.stride]
    }

    /// Number of labels.
    pub(crate) fn n_labels(&self) -> usize {
        self.n_labels
    }
}

impl Scorer for Table {
    fn score(&self, keys: &[u32], scores: &mut [i32]) {
        if keys.len() < FEW {
            for key in keys {
                self.add(self.lookup.row(*key), scores);
            }
            return;
        }
        for keys in keys.chunks(BATCH) {
            // by kind, so that adding them takes no guesses of what comes next
            let mut rows: [ArrayVec<u32, BATCH>; kind::HERE + 1] = Default::default();
            for key in keys {
                let row = self.lookup.row(*key);
                rows[((row >> kind::BITS) as usize).min(kind::HERE)].push(row);
            }
            let mut sums = [[0i16; LANES]; WIDTH / LANES];
            for row in &rows[kind::DENSE] {
                for (sums, weights) in sums.iter_mut().zip(self.dense(*row)) {
                    *sums = std::array::from_fn(|i| sums[i] + i16::from(weights[i]));
                }
            }
            let sums = sums.as_flattened_mut();
            for row in &rows[kind::HERE] {
                for entry in here(*row) {
                    add(sums, entry);
                }
            }
            for row in &rows[kind::FOUR] {
                for entry in self.fours[index(*row)] {
                    add(sums, entry);
                }
            }
            for row in &rows[kind::EIGHT] {
                for entry in self.eights[index(*row)] {
                    add(sums, entry);
                }
            }
            for (score, sum) in scores.iter_mut().zip(&*sums) {
                *score += i32::from(*sum);
            }
        }
    }
}

#[inline]
fn index(row: u32) -> usize {
    (row & ((1 << kind::BITS) - 1)) as usize
}

/// The entries of a row that holds them itself.
#[inline]
fn here(row: u32) -> [Entry; 2] {
    let [b, a, d, c] = row.to_le_bytes();
    [[a, b], [c & !LAST, d]]
}

#[inline]
fn add(sums: &mut [i16], [label, weight]: Entry) {
    sums[usize::from(label)] += i16::from(weight as i8);
}

/// Index of the highest score among the labels that `allowed` lets pass; the lower index wins a tie.
pub(crate) fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None::<usize>;
    for (label, score) in scores.iter().enumerate() {
        if best.is_none_or(|b| *score > scores[b]) && allowed(label) {
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

    #[test]
    fn rows_of_every_length_add_up() {
        for n_labels in [2usize, 13, 17, 40, 89, 127] {
            let mut bytes = vec![n_labels as u8];
            let n_keys = 3000u32;
            bytes.extend(n_keys.to_le_bytes());
            let mut random = 7u32;
            let mut next = move || {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                random >> 8
            };
            let (mut key, mut rows) = (0, Vec::new());
            for i in 0..n_keys {
                // crowded in places, so that buckets overflow
                let distance = 1 + if i % 100 < 30 { next() % 4 } else { next() % 1_000_000 };
                key += distance;
                crate::reader::write_leb128(distance, &mut bytes);
                let n = 1 + next() as usize % n_labels.min(1 + i as usize % 40);
                let mut row = vec![0; n_labels];
                for (label, entry) in row.iter_mut().enumerate().skip(n_labels - n) {
                    let weight = (next() % 255) as i32 - 127;
                    *entry = weight;
                    let last = if label + 1 == n_labels { LAST } else { 0 };
                    bytes.extend([label as u8 | last, weight as i8 as u8]);
                }
                rows.push((key, row));
            }
            let table = Table::read(&mut Reader::new(&bytes)).unwrap();
            for n in [1, 5, 6, 120, 300] {
                let mut keys = Vec::new();
                let mut expected = vec![1; n_labels];
                for _ in 0..n {
                    let (key, row) = &rows[next() as usize % rows.len()];
                    keys.extend([*key, key + 1_000_001]);
                    let more = rows.iter().find(|(other, _)| *other == key + 1_000_001);
                    for label in 0..n_labels {
                        expected[label] += row[label] + more.map_or(0, |(_, row)| row[label]);
                    }
                }
                let mut scores = vec![1; n_labels];
                table.score(&keys, &mut scores);
                assert_eq!(scores, expected, "{n_labels} labels, {n} keys");
            }
        }
    }

    #[test]
    fn a_key_that_comes_twice_is_damage() {
        let bytes = [2, 2, 0, 0, 0, 9, LAST, 1, 0, LAST, 1];
        assert!(Table::read(&mut Reader::new(&bytes)).is_err());
    }
}
