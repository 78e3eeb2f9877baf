//! `segmentation --data DIR --language id|en [--test] [--differences]`: trains and scores the cutting of plain text.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use simpul_analyzer::train::segmentation;
use simpul_text::Language;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let (mut data, mut language, mut test, mut differences) = (None, Language::Id, false, false);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--data" => data = args.next().map(PathBuf::from),
            "--language" => {
                language = if args.next().as_deref() == Some("en") { Language::En } else { Language::Id };
            }
            "--test" => test = true,
            "--differences" => differences = true,
            _ => data = None,
        }
    }
    let mut err = std::io::stderr();
    let Some(data) = data else {
        let _ = writeln!(err, "usage: segmentation --data DIR --language id|en [--test] [--differences]");
        return ExitCode::from(2);
    };
    match segmentation(&data, language, test, differences) {
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
