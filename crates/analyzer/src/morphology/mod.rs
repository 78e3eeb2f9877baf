//! Indonesian verb forms: which prefix and suffix a word has, and which dictionary verbs it may be a form of.
//!
//! *dikunjungi*, *kukunjungi*, *kunjungi* are forms of *mengunjungi*. The functions look at letters only, know no
//! word, and so give every reading that the letters allow. Affixes after Sneddon, Adelaar, Djenar and Ewing,
//! *Indonesian: A Comprehensive Grammar* (2nd ed., 2010), ch. 1, and the headwords of *KBBI*.

mod nasal;

use nasal::is_vowel;
pub use nasal::men;

/// The prefix of a verb form, which tells its voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Prefix {
    /// meN-, active: *mengunjungi*.
    Men,
    /// ber-, intransitive: *bertemu*.
    Ber,
    /// di-, passive: *dikunjungi*.
    Di,
    /// ter-, passive or accidental: *tertangkap*.
    Ter,
    /// ku- or kau-, passive with the agent in front: *kukunjungi*.
    Ku,
    /// peN-, who or what does it: *penangkap*, *penangkapan*.
    Pen,
    /// per-, *pertemuan*, or pe- before *pekerja*.
    Per,
    /// ke-, mostly with -an: *kematian*.
    Ke,
    /// None: *tiba*, *kunjungi*.
    Bare,
}

/// The suffix of a verb form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Suffix {
    /// -kan: *dirikan*.
    Kan,
    /// -i: *kunjungi*.
    I,
    /// -an: *tangkapan*.
    An,
    /// None.
    None,
}

/// A word taken apart by its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morph {
    /// Its prefix.
    pub prefix: Prefix,
    /// What the word may be without its prefix, the suffix still on: *tangkap*, *nangkap* for *menangkap*. Never
    /// empty; more than one where the prefix may have swallowed a consonant.
    pub stems: Vec<String>,
    /// The suffix that the letters allow.
    pub suffix: Suffix,
}

/// Shortest stem, in letters: *dicat*.
const MIN_STEM: usize = 3;

/// Takes a word apart: *ditangkap* is di- and *tangkap*.
///
/// ```
/// use simpul_analyzer::morphology::{Prefix, Suffix, analyse};
///
/// let morph = analyse("menangkap");
/// assert_eq!(morph.prefix, Prefix::Men);
/// assert_eq!(morph.stems, ["tangkap", "nangkap"]);
/// assert_eq!(analyse("dirikan").suffix, Suffix::Kan);
/// ```
pub fn analyse(form: &str) -> Morph {
    let form = form.to_lowercase();
    let suffix = match &form {
        f if f.ends_with("kan") && f.len() > 5 => Suffix::Kan,
        f if f.ends_with("an") && f.len() > 4 => Suffix::An,
        f if f.ends_with('i') && f.len() > 3 => Suffix::I,
        _ => Suffix::None,
    };
    let (prefix, stems) = take_prefix(&form).unwrap_or((Prefix::Bare, vec![form.clone()]));
    Morph { prefix, stems, suffix }
}

fn take_prefix(form: &str) -> Option<(Prefix, Vec<String>)> {
    let strip = |prefix: &str| form.strip_prefix(prefix).filter(|stem| is_stem(stem));
    for (letters, prefix) in [("di", Prefix::Di), ("ter", Prefix::Ter), ("ber", Prefix::Ber)] {
        if let Some(stem) = strip(letters) {
            return Some((prefix, vec![stem.to_owned()]));
        }
    }
    if let Some(stem) =
        strip("bel").filter(|s| s.starts_with("ajar")).or_else(|| strip("be").filter(before_er))
    {
        return Some((Prefix::Ber, vec![stem.to_owned()]));
    }
    for letters in ["kau", "ku"] {
        // kurang, kunjungi are words of their own: what is left must be long and can be spoken
        if let Some(stem) = strip(letters).filter(|stem| stem.len() > 4 && is_onset(stem)) {
            return Some((Prefix::Ku, vec![stem.to_owned()]));
        }
    }
    if let Some(stems) = nasal::stems(form, "me") {
        return Some((Prefix::Men, stems));
    }
    if let Some(stem) = strip("per") {
        return Some((Prefix::Per, vec![stem.to_owned()]));
    }
    if let Some(stems) = nasal::stems(form, "pe") {
        return Some((Prefix::Pen, stems));
    }
    let stem = strip("ke").filter(|stem| stem.ends_with("an"))?;
    Some((Prefix::Ke, vec![stem.to_owned()]))
}

