//! What is left out since a name is of another kind than the relation takes. `notes.txt` holds one case a line: language,
//! sentence, and the note, or `-` for none; fields end in a tab.

use simpul_analyzer::{Model, analyze};
use simpul_extractor::{Knowledge, Note, extract_with_notes};
use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::Language;

#[test]
fn names_of_the_wrong_kind_are_noted() {
    let seeds = Seeds::bundled();
    let knowledge = Knowledge::from_seeds(&seeds).unwrap();
    let newsroom = Newsroom::from_seeds(&seeds).unwrap();
    let models = [Language::Id, Language::En].map(Model::bundled);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes.txt");
    let cases = std::fs::read_to_string(&path).unwrap();
    let mut found = String::new();
    for case in cases.lines() {
        let mut fields = case.split('\t');
        let (tag, text) = (fields.next().unwrap(), fields.next().unwrap());
        let language = if tag == "en" { Language::En } else { Language::Id };
        let article = newsroom.read_in(language, "example", format!("Contoh Kalimat\n\n{text}\n"));
        let (_, notes) =
            extract_with_notes(&article, &analyze(&article, &models[language as usize]), &knowledge);
        for note in &notes {
            assert_eq!(note.sentence.text, text);
            for quote in note.misfits.iter().map(|m| &m.words).chain([&note.trigger]) {
                assert_eq!(article.text[quote.start..quote.end], quote.text);
            }
        }
        let notes: Vec<String> = notes.iter().map(line).collect();
        let notes = if notes.is_empty() { "-".to_owned() } else { notes.join("; ") };
        found += &format!("{tag}\t{text}\t{notes}\n");
    }
    assert!(found.lines().count() >= 8, "the cases are missing");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, found).unwrap();
    } else {
        assert_eq!(cases, found);
    }
}

fn line(note: &Note) -> String {
    let misfits: Vec<String> = note.misfits.iter().map(ToString::to_string).collect();
    format!("{} “{}”: {}", note.relation, note.trigger.text, misfits.join(", "))
}
