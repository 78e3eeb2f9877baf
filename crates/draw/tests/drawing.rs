//! Hand-made statements drawn: what becomes of names, posts, modalities and hostile text.

use simpul_draw::{Style, dot, page, svg};
use simpul_fact::{
    Entity, EntityKind, Evidence, Extraction, Modality, Object, Quote, Relation, Source, Statement,
};
use simpul_graph::{Graph, Options, Positions};
use simpul_text::Language;

fn entity(kind: EntityKind, name: &str) -> Entity {
    Entity {
        id: simpul_fact::iri::slug(name),
        kind,
        name: name.to_owned(),
        label_id: None,
        label_en: None,
        aliases: Vec::new(),
        wikidata: None,
    }
}

fn statement(subject: Entity, relation: &str, object: Entity) -> Statement {
    let quote = Quote { start: 0, end: 1, char_start: 0, char_end: 1, text: "x".to_owned() };
    let evidence = Evidence {
        sentence_number: 0,
        sentence: quote.clone(),
        subject: quote.clone(),
        trigger: quote.clone(),
        object: quote,
        rule: "r/frame.1".to_owned(),
        trail: Vec::new(),
    };
    Statement::new(subject, relation, Object::Entity(Box::new(object)), 0.9, evidence)
}

fn relations() -> Vec<Relation> {
    let relation = |name: &str, label_id: &str, label_en: &str, symmetric| Relation {
        name: name.to_owned(),
        label_id: label_id.to_owned(),
        label_en: label_en.to_owned(),
        subject: vec![EntityKind::Person],
        object: vec![EntityKind::Person],
        symmetric,
        ..Relation::default()
    };
    vec![
        relation("visits", "mengunjungi", "visits", false),
        relation("meets", "bertemu", "meets", true),
        relation("accompanies", "mendampingi", "accompanies", false),
    ]
}

/// An article for each statement.
fn articles(statements: impl IntoIterator<Item = Statement>) -> Vec<Extraction> {
    let article = |(i, statement)| Extraction {
        source: Source {
            id: format!("a{i}"),
            language: Language::Id,
            digest: format!("digest {i}"),
            title: None,
            outlet: None,
            place: None,
            published: None,
            authors: vec![],
            ..Source::default()
        },
        statements: vec![statement],
        ..Extraction::default()
    };
    statements.into_iter().enumerate().map(article).collect()
}

fn sample() -> Vec<Extraction> {
    use EntityKind::{Event, Org, Person, Place, Position, Thing};
    let rina = || entity(Person, "Rina Wijaya");
    let budi = || entity(Person, "Budi Santosa");
    let mut country = entity(Place, "Republik Contoh");
    country.label_en = Some("Republic of Example".to_owned());
    let mut planned = statement(rina(), "attends", entity(Event, "Sidang Tahunan"));
    planned.modality = Modality::Planned;
    let mut negated = statement(budi(), "supplies", entity(Thing, "Beras"));
    negated.modality = Modality::Negated;
    let mut possible = statement(budi(), "owns", entity(Org, "PT Maju Bersama Sejahtera"));
    possible.modality = Modality::Possible;
    articles([
        statement(rina(), "visits", country.clone()),
        statement(rina(), "visits", country),
        statement(rina(), "meets", budi()),
        statement(budi(), "meets", rina()),
        statement(budi(), "accompanies", rina()),
        statement(rina(), "holdsPosition", entity(Position, "Menteri Luar Negeri")),
        statement(budi(), "holdsPosition", entity(Position, "Duta Besar")),
        planned,
        negated,
        possible,
    ])
}

fn options() -> Options {
    Options { relations: relations(), ..Options::default() }
}

#[test]
fn statements_between_the_same_ends_are_one_edge() {
    let graph = Graph::new(&sample(), &options());
    let edge = |relation: &str| graph.edges().find(|e| e.1.relation == relation).unwrap();
    assert_eq!(edge("visits").1.passages.len(), 2);
    let (from, meets, to) = edge("meets");
    assert_eq!((from.id.as_str(), meets.passages.len(), to.id.as_str()), ("budi-santosa", 2, "rina-wijaya"));
    assert!(meets.symmetric);
    assert_eq!(graph.edges().count(), 6);
    assert_eq!(graph.nodes().count(), 6, "posts are lines, not nodes");
}

