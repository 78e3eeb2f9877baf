//! Training and evaluation (feature `train`). Deterministic: the same data give the same bytes.

mod boundaries;
mod clusters;
mod corpus;
mod entities;
mod evaluate;
mod gazetteer;
mod lexicon;
mod named;
mod names;
mod neural;
mod oracle;
mod perceptron;
mod raw;
mod segmentation;
mod teach;
mod vectors;
mod words;

use std::path::{Path, PathBuf};

pub use evaluate::{Evaluation, evaluate};
pub use segmentation::segmentation;
use simpul_text::Language;

use self::corpus::Corpora;
use self::raw::Paragraph;
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::model::{MAGIC, Model};
use crate::parser::Relations;
use crate::reader::{write_leb128, write_texts};

/// Data that cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TrainError {
    /// A file that cannot be read.
    #[error("cannot read {path}: {source}; pass the folder with the corpora as --data")]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A treebank that is no CoNLL-U.
    #[error("{path}, {source}")]
    Treebank {
        /// Which.
        path: PathBuf,
        /// Where and why.
        source: simpul_text::conllu::ConlluError,
    },
    /// A teacher that answers otherwise than the model to train.
    #[error(
        "a teacher has no network, or other relations or features than the data give; train it from the same data"
    )]
    Teacher,
    /// The model just trained cannot be read.
    #[error("the trained model cannot be read: {0}")]
    Model(#[from] crate::ModelError),
}

/// What to train.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// The language of the model.
    pub language: Language,
    /// Which part of the data to train on.
    pub part: Part,
    /// Train the names also on the corpus that the test of names comes from (Indonesian: IDNer-news-2k). Its test
    /// part then says little of other news.
    pub more_names: bool,
    /// Learn the network as well, which takes most of the time; without it the model has only its linear parts.
    pub network: bool,
    /// Where the random numbers of the network start.
    pub seed: u64,
}

/// Which part of the data to train on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Everything: for the model that ships.
    All,
    /// All but what [`evaluate`] then tests on, for choosing variants: of Indonesian, every fourth sentence of the
    /// hand-made treebanks, and of names the development part; of English nothing, for there the development parts
    /// are never trained on.
    HoldOut,
}

/// Passes over the data for the parser.
const PARSER_EPOCHS: usize = 8;

/// Trains a model on the corpora in a folder and returns the bytes of the model file. `log` gets a line now and then.
/// Where there are teachers, models of the same data and other seeds, the network goes on from that of the first and also
/// learns what all of them together read in plain text.
///
/// # Errors
/// [`TrainError`] where a corpus is missing or malformed, or a teacher comes from other data.
pub fn train(
    data: &Path,
    recipe: &Recipe,
    teachers: &[Model],
    log: &mut dyn FnMut(&str),
) -> Result<Vec<u8>, TrainError> {
    let mut out = linear(data, recipe, log)?;
    if recipe.network {
        log("network");
        let model = Model::from_bytes(&out)?;
        out.extend(neural::net(data, recipe, &model, teachers, log)?.to_bytes());
    }
    Ok(out)
}

/// The bytes of a model with other splitters of words and sentences, learned anew; all else stays, the network too.
///
/// # Errors
/// [`TrainError`] where a corpus is missing or malformed, or the bytes are no model.
pub fn splitters(data: &Path, bytes: &[u8]) -> Result<Vec<u8>, TrainError> {
    let (model, at) = Model::read(bytes)?;
    let paragraphs = Corpora::of(model.language).paragraphs(data, None)?;
    let mut out = bytes[..at.words.start].to_vec();
    boundaries::clitics(&paragraphs, &model.lexicon, &model.lists).write(&mut out);
    out.extend(&bytes[at.words.end..at.sentences.start]);
    sentence_ends(&paragraphs, &model.lexicon, &model.lists, &mut out);
    out.extend(&bytes[at.sentences.end..]);
    Ok(out)
}

/// Writes what tells where sentences end. The Indonesian treebanks have no paragraphs; there they end as the rules of the
/// press say.
fn sentence_ends(paragraphs: &[Paragraph], lexicon: &Lexicon, lists: &Lists, out: &mut Vec<u8>) {
    out.push(u8::from(lists.language == Language::En));
    if lists.language == Language::En {
        boundaries::boundaries(paragraphs, lexicon, lists).write(out);
    }
}

/// The linear parts of a model.
fn linear(data: &Path, recipe: &Recipe, log: &mut dyn FnMut(&str)) -> Result<Vec<u8>, TrainError> {
    let corpora = Corpora::of(recipe.language);
    let lists = Lists::of(recipe.language);
    let treebanks = corpora.treebanks(data, recipe.part)?;
    let mut out = MAGIC.to_vec();
    let styles = corpora.styles(recipe);
    out.extend([recipe.language as u8, styles.trees as u8, styles.names as u8]);

    log("lexicon");
    let lexicon = lexicon::build(data, recipe, &treebanks, &lists)?;
    lexicon.write(&mut out);

    log("clitics");
    let paragraphs = corpora.paragraphs(data, (recipe.part == Part::HoldOut).then_some(corpus::HELD_OUT))?;
    boundaries::clitics(&paragraphs, &lexicon, &lists).write(&mut out);

    log("tagger");
    let sentences = words::sentences(&treebanks, &lexicon);
    let tagger = words::tagger(&sentences, words::TAGGER_EPOCHS);
    log(&size(&tagger));
    tagger.write(&mut out);

    log("features");
    let (bundles, feats) = words::feats(&treebanks, &lexicon);
    write_texts(&bundles.values, &mut out);
    bundles.tags.iter().for_each(|tags| out.extend(tags.to_le_bytes()));
    feats.write(&mut out);

    log("lemmas");
    let (scripts, lemmas) = words::lemmas(data, recipe.language, &treebanks)?;
    write_leb128(scripts.len() as u32, &mut out);
    for script in &scripts {
        out.extend([script.front, script.back]);
        for text in [&script.before, &script.after] {
            write_leb128(text.len() as u32, &mut out);
            out.extend_from_slice(text.as_bytes());
        }
    }
    lemmas.write(&mut out);

    log("tags for the parser");
    let relations = Relations(corpus::relations(&treebanks));
    write_texts(&relations.0, &mut out);
    let mut samples = Vec::new();
    let jackknifed = words::jackknife(&sentences);
    let unseen = names::Unseen::new(&sentences, &jackknifed);
    for (sentence, tags) in sentences.iter().zip(&jackknifed) {
        let tree = oracle::gold_tree(sentence.gold, &relations);
        samples.push(oracle::Sample {
            words: sentence.words.clone(),
            tags: tags.clone(),
            style: sentence.style,
            tree,
        });
    }
    log("parser");
    // averaged weights below this are left out: more text, more and larger weights
    let least = match recipe.language {
        Language::Id => 1.5,
        Language::En => 2.5,
    };
    let parser = oracle::parser(&samples, &relations, PARSER_EPOCHS, least, log);
    log(&size(&parser));
    parser.write(&mut out);

    log("names");
    let names = names::names(data, recipe, styles.trees, &lexicon, &tagger, &unseen)?;
    log(&size(&names));
    names.write(&mut out);

    log("sentences");
    sentence_ends(&paragraphs, &lexicon, &lists, &mut out);
    Ok(out)
}

fn size(weights: &perceptron::Weights) -> String {
    let (features, weights) = weights.size();
    format!("{features} features, {weights} weights")
}
