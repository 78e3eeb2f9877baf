//! Whether a sentence states a thing as fact: *akan*, *mungkin*, *tidak*, *batal*, *jika*.

use simpul_fact::{EntityKind, Modality};
use simpul_text::Upos;

use crate::lexicon::Words;
use crate::reading::Reading;

impl Reading<'_> {
    /// How the event at a token is stated; `None` where the clause states nothing (*jika …*, *agar …*, a question).
    pub(crate) fn modality(&self, sentence: usize, anchor: usize) -> Option<Modality> {
        let all = &self.sentence(sentence).tokens;
        let words = &self.knowledge.lexicon.modality;
        if all.iter().rev().take(2).any(|t| t.form == "?") {
            return None;
        }
        // "Jika Budi datang, …": the clause, whatever the tree says
        let clause = (0..anchor.min(all.len())).rev().take_while(|t| all[*t].form != ",").last();
        if clause.is_some_and(|first| words.unstated.contains(&self.word(sentence, first))) {
            return None;
        }
        let mut modality = self.marked(sentence, anchor)?;
        // "akan bertemu pendiri partai": who founded it did, whatever comes of the meeting
        let word = self.word(sentence, anchor);
        let person = self.knowledge.lexicon.kinds(&word).any(|k| k == EntityKind::Person);
        if all[anchor].upos == Upos::Noun && (person || self.knowledge.titles.contains(&word)) {
            return Some(modality);
        }
        // what governs it: "berencana mengunjungi", "batal bertemu", "rencana kunjungan"
        let mut at = anchor;
        for above in self.ancestors(sentence, anchor) {
            let relation = all[at].deprel.as_str();
            // "was accused of attacking"
            let blamed = relation == "advcl" && self.is_any(sentence, above, &words.possible);
            let open = blamed
                || matches!(relation, "xcomp" | "ccomp" | "acl" | "nmod" | "obj" | "conj" | "aux" | "cop")
                || relation == "advcl" && at != anchor
                || relation.starts_with("nsubj") && all[anchor].upos != Upos::Verb
                || relation == "obl" && all[anchor].upos != Upos::Verb;
            if relation == "advcl" && self.marks(sentence, at, &words.unstated) {
                return None;
            }
            if relation == "advcl" && self.marks(sentence, at, &words.purpose) {
                modality = modality.max(Modality::Planned);
            }
            if !open {
                break;
            }
            let governs = blamed || matches!(relation, "xcomp" | "ccomp" | "acl" | "nmod" | "obj");
            if governs && self.is_any(sentence, above, &words.negated) {
                modality = modality.max(Modality::Negated);
            } else if governs && self.is_any(sentence, above, &words.planned) {
                modality = modality.max(Modality::Planned);
            } else if governs && (self.is_any(sentence, above, &words.possible) || self.hearsay(sentence, at))
            {
                modality = modality.max(Modality::Possible);
            }
            // "akan membawa timnya tampil": what is done so that it happens is no surer than it
            let brought_about = matches!(relation, "ccomp" | "advcl")
                && all[at].upos == Upos::Verb
                && !self.is_any(sentence, above, &self.knowledge.lexicon.speech.verbs)
                && !all.iter().any(|t| t.head == Some(at) && t.deprel == "mark");
            // "tidak melakukan kunjungan", "did not pay a visit": a verb that only carries the noun
            let carried =
                relation == "obj" && all[at].upos == Upos::Noun && self.is_any(sentence, above, &words.light);
            let shared = relation == "xcomp"
                || carried
                || brought_about
                || relation.starts_with("nsubj")
                || relation == "obl" && all[anchor].upos != Upos::Verb;
            if shared {
                modality = modality.max(self.marked(sentence, above)?);
            }
            at = above;
        }
        Some(modality)
    }

    /// The modality that words right at a predicate give it.
    fn marked(&self, sentence: usize, anchor: usize) -> Option<Modality> {
        let all = &self.sentence(sentence).tokens;
        let words = &self.knowledge.lexicon.modality;
        if self.marks(sentence, anchor, &words.unstated) {
            return None;
        }
        let mut found = Modality::Actual;
        let mut note = |token: usize| {
            let word = self.word(sentence, token);
            let pair = format!("{word} {}", self.word(sentence, token + 1));
            let before = token.checked_sub(1).map(|b| format!("{} {word}", self.word(sentence, b)));
            // "tidak hanya", "not only"; "senang bisa"
            if words.actual.contains(&pair) || before.is_some_and(|b| words.actual.contains(&b)) {
                return;
            }
            let has = |set: &Words| set.contains(&word) || set.contains(&pair);
            let modality = if has(&words.negated) {
                Modality::Negated
            } else if has(&words.possible) {
                Modality::Possible
            } else if has(&words.planned) {
                Modality::Planned
            } else {
                return;
            };
            found = found.max(modality);
        };
        for (t, token) in all.iter().enumerate() {
            let helper =
                matches!(token.deprel.as_str(), "advmod" | "aux" | "mark" | "case" | "advmod:emph" | "det");
            if token.head == Some(anchor) && helper && t < anchor {
                note(t);
            }
        }
        // the words right before it, whatever the tree says
        for t in (anchor.saturating_sub(3)..anchor).rev() {
            let small = matches!(
                all[t].upos,
                Upos::Adv | Upos::Aux | Upos::Part | Upos::Sconj | Upos::Adp | Upos::Adj
            );
            if !small && !self.helps(sentence, t) {
                break;
            }
            note(t);
        }
        Some(found)
    }

    /// *is said to have visited*: an infinitive below a passive verb of speaking.
    fn hearsay(&self, sentence: usize, verb: usize) -> bool {
        let all = &self.sentence(sentence).tokens;
        let verbs = &self.knowledge.lexicon.speech.verbs;
        let told = |above: usize| {
            let passive = all.iter().any(|t| t.head == Some(above) && t.deprel == "aux:pass");
            passive && self.citations[sentence][above].iter().any(|c| verbs.contains(c))
        };
        let open = self.marks(sentence, verb, &self.knowledge.lexicon.modality.purpose);
        open && all[verb].deprel == "xcomp" && all[verb].head.is_some_and(told)
    }

    /// True for a word that only says how a verb is meant: *batal*, *berencana*.
    fn helps(&self, sentence: usize, token: usize) -> bool {
        let words = &self.knowledge.lexicon.modality;
        [&words.negated, &words.possible, &words.planned]
            .iter()
            .any(|set| set.contains(&self.word(sentence, token)))
    }

    fn marks(&self, sentence: usize, anchor: usize, set: &Words) -> bool {
        let all = &self.sentence(sentence).tokens;
        (0..anchor.min(all.len()))
            .any(|t| all[t].head == Some(anchor) && set.contains(&self.word(sentence, t)))
    }
}
