//! The grammars on real trees: every frame is found in the sentence that shows it, and the cases of
//! `frames/LANGUAGE.txt` have the roles they list. A case is a sentence, then ` | WORD ROLE=WORD,WORD … ` for each
//! frame looked at; `-` for a role that nothing fills; roles not listed may be filled or not.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use simpul_analyzer::{Model, analyze};
use simpul_newsroom::Newsroom;
use simpul_rules::{Frame, Grammar, Role, Tree};
use simpul_seeds::Seeds;
use simpul_text::{Analysis, Language};

struct Reader {
    newsroom: Newsroom,
    language: Language,
    model: Model,
    grammar: Grammar,
}

impl Reader {
    fn new(language: Language, tag: &str) -> Result<Reader, Box<dyn Error>> {
        let file = root().join(format!("../../seeds/grammar/{tag}/frames.toml"));
        let fault = |errors: Vec<simpul_rules::RuleError>| format!("{errors:?}");
        Ok(Reader {
            newsroom: Newsroom::from_seeds(&Seeds::bundled())?,
            language,
            model: Model::bundled(language),
            grammar: Grammar::parse("frames.toml", &fs::read_to_string(file)?).map_err(fault)?,
        })
    }

    fn analyze(&self, sentence: &str) -> Analysis {
        let text = format!("Frames\n\n{sentence}\n");
        analyze(&self.newsroom.read_in(self.language, "frames", text), &self.model)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readers() -> Result<[(Reader, PathBuf); 2], Box<dyn Error>> {
    let cases = |tag: &str| root().join(format!("tests/frames/{tag}.txt"));
    Ok([(Reader::new(Language::Id, "id")?, cases("id")), (Reader::new(Language::En, "en")?, cases("en"))])
}

#[test]
fn every_frame_is_found_in_its_example() {
    let mut missing = Vec::new();
    for (reader, _) in readers().unwrap() {
        for pattern in reader.grammar.patterns() {
            let Some(example) = &pattern.example else {
                missing.push(format!("{}: no example", pattern.name));
                continue;
            };
            let analysis = reader.analyze(example);
            let fires = analysis.sentences.iter().map(Tree::new).any(|tree| {
                (0..tree.len()).any(|token| {
                    let frame = reader.grammar.frame(&tree, token);
                    Role::ALL.iter().any(|r| frame.fillers(*r).iter().any(|f| f.via == pattern.name))
                })
            });
            if !fires {
                missing.push(format!("{}: not in {example:?}", pattern.name));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn frames_have_the_roles_that_the_cases_list() {
    let mut wrong = Vec::new();
    for (reader, file) in readers().unwrap() {
        let cases = fs::read_to_string(file).unwrap();
        for case in cases.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let mut parts = case.split(" | ");
            let sentence = parts.next().unwrap_or_default();
            let analysis = reader.analyze(sentence);
            for wanted in parts {
                let mut words = wanted.split_whitespace();
                let anchor = words.next().unwrap_or_default();
                let found = frame_at(&reader.grammar, &analysis, anchor);
                let Some((tree, frame)) = found else {
                    wrong.push(format!("{sentence}\n  no word {anchor:?}"));
                    continue;
                };
                for role in words {
                    let (name, expected) = role.split_once('=').unwrap_or((role, "-"));
                    let role = Role::ALL.into_iter().find(|r| r.name() == name).unwrap();
                    let forms: Vec<&str> = frame
                        .fillers(role)
                        .iter()
                        .filter_map(|f| tree.token(f.token).map(|t| t.form.as_str()))
                        .collect();
                    let forms = if forms.is_empty() { "-".to_owned() } else { forms.join(",") };
                    if forms != expected {
                        wrong.push(format!("{sentence}\n  {anchor} {name}: {forms}, expected {expected}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// The frame of the first token with that form.
fn frame_at<'a>(grammar: &Grammar, analysis: &'a Analysis, form: &str) -> Option<(Tree<'a>, Frame)> {
    analysis.sentences.iter().skip(1).map(Tree::new).find_map(|tree| {
        let token = (0..tree.len()).find(|t| tree.token(*t).is_some_and(|t| t.form == form))?;
        let frame = grammar.frame(&tree, token);
        Some((tree, frame))
    })
}
