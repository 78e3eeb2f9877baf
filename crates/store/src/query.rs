use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use oxigraph::sparql::{CancellationToken, QueryEvaluationError, QueryResults, SparqlEvaluator};

use crate::answer::{Answers, Cell, Graph, Table};
use crate::{Sparql, Store, StoreError, Value};

/// Stack of the thread that evaluates a query. Parser and planner recurse; the guard keeps queries far below what
/// this holds.
const STACK_BYTES: usize = 256 << 20;

/// How a query is to be evaluated.
#[derive(Clone, Debug, Default)]
pub struct QueryOptions {
    /// Values for variables, put in their places before evaluation begins ([`Sparql::bind`]). Values never become part of
    /// the query text, so nothing in them can change what is asked.
    pub bind: Vec<(String, Value)>,
    /// Longest time to wait for the answer. An evaluation that is given up ends in the background at the next point
    /// where it can; until then it goes on using memory and a processor.
    pub timeout: Option<Duration>,
    /// Most rows or triples to return; the answer tells when there were more.
    pub limit: Option<usize>,
}

/// Something that answers queries: a store here, or a server elsewhere.
pub trait Ask {
    /// Answers a query. The values in `options.bind` are not looked at: the query has its values.
    fn ask(&self, query: &Sparql, options: &QueryOptions) -> Result<Answers, StoreError>;
}

impl Ask for Store {
    fn ask(&self, query: &Sparql, options: &QueryOptions) -> Result<Answers, StoreError> {
        self.answer(query, options)
    }
}

impl Store {
    /// Answers a SPARQL 1.1 query, as [`Sparql::parse`] reads it, with the values of the options bound.
    pub fn query(&self, sparql: &str, options: &QueryOptions) -> Result<Answers, StoreError> {
        let mut query = Sparql::parse(sparql)?;
        for (name, value) in &options.bind {
            query = query.bind(name, value)?;
        }
        self.answer(&query, options)
    }

