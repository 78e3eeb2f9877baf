//! From an article on disk to its statements, on as many threads as asked for.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{OnceLock, mpsc};
use std::thread;

use simpul_analyzer::Model;
use simpul_extractor::Knowledge;
use simpul_fact::Extraction;
use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::{Analysis, Article};

use crate::exit::{Code, fail};
use crate::input::{Input, reason};

/// Stack of a reading thread: sentences nest deeper than the default of 2 MiB allows for.
const STACK_BYTES: usize = 16 << 20;

/// All that is needed to read articles: human knowledge and learned weights.
pub(crate) struct Reader {
    newsroom: Newsroom,
    /// By language, loaded when first asked for.
    models: [OnceLock<Model>; 2],
    pub(crate) knowledge: Knowledge,
}

/// An article and what was found in it.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) article: Article,
    pub(crate) analysis: Analysis,
    pub(crate) extraction: Extraction,
}

/// The bundled seeds, or the files of a folder in their place.
pub(crate) fn seeds(folder: Option<&Path>) -> anyhow::Result<Seeds> {
    let Some(folder) = folder else { return Ok(Seeds::bundled()) };
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    if files.is_empty() {
        return Err(fail(Code::Usage, format!("{}: no seeds in this folder", folder.display())));
    }
    Ok(Seeds::from_files(files))
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, String)>) -> anyhow::Result<()> {
    let error = |path: &Path, why: String| fail(Code::Usage, format!("{}: {why}", path.display()));
    let entries = fs::read_dir(folder).map_err(|e| error(folder, reason(&e)))?;
    for entry in entries {
        let entry = entry.map_err(|e| error(folder, reason(&e)))?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let path = entry.path();
        if path.is_dir() {
            collect(&path, &format!("{name}/"), files)?;
        } else {
            let bytes = fs::read(&path).map_err(|e| error(&path, reason(&e)))?;
            let text = String::from_utf8(bytes).map_err(|e| error(&path, format!("not UTF-8: {e}")))?;
            files.push((name, text));
        }
    }
    Ok(())
}

/// Reads and checks what people wrote down: names, word classes, rules.
pub(crate) fn knowledge(seeds: &Seeds) -> anyhow::Result<Knowledge> {
    Knowledge::from_seeds(seeds).map_err(|e| fail(Code::Usage, format!("seeds: {e}")))
}

impl Reader {
    /// Reads and checks the seeds.
    pub(crate) fn new(seeds: &Seeds) -> anyhow::Result<Self> {
        let newsroom = Newsroom::from_seeds(seeds).map_err(|e| fail(Code::Usage, format!("seeds: {e}")))?;
        Ok(Reader { newsroom, models: Default::default(), knowledge: knowledge(seeds)? })
    }

    /// The article without its analysis. The error is a message that names the file.
    pub(crate) fn article(&self, input: &Input) -> Result<Article, String> {
        let text = simpul_newsroom::decode(input.bytes()?).map_err(|e| format!("{}: {e}", input.place()))?;
        guarded(input, || self.newsroom.read(&input.id, text))
    }

    /// Reads the article's language.
    pub(crate) fn analyze(&self, article: &Article) -> Analysis {
        let language = article.language;
        let model = self.models[language as usize].get_or_init(|| Model::bundled(language));
        simpul_analyzer::analyze(article, model)
    }

    /// Reads the article to the end.
    pub(crate) fn read(&self, input: &Input) -> Result<Reading, String> {
        let article = self.article(input)?;
        guarded(input, || self.read_article(article))
    }

    /// The same for a text in memory.
    pub(crate) fn read_text(&self, id: &str, text: &str) -> Reading {
        self.read_article(self.newsroom.read(id, text.to_owned()))
    }

    fn read_article(&self, article: Article) -> Reading {
        let analysis = self.analyze(&article);
        let extraction = simpul_extractor::extract(&article, &analysis, &self.knowledge);
        Reading { article, analysis, extraction }
    }
}

/// Keeps a fault of the program in one article from ending the run over all of them.
fn guarded<T>(input: &Input, work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| format!("{}: fault of the program while reading; please report it", input.place()))
}

/// Calls `work` for every input on `jobs` threads, and `take` with each result in the order of the inputs. Stops at
/// the first error of `take`.
pub(crate) fn in_order<T: Send>(
    inputs: &[Input],
    jobs: usize,
    work: impl Fn(&Input) -> T + Sync,
    mut take: impl FnMut(&Input, T) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        let (sender, results) = mpsc::sync_channel(4 * jobs.max(1));
        for _ in 0..jobs.clamp(1, inputs.len().max(1)) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            let run = move || {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    let Some(input) = inputs.get(i) else { return };
                    if sender.send((i, work(input))).is_err() {
                        return;
                    }
                }
            };
            let started = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, run);
            started
                .map_err(|e| fail(Code::Input, format!("cannot start a thread: {e}; use fewer --jobs")))?;
        }
        drop(sender);
        let (mut waiting, mut due) = (BTreeMap::new(), 0);
        for (i, result) in results {
            waiting.insert(i, result);
            while let Some(result) = waiting.remove(&due) {
                take(&inputs[due], result)?;
                due += 1;
            }
        }
        Ok(())
    })
}

/// The number of threads where none is asked for: one for each core.
pub(crate) fn default_jobs() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}
