//! `simpul analyze`: its forms say the same, and every word is where they say.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::{examples, own_articles, root, run, run_with, stderr, stdout, stdout_of};
use serde_json::Value;
use simpul_text::{Sentence, conllu};

/// Own articles, the stories of `examples/`, and texts with what is awkward to write.
fn texts() -> Vec<(&'static str, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = own_articles();
    paths.extend(examples().iter().map(|e| e.join("article.txt")));
    let mut texts: Vec<_> = paths.iter().map(|p| ("id", fs::read(p).unwrap())).collect();
    let awkward = [
        "\u{feff}Pasar Baru Dibuka\r\n\r\nBupati\u{a0}Sari  Ningtyas (45)membuka pasar itu.Warganya senang.\r\n",
        "Harga beras naik\tRp 12.000,- per kg di Café “Élan”, kata\nSiti Aminah.\u{200b}Ia # 1 di kotanya.\n",
        "Kapal\u{200b}itu tiba\u{2028}di Ambon pada 3/5/2021 … 🚢🚢 dan nakhodanya, J. Wattimena, turun.\n",
        "_ adalah garis bawah . Tim Naga menang 2-1 ; \" \" - kata pelatihnya|wakilnya=dia.\n",
    ];
    texts.extend(awkward.map(|t| ("id", t.as_bytes().to_vec())));
    let english = [
        "The mayor's aides can't go; they're in Bogor’s old hall.He cannot\nwait, and shouldn't've come.\n",
        "Mr. Jones Opens Market\n\nWASHINGTON — It's $3.5 million, she’d said on May 2, 2021 … \"Why?\"\n",
    ];
    texts.extend(english.map(|t| ("en", t.as_bytes().to_vec())));
    texts
}

fn analyze((language, text): (&str, &[u8]), format: &str) -> String {
    let arguments = ["analyze", "-q", "-", "--language", language, "--id", "berita 1/2", "--format", format];
    stdout_of(Path::new("."), &arguments, text)
}

fn number(value: &Value, name: &str) -> usize {
    usize::try_from(value[name].as_u64().unwrap()).unwrap()
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap()
}

/// Asserts that a piece of JSON is the text at its bytes and at its code points.
#[track_caller]
fn check_place(piece: &Value, words: &str, text: &str) {
    let (start, end) = (number(piece, "start"), number(piece, "end"));
    assert_eq!(text.get(start..end), Some(words), "bytes of {piece}");
    let points = text.chars().skip(number(piece, "char_start"));
    let n = number(piece, "char_end") - number(piece, "char_start");
    assert_eq!(points.take(n).collect::<String>(), words, "code points of {piece}");
}

#[test]
fn json_places_are_exact_and_words_cover_their_sentence() {
    for (language, bytes) in texts() {
        let text = std::str::from_utf8(&bytes).unwrap();
        let out = analyze((language, &bytes), "json");
        assert_eq!(out.lines().count(), 1);
        let article: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(article["id"], "berita 1/2");
        assert!(!list(&article, "sentences").is_empty());
        for sentence in list(&article, "sentences") {
            check_place(sentence, sentence["text"].as_str().unwrap(), text);
            let tokens = list(sentence, "tokens");
            let mut at = number(sentence, "start");
            for (i, token) in tokens.iter().enumerate() {
                check_place(token, token["form"].as_str().unwrap(), text);
                let gap = &text[at..number(token, "start")];
                assert!(gap.chars().all(|c| c.is_whitespace() || c == '\u{200b}'), "{gap:?} is in no token");
                assert_eq!(token["clitic"] == true && i > 0, token["clitic"] == true);
                assert!(token["clitic"] == false || gap.is_empty(), "{token}");
                at = number(token, "end");
                assert_eq!(number(token, "id"), i + 1);
                assert!(number(token, "head") <= tokens.len());
                assert_eq!(number(token, "head") == 0, token["deprel"] == "root", "{token}");
            }
            assert_eq!(at, number(sentence, "end"));
            for name in list(sentence, "names") {
                check_place(name, name["text"].as_str().unwrap(), text);
                let ids: Vec<usize> = list(name, "tokens")
                    .iter()
                    .map(|i| usize::try_from(i.as_u64().unwrap()).unwrap())
                    .collect();
                assert_eq!(name["start"], tokens[ids[0] - 1]["start"]);
                assert_eq!(name["end"], tokens[ids[ids.len() - 1] - 1]["end"]);
            }
        }
    }
}

#[test]
fn evidence_counts_the_same_sentences() {
    let folder = root().join("seeds/articles").display().to_string();
    let articles = stdout(Path::new("."), &["analyze", &folder, "--format", "json"]);
    let articles: Vec<Value> = articles.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let statements = stdout(Path::new("."), &["extract", &folder]);
    assert!(statements.lines().count() > 20);
    for line in statements.lines() {
        let statement: Value = serde_json::from_str(line).unwrap();
        let article = articles.iter().find(|a| a["id"] == statement["article"]).unwrap();
        for evidence in list(&statement, "evidence") {
            let sentence = &article["sentences"][number(evidence, "sentence_number")];
            for key in ["start", "end", "char_start", "char_end", "text"] {
                assert_eq!(evidence["sentence"][key], sentence[key], "{evidence}");
            }
        }
    }
}

