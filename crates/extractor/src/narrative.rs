//! Dates that a story goes on under: *On 14 September Ann brought a clock to school. Police arrested her.*
//!
//! Sentences of a story follow the order of what happened, so an event told right after a dated one, of somebody who takes
//! part in both, is of the same day unless its words say otherwise (the default of temporal anaphora: Reichenbach 1947;
//! Lascarides and Asher 1993). Which relations are events stands in `seeds/grammar/happenings.toml`.

use simpul_fact::{Evidence, Object, Statement};
use simpul_text::{Date, Upos};

use crate::happening::{dated, is_undated};
use crate::reading::Reading;

/// Statements with the date of the sentence before them where a story goes on.
pub(crate) fn continued(statements: Vec<Statement>, reading: &Reading<'_>) -> Vec<Statement> {
    statements.into_iter().map(|s| continues(s, reading)).collect()
}

fn continues(statement: Statement, reading: &Reading<'_>) -> Statement {
    let Object::Entity(object) = &statement.object else { return statement };
    if !is_undated(&statement) || !reading.knowledge.happenings.is_told(&statement.relation) {
        return statement;
    }
    let ends = [statement.subject.id.as_str(), object.id.as_str()];
    match statement.evidence.iter().find_map(|e| reading.day_before(e, ends)) {
        Some(day) => dated(statement, day, "goes on under the date of the sentence before"),
        None => statement,
    }
}

impl Reading<'_> {
    /// The day of the sentence before, where the evidence goes on under it and one of the two entities is named there.
    fn day_before(&self, evidence: &Evidence, ends: [&str; 2]) -> Option<Date> {
        let sentence = evidence.sentence_number;
        let before = sentence.checked_sub(1)?;
        let trigger = self.trigger_of(evidence)?;
        let id = |m: usize| self.entities[self.chains.of[m]].id.as_str();
        let goes_on = self.is_prose(sentence)
            && self.sentence(before).block == self.sentence(sentence).block
            && self.is_told(sentence, trigger)
            && self.dates_in(sentence).next().is_none()
            && !self.looks_back(sentence)
            && self.mentions.in_sentence(before).any(|m| ends.contains(&id(m)));
        self.day_of(before).filter(|_| goes_on)
    }

    /// True for the verb of a main clause, or one beside it: *Police arrested and questioned her*.
    fn is_told(&self, sentence: usize, verb: usize) -> bool {
        let tokens = &self.sentence(sentence).tokens;
        let main = |t: &usize| tokens[*t].deprel == "root" || tokens[*t].deprel == "conj";
        tokens[verb].upos == Upos::Verb
            && std::iter::once(verb).chain(self.ancestors(sentence, verb)).all(|t| main(&t))
            && tokens[verb].feats.get("Tense") != Some("Pres")
    }

    /// The one day that a sentence dates what it tells with.
    fn day_of(&self, sentence: usize) -> Option<Date> {
        let mut dates = self.dates_in(sentence);
        let (mention, token) = dates.next().filter(|_| dates.next().is_none())?;
        let tokens = &self.sentence(sentence).tokens;
        let verb = self.ancestors(sentence, token).find(|t| tokens[*t].upos == Upos::Verb)?;
        let speech = &self.knowledge.lexicon.speech;
        let reports =
            self.is_any(sentence, verb, &speech.verbs) || speech.bare.contains(&self.word(sentence, verb));
        let day = mention.date.weekday().is_some();
        (day && !reports && self.is_told(sentence, verb) && !self.looks_back(sentence))
            .then_some(mention.date)
    }
}
