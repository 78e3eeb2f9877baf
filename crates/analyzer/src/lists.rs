//! The word lists of the tokenizer, one set a language: abbreviations, clitics, currency signs and the like.
//!
//! They are the text files in `data/`, one entry a line, `#` at the start of a line for a comment.

use std::collections::{BTreeMap, BTreeSet};

use simpul_text::{Language, Upos};

use crate::tagger::Style;

/// Before which words a sentence may end with an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// None: *Dr.*
    Never,
    /// Those that begin sentences and no names: *U.S. The*.
    Opener,
    /// Capitalised ones: *dll. Harga*.
    Capital,
}

/// What an abbreviation allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Abbreviation {
    /// Before which words a sentence may end with it.
    pub(crate) ends: Ends,
    /// It is one only before a digit: *No. 5*.
    pub(crate) numbered: bool,
}

/// A word that is, or may be, several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Contraction {
    /// The lengths in bytes of its pieces but the last.
    pub(crate) pieces: Vec<usize>,
    /// It may be one word as well: *whos*.
    pub(crate) doubtful: bool,
}

/// The word lists of one language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    pub(crate) language: Language,
    abbreviations: BTreeMap<String, Abbreviation>,
    currencies: BTreeSet<&'static str>,
    /// Longest first.
    clitics: Vec<&'static str>,
    contractions: BTreeMap<String, Contraction>,
    whole: BTreeSet<&'static str>,
    prefixes: BTreeSet<&'static str>,
    units: BTreeSet<&'static str>,
    speech: BTreeSet<&'static str>,
    openers: BTreeSet<&'static str>,
    exclaiming: BTreeSet<&'static str>,
    labels: BTreeSet<&'static str>,
    times: BTreeSet<&'static str>,
    sport: BTreeSet<&'static str>,
    beat: BTreeSet<&'static str>,
    locatives: BTreeSet<&'static str>,
    offices: BTreeSet<&'static str>,
    bodies: BTreeSet<&'static str>,
    of: BTreeSet<&'static str>,
    companies: Vec<&'static str>,
    family: BTreeSet<&'static str>,
    /// From a form of a verb to its lemma.
    irregular: BTreeMap<&'static str, &'static str>,
    /// From a form in -es, or from *-es* with what stands before, to the lemma or the end of it.
    plurals: BTreeMap<&'static str, &'static str>,
    domains: BTreeSet<&'static str>,
    /// Longest first.
    emoticons: Vec<&'static str>,
}

