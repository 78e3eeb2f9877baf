//! Evidence for the rows of an answer: *Putin – Korea Utara* is followed by the sentence that states it, the article
//! and the date of the article.
//!
//! A row is traced by the first of these that it has: the IRIs of statements; a sentence and an article of its own
//! (columns `sentence` and `article`), to which only the date is added; things that stand next to each other (their
//! IRIs or their names), whatever is stated between them in either direction. A row that several sentences state comes
//! once for each; a row that cannot be traced stays, with empty cells.

use std::collections::BTreeMap;

use oxigraph::model::{Term, Variable};
use simpul_fact::iri;
use spargebra::Query;
use spargebra::algebra::GraphPattern;
use spargebra::term::GroundTerm;

use crate::answer::{Answers, Cell, Table};
use crate::{Ask, QueryOptions, Sparql, StoreError};

/// The columns that are added.
const ADDED: [&str; 3] = ["sentence", "article", "date"];
/// Most values of one query.
const BATCH: usize = 500;

const OF_STATEMENTS: &str = "SELECT ?st ?sentence ?article ?date WHERE {
  ?st sp:evidence ?ev .
  GRAPH ?art { ?ev oa:exact ?sentence . ?art schema:name ?article . OPTIONAL { ?art schema:datePublished ?date } }
}";
const OF_PAIRS: &str = "SELECT ?a ?b ?sentence ?article ?date WHERE {
  ?st rdf:subject ?a ; rdf:object ?b ; sp:evidence ?ev .
  GRAPH ?art { ?ev oa:exact ?sentence . ?art schema:name ?article . OPTIONAL { ?art schema:datePublished ?date } }
}";
const OF_ARTICLES: &str = "SELECT DISTINCT ?article ?date WHERE {
  GRAPH ?art { ?art schema:name ?article ; schema:datePublished ?date }
}";
const OF_NAMES: &str = "SELECT DISTINCT ?name ?thing WHERE {
  ?thing schema:name ?name ; a ?kind .
  FILTER(STRSTARTS(STR(?kind), STR(sp:)))
}";

type Row = Vec<Option<Cell>>;
/// Sentence, article and date.
type Found = [Option<Cell>; 3];
/// By the text of a key, what was found, in order and each once.
type Index = BTreeMap<Vec<String>, Vec<Found>>;

/// The table with the columns `sentence`, `article` and `date` where it lacks them.
pub fn add(source: &dyn Ask, table: &Table) -> Result<Table, StoreError> {
    let column = |name: &str| table.columns.iter().position(|c| c == name);
    let own = column(ADDED[0]).zip(column(ADDED[1]));
    let names = if own.is_some() { BTreeMap::new() } else { things(source, table)? };
    let keys: Vec<Key> = table.rows.iter().map(|row| Key::of(row, own, &names)).collect();

    let of = |kind: fn(&Key) -> Vec<Vec<Term>>| keys.iter().flat_map(kind).collect::<Vec<_>>();
    let statements = index(source, OF_STATEMENTS, 1, of(Key::statements))?;
    let pairs = index(source, OF_PAIRS, 2, of(Key::pairs))?;
    let articles = index(source, OF_ARTICLES, 1, of(Key::article))?;

    let new: Vec<usize> = (0..ADDED.len()).filter(|i| column(ADDED[*i]).is_none()).collect();
    let mut columns = table.columns.clone();
    columns.extend(new.iter().map(|i| ADDED[*i].to_owned()));
    let mut rows = Vec::new();
    for (row, key) in table.rows.iter().zip(&keys) {
        let found = match key {
            Key::Statements(_) => find(&statements, &key.statements()),
            Key::Pairs(_) => find(&pairs, &key.pairs()),
            Key::Article(_) => find(&articles, &key.article()),
        };
        let found = if found.is_empty() { vec![<Found>::default()] } else { found };
        for found in found {
            let added = new.iter().map(|i| found[*i].clone());
            rows.push(row.iter().cloned().chain(added).collect::<Row>());
        }
    }
    rows.dedup();
    Ok(Table { columns, rows, truncated: table.truncated })
}

/// What a row is traced by.
enum Key {
    Statements(Vec<Term>),
    Article(Term),
    Pairs(Vec<(Term, Term)>),
}

impl Key {
    fn of(row: &Row, own: Option<(usize, usize)>, names: &BTreeMap<String, Vec<Term>>) -> Key {
        let cells = || row.iter().flatten();
        let statements: Vec<Term> =
            cells().filter(|c| c.is_iri() && is_statement(&c.raw)).map(|c| c.term.clone()).collect();
        if !statements.is_empty() {
            return Key::Statements(statements);
        }
        if let Some(article) = own.and_then(|(_, article)| row[article].as_ref()) {
            return Key::Article(article.term.clone());
        }
        let things: Vec<Vec<Term>> = cells().filter_map(|c| things_of(c, names)).collect();
        let mut pairs = Vec::new();
        for next in things.windows(2) {
            for (a, b) in next[0].iter().flat_map(|a| next[1].iter().map(move |b| (a, b))) {
                pairs.extend([(a.clone(), b.clone()), (b.clone(), a.clone())]);
            }
        }
        Key::Pairs(pairs)
    }

