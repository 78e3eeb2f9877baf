//! Short stories of our own with the statements that they make, through the whole pipeline. A story file holds the
//! article, a line `---`, and one line a statement; `UPDATE=1` writes what is read today. Lines that begin with `#`
//! say what is wrong or missing above them.

use std::fs;
use std::path::PathBuf;

use simpul_analyzer::{Model, analyze};
use simpul_extractor::{Knowledge, extract};
use simpul_fact::{Modality, Object, Statement};
use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::Language;

#[test]
fn stories_make_their_statements() {
    let seeds = Seeds::bundled();
    let knowledge = Knowledge::from_seeds(&seeds).unwrap();
    let newsroom = Newsroom::from_seeds(&seeds).unwrap();
    let models = [Language::Id, Language::En].map(Model::bundled);
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 8, "the stories are missing");
    let mut wrong = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let (story, expected) = text.split_once("---\n").unwrap_or((&text, ""));
        let article = newsroom.read("story", story.to_owned());
        let extraction =
            extract(&article, &analyze(&article, &models[article.language as usize]), &knowledge);
        let found: String = extraction.statements.iter().map(|s| line(s) + "\n").collect();
        let notes = expected.lines().filter(|l| l.starts_with('#')).map(|l| format!("{l}\n"));
        let plain: String =
            expected.lines().filter(|l| !l.starts_with('#')).map(|l| format!("{l}\n")).collect();
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&file, format!("{story}---\n{found}{}", notes.collect::<String>())).unwrap();
        } else if plain != found {
            wrong.push(format!("{}: expected\n{plain}found\n{found}", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn line(s: &Statement) -> String {
    let object = match &s.object {
        Object::Entity(entity) => entity.name.clone(),
        Object::Words(words) => format!("“{words}”"),
    };
    let mut line = format!("{} | {} | {object}", s.subject.name, s.relation);
    for (name, entity) in [("item", &s.item), ("where", &s.place), ("by", &s.by)] {
        if let Some(entity) = entity {
            line += &format!(" | {name}={}", entity.name);
        }
    }
    if let Some(when) = s.when {
        line += &format!(" | when={when}");
    }
    if s.modality != Modality::Actual {
        line += &format!(" | {}", s.modality.name());
    }
    line
}
