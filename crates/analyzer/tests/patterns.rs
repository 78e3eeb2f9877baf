//! Every example of the pattern files, what the reader refuses, and how matches and learned names share a sentence.

use simpul_analyzer::patterns::Patterns;
use simpul_analyzer::{Model, analyze};
use simpul_text::{Article, Block, BlockKind, Language, Name, NameKind, Sentence, Span, Token};

const CASES: &str = include_str!("patterns/merge.txt");

fn sentences(text: &str, language: Language, model: &Model) -> Vec<Sentence> {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    let article = Article { text: text.to_owned(), blocks: vec![block], language, ..Article::default() };
    analyze(&article, model).sentences
}

#[test]
fn examples_find_what_they_say() {
    let model = Model::bundled(simpul_text::Language::Id);
    let mut wrong = Vec::new();
    for language in [Language::Id, Language::En] {
        let patterns = Patterns::bundled(language);
        for example in patterns.examples() {
            let text: String = example.text.chars().filter(|c| !"[]".contains(*c)).collect();
            let mut marked = String::new();
            let (mut at, mut fired) = (0, false);
            for sentence in sentences(&text, language, &model) {
                for hit in patterns.find(&sentence.tokens) {
                    fired |= hit.line == example.pattern;
                    if hit.kind == example.kind {
                        let span = sentence.span_of(hit.tokens);
                        marked += &format!("{}[{}]", &text[at..span.start], &text[span.range()]);
                        at = span.end;
                    }
                }
            }
            marked += &text[at..];
            if marked != example.text || (marked != text && !fired) {
                let fired = if fired { "" } else { ", and not by its own pattern" };
                wrong.push(format!(
                    "{} line {}: {:?} instead of {:?}{fired}",
                    language.tag(),
                    example.line,
                    marked,
                    example.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n"), wrong.len());
}

/// A token for each word, and the names in braces.
fn with_learned(words: &str) -> Sentence {
    let mut sentence = Sentence::default();
    let (mut at, mut open) = (0, None);
    for word in words.split(' ') {
        if let Some(kind) = word.strip_prefix('{') {
            open = Some((kind_named(kind), sentence.tokens.len()));
            continue;
        }
        let form = word.trim_end_matches('}').to_owned();
        let span = Span::new(at, at + form.len());
        at = span.end + 1;
        let (lemma, deprel, feats) = (String::new(), String::new(), Default::default());
        let upos = simpul_text::Upos::X;
        sentence.tokens.push(Token { span, form, lemma, upos, feats, head: None, deprel, clitic: false });
        if let Some((kind, start)) = open.take_if(|_| word.ends_with('}')) {
            sentence.names.push(Name { tokens: start..sentence.tokens.len(), kind });
        }
    }
    sentence
}

fn kind_named(name: &str) -> NameKind {
    use NameKind::{Org, Person, Place};
    [Person, Org, Place]
        .into_iter()
        .find(|k| format!("{k:?}") == name)
        .unwrap_or_else(|| panic!("no kind {name}"))
}

#[test]
fn the_longer_name_stays() {
    let [indonesian, english] = [Language::Id, Language::En].map(Patterns::bundled);
    for line in CASES.lines().filter(|l| !l.starts_with('#')) {
        let [language, words, expected] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let patterns = if language == "en" { &english } else { &indonesian };
        let sentence = with_learned(words);
        let names = patterns.merge(&sentence.tokens, &sentence.names);
        let written: Vec<String> = names
            .iter()
            .map(|name| {
                let forms = sentence.tokens[name.tokens.clone()].iter().map(|t| t.form.as_str());
                format!("{:?} {}", name.kind, forms.collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(written.join("; "), expected, "{words}");
    }
}

#[test]
fn merged_names_do_not_overlap() {
    let model = Model::bundled(simpul_text::Language::Id);
    let text =
        "Piala Dunia 2022 di Qatar, Rabu (19/6/2024), menelan Rp 5,2 triliun menurut UU Nomor 11 Tahun 2020.";
    let sentence = &sentences(text, Language::Id, &model)[0];
    let names = Patterns::bundled(Language::Id).merge(&sentence.tokens, &sentence.names);
    assert!(names.windows(2).all(|w| w[0].tokens.end <= w[1].tokens.start));
    for kind in [NameKind::Event, NameKind::Date, NameKind::Money, NameKind::Law] {
        assert_eq!(names.iter().filter(|n| n.kind == kind).count(), 1, "{kind:?}");
    }
}

#[test]
fn a_bad_file_is_refused_at_line_and_column() {
    for (text, expected) in [
        ("words month = Mei (", "f:1:19: a list of words holds words and nothing else; quote signs"),
        ("Date = <month>\n+ [x]\n- y", "f:1:9: nothing above defines <month>; write: words month = …"),
        ("Date = (a | b\n  c", "f:2:4: close the group with ')'"),
        ("Time = a", "f:1:1: unknown kind \"Time\"; known: Date, Money, Quantity, Law, Event, Product"),
        ("Date = a? b*\n+ [a]\n- c", "f:1:7: this also matches no word at all"),
        ("Date = a\n- c", "f:1:1: this pattern has no example with +; write one below it"),
        ("Date = a\n+ [a]", "f:1:1: this pattern has no example with -; write one below it"),
        (
            "Date = a\n+ a\n+ [a]\n- c",
            "f:2:1: put what + finds in square brackets; - finds nothing and has none",
        ),
        ("+ [a]", "f:1:1: an example stands after its pattern"),
        ("words a = b\nwords a = c", "f:2:1: a is defined twice; take another name"),
        (
            "Date = {near b} a\n+ [a]\n- c",
            "f:1:9: write {before …}, {after …}, {not before …} or {not after …}",
        ),
        (
            "Date = {before a b} a",
            "f:1:9: only one token can be looked at: words, names, alternatives of them",
        ),
        ("Date = \"a", "f:1:8: close the quotation, which must not be empty"),
        ("hello", "f:1:1: write: words name = …, part name = …, or Date = …"),
        ("Date = a b = c", "f:1:12: quote '=' if it stands for itself"),
        ("Date = a b )", "f:1:12: unexpected ')'; quote it if it stands for itself"),
    ] {
        let errors = Patterns::parse("f", text).unwrap_err();
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert!(all.contains(&expected.to_owned()), "{text}: {all:?}");
    }
}

#[test]
fn deep_brackets_and_long_texts_are_no_trouble() {
    assert!(Patterns::parse("f", &format!("Date = {}a", "(".repeat(5000))).is_err());
    let patterns = Patterns::parse("f", "Date = (a? a?)+ ((a+)+)+ b\n+ a [a b]\n- b").unwrap();
    let sentence = with_learned(&"a ".repeat(400));
    assert_eq!(patterns.find(&sentence.tokens), []);
}