    fn statements(&self) -> Vec<Vec<Term>> {
        let Key::Statements(all) = self else { return Vec::new() };
        all.iter().map(|t| vec![t.clone()]).collect()
    }

    fn article(&self) -> Vec<Vec<Term>> {
        let Key::Article(title) = self else { return Vec::new() };
        vec![vec![title.clone()]]
    }

    fn pairs(&self) -> Vec<Vec<Term>> {
        let Key::Pairs(pairs) = self else { return Vec::new() };
        pairs.iter().map(|(a, b)| vec![a.clone(), b.clone()]).collect()
    }
}

/// True for the IRI of a statement; that of a piece of its evidence goes on with a hyphen.
fn is_statement(iri: &str) -> bool {
    iri.strip_prefix(iri::STMT).is_some_and(|id| !id.is_empty() && !id.contains('-'))
}

/// The things that a cell shows: one by its IRI, any number by their name.
fn things_of(cell: &Cell, names: &BTreeMap<String, Vec<Term>>) -> Option<Vec<Term>> {
    if cell.is_iri() {
        return cell.raw.starts_with(iri::ENT).then(|| vec![cell.term.clone()]);
    }
    names.get(&cell.term.to_string()).cloned()
}

/// By a name as a term of SPARQL, the things that have it, for all texts of the table.
fn things(source: &dyn Ask, table: &Table) -> Result<BTreeMap<String, Vec<Term>>, StoreError> {
    let texts = table.rows.iter().flatten().flatten().filter(|c| !c.is_iri() && !c.is_number());
    let values: Vec<Vec<Term>> = texts.map(|c| vec![c.term.clone()]).collect();
    let mut names: BTreeMap<String, Vec<Term>> = BTreeMap::new();
    for row in rows(source, OF_NAMES, 1, values)? {
        if let [Some(name), Some(thing)] = row.as_slice() {
            let known = names.entry(name.term.to_string()).or_default();
            if !known.contains(&thing.term) {
                known.push(thing.term.clone());
            }
        }
    }
    Ok(names)
}

fn find(index: &Index, keys: &[Vec<Term>]) -> Vec<Found> {
    let found = keys.iter().filter_map(|key| index.get(&texts(key))).flatten();
    let mut all: Vec<Found> = found.cloned().collect();
    all.sort_by_key(shown);
    all.dedup();
    all
}

fn shown(found: &Found) -> Vec<String> {
    // The earliest article first, then its sentences.
    let cell = |i: usize| found[i].as_ref().map_or(String::new(), |c| c.raw.clone());
    vec![cell(2), cell(1), cell(0)]
}

fn texts(key: &[Term]) -> Vec<String> {
    key.iter().map(Term::to_string).collect()
}

/// What the query finds for the values of its first `n_keys` columns.
fn index(source: &dyn Ask, query: &str, n_keys: usize, values: Vec<Vec<Term>>) -> Result<Index, StoreError> {
    let mut index = Index::new();
    for row in rows(source, query, n_keys, values)? {
        let key: Vec<Term> = row[..n_keys].iter().flatten().map(|c| c.term.clone()).collect();
        let mut found = row[n_keys..].to_vec();
        while found.len() < ADDED.len() {
            found.insert(0, None);
        }
        if let Ok(found) = found.try_into() {
            index.entry(texts(&key)).or_default().push(found);
        }
    }
    Ok(index)
}

/// The rows of the query for these values of its first columns, asked in batches.
fn rows(source: &dyn Ask, text: &str, n_keys: usize, values: Vec<Vec<Term>>) -> Result<Vec<Row>, StoreError> {
    let values: BTreeMap<Vec<String>, Vec<Term>> = values.into_iter().map(|v| (texts(&v), v)).collect();
    // A blank node is no value: it has no name that a query could use.
    let ground = |v: Vec<Term>| v.into_iter().map(|t| t.try_into().ok().map(Some)).collect();
    let values: Vec<Vec<Option<GroundTerm>>> = values.into_values().filter_map(ground).collect();
    let query = Sparql::parse(text)?;
    let mut rows = Vec::new();
    for batch in values.chunks(BATCH) {
        let query = with_values(&query, n_keys, batch.to_vec());
        if let Answers::Table(table) = source.ask(&query, &QueryOptions::default())? {
            rows.extend(table.rows);
        }
    }
    Ok(rows)
}

/// The query joined with a table of values for its first columns.
fn with_values(query: &Sparql, n_keys: usize, bindings: Vec<Vec<Option<GroundTerm>>>) -> Sparql {
    let mut query = query.clone().into_algebra();
    if let Query::Select { pattern, .. } = &mut query.query
        && let Some((inner, variables)) = projected(pattern)
    {
        let variables: Vec<Variable> = variables.iter().take(n_keys).cloned().collect();
        let left = Box::new(GraphPattern::Values { variables, bindings });
        *inner = GraphPattern::Join { left, right: Box::new(std::mem::take(inner)) };
    }
    query
}

fn projected(pattern: &mut GraphPattern) -> Option<(&mut GraphPattern, &[Variable])> {
    match pattern {
        GraphPattern::Project { inner, variables } => Some((inner, variables)),
        GraphPattern::Distinct { inner } => projected(inner),
        _ => None,
    }
}
