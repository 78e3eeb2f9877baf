//! What the readers of rule files refuse, and where they point.

use simpul_rules::{Classes, Grammar, RelationRules, RuleError, Rulebook, parse_relation};

const VISITS: &str = r#"[relation]
name = "visits"
label = { id = "mengunjungi", en = "visits" }
meaning = { id = "subjek pergi ke objek", en = "the subject travels to the object" }
subject = ["Agent"]
object = ["Place", "Org"]

[[frame]]
id = ["mengunjungi", "bertandang"]
subject = "agent"
object = "goal | patient"

[[tree]]
anchor = '[form=pelawat]'
subject = '<appos'
object = '>nmod[case=ke]'

[[example]]
id = "Budi mengunjungi Medan."
yields = ["Budi -> Medan @ 2023-05-17"]

[[example]]
id = "Budi membaca buku."
yields = []
"#;

fn read(text: &str) -> Result<RelationRules, Vec<RuleError>> {
    parse_relation("seeds/relations/visits.toml", text, &Classes::default())
}

fn shown(errors: Vec<RuleError>) -> Vec<String> {
    errors.iter().map(|e| format!("{}:{}: {}", e.line, e.column, e.message)).collect()
}

/// One case of a table: every expected text must start the message at its place, in this order and no more.
#[derive(Default)]
struct Checks(String);

impl Checks {
    fn add(&mut self, name: &str, errors: Vec<RuleError>, expected: &[&str]) {
        let found = shown(errors);
        let fits = found.len() == expected.len() && found.iter().zip(expected).all(|(f, e)| f.starts_with(e));
        if !fits {
            let (found, expected) = (found.join("\n"), expected.join("\n"));
            self.0 += &format!("{name}\nfound:\n{found}\nexpected:\n{expected}\n\n");
        }
    }

