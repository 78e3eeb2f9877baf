use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};

use crate::answer::{Answers, Cell, Graph, Table};
use crate::{PREFIXES, Store, StoreError, guard, prefix, rdf};

/// Stack of the thread that evaluates a query. Parser and planner recurse; the guard keeps queries far below what
/// this holds.
const STACK_BYTES: usize = 256 << 20;

/// How a query is to be evaluated.
#[derive(Clone, Debug, Default)]
pub struct QueryOptions {
    /// Values for variables, given before evaluation begins. Only variables that `SELECT` names can be given one.
    /// Values never become part of the query text, so nothing in them can change what is asked.
    pub bind: Vec<(String, Value)>,
    /// Longest time to wait for the answer. An evaluation that is given up ends in the background at the next point
    /// where it can; until then it goes on using memory and a processor.
    pub timeout: Option<Duration>,
    /// Most rows or triples to return; the answer tells when there were more.
    pub limit: Option<usize>,
}

/// A value for a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A plain text, such as a name.
    Text(String),
    /// An IRI, in full.
    Iri(String),
}

impl Value {
    /// Reads a value as people write it: `<https://…>` and `ent:north-korea` (with a prefix of [`PREFIXES`]) are
    /// IRIs, all else is text.
    pub fn parse(text: &str) -> Self {
        let bracketed = text.strip_prefix('<').and_then(|t| t.strip_suffix('>')).map(str::to_owned);
        let prefixed = || if text.contains(char::is_whitespace) { None } else { prefix::expand(text) };
        match bracketed.or_else(prefixed) {
            Some(iri) => Value::Iri(iri),
            None => Value::Text(text.to_owned()),
        }
    }

    fn term(&self) -> Result<Term, StoreError> {
        match self {
            Value::Text(text) => Ok(Literal::new_simple_literal(text).into()),
            Value::Iri(iri) => match NamedNode::new(iri) {
                Ok(node) => Ok(node.into()),
                Err(e) => Err(StoreError::Refused(format!("{iri:?} is no IRI: {e}"))),
            },
        }
    }
}

impl Store {
    /// Answers a SPARQL 1.1 query. The prefixes of [`PREFIXES`] are known. A query only reads: updates, `SERVICE` and
    /// whatever else would reach outside the store are refused, as are queries that are too long or too deeply nested
    /// to be planned safely.
    pub fn query(&self, sparql: &str, options: &QueryOptions) -> Result<Answers, StoreError> {
        let sorted = guard::check(sparql)?;
        let graph = self.graph()?.clone();
        let token = CancellationToken::new();
        let (sender, receiver) = mpsc::channel();
        let evaluation = {
            let (sparql, options, token) = (sparql.to_owned(), options.clone(), token.clone());
            // Nobody listens any more where the time is up.
            move || drop(sender.send(evaluate(&graph, &sparql, &options, token, sorted)))
        };
        thread::Builder::new()
            .name("query".to_owned())
            .stack_size(STACK_BYTES)
            .spawn(evaluation)
            .map_err(|e| StoreError::Evaluation(format!("no thread to evaluate it: {e}")))?;
        let ended = || StoreError::Evaluation("the evaluation ended without an answer".to_owned());
        let Some(timeout) = options.timeout else {
            return receiver.recv().unwrap_or_else(|_| Err(ended()));
        };
        match receiver.recv_timeout(timeout) {
            Ok(answers) => answers,
            Err(RecvTimeoutError::Disconnected) => Err(ended()),
            Err(RecvTimeoutError::Timeout) => {
                token.cancel();
                Err(StoreError::Timeout(timeout.as_secs_f32()))
            }
        }
    }

    /// The graph, made when first asked for.
    pub(crate) fn graph(&self) -> Result<&oxigraph::store::Store, StoreError> {
        if let Some(graph) = self.graph.get() {
            return Ok(graph);
        }
        let failed = |e: oxigraph::store::StorageError| StoreError::Evaluation(e.to_string());
        let graph = oxigraph::store::Store::new().map_err(failed)?;
        let mut loader = graph.bulk_loader();
        loader.load_quads(rdf::quads(self.extractions(), &self.vocabulary, false)).map_err(failed)?;
        loader.commit().map_err(failed)?;
        Ok(self.graph.get_or_init(|| graph))
    }
}

fn evaluate(
    graph: &oxigraph::store::Store,
    sparql: &str,
    options: &QueryOptions,
    token: CancellationToken,
    sorted: bool,
) -> Result<Answers, StoreError> {
    let mut evaluator = SparqlEvaluator::new().with_cancellation_token(token);
    for (prefix, iri) in PREFIXES {
        evaluator = evaluator.with_prefix(prefix, iri).map_err(|e| StoreError::Evaluation(e.to_string()))?;
    }
    let mut query = evaluator.parse_query(sparql).map_err(|e| guard::syntax_error(sparql, &e.to_string()))?;
    for (name, value) in &options.bind {
        let name = name.trim_start_matches(['?', '$']);
        let variable = Variable::new(name)
            .map_err(|_| StoreError::Refused(format!("{name:?} is no name of a variable")))?;
        query = query.substitute_variable(variable, value.term()?);
    }
    let limit = options.limit.unwrap_or(usize::MAX);
    match query.on_store(graph).execute().map_err(failed)? {
        QueryResults::Boolean(value) => Ok(Answers::Boolean(value)),
        QueryResults::Solutions(solutions) => {
            let columns = solutions.variables().iter().map(|v| v.as_str().to_owned()).collect();
            let mut table = Table { columns, ..Table::default() };
            for solution in solutions {
                let solution = solution.map_err(failed)?;
                if table.rows.len() == limit {
                    table.truncated = true;
                    break;
                }
                table.rows.push(solution.values().iter().map(|t| t.clone().map(Cell::new)).collect());
            }
            if !sorted {
                table.rows.sort_by(|a, b| compare_rows(a, b));
            }
            Ok(Answers::Table(table))
        }
        QueryResults::Graph(triples) => {
            let (mut all, mut truncated) = (Vec::new(), false);
            for triple in triples {
                let triple = triple.map_err(failed)?;
                if all.len() == limit {
                    truncated = true;
                    break;
                }
                all.push(triple);
            }
            Ok(Answers::Graph(Graph::new(all, truncated)))
        }
    }
}

fn compare_rows(a: &[Option<Cell>], b: &[Option<Cell>]) -> std::cmp::Ordering {
    let pairs = a.iter().zip(b).map(|(a, b)| match (a, b) {
        (Some(a), Some(b)) => rdf::compare_terms(&a.term, &b.term),
        (a, b) => a.is_some().cmp(&b.is_some()),
    });
    pairs.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
}

fn failed(error: QueryEvaluationError) -> StoreError {
    match error {
        QueryEvaluationError::NotExistingSubstitutedVariable(variable) => {
            StoreError::Refused(format!("no column {variable} to give a value to; name it after SELECT"))
        }
        error => StoreError::Evaluation(error.to_string()),
    }
}
