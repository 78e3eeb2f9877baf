//! The path language on bracket trees: where every kind of step, test and combination leads.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use simpul_rules::{Classes, Path, Test, Tree, bracket};

/// "The new minister who was appointed by the president on Monday flew to Medan and Padang with aides, and spoke."
const SENTENCE: &str = "[nsubj>[Menteri/NOUN amod>baru/ADJ acl:relcl>[nsubj:pass>yang/PRON ditunjuk/VERB/Voice=Pass/tunjuk \
     obl:agent>[case>oleh/ADP presiden/NOUN] obl:tmod>Senin/PROPN]] \
     terbang/VERB/Voice=Act|Number\\[subj\\]=Sing \
     obl>[case>ke/ADP Medan/PROPN conj>[cc>dan/CCONJ Padang/PROPN]] \
     obl>[case>bersama/ADP ajudan/NOUN] \
     conj>[punct>,/PUNCT cc>dan/CCONJ berpidato/VERB] punct>./PUNCT]";

fn classes() -> Classes {
    let mut classes = Classes::default();
    classes.insert("subject", &["nsubj:*"]).unwrap();
    classes.insert("oblique", &["obl", "obl:agent"]).unwrap();
    classes
}

fn reached(path: &str, from: &str) -> String {
    let sentence = bracket::parse(SENTENCE).unwrap();
    let tree = Tree::new(&sentence);
    let from = sentence.tokens.iter().position(|t| t.form == from).unwrap();
    let path = Path::parse(path, &classes()).unwrap_or_else(|e| panic!("{path}: {e}"));
    let forms: Vec<&str> =
        path.reach(&tree, from).iter().map(|t| sentence.tokens[*t].form.as_str()).collect();
    forms.join(" ")
}

