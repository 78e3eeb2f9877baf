use super::*;
use crate::input::{Styles, form_key};

/// A language of two words: *a* hangs on the *b* after it, *b* on the root; after a *b* a name begins.
fn sentence(vocabulary: &Vocabulary, n: usize) -> Example {
    let forms: Vec<String> =
        (0..n).map(|i| if i + 1 == n { "b".to_owned() } else { format!("a{i}") }).collect();
    let styles = Styles { trees: n as u32 % 2, names: 0 };
    let head = |i: usize| if i + 1 == n { (0, 0) } else { (n as u32, 1) };
    Example {
        inputs: vocabulary.inputs(&forms, styles),
        tags: Targets::certain((0..n).map(|i| Some(u16::from(i + 1 == n)))),
        bundles: Targets::certain((0..n).map(|i| (i > 0).then_some(i as u16 % 2))),
        tree: Some(Tree::certain(&(0..n).map(head).collect::<Vec<_>>())),
        names: Targets::certain((0..n).filter(|_| n > 2).map(|i| Some(u16::from(i == 1)))),
    }
}

fn plan() -> Plan {
    Plan {
        epochs: 400,
        batch: 20,
        rate: 1e-2,
        input: 16,
        hidden: 8,
        layers: 2,
        arc: 16,
        relation: 8,
        seed: 3,
        ..Plan::default()
    }
}

fn toy() -> (Vocabulary, Vectors, Labels, Vec<Example>) {
    let mut keys: Vec<u32> = ["a0", "a1", "b"].map(form_key).to_vec();
    keys.sort_unstable();
    let names = BTreeMap::from([(form_key("b"), 1)]);
    let vocabulary = Vocabulary::new(keys.clone(), keys, &names, 64);
    let vectors = Vectors { width: 4, values: (0..12).map(|i| i as f32 / 12.0).collect() };
    let examples = (1..12).map(|i| sentence(&vocabulary, 1 + i % 6)).collect();
    (vocabulary, vectors, Labels { tags: 2, bundles: 2, relations: 2, names: 2 }, examples)
}

#[test]
fn a_toy_language_is_learned_and_kept() {
    let (vocabulary, vectors, labels, examples) = toy();
    let learn = || {
        let start = Start::new(plan(), vocabulary.clone(), &vectors, labels);
        train(plan(), start, (&examples, &[]), &[], &mut |_| {})
    };
    let net = learn();
    let bytes = net.to_bytes();
    assert_eq!(bytes, learn().to_bytes(), "the same examples give the same bytes");
    assert_eq!(Net::from_bytes(&bytes).as_ref(), Ok(&net));
    examples.iter().for_each(|example| answers_as(example, &net));
    for cut in [0, 4, 43, bytes.len() / 2, bytes.len() - 1] {
        assert!(Net::from_bytes(&bytes[..cut]).is_err(), "{cut}");
    }
    assert!(Net::from_bytes(&[&bytes[..], b"x"].concat()).is_err());
}

/// The net answers as the example says.
fn answers_as(example: &Example, net: &Net) {
    let answers = net.answers(&example.inputs);
    let tree = example.tree.clone().unwrap_or_default();
    assert_eq!(answers.heads, tree.heads.iter().map(|head| *head as usize).collect::<Vec<_>>());
    for i in 0..example.inputs.len() {
        assert_eq!(tree.relations.word(i)[0].0 as usize, answers.relations[i]);
        assert_eq!(example.tags.word(i)[0].0 as usize, answers.tag(i));
    }
}

