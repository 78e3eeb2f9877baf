//! How long an article takes, and how long the model takes to load: `cargo bench -p simpul-analyzer`.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use simpul_analyzer::{Model, analyze};
use simpul_text::{Article, Block, BlockKind, Language, Span};

const PARAGRAPHS: [&str; 6] = [
    "Wali Kota Sukamaju Rahmat Hidayat meresmikan Jembatan Ciliman sepanjang 120 meter di Kecamatan Ciliman, Kabupaten \
     Sukamaju, Senin (3/2/2025).",
    "\"Jembatan ini sangat ditunggu warga. Anggarannya Rp12,5 miliar dan pembangunannya memakan waktu dua tahun,\" kata \
     Rahmat di sela-sela peresmian.",
    "Menurutnya, jembatan yang dibangun oleh PT Karya Tirta itu akan memperpendek jarak antara desa-desa di seberang \
     sungai dan pusat kota, sehingga harga hasil bumi diharapkan naik.",
    "Ketua DPRD Sukamaju, Siti Nurlaila, yang turut hadir dalam acara tersebut, meminta pemerintah kabupaten merawat \
     jembatan dan tidak menunda perbaikan jalan penghubungnya.",
    "Sebelumnya, warga harus menyeberang dengan rakit. Pada musim hujan tahun lalu, dua anak sekolah hanyut dan \
     ditemukan meninggal dunia tiga hari kemudian.",
    "Polisi masih menyelidiki penyebab kecelakaan itu. Kapolres Sukamaju AKBP Dedi Firmansyah mengatakan, tiga saksi \
     telah diperiksa dan pemilik rakit ditetapkan sebagai tersangka.",
];

fn article() -> Article {
    let (mut text, mut blocks) = (String::new(), Vec::new());
    for paragraph in PARAGRAPHS.iter().cycle().take(120) {
        blocks.push(Block {
            span: Span::new(text.len(), text.len() + paragraph.len()),
            kind: BlockKind::Paragraph,
        });
        text.push_str(paragraph);
        text.push('\n');
    }
    Article { text, blocks, ..Article::default() }
}

#[divan::bench]
fn tokens(bencher: Bencher) {
    let (article, model) = (article(), Model::bundled(Language::Id));
    let analysis = analyze(&article, &model);
    let n: usize = analysis.sentences.iter().map(|s| s.tokens.len()).sum();
    bencher.counter(ItemsCount::new(n)).bench(|| analyze(&article, &model));
}

#[divan::bench]
fn load(bencher: Bencher) {
    let size = std::fs::metadata(concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/id.simpul"));
    bencher.counter(BytesCount::new(size.map_or(0, |m| m.len()))).bench(|| Model::bundled(Language::Id));
}

fn main() {
    divan::main();
}
