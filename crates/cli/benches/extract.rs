//! How fast articles are read: from text to statements, on one thread.
//!
//! The articles of `seeds/articles`, each repeated or cut at a sentence's end to about 350 words, the length of a usual
//! news article. `cargo bench -p simpul --bench extract`; divan prints articles (items) per second.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use simpul_analyzer::Model;
use simpul_extractor::Knowledge;
use simpul_newsroom::Newsroom;
use simpul_seeds::Seeds;
use simpul_text::Language;

/// Words of a usual article.
const WORDS: usize = 350;

fn main() {
    divan::main();
}

/// An article's body, sentence after sentence, until there are enough words; its tail (byline) stays at the end.
fn scaled(text: &str) -> String {
    let (head, tail) = text.split_once("\nPenulis:").unwrap_or((text, ""));
    let (title, body) = head.split_once("\n\n").unwrap_or(("", head));
    let mut out = format!("{title}\n\n");
    let mut n_words = 0;
    for paragraph in body.split("\n\n").cycle() {
        if n_words >= WORDS {
            break;
        }
        n_words += paragraph.split_whitespace().count();
        out.push_str(paragraph.trim());
        out.push_str("\n\n");
    }
    format!("{out}Penulis:{tail}")
}

fn articles(seeds: &Seeds) -> Vec<String> {
    seeds.files_under("articles").map(|(_, text)| scaled(text)).collect()
}

/// Text to statements, all stages.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn text_to_statements(bencher: Bencher) {
    let seeds = Seeds::bundled();
    let articles = articles(&seeds);
    let (Ok(newsroom), Ok(knowledge)) = (Newsroom::from_seeds(&seeds), Knowledge::from_seeds(&seeds)) else {
        return;
    };
    let model = Model::bundled(Language::Id);
    bencher
        .counter(ItemsCount::new(articles.len()))
        .counter(BytesCount::new(articles.iter().map(String::len).sum::<usize>()))
        .bench(|| {
            let mut n_statements = 0;
            for text in &articles {
                let article = newsroom.read("bench", text.clone());
                let analysis = simpul_analyzer::analyze(&article, &model);
                n_statements += simpul_extractor::extract(&article, &analysis, &knowledge).statements.len();
            }
            n_statements
        });
}

/// The part of it that the analyzer takes.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn article_to_analysis(bencher: Bencher) {
    let seeds = Seeds::bundled();
    let Ok(newsroom) = Newsroom::from_seeds(&seeds) else { return };
    let articles: Vec<_> = articles(&seeds).into_iter().map(|text| newsroom.read("bench", text)).collect();
    let model = Model::bundled(Language::Id);
    bencher.counter(ItemsCount::new(articles.len())).bench(|| {
        articles.iter().map(|a| simpul_analyzer::analyze(a, &model).sentences.len()).sum::<usize>()
    });
}

/// What a command pays before it reads its first article.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn start() -> (bool, usize) {
    let seeds = Seeds::bundled();
    let newsroom = Newsroom::from_seeds(&seeds);
    let knowledge = Knowledge::from_seeds(&seeds).map_or(0, |k| k.relations().len());
    let _model = divan::black_box(Model::bundled(Language::Id));
    (newsroom.is_ok(), knowledge)
}
