//! The bracket notation: what it reads and what it refuses.

use simpul_rules::bracket;
use simpul_text::{NameKind, Upos};

#[test]
fn words_stand_in_written_order() {
    let sentence =
        bracket::parse("[nsubj>Budi/PROPN@Person mengunjungi/VERB/Voice=Act/kunjung obj>[Sumatra/PROPN flat:name>Utara/PROPN]@Place punct>./PUNCT]")
            .unwrap();
    let rows: Vec<(&str, Option<usize>, &str)> =
        sentence.tokens.iter().map(|t| (t.form.as_str(), t.head, t.deprel.as_str())).collect();
    let expected = [
        ("Budi", Some(1), "nsubj"),
        ("mengunjungi", None, "root"),
        ("Sumatra", Some(1), "obj"),
        ("Utara", Some(2), "flat:name"),
        (".", Some(1), "punct"),
    ];
    assert_eq!(rows, expected);
    assert_eq!(sentence.tokens[1].lemma, "kunjung");
    assert_eq!(sentence.tokens[1].feats.get("Voice"), Some("Act"));
    let names: Vec<_> = sentence.names.iter().map(|n| (n.tokens.clone(), n.kind)).collect();
    assert_eq!(names, [(0..1, NameKind::Person), (2..4, NameKind::Place)]);
}

#[test]
fn text_and_spans_agree() {
    let sentence =
        bracket::parse(r"[nsubj>Ia/PRON menyetujui/VERB obj>+nya/PRON obl:tmod>19\/6 é\@x]").unwrap_err();
    assert_eq!((sentence.column, sentence.message.contains("second head")), (61, true));
    let sentence =
        bracket::parse(r"[nsubj>Ia/PRON menyetujui/VERB obj>+nya/PRON obl:tmod>19\/6 x>é\@x//M=a\|b]")
            .unwrap();
    let text = bracket::text(&sentence);
    assert_eq!(text, "Ia menyetujuinya 19/6 é@x");
    for token in &sentence.tokens {
        assert_eq!(&text[token.span.range()], token.form);
    }
    assert!(sentence.tokens[2].clitic);
    assert_eq!((sentence.tokens[3].upos, sentence.tokens[3].lemma.as_str()), (Upos::X, "19/6"));
    assert_eq!(bracket::parse("Hujan/VERB").unwrap().tokens.len(), 1);
}

#[test]
fn a_name_around_another_replaces_it() {
    let sentence = bracket::parse("[Universitas/PROPN nmod>Jakarta/PROPN@Place]@Org").unwrap();
    assert_eq!(sentence.names.len(), 1);
    assert_eq!((sentence.names[0].tokens.clone(), sentence.names[0].kind), (0..2, NameKind::Org));
}

#[test]
fn bad_trees_say_where() {
    let cases = [
        ("", 1, "the tree is empty"),
        ("[a/X", 5, "']' is missing"),
        ("a/X ]", 5, "the tree has ended"),
        ("]", 2, "']' without '['"),
        ("[x>a]", 1, "no head"),
        ("[a x>[y>b]]", 4, "no head"),
        ("[a b]", 4, "second head"),
        ("x>a", 1, "the root has no label"),
        ("[a] [b]", 5, "the tree has ended"),
        ("[a/VRB]", 2, "is no part of speech"),
        ("[a/X///b]", 2, "a word is form/UPOS/Feats/lemma"),
        ("[a x>/X]", 6, "a word is"),
        ("a@Thing", 3, "write @Person"),
    ];
    for (notation, column, message) in cases {
        let error = bracket::parse(notation).expect_err(notation);
        assert_eq!(error.column, column, "{notation}: {error}");
        assert!(error.message.contains(message), "{notation}: {error}");
    }
}