#[test]
fn paths_lead_where_they_say() {
    // path, from, the forms reached
    let cases = [
        // Steps and labels.
        (">nsubj", "terbang", "Menteri"),
        (">obl", "terbang", "Medan ajudan"),
        (">obl", "ditunjuk", ""),
        (">obl:*", "ditunjuk", "presiden Senin"),
        (">obl:agent", "ditunjuk", "presiden"),
        (">*", "Medan", "ke Padang"),
        ("<obl", "Medan", "terbang"),
        ("<nsubj", "Medan", ""),
        ("<*", "Medan", "terbang"),
        ("<*", "terbang", ""),
        (">ob", "terbang", ""),
        (">ob:*", "terbang", ""),
        (".", "Medan", "Medan"),
        // Classes.
        (">@subject", "terbang", "Menteri"),
        (">@subject", "ditunjuk", "yang"),
        (">@oblique", "ditunjuk", "presiden"),
        ("<@oblique", "Medan", "terbang"),
        // One after the other, repeated, optional.
        ("<obl:agent<acl:relcl", "presiden", "Menteri"),
        (">obl > conj", "terbang", "Padang"),
        ("<*+", "presiden", "Menteri ditunjuk terbang"),
        ("<obl:agent<*+", "presiden", "Menteri terbang"),
        (">*+", "Medan", "ke dan Padang"),
        (">obl>conj?", "terbang", "Medan Padang ajudan"),
        (">obl>conj+?", "terbang", "Medan Padang ajudan"),
        ("<conj?>nsubj", "berpidato", "Menteri"),
        ("(<conj?)>nsubj", "terbang", "Menteri"),
        (".+", "Medan", "Medan"),
        ("(<*>*)+[upos=PROPN]", "Padang", "Padang"),
        // Alternatives keep their order, within one the text's.
        (">conj | >nsubj", "terbang", "berpidato Menteri"),
        (">nsubj | >conj", "terbang", "Menteri berpidato"),
        (">obl[case=bersama] | >obl", "terbang", "ajudan Medan"),
        ("(>conj | >nsubj)>*", "terbang", ", dan baru ditunjuk"),
        ("(>conj|>obl)(>conj|>case)", "terbang", "Padang ke bersama"),
        (">xcomp | >obl", "terbang", "Medan ajudan"),
        ("(>nsubj | >conj | >nsubj)", "terbang", "Menteri berpidato"),
        // Tests.
        (">obl[case=ke]", "terbang", "Medan"),
        (">obl[case=di/ke]", "terbang", "Medan"),
        (">obl[case!=ke]", "terbang", "ajudan"),
        (">obl[case=-]", "terbang", ""),
        (">obl:*[case=-]", "ditunjuk", "Senin"),
        (">obl:*[case!=-]", "ditunjuk", "presiden"),
        (">obl:*[case=-/oleh]", "ditunjuk", "presiden Senin"),
        (">*[upos=NOUN/PROPN]", "terbang", "Menteri Medan ajudan"),
        (">*[upos=NOUN/PROPN, deprel!=nsubj]", "terbang", "Medan ajudan"),
        (">*[upos!=PUNCT][upos!=NOUN]", "terbang", "Medan berpidato"),
        (">obl[has=conj]", "terbang", "Medan"),
        (">obl[has!=conj]", "terbang", "ajudan"),
        (">*[has=nsubj:*]", "Menteri", "ditunjuk"),
        (">*[deprel=@subject]", "terbang", "Menteri"),
        (">*[before=anchor]", "terbang", "Menteri"),
        (">*[after=anchor]", "terbang", "Medan ajudan berpidato ."),
        (">*[after!=anchor]", "terbang", "Menteri"),
        (">*[before=head]", "terbang", "Menteri"),
        (">nsubj>*[after=head]", "terbang", "baru ditunjuk"),
        (">nsubj>*[before=anchor]", "terbang", "baru ditunjuk"),
        ("[upos=VERB]>nsubj", "terbang", "Menteri"),
        ("[upos=NOUN]>nsubj", "terbang", ""),
        ("[upos=VERB]", "terbang", "terbang"),
        ("[Voice=Pass]<acl:relcl", "ditunjuk", "Menteri"),
        ("[Voice=Act]", "ditunjuk", ""),
        ("[Voice=-]", "berpidato", "berpidato"),
        ("[Voice!=Pass]", "berpidato", "berpidato"),
        ("[Voice=Pass/Act]", "terbang", "terbang"),
        ("[Number[subj]=Sing]", "terbang", "terbang"),
        ("[form=menteri]", "Menteri", "Menteri"),
        ("[form!=menteri]", "Menteri", ""),
        ("[lemma=tunjuk]", "ditunjuk", "ditunjuk"),
        ("[lemma!=tunjuk]", "ditunjuk", ""),
        ("[next=baru]", "Menteri", "Menteri"),
        ("[prev=ke/di]", "Medan", "Medan"),
        ("[prev=x]", "Menteri", ""),
        ("[next=x]", ".", ""),
        (">conj[next='.']", "terbang", "berpidato"),
        (">conj>*[form=',']", "terbang", ","),
        // A test counts for the step as repeated, or for what repetition reached.
        ("<*[upos=VERB]+", "presiden", "ditunjuk"),
        ("<*+[upos=VERB]", "presiden", "ditunjuk terbang"),
        ("  > nsubj | <conj ", "terbang", "Menteri"),
    ];
    let mut wrong = Vec::new();
    for (path, from, expected) in cases {
        let found = reached(path, from);
        if found != expected {
            wrong.push(format!("{path} from {from}: found {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bad_paths_say_where() {
    let cases = [
        ("", 1, "a step is missing"),
        ("   ", 4, "a step is missing"),
        ("nsubj", 1, "a step is missing"),
        (">", 2, "a dependency label follows '>'"),
        (">nsubj |", 9, "a step is missing"),
        (">nsubj >", 9, "a dependency label follows '>'"),
        (">nsubj)", 7, "unexpected ')'"),
        ("(>nsubj", 8, "')' is missing"),
        (">Nsubj", 2, "is no dependency label"),
        (">nsubj:", 2, "is no dependency label"),
        (">a**", 3, "unexpected '*'"),
        (">@core", 2, "unknown class @core; known: @oblique, @subject"),
        (">@", 2, "a class name follows '@'"),
        (">conj++", 7, "'+' stands twice"),
        (">conj?+?", 8, "'?' stands twice"),
        (">obl[]", 6, "a key is missing"),
        (">obl[case]", 10, "'=' or '!=' is missing"),
        (">obl[case=]", 11, "a value is missing"),
        (">obl[case=ke", 13, "',' or ']' is missing"),
        (">obl[case=Ke]", 11, "\"Ke\" is compared in lower case"),
        (">obl[kasus=ke]", 6, "unknown key \"kasus\""),
        (">obl[case=ke, upos=VRB]", 20, "\"VRB\" is no part of speech"),
        (">obl[upos=VERB/NUN]", 16, "\"NUN\" is no part of speech"),
        (">obl[has=@core]", 10, "unknown class"),
        (">obl[before=x]", 6, "write before=anchor"),
        (">obl[next=',]", 14, "the closing quote is missing"),
        (">é[form=x]", 2, "is no dependency label"),
        ("((((((((( >a )))))))))", 9, "groups nest at most 8 deep"),
    ];
    for (path, column, message) in cases {
        let error = Path::parse(path, &classes()).expect_err(path);
        assert_eq!(error.column, column, "{path}: {error}");
        assert!(error.message.contains(message), "{path}: {error}");
    }
    for (test, column) in [("", 1), ("[upos=VERB", 11), ("[upos=VERB] >x", 13), (">x", 1)] {
        assert_eq!(Test::parse(test, &classes()).expect_err(test).column, column, "{test}");
    }
}

#[test]
fn damaged_sentences_and_far_tokens_give_nothing() {
    let mut sentence = bracket::parse("[Ia/PRON nsubj>tiba/VERB]").unwrap();
    sentence.tokens[1].head = Some(7);
    let tree = Tree::new(&sentence);
    let path = Path::parse("<* | >*", &Classes::default()).unwrap();
    assert_eq!(path.reach(&tree, 1), []);
    assert_eq!(path.reach(&tree, 99), []);
    assert!(!Test::parse("[upos!=VERB]", &Classes::default()).unwrap().holds(&tree, 99));
    // A cycle, which no sentence may hold, must not hang the matcher either.
    sentence.tokens[0].head = Some(1);
    sentence.tokens[1].head = Some(0);
    let path = Path::parse("<*+", &Classes::default()).unwrap();
    assert_eq!(path.reach(&Tree::new(&sentence), 0), [0, 1]);
}
