//! The speaker of reported words: the name, title or pronoun beside a verb of speaking.

use simpul_fact::EntityKind;
use simpul_rules::Role;
use simpul_text::Upos;

use crate::chain::Sex;
use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::speech::Speech;

/// Kinds that speak.
pub(crate) const SPEAKERS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Org, EntityKind::Place];

/// True for a verb of speaking, in any form.
pub(crate) fn is_speech(reading: &Reading<'_>, sentence: usize, token: usize) -> bool {
    let speech = &reading.knowledge.lexicon.speech;
    speech.bare.contains(&reading.word(sentence, token)) || reading.is_any(sentence, token, &speech.verbs)
}

/// True for a verb whose citation form is one of speaking.
pub(crate) fn is_verb(reading: &Reading<'_>, sentence: usize, token: usize) -> bool {
    let verbs = &reading.knowledge.lexicon.speech.verbs;
    reading.sentence(sentence).tokens[token].upos == Upos::Verb
        && reading.citations[sentence][token].iter().any(|c| verbs.contains(c))
}

/// The speaker right after a verb: *kata Budi*, *ujar Kepala Dinas Budi*, *katanya*, *kata dia*.
pub(crate) fn speaker_after(reading: &Reading<'_>, sentence: usize, verb: usize) -> Option<Referent> {
    let wanted = Wanted::of(&SPEAKERS);
    let all = &reading.sentence(sentence).tokens;
    for (at, token) in all.iter().enumerate().take(verb + 4).skip(verb + 1) {
        if let Some(mention) = reading.mention_from(sentence, at) {
            return reading
                .referents(sentence, reading.mentions.names[mention].name.start, wanted)
                .into_iter()
                .next();
        }
        let found = reading.referents(sentence, at, wanted);
        if let Some(referent) = found.into_iter().next() {
            return Some(referent);
        }
        if token.upos == Upos::Punct {
            break;
        }
    }
    None
}

/// The speaker after a source phrase, and where the words about the source end: *according to Anna Berg*, *in the words
/// of the mayor, Anna Berg*. `end` is the last token of the phrase.
pub(crate) fn source_after(
    reading: &Reading<'_>,
    sentence: usize,
    phrase: usize,
    end: usize,
) -> Option<(Referent, usize)> {
    let all = &reading.sentence(sentence).tokens;
    let hangs = |t: usize| matches!(all[t].deprel.as_str(), "case" | "mark" | "fixed");
    let head = (phrase..=end).filter(|t| hangs(*t)).filter_map(|t| all[t].head).find(|h| *h > end);
    let Some(head) = head else {
        let speaker = speaker_after(reading, sentence, end)?;
        let after = speaker.tokens.end;
        return Some((speaker, after));
    };
    // "according to Oslo's mayor, Anna Berg": the one whom the noun or its apposition names
    let appositions =
        (head + 1..all.len()).filter(|t| all[*t].head == Some(head) && all[*t].deprel == "appos");
    let mut tokens = std::iter::once(head).chain(appositions);
    let wanted = Wanted::of(&SPEAKERS);
    let named = tokens.find_map(|t| reading.referents(sentence, t, wanted).into_iter().next());
    // "Anna Berg's wife" is not Anna Berg
    let owned = all.iter().any(|t| t.head == Some(head) && t.deprel == "nmod:poss");
    let beside = || if owned { None } else { speaker_after(reading, sentence, end) };
    let speaker = named.or_else(beside)?;
    let inside = |t: usize| t == head || reading.ancestors(sentence, t).any(|a| a == head);
    let after = (head..all.len()).take_while(|t| inside(*t)).last().map_or(head + 1, |t| t + 1);
    Some((speaker, after))
}

/// The speakers before a verb: its subject and those listed with it, else the name right before it.
pub(crate) fn speakers_before(reading: &Reading<'_>, sentence: usize, verb: usize) -> Vec<Referent> {
    let wanted = Wanted::of(&SPEAKERS);
    let grammar = reading.knowledge.rulebook.grammar(reading.article.language);
    let frame = grammar.frame(&reading.trees[sentence], verb);
    for filler in frame.fillers(Role::Agent).iter().filter(|f| f.token < verb) {
        let found = reading.referents(sentence, filler.token, wanted);
        if !found.is_empty() {
            return found;
        }
    }
    let near = |m: &usize| {
        let end = reading.mentions.names[*m].whole.end;
        let all = &reading.sentence(sentence).tokens;
        end <= verb && verb - end <= 4 && !all[end..verb].iter().any(|t| t.upos == Upos::Verb)
    };
    let Some(mention) = reading.mentions.in_sentence(sentence).rfind(near) else { return Vec::new() };
    reading.referents(sentence, reading.mentions.names[mention].name.start, wanted)
}

