//! Where the boxes of a graph stand. Forces within each connected part (Fruchterman and Reingold, *Graph drawing by
//! force-directed placement*, 1991), then boxes pushed apart until none covers another, then the parts side by side.
//!
//! Only the four operations and square roots are used, which IEEE 754 rounds the same everywhere: the same graph has the
//! same layout on every machine.

use petgraph::unionfind::UnionFind;

/// Length that the forces give a link, in pixels.
const LINK: f64 = 80.0;
/// Share of its distance from the middle by which a node is drawn there.
const GRAVITY: f64 = 0.03;
/// Boxes are wider than high, and so is the drawing.
const STRETCH: f64 = 1.7;
/// Space around a box, in pixels.
const GAP: f64 = 14.0;
/// Space between two parts, in pixels.
const PART_GAP: f64 = 40.0;
/// Width of the drawing over its height.
const ASPECT: f64 = 1.6;
/// Pairs of nodes that are looked at, at most, for one part.
const WORK: usize = 200_000_000;
/// Cosine and sine of the golden angle, 137.5 degrees: no two of the points that it turns fall on one ray.
const GOLDEN: (f64, f64) = (-0.737_368_878_078_319_7, 0.675_490_294_261_523_8);

pub(crate) type Point = (f64, f64);

/// Centres of boxes of these sizes (width, height), all coordinates at least 0, and the size of the whole.
pub(crate) fn place(sizes: &[Point], links: &[(usize, usize)]) -> (Vec<Point>, Point) {
    let mut centres = vec![(0.0, 0.0); sizes.len()];
    let mut rectangles: Vec<(Vec<usize>, Point)> = Vec::new();
    for part in parts(sizes.len(), links) {
        let index = |node: usize| part.binary_search(&node).ok();
        let inner: Vec<(usize, usize)> = links
            .iter()
            .filter_map(|(a, b)| Some((index(*a)?, index(*b)?)))
            .filter(|(a, b)| a != b)
            .collect();
        let boxes: Vec<Point> = part.iter().map(|n| sizes[*n]).collect();
        let mut points = forces(boxes.len(), &inner);
        push_apart(&mut points, &boxes);
        let size = to_origin(&mut points, &boxes);
        for (node, point) in part.iter().zip(points) {
            centres[*node] = point;
        }
        rectangles.push((part, size));
    }
    let whole = pack(&mut rectangles, &mut centres);
    (centres, whole)
}

/// The connected parts, each sorted, the largest first.
fn parts(n: usize, links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut sets: UnionFind<usize> = UnionFind::new(n);
    for (a, b) in links {
        sets.union(*a, *b);
    }
    let mut of: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for node in 0..n {
        of.entry(sets.find(node)).or_default().push(node);
    }
    let mut parts: Vec<Vec<usize>> = of.into_values().collect();
    parts.sort_by_key(|part| (std::cmp::Reverse(part.len()), part[0]));
    parts
}

