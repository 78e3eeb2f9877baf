//! The classes of tokens that patterns speak of: *Juni* is `<month>`, *3.000* is `<number>`, *1990-an* is `####-an`.

use rustc_hash::FxHashMap;
use simpul_text::Token;

/// Index of a class in a [`Vocabulary`].
pub(crate) type Class = usize;

/// The classes that hold by the shape of a token alone; their names are those of the pattern language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Digits, perhaps in groups: *12*, *3.000*, *5,2*.
    Number,
    /// Digits from one value to another; a leading zero only before one digit: *07*.
    Between(u32, u32),
    /// A capital first: *Bandung*, *DPR*, *G20*.
    Capital,
    /// A small letter first.
    Small,
    /// Two capitals or more, no small letter: *DPR*, *G20*.
    Capitals,
    /// Letters of Roman numbers: *XIV*.
    Roman,
    /// Letters or digits with a digit among them, begun by a capital or a digit: *27B*, *A320*, *737-800*.
    Code,
    /// Any token.
    Any,
}

impl Shape {
    /// The shape with that name; `1-31` is a range.
    pub(crate) fn named(name: &str) -> Option<Shape> {
        Some(match name {
            "number" => Shape::Number,
            "Word" => Shape::Capital,
            "word" => Shape::Small,
            "CAPS" => Shape::Capitals,
            "roman" => Shape::Roman,
            "code" => Shape::Code,
            "any" => Shape::Any,
            _ => {
                let (low, high) = name.split_once('-')?;
                Shape::Between(low.parse().ok()?, high.parse().ok()?)
            }
        })
    }

    fn holds(self, form: &str) -> bool {
        let digit_first = form.starts_with(|c: char| c.is_ascii_digit());
        let capital = || form.starts_with(char::is_uppercase);
        match self {
            Shape::Number => {
                digit_first
                    && form.ends_with(|c: char| c.is_ascii_digit())
                    && form.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b','))
            }
            Shape::Between(low, high) => {
                let zero = form.len() > 2 && form.starts_with('0');
                let digits = digit_first && form.len() < 9 && form.bytes().all(|b| b.is_ascii_digit());
                digits && !zero && form.parse().is_ok_and(|n| (low..=high).contains(&n))
            }
            Shape::Capital => capital(),
            Shape::Small => form.starts_with(char::is_lowercase),
            Shape::Capitals => {
                capital()
                    && form.chars().filter(|c| c.is_uppercase()).nth(1).is_some()
                    && !form.contains(char::is_lowercase)
            }
            Shape::Roman => capital() && form.bytes().all(|b| b"IVXLCDM".contains(&b)),
            Shape::Code => {
                (digit_first || capital())
                    && form.contains(|c: char| c.is_ascii_digit())
                    && form.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '.'))
            }
            Shape::Any => true,
        }
    }
}

/// A set of classes, one bit each.
pub(crate) type Bits = Vec<u64>;

pub(crate) fn insert(bits: &mut Bits, class: Class) {
    if bits.len() <= class / 64 {
        bits.resize(class / 64 + 1, 0);
    }
    bits[class / 64] |= 1 << (class % 64);
}

pub(crate) fn meet(a: &[u64], b: &[u64]) -> bool {
    a.iter().zip(b).any(|(a, b)| a & b != 0)
}

#[derive(Clone, Debug, Default)]
struct Entry {
    /// Classes whatever the case.
    any_case: Vec<Class>,
    /// Classes of a form as written here or in capitals.
    as_written: Vec<(String, Class)>,
}

/// All classes of one pattern file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vocabulary {
    n_classes: usize,
    /// By lower-case form, each digit as `#` where the entry is written so. Looked up, never walked.
    words: FxHashMap<String, Entry>,
    shapes: Vec<(Shape, Class)>,
    /// Length in bytes of the longest key.
    longest: usize,
}

impl Vocabulary {
    /// Number of 64-bit pieces of a set of classes.
    pub(crate) fn width(&self) -> usize {
        self.n_classes.div_ceil(64)
    }

    pub(crate) fn class(&mut self) -> Class {
        self.n_classes += 1;
        self.n_classes - 1
    }

    /// Adds a word to a class. Written without a capital it stands for any case; with one, for that form and the same
    /// in capitals.
    pub(crate) fn add(&mut self, word: &str, class: Class) {
        let lower = word.to_lowercase();
        self.longest = self.longest.max(lower.len());
        let written_small = lower == word;
        let entry = self.words.entry(lower).or_default();
        if written_small {
            entry.any_case.push(class);
        } else {
            entry.as_written.push((word.to_owned(), class));
        }
    }

    /// The class of a shape.
    pub(crate) fn shape(&mut self, shape: Shape) -> Class {
        if let Some((_, class)) = self.shapes.iter().find(|s| s.0 == shape) {
            return *class;
        }
        let class = self.class();
        self.shapes.push((shape, class));
        class
    }

    /// The classes of each token, [`Vocabulary::width`] pieces a token.
    pub(crate) fn classes(&self, tokens: &[Token]) -> Bits {
        let width = self.width();
        let mut bits = vec![0; tokens.len() * width];
        let mut key = String::new();
        for (token, bits) in tokens.iter().zip(bits.chunks_mut(width.max(1))) {
            let form = token.form.as_str();
            for (shape, class) in &self.shapes {
                if shape.holds(form) {
                    bits[class / 64] |= 1 << (class % 64);
                }
            }
            if form.len() > self.longest {
                continue;
            }
            key.clear();
            form.chars().for_each(|c| key.extend(c.to_lowercase().map(straight)));
            self.look_up(&key, form, bits);
            if key.bytes().any(|b| b.is_ascii_digit()) {
                let masked: String = key.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
                self.look_up(&masked, form, bits);
            }
        }
        bits
    }

    fn look_up(&self, key: &str, form: &str, bits: &mut [u64]) {
        let Some(entry) = self.words.get(key) else { return };
        let shouted = || !form.contains(char::is_lowercase);
        let as_written = entry.as_written.iter().filter(|(word, _)| masked_eq(word, form) || shouted());
        for class in entry.any_case.iter().chain(as_written.map(|(_, class)| class)) {
            bits[class / 64] |= 1 << (class % 64);
        }
    }
}

/// `Jum’at` is `Jum'at`.
fn straight(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '–' | '‑' => '-',
        c => c,
    }
}

/// True where the word is the form, with `#` for any digit.
fn masked_eq(word: &str, form: &str) -> bool {
    let mut forms = form.chars().map(straight);
    word.chars().all(|w| forms.next().is_some_and(|f| w == f || w == '#' && f.is_ascii_digit()))
        && forms.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_of_tokens() {
        for (name, holds, fails) in [
            ("number", "3.000,5", "3.000-an"),
            ("1-31", "07", "32"),
            ("1-31", "7", "007"),
            ("1000-2100", "2019", "2.019"),
            ("Word", "Ékonomi", "ékonomi"),
            ("CAPS", "G20S", "G20s"),
            ("roman", "XIV", "XA"),
            ("code", "737-800", "tujuh"),
            ("code", "A320", "a320"),
        ] {
            let shape = Shape::named(name).unwrap();
            assert!(shape.holds(holds), "{name} {holds}");
            assert!(!shape.holds(fails), "{name} {fails}");
        }
        assert_eq!(Shape::named("bulan"), None);
    }

    #[test]
    fn digits_and_case_of_words() {
        assert!(masked_eq("####-An", "1990-An"));
        assert!(!masked_eq("####-An", "1990-an"));
        assert!(!masked_eq("May", "Mayor"));
    }
}
