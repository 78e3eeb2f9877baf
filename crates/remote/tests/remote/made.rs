//! A store of hand-made articles.

use simpul_fact::{
    Entity, EntityKind, Evidence, Extraction, Modality, Object, Quoter, Source, Statement, iri,
};
use simpul_store::{GraphLines, Store};
use simpul_text::{Language, Span};

fn entity(name: &str) -> Entity {
    Entity {
        id: iri::slug(name),
        kind: EntityKind::Person,
        name: name.to_owned(),
        label_id: None,
        label_en: None,
        aliases: Vec::new(),
        wikidata: None,
    }
}

/// An article of one sentence: `subject menemui object.`
pub(crate) fn article(id: &str, subject: &str, object: &str) -> Extraction {
    let sentence = format!("{subject} menemui {object}.");
    let quoter = Quoter::new(&sentence);
    let quote = |words: &str| {
        let start = sentence.find(words).unwrap();
        quoter.quote(Span::new(start, start + words.len()))
    };
    let evidence = Evidence {
        sentence_number: 0,
        sentence: quote(&sentence),
        subject: quote(subject),
        trigger: quote("menemui"),
        object: quote(object),
        rule: "meets/frame.1".to_owned(),
        trail: Vec::new(),
    };
    let statement = Statement {
        subject: entity(subject),
        relation: "meets".to_owned(),
        object: Object::Entity(Box::new(entity(object))),
        when: Some("2024-05-03".parse().unwrap()),
        place: None,
        item: None,
        from: None,
        by: None,
        modality: Modality::Actual,
        confidence: 0.9,
        evidence: vec![evidence],
    };
    Extraction {
        source: Source {
            id: id.to_owned(),
            language: Language::Id,
            digest: iri::sha256(&sentence),
            title: Some(format!("{subject} dan \"{object}\"")),
            outlet: None,
            place: None,
            published: Some("2024-05-04".parse().unwrap()),
            authors: Vec::new(),
            editors: Vec::new(),
            ..Source::default()
        },
        run: None,
        statements: vec![statement],
        identities: Vec::new(),
    }
}

pub(crate) fn store(articles: &[(&str, &str, &str)]) -> Store {
    let mut store = Store::in_memory().unwrap();
    for (id, subject, object) in articles {
        store.load(&article(id, subject, object)).unwrap();
    }
    store
}

/// Three articles: `satu`, `dua`, and one whose name needs escapes.
pub(crate) fn three() -> Store {
    store(&[
        ("satu", "Ani Wijaya", "Budi Santosa"),
        ("dua", "Budi Santosa", "Citra Lestari"),
        ("tiga & empat?", "Citra Lestari", "Ani Wijaya"),
    ])
}

pub(crate) fn triples(graphs: &[GraphLines]) -> u64 {
    graphs.iter().map(|g| g.lines.len() as u64).sum()
}