/// Positions of `n` connected nodes by repulsion between all and attraction along links.
fn forces(n: usize, links: &[(usize, usize)]) -> Vec<Point> {
    let mut points = spiral(n, links);
    if n < 2 {
        return points;
    }
    let rounds = (WORK / (n * n)).clamp(30, 500);
    let mut degree = vec![0.0_f64; n];
    for (a, b) in links {
        degree[*a] += 1.0;
        degree[*b] += 1.0;
    }
    // the more links a node has the more it repels: the neighbours of two hubs do not mix
    let weight: Vec<f64> = degree.iter().map(|d| (1.0 + d).sqrt()).collect();
    for round in 0..rounds {
        let mut moves = vec![(0.0_f64, 0.0_f64); n];
        for i in 0..n {
            for j in i + 1..n {
                let (x, y) = (points[i].0 - points[j].0, points[i].1 - points[j].1);
                // by the square of the distance, so that what is far apart is left to the links
                let square = (x * x + y * y).max(1.0);
                let force = LINK * LINK * LINK * weight[i] * weight[j] / (square * square.sqrt());
                let (x, y) = (x * force, y * force);
                moves[i] = (moves[i].0 + x, moves[i].1 + y);
                moves[j] = (moves[j].0 - x, moves[j].1 - y);
            }
        }
        for (a, b) in links {
            let (x, y) = (points[*a].0 - points[*b].0, points[*a].1 - points[*b].1);
            let force = (x * x + y * y).sqrt() / LINK;
            moves[*a] = (moves[*a].0 - x * force, moves[*a].1 - y * force);
            moves[*b] = (moves[*b].0 + x * force, moves[*b].1 + y * force);
        }
        for (by, (x, y)) in moves.iter_mut().zip(&points) {
            *by = (by.0 - x * GRAVITY, by.1 - y * GRAVITY);
        }
        // no node goes farther than the temperature, which falls to nothing
        let heat = LINK * (1.0 - round as f64 / rounds as f64);
        for (point, (x, y)) in points.iter_mut().zip(moves) {
            let length = (x * x + y * y).sqrt().max(1e-9);
            let step = length.min(heat) / length;
            *point = (point.0 + x * step, point.1 + y * step);
        }
    }
    points.iter().map(|(x, y)| (x * STRETCH, *y)).collect()
}

/// Where the forces begin: nodes on a spiral, outward from the node with the most links, neighbours after each other.
fn spiral(n: usize, links: &[(usize, usize)]) -> Vec<Point> {
    let mut near = vec![Vec::new(); n];
    for (a, b) in links {
        near[*a].push(*b);
        near[*b].push(*a);
    }
    let hub = (0..n).rev().max_by_key(|i| near[*i].len()).unwrap_or_default();
    let (mut order, mut seen) = (vec![hub; n.min(1)], vec![false; n]);
    let mut at = 0;
    while at < order.len() {
        seen[order[at]] = true;
        for next in &near[order[at]] {
            if !seen[*next] {
                seen[*next] = true;
                order.push(*next);
            }
        }
        at += 1;
    }
    let mut points = vec![(0.0, 0.0); n];
    let (mut x, mut y) = (1.0, 0.0);
    for (i, node) in order.iter().enumerate() {
        let radius = LINK * (i as f64).sqrt();
        points[*node] = (radius * x, radius * y);
        (x, y) = (x * GOLDEN.0 - y * GOLDEN.1, x * GOLDEN.1 + y * GOLDEN.0);
    }
    points
}

/// Moves boxes until none covers another: each pair parts along the axis that needs less.
fn push_apart(points: &mut [Point], sizes: &[Point]) {
    for _ in 0..300 {
        let mut order: Vec<usize> = (0..points.len()).collect();
        let left = |points: &[Point], i: usize| points[i].0 - sizes[i].0 / 2.0;
        order.sort_by(|a, b| left(points, *a).total_cmp(&left(points, *b)).then(a.cmp(b)));
        let mut moved = false;
        for (at, &i) in order.iter().enumerate() {
            for &j in &order[at + 1..] {
                let (width, height) =
                    ((sizes[i].0 + sizes[j].0) / 2.0 + GAP, (sizes[i].1 + sizes[j].1) / 2.0 + GAP);
                let (x, y) = (points[j].0 - points[i].0, points[j].1 - points[i].1);
                if x > width + sizes[i].0 + sizes[j].0 {
                    break;
                }
                let (over_x, over_y) = (width - x.abs(), height - y.abs());
                if over_x <= 0.0 || over_y <= 0.0 {
                    continue;
                }
                moved = true;
                let step =
                    |over: f64, toward: f64| (over / 2.0 + 0.5) * if toward < 0.0 { -1.0 } else { 1.0 };
                if over_x < over_y {
                    let step = step(over_x, x);
                    points[i].0 -= step;
                    points[j].0 += step;
                } else {
                    let step = step(over_y, y);
                    points[i].1 -= step;
                    points[j].1 += step;
                }
            }
        }
        if !moved {
            return;
        }
    }
}

