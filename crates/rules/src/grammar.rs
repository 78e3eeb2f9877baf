use std::collections::BTreeSet;
use std::sync::Arc;

use crate::reader::{Reader, Table};
use crate::{Classes, Filler, Path, Role, RuleError, Test, Tree};

/// How a language's trees become frames: a grammar file, `grammar/id/frames.toml`.
///
/// ```toml
/// [classes]
/// subject = ["nsubj", "nsubj:pass"]
///
/// [[frame]]
/// name    = "passive in a relative clause"
/// example = "Tim yang dipimpin oleh Budi menang."
/// anchor  = "[upos=VERB, Voice=Pass]"
/// unless  = ">@subject"                        # optional: no frame where this leads anywhere
/// agent   = ">obl:agent | >obl[case=oleh]"     # one path a role
/// patient = "<acl:relcl"
/// ```
#[derive(Clone, Debug, Default)]
pub struct Grammar {
    classes: Classes,
    patterns: Vec<FramePattern>,
}

/// One `[[frame]]` of a grammar file.
#[derive(Clone, Debug)]
pub struct FramePattern {
    /// Its name, unique in the file.
    pub name: Arc<str>,
    /// A sentence that shows it.
    pub example: Option<String>,
    /// What the token that carries the frame must pass.
    pub anchor: Test,
    /// No frame where this leads anywhere.
    pub unless: Option<Path>,
    /// Where the roles stand, in the order of [`Role`].
    pub roles: Vec<(Role, Path)>,
}

/// Who does what to whom around one token, by role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    fillers: [Vec<Filler>; Role::ALL.len()],
}

impl Frame {
    /// The tokens in a role: those of the first pattern that fits first, within one in the order of its path; each
    /// token once.
    pub fn fillers(&self, role: Role) -> &[Filler] {
        &self.fillers[role as usize]
    }

    /// True where no role is filled.
    pub fn is_empty(&self) -> bool {
        self.fillers.iter().all(Vec::is_empty)
    }
}

impl Grammar {
    /// Reads a grammar file. `file_name` is only for errors, which come all at once, in the order of the file.
    pub fn parse(file_name: &str, text: &str) -> Result<Grammar, Vec<RuleError>> {
        let (root, mut reader) = Reader::new(file_name, text)?;
        let root = reader.table(root.get_ref(), 0, &["classes", "frame"]);
        let mut grammar = Grammar { classes: classes(&mut reader, &root), patterns: Vec::new() };
        let mut names = BTreeSet::new();
        let mut legal = vec!["name", "example", "anchor", "unless"];
        legal.extend(Role::ALL.map(Role::name));
        for (entries, start) in root.inners(&mut reader, "frame") {
            let table = reader.table(entries, start, &legal);
            if let Some(pattern) = pattern(&mut reader, &table, &grammar.classes) {
                if !names.insert(pattern.name.clone()) {
                    reader.error(start, format!("the name {:?} stands twice in the file", pattern.name));
                }
                grammar.patterns.push(pattern);
            }
        }
        let errors = reader.into_errors();
        if errors.is_empty() { Ok(grammar) } else { Err(errors) }
    }

    /// The classes of labels, for the paths of relation files.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The patterns, in the order of the file.
    pub fn patterns(&self) -> &[FramePattern] {
        &self.patterns
    }

    /// The frame of a token: the union of all patterns that fit it. Empty past the end of the sentence.
    pub fn frame(&self, tree: &Tree<'_>, anchor: usize) -> Frame {
        let mut frame = Frame::default();
        for pattern in &self.patterns {
            let fits = pattern.anchor.holds(tree, anchor)
                && !pattern.unless.as_ref().is_some_and(|path| path.reaches(tree, anchor));
            if !fits {
                continue;
            }
            for (role, path) in &pattern.roles {
                let fillers = &mut frame.fillers[*role as usize];
                for token in path.reach(tree, anchor) {
                    if fillers.iter().all(|f| f.token != token) {
                        fillers.push(Filler { token, via: pattern.name.clone(), role: Some(*role) });
                    }
                }
            }
        }
        frame
    }
}

fn classes(reader: &mut Reader<'_>, root: &Table<'_>) -> Classes {
    let mut classes = Classes::default();
    let Some((entries, start)) = root.inner(reader, "classes") else { return classes };
    let legal: Vec<&str> = entries.keys().map(|k| k.get_ref().as_ref()).collect();
    let table = reader.table(entries, start, &legal);
    for (name, labels) in table.lists(reader) {
        if labels.is_empty() {
            reader.error(name.span.start, format!("class {:?} has no label", name.value));
        }
        if !name.value.chars().all(|c| c.is_alphanumeric() || c == '_') {
            reader.error(name.span.start, "the name of a class has letters, digits and '_' only");
        }
        let values: Vec<&str> = labels.iter().map(|l| l.value).collect();
        if let Err((i, message)) = classes.insert(name.value, &values) {
            reader.error_in(&labels[i], 1, message);
        }
    }
    classes
}

fn pattern(reader: &mut Reader<'_>, table: &Table<'_>, classes: &Classes) -> Option<FramePattern> {
    let name = table.required(reader, "name");
    let example = table.text(reader, "example").map(|t| t.value.to_owned());
    let anchor = table.required(reader, "anchor");
    let anchor = anchor.and_then(|t| reader.noted(&t, Test::parse(t.value, classes)));
    let path = |reader: &mut Reader<'_>, key| {
        let text = table.text(reader, key)?;
        reader.noted(&text, Path::parse(text.value, classes))
    };
    let unless = path(reader, "unless");
    let mut roles = Vec::new();
    for role in Role::ALL {
        if let Some(path) = path(reader, role.name()) {
            roles.push((role, path));
        }
    }
    if !Role::ALL.iter().any(|role| table.has(role.name())) {
        reader.error(table.start, "the frame fills no role; give a path for agent, patient …");
    }
    Some(FramePattern { name: name?.value.into(), example, anchor: anchor?, unless, roles })
}
