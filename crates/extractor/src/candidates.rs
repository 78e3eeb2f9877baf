//! Who runs for which post: *calon gubernur Jawa Barat Ridwan Kamil*, *Budi maju sebagai calon bupati*, *presidential
//! candidate Mitt Romney*, *Anna Berg is running for mayor*.

use std::ops::Range;

use simpul_fact::{EntityKind, Modality, Object, Statement};
use simpul_rules::Role;
use simpul_text::Upos;

use crate::lexicon::phrase_at;
use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::relate::round;
use crate::title_list::TitleClass;

/// A post that somebody runs for, as the text says it.
struct Candidacy {
    sentence: usize,
    /// *calon gubernur Jawa Barat*.
    tokens: Range<usize>,
    /// True for *calon gubernur*, false for *gubernur* alone, which only a verb such as *maju* makes a candidacy.
    said: bool,
}

const PERSON: [EntityKind; 1] = [EntityKind::Person];

/// The statements that candidacies make, in text order, not yet joined.
pub(crate) fn candidates(reading: &Reading<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for sentence in (0..reading.analysis.sentences.len()).filter(|s| reading.is_prose(*s)) {
        let mut at = 0;
        while at < reading.sentence(sentence).tokens.len() {
            let Some(candidacy) = candidacy(reading, sentence, at) else {
                at += 1;
                continue;
            };
            at = candidacy.tokens.end;
            let governor = governor(reading, &candidacy);
            let holders =
                governor.map_or_else(|| beside(reading, &candidacy), |g| runners(reading, sentence, g));
            let modality = match governor {
                Some(verb) => reading.modality(sentence, verb),
                None => Some(Modality::Actual),
            };
            let Some(modality) = modality else { continue };
            let when = governor.and_then(|verb| reading.date_of(sentence, verb, &[verb]));
            for holder in holders.iter().filter(|h| h.entity.kind == EntityKind::Person) {
                let made = statement(reading, &candidacy, holder, governor);
                statements.push(Statement { when, modality, ..made });
            }
        }
    }
    statements
}

/// The candidacy that begins at a token.
fn candidacy(reading: &Reading<'_>, sentence: usize, at: usize) -> Option<Candidacy> {
    let words = &reading.knowledge.lexicon.candidates;
    let all = reading.sentence(sentence);
    let fused = words.posts.contains(&reading.word(sentence, at));
    // "calon presiden dan wakil presiden A-B", "capres-cawapres A-B": who runs for which is not said
    let before = at.checked_sub(1).map(|b| reading.word(sentence, b)).unwrap_or_default();
    let joined =
        |word: &str| matches!(word, "-" | "/") || reading.knowledge.lexicon.lists.joiners.contains(word);
    let opening = phrase_at(&words.opening, all, at);
    if fused || opening.is_some() {
        let start = at + opening.unwrap_or(0);
        let end = if fused { at + 1 } else { start + post_at(reading, sentence, start)? };
        let end = with_body(reading, sentence, end);
        let pair = at >= 2 && joined(&before) && all.tokens[at - 2].upos != Upos::Punct
            || joined(&reading.word(sentence, end));
        return (!pair || end > at + 1 && !joined(&reading.word(sentence, end))).then_some(Candidacy {
            sentence,
            tokens: at..end,
            said: true,
        });
    }
    // "presidential candidate", "candidate for governor of Ohio"
    let noun = at + phrase_at(&words.adjectives, all, at).unwrap_or(0);
    if words.closing.contains(&reading.word(sentence, noun)) {
        let end = post_after(reading, sentence, noun + 1);
        let known = noun > at || end.is_some();
        return known.then(|| Candidacy { sentence, tokens: at..end.unwrap_or(noun + 1), said: true });
    }
    // "maju sebagai gubernur", "running for mayor": the verb makes it one
    let verb = before_post(reading, sentence, at)?;
    let runs = reading.is_any(sentence, verb, &words.verbs);
    let end = at + post_at(reading, sentence, at)?;
    runs.then(|| Candidacy { sentence, tokens: at..with_body(reading, sentence, end), said: false })
}

