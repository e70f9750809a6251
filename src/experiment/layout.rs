//! An experiment as a plan: three passes over one set of parameters.

use super::config::Config;
use crate::compute::{Buffer, Groups, Memory, Op, Pass, Plan};
use crate::contrastive::Grouping;
use crate::contrastive::negatives::Source;
use crate::contrastive::objective::Site;
use crate::encoder::{Encoder, Forward, Network};
use crate::pretext::Target;
use crate::pretext::contrastive::Extras;

/// The plan's buffers and passes that the experiment writes, runs and reads.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub network: Network,
    /// The embeddings of a step's rows \[arrangement.rows(), dim\].
    pub z: Buffer,
    /// Loss of each anchor \[arrangement.anchors()\], where the objective leaves them there.
    pub row_losses: Buffer,
    /// The loss \[1\].
    pub loss: Buffer,
    /// Rows that stay on the device \[resident, input\], and their embeddings.
    pub resident: Buffer,
    pub resident_z: Buffer,
    /// What outlives a step besides parameters and optimiser state: a memory's rows, their groups, the
    /// momentum encoder's parameters. Part of a checkpoint.
    pub kept: Vec<Buffer>,
    /// A whole training step on one input.
    pub step: usize,
    /// The same without gradient, update or anything else that stays: for looking at a batch.
    pub batch: usize,
    /// The embeddings of the resident rows.
    pub embed: usize,
}

/// What `config` wants in a step's input.
pub(super) fn extras(config: &Config) -> Extras {
    Extras {
        negatives: match config.source() {
            Source::Drawn { count, .. } => count,
            _ => 0,
        },
        oracle: config.oracle,
        positions: matches!(config.source(), Source::Bank { .. }),
        labels: config.grouping().is_some_and(|(_, labels)| labels),
    }
}

/// What is trained: an encoder, and where the target is an answer, a head on it.
#[derive(Clone, Debug)]
pub(super) struct Nets {
    pub encoder: Encoder,
    pub head: Option<Encoder>,
}

impl Nets {
    /// For inputs of `input` numbers.
    pub fn new(config: &Config, input: usize) -> Self {
        let encoder = config.encoder(input);
        let head = match config.target() {
            Target::Answer(asks) => {
                Some(encoder.head(asks.shown(), asks.head(), asks.answers().len()))
            }
            _ => None,
        };
        Self { encoder, head }
    }

    /// Numbers of both.
    pub fn params(&self) -> usize {
        self.head.as_ref().unwrap_or(&self.encoder).params
    }

    /// The first so many are trained: word vectors have no bias, which is last.
    fn trained(&self, config: &Config) -> usize {
        match config.target() {
            Target::Word { .. } => self.params() - self.encoder.dim(),
            _ => self.params(),
        }
    }

    pub fn init(&self, seed: u32) -> Vec<f32> {
        self.encoder.init_with(self.head.as_ref(), seed)
    }
}

/// Builds the plan of `config` for `train` training points and `resident` rows to embed; the loss is the
/// one of step `now`.
pub(super) fn plan(
    config: &Config,
    nets: &Nets,
    train: usize,
    resident: usize,
    now: u32,
) -> (Plan, Layout) {
    let mut plan = Plan::default();
    let encoder = &nets.encoder;
    let state = nets.params() * config.optimizer.card.state_per_parameter;
    let network = Network::new(&mut plan, nets.params(), state);
    let step = Step::new(&mut plan, config, nets, network, train, now);
    let mut ops = step.forward.clone();
    let mut looking = ops.clone();
    looking.extend(step.loss(config, None));
    ops.extend(step.loss(config, Some(step.dz)));
    let mut dz = step.dz;
    if let (Some(head), Some(logits)) = (&nets.head, &step.logits) {
        let below = plan.buffer("embedding gradients", step.trained.rows * encoder.dim());
        network.backward_to(&mut plan, &mut ops, head, logits, dz, Some(below));
        dz = below;
    }
    network.backward(&mut plan, &mut ops, encoder, &step.trained, dz);
    network.optimize(&mut ops, nets.trained(config), config.optimizer());
    ops.extend(&step.after);
    let pass = |ops, loss| Pass {
        ops,
        input: Some(step.x),
        loss,
    };
    let training = plan.pass(pass(ops, Some(step.mean)));
    let batch = plan.pass(pass(looking, None));

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
        z: step.z,
        row_losses: step.row_losses,
        loss: step.mean,
        resident: points,
        resident_z,
        kept: step.kept,
        step: training,
        batch,
        embed,
    };
    (plan, layout)
}

