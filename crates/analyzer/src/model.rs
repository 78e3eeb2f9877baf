/// Learned weights and word lists of one language.
#[derive(Clone, Debug, Default)]
pub struct Model {}

/// Bytes that are no model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes end too early or do not fit together.
    #[error("the model is damaged at byte {at}; train it again")]
    Damaged {
        /// Position.
        at: usize,
    },
}

impl Model {
    /// Reads a model.
    pub fn from_bytes(_bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Model {})
    }

    /// The model for Indonesian that comes with the crate.
    pub fn bundled() -> Self {
        Model {}
    }
}
