//! What reads an article, as the store records it: version of the program, digests of seeds and models. No clock.

use std::sync::OnceLock;

use simpul_analyzer::Model;
use simpul_fact::{Extraction, Run, iri};
use simpul_seeds::Seeds;
use simpul_text::Language;

use crate::args::reading::How;

/// The runs of one process: one for each language, whose model is looked at when first asked for.
pub(crate) struct Runs {
    seeds: String,
    fast: bool,
    models: [OnceLock<String>; 2],
}

impl Runs {
    /// Digests the seeds: of each file its path and its text, each followed by a zero byte, in the order of the paths;
    /// and behind them the user's file of names, where there is one.
    pub(crate) fn new(seeds: &Seeds, how: How, aliases: Option<&str>) -> Runs {
        let mut all = Vec::new();
        for (path, text) in seeds.files_under("") {
            for part in [path, text] {
                all.extend_from_slice(part.as_bytes());
                all.push(0);
            }
        }
        all.extend_from_slice(aliases.unwrap_or_default().as_bytes());
        Runs { seeds: iri::sha256(all), fast: how.fast, models: Default::default() }
    }

    /// The extraction, with what read it.
    pub(crate) fn sign(&self, extraction: Extraction) -> Extraction {
        let run = Run {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            seeds: self.seeds.clone(),
            model: self.model(extraction.source.language).to_owned(),
        };
        Extraction { run: Some(run), ..extraction }
    }

    /// The digest of the model's file; where only its linear part is used, of that digest and the word `linear`.
    fn model(&self, language: Language) -> &str {
        self.models[language as usize].get_or_init(|| {
            let digest = iri::sha256(Model::bundled_bytes(language));
            if self.fast { iri::sha256(format!("{digest} linear")) } else { digest }
        })
    }
}
