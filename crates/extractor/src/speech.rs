//! Who said what: quotations with their speakers, and clauses after verbs of speaking.
//!
//! *“Perundingan lancar,” kata Budi* and *Budi mengatakan perundingan lancar* both give Budi and the words.

use std::ops::Range;

use simpul_fact::{EntityKind, Evidence, Modality, Object, Statement};
use simpul_text::{Span, Upos};

use crate::lexicon::phrase_at;
use crate::quotation::{Quotation, quotations};
use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::relate::round;
use crate::speaker::{
    SPEAKERS, is_pronoun, is_speech, is_verb, listener, settle_pronouns, source_after, speaker_after,
    speakers_before,
};

/// The rule of words that are another's deed as somebody tells it, no words of theirs.
const CLAIM: &str = "says/claim";

/// Reported words and who spoke them.
#[derive(Clone, Debug)]
pub(crate) struct Speech {
    /// Sentence of the words that tell who speaks.
    pub(crate) sentence: usize,
    pub(crate) speaker: Referent,
    trigger: Range<usize>,
    /// The words.
    pub(crate) content: Span,
    rule: &'static str,
}

/// The reported speech of an article, in text order.
pub(crate) fn speech(reading: &Reading<'_>) -> Vec<Speech> {
    let quotations = quotations(reading.article);
    let mut told: Vec<Option<Speech>> = quotations
        .iter()
        .map(|q| {
            let after = after_quotation(reading, q, &quotations);
            after.or_else(|| before_quotation(reading, q, &quotations))
        })
        .collect();
    let on = |speech: &Speech, quotation: &Quotation| Speech {
        content: quotation.inner,
        rule: "says/quotation.goes-on",
        ..speech.clone()
    };
    for i in 1..quotations.len() {
        let (before, here) = (&quotations[i - 1], &quotations[i]);
        let near = before.block + 1 >= here.block
            && here.inner.start.saturating_sub(before.inner.end) < 200
            && (before.block == here.block || opens_block(reading, here));
        if told[i].is_none() && (here.goes_on || near) {
            told[i] = told[i - 1].as_ref().map(|speech| on(speech, here));
        }
    }
    // the speaker of a quotation over paragraphs may be named only at its end
    for i in (1..quotations.len()).rev() {
        if told[i - 1].is_none() && quotations[i].goes_on {
            told[i - 1] = told[i].as_ref().map(|speech| on(speech, &quotations[i - 1]));
        }
    }
    let mut found: Vec<Speech> = told.into_iter().flatten().collect();
    let used: Vec<(usize, usize)> = found.iter().map(|s| (s.sentence, s.trigger.start)).collect();
    for sentence in 0..reading.analysis.sentences.len() {
        let told = clauses(reading, sentence, &quotations).into_iter();
        // what follows "…,” said Anna Berg" is no report of hers
        found
            .extend(told.filter(|s| s.rule == "says/clause" || !used.contains(&(sentence, s.trigger.start))));
    }
    found.sort_by_key(|s| (s.sentence, s.trigger.start, s.content.start));
    let quoted = |s: usize, t: usize| in_quotation(reading, &quotations, s, t);
    settle_pronouns(reading, &mut found, &quoted);
    // "katanya", where no person is named: nobody can be told to have said it
    found.retain(|s| {
        s.speaker.entity.kind == EntityKind::Person || !is_pronoun(reading, s.sentence, &s.speaker)
    });
    found.sort_by_key(|s| (s.content.start, s.content.end));
    found
}

/// True for a word inside a quotation.
fn in_quotation(reading: &Reading<'_>, quotations: &[Quotation], sentence: usize, token: usize) -> bool {
    let s = reading.sentence(sentence);
    let first = quotations.partition_point(|q| q.block < s.block);
    let here = quotations[first..].iter().take_while(|q| q.block == s.block);
    here.into_iter().any(|q| q.inner.overlaps(s.tokens[token].span))
}

