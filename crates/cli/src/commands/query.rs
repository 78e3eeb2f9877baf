//! `simpul query`: a question to the store, in SPARQL or by name.

use std::io::{IsTerminal, Read, Write, stdin, stdout};
use std::path::Path;

use include_dir::{Dir, include_dir};
use simpul_store::evidence;
use simpul_store::names::{self, Named, Resolution, Thing};
use simpul_store::{
    Answers, Ask, Base, Format, Need, Parameter, ParameterType, QueryOptions, Question, ResultFormat, Sparql,
    Store, Table, Value,
};

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
    if args.list {
        out.styled(&list(talk)?)?;
        out.finish()?;
        return Ok(Code::Done);
    }
    let asked = asked(args)?;
    let base = args.base.get();
    let bind: Vec<String> = args.bind.iter().map(|b| base.sparql_inward(b)).collect();
    let values = values(&bind)?;
    if let Asked::Question(question) = &asked {
        let given: Vec<&str> = values.iter().map(|v| v.0).collect();
        let known = |name: &&&str| question.parameter(name).is_some() || question.sparql.has_variable(name);
        if let Some(name) = given.iter().find(|name| !known(name)) {
            return Err(no_such(question, name));
        }
        question.check_given(&given)?;
    }
    #[cfg(feature = "remote")]
    if let Some(url) = &args.endpoint {
        crate::endpoint::warn_of_plain_text(&args.connection, url, talk);
        let client = crate::endpoint::client(&args.connection);
        let server = simpul_remote::Server::new(&client, url.as_str()).with_base(base);
        return answer(args, &asked, &values, &server, out, talk);
    }
    answer(args, &asked, &values, &store::to_read(&args.store)?, out, talk)
}

fn answer(
    args: &Query,
    asked: &Asked,
    values: &[(&str, &str)],
    source: &dyn Ask,
    mut out: Output,
    talk: Talk,
) -> anyhow::Result<Code> {
    let query = bound(asked, values, source, talk)?;
    let mut answers = source.ask(&query, &QueryOptions::default())?;
    if args.evidence {
        let Answers::Table(table) = &answers else {
            return Err(fail(Code::Usage, "--evidence needs rows; ask with SELECT"));
        };
        answers = Answers::Table(evidence::add(source, table)?);
    }
    let found = match &answers {
        Answers::Table(table) => !table.rows.is_empty(),
        Answers::Boolean(value) => *value,
        Answers::Graph(graph) => !graph.is_empty(),
        _ => true,
    };
    let base = args.base.get();
    write(&base.rows_outward(answers), args.format, &base, &mut out, talk)?;
    out.finish()?;
    Ok(if args.exit_status && !found { Code::Nothing } else { Code::Done })
}

/// A question with a header, or any query.
enum Asked {
    Question(Box<Question>),
    Query(Box<Sparql>),
}

/// Asks one of the questions that come with simpul and gives its answer as a table.
pub(super) fn ask_named(store: &Store, name: &str, talk: Talk) -> anyhow::Result<String> {
    let query = by_name(name)?.with_values(&[])?;
    match store.ask(&query, &QueryOptions::default())? {
        Answers::Table(answer) => Ok(boxed(&answer, talk)),
        _ => Err(fail(Code::Usage, format!("the question {name} has no table for an answer"))),
    }
}

fn asked(args: &Query) -> anyhow::Result<Asked> {
    let named = |name: &str| Ok(Asked::Question(Box::new(by_name(name)?)));
    let base = args.base.get();
    let free = |text: &str| Ok(Asked::Query(Box::new(Sparql::parse(&base.sparql_inward(text))?)));
    if let Some(name) = &args.named {
        return named(name);
    }
    if let Some(path) = &args.file {
        let text = read_file(path)?;
        // A file whose header describes values is a question like those that come with simpul.
        let described = text.lines().take_while(|l| l.starts_with('#')).any(|l| l.starts_with("# ?"));
        return if described {
            Ok(Asked::Question(Box::new(Question::parse(&base.sparql_inward(&text))?)))
        } else {
            free(&text)
        };
    }
    match args.query.as_deref() {
        Some("-") => {
            let mut text = String::new();
            let read = stdin().lock().read_to_string(&mut text);
            read.map_err(|e| fail(Code::Usage, format!("query on standard input: {e}")))?;
            free(&text)
        }
        // No SPARQL query is a single word.
        Some(text) if !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c)) => {
            named(text)
        }
        Some(text) if !text.trim().is_empty() => free(text),
        _ => Err(fail(Code::Usage, "no query given; write SPARQL or a name from --list")),
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

