//! Articles made from templates: names of the gazetteers, the frequent ones very frequent (Zipf), dates over ten years,
//! one article in eight a copy of an earlier one, one in five credited to an agency. The same number gives the same
//! article.

use std::fs;
use std::path::Path;

use simpul_fact::{
    Entity, EntityKind, Evidence, Extraction, Modality, Object, Quoter, Relation, Run, Sketch, Source,
    Statement, iri,
};
use simpul_text::{Date, Language, Span};

/// Relation, kind of the object, and the sentence: {s} and {o} are the ends, the trigger stands between bars.
const TEMPLATES: [(&str, EntityKind, &str); 16] = [
    ("visits", EntityKind::Place, "{s} |mengunjungi| {o} pada {d}."),
    ("visits", EntityKind::Place, "Pada {d}, {s} |tiba| di {o} untuk meninjau sawah."),
    ("meets", EntityKind::Person, "{s} |bertemu| dengan {o} pada {d}."),
    ("accompanies", EntityKind::Person, "{s} |mendampingi| {o} dalam acara pada {d}."),
    ("leads", EntityKind::Org, "{s} |memimpin| {o} sejak {d}."),
    ("memberOf", EntityKind::Org, "{s} adalah |anggota| {o}."),
    ("criticizes", EntityKind::Org, "{s} |mengkritik| {o} dalam pidato pada {d}."),
    ("praises", EntityKind::Person, "{s} |memuji| {o} seusai panen raya."),
    ("supports", EntityKind::Org, "{s} |mendukung| {o} pada {d}."),
    ("supplies", EntityKind::Place, "{s} |memasok| beras ke {o} pada {d}."),
    ("sanctions", EntityKind::Place, "{s} |menjatuhkan sanksi| kepada {o} pada {d}."),
    ("holdsPosition", EntityKind::Position, "{s} menjabat sebagai |ketua panitia| {o}."),
    ("worksFor", EntityKind::Org, "{s} |bekerja| untuk {o}."),
    ("livesIn", EntityKind::Place, "{s} |tinggal| di {o}."),
    ("says", EntityKind::Thing, "“Sawah di {o} harus dijaga,” |kata| {s} pada {d}."),
    ("urges", EntityKind::Org, "{s} |mendesak| {o} agar bertindak pada {d}."),
];

const OUTLETS: [&str; 6] =
    ["Harian Satu", "Koran Dua", "Kabar Tiga", "Warta Empat", "Berita Lima", "Suara Enam"];
const AGENCIES: [&str; 3] = ["Kantor Berita Satu", "Kantor Berita Dua", "Kantor Berita Tiga"];
const STATEMENTS: u64 = 8;

/// Entities of the gazetteers, by kind, the most frequent first.
pub(crate) struct Names {
    persons: Vec<Entity>,
    orgs: Vec<Entity>,
    places: Vec<Entity>,
}

/// Numbers that look random and are the same in every run (SplitMix64: G. Steele, D. Lea, C. Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// An element by Zipf's law with exponent 1: the rank is the inverse of the harmonic sum, by its integral.
    fn zipf<'a>(&mut self, list: &'a [Entity]) -> &'a Entity {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let rank = ((list.len() as f64 + 1.0).powf(share) - 1.0) as usize;
        &list[rank.min(list.len() - 1)]
    }
}

impl Names {
    pub(crate) fn read(folder: &Path) -> Names {
        let list = |file: &str, kind: EntityKind| -> Vec<Entity> {
            let text = fs::read_to_string(folder.join(file)).unwrap();
            let entity = |line: &str| {
                let cells: Vec<&str> = line.split('\t').collect();
                let some = |cell: &str| Some(cell.to_owned()).filter(|c| c != "-" && !c.is_empty());
                Some(Entity {
                    id: cells.first()?.to_string(),
                    kind,
                    name: some(cells.get(2)?)?,
                    label_id: some(cells.get(2)?),
                    label_en: some(cells.get(3)?),
                    aliases: Vec::new(),
                    wikidata: some(cells.get(5)?),
                })
            };
            let mut entities: Vec<Entity> =
                text.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(entity).collect();
            // The files are sorted by name; frequency must not be.
            entities.sort_by_cached_key(|e| iri::digest(&[&e.id]));
            entities
        };
        let mut places = list("countries.tsv", EntityKind::Place);
        places.extend(list("cities.tsv", EntityKind::Place));
        places.extend(list("districts_id.tsv", EntityKind::Place));
        Names {
            persons: list("people.tsv", EntityKind::Person),
            orgs: list("organisations.tsv", EntityKind::Org),
            places,
        }
    }

    /// The id of the person of that rank.
    pub(crate) fn person(&self, rank: usize) -> &str {
        &self.persons[rank].id
    }

    /// The name of the person of that rank.
    pub(crate) fn person_name(&self, rank: usize) -> &str {
        &self.persons[rank].name
    }

