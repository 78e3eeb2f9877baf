//! Words by what they do: `seeds/grammar/id/lexicon.toml`, as sets to look words up in.

use std::collections::BTreeMap;

use serde::Deserialize;
use simpul_fact::EntityKind;
use simpul_text::Token;

use crate::knowledge::{KnowledgeError, from_toml};
pub(crate) use crate::words::{Words, phrase_at, push_lower};

/// The word classes of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lexicon {
    pub(crate) names: NameWords,
    pub(crate) pronouns: Pronouns,
    /// Common nouns by the kind of thing that they describe.
    kinds: BTreeMap<EntityKind, Words>,
    pub(crate) described: Described,
    pub(crate) quantity: Quantity,
    pub(crate) lists: Lists,
    pub(crate) modality: ModalityWords,
    pub(crate) speech: SpeechWords,
    pub(crate) offices: OfficeWords,
    #[serde(default)]
    pub(crate) places: PlaceWords,
    #[serde(default)]
    pub(crate) contests: ContestWords,
    #[serde(default)]
    pub(crate) candidates: CandidateWords,
    #[serde(default)]
    pub(crate) happenings: HappeningWords,
    #[serde(default)]
    pub(crate) namesakes: NamesakeWords,
    /// By kind: words of a name that do not tell it apart from others.
    pub(crate) forms: BTreeMap<EntityKind, Words>,
}

/// Words that open, close or hold together a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameWords {
    pub(crate) org_first: Words,
    pub(crate) org_last: Words,
    pub(crate) place_first: Words,
    #[serde(default)]
    pub(crate) place_last: Words,
    #[serde(default)]
    pub(crate) seasons: Words,
    #[serde(default)]
    pub(crate) awards: Words,
    #[serde(default)]
    pub(crate) state_bodies: Words,
    pub(crate) event_first: Words,
    #[serde(default)]
    pub(crate) event_last: Words,
    pub(crate) inside: Words,
    pub(crate) joining: Words,
    pub(crate) stop: Words,
    /// Words that say that a person is named by initials: *berinisial AR*.
    #[serde(default)]
    pub(crate) initials: Words,
    /// First words of names that list what a body deals with: *Dinas Perhubungan, Komunikasi, dan Informasi*.
    #[serde(default)]
    pub(crate) portfolios: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pronouns {
    pub(crate) person: Words,
    pub(crate) people: Words,
    pub(crate) speaker: Words,
    pub(crate) clitic: Words,
    pub(crate) here: Words,
    /// For a thing, a body or a state: *it*, *its*.
    #[serde(default)]
    pub(crate) thing: Words,
    /// Words that open a relative clause and stand for its noun: *who*, *whose*.
    #[serde(default)]
    pub(crate) relative: Words,
    /// Pronouns, titles, nouns and given names of women.
    #[serde(default)]
    pub(crate) female: Words,
    /// … and of men.
    #[serde(default)]
    pub(crate) male: Words,
}

