//! Who said what: quotations with their speakers, and clauses after verbs of speaking.
//!
//! *“Perundingan lancar,” kata Budi* and *Budi mengatakan perundingan lancar* both give Budi and the words.

use std::ops::Range;

use simpul_fact::{EntityKind, Evidence, Object, Statement};
use simpul_rules::Role;
use simpul_text::{BlockKind, Span, Upos};

use crate::reading::Reading;
use crate::refer::{Referent, Wanted};
use crate::relate::round;

/// Kinds that speak.
const SPEAKERS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Org, EntityKind::Place];

/// Reported words and who spoke them.
#[derive(Clone, Debug)]
pub(crate) struct Speech {
    /// Sentence of the words that tell who speaks.
    sentence: usize,
    speaker: Referent,
    trigger: Range<usize>,
    /// The words.
    content: Span,
    rule: &'static str,
}

/// A quotation: the bytes between its marks.
struct Quotation {
    inner: Span,
    block: usize,
}

/// The reported speech of an article, in text order.
pub(crate) fn speech(reading: &Reading<'_>) -> Vec<Speech> {
    let quotations = quotations(reading);
    let mut found: Vec<Speech> = Vec::new();
    let mut last: Option<(usize, Speech)> = None; // quotation, speech
    for (i, quotation) in quotations.iter().enumerate() {
        let told = after_quotation(reading, quotation).or_else(|| before_quotation(reading, quotation));
        let told =
            told.or_else(|| {
                let (previous, speech) = last.as_ref()?;
                let near = *previous + 1 == i && quotations[*previous].block + 1 >= quotation.block;
                let same_block = quotations[*previous].block == quotation.block;
                let between = Span::new(quotations[*previous].inner.end, quotation.inner.start);
                (near && between.len() < 200 && (same_block || opens_block(reading, quotation))).then(|| {
                    Speech { content: quotation.inner, rule: "says/quotation.goes-on", ..speech.clone() }
                })
            });
        if let Some(speech) = told {
            last = Some((i, speech.clone()));
            found.push(speech);
        }
    }
    for sentence in 0..reading.analysis.sentences.len() {
        found.extend(clauses(reading, sentence, &quotations));
    }
    found.sort_by_key(|s| (s.content.start, s.content.end));
    found
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
    reading.speeches.iter().map(statement).collect()
}

