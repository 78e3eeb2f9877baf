//! The values between the words and the graph: names, titles and the mentions of an article.

use std::ops::Range;

use simpul_fact::EntityKind;

use crate::title_list::TitleClass;

/// A name in the text, with the title it is said with.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Index of the sentence.
    pub(crate) sentence: usize,
    /// The tokens of the name alone: *Vladimir Putin*.
    pub(crate) name: Range<usize>,
    /// The tokens with title and honorific: *Presiden Rusia Vladimir Putin*.
    pub(crate) whole: Range<usize>,
    /// What kind of thing.
    pub(crate) kind: EntityKind,
    /// The gazetteer entry, where the name is known.
    pub(crate) entry: Option<usize>,
    /// The name as one string, white space normalised.
    pub(crate) text: String,
    /// The acronym that the text gives in brackets: *KPU* in *Komisi Pemilihan Umum (KPU)*.
    pub(crate) acronym: Option<String>,
}

/// A title in the text: *Menteri Luar Negeri Rusia*, with its holder or without.
#[derive(Clone, Debug)]
pub(crate) struct Title {
    /// Index of the sentence.
    pub(crate) sentence: usize,
    /// The tokens of the title, its body included.
    pub(crate) tokens: Range<usize>,
    /// What it says about its holder.
    pub(crate) class: TitleClass,
    /// Index of the mention of the body.
    pub(crate) body: Option<usize>,
    /// The body that the title itself names.
    pub(crate) fused: Option<String>,
    /// Index of the mention of the holder; `None` where the title stands alone.
    pub(crate) holder: Option<usize>,
    /// True for a former holder: *mantan presiden*.
    pub(crate) former: bool,
    /// True for one who is not yet: *calon presiden*.
    pub(crate) future: bool,
}

/// All names and titles of an article, in text order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mentions {
    pub(crate) names: Vec<Mention>,
    pub(crate) titles: Vec<Title>,
    /// By sentence and token: the innermost name that holds it.
    by_token: Vec<Vec<Option<usize>>>,
    /// By sentence and token: the title that holds it.
    title_by_token: Vec<Vec<Option<usize>>>,
}

impl Mentions {
    /// Sorts and indexes; `lengths` are the numbers of tokens by sentence. Indices of names must already be in order.
    pub(crate) fn new(names: Vec<Mention>, titles: Vec<Title>, lengths: &[usize]) -> Mentions {
        let mut by_token: Vec<Vec<Option<usize>>> = lengths.iter().map(|n| vec![None; *n]).collect();
        let mut title_by_token: Vec<Vec<Option<usize>>> = by_token.clone();
        for (i, mention) in names.iter().enumerate() {
            by_token[mention.sentence][mention.name.clone()].fill(Some(i));
        }
        for (i, title) in titles.iter().enumerate() {
            // the words of a title of several stand for the first holder, with whom the others are listed
            let first = title_by_token[title.sentence].get(title.tokens.start).copied().flatten();
            if first.is_some_and(|f| titles[f].tokens == title.tokens) {
                continue;
            }
            title_by_token[title.sentence][title.tokens.clone()].fill(Some(i));
        }
        Mentions { names, titles, by_token, title_by_token }
    }

    /// The name that holds the token; `None` past the end of the sentence.
    pub(crate) fn name_at(&self, sentence: usize, token: usize) -> Option<usize> {
        self.by_token[sentence].get(token).copied().flatten()
    }

    /// The title that holds the token; `None` past the end of the sentence.
    pub(crate) fn title_at(&self, sentence: usize, token: usize) -> Option<usize> {
        self.title_by_token[sentence].get(token).copied().flatten()
    }

    /// The titles of a sentence, in text order.
    pub(crate) fn titles_in(&self, sentence: usize) -> &[Title] {
        let start = self.titles.partition_point(|t| t.sentence < sentence);
        let end = self.titles.partition_point(|t| t.sentence <= sentence);
        &self.titles[start..end]
    }

    /// The names of a sentence, in text order.
    pub(crate) fn in_sentence(&self, sentence: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let start = self.names.partition_point(|m| m.sentence < sentence);
        let end = self.names.partition_point(|m| m.sentence <= sentence);
        start..end
    }
}
