//! `train --language id|en --data DIR --out FILE [--seed N] [--teacher FILE]... [--hold-out] [--more-names]
//! [--linear]`: trains the model of a language.
//!
//! `train --data DIR --splitters FILE --out FILE`: learns anew where words and sentences end in a model, whose other
//! parts stay.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use simpul_analyzer::Model;
use simpul_analyzer::train::{Part, Recipe, splitters, train};
use simpul_text::Language;

fn main() -> ExitCode {
    let mut err = std::io::stderr();
    let mut args = std::env::args().skip(1);
    let (mut data, mut out, mut usage) = (None, None, false);
    let (mut teachers, mut whole) = (Vec::new(), None);
    let mut recipe =
        Recipe { language: Language::Id, part: Part::All, more_names: false, network: true, seed: 1 };
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--data" => data = args.next().map(PathBuf::from),
            "--out" => out = args.next().map(PathBuf::from),
            "--language" => match args.next().as_deref() {
                Some("id") => recipe.language = Language::Id,
                Some("en") => recipe.language = Language::En,
                _ => usage = true,
            },
            "--teacher" => teachers.extend(args.next().map(PathBuf::from)),
            "--splitters" => whole = args.next().map(PathBuf::from),
            "--seed" => match args.next().and_then(|seed| seed.parse().ok()) {
                Some(seed) => recipe.seed = seed,
                None => usage = true,
            },
            "--hold-out" => recipe.part = Part::HoldOut,
            "--more-names" => recipe.more_names = true,
            "--linear" => recipe.network = false,
            _ => usage = true,
        }
    }
    let (Some(data), Some(out), false) = (data, out, usage) else {
        let flags = "[--seed N] [--teacher FILE]... [--hold-out] [--more-names] [--linear]";
        let _ = writeln!(err, "usage: train --language id|en --data DIR --out FILE {flags}");
        let _ = writeln!(err, "       train --data DIR --splitters FILE --out FILE");
        return ExitCode::from(2);
    };
    let mut models = Vec::new();
    for path in &teachers {
        let bytes = std::fs::read(path).map_err(|e| e.to_string());
        match bytes.and_then(|bytes| Model::from_bytes(&bytes).map_err(|e| e.to_string())) {
            Ok(model) => models.push(model),
            Err(error) => {
                let _ = writeln!(err, "cannot read the teacher {}: {error}", path.display());
                return ExitCode::FAILURE;
            }
        }
    }
    let result = match whole.map(std::fs::read) {
        Some(Ok(bytes)) => splitters(&data, &bytes),
        Some(Err(error)) => {
            let _ = writeln!(err, "cannot read the model: {error}; pass a model file as --splitters");
            return ExitCode::FAILURE;
        }
        None => train(&data, &recipe, &models, &mut |line| {
            let _ = writeln!(std::io::stderr(), "{line}");
        }),
    };
    let bytes = match result {
        Ok(bytes) => bytes,
        Err(error) => {
            let _ = writeln!(err, "{error}");
            return ExitCode::FAILURE;
        }
    };
    if let Err(error) = std::fs::write(&out, &bytes) {
        let _ = writeln!(err, "cannot write {}: {error}", out.display());
        return ExitCode::FAILURE;
    }
    let _ = writeln!(err, "{} bytes", bytes.len());
    ExitCode::SUCCESS
}
