//! A treebank to score on, and the files that a parser makes of it: as CoNLL-U, and as the plain text that it annotates.

use std::fmt::Write;

use simpul_net::Styles;
use simpul_text::{Article, Block, BlockKind, Language, Sentence, Span, conllu};

use crate::analysis::{annotate, block_sentences};
use crate::model::Model;
use crate::tagger::Style;

/// A treebank to score on.
pub(crate) struct TestSet {
    /// Name, fit for a file: `id_gsd_test`.
    pub(crate) name: String,
    /// How it is annotated.
    pub(crate) style: Style,
    /// What it is written in.
    pub(crate) language: Language,
    /// The treebank, CoNLL-U.
    pub(crate) gold: String,
    /// The text that it annotates.
    pub(crate) text: String,
}

impl TestSet {
    /// A treebank file.
    pub(crate) fn from_conllu(name: &str, language: Language, style: Style, gold: String) -> Self {
        TestSet { name: name.to_owned(), language, style, text: plain_text(&gold), gold }
    }

    /// Some sentences of a treebank, whose spans count from 0 in each. Where a multiword token is spelt otherwise than
    /// its words, the words make the text.
    pub(crate) fn from_sentences(
        name: &str,
        language: Language,
        style: Style,
        sentences: &[Sentence],
    ) -> Self {
        let (text, joined) = join(sentences);
        let mut gold = String::new();
        joined.iter().for_each(|sentence| conllu::write(sentence, &text, &mut gold));
        TestSet { name: name.to_owned(), language, style, gold, text }
    }

    /// What the analyzer reads in the plain text, as CoNLL-U.
    pub(crate) fn read_text(&self, model: &Model) -> String {
        let article = article(&self.text, self.language);
        let mut out = String::new();
        for block in &article.blocks {
            let text = article.quote(block.span);
            for mut sentence in block_sentences(text, model, self.styles(model)) {
                sentence.tokens.iter_mut().for_each(|token| token.lemma = self.lemma(&token.lemma));
                conllu::write(&sentence, text, &mut out);
            }
        }
        out
    }

    fn styles(&self, model: &Model) -> Styles {
        Styles { trees: self.style, ..model.styles }
    }

    /// A lemma as the treebank writes it: Indonesian-GSD writes those of names small.
    fn lemma(&self, lemma: &str) -> String {
        if self.language == Language::Id && self.style == 0 { lemma.to_lowercase() } else { lemma.to_owned() }
    }

    /// What the analyzer makes of the words of the treebank: the same file with other annotation.
    pub(crate) fn read_words(&self, model: &Model) -> String {
        let mut out = String::new();
        for sentence in self.gold.split_inclusive("\n\n") {
            let rows: Vec<Vec<&str>> = sentence.lines().map(|line| line.split('\t').collect()).collect();
            let is_word = |row: &[&str]| row.len() == 10 && row[0].parse::<usize>().is_ok();
            let forms: Vec<&str> = rows.iter().filter(|r| is_word(r)).map(|r| r[1]).collect();
            let mut tokens = annotate(&forms, model, self.styles(model)).into_iter();
            for row in &rows {
                let empty_node = row[0].contains('.') && row.len() == 10;
                let Some(token) = (if is_word(row) { tokens.next() } else { None }) else {
                    if !empty_node {
                        let _ = writeln!(out, "{}", row.join("\t"));
                    }
                    continue;
                };
                let feats = if token.feats.0.is_empty() { "_" } else { &token.feats.0 };
                let head = token.head.map_or(0, |h| h + 1);
                let (upos, deprel, lemma) = (token.upos.tag(), &token.deprel, self.lemma(&token.lemma));
                let _ = writeln!(
                    out,
                    "{}\t{}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{}",
                    row[0], row[1], row[9]
                );
            }
        }
        out
    }
}

/// An article whose paragraphs stand between empty lines; a line break within a paragraph is a space.
pub(crate) fn article(text: &str, language: Language) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for piece in text.split_inclusive("\n\n") {
        if !piece.trim().is_empty() {
            blocks.push(Block { span: Span::new(start, start + piece.len()), kind: BlockKind::Paragraph });
        }
        start += piece.len();
    }
    Article { text: text.to_owned(), language, blocks, ..Article::default() }
}

