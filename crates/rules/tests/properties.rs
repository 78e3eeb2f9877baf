//! What holds for any text and any tree.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use simpul_rules::{Classes, Grammar, Path, Tree, bracket, parse_relation};
use simpul_text::{Feats, Sentence, Span, Token, Upos};

const LABELS: [&str; 6] = ["nsubj", "obl", "obl:agent", "conj", "case", "acl:relcl"];

/// A path as one may write it, right or nearly so.
fn paths() -> impl Strategy<Value = String> {
    let pieces = [
        ">nsubj",
        "<obl:*",
        ">*",
        "<*",
        ">@c",
        "+",
        "?",
        ".",
        "(",
        ")",
        "|",
        "[upos=VERB]",
        "[case!=-, has=conj]",
        "[before=anchor]",
        " ",
        "[Voice=Pass/-]",
        ">conj",
        "<acl:relcl",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..14).prop_map(|p| p.concat())
}

/// Any tree: token 0 is shuffled into a chain of attachments, each to an earlier one.
fn trees() -> impl Strategy<Value = Sentence> {
    (1usize..24).prop_flat_map(|n| {
        let order = Just((0..n).collect::<Vec<usize>>()).prop_shuffle();
        let choices = prop::collection::vec((any::<prop::sample::Index>(), 0..LABELS.len(), 0..17usize), n);
        (order, choices).prop_map(|(order, choices)| {
            let mut tokens: Vec<Token> = (0..order.len())
                .map(|i| Token {
                    span: Span::new(2 * i, 2 * i + 1),
                    form: "x".to_owned(),
                    lemma: "x".to_owned(),
                    upos: Upos::ALL[choices[i].2],
                    feats: Feats(String::new()),
                    head: None,
                    deprel: "root".to_owned(),
                    clitic: false,
                })
                .collect();
            for (i, token) in order.iter().enumerate().skip(1) {
                tokens[*token].head = Some(order[choices[i].0.index(i)]);
                tokens[*token].deprel = LABELS[choices[i].1].to_owned();
            }
            Sentence { tokens, ..Sentence::default() }
        })
    })
}

fn classes() -> Classes {
    let mut classes = Classes::default();
    classes.insert("c", &["obl:*", "conj"]).unwrap();
    classes
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>(), path in paths()) {
        for text in [&text, &path] {
            let _ = Path::parse(text, &classes());
            let _ = bracket::parse(text);
            let _ = Grammar::parse("f.toml", text);
            let _ = parse_relation("f.toml", text, &classes());
        }
    }

    #[test]
    fn errors_lie_inside_the_text(path in paths()) {
        if let Err(error) = Path::parse(&path, &classes()) {
            prop_assert!((1..=path.chars().count() + 1).contains(&error.column), "{path}: {error}");
        }
    }

    #[test]
    fn reach_ends_and_gives_each_token_once(sentence in trees(), path in paths(), from in 0usize..30) {
        if let Ok(path) = Path::parse(&path, &classes()) {
            let tree = Tree::new(&sentence);
            let reached = path.reach(&tree, from);
            let mut unique = reached.clone();
            unique.sort_unstable();
            unique.dedup();
            prop_assert_eq!(unique.len(), reached.len());
            prop_assert!(reached.iter().all(|t| *t < tree.len()));
            prop_assert_eq!(path.reach(&tree, from), reached);
        }
    }

    #[test]
    fn a_path_without_alternatives_keeps_text_order(sentence in trees(), path in paths()) {
        if let Some(path) = Path::parse(&path, &classes()).ok().filter(|p| !p.text().contains('|')) {
            let tree = Tree::new(&sentence);
            prop_assert!(path.reach(&tree, 0).is_sorted());
        }
    }

    #[test]
    fn dependents_are_those_of_the_sentence(sentence in trees()) {
        let tree = Tree::new(&sentence);
        for i in 0..tree.len() {
            prop_assert_eq!(tree.children(i).to_vec(), sentence.children(i).collect::<Vec<_>>());
        }
    }
}
