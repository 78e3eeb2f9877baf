//! `simpul check`: is the store as it must be?

use std::io::Write;

use simpul_store::{Finding, Severity, Store, check_text};

use super::Talk;
use super::build::acknowledge;
use crate::args::upkeep::Check;
use crate::exit::{Code, say};
use crate::output::Output;
use crate::{input, pipeline, store};

pub(crate) fn run(args: &Check, talk: Talk) -> anyhow::Result<Code> {
    let mut out = Output::stdout();
    let mut findings = Store::check_folder(&args.store.store)?;
    // A store with a damaged file cannot be read as a whole.
    let readable = findings.is_empty();
    let mut code = Code::Done;
    if readable {
        let store = store::to_read(&args.store)?;
        let seeds = pipeline::seeds(args.store.seeds.as_deref())?;
        findings.extend(store.check(seeds.get("shapes.ttl").unwrap_or_default())?);
        let inputs = input::gather(&args.articles, "stdin");
        let mut unread: Vec<String> = inputs.problems;
        for article in &inputs.articles {
            match (store.extraction(&article.id), text(article)) {
                (Some(extraction), Ok(text)) => findings.extend(check_text(extraction, &text)),
                (None, _) => unread.push(format!("{}: not in the store", article.place())),
                (_, Err(problem)) => unread.push(problem),
            }
        }
        unread.iter().for_each(|problem| say(problem));
        if !unread.is_empty() {
            code = Code::Input;
        }
    }
    for finding in &findings {
        write(finding, args.json, &mut out)?;
    }
    out.finish()?;
    let violations = findings.iter().filter(|f| f.severity == Severity::Violation).count();
    if !talk.quiet {
        let warnings = findings.len() - violations;
        acknowledge(&format!("{}: {violations} violations, {warnings} warnings", args.store.store.display()));
    }
    Ok(match violations {
        0 => code,
        _ if !readable => Code::Store,
        _ => Code::Nothing,
    })
}

fn text(article: &input::Input) -> Result<String, String> {
    simpul_newsroom::decode(article.bytes()?).map_err(|e| format!("{}: {e}", article.place()))
}

fn write(finding: &Finding, json: bool, out: &mut Output) -> std::io::Result<()> {
    let Finding { severity, place, what } = finding;
    if json {
        let line = serde_json::json!({ "severity": severity.to_string(), "place": place, "what": what });
        return writeln!(out, "{line}");
    }
    writeln!(out, "{severity}: {}: {}", crate::paint::clean(place), crate::paint::clean(what))
}