#[test]
fn posts_can_be_lines_nodes_or_hidden() {
    let draw = |positions| {
        let options = Options { positions, ..options() };
        dot(&Graph::new(&sample(), &options), &Style::default())
    };
    assert!(draw(Positions::Line).contains(r#"[label="Rina Wijaya\nMenteri Luar Negeri","#));
    assert!(
        draw(Positions::Nodes).contains(r#""menteri-luar-negeri" [label="Menteri Luar Negeri", shape=tab"#)
    );
    assert!(!draw(Positions::Hidden).contains("Menteri"));
}

#[test]
fn the_order_of_statements_does_not_show() {
    let mut turned = sample();
    turned.reverse();
    let draw = |articles: &[Extraction]| dot(&Graph::new(articles, &options()), &Style::default());
    assert_eq!(draw(&sample()), draw(&turned));
}

#[test]
fn a_neighbourhood_reaches_as_far_as_asked() {
    let graph = Graph::new(&sample(), &options());
    let ids = |graph: &Graph| graph.nodes().map(|n| n.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&graph.around("rina-wijaya", 0).unwrap()), ["rina-wijaya"]);
    assert_eq!(ids(&graph.around("republic of EXAMPLE", 1).unwrap()), ["republik-contoh", "rina-wijaya"]);
    assert_eq!(ids(&graph.around("Republik Contoh", 2).unwrap()).len(), 4);
    assert_eq!(graph.around("Rina Wijaya", 9).unwrap().nodes().count(), 6);
    assert!(graph.around("Rina Wijaya", 1).unwrap().nodes().any(|n| n.centre));
    let error = graph.around("Rina Wijay", 1).unwrap_err();
    assert_eq!(error.to_string(), "no entity named \"Rina Wijay\"; did you mean Rina Wijaya?");
}

#[test]
fn modalities_and_languages_show_in_the_labels() {
    let graph = Graph::new(&sample(), &options());
    let id = dot(&graph, &Style::default());
    let en = dot(&graph, &Style { language: Language::En, clusters: true, ..Style::default() });
    for (picture, parts) in [
        (&id, ["\"mengunjungi ×2\", style=solid", "style=dashed", "arrowhead=tee", "Keterangan", "dir=both"]),
        (
            &en,
            ["\"visits ×2\", style=solid", "Republic of Example", "cluster_Place", "not: supplies", "Legend"],
        ),
    ] {
        for part in parts {
            assert!(picture.contains(part), "{part} in {picture}");
        }
    }
}

#[test]
fn hostile_names_cannot_leave_their_label() {
    let names =
        ["a\"]; evil [label=\"x", "\\N\\G\\", "<b>x</b>", "satu\ndua\r\u{0}", "&lt;\u{202e}", "x\\\"; y"];
    for name in names {
        let person = entity(EntityKind::Person, name);
        let mut odd = statement(person, name, entity(EntityKind::Place, "Y"));
        odd.subject.id = name.to_owned();
        let picture =
            dot(&Graph::new(&articles([odd]), &options()), &Style { legend: false, ..Style::default() });
        assert_eq!(statements_of(&picture), 7, "{picture}");
    }
    let empty = Graph::new(&[], &options());
    assert_eq!(statements_of(&dot(&empty, &Style::default())), 4);
}

/// Markup must be that of a harmless graph, whatever names, labels, sentences, titles and ids hold.
#[test]
fn hostile_words_stay_words_in_svg_and_html() {
    let words = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onload='alert(1)",
        "</style></script></svg><b>",
        "]]><!-- --> <?x ?>",
        "&lt;b&gt; &amp; &#60;",
        "{{script}}",
        "\u{202e}kanan\u{2066}\u{200f}\u{61c} kiri",
        "a\u{0}b\u{1b}[31m\u{85}\u{ffff}",
        "تجربة שלום",
        "",
    ];
    let draw = |word: &str| {
        let mut odd = statement(entity(EntityKind::Person, "x"), word, entity(EntityKind::Place, "Y"));
        odd.subject.name = word.to_owned();
        odd.subject.id = format!("x{word}");
        odd.subject.wikidata = Some(word.to_owned());
        odd.subject.aliases = vec![format!("{word} lain")];
        odd.by = Some(entity(EntityKind::Org, word));
        odd.evidence[0].sentence.text = format!("{word} y.");
        odd.evidence[0].rule = word.to_owned();
        // the words of a statement stand on the borders of characters; here there are none
        let evidence = &mut odd.evidence[0];
        for quote in [&mut evidence.subject, &mut evidence.trigger, &mut evidence.object] {
            quote.end = quote.start;
        }
        let mut all = articles([odd]);
        all[0].source.id = word.to_owned();
        all[0].source.title = Some(word.to_owned());
        all[0].source.outlet = Some(word.to_owned());
        let graph = Graph::new(&all, &options());
        let style = Style { title: Some(word.to_owned()), ..Style::default() };
        [svg(&graph, &style), page(&graph, &style, graph.n_nodes())]
    };
    let harmless = draw("kata").map(|text| tags(&text));
    for word in words {
        let pictures = draw(word);
        for (text, expected) in pictures.iter().zip(&harmless) {
            assert_eq!(tags(text), *expected, "{word:?}");
            let odd = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!text.contains(odd) && !text.contains(['\u{0}', '\u{200f}', '\u{ffff}']), "{word:?}");
        }
    }
}

