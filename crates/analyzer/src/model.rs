//! The learned part of the analyzer.

use std::ops::Range;

use simpul_net::{Labels, Net, Styles};
use simpul_text::Language;

use crate::feats::Bundles;
use crate::lemma::Script;
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::parser::Relations;
use crate::patterns::Patterns;
use crate::reader::Reader;
use crate::table::Table;
use crate::{clitics, names, segment, tagger};

/// The first bytes of a model file.
pub(crate) const MAGIC: &[u8; 8] = b"simpul-5";

/// Weights and word lists of one language. Loading takes a few hundredths of a second: load once, use often.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) language: Language,
    pub(crate) styles: Styles,
    pub(crate) lists: Lists,
    pub(crate) lexicon: Lexicon,
    pub(crate) clitics: Table,
    pub(crate) tagger: Table,
    pub(crate) bundles: Bundles,
    pub(crate) feats: Table,
    pub(crate) scripts: Vec<Script>,
    pub(crate) lemmas: Table,
    pub(crate) relations: Relations,
    pub(crate) parser: Table,
    pub(crate) names: Table,
    /// Where sentences end; without it, where the rules of the press say so.
    pub(crate) boundaries: Option<Table>,
    /// Tags, parses and finds names in place of the linear parts.
    pub(crate) net: Option<Net>,
    /// Find dates, amounts and the like.
    pub(crate) patterns: Patterns,
}

/// The bytes of a model file that tell where words and sentences end.
#[cfg_attr(not(feature = "train"), expect(dead_code, reason = "only the trainer puts others in their place"))]
pub(crate) struct Splitters {
    pub(crate) words: Range<usize>,
    pub(crate) sentences: Range<usize>,
}

/// Bytes that are no model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The file begins differently.
    #[error("these bytes are no simpul model of this version; train one with the command in models/id.md")]
    NoModel,
    /// The bytes end too early or do not fit together.
    #[error("the model is damaged at byte {at}; fetch it again or train it with the command in models/id.md")]
    Damaged {
        /// Position.
        at: usize,
    },
}

impl Model {
    /// Reads a model.
    ///
    /// # Errors
    /// [`ModelError`] where the bytes were not written by the trainer of this version, or were cut short.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        Model::read(bytes).map(|(model, _)| model)
    }

    /// Reads a model, and where its splitters are.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, Splitters), ModelError> {
        let reader = &mut Reader::new(bytes);
        if reader.bytes(MAGIC.len()).ok() != Some(MAGIC) {
            return Err(ModelError::NoModel);
        }
        let language = match reader.u8()? {
            0 => Language::Id,
            1 => Language::En,
            _ => return Err(reader.damaged()),
        };
        let styles = Styles { trees: reader.u8()?.into(), names: reader.u8()?.into() };
        let lexicon = Lexicon::read(reader)?;
        let start = reader.at();
        let clitics = table(reader, clitics::N_LABELS)?;
        let words = start..reader.at();
        let tagger = table(reader, tagger::N_TAGS)?;
        let values = reader.texts()?;
        let tags = values.iter().map(|_| reader.u32()).collect::<Result<Vec<u32>, _>>()?;
        let feats = table(reader, values.len())?;
        let n_scripts = reader.leb128()?;
        let scripts = (0..n_scripts).map(|_| script(reader)).collect::<Result<Vec<Script>, _>>()?;
        let lemmas = table(reader, scripts.len())?;
        let relations = Relations(reader.texts()?);
        let parser = table(reader, relations.n_labels())?;
        let names = table(reader, names::N_LABELS)?;
        let start = reader.at();
        let boundaries = match reader.u8()? {
            0 => None,
            _ => Some(table(reader, segment::learned::N_LABELS)?),
        };
        let splitters = Splitters { words, sentences: start..reader.at() };
        if relations.0.len() < 2 {
            return Err(reader.damaged());
        }
        let known = Labels {
            tags: tagger::N_TAGS,
            bundles: values.len(),
            relations: relations.0.len(),
            names: names::N_LABELS,
        };
        let at = reader.at();
        let net = match reader.left() {
            0 => None,
            n => Some(Net::from_bytes(reader.bytes(n)?).map_err(|e| ModelError::Damaged { at: at + e.at })?),
        };
        if net.as_ref().is_some_and(|net| net.shape().labels != known) {
            return Err(reader.damaged());
        }
        let bundles = Bundles { values, tags };
        let model = Model {
            language,
            styles,
            lists: Lists::of(language),
            lexicon,
            clitics,
            tagger,
            bundles,
            feats,
            scripts,
            lemmas,
            relations,
            parser,
            names,
            boundaries,
            net,
            patterns: Patterns::bundled(language),
        };
        Ok((model, splitters))
    }

    /// The same model without its network: faster, and less right.
    pub fn fast(self) -> Self {
        Model { net: None, ..self }
    }

    /// The language that it reads.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The model of a language that comes with the crate.
    pub fn bundled(language: Language) -> Self {
        let read = Model::from_bytes(Model::bundled_bytes(language));
        #[expect(clippy::expect_used, reason = "a test loads the same bytes, which are part of the crate")]
        read.expect("the bundled model is whole")
    }

    /// The file of that model.
    pub fn bundled_bytes(language: Language) -> &'static [u8] {
        match language {
            Language::Id => include_bytes!("../../../models/id.simpul"),
            Language::En => include_bytes!("../../../models/en.simpul"),
        }
    }
}

fn table(reader: &mut Reader<'_>, n_labels: usize) -> Result<Table, ModelError> {
    let table = Table::read(reader)?;
    if table.n_labels() == n_labels { Ok(table) } else { Err(reader.damaged()) }
}

fn script(reader: &mut Reader<'_>) -> Result<Script, ModelError> {
    let (front, back) = (reader.u8()?, reader.u8()?);
    let (before, after) = (reader.text()?.to_owned(), reader.text()?.to_owned());
    Ok(Script { front, before, back, after })
}
