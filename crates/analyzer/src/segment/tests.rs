use simpul_text::Language;

use super::*;
use crate::model::Model;
use crate::tokenize::tokenize;

/// Words apart by a space, sentences by a bar.
fn split(text: &str) -> String {
    let lists = Lists::of(Language::Id);
    let words = tokenize(text, &lists);
    let sentence = |range: Range<usize>| {
        words[range].iter().map(|w| &text[w.span.range()]).collect::<Vec<_>>().join(" ")
    };
    sentences(text, &words, &lists, &Lexicon::default(), None)
        .into_iter()
        .map(sentence)
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn words_and_sentences_of_news() {
    for (text, expected) in [
        ("Harga naik Rp1.000 (19/6/2024).", "Harga naik Rp 1.000 ( 19/6/2024 ) ."),
        ("Naik 16,77 persen, dari 13.300.", "Naik 16,77 persen , dari 13.300 ."),
        ("negara-negara non-migas", "negara-negara non-migas"),
        ("pasien COVID-19 di tahun 1990-an", "pasien COVID-19 di tahun 1990-an"),
        ("Hubungan Fiji-Tonga retak.", "Hubungan Fiji - Tonga retak ."),
        ("Dr. Budi dan M. Yusuf tiba. Mereka pulang.", "Dr. Budi dan M. Yusuf tiba . | Mereka pulang ."),
        ("Pada Maret.Ratna pergi.", "Pada Maret . | Ratna pergi ."),
        ("\"Dua tewas.\"Bupati pergi.", "\" Dua tewas . \" | Bupati pergi ."),
        ("Senin (29/9).Rapat usai.", "Senin ( 29/9 ) . | Rapat usai ."),
        ("\"Kami menang!\" kata dia. \"Ya.\"", "\" Kami menang ! \" kata dia . | \" Ya . \""),
        ("“Ayo.” Ia pergi.", "“ Ayo . ” | Ia pergi ."),
        ("Budi Santoso, S.H., M.Si. hadir.", "Budi Santoso , S.H. , M.Si. hadir ."),
        ("Beras, gula, dll. Harga naik.", "Beras , gula , dll. | Harga naik ."),
        ("dibaca di Kompas.com dan TEMPO.CO.", "dibaca di Kompas.com dan TEMPO.CO ."),
        ("tulis a.b@c.id, https://x.id/a?b=1.", "tulis a.b@c.id , https://x.id/a?b=1 ."),
        ("pukul\u{a0}15.52 WIB... Lalu", "pukul 15.52 WIB ... | Lalu"),
        ("naik 20% jadi US$5", "naik 20 % jadi US $ 5"),
        ("pada Jum'at menit 20'", "pada Jum'at menit 20 '"),
        ("Anton N. S.Wijaya, M.Hum.", "Anton N. S. Wijaya , M.Hum ."),
        ("skor 60-70, No.5", "skor 60 - 70 , No. 5"),
        ("Kunjungan RI-Fiji ke RT 05/RW 03.", "Kunjungan RI - Fiji ke RT 05 / RW 03 ."),
        ("PMK 34/PMK.011/2017, Kep-17/KM.10/2007.", "PMK 34/PMK.011/2017 , Kep-17/KM.10/2007 ."),
        ("Melati Pte. Ltd. (ML) rugi.", "Melati Pte. Ltd. ( ML ) rugi ."),
        ("", ""),
    ] {
        assert_eq!(split(text), expected);
    }
}

#[test]
fn a_sentence_has_its_limit() {
    let text = "kata ".repeat(1000);
    let lists = Lists::of(Language::Id);
    let words = tokenize(&text, &lists);
    let sentences = sentences(&text, &words, &lists, &Lexicon::default(), None);
    assert!(sentences.iter().all(|s| s.len() <= MAX_WORDS));
    assert_eq!(sentences.iter().map(Range::len).sum::<usize>(), 1000);
}

/// Scores the cases of a file: hits, boundaries wanted and boundaries found, and the cases that are cut otherwise. A
/// boundary is the start of a sentence but the first.
fn cases(file: &str, lists: &Lists, lexicon: &Lexicon, table: Option<&Table>) -> ([usize; 3], Vec<String>) {
    let (mut counts, mut wrong) = ([0; 3], Vec::new());
    for case in file.split("\n\n") {
        let (text, gold) = case_text(case);
        let words = tokenize(&text, lists);
        let found: Vec<usize> = sentences(&text, &words, lists, lexicon, table)
            .into_iter()
            .skip(1)
            .map(|sentence| words[sentence.start].span.start)
            .collect();
        counts[0] += gold.iter().filter(|start| found.contains(start)).count();
        counts[1] += gold.len();
        counts[2] += found.len();
        if gold != found {
            let mut shown = text.clone();
            found.iter().rev().for_each(|start| shown.insert_str(*start, "| "));
            wrong.push(shown);
        }
    }
    (counts, wrong)
}

/// The text of a case and where its sentences but the first start.
fn case_text(case: &str) -> (String, Vec<usize>) {
    let (mut text, mut starts) = (String::new(), Vec::new());
    for line in case.lines().filter(|line| !line.starts_with('#')) {
        let (before, line) = [("//", "\n\n"), ("/", "\n"), ("+", "")]
            .into_iter()
            .find_map(|(mark, before)| Some((before, line.strip_prefix(mark)?)))
            .unwrap_or((" ", line));
        if !text.is_empty() {
            text.push_str(before);
            starts.push(text.len());
        }
        text.push_str(&line.replace('⏎', "\n"));
    }
    (text, starts)
}

const ID: &str = include_str!("../../tests/segment/id.txt");
const EN: &str = include_str!("../../tests/segment/en.txt");

fn check(file: &str, lists: &Lists, lexicon: &Lexicon, table: Option<&Table>) {
    let ([hits, wanted, found], wrong) = cases(file, lists, lexicon, table);
    let f1 = 2.0 * hits as f64 / (wanted + found) as f64;
    assert!(f1 >= 0.97, "{:?}: F1 {f1:.4} ({hits} of {wanted}, {found} found): {wrong:#?}", lists.language);
}

#[test]
fn sentences_of_indonesian_news() {
    check(ID, &Lists::of(Language::Id), &Lexicon::default(), None);
}

#[test]
fn sentences_of_english_news() {
    check(EN, &Lists::of(Language::En), &Lexicon::default(), None);
}

/// A splitter learned from a treebank keeps to the press too.
#[test]
fn sentences_of_news_with_the_bundled_tables() {
    for (file, language) in [(ID, Language::Id), (EN, Language::En)] {
        let model = Model::bundled(language);
        if let Some(table) = &model.boundaries {
            check(file, &model.lists, &model.lexicon, Some(table));
        }
    }
}
