//! F1 as the CoNLL 2018 shared task counts it: a port of its `conll18_ud_eval.py` (Zeman et al. 2018), whose figures it
//! gives to the last digit.
//!
//! Words are aligned by the characters that they cover; inside multiword tokens, by the longest common subsequence of
//! their forms. Subtypes of relations and features that are not universal do not count; punctuation does.

use std::collections::BTreeMap;

use simpul_text::conllu::ConlluError;

/// What is scored, in the order of [`score`].
pub(crate) const METRICS: [&str; 9] =
    ["Tokens", "Sentences", "Words", "UPOS", "UFeats", "Lemmas", "UAS", "LAS", "CLAS"];

/// Relations of content words: <https://universaldependencies.org/conll18/evaluation.html>.
const CONTENT: &str = " nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse nmod \
    appos nummod acl amod conj fixed flat compound list parataxis orphan goeswith reparandum root dep ";

/// Features of all languages, from the same place.
const UNIVERSAL: &str = " PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree \
    VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite ";

/// A stretch of the characters that are not white space, counted over the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    start: usize,
    end: usize,
}

/// A syntactic word; one of a multiword token has the stretch of the whole token.
struct Word {
    stretch: Stretch,
    multiword: bool,
    form: String,
    lemma: String,
    upos: String,
    feats: Vec<String>,
    /// Index of the head in the file.
    head: Option<usize>,
    relation: String,
}

impl Word {
    fn is_content(&self) -> bool {
        CONTENT.contains(&format!(" {} ", self.relation))
    }
}

#[derive(Default)]
struct Treebank {
    characters: String,
    tokens: Vec<Stretch>,
    sentences: Vec<Stretch>,
    words: Vec<Word>,
}

/// F1 in percent of a system file against a gold file, both CoNLL-U over the same characters.
///
/// # Errors
/// [`ConlluError`] for a line that is no CoNLL-U, and for the sentence in which the characters begin to differ.
pub(crate) fn score(gold: &str, system: &str) -> Result<[f64; 9], ConlluError> {
    let (gold, system) = (load(gold)?, load(system)?);
    if gold.characters != system.characters {
        let pairs = gold.characters.chars().zip(system.characters.chars());
        let (at, next) = (pairs.take_while(|(a, b)| a == b).count(), 20);
        let place: String = system.characters.chars().skip(at).take(next).collect();
        let what =
            format!("gold and system hold different characters from {place:?} on; score the same text");
        return Err(ConlluError { line: 0, what });
    }
    let pairs = align(&gold.words, &system.words);
    let by_system: BTreeMap<usize, usize> = pairs.iter().map(|(g, s)| (*s, *g)).collect();
    let same_head = |g: &Word, s: &Word| match (g.head, s.head) {
        (None, None) => true,
        (Some(g), Some(s)) => by_system.get(&s) == Some(&g),
        _ => false,
    };
    let same_arc = |g: &Word, s: &Word| same_head(g, s) && g.relation == s.relation;
    let count = |same: &dyn Fn(&Word, &Word) -> bool| {
        pairs.iter().filter(|(g, s)| same(&gold.words[*g], &system.words[*s])).count()
    };
    let n_words = gold.words.len() + system.words.len();
    let content = |words: &[Word]| words.iter().filter(|w| w.is_content()).count();
    let f1 = |same: usize, total: usize| 200.0 * same as f64 / total.max(1) as f64;
    Ok([
        f1(common(&gold.tokens, &system.tokens), gold.tokens.len() + system.tokens.len()),
        f1(common(&gold.sentences, &system.sentences), gold.sentences.len() + system.sentences.len()),
        f1(pairs.len(), n_words),
        f1(count(&|g, s| g.upos == s.upos), n_words),
        f1(count(&|g, s| g.feats == s.feats), n_words),
        f1(count(&|g, s| g.lemma == "_" || g.lemma == s.lemma), n_words),
        f1(count(&same_head), n_words),
        f1(count(&same_arc), n_words),
        f1(count(&|g, s| g.is_content() && same_arc(g, s)), content(&gold.words) + content(&system.words)),
    ])
}

