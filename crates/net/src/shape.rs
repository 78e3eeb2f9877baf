//! The sizes of a network.

/// How large the parts of a network are, and how many answers each head has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Rows of the table of input features; row 0 stands for no feature and is zero.
    pub features: usize,
    /// Rows of the table of word vectors; row 0 stands for no vector and is zero.
    pub vectors: usize,
    /// Width of a word vector.
    pub vector: usize,
    /// Width of a row of the feature table, which is the input of the first layer.
    pub input: usize,
    /// Width of the state of a recurrent layer, in each direction.
    pub hidden: usize,
    /// Recurrent layers, each in both directions.
    pub layers: usize,
    /// Width of what heads are compared on.
    pub arc: usize,
    /// Width of what relations are told from.
    pub relation: usize,
    /// Answers: parts of speech, bundles of features, relations, labels of names.
    pub labels: Labels,
}

/// Numbers of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Parts of speech.
    pub tags: usize,
    /// Bundles of morphological features.
    pub bundles: usize,
    /// Dependency relations.
    pub relations: usize,
    /// Labels of names.
    pub names: usize,
}

impl Shape {
    /// Width of the input of a recurrent layer.
    pub(crate) fn layer_input(&self, layer: usize) -> usize {
        if layer == 0 { self.input } else { self.context() }
    }

    /// Width of what the encoder gives for a word: both directions of the last layer.
    pub(crate) fn context(&self) -> usize {
        2 * self.hidden
    }

    /// Width of the four views of a word: as dependent and as head, for arcs and for relations.
    pub(crate) fn views(&self) -> usize {
        2 * (self.arc + self.relation)
    }
}
