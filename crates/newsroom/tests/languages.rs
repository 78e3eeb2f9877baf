//! Which language a text is written in: one sentence a line in `languages.tsv`, with its tag.

use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::Language;

const CASES: &str = include_str!("languages.tsv");

fn cases() -> impl Iterator<Item = (&'static str, &'static str)> {
    CASES.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'))
}

#[test]
fn every_sentence_is_in_the_language_that_it_is_in() {
    let newsroom = Newsroom::from_seeds(&Seeds::bundled()).unwrap();
    assert!(cases().count() >= 80, "only {} cases", cases().count());
    let wrong: Vec<String> = cases()
        .map(|(tag, text)| (tag, newsroom.recognise(text).tag, text))
        .filter(|(tag, found, _)| found != tag)
        .map(|(tag, found, text)| format!("{found} in place of {tag}: {text}"))
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn only_languages_with_a_model_are_read() {
    let newsroom = Newsroom::from_seeds(&Seeds::bundled()).unwrap();
    for (tag, text) in cases() {
        let found = newsroom.recognise(text);
        let (read_as, exact) = match tag {
            "id" => (Some(Language::Id), true),
            "en" => (Some(Language::En), true),
            "ms" => (Some(Language::Id), false),
            _ => (None, false),
        };
        assert_eq!((found.read_as, found.is_exact()), (read_as, exact), "{text}");
        assert!(found.name.starts_with(char::is_uppercase), "{:?}", found.name);
        if let Some(language) = read_as {
            assert_eq!(newsroom.read("case", text.to_owned()).language, language, "{text}");
        }
        let overridden = newsroom.read_in(Language::En, "case", text.to_owned());
        assert_eq!(overridden.language, Language::En);
    }
}