/// Moves all so that the boxes begin at 0, and gives the size of the whole.
fn to_origin(points: &mut [Point], sizes: &[Point]) -> Point {
    let edge = |f: fn(f64, f64) -> f64, sign: f64, start: f64| {
        points.iter().zip(sizes).fold((start, start), |e, (p, s)| {
            (f(e.0, p.0 + sign * s.0 / 2.0), f(e.1, p.1 + sign * s.1 / 2.0))
        })
    };
    let (low, high) = (edge(f64::min, -1.0, f64::INFINITY), edge(f64::max, 1.0, f64::NEG_INFINITY));
    for point in points.iter_mut() {
        *point = (point.0 - low.0, point.1 - low.1);
    }
    (high.0 - low.0, high.1 - low.1)
}

/// Sets the parts side by side in rows, in their order, and gives the size of the whole.
fn pack(parts: &mut [(Vec<usize>, Point)], centres: &mut [Point]) -> Point {
    let area: f64 = parts.iter().map(|(_, s)| (s.0 + PART_GAP) * (s.1 + PART_GAP)).sum();
    let widest = parts.iter().map(|(_, s)| s.0).fold(0.0, f64::max);
    let width = widest.max((area * ASPECT).sqrt());
    // rows of parts of about one height leave the least space
    parts.sort_by(|a, b| b.1.1.total_cmp(&a.1.1).then(a.0[0].cmp(&b.0[0])));
    let (mut x, mut y, mut row, mut whole) = (0.0, 0.0, 0.0_f64, (0.0_f64, 0.0_f64));
    for (part, size) in parts.iter() {
        if x > 0.0 && x + size.0 > width {
            (x, y, row) = (0.0, y + row + PART_GAP, 0.0);
        }
        for node in part {
            centres[*node] = (centres[*node].0 + x, centres[*node].1 + y);
        }
        whole = (whole.0.max(x + size.0), whole.1.max(y + size.1));
        x += size.0 + PART_GAP;
        row = row.max(size.1);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A hub with 30 others, a chain, a loop on itself, and nodes that nothing links.
    fn sample() -> (Vec<Point>, Vec<(usize, usize)>) {
        let sizes = (0..60).map(|i| (60.0 + f64::from(i % 7) * 20.0, 30.0)).collect();
        let mut links: Vec<(usize, usize)> = (1..31).map(|i| (0, i)).collect();
        links.extend([(40, 41), (41, 42), (42, 42), (3, 4), (0, 1)]);
        (sizes, links)
    }

    #[test]
    fn no_box_covers_another_or_leaves_the_picture() {
        let (sizes, links) = sample();
        let (centres, whole) = place(&sizes, &links);
        for i in 0..sizes.len() {
            assert!(
                centres[i].0 - sizes[i].0 / 2.0 > -0.01 && centres[i].0 + sizes[i].0 / 2.0 < whole.0 + 0.01
            );
            assert!(
                centres[i].1 - sizes[i].1 / 2.0 > -0.01 && centres[i].1 + sizes[i].1 / 2.0 < whole.1 + 0.01
            );
            for j in 0..i {
                let (x, y) = (centres[i].0 - centres[j].0, centres[i].1 - centres[j].1);
                let over_x = (sizes[i].0 + sizes[j].0) / 2.0 - x.abs();
                let over_y = (sizes[i].1 + sizes[j].1) / 2.0 - y.abs();
                assert!(over_x <= 0.01 || over_y <= 0.01, "{i} covers {j}");
            }
        }
        assert_eq!(place(&sizes, &links), (centres, whole), "the same layout again");
    }

    #[test]
    fn nothing_has_a_place_too() {
        assert_eq!(place(&[], &[]), (Vec::new(), (0.0, 0.0)));
        assert_eq!(place(&[(10.0, 4.0)], &[(0, 0)]).0, [(5.0, 2.0)]);
    }
}
