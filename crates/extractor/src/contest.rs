//! Who faces whom, as names side by side state it: *Persib vs Persija*, *Leeds v Hull*.

use simpul_fact::{EntityKind, Evidence, Modality, Object, Statement};

use crate::reading::Reading;
use crate::refer::Wanted;
use crate::relate::round;

const KINDS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Org, EntityKind::Place];

/// The statements that pairs of names with *vs* between them make, in text order, not yet joined.
pub(crate) fn contests(reading: &Reading<'_>) -> Vec<Statement> {
    let versus = &reading.knowledge.lexicon.contests.versus;
    let mut statements = Vec::new();
    for sentence in (0..reading.analysis.sentences.len()).filter(|s| reading.is_prose(*s)) {
        let names: Vec<usize> = reading.mentions.in_sentence(sentence).collect();
        for pair in names.windows(2) {
            let [a, b] = [&reading.mentions.names[pair[0]], &reading.mentions.names[pair[1]]];
            let between: Vec<usize> =
                (a.whole.end..b.whole.start).filter(|t| reading.word(sentence, *t) != ".").collect();
            let &[at] = between.as_slice() else { continue };
            if !versus.contains(&reading.word(sentence, at)) {
                continue;
            }
            let wanted = Wanted { kinds: &KINDS, acting: false, unnamed: false, places: true };
            let ends = [pair[0], pair[1]].map(|m| reading.name(m, wanted));
            let [Some(subject), Some(object)] = ends else { continue };
            let head = reading.head_of(sentence, a.name.clone());
            // "laga Persib vs Persija akan digelar": the verb that the first name hangs on, whatever lies between
            let verb =
                reading.ancestors(sentence, head).find(|t| !reading.citations[sentence][*t].is_empty());
            let Some(modality) = verb.map_or(Some(Modality::Actual), |v| reading.modality(sentence, v))
            else {
                continue;
            };
            let anchor = verb.unwrap_or(at);
            let trigger = reading.words(sentence, at..at + 1);
            let evidence = Evidence {
                sentence_number: sentence,
                sentence: reading.quote(reading.sentence(sentence).span()),
                subject: reading.words(sentence, subject.tokens.clone()),
                object: reading.words(sentence, object.tokens.clone()),
                rule: "competesWith/contests".to_owned(),
                trail: vec![format!("“{}” joins the two names", trigger.text)],
                trigger,
            };
            let confidence = round(0.9 * subject.certainty * object.certainty);
            let end = Object::Entity(Box::new(object.entity));
            statements.push(Statement {
                when: reading.date_of(sentence, anchor, &[anchor]),
                modality,
                ..Statement::new(subject.entity, "competesWith", end, confidence, evidence)
            });
        }
    }
    statements
}
