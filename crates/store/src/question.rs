//! A question that has a name: a SPARQL query with a header that says what it asks and which values it takes.
//!
//! ```text
//! # Whom did one person meet, where and when?
//! # ?person (entity): one of the names of the person, such as "Joko Widodo"
//! # ?since (date, optional): only from this day, month or year on
//! # ?least (integer, default 2): least number of articles
//! SELECT …
//! ```
//!
//! The first line is the question; more lines may explain it. Then every parameter has a line: variable, type, need,
//! meaning. A variable that is given no value stays a variable, so a query may ask `!BOUND(?since)`.

use simpul_text::Date;

use crate::{Sparql, StoreError, Value};

/// What a value is, and how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterType {
    /// An entity, by one of its names or its IRI: to be resolved by [`crate::names`].
    Entity,
    /// A relation, by its name, its label or its IRI: to be resolved by [`crate::names`].
    Relation,
    /// A day, month or year: `2024-06-19`, `2024-06`, `2024`. Bound as text, which sorts as dates do.
    Date,
    /// A whole number.
    Integer,
    /// Any text.
    Text,
}

impl ParameterType {
    const ALL: [(&'static str, ParameterType); 5] = [
        ("entity", ParameterType::Entity),
        ("relation", ParameterType::Relation),
        ("date", ParameterType::Date),
        ("integer", ParameterType::Integer),
        ("text", ParameterType::Text),
    ];

    /// The word of the header: `entity`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|t| t.1 == self).map_or("", |t| t.0)
    }

    /// The value that a text of this type stands for. Names of entities and relations are read as [`Value::parse`]
    /// does: they are the caller's to resolve.
    pub fn read(self, text: &str) -> Result<Value, String> {
        match self {
            ParameterType::Entity | ParameterType::Relation => Ok(Value::parse(text)),
            ParameterType::Text => Ok(Value::Text(text.to_owned())),
            ParameterType::Integer => {
                let number = text.trim().parse();
                number.map(Value::Integer).map_err(|_| format!("{text:?} is no whole number, such as 2"))
            }
            ParameterType::Date => {
                let date: Result<Date, _> = text.trim().parse();
                date.map(|d| Value::Text(d.to_string()))
                    .map_err(|_| format!("{text:?} is no date; write 2024-06-19, 2024-06 or 2024"))
            }
        }
    }
}

/// Whether a value must be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// Without it the question is wider.
    Optional,
    /// Without it this one is taken.
    Default(Value),
}

/// A variable of a question that takes a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The variable, without `?`.
    pub name: String,
    /// What the value is.
    pub kind: ParameterType,
    /// Whether it must be given.
    pub need: Need,
    /// What it means, for people.
    pub meaning: String,
}

/// A query with a name, a sentence and parameters.
#[derive(Clone, Debug)]
pub struct Question {
    /// What it asks, with its question mark.
    pub sentence: String,
    /// The values it takes, in the order of the header.
    pub parameters: Vec<Parameter>,
    /// The query, as yet without values.
    pub sparql: Sparql,
}

impl Question {
    /// Reads a question. Fails, with the number of the line, where the header is not of the form above, where the
    /// query is not SPARQL ([`StoreError::Syntax`]), and where a parameter is no variable of it.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let header: Vec<(usize, &str)> =
            (1..).zip(text.lines()).take_while(|(_, l)| l.starts_with('#')).collect();
        let (mut sentence, mut parameters) = (String::new(), Vec::<Parameter>::new());
        for (line, content) in header {
            let content = content.trim_start_matches('#').trim();
            let failed = |what: String| StoreError::Syntax { line, column: 1, what };
            if content.starts_with('?') {
                let parameter = parameter(content).map_err(failed)?;
                if parameters.iter().any(|p| p.name == parameter.name) {
                    return Err(failed(format!("?{} is described twice", parameter.name)));
                }
                parameters.push(parameter);
            } else if parameters.is_empty() {
                sentence = [sentence.as_str(), content].join(" ").trim().to_owned();
            } else {
                return Err(failed("the question comes before its parameters".to_owned()));
            }
        }
        if !sentence.contains('?') {
            let what =
                "begin with a comment that asks the question in words, with a question mark".to_owned();
            return Err(StoreError::Syntax { line: 1, column: 1, what });
        }
        let sparql = Sparql::parse(text)?;
        if let Some(parameter) = parameters.iter().find(|p| !sparql.has_variable(&p.name)) {
            let why =
                format!("its header describes ?{}, which the query does not leave open", parameter.name);
            return Err(StoreError::Refused(why));
        }
        Ok(Question { sentence, parameters, sparql })
    }

    /// The parameter of that name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|p| p.name == name.trim_start_matches(['?', '$']))
    }

    /// Fails where a value that is required is not among those given ([`StoreError::Refused`]).
    pub fn check_given(&self, given: &[&str]) -> Result<(), StoreError> {
        match self.left(given).find(|p| p.need == Need::Required) {
            None => Ok(()),
            Some(Parameter { name, meaning, .. }) => {
                let why = format!("{name} is missing: {meaning}; give it with --bind {name}=…");
                Err(StoreError::Refused(why))
            }
        }
    }

    /// The parameters that are not among those given.
    fn left(&self, given: &[&str]) -> impl Iterator<Item = &Parameter> {
        let is_left = |p: &&Parameter| given.iter().all(|n| n.trim_start_matches(['?', '$']) != p.name);
        self.parameters.iter().filter(is_left)
    }

    /// The query with these values, and the defaults of parameters that are not among them.
    ///
    /// Fails where a value is missing ([`StoreError::Refused`]).
    pub fn with_values(&self, values: &[(String, Value)]) -> Result<Sparql, StoreError> {
        let mut sparql = self.sparql.clone();
        for (name, value) in values {
            sparql = sparql.bind(name, value)?;
        }
        let given: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).collect();
        self.check_given(&given)?;
        for Parameter { name, need, .. } in self.left(&given) {
            if let Need::Default(value) = need {
                sparql = sparql.bind(name, value)?;
            }
        }
        Ok(sparql)
    }
}

/// `?least (integer, default 2): least number of articles`
fn parameter(line: &str) -> Result<Parameter, String> {
    let form = || format!("{line:?} is no parameter; write ?name (type): meaning");
    let (head, meaning) = line.split_once("):").ok_or_else(form)?;
    let (variable, head) = head.split_once('(').ok_or_else(form)?;
    let name = variable.trim().trim_start_matches('?');
    let sound = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    if name.is_empty() || !sound || meaning.trim().is_empty() {
        return Err(form());
    }
    let (kind, need) = head.split_once(',').map_or((head, None), |(kind, need)| (kind, Some(need.trim())));
    let Some((_, kind)) = ParameterType::ALL.into_iter().find(|t| t.0 == kind.trim()) else {
        let types: Vec<&str> = ParameterType::ALL.iter().map(|t| t.0).collect();
        return Err(format!("{:?} is no type; there are: {}", kind.trim(), types.join(", ")));
    };
    let need = match need {
        None => Need::Required,
        Some("optional") => Need::Optional,
        Some(need) => match need.strip_prefix("default ") {
            Some(value) => Need::Default(kind.read(value.trim())?),
            None => return Err(format!("{need:?} is no need; write optional, or default and a value")),
        },
    };
    Ok(Parameter { name: name.to_owned(), kind, need, meaning: meaning.trim().to_owned() })
}