fn load(text: &str) -> Result<Treebank, ConlluError> {
    let mut out = Treebank::default();
    let (mut at, mut first, mut start) = (0, 0, 0);
    let mut multiword = (0, Stretch { start: 0, end: 0 }); // number of the last word in it, its stretch
    for (n, line) in text.lines().enumerate() {
        let error = |what: &str| ConlluError { line: n + 1, what: what.to_owned() };
        if line.is_empty() {
            if out.words.len() > first {
                out.sentences.push(Stretch { start, end: at });
            }
            (first, start, multiword.0) = (out.words.len(), at, 0);
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') && fields.len() != 10 {
            continue;
        }
        let [id, form, lemma, upos, _, feats, head, relation, _, _] = fields[..] else {
            return Err(error("a token has ten fields, separated by tabs"));
        };
        if id.contains('.') {
            continue;
        }
        let number = |id: &str| id.parse::<usize>().map_err(|_| error("bad token number"));
        let last = id.split_once('-').map(|(_, last)| number(last)).transpose()?;
        let inside = last.is_none() && number(id)? <= multiword.0;
        if !inside {
            let before = out.characters.len();
            out.characters.extend(form.chars().filter(|c| !c.is_whitespace()));
            let end = at + out.characters[before..].chars().count();
            out.tokens.push(Stretch { start: at, end });
            multiword.1 = Stretch { start: at, end };
            at = end;
        }
        if let Some(last) = last {
            multiword.0 = last;
            continue;
        }
        let head = head.parse::<usize>().map_err(|_| error("the head is no number"))?;
        let mut feats: Vec<String> = feats
            .split('|')
            .filter(|f| UNIVERSAL.contains(&format!(" {} ", f.split('=').next().unwrap_or(f))))
            .map(str::to_owned)
            .collect();
        feats.sort();
        out.words.push(Word {
            stretch: multiword.1,
            multiword: inside,
            form: form.to_lowercase(),
            lemma: lemma.to_owned(),
            upos: upos.to_owned(),
            feats,
            head: head.checked_sub(1).map(|h| first + h),
            relation: relation.split(':').next().unwrap_or(relation).to_owned(),
        });
    }
    if out.words.len() > first {
        out.sentences.push(Stretch { start, end: at });
    }
    Ok(out)
}

/// How many stretches are in both lists, which are in order.
fn common(gold: &[Stretch], system: &[Stretch]) -> usize {
    let (mut g, mut s, mut same) = (0, 0, 0);
    while let (Some(a), Some(b)) = (gold.get(g), system.get(s)) {
        same += usize::from(a == b);
        g += usize::from(a.start <= b.start);
        s += usize::from(b.start <= a.start);
    }
    same
}

/// The pairs of words that stand for one another, as indices.
fn align(gold: &[Word], system: &[Word]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let (mut g, mut s) = (0, 0);
    while let (Some(a), Some(b)) = (gold.get(g), system.get(s)) {
        if a.multiword || b.multiword {
            let (from_g, from_s);
            (from_g, from_s, g, s) = multiword_run(gold, system, g, s);
            common_forms(gold, system, from_g..g, from_s..s, &mut pairs);
        } else if a.stretch == b.stretch {
            pairs.push((g, s));
            (g, s) = (g + 1, s + 1);
        } else if a.stretch.start <= b.stretch.start {
            g += 1;
        } else {
            s += 1;
        }
    }
    pairs
}

