//! A statement as one line of JSON, the format of `simpul extract`.

use serde::Serialize;
use simpul_fact::{Entity, EntityKind, Evidence, Modality, Object, Quote, Statement};
use simpul_text::Date;

/// One line. Fields without a value are left out; the order of fields is fixed.
#[derive(Debug, Serialize)]
pub(crate) struct Line<'a> {
    article: &'a str,
    id: String,
    relation: &'a str,
    subject: Thing<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<Thing<'a>>,
    /// Reported words, for `says`.
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<Date>,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    place: Option<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Thing<'a>>,
    modality: Modality,
    confidence: f32,
    /// The first sentence that states it.
    text: &'a str,
    evidence: Vec<Piece<'a>>,
}

#[derive(Debug, Serialize)]
struct Thing<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: EntityKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    wikidata: Option<&'a str>,
    id: &'a str,
}

#[derive(Debug, Serialize)]
struct Piece<'a> {
    rule: &'a str,
    sentence_number: usize,
    sentence: &'a Quote,
    subject: &'a Quote,
    trigger: &'a Quote,
    object: &'a Quote,
}

impl<'a> Line<'a> {
    /// The line for a statement of that article.
    pub(crate) fn new(article: &'a str, statement: &'a Statement) -> Self {
        let (object, content) = match &statement.object {
            Object::Entity(entity) => (Some(Thing::new(entity)), None),
            Object::Words(words) => (None, Some(words.as_str())),
        };
        let thing = |entity: &'a Option<Entity>| entity.as_ref().map(Thing::new);
        Line {
            article,
            id: statement.id(),
            relation: &statement.relation,
            subject: Thing::new(&statement.subject),
            object,
            content,
            when: statement.when,
            place: thing(&statement.place),
            item: thing(&statement.item),
            from: thing(&statement.from),
            by: thing(&statement.by),
            modality: statement.modality,
            confidence: statement.confidence,
            text: statement.evidence.first().map_or("", |e| &e.sentence.text),
            evidence: statement.evidence.iter().map(Piece::new).collect(),
        }
    }
}

impl<'a> Thing<'a> {
    fn new(entity: &'a Entity) -> Self {
        let Entity { id, kind, name, wikidata, .. } = entity;
        Thing { name, kind: *kind, wikidata: wikidata.as_deref(), id }
    }
}

impl<'a> Piece<'a> {
    fn new(evidence: &'a Evidence) -> Self {
        let Evidence { rule, sentence_number, sentence, subject, trigger, object, .. } = evidence;
        Piece { rule, sentence_number: *sentence_number, sentence, subject, trigger, object }
    }
}
