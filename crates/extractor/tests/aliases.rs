//! What a user's file says about names, through the whole pipeline. A case file holds the aliases, a line `---`, an
//! article, a line `---`, and what is read: statements with the ids of their ends, and why each name means its entity.
//! `aliases/bad.txt` holds files that are refused, each with its errors. `UPDATE=1` writes what is read today.

use std::fs;
use std::path::PathBuf;

use simpul_analyzer::{Model, analyze};
use simpul_extractor::{Knowledge, extract};
use simpul_fact::{Entity, Extraction, Identity, Object};
use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::Language;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/aliases")
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn names_mean_what_the_user_says() {
    let seeds = Seeds::bundled();
    let newsroom = Newsroom::from_seeds(&seeds).unwrap();
    let models = [Language::Id, Language::En].map(Model::bundled);
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|f| f.unwrap().path()).collect();
    files.retain(|f| f.file_stem().is_some_and(|n| n != "bad"));
    files.sort();
    assert!(files.len() >= 5, "the cases are missing");
    let mut wrong = Vec::new();
    for file in files {
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
fn bad_files_give_all_their_errors() {
    let path = folder().join("bad.txt");
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
    for Identity { entity, name, uses, reason, other, place } in &extraction.identities {
        let [other, place] = [("other", other), ("by", place)]
            .map(|(what, text)| text.as_ref().map(|t| format!(", {what} {t}")).unwrap_or_default());
        lines += &format!("{entity}: {name}, {uses} times, {reason:?}{other}{place}\n");
    }
    lines
}