#[test]
fn the_fields_of_json_come_in_one_order() {
    let out = analyze(("id", b"Bupati mengunjungi rumahnya di Bandung.\n"), "json");
    let keys: Vec<&str> = out
        .split('"')
        .skip(1)
        .step_by(2)
        .zip(out.split('"').skip(2).step_by(2))
        .filter(|(_, after)| after.starts_with(':'))
        .map(|(key, _)| key)
        .collect();
    let place = ["start", "end", "char_start", "char_end"];
    let sentence =
        [&["id", "language", "sentences", "block", "kind"][..], &place, &["text", "tokens"]].concat();
    assert_eq!(keys[..sentence.len()], sentence);
    let token =
        [&["id", "form", "lemma", "upos", "feats"][..], &["head", "deprel", "clitic"], &place].concat();
    let lower: Vec<&str> = keys.iter().copied().filter(|k| k.starts_with(char::is_lowercase)).collect();
    for i in 0..7 {
        assert_eq!(lower[sentence.len() + i * 12..][..12], token, "token {}", i + 1);
    }
    let name = [&["names", "kind", "tokens"][..], &place, &["text"]].concat();
    assert_eq!(lower[sentence.len() + 7 * 12..], name);
    assert!(out.contains("\"kind\":\"Place\",\"tokens\":[6],"), "{out}");
    assert!(out.contains("\"language\":\"id\""), "{out}");
}

/// Checks comments and multiword tokens of a CoNLL-U file; gives the number of sentences.
fn check_conllu(out: &str) -> usize {
    let (mut ids, mut n) = (BTreeSet::new(), 0);
    for block in out.split_terminator("\n\n") {
        n += 1;
        let comments: Vec<&str> = block.lines().take_while(|l| l.starts_with("# ")).collect();
        let rows: Vec<Vec<&str>> =
            block.lines().skip(comments.len()).map(|l| l.split('\t').collect()).collect();
        assert!(rows.iter().all(|r| r.len() == 10 && r.iter().all(|f| !f.is_empty())), "{block}");
        let comment = |name: &str| {
            let value =
                |l: &&str| Some(l.strip_prefix("# ")?.strip_prefix(name)?.strip_prefix(" = ")?.to_owned());
            comments.iter().find_map(value)
        };
        assert_eq!(comments[0] == "# newdoc id = berita%201%2F2", n == 1, "{block}");
        assert!(n > 1 || comments[1] == "# newpar", "{block}");
        let id = comment("sent_id").unwrap();
        assert_eq!(id, format!("berita%201%2F2-{n}"));
        assert!(ids.insert(id));
        let (mut joined, mut inside) = (String::new(), 0);
        for row in &rows {
            let word = row[0].parse::<usize>().ok();
            if word.is_none_or(|w| w > inside) {
                joined += row[1];
                if !row[9].split('|').any(|m| m == "SpaceAfter=No") {
                    joined.push(' ');
                }
            }
            if let Some((_, last)) = row[0].split_once('-') {
                inside = last.parse().unwrap();
                assert!(row[2..9].iter().all(|f| *f == "_"), "{block}");
            }
        }
        assert_eq!(comment("text").unwrap(), joined.trim_end_matches(' '));
    }
    n
}

#[test]
fn conllu_is_valid_and_reads_back_as_the_json_says() {
    for (language, bytes) in texts() {
        let out = analyze((language, &bytes), "conllu");
        let n = check_conllu(&out);
        let sentences: Vec<Sentence> = conllu::read(&out).unwrap();
        let article: Value = serde_json::from_str(&analyze((language, &bytes), "json")).unwrap();
        let expected = list(&article, "sentences");
        assert_eq!((sentences.len(), expected.len()), (n, n));
        let mut blocks = 0;
        for (sentence, expected) in sentences.iter().zip(expected) {
            blocks = number(expected, "block");
            let tokens = list(expected, "tokens");
            assert_eq!(sentence.tokens.len(), tokens.len());
            for (token, expected) in sentence.tokens.iter().zip(tokens) {
                let feats = expected["feats"].as_object().unwrap();
                let feats = feats.iter().map(|(k, v)| format!("{k}={}", v.as_str().unwrap()));
                let feats: BTreeSet<String> = feats.collect();
                let read: BTreeSet<String> =
                    token.feats.0.split('|').filter(|f| !f.is_empty()).map(str::to_owned).collect();
                assert_eq!(read, feats);
                assert_eq!(token.form, expected["form"].as_str().unwrap());
                assert_eq!(token.lemma, expected["lemma"].as_str().unwrap());
                assert_eq!(token.upos.tag(), expected["upos"].as_str().unwrap());
                assert_eq!(token.head.map_or(0, |h| h + 1), number(expected, "head"));
                assert_eq!(token.deprel, expected["deprel"].as_str().unwrap());
                assert_eq!(Value::from(token.clitic), expected["clitic"]);
            }
            let names = |ids: std::ops::Range<usize>| ids.map(|i| Value::from(i + 1)).collect::<Vec<_>>();
            let read: Vec<(Value, Vec<Value>)> = sentence
                .names
                .iter()
                .map(|n| (serde_json::to_value(n.kind).unwrap(), names(n.tokens.clone())))
                .collect();
            let expected: Vec<(Value, Vec<Value>)> = list(expected, "names")
                .iter()
                .map(|n| (n["kind"].clone(), list(n, "tokens").to_vec()))
                .collect();
            assert_eq!(read, expected);
        }
        let n_paragraphs = out.lines().filter(|l| *l == "# newpar").count();
        assert!(n_paragraphs <= blocks + 1 && n_paragraphs > 0, "{n_paragraphs} of {}", blocks + 1);
    }
}

