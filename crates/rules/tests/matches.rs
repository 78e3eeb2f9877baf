//! Frames and matches: small grammars and relations on bracket trees.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use simpul_fact::Modality;
use simpul_rules::{Filler, Grammar, Match, Qualifier, Role, Rulebook, Tree, bracket, parse_relation};
use simpul_text::{Language, Sentence};

const GRAMMAR: &str = r#"
[classes]
subject = ["nsubj", "csubj"]

[[frame]]
name = "active"
anchor = "[upos=VERB, Voice!=Pass]"
agent = ">@subject | <conj>@subject"
patient = ">obj"
content = ">ccomp"

[[frame]]
name = "passive"
anchor = "[Voice=Pass]"
agent = ">obl:agent | >obl[case=oleh]"
patient = ">nsubj:pass | <acl:relcl"

[[frame]]
name = "oblique"
anchor = "[upos=VERB/NOUN]"
unless = ">mark[form=jika]"
goal = ">obl[case=ke] | >nmod[case=ke]"
place = ">obl[case=di]"
recipient = ">obl[case=kepada] | >nmod[case=kepada]"
companion = ">obl[case=dengan]"
patient = ">obj"
agent = ">nmod[case=-]"
"#;

/// A relation file around some blocks.
fn relation(name: &str, symmetric: bool, blocks: &str) -> String {
    format!(
        "[relation]\nname = \"{name}\"\nlabel = {{ id = \"x\", en = \"x\" }}\nmeaning = {{ id = \"x\", en = \"x\" }}\nsubject = [\"Agent\"]\n\
         object = [\"Agent\", \"Event\"]\nsymmetric = {symmetric}\n{blocks}\n[[example]]\nid = \"x\"\nyields = []\n\
         [[example]]\nid = \"x\"\nyields = [\"A -> B\"]\n"
    )
}

fn rulebook() -> Rulebook {
    let files = [
        (
            "visits",
            false,
            "[[frame]]\nid = ['mengunjungi', 'melawat']\nnoun = ['kunjungan']\nen = ['visit']\nen_noun = ['trip']\n\
            subject = 'agent'\nobject = 'goal | patient'\nwhere = 'place'\nunless = '>aux[form=batal]'\n\
            [[frame]]\nid = ['berencana mengunjungi']\nsubject = 'agent'\nobject = 'patient'\nmodality = 'planned'\nconfidence = 0.5\n",
        ),
        (
            "meets",
            true,
            "[[frame]]\nid = ['bertemu', 'menemui']\nsubject = 'agent'\nobject = 'companion | patient'\nreciprocal = true\n",
        ),
        (
            "sanctions",
            false,
            "[[frame]]\nid = ['menjatuhkan sanksi']\nsubject = 'agent'\nobject = 'recipient | patient'\nitem = 'patient'\n\
            [[tree]]\nid = ['menjatuhkan']\nanchor = '[has=obj]'\nsubject = '>nsubj'\nobject = '>obj>nmod'\n",
        ),
        ("topples", false, "[[frame]]\nid = ['menjatuhkan']\nsubject = 'agent'\nobject = 'patient'\n"),
        (
            "founded",
            false,
            "[[tree]]\nanchor = '[form=pendiri/perintis]'\nsubject = '<appos | >nmod'\nobject = '>nmod'\n\
            [[tree]]\nanchor = '[upos=PROPN, has=nmod]'\nonly = '[has=appos]'\nsubject = '>appos'\nobject = '.'\n",
        ),
        (
            "tells",
            false,
            "[[frame]]\nid = ['melawat']\nsubject = 'agent'\nobject = 'goal | patient'\nonly = '[Mood=Imp]'\nbefore = ['visits', 'meets']\n",
        ),
    ];
    let grammar = Grammar::parse("frames.toml", GRAMMAR).unwrap();
    let read = |(name, symmetric, blocks): (&str, bool, &str)| {
        parse_relation(&format!("{name}.toml"), &relation(name, symmetric, blocks), grammar.classes())
            .unwrap()
    };
    Rulebook::new(files.into_iter().map(read).collect(), grammar.clone()).unwrap()
}

/// A stand-in for morphology: the citation forms of the few verbs used here.
fn citations(sentence: &Sentence) -> Vec<Vec<String>> {
    let cite = |form: &str| -> &[&str] {
        match form {
            "mengunjungi" | "dikunjungi" => &["mengunjungi"],
            "bertemu" => &["bertemu", "menemu"],
            "ditemui" => &["menemui", "menemukan"],
            "menjatuhkan" | "dijatuhkan" | "jatuhkan" => &["menjatuhkan"],
            "melawat" | "lawat" => &["melawat"],
            "berencana" => &["berencana"],
            _ => &[],
        }
    };
    let owned = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
    sentence.tokens.iter().map(|t| owned(cite(&t.form.to_lowercase()))).collect()
}