/// The quotations of an article: pairs of curly marks, or straight ones taken in turn, inside a block.
fn quotations(reading: &Reading<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (block, b) in reading.article.blocks.iter().enumerate() {
        if b.kind != BlockKind::Paragraph {
            continue;
        }
        let text = reading.article.quote(b.span);
        let mut open: Option<(usize, char)> = None;
        for (at, c) in text.char_indices() {
            match (c, open) {
                ('“', _) | ('"', None) | ('”', None) => open = Some((at + c.len_utf8(), c)),
                ('”' | '"', Some((start, _))) => {
                    let end = start + text[start..at].trim_end_matches([',', ' ', '\u{a0}']).len();
                    let inner = Span::new(b.span.start + start, b.span.start + end);
                    if text[start..at].split_whitespace().count() >= 3 {
                        found.push(Quotation { inner, block });
                    }
                    open = None;
                }
                _ => {}
            }
        }
    }
    found
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

fn is_speech(reading: &Reading<'_>, sentence: usize, token: usize) -> bool {
    let speech = &reading.knowledge.lexicon.speech;
    speech.bare.contains(&reading.word(sentence, token)) || reading.is_any(sentence, token, &speech.verbs)
}

/// *“…,” kata Budi*: the speaker after a quotation.
fn after_quotation(reading: &Reading<'_>, quotation: &Quotation) -> Option<Speech> {
    let (sentence, mut token) = token_from(reading, quotation.inner.end)?;
    let all = &reading.sentence(sentence).tokens;
    while all.get(token)?.upos == Upos::Punct {
        token += 1;
    }
    if reading.sentence(sentence).block != quotation.block || all[token].span.start > quotation.inner.end + 12
    {
        return None;
    }
    if reading.knowledge.lexicon.speech.thus.contains(&reading.word(sentence, token)) {
        token += 1;
    }
    if token >= all.len() || !is_speech(reading, sentence, token) {
        return None;
    }
    let speaker = speaker_after(reading, sentence, token)?;
    Some(Speech {
        sentence,
        speaker,
        trigger: token..token + 1,
        content: quotation.inner,
        rule: "says/quotation.before-speaker",
    })
}

/// *Budi mengatakan, “…”*: the speaker before a quotation.
fn before_quotation(reading: &Reading<'_>, quotation: &Quotation) -> Option<Speech> {
    let (sentence, token) = token_from(reading, quotation.inner.start)?;
    let first = (token.saturating_sub(8)..token).rev().find(|t| is_speech(reading, sentence, *t))?;
    let between = &reading.sentence(sentence).tokens[first + 1..token];
    if between.iter().filter(|t| t.upos != Upos::Punct).count() > 4 {
        return None;
    }
    let speaker =
        speaker_before(reading, sentence, first).or_else(|| speaker_after(reading, sentence, first))?;
    Some(Speech {
        sentence,
        speaker,
        trigger: first..first + 1,
        content: quotation.inner,
        rule: "says/quotation.after-speaker",
    })
}

/// The speaker right after a verb: *kata Budi*, *ujar Kepala Dinas Budi*, *katanya*, *kata dia*.
fn speaker_after(reading: &Reading<'_>, sentence: usize, verb: usize) -> Option<Referent> {
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

/// The speaker before a verb: its subject, else the name right before it.
fn speaker_before(reading: &Reading<'_>, sentence: usize, verb: usize) -> Option<Referent> {
    let wanted = Wanted::of(&SPEAKERS);
    let grammar = reading.knowledge.rulebook.grammar(reading.article.language);
    let frame = grammar.frame(&reading.trees[sentence], verb);
    for filler in frame.fillers(Role::Agent) {
        if filler.token < verb
            && let Some(referent) = reading.referents(sentence, filler.token, wanted).into_iter().next()
        {
            return Some(referent);
        }
    }
    let near = |m: &usize| {
        let end = reading.mentions.names[*m].whole.end;
        let all = &reading.sentence(sentence).tokens;
        end <= verb && verb - end <= 4 && !all[end..verb].iter().any(|t| t.upos == Upos::Verb)
    };
    let mention = reading.mentions.in_sentence(sentence).rfind(near)?;
    reading.referents(sentence, reading.mentions.names[mention].name.start, wanted).into_iter().next()
}

/// Reported clauses of a sentence: *Budi mengatakan …*, *Menurut Budi, …*, *…, lanjut Budi, …*.
fn clauses(reading: &Reading<'_>, sentence: usize, quotations: &[Quotation]) -> Vec<Speech> {
    let s = reading.sentence(sentence);
    if !reading.is_prose(sentence) || s.tokens.len() < 4 {
        return Vec::new();
    }
    let first = quotations.partition_point(|q| q.block < s.block);
    let last = quotations.partition_point(|q| q.block <= s.block);
    let quotations = &quotations[first..last];
    let quoted = |t: usize| quotations.iter().any(|q| q.inner.overlaps(s.tokens[t].span));
    let lexicon = &reading.knowledge.lexicon.speech;
    let end = s.tokens.iter().rposition(|t| t.upos != Upos::Punct).map_or(0, |e| e + 1);
    let mut found = Vec::new();
    for verb in 0..s.tokens.len() {
        if quoted(verb) {
            continue;
        }
        let word = reading.word(sentence, verb);
        let (speaker, rule) = if lexicon.source.contains(&word) && s.tokens[verb].upos != Upos::Verb
            || lexicon.according.contains(&word)
        {
            (speaker_after(reading, sentence, verb), "says/clause.source")
        } else if lexicon.bare.contains(&word) && !s.tokens[verb].clitic && s.tokens.get(verb + 1).is_some() {
            (
                speaker_after(reading, sentence, verb).filter(|r| r.tokens.start <= verb + 2),
                "says/clause.inverted",
            )
        } else if lexicon.verbs.contains(&word) && s.tokens[verb].feats.get("Voice") != Some("Pass") {
            (speaker_before(reading, sentence, verb), "says/clause")
        } else {
            continue;
        };
        let Some(speaker) = speaker else { continue };
        let mut start = if rule == "says/clause" { verb + 1 } else { speaker.tokens.end.max(verb + 1) };
        while start < end
            && (s.tokens[start].upos == Upos::Punct
                || lexicon.before.contains(&reading.word(sentence, start)))
        {
            start += 1;
        }
        let content = if end.saturating_sub(start) >= 3 {
            start..end
        } else if verb >= 4 && rule != "says/clause" {
            0..verb
        } else {
            continue;
        };
        // what was said in a quotation is found there
        let inside = content.clone().filter(|t| quoted(*t)).count();
        if inside * 2 > content.len() {
            continue;
        }
        found.push(Speech { sentence, speaker, trigger: verb..verb + 1, content: s.span_of(content), rule });
    }
    found
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