/// The parts of a step's plan.
struct Step {
    x: Buffer,
    z: Buffer,
    dz: Buffer,
    row_losses: Buffer,
    mean: Buffer,
    groups: Option<Groups>,
    /// From the input to z, and what is trained of it.
    forward: Vec<Op>,
    trained: Forward,
    /// Of the head.
    logits: Option<Forward>,
    /// What is done for the next step.
    after: Vec<Op>,
    kept: Vec<Buffer>,
    train: usize,
    dim: usize,
    unit: bool,
    now: u32,
}

impl Step {
    fn new(
        plan: &mut Plan,
        config: &Config,
        nets: &Nets,
        network: Network,
        train: usize,
        now: u32,
    ) -> Self {
        if let Some(head) = &nets.head {
            return Self::answers(plan, config, &nets.encoder, head, network, train, now);
        }
        let encoder = &nets.encoder;
        let arrangement = config.arrangement(train);
        let (rows, dim) = (arrangement.rows(), encoder.dim());
        let views = 2 * config.batch;
        let extras = extras(config);
        let given = views + config.batch * extras.negatives;
        let behind = given * encoder.input();
        let tails = usize::from(extras.positions) + usize::from(extras.labels);
        let x = plan.buffer("batch", behind + tails * views);
        let dz = plan.buffer("embedding gradients", rows * dim);
        let row_losses = plan.buffer("anchor losses", arrangement.anchors());
        let mean = plan.buffer("loss", 1);
        // Of queries alone there is a gradient where keys come from a memory.
        let trained = match config.source() {
            Source::Queue { .. } => config.batch,
            _ => given,
        };
        let mut forward = Vec::new();
        let trained = network.forward(plan, &mut forward, encoder, x, trained);
        let mut step = Self {
            x,
            z: trained.z,
            dz,
            row_losses,
            mean,
            groups: None,
            forward,
            trained,
            logits: None,
            after: Vec::new(),
            kept: Vec::new(),
            train,
            dim,
            unit: encoder.normalize,
            now,
        };
        match config.source() {
            Source::Queue { size, momentum } => {
                step.queue(plan, config, encoder, network, size, momentum);
            }
            Source::Bank { momentum } => step.bank(plan, config, behind, momentum),
            _ => {}
        }
        if let Some((grouping, _)) = config.grouping() {
            let (buffer, offset) = match step.kept.first() {
                // The memory's own, filled below.
                Some(&groups) => (groups, 0),
                None => (x, behind),
            };
            step.groups = Some(Groups {
                grouping,
                buffer,
                offset,
            });
        }
        step
    }

    /// z = [logits; right answers as unit vectors; all answers as unit vectors], see
    /// [`Asker::fill`](crate::pretext::Asker::fill). A question's inputs lie one after another, and so do their embeddings:
    /// \[questions · shown, d\] is \[questions, shown · d\], which the head reads.
    fn answers(
        plan: &mut Plan,
        config: &Config,
        encoder: &Encoder,
        head: &Encoder,
        network: Network,
        train: usize,
        now: u32,
    ) -> Self {
        let arrangement = config.arrangement(train);
        let (batch, rows, answers) = (config.batch, arrangement.rows(), head.dim());
        let shown = batch * head.input() / encoder.dim();
        let marks = shown * encoder.input();
        let vectors = (rows - batch) * answers;
        let x = plan.buffer("questions", marks + vectors + rows);
        let dz = plan.buffer("logit gradients", rows * answers);
        let row_losses = plan.buffer("question losses", batch);
        let mean = plan.buffer("loss", 1);
        let z = plan.buffer("logits and answers", rows * answers);
        let mut forward = Vec::new();
        let trained = network.forward(plan, &mut forward, encoder, x, shown);
        let logits = network.forward(plan, &mut forward, head, trained.z, batch);
        let given = batch * answers;
        forward.push(Self::copy((logits.z, 0), (z, 0), given, None));
        forward.push(Self::copy((x, marks), (z, given), vectors, None));
        Self {
            x,
            z,
            dz,
            row_losses,
            mean,
            groups: Some(Groups {
                grouping: Grouping::Apart,
                buffer: x,
                offset: marks + vectors,
            }),
            forward,
            trained,
            logits: Some(logits),
            after: Vec::new(),
            kept: Vec::new(),
            train,
            dim: answers,
            unit: false,
            now,
        }
    }

