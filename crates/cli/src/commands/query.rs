//! `simpul query`: a question to the store, in SPARQL or by name.

use std::io::{IsTerminal, Read, Write, stdin, stdout};
use std::path::Path;

use include_dir::{Dir, include_dir};
use simpul_store::{Answers, Format, QueryOptions, ResultFormat, Store, Table, Value};

use super::Talk;
use super::build::acknowledge;
use crate::args::graph::{AnswerFormat, Query};
use crate::exit::{Code, fail};
use crate::output::Output;
use crate::{store, table};

/// The questions that come with simpul.
static NAMED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../queries");

pub(crate) fn run(args: &Query, talk: Talk) -> anyhow::Result<Code> {
    let mut out = Output::stdout();
    if args.list_named {
        for (name, text) in named() {
            let pad = " ".repeat(24_usize.saturating_sub(name.len()));
            let needs: String = needed(text).iter().map(|v| format!(" (--bind {v}=…)")).collect();
            out.styled(&format!("{}{pad} {}{needs}\n", talk.paint.bold(name), question(text)))?;
        }
        out.finish()?;
        return Ok(Code::Done);
    }
    let sparql = sparql(args)?;
    let bind = bindings(&args.bind)?;
    if let Some(missing) = needed(&sparql).into_iter().find(|v| !bind.iter().any(|(name, _)| name == v)) {
        let message = format!("this question is about one {missing}; name it with --bind {missing}=…");
        return Err(fail(Code::Usage, message));
    }
    let options = QueryOptions { bind, ..QueryOptions::default() };
    let answers = store::to_read(&args.store)?.query(&sparql, &options)?;
    let found = match &answers {
        Answers::Table(table) => !table.rows.is_empty(),
        Answers::Boolean(value) => *value,
        Answers::Graph(graph) => !graph.is_empty(),
        _ => true,
    };
    write(&answers, args.format, &mut out, talk)?;
    out.finish()?;
    Ok(if args.exit_status && !found { Code::Nothing } else { Code::Done })
}

/// Asks one of the questions that come with simpul and gives its answer as a table.
pub(super) fn ask_named(store: &Store, name: &str, talk: Talk) -> anyhow::Result<String> {
    match store.query(by_name(name)?, &QueryOptions::default())? {
        Answers::Table(answer) => Ok(boxed(&answer, talk)),
        _ => Err(fail(Code::Usage, format!("the question {name} has no table for an answer"))),
    }
}

fn sparql(args: &Query) -> anyhow::Result<String> {
    if let Some(name) = &args.named {
        return Ok(by_name(name)?.to_owned());
    }
    if let Some(path) = &args.file {
        return read_file(path);
    }
    match args.query.as_deref() {
        Some("-") => {
            let mut text = String::new();
            let read = stdin().lock().read_to_string(&mut text);
            read.map_err(|e| fail(Code::Usage, format!("query on standard input: {e}")))?;
            Ok(text)
        }
        // No SPARQL query is a single word.
        Some(text) if !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) => {
            Ok(by_name(text)?.to_owned())
        }
        Some(text) if !text.trim().is_empty() => Ok(text.to_owned()),
        _ => Err(fail(Code::Usage, "no query given; write SPARQL or a name from --list-named")),
    }
}

fn read_file(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .map_err(|e| fail(Code::Usage, format!("{}: {}", path.display(), crate::input::reason(&e))))
}

/// Names and texts, sorted by name.
fn named() -> Vec<(&'static str, &'static str)> {
    let files = NAMED.files().filter(|f| f.path().extension().is_some_and(|e| e == "rq"));
    let mut named: Vec<_> =
        files.filter_map(|f| Some((f.path().file_stem()?.to_str()?, f.contents_utf8()?))).collect();
    named.sort_unstable();
    named
}

fn by_name(name: &str) -> anyhow::Result<&'static str> {
    let name = name.strip_suffix(".rq").unwrap_or(name);
    named().iter().find(|q| q.0 == name).map(|q| q.1).ok_or_else(|| {
        let names: Vec<&str> = named().iter().map(|q| q.0).collect();
        let message = format!("no question is named {name:?}; there are: {}", names.join(", "));
        fail(Code::Usage, message)
    })
}

/// The first line of a query file: the question in words.
fn question(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim_start_matches('#').trim()
}

/// Variables that must be given a value: those named in the file's comment `# Bind ?entity to …`.
fn needed(text: &str) -> Vec<&str> {
    let comments = text.lines().take_while(|l| l.starts_with('#'));
    let named = comments.filter_map(|l| l.split_once("Bind ?"));
    named.filter_map(|(_, rest)| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()).collect()
}

fn bindings(arguments: &[String]) -> anyhow::Result<Vec<(String, Value)>> {
    let parse = |argument: &String| match argument.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), Value::parse(value))),
        _ => Err(fail(Code::Usage, format!("--bind {argument}: write NAME=VALUE, such as who=Putin"))),
    };
    arguments.iter().map(parse).collect()
}

fn write(
    answers: &Answers,
    format: Option<AnswerFormat>,
    out: &mut Output,
    talk: Talk,
) -> anyhow::Result<()> {
    let usual = if stdout().is_terminal() { AnswerFormat::Table } else { AnswerFormat::Tsv };
    match (answers, format) {
        (Answers::Graph(graph), None | Some(AnswerFormat::Turtle)) => graph.write(Format::Turtle, out)?,
        (Answers::Boolean(value), None | Some(AnswerFormat::Table)) => writeln!(out, "{value}")?,
        (Answers::Table(answer), format) if format.unwrap_or(usual) == AnswerFormat::Table => {
            out.styled(&boxed(answer, talk))?;
            if !talk.quiet {
                let n = answer.rows.len();
                acknowledge(&format!("{n} {}", if n == 1 { "row" } else { "rows" }));
            }
        }
        (_, format) => {
            let format = match format.unwrap_or(usual) {
                AnswerFormat::Json => ResultFormat::Json,
                AnswerFormat::Csv => ResultFormat::Csv,
                AnswerFormat::Tsv => ResultFormat::Tsv,
                AnswerFormat::Xml => ResultFormat::Xml,
                AnswerFormat::Table | AnswerFormat::Turtle => {
                    let why = "this answer has no such form; use table, json, csv, tsv or xml for rows, \
                               turtle for a graph";
                    return Err(fail(Code::Usage, why));
                }
            };
            answers.write(format, out)?;
        }
    }
    Ok(())
}

fn boxed(answer: &Table, talk: Talk) -> String {
    let cell = |c: &Option<simpul_store::Cell>| c.as_ref().map_or(String::new(), |c| c.display.clone());
    let rows: Vec<Vec<String>> = answer.rows.iter().map(|r| r.iter().map(cell).collect()).collect();
    table::boxed(&answer.columns, &rows, table::terminal_width(), talk.paint)
}
