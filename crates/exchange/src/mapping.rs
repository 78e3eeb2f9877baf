//! Which schema and type other vocabularies have for kinds and relations: the tables of `data/`.

use simpul_fact::{EntityKind, Modality};
use simpul_graph::{Edge, Node};

const KINDS: &str = include_str!("../data/kinds.tsv");
const LINKS: &str = include_str!("../data/followthemoney.tsv");

/// A link of FollowTheMoney: its schema, and the properties that its ends are.
pub(crate) struct Link {
    pub(crate) schema: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) object: &'static str,
}

/// The rows of a table, without its remarks.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn kind(kind: EntityKind, column: usize) -> &'static str {
    let row = rows(KINDS).find(|row| row.first() == Some(&kind.name()));
    row.and_then(|row| row.get(column).copied()).unwrap_or("Thing")
}

/// The schema that FollowTheMoney has for a kind.
pub(crate) fn schema(of: EntityKind) -> &'static str {
    kind(of, 1)
}

/// The type that schema.org has for a kind.
pub(crate) fn schema_org(of: EntityKind) -> &'static str {
    kind(of, 2)
}

/// *Budi works for PT Maju*: an employment, as far as it is stated as fact; all else is an unknown link.
pub(crate) fn link(subject: &Node, edge: &Edge, object: &Node) -> Link {
    let holds = |row: &Vec<&str>| {
        let takes = |column: usize, node: &Node| {
            row.get(column).is_some_and(|kinds| kinds.split(' ').any(|k| k == node.kind.name()))
        };
        row.first() == Some(&edge.relation.as_str()) && takes(1, subject) && takes(2, object)
    };
    let found = if edge.modality == Modality::Actual { rows(LINKS).find(holds) } else { None };
    match found.as_deref() {
        Some([_, _, _, schema, subject, object]) => Link { schema, subject, object },
        _ => Link { schema: "UnknownLink", subject: "subject", object: "object" },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        for known in EntityKind::ALL {
            assert!(
                rows(KINDS).filter(|row| row[0] == known.name() && row.len() == 3).count() == 1,
                "{known}"
            );
        }
        for row in rows(LINKS) {
            assert_eq!(row.len(), 6, "{row:?}");
            let kinds = row[1].split(' ').chain(row[2].split(' '));
            assert!(kinds.into_iter().all(|k| k.parse::<EntityKind>().is_ok()), "{row:?}");
        }
    }
}
