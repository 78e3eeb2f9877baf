use simpul_text::{Sentence, Token};

/// A sentence with what the matcher looks up often: the dependents and the lower-cased form of every token.
///
/// Built once a sentence, in time linear in its tokens. A head that lies outside the sentence counts as none, so a
/// damaged sentence is a smaller tree and no panic.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    sentence: &'a Sentence,
    /// Dependents of token `i`: `dependents[starts[i]..starts[i + 1]]`.
    starts: Vec<usize>,
    dependents: Vec<usize>,
    forms: Vec<String>,
}

impl<'a> Tree<'a> {
    /// Indexes a sentence.
    pub fn new(sentence: &'a Sentence) -> Self {
        let n_tokens = sentence.tokens.len();
        let mut starts = vec![0; n_tokens + 1];
        for token in &sentence.tokens {
            if let Some(head) = token.head.filter(|h| *h < n_tokens) {
                starts[head + 1] += 1;
            }
        }
        for i in 0..n_tokens {
            starts[i + 1] += starts[i];
        }
        let mut dependents = vec![0; starts[n_tokens]];
        let mut next = starts.clone();
        for (i, token) in sentence.tokens.iter().enumerate() {
            if let Some(head) = token.head.filter(|h| *h < n_tokens) {
                dependents[next[head]] = i;
                next[head] += 1;
            }
        }
        let forms = sentence.tokens.iter().map(|t| t.form.to_lowercase()).collect();
        Tree { sentence, starts, dependents, forms }
    }

    /// The sentence.
    pub fn sentence(&self) -> &'a Sentence {
        self.sentence
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// True for a sentence without tokens.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// A token; `None` past the end.
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        self.sentence.tokens.get(i)
    }

    /// The form of a token in lower case; empty past the end.
    pub fn form(&self, i: usize) -> &str {
        self.forms.get(i).map_or("", String::as_str)
    }

    /// The head of a token; `None` for the root and past the end.
    pub fn head(&self, i: usize) -> Option<usize> {
        self.token(i)?.head.filter(|h| *h < self.len())
    }

    /// The dependents of a token, in text order; none past the end.
    pub fn children(&self, i: usize) -> &[usize] {
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(start), Some(end)) => &self.dependents[*start..*end],
            _ => &[],
        }
    }
}