/// The least run of words on both sides that holds a multiword token and cuts none: its starts and its ends.
fn multiword_run(gold: &[Word], system: &[Word], mut g: usize, mut s: usize) -> (usize, usize, usize, usize) {
    let (a, b) = (&gold[g], &system[s]);
    let mut end = if a.multiword {
        s += usize::from(!b.multiword && b.stretch.start < a.stretch.start);
        a.stretch.end
    } else {
        g += usize::from(a.stretch.start < b.stretch.start);
        b.stretch.end
    };
    let (from_g, from_s) = (g, s);
    let beyond = |word: Option<&Word>, end: usize| {
        word.is_none_or(|w| if w.multiword { w.stretch.start >= end } else { w.stretch.end > end })
    };
    let longer = |word: &Word, end: usize| if word.multiword { end.max(word.stretch.end) } else { end };
    while !beyond(gold.get(g), end) || !beyond(system.get(s), end) {
        match (gold.get(g), system.get(s)) {
            (Some(a), b) if b.is_none_or(|b| a.stretch.start <= b.stretch.start) => {
                (end, g) = (longer(a, end), g + 1);
            }
            (_, Some(b)) => (end, s) = (longer(b, end), s + 1),
            _ => break,
        }
    }
    (from_g, from_s, g, s)
}

/// Pairs the words of two runs by the longest common subsequence of their forms.
fn common_forms(
    gold: &[Word],
    system: &[Word],
    g: std::ops::Range<usize>,
    s: std::ops::Range<usize>,
    pairs: &mut Vec<(usize, usize)>,
) {
    let same = |i: usize, j: usize| gold[g.start + i].form == system[s.start + j].form;
    let mut longest = vec![vec![0; s.len() + 1]; g.len() + 1];
    for i in (0..g.len()).rev() {
        for j in (0..s.len()).rev() {
            let taken = if same(i, j) { 1 + longest[i + 1][j + 1] } else { 0 };
            longest[i][j] = taken.max(longest[i + 1][j]).max(longest[i][j + 1]);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < g.len() && j < s.len() {
        if same(i, j) {
            pairs.push((g.start + i, s.start + j));
            (i, j) = (i + 1, j + 1);
        } else if longest[i][j] == longest[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CoNLL-U from rows of id, form, part of speech, head, relation.
    fn file(rows: &str) -> String {
        let mut out = String::new();
        for row in rows.lines() {
            match row.split_whitespace().collect::<Vec<_>>()[..] {
                [id, form, upos, head, relation] => {
                    out += &format!("{id}\t{form}\t{form}\t{upos}\t_\tTypo=Yes\t{head}\t{relation}\t_\t_\n");
                }
                [id, form] => out += &format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n"),
                _ => out.push('\n'),
            }
        }
        out
    }

    const GOLD: &str = "1 Ia PRON 2 nsubj:x\n2-3 melihatnya\n2 melihat VERB 0 root\n3 nya PRON 2 obj\n4 . PUNCT 2 punct\n\n\
        1 Hari NOUN 2 nsubj\n2 cerah ADJ 0 root\n\n";

    fn rounded(system: &str) -> [f64; 9] {
        score(&file(GOLD), &file(system)).unwrap().map(|f1| (f1 * 100.0).round() / 100.0)
    }

    #[test]
    fn a_file_equals_itself_but_for_subtypes() {
        assert_eq!(rounded(&GOLD.replace(":x", ":y")), [100.0; 9]);
    }

    /// Figures of the official script for the same files.
    #[test]
    fn official_figures() {
        let split = GOLD.replace(
            "2-3 melihatnya\n2 melihat VERB 0 root\n3 nya PRON 2 obj\n4 .",
            "2 melihatnya VERB 0 root\n3 .",
        );
        assert_eq!(rounded(&split), [100.0, 100.0, 72.73, 72.73, 72.73, 72.73, 36.36, 36.36, 44.44]);
        let joined = "1 Ia PRON 2 obj\n2-3 melihatnya\n2 melihat NOUN 0 root\n3 nya PRON 5 obj\n4 . PUNCT 2 punct\n\
            5 Hari NOUN 2 nsubj\n6 cerah ADJ 2 conj\n\n";
        assert_eq!(rounded(joined), [100.0, 0.0, 100.0, 83.33, 100.0, 100.0, 50.0, 33.33, 20.0]);
    }

    #[test]
    fn other_characters_are_an_error() {
        let error = score(&file(GOLD), &file(&GOLD.replace("Hari", "Haru"))).unwrap_err();
        assert!(error.what.contains("\"ucerah\""), "{error}");
        assert!(score("1\tIa\n\n", "").is_err());
    }
}