impl Lists {
    /// The lists of a language.
    pub(crate) fn of(language: Language) -> Self {
        let mut lists = match language {
            Language::Id => Lists {
                abbreviations: abbreviations(include_str!("../data/id/abbreviations.txt")),
                currencies: lines(include_str!("../data/id/currencies.txt")).collect(),
                clitics: lines(include_str!("../data/id/clitics.txt")).collect(),
                whole: lines(include_str!("../data/id/whole.txt")).collect(),
                prefixes: lines(include_str!("../data/id/prefixes.txt")).collect(),
                speech: lines(include_str!("../data/id/speech.txt")).collect(),
                openers: lines(include_str!("../data/id/openers.txt")).collect(),
                exclaiming: lines(include_str!("../data/id/exclaiming.txt")).collect(),
                labels: lines(include_str!("../data/id/labels.txt")).collect(),
                sport: lines(include_str!("../data/id/sport.txt")).collect(),
                beat: lines(include_str!("../data/id/beat.txt")).collect(),
                locatives: lines(include_str!("../data/id/locatives.txt")).collect(),
                offices: lines(include_str!("../data/id/offices.txt")).collect(),
                ..Lists::default()
            },
            Language::En => Lists {
                abbreviations: abbreviations(include_str!("../data/en/abbreviations.txt")),
                currencies: lines(include_str!("../data/en/currencies.txt")).collect(),
                clitics: lines(include_str!("../data/en/clitics.txt")).collect(),
                contractions: lines(include_str!("../data/en/contractions.txt")).map(contraction).collect(),
                prefixes: lines(include_str!("../data/en/prefixes.txt")).collect(),
                units: lines(include_str!("../data/en/units.txt")).collect(),
                speech: lines(include_str!("../data/en/speech.txt")).collect(),
                openers: lines(include_str!("../data/en/openers.txt")).collect(),
                exclaiming: lines(include_str!("../data/en/exclaiming.txt")).collect(),
                labels: lines(include_str!("../data/en/labels.txt")).collect(),
                sport: lines(include_str!("../data/en/sport.txt")).collect(),
                beat: lines(include_str!("../data/en/beat.txt")).collect(),
                locatives: lines(include_str!("../data/en/locatives.txt")).collect(),
                times: lines(include_str!("../data/en/times.txt")).collect(),
                bodies: lines(include_str!("../data/en/bodies.txt")).collect(),
                of: lines(include_str!("../data/en/of.txt")).collect(),
                companies: lines(include_str!("../data/en/companies.txt")).collect(),
                family: lines(include_str!("../data/en/family.txt")).collect(),
                irregular: lines(include_str!("../data/en/irregular.txt")).flat_map(verb).collect(),
                plurals: lines(include_str!("../data/en/plurals.txt"))
                    .filter_map(|line| line.split_once(' '))
                    .collect(),
                ..Lists::default()
            },
        };
        lists.language = language;
        lists.domains = lines(include_str!("../data/domains.txt")).collect();
        lists.emoticons = lines(include_str!("../data/emoticons.txt")).collect();
        lists.emoticons.sort_by_key(|face| std::cmp::Reverse(face.len()));
        lists.clitics.sort_by_key(|clitic| std::cmp::Reverse(clitic.len()));
        lists
    }

