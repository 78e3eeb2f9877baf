//! What holds for every text: tokens cover it, trees are trees; and what an everyday text gives.

use proptest::prelude::*;
use simpul_analyzer::{Model, ModelError, analyze};
use simpul_text::{Analysis, Article, Block, BlockKind, Language, Name, NameKind, Sentence, Span};

fn article(text: &str) -> Article {
    let block = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    Article { text: text.to_owned(), blocks: vec![block], ..Article::default() }
}

fn check(text: &str, analysis: &Analysis) {
    let mut at = 0;
    let covered = |piece: &str| {
        piece.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}'))
    };
    for sentence in &analysis.sentences {
        for token in &sentence.tokens {
            assert_eq!(&text[token.span.range()], token.form);
            assert!(!token.span.is_empty());
            assert!(covered(&text[at..token.span.start]), "left out: {:?}", &text[at..token.span.start]);
            at = token.span.end;
        }
        check_tree(sentence);
        let mut last = 0;
        for name in &sentence.names {
            assert!(name.tokens.start >= last && !name.tokens.is_empty());
            last = name.tokens.end;
        }
        assert!(last <= sentence.tokens.len());
    }
    assert!(covered(&text[at..]));
}

fn check_tree(sentence: &Sentence) {
    let n = sentence.tokens.len();
    assert_eq!(sentence.tokens.iter().filter(|t| t.head.is_none()).count(), 1);
    for (i, token) in sentence.tokens.iter().enumerate() {
        assert_eq!(token.head.is_none(), token.deprel == "root");
        let (mut node, mut steps) = (i, 0);
        while let Some(head) = sentence.tokens[node].head {
            (node, steps) = (head, steps + 1);
            assert!(steps <= n, "a cycle through {i}");
        }
    }
}

#[test]
fn any_text_is_covered_by_trees() {
    let model = Model::bundled(Language::Id);
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let news =
        "[A-Za-z]{1,8}(nya|lah|kah)?|[0-9]{1,3}|[ .,!?\"'()/$%@#:;&-]|[“”‘’…–\u{a0}\n]|Dr\\.|Rp1\\.000";
    let strategy = prop_oneof![
        "\\PC{0,60}",
        proptest::collection::vec(news, 0..60).prop_map(|pieces| pieces.concat()),
        proptest::collection::vec(any::<char>(), 0..40).prop_map(|chars| chars.into_iter().collect()),
    ];
    let result = runner.run(&strategy, |text: String| {
        check(&text, &analyze(&article(&text), &model));
        Ok(())
    });
    result.unwrap();
}

#[test]
fn long_lines_take_linear_time() {
    let model = Model::bundled(Language::Id);
    for piece in ["kata ", "a", "a.", "(", "\".)", "A-", "1/", "nya", ". "] {
        let text = piece.repeat(60_000 / piece.len());
        let start = std::time::Instant::now();
        check(&text, &analyze(&article(&text), &model));
        assert!(start.elapsed().as_secs() < 20, "{piece:?} {:?}", start.elapsed());
    }
}

#[test]
fn an_everyday_text() {
    let text = "Rahmat Hidayat mengunjungi Surabaya pada 2019. Jembatan itu diresmikan oleh Bupati Siti Nurlaila, kata \
                warganya.";
    let analysis = analyze(&article(text), &Model::bundled(Language::Id));
    assert_eq!(analysis.sentences.len(), 2);
    let (first, second) = (&analysis.sentences[0], &analysis.sentences[1]);
    let visit = first.root().unwrap();
    assert_eq!(first.tokens[visit].form, "mengunjungi");
    assert_eq!(first.tokens[visit].lemma, "kunjung");
    assert_eq!(first.tokens[visit].feats.get("Voice"), Some("Act"));
    let relations: Vec<&str> = first.children(visit).map(|c| first.tokens[c].deprel.as_str()).collect();
    assert_eq!(relations, ["nsubj", "obj", "obl", "punct"]);
    let names: Vec<(&str, NameKind)> =
        first.names.iter().map(|n| (&text[first.span_of(n.tokens.clone()).range()], n.kind)).collect();
    let expected =
        [("Rahmat Hidayat", NameKind::Person), ("Surabaya", NameKind::Place), ("2019", NameKind::Date)];
    assert_eq!(names, expected);
    let opened = second.tokens.iter().find(|t| t.form == "diresmikan").unwrap();
    assert_eq!(opened.feats.get("Voice"), Some("Pass"));
    assert!(second.tokens.iter().any(|t| t.form == "nya" && t.clitic && t.lemma == "nya"));
    let agent = second.tokens.iter().find(|t| t.form == "Bupati").unwrap();
    assert_eq!(agent.deprel, "obl:agent");
}

