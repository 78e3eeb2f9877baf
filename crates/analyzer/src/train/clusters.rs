//! Classes of words that stand in like places, learned from plain text.
//!
//! The exchange algorithm with word contexts on both sides (Uszkoreit and Brants 2008; Dehdari et al. 2016): every
//! word in turn moves to the class in which the classes best foretell the words before and after.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use simpul_text::Language;

use super::corpus::{self, Corpora, Text, Treebank};
use super::named::named;
use super::{Recipe, TrainError};
use crate::clitics::{self, Candidate, candidate};
use crate::hash;
use crate::lists::Lists;
use crate::tokenize::tokenize;
use crate::word::normalise;

/// Number of classes.
const N_CLASSES: usize = 240;
/// Words less frequent get no class.
const MIN_COUNT: u32 = 4;
const PASSES: usize = 12;

/// The class of each frequent word, from 1, by the hash of its form.
pub(crate) fn clusters(
    data: &Path,
    recipe: &Recipe,
    treebanks: &[Treebank],
    lists: &Lists,
) -> Result<BTreeMap<u32, u16>, TrainError> {
    let corpora = Corpora::of(recipe.language);
    let mut lines: Vec<Vec<String>> = Vec::new();
    for text in corpora.texts {
        read_text(data, text, lists, &mut lines)?;
    }
    for corpus in corpora.named(recipe) {
        let sentences = named(data, corpus)?;
        lines.extend(sentences.iter().map(|s| s.forms.iter().map(|form| normalise(form)).collect()));
    }
    if recipe.language == Language::Id {
        split_nya(&mut lines);
    }
    for sentence in treebanks.iter().flat_map(|t| &t.sentences) {
        lines.push(sentence.tokens.iter().map(|token| normalise(&token.form)).collect());
    }
    Ok(exchange(&lines))
}

/// *John's* gives *John* and *'s*: what a word is cut into whatever stands around it.
fn pieces<'a>(form: &'a str, lists: &Lists) -> Vec<&'a str> {
    match candidate(form, lists) {
        Candidate::Pieces(lengths) => clitics::pieces(form, lengths).collect(),
        Candidate::Clitic(length) => clitics::pieces(form, &[form.len() - length]).collect(),
        Candidate::One | Candidate::Doubtful(_) => vec![form],
    }
}

/// Enters the passages of a text as lists of normalised words.
pub(crate) fn read_text(
    data: &Path,
    text: &Text,
    lists: &Lists,
    lines: &mut Vec<Vec<String>>,
) -> Result<(), TrainError> {
    let mut passage = |line: &str| {
        let words = tokenize(line, lists);
        if !words.is_empty() {
            let pieces = words.iter().flat_map(|w| pieces(&line[w.span.range()], lists));
            lines.push(pieces.map(normalise).collect());
        }
    };
    match text {
        Text::Words(path) => {
            let mut line = Vec::new();
            for row in corpus::read(&data.join(path))?.lines() {
                match row.split_once('\t') {
                    Some((form, _)) => line.push(normalise(form)),
                    None => lines.push(std::mem::take(&mut line)),
                }
            }
        }
        _ => passages(data, text, &mut passage)?,
    }
    Ok(())
}

/// Gives the passages of a text that is not cut into words.
pub(crate) fn passages(data: &Path, text: &Text, passage: &mut dyn FnMut(&str)) -> Result<(), TrainError> {
    match text {
        Text::Lines(path) => corpus::read(&data.join(path))?.lines().for_each(passage),
        Text::Column(path, apart, column) => {
            let text = corpus::read(&data.join(path))?;
            let mut reader =
                csv::ReaderBuilder::new().delimiter(*apart).flexible(true).from_reader(text.as_bytes());
            for record in reader.records().map_while(Result::ok) {
                record.get(*column).unwrap_or_default().lines().for_each(&mut *passage);
            }
        }
        Text::Strings(folder) => {
            for path in corpus::files(&data.join(folder), "json")? {
                strings(&corpus::read(&path)?, passage);
            }
        }
        Text::Words(_) => {}
    }
    Ok(())
}

/// The long strings of a JSON file that has one a line, without markup.
fn strings(json: &str, passage: &mut dyn FnMut(&str)) {
    for line in json.lines().filter(|line| line.len() > 80) {
        let Some((_, text)) = line.split_once("\": \"") else { continue };
        let mut plain = String::with_capacity(text.len());
        let mut inside = false;
        for c in text.trim_end_matches([',', '"']).chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    plain.push(' ');
                }
                '\\' => {}
                c if !inside => plain.push(c),
                _ => {}
            }
        }
        plain.split_inclusive(". ").for_each(&mut *passage);
    }
}

