//! `train --data DIR --out FILE [--hold-out]`: trains the model for Indonesian.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use simpul_analyzer::train::{Part, train};

fn main() -> ExitCode {
    let mut err = std::io::stderr();
    let mut args = std::env::args().skip(1);
    let (mut data, mut out, mut part) = (None, None, Part::All);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--data" => data = args.next().map(PathBuf::from),
            "--out" => out = args.next().map(PathBuf::from),
            "--hold-out" => part = Part::HoldOut,
            _ => data = None,
        }
    }
    let (Some(data), Some(out)) = (data, out) else {
        let _ = writeln!(err, "usage: train --data DIR --out FILE [--hold-out]");
        return ExitCode::from(2);
    };
    let result = train(&data, part, &mut |line| {
        let _ = writeln!(std::io::stderr(), "{line}");
    });
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
