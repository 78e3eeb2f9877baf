//! How many subjects and objects of gold statements have a name in the analysis of their article.
//!
//! *"Menteri Budi Santoso mengunjungi Surabaya"* with the gold statement *budi visits surabaya* asks for the names *Budi
//! Santoso* (Person) and *Surabaya* (Place). Gold files list all that an article calls an entity, names and descriptions
//! (*menteri itu*); what counts as its name is decided in [`Entity::names`]. A title is no part of a name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use simpul_text::{Analysis, Article, Block, BlockKind, Language, NameKind, Span};

use crate::analysis::analyze;
use crate::model::Model;
use crate::names::KINDS;
use crate::train::{TrainError, corpus};

/// Hits out of all, for each kind in the order of [`KINDS`].
#[derive(Default)]
struct Counts([(usize, usize); 3]);

impl Counts {
    fn add(&mut self, kind: NameKind, hit: bool) {
        let kind = KINDS.iter().position(|k| *k == kind).unwrap_or(0);
        self.0[kind].0 += usize::from(hit);
        self.0[kind].1 += 1;
    }

    /// *"| 91.2 (31/34) | … |"*, all kinds last.
    fn row(&self) -> String {
        let all = self.0.iter().fold((0, 0), |sum, n| (sum.0 + n.0, sum.1 + n.1));
        let cell = |(k, n): (usize, usize)| format!(" {:.1} ({k}/{n}) |", 100.0 * k as f64 / n.max(1) as f64);
        self.0.into_iter().chain([all]).map(cell).collect()
    }
}

/// The coverage over the articles `*.txt` with statements `*.gold` of a folder that are in a language, as a table, and a
/// line for each entity of which some or all occurrences are missed.
pub(crate) fn coverage(
    folder: &Path,
    language: Language,
    model: &Model,
) -> Result<(String, Vec<String>), TrainError> {
    let error = |source| TrainError::Read { path: folder.to_owned(), source };
    let mut golds = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        let path = entry.map_err(error)?.path();
        if path.extension().is_some_and(|e| e == "gold") {
            golds.push(path);
        }
    }
    golds.sort();
    let (mut ends, mut spans, mut occurrences) = (Counts::default(), Counts::default(), Counts::default());
    let mut misses = Vec::new();
    for path in golds {
        let gold = Gold::read(&corpus::read(&path)?);
        if gold.language != language.tag() {
            continue;
        }
        let text = corpus::read(&path.with_extension("txt"))?;
        let article = lines(text, language);
        let found = found(&analyze(&article, model));
        for (id, entity) in &gold.entities {
            let (Some(kind), Some(n)) = (entity.kind(), gold.ends.get(id)) else { continue };
            let wanted = occurrences_of(&entity.names(&gold, &article.text), &article.text);
            if wanted.is_empty() {
                continue;
            }
            let exact = |span: &Span| found.get(span) == Some(&kind);
            for _ in 0..*n {
                ends.add(kind, wanted.iter().any(exact));
                spans.add(kind, wanted.iter().any(|span| found.contains_key(span)));
            }
            wanted.iter().for_each(|span| occurrences.add(kind, exact(span)));
            let missed: Vec<Span> = wanted.iter().copied().filter(|span| !exact(span)).collect();
            if !missed.is_empty() {
                let name = path.file_stem().unwrap_or_default().to_string_lossy();
                let how = if missed.len() == wanted.len() { "all" } else { "some" };
                let shown = shown(&missed, &found, &article);
                misses.push(format!("{how}: {name}, {kind:?} {id}, {n} ends: {shown}"));
            }
        }
    }
    let mut table = String::from("| mentions | Person | Org | Place | all |\n|---|---|---|---|---|\n");
    let tag = language.tag();
    let rows = [
        ("subjects and objects named right somewhere", &ends),
        ("the same, kind left aside", &spans),
        ("all occurrences, those within longer names too", &occurrences),
    ];
    for (what, counts) in rows {
        let _ = writeln!(table, "| {tag}: {what} |{}", counts.row());
    }
    Ok((table, misses))
}

/// An article of a paragraph a line.
fn lines(text: String, language: Language) -> Article {
    let (mut blocks, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, start + line.len()), kind: BlockKind::Paragraph });
        }
        start += line.len();
    }
    Article { text, language, blocks, ..Article::default() }
}

fn found(analysis: &Analysis) -> BTreeMap<Span, NameKind> {
    let mut found = BTreeMap::new();
    for sentence in &analysis.sentences {
        for name in &sentence.names {
            found.insert(sentence.span_of(name.tokens.clone()), name.kind);
        }
    }
    found
}

/// The first occurrences of an entity, in their words, and what was found there.
fn shown(wanted: &[Span], found: &BTreeMap<Span, NameKind>, article: &Article) -> String {
    let mut out = Vec::new();
    for span in wanted.iter().take(4) {
        let overlapping = found.iter().filter(|(s, _)| s.start < span.end && span.start < s.end);
        let there: Vec<String> =
            overlapping.map(|(s, kind)| format!("{kind:?} {:?}", article.quote(*s))).collect();
        out.push(format!("{:?} <- [{}]", article.quote(*span), there.join(", ")));
    }
    out.join("; ")
}

/// A gold file: its entities by id, and how many ends of statements that must be found each one is.
struct Gold {
    language: String,
    entities: BTreeMap<String, Entity>,
    ends: BTreeMap<String, usize>,
}

struct Entity {
    class: String,
    aliases: Vec<String>,
}

