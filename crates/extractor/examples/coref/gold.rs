//! Documents with gold chains, from the three formats that are measured.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use simpul_text::{Language, Span};

/// A text with the spans (bytes) that mean one thing; chains have two mentions or more.
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) language: Language,
    pub(crate) text: String,
    pub(crate) chains: Vec<Vec<Span>>,
}

/// What stands above every text, so that no sentence of it counts as a headline.
const HEADLINE: &str = "Teks\n\n";

/// The documents of a set: `tanlp` (a folder), `indocoref` (a folder), `gum` (files).
pub(crate) fn read(format: &str, paths: &[PathBuf]) -> std::io::Result<Vec<Document>> {
    match format {
        "tanlp" => tanlp(&paths[0]),
        "indocoref" => {
            let mut files: Vec<PathBuf> = fs::read_dir(paths[0].join("annotated"))?
                .map(|e| e.map(|e| e.path()))
                .collect::<Result<_, _>>()?;
            files.sort();
            files.iter().map(|f| Ok(sacr(&stem(f), &fs::read_to_string(f)?))).collect()
        }
        _ => paths.iter().map(|f| Ok(gum(&stem(f), &fs::read_to_string(f)?))).collect(),
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Mentions by chain, each span once, chains of one mention left out.
#[derive(Default)]
struct Chains(BTreeMap<String, Vec<Span>>);

impl Chains {
    fn add(&mut self, chain: &str, span: Span) {
        self.0.entry(chain.to_owned()).or_default().push(span);
    }

    fn done(self) -> Vec<Vec<Span>> {
        let mut taken: Vec<Span> = Vec::new();
        let mut chains: Vec<Vec<Span>> = self.0.into_values().collect();
        for chain in &mut chains {
            chain.retain(|s| !taken.contains(s) && !s.is_empty());
            chain.sort_by_key(|s| (s.start, s.end));
            chain.dedup();
            taken.extend(chain.iter());
        }
        chains.retain(|c| c.len() > 1);
        chains
    }
}

/// The value of `key="…"` in a line of XML.
fn attribute<'a>(tag: &'a str, key: &str) -> Option<&'a str> {
    let from = tag.find(&format!(" {key}=\""))? + key.len() + 3;
    tag[from..].split('"').next()
}

/// `<phrase type="np" id="3" coref="2">Kota\NN itu\PR</phrase>`, documents by `document_id.csv`.
fn tanlp(folder: &Path) -> std::io::Result<Vec<Document>> {
    let table = fs::read_to_string(folder.join("document_id.csv"))?;
    let document_of: HashMap<&str, &str> =
        table.lines().skip(1).filter_map(|l| Some((l.split(',').next()?, l.rsplit(',').next()?))).collect();
    let xml = fs::read_to_string(folder.join("full.xml"))?;
    let (mut order, mut texts): (Vec<String>, HashMap<String, (String, Chains)>) = Default::default();
    let mut chain_of: HashMap<String, String> = HashMap::new();
    for sentence in xml.split("<sentence ").skip(1) {
        let number = sentence.split('"').nth(1).unwrap_or_default();
        let document = (*document_of.get(number).unwrap_or(&"0")).to_owned();
        if !texts.contains_key(&document) {
            order.push(document.clone());
        }
        let (text, chains) =
            texts.entry(document).or_insert_with(|| (HEADLINE.to_owned(), Chains::default()));
        for phrase in sentence.split("<phrase").skip(1) {
            let (tag, rest) = phrase.split_once('>').unwrap_or_default();
            let words = rest.split("</phrase>").next().unwrap_or_default();
            if words.starts_with("nya\\") && text.ends_with(' ') {
                text.pop();
            }
            let start = text.len();
            for word in words.split_whitespace() {
                text.push_str(
                    &word
                        .rsplit_once('\\')
                        .map_or(word, |w| w.0)
                        .replace("&amp;", "&")
                        .replace("&quot;", "\""),
                );
                text.push(' ');
            }
            let Some(id) = attribute(tag, "id") else { continue };
            let chain =
                attribute(tag, "coref").and_then(|c| chain_of.get(c)).cloned().unwrap_or(id.to_owned());
            chain_of.insert(id.to_owned(), chain.clone());
            let end = text.trim_end_matches([' ', '.', ',', '"', ';', ':', ')']).len();
            chains.add(&chain, Span::new(start, end.max(start)));
        }
        let ended = text.trim_end().ends_with(['.', '?', '!', '"']);
        text.truncate(text.trim_end().len());
        text.push_str(if ended { " " } else { ".\n\n" });
    }
    let one = |name: String| {
        let (text, chains) = texts.remove(&name).unwrap_or_default();
        Document { name, language: Language::Id, text, chains: chains.done() }
    };
    Ok(order.into_iter().map(one).collect())
}

