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
