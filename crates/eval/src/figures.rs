//! Comparisons summed up.

use std::collections::BTreeMap;

use serde::Serialize;
use simpul_fact::{Entity, Statement};

use crate::calibration::Trial;
use crate::gold::{Gold, GoldEntity};
use crate::matching::{Comparison, Hit, entity_matches, words};

/// Counts over any number of articles.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Articles.
    pub articles: usize,
    /// Gold statements found, gold statements missed, statements wrong, by relation.
    pub by_relation: BTreeMap<String, [usize; 3]>,
    /// Sum of the F1 of each article.
    sum_f1: f64,
    /// Right, of how many that the gold asks for.
    when: Share,
    qualifiers: Share,
    modality: Share,
    wikidata: Share,
    said: Share,
    /// Every statement that was judged, reported words left out.
    trials: Vec<Trial>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    fn ratio(self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

/// What [`Figures`] come to, from 0 to 1; `None` where nothing was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// Articles.
    pub articles: usize,
    /// Gold statements.
    pub gold: usize,
    /// Share of statements that are right, those that need not be found left out.
    pub precision: f64,
    /// Share of gold statements that were found.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Mean of F1 over articles.
    pub macro_f1: Option<f64>,
    /// Share of found statements with the date that the gold gives.
    pub when: Option<f64>,
    /// The same for item, where, from and by.
    pub qualifiers: Option<f64>,
    /// The same for modality.
    pub modality: Option<f64>,
    /// The same for Wikidata items of subjects and objects.
    pub wikidata: Option<f64>,
    /// Share of reported words that were found.
    pub says_recall: Option<f64>,
}

impl Figures {
    /// Adds an article.
    pub fn add(&mut self, gold: &Gold, comparison: &Comparison<'_>) {
        self.articles += 1;
        let (tp, fp, fn_) = (comparison.hits.len(), comparison.wrong.len(), comparison.missed.len());
        self.sum_f1 += precision_recall_f1(tp, fp, fn_).2;
        let mut count = |relation: &str, column: usize| {
            self.by_relation.entry(relation.to_owned()).or_default()[column] += 1;
        };
        comparison.hits.iter().for_each(|h| count(&h.gold.relation, 0));
        comparison.missed.iter().for_each(|m| count(&m.relation, 1));
        comparison.wrong.iter().for_each(|w| count(&w.relation, 2));
        for hit in &comparison.hits {
            self.add_hit(gold, hit);
        }
        self.said.right += comparison.said.0;
        self.said.of += comparison.said.1;
        let right = comparison.hits.iter().flat_map(|h| &h.found).chain(&comparison.allowed);
        for (statement, right) in right.map(|s| (s, true)).chain(comparison.wrong.iter().map(|s| (s, false)))
        {
            let confidence = f64::from(statement.confidence);
            self.trials.push(Trial { article: self.articles, confidence, right });
        }
    }

    fn add_hit(&mut self, gold: &Gold, hit: &Hit<'_>) {
        let any = |test: &dyn Fn(&Statement) -> bool| hit.found.iter().any(|s| test(s));
        if let Some(wanted) = &hit.gold.when {
            self.when.add(any(&|s| s.when.is_some_and(|w| w.to_string().starts_with(wanted.as_str()))));
        }
        for (key, wanted) in &hit.gold.qualifiers {
            let of = |s: &Statement| -> Option<Entity> {
                match key.as_str() {
                    "item" => s.item.clone(),
                    "where" => s.place.clone(),
                    "from" => s.from.clone(),
                    _ => s.by.clone(),
                }
            };
            let own = GoldEntity {
                kind: simpul_fact::EntityKind::Thing,
                label: wanted.clone(),
                names: vec![words(wanted)],
                wikidata: None,
            };
            let wanted = gold.entities.get(wanted).unwrap_or(&own);
            self.qualifiers.add(any(&|s| of(s).is_some_and(|e| entity_matches(&e, wanted))));
        }
        self.modality.add(any(&|s| s.modality == hit.gold.modality));
        for end in [&hit.gold.subject, &hit.gold.object] {
            let Some(wanted) = &gold.entities[end].wikidata else { continue };
            self.wikidata.add(any(&|s| {
                let object = s.object.entity().and_then(|o| o.wikidata.as_ref());
                s.subject.wikidata.as_ref() == Some(wanted) || object == Some(wanted)
            }));
        }
    }

    /// What the counts come to.
    pub fn scores(&self) -> Scores {
        let [tp, fn_, fp] =
            self.by_relation.values().fold([0; 3], |sum, n| [sum[0] + n[0], sum[1] + n[1], sum[2] + n[2]]);
        let (precision, recall, f1) = precision_recall_f1(tp, fp, fn_);
        Scores {
            articles: self.articles,
            gold: tp + fn_,
            precision,
            recall,
            f1,
            macro_f1: (self.articles > 0).then(|| self.sum_f1 / self.articles as f64),
            when: self.when.ratio(),
            qualifiers: self.qualifiers.ratio(),
            modality: self.modality.ratio(),
            wikidata: self.wikidata.ratio(),
            says_recall: self.said.ratio(),
        }
    }

    /// How far confidence can be believed: by tenth, from 0, the statements that had it and the share of them that is
    /// right, reported words left out.
    pub fn calibration(&self) -> impl Iterator<Item = (usize, Option<f64>)> + use<> {
        let mut tenths = [Share::default(); 10];
        for trial in &self.trials {
            // 0.7 is stored as a little less
            tenths[((trial.confidence * 10.0 + 1e-4) as usize).min(9)].add(trial.right);
        }
        tenths.into_iter().map(|share| (share.of, share.ratio()))
    }

    /// Every statement that was judged, reported words left out.
    pub fn trials(&self) -> &[Trial] {
        &self.trials
    }
}

fn precision_recall_f1(tp: usize, fp: usize, fn_: usize) -> (f64, f64, f64) {
    let share = |part: usize, of: usize| if of > 0 { part as f64 / of as f64 } else { 0.0 };
    let (precision, recall) = (share(tp, tp + fp), share(tp, tp + fn_));
    let sum = precision + recall;
    (precision, recall, if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 })
}
