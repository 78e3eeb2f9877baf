use super::*;
use crate::tokenize::tokenize;

/// Words apart by a space, sentences by a bar.
fn split(text: &str) -> String {
    let lists = Lists::of(simpul_text::Language::Id);
    let words = tokenize(text, &lists);
    let sentence = |range: Range<usize>| {
        words[range].iter().map(|w| &text[w.span.range()]).collect::<Vec<_>>().join(" ")
    };
    sentences(text, &words, &lists, None).into_iter().map(sentence).collect::<Vec<_>>().join(" | ")
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
        ("naik 20% jadi US$5", "naik 20 % jadi US$ 5"),
        ("pada Jum'at menit 20'", "pada Jum'at menit 20 '"),
        ("Anton N. S.Wijaya, M.Hum.", "Anton N. S. Wijaya , M.Hum ."),
        ("skor 60-70, No.5", "skor 60 - 70 , No. 5"),
        ("", ""),
    ] {
        assert_eq!(split(text), expected);
    }
}

#[test]
fn a_sentence_has_its_limit() {
    let text = "kata ".repeat(1000);
    let lists = Lists::of(simpul_text::Language::Id);
    let words = tokenize(&text, &lists);
    let sentences = sentences(&text, &words, &lists, None);
    assert!(sentences.iter().all(|s| s.len() <= MAX_WORDS));
    assert_eq!(sentences.iter().map(Range::len).sum::<usize>(), 1000);
}

/// F1 over the sentences of the cases of a file, and the cases that are cut otherwise.
fn cases(file: &str, language: simpul_text::Language) -> (f64, Vec<String>) {
    let lists = Lists::of(language);
    let (mut same, mut total, mut wrong) = (0, 0, Vec::new());
    for case in file.split("\n\n") {
        let mut text = String::new();
        let mut gold = Vec::new();
        for line in case.lines().filter(|line| !line.starts_with('#')) {
            let glued = line.strip_prefix('+');
            if !text.is_empty() && glued.is_none() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(glued.unwrap_or(line));
            gold.push(start..text.len());
        }
        let words = tokenize(&text, &lists);
        let bytes = |r: Range<usize>| words[r.start].span.start..words[r.end - 1].span.end;
        let found: Vec<Range<usize>> =
            sentences(&text, &words, &lists, None).into_iter().map(bytes).collect();
        same += gold.iter().filter(|s| found.contains(s)).count();
        total += gold.len() + found.len();
        if gold != found {
            let lines: Vec<&str> = found.into_iter().map(|s| &text[s]).collect();
            wrong.push(lines.join(" | "));
        }
    }
    (2.0 * same as f64 / total as f64, wrong)
}

#[test]
fn sentences_of_news() {
    for (file, language) in [
        (include_str!("../../tests/segment/id.txt"), simpul_text::Language::Id),
        (include_str!("../../tests/segment/en.txt"), simpul_text::Language::En),
    ] {
        let (f1, wrong) = cases(file, language);
        assert!(f1 >= 0.97 && wrong.is_empty(), "F1 {f1:.3}: {wrong:#?}");
    }
}