/// *bekerja*, *beternak*: ber- is be- where the first syllable of the stem ends in *er*.
fn before_er(stem: &&str) -> bool {
    let mut chars = stem.chars();
    chars.next().is_some_and(|c| !is_vowel(c)) && chars.as_str().starts_with("er") && stem.len() > 4
}

/// True for what can be a stem: at least three letters, among them a vowel.
fn is_stem(stem: &str) -> bool {
    stem.len() >= MIN_STEM && stem.contains(is_vowel)
}

/// True where a syllable can begin so: with no more than one consonant, or with one before *r*, *l*, *h*, *y*, *g*.
fn is_onset(stem: &str) -> bool {
    let mut chars = stem.chars();
    let (first, second) = (chars.next().unwrap_or_default(), chars.next().unwrap_or_default());
    is_vowel(first)
        || is_vowel(second)
        || matches!(second, 'r' | 'l' | 'h' | 'y')
        || (first, second) == ('n', 'g')
}

/// The citation verbs, meN- or ber- forms as a dictionary lists them, that a word may be a form of. The word itself,
/// in lower case, always comes first. Acronyms and words with digits give nothing else.
///
/// ```
/// use simpul_analyzer::morphology::citations;
///
/// assert_eq!(citations("ditangkap"), ["ditangkap", "menangkap"]);
/// assert_eq!(citations("Kunjungi"), ["kunjungi", "mengunjungi"]);
/// assert_eq!(citations("bertemu"), ["bertemu"]);
/// assert_eq!(citations("KPK"), ["kpk"]);
/// ```
pub fn citations(form: &str) -> Vec<String> {
    let lower = form.to_lowercase();
    let mut found = vec![lower.clone()];
    let acronym = form.chars().nth(1).is_some() && !form.contains(char::is_lowercase);
    let letters = form.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    if acronym || !letters || form.len() > 40 {
        return found;
    }
    // dikejar-kejar
    let word = lower.split('-').next().unwrap_or_default();
    if !is_stem(word) {
        return found;
    }
    let (prefix, stems) = take_prefix(word).unwrap_or((Prefix::Bare, vec![word.to_owned()]));
    let bare = || men(word);
    let verbs = match prefix {
        Prefix::Di | Prefix::Ter => stems.iter().flat_map(|stem| men(stem)).collect(),
        // kukunjungi; but also kuasai, a stem of its own
        Prefix::Ku => stems.iter().flat_map(|stem| men(stem)).chain(bare()).collect(),
        // mempengaruhi and memengaruhi are one verb in two spellings
        Prefix::Men => spellings(&stems, word),
        Prefix::Ber => Vec::new(),
        Prefix::Bare | Prefix::Per | Prefix::Pen | Prefix::Ke => bare(),
    };
    for verb in verbs {
        if !found.contains(&verb) {
            found.push(verb);
        }
    }
    found
}

/// The other spellings of an active verb.
fn spellings(stems: &[String], word: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for stem in stems {
        let forms = men(stem);
        if forms.iter().any(|form| form == word) {
            found.extend(forms);
        }
    }
    // mentangkap, mengkirim, mempasok, mensikapi: kept consonants that the norm drops
    for (prefix, kept) in [("men", 't'), ("meng", 'k'), ("mem", 'p'), ("men", 's')] {
        let Some(stem) = word.strip_prefix(prefix).filter(|stem| stem.starts_with(kept)) else { continue };
        found.extend(men(stem));
    }
    found
}

/// The verbs that a noun of doing or doer may come from: *penangkapan* gives *menangkap*, *pendiri* gives *mendiri*,
/// *mendirikan* and *mendirii*, *pertemuan* gives *bertemu*. Empty for other words.
pub fn verbs_of_noun(form: &str) -> Vec<String> {
    let lower = form.to_lowercase();
    let Some((prefix, stems)) = take_prefix(&lower) else { return Vec::new() };
    let mut found: Vec<String> = Vec::new();
    for stem in &stems {
        let root = stem.strip_suffix("an").filter(|root| is_stem(root)).unwrap_or(stem);
        let derived = match prefix {
            Prefix::Pen => {
                ["", "kan", "i"].iter().flat_map(|suffix| men(&format!("{root}{suffix}"))).collect()
            }
            Prefix::Per if stem != root => {
                let per = [format!("per{root}"), format!("per{root}kan"), format!("per{root}i")];
                let ber = if root.starts_with('r') { format!("be{root}") } else { format!("ber{root}") };
                std::iter::once(ber).chain(per.iter().flat_map(|stem| men(stem))).collect()
            }
            _ => Vec::new(),
        };
        for verb in derived {
            if !found.contains(&verb) {
                found.push(verb);
            }
        }
    }
    found
}