/// Common nouns that stand for something else than what they name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Described {
    pub(crate) presence: Words,
    pub(crate) bodies: Words,
    pub(crate) stands_for: Words,
    /// Of these, the bodies that stand for a place, too: *tim Indonesia*, but not *perusahaan Jepang*.
    #[serde(default)]
    pub(crate) teams: Words,
    /// Nouns for one who is something to somebody: in *istri Budi* the name is not hers.
    #[serde(default)]
    pub(crate) of_somebody: Words,
    /// Words that end what a noun is called: *kapal milik Budi*.
    #[serde(default)]
    pub(crate) breaks: Words,
    /// Nouns that alone mean the one of the article: *pelaku*, *perseroan*.
    #[serde(default)]
    pub(crate) bare: Words,
    /// Nouns that with a possessive stand for the speaker's own body: *pihaknya*.
    #[serde(default)]
    pub(crate) own_side: Words,
    pub(crate) states: Words,
    pub(crate) leaders: Words,
    /// Words before a noun that are no part of what the thing is called: *the*.
    #[serde(default)]
    pub(crate) articles: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quantity {
    pub(crate) two: Words,
    /// … and for so many as were named, from three on: *ketiga*.
    #[serde(default)]
    pub(crate) more: Vec<Words>,
    pub(crate) several: Words,
    /// Words for another of the same kind: *ajudan bupati lainnya*.
    #[serde(default)]
    pub(crate) other: Words,
    /// Articles for what was not named before: *a*.
    #[serde(default)]
    pub(crate) indefinite: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lists {
    pub(crate) joiners: Words,
    pub(crate) openers: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModalityWords {
    pub(crate) planned: Words,
    pub(crate) possible: Words,
    pub(crate) negated: Words,
    pub(crate) unstated: Words,
    pub(crate) purpose: Words,
    /// Verbs that carry a noun for what is done: *melakukan kunjungan*, *pay a visit*.
    #[serde(default)]
    pub(crate) light: Words,
    /// Two words of which the first would else change what is stated: *tidak hanya*.
    #[serde(default)]
    pub(crate) actual: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpeechWords {
    pub(crate) verbs: Words,
    pub(crate) doubting: Words,
    pub(crate) bare: Words,
    pub(crate) source: Words,
    pub(crate) according: Words,
    pub(crate) before: Words,
    pub(crate) thus: Words,
    /// Verbs that report by a clause alone: *say*, but not *describe*. Empty where the clause is not looked for.
    #[serde(default)]
    pub(crate) clause: Words,
    /// Verbs whose object listens: *told the BBC the bridge was safe*.
    #[serde(default)]
    pub(crate) telling: Words,
}

/// Words around a title.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeWords {
    pub(crate) former: Words,
    pub(crate) future: Words,
    pub(crate) joiners: Words,
    pub(crate) between: Words,
    pub(crate) of: Words,
    pub(crate) origin: Words,
    pub(crate) links: Words,
    pub(crate) fillers: Words,
    pub(crate) verbs: Words,
    pub(crate) as_words: Words,
    pub(crate) since: Words,
    /// Words after a title that say from when on it is held: *sejak*.
    #[serde(default)]
    pub(crate) tenure: Words,
    /// Passive verbs whose subject is given a post: *dilantik sebagai*.
    #[serde(default)]
    pub(crate) raised: Words,
    /// Active verbs that give somebody a post: *menunjuk Budi sebagai*.
    #[serde(default)]
    pub(crate) raising: Words,
    /// Titles that lead the party whose adjective stands before them: *Conservative leader*.
    #[serde(default)]
    pub(crate) of_party: Words,
    /// Titles of those who serve a person, whose name stands after them: *kuasa hukum Budi*.
    #[serde(default)]
    pub(crate) personal: Words,
    /// Words after a title that say how it is held: *presiden terpilih*.
    #[serde(default)]
    pub(crate) after: Words,
    /// Words for leaving a post, and those between them and it: *mundur dari jabatan ketua*.
    #[serde(default)]
    pub(crate) leaving: Words,
    /// First words of phrases that say without naming the post that their subject leaves it: *mengajukan pengunduran diri*.
    pub(crate) resigning: Words,
    /// Words between the head of a body and one who serves in it: *Kapolres Batu melalui Kasat Reskrim*.
    #[serde(default)]
    pub(crate) beside: Words,
    #[serde(default)]
    pub(crate) left: Words,
    /// Words between a body and the title after it: *Bolivia's president*. Where there are any, a body may stand
    /// right before a title, too: *US President*.
    #[serde(default)]
    pub(crate) possessive: Words,
    /// Words that may stand between a preposition and a body: *president of the Senate*.
    #[serde(default)]
    pub(crate) articles: Words,
    /// Before a post that is told of somebody, no office: *was a judge*.
    #[serde(default)]
    pub(crate) indefinite: Words,
    /// Before the state where an envoy is: *ambassador to Norway*.
    #[serde(default)]
    pub(crate) toward: Words,
    /// What members of a party are called, and the party: *Republican*.
    #[serde(default)]
    pub(crate) parties: BTreeMap<String, String>,
    /// Nouns for a part of a body: *the Boston chapter of the Red Cross*.
    #[serde(default)]
    pub(crate) parts: Words,
}

impl Quantity {
    /// How many of those named before the word stands for: *kedua*, *keempat*.
    pub(crate) fn named(&self, word: &str) -> Option<usize> {
        let more = || self.more.iter().position(|words| words.contains(word)).map(|n| n + 3);
        if self.two.contains(word) { Some(2) } else { more() }
    }
}

impl OfficeWords {
    /// True where the body of a title may stand before it.
    pub(crate) fn body_first(&self) -> bool {
        !self.possessive.is_empty()
    }
}

/// Words in and between the names of places.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceWords {
    pub(crate) prepositions: Words,
    pub(crate) directions: Words,
    pub(crate) origin: Words,
    /// After a place and a hyphen: *Leeds-based*.
    #[serde(default)]
    pub(crate) based: Words,
    /// Between a noun for a place and a name: *the city of Hamburg*.
    #[serde(default)]
    pub(crate) holding: Words,
    pub(crate) introducing: Words,
    pub(crate) address: Words,
    /// From a building or street to a province: first words of names.
    pub(crate) levels: Vec<Words>,
    /// The same: last words.
    pub(crate) last_levels: Vec<Words>,
    pub(crate) premises: Words,
    pub(crate) seats: Words,
}

/// What tells somebody known from others of the name.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NamesakeWords {
    /// Notes of the gazetteer, in lower case, on people so many that others bear their names.
    pub(crate) notes: Words,
    /// Words of which one stands in a sentence that names such a person and means it.
    pub(crate) words: Words,
    /// Notes on bodies of which one may stand there instead.
    pub(crate) bodies: Words,
}