/// How many words the post at a token has: *wakil gubernur*.
fn post_at(reading: &Reading<'_>, sentence: usize, at: usize) -> Option<usize> {
    let all = reading.sentence(sentence);
    if at >= all.tokens.len() {
        return None;
    }
    let title = reading
        .knowledge
        .titles
        .at(all, at)
        .filter(|t| matches!(t.1, TitleClass::Head | TitleClass::HeadIntl))
        .map(|t| t.0);
    title.max(phrase_at(&reading.knowledge.lexicon.candidates.offices, all, at))
}

/// The end of *for [the] post* from a token on.
fn post_after(reading: &Reading<'_>, sentence: usize, at: usize) -> Option<usize> {
    let words = &reading.knowledge.lexicon.candidates;
    words.links.contains(&reading.word(sentence, at)).then_some(())?;
    let start = at + 1 + usize::from(words.articles.contains(&reading.word(sentence, at + 1)));
    Some(with_body(reading, sentence, start + post_at(reading, sentence, start)?))
}

/// The end of a post with the place or body after it: *gubernur Jawa Barat*, *governor of Ohio*.
fn with_body(reading: &Reading<'_>, sentence: usize, end: usize) -> usize {
    let of = usize::from(reading.knowledge.lexicon.candidates.of.contains(&reading.word(sentence, end)));
    let body = reading.mention_from(sentence, end + of);
    let fits = |m: &usize| matches!(reading.kind_of(*m), EntityKind::Place | EntityKind::Org);
    // "anggota DPRD Bengkayang": the post already ends in the name
    let inside = || end.checked_sub(1).and_then(|t| reading.mentions.name_at(sentence, t));
    body.filter(fits).or_else(inside).map_or(end, |m| reading.mentions.names[m].name.end.max(end))
}

/// The verb before *sebagai*, *for*, *menjadi*, which stands right before a post.
fn before_post(reading: &Reading<'_>, sentence: usize, at: usize) -> Option<usize> {
    let words = &reading.knowledge.lexicon.candidates;
    let skips = |t: usize| words.articles.contains(&reading.word(sentence, t));
    let link = (0..at).rev().find(|t| !skips(*t))?;
    if !words.links.contains(&reading.word(sentence, link)) {
        return None;
    }
    let all = &reading.sentence(sentence).tokens;
    let mut before = (link.saturating_sub(5)..link).rev().take_while(|t| all[*t].upos != Upos::Punct);
    before.find(|t| {
        let filler = words.fillers.contains(&reading.word(sentence, *t));
        !filler && (all[*t].upos == Upos::Verb || reading.is_any(sentence, *t, &words.verbs))
    })
}

/// The verb that makes somebody a candidate: *maju* before *sebagai calon bupati*; *menjadi* itself.
fn governor(reading: &Reading<'_>, candidacy: &Candidacy) -> Option<usize> {
    let (sentence, at) = (candidacy.sentence, candidacy.tokens.start);
    let words = &reading.knowledge.lexicon.candidates;
    let becomes = (0..at).rev().find(|t| !words.articles.contains(&reading.word(sentence, *t)));
    let becomes = becomes.filter(|t| words.becoming.contains(&reading.word(sentence, *t)));
    becomes.or_else(|| before_post(reading, sentence, at))
}

fn becomes(reading: &Reading<'_>, sentence: usize, token: usize) -> bool {
    reading.knowledge.lexicon.candidates.becoming.contains(&reading.word(sentence, token))
}