/// Cuts *nya* off where what is left is a word of the texts.
pub(crate) fn split_nya(lines: &mut [Vec<String>]) {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    lines.iter().flatten().for_each(|word| *counts.entry(word).or_insert(0) += 1);
    let is_stem = |stem: &str| stem.len() > 3 && counts.get(stem).is_some_and(|n| *n > 2);
    let stems = counts.keys().filter_map(|word| word.strip_suffix("nya")).filter(|stem| is_stem(stem));
    let stems: BTreeSet<String> = stems.map(str::to_owned).collect();
    for line in lines {
        let pieces = line.iter().flat_map(|word| match word.strip_suffix("nya") {
            Some(stem) if stems.contains(stem) => vec![stem.to_owned(), "nya".to_owned()],
            _ => vec![word.clone()],
        });
        *line = pieces.collect();
    }
}

/// Counts of pairs of a word, in ascending order of the other word.
type Pairs = Vec<Vec<(u32, u32)>>;

fn exchange(lines: &[Vec<String>]) -> BTreeMap<u32, u16> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    lines.iter().flatten().for_each(|word| *counts.entry(word).or_insert(0) += 1);
    let mut words: Vec<(u32, &str)> = counts.into_iter().map(|(w, n)| (n, w)).collect();
    words.retain(|(n, _)| *n >= MIN_COUNT);
    words.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let ids: HashMap<&str, u32> = words.iter().zip(1..).map(|((_, word), id)| (*word, id)).collect();
    let n_words = words.len() + 1; // 0 is every other word and the ends of lines
    let (mut before, mut after): (Pairs, Pairs) = (vec![Vec::new(); n_words], vec![Vec::new(); n_words]);
    let mut pairs: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for line in lines {
        let mut last = 0;
        for id in line.iter().map(|word| ids.get(word.as_str()).copied().unwrap_or(0)).chain([0]) {
            *pairs.entry((last, id)).or_insert(0) += 1;
            last = id;
        }
    }
    for ((a, b), n) in pairs {
        after[a as usize].push((b, n));
        before[b as usize].push((a, n));
    }
    let mut classes: Vec<usize> = (0..n_words).map(|id| id % N_CLASSES).collect();
    let mut state = State::new(&classes, &words, &before, &after);
    for _ in 0..PASSES {
        let mut moved = 0;
        for (id, class) in classes.iter_mut().enumerate().skip(1) {
            let old = *class;
            state.shift(id, old, -1, &words, &before, &after);
            let new = state.best(id, &words, &before, &after);
            state.shift(id, new, 1, &words, &before, &after);
            moved += usize::from(new != old);
            *class = new;
        }
        if moved * 200 < n_words {
            break;
        }
    }
    words.iter().zip(1..).map(|((_, word), id)| (hash::text(word), classes[id] as u16 + 1)).collect()
}

/// How often words stand before and after words of a class.
struct State {
    /// For each word, how often a word of each class follows; and how often one stands before.
    follows: Vec<i32>,
    precedes: Vec<i32>,
    sizes: Vec<i32>,
    /// n ln n.
    entropy: Vec<f64>,
}

impl State {
    fn new(classes: &[usize], words: &[(u32, &str)], before: &Pairs, after: &Pairs) -> Self {
        let n = classes.len() * N_CLASSES;
        let entropy = (0..1 << 16).map(|n| f64::from(n) * f64::from(n.max(1)).ln()).collect();
        let mut state =
            State { follows: vec![0; n], precedes: vec![0; n], sizes: vec![0; N_CLASSES], entropy };
        for (id, class) in classes.iter().enumerate().skip(1) {
            state.shift(id, *class, 1, words, before, after);
        }
        state
    }

    fn entropy(&self, n: i32) -> f64 {
        match self.entropy.get(n as usize) {
            Some(value) => *value,
            None => f64::from(n) * f64::from(n).ln(),
        }
    }

    /// Puts a word into a class, or takes it out.
    fn shift(
        &mut self,
        id: usize,
        class: usize,
        sign: i32,
        words: &[(u32, &str)],
        before: &Pairs,
        after: &Pairs,
    ) {
        for (other, n) in &before[id] {
            self.follows[*other as usize * N_CLASSES + class] += sign * *n as i32;
        }
        for (other, n) in &after[id] {
            self.precedes[*other as usize * N_CLASSES + class] += sign * *n as i32;
        }
        self.sizes[class] += sign * words[id - 1].0 as i32;
    }

    /// The class that a word without class fits best.
    fn best(&self, id: usize, words: &[(u32, &str)], before: &Pairs, after: &Pairs) -> usize {
        let mut gains = [0.0; N_CLASSES];
        for (contexts, table) in [(&before[id], &self.follows), (&after[id], &self.precedes)] {
            for (other, n) in contexts {
                let row = &table[*other as usize * N_CLASSES..][..N_CLASSES];
                for (gain, count) in gains.iter_mut().zip(row) {
                    *gain += self.entropy(count + *n as i32) - self.entropy(*count);
                }
            }
        }
        let n = words[id - 1].0 as i32;
        let mut best = (f64::NEG_INFINITY, 0);
        for (class, gain) in gains.iter().enumerate() {
            let size = self.sizes[class];
            let gain = gain - 2.0 * (self.entropy(size + n) - self.entropy(size));
            if gain > best.0 {
                best = (gain, class);
            }
        }
        best.1
    }
}
