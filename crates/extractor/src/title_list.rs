//! The titles of a language, `seeds/grammar/*/titles.tsv`: *menteri luar negeri*, *Kapolres*, *chief executive*.

use rustc_hash::{FxHashMap, FxHashSet};
use simpul_text::{Sentence, Upos};

use crate::knowledge::KnowledgeError;
use crate::lexicon::{Words, capital, lower, phrase_at, push_lower};

/// What a title says about its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleClass {
    /// Head of the body named after it: *Presiden Rusia*.
    Head,
    /// Head of an international body, staff of any other: *Sekjen PBB*.
    HeadIntl,
    /// Head by birth, or part of a name: *Sultan*.
    Royal,
    /// Serves in the body below its head: *Menteri Luar Negeri Rusia*.
    Staff,
    /// Serves in the body as one of a trade; a nationality before it says where the holder comes from, no body:
    /// *Liverpool midfielder*, *Spanish coach*.
    Hired,
    /// Serves in a state; any other body named after the word is the portfolio: *Menteri BUMN*.
    Minister,
    /// Holds an office in a body that the words before the name do not tell: *US Senator*.
    Seat,
    /// Makes works; what is named after the word is one: *sutradara Laskar Pelangi*.
    Artist,
    /// Lives in the place: *warga Depok*.
    Resident,
    /// Member of the body: *anggota DPR*.
    Member,
    /// Studies at the body: *mahasiswa Universitas Indonesia*.
    Student,
    /// A trade, no post: *pengamat*.
    Profession,
    /// Said before a name, no part of it: *Dr.*, *Kombes*.
    Honorific,
    /// Said before a name and part of it: *Tengku*, *Raden*.
    Noble,
}

impl TitleClass {
    /// True for what is said right before a name: *Dr.*, *Tengku*.
    pub(crate) fn is_honorific(self) -> bool {
        matches!(self, TitleClass::Honorific | TitleClass::Noble)
    }

    /// True for what tells the kind of somebody and no post: *warga*, *pilot*.
    pub(crate) fn describes(self) -> bool {
        matches!(
            self,
            TitleClass::Resident | TitleClass::Student | TitleClass::Profession | TitleClass::Artist
        )
    }

    /// True for a post in a body.
    pub(crate) fn is_post(self) -> bool {
        matches!(
            self,
            TitleClass::Head
                | TitleClass::HeadIntl
                | TitleClass::Staff
                | TitleClass::Minister
                | TitleClass::Hired
                | TitleClass::Seat
        )
    }
}

/// The titles of one language.
#[derive(Debug)]
pub(crate) struct Titles {
    by_words: FxHashMap<String, (TitleClass, Option<String>)>,
    /// What the first token of a title may be: *wakil*, *vice* and *vice-president*.
    starts: FxHashSet<String>,
    /// What a title of the past begins with: *ex-*.
    prefixes: Vec<String>,
    /// Words before a title that say that the holder only stands in: *Plt*, *pelaksana tugas*.
    acting: Words,
    longest: usize,
    /// True where a plural before a name is a title of several: *NASA astronauts Ann Lee and Ben Holm*.
    plurals: bool,
}

impl Titles {
    /// Reads `titles.tsv`; `file` is its name for messages. `plurals`: the language has plurals with *s*.
    pub(crate) fn parse(file: &str, text: &str, plurals: bool) -> Result<Titles, KnowledgeError> {
        let (mut by_words, mut longest, mut at) = (FxHashMap::default(), 1, 0);
        let (mut prefixes, mut acting, mut starts) = (Vec::new(), Vec::new(), FxHashSet::default());
        for (n, line) in text.split('\n').enumerate() {
            let start = at;
            at += line.len() + 1;
            if n == 0 || line.trim().is_empty() {
                continue;
            }
            let fields: Vec<&str> = line.trim_end_matches('\r').split('\t').collect();
            let [words, class, body] = fields[..] else {
                return Err(KnowledgeError::at(
                    file,
                    text,
                    start,
                    "a title has three fields: title, class, body",
                ));
            };
            if class == "prefix" {
                prefixes.push(words.to_owned());
                continue;
            }
            if class == "acting" {
                acting.push(words.to_owned());
                continue;
            }
            let class = match class {
                "head" => TitleClass::Head,
                "head_intl" => TitleClass::HeadIntl,
                "royal" => TitleClass::Royal,
                "staff" => TitleClass::Staff,
                "hired" => TitleClass::Hired,
                "minister" => TitleClass::Minister,
                "seat" => TitleClass::Seat,
                "artist" => TitleClass::Artist,
                "resident" => TitleClass::Resident,
                "member" => TitleClass::Member,
                "student" => TitleClass::Student,
                "profession" => TitleClass::Profession,
                "honorific" => TitleClass::Honorific,
                "noble" => TitleClass::Noble,
                other => {
                    return Err(KnowledgeError::at(
                        file,
                        text,
                        start,
                        &format!("{other:?} is no class of title"),
                    ));
                }
            };
            longest = longest.max(words.split(' ').count());
            let first = words.split(' ').next().unwrap_or_default();
            starts.insert(first.to_owned());
            starts.extend(first.match_indices('-').map(|(hyphen, _)| first[..hyphen].to_owned()));
            by_words.insert(words.to_owned(), (class, (body != "-").then(|| body.to_owned())));
        }
        Ok(Titles { by_words, starts, prefixes, acting: acting.into(), longest, plurals })
    }

