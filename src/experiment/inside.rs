//! The loss seen from the inside, as numbers over the next batch: which negatives carry the weight, how many of them
//! are false, how often the clamp is on. Labels are used to look, never to train.

use super::batch::{Relations, Row};
use super::questions::Right;
use super::run::{Batches, Experiment};
use super::trouble::Trouble;
use crate::compute::{Backend, Program};
use crate::contrastive::Relation;
use crate::contrastive::hard::clamp_threshold;
use serde::Serialize;

/// Means over the anchors that have negatives. A false negative is one of the anchor's own class; NaN where there are no
/// classes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Inside {
    /// False negatives among the negatives: their weight if all counted alike.
    pub false_share: f64,
    /// Their weight under q_β.
    pub false_weight: f64,
    /// Their share of the push away, Σ of what the loss's slope is for each.
    pub false_push: f64,
    /// Effective sample size of q_β, 1 / Σ q², as a share of the negatives: 1 when all count alike.
    pub effective_size: f64,
    /// Mean similarity of the negatives, and under q_β: the mean hardness.
    pub similarity: f64,
    pub hardness: f64,
    /// The share of anchors whose negatives are clamped.
    pub clamped: f64,
    /// τ*: for perfect positives and evenly spread negatives the clamp is on for every τ⁺ above it.
    pub clamp_threshold: Option<f64>,
}

impl<B: Backend> Experiment<B> {
    /// The loss of the next batch, and what it looks like inside; `None` where it has no negatives. With it, how many of
    /// its anchors have their positive before all negatives.
    pub(super) async fn inside(&mut self) -> Result<(f32, Option<(Inside, Right)>), Trouble> {
        let (_, sources) = self.forward_batch(self.step, None).await?;
        let loss = self.program.read(self.layout.loss).await?;
        let loss = loss.first().copied().unwrap_or(f32::NAN);
        if let Batches::Questions(_) = self.batches {
            return Ok((loss, None));
        }
        let z = self.program.read(self.layout.z).await?;
        let relations = self.relations(&sources);
        let width = self.nets.encoder.dim();
        let mut sums = [0.0; 9];
        let mut anchors = 0.0;
        for anchor in 0..relations.arrangement.anchors() {
            let row = self.row(&relations, &z, width, anchor);
            if let Some(numbers) = self.of_row(&relations, anchor, &row) {
                anchors += 1.0;
                sums.iter_mut()
                    .zip(numbers)
                    .for_each(|(sum, number)| *sum += number);
            }
        }
        if anchors == 0.0 {
            return Ok((loss, None));
        }
        let [
            false_share,
            false_weight,
            false_push,
            effective_size,
            similarity,
            hardness,
            clamped,
            accuracy,
            chance,
        ] = sums.map(|sum| sum / anchors);
        let prior = self.config.loss.value("tau_plus");
        let threshold = || clamp_threshold(f64::from(self.config.temperature()), width);
        let clamp_threshold = prior.filter(|_| self.config.normalize).map(|_| threshold());
        let inside = Inside {
            false_share,
            false_weight,
            false_push,
            effective_size,
            similarity,
            hardness,
            clamped,
            clamp_threshold,
        };
        Ok((loss, Some((inside, Right { accuracy, chance }))))
    }

    fn of_row(&self, relations: &Relations, anchor: usize, row: &Row) -> Option<[f64; 9]> {
        let label = |place: usize| self.dataset.labels[relations.sources[place] as usize];
        let own = label(anchor);
        let is_negative = |at: &usize| row.relation[*at] == Relation::Negative;
        let negatives: Vec<usize> = (0..row.relation.len()).filter(is_negative).collect();
        let count = negatives.len() as f64;
        if negatives.is_empty() {
            return None;
        }
        let is_false = |at: usize| match self.dataset.classes() {
            0 | 1 => f64::NAN,
            _ => f64::from(label(relations.row_of(anchor, at)) == own),
        };
        let sum = |value: &dyn Fn(usize) -> f64| negatives.iter().map(|&at| value(at)).sum::<f64>();
        let nearest = |kind: Relation| {
            let of_kind = row.similarity.iter().zip(&row.relation);
            let of_kind = of_kind.filter(|(_, relation)| **relation == kind);
            of_kind.fold(f64::NEG_INFINITY, |top, (s, _)| top.max(*s))
        };
        let importance = &row.anatomy.importance;
        let push = |at: usize| row.anatomy.pulls[at].max(0.0);
        Some([
            sum(&is_false) / count,
            sum(&|at| is_false(at) * importance[at]),
            // Where no negative pushes, false ones do not either.
            sum(&|at| is_false(at) * push(at)) / sum(&push).max(1e-300),
            1.0 / sum(&|at| importance[at] * importance[at]) / count,
            sum(&|at| row.similarity[at]) / count,
            sum(&|at| importance[at] * row.similarity[at]),
            row.anatomy.clamped.into(),
            f64::from(nearest(Relation::Positive) > nearest(Relation::Negative)),
            1.0 / (1.0 + count),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compute::cpu::Cpu;
    use crate::contrastive::LOSSES;
    use crate::experiment::{Config, Value};
    use pollster::block_on;
    use std::rc::Rc;

    /// The losses of some steps, with the right labels or with the classes' names exchanged at random.
    fn losses(config: &Config, labelled: bool) -> Vec<f32> {
        let mut run =
            block_on(Experiment::new(Rc::new(Cpu), config.clone(), "")).expect("it starts");
        if !labelled {
            let labels = run.dataset.labels.iter_mut().enumerate();
            labels.for_each(|(row, label)| *label = (row * 7 % 5) as u32 % 2);
        }
        block_on(run.step(6)).expect("finite losses")
    }

    #[test]
    fn labels_are_for_looking_never_for_training() {
        let mut blind = 0;
        for card in LOSSES {
            for negatives in card.negatives {
                for oracle in [false, true].iter().take(1 + usize::from(card.oracle)) {
                    let mut config =
                        crate::experiment::defaults(super::super::Task::Contrastive, "moons")
                            .expect("moons");
                    for (path, value) in [
                        ("loss", Value::text(card.name)),
                        ("negatives", Value::text(negatives)),
                        ("negatives.oracle", Value::Bool(*oracle)),
                        ("batch", Value::Number(8.0)),
                        ("encoder.hidden", Value::List(vec![Value::Number(8.0)])),
                    ] {
                        config.set(path, &value).expect(path);
                    }
                    let same = losses(&config, true) == losses(&config, false);
                    let uses_labels = config.grouping().is_some_and(|(_, labels)| labels)
                        || (*oracle && config.grouping().is_none());
                    assert_eq!(
                        same, !uses_labels,
                        "{} {negatives} oracle {oracle}",
                        card.name
                    );
                    blind += usize::from(same);
                }
            }
        }
        assert!(blind > 15, "only {blind} combinations train without labels");
    }
}
