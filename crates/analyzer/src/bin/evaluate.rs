//! `evaluate --data DIR --model FILE`: scores a model, as tables in Markdown. The other options: [`USAGE`].

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use simpul_analyzer::Model;
use simpul_analyzer::train::{Evaluation, Part, evaluate};
use simpul_text::Language;

const USAGE: &str = "usage: evaluate --model FILE [--fast] [--language id|en] [--mentions DIR]
                [--data DIR [--hold-out] [--conllu DIR [--scorer FILE]]]
  --fast          without the network
  --data DIR      score on the test sets below this folder
  --hold-out      on what training with --hold-out leaves out, instead of the test sets
  --conllu DIR    write the plain texts, the treebanks, and what the model makes of them
  --scorer FILE   print the figures of the official conll18_ud_eval.py, run by python3 on those files
  --mentions DIR  score the names behind the statements NAME.gold about the articles NAME.txt; misses on standard error
";

#[derive(Default)]
struct Options {
    data: Option<PathBuf>,
    model: Option<PathBuf>,
    language: Language,
    hold_out: bool,
    fast: bool,
    conllu: Option<PathBuf>,
    scorer: Option<PathBuf>,
    mentions: Option<PathBuf>,
}

fn main() -> ExitCode {
    let Some(options) = options(std::env::args().skip(1)) else {
        let _ = write!(std::io::stderr(), "{USAGE}");
        return ExitCode::from(2);
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// `None` where the arguments make no sense.
fn options(mut args: impl Iterator<Item = String>) -> Option<Options> {
    let mut options = Options::default();
    while let Some(arg) = args.next() {
        let path = match arg.as_str() {
            "--hold-out" => {
                options.hold_out = true;
                continue;
            }
            "--fast" => {
                options.fast = true;
                continue;
            }
            "--language" => {
                let tag = args.next()?;
                options.language = [Language::Id, Language::En].into_iter().find(|l| l.tag() == tag)?;
                continue;
            }
            "--data" => &mut options.data,
            "--model" => &mut options.model,
            "--conllu" => &mut options.conllu,
            "--scorer" => &mut options.scorer,
            "--mentions" => &mut options.mentions,
            _ => return None,
        };
        *path = Some(args.next()?.into());
    }
    let work = options.data.is_some() || options.mentions.is_some();
    let files = options.scorer.is_none() || options.conllu.is_some();
    (work && files && options.model.is_some()).then_some(options)
}

fn run(options: &Options) -> Result<(), String> {
    let path = options.model.as_deref().unwrap_or(Path::new(""));
    let bytes = fs::read(path).map_err(|e| format!("cannot read {}: {e}", path.display()))?;
    let model = Model::from_bytes(&bytes).map_err(|e| e.to_string())?;
    let model = if options.fast { model.fast() } else { model };
    let mut out = String::new();
    if let Some(data) = &options.data {
        let part = if options.hold_out { Part::HoldOut } else { Part::All };
        let mut evaluation = evaluate(data, &model, options.language, part).map_err(|e| e.to_string())?;
        if let Some(folder) = &options.conllu {
            write_files(folder, &evaluation.files)?;
            if let Some(scorer) = &options.scorer {
                official(scorer, folder, &mut evaluation)?;
            }
        }
        out += &evaluation.table();
    }
    if let Some(folder) = &options.mentions {
        let (table, misses) =
            Evaluation::mentions(folder, options.language, &model).map_err(|e| e.to_string())?;
        if !out.is_empty() {
            out.push('\n');
        }
        out += &table;
        for miss in misses {
            let _ = writeln!(std::io::stderr(), "missed {miss}");
        }
    }
    write!(std::io::stdout(), "{out}").map_err(|e| format!("cannot write the tables: {e}"))
}

fn write_files(folder: &Path, files: &[(String, String)]) -> Result<(), String> {
    let error = |path: &Path, e: std::io::Error| format!("cannot write {}: {e}", path.display());
    fs::create_dir_all(folder).map_err(|e| error(folder, e))?;
    for (name, content) in files {
        let path = folder.join(name);
        fs::write(&path, content).map_err(|e| error(&path, e))?;
    }
    Ok(())
}

/// Puts the figures of the official script in the place of our own, and says where they differ.
fn official(scorer: &Path, folder: &Path, evaluation: &mut Evaluation) -> Result<(), String> {
    for (name, input, f1) in &mut evaluation.treebanks {
        let file = |kind: &str| folder.join(format!("{name}.{kind}.conllu"));
        let mut command = Command::new("python3");
        command.arg(scorer).arg("-v").arg(file("gold")).arg(file(input));
        let output = command.output().map_err(|e| format!("cannot run python3: {e}; leave out --scorer"))?;
        let (text, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        if !output.status.success() {
            return Err(format!("{} failed on {name}.{input}: {}", scorer.display(), said.trim()));
        }
        for (metric, ours) in Evaluation::METRICS.iter().zip(f1.iter_mut()) {
            let theirs = figure(&text, metric).ok_or_else(|| {
                format!("{} printed no F1 of {metric} for {name}.{input}", scorer.display())
            })?;
            if (theirs - *ours).abs() > 0.0051 {
                let _ =
                    writeln!(std::io::stderr(), "{name}.{input}, {metric}: {theirs:.2}, built in {ours:.2}");
            }
            *ours = theirs;
        }
    }
    Ok(())
}

/// The F1 of a row *"UAS        |     80.10 |     80.00 |     80.05 |     81.00"*.
fn figure(table: &str, metric: &str) -> Option<f64> {
    let rows = table.lines().map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    rows.filter(|row| row.first() == Some(&metric)).find_map(|row| row.get(3)?.parse().ok())
}
