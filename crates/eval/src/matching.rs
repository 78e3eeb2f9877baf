//! Which statements are the gold ones.

use std::collections::BTreeSet;

use simpul_fact::{Entity, EntityKind, Object, Statement};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::gold::{Gold, GoldEntity, GoldSpeech, GoldStatement};

/// Words that a name may have or lack.
const GENERIC: [&str; 32] = [
    "negara",
    "republik",
    "federasi",
    "kerajaan",
    "kota",
    "kabupaten",
    "provinsi",
    "kecamatan",
    "desa",
    "kelurahan",
    "pulau",
    "pemerintah",
    "kepolisian",
    "partai",
    "pt",
    "tbk",
    "yayasan",
    "universitas",
    "the",
    "of",
    "a",
    "an",
    "city",
    "province",
    "state",
    "government",
    "republic",
    "kingdom",
    "company",
    "inc",
    "corp",
    "ltd",
];
/// Words that a title or description may add to a name.
const MORE_WORDS: usize = 4;
/// Share of reported words that must be found.
const SAID: f64 = 0.7;
/// Likeness (Dice) of two descriptions of one thing.
const ALIKE: f64 = 0.66;

/// Statements held against the gold of their article.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// Gold statements that were found.
    pub hits: Vec<Hit<'a>>,
    /// Required gold statements that were not.
    pub missed: Vec<&'a GoldStatement>,
    /// Statements that no gold statement allows.
    pub wrong: Vec<&'a Statement>,
    /// Statements that are right but need not be found.
    pub allowed: Vec<&'a Statement>,
    /// Reported words that were found, of how many.
    pub said: (usize, usize),
}

/// A required gold statement with the statements that say it.
#[derive(Clone, Debug)]
pub struct Hit<'a> {
    /// The gold statement.
    pub gold: &'a GoldStatement,
    /// The statements, in the order given.
    pub found: Vec<&'a Statement>,
}

/// Holds the statements of an article against its gold. `symmetric` says of which relations the ends may change places.
///
/// A statement is right where subject, relation and object are those of a gold statement; statements that say the same
/// of the same names count once, several that render one gold statement are all right, and it is found once.
pub fn compare<'a>(
    gold: &'a Gold,
    statements: &'a [Statement],
    symmetric: impl Fn(&str) -> bool,
) -> Comparison<'a> {
    let mut seen = BTreeSet::new();
    let related = statements.iter().filter_map(|s| Some((s, s.object.entity()?)));
    let related: Vec<&Statement> = related
        .filter(|(s, object)| seen.insert((words(&s.subject.name), &s.relation, words(&object.name))))
        .map(|(s, _)| s)
        .collect();
    let mut used = BTreeSet::new();
    let (mut hits, mut missed) = (Vec::new(), Vec::new());
    for wanted in &gold.required {
        let found: Vec<usize> =
            (0..related.len()).filter(|i| is(related[*i], wanted, gold, &symmetric)).collect();
        if found.is_empty() {
            missed.push(wanted);
        } else {
            used.extend(found.iter().copied());
            hits.push(Hit { gold: wanted, found: found.iter().map(|i| related[*i]).collect() });
        }
    }
    let (mut wrong, mut allowed) = (Vec::new(), Vec::new());
    for (_, statement) in related.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
        let right = gold.optional.iter().any(|wanted| is(statement, wanted, gold, &symmetric));
        if right { &mut allowed } else { &mut wrong }.push(*statement);
    }
    let said = gold.speeches.iter().filter(|speech| is_said(speech, gold, statements)).count();
    Comparison { hits, missed, wrong, allowed, said: (said, gold.speeches.len()) }
}

fn is(statement: &Statement, wanted: &GoldStatement, gold: &Gold, symmetric: impl Fn(&str) -> bool) -> bool {
    if statement.relation != wanted.relation {
        return false;
    }
    let Object::Entity(object) = &statement.object else { return false };
    let (a, b) = (&gold.entities[&wanted.subject], &gold.entities[&wanted.object]);
    let ends = |x: &Entity, y: &Entity| entity_matches(x, a) && entity_matches(y, b);
    ends(&statement.subject, object) || symmetric(&wanted.relation) && ends(object, &statement.subject)
}

fn is_said(speech: &GoldSpeech, gold: &Gold, statements: &[Statement]) -> bool {
    statements.iter().any(|statement| {
        let Object::Words(said) = &statement.object else { return false };
        let said: BTreeSet<String> = words(said).into_iter().collect();
        let found = speech.words.iter().filter(|w| said.contains(*w)).count();
        entity_matches(&statement.subject, &gold.entities[&speech.speaker])
            && !speech.words.is_empty()
            && found as f64 / speech.words.len() as f64 >= SAID
    })
}

/// True where an entity is the gold one: by its Wikidata item, or by one of its names.
///
/// A person's name may have up to four more words before the last one (titles); a body or place may have or lack words
/// such as *Republik*, *PT*, *the*; a thing, event, group or post may be described in other words that are alike.
pub fn entity_matches(entity: &Entity, gold: &GoldEntity) -> bool {
    if gold.wikidata.is_some() && entity.wikidata == gold.wikidata {
        return true;
    }
    name_matches(&entity.name, gold)
}

pub(crate) fn name_matches(name: &str, gold: &GoldEntity) -> bool {
    let own = words(name);
    let Some(last) = own.last() else { return false };
    if gold.names.contains(&own) {
        return true;
    }
    let have: BTreeSet<&str> = own.iter().map(String::as_str).collect();
    gold.names.iter().any(|alias| {
        let want: BTreeSet<&str> = alias.iter().map(String::as_str).collect();
        let more: Vec<&str> = have.difference(&want).copied().collect();
        let less: Vec<&str> = want.difference(&have).copied().collect();
        let generic = |words: &[&str]| words.iter().all(|w| GENERIC.contains(w));
        let titled = less.is_empty() && more.len() <= MORE_WORDS;
        match gold.kind {
            _ if want.is_empty() => false,
            EntityKind::Person => titled && want.contains(last.as_str()),
            EntityKind::Place | EntityKind::Org => {
                less.is_empty() && generic(&more) || more.is_empty() && !less.is_empty() && generic(&less)
            }
            _ => {
                let both = have.intersection(&want).count();
                titled
                    || more.is_empty() && have.contains(alias[0].as_str())
                    || 2.0 * both as f64 / (have.len() + want.len()) as f64 >= ALIKE
            }
        }
    })
}

/// The words of a text: case folded, decomposed by compatibility (NFKD), without combining marks and punctuation.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded: String =
        caseless::default_case_fold_str(text).nfkd().filter(|c| !is_combining_mark(*c)).collect();
    folded
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}
