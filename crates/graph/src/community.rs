//! Which entities belong together: parts of the graph with nothing between them, and groups with little between them.

use std::collections::BTreeMap;

use crate::graph::{Graph, Node};

/// Passes over the nodes at most, before communities are joined.
const MAX_PASSES: usize = 100;
/// A move must gain more than this, so that rounding moves nothing.
const LEAST_GAIN: f64 = 1e-9;

/// The connected components, largest first, of equals by the id of their first member.
pub fn components(graph: &Graph) -> Vec<Vec<&Node>> {
    let near = graph.neighbours();
    let mut label: Vec<usize> = vec![usize::MAX; near.len()];
    for start in 0..near.len() {
        if label[start] != usize::MAX {
            continue;
        }
        label[start] = start;
        let mut open = vec![start];
        while let Some(at) = open.pop() {
            for other in &near[at] {
                if label[*other] == usize::MAX {
                    label[*other] = start;
                    open.push(*other);
                }
            }
        }
    }
    grouped(graph, &label)
}

/// Communities by modularity (Louvain: Blondel, Guillaume, Lambiotte and Lefebvre 2008), largest first, of equals by
/// the id of their first member. Nodes are taken in the order of their ids and move to the community where modularity
/// gains most, of equals the first: so the same graph gives the same groups.
pub fn communities(graph: &Graph) -> Vec<Vec<&Node>> {
    let near = graph.neighbours();
    let mut weights: Weights =
        near.iter().map(|near| near.iter().map(|other| (*other, 1.0)).collect()).collect();
    let mut label: Vec<usize> = (0..near.len()).collect();
    loop {
        let moved = moved(&weights);
        if moved.iter().enumerate().all(|(at, to)| at == *to) {
            return grouped(graph, &label);
        }
        label.iter_mut().for_each(|l| *l = moved[*l]);
        weights = joined(&weights, &moved);
    }
}

/// By node its neighbours with the weight of the edge; a node may be its own neighbour, with twice the weight inside it.
type Weights = Vec<BTreeMap<usize, f64>>;

/// By node the community that it ends up in, each called by one of its members.
fn moved(weights: &Weights) -> Vec<usize> {
    let strength: Vec<f64> = weights.iter().map(|near| near.values().sum()).collect();
    let total: f64 = strength.iter().sum();
    let mut community: Vec<usize> = (0..weights.len()).collect();
    let mut inside = strength.clone();
    for _ in 0..MAX_PASSES {
        let mut changed = false;
        for at in 0..weights.len() {
            let own = community[at];
            inside[own] -= strength[at];
            let mut links: BTreeMap<usize, f64> = BTreeMap::from([(own, 0.0)]);
            for (other, weight) in weights[at].iter().filter(|(other, _)| **other != at) {
                *links.entry(community[*other]).or_default() += weight;
            }
            let gain = |to: usize, weight: f64| weight - inside[to] * strength[at] / total.max(1.0);
            let stay = gain(own, links[&own]);
            let best = links
                .iter()
                .map(|(to, weight)| (gain(*to, *weight), *to))
                .fold((stay, own), |best, next| if next.0 > best.0 + LEAST_GAIN { next } else { best });
            community[at] = best.1;
            inside[best.1] += strength[at];
            changed |= best.1 != own;
        }
        if !changed {
            break;
        }
    }
    community
}

/// The graph whose nodes are the communities; the nodes that are none keep their places, without edges.
fn joined(weights: &Weights, community: &[usize]) -> Weights {
    let mut joined: Weights = vec![BTreeMap::new(); weights.len()];
    for (at, near) in weights.iter().enumerate() {
        for (other, weight) in near {
            *joined[community[at]].entry(community[*other]).or_default() += weight;
        }
    }
    joined
}

fn grouped<'g>(graph: &'g Graph, label: &[usize]) -> Vec<Vec<&'g Node>> {
    let mut groups: BTreeMap<usize, Vec<&Node>> = BTreeMap::new();
    for (node, label) in graph.nodes().zip(label) {
        groups.entry(*label).or_default().push(node);
    }
    let mut groups: Vec<Vec<&Node>> = groups.into_values().collect();
    groups.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a[0].id.cmp(&b[0].id)));
    groups
}