/// The speech that reports the words at `span`; the speeches are in text order.
pub(crate) fn reporting(speeches: &[Speech], span: Span) -> Option<&Speech> {
    let after = speeches.partition_point(|s| s.content.start <= span.start);
    // reported words nest a few deep at most
    speeches[..after].iter().rev().take(8).rev().find(|s| s.content.contains(span))
}

/// As statements of the relation `says`.
pub(crate) fn says(reading: &Reading<'_>) -> Vec<Statement> {
    let statement = |speech: &Speech| {
        let words = reading.quote(speech.content);
        let trigger = reading.words(speech.sentence, speech.trigger.clone());
        let mut trail = vec![
            format!("“{}” reports speech", trigger.text),
            format!("the speaker is {}", speech.speaker.entity.name),
        ];
        trail.extend(Some(speech.speaker.how.clone()).filter(|h| !h.is_empty()));
        let object = Object::Words(words.text.split_whitespace().collect::<Vec<_>>().join(" "));
        let confidence = round(0.9 * speech.speaker.certainty);
        let evidence = Evidence {
            sentence_number: speech.sentence,
            sentence: reading.quote(reading.sentence(speech.sentence).span()),
            subject: reading.words(speech.sentence, speech.speaker.tokens.clone()),
            trigger,
            object: words,
            rule: speech.rule.to_owned(),
            trail,
        };
        Statement::new(speech.speaker.entity.clone(), "says", object, confidence, evidence)
    };
    reading.speeches.iter().filter(|s| s.rule != CLAIM).map(statement).collect()
}

fn opens_block(reading: &Reading<'_>, quotation: &Quotation) -> bool {
    let block = reading.article.blocks[quotation.block].span;
    reading.article.quote(Span::new(block.start, quotation.inner.start)).trim().chars().count() <= 1
}

/// The first token at or after a byte, with its sentence.
fn token_from(reading: &Reading<'_>, byte: usize) -> Option<(usize, usize)> {
    let sentences = &reading.analysis.sentences;
    let first = sentences.partition_point(|s| s.span().end <= byte);
    let sentence = sentences.get(first)?;
    let token = sentence.tokens.iter().position(|t| t.span.start >= byte)?;
    Some((first, token))
}

/// *“…,” kata Budi*; *“…,” Anna Berg, the mayor, said*: the speaker after a quotation.
fn after_quotation(reading: &Reading<'_>, quotation: &Quotation, quotations: &[Quotation]) -> Option<Speech> {
    let (sentence, mut token) = token_from(reading, quotation.inner.end)?;
    let all = &reading.sentence(sentence).tokens;
    while all.get(token)?.upos == Upos::Punct {
        token += 1;
    }
    let here = reading.sentence(sentence).block == quotation.block;
    if !here || all[token].span.start > quotation.inner.end + 12 {
        return None;
    }
    if reading.knowledge.lexicon.speech.thus.contains(&reading.word(sentence, token)) {
        token += 1;
    }
    let quoted = |t: usize| in_quotation(reading, quotations, sentence, t);
    let according = phrase_at(&reading.knowledge.lexicon.speech.according, reading.sentence(sentence), token);
    let (trigger, speaker) = if let Some(n) = according {
        (token..token + n, source_after(reading, sentence, token, token + n - 1)?.0)
    } else if token < all.len() && is_speech(reading, sentence, token) {
        (token..token + 1, speaker_after(reading, sentence, token)?)
    } else {
        // a sentence of its own that ends with a verb of speaking: the next quotation may be what it tells
        let verb = (token..all.len().min(token + 24))
            .take_while(|t| !quoted(*t))
            .find(|t| is_verb(reading, sentence, *t))?;
        let closes = all.get(verb + 1).is_none_or(|t| !matches!(t.form.as_str(), ":" | "that"));
        let subject = |t: &usize| all[*t].head == Some(verb) && all[*t].deprel.starts_with("nsubj");
        let wanted = Wanted::of(&SPEAKERS);
        let subject = (token..verb).find(subject).filter(|_| closes);
        let named = subject.and_then(|t| reading.referents(sentence, t, wanted).into_iter().next());
        // a long apposition leads the parser astray: the name right after the quotation
        let first = || reading.name(reading.mention_from(sentence, token).filter(|_| closes)?, wanted);
        (verb..verb + 1, named.or_else(first)?)
    };
    let rule = "says/quotation.before-speaker";
    Some(Speech { sentence, speaker, trigger, content: quotation.inner, rule })
}