fn matches(rulebook: &Rulebook, notation: &str, language: Language) -> (Sentence, Vec<Match>) {
    let sentence = bracket::parse(notation).unwrap_or_else(|e| panic!("{notation}: {e}"));
    let found = rulebook.matches(&Tree::new(&sentence), language, &citations(&sentence));
    (sentence, found)
}

/// `visits/frame.1(mengunjungi): Budi -> Medan`, candidates parted by commas.
fn shown(sentence: &Sentence, found: &Match) -> String {
    let forms = |fillers: &[Filler]| {
        let forms: Vec<&str> = fillers.iter().map(|f| sentence.tokens[f.token].form.as_str()).collect();
        forms.join(",")
    };
    let trigger: Vec<&str> = sentence.tokens[found.trigger.clone()].iter().map(|t| t.form.as_str()).collect();
    let mut out = format!(
        "{}({}): {} -> {}",
        found.block,
        trigger.join(" "),
        forms(&found.subject),
        forms(&found.object)
    );
    for (qualifier, fillers) in found.qualifiers.iter().filter(|q| !q.1.is_empty()) {
        out += &format!(" + {qualifier}={}", forms(fillers));
    }
    out
}

#[test]
fn blocks_match_where_their_words_and_tests_fit() {
    let rulebook = rulebook();
    // tree, language, matches
    let cases: &[(&str, Language, &[&str])] = &[
        // Every voice through one block.
        (
            "[nsubj>Budi/PROPN mengunjungi/VERB obj>Medan/PROPN obl>[case>di/ADP Sumatra/PROPN]]",
            Language::Id,
            &["visits/frame.1(mengunjungi): Budi -> Medan + where=Sumatra"],
        ),
        (
            "[nsubj:pass>Medan/PROPN Dikunjungi/VERB/Voice=Pass obl>[case>oleh/ADP Budi/PROPN]]",
            Language::Id,
            &["visits/frame.1(Dikunjungi): Budi -> Medan"],
        ),
        (
            "[Kota/NOUN acl:relcl>[nsubj:pass>yang/PRON dikunjungi/VERB/Voice=Pass obl:agent>Budi/PROPN]]",
            Language::Id,
            &["visits/frame.1(dikunjungi): Budi -> yang,Kota"],
        ),
        // Nouns by their form, roles from the noun's own frame.
        (
            "[Kunjungan/NOUN nmod>Budi/PROPN nmod>[case>ke/ADP Medan/PROPN]]",
            Language::Id,
            &["visits/frame.1(Kunjungan): Budi -> Medan"],
        ),
        // Parts of speech that a trigger never has.
        ("[nsubj>Budi/PROPN mengunjungi/PROPN]", Language::Id, &[]),
        ("[kunjungan/ADP]", Language::Id, &[]),
        // A missing argument stays empty.
        (
            "[advcl>[mengunjungi/VERB obj>Medan/PROPN] pulang/VERB]",
            Language::Id,
            &["visits/frame.1(mengunjungi):  -> Medan"],
        ),
        // unless, of the block and of the frame.
        ("[nsubj>Budi/PROPN aux>batal/AUX mengunjungi/VERB obj>Medan/PROPN]", Language::Id, &[]),
        (
            "[mark>jika/SCONJ melawat/VERB obl>[case>ke/ADP Medan/PROPN]]",
            Language::Id,
            &["visits/frame.1(melawat):  -> "],
        ),
        // The longer phrase wins, in its own relation and over others.
        (
            "[nsubj>Budi/PROPN berencana/VERB xcomp>[mengunjungi/VERB obj>Medan/PROPN]]",
            Language::Id,
            &["visits/frame.2(berencana mengunjungi): Budi -> Medan"],
        ),
        (
            "[nsubj>Ruritania/PROPN menjatuhkan/VERB obj>sanksi/NOUN obl>[case>kepada/ADP Utopia/PROPN]]",
            Language::Id,
            &["sanctions/frame.1(menjatuhkan sanksi): Ruritania -> Utopia"],
        ),
        (
            "[nsubj>Ruritania/PROPN menjatuhkan/VERB iobj>+nya/PRON obj>Sanksi/NOUN obl>[case>kepada/ADP Utopia/PROPN]]",
            Language::Id,
            &["sanctions/frame.1(menjatuhkan nya Sanksi): Ruritania -> Utopia"],
        ),
        (
            "[nsubj>Massa/NOUN menjatuhkan/VERB obj>[rezim/NOUN nmod>Utopia/PROPN]]",
            Language::Id,
            &[
                "sanctions/tree.1(menjatuhkan): Massa -> Utopia",
                "topples/frame.1(menjatuhkan): Massa -> rezim",
            ],
        ),
        // Arguments that hang on the second word of a phrase.
        (
            "[nsubj>Ruritania/PROPN menjatuhkan/VERB obj>[sanksi/NOUN nmod>[case>kepada/ADP Utopia/PROPN]]]",
            Language::Id,
            &["sanctions/frame.1(menjatuhkan sanksi): Ruritania -> Utopia"],
        ),
        // The word at the end of the sentence begins no phrase.
        ("[nsubj>Massa/NOUN menjatuhkan/VERB]", Language::Id, &["topples/frame.1(menjatuhkan): Massa -> "]),
        // Shared subject through the grammar; a verb with two citation forms matches once.
        (
            "[nsubj>Budi/PROPN datang/VERB conj>[bertemu/VERB obl>[case>dengan/ADP Ani/PROPN]]]",
            Language::Id,
            &["meets/frame.1(bertemu): Budi -> Ani"],
        ),
        // Tree blocks: by the anchor's form, and by any test.
        (
            "[nsubj>[pendiri/NOUN nmod>[Maju/PROPN nmod>Budi/PROPN]] hadir/VERB]",
            Language::Id,
            &["founded/tree.1(pendiri): Maju -> Maju"],
        ),
        (
            "[nsubj>[Ani/PROPN appos>[Pendiri/NOUN nmod>Jaya/PROPN]] hadir/VERB]",
            Language::Id,
            &["founded/tree.1(Pendiri): Ani,Jaya -> Jaya"],
        ),
        (
            "[Sentosa/PROPN nmod>milik/NOUN appos>Citra/PROPN]",
            Language::Id,
            &["founded/tree.2(Sentosa): Citra -> Sentosa"],
        ),
        ("[Sentosa/PROPN nmod>milik/NOUN]", Language::Id, &[]),
        // before moves a block ahead of those that give way.
        (
            "[nsubj>Budi/PROPN lawat/VERB/Mood=Imp obj>Medan/PROPN]",
            Language::Id,
            &["tells/frame.1(lawat): Budi -> Medan", "visits/frame.1(lawat): Budi -> Medan"],
        ),
        // English: verbs by lemma, nouns by form or lemma; no word of the other language.
        (
            "[nsubj>Budi/PROPN visited/VERB//visit obj>Medan/PROPN]",
            Language::En,
            &["visits/frame.1(visited): Budi -> Medan"],
        ),
        ("[nsubj>visits/NOUN//visit end/VERB]", Language::En, &[]),
        ("[Trips/NOUN//trip nmod>[case>to/ADP Medan/PROPN]]", Language::En, &["visits/frame.1(Trips):  -> "]),
        ("[nsubj>Budi/PROPN mengunjungi/VERB obj>Medan/PROPN]", Language::En, &[]),
        ("[nsubj>Budi/PROPN visit/VERB obj>Medan/PROPN]", Language::Id, &[]),
    ];
    let mut wrong = String::new();
    for (notation, language, expected) in cases {
        let (sentence, found) = matches(&rulebook, notation, *language);
        let found: Vec<String> = found.iter().map(|m| shown(&sentence, m)).collect();
        if found != *expected {
            wrong += &format!("\n{notation}\nfound: {found:#?}\nexpected: {expected:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_match_carries_what_its_block_says() {
    let rulebook = rulebook();
    let (_, found) =
        matches(&rulebook, "[nsubj>Budi/PROPN berencana/VERB xcomp>mengunjungi/VERB]", Language::Id);
    assert_eq!((found[0].modality, found[0].confidence), (Some(Modality::Planned), 0.5));
    assert_eq!(rulebook.block(&found[0]).unwrap().line, 17);
    let (_, found) = matches(&rulebook, "[nsubj>Budi/PROPN mengunjungi/VERB]", Language::Id);
    assert_eq!((found[0].modality, found[0].confidence), (None, 0.9));
    assert_eq!(found[0].qualifiers, [(Qualifier::Where, vec![])]);

    let (_, found) = matches(&rulebook, "[lawat/VERB/Mood=Imp obj>Medan/PROPN]", Language::Id);
    assert_eq!(found[0].before, [0, 1]);
    assert_eq!(found[0].object[0].via.as_ref(), "active");
    assert_eq!(found[0].object[0].role, Some(Role::Patient));

    let (_, found) = matches(&rulebook, "[nsubj>[perintis/NOUN nmod>Maju/PROPN] hadir/VERB]", Language::Id);
    assert_eq!((found[0].object[0].via.as_ref(), found[0].object[0].role), (">nmod", None));
}

#[test]
fn subjects_meet_one_another_where_there_is_no_object() {
    let rulebook = rulebook();
    let cases = [
        ("[nsubj>[Budi/PROPN conj>[cc>dan/CCONJ Ani/PROPN]] bertemu/VERB]", true),
        ("[nsubj>Budi/PROPN bertemu/VERB obl>[case>dengan/ADP Ani/PROPN]]", false),
        ("[nsubj>Budi/PROPN mengunjungi/VERB]", false),
    ];
    for (notation, expected) in cases {
        let (_, found) = matches(&rulebook, notation, Language::Id);
        assert_eq!(found[0].reciprocal, expected, "{notation}");
    }
}

#[test]
fn frames_unite_their_patterns_in_file_order() {
    let grammar = Grammar::parse("frames.toml", GRAMMAR).unwrap();
    let sentence = bracket::parse(
        "[nsubj>Budi/PROPN membawa/VERB obj>[Ani/PROPN nmod>Rumah/NOUN] obl>[case>ke/ADP Medan/PROPN] nmod>Ibu/NOUN]",
    )
    .unwrap();
    let tree = Tree::new(&sentence);
    let frame = grammar.frame(&tree, 1);
    let row = |role: Role| -> Vec<(usize, String)> {
        frame.fillers(role).iter().map(|f| (f.token, f.via.to_string())).collect()
    };
    assert_eq!(row(Role::Agent), [(0, "active".to_owned()), (6, "oblique".to_owned())]);
    assert_eq!(row(Role::Patient), [(2, "active".to_owned())], "found by two patterns, listed once");
    assert_eq!(row(Role::Goal), [(5, "oblique".to_owned())]);
    assert!(row(Role::Time).is_empty());
    assert!(grammar.frame(&tree, 4).is_empty());
    assert!(grammar.frame(&tree, 99).is_empty());
}

#[test]
fn a_language_may_have_a_grammar_of_its_own() {
    let english = "[[frame]]\nname = \"object\"\nanchor = \"[upos=VERB]\"\npatient = \">obj\"\n";
    let rulebook = rulebook().with_grammar(Language::En, Grammar::parse("en.toml", english).unwrap());
    let notation = "[nsubj>Budi/PROPN visited/VERB//visit obj>Medan/PROPN]";
    let (sentence, found) = matches(&rulebook, notation, Language::En);
    assert_eq!(shown(&sentence, &found[0]), "visits/frame.1(visited):  -> Medan");
}

#[test]
fn citations_may_be_fewer_than_tokens() {
    let sentence = bracket::parse("[nsubj>Budi/PROPN mengunjungi/VERB obj>Medan/PROPN]").unwrap();
    assert!(rulebook().matches(&Tree::new(&sentence), Language::Id, &[]).is_empty());
    let empty = Sentence::default();
    assert!(
        rulebook().matches(&Tree::new(&empty), Language::Id, &[vec!["mengunjungi".to_owned()]]).is_empty()
    );
}

#[test]
fn the_catalogue_lists_what_the_files_say() {
    let rulebook = rulebook();
    let catalogue = rulebook.catalogue();
    let names: Vec<&str> = catalogue.iter().map(|e| e.relation.name.as_str()).collect();
    assert_eq!(names, ["visits", "meets", "sanctions", "topples", "founded", "tells"]);
    let first = &catalogue[0].blocks[0];
    let triggers: Vec<String> = first.triggers.iter().map(|t| format!("{} {t}", t.language.tag())).collect();
    assert_eq!(triggers, ["id mengunjungi", "id melawat", "id kunjungan", "en visit", "en trip"]);
    assert_eq!((first.subject.as_str(), first.object.as_str()), ("agent", "goal | patient"));
    assert_eq!(catalogue[4].blocks[1].object, ".");
    assert_eq!(catalogue[0].examples.len(), 2);
    assert_eq!(rulebook.relation("meets").map(|r| r.relation.symmetric), Some(true));
}