impl Gold {
    /// Reads lines `E id | class | names | item` and `S subject | relation | object | qualifiers`; others say nothing here.
    fn read(text: &str) -> Gold {
        let mut gold = Gold { language: String::new(), entities: BTreeMap::new(), ends: BTreeMap::new() };
        for line in text.lines().map(str::trim) {
            if let Some(language) = line.strip_prefix("# lang:") {
                gold.language = language.trim().to_owned();
            }
            let Some((letter, rest)) = line.split_once(' ') else { continue };
            let fields: Vec<&str> = rest.split(" | ").map(str::trim).collect();
            match (letter, &fields[..]) {
                ("E", [id, class, names, ..]) => {
                    let aliases = names.split(';').map(|n| n.trim().to_owned()).filter(|n| !n.is_empty());
                    let entity = Entity { class: (*class).to_owned(), aliases: aliases.collect() };
                    gold.entities.insert((*id).to_owned(), entity);
                }
                ("S", [subject, _, object, ..]) => {
                    for end in [subject, object] {
                        *gold.ends.entry((*end).to_owned()).or_default() += 1;
                    }
                }
                _ => {}
            }
        }
        gold
    }
}

impl Entity {
    fn kind(&self) -> Option<NameKind> {
        NameKind::from_tag(&self.class).filter(|kind| kind.is_entity())
    }

    /// Which aliases are names in a text: the first and last word begin with a capital or digit (*"Komisi Pemilihan
    /// Umum"*, not *"komisi itu"*), there is no bracket or comma, it is not written small elsewhere (*"Polisi"* beside
    /// *"polisi"*); and that of a person holds no alias of what is no person (*"Presiden Putin"*, with *"Presiden"* a
    /// post) and does not consist of words that the text has in small letters (*"Pelaku Pembunuhan"* in a headline).
    fn names<'a>(&'a self, gold: &Gold, text: &str) -> BTreeSet<&'a str> {
        let big = |word: Option<&str>| {
            word.and_then(|w| w.chars().next()).is_some_and(|c| c.is_uppercase() || c.is_numeric())
        };
        let is_person = self.class == "Person";
        let others = gold.entities.values().filter(|e| e.class != "Person").flat_map(|e| &e.aliases);
        let others: Vec<String> = others.map(|alias| alias.to_lowercase()).collect();
        let in_person = |small: &str| {
            let other =
                others.iter().any(|other| !occurrences_of(&[other.as_str()].into(), small).is_empty());
            let usual = small.split_whitespace().all(|w| !occurrences_of(&[w].into(), text).is_empty());
            other || usual
        };
        let is_name = |alias: &&str| {
            let small = alias.to_lowercase();
            big(alias.split_whitespace().next())
                && big(alias.split_whitespace().next_back())
                && !alias.contains(['(', ')', ','])
                && !self.aliases.contains(&small)
                && !(is_person && in_person(&small))
        };
        self.aliases.iter().map(String::as_str).filter(is_name).collect()
    }
}

/// Where names stand in a text as whole words; where two overlap, the one that begins first, then the longer one.
fn occurrences_of(names: &BTreeSet<&str>, text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for name in names {
        for (start, _) in text.match_indices(name) {
            let end = start + name.len();
            let letter = |c: char| c.is_alphanumeric();
            if !text[..start].ends_with(letter) && !text[end..].starts_with(letter) {
                spans.push(Span::new(start, end));
            }
        }
    }
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut kept: Vec<Span> = Vec::new();
    for span in spans {
        if kept.last().is_none_or(|last| last.end <= span.start) {
            kept.push(span);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = "# lang: id\nE budi | Person | Budi Santoso; Budi; Menteri Budi; Tamu Agung; menteri itu | -\n\
        E menteri | Position | Menteri | -\nE polisi | Org | Polisi; polisi; Polda Riau | -\n\
        E surabaya | Place | Kota Surabaya; Surabaya | -\nS budi | visits | surabaya | when=2020\nO budi | meets | polisi\n";

    #[test]
    fn which_aliases_are_names() {
        let gold = Gold::read(GOLD);
        let names = |id: &str| {
            gold.entities[id].names(&gold, "Tamu Agung, tamu yang agung").into_iter().collect::<Vec<_>>()
        };
        assert_eq!(names("budi"), ["Budi", "Budi Santoso"]);
        assert_eq!(names("polisi"), ["Polda Riau"]);
        assert_eq!(names("surabaya"), ["Kota Surabaya", "Surabaya"]);
        assert_eq!(gold.ends.get("budi"), Some(&1));
        assert_eq!(gold.ends.get("polisi"), None);
        assert_eq!(gold.language, "id");
    }

    #[test]
    fn the_longest_name_counts() {
        let text = "Menteri Budi Santoso di Kota Surabaya. Budi, Budiman, Surabaya";
        let names = ["Budi", "Budi Santoso", "Surabaya", "Kota Surabaya"].into();
        let found: Vec<&str> = occurrences_of(&names, text).iter().map(|s| &text[s.range()]).collect();
        assert_eq!(found, ["Budi Santoso", "Kota Surabaya", "Budi", "Surabaya"]);
    }

    #[test]
    fn counts_are_written_by_kind() {
        let mut counts = Counts::default();
        counts.add(NameKind::Person, true);
        counts.add(NameKind::Place, true);
        counts.add(NameKind::Place, false);
        assert_eq!(counts.row(), " 100.0 (1/1) | 0.0 (0/0) | 50.0 (1/2) | 66.7 (2/3) |");
    }
}
