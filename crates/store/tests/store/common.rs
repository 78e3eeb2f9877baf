//! Hand-made extractions for the tests, with offsets that are true of their texts.

use std::path::PathBuf;

use simpul_fact::{
    Entity, EntityKind, Evidence, Extraction, Fit, Inverse, Match, Modality, Object, Quoter, Relation,
    Sketch, Source, Statement, iri,
};
use simpul_store::{Answers, QueryOptions, Store, Table};
use simpul_text::{Language, Span};

/// One statement of an article. Names before `/` are the entity, after it the words in the sentence.
pub(crate) struct Fact {
    pub(crate) sentence: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) relation: &'static str,
    pub(crate) trigger: &'static str,
    pub(crate) object: &'static str,
    pub(crate) when: &'static str,
    pub(crate) modality: Modality,
    /// Item and claimant.
    pub(crate) item: &'static str,
    pub(crate) by: &'static str,
}

pub(crate) const FACT: Fact = Fact {
    sentence: "",
    subject: "",
    relation: "",
    trigger: "",
    object: "",
    when: "",
    modality: Modality::Actual,
    item: "",
    by: "",
};

/// Things that the facts name: name, kind, English label, Wikidata item.
const ENTITIES: [(&str, EntityKind, &str, &str); 9] = [
    ("Andi Rahman", EntityKind::Person, "", ""),
    ("Budi Santosa", EntityKind::Person, "", ""),
    ("Rina Wijaya", EntityKind::Person, "", ""),
    ("Republik Contoh", EntityKind::Place, "Republic of Example", "Q999999901"),
    ("Negara Utara", EntityKind::Place, "Northland", "Q999999902"),
    ("Dewan Dunia", EntityKind::Org, "World Council", ""),
    ("beras", EntityKind::Thing, "", ""),
    ("Menteri Pertahanan", EntityKind::Position, "", ""),
    ("Kantor Berita Satu", EntityKind::Org, "", ""),
];

pub(crate) fn entity(name: &str, alias: &str) -> Entity {
    let known = ENTITIES.iter().find(|e| e.0 == name);
    let (_, kind, english, item) = known.copied().unwrap_or(("", EntityKind::Thing, "", ""));
    let some = |s: &str| (!s.is_empty()).then(|| s.to_owned());
    Entity {
        id: iri::slug(name),
        kind,
        name: name.to_owned(),
        label_id: known.filter(|_| !english.is_empty()).map(|e| e.0.to_owned()),
        label_en: some(english),
        aliases: some(alias).filter(|a| a != name).into_iter().collect(),
        wikidata: some(item),
    }
}

/// The text of an article that holds these facts.
pub(crate) fn text(title: &str, facts: &[Fact]) -> String {
    let mut sentences: Vec<&str> = Vec::new();
    for fact in facts {
        if !sentences.contains(&fact.sentence) {
            sentences.push(fact.sentence);
        }
    }
    format!("“{title}”\n\n{}\n", sentences.join(" "))
}

pub(crate) fn extraction(id: &str, language: Language, title: &str, facts: &[Fact]) -> Extraction {
    let text = text(title, facts);
    let quoter = Quoter::new(&text);
    let mut numbers: Vec<&str> = Vec::new();
    let statements = facts.iter().map(|fact| {
        let start = text.find(fact.sentence).unwrap();
        let quote = |words: &str| {
            let at = start + fact.sentence.find(words).unwrap_or_else(|| panic!("{words:?}"));
            quoter.quote(Span::new(at, at + words.len()))
        };
        let pair = |s: &'static str| s.split_once('/').unwrap_or((s, s));
        let named = |s: &'static str| (!s.is_empty()).then(|| entity(pair(s).0, ""));
        let (subject, subject_words) = pair(fact.subject);
        let (object, object_words) = pair(fact.object);
        if !numbers.contains(&fact.sentence) {
            numbers.push(fact.sentence);
        }
        let evidence = Evidence {
            sentence_number: numbers.iter().position(|s| *s == fact.sentence).unwrap(),
            sentence: quote(fact.sentence),
            subject: quote(subject_words),
            trigger: quote(fact.trigger),
            object: quote(object_words),
            rule: format!("{}/frame.1", fact.relation),
            trail: vec!["frame: active".to_owned()],
        };
        let alias = |words: &'static str| if matches!(words, "Ia" | "It" | "rice") { "" } else { words };
        let object = match fact.relation {
            "says" => Object::Words(object.to_owned()),
            _ => Object::Entity(Box::new(entity(object, alias(object_words)))),
        };
        Statement {
            subject: entity(subject, alias(subject_words)),
            relation: fact.relation.to_owned(),
            object,
            when: (!fact.when.is_empty()).then(|| fact.when.parse().unwrap()),
            place: None,
            item: named(fact.item),
            from: None,
            by: named(fact.by),
            modality: fact.modality,
            confidence: 0.9,
            evidence: vec![evidence],
        }
    });
    let statements = statements.collect();
    Extraction {
        source: Source {
            id: id.to_owned(),
            language,
            digest: iri::sha256(&text),
            title: Some(title.to_owned()),
            outlet: Some("Kabar Contoh".to_owned()),
            place: Some("Jakarta".to_owned()),
            published: Some("2023-05-04".parse().unwrap()),
            authors: vec!["Penulis Satu".to_owned()],
            sketch: Some(Sketch::of([text.as_str()].into_iter())),
            ..Source::default()
        },
        statements,
        ..Extraction::default()
    }
}