/// The tags of a text with the names of their attributes, in order; how often a word is wrapped does not count.
fn tags(text: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let (mut end, mut quoted) = (after.len(), false);
        for (i, c) in after.char_indices() {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => {
                    end = i;
                    break;
                }
                _ => {}
            }
        }
        let tag = &after[..end];
        let outside: String = tag.split('"').step_by(2).collect::<Vec<_>>().join("");
        rest = &after[end..];
        if outside.starts_with("script") || outside.starts_with("style") {
            let close = format!("</{}>", &outside[..outside.find(' ').unwrap_or(outside.len())]);
            rest = rest.split_once(close.as_str()).map_or("", |r| r.1);
        }
        if !outside.starts_with("text") && !outside.starts_with("/text") {
            tags.push(outside);
        }
    }
    tags
}

#[test]
fn a_page_needs_nothing_from_elsewhere_and_says_what_the_graph_says() {
    let graph = Graph::new(&sample(), &options());
    let html = page(&graph, &Style { language: Language::En, ..Style::default() }, 9);
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
    for part in ["src=", "url(http", "@import", "<link", "{{"] {
        assert!(!html.contains(part), "{part}");
    }
    assert!(
        html.contains(
            "6 entities, 6 relations, 8 articles. Only the 6 most central of 9 entities are drawn."
        )
    );
    assert_eq!(html.matches("<tr id=\"r").count(), 6);
    assert_eq!(html.matches("<tr id=\"t").count(), 6);
    assert_eq!(html.matches("<g class=\"edge ").count(), 6 + 4, "edges and the legend");
    assert_eq!(html.matches("<blockquote>").count(), 8, "a sentence for each passage");
    assert!(html.contains("not: supplies") && html.contains("attends (planned)"));
    assert_eq!(page(&graph, &Style { language: Language::En, ..Style::default() }, 9), html);
    let empty = page(&Graph::new(&[], &options()), &Style::default(), 0);
    assert!(empty.contains("<tbody>\n</tbody>"));
}

#[test]
fn a_picture_shows_every_entity_and_edge() {
    let graph = Graph::new(&sample(), &options());
    let picture = svg(&graph, &Style::default());
    assert_eq!(picture.matches("<g class=\"node ").count(), 6);
    assert_eq!(picture.matches(" id=\"e").count(), 6);
    for part in
        ["mengunjungi ×2", "tidak supplies", "stroke-dasharray", "marker-start", ">Menteri Luar Negeri<"]
    {
        assert!(picture.contains(part), "{part} in {picture}");
    }
    // Programs that do not know `paint-order` would draw the halo over the label.
    assert!(!picture.contains("paint-order"));
    assert_eq!(picture.matches("class=\"halo\"").count(), 6);
}

/// Number of DOT statements in a picture: `;` outside of strings, and the opening brace.
fn statements_of(dot: &str) -> usize {
    let (mut inside, mut escaped, mut count) = (false, false, 1);
    for c in dot.chars() {
        assert!(!(inside && c == '\n'), "a string goes over a line end: {dot}");
        match c {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => inside = !inside,
            ';' if !inside => count += 1,
            _ => {}
        }
    }
    assert!(!inside, "a string is not closed: {dot}");
    count
}
