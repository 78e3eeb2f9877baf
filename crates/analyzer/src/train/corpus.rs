//! Reads the corpora.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use simpul_net::Styles;
use simpul_text::{Language, Sentence, conllu};

use super::named::Named;
use super::raw::{self, Paragraph};
use super::{Part, Recipe, TrainError};
use crate::tagger::Style;

/// A treebank and how it is annotated.
pub(crate) struct Treebank {
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) style: Style,
    /// Lemmas and features were made by hand.
    pub(crate) gold: bool,
}

/// Where the sentences of a treebank are.
enum Source {
    /// One file.
    File(&'static str),
    /// The documents that `splits.md` of this folder lists under a heading.
    Documents(&'static str, &'static str),
}

/// What variants are chosen on, and so left out of training with [`Part::HoldOut`].
enum HeldOut {
    Nothing,
    EveryFourth,
    /// A part that is never trained on.
    Apart(Source),
}

/// A treebank to train on.
struct Trees {
    source: Source,
    style: Style,
    /// Lemmas and features were made by hand.
    gold: bool,
    held_out: HeldOut,
}

/// What the models of a language are learned from; paths are relative to the folder of the data.
pub(crate) struct Corpora {
    trees: &'static [Trees],
    /// The treebanks whose plain text teaches where words and sentences end.
    plain: &'static [Plain],
    pub(crate) named: &'static [Named],
    /// The style of names that news is read in.
    news_names: Style,
    /// A corpus of names that is trained on only if wanted, for the tests made from the other part of it are then
    /// no tests of other news.
    pub(crate) more_named: &'static [Named],
    /// Names to choose variants on.
    pub(crate) held_out_names: Named,
    /// Plain texts for word classes and vectors.
    pub(crate) texts: &'static [Text],
    /// More plain texts for word vectors.
    pub(crate) more_texts: &'static [Text],
    /// Plain texts that teachers read for the network.
    pub(crate) taught: &'static [Text],
}

/// The plain text of a treebank.
struct Plain {
    path: &'static str,
    style: Style,
    held_out: HeldOut,
}

/// Sentences in a piece of a treebank without paragraphs.
const PIECE: usize = 40;

/// A plain text.
pub(crate) enum Text {
    /// A passage a line.
    Lines(&'static str),
    /// A passage in a column (from 0) of every record but the first; fields apart by this byte.
    Column(&'static str, u8, usize),
    /// A word a line, then other columns; an empty line between sentences.
    Words(&'static str),
    /// A passage in every long string of the JSON files in this folder and those in it.
    Strings(&'static str),
}

const INDONESIAN: Corpora = Corpora {
    trees: &[
        Trees {
            source: Source::File("ud_id_gsd/train_upgraded.conllu"),
            style: 0,
            gold: false,
            held_out: HeldOut::Nothing,
        },
        Trees {
            source: Source::File("ud_id_gsd/id_gsd-ud-dev.conllu"),
            style: 0,
            gold: true,
            held_out: HeldOut::EveryFourth,
        },
        Trees {
            source: Source::File("ud_id_csui/id_csui-ud-train.conllu"),
            style: 1,
            gold: true,
            held_out: HeldOut::EveryFourth,
        },
    ],
    plain: &[
        Plain { path: "ud_id_gsd/train_upgraded.conllu", style: 0, held_out: HeldOut::Nothing },
        Plain { path: "ud_id_gsd/id_gsd-ud-dev.conllu", style: 0, held_out: HeldOut::EveryFourth },
        Plain { path: "ud_id_csui/id_csui-ud-train.conllu", style: 1, held_out: HeldOut::EveryFourth },
    ],
    named: &[
        Named::new("ner_id_indolem/nerui.txt", 1, (0, 0)),
        Named::new("ner_id_indonlu/nergrit_ner-grit.train.txt", 2, (0, 0)),
        Named::new("ner_id_indonlu/nergrit_ner-grit.valid.txt", 2, (0, 0)),
    ],
    news_names: 1,
    more_named: &[Named::new("ner_id_idner2k/train.txt", 0, (0, 0))],
    held_out_names: Named::new("ner_id_idner2k/dev.txt", 0, (0, 0)),
    texts: &[
        Text::Lines("text_id_open/news_passages_facqa_tokenised.txt"),
        Text::Lines("text_id_open/premises_indonli.txt"),
        Text::Words("pos_id_kumparan/dataset_postag.txt"),
    ],
    more_texts: &[Text::Lines("text_id_unlabelled/clickid_paragraphs.txt")],
    taught: &[
        Text::Lines("text_id_unlabelled/clickid_paragraphs.txt"),
        Text::Lines("text_id_open/premises_indonli.txt"),
    ],
};

/// UD English-EWT, train.
const EWT: &str = "ud_en_ewt/en_ewt-ud-train.conllu";
/// UD English-EWT, development part.
const EWT_DEV: &str = "ud_en_ewt/en_ewt-ud-dev.conllu";

const ENGLISH: Corpora = Corpora {
    trees: &[
        Trees {
            source: Source::File(EWT),
            style: 0,
            gold: true,
            held_out: HeldOut::Apart(Source::File(EWT_DEV)),
        },
        Trees {
            source: Source::Documents("gum_ncfree", "train"),
            style: 1,
            gold: true,
            held_out: HeldOut::Apart(Source::Documents("gum_ncfree", "dev")),
        },
    ],
    plain: &[Plain { path: EWT, style: 0, held_out: HeldOut::Apart(Source::File(EWT_DEV)) }],
    named: &[
        Named::new("ner_en_uner_ewt/en_ewt-ud-train.2023-07-19.iob2", 0, (1, 2)),
        Named::new("ner_en_misc/wikigold.conll", 1, (0, 0)),
        Named::new("ner_en_misc/btc_a.conll", 2, (0, 0)),
        Named::new("ner_en_misc/btc_b.conll", 2, (0, 0)),
        Named::new("ner_en_misc/btc_e.conll", 2, (0, 0)),
        Named::new("ner_en_misc/btc_f.conll", 2, (0, 0)),
        Named::new("ner_en_misc/btc_g.conll", 2, (0, 0)),
        Named::new("ner_en_misc/btc_h.conll", 2, (0, 0)),
        Named::entities("gum_ncfree", "train", 3),
        Named::new("ner_en_misc/crossner_politics_train.txt", 4, (0, 0)),
        Named::new("ner_en_misc/crossner_politics_dev.txt", 4, (0, 0)),
        Named::new("ner_en_misc/crossner_politics_test.txt", 4, (0, 0)),
    ],
    news_names: 4,
    more_named: &[],
    held_out_names: Named::new("ner_en_uner_ewt/en_ewt-ud-dev.iob2", 0, (1, 2)),
    texts: &[
        Text::Column("news_en_wikinews/wikinews_2019.csv", b',', 3),
        Text::Column("news_en_wikinews/wikinews_2020.csv", b',', 3),
        Text::Column("coref_en_gap/gap-development.tsv", b'\t', 1),
        Text::Column("coref_en_gap/gap-validation.tsv", b'\t', 1),
    ],
    more_texts: &[Text::Column("coref_en_gap/gap-test.tsv", b'\t', 1), Text::Strings("gaz_factbook")],
    taught: &[
        Text::Column("news_en_wikinews/wikinews_2019.csv", b',', 3),
        Text::Column("news_en_wikinews/wikinews_2020.csv", b',', 3),
        Text::Column("coref_en_gap/gap-development.tsv", b'\t', 1),
        Text::Column("coref_en_gap/gap-validation.tsv", b'\t', 1),
    ],
};

impl Corpora {
    /// The corpora of a language.
    pub(crate) fn of(language: Language) -> &'static Self {
        match language {
            Language::Id => &INDONESIAN,
            Language::En => &ENGLISH,
        }
    }

    /// The treebanks to train on.
    pub(crate) fn treebanks(&self, data: &Path, part: Part) -> Result<Vec<Treebank>, TrainError> {
        let mut treebanks = Vec::new();
        for Trees { source, style, gold, held_out } in self.trees {
            let mut sentences = source.read(data)?;
            if part == Part::HoldOut && matches!(held_out, HeldOut::EveryFourth) {
                sentences = keep(sentences, HELD_OUT);
            }
            treebanks.push(Treebank { sentences, style: *style, gold: *gold });
        }
        Ok(treebanks)
    }

    /// What [`Part::HoldOut`] leaves out of the treebanks.
    pub(crate) fn held_out(&self, data: &Path) -> Result<Vec<Treebank>, TrainError> {
        let mut treebanks = Vec::new();
        for Trees { source, style, gold, held_out } in self.trees {
            let sentences = match held_out {
                HeldOut::Nothing => continue,
                HeldOut::EveryFourth => skip(source.read(data)?, HELD_OUT),
                HeldOut::Apart(other) => other.read(data)?,
            };
            treebanks.push(Treebank { sentences, style: *style, gold: *gold });
        }
        Ok(treebanks)
    }

    /// Plain text to learn from where words and sentences end.
    /// Every fourth piece is left out, beginning with this one.
    pub(crate) fn paragraphs(&self, data: &Path, out: Option<usize>) -> Result<Vec<Paragraph>, TrainError> {
        let mut paragraphs = Vec::new();
        for Plain { path, style, held_out } in self.plain {
            let mut pieces = pieces(data, path, *style)?;
            if let Some(first) = out
                && matches!(held_out, HeldOut::EveryFourth)
            {
                pieces = keep(pieces, first);
            }
            paragraphs.extend(pieces);
        }
        Ok(paragraphs)
    }

    /// What that leaves out, by file, or what is never trained on.
    pub(crate) fn held_out_paragraphs(
        &self,
        data: &Path,
        first: usize,
    ) -> Result<Vec<(&'static str, Vec<Paragraph>)>, TrainError> {
        let mut files = Vec::new();
        for Plain { path, style, held_out } in self.plain {
            match held_out {
                HeldOut::EveryFourth => files.push((*path, skip(pieces(data, path, *style)?, first))),
                HeldOut::Apart(Source::File(path)) => files.push((*path, pieces(data, path, *style)?)),
                _ => {}
            }
        }
        Ok(files)
    }

    /// The styles that news is read in: UD Indonesian-CSUI, IDNer-news-2k or NERUI; UD English-GUM,
    /// CrossNER.
    pub(crate) fn styles(&self, recipe: &Recipe) -> Styles {
        let names = if recipe.more_names { self.held_out_names.style } else { self.news_names };
        Styles { trees: 1, names }
    }

    /// Numbers of the styles of trees and of names, the styles of news first.
    pub(crate) fn all_styles(&self, recipe: &Recipe) -> (Vec<Style>, Vec<Style>) {
        let news = self.styles(recipe);
        let distinct = |first: Style, all: BTreeSet<Style>| {
            std::iter::once(first).chain(all.into_iter().filter(|style| *style != first)).collect()
        };
        let trees = distinct(news.trees, self.trees.iter().map(|t| t.style).collect());
        (trees, distinct(news.names, self.named(recipe).iter().map(|n| n.style).collect()))
    }

    /// The corpora of names to train on.
    pub(crate) fn named(&self, recipe: &Recipe) -> Vec<&Named> {
        let mut named: Vec<&Named> = self.named.iter().collect();
        if recipe.more_names {
            named.extend(self.more_named);
            if recipe.part == Part::All {
                named.push(&self.held_out_names);
            }
        }
        named
    }
}

fn pieces(data: &Path, path: &str, style: Style) -> Result<Vec<Paragraph>, TrainError> {
    Ok(raw::pieces(&raw::paragraphs(&read(&data.join(path))?, style), PIECE))
}

impl Source {
    fn read(&self, data: &Path) -> Result<Vec<Sentence>, TrainError> {
        match self {
            Source::File(path) => treebank(&data.join(path)),
            Source::Documents(folder, heading) => {
                let mut sentences = Vec::new();
                for path in documents(data, folder, heading)? {
                    sentences.extend(treebank(&path)?);
                }
                Ok(sentences)
            }
        }
    }
}

/// The documents that `splits.md` of a folder lists under a heading, as far as they are there.
pub(crate) fn documents(data: &Path, folder: &str, heading: &str) -> Result<Vec<PathBuf>, TrainError> {
    let folder = data.join(folder);
    let splits = read(&folder.join("splits.md"))?;
    let (mut documents, mut inside) = (Vec::new(), false);
    for line in splits.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            inside = title.trim() == heading;
        }
        let Some(document) = line.trim().strip_prefix("* ").filter(|_| inside) else { continue };
        let path = folder.join(document).with_extension("conllu");
        if path.is_file() {
            documents.push(path); // only part of the corpus is free
        }
    }
    Ok(documents)
}

pub(crate) fn read(path: &Path) -> Result<String, TrainError> {
    fs::read_to_string(path).map_err(|source| TrainError::Read { path: path.to_owned(), source })
}

/// The files with this extension in a folder and the folders in it, in the order of their paths.
pub(crate) fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, TrainError> {
    let error = |source| TrainError::Read { path: folder.to_owned(), source };
    let mut entries = fs::read_dir(folder)
        .and_then(|entries| entries.map(|e| Ok(e?.path())).collect::<std::io::Result<Vec<PathBuf>>>())
        .map_err(error)?;
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            found.extend(files(&path, extension)?);
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    Ok(found)
}

pub(crate) fn treebank(path: &Path) -> Result<Vec<Sentence>, TrainError> {
    let source = |source| TrainError::Treebank { path: path.to_owned(), source };
    conllu::read(&read(path)?).map_err(source)
}

/// The first sentence that [`Part::HoldOut`] leaves out, from 0.
pub(crate) const HELD_OUT: usize = 3;

/// All but every fourth from the one at `first`.
fn keep<T>(all: Vec<T>, first: usize) -> Vec<T> {
    all.into_iter().enumerate().filter(|(i, _)| i % 4 != first).map(|(_, s)| s).collect()
}

/// Every fourth: what [`keep`] leaves out.
fn skip<T>(all: Vec<T>, first: usize) -> Vec<T> {
    all.into_iter().skip(first).step_by(4).collect()
}

/// The relations of the treebanks, `root` first, then by name.
pub(crate) fn relations(treebanks: &[Treebank]) -> Vec<String> {
    let tokens = treebanks.iter().flat_map(|t| &t.sentences).flat_map(|s| &s.tokens);
    let mut counts = std::collections::BTreeMap::new();
    for token in tokens {
        *counts.entry(token.deprel.clone()).or_insert(0) += 1;
    }
    let mut relations = vec!["root".to_owned()];
    relations.extend(counts.into_iter().filter(|(r, n)| r != "root" && *n > 2).map(|(r, _)| r));
    relations
}