/// What ends like a clitic is one word where the letters belong to the root, and two where they do not.
#[test]
fn roots_keep_their_letters() {
    let text = "Wartawan bertanya kepada menteri soal beritanya. Ia ditanya lagi. Warga bertanya-tanya.";
    let analysis = analyze(&article(text), &Model::bundled(Language::Id));
    let tokens = analysis.sentences.iter().flat_map(|s| &s.tokens);
    let cut: Vec<&str> = tokens.clone().filter(|t| t.clitic).map(|t| t.form.as_str()).collect();
    assert_eq!(cut, ["nya"]);
    assert!(tokens.clone().any(|t| t.form == "bertanya") && tokens.clone().any(|t| t.form == "berita"));
}

#[test]
fn an_everyday_text_in_english() {
    let text = "Maria Lindgren visited Oslo last week. The bridges weren't opened by the mayor.";
    let analysis = analyze(&article(text), &Model::bundled(Language::En));
    assert_eq!(analysis.sentences.len(), 2);
    let (first, second) = (&analysis.sentences[0], &analysis.sentences[1]);
    let visit = &first.tokens[first.root().unwrap()];
    assert_eq!((visit.form.as_str(), visit.lemma.as_str()), ("visited", "visit"));
    assert_eq!(visit.feats.get("Tense"), Some("Past"));
    assert_eq!(first.names[0], Name { tokens: 0..2, kind: NameKind::Person });
    let relation = |form: &str| second.tokens.iter().find(|t| t.form == form).unwrap().deprel.as_str();
    assert_eq!((relation("bridges"), relation("mayor")), ("nsubj:pass", "obl:agent"));
    let lemmas: Vec<&str> = second.tokens[..4].iter().map(|t| t.lemma.as_str()).collect();
    assert_eq!(lemmas, ["the", "bridge", "be", "not"]);
    check(text, &analysis);
}

#[test]
fn blocks_are_read_each_on_its_own() {
    let text = "Polisi datang\nke rumah.";
    let blocks = [(0, 13), (14, 23)]
        .map(|(start, end)| Block { span: Span::new(start, end), kind: BlockKind::Paragraph })
        .to_vec();
    let article = Article { text: text.to_owned(), blocks, ..Article::default() };
    let analysis = analyze(&article, &Model::bundled(Language::Id));
    let blocks: Vec<usize> = analysis.sentences.iter().map(|s| s.block).collect();
    assert_eq!(blocks, [0, 1]);
    check(text, &analysis);
}

#[test]
fn damaged_models_are_refused() {
    assert_eq!(Model::from_bytes(b"").unwrap_err(), ModelError::NoModel);
    for bytes in
        [&include_bytes!("../../../models/id.simpul")[..], include_bytes!("../../../models/en.simpul")]
    {
        for cut in [8, 9, 11, 100, 10_000, bytes.len() / 2, bytes.len() - 1] {
            assert!(Model::from_bytes(&bytes[..cut]).is_err(), "{cut}");
        }
        let longer = [bytes, b"x"].concat();
        assert!(Model::from_bytes(&longer).is_err());
    }
}
