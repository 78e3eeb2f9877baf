//! Where: the place of an event, which is a name after *di* or *in* in its clause.

use std::ops::Range;

use simpul_fact::{Entity, EntityKind};
use simpul_rules::Filler;
use simpul_text::Upos;

use crate::reading::Reading;

impl Reading<'_> {
    /// *from Kennedy Space Center in Florida*: the name right before that of a place, which lies in that place.
    fn standing_in(&self, sentence: usize, outer: usize) -> Option<usize> {
        let prepositions = &self.knowledge.lexicon.places.prepositions;
        let all = &self.sentence(sentence).tokens;
        let before = self.mentions.names[outer].whole.start.checked_sub(2)?;
        let inner = self.mentions.name_at(sentence, before)?;
        let whole = &self.mentions.names[inner].whole;
        let placed = whole.start > 0 && all[whole.start - 1].upos == Upos::Adp;
        (placed && whole.end == before + 1 && prepositions.contains(&self.word(sentence, before + 1)))
            .then_some(inner)
    }

    /// The place of the event at `anchor`; `anchors` are all events of the sentence, `fillers` where its relation looks
    /// first, `taken` the words of its subject and object, `events` those of them that are events and have places of their
    /// own.
    ///
    /// *Rapat digelar di Gedung Sate, Bandung*: the place named first after the event, which is the narrowest; else the
    /// one named last before it. A building or a body that a word such as *di* stands before is a place too.
    pub(crate) fn place_of(
        &self,
        sentence: usize,
        anchor: usize,
        anchors: &[usize],
        fillers: &[Filler],
        taken: &[Range<usize>],
        events: &[Range<usize>],
    ) -> Option<Entity> {
        let all = &self.sentence(sentence).tokens;
        let prepositions = &self.knowledge.lexicon.places.prepositions;
        let introducing = &self.knowledge.lexicon.places.introducing;
        let located = |m: &usize| {
            let mention = &self.mentions.names[*m];
            let mut at = mention.whole.start;
            // "di kawasan Senayan"
            while at > 0 && introducing.contains(&self.word(sentence, at - 1)) {
                at -= 1;
            }
            at > 0 && prepositions.contains(&self.word(sentence, at - 1))
        };
        let fits = |m: &usize| {
            let mention = &self.mentions.names[*m];
            let kind = self.kind_of(*m);
            let free = taken.iter().all(|t| t.end <= mention.name.start || mention.name.end <= t.start);
            let is_place = matches!(kind, EntityKind::Place | EntityKind::Org | EntityKind::Thing);
            let in_title = self.mentions.title_at(sentence, mention.name.start).is_some() && !located(m);
            let quoted = self.quoted_apart(sentence, anchor, mention.name.start);
            free && is_place && !quoted && !in_title && mention.name.start != 0
        };
        let filled = |m: &usize| {
            let name = &self.mentions.names[*m].name;
            self.kind_of(*m) == EntityKind::Place && fillers.iter().any(|f| name.contains(&f.token))
        };
        let places: Vec<usize> = self
            .mentions
            .in_sentence(sentence)
            .filter(fits)
            .filter(|m| {
                let head = self.head_of(sentence, self.mentions.names[*m].name.clone());
                filled(m)
                    || located(m)
                        && all[head].deprel != "nsubj"
                        && (self.belongs(sentence, head, anchor, anchors).is_some_and(|rank| rank < 2)
                            || events.iter().any(|e| self.hangs_on(sentence, head, e)))
            })
            .collect();
        let after = places.iter().copied().find(|m| self.mentions.names[*m].name.start > anchor);
        let place = after.or(places.last().copied())?;
        let place = self.standing_in(sentence, place).filter(|m| fits(m)).unwrap_or(place);
        let mut entity = self.entities[self.chains.of[place]].clone();
        if entity.kind == EntityKind::Thing {
            entity.kind = EntityKind::Place;
        }
        Some(entity)
    }
}