/// Three articles: two in Indonesian, one in English.
pub(crate) fn articles() -> Vec<Extraction> {
    let first = [
        Fact {
            sentence: "Presiden Andi Rahman mengunjungi Republik Contoh pada Rabu (3/5/2023).",
            subject: "Andi Rahman",
            relation: "visits",
            trigger: "mengunjungi",
            object: "Republik Contoh",
            when: "2023-05-03",
            ..FACT
        },
        Fact {
            sentence: "Ia didampingi Menteri Pertahanan Budi Santosa.",
            subject: "Budi Santosa",
            relation: "accompanies",
            trigger: "didampingi",
            object: "Andi Rahman/Ia",
            when: "2023-05",
            ..FACT
        },
        Fact {
            sentence: "Ia didampingi Menteri Pertahanan Budi Santosa.",
            subject: "Budi Santosa",
            relation: "holdsPosition",
            trigger: "Menteri Pertahanan",
            object: "Menteri Pertahanan",
            ..FACT
        },
        Fact {
            sentence: "Menurut Kantor Berita Satu, Negara Utara memasok beras ke Republik Contoh.",
            subject: "Negara Utara",
            relation: "supplies",
            trigger: "memasok",
            object: "Republik Contoh",
            modality: Modality::Possible,
            item: "beras",
            by: "Kantor Berita Satu",
            ..FACT
        },
    ];
    let second = [
        Fact {
            sentence: "Rabu lalu Rahman tiba di Contoh.",
            subject: "Andi Rahman/Rahman",
            relation: "visits",
            trigger: "tiba",
            object: "Republik Contoh/Contoh",
            when: "2023-05-03",
            ..FACT
        },
        Fact {
            sentence: "“Kami siap membantu,” kata Rina Wijaya seusai bertemu Andi Rahman.",
            subject: "Rina Wijaya",
            relation: "says",
            trigger: "kata",
            object: "Kami siap membantu",
            ..FACT
        },
        Fact {
            sentence: "“Kami siap membantu,” kata Rina Wijaya seusai bertemu Andi Rahman.",
            subject: "Rina Wijaya",
            relation: "meets",
            trigger: "bertemu",
            object: "Andi Rahman",
            ..FACT
        },
    ];
    let third = [
        Fact {
            sentence: "The World Council imposed sanctions on Northland in 2022.",
            subject: "Dewan Dunia/World Council",
            relation: "sanctions",
            trigger: "sanctions",
            object: "Negara Utara/Northland",
            when: "2022",
            ..FACT
        },
        Fact {
            sentence: "It does not supply rice to anyone, Budi Santosa said.",
            subject: "Negara Utara/It",
            relation: "supplies",
            trigger: "supply",
            object: "beras/rice",
            modality: Modality::Negated,
            by: "Budi Santosa",
            ..FACT
        },
    ];
    vec![
        extraction("kunjungan", Language::Id, "Andi Rahman ke Republik Contoh", &first),
        extraction("pertemuan", Language::Id, "Rahman bertemu Rina", &second),
        extraction("sanctions", Language::En, "Sanctions on Northland", &third),
    ]
}

pub(crate) fn relations() -> Vec<Relation> {
    let relation = |name: &str, label_id: &str, label_en: &str| Relation {
        name: name.to_owned(),
        label_id: label_id.to_owned(),
        label_en: label_en.to_owned(),
        meaning_id: format!("subjek {label_id} objek"),
        meaning_en: format!("the subject {label_en} the object"),
        subject: vec![EntityKind::Person],
        object: if name == "says" { Vec::new() } else { vec![EntityKind::Person, EntityKind::Place] },
        symmetric: name == "meets",
        inverse: (name == "visits").then(|| Inverse {
            name: "visitedBy".to_owned(),
            label_id: "dikunjungi oleh".to_owned(),
            label_en: "is visited by".to_owned(),
            matches: vec![Match { fit: Fit::Exact, term: "wdt:P1".to_owned() }],
        }),
        matches: Vec::new(),
        plover: (name == "visits").then(|| "CONSULT".to_owned()),
        cameo: (name == "visits").then(|| "042".to_owned()),
    };
    vec![
        relation("visits", "mengunjungi", "visits"),
        relation("accompanies", "mendampingi", "accompanies"),
        relation("supplies", "memasok", "supplies"),
        relation("sanctions", "memberi sanksi kepada", "sanctions"),
        relation("meets", "bertemu dengan", "meets"),
        relation("says", "mengatakan", "says"),
        relation("holdsPosition", "menjabat sebagai", "holds the post of"),
    ]
}

/// A file of the repository, by its path from the root.
pub(crate) fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

pub(crate) fn store(articles: &[Extraction]) -> Store {
    let ontology = std::fs::read_to_string(repository("seeds/ontology.ttl")).unwrap();
    let mut store = Store::in_memory().unwrap().with_vocabulary(&relations(), &ontology).unwrap();
    for article in articles {
        store.load(article).unwrap();
    }
    store
}

pub(crate) fn table(store: &Store, sparql: &str, options: &QueryOptions) -> Table {
    match store.query(sparql, options).unwrap() {
        Answers::Table(table) => table,
        other => panic!("no table: {other:?}"),
    }
}

/// The rows as text, cells parted by ` | `.
pub(crate) fn rows(table: &Table) -> Vec<String> {
    let cell = |c: &Option<simpul_store::Cell>| c.as_ref().map_or("-", |c| c.display.as_str()).to_owned();
    table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(" | ")).collect()
}
