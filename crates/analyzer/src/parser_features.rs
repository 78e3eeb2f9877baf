//! What the parser looks at: the words at the top of the stack and the start of the buffer, and their children.
//!
//! The templates follow Zhang and Nivre 2011, with affixes and the adposition of a phrase added; 17 core ones are
//! joined to the annotation style.

use simpul_text::Upos;

use crate::hash::key;
use crate::parser::State;
use crate::tagger::Style;
use crate::word::Word;

/// The atoms of a word of the sentence, of the root, or of nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Node {
    /// Form.
    w: u32,
    /// Tag, from 1.
    t: u32,
    /// Last three characters.
    suffix: u32,
    /// First three characters.
    prefix: u32,
    class: u32,
    cluster: u32,
}

/// The nodes of a sentence, then the root, then the node that stands for nothing.
pub(crate) fn nodes(words: &[Word], tags: &[Upos]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::with_capacity(words.len() + 2);
    for (word, tag) in words.iter().zip(tags) {
        nodes.push(Node {
            w: word.form,
            t: *tag as u32 + 1,
            suffix: word.suffixes[2],
            prefix: word.prefixes[2],
            class: word.class,
            cluster: word.cluster,
        });
    }
    nodes.push(Node { w: 1, t: 30, ..Node::default() });
    nodes.push(Node { w: 0, t: 31, ..Node::default() });
    nodes
}

fn distance(from: usize, to: usize) -> u32 {
    match to.saturating_sub(from) as u32 {
        d @ 0..=5 => d,
        6..=7 => 6,
        8..=10 => 7,
        11..=15 => 8,
        _ => 9,
    }
}