    fn answer(&self, query: &Sparql, options: &QueryOptions) -> Result<Answers, StoreError> {
        let graph = self.graph()?.clone();
        let token = CancellationToken::new();
        let (sender, receiver) = mpsc::channel();
        let evaluation = {
            let (query, options, token) = (query.clone(), options.clone(), token.clone());
            // Nobody listens any more where the time is up.
            move || drop(sender.send(evaluate(&graph, query, &options, token)))
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
}

fn evaluate(
    graph: &oxigraph::store::Store,
    query: Sparql,
    options: &QueryOptions,
    token: CancellationToken,
) -> Result<Answers, StoreError> {
    let evaluator = SparqlEvaluator::new().with_cancellation_token(token);
    let Sparql { query, sorted, .. } = query;
    let limit = options.limit.unwrap_or(usize::MAX);
    match evaluator.for_query(query).on_store(graph).execute().map_err(failed)? {
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
                table.sort();
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

fn failed(error: QueryEvaluationError) -> StoreError {
    StoreError::Evaluation(error.to_string())
}

#[cfg(test)]
mod tests {
    //! The evaluation tests of the W3C through this layer: `SIMPUL_SPARQL11=…/rdf-tests/sparql/sparql11 cargo test -p
    //! simpul-store w3c`, with the folder of <https://github.com/w3c/rdf-tests>.

    use std::collections::BTreeMap;
    use std::fs;
    use std::io::Write;
    use std::path::{Path, PathBuf};
    use std::sync::OnceLock;

    use oxigraph::io::{RdfFormat, RdfParser};
    use oxigraph::model::{GraphNameRef, NamedNodeRef, Term};

    use super::*;

    const FOLDER: &str = "SIMPUL_SPARQL11";

    /// One test: its name, its query, the data of the default graph and of named graphs.
    #[derive(Debug, Default)]
    struct Case {
        name: String,
        query: PathBuf,
        data: Vec<PathBuf>,
        named: Vec<PathBuf>,
    }

    fn url(path: &Path) -> String {
        format!("file://{}", path.display())
    }

    fn path(term: &Term) -> PathBuf {
        let text = term.to_string();
        PathBuf::from(text.trim_matches(['<', '>']).trim_start_matches("file://"))
    }

    /// The evaluation tests of a manifest.
    fn cases(manifest: &Path) -> Vec<Case> {
        let store = oxigraph::store::Store::new().unwrap();
        let parser = RdfParser::from_format(RdfFormat::Turtle).with_base_iri(url(manifest)).unwrap();
        store.load_from_slice(parser, &fs::read(manifest).unwrap()).unwrap();
        let sparql = "PREFIX mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#>
            PREFIX qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#>
            SELECT ?test ?query ?data ?named WHERE { ?test a mf:QueryEvaluationTest ; mf:action ?a . ?a qt:query ?query
            OPTIONAL { ?a qt:data ?data } OPTIONAL { ?a qt:graphData ?named } } ORDER BY ?test";
        let QueryResults::Solutions(rows) =
            SparqlEvaluator::new().parse_query(sparql).unwrap().on_store(&store).execute().unwrap()
        else {
            panic!("a SELECT gives rows")
        };
        let mut cases: BTreeMap<String, Case> = BTreeMap::new();
        for row in rows {
            let row = row.unwrap();
            let name = row.get("test").unwrap().to_string();
            let case = cases.entry(name.clone()).or_default();
            (case.name, case.query) = (name, path(row.get("query").unwrap()));
            for (variable, list) in [("data", &mut case.data), ("named", &mut case.named)] {
                let found = row.get(variable).map(path).filter(|p| !list.contains(p));
                list.extend(found);
            }
        }
        cases.into_values().collect()
    }

    fn load(case: &Case) -> oxigraph::store::Store {
        let store = oxigraph::store::Store::new().unwrap();
        for (files, named) in [(&case.data, false), (&case.named, true)] {
            for file in files {
                let format = file.extension().and_then(|e| RdfFormat::from_extension(e.to_str()?));
                let base = url(file);
                let graph = match named {
                    true => GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(&base)),
                    false => GraphNameRef::DefaultGraph,
                };
                let parser = RdfParser::from_format(format.unwrap()).with_base_iri(&base).unwrap();
                let parser = parser.without_named_graphs().with_default_graph(graph);
                store.load_from_slice(parser, &fs::read(file).unwrap()).unwrap();
            }
        }
        store
    }

    /// An answer as lines, sorted, blank nodes without their names.
    fn lines(rows: impl Iterator<Item = String>) -> Vec<String> {
        let blank = regex::Regex::new("_:[0-9a-zA-Z]+").unwrap();
        let mut lines: Vec<String> = rows.map(|r| blank.replace_all(&r, "_:").into_owned()).collect();
        lines.sort();
        lines
    }

    fn plain(store: &oxigraph::store::Store, sparql: &str) -> Option<Vec<String>> {
        let query = SparqlEvaluator::new().parse_query(sparql).ok()?;
        let show = |t: Option<&Term>| t.map_or("-".to_owned(), ToString::to_string);
        Some(match query.on_store(store).execute().ok()? {
            QueryResults::Boolean(value) => vec![value.to_string()],
            QueryResults::Solutions(rows) => {
                let rows: Vec<_> = rows.collect::<Result<_, _>>().ok()?;
                lines(rows.iter().map(|r| r.values().iter().map(|t| show(t.as_ref()) + " ").collect()))
            }
            QueryResults::Graph(triples) => {
                let mut triples: Vec<_> = triples.collect::<Result<_, _>>().ok()?;
                triples.sort_by_cached_key(ToString::to_string);
                triples.dedup();
                lines(triples.iter().map(ToString::to_string))
            }
        })
    }

    fn ours(store: oxigraph::store::Store, sparql: &str) -> Result<Vec<String>, StoreError> {
        let layer = Store::over_graph(OnceLock::from(store))?;
        let show = |c: &Option<Cell>| c.as_ref().map_or("-".to_owned(), |c| c.term.to_string());
        Ok(match layer.query(sparql, &QueryOptions::default())? {
            Answers::Boolean(value) => vec![value.to_string()],
            Answers::Table(t) => lines(t.rows.iter().map(|r| r.iter().map(|c| show(c) + " ").collect())),
            Answers::Graph(graph) => {
                let mut out = Vec::new();
                graph.write(crate::Format::NTriples, &mut out)?;
                let text = String::from_utf8(out).unwrap();
                lines(text.lines().map(|l| l.trim_end_matches(" .").to_owned()))
            }
        })
    }

    #[test]
    fn w3c_evaluation_gives_what_oxigraph_gives() {
        let mut err = std::io::stderr().lock();
        let Ok(folder) = std::env::var(FOLDER) else {
            writeln!(err, "SKIPPED: {FOLDER} names no folder, the W3C tests of SPARQL 1.1 were not run")
                .unwrap();
            return;
        };
        let folder = fs::canonicalize(folder).unwrap();
        let (mut same, mut left_out, mut wrong) = (0, String::new(), String::new());
        for entry in fs::read_dir(folder).unwrap() {
            let manifest = entry.unwrap().path().join("manifest.ttl");
            for case in if manifest.is_file() { cases(&manifest) } else { Vec::new() } {
                let text = fs::read_to_string(&case.query).unwrap();
                let sparql = format!("BASE <{}>\n{text}", url(&case.query));
                let store = load(&case);
                let Some(expected) = plain(&store, &sparql) else {
                    left_out += &format!("\n  {}: Oxigraph gives no answer", case.name);
                    continue;
                };
                match ours(store, &sparql) {
                    Ok(found) if found == expected => same += 1,
                    // The only refusal that is wanted: other computers are not asked.
                    Err(StoreError::Refused(why)) if why.starts_with("SERVICE") => {
                        left_out += &format!("\n  {}: {why}", case.name);
                    }
                    Ok(found) => wrong += &format!("{}:\n{found:#?}\nnot\n{expected:#?}\n", case.name),
                    Err(error) => wrong += &format!("{}: {error}\n", case.name),
                }
            }
        }
        writeln!(err, "{same} evaluation tests of the W3C give what Oxigraph gives; left out:{left_out}")
            .unwrap();
        assert!(wrong.is_empty(), "{wrong}");
        assert!(same > 200, "only {same} tests");
    }
}