/// Words between those who face each other.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContestWords {
    pub(crate) versus: Words,
    /// Words between the second name and the score: *Persib vs Persija berakhir 2-1*.
    pub(crate) before_score: Words,
}

/// Nouns for what was told before.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HappeningWords {
    /// For anything: *peristiwa*, *incident*.
    pub(crate) incident: Words,
    /// Verbs that say that something takes place: *berlangsung*.
    pub(crate) occurring: Words,
    /// For a contest: *laga*, *match*.
    pub(crate) contest: Words,
    /// Words that open a clause for what happens at the same time: *saat*, *when*.
    pub(crate) when: Words,
    /// Words that set something in an event: *dalam sidang itu*.
    pub(crate) within: Words,
    /// Words before the date on which something ended: *hingga*, *until*.
    pub(crate) until: Words,
    /// Words of sentences that speak of earlier times: *sebelumnya*, *previous*.
    pub(crate) background: Words,
}

/// Words by which somebody runs for a post.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CandidateWords {
    pub(crate) opening: Words,
    pub(crate) closing: Words,
    pub(crate) adjectives: Words,
    /// Words that name candidate and post in one.
    pub(crate) posts: Words,
    /// Posts and bodies that are no titles.
    pub(crate) offices: Words,
    pub(crate) verbs: Words,
    pub(crate) becoming: Words,
    pub(crate) links: Words,
    pub(crate) fillers: Words,
    pub(crate) articles: Words,
    pub(crate) of: Words,
    pub(crate) numbering: Words,
    pub(crate) from: Words,
}

impl Lexicon {
    /// The kinds that a noun may describe, in the order of [`EntityKind`].
    pub(crate) fn kinds<'a>(&'a self, noun: &'a str) -> impl Iterator<Item = EntityKind> + 'a {
        self.kinds.iter().filter(move |(_, words)| words.contains(noun)).map(|(kind, _)| *kind)
    }

    /// Reads the file; `file` is its name for messages.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Lexicon, KnowledgeError> {
        from_toml(file, text)
    }
}

/// The form in lower case.
pub(crate) fn lower(token: &Token) -> String {
    token.form.to_lowercase()
}

/// True where the form begins with a capital.
pub(crate) fn capital(token: &Token) -> bool {
    token.form.chars().next().is_some_and(char::is_uppercase)
}
