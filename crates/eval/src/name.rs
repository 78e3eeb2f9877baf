//! When a name or an entity is the one that the gold means: *Presiden Rusia Vladimir Putin* is *Vladimir Putin*,
//! *PT Maju Jaya Tbk* is *Maju Jaya*, but *Kota Bogor* isn't *Kota Bandung*.

use std::collections::BTreeSet;

use simpul_fact::{Entity, EntityKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::gold::GoldEntity;

/// Words that tell no place or organisation from another.
const GENERIC: &str = "negara republik federasi kerajaan kota kabupaten provinsi kecamatan desa kelurahan pulau \
    pemerintah kepolisian partai pt tbk yayasan universitas the of a an city province state government republic \
    kingdom company inc corp ltd";

/// How many words a person's name may have beside those of the gold: titles.
const TITLE_WORDS: usize = 4;

/// Share of words (Dice's coefficient) from which two descriptions of a thing are one.
const ALIKE: f64 = 0.66;

/// A name for comparison: case folded, compatibility decomposition (NFKD) without combining marks, words of letters,
/// digits and `_` joined by one space. *Čapek, K.* gives `capek k`.
pub fn normalised(name: &str) -> String {
    let folded = name.chars().flat_map(char::to_lowercase).flat_map(fold);
    let plain: String = folded.nfkd().filter(|c| canonical_combining_class(*c) == 0).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Case folding where it differs from the lower case: `ß` is `ss`, a final sigma a sigma.
fn fold(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ß' => ('s', Some('s')),
        'ς' => ('σ', None),
        c => (c, None),
    };
    std::iter::once(first).chain(second)
}

/// True where the entity is the gold one: the same Wikidata item, or a name that fits one of the gold names.
pub(crate) fn is_entity(entity: &Entity, gold: &GoldEntity) -> bool {
    let same_item = gold.wikidata.is_some() && entity.wikidata == gold.wikidata;
    same_item || is_name(&entity.name, gold)
}

/// True where the name fits one of the gold names: the same words, or what the kind of entity allows beside them.
pub(crate) fn is_name(name: &str, gold: &GoldEntity) -> bool {
    let name = normalised(name);
    if name.is_empty() {
        return false;
    }
    if gold.names.contains(&name) {
        return true;
    }
    let words: Vec<&str> = name.split(' ').collect();
    let have: BTreeSet<&str> = words.iter().copied().collect();
    gold.names.iter().filter(|n| !n.is_empty()).any(|gold_name| {
        let gold_words: Vec<&str> = gold_name.split(' ').collect();
        let want: BTreeSet<&str> = gold_words.iter().copied().collect();
        let holds = want.is_subset(&have);
        let n_extra = have.difference(&want).count();
        match gold.kind {
            EntityKind::Person => {
                let last = words.last().is_some_and(|w| want.contains(w));
                holds && n_extra <= TITLE_WORDS && last
            }
            EntityKind::Place | EntityKind::Org => {
                let inside = have.is_subset(&want);
                (holds || inside) && have.symmetric_difference(&want).all(|w| is_generic(w))
            }
            _ => {
                let longer = holds && n_extra <= TITLE_WORDS;
                let shorter = have.is_subset(&want) && have.contains(gold_words[0]);
                let common = want.intersection(&have).count() as f64;
                longer || shorter || 2.0 * common / (want.len() + have.len()) as f64 >= ALIKE
            }
        }
    })
}

fn is_generic(word: &str) -> bool {
    GENERIC.split_ascii_whitespace().any(|g| g == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gold(kind: EntityKind, names: &[&str]) -> GoldEntity {
        let names = names.iter().map(|n| normalised(n)).collect();
        GoldEntity { kind, names, wikidata: None, label: String::new() }
    }

    #[test]
    fn names_are_normalised() {
        let cases = [("Čapek, K.", "capek k"), ("Straße_1", "strasse_1"), ("  ", ""), ("ﬁlm №5", "film No5")];
        for (name, expected) in cases {
            assert_eq!(normalised(name), expected);
        }
    }

    #[test]
    fn names_fit_by_kind() {
        use EntityKind::{Event, Org, Person, Place, Thing};
        let cases = [
            (Person, "Ayu Lestari", "Menteri Ayu Lestari", true),
            (Person, "Ayu Lestari", "Ayu Lestari dari Bandung", false),
            (Person, "Ayu Lestari", "Lestari", false),
            (Place, "Kota Bogor", "Bogor", true),
            (Place, "Bogor", "Kabupaten Bogor", true),
            (Place, "Bogor Barat", "Bogor", false),
            (Org, "PT Maju Jaya Tbk", "Maju Jaya", true),
            (Thing, "mesin cetak tua", "mesin tua", true),
            (Thing, "mesin cetak tua", "rumah kaca", false),
            (Event, "Festival Teh", "Festival Teh Nusantara 2019 Bandung", true),
        ];
        for (kind, want, have, fits) in cases {
            assert_eq!(is_name(have, &gold(kind, &[want])), fits, "{kind} {want:?} {have:?}");
        }
    }
}
