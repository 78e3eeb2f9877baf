//! `evaluate --data DIR --model FILE [--hold-out]`: scores a model, as a table in Markdown.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use simpul_analyzer::Model;
use simpul_analyzer::train::{Part, evaluate};

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (mut data, mut model, mut part) = (None, None, Part::All);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--data" => data = args.next().map(PathBuf::from),
            "--model" => model = args.next().map(PathBuf::from),
            "--hold-out" => part = Part::HoldOut,
            _ => data = None,
        }
    }
    let mut err = std::io::stderr();
    let (Some(data), Some(model)) = (data, model) else {
        let _ = writeln!(err, "usage: evaluate --data DIR --model FILE [--hold-out]");
        return ExitCode::from(2);
    };
    let read = std::fs::read(&model).map_err(|e| format!("cannot read {}: {e}", model.display()));
    let model = read.and_then(|bytes| Model::from_bytes(&bytes).map_err(|e| e.to_string()));
    match model.and_then(|model| evaluate(&data, &model, part).map_err(|e| e.to_string())) {
        Ok(evaluation) => {
            let _ = write!(std::io::stdout(), "{}", evaluation.table);
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(err, "{error}");
            ExitCode::FAILURE
        }
    }
}