/// *Budi mengatakan, “…”*, *In a statement, Anna Berg wrote: “…”*: the speaker before a quotation.
fn before_quotation(
    reading: &Reading<'_>,
    quotation: &Quotation,
    quotations: &[Quotation],
) -> Option<Speech> {
    let (sentence, token) = token_from(reading, quotation.inner.start)?;
    let here = reading.sentence(sentence);
    let opens = here.tokens[..token].iter().all(|t| t.upos == Upos::Punct);
    // the words that introduce it may be the end of the sentence before: "Anna Berg wrote:"
    let (sentence, token) = if opens {
        let before = sentence.checked_sub(1)?;
        let near = reading.sentence(before).block + 1 >= quotation.block;
        let colon =
            reading.sentence(before).tokens.last().is_some_and(|t| matches!(t.form.as_str(), ":" | ","));
        (before, Some(reading.sentence(before).tokens.len()).filter(|_| near && colon)?)
    } else {
        (sentence, token)
    };
    let all = &reading.sentence(sentence).tokens;
    let mark = |t: usize| all[..t].iter().rev().take(2).any(|t| matches!(t.form.as_str(), ":" | ","));
    let most = if mark(token) { 14 } else { 6 };
    let window = || {
        let quoted = |t: usize| in_quotation(reading, quotations, sentence, t);
        (token.saturating_sub(most + 4)..token).rev().take_while(move |t| !quoted(*t))
    };
    // "in the words of Anna Berg, “…”"
    let according = &reading.knowledge.lexicon.speech.according;
    let source = window().find_map(|t| Some((t, phrase_at(according, reading.sentence(sentence), t)?)));
    if let Some((first, n)) = source {
        let beside = speaker_after(reading, sentence, first + n - 1);
        let between = || {
            reading.mentions.in_sentence(sentence).rev().find(|m| {
                let m = &reading.mentions.names[*m];
                m.kind == EntityKind::Person && m.name.start >= first && m.name.end <= token
            })
        };
        let wanted = Wanted::of(&SPEAKERS);
        let speaker = beside.or_else(|| reading.name(between()?, wanted))?;
        let (trigger, rule) = (first..first + n, "says/quotation.after-speaker");
        return Some(Speech { sentence, speaker, trigger, content: quotation.inner, rule });
    }
    let first = window().find(|t| is_speech(reading, sentence, *t))?;
    if all[first + 1..token].iter().filter(|t| t.upos != Upos::Punct).count() > most {
        return None;
    }
    let before = speakers_before(reading, sentence, first).into_iter().next();
    let speaker = before.or_else(|| speaker_after(reading, sentence, first))?;
    let rule = "says/quotation.after-speaker";
    Some(Speech { sentence, speaker, trigger: first..first + 1, content: quotation.inner, rule })
}

