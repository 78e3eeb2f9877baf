//! The shipped queries on a large store. The bound is far above what a release build needs, so that a loaded machine
//! passes and only a plan gone wrong does not.
//!
//! What the planner of Oxigraph 0.5 needs of a query: `OPTIONAL` and `BIND` after all patterns that must match,
//! `GRAPH` among them. An `OPTIONAL` in between keeps the patterns before it from being joined with those after it,
//! and the join is then done by trying all pairs.

use std::fs;
use std::time::{Duration, Instant};

use simpul_fact::{Extraction, iri};
use simpul_store::{Answers, Ask, QueryOptions, Question, Value};

use crate::common::{articles, repository, store};

const ARTICLES: usize = 2_000;
const STATEMENTS: usize = 10;
const BOUND: Duration = Duration::from_secs(5);

/// Articles of ten statements each, all relations and modalities among them.
pub(crate) fn many() -> Vec<Extraction> {
    let seeds = articles();
    let relations = ["visits", "accompanies", "supplies", "sanctions", "meets", "holdsPosition"];
    let statements: Vec<_> = seeds.iter().flat_map(|a| &a.statements).collect();
    let rename = |entity: &mut simpul_fact::Entity, number: usize| {
        entity.id = format!("{}-{}", entity.id, number % 500);
        entity.name = format!("{} {}", entity.name, number % 500);
        entity.label_id = None;
    };
    let article = |number: usize| {
        let mut article = seeds[0].clone();
        article.source.id = format!("artikel-{number}");
        // A text of its own: copies of one text are one source.
        article.source.digest = format!("{number:064}");
        article.source.sketch = None;
        article.statements = (0..STATEMENTS)
            .map(|i| {
                let n = number * STATEMENTS + i;
                let mut statement = statements[n % statements.len()].clone();
                rename(&mut statement.subject, n * 7);
                if let simpul_fact::Object::Entity(object) = &mut statement.object {
                    rename(object, n * 13);
                    statement.relation = relations[n % relations.len()].to_owned();
                }
                let evidence = &mut statement.evidence[0];
                evidence.sentence.text = format!("{} ({n})", evidence.sentence.text);
                statement
            })
            .collect();
        article
    };
    (0..ARTICLES).map(article).collect()
}

#[test]
fn shipped_queries_answer_a_large_store() {
    let articles = many();
    let start = Instant::now();
    let store = store(&articles);
    assert!(matches!(store.query("ASK {}", &QueryOptions::default()), Ok(Answers::Boolean(true))));
    let mut times = vec![format!("{:?} to build", start.elapsed())];
    let mut files: Vec<_> = fs::read_dir(repository("queries")).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut slow = Vec::new();
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let question = Question::parse(&fs::read_to_string(&file).unwrap()).unwrap();
        let ent = |name: &str, id: &str| (name.to_owned(), Value::Iri(iri::entity(id)));
        let text = |name: &str, value: &str| (name.to_owned(), Value::Text(value.to_owned()));
        let bind = match name {
            "entity-dossier" => vec![ent("entity", "negara-utara-7")],
            "between-two" => vec![ent("one", "negara-utara-7"), ent("other", "negara-utara-8")],
            "who-said-about" => vec![text("about", "a")],
            "changes" => vec![text("from", "2000"), text("to", "2030")],
            "who-met" => vec![ent("person", "andi-rahman-28")],
            "by-relation" => vec![("relation".to_owned(), Value::Iri(iri::relation("visits")))],
            _ => Vec::new(),
        };
        // what the made articles hold nothing of
        let silent = ["between-two", "in-conflict", "who-leads-what"];
        let start = Instant::now();
        let options = QueryOptions { timeout: Some(BOUND), ..QueryOptions::default() };
        let n_rows = match store.ask(&question.with_values(&bind).unwrap(), &options) {
            Ok(Answers::Table(table)) => table.rows.len(),
            _ => 0,
        };
        times.push(format!("{:?} for {n_rows} rows of {name}", start.elapsed()));
        if n_rows == 0 && !silent.contains(&name) || start.elapsed() > BOUND {
            slow.push(name.to_owned());
        }
    }
    // Shown where the test is run with --show-output.
    let mut out = String::new();
    for time in &times {
        out.push_str(time);
        out.push('\n');
    }
    std::io::Write::write_all(&mut std::io::stdout(), out.as_bytes()).unwrap();
    assert!(slow.is_empty(), "slower than {BOUND:?}: {slow:?}\n{out}");
}