    fn done(self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}

fn check(name: &str, errors: Vec<RuleError>, expected: &[&str]) {
    let mut checks = Checks::default();
    checks.add(name, errors, expected);
    checks.done();
}

#[test]
fn the_good_file_is_good() {
    let rules = read(VISITS).unwrap();
    assert_eq!(rules.relation.subject.len(), 4, "Agent is a group");
    let ids: Vec<String> = rules.blocks.iter().map(|b| b.id.to_string()).collect();
    assert_eq!(ids, ["visits/frame.1", "visits/tree.1"]);
    assert_eq!(rules.blocks.iter().map(|b| b.line).collect::<Vec<_>>(), [8, 13]);
    assert_eq!((rules.blocks[0].confidence, rules.blocks[1].confidence), (0.9, 0.8));
    assert_eq!(rules.blocks[1].object.to_string(), ">nmod[case=ke]");
    assert_eq!(rules.blocks[0].object.to_string(), "goal | patient");
}

#[test]
fn one_mistake_gives_its_place() {
    // what to replace, by what, the errors
    let cases: &[(&str, &str, &[&str])] = &[
        ("[relation]", "[relation", &["1:10: not TOML"]),
        ("meaning =", "meaning ", &["4:10: not TOML"]),
        (
            "subject = [\"Agent\"]",
            "subjects = [\"Agent\"]",
            &["1:1: subject is missing", "5:1: unknown key \"subjects\"; known: name, label"],
        ),
        (
            "name = \"visits\"",
            "name = \"visit\"",
            &["2:9: the file is named \"visits\", the relation \"visit\""],
        ),
        ("name = \"visits\"\n", "", &["1:1: name is missing"]),
        ("name = \"visits\"", "name = 7", &["2:8: name is a string, not integer"]),
        ("label = { id = \"mengunjungi\", en = \"visits\" }\n", "", &["1:1: label is missing"]),
        (", en = \"visits\" }", " }", &["3:9: en is missing"]),
        ("\"the subject travels to the object\"", "''", &["4:48: en is empty"]),
        (
            "{ id = \"subjek pergi ke objek\", en = \"the subject travels to the object\" }",
            "\"x\"",
            &["4:11: meaning is a table"],
        ),
        (
            "[\"Place\", \"Org\"]\n",
            "[\"Place\", \"Org\"]\nsymmetric = true\ninverse = { name = \"visitedBy\", id = \"x\", en = \"x\" }\n",
            &["1:1: a relation that is symmetric"],
        ),
        (
            "[\"Place\", \"Org\"]\n",
            "[\"Place\", \"Org\"]\nmatch = { same = [], close = [\"P1344\"] }\n",
            &["7:11: unknown key \"same\"; known: exact", "7:32: no prefixed name"],
        ),
        ("[\"Agent\"]", "[\"Agents\"]", &["5:13: unknown kind \"Agents\"; known: Person"]),
        ("[\"Agent\"]", "[]", &["1:1: subject names no kind"]),
        ("[\"Agent\"]", "\"Agent\"", &["5:11: subject is a list of strings, not string"]),
        ("\"agent\"", "\"actor\"", &["10:12: unknown role \"actor\"; known: agent, patient"]),
        ("goal | patient", "goal | pasien", &["11:18: unknown role \"pasien\""]),
        ("goal | patient", "goal | ", &["11:18: unknown role \"\""]),
        ("goal | patient", "goal | goal", &["11:18: the role goal stands twice"]),
        ("goal | patient", ">obj", &["11:11: a frame block names roles, no paths"]),
        ("object = \"goal | patient\"\n", "", &["8:1: object is missing"]),
        ("'>nmod[case=ke]'", "'>nmod[kasus=ke]'", &["16:17: unknown key \"kasus\""]),
        ("'>nmod[case=ke]'", "'>nmod['", &["16:17: a key is missing"]),
        ("'>nmod[case=ke]'", "'''>nmod['''", &["16:10: a key is missing"]),
        ("'>nmod[case=ke]'", "\"\\u003enmod[\"", &["16:10: a key is missing"]),
        ("'>nmod[case=ke]'", "'>@x'", &["16:12: unknown class @x; the grammar has no classes"]),
        ("'[form=pelawat]'", "'form=pelawat'", &["14:11: a test in brackets is missing"]),
        ("anchor = '[form=pelawat]'\n", "", &["13:1: the block has no anchor and no words"]),
        ("id = [\"mengunjungi\", \"bertandang\"]\n", "", &["8:1: the block has no words"]),
        ("\"bertandang\"", "\"Bertandang\"", &["9:23: \"Bertandang\" is not in lower case"]),
        ("\"bertandang\"", "\"dikunjungi\"", &["9:23: \"dikunjungi\" looks like a passive form"]),
        ("\"bertandang\"", "\"mengunjungi\"", &["9:23: \"mengunjungi\" stands twice in the block"]),
        ("\"bertandang\"", "\" \"", &["9:23: the word is empty"]),
        ("\"bertandang\"", "3", &["9:22: id is a string, not integer"]),
        ("subject = \"agent\"", "subject = \"agent\"\nonly = \"[x\"", &["11:11: '=' or '!=' is missing"]),
        (
            "subject = \"agent\"",
            "subject = \"agent\"\nunless = \">\"",
            &["11:12: a dependency label follows"],
        ),
        (
            "subject = \"agent\"",
            "subject = \"agent\"\nmodality = \"sure\"",
            &["11:13: unknown modality \"sure\""],
        ),
        (
            "subject = \"agent\"",
            "subject = \"agent\"\nconfidence = 2",
            &["11:14: confidence is a number from 0 to 1"],
        ),
        (
            "subject = \"agent\"",
            "subject = \"agent\"\nreciprocal = true",
            &["8:1: only a block of a symmetric"],
        ),
        (
            "subject = \"agent\"",
            "subject = \"agent\"\nreciprocal = 1",
            &["11:14: reciprocal is true or false"],
        ),
        (
            "subject = \"agent\"",
            "subject = \"agent\"\nobject_kinds = [\"Event\"]",
            &["11:18: Event is no kind of the relation"],
        ),
        (
            "subject = \"agent\"",
            "subject = \"agent\"\nanchor = \"[form=x]\"",
            &["11:1: unknown key \"anchor\""],
        ),
        ("subject = \"agent\"", "subject = \"agent\"\nitem = \"thing\"", &["11:9: unknown role \"thing\""]),
        ("yields = [\"Budi", "#", &["1:1: no example yields", "18:1: yields is missing"]),
        ("id = \"Budi membaca buku.\"\n", "", &["22:1: an example has one sentence"]),
        ("id = \"Budi membaca buku.\"\n", "id = 'x'\nen = 'y'\n", &["22:1: an example has one sentence"]),
        ("yields = []", "yields = [\"A -> B\"]", &["1:1: no example stays silent"]),
        ("[\"Budi -> Medan @ 2023-05-17\"]", "[]", &["1:1: no example yields a statement"]),
        ("-> Medan @ 2023-05-17", "- Medan", &["20:12: write \"subject -> object\""]),
        ("-> Medan @ 2023-05-17", "-> Medan @ 2024-13", &["20:28: \"2024-13\" is no date"]),
        ("-> Medan @ 2023-05-17", "-> Medan ! never", &["20:28: unknown modality \"never\""]),
        ("-> Medan @ 2023-05-17", "-> Medan + what=x", &["20:28: \"what=x\" is no qualifier"]),
        ("-> Medan @ 2023-05-17", "-> Medan + item=", &["20:28: \"item=\" is no qualifier"]),
        (
            "Budi -> Medan @ 2023-05-17",
            "Budi ->  ! planned",
            &["20:20: the name of the subject or the object is missing"],
        ),
        ("yields = []", "yields = []\ntree = '[a/X b/X]'", &["25:14: the brackets hold a second head"]),
        ("yields = []", "yields = []\ntree = '[a/X x>]'", &["25:16: a word is"]),
        ("[[tree]]", "[[trees]]", &["13:3: unknown key \"trees\"; known: relation, frame, tree, example"]),
        ("[[tree]]", "[tree]", &["13:1: tree is an array of tables; write [[tree]]"]),
    ];
    let mut checks = Checks::default();
    for (from, to, expected) in cases {
        assert!(VISITS.contains(from), "{from} is not in the file");
        let text = VISITS.replacen(from, to, 1);
        checks.add(&format!("{from} -> {to}"), read(&text).err().unwrap_or_default(), expected);
    }
    checks.done();
}

#[test]
fn an_empty_file_lacks_everything() {
    let errors = read("").unwrap_err();
    check(
        "empty",
        errors,
        &[
            "1:1: no example stays silent",
            "1:1: no example yields",
            "1:1: the file has no [[frame]]",
            "1:1: the table [relation] is missing",
        ],
    );
}

#[test]
fn all_mistakes_come_at_once_and_print_with_the_file() {
    let text = VISITS
        .replace("\"agent\"", "\"actor\"")
        .replace("'<appos'", "'<'")
        .replace("@ 2023-05-17", "@ soon")
        .replace("meaning", "sense");
    let errors = read(&text).unwrap_err();
    assert_eq!(
        errors.iter().map(|e| (e.line, e.column)).collect::<Vec<_>>(),
        [(1, 1), (4, 1), (10, 12), (15, 13), (20, 28)]
    );
    let shown = errors[2].to_string();
    assert!(shown.starts_with("seeds/relations/visits.toml:10:12: unknown role \"actor\""), "{shown}");
}

#[test]
fn grammar_files_are_checked_too() {
    let good = "[classes]\nsubject = [\"nsubj:*\"]\n\n[[frame]]\nname = \"active\"\nanchor = \"[upos=VERB]\"\n\
                unless = \">aux\"\nexample = \"Budi pergi.\"\nagent = \">@subject\"\n";
    assert_eq!(Grammar::parse("frames.toml", good).unwrap().patterns().len(), 1);
    let cases: &[(&str, &str, &[&str])] = &[
        ("\"nsubj:*\"", "\"Nsubj\"", &["2:13: \"Nsubj\" is no dependency label"]),
        ("[\"nsubj:*\"]", "[]", &["2:1: class \"subject\" has no label"]),
        ("[\"nsubj:*\"]", "[\"@other\"]", &["2:13: \"@other\" is no dependency label"]),
        ("name = \"active\"\n", "", &["4:1: name is missing"]),
        ("\"[upos=VERB]\"", "\"[upos=VRB]\"", &["6:17: \"VRB\" is no part of speech"]),
        ("\">aux\"", "\">\"", &["7:12: a dependency label follows"]),
        ("agent = \">@subject\"\n", "", &["4:1: the frame fills no role"]),
        ("agent", "actor", &["4:1: the frame fills no role", "9:1: unknown key \"actor\""]),
        ("@subject", "@object", &["9:11: unknown class @object; known: @subject"]),
        (
            "agent = \">@subject\"\n",
            "agent = \">x\"\n[[frame]]\nname = \"active\"\nanchor = \"[form=x]\"\ngoal = \">y\"\n",
            &["10:1: the name \"active\" stands twice"],
        ),
        ("[[frame]]", "[[frames]]", &["4:3: unknown key \"frames\"; known: classes, frame"]),
    ];
    let mut checks = Checks::default();
    for (from, to, expected) in cases {
        let text = good.replacen(from, to, 1);
        checks.add(
            &format!("{from} -> {to}"),
            Grammar::parse("frames.toml", &text).err().unwrap_or_default(),
            expected,
        );
    }
    checks.done();
}

/// A second relation with the verb *bertandang*.
fn second(changes: &[(&str, &str)]) -> RelationRules {
    let mut text = VISITS.replace("visits", "meets").replace("\"mengunjungi\", \"ber", "\"menemui\", \"ber");
    text = text.replace("pelawat", "penemu");
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let read = parse_relation("meets.toml", &text, &Classes::default());
    read.unwrap_or_else(|e| panic!("{changes:?}: {:?}", shown(e)))
}

#[test]
fn a_block_that_no_example_fires_is_named() {
    let rulebook = Rulebook::new(vec![read(VISITS).unwrap()], Grammar::default()).unwrap();
    let fired = |rules: &[&str]| rulebook.unproven(&rules.iter().map(|r| (*r).to_owned()).collect());
    check(
        "none",
        fired(&[]),
        &["8:1: no example fires visits/frame.1", "13:1: no example fires visits/tree.1"],
    );
    check("one", fired(&["visits/frame.1", "other/frame.1"]), &["13:1: no example fires visits/tree.1"]);
}

#[test]
fn one_word_in_two_relations_needs_an_order() {
    let both = |second| Rulebook::new(vec![read(VISITS).unwrap(), second], Grammar::default());
    let clash: &[&str] = &["9:19: \"bertandang\" with the same roles and kinds is in visits/frame.1 too"];
    type Changes = &'static [(&'static str, &'static str)];
    let cases: &[(Changes, &[&str])] = &[
        (&[], clash),
        (&[("[\"Agent\"]", "[\"Person\"]")], clash),
        (&[("[\"Agent\"]", "[\"Event\"]")], &[]),
        (&[("[\"Place\", \"Org\"]", "[\"Person\"]")], &[]),
        (&[("goal | patient", "companion")], &[]),
        (&[("\"agent\"", "\"agent\"\nsubject_kinds = [\"Group\"]")], clash),
        (&[("\"agent\"", "\"agent\"\nbefore = \"visits\"")], &[]),
        (&[("\"agent\"", "\"agent\"\nbefore = [\"visits\"]")], &[]),
        (&[("\"bertandang\"", "\"bertamu\"")], &[]),
        (&[("\"bertandang\"", "\"bertandang ke\"")], &[]),
        (
            &[("\"agent\"", "\"agent\"\nbefore = \"visit\"")],
            &["11:10: before = \"visit\" names no other", clash[0]],
        ),
        (
            &[("\"agent\"", "\"agent\"\nbefore = \"meets\"")],
            &["11:10: before = \"meets\" names no other", clash[0]],
        ),
    ];
    let mut checks = Checks::default();
    for (changes, expected) in cases {
        let mut expected = expected.to_vec();
        expected.sort_by_key(|e| e.split(':').next().and_then(|l| l.parse::<usize>().ok()));
        checks.add(&format!("{changes:?}"), both(second(changes)).err().unwrap_or_default(), &expected);
    }
    checks.done();
    let order = |at| [("\"agent\"", at)];
    let mutual = Rulebook::new(
        vec![
            read(&VISITS.replacen("\"agent\"", "\"agent\"\nbefore = \"meets\"", 1)).unwrap(),
            second(&order("\"agent\"\nbefore = \"visits\"")),
        ],
        Grammar::default(),
    );
    check(
        "mutual",
        mutual.unwrap_err(),
        &["9:19: \"bertandang\": visits/frame.1 and this block each say that they go before the other"],
    );
    let twice = Rulebook::new(vec![read(VISITS).unwrap(), read(VISITS).unwrap()], Grammar::default());
    check(
        "twice",
        twice.unwrap_err(),
        &["1:1: the relation \"visits\" is already in seeds/relations/visits.toml"],
    );
}