/// The text that a treebank annotates, from its comments: sentences a space apart, or glued where the last token says
/// `SpaceAfter=No`; an empty line where a paragraph or document begins; lines are not wrapped.
fn plain_text(conllu: &str) -> String {
    let mut out = String::new();
    let (mut spaced, mut paragraph, mut surface_end) = (false, false, 0);
    for line in conllu.lines() {
        if let Some(text) = line.strip_prefix("# text = ") {
            if !out.is_empty() {
                out.push_str(if paragraph {
                    "\n\n"
                } else if spaced {
                    " "
                } else {
                    ""
                });
            }
            out.push_str(text.trim());
            (paragraph, spaced, surface_end) = (false, true, 0);
        } else if line.starts_with("# newpar") || line.starts_with("# newdoc") {
            paragraph = true;
        } else if let [id, _, _, _, _, _, _, _, _, misc] = line.split('\t').collect::<Vec<_>>()[..] {
            let number = id.rsplit('-').next().and_then(|id| id.parse::<usize>().ok());
            // the words of a multiword token say nothing of spaces
            let Some(number) = number.filter(|n| id.contains('-') || *n > surface_end) else { continue };
            surface_end = number;
            spaced = !misc.split('|').any(|m| m == "SpaceAfter=No");
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The text of some sentences, with a space between two, and the sentences with their spans in it.
fn join(sentences: &[Sentence]) -> (String, Vec<Sentence>) {
    let mut text = String::new();
    let mut joined = Vec::new();
    for sentence in sentences {
        let start = text.len();
        let mut sentence = sentence.clone();
        for token in &mut sentence.tokens {
            let gap = token.span.start + start;
            // a multiword token of another spelling has words of another length
            if !token.clitic && gap > text.trim_end().len() && text.len() > start && !text.ends_with(' ') {
                text.push(' ');
            }
            let at = text.len();
            text.push_str(&token.form);
            token.span = Span::new(at, text.len());
        }
        text.push(' ');
        joined.push(sentence);
    }
    (text, joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREEBANK: &str = "# newdoc id = a\n# newpar\n# text = Ia pergi.\n\
        1\tIa\tia\tPRON\t_\t_\t2\tnsubj\t_\t_\n2\tpergi\tpergi\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
        3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No\n\n\
        # text = Kami melihatnya\n1\tKami\tkami\tPRON\t_\t_\t2\tnsubj\t_\t_\n\
        2-3\tmelihatnya\t_\t_\t_\t_\t_\t_\t_\t_\n2\tmelihat\tlihat\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
        3\tnya\tnya\tPRON\t_\t_\t2\tobj\t_\tSpaceAfter=No\n\n\
        # text = Lalu\n1\tLalu\tlalu\tADV\t_\t_\t0\troot\t_\t_\n\n\
        # newpar id = b\n# text = Usai.\n1\tUsai\tusai\tADV\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
        2\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n\n";

    #[test]
    fn text_of_a_treebank() {
        assert_eq!(plain_text(TREEBANK), "Ia pergi.Kami melihatnya Lalu\n\nUsai.\n");
        let text = plain_text(TREEBANK);
        let article = article(&text, Language::Id);
        let pieces: Vec<&str> = article.blocks.iter().map(|b| article.quote(b.span).trim()).collect();
        assert_eq!(pieces, ["Ia pergi.Kami melihatnya Lalu", "Usai."]);
    }

    #[test]
    fn sentences_keep_their_words_when_joined() {
        let sentences = conllu::read(TREEBANK).unwrap();
        let set = TestSet::from_sentences("x", Language::Id, 0, &sentences);
        assert_eq!(set.text, "Ia pergi. Kami melihatnya Lalu Usai. ");
        let again = conllu::read(&set.gold).unwrap();
        let words = |s: &[Sentence]| -> Vec<String> {
            s.iter()
                .flat_map(|s| &s.tokens)
                .map(|t| format!("{} {} {:?}", t.form, t.clitic, t.head))
                .collect()
        };
        assert_eq!(words(&again), words(&sentences));
    }

    #[test]
    fn a_system_file_has_the_words_of_the_treebank() {
        let set = TestSet::from_conllu("x", Language::Id, 1, TREEBANK.to_owned());
        let model = Model::bundled(Language::Id);
        let column = |text: &str| -> Vec<String> {
            text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').take(2).collect()).collect()
        };
        assert_eq!(column(&set.read_words(&model)), column(TREEBANK));
        let raw = conllu::read(&set.read_text(&model)).unwrap();
        let joined: String = raw.iter().flat_map(|s| &s.tokens).map(|t| t.form.as_str()).collect();
        assert_eq!(joined, "Iapergi.KamimelihatnyaLaluUsai.");
    }
}