/// The voice of a verb by its prefix, as Universal Dependencies names it: *dikunjungi* `Pass`, *mengunjungi* and
/// *bertemu* `Act`. `None` where the letters do not tell: *kunjungi*.
pub fn voice(form: &str) -> Option<&'static str> {
    let lower = form.to_lowercase();
    if NOT_PREFIXED.iter().any(|root| lower.starts_with(root)) {
        return None;
    }
    match take_prefix(&lower)?.0 {
        Prefix::Men | Prefix::Ber => Some("Act"),
        Prefix::Di | Prefix::Ter => Some("Pass"),
        _ => None,
    }
}

/// Roots of verbs that begin with the letters of a prefix and bear none: *diam*, *terima*, *menang*.
const NOT_PREFIXED: [&str; 17] = [
    "diam", "didik", "dialog", "diskusi", "dikte", "dinas", "terbang", "terbit", "terima", "terjang",
    "terjun", "terka", "tertawa", "tertib", "terus", "berita", "beres",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_lead_to_their_citation_verbs() {
        for (form, expected) in [
            ("mengunjungi", "mengunjungi"),
            ("dikunjungi", "dikunjungi mengunjungi"),
            ("kukunjungi", "kukunjungi mengunjungi mengukunjungi mengkukunjungi"),
            ("kunjungi", "kunjungi mengunjungi"),
            ("didampingi", "didampingi mendampingi"),
            ("Ditangkap", "ditangkap menangkap"),
            ("dipasok", "dipasok memasok"),
            ("diserang", "diserang menyerang"),
            ("dikirim", "dikirim mengirim"),
            ("dikritik", "dikritik mengritik mengkritik"),
            ("diproduksi", "diproduksi memproduksi memroduksi"),
            ("dipimpin", "dipimpin memimpin"),
            ("diperkuat", "diperkuat memperkuat memerkuat"),
            ("diperiksa", "diperiksa memperiksa memeriksa"),
            ("bertemu", "bertemu"),
            ("tiba", "tiba meniba"),
            ("dicat", "dicat mengecat mencat"),
            ("disahkan", "disahkan mengesahkan menyahkan"),
            ("dites", "dites mengetes menes"),
            ("terpilih", "terpilih memilih"),
            ("tertangkap", "tertangkap menangkap"),
            ("diadakan", "diadakan mengadakan"),
            ("dilarang", "dilarang melarang"),
            ("dinyatakan", "dinyatakan menyatakan"),
            ("disyaratkan", "disyaratkan mensyaratkan"),
            ("distabilkan", "distabilkan menstabilkan"),
            ("ditransfer", "ditransfer mentransfer menransfer"),
            ("diterjemahkan", "diterjemahkan menerjemahkan menterjemahkan"),
            ("disosialisasikan", "disosialisasikan menyosialisasikan mensosialisasikan"),
            ("mensosialisasikan", "mensosialisasikan menyosialisasikan"),
            ("mempengaruhi", "mempengaruhi memengaruhi"),
            ("memengaruhi", "memengaruhi mempengaruhi"),
            ("dikhususkan", "dikhususkan mengkhususkan"),
            ("dikejar-kejar", "dikejar-kejar mengejar"),
            ("belajar", "belajar"),
            ("bekerja", "bekerja"),
            ("dia", "dia mendia"),
            ("COVID-19", "covid-19"),
            ("KPK", "kpk"),
            ("", ""),
            ("-", "-"),
        ] {
            assert_eq!(citations(form).join(" "), expected);
        }
    }

    #[test]
    fn nouns_lead_to_verbs() {
        let has = |noun: &str, verb: &str| verbs_of_noun(noun).iter().any(|v| v == verb);
        assert!(has("penangkapan", "menangkap"));
        assert!(has("pendiri", "mendirikan"));
        assert!(has("pembunuhan", "membunuh"));
        assert!(has("pertemuan", "bertemu"));
        assert!(has("penyerangan", "menyerang"));
        assert!(verbs_of_noun("rumah").is_empty());
    }

    #[test]
    fn voices() {
        for (form, expected) in [
            ("dikunjungi", Some("Pass")),
            ("mengunjungi", Some("Act")),
            ("bekerja", Some("Act")),
            ("tertangkap", Some("Pass")),
            ("diam", None),
            ("tiba", None),
        ] {
            assert_eq!(voice(form), expected, "{form}");
        }
    }
}
