//! What a name stands for.

use simpul_store::names::{Named, Resolution, Thing, resolve};

use crate::common::{articles, store};

/// `one: ent:a`, `part: ent:a`, `several: ent:a ent:b`, `near: ent:a`
fn shown(resolution: &Resolution) -> String {
    let ids = |things: &[Thing]| things.iter().map(|t| t.id.as_str()).collect::<Vec<_>>().join(" ");
    match resolution {
        Resolution::One(thing) => format!("one: {}", thing.id),
        Resolution::Part(thing) => format!("part: {}", thing.id),
        Resolution::Several(things) => format!("several: {}", ids(things)),
        Resolution::Unknown(things) => format!("near: {}", ids(things)),
    }
}

#[test]
fn names_stand_for_things() {
    let mut articles = articles();
    // a second thing that is called Northland, among other names
    let facts = &mut articles[0].statements;
    facts[1].subject.aliases.push("Northland".to_owned());
    facts[2].subject.aliases.push("Rahman".to_owned());
    let store = store(&articles);
    let cases = [
        (Named::Entity, "Andi Rahman", "one: ent:andi-rahman"),
        (Named::Entity, "andi  RAHMAN", "one: ent:andi-rahman"),
        (Named::Entity, "andi-rahman", "one: ent:andi-rahman"),
        (Named::Entity, "ent:andi-rahman", "one: ent:andi-rahman"),
        (Named::Entity, "<https://simpul.example/ent/andi-rahman>", "one: ent:andi-rahman"),
        (Named::Entity, "Republic of Example", "one: ent:republik-contoh"),
        (Named::Entity, "Wijaya", "part: ent:rina-wijaya"),
        (Named::Entity, "Rahman", "several: ent:andi-rahman ent:budi-santosa"),
        (Named::Entity, "Rahmann", "near: ent:andi-rahman ent:budi-santosa"),
        (Named::Entity, "Bdi Santosa", "near: ent:budi-santosa"),
        (Named::Entity, "Xyzzy", "near: "),
        (Named::Entity, "\" } DROP ALL #", "near: "),
        (Named::Entity, "", "near: "),
        (Named::Relation, "visits", "one: rel:visits"),
        (Named::Relation, "rel:visits", "one: rel:visits"),
        (Named::Relation, "Mengunjungi", "one: rel:visits"),
        (Named::Relation, "post", "part: rel:holdsPosition"),
        (Named::Relation, "vists", "near: rel:visits rel:visitedBy"),
    ];
    for (named, wanted, expected) in cases {
        assert_eq!(shown(&resolve(&store, named, wanted).unwrap()), expected, "{wanted:?}");
    }
}
