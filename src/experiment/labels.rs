//! From m unlabelled points to n labelled ones: what pretraining is worth when labels are few.
//!
//! The same n labels go to a linear probe on the frozen embedding, to the whole encoder with a linear head on it
//! (fine-tuning), to the same network from its initial weights, and to a probe of the raw features and of the untrained
//! encoder. All are measured on the held-out points.

use super::questions::largest;
use super::run::Experiment;
use super::trouble::Trouble;
use crate::compute::cpu::Cpu;
use crate::compute::{Backend, Buffer, Op, Pass, Plan, Program};
use crate::encoder::{Encoder, Network};
use crate::evaluate::accuracy;
use crate::rng::{Rng, Stream};
use serde::Serialize;

/// Accuracies on the held-out points, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Labelled {
    pub n: usize,
    pub probe: f64,
    pub fine_tuned: f64,
    pub scratch: f64,
    pub raw: f64,
    pub untrained: f64,
}

/// Labels a step, and steps, of training with labels: enough for the loss to come to rest at every n that is asked for.
const BATCH: usize = 32;
const STEPS: u32 = 200;

impl<B: Backend> Experiment<B> {
    /// Learns from `n` labelled training points, the same for every method; as many of each class as there can be.
    pub async fn labelled(&mut self, n: usize) -> Result<Labelled, Trouble> {
        let (classes, train) = (self.dataset.classes(), self.split.train.len());
        if classes < 2 {
            return Err(Trouble::Input(
                "These data have no labels to learn from; choose a label column, or another data set.".into(),
            ));
        }
        if !(classes..=train).contains(&n) {
            return Err(Trouble::Input(format!(
                "n is {n}; it must be from {classes}, one label for each class, to {train}, all training points."
            )));
        }
        let given = self.given(n);
        let z = self.embed().await?.to_vec();
        let dim = self.dim();
        let probe = self.probed(&given, &z, dim);
        let raw = self.probed(&given, &self.dataset.x, self.dataset.dim);
        let init = self.nets.init(self.config.seed);
        let pretrained = self.program.read(self.layout.network.params).await?;
        self.program.write(self.layout.network.params, &init)?;
        self.embedded = None;
        let before = self.embed().await?.to_vec();
        self.program
            .write(self.layout.network.params, &pretrained)?;
        self.embedded = Some(z);
        let untrained = self.probed(&given, &before, dim);
        Ok(Labelled {
            n,
            probe,
            fine_tuned: self.supervised(&given, &pretrained).await?,
            scratch: self.supervised(&given, &init).await?,
            raw,
            untrained,
        })
    }

    /// The labelled rows: the classes in turn, each in an order of its own.
    fn given(&self, n: usize) -> Vec<u32> {
        let mut order = self.split.train.clone();
        Rng::at(self.config.seed, Stream::Labels, 0).shuffle(&mut order);
        let mut waiting: Vec<Vec<u32>> = vec![Vec::new(); self.dataset.classes()];
        for &row in order.iter().rev() {
            waiting[self.dataset.labels[row as usize] as usize].push(row);
        }
        let mut given = Vec::new();
        while given.len() < n && waiting.iter().any(|rows| !rows.is_empty()) {
            for rows in &mut waiting {
                given.extend(rows.pop());
            }
        }
        given.truncate(n);
        given
    }

    /// A linear probe of `x` \[rows, dim\] on the given rows.
    fn probed(&self, given: &[u32], x: &[f32], dim: usize) -> f64 {
        let (train, train_labels) = self.gather(given, x, dim);
        let (test, test_labels) = self.gather(&self.split.test, x, dim);
        self.probe(&train, &train_labels, &test, &test_labels, dim)
    }

    /// The encoder from `params` on, with a linear head, trained with cross-entropy. On the CPU whatever the backend, as
    /// probes are: each step is small, and its slopes are made of logits that are read back.
    async fn supervised(&self, given: &[u32], params: &[f32]) -> Result<f64, Trouble> {
        let classes = self.dataset.classes();
        let rows = BATCH.min(given.len());
        let mut plan = Plan::default();
        let classifier = Classifier::new(&mut plan, self, rows);
        let mut program = Cpu.compile(&plan).await?;
        // The head begins at 0: every class alike.
        let mut all = vec![0.0; plan.len(classifier.params)];
        let encoder = self.nets.encoder.params;
        all[..encoder].copy_from_slice(&params[..encoder]);
        program.write(classifier.params, &all)?;
        let width = self.parts * self.nets.encoder.input();
        let (test, test_labels) = self.gather(&self.split.test, &self.resident, width);
        program.write(classifier.test, &test)?;
        let mut order = given.to_vec();
        let mut next = given.len();
        let mut rng = Rng::at(self.config.seed, Stream::Labels, 1);
        for step in 1..=STEPS {
            if next + rows > order.len() {
                rng.shuffle(&mut order);
                next = 0;
            }
            let (x, labels) = self.gather(&order[next..next + rows], &self.resident, width);
            next += rows;
            program.run(classifier.forward, step, 1, &x)?;
            let mut slopes = program.read(classifier.logits).await?;
            cross_entropy(&mut slopes, &labels, classes);
            program.write(classifier.slopes, &slopes)?;
            program.run(classifier.backward, step, 1, &[])?;
        }
        program.run(classifier.look, 1, 1, &[])?;
        let logits = program.read(classifier.seen).await?;
        let said: Vec<u32> = logits.chunks_exact(classes).map(largest).collect();
        Ok(accuracy(&said, &test_labels))
    }
}

