//! What the network sees of a word: *"Menyetujui"* gives the rows of its form, its beginnings and ends, its shape.

use crate::shape::Shape;

/// Rows that a word adds up.
pub(crate) const N_ROWS: usize = 13;

/// Annotation styles that a row of the feature table can stand for: treebanks, corpora of names.
pub const MAX_STYLES: usize = 8;

/// Most rows that hashes share.
pub(crate) const MAX_BUCKETS: usize = 1 << 20;

/// First row of the styles of trees.
const TREE_STYLES: usize = 1;
/// First row of the styles of names.
const NAME_STYLES: usize = TREE_STYLES + MAX_STYLES;
/// The row of a word whose form has none of its own.
const UNKNOWN: usize = NAME_STYLES + MAX_STYLES;
/// First row of known forms.
const FORMS: usize = UNKNOWN + 1;

/// The annotation styles that answers should follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Styles {
    /// Of tags and trees: a number below [`MAX_STYLES`].
    pub trees: u32,
    /// Of names: a number below [`MAX_STYLES`].
    pub names: u32,
}

/// The rows of one word: in the table of features, in the table of vectors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Input {
    pub(crate) rows: [u32; N_ROWS],
    pub(crate) vector: u32,
}

/// Which forms have a row, as 32-bit hashes in ascending order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Forms with a row in the table of features.
    pub(crate) forms: Vec<u32>,
    /// Forms with a vector.
    pub(crate) vectors: Vec<u32>,
    /// Words of lists of names.
    pub(crate) listed: Vec<u32>,
    /// For each of these a set of lists, as bits.
    pub(crate) lists: Vec<u8>,
    /// Rows that the hashes of beginnings, ends and shapes share.
    pub(crate) buckets: u32,
}

impl Vocabulary {
    /// A vocabulary of forms, vectors and words of lists of names, each as [keys](form_key) in ascending order.
    #[cfg(feature = "train")]
    pub fn new(
        forms: Vec<u32>,
        vectors: Vec<u32>,
        names: &std::collections::BTreeMap<u32, u8>,
        buckets: u32,
    ) -> Self {
        let (listed, lists) = names.iter().map(|(key, lists)| (*key, *lists)).unzip();
        Vocabulary { forms, vectors, listed, lists, buckets }
    }

    /// Rows of the table of features.
    pub(crate) fn n_features(&self) -> usize {
        FORMS + self.forms.len() + self.buckets as usize
    }

    /// The input for the words of a sentence.
    pub fn inputs<S: AsRef<str>>(&self, forms: &[S], styles: Styles) -> Vec<Input> {
        let mut normal = String::new();
        forms
            .iter()
            .enumerate()
            .map(|(i, form)| self.input(form.as_ref(), i == 0, styles, &mut normal))
            .collect()
    }

    fn input(&self, form: &str, first: bool, styles: Styles, normal: &mut String) -> Input {
        normalise(form, normal);
        let key = hash(normal);
        let mut rows = [0; N_ROWS];
        rows[0] = self.forms.binary_search(&key).map_or(UNKNOWN, |i| FORMS + i) as u32;
        let mut row = 1;
        let mut push = |template: u32, part: u32| {
            rows[row] = self.bucket(template, part);
            row += 1;
        };
        let mut end = normal.len();
        for length in 0..4 {
            if let Some(c) = normal[..end].chars().next_back() {
                end -= c.len_utf8();
                push(length, hash(&normal[end..]));
            } else {
                push(length, 0);
            }
        }
        let mut end = 0;
        for length in 4..8 {
            if let Some(c) = normal[end..].chars().next() {
                end += c.len_utf8();
                push(length, hash(&normal[..end]));
            } else {
                push(length, 0);
            }
        }
        push(8, shape(form).wrapping_mul(2) + u32::from(first));
        let lists = self.listed.binary_search(&key).map_or(0, |i| self.lists[i]);
        let capital = form.starts_with(char::is_uppercase);
        push(9, u32::from(lists) * 2 + u32::from(capital));
        rows[N_ROWS - 2] = TREE_STYLES as u32 + styles.trees;
        rows[N_ROWS - 1] = NAME_STYLES as u32 + styles.names;
        let vector = self.vectors.binary_search(&key).map_or(0, |i| i as u32 + 1);
        Input { rows, vector }
    }

