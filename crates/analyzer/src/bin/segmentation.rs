//! `segmentation --data DIR --language id|en [--model FILE] [--differences]`: trains and scores the cutting of plain
//! text; a model gives its word classes.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use simpul_analyzer::Model;
use simpul_analyzer::train::segmentation;
use simpul_text::Language;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (mut data, mut language, mut model, mut differences) = (None, Language::Id, None, false);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--data" => data = args.next().map(PathBuf::from),
            "--language" => {
                language = if args.next().as_deref() == Some("en") { Language::En } else { Language::Id };
            }
            "--model" => model = args.next().and_then(|path| std::fs::read(path).ok()),
            "--differences" => differences = true,
            _ => data = None,
        }
    }
    let mut err = std::io::stderr();
    let Some(data) = data else {
        let _ =
            writeln!(err, "usage: segmentation --data DIR --language id|en [--model FILE] [--differences]");
        return ExitCode::from(2);
    };
    let model = match model.map(|bytes| Model::from_bytes(&bytes)).transpose() {
        Ok(model) => model,
        Err(error) => {
            let _ = writeln!(err, "{error}");
            return ExitCode::FAILURE;
        }
    };
    match segmentation(&data, language, model.as_ref(), differences) {
        Ok(scores) => {
            let _ = write!(std::io::stdout(), "{scores}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(err, "{error}");
            ExitCode::FAILURE
        }
    }
}
