//! The steps that find what words refer to, by name: so that each can be left out and its worth be measured.

/// A step of the chain (`docs/coreference.md`), in the order of the table there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Two names of one known thing.
    Gazetteer,
    /// An acronym that the article introduces.
    Acronym,
    /// The same words, but for those that tell no names apart.
    SameWords,
    /// Part of a longer name.
    Part,
    /// A title for its holder.
    Title,
    /// *The man who came*.
    Relative,
    /// *Ia*, *he*.
    Pronoun,
    /// *-nya*, *his*, *its*.
    Possessive,
    /// *It*.
    Thing,
    /// *Saya* in a quotation.
    Speaker,
    /// *Keduanya*, *they*.
    Plural,
    /// *Partai itu*, *the company*.
    Description,
}

impl Step {
    /// All steps, in order.
    pub const ALL: [Step; 12] = [
        Step::Gazetteer,
        Step::Acronym,
        Step::SameWords,
        Step::Part,
        Step::Title,
        Step::Relative,
        Step::Pronoun,
        Step::Possessive,
        Step::Thing,
        Step::Speaker,
        Step::Plural,
        Step::Description,
    ];

    /// The name of the step in lower case.
    pub fn name(self) -> &'static str {
        [
            "same gazetteer entry",
            "acronym",
            "same telling words",
            "part of a longer name",
            "title",
            "relative pronoun",
            "pronoun of a person",
            "possessive",
            "pronoun of a body or state",
            "speaker of a quotation",
            "plural",
            "description",
        ][self as usize]
    }
}

/// The steps to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps(u16);

impl Steps {
    /// Every step: how articles are read.
    pub const ALL: Steps = Steps((1 << Step::ALL.len()) - 1);
    /// No step: only the same name means the same thing.
    pub const NONE: Steps = Steps(0);

    /// These and one more.
    pub fn with(self, step: Step) -> Steps {
        Steps(self.0 | 1 << step as u16)
    }

    /// These without one.
    pub fn without(self, step: Step) -> Steps {
        Steps(self.0 & !(1 << step as u16))
    }

    /// True where the step is taken.
    pub fn has(self, step: Step) -> bool {
        self.0 & 1 << step as u16 != 0
    }
}