/// The keys of a state.
pub(crate) fn features(state: &State, style: Style, keys: &mut Vec<u32>) {
    let (i_s0, i_s1, i_s2) = (state.stacked(0), state.stacked(1), state.stacked(2));
    let (i_b0, i_b1, i_b2) = (state.buffered(0), state.buffered(1), state.buffered(2));
    let node = |i: usize| &state.nodes[i];
    let (s0, s1, s2) = (node(i_s0), node(i_s1), node(i_s2));
    let (b0, b1, b2) = (node(i_b0), node(i_b1), node(i_b2));
    let (c_s0, c_s1, c_b0) = (&state.children[i_s0], &state.children[i_s1], &state.children[i_b0]);
    let (s0l, s0l2, s0r, s0r2) =
        (node(c_s0.left[0]), node(c_s0.left[1]), node(c_s0.right[0]), node(c_s0.right[1]));
    let (s1l, s1r, s1r2) = (node(c_s1.left[0]), node(c_s1.right[0]), node(c_s1.right[1]));
    let (b0l, b0l2) = (node(c_b0.left[0]), node(c_b0.left[1]));
    let relation = |i: usize| state.relation(i);
    let tree = style + 1;
    let d_sb = distance(i_s0, i_b0);
    let d_ss = distance(i_s1, i_s0);
    // two small atoms in one
    let two = |a: u32, b: u32| a << 16 | b & 0xFFFF;

    keys.clear();
    let mut template = 0;
    let mut push = |a: u32, b: u32, c: u32| {
        keys.push(key(template, [a, b, c]));
        template += 1;
    };
    // single words
    push(s0.w, 0, 0);
    push(s0.t, 0, 0);
    push(s0.w, s0.t, 0);
    push(s1.w, 0, 0);
    push(s1.t, 0, 0);
    push(s1.w, s1.t, 0);
    push(s2.w, s2.t, 0);
    push(b0.w, 0, 0);
    push(b0.t, 0, 0);
    push(b0.w, b0.t, 0);
    push(b1.w, 0, 0);
    push(b1.t, 0, 0);
    push(b1.w, b1.t, 0);
    push(b2.w, b2.t, 0);
    // stack and buffer
    push(s0.w, b0.w, 0);
    push(s0.w, b0.w, two(s0.t, b0.t));
    push(s0.w, s0.t, b0.t);
    push(s0.t, b0.w, b0.t);
    push(s0.t, b0.t, 0);
    push(s0.w, b0.t, 0);
    push(s0.t, b0.w, 0);
    push(b0.t, b1.t, 0);
    push(s1.w, s0.w, 0);
    push(s1.w, s0.w, two(s1.t, s0.t));
    push(s1.w, s1.t, s0.t);
    push(s1.t, s0.w, s0.t);
    push(s1.t, s0.t, 0);
    push(s1.w, s0.t, 0);
    push(s1.t, s0.w, 0);
    push(s1.w, b0.t, 0);
    push(s1.t, b0.w, 0);
    push(s1.w, b0.w, 0);
    // three words
    push(b0.t, b1.t, b2.t);
    push(s0.t, b0.t, b1.t);
    push(s0.w, b0.t, b1.t);
    push(s0.t, b0.w, b1.t);
    push(s1.t, s0.t, b0.t);
    push(s1.w, s0.t, b0.t);
    push(s1.t, s0.w, b0.t);
    push(s1.t, s0.t, b0.w);
    push(s2.t, s1.t, s0.t);
    push(two(s2.t, s1.t), s0.t, b0.t);
    push(two(s1.t, s0.t), b0.t, b1.t);
    push(s0.t, s0l.t, b0.t);
    push(s0.t, s0r.t, b0.t);
    push(s0.t, b0.t, b0l.t);
    push(s1.t, s1l.t, s0.t);
    push(s1.t, s1r.t, s0.t);
    push(s1.t, s0.t, s0l.t);
    push(s1.t, s0.t, s0r.t);
    // the adposition or conjunction of a phrase
    push(s1.t, s0.t, s0l.w);
    push(s1.w, s0l.w, 0);
    push(s0.w, s0l.w, 0);
    push(s0.t, b0.t, b0l.w);
    push(s0.t, s0l.w, b0.t);
    push(s1.t, s1l.w, s0.t);
    // distance
    push(s0.w, d_sb, 0);
    push(s0.t, d_sb, 0);
    push(b0.w, d_sb, 0);
    push(b0.t, d_sb, 0);
    push(two(s0.t, b0.t), d_sb, 0);
    push(two(s1.t, s0.t), d_ss, 0);
    push(s1.w, d_ss, s0.t);
    push(s0.w, d_ss, s1.t);
    // number of children
    push(s0.w, c_s0.n_right, 0);
    push(s0.t, c_s0.n_right, 0);
    push(s0.w, c_s0.n_left, 0);
    push(s0.t, c_s0.n_left, 0);
    push(b0.w, c_b0.n_left, 0);
    push(b0.t, c_b0.n_left, 0);
    push(s1.t, c_s1.n_right, s0.t);
    // children
    push(s0l.w, 0, 0);
    push(s0l.t, relation(c_s0.left[0]), s0.t);
    push(s0r.w, s0r.t, 0);
    push(s0r.t, relation(c_s0.right[0]), s0.t);
    push(b0l.w, 0, 0);
    push(b0l.t, relation(c_b0.left[0]), b0.t);
    push(s1r.w, s1r.t, s0.t);
    push(s1r.t, relation(c_s1.right[0]), s1.t);
    push(s1l.t, relation(c_s1.left[0]), s1.t);
    push(s0l2.t, relation(c_s0.left[1]), s0.t);
    push(s0r2.t, relation(c_s0.right[1]), s0.t);
    push(b0l2.t, relation(c_b0.left[1]), b0.t);
    push(s1r2.t, relation(c_s1.right[1]), s1.t);
    push(s0.w, c_s0.left_set, 0);
    push(s0.t, c_s0.left_set, b0.t);
    push(s0.t, c_s0.right_set, b0.t);
    push(s1.t, c_s1.right_set, s0.t);
    push(s1.w, c_s1.right_set, 0);
    push(b0.t, c_b0.left_set, s0.t);
    push(s1.t, c_s1.left_set, s0.t);
    // affixes, shapes, clusters
    push(s0.suffix, s0.t, b0.t);
    push(s0.prefix, s0.t, b0.t);
    push(b0.prefix, b0.t, s0.t);
    push(s1.prefix, s1.t, s0.t);
    push(s0.prefix, s0.suffix, s1.t);
    push(s0.class, b0.class, two(s0.t, b0.t));
    push(s1.class, s0.class, two(s1.t, s0.t));
    push(s0.cluster, b0.cluster, 0);
    push(s1.cluster, s0.cluster, 0);
    push(s0.cluster, s0.t, b0.t);
    push(s1.cluster, s0.t, s1.t);
    push(s1.cluster, s0.cluster, s0l.w);
    // the style of the treebank
    push(tree, 0, 0);
    push(tree, s0.w, 0);
    push(tree, b0.w, 0);
    push(tree, s1.w, s0.t);
    push(tree, s0.t, 0);
    push(tree, b0.t, 0);
    push(tree, s1.t, s0.t);
    push(tree, s0.t, b0.t);
    push(tree, two(s1.t, s0.t), b0.t);
    push(tree, two(s0.t, b0.t), b1.t);
    push(tree, two(s1.t, s0.t), s0l.w);
    push(tree, two(s0.t, b0.t), d_sb);
    push(tree, two(s1.t, s0.t), d_ss);
    push(tree, s0.w, b0.t);
    push(tree, s0.t, b0.w);
    push(tree, s1.t, s0.w);
    push(tree, two(s1.t, s1r.t), s0.t);
}
