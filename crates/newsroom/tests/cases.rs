//! `tests/cases/*.txt` are articles of our own wording, one for each shape that newsrooms give them; beside each lies
//! what is read from it. `UPDATE=1 cargo test` writes the second anew.

use std::path::Path;

use proptest::prelude::*;
use simpul_newsroom::{Newsroom, RuleError, decode};
use simpul_seeds::Seeds;
use simpul_text::Article;

#[path = "common/outline.rs"]
mod outline;

fn newsroom() -> Result<Newsroom, RuleError> {
    Newsroom::from_seeds(&Seeds::bundled())
}

#[test]
fn every_case_is_read_as_expected() {
    let newsroom = newsroom().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    assert!(paths.len() >= 40, "only {} cases", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let text = decode(std::fs::read(&path).unwrap()).unwrap();
        let article = newsroom.read("case", text);
        check(&article).unwrap();
        let got = outline::outline(&article, newsroom.anchor(&article));
        let expected = path.with_extension("expected");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &got).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != got {
            wrong.push(format!("{}:\n{got}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What holds for every article.
fn check(article: &Article) -> Result<(), String> {
    let text = &article.text;
    let mut covered: Vec<_> = article.blocks.iter().map(|b| b.span).collect();
    covered.extend(article.furniture.iter().map(|f| f.span));
    covered.sort();
    let mut at = 0;
    for span in covered {
        let between = text.get(at..span.start).ok_or(format!("{span:?} overlaps or splits a character"))?;
        if !between.trim().is_empty() {
            return Err(format!("{between:?} is in no block and no furniture"));
        }
        let quote = text.get(span.range()).ok_or(format!("{span:?} splits a character"))?;
        if quote.trim() != quote || quote.is_empty() {
            return Err(format!("{quote:?} is not trimmed"));
        }
        at = span.end;
    }
    if !text[at..].trim().is_empty() {
        return Err(format!("{:?} is in no block and no furniture", &text[at..]));
    }
    let starts = |spans: Vec<usize>| spans.is_sorted();
    let in_order = starts(article.blocks.iter().map(|b| b.span.start).collect())
        && starts(article.furniture.iter().map(|f| f.span.start).collect())
        && starts(article.dates.iter().map(|d| d.span.start).collect());
    let m = &article.metadata;
    let fields = [&m.title, &m.outlet, &m.place].into_iter().flatten().chain(&m.authors).chain(&m.editors);
    let spans = fields
        .map(|f| f.span)
        .chain(article.dates.iter().map(|d| d.span))
        .chain(m.published.iter().map(|p| p.span));
    let inside = spans.into_iter().all(|s| text.get(s.range()).is_some());
    let ranges = article.dates.iter().all(|d| d.until.is_none_or(|u| u > d.date));
    if in_order && inside && ranges {
        Ok(())
    } else {
        Err("spans out of order or out of the text".to_owned())
    }
}

/// Texts of the words that the rules look at, in any order.
fn newsy() -> impl Strategy<Value = String> {
    let words = [
        "JAKARTA",
        "KOMPAS.com",
        "TEMPO.CO",
        "Liputan6.com",
        "Jakarta",
        "-",
        "--",
        "—",
        ",",
        ":",
        "(ANTARA)",
        "\n",
        "\n\n",
        " ",
        "Baca juga:",
        "Penulis:",
        "Editor:",
        "Budi Tani",
        "Senin",
        "Rabu (",
        "19/6",
        "/2024",
        ")",
        "12-14",
        "Juli",
        "Mei",
        "2016",
        "tahun",
        "lalu",
        "kemarin",
        "pekan",
        "dua",
        "[Gambas:Video",
        "]",
        "(Foto:",
        "\"",
        "“",
        "”",
        "'",
        "***",
        "(dis/ugo)",
        "Simak Video '",
        "Pilihan Editor:",
        "Artikel ini telah tayang di",
        "Image:",
        "The",
        "June 19,",
        "th",
        "to",
        "\u{a0}",
        "\u{feff}",
        "é",
        "ß",
        "🌾",
        "İ",
        "#desa",
        "1.",
        "Jum'at",
        "Copyright ©",
        "berkontribusi dalam artikel ini",
        "Halaman 2 dari 3",
    ];
    prop::collection::vec((prop::sample::select(words.to_vec()), prop::bool::ANY), 0..60).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(word, space)| if space { format!("{word} ") } else { word.to_owned() })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_an_article(text in prop_oneof![newsy(), any::<String>()]) {
        thread_local!(static NEWSROOM: Result<Newsroom, RuleError> = newsroom());
        let article = NEWSROOM.with(|n| n.as_ref().map(|n| n.read("any", text.clone())).map_err(Clone::clone));
        prop_assert!(article.is_ok());
        let article = article.unwrap_or_default();
        prop_assert_eq!(&article.text, &text);
        prop_assert_eq!(check(&article), Ok(()), "{:?}", text);
    }
}

#[test]
fn a_long_line_takes_time_in_proportion() {
    let newsroom = newsroom().unwrap();
    let sentence = "Petani (Foto: Budi memanen padi pada 12 Juli 2016, Rabu. Baca juga: Harga Padi - ";
    let time = |n: usize| {
        let text = sentence.repeat(n);
        let start = std::time::Instant::now();
        check(&newsroom.read("long", text)).unwrap();
        start.elapsed()
    };
    time(1_000);
    let (short, long) = (time(2_000), time(16_000));
    assert!(
        long < short * 24 + std::time::Duration::from_millis(200),
        "8 times the text: {short:?}, {long:?}"
    );
}