#[test]
fn a_table_has_a_line_for_each_word() {
    for path in own_articles() {
        let bytes = fs::read(path).unwrap();
        let table = analyze(("id", &bytes), "table");
        assert!(table.starts_with("article    berita 1/2\nlanguage   id\ntitle      "), "{table}");
        let rows: Vec<Vec<&str>> =
            table.lines().filter(|l| l.starts_with("  ")).map(|l| l.split_whitespace().collect()).collect();
        let article: Value = serde_json::from_str(&analyze(("id", &bytes), "json")).unwrap();
        let tokens: Vec<&Value> =
            list(&article, "sentences").iter().flat_map(|s| list(s, "tokens")).collect();
        assert_eq!(rows.len(), tokens.len());
        for (row, token) in rows.iter().zip(tokens) {
            let clitic = if token["clitic"] == true { "-" } else { "" };
            let form = format!("{clitic}{}", token["form"].as_str().unwrap());
            let (head, id) = (token["head"].to_string(), token["id"].to_string());
            let expected = [
                &id,
                form.as_str(),
                token["lemma"].as_str().unwrap(),
                token["upos"].as_str().unwrap(),
                &head,
            ];
            assert_eq!(row[..5], expected);
            assert_eq!(row[5], token["deprel"].as_str().unwrap());
        }
    }
}

#[test]
fn many_articles_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::create_dir(folder.join("news")).unwrap();
    for (i, path) in own_articles().iter().enumerate() {
        fs::copy(path, folder.join(format!("news/a{i}.txt"))).unwrap();
    }
    let n = own_articles().len();
    let piped = b"Wali kota meresmikan jembatan baru di tepi sungai itu kemarin.\n";
    for (format, mark, count) in
        [("json", "{\"id\":", n + 1), ("conllu", "# newdoc id = ", n + 1), ("table", "article    ", n + 1)]
    {
        let arguments =
            |jobs: &'static str| ["analyze", "-", "news", "--id", "z", "--jobs", jobs, "--format", format];
        let one = stdout_of(folder, &arguments("1"), piped);
        assert_eq!(one.lines().filter(|l| l.starts_with(mark)).count(), count, "{format}");
        assert_eq!(one, stdout_of(folder, &arguments("8"), piped), "{format}");
        // Each article is written as it is alone, in the order of their names.
        let mut alone: String = (0..n)
            .map(|i| stdout(folder, &["analyze", &format!("news/a{i}.txt"), "--format", format]))
            .collect();
        alone += &stdout_of(folder, &["analyze", "-", "--id", "z", "--format", format], piped);
        assert_eq!(one, alone, "{format}");
    }
}

#[test]
fn a_bad_article_does_not_keep_the_others_from_being_shown() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("b.txt"), b"\xff\xfe").unwrap();
    fs::write(folder.join("c.txt"), "Wali kota meresmikan jembatan baru itu.\n").unwrap();
    let arguments = ["analyze", "--format", "json", "a.txt", "b.txt", "c.txt", "-"];
    let output = run_with(folder, &arguments, b" \n");
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(stderr(&output).lines().count(), 3, "{}", stderr(&output));
    assert_eq!(output.stdout, stdout(folder, &["analyze", "--format", "json", "c.txt"]).into_bytes());
    let first = run(folder, &["analyze", "--fail-fast", "b.txt", "c.txt"]);
    assert_eq!((first.status.code(), first.stdout.len()), (Some(3), 0));
}

/// The linear models cut the text as the network does and read it otherwise.
#[test]
fn fast_gives_the_same_words_and_other_trees() {
    let read = |fast: bool| -> Vec<Sentence> {
        let flags: &[&str] = if fast { &["--fast"] } else { &[] };
        let mut sentences = Vec::new();
        for (language, bytes) in texts() {
            let mut arguments = vec!["analyze", "-q", "-", "--language", language, "--format", "conllu"];
            arguments.extend(flags);
            sentences.extend(conllu::read(&stdout_of(Path::new("."), &arguments, &bytes)).unwrap());
        }
        sentences
    };
    let (slow, fast) = (read(false), read(true));
    let forms = |sentences: &[Sentence]| -> Vec<Vec<String>> {
        sentences.iter().map(|s| s.tokens.iter().map(|t| t.form.clone()).collect()).collect()
    };
    assert_eq!(forms(&slow), forms(&fast));
    assert_ne!(slow, fast);
}