/// Reported clauses of a sentence: *Budi mengatakan …*, *Menurut Budi, …*, *…, lanjut Budi, …*.
fn clauses(reading: &Reading<'_>, sentence: usize, quotations: &[Quotation]) -> Vec<Speech> {
    let s = reading.sentence(sentence);
    if !reading.is_prose(sentence) || s.tokens.len() < 4 {
        return Vec::new();
    }
    let quoted = |t: usize| in_quotation(reading, quotations, sentence, t);
    let mut found = Vec::new();
    for verb in (0..s.tokens.len()).filter(|t| !quoted(*t)) {
        let (speakers, rule) = tellers(reading, sentence, verb);
        let Some(first) = speakers.first() else { continue };
        if matches!(reading.modality(sentence, verb), Some(Modality::Negated)) {
            continue;
        }
        let Some(content) = content(reading, sentence, verb, first, rule) else { continue };
        // what was said in a quotation is found there
        let inside = content.clone().filter(|t| quoted(*t)).count();
        if inside * 2 > content.len() {
            continue;
        }
        // "accused Anna Berg of taking it" makes a claim and quotes nothing
        let small = matches!(s.tokens[content.start].deprel.as_str(), "mark" | "case");
        let doubts = reading.is_any(sentence, verb, &reading.knowledge.lexicon.speech.doubting);
        let rule = if small && doubts { CLAIM } else { rule };
        let words = s.span_of(content);
        let told = |speaker| Speech { sentence, speaker, trigger: verb..verb + 1, content: words, rule };
        found.extend(speakers.into_iter().map(told));
    }
    found
}

/// Who speaks by the word at `verb`, and how the words say so.
fn tellers(reading: &Reading<'_>, sentence: usize, verb: usize) -> (Vec<Referent>, &'static str) {
    let s = reading.sentence(sentence);
    let lexicon = &reading.knowledge.lexicon.speech;
    let word = reading.word(sentence, verb);
    let after = |verb| speaker_after(reading, sentence, verb);
    if let Some(n) = phrase_at(&lexicon.according, s, verb) {
        let source = source_after(reading, sentence, verb, verb + n - 1);
        return (source.map(|s| s.0).into_iter().collect(), "says/clause.source");
    }
    let spoken = is_verb(reading, sentence, verb);
    if lexicon.source.contains(&word) && s.tokens[verb].upos != Upos::Verb {
        return (after(verb).into_iter().collect(), "says/clause.source");
    }
    let subject = |t: &simpul_text::Token| t.head == Some(verb) && t.deprel.starts_with("nsubj");
    let has_subject = spoken && s.tokens[..verb].iter().any(subject);
    if lexicon.bare.contains(&word) && !s.tokens[verb].clitic && !has_subject && verb + 1 < s.tokens.len() {
        let speaker = after(verb).filter(|r| r.tokens.start <= verb + 2);
        if speaker.is_some() || !spoken {
            return (speaker.into_iter().collect(), "says/clause.inverted");
        }
    }
    let tells = lexicon.verbs.contains(&word) || spoken;
    // a participle may be taken for a passive where the tree has a subject: "prosecutors accused …"
    let acts = |t: &simpul_text::Token| t.head == Some(verb) && t.deprel == "nsubj";
    let voiced =
        s.tokens[verb].feats.get("Voice") != Some("Pass") || spoken && s.tokens[..verb].iter().any(acts);
    let active = tells && voiced;
    let before = if active { speakers_before(reading, sentence, verb) } else { Vec::new() };
    (before, "says/clause")
}