    fn bucket(&self, template: u32, part: u32) -> u32 {
        let mixed = (part ^ template.wrapping_mul(0x9E37_79B9)).wrapping_mul(0x85EB_CA6B);
        let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0xC2B2_AE35);
        let mixed = mixed ^ (mixed >> 13);
        (FORMS + self.forms.len()) as u32 + mixed % self.buckets.max(1)
    }
}

impl Input {
    /// The same word without a row of its own form, as a word never seen.
    #[cfg(feature = "train")]
    pub(crate) fn without_form(mut self) -> Self {
        self.rows[0] = UNKNOWN as u32;
        self
    }
}

/// True where the rows are within the tables.
pub(crate) fn fits(input: &Input, shape: &Shape) -> bool {
    input.rows.iter().all(|r| (*r as usize) < shape.features)
        && (input.vector as usize) < shape.vectors.max(1)
}

/// The key of a form in a [`Vocabulary`]: a hash of it in lower case, with digits and marks made alike.
pub fn form_key(form: &str) -> u32 {
    let mut normal = String::new();
    normalise(form, &mut normal);
    hash(&normal)
}

/// FNV-1a, 32 bits.
pub(crate) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811C_9DC5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

/// *"“Tahun” 1998"* gives *"tahun" 0000*: small letters, digits as 0, marks in their plain form. `out` is written anew.
pub fn normalise(form: &str, out: &mut String) {
    out.clear();
    for c in form.chars() {
        match c {
            '0'..='9' => out.push('0'),
            'a'..='z' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '‘' | '’' | '`' | '´' => out.push('\''),
            '–' | '—' | '‑' => out.push('-'),
            '…' => out.push_str("..."),
            c => out.extend(c.to_lowercase()),
        }
    }
    if out == "''" {
        out.clear();
        out.push('"');
    }
}

/// Kinds of characters; all others stand for themselves.
const CAPITAL: u32 = 1;
const CAPITALS: u32 = 2; // the second and later of a run
const SMALL: u32 = 3;
const DIGIT: u32 = 4;

/// *Jakarta* is Xx, *COVID-19* is XX-0, *e-KTP* is x-XX: a hash of the kinds of characters, runs taken once.
fn shape(form: &str) -> u32 {
    let (mut hash, mut last, mut n) = (0x811C_9DC5_u32, 0, 0);
    for c in form.chars() {
        let kind = if c.is_uppercase() {
            if matches!(last, CAPITAL | CAPITALS) { CAPITALS } else { CAPITAL }
        } else if c.is_alphabetic() {
            SMALL
        } else if c.is_numeric() {
            DIGIT
        } else {
            u32::from(c)
        };
        if kind != last && n < 8 {
            hash = (hash ^ kind).wrapping_mul(0x0100_0193);
            n += 1;
        }
        last = kind;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_alike_share_rows() {
        let mut forms = vec![hash("rumah"), hash("jakarta")];
        forms.sort_unstable();
        let vocabulary =
            Vocabulary { forms, vectors: vec![hash("rumah")], buckets: 1000, ..Vocabulary::default() };
        let styles = Styles { trees: 1, names: 0 };
        let inputs = vocabulary.inputs(&["Rumah", "rumah", "kota"], styles);
        assert_eq!(inputs[0].rows[..9], inputs[1].rows[..9]);
        assert_ne!(inputs[0].rows[9], inputs[1].rows[9]);
        assert_eq!([inputs[1].vector, inputs[2].vector], [1, 0]);
        assert_eq!(inputs[2].rows[0], UNKNOWN as u32);
        assert!(inputs.iter().flat_map(|i| i.rows).all(|r| (r as usize) < vocabulary.n_features()));
    }

    #[test]
    fn shapes_tell_capitals_apart() {
        assert_eq!(shape("Jakarta"), shape("Bandung"));
        assert_ne!(shape("DPR"), shape("Dpr"));
        assert_ne!(shape("M"), shape("MM"));
        assert_eq!(shape("SBY"), shape("DPRD"));
    }
}
