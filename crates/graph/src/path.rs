//! How two entities are connected: the shortest paths between them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use petgraph::graph::NodeIndex;

use crate::graph::{Edge, Graph, Node, UnknownEntity};

/// A way from one entity to another, over edges of either direction.
#[derive(Clone, Debug)]
pub struct GraphPath<'g> {
    /// Where it begins.
    pub start: &'g Node,
    /// Its steps, in order.
    pub steps: Vec<Step<'g>>,
}

/// One step of a path.
#[derive(Clone, Debug)]
pub struct Step<'g> {
    /// The entity that it leads to.
    pub to: &'g Node,
    /// All that relates the two, each with true where its subject is the entity that the step leaves.
    pub edges: Vec<(&'g Edge, bool)>,
}

/// The `k` shortest paths without a loop between two entities, shortest first, then in the order of the ids on them.
/// The entities are given by id or name; where several have the name, paths between any of them count.
///
/// Yen's algorithm (Management Science 17, 1971) over breadth-first search: all steps are equally long.
///
/// # Errors
/// No entity has one of the names.
pub fn shortest<'g>(
    graph: &'g Graph,
    from: &str,
    to: &str,
    k: usize,
) -> Result<Vec<GraphPath<'g>>, UnknownEntity> {
    let (starts, ends) = (graph.find(from)?, graph.find(to)?);
    let near = graph.neighbours();
    let mut found: BTreeSet<(usize, Vec<usize>)> = BTreeSet::new();
    for start in &starts {
        for end in ends.iter().filter(|end| *end != start) {
            found
                .extend(yen(&near, start.index(), end.index(), k).into_iter().map(|path| (path.len(), path)));
        }
    }
    Ok(found.into_iter().take(k).map(|(_, path)| explained(graph, &path)).collect())
}

fn yen(near: &[Vec<usize>], start: usize, end: usize, k: usize) -> Vec<Vec<usize>> {
    let mut shortest: Vec<Vec<usize>> = Vec::new();
    let mut candidates: BTreeSet<(usize, Vec<usize>)> = BTreeSet::new();
    if k > 0 {
        let first = breadth_first(near, &[], start, end, &BTreeSet::new());
        candidates.extend(first.map(|path| (path.len(), path)));
    }
    while let Some((_, path)) = candidates.pop_first() {
        // leave the path at each of its nodes, by an edge that no path with the same beginning takes
        for at in 0..path.len() - 1 {
            let root = &path[..=at];
            let taken: BTreeSet<usize> = shortest
                .iter()
                .chain([&path])
                .filter(|p| p.len() > at + 1 && p.starts_with(root))
                .map(|p| p[at + 1])
                .collect();
            if let Some(other) = breadth_first(near, &root[..at], root[at], end, &taken) {
                candidates.insert((other.len(), other));
            }
        }
        shortest.push(path);
        if shortest.len() == k {
            break;
        }
        candidates.retain(|(_, path)| !shortest.contains(path));
    }
    shortest
}

/// The shortest path to `end` that begins with `before` and `start` and does not go on to one of `banned`.
fn breadth_first(
    near: &[Vec<usize>],
    before: &[usize],
    start: usize,
    end: usize,
    banned: &BTreeSet<usize>,
) -> Option<Vec<usize>> {
    let mut previous: BTreeMap<usize, usize> = BTreeMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        if at == end {
            let mut path = vec![end];
            while let Some(p) = path.last().and_then(|last| previous.get(last)) {
                path.push(*p);
            }
            path.extend(before.iter().rev());
            path.reverse();
            return Some(path);
        }
        for next in &near[at] {
            let closed = *next == start || before.contains(next) || at == start && banned.contains(next);
            if !closed && !previous.contains_key(next) {
                previous.insert(*next, at);
                queue.push_back(*next);
            }
        }
    }
    None
}

fn explained<'g>(graph: &'g Graph, path: &[usize]) -> GraphPath<'g> {
    let g = &graph.graph;
    let nodes: Vec<NodeIndex> = path.iter().map(|i| NodeIndex::new(*i)).collect();
    let steps = nodes.windows(2).map(|pair| {
        let along = g.edges_connecting(pair[0], pair[1]).map(|e| (e.weight(), true));
        let against = g.edges_connecting(pair[1], pair[0]).map(|e| (e.weight(), false));
        let mut edges: Vec<(&Edge, bool)> = along.chain(against).collect();
        edges.sort_by_key(|(e, along)| (e.modality, std::cmp::Reverse(e.sources), &e.relation, !along));
        Step { to: &g[pair[1]], edges }
    });
    GraphPath { start: &g[nodes[0]], steps: steps.collect() }
}
