//! The nasal of meN- and peN-: *pukul* gives *memukul*, *tangkap* *menangkap*, *sapu* *menyapu*, *kirim* *mengirim*.

pub(super) fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn n_vowels(text: &str) -> usize {
    text.chars().filter(|c| is_vowel(*c)).count()
}

/// The stem without -kan or -i, where two letters and a vowel are left.
pub(super) fn drop_suffix(stem: &str) -> &str {
    let root = stem.strip_suffix("kan").or_else(|| stem.strip_suffix('i').filter(|root| n_vowels(root) > 1));
    root.filter(|root| root.len() > 2 && n_vowels(root) > 0).unwrap_or(stem)
}

/// The active verbs of a stem, the one that the norm asks for first: *kirim* gives *mengirim*.
///
/// The consonants p, t, k, s drop after the nasal. Loans often keep them, so where the stem begins with two
/// consonants or has three syllables, both forms are given: *produksi* gives *memproduksi* and *memroduksi*. A stem
/// of one syllable takes menge-: *cat* gives *mengecat*, and also *mencat*, which is heard.
pub fn men(stem: &str) -> Vec<String> {
    let mut chars = stem.chars();
    let (Some(first), second) = (chars.next(), chars.next().unwrap_or_default()) else { return Vec::new() };
    let rest = &stem[first.len_utf8()..];
    let root = drop_suffix(stem);
    let long = n_vowels(root) > 2;
    let cluster = !is_vowel(second);
    let keep = |nasal: &str| format!("me{nasal}{stem}");
    let drop = |nasal: &str| format!("me{nasal}{rest}");
    let mut verbs = Vec::new();
    if n_vowels(root) == 1 {
        verbs.push(format!("menge{stem}"));
    }
    match first {
        'p' if cluster || stem.starts_with("per") => verbs.extend([keep("m"), drop("m")]),
        'p' if long => verbs.extend([drop("m"), keep("m")]),
        'p' => verbs.push(drop("m")),
        't' if cluster => verbs.extend([keep("n"), drop("n")]),
        't' if long => verbs.extend([drop("n"), keep("n")]),
        't' => verbs.push(drop("n")),
        'k' if second == 'h' => verbs.push(keep("ng")),
        'k' if cluster || long => verbs.extend([drop("ng"), keep("ng")]),
        'k' => verbs.push(drop("ng")),
        's' if cluster => verbs.push(keep("n")),
        's' if long => verbs.extend([drop("ny"), keep("n")]),
        's' => verbs.push(drop("ny")),
        'b' | 'f' | 'v' => verbs.push(keep("m")),
        'c' | 'd' | 'j' | 'z' | 'x' => verbs.push(keep("n")),
        'l' | 'm' | 'n' | 'r' | 'w' | 'y' => verbs.push(keep("")),
        _ => verbs.push(keep("ng")),
    }
    verbs
}

/// What may stand behind meN- (`head` is `me`) or peN- (`pe`): *menangkap* gives *tangkap* and *nangkap*. `None`
/// where the form has no such prefix.
pub(super) fn stems(form: &str, head: &str) -> Option<Vec<String>> {
    let rest = form.strip_prefix(head)?;
    let mut stems = Vec::new();
    let mut add = |consonant: &str, rest: &str| {
        let stem = format!("{consonant}{rest}");
        if stem.len() > 2 && n_vowels(&stem) > 0 {
            stems.push(stem);
        }
    };
    let starts_with_vowel = |text: &str| text.starts_with(is_vowel);
    if let Some(tail) = rest.strip_prefix("ny").filter(|tail| starts_with_vowel(tail)) {
        add("s", tail);
        add("", rest);
    } else if let Some(tail) = rest.strip_prefix("ng") {
        if starts_with_vowel(tail) {
            add("k", tail);
            add("", tail);
            add("", rest);
            if let Some(syllable) = tail.strip_prefix('e').filter(|s| n_vowels(drop_suffix(s)) == 1) {
                add("", syllable);
            }
        } else if tail.starts_with(['g', 'h', 'k', 'q']) {
            add("", tail);
        } else if tail.starts_with(['r', 'l']) {
            add("k", tail);
        }
    } else if let Some(tail) = rest.strip_prefix('m') {
        if starts_with_vowel(tail) {
            add("p", tail);
            add("", rest);
        } else if tail.starts_with(['b', 'f', 'v', 'p']) {
            add("", tail);
        } else if tail.starts_with(['r', 'l']) {
            add("p", tail);
        }
    } else if let Some(tail) = rest.strip_prefix('n') {
        if starts_with_vowel(tail) {
            add("t", tail);
            add("", rest);
        } else if tail.starts_with(['c', 'd', 'j', 'z', 's', 't']) {
            add("", tail);
        } else if tail.starts_with('r') {
            add("t", tail);
        }
    } else if rest.starts_with(['l', 'r', 'w', 'y'])
        || (head == "pe" && rest.starts_with(['k', 't', 's', 'd']))
    {
        add("", rest);
    }
    (!stems.is_empty()).then_some(stems)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_come_off_as_they_went_on() {
        for stem in [
            "pukul", "tangkap", "sapu", "kirim", "ambil", "bawa", "cari", "dapat", "goreng", "lihat", "cat",
            "produksi",
        ] {
            for verb in men(stem).iter().filter(|verb| *verb != "mencat") {
                let found = stems(verb, "me").unwrap_or_default();
                assert!(found.iter().any(|s| s == stem), "{stem} {verb} {found:?}");
            }
        }
        assert_eq!(stems("meja", "me"), None);
    }
}