/// Whom a verb makes a candidate: whom it is done to, else who does it; where nobody is said beside it, the same of
/// the verb above: *Budi menyatakan diri maju*, *mengusung Budi menjadi capres*.
fn runners(reading: &Reading<'_>, sentence: usize, verb: usize) -> Vec<Referent> {
    let grammar = reading.knowledge.rulebook.grammar(reading.article.language);
    let wanted = Wanted::of(&PERSON);
    let all = &reading.sentence(sentence).tokens;
    let at = |verb: usize, role| {
        let frame = grammar.frame(&reading.trees[sentence], verb);
        let mut fillers = frame.fillers(role).iter();
        fillers.find_map(|f| {
            Some(reading.referents(sentence, f.token, wanted)).filter(|found| !found.is_empty())
        })
    };
    let named =
        all[verb].head.filter(|_| becomes(reading, sentence, verb)).and_then(|v| at(v, Role::Patient));
    let fillers = &reading.knowledge.lexicon.candidates.fillers;
    let lonely = |t: usize| {
        let subject = |c: usize| all[c].head == Some(t) && all[c].deprel.starts_with("nsubj");
        !(0..all.len()).any(|c| subject(c) && !fillers.contains(&reading.word(sentence, c)))
    };
    let above = || {
        let head = all[verb].head.filter(|h| lonely(verb) && all[*h].upos == Upos::Verb)?;
        at(head, Role::Agent)
    };
    // "menyatakan dukungan kepada Budi sebagai calon presiden"
    let supported = || at(verb, Role::Recipient);
    let found =
        named.or_else(|| at(verb, Role::Patient)).or_else(supported).or_else(|| at(verb, Role::Agent));
    found.or_else(above).unwrap_or_default()
}

/// The name beside a candidacy: *calon bupati nomor urut 1 Budi*, *Budi, calon bupati*, *Budi adalah calon bupati*.
fn beside(reading: &Reading<'_>, candidacy: &Candidacy) -> Vec<Referent> {
    let sentence = candidacy.sentence;
    if !candidacy.said {
        return Vec::new();
    }
    let all = reading.sentence(sentence);
    let words = &reading.knowledge.lexicon.candidates;
    let wanted = Wanted::of(&PERSON);
    let mut at = candidacy.tokens.end;
    let number = |t: usize| all.tokens.get(t).is_some_and(|t| t.upos == Upos::Num);
    while words.numbering.contains(&reading.word(sentence, at)) || number(at) {
        at += 1;
    }
    if words.from.contains(&reading.word(sentence, at))
        && let Some(party) = reading.mention_from(sentence, at + 1)
    {
        at = reading.mentions.names[party].whole.end;
    }
    let fused = candidacy.tokens.len() == 1;
    at += usize::from(reading.word(sentence, at) == "," && !fused);
    if let Some(mention) = reading.mention_from(sentence, at) {
        let found = reading.list_from(sentence, mention, wanted);
        if !found.is_empty() {
            return found;
        }
    }
    // "Anna Berg, the Labour candidate for mayor"
    let comma = (candidacy.tokens.start.saturating_sub(5)..candidacy.tokens.start)
        .rev()
        .find(|t| reading.word(sentence, *t) == "," || matches!(all.tokens[*t].upos, Upos::Verb | Upos::Aux));
    let Some(end) = comma.filter(|t| *t > 0 && reading.word(sentence, *t) == ",") else {
        let head = reading.head_of(sentence, candidacy.tokens.clone());
        let is = |t: &usize| {
            all.tokens[*t].head == Some(head)
                && all.tokens[*t].deprel.starts_with("nsubj")
                && (0..all.tokens.len())
                    .any(|c| all.tokens[c].head == Some(head) && all.tokens[c].deprel == "cop")
        };
        let subject = (0..all.tokens.len()).find(is);
        return subject.map(|t| reading.referents(sentence, t, wanted)).unwrap_or_default();
    };
    let name = reading.mentions.name_at(sentence, end - 1);
    name.and_then(|m| reading.name(m, wanted)).into_iter().collect()
}

fn statement(
    reading: &Reading<'_>,
    candidacy: &Candidacy,
    holder: &Referent,
    governor: Option<usize>,
) -> Statement {
    let quote = reading.words(candidacy.sentence, candidacy.tokens.clone());
    let name = quote.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let position = reading.unlisted(name, EntityKind::Position);
    let trigger = governor.unwrap_or(candidacy.tokens.start);
    let said = format!("{} runs for “{}”", holder.entity.name, position.name);
    let trail = [said, holder.how.clone()];
    let (words, rule) = (trigger..trigger + 1, "candidateFor/candidates");
    let evidence =
        reading.evidence(candidacy.sentence, &holder.tokens, &words, &candidacy.tokens, rule, trail);
    let confidence = round(0.9 * holder.certainty);
    Statement::new(
        holder.entity.clone(),
        "candidateFor",
        Object::Entity(Box::new(position)),
        confidence,
        evidence,
    )
}