/// What a network learned from examples, another learns from its reading of them, from the start or from what it knew.
#[test]
fn networks_teach() {
    let (vocabulary, vectors, labels, examples) = toy();
    let start = |seed| Start::new(Plan { seed, ..plan() }, vocabulary.clone(), &vectors, labels);
    let learn = |seed, examples, taught| train(plan(), start(seed), (examples, taught), &[], &mut |_| {});
    let teachers = [learn(3, &examples, &[]), learn(4, &examples, &[])];
    let other = Labels { tags: 3, ..labels };
    let other = train(
        Plan { epochs: 0, ..plan() },
        Start::new(plan(), vocabulary.clone(), &vectors, other),
        (&[], &[]),
        &[],
        &mut |_| {},
    );
    assert!(Ensemble::new(Vec::new()).is_none());
    assert!(Ensemble::new(vec![&teachers[0], &other]).is_none(), "other answers");
    let ensemble = Ensemble::new(teachers.iter().collect()).unwrap();
    let taught: Vec<Example> = (1..12)
        .map(|i| {
            let (n, styles) = (1 + i % 6, Styles { trees: (1 + i as u32 % 6) % 2, names: 0 });
            let forms: Vec<String> =
                (0..n).map(|i| if i + 1 == n { "b".to_owned() } else { format!("a{i}") }).collect();
            ensemble.example(&forms, styles, vocabulary.inputs(&forms, styles))
        })
        .collect();
    for (taught, example) in taught.iter().zip(&examples) {
        let tree = taught.tree.clone().unwrap_or_default();
        assert_eq!(tree.heads, example.tree.clone().unwrap_or_default().heads);
        for i in 0..taught.inputs.len() {
            for targets in [&taught.tags, &taught.bundles, &taught.names, &tree.arcs, &tree.relations] {
                let sum: f32 = targets.word(i).iter().map(|(_, share)| share).sum();
                assert!((sum - 1.0).abs() < 1e-4, "shares sum to {sum}");
            }
        }
    }
    // the hand-made part is one sentence, the rest comes from the teachers
    let student =
        train(Plan { taught: 12.0, ..plan() }, start(5), (&examples[..1], &taught), &[], &mut |_| {});
    examples.iter().for_each(|example| answers_as(example, &student));
    // as many passes as one likes change nothing where all of the start is kept
    for (epochs, kept) in [(0, 0.0), (3, 1.0)] {
        let plan = Plan { epochs, kept, ..plan() };
        let again = train(plan, Start::from_net(plan, &teachers[0]), (&examples, &[]), &[], &mut |_| {});
        for example in &examples {
            assert_eq!(again.answers(&example.inputs), teachers[0].answers(&example.inputs));
        }
    }
}

/// The gradient of each kind of weight is the slope of the loss.
#[test]
fn gradients_are_slopes() {
    let (vocabulary, vectors, labels, examples) = toy();
    let plan = plan();
    let shape = plan.shape(&vocabulary, &vectors, labels);
    let mut random = Random(5);
    let mut parameters = Parameters::random(&shape, &mut random);
    let mut features = Matrix::random(shape.features, shape.input, &mut random);
    features.row_mut(0).fill(0.0);
    let tables = Tables { features, vectors: Matrix::random(shape.vectors, shape.vector, &mut random) };
    let none = Dropout { form: 0.0, row: 0.0, input: 0.0, state: 0.0, context: 0.0, views: 0.0 };
    let mut batch: Vec<&Example> = examples.iter().filter(|e| e.names.is_empty()).collect();
    // bundles are weighted without being part of the loss
    let plain: Vec<Example> =
        batch.iter().map(|e| Example { bundles: Targets::default(), ..(*e).clone() }).collect();
    batch = plain.iter().collect();
    batch.sort_by_key(|e| std::cmp::Reverse(e.inputs.len()));
    let loss = |parameters: &Parameters, tables: &Tables| {
        let g = pass::learn(&batch, &shape, parameters, tables, none, &mut Random(1));
        (g.loss.arcs + g.loss.relations + g.loss.labels, g)
    };
    let (_, gradient) = loss(&parameters, &tables);
    let n_matrices = parameters.all().len();
    for k in 0..n_matrices {
        let size = parameters.all()[k].data.len();
        for at in [0, size / 3, size - 1] {
            let step = 1e-2;
            let mut losses = [0.0; 2];
            for (side, sign) in [1.0f32, -1.0].into_iter().enumerate() {
                parameters.all_mut()[k].data[at] += sign * step;
                losses[side] = loss(&parameters, &tables).0;
                parameters.all_mut()[k].data[at] -= sign * step;
            }
            let slope = (losses[0] - losses[1]) / f64::from(2.0 * step);
            let found = f64::from(gradient.dense.all()[k].data[at]);
            assert!((slope - found).abs() < 0.02 + 0.05 * slope.abs(), "matrix {k} at {at}: {slope} {found}");
        }
    }
    let (row, values) = &gradient.rows[gradient.rows.len() / 2];
    let mut losses = [0.0; 2];
    for (side, sign) in [1.0f32, -1.0].into_iter().enumerate() {
        let mut tables = tables.clone();
        tables.features.row_mut(*row as usize)[0] += sign * 1e-2;
        losses[side] = loss(&parameters, &tables).0;
    }
    let slope = (losses[0] - losses[1]) / 2e-2;
    assert!((slope - f64::from(values[0])).abs() < 0.02 + 0.05 * slope.abs(), "{slope} {}", values[0]);
}
