//! What names mean, and why, through the whole pipeline. A case of `namesakes` holds an article, a line `---`, and what is
//! read: statements with the ids of their ends, and why each name means its entity. A case of `aliases` holds, before
//! that, what a user's file says and a line `---`; `aliases/bad.txt` holds files that are refused, each with its errors.
//! `UPDATE=1` writes what is read today.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::path::PathBuf;

use simpul_analyzer::{Model, analyze};
use simpul_extractor::{Knowledge, extract};
use simpul_fact::{Entity, Extraction, Identity, Object};
use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::Language;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

fn cases(name: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder(name)).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|f| f.file_stem().is_some_and(|n| n != "bad"));
    files.sort();
    assert!(files.len() >= 5, "the cases of {name} are missing");
    files
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn names_mean_what_the_user_says() {
    let seeds = Seeds::bundled();
    let newsroom = Newsroom::from_seeds(&seeds).unwrap();
    let models = [Language::Id, Language::En].map(Model::bundled);
    let mut wrong = Vec::new();
    for file in cases("aliases") {
        let text = fs::read_to_string(&file).unwrap();
        let mut parts = text.splitn(3, "---\n");
        let mut part = || parts.next().unwrap_or_default();
        let (aliases, story, expected) = (part(), part(), part());
        let read = |aliases: Option<&str>| {
            let knowledge = Knowledge::from_seeds(&seeds).unwrap();
            let knowledge = match aliases {
                Some(text) => knowledge.with_aliases("aliases.toml", text).unwrap(),
                None => knowledge,
            };
            let article = newsroom.read("kasus-7", story.to_owned());
            extract(&article, &analyze(&article, &models[article.language as usize]), &knowledge)
        };
        let without = read(None);
        assert_eq!(without, read(Some("")), "{}: an empty file changes something", file.display());
        assert_eq!(without, read(Some("# nothing\n")), "{}: a comment changes something", file.display());
        let found = lines(&read(Some(aliases)));
        assert_ne!(found, lines(&without), "{}: the aliases change nothing", file.display());
        if update() {
            fs::write(&file, format!("{aliases}---\n{story}---\n{found}")).unwrap();
        } else if found != expected {
            wrong.push(format!("{}: expected\n{expected}found\n{found}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn namesakes_stay_apart() {
    let seeds = Seeds::bundled();
    let newsroom = Newsroom::from_seeds(&seeds).unwrap();
    let models = [Language::Id, Language::En].map(Model::bundled);
    let knowledge = Knowledge::from_seeds(&seeds).unwrap();
    let mut wrong = Vec::new();
    for file in cases("namesakes") {
        let text = fs::read_to_string(&file).unwrap();
        let (story, expected) = text.split_once("---\n").unwrap_or((&text, ""));
        let article = newsroom.read("kasus-7", story.to_owned());
        let analysis = analyze(&article, &models[article.language as usize]);
        let found = lines(&extract(&article, &analysis, &knowledge));
        if update() {
            fs::write(&file, format!("{story}---\n{found}")).unwrap();
        } else if found != expected {
            wrong.push(format!("{}: expected\n{expected}found\n{found}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn several_known_things_of_a_name_need_the_article_to_tell() {
    let bundled = Seeds::bundled();
    let extra = "budi-santoso-kenya\tPerson\tBudi Santoso\tBudi Santoso\t-\tQ99999911\tkenya\tpolitician\n\
        budi-santoso-peru\tPerson\tBudi Santoso\tBudi Santoso\t-\tQ99999912\tperu\tpolitician\n";
    let mut all: Vec<(String, String)> =
        bundled.files_under("").map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    for (path, text) in &mut all {
        if path == "entities/people.tsv" {
            *text = format!("{}\n{extra}", text.trim_end());
        }
    }
    let seeds = Seeds::from_files(all);
    let newsroom = Newsroom::from_seeds(&seeds).unwrap();
    let knowledge = Knowledge::from_seeds(&seeds).unwrap();
    let model = Model::bundled(Language::Id);
    let cases = [
        ("Presiden Kenya Budi Santoso mengunjungi Bandung.", "budi-santoso-kenya"),
        ("Menteri Luar Negeri Peru Budi Santoso mengunjungi Bandung.", "budi-santoso-peru"),
        ("Budi Santoso mengunjungi Bandung.", "person-budi-santoso"),
    ];
    for (text, id) in cases {
        let article = newsroom.read_in(Language::Id, "kasus-7", format!("Kunjungan\n\n{text}\n"));
        let extraction = extract(&article, &analyze(&article, &model), &knowledge);
        let visit = extraction.statements.iter().find(|s| s.relation == "visits").unwrap();
        assert_eq!(visit.subject.id, id, "{text}");
    }
}

#[test]
fn bad_files_give_all_their_errors() {
    let path = folder("aliases").join("bad.txt");
    let text = fs::read_to_string(&path).unwrap();
    let seeds = Seeds::bundled();
    let mut all = Vec::new();
    for case in text.split("===\n") {
        let (aliases, _) = case.split_once("---\n").unwrap_or((case, ""));
        let knowledge = Knowledge::from_seeds(&seeds).unwrap();
        let errors = match knowledge.with_aliases("aliases.toml", aliases) {
            Ok(_) => "nothing\n".to_owned(),
            Err(error) => format!("{error}\n"),
        };
        all.push(format!("{aliases}---\n{errors}"));
    }
    let all = all.join("===\n");
    assert!(all.matches("===").count() >= 10, "the cases are missing");
    if update() {
        fs::write(&path, all).unwrap();
    } else {
        assert_eq!(text, all);
    }
}

fn lines(extraction: &Extraction) -> String {
    let entity = |e: &Entity| {
        let item = e.wikidata.as_ref().map(|q| format!(" {q}")).unwrap_or_default();
        format!("{} <{}{item}>", e.name, e.id)
    };
    let mut lines = String::new();
    for s in &extraction.statements {
        let object = match &s.object {
            Object::Entity(e) => entity(e),
            Object::Words(words) => format!("“{words}”"),
        };
        lines += &format!("{} | {} | {object}\n", entity(&s.subject), s.relation);
    }
    for Identity { entity, name, uses, reason, other, place, detail } in &extraction.identities {
        let [other, place, detail] = [("other", other), ("by", place), ("since", detail)]
            .map(|(what, text)| text.as_ref().map(|t| format!(", {what} {t}")).unwrap_or_default());
        lines += &format!("{entity}: {name}, {uses} times, {reason:?}{other}{place}{detail}\n");
    }
    lines
}