/// `{M1:jenis="…" {M2:jenis="" Budi}} tiba`: brackets of one span are one mention, of the chain that the inner names.
fn sacr(name: &str, source: &str) -> Document {
    let mut text = HEADLINE.to_owned();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut spans: Vec<(Span, String)> = Vec::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let head = rest.starts_with("{M").then(|| rest[1..].split_once(' ')).flatten();
        if let Some((_, _)) = head
            && let Some(colon) = rest.find(':')
            && let Some(end) = rest[colon..].find("\" ").map(|e| colon + e + 2)
        {
            open.push((rest[1..colon].to_owned(), text.len()));
            rest = &rest[end..];
            continue;
        }
        if c == '}'
            && let Some((id, start)) = open.pop()
        {
            spans.push((Span::new(start, text.len()), id));
        } else {
            text.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    // ids that stand at one span are one chain
    let mut same: HashMap<String, String> = HashMap::new();
    let root = |same: &HashMap<String, String>, id: &str| {
        let mut id = id.to_owned();
        while let Some(up) = same.get(&id).filter(|up| **up != id) {
            id = up.clone();
        }
        id
    };
    let mut at: HashMap<Span, String> = HashMap::new();
    for (span, id) in &spans {
        if let Some(other) = at.insert(*span, id.clone()) {
            let (a, b) = (root(&same, id), root(&same, &other));
            same.insert(a, b);
        }
    }
    let mut chains = Chains::default();
    for (span, id) in &spans {
        chains.add(&root(&same, id), *span);
    }
    Document { name: name.to_owned(), language: Language::Id, text, chains: chains.done() }
}

/// `Entity=(4-object-new-…` in the last column of a CoNLL-U file.
fn gum(name: &str, source: &str) -> Document {
    let mut text = "Text\n\n".to_owned();
    let mut chains = Chains::default();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut word: Option<(usize, Span)> = None; // a word of several tokens: its last token and where it stands
    for line in source.lines() {
        if line.starts_with("# newpar") && !text.ends_with("\n\n") {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        if line.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, form, .., misc] = fields[..] else { continue };
        let spaced = !misc.contains("SpaceAfter=No");
        if let Some((_, last)) = id.split_once('-') {
            let start = text.len();
            text.push_str(form);
            word = last.parse().ok().map(|l| (l, Span::new(start, text.len())));
            text.push_str(if spaced { " " } else { "" });
            continue;
        }
        let Ok(number) = id.parse::<usize>() else { continue };
        let span = match word.filter(|w| number <= w.0) {
            Some((_, span)) => span,
            None => {
                let start = text.len();
                text.push_str(form);
                let span = Span::new(start, text.len());
                text.push_str(if spaced { " " } else { "" });
                span
            }
        };
        word = word.filter(|w| number < w.0);
        let entity = misc.split('|').find_map(|m| m.strip_prefix("Entity=")).unwrap_or_default();
        for piece in entity.replace('(', " (").replace(')', ") ").split_whitespace() {
            let id = piece.trim_matches(['(', ')']).split('-').next().unwrap_or_default().to_owned();
            if piece.starts_with('(') {
                open.push((id.clone(), span.start));
            }
            if piece.ends_with(')') {
                let at = open.iter().rposition(|o| id.is_empty() || piece.starts_with('(') || o.0 == id);
                if let Some((id, start)) = at.map(|i| open.remove(i)) {
                    chains.add(&id, Span::new(start, span.end));
                }
            }
        }
    }
    Document { name: name.to_owned(), language: Language::En, text, chains: chains.done() }
}
