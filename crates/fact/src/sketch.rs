use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Words of a shingle.
const WORDS: usize = 5;
/// Hashes that a sketch keeps.
const SIZE: usize = 128;

/// A small sample of a text's words that tells how much two texts have in common without either text.
///
/// It is the bottom-k sketch (E. Cohen, H. Kaplan: Summarizing data using bottom-k sketches, PODC 2007) of the text's
/// shingles, its runs of five words in lower case: of all their hashes the 128 smallest. Resemblance and containment
/// are those of A. Broder: On the resemblance and containment of documents, 1997.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch {
    /// Number of different shingles of the text.
    pub shingles: usize,
    /// The smallest hashes, ascending.
    pub hashes: Vec<u32>,
}

/// What two texts have in common, estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Overlap {
    /// Share of the shingles of either that both have, from 0 to 1.
    pub resemblance: f32,
    /// Share of the shorter text's shingles that the longer has, from 0 to 1.
    pub containment: f32,
}

impl Sketch {
    /// The sketch of a text given in pieces; no shingle reaches over the end of a piece.
    pub fn of<'a>(pieces: impl Iterator<Item = &'a str>) -> Sketch {
        let mut hashes = BTreeSet::new();
        for piece in pieces {
            let lower = piece.to_lowercase();
            let words: Vec<&str> =
                lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
            hashes.extend(words.windows(WORDS).map(hash));
        }
        let shingles = hashes.len();
        Sketch { shingles, hashes: hashes.into_iter().take(SIZE).collect() }
    }

    /// What the two texts have in common.
    pub fn overlap(&self, other: &Sketch) -> Overlap {
        let (mut i, mut j, mut seen, mut both) = (0, 0, 0, 0);
        let (a, b) = (&self.hashes, &other.hashes);
        // The smallest hashes of the two together are a sketch of their union.
        while seen < SIZE && (i < a.len() || j < b.len()) {
            let left = a.get(i).copied().map_or(u64::MAX, u64::from);
            let right = b.get(j).copied().map_or(u64::MAX, u64::from);
            both += usize::from(left == right);
            i += usize::from(left <= right);
            j += usize::from(right <= left);
            seen += 1;
        }
        let smaller = self.shingles.min(other.shingles);
        if seen == 0 || smaller == 0 {
            return Overlap::default();
        }
        let resemblance = both as f32 / seen as f32;
        // |A ∩ B| = J (|A| + |B|) / (1 + J)
        let common = resemblance * (self.shingles + other.shingles) as f32 / (1.0 + resemblance);
        Overlap { resemblance, containment: (common / smaller as f32).min(1.0) }
    }
}

/// FNV-1a (Fowler, Noll, Vo) over the words, each followed by a zero byte, and the finaliser of MurmurHash3
/// (A. Appleby), which spreads it over all bits.
fn hash(words: &[&str]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for word in words {
        for byte in word.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of so many words, each from its number on.
    fn text(from: usize, to: usize) -> String {
        (from..to).map(|i| format!("kata{i}")).collect::<Vec<_>>().join(" ")
    }

    fn sketch(text: &str) -> Sketch {
        Sketch::of([text].into_iter())
    }

    #[test]
    fn estimates_are_near_the_truth() {
        let long = sketch(&text(0, 1000));
        // a piece of the text, a text that shares half, another text: resemblance, containment
        let cases = [(text(0, 300), 0.3, 1.0), (text(500, 1500), 0.33, 0.5), (text(2000, 3000), 0.0, 0.0)];
        for (other, resemblance, containment) in cases {
            let overlap = long.overlap(&sketch(&other));
            assert!((overlap.resemblance - resemblance).abs() < 0.1, "{overlap:?}");
            assert!((overlap.containment - containment).abs() < 0.15, "{overlap:?}");
            assert_eq!(sketch(&other).overlap(&long), overlap);
        }
    }

    #[test]
    fn case_and_punctuation_do_not_count_and_short_texts_have_no_shingle() {
        assert_eq!(
            sketch("Hujan turun di Kota Lama, kata warga."),
            sketch("hujan TURUN di kota lama kata warga")
        );
        assert_eq!(sketch("hanya empat kata saja"), Sketch::default());
        assert_eq!(Sketch::default().overlap(&Sketch::default()), Overlap::default());
    }
}