    /// *Dr*, *S.H*, *dll*, without the last full stop.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        (word.len() < 16).then(|| self.abbreviations.get(word).copied()).flatten()
    }

    /// True where a style of trees makes the marks of *Dr.* and *#libur* words of their own: that of UD Indonesian-GSD.
    pub(crate) fn cuts_marks(&self, style: Style) -> bool {
        self.language == Language::Id && style == 0
    }

    /// *US* before *$*.
    pub(crate) fn currency(&self, word: &str) -> bool {
        word.len() < 4 && self.currencies.contains(word)
    }

    /// *Rp1000*: the length of the sign, where the word is a sign and digits.
    pub(crate) fn currency_before_digit(&self, word: &str) -> Option<usize> {
        let n = word.bytes().take(4).take_while(|b| !b.is_ascii_digit()).count();
        let sign = word.get(..n)?;
        (n > 1 && n < word.len() && self.currencies.contains(sign)).then_some(n)
    }

    /// The clitic that a word ends with, where enough stands before it: *nya* of *rumahnya*, *'s* of *John's*.
    pub(crate) fn clitic<'a>(&self, word: &'a str) -> Option<&'a str> {
        let least = usize::from(self.language == Language::Id);
        self.clitics.iter().find_map(|clitic| {
            let stem = word.strip_suffix(clitic)?;
            stem.chars().nth(least).is_some().then(|| &word[stem.len()..])
        })
    }

    /// *bertanya*: a word that ends like a clitic and is one word whatever the context.
    pub(crate) fn whole(&self, word: &str) -> bool {
        !self.whole.is_empty() && self.whole.contains(word.to_lowercase().as_str())
    }

    /// *cannot*, *dont*, *whos*.
    pub(crate) fn contraction(&self, word: &str) -> Option<&Contraction> {
        if self.contractions.is_empty() || word.len() > 8 {
            return None;
        }
        match self.contractions.get(word) {
            None if word.starts_with(|c: char| c.is_ascii_uppercase()) => {
                self.contractions.get(&word.to_ascii_lowercase())
            }
            found => found,
        }
    }

    /// *e* of *e-mail*: what a hyphen joins to the next part.
    pub(crate) fn prefix(&self, part: &str) -> bool {
        listed(&self.prefixes, part)
    }

    /// *pm* of *5pm*.
    pub(crate) fn unit(&self, word: &str) -> bool {
        self.units.contains(word)
    }

    /// *kata* of *"Ya!" kata dia.*
    pub(crate) fn speech(&self, word: &str) -> bool {
        self.speech.contains(word)
    }

    /// *Namun*, *The*: words that begin sentences and no names.
    pub(crate) fn opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// *Yahoo!*: a name that ends with a mark, with it.
    pub(crate) fn exclaiming(&self, name: &str) -> bool {
        self.exclaiming.contains(name)
    }

    /// *rencana* of *rencana B*: a noun before a letter that is a label and no initial.
    pub(crate) fn label(&self, noun: &str) -> bool {
        self.labels.contains(noun)
    }

    /// *Monday* of *5 p.m. Monday*: a word that goes on after a time of day.
    pub(crate) fn time(&self, word: &str) -> bool {
        self.times.contains(word)
    }

    /// *striker*: the lemma of a word of reports on matches.
    pub(crate) fn sport(&self, lemma: &str) -> bool {
        self.sport.contains(lemma)
    }

    /// *beat* of *Norway beat Chile*: the lemma of a verb between teams.
    pub(crate) fn beat(&self, lemma: &str) -> bool {
        self.beat.contains(lemma)
    }

    /// *in* of *in Norway*: a preposition before a place.
    pub(crate) fn locative(&self, word: &str) -> bool {
        self.locatives.contains(word)
    }

    /// *Pemprov* of *Pemprov Jawa Tengah*, in small letters: a word that begins the name of a public body.
    pub(crate) fn office(&self, word: &str) -> bool {
        self.offices.contains(word)
    }

    /// *Foundation* of *Riverton Relief Foundation*: a word that ends the name of an organisation.
    pub(crate) fn body(&self, word: &str) -> bool {
        self.bodies.contains(word)
    }

    /// *on* of *Council on Urban Affairs*: what the name of an organisation goes on with.
    pub(crate) fn goes_on(&self, word: &str) -> bool {
        self.of.contains(word)
    }

    /// *Lumisoft*: a capitalised word that ends as names of companies do.
    pub(crate) fn company(&self, word: &str) -> bool {
        let ends = |end: &&str| word.len() > end.len() + 2 && word.to_lowercase().ends_with(*end);
        word.starts_with(char::is_uppercase) && self.companies.iter().any(ends)
    }

    /// *Kim* of *Kim Min-Ji*
    pub(crate) fn family(&self, word: &str) -> bool {
        self.family.contains(word)
    }

    /// *draw* of *drew*, *coach* of *coaches*: the lemma of a form in small letters that the lists tell.
    pub(crate) fn lemma(&self, form: &str, upos: Upos) -> Option<String> {
        if upos == Upos::Verb
            && let Some(lemma) = self.irregular.get(form)
        {
            return Some((*lemma).to_owned());
        }
        if !matches!(upos, Upos::Verb | Upos::Noun) {
            return None;
        }
        if let Some(lemma) = self.plurals.get(form) {
            return Some((*lemma).to_owned());
        }
        let (rest, end) = self.plurals.iter().find_map(|(mark, end)| {
            let long = |rest: &str| rest.chars().nth(1).is_some();
            form.strip_suffix(mark.strip_prefix('*')?).filter(|rest| long(rest)).map(|rest| (rest, end))
        })?;
        Some([rest, end].concat())
    }

    /// *com* of *Kompas.com*, whatever its case.
    pub(crate) fn domain(&self, part: &str) -> bool {
        listed(&self.domains, part)
    }

    /// The length in bytes of the face that the text begins with: *:-)*.
    pub(crate) fn emoticon(&self, text: &str) -> Option<usize> {
        let face = self.emoticons.iter().find(|face| text.starts_with(**face))?;
        let after = text[face.len()..].chars().next();
        (!after.is_some_and(char::is_alphanumeric)).then_some(face.len())
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn listed(set: &BTreeSet<&'static str>, part: &str) -> bool {
    part.len() < 10
        && (set.contains(part)
            || (part.contains(|c: char| c.is_ascii_uppercase())
                && set.contains(part.to_ascii_lowercase().as_str())))
}

fn abbreviations(text: &'static str) -> BTreeMap<String, Abbreviation> {
    let mut abbreviations = BTreeMap::new();
    for line in lines(text) {
        let (word, mark) = line.split_once(' ').unwrap_or((line, ""));
        let ends = match mark {
            "*" => Ends::Capital,
            "+" => Ends::Opener,
            _ => Ends::Never,
        };
        let entry = Abbreviation { ends, numbered: mark == "#" };
        for form in [word.to_owned(), word.to_uppercase()] {
            abbreviations.entry(form).or_insert(entry);
        }
    }
    abbreviations
}

/// *draw drew drawn*: the forms, each with the lemma.
fn verb(line: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut words = line.split(' ');
    let lemma = words.next().unwrap_or_default();
    words.map(move |form| (form, lemma))
}

fn contraction(line: &'static str) -> (String, Contraction) {
    let (words, doubtful) = line.strip_suffix(" ?").map_or((line, false), |words| (words, true));
    let mut pieces: Vec<usize> = words.split(' ').map(str::len).collect();
    pieces.pop();
    (words.replace(' ', ""), Contraction { pieces, doubtful })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_lists() {
        let lists = Lists::of(Language::En);
        assert_eq!(lists.abbreviation("No").map(|a| a.numbered), Some(true));
        assert_eq!(lists.abbreviation("etc").map(|a| a.ends), Some(Ends::Capital));
        assert_eq!(lists.abbreviation("MR").map(|a| a.ends), Some(Ends::Never));
        let cannot = Contraction { pieces: vec![3], doubtful: false };
        assert_eq!(lists.contraction("Cannot"), Some(&cannot));
        assert!(lists.contraction("whos").is_some_and(|c| c.doubtful));
        assert_eq!(lists.contraction("dunno").map(|c| c.pieces.as_slice()), Some(&[2, 1][..]));
    }

    #[test]
    fn clitics_leave_a_word() {
        let (id, en) = (Lists::of(Language::Id), Lists::of(Language::En));
        assert_eq!(id.clitic("rumahnya"), Some("nya"));
        assert_eq!(id.clitic("nya"), None);
        assert_eq!(en.clitic("I'm"), Some("'m"));
        assert_eq!(en.clitic("don’t"), Some("n’t"));
        assert_eq!(en.clitic("'s"), None);
    }

    #[test]
    fn lemmas_of_irregular_forms() {
        let lists = Lists::of(Language::En);
        let lemma = |form: &str, upos| lists.lemma(form, upos);
        for (form, expected) in
            [("drew", "draw"), ("coaches", "coach"), ("caches", "cache"), ("boxes", "box")]
        {
            assert_eq!(lemma(form, Upos::Verb).as_deref(), Some(expected));
        }
        assert_eq!(lemma("coaches", Upos::Noun).as_deref(), Some("coach"));
        assert_eq!(lemma("left", Upos::Adj), None);
        assert_eq!(lemma("houses", Upos::Noun), None);
        assert_eq!(Lists::of(Language::Id).lemma("drew", Upos::Verb), None);
    }

    #[test]
    fn faces() {
        let lists = Lists::of(Language::Id);
        assert_eq!(lists.emoticon(":-) ya"), Some(3));
        assert_eq!(lists.emoticon(":(1) satu"), None);
    }
}