    pub(crate) fn article(&self, number: usize) -> Extraction {
        // A copy is the article that it copies, with one statement less.
        let copied = (number > 100 && number % 8 == 7).then(|| number - 1 - number * 31 % 90);
        let original = copied.filter(|n| n % 8 != 7);
        let mut random = Random(original.unwrap_or(number) as u64);
        let statements = 4 + random.below(2 * (STATEMENTS - 4) + 1);
        let day = |random: &mut Random| {
            let (year, month) = (2015 + random.below(10), 1 + random.below(12));
            Date::day(year as u16, month as u8, 1 + random.below(28) as u8).unwrap()
        };
        let published = day(&mut random);
        let agency = (random.below(5) == 0).then(|| AGENCIES[random.below(3) as usize].to_owned());
        let mut facts: Vec<_> = (0..statements).map(|_| self.fact(&mut random, day)).collect();
        if original.is_some() {
            facts.pop();
        }
        let id = format!("artikel-{number}");
        let title = format!("Berita nomor {}", original.unwrap_or(number));
        let text = facts.iter().fold(format!("{title}\n\n"), |text, fact| text + &fact.sentence + " ");
        let quoter = Quoter::new(&text);
        let mut at = title.len() + 2;
        let mut made = Vec::new();
        for (number, fact) in facts.iter().enumerate() {
            let quote = |words: (usize, usize)| quoter.quote(Span::new(at + words.0, at + words.1));
            let evidence = Evidence {
                sentence_number: number + 1,
                sentence: quote((0, fact.sentence.len())),
                subject: quote(fact.subject_at),
                trigger: quote(fact.trigger_at),
                object: quote(fact.object_at),
                rule: format!("{}/frame.1", fact.relation),
                trail: Vec::new(),
            };
            at += fact.sentence.len() + 1;
            let object = match fact.relation {
                "says" => Object::Words(fact.sentence[fact.object_at.0..fact.object_at.1].to_owned()),
                _ => Object::Entity(Box::new(fact.object.clone())),
            };
            let statement = Statement::new(fact.subject.clone(), fact.relation, object, 0.9, evidence);
            made.push(Statement { when: fact.when, modality: fact.modality, ..statement });
        }
        Extraction {
            source: Source {
                id,
                language: Language::Id,
                digest: iri::sha256(&text),
                title: Some(title),
                outlet: Some(OUTLETS[number % OUTLETS.len()].to_owned()),
                published: Some(published),
                agency,
                sketch: Some(Sketch::of([text.as_str()].into_iter())),
                ..Source::default()
            },
            statements: made,
            run: Some(Run {
                version: "0.0.0".to_owned(),
                seeds: iri::sha256("seeds"),
                model: iri::sha256("model"),
            }),
            ..Extraction::default()
        }
    }

    fn fact(&self, random: &mut Random, day: impl Fn(&mut Random) -> Date) -> Fact {
        let (relation, kind, template) = TEMPLATES[random.below(TEMPLATES.len() as u64) as usize];
        let subject = random.zipf(&self.persons).clone();
        let object = match kind {
            EntityKind::Person => random.zipf(&self.persons).clone(),
            EntityKind::Org => random.zipf(&self.orgs).clone(),
            _ => random.zipf(&self.places).clone(),
        };
        let when = template.contains("{d}").then(|| day(random));
        let mut fact = Fact {
            relation,
            subject,
            object,
            when,
            modality: [Modality::Actual, Modality::Planned, Modality::Possible, Modality::Negated]
                [random.below(40).saturating_sub(36) as usize],
            sentence: String::new(),
            subject_at: (0, 0),
            trigger_at: (0, 0),
            object_at: (0, 0),
        };
        fact.write(template);
        if kind == EntityKind::Position {
            let name = fact.object.name.clone();
            fact.object = Entity {
                id: iri::slug(&format!("ketua panitia {name}")),
                name,
                kind,
                wikidata: None,
                ..fact.object
            };
        }
        fact
    }
}

/// A sentence and where its parts stand in it, in bytes.
struct Fact {
    relation: &'static str,
    subject: Entity,
    object: Entity,
    when: Option<Date>,
    modality: Modality,
    sentence: String,
    subject_at: (usize, usize),
    trigger_at: (usize, usize),
    object_at: (usize, usize),
}

impl Fact {
    fn write(&mut self, template: &str) {
        let (mut rest, mut bars) = (template, Vec::new());
        while let Some(at) = rest.find(['{', '|']) {
            self.sentence.push_str(&rest[..at]);
            rest = &rest[at..];
            let start = self.sentence.len();
            if rest.starts_with('|') {
                bars.push(start);
                rest = &rest[1..];
                continue;
            }
            let (name, behind) = rest[1..].split_once('}').unwrap();
            rest = behind;
            match name {
                "s" => self.sentence.push_str(&self.subject.name),
                "o" => self.sentence.push_str(&self.object.name),
                _ => self.sentence.push_str(&self.when.map_or(String::new(), |d| d.to_string())),
            }
            let place = (start, self.sentence.len());
            match name {
                "s" => self.subject_at = place,
                "o" => self.object_at = place,
                _ => {}
            }
        }
        self.sentence.push_str(rest);
        self.trigger_at = (bars[0], bars[1]);
    }
}

/// The relations of the templates.
pub(crate) fn relations() -> Vec<Relation> {
    let mut names: Vec<&str> = TEMPLATES.iter().map(|t| t.0).collect();
    names.sort_unstable();
    names.dedup();
    let relation = |name: &str| Relation {
        name: name.to_owned(),
        label_id: name.to_owned(),
        label_en: name.to_owned(),
        subject: vec![EntityKind::Person],
        object: if name == "says" { Vec::new() } else { EntityKind::ALL.to_vec() },
        symmetric: name == "meets",
        ..Relation::default()
    };
    names.into_iter().map(relation).collect()
}