/// The plan's parts.
struct Classifier {
    params: Buffer,
    logits: Buffer,
    slopes: Buffer,
    test: Buffer,
    seen: Buffer,
    forward: usize,
    backward: usize,
    look: usize,
}

impl Classifier {
    /// The run's encoder without its normalisation, and a linear layer on top of a point's embeddings.
    fn new<B: Backend>(plan: &mut Plan, run: &Experiment<B>, rows: usize) -> Self {
        let encoder = Encoder {
            normalize: false,
            ..run.nets.encoder.clone()
        };
        let (parts, optimizer) = (run.parts, &run.config.optimizer);
        let head = encoder.head(parts, &[], run.dataset.classes());
        let state = head.params * optimizer.card.state_per_parameter;
        let buffers = Network::new(plan, head.params, state);
        let through = |plan: &mut Plan, ops: &mut Vec<Op>, x, rows| {
            let below = buffers.forward(plan, ops, &encoder, x, rows * parts);
            let above = buffers.forward(plan, ops, &head, below.z, rows);
            (below, above)
        };
        let pass = |ops, input| Pass {
            ops,
            input,
            loss: None,
        };
        let x = plan.buffer("labelled", rows * parts * encoder.input());
        let mut ops = Vec::new();
        let (below, above) = through(plan, &mut ops, x, rows);
        let first = plan.pass(pass(ops, Some(x)));
        let slopes = plan.buffer("slopes", rows * head.dim());
        let dz = plan.buffer("embedding slopes", rows * head.input());
        let mut ops = Vec::new();
        buffers.backward_to(plan, &mut ops, &head, &above, slopes, Some(dz));
        buffers.backward(plan, &mut ops, &encoder, &below, dz);
        buffers.optimize(&mut ops, head.params, run.config.optimizer());
        let backward = plan.pass(pass(ops, None));
        let count = run.split.test.len();
        let test = plan.buffer("held out", count * parts * encoder.input());
        let mut ops = Vec::new();
        let seen = through(plan, &mut ops, test, count).1.z;
        let look = plan.pass(pass(ops, None));
        Self {
            params: buffers.params,
            logits: above.z,
            slopes,
            test,
            seen,
            forward: first,
            backward,
            look,
        }
    }
}

/// From logits \[rows, classes\] to the slopes of the mean of −log softmax, in place: softmax − one-hot.
fn cross_entropy(logits: &mut [f32], labels: &[u32], classes: usize) {
    let weight = 1.0 / labels.len().max(1) as f32;
    for (row, &label) in logits.chunks_exact_mut(classes).zip(labels) {
        let top = row.iter().fold(f32::MIN, |top, &value| top.max(value));
        row.iter_mut()
            .for_each(|value| *value = libm::expf(*value - top));
        let sum: f32 = row.iter().sum();
        row.iter_mut().for_each(|value| *value *= weight / sum);
        if let Some(own) = row.get_mut(label as usize) {
            *own -= weight;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_of_the_cross_entropy() {
        let logits = [0.2_f32, -0.4, 0.9, 0.1, 0.0, -1.0];
        let labels = [2, 0];
        let loss = |logits: &[f32]| -> f64 {
            let rows = logits.chunks_exact(3).zip(labels);
            let each = rows.map(|(row, label)| {
                let sum: f64 = row.iter().map(|v| f64::from(*v).exp()).sum();
                sum.ln() - f64::from(row[label as usize])
            });
            each.sum::<f64>() / 2.0
        };
        let mut slopes = logits;
        cross_entropy(&mut slopes, &labels, 3);
        for at in 0..6 {
            let moved = |by: f32| {
                let mut moved = logits;
                moved[at] += by;
                loss(&moved)
            };
            let expected = (moved(0.01) - moved(-0.01)) / 0.02;
            assert!((f64::from(slopes[at]) - expected).abs() < 1e-4, "{at}");
        }
        assert_eq!(largest(&[0.0, 3.0, 3.0]), 1);
    }
}
