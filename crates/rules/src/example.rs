use simpul_fact::Modality;
use simpul_text::{Date, Language};

use crate::Qualifier;

/// A sentence and the statements that the relation's rules are to read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What it is written in.
    pub language: Language,
    /// The sentence, or a few.
    pub text: String,
    /// The statements; none for a sentence that must stay silent.
    pub yields: Vec<Yield>,
    /// The tree in the notation of [`crate::bracket`], where the rule is to be tested apart from the analyzer.
    pub tree: Option<String>,
    /// Line of its header in the file, from 1.
    pub line: usize,
}

impl Example {
    /// The text as the paragraph of an article: under a headline.
    pub fn as_article(&self) -> String {
        let headline = match self.language {
            Language::Id => "Contoh Kalimat",
            Language::En => "Example Sentence",
        };
        format!("{headline}\n\n{}\n", self.text)
    }
}

/// A statement that an example expects.
///
/// Written `subject -> object`, then in any order ` @ DATE`, ` ! planned` (or `possible`, `negated`), ` + item=words`
/// (or `from`, `where`, `by`). What is not written is not expected: no date, and asserted as fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yield {
    /// Name of the subject.
    pub subject: String,
    /// Name of the object, or the reported words.
    pub object: String,
    /// When.
    pub when: Option<Date>,
    /// Whether it is stated as fact.
    pub modality: Modality,
    /// Further words, in the order written.
    pub qualifiers: Vec<(Qualifier, String)>,
}

/// The modality of that name in a rule file; `actual` is what is said by saying nothing.
pub(crate) fn modality(name: &str) -> Option<Modality> {
    [Modality::Planned, Modality::Possible, Modality::Negated].into_iter().find(|m| m.name() == name)
}

impl Yield {
    /// Reads a statement; the error is a column (from 1, in code points) and what is wrong there.
    pub(crate) fn parse(text: &str) -> Result<Yield, (usize, String)> {
        const ARROW: &str = " -> ";
        let column = |byte: usize| text[..byte].chars().count() + 1;
        let arrow = text.find(ARROW).ok_or((1, "write \"subject -> object\"".to_owned()))?;
        let rest = arrow + ARROW.len();
        let mut marks: Vec<(usize, char)> = text[rest..]
            .char_indices()
            .filter(|(i, c)| {
                matches!(c, '@' | '!' | '+')
                    && text[..rest + i].ends_with(' ')
                    && text[rest + i + 1..].starts_with(' ')
            })
            .map(|(i, c)| (rest + i, c))
            .collect();
        let object_end = marks.first().map_or(text.len(), |m| m.0);
        marks.push((text.len(), ' '));
        let (subject, object) = (text[..arrow].trim(), text[rest..object_end].trim());
        if subject.is_empty() || object.is_empty() {
            let at = if subject.is_empty() { 1 } else { column(rest) };
            return Err((at, "the name of the subject or the object is missing".to_owned()));
        }
        let mut read = Yield {
            subject: subject.to_owned(),
            object: object.to_owned(),
            when: None,
            modality: Modality::Actual,
            qualifiers: Vec::new(),
        };
        for pair in marks.windows(2) {
            let ((at, mark), (end, _)) = (pair[0], pair[1]);
            let value = text[at + 1..end].trim();
            let at = column((at + 2).min(text.len()));
            match mark {
                '@' => read.when = Some(value.parse::<Date>().map_err(|e| (at, e.to_string()))?),
                '!' => {
                    let message =
                        || format!("unknown modality {value:?}; write planned, possible or negated");
                    read.modality = modality(value).ok_or_else(|| (at, message()))?;
                }
                _ => {
                    let bad = || {
                        (
                            at,
                            format!("{value:?} is no qualifier; write item=, from=, where= or by= and words"),
                        )
                    };
                    let (key, words) = value.split_once('=').ok_or_else(bad)?;
                    let qualifier = Qualifier::from_name(key.trim()).ok_or_else(bad)?;
                    if words.trim().is_empty() {
                        return Err(bad());
                    }
                    read.qualifiers.push((qualifier, words.trim().to_owned()));
                }
            }
        }
        Ok(read)
    }
}
