//! From an article on disk to its statements, on as many threads as asked for.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{OnceLock, mpsc};
use std::thread;

use simpul_analyzer::Model;
use simpul_extractor::{Knowledge, Note};
use simpul_fact::{Entity, Extraction, Statement};
use simpul_newsroom::Newsroom;
use simpul_rules::Example;
use simpul_seeds::Seeds;
use simpul_text::{Analysis, Article, Language};

use crate::args::reading::{AliasesFile, How};
use crate::exit::{Code, fail};
use crate::input::{Input, reason};

/// Stack of a reading thread: sentences nest deeper than the default of 2 MiB allows for.
const STACK_BYTES: usize = 16 << 20;

/// The learned weights of every language, loaded when first asked for: the only place that chooses them.
#[derive(Default)]
struct Models {
    /// Without their networks.
    fast: bool,
    loaded: [OnceLock<Model>; 2],
}

impl Models {
    /// The weights to read a language with.
    fn of(&self, language: Language) -> &Model {
        self.loaded[language as usize].get_or_init(|| {
            let model = Model::bundled(language);
            if self.fast { model.fast() } else { model }
        })
    }
}

/// All that is needed for the words and trees of articles: what is known about newsrooms, and learned weights.
pub(crate) struct Analyst {
    newsroom: Newsroom,
    models: Models,
    /// The language to read every article in; `None` for the one that each is found to be written in.
    language: Option<Language>,
}

/// An article and its words and trees.
#[derive(Debug)]
pub(crate) struct Analyzed {
    pub(crate) article: Article,
    pub(crate) analysis: Analysis,
    /// What the user should know about the article, as a message that names the file.
    pub(crate) notice: Option<String>,
}

/// All that is needed for the statements of articles.
pub(crate) struct Reader {
    analyst: Analyst,
    pub(crate) knowledge: Knowledge,
    /// The user's file of names.
    pub(crate) aliases: Option<String>,
}

/// What an article states.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) extraction: Extraction,
    /// What the user should know about the article, as a message that names the file.
    pub(crate) notice: Option<String>,
    /// What is no statement, since a name in it is of another kind than its relation takes.
    pub(crate) notes: Vec<Note>,
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

/// The same with what the user's file says about names, and that file.
fn knowledge_with(seeds: &Seeds, names: &AliasesFile) -> anyhow::Result<(Knowledge, Option<String>)> {
    let knowledge = knowledge(seeds)?;
    let Some(file) = &names.aliases else { return Ok((knowledge, None)) };
    let name = file.display().to_string();
    let problem = |why: String| fail(Code::Usage, format!("{name}: {why}"));
    let text = fs::read(file).map_err(|e| problem(reason(&e)))?;
    let text = String::from_utf8(text).map_err(|e| problem(format!("not UTF-8: {e}")))?;
    let knowledge = knowledge.with_aliases(&name, &text).map_err(|e| fail(Code::Usage, e.to_string()))?;
    Ok((knowledge, Some(text)))
}

impl Analyst {
    /// Reads and checks the seeds about newsrooms.
    pub(crate) fn new(seeds: &Seeds, how: How) -> anyhow::Result<Self> {
        let newsroom = Newsroom::from_seeds(seeds).map_err(|e| fail(Code::Usage, format!("seeds: {e}")))?;
        Ok(Analyst {
            newsroom,
            models: Models { fast: how.fast, ..Models::default() },
            language: how.language.map(Language::from),
        })
    }

    /// Reads the article's words and trees. The error is a message that names the file; that nothing reads the
    /// article's language is one.
    pub(crate) fn analyze(&self, input: &Input) -> Result<Analyzed, String> {
        let at_place = |what: &dyn std::fmt::Display| format!("{}: {what}", input.place());
        let text = simpul_newsroom::decode(input.bytes()?).map_err(|e| at_place(&e))?;
        guarded(input, || {
            let (language, notice) = self.language(&text).map_err(|what| at_place(&what))?;
            let article = self.newsroom.read_in(language, &input.id, text);
            let analysis = self.analysis(&article);
            Ok(Analyzed { article, analysis, notice: notice.map(|what| at_place(&what)) })
        })?
    }

    fn analysis(&self, article: &Article) -> Analysis {
        simpul_analyzer::analyze(article, self.models.of(article.language))
    }

    /// The language to read a text in, and a notice where it is not the one that the text is written in.
    fn language(&self, text: &str) -> Result<(Language, Option<String>), String> {
        if let Some(language) = self.language {
            return Ok((language, None));
        }
        let found = self.newsroom.recognise(text);
        let name = &found.name;
        let Some(language) = found.read_as else {
            return Err(format!(
                "written in {name}, which is not read; if that is wrong, say --language id or --language en"
            ));
        };
        let read_as = match language {
            Language::Id => "Indonesian",
            Language::En => "English",
        };
        let notice = (!found.is_exact())
            .then(|| format!("written in {name}, read as if it were {read_as}; expect more mistakes"));
        Ok((language, notice))
    }
}

impl Reader {
    /// Reads and checks the seeds and what the user says about names.
    pub(crate) fn new(seeds: &Seeds, how: How, names: &AliasesFile) -> anyhow::Result<Self> {
        let analyst = Analyst::new(seeds, how)?;
        let (knowledge, aliases) = knowledge_with(seeds, names)?;
        Ok(Reader { analyst, knowledge, aliases })
    }

    /// Reads the article to the end. The error is a message that names the file.
    pub(crate) fn read(&self, input: &Input) -> Result<Reading, String> {
        let Analyzed { article, analysis, notice } = self.analyst.analyze(input)?;
        let (extraction, notes) =
            guarded(input, || simpul_extractor::extract_with_notes(&article, &analysis, &self.knowledge))?;
        Ok(Reading { extraction, notice, notes })
    }

    /// Reads the article to the end, with open statements beside those of the relations, in text order.
    pub(crate) fn read_open(&self, input: &Input) -> Result<Reading, String> {
        let Analyzed { article, analysis, notice } = self.analyst.analyze(input)?;
        guarded(input, || {
            let (mut extraction, open, notes) =
                simpul_extractor::extract_open(&article, &analysis, &self.knowledge);
            extraction.statements.extend(open);
            let place = |s: &Statement| (s.evidence[0].sentence.start, s.evidence[0].trigger.start);
            extraction.statements.sort_by_key(place);
            Reading { extraction, notice, notes }
        })
    }

    /// Reads the article to the end and also gives its names, each with the number of its sentence.
    pub(crate) fn read_with_names(&self, input: &Input) -> Result<(Reading, Vec<(Entity, usize)>), String> {
        let Analyzed { article, analysis, notice } = self.analyst.analyze(input)?;
        guarded(input, || {
            let (extraction, names) =
                simpul_extractor::extract_with_names(&article, &analysis, &self.knowledge);
            (Reading { extraction, notice, notes: Vec::new() }, names)
        })
    }

    /// Reads the example of a rule, in its language.
    pub(crate) fn read_example(&self, example: &Example) -> Extraction {
        let article = self.analyst.newsroom.read_in(example.language, "example", example.as_article());
        simpul_extractor::extract(&article, &self.analyst.analysis(&article), &self.knowledge)
    }

    /// The same for a text in memory, in the nearest language that is read.
    pub(crate) fn read_text(&self, id: &str, text: &str) -> Extraction {
        let article = self.analyst.newsroom.read(id, text.to_owned());
        simpul_extractor::extract(&article, &self.analyst.analysis(&article), &self.knowledge)
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
