//! An experiment as a plan: three passes over one set of parameters.

use super::config::Config;
use crate::compute::{Buffer, Op, Pass, Plan};
use crate::encoder::{Encoder, Network};

/// The plan's buffers and passes that the experiment writes, runs and reads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub network: Network,
    /// Embeddings of a step's rows \[arrangement.rows(), dim\].
    pub z: Buffer,
    /// Loss of each anchor \[arrangement.anchors()\].
    pub row_losses: Buffer,
    /// Rows that stay on the device \[resident, input\], and their embeddings.
    pub resident: Buffer,
    pub resident_z: Buffer,
    /// A whole training step on one input.
    pub step: usize,
    /// The same without gradient and update: for looking at a batch.
    pub batch: usize,
    /// The embeddings of the resident rows.
    pub embed: usize,
}

/// Builds the plan of `config` with `resident` rows to embed.
pub(super) fn plan(config: &Config, encoder: &Encoder, resident: usize) -> (Plan, Layout) {
    let mut plan = Plan::default();
    let arrangement = config.arrangement();
    let rows = arrangement.rows();
    let state = encoder.params * config.optimizer.card.state_per_parameter;
    let network = Network::new(&mut plan, encoder, state);

    let x = plan.buffer("batch", rows * encoder.input());
    let dz = plan.buffer("embedding gradients", rows * encoder.dim());
    let row_losses = plan.buffer("anchor losses", arrangement.anchors());
    let loss = plan.buffer("loss", 1);
    let mut ops = Vec::new();
    let forward = network.forward(&mut plan, &mut ops, encoder, x, rows);
    let z = forward.z;
    let contrastive = |dz| Op::Contrastive {
        objective: config.objective(),
        arrangement,
        temperature: config.temperature(),
        unit_rows: encoder.normalize,
        z,
        dz,
        row_losses,
        loss,
        dim: encoder.dim(),
    };
    let mut looking = ops.clone();
    looking.push(contrastive(None));
    ops.push(contrastive(Some(dz)));
    network.backward(&mut plan, &mut ops, encoder, &forward, dz);
    network.optimize(&mut ops, encoder, config.optimizer());
    let step = plan.pass(Pass {
        ops,
        input: Some(x),
        loss: Some(loss),
    });
    let batch = plan.pass(Pass {
        ops: looking,
        input: Some(x),
        loss: None,
    });

    let points = plan.buffer("points", resident * encoder.input());
    let mut ops = Vec::new();
    let resident_z = network
        .forward(&mut plan, &mut ops, encoder, points, resident)
        .z;
    let embed = plan.pass(Pass {
        ops,
        input: None,
        loss: None,
    });
    let layout = Layout {
        network,
        z,
        row_losses,
        resident: points,
        resident_z,
        step,
        batch,
        embed,
    };
    (plan, layout)
}