/// *told the Associated Press four people were injured*: where the words for the listener end, after a verb of telling, and
/// a clause begins.
pub(crate) fn listener(reading: &Reading<'_>, sentence: usize, verb: usize) -> Option<usize> {
    let all = &reading.sentence(sentence).tokens;
    if !reading.is_any(sentence, verb, &reading.knowledge.lexicon.speech.telling) {
        return None;
    }
    let articles = &reading.knowledge.lexicon.described.articles;
    let first = verb + 1 + usize::from(articles.contains(&reading.word(sentence, verb + 1)));
    let noun = |t: &usize| all.get(*t).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Adj));
    let common = || (first..first + 4).take_while(noun).last().map(|t| t + 1);
    let named = reading.mention_from(sentence, first).map(|m| reading.mentions.names[m].whole.end);
    let end = named.or_else(common)?;
    let next = all.get(end)?;
    let opens =
        matches!(next.upos, Upos::Det | Upos::Pron | Upos::Propn | Upos::Num | Upos::Sconj | Upos::Noun);
    opens.then_some(end)
}

/// True where the words of a referent are a pronoun: *he said*, *katanya*.
pub(crate) fn is_pronoun(reading: &Reading<'_>, sentence: usize, referent: &Referent) -> bool {
    let pronouns = &reading.knowledge.lexicon.pronouns;
    let word = reading.word(sentence, referent.tokens.start);
    referent.tokens.len() == 1 && (pronouns.person.contains(&word) || pronouns.clitic.contains(&word))
}

/// *“…,” katanya*; *He added that …*: a pronoun that speaks means who spoke last, or the subject of the sentence before;
/// nobody who is only named in a quotation, nobody of the other sex. `speeches` are in the order of their verbs.
pub(crate) fn settle_pronouns(
    reading: &Reading<'_>,
    speeches: &mut [Speech],
    quoted: &dyn Fn(usize, usize) -> bool,
) {
    for i in 0..speeches.len() {
        let here = &speeches[i];
        if !is_pronoun(reading, here.sentence, &here.speaker) {
            continue;
        }
        let first = reading.analysis.sentences.partition_point(|s| s.span().end <= here.content.start);
        let first = first.min(here.sentence);
        let word = reading.word(here.sentence, here.speaker.tokens.start);
        let sex = Sex::of(&reading.knowledge.lexicon.pronouns, &word);
        let agrees = |speaker: &Referent| {
            let other = reading.sex_of(&speaker.entity.id);
            sex.is_none() || other.is_none() || sex == other
        };
        let speaker = (first.saturating_sub(5)..first).rev().find_map(|sentence| {
            let told = speeches[..i].iter().rev().find(|s| s.sentence == sentence);
            let told = told.map(|s| &s.speaker).filter(|s| s.entity.kind == EntityKind::Person);
            told.cloned().or_else(|| subject(reading, sentence, quoted)).filter(agrees)
        });
        if let Some(mut speaker) = speaker {
            let here = &mut speeches[i];
            speaker.how = format!(
                "“{}” refers to {}, who acted last",
                reading.word(here.sentence, here.speaker.tokens.start),
                speaker.entity.name
            );
            speaker.tokens = here.speaker.tokens.clone();
            speaker.certainty = speaker.certainty.min(0.8);
            here.speaker = speaker;
        }
    }
}

/// The person who is subject of a sentence, outside of quotations.
fn subject(
    reading: &Reading<'_>,
    sentence: usize,
    quoted: &dyn Fn(usize, usize) -> bool,
) -> Option<Referent> {
    let all = &reading.sentence(sentence).tokens;
    let is_subject = |m: &usize| {
        let mention = &reading.mentions.names[*m];
        let heads = [mention.whole.clone(), mention.name.clone()].map(|r| reading.head_of(sentence, r));
        heads.iter().any(|h| all[*h].deprel.starts_with("nsubj")) && !quoted(sentence, mention.name.start)
    };
    let person = |m: &usize| reading.kind_of(*m) == EntityKind::Person;
    let mention = reading.mentions.in_sentence(sentence).find(|m| person(m) && is_subject(m))?;
    reading.name(mention, Wanted::of(&[EntityKind::Person]))
}