fn by_name(name: &str) -> anyhow::Result<Question> {
    let name = name.strip_suffix(".rq").unwrap_or(name);
    let text = named().iter().find(|q| q.0 == name).map(|q| q.1).ok_or_else(|| {
        let names: Vec<&str> = named().iter().map(|q| q.0).collect();
        let message = format!("no question is named {name:?}; there are: {}", names.join(", "));
        fail(Code::Usage, message)
    })?;
    Ok(Question::parse(text)?)
}

/// For each question its name and sentence, then a line for each value it takes.
fn list(talk: Talk) -> anyhow::Result<String> {
    let mut list = String::new();
    for (name, _) in named() {
        let question = by_name(name)?;
        list.push_str(&format!("{}\n    {}\n", talk.paint.bold(name), question.sentence));
        for Parameter { name, kind, need, meaning } in &question.parameters {
            let need = match need {
                Need::Required => String::new(),
                Need::Optional => ", optional".to_owned(),
                Need::Default(value) => format!(", else {value}"),
            };
            let kind = kind.name();
            let about = talk.paint.dim(&format!("({kind}{need}) {meaning}"));
            list.push_str(&format!("    --bind {name}=…  {about}\n"));
        }
    }
    Ok(list)
}

/// Names and values as `--bind` gives them.
fn values(arguments: &[String]) -> anyhow::Result<Vec<(&str, &str)>> {
    let sound = |argument: &String| match argument.split_once('=') {
        Some((name, _)) if !name.is_empty() => Ok(()),
        _ => Err(fail(Code::Usage, format!("--bind {argument}: write NAME=VALUE, such as who=Putin"))),
    };
    arguments.iter().try_for_each(sound)?;
    Ok(arguments.iter().filter_map(|a| a.split_once('=')).collect())
}

/// The query with the values of the command line.
fn bound(asked: &Asked, given: &[(&str, &str)], source: &dyn Ask, talk: Talk) -> anyhow::Result<Sparql> {
    match asked {
        Asked::Question(question) => {
            let values = given.iter().map(|(name, text)| {
                let value = match question.parameter(name) {
                    Some(parameter) => value(parameter, text, source, talk)?,
                    None => Value::parse(text),
                };
                Ok(((*name).to_owned(), value))
            });
            Ok(question.with_values(&values.collect::<anyhow::Result<Vec<_>>>()?)?)
        }
        Asked::Query(query) => {
            let mut query = query.as_ref().clone();
            for (name, text) in given {
                query = query.bind(name, &Value::parse(text))?;
            }
            Ok(query)
        }
    }
}

fn no_such(question: &Question, name: &str) -> anyhow::Error {
    let names: Vec<&str> = question.parameters.iter().map(|p| p.name.as_str()).collect();
    let takes = if names.is_empty() { "no values".to_owned() } else { names.join(", ") };
    fail(Code::Usage, format!("--bind {name}: this question takes {takes}"))
}

/// What a text stands for as the value of a parameter.
fn value(parameter: &Parameter, text: &str, source: &dyn Ask, talk: Talk) -> anyhow::Result<Value> {
    let Parameter { name, kind, .. } = parameter;
    let (named, what) = match kind {
        ParameterType::Entity => (Named::Entity, "entity"),
        ParameterType::Relation => (Named::Relation, "relation"),
        kind => return kind.read(text).map_err(|why| fail(Code::Usage, format!("--bind {name}: {why}"))),
    };
    let shown = |things: &[Thing]| {
        let one = |t: &Thing| format!("{} ({}, {})", t.name, t.id, t.kind.trim_start_matches("sp:"));
        things.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    match names::resolve(source, named, text)? {
        Resolution::One(thing) => Ok(Value::Iri(thing.iri)),
        Resolution::Part(thing) => {
            talk.notice(Some(&format!("{text:?} is taken as {}", shown(std::slice::from_ref(&thing)))));
            Ok(Value::Iri(thing.iri))
        }
        Resolution::Several(things) => {
            let all = shown(&things);
            let message = format!(
                "--bind {name}: {text:?} is a name of {all}; give an id, such as {name}={}",
                things[0].id
            );
            Err(fail(Code::Usage, message))
        }
        Resolution::Unknown(near) => {
            let hint =
                if near.is_empty() { String::new() } else { format!("; did you mean {}?", shown(&near)) };
            Err(fail(Code::Nothing, format!("--bind {name}: no {what} is called {text:?}{hint}")))
        }
    }
}

fn write(
    answers: &Answers,
    format: Option<AnswerFormat>,
    base: &Base,
    out: &mut Output,
    talk: Talk,
) -> anyhow::Result<()> {
    let usual = if stdout().is_terminal() { AnswerFormat::Table } else { AnswerFormat::Tsv };
    match (answers, format) {
        (Answers::Graph(graph), None | Some(AnswerFormat::Turtle)) => {
            graph.write_at(base, Format::Turtle, out)?
        }
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