/// The reported words: the clause that depends on the verb, *that* and the like off; else what follows, or the clause
/// that precedes an inverted verb.
fn content(
    reading: &Reading<'_>,
    sentence: usize,
    verb: usize,
    speaker: &Referent,
    rule: &str,
) -> Option<Range<usize>> {
    let all = &reading.sentence(sentence).tokens;
    let lexicon = &reading.knowledge.lexicon.speech;
    let end = all.iter().rposition(|t| t.upos != Upos::Punct).map_or(0, |e| e + 1);
    let trim = |mut start: usize, mut end: usize| {
        let skipped =
            |t: usize| all[t].upos == Upos::Punct || lexicon.before.contains(&reading.word(sentence, t));
        while start < end && skipped(start) {
            start += 1;
        }
        while start < end && all[end - 1].upos == Upos::Punct {
            end -= 1;
        }
        start..end
    };
    let strict = !lexicon.clause.is_empty();
    if strict && rule != "says/clause.source" {
        let clause = |t: &usize| {
            all[*t].head == Some(verb) && matches!(all[*t].deprel.as_str(), "ccomp" | "parataxis")
        };
        // "told reporters that …": the clause may hang on the listener
        let marked = |t: &usize| {
            let head = all[*t].head?;
            let marks = all[*t].deprel == "mark" && lexicon.before.contains(&reading.word(sentence, *t));
            (marks && reading.ancestors(sentence, head).any(|a| a == verb)).then_some(head)
        };
        let that = (verb + 1..all.len().min(verb + 16)).find_map(|t| marked(&t));
        let inside = |t: usize, top: usize| t == top || reading.ancestors(sentence, t).any(|a| a == top);
        // "accused Anna Berg of taking it": the deed is the claim
        let doubts = reading.is_any(sentence, verb, &lexicon.doubting);
        let deed = |t: &usize| {
            let open = matches!(all[*t].deprel.as_str(), "advcl" | "acl" | "xcomp" | "ccomp");
            open && reading.ancestors(sentence, *t).any(|a| a == verb)
        };
        let deed = (verb + 1..all.len()).find(|t| doubts && deed(t));
        let top = that.or(deed).or_else(|| (verb + 1..all.len()).find(clause));
        let top = top.or_else(|| (0..verb).rev().find(clause));
        if let Some(top) = top {
            let covered = |t: &usize| inside(*t, top) && (*t > verb) == (top > verb);
            let start = (0..all.len()).find(covered)?;
            // "told the BBC the bridge was safe": the listener is not told
            let start =
                listener(reading, sentence, verb).filter(|l| start > verb && *l > start).unwrap_or(start);
            let last = (0..all.len()).rev().find(covered)?;
            let unstated = &reading.knowledge.lexicon.modality.unstated;
            if unstated.contains(&reading.word(sentence, start)) {
                return None;
            }
            let content = trim(start, last + 1);
            return (content.len() >= 3).then_some(content);
        }
        // "The talks went well, Anna Berg said": the clause may govern the verb
        let above = all[verb].head.filter(|_| all[verb].deprel == "parataxis");
        if let Some(above) = above {
            let first = (0..all.len()).find(|t| inside(*t, verb))?;
            let last = (0..all.len()).rev().find(|t| inside(*t, verb))?;
            let content = if above < verb { trim(0, first) } else { trim(last + 1, end) };
            return (content.len() >= 3).then_some(content);
        }
        if let Some(told) = listener(reading, sentence, verb).filter(|_| rule == "says/clause") {
            let content = trim(told, end);
            return (content.len() >= 3).then_some(content);
        }
        let governs = lexicon.clause.contains(&all[verb].lemma.to_lowercase());
        if governs && rule == "says/clause" {
            return None;
        }
    }
    let source = phrase_at(&lexicon.according, reading.sentence(sentence), verb)
        .and_then(|n| source_after(reading, sentence, verb, verb + n - 1));
    let from = match source {
        Some((_, after)) => after,
        None if rule == "says/clause" => verb + 1,
        None => speaker.tokens.end.max(verb + 1),
    };
    let after = trim(from, end);
    let before = (verb >= 4 && rule != "says/clause").then_some(0..verb);
    Some(after).filter(|after| after.len() >= 3).or(before)
}

impl Speech {
    /// True where the speaker only claims it of somebody: *menuduh*, *menduga*.
    pub(crate) fn doubts(&self, reading: &Reading<'_>) -> bool {
        let doubting = &reading.knowledge.lexicon.speech.doubting;
        self.trigger.clone().any(|t| reading.is_any(self.sentence, t, doubting))
    }

    /// Who speaks.
    pub(crate) fn speaker(&self) -> &simpul_fact::Entity {
        &self.speaker.entity
    }

    /// True where the words are a quotation, whose *saya* is the speaker.
    pub(crate) fn is_quotation(&self) -> bool {
        self.rule.starts_with("says/quotation")
    }
}