    /// The longest title whose words begin at token `at`: how many tokens, its class, and the body that the title
    /// itself names (*Kapolres*: Polres).
    pub(crate) fn at(&self, sentence: &Sentence, at: usize) -> Option<(usize, TitleClass, Option<&str>)> {
        let acting = self.acting(sentence, at);
        if acting > 0
            && let Some((n, class, body)) = self.plain(sentence, at + acting)
        {
            return Some((acting + n, class, body));
        }
        self.plain(sentence, at)
    }

    /// How many tokens at `at` say that the holder of the title after them only stands in: *Pelaksana Tugas (Plt)*; 0
    /// for none.
    pub(crate) fn acting(&self, sentence: &Sentence, at: usize) -> usize {
        let form = |t: usize| sentence.tokens.get(t).map_or("", |t| t.form.as_str());
        let Some(mut n) = phrase_at(&self.acting, sentence, at) else { return 0 };
        n += usize::from(form(at + n) == ".");
        if form(at + n) == "(" && form(at + n + 2) == ")" {
            n += 3;
        }
        n
    }

    /// The work of [`Titles::at`], without the words for one who stands in.
    fn plain(&self, sentence: &Sentence, at: usize) -> Option<(usize, TitleClass, Option<&str>)> {
        let mut words = String::new();
        let mut found = None;
        let (mut joined, mut end) = (true, 0);
        // a hyphen and the word after it may be tokens: "secretary-general"
        for (n, token) in sentence.tokens.iter().skip(at).take(self.longest + 2).enumerate() {
            let hyphen = token.form == "-" && token.span.start == end;
            if !joined && !hyphen {
                words.push(' ');
            }
            joined = hyphen;
            end = token.span.end;
            push_lower(&mut words, token.form.trim_end_matches('.'));
            if n == 0
                && let Some(prefix) = self.prefixes.iter().find(|p| words.starts_with(*p))
            {
                words.drain(..prefix.len());
            }
            let named = || {
                let next = sentence.tokens.get(at + n + 1);
                next.is_some_and(|t| capital(t) && t.upos == Upos::Propn)
            };
            if let Some((class, body)) = self.by_words.get(&words) {
                found = Some((n + 1, *class, body.as_deref()));
            } else if named()
                && let Some((class, body)) = self.of_several(&words)
            {
                found = Some((n + 1, *class, body.as_deref()));
            }
            if n == 0 && !self.starts.contains(&words) {
                break;
            }
        }
        found
    }

    /// The title that the words are the plural of: *astronauts*, *spokesmen*.
    fn of_several(&self, words: &str) -> Option<&(TitleClass, Option<String>)> {
        if !self.plurals {
            return None;
        }
        let by_s = words.strip_suffix('s').and_then(|w| self.by_words.get(w));
        let by_men = || self.by_words.get(&format!("{}man", words.strip_suffix("men")?));
        by_s.or_else(by_men).filter(|t| !t.0.is_honorific())
    }

    /// True for a title of several, as its `n_words` words from `at` on are written.
    pub(crate) fn is_plural(&self, sentence: &Sentence, at: usize, n_words: usize) -> bool {
        let words: Vec<String> = sentence.tokens[at..at + n_words].iter().map(lower).collect();
        !self.contains(&words.join(" ")) && self.of_several(&words.join(" ")).is_some()
    }

    /// True for *ex-president*.
    pub(crate) fn is_past(&self, form: &str) -> bool {
        let form = form.to_lowercase();
        self.prefixes.iter().any(|p| form.starts_with(p))
    }

    /// True where the words are a title.
    pub(crate) fn contains(&self, words: &str) -> bool {
        self.by_words.contains_key(words)
    }
}