    fn copy(from: (Buffer, usize), to: (Buffer, usize), len: usize, ring: Option<usize>) -> Op {
        Op::Copy {
            from: from.0,
            from_at: from.1,
            to: to.0,
            to_at: to.1,
            len,
            ring,
        }
    }

    /// z = [queries; keys; queue]. The key encoder follows, makes the keys, and after the step they are
    /// written over the oldest of the queue.
    fn queue(
        &mut self,
        plan: &mut Plan,
        config: &Config,
        encoder: &Encoder,
        network: Network,
        size: usize,
        momentum: f32,
    ) {
        let (batch, dim, input) = (config.batch, self.dim, encoder.input());
        let rows = 2 * batch + size;
        let groups = plan.buffer("groups", rows);
        let keys = Network {
            params: plan.buffer("key parameters", encoder.params),
            ..network
        };
        let z = plan.buffer("queries, keys and queue", rows * dim);
        let second = plan.buffer("second views", batch * input);
        let ops = &mut self.forward;
        ops.push(Self::copy(
            (self.x, batch * input),
            (second, 0),
            batch * input,
            None,
        ));
        let key = keys.forward(plan, ops, encoder, second, batch).z;
        ops.push(Self::copy((self.trained.z, 0), (z, 0), batch * dim, None));
        ops.push(Self::copy((key, 0), (z, batch * dim), batch * dim, None));
        if config.oracle {
            let labels = 2 * batch * input;
            ops.push(Self::copy((self.x, labels), (groups, 0), 2 * batch, None));
        }
        self.after = vec![
            Self::copy(
                (z, batch * dim),
                (z, 2 * batch * dim),
                batch * dim,
                Some(size * dim),
            ),
            Self::copy((groups, batch), (groups, 2 * batch), batch, Some(size)),
            Op::Follow {
                leader: network.params,
                follower: keys.params,
                len: encoder.params,
                momentum,
            },
        ];
        self.z = z;
        self.kept = vec![groups, z, keys.params];
    }

    /// z = [both views; their points' entries; the bank]. After the step the entries move towards the first
    /// views.
    fn bank(&mut self, plan: &mut Plan, config: &Config, behind: usize, momentum: f32) {
        let (views, dim) = (2 * config.batch, self.dim);
        let rows = 2 * views + self.train;
        let groups = plan.buffer("groups", rows);
        let z = plan.buffer("views and bank", rows * dim);
        let memory = Memory {
            z,
            bank: 2 * views,
            len: self.train,
            index: self.x,
            index_at: behind,
            rows: views,
            dim,
        };
        // Rows of one group are a point's own entry, or with the oracle all of its class.
        let group = behind + if config.oracle { views } else { 0 };
        self.forward.extend([
            Self::copy((self.trained.z, 0), (z, 0), views * dim, None),
            Op::Recall { memory, to: views },
            Self::copy((self.x, group), (groups, 0), views, None),
        ]);
        self.after = vec![Op::Remember {
            memory: Memory {
                rows: config.batch,
                ..memory
            },
            from: 0,
            momentum,
            unit: self.unit,
        }];
        self.z = z;
        self.kept = vec![groups, z];
    }

    fn loss(&self, config: &Config, dz: Option<Buffer>) -> Vec<Op> {
        config.objective(self.now).ops(&Site {
            arrangement: config.arrangement(self.train),
            groups: self.groups,
            constant: !self.kept.is_empty() || self.logits.is_some(),
            temperature: config.temperature(),
            unit_rows: self.unit,
            similar: None,
            z: self.z,
            dz,
            row_losses: self.row_losses,
            loss: self.mean,
            dim: self.dim,
        })
    }
}
