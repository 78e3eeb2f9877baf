//! Reads a text from standard input, a paragraph a line, and writes it as CoNLL-U, with the names as comments.

use std::io::{self, Read, Write};

use simpul_analyzer::{Model, analyze};
use simpul_text::{Article, Block, BlockKind, Language, Span, conllu};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        blocks.push(Block { span: Span::new(start, start + line.len()), kind: BlockKind::Paragraph });
        start += line.len();
    }
    let article = Article { text, blocks, ..Article::default() };
    let mut out = io::stdout().lock();
    for sentence in analyze(&article, &Model::bundled(Language::Id)).sentences {
        let mut lines = String::new();
        for name in &sentence.names {
            let words = article.quote(sentence.span_of(name.tokens.clone()));
            lines += &format!("# name = {:?} {words}\n", name.kind);
        }
        conllu::write(&sentence, &article.text, &mut lines);
        out.write_all(lines.as_bytes())?;
    }
    Ok(())
}
