//! Whether a surface word is several words: *rumahnya* is *rumah·nya*, *tanya* is one word; *don't* is *do·n't*.

use crate::hash::{key, text};
use crate::lexicon::Lexicon;
use crate::lists::Lists;
use crate::table::Scorer;
use crate::tagger::Style;
use crate::word::{Word, normalise};
use simpul_text::Language;

/// Number of labels: one word, two words.
pub(crate) const N_LABELS: usize = 2;

/// What the lists say of a surface word or of what is left of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Candidate<'a> {
    /// One word: *rumah*.
    One,
    /// Pieces whatever the context; the lengths in bytes of all but the last: *cannot*.
    Pieces(&'a [usize]),
    /// Ends with a clitic whatever the context; its length in bytes: *John's*.
    Clitic(usize),
    /// May end with a clitic; its length in bytes: *tanya*, *whos*.
    Doubtful(usize),
}

/// What the lists say of `form`, which is a whole surface word or what is left of one.
pub(crate) fn candidate<'a>(form: &str, lists: &'a Lists) -> Candidate<'a> {
    if let Some(contraction) = lists.contraction(form) {
        return match contraction.pieces[..] {
            [first] if contraction.doubtful => Candidate::Doubtful(form.len() - first),
            _ => Candidate::Pieces(&contraction.pieces),
        };
    }
    if lists.language == Language::En {
        return english(form, lists);
    }
    match lists.clitic(form) {
        Some(clitic) if !lists.whole(form) => Candidate::Doubtful(clitic.len()),
        _ => Candidate::One,
    }
}

/// *John's*, *parents'*; not *70's*.
fn english(form: &str, lists: &Lists) -> Candidate<'static> {
    if !form.contains(['\'', '’', '`', '´']) {
        return Candidate::One;
    }
    if let Some(mark) = form.chars().next_back().filter(|c| matches!(c, '\'' | '’'))
        && form.chars().nth(1).is_some()
    {
        return Candidate::Clitic(mark.len_utf8());
    }
    match lists.clitic(form) {
        Some(clitic) if !form[..form.len() - clitic.len()].ends_with(|c: char| c.is_ascii_digit()) => {
            Candidate::Clitic(clitic.len())
        }
        _ => Candidate::One,
    }
}

/// Where the surface words of a sentence are to be cut: for each the lengths in bytes of its pieces but the last,
/// mostly none. Treebanks differ: *lain·nya* in UD Indonesian-CSUI is one word in GSD.
pub(crate) fn split(
    forms: &[&str],
    lists: &Lists,
    lexicon: &Lexicon,
    style: Style,
    scorer: &impl Scorer,
) -> Vec<Vec<usize>> {
    // English learns from one treebank
    let style = if lists.language == Language::En { 0 } else { style };
    let mut keys = Vec::new();
    let mut cuts = Vec::with_capacity(forms.len());
    for i in 0..forms.len() {
        let mut pieces = Vec::new();
        let mut form = forms[i];
        // *dialah* is cut once, *adanyalah* and *shouldn't've* twice
        while pieces.len() < 2 {
            let n = match candidate(form, lists) {
                Candidate::One => break,
                Candidate::Pieces(lengths) => {
                    let mut end = 0;
                    for (k, length) in lengths.iter().enumerate() {
                        end += length;
                        pieces.insert(k, end);
                    }
                    break;
                }
                Candidate::Clitic(n) => n,
                Candidate::Doubtful(n) => {
                    features(forms, i, form, &form[form.len() - n..], lexicon, style, &mut keys);
                    let mut scores = [0; N_LABELS];
                    scorer.score(&keys, &mut scores);
                    if scores[1] <= scores[0] {
                        break;
                    }
                    n
                }
            };
            form = &form[..form.len() - n];
            pieces.insert(0, form.len());
        }
        for k in (1..pieces.len()).rev() {
            pieces[k] -= pieces[k - 1];
        }
        cuts.push(pieces);
    }
    cuts
}

/// The pieces of a form that is cut as [`split`] says: *rumahnya* gives *rumah* and *nya*.
pub(crate) fn pieces<'a>(form: &'a str, cuts: &[usize]) -> impl Iterator<Item = &'a str> {
    let mut rest = form;
    cuts.iter().copied().map(Some).chain([None]).map(move |length| {
        let (piece, after) = rest.split_at(length.unwrap_or(rest.len()));
        rest = after;
        piece
    })
}

/// The keys for cutting `clitic` off `form`, the surface word at `i` or what is left of it.
pub(crate) fn features(
    forms: &[&str],
    i: usize,
    form: &str,
    clitic: &str,
    lexicon: &Lexicon,
    style: Style,
    keys: &mut Vec<u32>,
) {
    let neighbour = |k: Option<usize>| k.and_then(|k| forms.get(k)).map_or(0, |f| text(&normalise(f)));
    let stem = &form[..form.len() - clitic.len()];
    let (whole, part) = (Word::new(form, lexicon), Word::new(stem, lexicon));
    let clitic = text(&normalise(clitic));
    let before = neighbour(i.checked_sub(1));
    let after = neighbour(i.checked_add(1));
    let length = stem.chars().take(8).count() as u32;
    keys.clear();
    let mut template = 0;
    let mut push = |a: u32, b: u32| {
        keys.push(key(template, [clitic, a, b]));
        template += 1;
    };
    push(0, 0);
    push(whole.form, 0);
    push(whole.form, before);
    push(whole.form, after);
    push(before, 0);
    push(after, 0);
    push(whole.class, u32::from(i == 0));
    push(length, 0);
    push(part.suffixes[0], 0);
    push(part.suffixes[1], 0);
    push(part.suffixes[2], 0);
    push(part.prefixes[1], 0);
    push(part.prefixes[2], 0);
    push(part.prefixes[1], part.suffixes[1]);
    push(whole.lexical, part.lexical);
    push(u32::from(whole.lexical > 0), u32::from(part.lexical > 0));
    push(part.lexical, whole.class);
    push(whole.cluster, 0);
    push(part.cluster, u32::from(whole.cluster > 0));
    push(part.form, 0);
    push(style, whole.form);
    push(style, part.suffixes[1]);
    push(style, whole.lexical);
}
