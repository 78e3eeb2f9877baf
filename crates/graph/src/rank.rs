//! Who matters in the graph.

use crate::graph::{Graph, Node};

/// Share of the rank that is passed on along edges; the rest goes to all nodes alike.
const DAMPING: f64 = 0.85;
/// Passes end when no rank changes by more than this.
const ACCURACY: f64 = 1e-10;
const MAX_PASSES: usize = 200;

/// PageRank (Brin and Page 1998) of the entities, highest first, of equals by id; all ranks sum to 1.
///
/// Edges pass rank both ways, for whoever is visited matters as well as whoever visits; several edges between two
/// entities count as one. An entity without edges passes its rank to all alike. With petgraph's `page_rank` figures
/// would differ: it does not divide by the number of edges that leave a node (petgraph issue 960).
pub fn page_rank(graph: &Graph) -> Vec<(&Node, f64)> {
    let near = graph.neighbours();
    let n = near.len() as f64;
    let mut rank = vec![1.0 / n; near.len()];
    for _ in 0..MAX_PASSES {
        let alone: f64 = near.iter().zip(&rank).filter(|(near, _)| near.is_empty()).map(|(_, r)| r).sum();
        let mut next = vec![(1.0 - DAMPING + DAMPING * alone) / n; near.len()];
        for (near, rank) in near.iter().zip(&rank) {
            for other in near {
                next[*other] += DAMPING * rank / near.len() as f64;
            }
        }
        let change = rank.iter().zip(&next).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        rank = next;
        if change < ACCURACY {
            break;
        }
    }
    sorted(graph, rank)
}

/// The number of entities next to each entity, as shares of all others (degree centrality), highest first, of equals
/// by id.
pub fn degree(graph: &Graph) -> Vec<(&Node, f64)> {
    let near = graph.neighbours();
    let others = near.len().saturating_sub(1).max(1) as f64;
    sorted(graph, near.iter().map(|near| near.len() as f64 / others).collect())
}

/// How often an entity lies on the shortest paths between others (betweenness centrality, Brandes 2001), as a share of
/// all pairs of others, highest first, of equals by id.
pub fn betweenness(graph: &Graph) -> Vec<(&Node, f64)> {
    let near = graph.neighbours();
    let n = near.len();
    let mut between = vec![0.0; n];
    for start in 0..n {
        let (mut order, mut before) = (vec![start], vec![Vec::new(); n]);
        let (mut ways, mut distance) = (vec![0.0; n], vec![usize::MAX; n]);
        (ways[start], distance[start]) = (1.0, 0);
        let mut next = 0;
        while let Some(at) = order.get(next).copied() {
            next += 1;
            for other in &near[at] {
                if distance[*other] == usize::MAX {
                    distance[*other] = distance[at] + 1;
                    order.push(*other);
                }
                if distance[*other] == distance[at] + 1 {
                    ways[*other] += ways[at];
                    before[*other].push(at);
                }
            }
        }
        let mut share = vec![0.0; n];
        for at in order.iter().rev() {
            for b in &before[*at] {
                share[*b] += ways[*b] / ways[*at] * (1.0 + share[*at]);
            }
            if *at != start {
                between[*at] += share[*at];
            }
        }
    }
    // each pair was counted from both of its ends
    let pairs = (n.saturating_sub(1) * n.saturating_sub(2)).max(1) as f64;
    sorted(graph, between.iter().map(|b| b / pairs).collect())
}

fn sorted(graph: &Graph, scores: Vec<f64>) -> Vec<(&Node, f64)> {
    let mut ranked: Vec<(&Node, f64)> = graph.nodes().zip(scores).collect();
    // nodes stand in the order of their ids, which a stable sort keeps
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
    ranked
}
