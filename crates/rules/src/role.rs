use std::fmt;

/// What a participant is to an event, whatever the voice or clause. A closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who or what does it.
    Agent,
    /// Whom or what it is done to.
    Patient,
    /// Who gets it.
    Recipient,
    /// Where, or from whom, it comes from.
    Source,
    /// Where it is bound for.
    Goal,
    /// Where it happens.
    Place,
    /// With whom.
    Companion,
    /// What it is about.
    Topic,
    /// As what.
    Capacity,
    /// When.
    Time,
    /// What is said, thought, ordered.
    Content,
    /// By what means.
    Instrument,
}

impl Role {
    /// All roles, in the order of the enum.
    pub const ALL: [Role; 12] = [
        Role::Agent,
        Role::Patient,
        Role::Recipient,
        Role::Source,
        Role::Goal,
        Role::Place,
        Role::Companion,
        Role::Topic,
        Role::Capacity,
        Role::Time,
        Role::Content,
        Role::Instrument,
    ];

    /// The name in rule files: `agent`.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 12] = [
            "agent",
            "patient",
            "recipient",
            "source",
            "goal",
            "place",
            "companion",
            "topic",
            "capacity",
            "time",
            "content",
            "instrument",
        ];
        NAMES[self as usize]
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|r| r.name() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a statement may say beside its subject and object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Qualifier {
    /// What was given, said to be done, charged with.
    Item,
    /// Where it came from.
    From,
    /// Where it happened.
    Where,
    /// Who claims it.
    By,
}

impl Qualifier {
    /// All qualifiers, in the order of the enum.
    pub const ALL: [Qualifier; 4] = [Qualifier::Item, Qualifier::From, Qualifier::Where, Qualifier::By];

    /// The key in relation files: `item`.
    pub fn name(self) -> &'static str {
        ["item", "from", "where", "by"][self as usize]
    }

    /// The qualifier of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Qualifier::ALL.into_iter().find(|q| q.name() == name)
    }
}

impl fmt::Display for Qualifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
